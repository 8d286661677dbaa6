package cluster

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

// workflow runs one workflow, on an object or (empty) on the cluster as a whole. 1 means that something is proven.
func workflow(t *testing.T, kubeconfig, name, object string) workflowResult {
	t.Helper()
	arguments := []string{"diagnose", name}
	if object != "" {
		arguments = append(arguments, object)
	}
	ran := claimscope(t, time.Minute, kubeconfig, append(arguments, "-o", "json", "--prometheus", "none")...)
	var result workflowResult
	if err := json.Unmarshal([]byte(ran.stdout), &result); err != nil {
		t.Fatalf("diagnose %s %s: status %d, %v\n%s", name, object, ran.status, err, ran.stderr)
	}
	if want := result.Outcome == "proven"; want != (ran.status == 1) {
		t.Errorf("diagnose %s %s: %s with status %d", name, object, result.Outcome, ran.status)
	}
	return result
}

// expectSteps compares the named steps; what else was looked at is printed with a difference.
func (w workflowResult) expectSteps(t *testing.T, when string, want map[string]string) {
	t.Helper()
	for id, verdict := range want {
		if got := w.step(id); got != verdict {
			t.Errorf("%s: step %s is %s, want %s\n%+v", when, id, got, verdict, w)
		}
	}
}

const bookedNode = `apiVersion: v1
kind: Node
metadata: {name: %[1]s, annotations: {kwok.x-k8s.io/node: fake}, labels: {kubernetes.io/hostname: %[1]s}}
spec: {taints: [{key: claimscope.test/booked, effect: NoSchedule}]}
status:
  allocatable: {cpu: "8", memory: 16Gi, pods: "30"%[2]s}
  capacity: {cpu: "8", memory: 16Gi, pods: "30"%[2]s}
---
`

// bookedSlice publishes one device a UUID; the first of every node is at the same PCI address, as on machines of one model.
func bookedSlice(name, node, driver string, uuids ...string) string {
	var yaml strings.Builder
	fmt.Fprintf(&yaml, "apiVersion: resource.k8s.io/v1\nkind: ResourceSlice\nmetadata: {name: %s}\nspec:\n  driver: %s\n  nodeName: %s\n"+
		"  pool: {name: %s, generation: 1, resourceSliceCount: 1}\n  devices:\n", name, driver, node, node)
	for i, uuid := range uuids {
		attribute := fmt.Sprintf("pciBusID: {string: \"0000:0%d:00.0\"}", i)
		if uuid != "" {
			attribute += fmt.Sprintf(", uuid: {string: %s}", uuid)
		}
		fmt.Fprintf(&yaml, "  - {name: gpu-%d, attributes: {%s}}\n", i, attribute)
	}
	return yaml.String() + "---\n"
}

