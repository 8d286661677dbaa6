package cluster

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// wires are the ways in which Claimscope can read a cluster (CLAIMSCOPE_WIRE).
var wires = []string{"", "json,pages", "json,stream", "stream"}

// Whatever the way, sync has what kubectl lists, and `get` prints the same.
func TestEveryWireSaysTheSame(t *testing.T) {
	needClaimscope(t)
	whileQuiet(t, func() error {
		want, err := digests(t.Context())
		if err != nil {
			return err
		}
		for _, wire := range wires {
			ran := claimscopeWith(t, []string{"CLAIMSCOPE_WIRE=" + wire}, shared.Admin(), "sync", "-o", "json")
			seen, err := parseSync(ran)
			if err != nil {
				return err
			}
			if err := compareDigests(seen.Kinds, want); err != nil {
				return fmt.Errorf("CLAIMSCOPE_WIRE=%q: %w", wire, err)
			}
			var bytes int64
			for kind := range seen.Kinds {
				bytes += seen.Kinds[kind].Bytes
			}
			t.Logf("CLAIMSCOPE_WIRE=%q: %d objects, %d bytes, first picture %d ms, all %d ms, %d ms of CPU", wire,
				total(seen.Kinds), bytes, seen.FirstPictureMs, seen.FullSyncMs, seen.CPUMs)
		}
		return nil
	})
	for _, kind := range []string{"nodes", "slices", "devices", "claims", "pods"} {
		whileQuiet(t, func() error {
			first := ""
			for _, wire := range wires {
				ran := claimscopeWith(t, []string{"CLAIMSCOPE_WIRE=" + wire}, shared.Admin(), "get", kind, "-A", "-o", "json")
				if ran.status != 0 {
					return fmt.Errorf("get %s: exit %d\n%s", kind, ran.status, ran.stderr)
				}
				items := withoutAges(ran.stdout)
				if first == "" {
					first = items
				} else if items != first {
					return fmt.Errorf("get %s: CLAIMSCOPE_WIRE=%q differs from the first: %s", kind, wire, firstDifference(first, items))
				}
			}
			return nil
		})
	}
}

// withoutAges leaves out the lines of JSON that tell how long ago something was.
func withoutAges(document string) string {
	var kept strings.Builder
	for line := range strings.Lines(document) {
		if !strings.Contains(line, `"ageSeconds"`) && !strings.Contains(line, `"age"`) {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

func firstDifference(a, b string) string {
	left, right := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(left), len(right)) {
		if left[i] != right[i] {
			return fmt.Sprintf("line %d: %q and %q", i+1, left[i], right[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(left), len(right))
}

// Many objects: pages, streams and watches under writes. CLAIMSCOPE_PODS=3000 CLAIMSCOPE_CLAIMS=2000 for the long run.
func TestManyObjectsOverEveryWire(t *testing.T) {
	needClaimscope(t)
	pods, claims := fromEnvironment("CLAIMSCOPE_PODS", 700), fromEnvironment("CLAIMSCOPE_CLAIMS", 700)
	client, err := shared.Client()
	if err != nil {
		t.Fatal(err)
	}
	const namespace = "many"
	mustSend(t, shared, http.MethodPost, "/api/v1/namespaces", `{"metadata":{"name":"`+namespace+`"}}`)
	began := time.Now()
	var wait sync.WaitGroup
	failures := make(chan error, 8)
	make8 := func(count int, path, body string) {
		for worker := range 8 {
			wait.Go(func() {
				for i := worker; i < count; i += 8 {
					if _, err := send(t.Context(), client, http.MethodPost, shared.Server()+path, fmt.Sprintf(body, fmt.Sprintf("many-%05d", i))); err != nil {
						select {
						case failures <- err:
						default:
						}
						return
					}
				}
			})
		}
		wait.Wait()
	}
	// No scheduler takes them: what is to be read is their number.
	make8(pods, "/api/v1/namespaces/"+namespace+"/pods", manyPod)
	make8(claims, "/apis/resource.k8s.io/v1/namespaces/"+namespace+"/resourceclaims", stormClaim)
	select {
	case err := <-failures:
		t.Fatal(err)
	default:
	}
	t.Cleanup(func() {
		for _, path := range []string{"/api/v1/namespaces/many/pods?gracePeriodSeconds=0", "/apis/resource.k8s.io/v1/namespaces/many/resourceclaims"} {
			client.Timeout = time.Minute
			// The test's own context is over by now.
			if _, err := send(context.Background(), client, http.MethodDelete, shared.Server()+path, ""); err != nil {
				t.Error(err)
			}
		}
	})
	t.Logf("%d pods and %d claims made in %s", pods, claims, time.Since(began).Round(time.Millisecond))
	past := record(t, shared)
	for _, wire := range wires {
		seen := follow(t, shared.Admin(), "CLAIMSCOPE_WIRE="+wire)
		seen.mustSee(t, time.Time{}, time.Minute, "wire "+wire, func(m moment) error { return past.equals(m) })
		writers := startStorm(t, shared)
		<-time.After(2 * time.Second)
		writers.end()
		seen.mustSee(t, time.Now(), 20*time.Second, "wire "+wire+" after writes", func(m moment) error { return past.equals(m) })
		checked := checkEveryLine(t, past, seen)
		t.Logf("CLAIMSCOPE_WIRE=%q: %d digests checked", wire, checked)
		seen.stop()
	}
}

const manyPod = `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","labels":{"app":"many","team":"a"}},"spec":{"schedulerName":"nobody","automountServiceAccountToken":false,"containers":[{"name":"main","image":"busybox:1.36","env":[{"name":"A","value":"1"},{"name":"B","value":"2"}]}]}}`
