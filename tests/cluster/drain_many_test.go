package cluster

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Several nodes, one after the other: in the order that was named, a node with nothing to evict between them lets nobody overtake.
func TestNodesAreDrainedOneAfterTheOther(t *testing.T) {
	drainFleet(t, "fleet-a", []string{"2", "idle", "1", "3"}, 1)
}

// The same two at a time: two are under way at once, and never three.
func TestNodesAreDrainedTwoAtATime(t *testing.T) {
	drainFleet(t, "fleet-b", []string{"1", "2", "idle", "3"}, 2)
}

// drainFleet drains nodes of testdata/drain-many.yaml, and compares what every pod went through with the plan.
func drainFleet(t *testing.T, world string, numbers []string, limit int) {
	t.Helper()
	needClaimscope(t)
	alongside(t)
	client, err := shared.Client()
	if err != nil {
		t.Fatal(err)
	}
	defer client.CloseIdleConnections()
	see := api{client}
	config, home, began := drainer(t, world), t.TempDir(), time.Now().Add(-time.Second)
	applyWorld(t, "testdata/drain-many.yaml", "fleet", world)
	if err := settledPods(t.Context(), see, world, 10); err != nil {
		t.Fatal(err)
	}
	mustKubectl(t, "", "uncordon", world+"-spare")

	var nodes []string
	for _, number := range numbers {
		nodes = append(nodes, world+"-"+number)
	}
	flags := append(slices.Clone(nodes[1:]), fmt.Sprintf("--nodes-at-a-time=%d", limit))
	budgetAllows(t, world, "1")
	plan := rehearse(t, home, config, nodes[0], 0, flags...)
	before, err := podsOf(see, world)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(plan.Nodes, nodes) {
		t.Fatalf("the plan drains %v, named were %v", plan.Nodes, nodes)
	}
	if len(plan.names("evict")) != 10 || len(plan.names("blocked"))+len(plan.names("skip")) != 0 {
		t.Fatalf("evict %v, blocked %v, skip %v", plan.names("evict"), plan.names("blocked"), plan.names("skip"))
	}

	lives := watchPods(t, see, world)
	arguments := append(append([]string{"drain"}, nodes...), fmt.Sprintf("--nodes-at-a-time=%d", limit), "--ignore-daemonsets", "--timeout", "90s",
		"--execute", "--arm", world, "-o", "json")
	done := make(chan answer, 1)
	go func() {
		ran, err := execute(t.Context(), 120*time.Second, needClaimscope(t), home, append(arguments, "--kubeconfig", config))
		if err != nil {
			ran = answer{-1, "", err.Error()}
		}
		done <- ran
	}()
	// After the first eviction the budget closes until it has refused somebody: how soon pods are ready must not decide what this
	// test has seen.
	answered := func(code int) error {
		return eventually(t.Context(), 30*time.Second, func() error {
			for _, line := range auditLines(t, began) {
				if line.ObjectRef.Namespace == world && line.ObjectRef.Subresource == "eviction" && strings.HasPrefix(line.ObjectRef.Name, "both-") &&
					!line.dryRun() && line.ResponseStatus.Code == code {
					return nil
				}
			}
			return fmt.Errorf("no eviction of the budget's pods was answered with %d", code)
		})
	}
	evicted := answered(http.StatusCreated)
	budgetWants(t, world, 4)
	refused := answered(http.StatusTooManyRequests)
	budgetWants(t, world, 3)
	ran := <-done
	if err := errors.Join(evicted, refused); err != nil {
		t.Error(err)
	}
	if ran.status != 0 {
		t.Fatalf("drain: exit %d\n%s\n%s", ran.status, ran.stdout, ran.stderr)
	}
	if err := settledPods(t.Context(), see, world, len(before)); err != nil {
		t.Fatal(err)
	}
	after, err := podsOf(see, world)
	if err != nil {
		t.Fatal(err)
	}
	compareDrainedPods(t, plan, before, after)
	compareFleetClaims(t, see, world, plan)
	compareEvictions(t, plan, world, began)
	nodeOf := map[string]string{}
	for _, pod := range before {
		nodeOf[pod.Metadata.UID] = pod.Spec.NodeName
	}
	busy := slices.DeleteFunc(slices.Clone(nodes), func(node string) bool { return strings.HasSuffix(node, "-idle") })
	lives.compareOrder(t, plan, nodeOf, busy, limit)
	compareAttempts(t, plan, world, nodeOf, busy, limit, began)

	var document struct{ Plan struct{ ID string } }
	if err := json.Unmarshal([]byte(ran.stdout), &document); err != nil {
		t.Fatalf("%v\n%.300s", err, ran.stdout)
	}
	for _, node := range nodes {
		if !unschedulable(t, see, node) {
			t.Errorf("%s is not cordoned", node)
		}
	}
	undone := asDrainer(t, time.Minute, home, config, "actions", "undo", document.Plan.ID, "--execute", "--arm", world)
	if undone.status != 0 {
		t.Errorf("undo: exit %d\n%s\n%s", undone.status, undone.stdout, undone.stderr)
	}
	for _, node := range nodes {
		if unschedulable(t, see, node) {
			t.Errorf("%s is still cordoned", node)
		}
	}
}

