package cluster

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A thousand dry runs: the server judges every one, and keeps nothing of any.
func TestThousandDryRunsChangeNothing(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	const user, pods, rehearsals = "rehearser", 100, 10
	config, began := drainer(t, user), time.Now()
	before := podsOn(t, "rehearsed", pods)
	for range rehearsals {
		ran := claimscope(t, time.Minute, config, "drain", "rehearsed", "--force")
		if ran.status != 0 || !strings.Contains(ran.stdout, "nothing was changed") {
			t.Fatalf("the rehearsal ends with %d\n%s%s", ran.status, ran.stdout, ran.stderr)
		}
	}
	tried := 0
	for _, line := range auditOf(t, user, began) {
		if line.dryRun() {
			tried++
			if line.ObjectRef.Subresource == "eviction" && (len(line.RequestObject.DeleteOptions.DryRun) != 1 ||
				line.RequestObject.DeleteOptions.Preconditions.UID == "") {
				t.Errorf("%s says dryRun in its query and not in its body, or names no uid", line.RequestURI)
			}
		}
		if line.changes() {
			t.Errorf("a rehearsal wrote %s %s", line.Verb, line.RequestURI)
		}
	}
	if tried < rehearsals*(pods+1) {
		t.Errorf("the server saw %d dry runs, not %d", tried, rehearsals*(pods+1))
	}
	after := uidsOn(t, "rehearsed")
	if len(after) != len(before) {
		t.Errorf("%d of %d pods are left", len(after), len(before))
	}
	t.Logf("%d dry runs, 0 changes", tried)
}

// Who may only look is told what is missing and whom to give it to, before anything is sent.
func TestViewerIsToldWhatADrainNeeds(t *testing.T) {
	needClaimscope(t)
	podsOn(t, "looked-at", 2)
	began := time.Now()
	plan := filepath.Join(t.TempDir(), "plan.json")
	ran := claimscope(t, time.Minute, shared.Admin(), "drain", "looked-at", "--force", "--plan", "--save", plan)
	if ran.status != 0 {
		t.Fatalf("the rehearsal ends with %d\n%s", ran.status, ran.stderr)
	}
	// The plan was made by somebody who sees everything; the viewer is only asked to carry it out.
	text, err := os.ReadFile(plan)
	if err != nil {
		t.Fatal(err)
	}
	var document map[string]any
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	for _, arguments := range [][]string{{"actions", "run", plan}, {"actions", "run", plan, "--execute", "--arm", document["context"].(string)}} {
		seen := claimscope(t, time.Minute, shared.Viewer(), arguments...)
		if seen.status == 0 {
			t.Errorf("claimscope %s ends with 0 for a viewer", strings.Join(arguments, " "))
		}
		all := seen.stdout + seen.stderr
		for _, wanted := range []string{"denied", "pods/eviction", "kind: Role", "permissions are missing"} {
			if wanted == "permissions are missing" && len(arguments) == 3 {
				continue
			}
			if !strings.Contains(all, wanted) {
				t.Errorf("claimscope %s does not say %q:\n%s", strings.Join(arguments, " "), wanted, all)
			}
		}
	}
	for _, line := range auditOfClaimscope(t, began) {
		if !strings.HasSuffix(line.ObjectRef.Resource, "reviews") {
			t.Errorf("a viewer's Claimscope wrote %s %s", line.Verb, line.RequestURI)
		}
	}
}
