// Dress: gives the simulation's slim objects what objects of a real cluster carry, so that their sizes are those of performance.md 2.1.
package main

import (
	"fmt"
	"hash/fnv"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

func hashOf(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text))
	return h.Sum64()
}

func ipOf(name string) string {
	h := hashOf(name)
	return fmt.Sprintf("10.%d.%d.%d", 64+h%64, h>>8%256, 1+h>>16%254)
}

func dress(o object) {
	switch o := o.(type) {
	case *corev1.Pod:
		dressPod(o)
	case *corev1.Node:
		dressNode(o)
	}
}

func set(labels map[string]string, values ...string) map[string]string {
	if labels == nil {
		labels = map[string]string{}
	}
	for i := 0; i+1 < len(values); i += 2 {
		labels[values[i]] = values[i+1]
	}
	return labels
}

func dressPod(p *corev1.Pod) {
	app := p.Labels["app"]
	revision := fmt.Sprintf("%010x", hashOf(app)>>24)
	p.GenerateName = p.Name[:strings.LastIndexByte(p.Name, '-')+1]
	p.Labels = set(p.Labels, "app.kubernetes.io/name", app, "app.kubernetes.io/instance", app+"-prod", "pod-template-hash", revision)
	p.Annotations = set(p.Annotations, "prometheus.io/scrape", "true", "prometheus.io/port", "9400",
		"checksum/config", fmt.Sprintf("%016x%016x%016x%016x", hashOf(app), hashOf(app+"a"), hashOf(app+"b"), hashOf(app+"c")))
	token := "kube-api-access-" + revision[:5]
	expires := int64(3607)
	mode := int32(420)
	p.Spec.Volumes = append(p.Spec.Volumes,
		corev1.Volume{Name: "config", VolumeSource: corev1.VolumeSource{ConfigMap: &corev1.ConfigMapVolumeSource{LocalObjectReference: corev1.LocalObjectReference{Name: app + "-config"}, DefaultMode: &mode}}},
		corev1.Volume{Name: token, VolumeSource: corev1.VolumeSource{Projected: &corev1.ProjectedVolumeSource{DefaultMode: &mode, Sources: []corev1.VolumeProjection{
			{ServiceAccountToken: &corev1.ServiceAccountTokenProjection{ExpirationSeconds: &expires, Path: "token"}},
			{ConfigMap: &corev1.ConfigMapProjection{LocalObjectReference: corev1.LocalObjectReference{Name: "kube-root-ca.crt"}, Items: []corev1.KeyToPath{{Key: "ca.crt", Path: "ca.crt"}}}},
			{DownwardAPI: &corev1.DownwardAPIProjection{Items: []corev1.DownwardAPIVolumeFile{{Path: "namespace", FieldRef: &corev1.ObjectFieldSelector{APIVersion: "v1", FieldPath: "metadata.namespace"}}}}},
		}}}})
	from := func(path string) *corev1.EnvVarSource {
		return &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{APIVersion: "v1", FieldPath: path}}
	}
	for i := range p.Spec.Containers {
		c := &p.Spec.Containers[i]
		c.Env = append(c.Env, corev1.EnvVar{Name: "POD_NAME", ValueFrom: from("metadata.name")}, corev1.EnvVar{Name: "POD_NAMESPACE", ValueFrom: from("metadata.namespace")},
			corev1.EnvVar{Name: "NODE_NAME", ValueFrom: from("spec.nodeName")},
			corev1.EnvVar{Name: "OTEL_EXPORTER_OTLP_ENDPOINT", Value: "http://otel-collector.monitoring.svc:4317"})
		c.Args = append(c.Args, "--config=/etc/"+app+"/config.yaml", "--metrics-address=:9400")
		c.Ports = append(c.Ports, corev1.ContainerPort{Name: "metrics", ContainerPort: 9400, Protocol: corev1.ProtocolTCP}, corev1.ContainerPort{Name: "http", ContainerPort: 8080, Protocol: corev1.ProtocolTCP})
		c.VolumeMounts = append(c.VolumeMounts, corev1.VolumeMount{Name: "config", MountPath: "/etc/" + app},
			corev1.VolumeMount{Name: token, ReadOnly: true, MountPath: "/var/run/secrets/kubernetes.io/serviceaccount"})
		c.ReadinessProbe = &corev1.Probe{ProbeHandler: corev1.ProbeHandler{HTTPGet: &corev1.HTTPGetAction{Path: "/ready", Port: intstr.FromString("http"), Scheme: "HTTP"}}, TimeoutSeconds: 1, PeriodSeconds: 10, SuccessThreshold: 1, FailureThreshold: 3}
		c.TerminationMessagePolicy = corev1.TerminationMessageReadFile
		if c.Resources.Limits == nil {
			c.Resources.Limits = corev1.ResourceList{"memory": resource.MustParse("8Gi")}
		}
	}
	p.Spec.DeprecatedServiceAccount = p.Spec.ServiceAccountName
	seconds := int64(300)
	for _, key := range []string{"node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"} {
		p.Spec.Tolerations = append(p.Spec.Tolerations, corev1.Toleration{Key: key, Operator: corev1.TolerationOpExists, Effect: corev1.TaintEffectNoExecute, TolerationSeconds: &seconds})
	}
	p.Status.QOSClass = corev1.PodQOSBurstable
	if p.Spec.NodeName == "" {
		return
	}
	p.Status.HostIP = ipOf(p.Spec.NodeName)
	p.Status.HostIPs = []corev1.HostIP{{IP: p.Status.HostIP}}
	p.Status.PodIP = ipOf(p.Name)
	p.Status.PodIPs = []corev1.PodIP{{IP: p.Status.PodIP}}
	if len(p.Status.ContainerStatuses) == 0 {
		return
	}
	no := corev1.RecursiveReadOnlyDisabled
	for i := range p.Status.ContainerStatuses {
		s := &p.Status.ContainerStatuses[i]
		s.ImageID = fmt.Sprintf("registry.example.com/ml/worker@sha256:%016x%016x%016x%016x", hashOf(app), hashOf(app+"1"), hashOf(app+"2"), hashOf(app+"3"))
		s.ContainerID = fmt.Sprintf("containerd://%016x%016x%016x%016x", hashOf(p.Name), hashOf(p.Name+"1"), hashOf(p.Name+"2"), hashOf(p.Name+"3"))
		s.VolumeMounts = []corev1.VolumeMountStatus{{Name: "config", MountPath: "/etc/" + app},
			{Name: token, MountPath: "/var/run/secrets/kubernetes.io/serviceaccount", ReadOnly: true, RecursiveReadOnly: &no}}
	}
}

