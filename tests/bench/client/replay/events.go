// Events: a generator of what a busy cluster says: lives of pods with a claim each, status updates of pods and nodes.
package main

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	resourcev1 "k8s.io/api/resource/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// step is one event of a life.
type step struct {
	resource, eventType string
	template            *template
}

type generator struct {
	world   *world
	lives   [][]step // one list of steps for each place where a life goes on
	started []uint64 // the number of the life at that place
	at      []int    // its next step
	next    uint64
	turn    int
	updates []step // of objects that are there all the time
	update  int
	made    uint64
}

// typed reads an object of the data set back.
func typed[T any, P interface {
	*T
	object
	Unmarshal([]byte) error
}](e *entry) (P, error) {
	o := P(new(T))
	return o, o.Unmarshal(e.protobuf)
}

const (
	places       = 400 // lives that go on at the same time
	updatedPods  = 400
	updatedNodes = 200
	// Of every twenty events three are of objects that stay: two pods and a node.
	staying = 20
)

func newGenerator(w *world) (*generator, error) {
	g := &generator{world: w}
	pods, _, _ := w.take("pods")
	nodes, _, _ := w.take("nodes")
	claims, _, _ := w.take("resourceclaims")
	claimAt := map[string]*entry{}
	for _, c := range claims {
		claimAt[c.key()] = c
	}
	stride := max(1, len(pods)/4000)
	for i := 0; i < len(pods) && (len(g.lives) < places || len(g.updates) < updatedPods); i += stride {
		pod, err := typed[corev1.Pod](pods[i])
		if err != nil {
			return nil, err
		}
		if pod.Spec.NodeName == "" || len(pod.Status.ContainerStatuses) == 0 {
			continue
		}
		if len(pod.Status.ResourceClaimStatuses) == 1 && pod.Status.ResourceClaimStatuses[0].ResourceClaimName != nil && len(g.lives) < places {
			if e := claimAt[pod.Namespace+"/"+*pod.Status.ResourceClaimStatuses[0].ResourceClaimName]; e != nil {
				claim, err := typed[resourcev1.ResourceClaim](e)
				if err != nil {
					return nil, err
				}
				steps, err := lifeOf(pod, claim)
				if err != nil {
					return nil, err
				}
				g.lives = append(g.lives, steps)
				continue
			}
		}
		if len(g.updates) < updatedPods {
			k, _ := kindNamed("pods")
			t, err := newTemplate(k, pod, slots, pod.Name, "", false)
			if err != nil {
				return nil, err
			}
			g.updates = append(g.updates, step{"pods", "MODIFIED", t})
		}
	}
	var ofNodes []step
	for i := 0; i < len(nodes) && i < updatedNodes; i++ {
		node, err := typed[corev1.Node](nodes[i])
		if err != nil {
			return nil, err
		}
		k, _ := kindNamed("nodes")
		t, err := newTemplate(k, node, slots, node.Name, "", false)
		if err != nil {
			return nil, err
		}
		ofNodes = append(ofNodes, step{"nodes", "MODIFIED", t})
	}
	var mixed []step
	for i, pod := range g.updates {
		mixed = append(mixed, pod)
		if i%2 == 1 && len(ofNodes) > 0 {
			mixed = append(mixed, ofNodes[(i/2)%len(ofNodes)])
		}
	}
	g.updates = mixed
	if len(g.lives) == 0 || len(g.updates) == 0 {
		return nil, fmt.Errorf("the data set has no running pods with claims to make events of")
	}
	g.started, g.at = make([]uint64, len(g.lives)), make([]int, len(g.lives))
	for i := range g.at {
		g.at[i] = -(i % len(g.lives[i])) // lives begin one after the other
	}
	return g, nil
}

