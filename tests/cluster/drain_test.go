package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

// drained is what `claimscope drain --plan -o json` says.
type drained struct {
	Node, PlanID string
	Nodes        []string // in the order of the drain, when there are several
	Drainable    bool
	Pods         []struct {
		Namespace, Name, UID, Action, Reason string
		Claims                               []string
		Landing                              *struct {
			Node   string
			Fits   bool
			Reason string
		}
	}
	Claims []struct {
		Name, After string
		Devices     []string
		Landing     *struct{ Node string }
	}
	Blockers, Warnings, Commands []string
}

type drainPod struct {
	Metadata struct {
		Namespace, Name, UID string
		DeletionTimestamp    *string
		Labels               map[string]string
	}
	Spec   struct{ NodeName string }
	Status struct {
		Phase                 string
		Conditions            []struct{ Type, Status string }
		ResourceClaimStatuses []struct{ ResourceClaimName string }
	}
}

// ready as the controller of budgets counts.
func (p drainPod) ready() bool {
	return p.Metadata.DeletionTimestamp == nil && slices.ContainsFunc(p.Status.Conditions, func(c struct{ Type, Status string }) bool {
		return c.Type == "Ready" && c.Status == "True"
	})
}

// drainer is a user of its own, so that the audit log tells whose evictions are whose. The context has its name.
func drainer(t *testing.T, name string) string {
	t.Helper()
	config := certificateUser(t, name, "drain")
	binding := map[string]any{"metadata": map[string]any{"name": name}, "subjects": []any{userSubject(name)},
		"roleRef": map[string]any{"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"}}
	text, err := json.Marshal(binding)
	if err != nil {
		t.Fatal(err)
	}
	mustSend(t, shared, "POST", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", string(text))
	t.Cleanup(func() {
		mustSend(t, shared, "DELETE", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/"+name, "")
	})
	return config
}

// asDrainer runs claimscope with a home that keeps its journal.
func asDrainer(t *testing.T, limit time.Duration, home, config string, arguments ...string) answer {
	t.Helper()
	ran, err := execute(t.Context(), limit, needClaimscope(t), home, append(arguments, "--kubeconfig", config))
	if err != nil {
		t.Fatal(err)
	}
	return ran
}

func (d drained) names(action string) []string {
	var out []string
	for _, pod := range d.Pods {
		if pod.Action == action {
			out = append(out, pod.Namespace+"/"+pod.Name)
		}
	}
	slices.Sort(out)
	return out
}

func rehearse(t *testing.T, home, config, node string, status int, flags ...string) drained {
	t.Helper()
	ran := asDrainer(t, time.Minute, home, config, append([]string{"drain", node, "--plan", "-o", "json", "--ignore-daemonsets"}, flags...)...)
	if ran.status != status {
		t.Fatalf("drain --plan: exit %d, not %d\n%s%s", ran.status, status, ran.stdout, ran.stderr)
	}
	var out drained
	if err := json.Unmarshal([]byte(ran.stdout), &out); err != nil {
		t.Fatalf("%v\n%s", err, ran.stdout)
	}
	return out
}

func podsOf(see api, namespace string) ([]drainPod, error) {
	var all struct{ Items []drainPod }
	err := see.get("/api/v1/namespaces/"+namespace+"/pods", &all)
	return all.Items, err
}

// evictionsBy are the uids of the preconditions with which a user has evicted, by pod, since a moment; dry runs are left out. What
// else the user changed of pods comes under "other".
func evictionsBy(t *testing.T, user string, since time.Time) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, line := range auditOf(t, user, since) {
		if line.ObjectRef.Resource != "pods" || !line.changes() {
			continue
		}
		key := line.ObjectRef.Namespace + "/" + line.ObjectRef.Name
		if line.ObjectRef.Subresource != "eviction" {
			out["other"] = append(out["other"], line.Verb+" "+line.RequestURI)
		} else if options := line.RequestObject.DeleteOptions; len(options.DryRun) == 0 {
			out[key] = append(out[key], options.Preconditions.UID)
		}
	}
	return out
}

// applyWorld makes what a manifest describes with the world's name for `name`, so that several tests can have one each; it goes
// with the test.
func applyWorld(t *testing.T, path, name, world string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	manifest := strings.ReplaceAll(string(text), name, world)
	t.Cleanup(func() { removeManifest(t, manifest) })
	if err := apply(t.Context(), manifest); err != nil {
		t.Fatal(err)
	}
}

// makeDrainWorld makes the nodes, claims and pods of testdata/drain.yaml, and returns when all run where they should.
func makeDrainWorld(t *testing.T, see api, world string) {
	t.Helper()
	applyWorld(t, "testdata/drain.yaml", "drain", world)
	if err := settledPods(t.Context(), see, world, 8, "gate-late"); err != nil {
		t.Fatal(err)
	}
	mustKubectl(t, "", "uncordon", world+"-2", world+"-3")
}

// onlyTheGateIsLeft on the node that is drained: its pod waits for a budget.
func onlyTheGateIsLeft(see api, world string) error {
	pods, err := podsOf(see, world)
	if err != nil {
		return err
	}
	var left []string
	for _, pod := range pods {
		if pod.Spec.NodeName == world+"-1" && !strings.HasPrefix(pod.Metadata.Name, "agent-") {
			left = append(left, pod.Metadata.Name)
		}
	}
	if len(left) != 1 || !strings.HasPrefix(left[0], "gate-") {
		return fmt.Errorf("left on %s-1: %v", world, left)
	}
	return nil
}

// settledPods waits until the namespace has its pods, and all of them but some run.
func settledPods(ctx context.Context, see api, namespace string, count int, pending ...string) error {
	return eventually(ctx, 40*time.Second, func() error {
		pods, err := podsOf(see, namespace)
		if err != nil || len(pods) < count {
			return errors.Join(err, fmt.Errorf("%d of %d pods", len(pods), count))
		}
		for _, pod := range pods {
			waits := slices.ContainsFunc(pending, func(prefix string) bool { return strings.HasPrefix(pod.Metadata.Name, prefix) })
			if running := pod.Status.Phase == "Running" && pod.Metadata.DeletionTimestamp == nil; running == waits {
				return fmt.Errorf("%s is %s on %q", pod.Metadata.Name, pod.Status.Phase, pod.Spec.NodeName)
			}
		}
		return nil
	})
}

// The rehearsal of a node with claims, budgets and a DaemonSet is what then happens, pod by pod and claim by claim: one budget
// opens only later, nothing but the planned uids is evicted, and what can be undone is undone.
func TestDrainIsWhatWasRehearsed(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	client, err := shared.Client()
	if err != nil {
		t.Fatal(err)
	}
	defer client.CloseIdleConnections()
	see := api{client}
	config, home, began := drainer(t, "drainer"), t.TempDir(), time.Now().Add(-time.Second)
	makeDrainWorld(t, see, "drain")

	// kubectl stops at the DaemonSet, so do we; then it may go.
	stopped := asDrainer(t, time.Minute, home, config, "drain", "drain-1", "--plan", "-o", "json")
	if stopped.status != 1 || !strings.Contains(stopped.stdout, `"DaemonSet"`) {
		t.Errorf("without --ignore-daemonsets: exit %d\n%s", stopped.status, stopped.stdout)
	}
	plan := rehearse(t, home, config, "drain-1", 0)
	for _, pod := range plan.Pods {
		t.Logf("%s %s %s %v %+v", pod.Action, pod.Reason, pod.Name, pod.Claims, pod.Landing)
	}
	before, err := podsOf(see, "drain")
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.names("blocked")) != 0 || len(plan.names("skip")) != 1 || len(plan.names("evict")) != 7 {
		t.Fatalf("blocked %v, skip %v, evict %v", plan.names("blocked"), plan.names("skip"), plan.names("evict"))
	}

	// The gate opens when the others have gone: until then its pod must wait and the drain with it.
	done := make(chan answer, 1)
	go func() {
		ran, err := execute(t.Context(), 50*time.Second, needClaimscope(t), home, []string{"drain", "drain-1", "--ignore-daemonsets", "--timeout", "40s",
			"--execute", "--arm", "drainer", "-o", "json", "--kubeconfig", config})
		if err != nil {
			ran = answer{-1, "", err.Error()}
		}
		done <- ran
	}()
	if err := eventually(t.Context(), 25*time.Second, func() error { return onlyTheGateIsLeft(see, "drain") }); err != nil {
		select {
		case ran := <-done:
			t.Fatalf("the drain ended too early: exit %d\n%s\n%s", ran.status, ran.stdout, ran.stderr)
		default:
			t.Fatal(err)
		}
	}
	mustKubectl(t, "", "label", "node", "drain-3", "claimscope.test/gate=open")
	ran := <-done
	if ran.status != 0 {
		t.Fatalf("drain: exit %d\n%s\n%s", ran.status, ran.stdout, ran.stderr)
	}
	if err := settledPods(t.Context(), see, "drain", len(before), "rare"); err != nil {
		t.Fatal(err)
	}
	after, err := podsOf(see, "drain")
	if err != nil {
		t.Fatal(err)
	}
	compareDrainedPods(t, plan, before, after)
	compareDrainedClaims(t, see, "drain", plan, after)
	compareEvictions(t, plan, "drainer", began)

	// Undo takes the cordon back and nothing else.
	var document struct{ Plan struct{ ID string } }
	if err := json.Unmarshal([]byte(ran.stdout), &document); err != nil {
		t.Fatalf("%v\n%.300s", err, ran.stdout)
	}
	undone := asDrainer(t, time.Minute, home, config, "actions", "undo", document.Plan.ID, "--execute", "--arm", "drainer")
	if undone.status != 0 {
		t.Errorf("undo: exit %d\n%s\n%s", undone.status, undone.stdout, undone.stderr)
	}
	var node struct{ Spec struct{ Unschedulable bool } }
	if err := see.get("/api/v1/nodes/drain-1", &node); err != nil || node.Spec.Unschedulable {
		t.Errorf("drain-1 is still cordoned (%v)", err)
	}
	t.Logf("compared %d pods and %d claims", len(plan.Pods), len(plan.Claims))
	printedEvictionWorks(t, see, home, config)
	stopInTheMiddle(t, see, home, config)
}

