package cluster

import (
	"context"
	"fmt"
	"testing"
	"time"
)

// pair is a named claim for one CPU set and a pod that uses it.
func pair(name string) string {
	return fmt.Sprintf(`apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata: {name: %[1]s, namespace: batch}
spec:
  devices:
    requests:
    - name: cpus
      exactly: {deviceClassName: cpu-compute-class}
---
apiVersion: v1
kind: Pod
metadata: {name: %[1]s, namespace: batch}
spec:
  resourceClaims:
  - name: cpus
    resourceClaimName: %[1]s
  containers:
  - name: main
    image: busybox:1.36
    resources: {claims: [{name: cpus}]}
`, name)
}

// waitForState waits until kubectl shows a claim of namespace batch in a state; "" is gone.
func waitForState(ctx context.Context, name, state string) error {
	return eventually(ctx, 30*time.Second, func() error {
		table, err := kubectl(ctx, "", "get", "resourceclaims", "--all-namespaces")
		if err != nil {
			return err
		}
		if have := claimStates(string(table))["batch/"+name]; have != state {
			return fmt.Errorf("claim %s is %q, not %q", name, have, state)
		}
		return nil
	})
}

func mustReach(t *testing.T, name, state string) {
	t.Helper()
	if err := waitForState(t.Context(), name, state); err != nil {
		t.Fatal(err)
	}
}

// deleteNow does not wait for finalizers, so that a deleted claim stays visible while it is in use.
func deleteNow(t *testing.T, kind, name string) {
	t.Helper()
	mustKubectl(t, "", "delete", kind, name, "--namespace=batch", "--wait=false")
}

func TestClaimsFollowCreatesAndDeletes(t *testing.T) {
	needClaimscope(t)
	const name = "live-claim"
	compare := func(when string) {
		var claims int
		whileQuiet(t, func() error {
			see, err := readTruth(t.Context())
			if err != nil {
				return err
			}
			claims, _, err = compareClaims(t, see)
			return err
		}, "resourceclaims", "pods")
		t.Logf("%s: compared %d claims", when, claims)
	}
	mustKubectl(t, pair(name), "apply", "--filename=-")
	mustReach(t, name, "allocated,reserved")
	compare("created and allocated")
	deleteNow(t, "resourceclaim", name)
	mustReach(t, name, "deleted,allocated,reserved")
	compare("deleted while in use")
	deleteNow(t, "pod", name)
	mustReach(t, name, "")
	compare("gone")
}

// The states that TestClaimsFollowCreatesAndDeletes relies on, without Claimscope.
func TestClaimsPassThroughTheirStates(t *testing.T) {
	needCluster(t)
	const name = "passing-claim"
	mustKubectl(t, pair(name), "apply", "--filename=-")
	mustReach(t, name, "allocated,reserved")
	deleteNow(t, "resourceclaim", name)
	mustReach(t, name, "deleted,allocated,reserved")
	deleteNow(t, "pod", name)
	mustReach(t, name, "")
}
