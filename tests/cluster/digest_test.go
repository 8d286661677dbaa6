package cluster

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// syncKinds are the kinds that `claimscope sync` digests, by the names in its
// JSON, with the API path of their lists.
var syncKinds = map[string]string{
	"pods":                   "/api/v1/pods",
	"nodes":                  "/api/v1/nodes",
	"namespaces":             "/api/v1/namespaces",
	"events":                 "/api/v1/events",
	"resourcequotas":         "/api/v1/resourcequotas",
	"resourceslices":         "/apis/resource.k8s.io/v1/resourceslices",
	"deviceclasses":          "/apis/resource.k8s.io/v1/deviceclasses",
	"resourceclaims":         "/apis/resource.k8s.io/v1/resourceclaims",
	"resourceclaimtemplates": "/apis/resource.k8s.io/v1/resourceclaimtemplates",
	"devicetaintrules":       "/apis/resource.k8s.io/v1/devicetaintrules",
	"poddisruptionbudgets":   "/apis/policy/v1/poddisruptionbudgets",
	"deployments":            "/apis/apps/v1/deployments",
	"replicasets":            "/apis/apps/v1/replicasets",
	"statefulsets":           "/apis/apps/v1/statefulsets",
	"daemonsets":             "/apis/apps/v1/daemonsets",
	"jobs":                   "/apis/batch/v1/jobs",
	"cronjobs":               "/apis/batch/v1/cronjobs",
}

func sortedKinds() []string {
	var kinds []string
	for kind := range syncKinds {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	return kinds
}

// pluralOf turns the kind of an object into the name used by syncKinds.
func pluralOf(kind string) string {
	plural := strings.ToLower(kind) + "s"
	if strings.HasSuffix(kind, "Class") {
		plural = strings.ToLower(kind) + "es"
	}
	return plural
}

// digest is the SHA-256 of the lines "uid SP resourceVersion LF", sorted bytewise.
func digest(objects []object) string {
	var lines []string
	for _, o := range objects {
		lines = append(lines, o.Metadata.UID+" "+o.Metadata.ResourceVersion+"\n")
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	return hex.EncodeToString(sum[:])
}

// counted is what `sync` and kubectl say about one kind.
type counted struct {
	Count  int
	Digest string
	Bytes  int64 `json:",omitempty"` // of sync only
}

// digests asks kubectl for every kind at once.
func digests(ctx context.Context) (map[string]counted, error) {
	objects, err := list[object](ctx, strings.Join(sortedKinds(), ","))
	if err != nil {
		return nil, err
	}
	byKind := map[string][]object{}
	for _, o := range objects {
		byKind[pluralOf(o.Kind)] = append(byKind[pluralOf(o.Kind)], o)
	}
	all := map[string]counted{}
	for kind := range syncKinds {
		all[kind] = counted{Count: len(byKind[kind]), Digest: digest(byKind[kind])}
		delete(byKind, kind)
	}
	for kind := range byKind {
		return nil, fmt.Errorf("kubectl lists a kind %q that nobody asked for", kind)
	}
	return all, nil
}

// changed names the kinds that differ.
func changed(before, after map[string]counted) []string {
	var kinds []string
	for _, kind := range sortedKinds() {
		if before[kind] != after[kind] {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// whileQuiet runs a comparison until nothing of the kinds moved meanwhile: only
// then does a difference mean anything. No kinds means all.
func whileQuiet(t *testing.T, compare func() error, kinds ...string) {
	t.Helper()
	const attempts = 10
	var moved []string
	for range attempts {
		before, err := digests(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		difference := compare()
		after, err := digests(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		moved = changed(before, after)
		if len(kinds) > 0 {
			moved = slices.DeleteFunc(moved, func(kind string) bool { return !slices.Contains(kinds, kind) })
		}
		if len(moved) > 0 {
			continue
		}
		if difference != nil {
			t.Fatal(difference)
		}
		return
	}
	t.Fatalf("%v changed during each of %d attempts", moved, attempts)
}
