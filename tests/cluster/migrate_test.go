package cluster

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"
)

// staticWorkloads are what a fleet runs: Deployments and StatefulSets that ask a device plugin, some with a budget, one of Helm.
func (f *fleet) staticWorkloads(t *testing.T, count int) map[string]int {
	t.Helper()
	replicas := map[string]int{}
	var yaml strings.Builder
	for i := range count {
		name, kind, pods, gpus, more := fmt.Sprintf("web-%02d", i), "Deployment", 4+i%5, 1, ""
		if i%5 == 4 {
			name, kind, pods, gpus, more = fmt.Sprintf("set-%02d", i), "StatefulSet", 2+i%3, 2, "  serviceName: s\n  podManagementPolicy: Parallel\n"
		}
		annotations := "{}"
		if i == 1 {
			annotations = "{meta.helm.sh/release-name: web-01}"
		}
		replicas[name] = pods
		fmt.Fprintf(&yaml, `---
apiVersion: apps/v1
kind: %s
metadata: {name: %s, namespace: %s, annotations: %s}
spec:
  replicas: %d
%s  selector: {matchLabels: {app: %s}}
  template:
    metadata: {labels: {app: %s}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - name: main
        image: x
        resources: {limits: {nvidia.com/gpu: "%d"}, requests: {cpu: 100m, nvidia.com/gpu: "%d"}}
`, kind, name, migrated, annotations, pods, more, name, name, gpus, gpus)
		if i%4 == 0 {
			f.budgeted[name] = true
			fmt.Fprintf(&yaml, "---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: %s, namespace: %s}\n"+
				"spec: {maxUnavailable: 2, selector: {matchLabels: {app: %s}}}\n", name, migrated, name)
		}
	}
	f.kubectl(t, yaml.String(), "apply", "--filename=-")
	return replicas
}

func (f *fleet) allReady(ctx context.Context, replicas map[string]int, limit time.Duration) error {
	return eventually(ctx, limit, func() error {
		pods, err := f.pods()
		if err != nil {
			return err
		}
		ready := map[string]int{}
		for _, pod := range pods {
			if pod.ready() {
				ready[pod.Metadata.Labels["app"]]++
			}
		}
		for app, wanted := range replicas {
			if ready[app] != wanted {
				return fmt.Errorf("%s has %d of %d pods Ready", app, ready[app], wanted)
			}
		}
		return nil
	})
}

// board is what `claimscope migration board -o json` says.
type board struct {
	Verdict string
	Phases  map[string]number
	Items   []struct {
		Kind, Namespace, Name, Phase, Fit, Why string
	}
	Nodes []struct {
		Node                     string
		HandedOver, MayBeDoubled bool
		Allocatable, Held        int
	}
}

func (f *fleet) board(t *testing.T) board {
	t.Helper()
	ran := f.claimscope(t, "migration", "board", "-o", "json")
	var out board
	if err := json.Unmarshal([]byte(ran.stdout), &out); err != nil {
		t.Fatalf("%v\n%.2000s%s", err, ran.stdout, ran.stderr)
	}
	return out
}

func (b board) handedOver() int {
	count := 0
	for _, node := range b.Nodes {
		if node.HandedOver {
			count++
		}
	}
	return count
}

func (f *fleet) templateOf(t *testing.T, kind, name string) string {
	t.Helper()
	return f.kubectl(t, "", "get", kind, name, "--namespace="+migrated, "--output=jsonpath={.spec.template}")
}