// One GPU given out twice: by a device plugin and DRA, by two drivers, by two claims; each beside a case that looks alike and is not.
func TestDoubleBookingIsProvenOnlyWhereItIs(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	const world, driver = "booked", "gpu.nvidia.com"
	plugin := `, nvidia.com/gpu: "2"`
	manifest := fmt.Sprintf("apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n---\n", world) +
		fmt.Sprintf(bookedNode, "booked-both", plugin) + fmt.Sprintf(bookedNode, "booked-plugin", plugin) + fmt.Sprintf(bookedNode, "booked-dra", "") +
		bookedSlice("booked-both", "booked-both", driver, "GPU-b0", "GPU-b1") + bookedSlice("booked-dra", "booked-dra", driver, "", "") +
		fmt.Sprintf("apiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: {name: %s}\n"+
			"spec: {selectors: [{cel: {expression: 'device.driver == \"%s\"'}}]}\n", world, driver)
	mustKubectl(t, manifest, "apply", "--filename=-")
	t.Cleanup(func() { removeManifest(t, manifest) })

	const ok = "ruledOut"
	// Plugin alone and DRA alone are no double booking; both on one node can become one.
	workflow(t, shared.Admin(), "double_booking", "node/booked-plugin").expectSteps(t, "plugin alone", map[string]string{"devicePlugin": ok, "claims": ok})
	alone := workflow(t, shared.Admin(), "double_booking", "node/booked-dra")
	alone.expectSteps(t, "DRA alone", map[string]string{"devicePlugin": ok, "claims": ok, "hardware": ok})
	may := workflow(t, shared.Admin(), "double_booking", "node/booked-both")
	may.expectSteps(t, "both, nothing used", map[string]string{"devicePlugin": "proven", "claims": ok, "hardware": ok})
	if !strings.Contains(may.Verdict, "can be given out twice") {
		t.Errorf("both, nothing used: %s", may.Verdict)
	}

	// One by a claim and two by the plugin, of two GPUs.
	pod := func(name, node, resources, claims string) string {
		return fmt.Sprintf("apiVersion: v1\nkind: Pod\nmetadata: {name: %s, namespace: %s}\nspec:\n  nodeSelector: {kubernetes.io/hostname: %s}\n"+
			"  tolerations: [{operator: Exists}]\n%s  containers: [{name: main, image: busybox, resources: {%s}}]\n---\n", name, world, node, claims, resources)
	}
	claim := func(name, pool string) string {
		return fmt.Sprintf("apiVersion: resource.k8s.io/v1\nkind: ResourceClaim\nmetadata: {name: %s, namespace: %s}\n"+
			"spec: {devices: {requests: [{name: r, exactly: {deviceClassName: %s}}]}}\n---\n", name, world, world)
	}
	mustKubectl(t, claim("one", "booked-both")+pod("dra", "booked-both", "claims: [{name: gpu}]", "  resourceClaims: [{name: gpu, resourceClaimName: one}]\n")+
		claim("two", "booked-dra")+pod("other", "booked-dra", "claims: [{name: gpu}]", "  resourceClaims: [{name: gpu, resourceClaimName: two}]\n"), "apply", "--filename=-")
	mustRun(t, world, "dra", "other")
	mustKubectl(t, pod("plugin-0", "booked-both", `limits: {nvidia.com/gpu: "1"}`, ""), "apply", "--filename=-")
	mustRun(t, world, "plugin-0")
	if within := workflow(t, shared.Admin(), "double_booking", "node/booked-both"); strings.Contains(within.Verdict, "is given out twice") {
		t.Errorf("two of two GPUs are used: %s", within.Verdict)
	}
	mustKubectl(t, pod("plugin-1", "booked-both", `limits: {nvidia.com/gpu: "1"}`, ""), "apply", "--filename=-")
	mustRun(t, world, "plugin-1")
	over := workflow(t, shared.Admin(), "double_booking", "node/booked-both")
	over.expectSteps(t, "three of two GPUs", map[string]string{"devicePlugin": "proven"})
	if !strings.Contains(over.Verdict, "at least 1 is given out twice") {
		t.Errorf("three of two GPUs: %s", over.Verdict)
	}

	// A second driver publishes a GPU again.
	second := bookedSlice("booked-both-again", "booked-both", "again."+world+".test", "GPU-b0")
	mustKubectl(t, second, "apply", "--filename=-")
	t.Cleanup(func() { removeManifest(t, second) })
	workflow(t, shared.Admin(), "double_booking", "node/booked-both").expectSteps(t, "one UUID, two drivers", map[string]string{"hardware": "proven"})
	workflow(t, shared.Admin(), "double_booking", "node/booked-dra").expectSteps(t, "one address on two nodes", map[string]string{"hardware": ok})

	// Two claims with one device, as after a pod was deleted by force.
	held, err := claimNamed(t, world, "two")
	if err != nil || len(held.devices()) != 1 {
		t.Fatalf("claim two holds %v: %v", held.devices(), err)
	}
	mustKubectl(t, claim("three", ""), "apply", "--filename=-")
	mustKubectl(t, "", "patch", "resourceclaim", "three", "--namespace="+world, "--subresource=status", "--type=merge", "-p", fmt.Sprintf(
		`{"status":{"allocation":{"devices":{"results":[{"request":"r","driver":"%s","pool":"booked-dra","device":"%s"}]}}}}`,
		driver, held.Status.Allocation.Devices.Results[0].Device))
	twice := workflow(t, shared.Admin(), "double_booking", "node/booked-dra")
	twice.expectSteps(t, "one device, two claims", map[string]string{"claims": "proven", "devicePlugin": ok})
	if !strings.Contains(twice.Verdict, world+"/three") || !strings.Contains(twice.Verdict, world+"/two") {
		t.Errorf("one device, two claims: %s", twice.Verdict)
	}
	mustKubectl(t, "", "delete", "resourceclaim", "three", "--namespace="+world)
	workflow(t, shared.Admin(), "double_booking", "node/booked-dra").expectSteps(t, "the second claim has gone", map[string]string{"claims": ok})
}

