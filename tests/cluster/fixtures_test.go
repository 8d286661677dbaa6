package cluster

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
)

// wantStates is how many claims of the fixtures end in each state.
var wantStates = map[string]int{"allocated,reserved": 13, "allocated": 1, "pending": 3}

// waitForFixtures returns when the scheduler has allocated what it can and the
// pods run. Nothing else happens in the cluster after that but new events.
func waitForFixtures(ctx context.Context) error {
	return eventually(ctx, 90*time.Second, func() error {
		see, err := readTruth(ctx)
		if err != nil {
			return err
		}
		have := map[string]int{}
		for _, state := range see.states {
			have[state]++
		}
		for state, count := range wantStates {
			if have[state] != count {
				return fmt.Errorf("%d claims are %s, not %d: %v", have[state], state, count, see.states)
			}
		}
		phases := map[string]int{}
		for _, p := range see.pods {
			phases[p.Status.Phase]++
		}
		if phases["Running"] != 12 || phases["Succeeded"] != 1 || phases["Pending"] != 2 {
			return fmt.Errorf("the pods are %v", phases)
		}
		return nil
	})
}

// The fixtures are worth something only while they hold the cases they are for.
func TestFixturesHoldTheirCases(t *testing.T) {
	needCluster(t)
	see, err := readTruth(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	pools, uses := see.pools(), see.uses()
	gpus := func(node string) poolTruth { return pools[poolID{"gpu.nvidia.com", node}] }
	for what, holds := range map[string]bool{
		"gpu-node-4 is incomplete":                        !gpus("gpu-node-4").complete(),
		"gpu-node-2 is complete with two slices":          gpus("gpu-node-2").complete() && gpus("gpu-node-2").seen == 2,
		"gpu-node-3 has a device of an older slice only":  len(gpus("gpu-node-3").onlyStale) == 1,
		"a slice taints a device":                         len(gpus("gpu-node-1").newest["gpu-3"].Taints) == 1,
		"a slice reports a broken device":                 len(gpus("gpu-node-2").newest["gpu-3"].Taints) == 1,
		"a rule taints a device":                          see.tainted(deviceID{"gpu.nvidia.com", "gpu-node-3", "gpu-2"}, device{}),
		"partitions consume counters":                     len(gpus("gpu-node-5").newest["gpu-0"].ConsumesCounters) == 1,
		"two claims share a GPU":                          len(uses[deviceID{"gpu.nvidia.com", "gpu-node-6", "gpu-0"}].consumers) == 2,
		"two pods share a claim":                          len(see.claim("ml-workloads/training-cache").Status.ReservedFor) == 2,
		"a device is allocated and not reserved":          see.states["batch/held-cpuset"] == "allocated",
		"the monitor sees the four GPUs of gpu-node-1":    see.adminUses(uses) == 4,
		"a claim got the second alternative of a request": see.requestAllocated("gpu/small"),
	} {
		if !holds {
			t.Errorf("not so: %s", what)
		}
	}
	t.Logf("compared %d claims, %d slices, %d pools, %d pods", len(see.claims), len(see.slices), len(pools), len(see.pods))
}

func (see *truth) claim(key string) claim {
	for _, c := range see.claims {
		if c.Metadata.key() == key {
			return c
		}
	}
	return claim{}
}

func (see *truth) adminUses(uses map[deviceID]use) int {
	count := 0
	for _, held := range uses {
		count += len(held.admins)
	}
	return count
}

func (see *truth) requestAllocated(name string) bool {
	for _, c := range see.claims {
		for _, r := range c.results() {
			if r.Request == name {
				return true
			}
		}
	}
	return false
}

// The digest code is compared with itself over two ways to ask kubectl.
func TestDigestsAgreeBetweenOneListAndMany(t *testing.T) {
	needCluster(t)
	whileQuiet(t, func() error {
		together, err := digests(t.Context())
		if err != nil {
			return err
		}
		var wrong []error
		for _, kind := range sortedKinds() {
			objects := mustList[object](t, kind)
			if alone := (counted{Count: len(objects), Digest: digest(objects)}); alone != together[kind] {
				wrong = append(wrong, fmt.Errorf("%s: %v alone, %v together", kind, alone, together[kind]))
			}
			if len(objects) == 0 {
				wrong = append(wrong, fmt.Errorf("no %s: the comparison of this kind proves nothing", kind))
			}
		}
		return errors.Join(wrong...)
	})
}