// Two hundred nodes go from the device plugin to claims, plan by plan; at every moment no workload is under its budget and no device
// is held twice, and each phase is undone once on the way.
func TestFleetIsMigratedPlanByPlan(t *testing.T) {
	needClaimscope(t)
	nodes := waves(t)
	f := startFleet(t, nodes, 4)
	replicas := f.staticWorkloads(t, nodes/5)
	if err := f.allReady(t.Context(), replicas, 2*time.Minute); err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	defer end()
	go f.agents(ctx, t)
	g := &guard{least: map[string]int{}}
	go f.watch(ctx, g)

	first := f.board(t)
	if len(first.Items) != len(replicas) || first.Phases["ready"].Value != 0 || len(first.Nodes) != nodes {
		t.Fatalf("the board begins with %d workloads, %d nodes, %+v", len(first.Items), len(first.Nodes), first.Phases)
	}
	// Ready: the class; its undo takes it away again.
	id := migrationPlan(t, f.carryOut(t, "migrate", "classes", "-o", "json").stdout)
	f.carryOut(t, "actions", "undo", id)
	if out := f.kubectl(t, "", "get", "deviceclasses", "--output=name"); strings.Contains(out, "nvidia") {
		t.Errorf("undo leaves %s", out)
	}
	f.carryOut(t, "migrate", "classes")

	// Labelled: two nodes go over and come back.
	f.carryOut(t, "migrate", "nodes", "gpu-000", "gpu-001")
	if over := f.board(t).handedOver(); over != 2 {
		t.Errorf("%d nodes are handed over, not 2", over)
	}
	f.carryOut(t, "migrate", "nodes", "gpu-000", "gpu-001", "--back")
	back := f.board(t)
	if back.handedOver() != 0 {
		t.Errorf("%d nodes are still handed over", back.handedOver())
	}
	for _, node := range back.Nodes[:2] {
		if node.Allocatable != 4 {
			t.Errorf("%s has %d GPUs of the device plugin", node.Node, node.Allocatable)
		}
	}

	// A patch before any node is handed over is refused, and so is one of Helm's.
	for _, arguments := range [][]string{{"migrate", "workloads", "deployment/" + migrated + "/web-00"}, {"migrate", "workloads", "deployment/" + migrated + "/web-01"}} {
		if ran := f.claimscope(t, append(arguments, "--execute", "--arm", contextName(t))...); ran.status == 0 {
			t.Errorf("%v is not refused", arguments)
		}
	}

	step := strconv.Itoa(max(2, nodes/5))
	for wave := 0; wave < 8; wave++ {
		if f.board(t).handedOver() < nodes {
			f.carryOut(t, "migrate", "nodes", "--next", step)
		}
		if wave == 0 {
			// Patched: one goes and comes back with exactly its template.
			before := f.templateOf(t, "deployment", "web-00")
			one := "deployment/" + migrated + "/web-00"
			f.carryOut(t, "migrate", "workloads", one)
			if after := f.templateOf(t, "deployment", "web-00"); !strings.Contains(after, "resourceClaimTemplateName") || strings.Contains(after, "nvidia.com/gpu") {
				t.Errorf("the template is %s", after)
			}
			f.carryOut(t, "migrate", "workloads", one, "--back")
			if after := f.templateOf(t, "deployment", "web-00"); after != before {
				t.Errorf("the template came back as %s instead of %s", after, before)
			}
			// The same by the journal's undo.
			id := migrationPlan(t, f.carryOut(t, "migrate", "workloads", one, "-o", "json").stdout)
			f.carryOut(t, "actions", "undo", id)
			if after := f.templateOf(t, "deployment", "web-00"); after != before {
				t.Errorf("undo left the template %s instead of %s", after, before)
			}
			if err := f.allReady(t.Context(), replicas, time.Minute); err != nil {
				t.Fatal(err)
			}
		}
		for {
			ran := f.claimscope(t, "migrate", "workloads", "--next", "64", "--at-a-time", "16", "--execute", "--arm", contextName(t))
			if ran.status != 0 {
				if !strings.Contains(ran.stderr, "can be moved now") {
					t.Fatalf("migrate workloads ends with %d\n%.4000s\n%.4000s", ran.status, ran.stdout, ran.stderr)
				}
				break
			}
		}
		now := f.board(t)
		t.Logf("wave %d: %d nodes handed over, %d of %d workloads verified: %s", wave, now.handedOver(), now.Phases["verified"].Value, len(now.Items), now.Verdict)
		if now.handedOver() == nodes {
			break
		}
	}
	f.carryOut(t, "migrate", "workloads", "deployment/"+migrated+"/web-01", "--managed")
	if err := f.allReady(t.Context(), replicas, time.Minute); err != nil {
		t.Fatal(err)
	}
	if err := eventually(t.Context(), time.Minute, func() error {
		last := f.board(t)
		if last.handedOver() != nodes || last.Phases["verified"].Value != int64(len(replicas)) {
			return fmt.Errorf("in the end %d nodes are handed over and %+v", last.handedOver(), last.Phases)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
	end()
	g.mutex.Lock()
	defer g.mutex.Unlock()
	t.Logf("looked %d times", g.looked)
	for _, wrong := range g.wrong {
		t.Error(wrong)
	}
	missed := map[int]int{}
	for app, wanted := range replicas {
		// A Deployment's rollout may take a quarter, rounded down; a StatefulSet's one; where nobody set a budget our evictions as many.
		// A budget lets two go, and does not know of a rollout that has not ended: one more.
		spare := max(1, wanted/4)
		if f.budgeted[app] {
			spare = 3
		}
		if g.least[app] < wanted-spare {
			t.Errorf("%s had %d of %d pods Ready once, under its budget of %d", app, g.least[app], wanted, wanted-spare)
		}
		missed[wanted-g.least[app]]++
	}
	t.Logf("workloads by how many of their pods were missing at most: %v; of web-01, which nobody may move, %d of %d", missed, replicas["web-01"]-g.least["web-01"], replicas["web-01"])
}

// migrationPlan is the id of a plan that was printed as JSON, alone or as the end of carrying it out.
func migrationPlan(t *testing.T, document string) string {
	t.Helper()
	var out struct {
		Plan struct{ ID string }
	}
	if err := json.Unmarshal([]byte(document), &out); err != nil {
		t.Fatalf("%v\n%.2000s", err, document)
	}
	if out.Plan.ID == "" {
		t.Fatalf("no plan in %.2000s", document)
	}
	return out.Plan.ID
}
