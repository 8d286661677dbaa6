package cluster

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	watchFor  = 20 * time.Second
	restartAt = 6 * time.Second  // the first load is long over
	churnEnd  = 13 * time.Second // leaves the cluster time to come to rest
	quietFrom = 17 * time.Second
)

// A sync that runs across creates, deletes and a crash of the apiserver must end
// with exactly what kubectl lists, and may list again only what really expired.
func TestSyncSurvivesTheCrashOfTheAPIServer(t *testing.T) {
	binary, home := needClaimscope(t), t.TempDir()
	versions := listVersions(t)
	var ran answer
	var failure error
	done := make(chan struct{})
	began := time.Now()
	go func() {
		defer close(done)
		ran, failure = execute(t.Context(), watchFor+time.Minute, binary, home,
			[]string{"sync", "-o", "json", "--for", watchFor.String(), "--kubeconfig", shared.Admin()})
	}()
	created, err := churn(t.Context(), began)
	if err != nil {
		t.Fatal(err)
	}
	expired := expiredSince(t, versions)
	<-time.After(time.Until(began.Add(quietFrom)))
	before, err := digests(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	<-done
	if failure != nil {
		t.Fatal(failure)
	}
	seen, err := parseSync(ran)
	if err != nil {
		t.Fatal(err)
	}
	after, err := digests(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	moved := changed(before, after)
	if len(moved) > 1 || (len(moved) == 1 && moved[0] != "events") {
		t.Fatalf("%v still moved %s after the last change: nothing can be compared", moved, quietFrom-churnEnd)
	}
	if err := compareDigests(seen.Kinds, after, moved...); err != nil {
		t.Error(err)
	}
	if seen.Relists > int64(len(expired)) {
		t.Errorf("%d relists, but only %d kinds had expired: %v", seen.Relists, len(expired), expired)
	}
	if seen.Reconnects == 0 {
		t.Error("no reconnects: the crash of the apiserver went unnoticed")
	}
	t.Logf("compared %d kinds, %d objects after %d creates and deletes: %d events, %d reconnects, %d relists, %d kinds expired",
		len(syncKinds)-len(moved), total(seen.Kinds), created, seen.Events, seen.Reconnects, seen.Relists, len(expired))
}

// churn creates and deletes pairs of claim and pod, and crashes the apiserver in
// the middle. It says how many pairs came and went.
func churn(ctx context.Context, began time.Time) (int, error) {
	crashed, count := false, 0
	for ; time.Since(began) < churnEnd; count++ {
		if !crashed && time.Since(began) > restartAt {
			crashed = true
			if err := shared.RestartAPIServer(ctx); err != nil {
				return count, err
			}
		}
		name := fmt.Sprintf("churn-%d", count)
		if _, err := kubectl(ctx, pair(name), "apply", "--filename=-"); err != nil {
			return count, err
		}
		if err := waitForState(ctx, name, "allocated,reserved"); err != nil {
			return count, err
		}
		// Not waited for without end: a claim whose pod goes in the millisecond after it was reserved can stay with its
		// finalizer for ever, since the claim controller looks at neither again. Both sides list it then.
		if _, err := kubectl(ctx, "", "delete", "pod/"+name, "resourceclaim/"+name, "--namespace=batch", "--wait=false"); err != nil {
			return count, err
		}
		if err := waitForGone(ctx, name); err != nil {
			return count, err
		}
	}
	return count, nil
}

// waitForGone waits until a pair is gone, but no longer than ten seconds.
func waitForGone(ctx context.Context, name string) error {
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		left, err := kubectl(ctx, "", "get", "pod/"+name, "resourceclaim/"+name, "--namespace=batch", "--ignore-not-found", "-o", "name")
		if err != nil {
			return err
		}
		if len(left) == 0 {
			return nil
		}
	}
	return nil
}

// listVersions is the resourceVersion of a list of every kind.
func listVersions(t *testing.T) map[string]string {
	t.Helper()
	versions := map[string]string{}
	for kind, path := range syncKinds {
		var page struct {
			Metadata struct{ ResourceVersion string }
		}
		if err := json.Unmarshal(mustKubectl(t, "", "get", "--raw", path+"?limit=1"), &page); err != nil {
			t.Fatal(err)
		}
		versions[kind] = page.Metadata.ResourceVersion
	}
	return versions
}

// expiredSince names the kinds that can no longer be watched from a version: a new
// apiserver remembers nothing from before its own first list. A client that was
// given newer versions meanwhile may still go on, so this is the most it may relist.
func expiredSince(t *testing.T, versions map[string]string) []string {
	t.Helper()
	var mutex sync.Mutex
	var wait sync.WaitGroup
	var expired []string
	for kind, version := range versions {
		wait.Go(func() {
			out, err := kubectl(t.Context(), "", "get", "--raw",
				syncKinds[kind]+"?watch=1&timeoutSeconds=1&resourceVersion="+version)
			if err != nil {
				out = append(out, err.Error()...)
			}
			if strings.Contains(string(out), `"code":410`) || strings.Contains(string(out), "too old resource version") {
				mutex.Lock()
				expired = append(expired, kind)
				mutex.Unlock()
			}
		})
	}
	wait.Wait()
	return expired
}

// The same crash without Claimscope: what a test of Claimscope relies on.
func TestChurnAndCrashWork(t *testing.T) {
	needCluster(t)
	if os.Getenv("CLAIMSCOPE") != "" {
		t.Skip("TestSyncSurvivesTheCrashOfTheAPIServer does the same and more")
	}
	versions := listVersions(t)
	began := time.Now()
	count, err := churn(t.Context(), began)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d pairs came and went across a crash in %.1f s; expired: %v", count, time.Since(began).Seconds(), expiredSince(t, versions))
}