// compareEvictions: a user has evicted the planned uids once each, and written nothing else of pods.
func compareEvictions(t *testing.T, plan drained, user string, began time.Time) {
	t.Helper()
	evicted := evictionsBy(t, user, began)
	if other := evicted["other"]; len(other) > 0 {
		t.Errorf("other writes of pods: %q", other)
	}
	delete(evicted, "other")
	for _, pod := range plan.Pods {
		key := pod.Namespace + "/" + pod.Name
		uids := evicted[key]
		if want := pod.Action == "evict"; want != (len(uids) == 1 && uids[0] == pod.UID) || (!want && len(uids) > 0) {
			t.Errorf("%s, %s: evicted by %q, planned %s", key, pod.Action, uids, pod.UID)
		}
		delete(evicted, key)
	}
	if len(evicted) > 0 {
		t.Errorf("evicted without a plan: %v", evicted)
	}
}

// compareDrainedPods: what was to be evicted is gone and came back where the rehearsal said; what was skipped is the same pod.
func compareDrainedPods(t *testing.T, plan drained, before, after []drainPod) {
	t.Helper()
	is := map[string]drainPod{}
	for _, pod := range after {
		is[pod.Metadata.UID] = pod
	}
	for _, pod := range plan.Pods {
		_, there := is[pod.UID]
		if there != (pod.Action == "skip") {
			t.Errorf("%s was to be %s: there is %v", pod.Name, pod.Action, there)
		}
		// A pod of a StatefulSet comes back by its name.
		if len(pod.Claims) == 0 || pod.Action != "evict" {
			continue
		}
		for _, next := range after {
			if next.Metadata.Name != pod.Name {
				continue
			}
			if pod.Landing == nil || pod.Landing.Fits != (next.Spec.NodeName != "") || pod.Landing.Node != next.Spec.NodeName {
				t.Errorf("%s: rehearsed %+v, runs on %q", pod.Name, pod.Landing, next.Spec.NodeName)
			}
		}
	}
	for _, pod := range after {
		gone := pod.Spec.NodeName == plan.Node || slices.Contains(plan.Nodes, pod.Spec.NodeName)
		if gone && !slices.Contains(plan.names("skip"), pod.Metadata.Namespace+"/"+pod.Metadata.Name) {
			t.Errorf("%s is on the drained node %s", pod.Metadata.Name, pod.Spec.NodeName)
		}
	}
	if len(before) != len(after) {
		t.Errorf("%d pods before, %d after", len(before), len(after))
	}
}

