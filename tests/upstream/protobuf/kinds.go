// Package protobuf holds Claimscope's protobuf decoders against upstream's serialisers: every object is written as JSON and as
// protobuf by the code an API server runs, and both must decode to the same values.
package protobuf

import (
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	resourcev1 "k8s.io/api/resource/v1"
	resourcev1beta1 "k8s.io/api/resource/v1beta1"
	resourcev1beta2 "k8s.io/api/resource/v1beta2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
)

var (
	scheme = runtime.NewScheme()
	codecs = serializer.NewCodecFactory(scheme)
)

// kind is one kind in one version that Claimscope reads from protobuf.
type kind struct {
	version schema.GroupVersion
	name    string
	weight  int // how often it is drawn
}

var kinds = []kind{
	{corev1.SchemeGroupVersion, "Pod", 6},
	{corev1.SchemeGroupVersion, "Node", 3},
	{corev1.SchemeGroupVersion, "Event", 3},
	{corev1.SchemeGroupVersion, "Namespace", 1},
	{corev1.SchemeGroupVersion, "ResourceQuota", 1},
	{appsv1.SchemeGroupVersion, "DaemonSet", 1},
	{appsv1.SchemeGroupVersion, "Deployment", 1},
	{appsv1.SchemeGroupVersion, "ReplicaSet", 1},
	{appsv1.SchemeGroupVersion, "StatefulSet", 1},
	{batchv1.SchemeGroupVersion, "Job", 1},
	{batchv1.SchemeGroupVersion, "CronJob", 1},
	{policyv1.SchemeGroupVersion, "PodDisruptionBudget", 1},
	{resourcev1.SchemeGroupVersion, "DeviceClass", 1},
	{resourcev1.SchemeGroupVersion, "DeviceTaintRule", 1},
	{resourcev1.SchemeGroupVersion, "ResourceClaim", 4},
	{resourcev1.SchemeGroupVersion, "ResourceClaimTemplate", 2},
	{resourcev1.SchemeGroupVersion, "ResourceSlice", 4},
	{resourcev1beta2.SchemeGroupVersion, "DeviceClass", 1},
	{resourcev1beta2.SchemeGroupVersion, "DeviceTaintRule", 1},
	{resourcev1beta2.SchemeGroupVersion, "ResourceClaim", 2},
	{resourcev1beta2.SchemeGroupVersion, "ResourceClaimTemplate", 1},
	{resourcev1beta2.SchemeGroupVersion, "ResourceSlice", 2},
	{resourcev1beta1.SchemeGroupVersion, "DeviceClass", 1},
	{resourcev1beta1.SchemeGroupVersion, "ResourceClaim", 3},
	{resourcev1beta1.SchemeGroupVersion, "ResourceClaimTemplate", 1},
	{resourcev1beta1.SchemeGroupVersion, "ResourceSlice", 3},
}

func init() {
	for _, add := range []func(*runtime.Scheme) error{
		corev1.AddToScheme, appsv1.AddToScheme, batchv1.AddToScheme, policyv1.AddToScheme,
		resourcev1.AddToScheme, resourcev1beta1.AddToScheme, resourcev1beta2.AddToScheme,
	} {
		if err := add(scheme); err != nil {
			panic(err)
		}
	}
	metav1.AddToGroupVersion(scheme, schema.GroupVersion{Version: "v1"})
}

func (k kind) new() runtime.Object {
	object, err := scheme.New(k.version.WithKind(k.name))
	if err != nil {
		panic(err)
	}
	return object
}

func (k kind) newList() runtime.Object {
	object, err := scheme.New(k.version.WithKind(k.name + "List"))
	if err != nil {
		panic(err)
	}
	return object
}

// fileName is how k8s.io/api/testdata names the kind.
func (k kind) fileName() string {
	group := k.version.Group
	if group == "" {
		group = "core"
	}
	return group + "." + k.version.Version + "." + k.name
}
