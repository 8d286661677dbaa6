package cluster

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

// servedAs is nil when DRA's kinds are watched in a version.
func servedAs(m moment, version string, kinds ...string) error {
	for _, kind := range kinds {
		if one := m.Kinds[kind]; one.State != "live" || one.Version != version {
			return fmt.Errorf("%s are %q as %s, not live as %s: %s", kind, one.State, one.Version, version, one.Error)
		}
	}
	return nil
}

// The server changes which versions it serves while Claimscope runs: down to v1beta2, to v1beta1, to no DRA at all, and up again.
func TestServersMayChangeTheirVersions(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	takeTurns(t)
	const limit = 30 * time.Second
	dra := []string{"resourceslices", "resourceclaims", "resourceclaimtemplates", "deviceclasses"}
	only := func(version string) []string {
		flags := []string{}
		for _, one := range []string{"v1", "v1beta1", "v1beta2", "v1alpha3"} {
			flags = append(flags, fmt.Sprintf("--runtime-config=resource.k8s.io/%s=%t", one, one == version))
		}
		return flags
	}
	cluster := spare(t, control.Options{})
	seed(t, cluster, "kept", 4)
	seen := follow(t, cluster.Admin())
	past := record(t, cluster)
	seen.mustSee(t, time.Time{}, time.Minute, "v1", func(m moment) error {
		if err := servedAs(m, "resource.k8s.io/v1", dra...); err != nil {
			return err
		}
		return past.equals(m, dra...)
	})
	for _, step := range []struct{ version string }{{"v1beta2"}, {"v1beta1"}, {""}, {"v1"}} {
		if err := cluster.ReplaceAPIServer(t.Context(), only(step.version)...); err != nil {
			t.Fatal(err)
		}
		ready := time.Now()
		m := seen.mustSee(t, ready, limit, "served as "+step.version, func(m moment) error {
			if step.version == "" {
				for _, kind := range dra {
					if one := m.Kinds[kind]; one.State != "notServed" || one.Count != 0 {
						return fmt.Errorf("%s are %q with %d objects, although nothing is served", kind, one.State, one.Count)
					}
				}
				return past.equals(m, "pods", "nodes")
			}
			if err := servedAs(m, "resource.k8s.io/"+step.version, dra...); err != nil {
				return err
			}
			return past.equals(m, append([]string{"pods", "nodes"}, dra...)...)
		})
		t.Logf("%q: followed after %s; notices %v", step.version, m.Time.Sub(ready).Round(time.Millisecond), m.Notices)
	}
	seed(t, cluster, "new", 1)
	written := time.Now()
	seen.mustSee(t, written, limit, "a write after the way back", func(m moment) error { return past.equals(m, dra...) })
}

// An older server: 1.37 that behaves as 1.35 does.
func TestAnEmulatedOlderServer(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	takeTurns(t)
	cluster := spare(t, control.Options{APIServer: []string{"--emulated-version=1.35"}})
	seed(t, cluster, "kept", 2)
	past := record(t, cluster)
	seen := follow(t, cluster.Admin())
	seen.mustSee(t, time.Time{}, time.Minute, "1.35", func(m moment) error { return past.equals(m, "resourceslices", "resourceclaims", "pods") })
	compareContexts(t, shared, cluster)
	if err := cluster.ReplaceAPIServer(t.Context()); err != nil {
		t.Fatal(err)
	}
	ready := time.Now()
	m := seen.mustSee(t, ready, 90*time.Second, "1.37", func(m moment) error { return past.equals(m) })
	t.Logf("upgraded: followed after %s; server %s", m.Time.Sub(ready).Round(time.Millisecond), m.Server)
}

// compareContexts reads two clusters by the contexts of one kubeconfig.
func compareContexts(t *testing.T, first, second *control.Cluster) {
	t.Helper()
	var configs []control.Kubeconfig
	for i, cluster := range []*control.Cluster{first, second} {
		config, err := cluster.ClientOf(fmt.Sprintf("admin-%d", i), "system:masters")
		if err != nil {
			t.Fatal(err)
		}
		configs = append(configs, config)
	}
	path := filepath.Join(t.TempDir(), "both")
	if err := control.WriteAll(path, configs...); err != nil {
		t.Fatal(err)
	}
	for i, cluster := range []*control.Cluster{first, second} {
		// Tests beside this one make and delete nodes: the two answers are of two moments, and agree once none does so in between.
		if err := eventually(t.Context(), time.Minute, func() error { return sameNodes(t, path, configs[i].User, cluster) }); err != nil {
			t.Error(err)
		}
	}
}

// sameNodes is nil when the context shows the nodes of the cluster.
func sameNodes(t *testing.T, kubeconfig, context string, cluster *control.Cluster) error {
	t.Helper()
	var want struct{ Items []object }
	if err := json.Unmarshal(mustSend(t, cluster, http.MethodGet, "/api/v1/nodes", ""), &want); err != nil {
		t.Fatal(err)
	}
	ran := claimscope(t, time.Minute, kubeconfig, "get", "nodes", "-o", "json", "--context", context)
	if ran.status != 0 {
		t.Fatalf("context %s: exit %d\n%s", context, ran.status, ran.stderr)
	}
	nodes, _, err := parseGet[metadata](ran.stdout)
	if err != nil {
		t.Fatal(err)
	}
	var have, should []string
	for _, node := range nodes {
		have = append(have, node.UID)
	}
	for _, node := range want.Items {
		should = append(should, node.Metadata.UID)
	}
	return sameSet("nodes of context "+context, have, should)
}