// compareDrainedClaims: each claim ends as the rehearsal said, on the node that it said.
func compareDrainedClaims(t *testing.T, see api, world string, plan drained, after []drainPod) {
	t.Helper()
	var all struct{ Items []claim }
	if err := see.get("/apis/resource.k8s.io/v1/namespaces/"+world+"/resourceclaims", &all); err != nil {
		t.Fatal(err)
	}
	poolOf := map[string]string{} // of the allocation, which is the node here
	for _, one := range all.Items {
		if one.Status.Allocation != nil {
			poolOf[world+"/"+one.Metadata.Name] = one.Status.Allocation.Devices.Results[0].Pool
		}
	}
	counts := map[string]int{}
	for _, one := range plan.Claims {
		counts[one.After]++
		was := strings.Split(one.Devices[0], "/")[1]
		switch one.After {
		case "staysPinned":
			if poolOf[one.Name] != was {
				t.Errorf("%s was to stay on %s: %q", one.Name, was, poolOf[one.Name])
			}
		case "released":
			if poolOf[one.Name] != "" {
				t.Errorf("%s was to be released: on %q", one.Name, poolOf[one.Name])
			}
		case "moves": // itself, or the claim that the next pod of its name got from the template
			name := one.Name
			for _, pod := range plan.Pods {
				if !slices.Contains(pod.Claims, one.Name) {
					continue
				}
				for _, next := range after {
					if next.Metadata.Name == pod.Name && len(next.Status.ResourceClaimStatuses) > 0 && next.Status.ResourceClaimStatuses[0].ResourceClaimName != "" {
						name = world + "/" + next.Status.ResourceClaimStatuses[0].ResourceClaimName
					}
				}
			}
			if one.Landing == nil || poolOf[name] != one.Landing.Node {
				t.Errorf("%s (%s) was to move to %+v: %q", one.Name, name, one.Landing, poolOf[name])
			}
		}
	}
	if counts["moves"] != 3 || counts["released"] != 1 || counts["staysPinned"] != 1 {
		t.Errorf("claims: %v, of %+v", counts, plan.Claims)
	}
}

