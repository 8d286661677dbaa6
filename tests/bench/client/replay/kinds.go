// The kinds that Claimscope loads, each with the API version the replay server serves it in.
package main

import (
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	resourcev1 "k8s.io/api/resource/v1"
	resourcev1beta2 "k8s.io/api/resource/v1beta2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

// object is what every typed API object is.
type object interface {
	runtime.Object
	metav1.Object
	Marshal() ([]byte, error)
}

type kind struct {
	group, version, resource, name string
	short                          []string
	namespaced                     bool
	make                           func() object
}

func (k kind) apiVersion() string {
	if k.group == "" {
		return k.version
	}
	return k.group + "/" + k.version
}

// path of the collection, all namespaces.
func (k kind) path() string {
	if k.group == "" {
		return "/api/" + k.version + "/" + k.resource
	}
	return "/apis/" + k.group + "/" + k.version + "/" + k.resource
}

const dra = "resource.k8s.io"

// In the order in which a data set is made: what later kinds refer to comes first.
var kinds = []kind{
	{"", "v1", "namespaces", "Namespace", []string{"ns"}, false, func() object { return &corev1.Namespace{} }},
	{"", "v1", "nodes", "Node", []string{"no"}, false, func() object { return &corev1.Node{} }},
	{dra, "v1", "resourceslices", "ResourceSlice", nil, false, func() object { return &resourcev1.ResourceSlice{} }},
	{dra, "v1", "deviceclasses", "DeviceClass", nil, false, func() object { return &resourcev1.DeviceClass{} }},
	{"", "v1", "pods", "Pod", []string{"po"}, true, func() object { return &corev1.Pod{} }},
	{dra, "v1", "resourceclaims", "ResourceClaim", nil, true, func() object { return &resourcev1.ResourceClaim{} }},
	{dra, "v1", "resourceclaimtemplates", "ResourceClaimTemplate", nil, true, func() object { return &resourcev1.ResourceClaimTemplate{} }},
	{dra, "v1beta2", "devicetaintrules", "DeviceTaintRule", nil, false, func() object { return &resourcev1beta2.DeviceTaintRule{} }},
	{"apps", "v1", "replicasets", "ReplicaSet", []string{"rs"}, true, func() object { return &appsv1.ReplicaSet{} }},
	{"apps", "v1", "deployments", "Deployment", []string{"deploy"}, true, func() object { return &appsv1.Deployment{} }},
	{"apps", "v1", "statefulsets", "StatefulSet", []string{"sts"}, true, func() object { return &appsv1.StatefulSet{} }},
	{"apps", "v1", "daemonsets", "DaemonSet", []string{"ds"}, true, func() object { return &appsv1.DaemonSet{} }},
	{"batch", "v1", "jobs", "Job", nil, true, func() object { return &batchv1.Job{} }},
	{"policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", []string{"pdb"}, true, func() object { return &policyv1.PodDisruptionBudget{} }},
	{"", "v1", "resourcequotas", "ResourceQuota", []string{"quota"}, true, func() object { return &corev1.ResourceQuota{} }},
	{"", "v1", "events", "Event", []string{"ev"}, true, func() object { return &corev1.Event{} }},
}

func kindNamed(resource string) (kind, error) {
	for _, k := range kinds {
		if k.resource == resource {
			return k, nil
		}
	}
	return kind{}, fmt.Errorf("there is no kind %q", resource)
}
