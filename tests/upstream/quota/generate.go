package quota

import (
	"fmt"
	"math/rand"
	"time"

	corev1 "k8s.io/api/core/v1"
	resourceapi "k8s.io/api/resource/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// Case is a claim with the classes around it and, of one made for extended resources, its pod.
type Case struct {
	Seed    int64
	Claim   *resourceapi.ResourceClaim
	Classes []*resourceapi.DeviceClass
	Pod     *corev1.Pod
}

var classes = []string{"gpu", "mig-1g", "nic", "a.b.c", "unknown"}
var resources = []string{"nvidia.com/gpu", "example.com/nic", "amd.com/gpu"}

func pick[T any](r *rand.Rand, list []T) T { return list[r.Intn(len(list))] }

func subRequest(r *rand.Rand, name string) resourceapi.DeviceSubRequest {
	out := resourceapi.DeviceSubRequest{Name: name, DeviceClassName: pick(r, classes)}
	switch r.Intn(6) {
	case 0:
		out.AllocationMode = resourceapi.DeviceAllocationModeAll
	case 1:
		out.AllocationMode = "Future"
		out.Count = 3
	default:
		out.AllocationMode = resourceapi.DeviceAllocationModeExactCount
		out.Count = int64(1 + r.Intn(9))
	}
	return out
}

func request(r *rand.Rand, name string) resourceapi.DeviceRequest {
	out := resourceapi.DeviceRequest{Name: name}
	switch kind := r.Intn(12); {
	case kind == 0: // of a later API: neither
	case kind < 5:
		for i := range 1 + r.Intn(5) {
			out.FirstAvailable = append(out.FirstAvailable, subRequest(r, fmt.Sprintf("s%d", i)))
		}
	default:
		sub := subRequest(r, "")
		out.Exactly = &resourceapi.ExactDeviceRequest{DeviceClassName: sub.DeviceClassName, AllocationMode: sub.AllocationMode, Count: sub.Count}
		if r.Intn(5) == 0 {
			admin := r.Intn(2) == 0
			out.Exactly.AdminAccess = &admin
		}
	}
	return out
}

func podFor(r *rand.Rand, claim string) *corev1.Pod {
	pod := &corev1.Pod{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"}, ObjectMeta: metav1.ObjectMeta{Name: "p", Namespace: "ns", UID: types.UID("pod-uid")}}
	for i := range 1 + r.Intn(3) {
		list := corev1.ResourceList{}
		for _, name := range append(append([]string{}, resources...), "deviceclass.resource.kubernetes.io/gpu", "cpu") {
			if r.Intn(3) == 0 {
				list[corev1.ResourceName(name)] = *resource.NewQuantity(int64(1+r.Intn(6)), resource.DecimalSI)
			}
		}
		container := corev1.Container{Name: fmt.Sprintf("c%d", i), Resources: corev1.ResourceRequirements{Requests: list, Limits: list}}
		if r.Intn(4) == 0 {
			pod.Spec.InitContainers = append(pod.Spec.InitContainers, container)
		} else {
			pod.Spec.Containers = append(pod.Spec.Containers, container)
		}
	}
	if r.Intn(6) == 0 {
		pod.Status.Phase = corev1.PodSucceeded
	}
	pod.Status.ExtendedResourceClaimStatus = &corev1.PodExtendedResourceClaimStatus{ResourceClaimName: claim}
	return pod
}

// NewCase is the same for the same seed.
func NewCase(seed int64) Case {
	r := rand.New(rand.NewSource(seed))
	out := Case{Seed: seed}
	free := append([]string{}, resources...)
	for _, name := range classes[:4] {
		class := &resourceapi.DeviceClass{TypeMeta: metav1.TypeMeta{APIVersion: "resource.k8s.io/v1", Kind: "DeviceClass"}, ObjectMeta: metav1.ObjectMeta{Name: name, CreationTimestamp: metav1.NewTime(time.Unix(1_700_000_000, 0))}}
		// No two classes stand for one resource: upstream's answer would depend on the order of a map.
		if r.Intn(2) == 0 && len(free) > 0 {
			resourceName := free[0]
			free = free[1:]
			class.Spec.ExtendedResourceName = &resourceName
		}
		out.Classes = append(out.Classes, class)
	}
	out.Claim = &resourceapi.ResourceClaim{TypeMeta: metav1.TypeMeta{APIVersion: "resource.k8s.io/v1", Kind: "ResourceClaim"}, ObjectMeta: metav1.ObjectMeta{Name: "c", Namespace: "ns", UID: "claim-uid"}}
	for i := range r.Intn(6) {
		out.Claim.Spec.Devices.Requests = append(out.Claim.Spec.Devices.Requests, request(r, fmt.Sprintf("r%d", i)))
	}
	if r.Intn(3) == 0 {
		controller := true
		out.Pod = podFor(r, "c")
		out.Claim.Annotations = map[string]string{resourceapi.ExtendedResourceClaimAnnotation: "true"}
		out.Claim.OwnerReferences = []metav1.OwnerReference{{APIVersion: "v1", Kind: "Pod", Name: "p", UID: "pod-uid", Controller: &controller}}
	}
	return out
}
