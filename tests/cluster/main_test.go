// Package cluster compares Claimscope with kubectl on a real control plane.
//
// CLAIMSCOPE_CLUSTER_BIN names the programs (build.sh prints it) and CLAIMSCOPE
// the binary under test. Tests that need what is not named are skipped.
package cluster

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

// shared is the cluster of all tests, nil when there are no programs to run it.
var shared *control.Cluster

func TestMain(m *testing.M) {
	status, err := runAll(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

func runAll(m *testing.M) (int, error) {
	bin := os.Getenv("CLAIMSCOPE_CLUSTER_BIN")
	if bin == "" {
		return m.Run(), nil
	}
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "claimscope-cluster-")
	if err != nil {
		return 1, err
	}
	began := time.Now()
	bare := os.Getenv("CLAIMSCOPE_FIXTURES") == "no" // by hand, for tests that need neither objects nor controllers
	cluster, err := control.StartWith(ctx, dir, bin, control.Options{ServerOnly: bare})
	if err != nil {
		return 1, err
	}
	defer cluster.Stop()
	fmt.Printf("control plane ready in %.1f s at %s\n", time.Since(began).Seconds(), cluster.Server())
	// A signal must stop the children too, and tests do not listen for one.
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-interrupted
		cluster.Stop()
		os.Exit(130)
	}()
	if bare {
		shared = cluster
		return m.Run(), nil
	}
	if err := cluster.ApplyFixtures(ctx); err != nil {
		return 1, err
	}
	shared = cluster
	if err := waitForFixtures(ctx); err != nil {
		return 1, err
	}
	fmt.Printf("fixtures running after %.1f s\n", time.Since(began).Seconds())
	status := m.Run()
	select {
	case dead := <-cluster.Failed():
		return 1, dead
	default:
	}
	cluster.Stop() // before the directory goes away under it
	if status == 0 {
		return 0, os.RemoveAll(dir)
	}
	fmt.Printf("logs are in %s\n", filepath.Join(dir, "log"))
	return status, os.RemoveAll(filepath.Join(dir, "etcd")) // by far the largest part
}

// needCluster skips a test when there is no control plane.
func needCluster(t *testing.T) {
	t.Helper()
	if shared == nil {
		t.Skip("CLAIMSCOPE_CLUSTER_BIN is not set: run tests/cluster/run.sh, or set it to what build.sh prints")
	}
}

// alongside lets a test that mostly waits run beside others, after those that need the cluster for themselves. It must
// neither restart the shared apiserver nor ask for quiet.
func alongside(t *testing.T) {
	t.Helper()
	t.Parallel()
}

// eventually asks every 200 ms until the answer is nil or the time is over.
func eventually(ctx context.Context, limit time.Duration, ask func() error) error {
	return eventuallyEvery(200*time.Millisecond, ctx, limit, ask)
}

func eventuallyEvery(interval time.Duration, ctx context.Context, limit time.Duration, ask func() error) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		err := ask()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("not within %s: %w", limit, err)
		case <-tick.C:
		}
	}
}