// printedEvictionWorks: the line that a step prints does for kubectl what the step does, and only to the pod that was meant.
func printedEvictionWorks(t *testing.T, see api, home, config string) {
	t.Helper()
	file := filepath.Join(home, "plan.json")
	rehearse(t, home, config, "drain-3", 0, "--save", file)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var plan struct {
		Steps []struct {
			ID   string
			Call struct{ Kubectl string }
		}
	}
	if err := json.Unmarshal(text, &plan); err != nil {
		t.Fatal(err)
	}
	for _, step := range plan.Steps {
		if step.ID != "evict:drain/solo-0" {
			continue
		}
		if err := shell(t.Context(), "drain", step.Call.Kubectl); err != nil {
			t.Errorf("%s: %v", step.Call.Kubectl, err)
		}
		if err := settledPods(t.Context(), see, "drain", 8); err != nil {
			t.Fatal(err)
		}
		// Another pod has the name now, and the uid does not fit it.
		if err := shell(t.Context(), "drain", step.Call.Kubectl); err == nil || !strings.Contains(err.Error(), "UID") {
			t.Errorf("evicted a pod that was not meant: %v", err)
		}
		return
	}
	t.Errorf("no step evicts solo-0: %s", text)
}

// stopInTheMiddle: a drain that waits for a budget is interrupted. It sends nothing more, says so, and the cordon can be taken back.
func stopInTheMiddle(t *testing.T, see api, home, config string) {
	t.Helper()
	mustKubectl(t, "", "scale", "--namespace=drain", "deployment/gate-late", "--replicas=0")
	where := ""
	if err := eventually(t.Context(), 15*time.Second, func() error {
		pods, err := podsOf(see, "drain")
		gates := 0
		for _, pod := range pods {
			if strings.HasPrefix(pod.Metadata.Name, "gate-") {
				gates, where = gates+1, pod.Spec.NodeName
			}
		}
		if gates != 1 || where == "" {
			return errors.Join(err, fmt.Errorf("%d pods of the gate, on %q", gates, where))
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	// One healthy of one that must be: it can never go, and nothing is sent at all.
	var blocked drained
	if err := eventually(t.Context(), 15*time.Second, func() error {
		ran := asDrainer(t, time.Minute, home, config, "drain", where, "--plan", "-o", "json", "--ignore-daemonsets")
		if ran.status != 1 {
			return fmt.Errorf("exit %d: %.300s", ran.status, ran.stdout)
		}
		return json.Unmarshal([]byte(ran.stdout), &blocked)
	}); err != nil {
		t.Fatal(err)
	}
	if names := blocked.names("blocked"); len(names) != 1 || !strings.HasPrefix(names[0], "drain/gate-") {
		t.Errorf("blocked: %v", names)
	}
	refused := asDrainer(t, time.Minute, home, config, "drain", where, "--ignore-daemonsets", "--execute", "--arm", "drainer")
	if refused.status == 0 {
		t.Errorf("a blocked drain was carried out:\n%s", refused.stdout)
	}
	// Two of which one can not run: it waits.
	mustKubectl(t, "", "label", "node", "drain-3", "claimscope.test/gate-")
	mustKubectl(t, "", "scale", "--namespace=drain", "deployment/gate-late", "--replicas=1")
	var waits drained
	if err := eventually(t.Context(), 15*time.Second, func() error {
		waits = drained{}
		ran := asDrainer(t, time.Minute, home, config, "drain", where, "--plan", "-o", "json", "--ignore-daemonsets")
		if ran.status != 0 {
			return fmt.Errorf("exit %d: %.300s", ran.status, ran.stdout)
		}
		return json.Unmarshal([]byte(ran.stdout), &waits)
	}); err != nil {
		t.Fatal(err)
	}
	var output strings.Builder
	command := exec.CommandContext(t.Context(), needClaimscope(t), "drain", where, "--ignore-daemonsets", "--timeout", "60s", "--execute", "--arm", "drainer", "--kubeconfig", config)
	command.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_RUNTIME_DIR=" + home, "LC_ALL=C.UTF-8"}
	command.Stderr, command.Stdout = &output, &output
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	cordoned := eventually(t.Context(), 15*time.Second, func() error {
		pods, err := podsOf(see, "drain")
		for _, pod := range pods {
			if pod.Spec.NodeName == where && !strings.HasPrefix(pod.Metadata.Name, "gate-") && !strings.HasPrefix(pod.Metadata.Name, "agent-") {
				return fmt.Errorf("%s is still there", pod.Metadata.Name)
			}
		}
		return err
	})
	if err := command.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	failed := command.Wait()
	if cordoned != nil {
		t.Fatalf("%v\n%s", cordoned, output.String())
	}
	if failed == nil || command.ProcessState.ExitCode() != 1 {
		t.Errorf("an interrupted drain ended with %v\n%s", failed, output.String())
	}
	pods, err := podsOf(see, "drain")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(pods, func(pod drainPod) bool {
		return strings.HasPrefix(pod.Metadata.Name, "gate-") && pod.Spec.NodeName == where && pod.Metadata.DeletionTimestamp == nil
	}) {
		t.Errorf("the pod behind the budget is gone\n%s", output.String())
	}
	listed := asDrainer(t, time.Minute, home, config, "actions", "list")
	if !strings.Contains(listed.stdout, "cancelled") {
		t.Errorf("the journal does not say that it was cancelled:\n%s%s", listed.stdout, listed.stderr)
	}
	back := asDrainer(t, time.Minute, home, config, "uncordon", where, "--execute", "--arm", "drainer")
	var node struct{ Spec struct{ Unschedulable bool } }
	if err := see.get("/api/v1/nodes/"+where, &node); err != nil || node.Spec.Unschedulable || back.status != 0 {
		t.Errorf("uncordon: exit %d, %v\n%s%s", back.status, err, back.stdout, back.stderr)
	}
}

func removeManifest(t *testing.T, manifest string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	kubectl := control.Kubectl{Cluster: shared, Kubeconfig: shared.Admin()}
	if _, err := kubectl.Run(ctx, manifest, "delete", "--wait=false", "--ignore-not-found", "--filename=-"); err != nil {
		t.Log(err)
	}
}
