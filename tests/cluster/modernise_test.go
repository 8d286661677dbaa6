package cluster

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

// guideFolder has the manifests of the EKS hybrid-nodes guide, word for word.
const guideFolder = "../model/migration/modernise/guide"

// guideMarkdown writes the guide as its readers have it, with the manifests in fenced blocks.
func guideMarkdown(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(guideFolder, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no manifests in %s: %v", guideFolder, err)
	}
	var text strings.Builder
	for _, file := range files {
		bytes, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&text, "\n```%s\n%s```\n", strings.TrimPrefix(filepath.Ext(file), "."), bytes)
	}
	path := filepath.Join(t.TempDir(), "guide.md")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// guideNodes are what the guide takes for granted: its namespaces, nodes and driver, and the kind of the Prometheus operator.
const guideNodes = `apiVersion: v1
kind: Namespace
metadata: {name: ml-workloads}
---
apiVersion: v1
kind: Namespace
metadata: {name: monitoring}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: servicemonitors.monitoring.coreos.com}
spec:
  group: monitoring.coreos.com
  scope: Namespaced
  names: {kind: ServiceMonitor, plural: servicemonitors}
  versions:
  - name: v1
    served: true
    storage: true
    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
`

// guideNode is a node of one of the guide's groups with its slice; memory is that of each of two devices.
func guideNode(name, kind, taints string) string {
	device := func(i int) string {
		return fmt.Sprintf(`{"name": "%s-%d", "attributes": {"type": {"string": "%s"}, "cudaDriverVersion": {"version": "12.4.0"}}, "capacity": {"memory": {"value": "24Gi"}}}`,
			kind, i, kind)
	}
	return fmt.Sprintf(`apiVersion: v1
kind: Node
metadata:
  name: %[1]s
  annotations: {kwok.x-k8s.io/node: fake}
  labels: {node-type: %[2]s, kubernetes.io/hostname: %[1]s}
spec: {taints: [%[3]s]}
status:
  allocatable: {cpu: "4", memory: 16Gi, pods: "58"}
  capacity: {cpu: "4", memory: 16Gi, pods: "58"}
---
apiVersion: resource.k8s.io/v1
kind: ResourceSlice
metadata: {name: %[1]s}
spec:
  driver: eks-hybrid-dra
  pool: {name: %[1]s, generation: 1, resourceSliceCount: 1}
  nodeName: %[1]s
  devices: [%[4]s, %[5]s]
`, name, kind, taints, device(0), device(1))
}

// modernised is what `claimscope modernise -f guide.md` writes for the server of a kubeconfig; what is lost gives status 1.
func modernised(t *testing.T, kubeconfig string, flags ...string) answer {
	t.Helper()
	ran := claimscope(t, time.Minute, kubeconfig, append([]string{"modernise", "-f", guideMarkdown(t)}, flags...)...)
	if ran.status != 1 || !strings.Contains(ran.stderr, "could not be carried over") {
		t.Fatalf("exit %d, not 1 for what the guide leaves out\n%s", ran.status, ran.stderr)
	}
	return ran
}

// Every manifest of the guide: refused as it is, accepted when modernised; pods scheduled and running, claims allocated.
func TestTheModernisedGuideRuns(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	takeTurns(t)
	cluster, err := control.StartWith(t.Context(), t.TempDir(), shared.Bin, control.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Stop)
	kubectl := control.Kubectl{Cluster: cluster, Kubeconfig: cluster.Admin()}
	const tainted = `{key: nvidia.com/gpu, value: "true", effect: NoSchedule}`
	for _, part := range []string{guideNodes, guideNode("gpu-1", "gpu", tainted), guideNode("gpu-2", "gpu", tainted), guideNode("cpu-1", "cpu", "")} {
		if err := kubectl.Apply(t.Context(), part); err != nil {
			t.Fatal(err)
		}
	}
	// As written: no server of today knows them.
	for _, name := range []string{"02-resource-classes", "03-training-claim", "04-training-job", "05-inference-deployment", "06-service-monitor",
		"08-quota", "10-network-policy", "12-preallocated-claim"} {
		if out, err := kubectl.Run(t.Context(), "", "apply", "--dry-run=server", "-f", filepath.Join(guideFolder, name+".yaml")); err == nil {
			t.Errorf("%s is accepted as it is: %s", name, out)
		}
	}
	ran := modernised(t, cluster.Admin(), "--choose", "class/gpu-compute-class/select=type=gpu", "--choose", "class/cpu-compute-class/select=type=cpu",
		"--choose", "claim/ml-workloads/preallocated-gpu/immediate=holder")
	// The kind of the operator may take a moment to be served.
	if err := eventually(t.Context(), 30*time.Second, func() error { return kubectl.Apply(t.Context(), ran.stdout) }); err != nil {
		t.Fatalf("%v\n%s", err, ran.stdout)
	}
	if err := eventually(t.Context(), 2*time.Minute, func() error { return guideRuns(t.Context(), kubectl) }); err != nil {
		t.Fatalf("%v\n%s", err, ran.stdout)
	}
	checkScheduler(t, cluster, kubectl)
}

