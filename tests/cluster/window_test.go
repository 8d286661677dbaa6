package cluster

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// windowFacts is what the Qt program says that it saw and did.
type windowFacts struct {
	Context, Headline, Plan, Undo, End string
	Waited, Ended                      bool
	Evicts                             map[string]string // uid by namespace/name
}

// windowProgram is the test of app/bridge that clicks through the window: run.sh finds it beside the binary.
func windowProgram(t *testing.T) string {
	t.Helper()
	needCluster(t)
	path := os.Getenv("CLAIMSCOPE_WINDOW")
	if path == "" {
		t.Skip("CLAIMSCOPE_WINDOW is not set: the window was not built (cmake --build build/dev --target test_bridge_cluster)")
	}
	return path
}

// The window does what the command does: a node with claims, budgets and a DaemonSet is chosen, rehearsed, armed, drained and taken
// back by clicks, and kubectl's pods, claims and audit log say the same as its rehearsal, its end and its journal.
func TestWindowDrainsANodeAndTakesItBack(t *testing.T) {
	program := windowProgram(t)
	needClaimscope(t)
	alongside(t)
	const world, node = "desk", "desk-1"
	client, err := shared.Client()
	if err != nil {
		t.Fatal(err)
	}
	defer client.CloseIdleConnections()
	see := api{client}
	config, home, began := drainer(t, world), t.TempDir(), time.Now().Add(-time.Second)
	pictures := os.Getenv("CLAIMSCOPE_PICTURES")
	if pictures == "" {
		pictures = t.TempDir()
	}
	makeDrainWorld(t, see, world)
	plan := rehearse(t, home, config, node, 0)
	before, err := podsOf(see, world)
	if err != nil {
		t.Fatal(err)
	}

	done := make(chan answer, 1)
	go func() {
		ran, err := execute(t.Context(), 150*time.Second, program, home, nil, "QT_QPA_PLATFORM=offscreen", "TZ=UTC",
			"CLAIMSCOPE_CLUSTER_KUBECONFIG="+config, "CLAIMSCOPE_CLUSTER_NODE="+node, "CLAIMSCOPE_CLUSTER_PICTURES="+pictures)
		if err != nil {
			ran = answer{-1, "", err.Error()}
		}
		done <- ran
	}()
	endedEarly := func() {
		select {
		case ran := <-done:
			t.Fatalf("the window ended too early: exit %d\n%s\n%s", ran.status, ran.stdout, ran.stderr)
		default:
		}
	}
	if err := eventually(t.Context(), 100*time.Second, func() error {
		endedEarly()
		return onlyTheGateIsLeft(see, world)
	}); err != nil {
		t.Fatal(err)
	}
	if !unschedulable(t, see, node) {
		t.Error("the node is not cordoned while it is drained")
	}
	facts := readFacts(t, pictures)
	// The gate opens once the window has shown that it waits.
	if err := eventually(t.Context(), 45*time.Second, func() error {
		endedEarly()
		if facts = readFacts(t, pictures); !facts.Waited {
			return fmt.Errorf("the window does not say yet that a budget is waited for")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	mustKubectl(t, "", "label", "node", world+"-3", "claimscope.test/gate=open")
	// Before it takes the cordon back: then what waits may return.
	if err := eventually(t.Context(), 60*time.Second, func() error {
		endedEarly()
		if facts = readFacts(t, pictures); !facts.Ended {
			return fmt.Errorf("the window does not say that the drain has ended")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if !unschedulable(t, see, node) {
		t.Error("the drained node is not cordoned")
	}
	if err := settledPods(t.Context(), see, world, 8, "rare"); err != nil {
		t.Fatal(err)
	}
	after, err := podsOf(see, world)
	if err != nil {
		t.Fatal(err)
	}
	compareDrainedPods(t, plan, before, after)
	compareDrainedClaims(t, see, world, plan, after)
	compareEvictions(t, plan, world, began)
	if err := os.WriteFile(filepath.Join(pictures, "go-on"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	ran := <-done
	if ran.status != 0 {
		t.Fatalf("the window: exit %d\n%s\n%s", ran.status, ran.stdout, ran.stderr)
	}
	facts = readFacts(t, pictures)

	wanted := map[string]string{}
	for _, pod := range plan.Pods {
		if pod.Action == "evict" {
			wanted[pod.Namespace+"/"+pod.Name] = pod.UID
		}
	}
	if facts.Context != world || !maps.Equal(facts.Evicts, wanted) {
		t.Errorf("in %s the window planned %v, the command %v", facts.Context, facts.Evicts, wanted)
	}
	if unschedulable(t, see, node) {
		t.Error("the node is still cordoned after the undo")
	}
	compareWindowWrites(t, node, wanted, began)
	compareWindowJournal(t, home, config, facts, wanted)
	t.Logf("%s | %s", facts.Headline, facts.End)
}

func readFacts(t *testing.T, folder string) windowFacts {
	t.Helper()
	var facts windowFacts
	text, err := os.ReadFile(filepath.Join(folder, "facts.json"))
	if err != nil {
		return facts
	}
	_ = json.Unmarshal(text, &facts) // it may be half written; what is missing is asked for again
	return facts
}

func unschedulable(t *testing.T, see api, name string) bool {
	t.Helper()
	var node struct{ Spec struct{ Unschedulable bool } }
	if err := see.get("/api/v1/nodes/"+name, &node); err != nil {
		t.Fatal(err)
	}
	return node.Spec.Unschedulable
}

// compareWindowWrites: besides reviews and dry runs the user wrote the node twice, the first time before any pod went and the last
// time after all, and every eviction that was tried names a planned uid.
func compareWindowWrites(t *testing.T, node string, wanted map[string]string, began time.Time) {
	t.Helper()
	var order []string
	dryRuns := 0
	for _, line := range auditOf(t, strings.TrimSuffix(node, "-1"), began) {
		if strings.HasSuffix(line.ObjectRef.Resource, "reviews") {
			continue
		}
		key := line.ObjectRef.Namespace + "/" + line.ObjectRef.Name
		switch {
		case line.dryRun():
			dryRuns++
		case line.ObjectRef.Subresource == "eviction":
			if uid := line.RequestObject.DeleteOptions.Preconditions.UID; wanted[key] == "" || uid != wanted[key] {
				t.Errorf("%s was evicted with uid %q, planned was %q", key, uid, wanted[key])
			}
			order = append(order, "evict")
		case line.ObjectRef.Resource == "nodes" && line.Verb == "patch" && line.ObjectRef.Name == node:
			order = append(order, "node")
		default:
			t.Errorf("the window wrote %s %s", line.Verb, line.RequestURI)
		}
	}
	text := strings.Join(order, " ")
	if strings.Count(text, "node") != 2 || !strings.HasPrefix(text, "node ") || !strings.HasSuffix(text, " node") {
		t.Errorf("it wrote in this order: %s", text)
	}
	if dryRuns < len(wanted)+1 {
		t.Errorf("the server was asked for %d dry runs, the plan has %d steps", dryRuns, len(wanted)+1)
	}
}

// compareWindowJournal: `claimscope actions` reads what the window wrote, and says what happened.
func compareWindowJournal(t *testing.T, home, config string, facts windowFacts, wanted map[string]string) {
	t.Helper()
	for id, steps := range map[string]int{facts.Plan: len(wanted) + 1, facts.Undo: 1} {
		ran := asDrainer(t, time.Minute, home, config, "actions", "show", id, "-o", "json")
		var truth progressTruth
		if err := json.Unmarshal([]byte(ran.stdout), &truth); err != nil {
			t.Fatalf("actions show %s: %v\n%s%s", id, err, ran.stdout, ran.stderr)
		}
		if truth.State != "succeeded" || truth.Torn || len(truth.Progress.Steps) != steps {
			t.Errorf("the journal of %s says %s with %d of %d steps", id, truth.State, len(truth.Progress.Steps), steps)
		}
		for _, step := range truth.Progress.Steps {
			if step.State != "done" {
				t.Errorf("the journal of %s says that %s is %s: %s", id, step.Step, step.State, step.Detail)
			}
		}
		for _, step := range truth.Plan.Steps {
			if pod, is := strings.CutPrefix(step.ID, "evict:"); is && step.Call.Target.UID != wanted[pod] {
				t.Errorf("the journal of %s evicts %s with uid %q, planned was %q", id, pod, step.Call.Target.UID, wanted[pod])
			}
		}
	}
}
