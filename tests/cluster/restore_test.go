package cluster

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

// noticeLimit is how long a change of the server behind our back may stay unsaid.
const noticeLimit = 30 * time.Second

// told is nil when a line has a notice with one of the words and shows what the cluster is.
func told(past *history, m moment, words ...string) error {
	if err := past.equals(m); err != nil {
		return err
	}
	for _, notice := range m.Notices {
		for _, word := range words {
			if strings.Contains(strings.ToLower(notice.Text), word) {
				return nil
			}
		}
	}
	return fmt.Errorf("no notice says %q: %v", words, m.Notices)
}

// etcd restored from a backup: revisions go back, and watches that are resumed from the future stay deaf without an
// error. Everything must be loaded again, nothing that was written after the backup may stay, and it must be said.
func TestRestoredStoreIsNoticed(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	takeTurns(t)
	cluster := spare(t, control.Options{})
	seed(t, cluster, "before", 3)
	backup := filepath.Join(t.TempDir(), "backup")
	if err := cluster.BackUpStore(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	seen := follow(t, cluster.Admin())
	seed(t, cluster, "lost", 20)
	past := record(t, cluster)
	seen.mustSee(t, time.Time{}, time.Minute, "before the restore", func(m moment) error { return past.equals(m) })
	if err := cluster.RestoreStore(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	ready := time.Now()
	restored := record(t, cluster)
	m := seen.mustSee(t, ready, noticeLimit, "after the restore", func(m moment) error { return told(restored, m, "restored", "back") })
	t.Logf("noticed and loaded again %s after readiness: %v", m.Time.Sub(ready).Round(time.Millisecond), m.Notices)
	seed(t, cluster, "after", 2)
	written := time.Now()
	seen.mustSee(t, written, noticeLimit, "a write after the restore", func(m moment) error { return restored.equals(m) })
}

// Restored to a state that soon has a higher revision than before: only the objects tell. Known gap: revisions alone are
// compared today, so this runs by hand until objects are counted too.
func TestRestoreThatOvertakesIsNoticed(t *testing.T) {
	if os.Getenv("CLAIMSCOPE_OVERTAKEN") == "" {
		t.Skip("known gap: a restored history that overtakes the old one before it is looked at is not noticed; CLAIMSCOPE_OVERTAKEN=1 shows it")
	}
	needClaimscope(t)
	cluster := spare(t, control.Options{})
	seed(t, cluster, "kept", 5)
	backup := filepath.Join(t.TempDir(), "backup")
	if err := cluster.BackUpStore(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	seen := follow(t, cluster.Admin())
	seed(t, cluster, "lost", 20)
	past := record(t, cluster)
	seen.mustSee(t, time.Time{}, time.Minute, "before the restore", func(m moment) error { return past.equals(m) })
	if err := cluster.RestoreStore(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	seed(t, cluster, "overtaking", 30)
	again := record(t, cluster)
	ready := time.Now()
	m := seen.mustSee(t, ready, noticeLimit, "after a restore whose revisions overtook the old ones", func(m moment) error { return again.equals(m) })
	t.Logf("overtaken: right again after %s: %v", m.Time.Sub(ready).Round(time.Millisecond), m.Notices)
}

// Another cluster with the same certificates at the same address, with lower and with higher revisions.
func TestAnotherClusterAtTheSameAddressIsNoticed(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	takeTurns(t)
	first := spare(t, control.Options{})
	seed(t, first, "first", 12)
	past := record(t, first)
	seen := follow(t, first.Admin())
	seen.mustSee(t, time.Time{}, time.Minute, "the first cluster", func(m moment) error { return past.equals(m) })
	for _, one := range []struct {
		name  string
		count int
	}{{"younger", 2}, {"older", 40}} {
		first.Stop()
		second := spare(t, control.Options{Like: first})
		seed(t, second, one.name, one.count)
		ready := time.Now()
		past = record(t, second)
		m := seen.mustSee(t, ready, noticeLimit, "the "+one.name+" cluster", func(m moment) error { return told(past, m, "another cluster", "other cluster") })
		t.Logf("%s: noticed and loaded %s after readiness: %v", one.name, m.Time.Sub(ready).Round(time.Millisecond), m.Notices)
		first = second
	}
}
