package cluster

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// placementWorld are five nodes in two zones that take only the pods of this test.
type placementWorld struct {
	see    api
	random *rand.Rand
	nodes  []string
	count  map[string]int
}

const placementKey = "placement-test"

var placementSpaces = map[string]string{"placement-a": "x", "placement-b": "y"}

// placementWords are the words of kube-scheduler's filters, in their order, and how our reasons begin.
var placementWords = []struct{ scheduler, ours string }{
	{"didn't have free ports for the requested pod ports", "host port "},
	{"didn't match pod topology spread constraints", "topology spread "},
	{"didn't match pod affinity rules", "pod affinity"},
	{"didn't match pod anti-affinity rules", "pod anti-affinity: "},
	{"didn't satisfy existing pods anti-affinity rules", "pod anti-affinity of "},
}

// Random pods with affinity, anti-affinity, spread constraints and host ports, one after the other: `claimscope allocate` says
// before the scheduler sees a pod on which nodes it fits; the scheduler must choose one of these, or refuse every node by the same
// rules, node by node. A scheduling gate holds each pod until we have been asked. CLAIMSCOPE_SEED and CLAIMSCOPE_PLACED choose.
func TestPodsLandWhereOtherPodsLetThem(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	seed, count := setting(t, "CLAIMSCOPE_SEED", uint64(time.Now().UnixNano())), int(setting(t, "CLAIMSCOPE_PLACED", 40))
	t.Logf("CLAIMSCOPE_SEED=%d", seed)
	client, err := shared.Client()
	if err != nil {
		t.Fatal(err)
	}
	defer client.CloseIdleConnections()
	world := &placementWorld{see: api{client}, random: rand.New(rand.NewPCG(seed, 3)), count: map[string]int{}}
	if err := world.build(t); err != nil {
		t.Fatal(err)
	}
	var running []string
	// A draw may be one-sided: then it goes on for a while.
	oneSided := func() bool { return world.count["placed"] < count/5 || world.count["refused"] < count/10 }
	for i := 0; i < count || i < 3*count && oneSided(); i++ {
		path, pod := world.pod(i)
		said, err := world.ask(t, path, pod)
		if err != nil {
			t.Fatal(err)
		}
		node, message, err := world.release(t, path)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := json.Marshal(pod)
		if node != "" {
			world.count["placed"]++
			running = append(running, path)
			if len(said[node]) != 0 {
				t.Errorf("the scheduler chose %s, which we refuse: %v\n%s", node, said, text)
			}
		} else {
			world.count["refused"]++
			want, have := map[string]int{}, map[string]int{}
			for _, reasons := range said {
				want[firstWord(reasons)]++
			}
			for _, words := range placementWords {
				if found := regexp.MustCompile(`(\d+) node\(s\) `+regexp.QuoteMeta(words.scheduler)).FindAllStringSubmatch(message, -1); len(found) != 0 {
					for _, one := range found { // "(missing required label)" is counted apart
						number, _ := strconv.Atoi(one[1])
						have[words.scheduler] += number
					}
					world.count[words.scheduler]++
				}
			}
			if !maps.Equal(want, have) {
				t.Errorf("we say %v\n%v\nthe scheduler: %s\n%s", want, said, message, text)
			}
		}
		if node == "" {
			err = world.gone(t, path)
		} else if len(running) > 9 || world.random.IntN(4) == 0 {
			at := world.random.IntN(len(running))
			err = world.gone(t, running[at])
			running = slices.Delete(running, at, at+1)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if oneSided() {
		t.Errorf("one-sided")
	}
	t.Logf("%v", world.count)
}

// firstWord is the filter that would be the first to refuse, in the scheduler's words.
func firstWord(reasons []string) string {
	for _, words := range placementWords {
		if slices.ContainsFunc(reasons, func(reason string) bool { return strings.HasPrefix(reason, words.ours) }) {
			return words.scheduler
		}
	}
	return "fits, or for another reason"
}

func (w *placementWorld) build(t *testing.T) error {
	for name, team := range placementSpaces {
		space := typed("Namespace", "v1", name, dict{})
		space["metadata"] = dict{"name": name, "labels": dict{"team": team}}
		if err := w.see.post("/api/v1/namespaces", space); err != nil {
			return err
		}
	}
	room := dict{"cpu": "32", "memory": "64Gi", "pods": "110"}
	for i, zone := range []string{"a", "a", "a", "b", "b"} {
		name := fmt.Sprintf("placement-%d", i)
		w.nodes = append(w.nodes, name)
		node := typed("Node", "v1", name, dict{"taints": []any{dict{"key": placementKey, "effect": "NoSchedule"}}})
		labels := dict{"kubernetes.io/hostname": name, "topology.kubernetes.io/zone": "placement-" + zone, placementKey: "yes"}
		if i%2 == 0 {
			labels["example.com/rack"] = fmt.Sprintf("r%d", i/2)
		}
		node["metadata"] = dict{"name": name, "labels": labels, "annotations": dict{"kwok.x-k8s.io/node": "fake"}}
		node["status"] = dict{"allocatable": room, "capacity": room}
		if err := w.see.post("/api/v1/nodes", node); err != nil {
			return err
		}
		t.Cleanup(func() { _ = w.see.remove("/api/v1/nodes/" + name) })
	}
	return eventually(t.Context(), time.Minute, func() error {
		for name := range placementSpaces {
			var account any
			if err := w.see.get("/api/v1/namespaces/"+name+"/serviceaccounts/default", &account); err != nil {
				return err
			}
		}
		for _, name := range w.nodes {
			var node struct{ Spec struct{ Taints []any } }
			if err := w.see.get("/api/v1/nodes/"+name, &node); err != nil {
				return err
			}
			if len(node.Spec.Taints) != 1 {
				return fmt.Errorf("%s has taints %v", name, node.Spec.Taints)
			}
		}
		return nil
	})
}

func (w *placementWorld) chance(percent int) bool { return w.random.IntN(100) < percent }

func (w *placementWorld) pick(values ...string) string { return values[w.random.IntN(len(values))] }

func (w *placementWorld) selector() dict {
	if w.chance(20) {
		return dict{"matchExpressions": []any{dict{"key": "app", "operator": w.pick("Exists", "DoesNotExist")}}}
	}
	return dict{"matchLabels": dict{"app": w.pick("a", "b", "c")}}
}

func (w *placementWorld) term() dict {
	out := dict{"topologyKey": w.pick("kubernetes.io/hostname", "kubernetes.io/hostname", "topology.kubernetes.io/zone", "example.com/rack"), "labelSelector": w.selector()}
	if w.chance(20) {
		out["namespaces"] = []any{w.pick("placement-a", "placement-b")}
	}
	if w.chance(20) {
		out["namespaceSelector"] = dict{"matchLabels": dict{"team": w.pick("x", "y")}}
	}
	if w.chance(20) {
		out[w.pick("matchLabelKeys", "mismatchLabelKeys")] = []any{"version"}
	}
	return out
}

// pod is the path of the i-th pod, and the pod.
func (w *placementWorld) pod(i int) (string, dict) {
	space, name := w.pick("placement-a", "placement-a", "placement-b"), fmt.Sprintf("p%d", i)
	labels := dict{"version": w.pick("1", "2")}
	if w.chance(90) {
		labels["app"] = w.pick("a", "b", "c")
	}
	container := dict{"name": "c", "image": "registry.k8s.io/pause"}
	spec := dict{
		"schedulingGates": []any{dict{"name": "example.com/asked"}},
		"nodeSelector":    dict{placementKey: "yes"},
		"tolerations":     []any{dict{"key": placementKey, "operator": "Exists"}},
		"containers":      []any{container},
	}
	required := func(terms ...any) dict { return dict{"requiredDuringSchedulingIgnoredDuringExecution": terms} }
	affinity := dict{}
	if w.chance(30) {
		affinity["podAffinity"] = required(w.term())
	}
	if w.chance(45) {
		affinity["podAntiAffinity"] = required(w.term())
	}
	spec["affinity"] = affinity
	if w.chance(40) {
		constraint := dict{"maxSkew": 1 + w.random.IntN(2), "topologyKey": w.pick("kubernetes.io/hostname", "topology.kubernetes.io/zone", "example.com/rack"),
			"whenUnsatisfiable": w.pick("DoNotSchedule", "DoNotSchedule", "ScheduleAnyway"), "labelSelector": w.selector()}
		if w.chance(30) {
			constraint["matchLabelKeys"] = []any{"version"}
		}
		if w.chance(30) {
			constraint["nodeTaintsPolicy"] = w.pick("Honor", "Ignore")
		}
		spec["topologySpreadConstraints"] = []any{constraint}
	}
	if w.chance(30) {
		container["ports"] = []any{dict{"containerPort": 80, "hostPort": 8080 + w.random.IntN(2), "protocol": w.pick("TCP", "UDP")}}
	}
	pod := typed("Pod", "v1", name, spec)
	pod["metadata"] = dict{"name": name, "namespace": space, "labels": labels}
	return "/api/v1/namespaces/" + space + "/pods/" + name, pod
}

// ask makes the pod, gated, and gives our reasons against each node.
func (w *placementWorld) ask(t *testing.T, path string, pod dict) (map[string][]string, error) {
	if err := w.see.post(path[:strings.LastIndex(path, "/")], pod); err != nil {
		return nil, err
	}
	parts := strings.Split(path, "/")
	ran := claimscope(t, time.Minute, shared.Admin(), "allocate", parts[4]+"/"+parts[6], "-o", "json")
	var answer struct {
		Nodes []struct {
			Name, Reason string
			Fits         bool
		}
	}
	if err := json.Unmarshal([]byte(ran.stdout), &answer); err != nil {
		return nil, fmt.Errorf("allocate: exit %d: %w\n%s%s", ran.status, err, ran.stdout, ran.stderr)
	}
	out := map[string][]string{}
	for _, node := range answer.Nodes {
		if slices.Contains(w.nodes, node.Name) {
			out[node.Name] = nil
			if !node.Fits {
				out[node.Name] = strings.Split(node.Reason, "; ")
			}
		}
	}
	if len(out) != len(w.nodes) {
		return nil, fmt.Errorf("allocate named %v", out)
	}
	return out, nil
}

// release opens the gate and gives the node, or the scheduler's message.
func (w *placementWorld) release(t *testing.T, path string) (node, message string, err error) {
	parts := strings.Split(path, "/")
	mustKubectl(t, "", "patch", "pod", "-n", parts[4], parts[6], "--type=json", `-p=[{"op":"remove","path":"/spec/schedulingGates"}]`)
	err = eventually(t.Context(), time.Minute, func() error {
		var pod struct {
			Spec   struct{ NodeName string }
			Status struct {
				Conditions []struct{ Type, Status, Reason, Message string }
			}
		}
		if err := w.see.get(path, &pod); err != nil {
			return err
		}
		node = pod.Spec.NodeName
		for _, condition := range pod.Status.Conditions {
			if node != "" || (condition.Type == "PodScheduled" && condition.Reason == "Unschedulable") {
				message = condition.Message
				return nil
			}
		}
		return errors.New("the scheduler has not decided about " + path)
	})
	return node, message, err
}

func (w *placementWorld) gone(t *testing.T, path string) error {
	parts := strings.Split(path, "/")
	_, err := kubectl(t.Context(), "", "delete", "pod", "-n", parts[4], parts[6], "--now", "--wait", "--timeout=60s")
	return err
}
