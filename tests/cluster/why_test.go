package cluster

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Every failure is provoked for real, explained, put right by the first fix that
// the answer offers, and then the pod must run. The cases wait at the same time.
func TestWhyPending(t *testing.T) {
	binary, home := needClaimscope(t), t.TempDir()
	tryAll(t, func(ctx context.Context, see api, one failure) (string, error) {
		return one.explainAndFix(ctx, see, binary, home)
	})
}

// The same without Claimscope: the cases are what they say, and can be put right.
func TestFailuresAreReal(t *testing.T) {
	needCluster(t)
	if os.Getenv("CLAIMSCOPE") != "" {
		t.Skip("TestWhyPending does the same and more")
	}
	tryAll(t, func(ctx context.Context, see api, one failure) (string, error) {
		return "the table's fix", one.apply(ctx, see, one.fix)
	})
}

const (
	saysLimit = 30 * time.Second
	// The controller that makes claims tries again after twice the time it has waited.
	fixLimit = 60 * time.Second
)

func TestEveryFileOfAFailureIsACase(t *testing.T) {
	files, err := filepath.Glob("testdata/why/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		if !slices.ContainsFunc(failures, func(f failure) bool { return f.name == name }) {
			t.Errorf("%s belongs to no case", file)
		}
	}
	if len(files) != len(failures) {
		t.Errorf("%d files for %d cases", len(files), len(failures))
	}
}

// tryAll provokes the failures together and reports each as a subtest.
func tryAll(t *testing.T, try func(context.Context, api, failure) (string, error)) {
	client, err := shared.Client()
	if err != nil {
		t.Fatal(err)
	}
	defer client.CloseIdleConnections()
	see := api{client}
	began := time.Now()
	if err := provoke(t.Context(), see, failures); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d failures provoked in %.1f s", len(failures), time.Since(began).Seconds())
	errs, notes := make([]error, len(failures)), make([]string, len(failures))
	var wait sync.WaitGroup
	for i, one := range failures {
		wait.Go(func() {
			if errs[i] = one.waits(t.Context(), see); errs[i] == nil {
				notes[i], errs[i] = try(t.Context(), see, one)
			}
			notes[i] += fmt.Sprintf(" (%.1f s)", time.Since(began).Seconds())
		})
	}
	wait.Wait()
	if late.Load() > 0 {
		t.Logf("%d answers were not complete within 8 s and asked for again", late.Load())
	}
	for i, one := range failures {
		t.Run(one.name, func(t *testing.T) {
			t.Log(notes[i])
			if errs[i] != nil {
				t.Error(errs[i])
			}
		})
	}
}

// waits returns when the pod is pending and the scheduler or the controller has said why.
func (f failure) waits(ctx context.Context, see api) error {
	if err := eventually(ctx, saysLimit, func() error {
		pods, err := see.pods(f.namespace(), "waits")
		if err != nil {
			return err
		}
		said, err := see.said(f.namespace(), pods)
		if err == nil && !strings.Contains(said, f.says) {
			err = fmt.Errorf("nobody says %q but: %s", f.says, said)
		}
		return err
	}); err != nil {
		return err
	}
	pods, err := see.pods(f.namespace(), "waits")
	if err != nil {
		return err
	}
	for _, p := range pods {
		if p.Spec.NodeName != "" {
			return fmt.Errorf("%s does not wait: it is on %s", p.key(), p.Spec.NodeName)
		}
	}
	if f.after != "" {
		return shell(ctx, f.namespace(), f.after)
	}
	return nil
}

// With CLAIMSCOPE_RECORD=FILE everything is written there while all cases wait, for
// `claimscope explain … --file FILE` without a cluster.
func TestRecordTheFailures(t *testing.T) {
	needCluster(t)
	file := os.Getenv("CLAIMSCOPE_RECORD")
	if file == "" {
		t.Skip("CLAIMSCOPE_RECORD names no file")
	}
	var wait sync.WaitGroup
	wait.Add(len(failures))
	var record sync.Once
	var failed error
	tryAll(t, func(ctx context.Context, see api, one failure) (string, error) {
		wait.Done()
		wait.Wait()
		record.Do(func() {
			failed = shell(ctx, file, `(kubectl version -o json; kubectl get -A -o json \
				nodes,pods,namespaces,events,resourcequotas,resourceclaims,resourceclaimtemplates,resourceslices,deviceclasses,devicetaintrules,deployments,replicasets) > "$NS"`)
		})
		return "", failed
	})
}

// The answers alone, from what TestRecordTheFailures wrote: quick, and without a cluster.
func TestAnswersFromARecording(t *testing.T) {
	binary, file := os.Getenv("CLAIMSCOPE"), os.Getenv("CLAIMSCOPE_RECORD")
	if shared != nil || binary == "" || file == "" {
		t.Skip("needs CLAIMSCOPE and CLAIMSCOPE_RECORD, and no CLAIMSCOPE_CLUSTER_BIN")
	}
	for _, one := range failures {
		t.Run(one.name, func(t *testing.T) {
			if one.after != "" || one.claim == "*" {
				t.Skip("passes by itself, or has generated names")
			}
			kind, object := "pod", one.namespace()+"/waits"
			if one.name == "no-consumer" {
				kind, object = "claim", one.namespace()+"/wanted"
			}
			s := subject{kind, object}
			said, err := explain(t.Context(), binary, t.TempDir(), s, false)
			if err == nil {
				err = one.check(s, said)
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
}
