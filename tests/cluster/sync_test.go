package cluster

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"
)

// synced is what `claimscope sync -o json` prints.
type synced struct {
	Kinds                                  map[string]counted
	FirstPictureMs, FullSyncMs, PeakRssKiB int64
	CPUMs                                  int64
	Relists, Reconnects, Events            int64
}

func parseSync(ran answer) (synced, error) {
	var all synced
	if ran.status != 0 {
		return all, fmt.Errorf("sync: exit %d\n%s", ran.status, ran.stderr)
	}
	err := json.Unmarshal([]byte(ran.stdout), &all)
	return all, err
}

// compareDigests checks every kind that sync is to load but the excluded ones.
func compareDigests(have, want map[string]counted, excluded ...string) error {
	var wrong []error
	for _, kind := range sortedKinds() {
		if slices.Contains(excluded, kind) {
			continue
		}
		one, there := have[kind]
		if !there {
			wrong = append(wrong, fmt.Errorf("sync does not report %s", kind))
		} else if one.Count != want[kind].Count || one.Digest != want[kind].Digest {
			wrong = append(wrong, fmt.Errorf("%s: sync has %d with digest %.12s, kubectl %d with %.12s", kind,
				one.Count, one.Digest, want[kind].Count, want[kind].Digest))
		}
	}
	return errors.Join(wrong...)
}

func total(kinds map[string]counted) int {
	sum := 0
	for _, kind := range kinds {
		sum += kind.Count
	}
	return sum
}

func TestSyncLoadsExactlyWhatKubectlLists(t *testing.T) {
	needClaimscope(t)
	for _, user := range []struct{ name, kubeconfig string }{
		{"client certificate", shared.Admin()}, {"token", shared.Token()},
	} {
		t.Run(user.name, func(t *testing.T) {
			var last synced
			whileQuiet(t, func() error {
				var err error
				if last, err = parseSync(claimscope(t, time.Minute, user.kubeconfig, "sync", "-o", "json")); err != nil {
					return err
				}
				want, err := digests(t.Context())
				if err != nil {
					return err
				}
				return compareDigests(last.Kinds, want)
			})
			t.Logf("compared %d kinds, %d objects; first picture %d ms, all %d ms, %d KiB",
				len(syncKinds), total(last.Kinds), last.FirstPictureMs, last.FullSyncMs, last.PeakRssKiB)
		})
	}
}