// lifeOf makes the events of one short-lived pod and its claim, from created to deleted.
func lifeOf(pod *corev1.Pod, claim *resourcev1.ResourceClaim) ([]step, error) {
	podKind, _ := kindNamed("pods")
	claimKind, _ := kindNamed("resourceclaims")
	eventKind, _ := kindNamed("events")
	name := "replay-" + placeHolders[slotName]
	claimName := name + "-gpu"
	pod, claim = pod.DeepCopy(), claim.DeepCopy()
	pod.Name, pod.GenerateName, pod.UID = name, "replay-", types.UID(placeHolders[slotPodUID])
	claim.Name, claim.GenerateName, claim.UID = claimName, name+"-gpu-", types.UID(placeHolders[slotClaimUID])
	yes := true
	claim.OwnerReferences = []metav1.OwnerReference{{APIVersion: "v1", Kind: "Pod", Name: name, UID: pod.UID, Controller: &yes, BlockOwnerDeletion: &yes}}
	claim.Status.ReservedFor = []resourcev1.ResourceClaimConsumerReference{{Resource: "pods", Name: name, UID: pod.UID}}
	pod.Status.ResourceClaimStatuses[0].ResourceClaimName = &claimName
	bare := pod.DeepCopy()
	bare.Spec.NodeName = ""
	bare.Status = corev1.PodStatus{Phase: corev1.PodPending, QOSClass: pod.Status.QOSClass}
	made := bare.DeepCopy()
	made.Status.ResourceClaimStatuses = pod.Status.ResourceClaimStatuses
	bound := made.DeepCopy()
	bound.Spec.NodeName = pod.Spec.NodeName
	bound.Status.Conditions = pod.Status.Conditions[len(pod.Status.Conditions)-1:]
	prepared := pod.DeepCopy()
	prepared.Status.Phase, prepared.Status.ContainerStatuses = corev1.PodPending, nil
	finished := pod.DeepCopy()
	finished.Status.Phase = corev1.PodSucceeded
	pending := claim.DeepCopy()
	pending.Status = resourcev1.ResourceClaimStatus{}
	var out []step
	var failed error
	add := func(k kind, eventType string, o object, uid slot, after string) {
		t, err := newTemplate(k, o, uid, "replay-", after, true)
		if err != nil {
			failed = err
			return
		}
		out = append(out, step{k.resource, eventType, t})
	}
	event := func(eventType, reason, component, message string) {
		e := eventFor(pod, reason, component, message, 0, pod.CreationTimestamp)
		e.Name, e.UID, e.InvolvedObject.ResourceVersion = name+"."+fmt.Sprintf("%x", hashOf(reason)), types.UID(placeHolders[slotEventUID][:9]+fmt.Sprintf("%04x", hashOf(reason)&0xffff)+placeHolders[slotEventUID][13:]), ""
		t, err := newEventTemplate(eventKind, e)
		if err != nil {
			failed = err
			return
		}
		out = append(out, step{"events", eventType, t})
	}
	add(podKind, "ADDED", bare.DeepCopy(), slotPodUID, "")
	add(claimKind, "ADDED", pending.DeepCopy(), slotClaimUID, "-gpu")
	add(podKind, "MODIFIED", made, slotPodUID, "")
	add(claimKind, "MODIFIED", claim.DeepCopy(), slotClaimUID, "-gpu")
	add(podKind, "MODIFIED", bound, slotPodUID, "")
	event("ADDED", "Scheduled", "default-scheduler", "Successfully assigned "+pod.Namespace+"/"+name+" to "+pod.Spec.NodeName)
	add(podKind, "MODIFIED", prepared, slotPodUID, "")
	event("ADDED", "Pulled", "kubelet", "Container image already present on machine")
	event("ADDED", "Started", "kubelet", "Container started")
	add(podKind, "MODIFIED", pod.DeepCopy(), slotPodUID, "")
	add(podKind, "MODIFIED", finished.DeepCopy(), slotPodUID, "")
	add(claimKind, "MODIFIED", pending.DeepCopy(), slotClaimUID, "-gpu")
	add(claimKind, "DELETED", pending.DeepCopy(), slotClaimUID, "-gpu")
	add(podKind, "DELETED", finished.DeepCopy(), slotPodUID, "")
	event("DELETED", "Scheduled", "default-scheduler", "Successfully assigned "+pod.Namespace+"/"+name+" to "+pod.Spec.NodeName)
	event("DELETED", "Pulled", "kubelet", "Container image already present on machine")
	event("DELETED", "Started", "kubelet", "Container started")
	return out, failed
}

// newEventTemplate: three events of one life differ in a part of the uid that is no place holder.
func newEventTemplate(k kind, e *corev1.Event) (*template, error) {
	uid := string(e.UID)
	t, err := newTemplate(k, e, slotEventUID, "replay-", e.Name[len("replay-")+8:], true)
	if err != nil {
		return nil, err
	}
	t.eventUID = uid
	for f := range t.bytes {
		at := indexOf(t.bytes[f], uid)
		t.places[f] = append(t.places[f], place{at, slotEventUID})
	}
	return t, nil
}

// batch makes the next n events at one moment.
func (g *generator) batch(n int) {
	sent := time.Now().UnixMilli()
	edits := make([]edit, 0, n)
	emit := func(s step, life uint64) {
		t := s.template
		edits = append(edits, edit{s.resource, s.eventType, func(version uint64) *entry { return t.entryOf(values{life, version, sent}) }})
	}
	for len(edits) < n {
		if len(edits)%staying < 3 {
			emit(g.updates[g.update%len(g.updates)], 0)
			g.update++
			continue
		}
		i := g.turn % len(g.lives)
		g.turn++
		if g.at[i] < 0 {
			g.at[i]++
			continue
		}
		if g.at[i] == 0 {
			g.next++
			g.started[i] = g.next
		}
		emit(g.lives[i][g.at[i]], g.started[i])
		g.at[i] = (g.at[i] + 1) % len(g.lives[i])
	}
	g.world.apply(edits)
	g.made += uint64(n)
}

// run makes `rate` events a second in steps of 10 ms until the context ends; what it could not make in time is made up for.
func (g *generator) run(ctx context.Context, rate int) {
	start := time.Now()
	done := 0
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		due := int(time.Since(start).Seconds() * float64(rate))
		if due > done {
			g.batch(due - done)
			done = due
		}
	}
}
