// Package placement compares what `claimscope allocate` says of rules between pods with kube-scheduler's own filter plugins.
package placement

import (
	"fmt"
	"math/rand/v2"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// Case is a small cluster and the pod that looks for a place in it.
type Case struct {
	Seed       int64
	Namespaces []*corev1.Namespace
	Nodes      []*corev1.Node
	Pods       []*corev1.Pod // that run
	Asked      *corev1.Pod
}

const (
	hostname = "kubernetes.io/hostname"
	zone     = "topology.kubernetes.io/zone"
	rack     = "example.com/rack"
)

type maker struct{ *rand.Rand }

func pick[T any](random maker, from ...T) T { return from[random.IntN(len(from))] }

func (random maker) chance(percent int) bool { return random.IntN(100) < percent }

// NewCase is the same for the same seed.
func NewCase(seed int64) Case {
	random := maker{rand.New(rand.NewPCG(uint64(seed), 0x9e3779b97f4a7c15))}
	out := Case{Seed: seed}
	for i, name := range []string{"ml", "web", "batch"} {
		namespace := &corev1.Namespace{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Namespace"}, ObjectMeta: metav1.ObjectMeta{Name: name, UID: types.UID("ns-" + name)}}
		namespace.Labels = map[string]string{"kubernetes.io/metadata.name": name}
		if random.chance(60) {
			namespace.Labels["team"] = pick(random, "a", "b")
		}
		if i < 2 || random.chance(80) { // pods of a namespace that is not there are seen while it goes
			out.Namespaces = append(out.Namespaces, namespace)
		}
	}
	for i := range 3 + random.IntN(4) {
		out.Nodes = append(out.Nodes, random.node(i))
	}
	for i := range random.IntN(14) {
		pod := random.pod(fmt.Sprintf("p%d", i), 35)
		pod.Spec.NodeName = pick(random, out.Nodes...).Name
		pod.Status.Phase = corev1.PodRunning
		if random.chance(8) {
			deleted := metav1.NewTime(time.Unix(1790000000, 0))
			pod.DeletionTimestamp = &deleted
			pod.Finalizers = []string{"example.com/stays"}
		}
		out.Pods = append(out.Pods, pod)
	}
	out.Asked = random.pod("asked", 75)
	out.Asked.Status.Phase = corev1.PodPending
	return out
}

func (random maker) node(i int) *corev1.Node {
	name := fmt.Sprintf("n%d", i)
	node := &corev1.Node{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Node"}, ObjectMeta: metav1.ObjectMeta{Name: name, UID: types.UID("node-" + name), Labels: map[string]string{"pool": pick(random, "a", "a", "b")}}}
	if random.chance(95) {
		node.Labels[hostname] = name
	}
	if random.chance(90) {
		node.Labels[zone] = pick(random, "z1", "z2", "z3")
	}
	if random.chance(60) {
		node.Labels[rack] = pick(random, "r1", "r2", "")
	}
	if random.chance(20) {
		node.Spec.Taints = []corev1.Taint{{Key: "dedicated", Value: "ml", Effect: pick(random, corev1.TaintEffectNoSchedule, corev1.TaintEffectNoExecute, corev1.TaintEffectPreferNoSchedule)}}
	}
	return node
}

func (random maker) pod(name string, rules int) *corev1.Pod {
	pod := &corev1.Pod{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"}, ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: pick(random, "ml", "ml", "web", "batch"), UID: types.UID("pod-" + name)}}
	pod.Labels = random.labels()
	pod.Spec.Containers = []corev1.Container{{Name: "c", Image: "i"}}
	affinity := &corev1.Affinity{}
	if random.chance(rules / 2) {
		affinity.PodAffinity = &corev1.PodAffinity{RequiredDuringSchedulingIgnoredDuringExecution: random.terms()}
	}
	if random.chance(rules / 2) {
		affinity.PodAntiAffinity = &corev1.PodAntiAffinity{RequiredDuringSchedulingIgnoredDuringExecution: random.terms()}
	}
	if random.chance(rules / 6) {
		affinity.NodeAffinity = &corev1.NodeAffinity{RequiredDuringSchedulingIgnoredDuringExecution: &corev1.NodeSelector{NodeSelectorTerms: []corev1.NodeSelectorTerm{{
			MatchExpressions: []corev1.NodeSelectorRequirement{{Key: zone, Operator: corev1.NodeSelectorOpIn, Values: []string{"z1", "z2"}}}}}}}
	}
	pod.Spec.Affinity = affinity
	if random.chance(rules / 5) {
		pod.Spec.NodeSelector = map[string]string{"pool": "a"}
	}
	if random.chance(40) {
		pod.Spec.Tolerations = []corev1.Toleration{{Key: "dedicated", Operator: corev1.TolerationOpExists}}
	}
	if random.chance(rules) {
		for range 1 + random.IntN(2) {
			pod.Spec.TopologySpreadConstraints = append(pod.Spec.TopologySpreadConstraints, random.constraint())
		}
	}
	if random.chance(rules / 2) {
		random.ports(pod)
	}
	return pod
}

func (random maker) labels() map[string]string {
	out := map[string]string{}
	if random.chance(90) {
		out["app"] = pick(random, "train", "serve", "serve")
	}
	if random.chance(50) {
		out["tier"] = pick(random, "x", "y")
	}
	if random.chance(40) {
		out["pod-template-hash"] = pick(random, "h1", "h2")
	}
	return out
}

func (random maker) selector() *metav1.LabelSelector {
	if random.chance(4) {
		return nil
	}
	out := &metav1.LabelSelector{}
	if random.chance(75) {
		out.MatchLabels = map[string]string{"app": pick(random, "train", "serve")}
	}
	if random.chance(35) {
		requirement := metav1.LabelSelectorRequirement{Key: "tier", Operator: pick(random, metav1.LabelSelectorOpExists, metav1.LabelSelectorOpDoesNotExist, metav1.LabelSelectorOpIn, metav1.LabelSelectorOpNotIn)}
		if requirement.Operator == metav1.LabelSelectorOpIn || requirement.Operator == metav1.LabelSelectorOpNotIn {
			requirement.Values = []string{pick(random, "x", "y")}
		}
		out.MatchExpressions = append(out.MatchExpressions, requirement)
	}
	return out
}

func (random maker) terms() []corev1.PodAffinityTerm {
	var out []corev1.PodAffinityTerm
	for range 1 + random.IntN(2) {
		term := corev1.PodAffinityTerm{LabelSelector: random.selector(), TopologyKey: pick(random, hostname, hostname, zone, rack)}
		if random.chance(25) {
			term.Namespaces = []string{pick(random, "ml", "web", "batch")}
		}
		if random.chance(25) {
			term.NamespaceSelector = pick(random, &metav1.LabelSelector{}, &metav1.LabelSelector{MatchLabels: map[string]string{"team": "a"}},
				&metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{{Key: "team", Operator: metav1.LabelSelectorOpDoesNotExist}}})
		}
		out = append(out, term)
	}
	return out
}

func (random maker) constraint() corev1.TopologySpreadConstraint {
	out := corev1.TopologySpreadConstraint{
		MaxSkew: int32(1 + random.IntN(2)), TopologyKey: pick(random, hostname, zone, zone, rack), LabelSelector: random.selector(),
		WhenUnsatisfiable: pick(random, corev1.DoNotSchedule, corev1.DoNotSchedule, corev1.DoNotSchedule, corev1.ScheduleAnyway),
	}
	if random.chance(25) && out.WhenUnsatisfiable == corev1.DoNotSchedule {
		minimum := int32(1 + random.IntN(4))
		out.MinDomains = &minimum
	}
	policy := func() *corev1.NodeInclusionPolicy {
		value := pick(random, corev1.NodeInclusionPolicyHonor, corev1.NodeInclusionPolicyIgnore)
		return &value
	}
	if random.chance(35) {
		out.NodeAffinityPolicy = policy()
	}
	if random.chance(35) {
		out.NodeTaintsPolicy = policy()
	}
	if random.chance(25) {
		out.MatchLabelKeys = []string{"pod-template-hash"}
	}
	return out
}

func (random maker) ports(pod *corev1.Pod) {
	port := corev1.ContainerPort{ContainerPort: 80, HostPort: pick(random, int32(8080), 8081), Protocol: pick(random, corev1.ProtocolTCP, corev1.ProtocolTCP, corev1.ProtocolUDP), HostIP: pick(random, "", "", "0.0.0.0", "10.0.0.1", "10.0.0.2")}
	always := corev1.ContainerRestartPolicyAlways
	switch random.IntN(4) {
	case 0:
		pod.Spec.InitContainers = []corev1.Container{{Name: "i", Image: "i", Ports: []corev1.ContainerPort{port}}}
	case 1:
		pod.Spec.InitContainers = []corev1.Container{{Name: "i", Image: "i", Ports: []corev1.ContainerPort{port}, RestartPolicy: &always}}
	default:
		pod.Spec.Containers[0].Ports = []corev1.ContainerPort{port}
	}
}
