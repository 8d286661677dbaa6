// Package drain compares what `claimscope drain --plan` decides with kubectl's own drain package.
package drain

import (
	"fmt"
	"math/rand/v2"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// Options are kubectl's, by its names.
type Options struct {
	IgnoreDaemonSets   bool   `json:"ignore-daemonsets"`
	DeleteEmptyDirData bool   `json:"delete-emptydir-data"`
	Force              bool   `json:"force"`
	DisableEviction    bool   `json:"disable-eviction"`
	SkipWait           int    `json:"skip-wait-for-delete-timeout"`
	PodSelector        string `json:"pod-selector"`
}

// Case is one cluster and one question.
type Case struct {
	ID         int64
	Options    Options
	Node       string
	Now        time.Time
	Pods       []corev1.Pod
	DaemonSets []appsv1.DaemonSet
}

var (
	namespaces = []string{"default", "ml", "kube-system"}
	selectors  = []string{"", "", "", "", "", "", "", "", "", "", "", "", "", "", "app=a", "app!=a", "app in (a,b),!canary", "canary", "tier notin (x,)", "app==b,canary=true", "size>2", "size<3,app",
		"example.com/role=gpu", "app in ()", "tier=", "!tier"}
)

func pick[T any](random *rand.Rand, from ...T) T { return from[random.IntN(len(from))] }

func chance(random *rand.Rand, percent int) bool { return random.IntN(100) < percent }

// NewCase is the same for the same seed, but for the moment that it happens in.
func NewCase(seed int64, now time.Time) Case {
	random := rand.New(rand.NewPCG(uint64(seed), 0x9e3779b97f4a7c15))
	out := Case{ID: seed, Node: "node-a", Now: now.UTC().Truncate(time.Second)}
	out.Options = Options{
		IgnoreDaemonSets:   chance(random, 55),
		DeleteEmptyDirData: chance(random, 50),
		Force:              chance(random, 45),
		DisableEviction:    chance(random, 20),
		SkipWait:           pick(random, 0, 0, 0, 5, 60, 500, -1),
		PodSelector:        pick(random, selectors...),
	}
	for i, count := 0, random.IntN(14); i < count; i++ {
		out.Pods = append(out.Pods, newPod(random, i, out.Now))
	}
	for _, namespace := range namespaces {
		for _, name := range []string{"agent", "driver"} {
			if chance(random, 60) {
				out.DaemonSets = append(out.DaemonSets, appsv1.DaemonSet{
					TypeMeta:   metav1.TypeMeta{APIVersion: "apps/v1", Kind: "DaemonSet"},
					ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name, UID: types.UID(namespace + "-" + name)},
				})
			}
		}
	}
	return out
}

func newPod(random *rand.Rand, number int, now time.Time) corev1.Pod {
	pod := corev1.Pod{
		TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"},
		ObjectMeta: metav1.ObjectMeta{
			Namespace:       pick(random, namespaces...),
			Name:            fmt.Sprintf("pod-%d", number),
			UID:             types.UID(fmt.Sprintf("00000000-0000-4000-8000-%012d", number)),
			Labels:          newLabels(random),
			OwnerReferences: newOwners(random),
		},
		Spec:   corev1.PodSpec{NodeName: pick(random, "node-a", "node-a", "node-a", "node-b", ""), Volumes: newVolumes(random)},
		Status: corev1.PodStatus{Phase: pick(random, corev1.PodRunning, corev1.PodRunning, corev1.PodRunning, corev1.PodPending, corev1.PodSucceeded, corev1.PodFailed, corev1.PodUnknown, corev1.PodPhase(""))},
	}
	if chance(random, 10) {
		pod.Annotations = map[string]string{corev1.MirrorPodAnnotationKey: pick(random, "", "mirror", "1f")}
	}
	if chance(random, 10) {
		pod.Annotations = map[string]string{"kubernetes.io/config.source": "file", "note": "x"}
	}
	if chance(random, 25) {
		// Far from every limit that is asked for: kubectl reads the clock itself.
		at := metav1.NewTime(now.Add(-time.Duration(pick(random, -3600, -40, 20, 200, 2000, 86400)) * time.Second))
		pod.DeletionTimestamp = &at
		pod.Finalizers = []string{"example.com/hold"}
	}
	return pod
}

func newLabels(random *rand.Rand) map[string]string {
	out := map[string]string{}
	for _, label := range []struct {
		key    string
		values []string
	}{
		{"app", []string{"a", "b", "c"}}, {"tier", []string{"x", "", "y"}}, {"canary", []string{"true", ""}},
		{"size", []string{"1", "2", "3", "big"}}, {"example.com/role", []string{"gpu", "cpu"}},
	} {
		if chance(random, 45) {
			out[label.key] = pick(random, label.values...)
		}
	}
	return out
}

func newOwners(random *rand.Rand) []metav1.OwnerReference {
	owner := func(apiVersion, kind, name string, controller bool) metav1.OwnerReference {
		return metav1.OwnerReference{APIVersion: apiVersion, Kind: kind, Name: name, UID: types.UID("owner-" + name), Controller: &controller}
	}
	daemon := pick(random, "agent", "driver", "gone")
	switch random.IntN(13) {
	case 0, 1:
		return nil
	case 2:
		return []metav1.OwnerReference{owner("apps/v1", "ReplicaSet", "rs", true)}
	case 3:
		return []metav1.OwnerReference{owner("batch/v1", "Job", "job", true)}
	case 4:
		return []metav1.OwnerReference{owner("apps/v1", "StatefulSet", "sts", true)}
	case 5:
		return []metav1.OwnerReference{owner("v1", "ReplicationController", "rc", true)}
	case 6, 7, 8:
		return []metav1.OwnerReference{owner("apps/v1", "DaemonSet", daemon, true)}
	case 9: // groups and kinds that only look alike
		return []metav1.OwnerReference{owner(pick(random, "extensions/v1beta1", "apps/v1beta2", "example.com/v1"), "DaemonSet", daemon, true)}
	case 10:
		return []metav1.OwnerReference{owner("apps/v1", "DaemonSet", daemon, false)}
	case 11:
		return []metav1.OwnerReference{owner("apps/v1", "ReplicaSet", "rs", false), owner("apps/v1", "DaemonSet", daemon, true)}
	default: // the field is left out
		one := owner("example.com/v1", "Trainer", "t", true)
		one.Controller = nil
		return []metav1.OwnerReference{one}
	}
}

func newVolumes(random *rand.Rand) []corev1.Volume {
	var out []corev1.Volume
	for i, count := 0, random.IntN(3); i < count; i++ {
		volume := corev1.Volume{Name: fmt.Sprintf("v%d", i)}
		switch random.IntN(5) {
		case 0:
			volume.EmptyDir = &corev1.EmptyDirVolumeSource{}
		case 1:
			volume.EmptyDir = &corev1.EmptyDirVolumeSource{Medium: corev1.StorageMediumMemory}
		case 2:
			volume.HostPath = &corev1.HostPathVolumeSource{Path: "/emptyDir"}
		case 3:
			volume.ConfigMap = &corev1.ConfigMapVolumeSource{LocalObjectReference: corev1.LocalObjectReference{Name: "emptyDir"}}
		default:
			volume.PersistentVolumeClaim = &corev1.PersistentVolumeClaimVolumeSource{ClaimName: "data"}
		}
		out = append(out, volume)
	}
	return out
}
