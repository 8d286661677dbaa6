// Scale: which part of the simulated scenario `extreme` makes the clusters S, L and X of performance.md 4.1. Neighbouring nodes are taken,
// so that workloads stay whole.
package main

import (
	"strconv"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	resourcev1 "k8s.io/api/resource/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"time"
)

type scale struct {
	name                                           string
	nodes                                          map[string]int // by the prefix of their names: how many of each group
	claims, plain, pending                         int            // pods on CPU nodes with a claim and without, pods that wait
	events                                         int
	keptNodes, keptOwners                          map[string]bool
	keptClaims, keptTemplates                      map[string]bool
	seenClaims, seenPlain, seenPending, seenEvents int
}

func newScale(name string) *scale {
	s := &scale{name: name, keptNodes: map[string]bool{}, keptOwners: map[string]bool{}, keptClaims: map[string]bool{}, keptTemplates: map[string]bool{}}
	switch name {
	case "S":
		s.nodes = map[string]int{"gpu-h200": 0, "gpu-h100": 2, "gpu-a10g": 7, "gpu-l4": 1, "cpu": 40}
		s.claims, s.plain, s.pending, s.events = 420, 500, 15, 2_000
	case "L":
		s.nodes = map[string]int{"gpu-h200": 2, "gpu-h100": 20, "gpu-a10g": 140, "gpu-l4": 38, "cpu": 800}
		s.claims, s.plain, s.pending, s.events = 18_400, 10_000, 300, 20_000
	case "X":
		s.claims, s.plain, s.pending, s.events = 1<<30, 1<<30, 1<<30, 50_000
	default:
		return nil
	}
	return s
}

func (s *scale) all() bool { return s.nodes == nil }

// wants decides about one object; kinds come in the order of `kinds`.
func (s *scale) wants(k kind, o object) bool {
	key := o.GetNamespace() + "/" + o.GetName()
	switch o := o.(type) {
	case *corev1.Node:
		dash := strings.LastIndexByte(o.Name, '-')
		number, err := strconv.Atoi(o.Name[dash+1:])
		keep := s.all() || err == nil && number <= s.nodes[o.Name[:dash]]
		s.keptNodes[o.Name] = keep
		return keep
	case *resourcev1.ResourceSlice:
		return s.all() || o.Spec.NodeName != nil && s.keptNodes[*o.Spec.NodeName]
	case *corev1.Pod:
		return s.wantsPod(o)
	case *resourcev1.ResourceClaim:
		return s.all() || s.keptClaims[key]
	case *resourcev1.ResourceClaimTemplate:
		return s.all() || s.keptTemplates[key]
	case *appsv1.ReplicaSet:
		if s.all() || s.keptOwners[key] {
			s.keepOwners(o)
			return true
		}
		return false
	}
	switch k.resource {
	case "deployments", "statefulsets", "jobs":
		return s.all() || s.keptOwners[key]
	case "events":
		return false // they are made here
	}
	return true
}

func (s *scale) wantsPod(p *corev1.Pod) bool {
	hasClaims := len(p.Spec.ResourceClaims) > 0
	count, most := &s.seenPlain, s.plain
	switch {
	case p.Spec.NodeName == "":
		count, most = &s.seenPending, s.pending
	case !s.all() && !s.keptNodes[p.Spec.NodeName]:
		return false
	case strings.HasPrefix(p.Spec.NodeName, "gpu-"):
		most = 1 << 30
		count = new(int)
	case hasClaims:
		count, most = &s.seenClaims, s.claims
	}
	if *count >= most {
		return false
	}
	*count++
	s.keepOwners(p)
	for _, claim := range p.Spec.ResourceClaims {
		if claim.ResourceClaimName != nil {
			s.keptClaims[p.Namespace+"/"+*claim.ResourceClaimName] = true
		}
		if claim.ResourceClaimTemplateName != nil {
			s.keptTemplates[p.Namespace+"/"+*claim.ResourceClaimTemplateName] = true
		}
	}
	for _, status := range p.Status.ResourceClaimStatuses {
		if status.ResourceClaimName != nil {
			s.keptClaims[p.Namespace+"/"+*status.ResourceClaimName] = true
		}
	}
	return true
}

func (s *scale) keepOwners(o metav1.Object) {
	for _, owner := range o.GetOwnerReferences() {
		s.keptOwners[o.GetNamespace()+"/"+owner.Name] = true
	}
}

// eventsOf gives the events that are still there of a pod's start, until the scale has enough of them.
func (s *scale) eventsOf(p *corev1.Pod) []*corev1.Event {
	var out []*corev1.Event
	add := func(reason, component, message string, after time.Duration) {
		if s.seenEvents < s.events {
			s.seenEvents++
			out = append(out, eventFor(p, reason, component, message, 0, metav1.NewTime(p.CreationTimestamp.Add(after))))
		}
	}
	if p.Spec.NodeName == "" {
		add("FailedScheduling", "default-scheduler", "0/5000 nodes are available: 1000 cannot allocate all claims, 4000 node(s) didn't match Pod's node affinity/selector.", time.Second)
		return out
	}
	add("Scheduled", "default-scheduler", "Successfully assigned "+p.Namespace+"/"+p.Name+" to "+p.Spec.NodeName, time.Second)
	if len(p.Spec.Containers) > 0 {
		add("Pulled", "kubelet", `Container image "`+p.Spec.Containers[0].Image+`" already present on machine`, 3*time.Second)
		add("Created", "kubelet", "Container created", 4*time.Second)
		add("Started", "kubelet", "Container started", 4*time.Second)
	}
	return out
}
