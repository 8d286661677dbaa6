package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"claimscope.test/cluster/internal/control"
)

// Files by which `restart-apiserver` talks to the `up` that runs in a directory.
const (
	pidFile      = "up.pid"
	restartsFile = "restarts" // how many are done
)

func up(ctx context.Context, dir, bin string, withFixtures bool) error {
	// Before anything else, or an early signal would end this process.
	restart := make(chan os.Signal, 1)
	signal.Notify(restart, syscall.SIGUSR1)
	began := time.Now()
	cluster, err := control.Start(ctx, dir, bin)
	if err != nil {
		return err
	}
	defer cluster.Stop()
	if withFixtures {
		if err := cluster.ApplyFixtures(ctx); err != nil {
			return err
		}
	}
	if err := publish(cluster.Dir, restartsFile, "0"); err != nil {
		return err
	}
	if err := publish(cluster.Dir, pidFile, strconv.Itoa(os.Getpid())); err != nil {
		return err
	}
	defer os.Remove(filepath.Join(cluster.Dir, pidFile))
	fmt.Printf("%s in %s; export KUBECONFIG=%s KUBECACHEDIR=%s\n", cluster.Server(), cluster.Dir,
		cluster.Admin(), filepath.Join(cluster.Dir, "kubectl-cache"))
	fmt.Printf("ready in %.1f s\n", time.Since(began).Seconds())
	for restarts := 1; ; {
		select {
		case <-ctx.Done():
			return nil
		case err := <-cluster.Failed():
			return err
		case <-restart:
			if err := cluster.RestartAPIServer(ctx); err != nil {
				return err
			}
			if err := publish(cluster.Dir, restartsFile, strconv.Itoa(restarts)); err != nil {
				return err
			}
			restarts++
		}
	}
}

func restartAPIServer(ctx context.Context, dir string) error {
	text, err := os.ReadFile(filepath.Join(dir, pidFile))
	if err != nil {
		return fmt.Errorf("no cluster is up in %s: %w", dir, err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return err
	}
	before, err := os.ReadFile(filepath.Join(dir, restartsFile))
	if err != nil {
		return err
	}
	if err := syscall.Kill(pid, syscall.SIGUSR1); err != nil {
		return fmt.Errorf("process %d of the cluster in %s: %w", pid, dir, err)
	}
	ctx, cancel := context.WithTimeout(ctx, 70*time.Second)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		after, err := os.ReadFile(filepath.Join(dir, restartsFile))
		if err == nil && string(after) != string(before) {
			return nil
		}
		if syscall.Kill(pid, 0) != nil {
			return fmt.Errorf("the cluster in %s ended", dir)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the apiserver is not back: %w", ctx.Err())
		case <-tick.C:
		}
	}
}

// publish writes a file at once or not at all, as another process may be reading it.
func publish(dir, name, text string) error {
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path+".new", []byte(text), 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
