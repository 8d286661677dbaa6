package quota

import (
	"fmt"
	"math/rand"

	corev1 "k8s.io/api/core/v1"
	resourceapi "k8s.io/api/resource/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// ScopeCase is a namespace: a quota with scopes, pods, and claims that it must not count.
type ScopeCase struct {
	Seed   int64
	Quota  *corev1.ResourceQuota
	Pods   []*corev1.Pod
	Claims []*resourceapi.ResourceClaim
}

var priorities = []string{"", "high", "low", "batch"}

func scopedPod(r *rand.Rand, i int) *corev1.Pod {
	pod := &corev1.Pod{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"},
		ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("p%d", i), Namespace: "ns", UID: types.UID(fmt.Sprintf("uid-%d", i))},
		Spec:       corev1.PodSpec{PriorityClassName: pick(r, priorities)},
	}
	if r.Intn(2) == 0 {
		seconds := int64(r.Intn(3)) * 60
		pod.Spec.ActiveDeadlineSeconds = &seconds
	}
	for c := range 1 + r.Intn(2) {
		list := corev1.ResourceList{}
		for _, name := range []corev1.ResourceName{"cpu", "memory", "nvidia.com/gpu"} {
			if r.Intn(3) == 0 {
				list[name] = *resource.NewQuantity(int64(r.Intn(3)), resource.DecimalSI)
			}
		}
		requirements := corev1.ResourceRequirements{Requests: list}
		if r.Intn(2) == 0 {
			requirements.Limits = list
		}
		pod.Spec.Containers = append(pod.Spec.Containers, corev1.Container{Name: fmt.Sprintf("c%d", c), Resources: requirements})
	}
	if r.Intn(3) == 0 {
		term := corev1.PodAffinityTerm{TopologyKey: "zone"}
		switch r.Intn(3) {
		case 0:
			term.Namespaces = []string{"other"}
		case 1:
			term.NamespaceSelector = &metav1.LabelSelector{}
		}
		affinity := &corev1.Affinity{}
		weighted := []corev1.WeightedPodAffinityTerm{{Weight: 1, PodAffinityTerm: term}}
		switch r.Intn(4) {
		case 0:
			affinity.PodAffinity = &corev1.PodAffinity{RequiredDuringSchedulingIgnoredDuringExecution: []corev1.PodAffinityTerm{term}}
		case 1:
			affinity.PodAffinity = &corev1.PodAffinity{PreferredDuringSchedulingIgnoredDuringExecution: weighted}
		case 2:
			affinity.PodAntiAffinity = &corev1.PodAntiAffinity{RequiredDuringSchedulingIgnoredDuringExecution: []corev1.PodAffinityTerm{term}}
		default:
			affinity.PodAntiAffinity = &corev1.PodAntiAffinity{PreferredDuringSchedulingIgnoredDuringExecution: weighted}
		}
		pod.Spec.Affinity = affinity
	}
	switch r.Intn(6) {
	case 0:
		pod.Status.Phase = corev1.PodFailed
	case 1:
		pod.Status.QOSClass = pick(r, []corev1.PodQOSClass{corev1.PodQOSBestEffort, corev1.PodQOSBurstable, corev1.PodQOSGuaranteed})
	}
	return pod
}

func requirement(r *rand.Rand) corev1.ScopedResourceSelectorRequirement {
	out := corev1.ScopedResourceSelectorRequirement{ScopeName: corev1.ResourceQuotaScopePriorityClass}
	switch r.Intn(5) {
	case 0:
		out.Operator = corev1.ScopeSelectorOpExists
	case 1:
		out.Operator = corev1.ScopeSelectorOpDoesNotExist
	case 2:
		out.Operator, out.Values = corev1.ScopeSelectorOpNotIn, []string{pick(r, priorities[1:])}
	default:
		out.Operator, out.Values = corev1.ScopeSelectorOpIn, []string{pick(r, priorities[1:]), pick(r, priorities[1:])}
	}
	return out
}

// NewScopeCase is the same for the same seed.
func NewScopeCase(seed int64) ScopeCase {
	r := rand.New(rand.NewSource(seed))
	hard := corev1.ResourceList{}
	for _, key := range []string{"pods", "count/pods", "cpu", "requests.cpu", "requests.memory", "requests.nvidia.com/gpu",
		"count/resourceclaims.resource.k8s.io", "gpu.deviceclass.resource.k8s.io/devices"} {
		hard[corev1.ResourceName(key)] = *resource.NewQuantity(100, resource.DecimalSI)
	}
	out := ScopeCase{Seed: seed, Quota: &corev1.ResourceQuota{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "ResourceQuota"},
		ObjectMeta: metav1.ObjectMeta{Name: "q", Namespace: "ns"},
		Spec:       corev1.ResourceQuotaSpec{Hard: hard},
		Status:     corev1.ResourceQuotaStatus{Hard: hard},
	}}
	scopes := []corev1.ResourceQuotaScope{corev1.ResourceQuotaScopeTerminating, corev1.ResourceQuotaScopeNotTerminating,
		corev1.ResourceQuotaScopeBestEffort, corev1.ResourceQuotaScopeNotBestEffort, corev1.ResourceQuotaScopePriorityClass,
		corev1.ResourceQuotaScopeCrossNamespacePodAffinity}
	for range r.Intn(3) {
		out.Quota.Spec.Scopes = append(out.Quota.Spec.Scopes, pick(r, scopes))
	}
	if r.Intn(2) == 0 {
		out.Quota.Spec.ScopeSelector = &corev1.ScopeSelector{MatchExpressions: []corev1.ScopedResourceSelectorRequirement{requirement(r)}}
	}
	for i := range 1 + r.Intn(6) {
		out.Pods = append(out.Pods, scopedPod(r, i))
	}
	for i := range r.Intn(3) {
		claim := &resourceapi.ResourceClaim{
			TypeMeta:   metav1.TypeMeta{APIVersion: "resource.k8s.io/v1", Kind: "ResourceClaim"},
			ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("c%d", i), Namespace: "ns"},
		}
		claim.Spec.Devices.Requests = []resourceapi.DeviceRequest{{Name: "r", Exactly: &resourceapi.ExactDeviceRequest{
			DeviceClassName: "gpu", AllocationMode: resourceapi.DeviceAllocationModeExactCount, Count: int64(1 + r.Intn(3))}}}
		out.Claims = append(out.Claims, claim)
	}
	return out
}

// AskRecounts has the ledger count each case again.
func AskRecounts(cases []ScopeCase) ([]Usage, error) {
	var lines []map[string]any
	for _, c := range cases {
		objects := []any{c.Quota}
		for _, pod := range c.Pods {
			objects = append(objects, pod)
		}
		for _, claim := range c.Claims {
			objects = append(objects, claim)
		}
		lines = append(lines, map[string]any{"objects": objects})
	}
	answers, err := ask[struct{ Recounted map[string]map[string]*string }](lines)
	if err != nil {
		return nil, err
	}
	var out []Usage
	for i, one := range answers {
		usage := Usage{}
		for key, amount := range one.Recounted["q"] {
			if amount == nil {
				return nil, fmt.Errorf("case %d: %s is not counted", i, key)
			}
			if *amount != "0" {
				usage[key] = *amount
			}
		}
		out = append(out, usage)
	}
	return out, nil
}