// budgetWants sets how many pods of the world's budget must stay.
func budgetWants(t *testing.T, world string, count int) {
	t.Helper()
	mustKubectl(t, "", "patch", "poddisruptionbudget", "both", "--namespace="+world, "--type=merge", fmt.Sprintf(`--patch={"spec":{"minAvailable":%d}}`, count))
}

// budgetAllows waits until the controller has counted: that is a little later than pods run.
func budgetAllows(t *testing.T, world, count string) {
	t.Helper()
	if err := eventually(t.Context(), 20*time.Second, func() error {
		allowed, err := kubectl(t.Context(), "", "get", "poddisruptionbudget", "both", "--namespace="+world, "--output=jsonpath={.status.disruptionsAllowed}")
		if err == nil && string(allowed) != count {
			err = fmt.Errorf("the budget allows %q", allowed)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// compareFleetClaims: every claim was made anew for the next pod, with devices where the rehearsal said.
func compareFleetClaims(t *testing.T, see api, world string, plan drained) {
	t.Helper()
	var all struct{ Items []claim }
	if err := see.get("/apis/resource.k8s.io/v1/namespaces/"+world+"/resourceclaims", &all); err != nil {
		t.Fatal(err)
	}
	on := map[string]int{}
	for _, one := range all.Items {
		if one.Status.Allocation != nil {
			on[one.Status.Allocation.Devices.Results[0].Pool]++
		}
	}
	planned := map[string]int{}
	for _, one := range plan.Claims {
		if one.After != "moves" || one.Landing == nil {
			t.Errorf("%s: %s to %+v", one.Name, one.After, one.Landing)
			continue
		}
		planned[one.Landing.Node]++
	}
	if len(plan.Claims) != 6 || fmt.Sprint(on) != fmt.Sprint(planned) {
		t.Errorf("claims by node: %v, rehearsed were %v", on, planned)
	}
}

// podLives is every state of the pods of a namespace, in the order of the store.
type podLives struct {
	mutex  sync.Mutex
	first  []drainPod
	events []podEvent
	stop   context.CancelFunc
	ended  chan error
}

type podEvent struct {
	Type   string
	Object drainPod
}

func watchPods(t *testing.T, see api, namespace string) *podLives {
	t.Helper()
	var all struct {
		Metadata struct{ ResourceVersion string }
		Items    []drainPod
	}
	path := "/api/v1/namespaces/" + namespace + "/pods"
	if err := see.get(path, &all); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	lives := &podLives{first: all.Items, stop: cancel, ended: make(chan error, 1)}
	t.Cleanup(cancel)
	go func() {
		lives.ended <- lives.follow(ctx, see, path+"?watch=1&timeoutSeconds=600&resourceVersion="+all.Metadata.ResourceVersion)
	}()
	return lives
}

func (p *podLives) follow(ctx context.Context, see api, path string) error {
	client := *see.client
	client.Timeout = 0
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, shared.Server()+path, nil)
	if err != nil {
		return err
	}
	answer, err := client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("watch of pods: %s", answer.Status)
	}
	lines := bufio.NewReaderSize(answer.Body, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		var event podEvent
		if err := json.Unmarshal(line, &event); err != nil {
			return err
		}
		p.mutex.Lock()
		p.events = append(p.events, event)
		p.mutex.Unlock()
	}
}

// compareOrder replays the pods: nodes begin in the order of the plan, so many are under way at once and never more, and the
// budget over two nodes always has three pods that are ready.
func (p *podLives) compareOrder(t *testing.T, plan drained, nodeOf map[string]string, nodes []string, limit int) {
	t.Helper()
	p.stop()
	if err := <-p.ended; err != nil {
		t.Fatal(err)
	}
	planned := map[string]string{} // node by uid
	left := map[string]int{}
	for _, pod := range plan.Pods {
		planned[pod.UID] = nodeOf[pod.UID]
		left[nodeOf[pod.UID]]++
	}
	is := map[string]drainPod{}
	for _, pod := range p.first {
		is[pod.Metadata.UID] = pod
	}
	var begun []string
	most, fewest := 0, 100
	for _, event := range p.events {
		pod := event.Object
		node, of := planned[pod.Metadata.UID]
		goes := of && (event.Type == "DELETED" || pod.Metadata.DeletionTimestamp != nil)
		if goes && !slices.Contains(begun, node) {
			begun = append(begun, node)
		}
		is[pod.Metadata.UID] = pod
		if event.Type == "DELETED" {
			delete(is, pod.Metadata.UID)
			if of {
				left[node]--
			}
		}
		under, ready := 0, 0
		for _, node := range begun {
			if left[node] > 0 {
				under++
			}
		}
		for _, pod := range is {
			if pod.Metadata.Labels["app"] == "both" && pod.ready() {
				ready++
			}
		}
		if under > limit {
			t.Errorf("%d nodes are under way when %s of %s goes", under, pod.Metadata.Name, node)
		}
		most, fewest = max(most, under), min(fewest, ready)
	}
	if limit == 1 && !slices.Equal(begun, nodes) || limit > 1 && !slices.Equal(begun[limit:], nodes[limit:]) {
		t.Errorf("nodes began as %v, named were %v", begun, nodes)
	}
	if most != limit {
		t.Errorf("%d nodes were under way at most, allowed were %d", most, limit)
	}
	if fewest < 3 {
		t.Errorf("the budget over two nodes had %d pods that were ready", fewest)
	}
	t.Logf("%d states of pods: nodes begun %v, at most %d at once, at least %d of the budget ready", len(p.events), begun, most, fewest)
}

// compareAttempts: also what the server refused was not tried before its turn. A node's turn comes when the one `limit` before it
// has lost its last pod, which is the moment when its kubelet (kwok) deletes it for good.
func compareAttempts(t *testing.T, plan drained, user string, nodeOf map[string]string, nodes []string, limit int, began time.Time) {
	t.Helper()
	node := map[string]string{}
	for _, pod := range plan.Pods {
		node[pod.Namespace+"/"+pod.Name] = nodeOf[pod.UID]
	}
	first, gone := map[string]time.Time{}, map[string]time.Time{}
	seen := map[string]bool{}
	refused := 0
	for _, line := range auditLines(t, began) {
		key := line.ObjectRef.Namespace + "/" + line.ObjectRef.Name
		of := node[key]
		if line.ObjectRef.Resource != "pods" || of == "" || line.dryRun() {
			continue
		}
		at := line.RequestReceivedTimestamp
		switch {
		case line.ObjectRef.Subresource == "eviction" && line.User.Username == user:
			if first[of].IsZero() || at.Before(first[of]) {
				first[of] = at
			}
			if line.ResponseStatus.Code == 429 {
				refused++
			}
		// The first one: the next pod has the same name.
		case line.Verb == "delete" && line.ResponseStatus.Code < 300 && !seen[key]:
			seen[key] = true
			if at.After(gone[of]) {
				gone[of] = at
			}
		}
	}
	for i := limit; i < len(nodes); i++ {
		if turn := gone[nodes[i-limit]]; turn.IsZero() || first[nodes[i]].Before(turn) {
			t.Errorf("%s was begun at %s, %s had its last pod until %s", nodes[i], first[nodes[i]].Format(time.StampMilli), nodes[i-limit],
				turn.Format(time.StampMilli))
		}
	}
	if refused == 0 {
		t.Error("the budget refused nobody: it was not spanned by what was tried")
	}
	t.Logf("%d evictions were refused by the budget and tried again", refused)
}