func dressNode(n *corev1.Node) {
	for i := 0; i < 40; i++ {
		n.Labels = set(n.Labels, fmt.Sprintf("feature.node.kubernetes.io/cpu-cpuid.FEATURE%02d", i), "true")
	}
	n.Annotations = set(n.Annotations, "node.alpha.kubernetes.io/ttl", "0", "volumes.kubernetes.io/controller-managed-attach-detach", "true",
		"csi.volume.kubernetes.io/nodeid", `{"ebs.csi.aws.com":"i-`+fmt.Sprintf("%017x", hashOf(n.Name))+`"}`)
	for i := len(n.Status.Images); i < 30; i++ {
		name := fmt.Sprintf("registry.example.com/platform/component-%02d", i)
		n.Status.Images = append(n.Status.Images, corev1.ContainerImage{SizeBytes: int64(1000000 * (i + 20)),
			Names: []string{fmt.Sprintf("%s@sha256:%016x%016x%016x%016x", name, hashOf(name), hashOf(name+"1"), hashOf(name+"2"), hashOf(name+"3")), name + ":v1." + fmt.Sprint(i)}})
	}
}

// eventFor makes one of the events that a pod's life leaves behind.
func eventFor(p *corev1.Pod, reason, component, message string, number int, created metav1.Time) *corev1.Event {
	name := fmt.Sprintf("%s.%016x", p.Name, hashOf(p.Name+reason)+uint64(number))
	return &corev1.Event{
		ObjectMeta:     metav1.ObjectMeta{Name: name, Namespace: p.Namespace, UID: uidOf("event/" + name), CreationTimestamp: created},
		InvolvedObject: corev1.ObjectReference{Kind: "Pod", Namespace: p.Namespace, Name: p.Name, UID: p.UID, APIVersion: "v1", ResourceVersion: p.ResourceVersion, FieldPath: "spec.containers{" + p.Labels["app"] + "}"},
		Reason:         reason, Message: message, Source: corev1.EventSource{Component: component, Host: p.Spec.NodeName},
		FirstTimestamp: created, LastTimestamp: created, Count: 1, Type: corev1.EventTypeNormal, ReportingController: component, ReportingInstance: p.Spec.NodeName,
	}
}
