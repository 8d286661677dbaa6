// lifewatch: the yardstick of `claimscope latency`. A client-go program that watches claims and pods with shared informers, as
// clusterloader2 does, notes when it was told what, and prints each claim's stages as JSON when it is interrupted.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	core "k8s.io/api/core/v1"
	resource "k8s.io/api/resource/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
)

// Moment is what is known of one point in a life: when it was told, and what the object says.
type Moment struct {
	Told  time.Time `json:"told,omitzero"`
	Field time.Time `json:"field,omitzero"`
}

// Claim is one claim as it was told.
type Claim struct {
	Name               string    `json:"name"`
	Namespace          string    `json:"namespace"`
	FirstSeenAllocated bool      `json:"firstSeenAllocated"`
	FromTemplate       bool      `json:"fromTemplate"`
	Created            Moment    `json:"created"`
	Allocated          Moment    `json:"allocated"`
	Pod                types.UID `json:"pod"`
	Gone               time.Time `json:"gone,omitzero"`
}

// Pod is one pod that asks for claims.
type Pod struct {
	Name      string    `json:"name"`
	Claims    []string  `json:"claims"`
	Created   Moment    `json:"created"`
	Scheduled Moment    `json:"scheduled"`
	Prepared  Moment    `json:"prepared"`
	Started   Moment    `json:"started"`
	Finished  time.Time `json:"finished,omitzero"`
	Gone      time.Time `json:"gone,omitzero"`
}

type notes struct {
	mutex  sync.Mutex
	Claims map[types.UID]*Claim `json:"claims"`
	Pods   map[types.UID]*Pod   `json:"pods"`
}

func (n *notes) claim(object *resource.ResourceClaim, told time.Time, listed bool) {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	known := n.Claims[object.UID]
	if known == nil {
		known = &Claim{Name: object.Name, Namespace: object.Namespace, Created: Moment{Field: object.CreationTimestamp.Time}}
		known.FirstSeenAllocated = object.Status.Allocation != nil
		if !listed {
			known.Created.Told = told
		}
		n.Claims[object.UID] = known
	}
	for _, owner := range object.OwnerReferences {
		if owner.Kind == "Pod" {
			known.Pod = owner.UID
			known.FromTemplate = true
		}
	}
	if object.Status.Allocation == nil {
		return
	}
	if known.Pod == "" && len(object.Status.ReservedFor) > 0 {
		known.Pod = object.Status.ReservedFor[0].UID
	}
	if !known.FirstSeenAllocated && known.Allocated.Told.IsZero() {
		known.Allocated.Told = told
	}
	if object.Status.Allocation.AllocationTimestamp != nil && known.Allocated.Field.IsZero() {
		known.Allocated.Field = object.Status.Allocation.AllocationTimestamp.Time
	}
}

func condition(pod *core.Pod, kind core.PodConditionType) (time.Time, bool) {
	for _, c := range pod.Status.Conditions {
		if c.Type == kind && c.Status == core.ConditionTrue {
			return c.LastTransitionTime.Time, true
		}
	}
	return time.Time{}, false
}

// started is the latest start of the containers, once all of them have been started.
func started(pod *core.Pod) (time.Time, bool) {
	var latest time.Time
	for _, status := range pod.Status.ContainerStatuses {
		at := time.Time{}
		if status.State.Running != nil {
			at = status.State.Running.StartedAt.Time
		} else if status.State.Terminated != nil {
			at = status.State.Terminated.StartedAt.Time
		}
		if at.IsZero() {
			return at, false
		}
		if at.After(latest) {
			latest = at
		}
	}
	return latest, len(pod.Status.ContainerStatuses) >= len(pod.Spec.Containers)
}

func note(moment *Moment, field time.Time, reached bool, told time.Time) {
	if reached && moment.Told.IsZero() && moment.Field.IsZero() {
		*moment = Moment{Told: told, Field: field}
	}
}

func (n *notes) pod(object *core.Pod, told time.Time, listed bool) {
	if len(object.Spec.ResourceClaims) == 0 {
		return
	}
	n.mutex.Lock()
	defer n.mutex.Unlock()
	known := n.Pods[object.UID]
	if known == nil {
		known = &Pod{Name: object.Name, Created: Moment{Field: object.CreationTimestamp.Time}}
		for _, claim := range object.Spec.ResourceClaims {
			if claim.ResourceClaimName != nil {
				known.Claims = append(known.Claims, object.Namespace+"/"+*claim.ResourceClaimName)
			}
		}
		if !listed {
			known.Created.Told = told
		}
		n.Pods[object.UID] = known
	}
	if listed {
		told = time.Time{}
	}
	field, reached := condition(object, core.PodScheduled)
	note(&known.Scheduled, field, reached, told)
	field, reached = condition(object, core.PodReadyToStartContainers)
	note(&known.Prepared, field, reached, told)
	field, reached = started(object)
	note(&known.Started, field, reached, told)
	if known.Finished.IsZero() && (object.Status.Phase == core.PodSucceeded || object.Status.Phase == core.PodFailed || object.DeletionTimestamp != nil) {
		known.Finished = told
	}
}

func (n *notes) gone(object any) {
	told := time.Now()
	if final, ok := object.(cache.DeletedFinalStateUnknown); ok {
		object = final.Obj
	}
	n.mutex.Lock()
	defer n.mutex.Unlock()
	switch gone := object.(type) {
	case *core.Pod:
		if known := n.Pods[gone.UID]; known != nil {
			known.Gone = told
		}
	case *resource.ResourceClaim:
		if known := n.Claims[gone.UID]; known != nil {
			known.Gone = told
		}
	}
}

func run() error {
	kubeconfig := flag.String("kubeconfig", "", "kubeconfig file")
	namespace := flag.String("namespace", "", "only this one")
	flag.Parse()
	config, err := clientcmd.BuildConfigFromFlags("", *kubeconfig)
	if err != nil {
		return err
	}
	config.QPS = 200
	config.Burst = 400
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	n := &notes{Claims: map[types.UID]*Claim{}, Pods: map[types.UID]*Pod{}}
	factory := informers.NewSharedInformerFactoryWithOptions(client, 0, informers.WithNamespace(*namespace))
	stop := make(chan struct{})
	handlers := cache.ResourceEventHandlerDetailedFuncs{
		AddFunc: func(object any, listed bool) {
			told := time.Now()
			switch added := object.(type) {
			case *core.Pod:
				n.pod(added, told, listed)
			case *resource.ResourceClaim:
				n.claim(added, told, listed)
			}
		},
		UpdateFunc: func(_, object any) {
			told := time.Now()
			switch updated := object.(type) {
			case *core.Pod:
				n.pod(updated, told, false)
			case *resource.ResourceClaim:
				n.claim(updated, told, false)
			}
		},
		DeleteFunc: n.gone,
	}
	var synced []cache.InformerSynced
	for _, informer := range []cache.SharedIndexInformer{factory.Core().V1().Pods().Informer(), factory.Resource().V1().ResourceClaims().Informer()} {
		registration, err := informer.AddEventHandler(handlers)
		if err != nil {
			return err
		}
		synced = append(synced, registration.HasSynced)
	}
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt, syscall.SIGTERM)
	factory.Start(stop)
	if !cache.WaitForCacheSync(stop, synced...) {
		return fmt.Errorf("the first lists did not come")
	}
	fmt.Fprintln(os.Stderr, "watching")
	<-interrupted
	close(stop)
	n.mutex.Lock()
	defer n.mutex.Unlock()
	return json.NewEncoder(os.Stdout).Encode(n)
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