// mustRun waits until pods run.
func mustRun(t *testing.T, namespace string, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := eventually(t.Context(), 40*time.Second, func() error {
			phase, err := kubectl(t.Context(), "", "get", "pod", name, "--namespace="+namespace, "--output=jsonpath={.status.phase}")
			if err == nil && string(phase) != "Running" {
				err = fmt.Errorf("pod %s is %s", name, phase)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
}

// datedLife is a life of a claim: when its pod was made, and seconds from then to each moment.
type datedLife struct {
	ago                                              time.Duration
	created, allocated, scheduled, prepared, started int
}

// Claims that are slower than they were are told from those that are not, and the stage by name. The apiserver lets nobody choose
// when an object was made, so what a kubelet and a scheduler would have written is put into its store with dates of the last hour.
func TestLatencyRegressionIsToldFromBusyTimes(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	takeTurns(t)
	cluster := spare(t, control.Options{})
	const admin = "latency_regression"
	fast := datedLife{created: 1, allocated: 2, scheduled: 3, prepared: 5, started: 6}
	slow := datedLife{created: 1, allocated: 2, scheduled: 3, prepared: 28, started: 29}
	mustSend(t, cluster, http.MethodPost, "/api/v1/nodes", `{"apiVersion":"v1","kind":"Node","metadata":{"name":"told"}}`)
	mustSend(t, cluster, http.MethodPost, draPath+"resourceslices", toldSlice())
	for i := range 8 {
		fast.ago = time.Duration(20+3*i) * time.Minute
		tellLife(t, cluster, fmt.Sprintf("before-%d", i), fast)
	}
	few := workflow(t, cluster.Admin(), admin, "")
	if few.Outcome == "proven" || few.step("whole") != "unknown" {
		t.Errorf("without a claim of the last 15 minutes: %+v", few)
	}
	for i := range 8 {
		fast.ago = time.Duration(60+60*i) * time.Second
		tellLife(t, cluster, fmt.Sprintf("now-%d", i), fast)
	}
	same := workflow(t, cluster.Admin(), admin, "")
	same.expectSteps(t, "as before", map[string]string{"whole": "ruledOut", "objective": "ruledOut", "stage:created": "ruledOut", "stage:allocated": "ruledOut",
		"stage:scheduled": "ruledOut", "stage:prepared": "ruledOut", "stage:started": "ruledOut"})
	if same.Outcome != "ruledOut" {
		t.Errorf("as before: %s, %s", same.Outcome, same.Verdict)
	}
	for i := range 8 {
		slow.ago = time.Duration(90+60*i) * time.Second
		tellLife(t, cluster, fmt.Sprintf("slow-%d", i), slow)
	}
	worse := workflow(t, cluster.Admin(), admin, "")
	worse.expectSteps(t, "prepared later", map[string]string{"stage:prepared": "proven", "stage:created": "ruledOut", "stage:allocated": "ruledOut",
		"stage:scheduled": "ruledOut", "stage:started": "ruledOut"})
	if worse.Outcome != "proven" || !strings.Contains(worse.Verdict, "stage prepared takes longer") {
		t.Errorf("prepared later: %s, %s", worse.Outcome, worse.Verdict)
	}
	t.Logf("as before: %s | prepared later: %s", same.Verdict, worse.Verdict)
}

// toldSlice publishes a device for each life.
func toldSlice() string {
	var devices []string
	for _, part := range []string{"before", "now", "slow"} {
		for i := range 8 {
			devices = append(devices, fmt.Sprintf(`{"name":"%s-%d"}`, part, i))
		}
	}
	return `{"apiVersion":"resource.k8s.io/v1","kind":"ResourceSlice","metadata":{"name":"told"},"spec":{"driver":"told.test","nodeName":"told",` +
		`"pool":{"name":"told","generation":1,"resourceSliceCount":1},"devices":[` + strings.Join(devices, ",") + `]}}`
}

// tellLife makes a pod with a claim of its own through the apiserver, and then dates and states in the store.
func tellLife(t *testing.T, cluster *control.Cluster, name string, life datedLife) {
	t.Helper()
	begun := time.Now().Add(-life.ago).UTC()
	at := func(seconds int) string { return begun.Add(time.Duration(seconds) * time.Second).Format(time.RFC3339) }
	make := func(path string, object dict) dict {
		body, err := json.Marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		var made dict
		if err := json.Unmarshal(mustSend(t, cluster, http.MethodPost, path, string(body)), &made); err != nil {
			t.Fatal(err)
		}
		return made
	}
	pod := make("/api/v1/namespaces/default/pods", dict{"apiVersion": "v1", "kind": "Pod", "metadata": dict{"name": name},
		"spec": dict{"nodeName": "told", "resourceClaims": []any{dict{"name": "gpu", "resourceClaimTemplateName": "gpu"}},
			"containers": []any{dict{"name": "main", "image": "none", "resources": dict{"claims": []any{dict{"name": "gpu"}}}}}}})
	podMeta := pod["metadata"].(map[string]any)
	claim := make(draPath+"namespaces/default/resourceclaims", dict{"apiVersion": "resource.k8s.io/v1", "kind": "ResourceClaim",
		"metadata": dict{"name": name + "-gpu", "annotations": dict{"resource.kubernetes.io/pod-claim-name": "gpu"},
			"ownerReferences": []any{dict{"apiVersion": "v1", "kind": "Pod", "name": name, "uid": podMeta["uid"], "controller": true}}},
		"spec": dict{"devices": dict{"requests": []any{dict{"name": "gpu", "exactly": dict{"deviceClassName": "told"}}}}}})
	claimMeta := claim["metadata"].(map[string]any)

	podMeta["creationTimestamp"], claimMeta["creationTimestamp"] = at(0), at(life.created)
	claim["status"] = dict{"reservedFor": []any{dict{"resource": "pods", "name": name, "uid": podMeta["uid"]}},
		"allocation": dict{"allocationTimestamp": at(life.allocated),
			"nodeSelector": dict{"nodeSelectorTerms": []any{dict{"matchFields": []any{dict{"key": "metadata.name", "operator": "In", "values": []any{"told"}}}}}},
			"devices":      dict{"results": []any{dict{"request": "gpu", "driver": "told.test", "pool": "told", "device": name}}}}}
	condition := func(kind string, seconds int) dict {
		return dict{"type": kind, "status": "True", "lastTransitionTime": at(seconds)}
	}
	pod["status"] = dict{"phase": "Running", "startTime": at(life.scheduled),
		"resourceClaimStatuses": []any{dict{"name": "gpu", "resourceClaimName": name + "-gpu"}},
		"conditions": []any{condition("PodScheduled", life.scheduled), condition("Initialized", life.scheduled),
			condition("PodReadyToStartContainers", life.prepared), condition("ContainersReady", life.started), condition("Ready", life.started)},
		"containerStatuses": []any{dict{"name": "main", "image": "none", "imageID": "none", "ready": true, "restartCount": 0, "started": true,
			"state": dict{"running": dict{"startedAt": at(life.started)}}}}}
	for key, object := range map[string]dict{"/registry/pods/default/" + name: pod, "/registry/resourceclaims/default/" + name + "-gpu": claim} {
		delete(object["metadata"].(map[string]any), "resourceVersion")
		delete(object["metadata"].(map[string]any), "managedFields")
		text, err := json.Marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		if err := cluster.StorePut(t.Context(), key, text); err != nil {
			t.Fatal(err)
		}
	}
}
