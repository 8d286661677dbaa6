package cluster

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"
)

// moment is one line of `sync --every`.
type moment struct {
	Time                        time.Time
	Server                      string
	Settled                     bool
	Kinds                       map[string]followed
	Relists, Reconnects, Events int64
	Notices                     []struct{ At, Text string }
}

type followed struct {
	counted
	State, Version, ResourceVersion, Error string
	AgeMs                                  *int64
	Skipped                                int
}

// follower is a claimscope that runs on and tells what it shows.
type follower struct {
	mutex   sync.Mutex
	moments []moment
	failure error
	ended   chan struct{}
	stderr  bytes.Buffer // read it after the end
	stop    context.CancelFunc
	pid     int
}

const followEvery = 200 * time.Millisecond

// follow starts one; it ends with the test. More environment may be given as NAME=value.
func follow(t *testing.T, kubeconfig string, environment ...string) *follower {
	t.Helper()
	binary, home := needClaimscope(t), t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	f := &follower{ended: make(chan struct{}), stop: cancel}
	command := exec.CommandContext(ctx, binary, "sync", "--every", followEvery.String(), "--kubeconfig", kubeconfig)
	command.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_RUNTIME_DIR=" + home, "LC_ALL=C.UTF-8"}, environment...)
	command.Stderr = &f.stderr
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	f.pid = command.Process.Pid
	go func() {
		defer close(f.ended)
		lines := bufio.NewReaderSize(out, 1<<16)
		for {
			line, err := lines.ReadBytes('\n')
			if err != nil {
				break
			}
			var one moment
			err = json.Unmarshal(line, &one)
			f.mutex.Lock()
			if err != nil && f.failure == nil {
				f.failure = fmt.Errorf("%w in %.200s", err, line)
			}
			f.moments = append(f.moments, one)
			f.mutex.Unlock()
		}
		if err := command.Wait(); err != nil && ctx.Err() == nil {
			f.mutex.Lock()
			f.failure = fmt.Errorf("claimscope ended by itself: %w\n%s", err, f.stderr.String())
			f.mutex.Unlock()
		}
	}()
	t.Cleanup(func() {
		cancel()
		<-f.ended
	})
	return f
}

// all is every line so far.
func (f *follower) all() ([]moment, error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return slices.Clone(f.moments), f.failure
}

// waitFor returns the first line after a time that satisfies a question, or what the last one lacked.
func (f *follower) waitFor(after time.Time, limit time.Duration, satisfies func(moment) error) (moment, error) {
	var found moment
	next := 0
	err := eventuallyEvery(20*time.Millisecond, context.Background(), limit, func() error {
		all, failure := f.all()
		if failure != nil {
			return failure
		}
		last := fmt.Errorf("no line after %s", after.Format(time.StampMilli))
		for ; next < len(all); next++ {
			if all[next].Time.Before(after) {
				continue
			}
			if last = satisfies(all[next]); last == nil {
				found = all[next]
				return nil
			}
		}
		next = max(0, len(all)-1) // the newest line is asked again: the history may have caught up
		return last
	})
	return found, err
}

func (f *follower) mustSee(t *testing.T, after time.Time, limit time.Duration, what string, satisfies func(moment) error) moment {
	t.Helper()
	found, err := f.waitFor(after, limit, satisfies)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	return found
}

// live is nil when every kind is loaded and watched.
func (m moment) live() error {
	for _, kind := range sortedKinds() {
		if one := m.Kinds[kind]; one.State != "live" {
			return fmt.Errorf("%s are %q: %s", kind, one.State, one.Error)
		}
	}
	return nil
}

// equals is nil when a line says what a cluster was less than a second before, and every kind is live.
func (h *history) equals(m moment, kinds ...string) error {
	if len(kinds) == 0 {
		kinds = sortedKinds()
	}
	for _, kind := range kinds {
		one := m.Kinds[kind]
		if one.State != "live" {
			return fmt.Errorf("%s are %q: %s", kind, one.State, one.Error)
		}
		lag, err := h.lag(kind, one.Digest, m.Time)
		if err != nil {
			return err
		}
		if lag > time.Second {
			return fmt.Errorf("%s are as they were %s ago", kind, lag.Round(time.Millisecond))
		}
	}
	return nil
}
