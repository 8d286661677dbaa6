package cluster

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

type workflowStep struct {
	ID, Verdict, Found, Command string
}

type workflowResult struct {
	Workflow, Outcome, Verdict string
	Steps                      []workflowStep
}

func (w workflowResult) step(id string) string {
	for _, step := range w.Steps {
		if step.ID == id || strings.HasPrefix(step.ID, id+":") || strings.HasPrefix(step.ID, id+"#") {
			return step.Verdict
		}
	}
	return "absent"
}

func workflows(t *testing.T, kubeconfig string) map[string]workflowResult {
	t.Helper()
	ran := claimscope(t, time.Minute, kubeconfig, "diagnose", "all", "-o", "json", "--prometheus", "none")
	if ran.status > 1 {
		t.Fatalf("status %d: %s", ran.status, ran.stderr)
	}
	var all struct{ Workflows []workflowResult }
	if err := json.Unmarshal([]byte(ran.stdout), &all); err != nil {
		t.Fatal(err)
	}
	out := map[string]workflowResult{}
	for _, one := range all.Workflows {
		out[one.Workflow] = one
	}
	return out
}

// The fixtures hold an incomplete pool, a stale generation and claims that nothing can satisfy; nothing of them is
// classic, and no pod is held by a kubelet, since there is none.
func TestWorkflowsOfTheFixtures(t *testing.T) {
	all := workflows(t, shared.Admin())
	if len(all) < 11 {
		t.Fatalf("%d workflows ran", len(all))
	}
	for name, want := range map[string]string{
		"driver_unhealthy":  "proven",
		"classic_leftovers": "ruledOut",
		"prepare_failures":  "ruledOut",
		"pod_terminating":   "ruledOut",
	} {
		if all[name].Outcome != want {
			t.Errorf("%s: %s (%s), want %s", name, all[name].Outcome, all[name].Verdict, want)
		}
	}
	if got := all["claims_pending"].step("api"); got != "ruledOut" {
		t.Errorf("claims_pending, api: %s", got)
	}
	if got := all["driver_unhealthy"].step("pools"); got == "absent" {
		t.Error("driver_unhealthy looked at no pool")
	}
	for _, one := range all {
		for _, step := range one.Steps {
			if step.Found == "" {
				t.Errorf("%s, %s says nothing", one.Workflow, step.ID)
			}
		}
	}
}

// Who may see little is told so, and nothing that is hidden is ruled out.
func TestWorkflowsForAUserWhoSeesNothing(t *testing.T) {
	needClaimscope(t)
	ran := claimscope(t, time.Minute, shared.Nobody(), "diagnose", "driver_unhealthy", "-o", "json", "--prometheus", "none")
	if ran.status == 0 || ran.status == 1 {
		var result workflowResult
		if err := json.Unmarshal([]byte(ran.stdout), &result); err != nil {
			t.Fatal(err)
		}
		if result.Outcome != "unknown" {
			t.Errorf("%s: %s", result.Outcome, result.Verdict)
		}
	} else if !strings.Contains(ran.stderr, "forbidden") {
		t.Errorf("status %d: %s", ran.status, ran.stderr)
	}
}

// The linter on a real cluster, and the report without the names that kubectl knows.
func TestLintAndReportOfTheFixtures(t *testing.T) {
	ran := claimscope(t, time.Minute, shared.Admin(), "lint", "-o", "sarif")
	var sarif struct {
		Runs []struct{ Results []struct{ RuleID string } }
	}
	if err := json.Unmarshal([]byte(ran.stdout), &sarif); err != nil {
		t.Fatalf("status %d, %v: %s", ran.status, err, ran.stderr)
	}
	if ran.status != 1 || len(sarif.Runs) != 1 || len(sarif.Runs[0].Results) == 0 {
		t.Errorf("status %d, %d runs", ran.status, len(sarif.Runs))
	}
	names, err := kubectl(t.Context(), "", "get", "nodes,pods,resourceclaims,resourceclaimtemplates", "-A", "--output=jsonpath={.items[*].metadata.name}")
	if err != nil {
		t.Fatal(err)
	}
	report := claimscope(t, time.Minute, shared.Admin(), "report", "--redact")
	if report.status != 0 {
		t.Fatalf("status %d: %s", report.status, report.stderr)
	}
	// Drivers keep their names: they name products. That of a test's driver may begin like its node's.
	drivers, err := kubectl(t.Context(), "", "get", "resourceslices", "--output=jsonpath={.items[*].spec.driver}")
	if err != nil {
		t.Fatal(err)
	}
	for _, driver := range strings.Fields(string(drivers)) {
		report.stdout = strings.ReplaceAll(report.stdout, driver, "DRIVER")
	}
	for _, name := range strings.Fields(string(names)) {
		if strings.ContainsAny(name, "-.") && strings.Contains(report.stdout, name) {
			t.Errorf("the redacted report holds %s", name)
		}
	}
}
