package cluster

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// progressTruth is the part of `claimscope actions show -o json` that a journal must tell right.
type progressTruth struct {
	State    string
	Torn     bool
	Progress struct {
		Error string
		Steps []struct{ Step, State, Detail string }
	}
	Plan struct {
		Steps []struct {
			ID   string
			Call struct{ Target struct{ UID string } }
		}
	}
}

// kill -9 of Claimscope at random moments of a drain: the journal tells the truth, resuming finishes, and no pod but those of
// the plan is evicted. CLAIMSCOPE_KILLS=50 for the long run, CLAIMSCOPE_DRAINED pods each.
func TestKilledDrainsAreResumed(t *testing.T) {
	binary := needClaimscope(t)
	alongside(t)
	const user = "killed"
	config := drainer(t, user)
	kills, pods := fromEnvironment("CLAIMSCOPE_KILLS", 4), fromEnvironment("CLAIMSCOPE_DRAINED", 100)
	home := t.TempDir()
	environment := []string{"XDG_STATE_HOME=" + home}
	interrupted := 0
	for i := range kills {
		began := time.Now()
		node := fmt.Sprintf("crash-%d", i)
		uids := podsOn(t, node, pods)
		plan := filepath.Join(home, node+".json")
		rehearsed := claimscopeWith(t, environment, config, "drain", node, "--force", "--plan", "--save", plan)
		if rehearsed.status != 0 {
			t.Fatalf("the rehearsal ends with %d\n%s%s", rehearsed.status, rehearsed.stdout, rehearsed.stderr)
		}
		id := planID(t, plan)
		command := exec.Command(binary, "actions", "run", plan, "--execute", "--arm", user, "--kubeconfig", config)
		command.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "LC_ALL=C.UTF-8"}, environment...)
		errors, err := command.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		said := killAfterConfirmation(command, bufio.NewScanner(errors), time.Duration(rand.IntN(600))*time.Millisecond)
		_ = command.Wait()

		left := uidsOn(t, node)
		truth := showPlan(t, environment, config, id)
		if truth.State != "interrupted" && truth.State != "succeeded" {
			t.Fatalf("after kill -9 the journal says %q\n%s", truth.State, said)
		}
		if truth.State == "interrupted" {
			interrupted++
		}
		uidOf := map[string]string{}
		for _, step := range truth.Plan.Steps {
			uidOf[step.ID] = step.Call.Target.UID
		}
		for _, step := range truth.Progress.Steps {
			there := left[uidOf[step.Step]]
			if !strings.HasPrefix(step.Step, "evict:") {
				continue
			}
			if step.State == "waiting" && !there {
				t.Errorf("%s is gone, and the journal knows nothing of it", step.Step)
			}
			if step.State == "done" && there {
				t.Errorf("%s is done in the journal, and still there", step.Step)
			}
		}
		if truth.State == "interrupted" {
			resumed := claimscopeWith(t, environment, config, "actions", "resume", id, "--arm", user)
			if resumed.status != 0 {
				t.Fatalf("resuming ends with %d\n%s%s", resumed.status, resumed.stdout, resumed.stderr)
			}
		}
		if after := uidsOn(t, node); len(after) != 0 {
			t.Errorf("%d pods of the plan are left", len(after))
		}
		if state := showPlan(t, environment, config, id).State; state != "succeeded" {
			t.Errorf("in the end the journal says %q", state)
		}
		evicted := map[string]bool{}
		for _, line := range auditOf(t, user, began) {
			if line.dryRun() || strings.HasSuffix(line.ObjectRef.Resource, "reviews") {
				continue
			}
			// Whatever the answer was: that of a process that is killed meanwhile may be lost on the way, and the pod gone.
			switch {
			case line.ObjectRef.Subresource == "eviction":
				uid := line.RequestObject.DeleteOptions.Preconditions.UID
				if !uids[uid] {
					t.Errorf("%s/%s was evicted with uid %q, which is not in the plan", line.ObjectRef.Namespace, line.ObjectRef.Name, uid)
				}
				evicted[uid] = true
			case line.ObjectRef.Resource == "nodes" && line.ObjectRef.Name == node:
			default:
				t.Errorf("Claimscope wrote %s %s", line.Verb, line.RequestURI)
			}
		}
		if len(evicted) != pods {
			t.Errorf("%d of %d pods were asked to go by it", len(evicted), pods)
		}
	}
	t.Logf("%d drains of %d pods killed, %d of them in the middle", kills, pods, interrupted)
	if interrupted == 0 && kills >= 4 {
		t.Error("no kill hit a drain in the middle")
	}
}