// guideRuns is nil when the four pods of the guide run on GPU nodes and hold a device each, within their quota.
func guideRuns(ctx context.Context, kubectl control.Kubectl) error {
	var pods struct {
		Items []struct {
			Metadata metadata
			Spec     struct{ NodeName string }
			Status   struct{ Phase string }
		}
	}
	if err := listInto(ctx, kubectl, "pods", &pods); err != nil {
		return err
	}
	running := 0
	for _, pod := range pods.Items {
		if pod.Status.Phase != "Running" && pod.Status.Phase != "Succeeded" {
			return fmt.Errorf("pod %s is %s", pod.Metadata.Name, pod.Status.Phase)
		}
		if !strings.HasPrefix(pod.Spec.NodeName, "gpu-") {
			return fmt.Errorf("pod %s is on %s", pod.Metadata.Name, pod.Spec.NodeName)
		}
		running++
	}
	var claims struct {
		Items []struct {
			Metadata metadata
			Status   struct {
				Allocation *struct {
					Devices struct {
						Results []struct{ Driver, Device string }
					}
				}
			}
		}
	}
	if err := listInto(ctx, kubectl, "resourceclaims", &claims); err != nil {
		return err
	}
	allocated := 0
	for _, claim := range claims.Items {
		if claim.Status.Allocation == nil {
			continue // of a Job's pod that has ended
		}
		for _, result := range claim.Status.Allocation.Devices.Results {
			if result.Driver != "eks-hybrid-dra" || !strings.HasPrefix(result.Device, "gpu-") {
				return fmt.Errorf("claim %s holds %s of %s", claim.Metadata.Name, result.Device, result.Driver)
			}
			allocated++
		}
	}
	// One training pod, two of the service, the holder; the training pod may have ended.
	if running != 4 || allocated < 3 {
		return fmt.Errorf("%d pods run, %d devices are held", running, allocated)
	}
	return nil
}

func listInto(ctx context.Context, kubectl control.Kubectl, kind string, into any) error {
	out, err := kubectl.Run(ctx, "", "get", kind, "-n", "ml-workloads", "-o", "json")
	if err != nil {
		return err
	}
	return json.Unmarshal(out, into)
}

// checkScheduler: kube-scheduler refuses the guide's configuration and takes the modernised one.
func checkScheduler(t *testing.T, cluster *control.Cluster, kubectl control.Kubectl) {
	t.Helper()
	out, err := kubectl.Run(t.Context(), "", "get", "configmap", "-n", "kube-system", "scheduler-config", "-o", "json")
	if err != nil {
		t.Fatal(err)
	}
	var object struct{ Data map[string]string }
	if err := json.Unmarshal(out, &object); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(guideFolder, "11-scheduler-config.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	_, old, _ := strings.Cut(string(text), "config.yaml: |\n")
	accepts := func(config string) error {
		path := filepath.Join(t.TempDir(), "config.yaml")
		if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		said, err := exec.CommandContext(ctx, filepath.Join(cluster.Bin, "kube-scheduler"), "--config", path, "--master", cluster.Server(),
			"--write-config-to", filepath.Join(t.TempDir(), "whole.yaml")).CombinedOutput()
		if err != nil {
			return fmt.Errorf("%w: %s", err, said)
		}
		return nil
	}
	if err := accepts(strings.ReplaceAll(old, "\n    ", "\n")[4:]); err == nil {
		t.Error("kube-scheduler takes the guide's configuration as it is")
	}
	if err := accepts(object.Data["config.yaml"]); err != nil {
		t.Errorf("%v\n%s", err, object.Data["config.yaml"])
	}
}

// 1.37 that behaves as 1.34 does: v1 is accepted; what is written for 1.33 is refused, as the report says, until the version is switched on.
func TestTheModernisedGuideOnAnOlderServer(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	takeTurns(t)
	cluster := spare(t, control.Options{APIServer: []string{"--emulated-version=1.34"}})
	kubectl := control.Kubectl{Cluster: cluster, Kubeconfig: cluster.Admin()}
	if err := kubectl.Apply(t.Context(), guideNodes); err != nil {
		t.Fatal(err)
	}
	dryRun := func(yaml string) error {
		_, err := kubectl.Run(t.Context(), yaml, "apply", "--dry-run=server", "-f", "-")
		return err
	}
	newest := modernised(t, cluster.Admin())
	if !strings.Contains(newest.stderr, "for Kubernetes 1.34") || !strings.Contains(newest.stdout, "resource.k8s.io/v1\n") {
		t.Errorf("not written for what this server serves\n%s", newest.stderr)
	}
	// The kind of the operator may take a moment to be served.
	if err := eventually(t.Context(), 30*time.Second, func() error { return dryRun(newest.stdout) }); err != nil {
		t.Errorf("%v\n%s", err, newest.stdout)
	}
	older := modernised(t, cluster.Admin(), "--server-version", "1.33")
	if !strings.Contains(older.stderr, "off by default there: --runtime-config=resource.k8s.io/v1beta2=true") {
		t.Errorf("nothing says that v1beta2 is off by default\n%s", older.stderr)
	}
	if err := dryRun(older.stdout); err == nil || !strings.Contains(err.Error(), "resource.k8s.io/v1beta2") {
		t.Errorf("v1beta2 is off there, and yet: %v", err)
	}
	if err := cluster.ReplaceAPIServer(t.Context(), "--emulated-version=1.34", "--runtime-config=resource.k8s.io/v1beta2=true"); err != nil {
		t.Fatal(err)
	}
	if err := eventually(t.Context(), 30*time.Second, func() error { return dryRun(older.stdout) }); err != nil {
		t.Errorf("%v\n%s", err, older.stdout)
	}
}