// killAfterConfirmation kills a moment after the plan began; what was said until then.
func killAfterConfirmation(command *exec.Cmd, lines *bufio.Scanner, after time.Duration) string {
	var said bytes.Buffer
	for lines.Scan() {
		said.WriteString(lines.Text() + "\n")
		if strings.Contains(lines.Text(), " confirmed") {
			break
		}
	}
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		for lines.Scan() {
			said.WriteString(lines.Text() + "\n")
		}
	}()
	select {
	case <-drained:
	case <-time.After(after):
		_ = command.Process.Kill()
		<-drained
	}
	return said.String()
}

// podsOn makes a node and pods that run on it without a controller; their uids.
func podsOn(t *testing.T, node string, count int) map[string]bool {
	t.Helper()
	var yaml strings.Builder
	fmt.Fprintf(&yaml, "apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n---\n", node)
	fmt.Fprintf(&yaml, "apiVersion: v1\nkind: Node\nmetadata: {name: %s, annotations: {kwok.x-k8s.io/node: fake}, labels: {type: kwok}}\n"+
		"status: {allocatable: {cpu: \"64\", memory: 256Gi, pods: \"500\"}, capacity: {cpu: \"64\", memory: 256Gi, pods: \"500\"}}\n", node)
	if err := apply(t.Context(), yaml.String()); err != nil {
		t.Fatal(err)
	}
	yaml.Reset()
	for i := range count {
		fmt.Fprintf(&yaml, "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p%d, namespace: %s}\n"+
			"spec: {nodeName: %s, containers: [{name: c, image: c}]}\n", i, node, node)
	}
	if err := apply(t.Context(), yaml.String()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = kubectl(t.Context(), "", "delete", "namespace", node, "--wait=false")
		_, _ = kubectl(t.Context(), "", "delete", "node", node, "--wait=false")
	})
	var uids map[string]bool
	if err := eventually(t.Context(), time.Minute, func() error {
		out, err := kubectl(t.Context(), "", "get", "pods", "-n", node, "-o", `jsonpath={range .items[?(@.status.phase=="Running")]}{.metadata.uid}{"\n"}{end}`)
		if err != nil {
			return err
		}
		uids = map[string]bool{}
		for _, uid := range strings.Fields(string(out)) {
			uids[uid] = true
		}
		if len(uids) != count {
			return fmt.Errorf("%d of %d pods run", len(uids), count)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return uids
}

func uidsOn(t *testing.T, namespace string) map[string]bool {
	t.Helper()
	out, err := kubectl(t.Context(), "", "get", "pods", "-n", namespace, "-o", `jsonpath={range .items[*]}{.metadata.uid}{"\n"}{end}`)
	if err != nil {
		t.Fatal(err)
	}
	uids := map[string]bool{}
	for _, uid := range strings.Fields(string(out)) {
		uids[uid] = true
	}
	return uids
}

func planID(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var plan struct{ ID string }
	if err := json.Unmarshal(text, &plan); err != nil || plan.ID == "" {
		t.Fatalf("%s is no plan: %v", path, err)
	}
	return plan.ID
}

func contextName(t *testing.T) string {
	t.Helper()
	out, err := kubectl(t.Context(), "", "config", "current-context")
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func showPlan(t *testing.T, environment []string, config, id string) progressTruth {
	t.Helper()
	shown := claimscopeWith(t, environment, config, "actions", "show", id, "-o", "json")
	var truth progressTruth
	if err := json.Unmarshal([]byte(shown.stdout), &truth); err != nil {
		t.Fatalf("actions show: %v\n%s%s", err, shown.stdout, shown.stderr)
	}
	return truth
}
