package cluster

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

// A fleet whose GPUs a device plugin hands out: a control plane of its own, since two hundred nodes would be in the way of other tests.
type fleet struct {
	*control.Cluster
	client *http.Client
	home   string // of claimscope: its journal
	gpus   int    // of a node
	// Workloads that a PodDisruptionBudget protects.
	budgeted map[string]bool
}

const migrated = "migrate" // namespace of the workloads

func startFleet(t *testing.T, nodes, gpus int) *fleet {
	t.Helper()
	needCluster(t)
	cluster, err := control.StartWith(t.Context(), t.TempDir(), shared.Bin, control.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Stop)
	client, err := cluster.Client()
	if err != nil {
		t.Fatal(err)
	}
	client.Timeout = 20 * time.Second
	f := &fleet{cluster, client, t.TempDir(), gpus, map[string]bool{}}
	var yaml strings.Builder
	fmt.Fprintf(&yaml, "apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n", migrated)
	for i := range nodes {
		fmt.Fprintf(&yaml, `---
apiVersion: v1
kind: Node
metadata:
  name: gpu-%03d
  annotations: {kwok.x-k8s.io/node: fake}
  labels: {eks.amazonaws.com/nodegroup: gpu, kubernetes.io/hostname: gpu-%03d}
status:
  allocatable: {cpu: "32", memory: 128Gi, pods: "58", nvidia.com/gpu: "%d"}
  capacity: {cpu: "32", memory: 128Gi, pods: "58", nvidia.com/gpu: "%d"}
`, i, i, gpus, gpus)
	}
	if err := (control.Kubectl{Cluster: cluster, Kubeconfig: cluster.Admin()}).Apply(t.Context(), yaml.String()); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *fleet) kubectl(t *testing.T, stdin string, arguments ...string) string {
	t.Helper()
	out, err := (control.Kubectl{Cluster: f.Cluster, Kubeconfig: f.Admin()}).Run(t.Context(), stdin, arguments...)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func (f *fleet) get(path string, into any) error {
	response, err := f.client.Get(f.Server() + path)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("GET %s: %s", path, response.Status)
	}
	return json.NewDecoder(response.Body).Decode(into)
}

func (f *fleet) write(ctx context.Context, method, path, contentType, body string) error {
	request, err := http.NewRequestWithContext(ctx, method, f.Server()+path, strings.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", contentType)
	response, err := f.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		return fmt.Errorf("%s %s: %s", method, path, response.Status)
	}
	return nil
}

// claimscope runs the binary with the fleet's own journal.
func (f *fleet) claimscope(t *testing.T, arguments ...string) answer {
	t.Helper()
	ran, err := execute(t.Context(), 9*time.Minute, needClaimscope(t), f.home, append(arguments, "--kubeconfig", f.Admin()))
	if err != nil {
		t.Fatal(err)
	}
	return ran
}

// carryOut runs an acting command to its end, which must be success.
func (f *fleet) carryOut(t *testing.T, arguments ...string) answer {
	t.Helper()
	began := time.Now()
	ran := f.claimscope(t, append(arguments, "--execute", "--arm", contextName(t))...)
	if ran.status != 0 {
		t.Fatalf("claimscope %s ends with %d\n%.4000s\n%.4000s", strings.Join(arguments, " "), ran.status, ran.stdout, ran.stderr)
	}
	t.Logf("claimscope %.90s: %.1f s", strings.Join(arguments, " "), time.Since(began).Seconds())
	return ran
}

type fleetNode struct {
	Metadata struct {
		Name   string
		Labels map[string]string
	}
	Status struct{ Allocatable map[string]string }
}

func (n fleetNode) plugin() int {
	value, _ := strconv.Atoi(n.Status.Allocatable["nvidia.com/gpu"])
	return value
}

func (n fleetNode) labelled() bool { return n.Metadata.Labels["migration-phase"] == "dra" }

func (f *fleet) nodes() ([]fleetNode, error) {
	var list struct{ Items []fleetNode }
	err := f.get("/api/v1/nodes", &list)
	return list.Items, err
}

type fleetPod struct {
	Metadata struct {
		Name, UID         string
		DeletionTimestamp *string
		Labels            map[string]string
	}
	Spec struct {
		NodeName   string
		Containers []struct {
			Resources struct{ Requests map[string]string }
		}
		ResourceClaims []struct{ Name string }
	}
	Status struct {
		Phase                       string
		Conditions                  []struct{ Type, Status string }
		ExtendedResourceClaimStatus *struct{ ResourceClaimName string }
	}
}

func (p fleetPod) ready() bool {
	for _, one := range p.Status.Conditions {
		if one.Type == "Ready" {
			return one.Status == "True" && p.Metadata.DeletionTimestamp == nil
		}
	}
	return false
}

// static is how many devices of the device plugin it holds.
func (p fleetPod) static() int {
	if p.Status.ExtendedResourceClaimStatus != nil {
		return 0
	}
	total := 0
	for _, container := range p.Spec.Containers {
		value, _ := strconv.Atoi(container.Resources.Requests["nvidia.com/gpu"])
		total += value
	}
	return total
}

func (f *fleet) pods() ([]fleetPod, error) {
	var list struct{ Items []fleetPod }
	err := f.get("/api/v1/namespaces/"+migrated+"/pods", &list)
	return list.Items, err
}

type fleetClaim struct {
	Metadata struct{ Name string }
	Status   struct {
		Allocation *struct {
			Devices struct {
				Results []struct{ Driver, Pool, Device string }
			}
		}
	}
}

func (f *fleet) claims() ([]fleetClaim, error) {
	var list struct{ Items []fleetClaim }
	err := f.get("/apis/resource.k8s.io/v1/namespaces/"+migrated+"/resourceclaims", &list)
	return list.Items, err
}

// agents stand in for what runs on the nodes: the DaemonSet of the device plugin leaves a node with the label, and the DRA driver
// publishes there once nobody holds a device of the plugin; without the label the other way.
func (f *fleet) agents(ctx context.Context, t *testing.T) {
	for ctx.Err() == nil {
		if err := f.handOver(ctx); err != nil && ctx.Err() == nil {
			t.Logf("agents: %v", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(400 * time.Millisecond):
		}
	}
}

func (f *fleet) handOver(ctx context.Context) error {
	nodes, err := f.nodes()
	if err != nil {
		return err
	}
	pods, err := f.pods()
	if err != nil {
		return err
	}
	claims, err := f.claims()
	if err != nil {
		return err
	}
	used, held := map[string]int{}, map[string]int{}
	for _, pod := range pods {
		used[pod.Spec.NodeName] += pod.static()
	}
	for _, claim := range claims {
		if claim.Status.Allocation != nil {
			for _, device := range claim.Status.Allocation.Devices.Results {
				held[device.Pool]++
			}
		}
	}
	for _, node := range nodes {
		name := node.Metadata.Name
		var err error
		switch {
		case node.labelled() && node.plugin() > 0 && used[name] == 0:
			if err = f.offer(ctx, name, 0); err == nil {
				err = f.write(ctx, http.MethodPost, "/apis/resource.k8s.io/v1/resourceslices", "application/json", f.slice(name))
			}
		case !node.labelled() && node.plugin() == 0 && held[name] == 0:
			if err = f.write(ctx, http.MethodDelete, "/apis/resource.k8s.io/v1/resourceslices/"+name, "application/json", "{}"); err == nil {
				err = f.offer(ctx, name, f.gpus)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *fleet) offer(ctx context.Context, node string, gpus int) error {
	return f.write(ctx, http.MethodPatch, "/api/v1/nodes/"+node+"/status", "application/merge-patch+json",
		fmt.Sprintf(`{"status":{"capacity":{"nvidia.com/gpu":"%d"},"allocatable":{"nvidia.com/gpu":"%d"}}}`, gpus, gpus))
}

func (f *fleet) slice(node string) string {
	var devices []string
	for i := range f.gpus {
		devices = append(devices, fmt.Sprintf(`{"name":"gpu-%d","attributes":{"type":{"string":"gpu"},"uuid":{"string":"GPU-%s-%d"}}}`, i, node, i))
	}
	return fmt.Sprintf(`{"apiVersion":"resource.k8s.io/v1","kind":"ResourceSlice","metadata":{"name":"%s"},"spec":{"driver":"gpu.nvidia.com",`+
		`"nodeName":"%s","pool":{"name":"%s","generation":1,"resourceSliceCount":1},"devices":[%s]}}`, node, node, node, strings.Join(devices, ","))
}

// guard looks all the time at what must never be: a workload under its budget, a device that two hold.
type guard struct {
	mutex  sync.Mutex
	least  map[string]int // Ready pods by workload, the fewest seen
	looked int
	wrong  []string
}

func (f *fleet) watch(ctx context.Context, g *guard) {
	for ctx.Err() == nil {
		pods, err := f.pods()
		if err == nil {
			claims, failed := f.claims()
			if failed == nil {
				g.look(pods, claims, f.gpus)
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(250 * time.Millisecond):
		}
	}
}

func (g *guard) look(pods []fleetPod, claims []fleetClaim, gpus int) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.looked++
	ready, static, held := map[string]int{}, map[string]int{}, map[string]int{}
	for _, pod := range pods {
		app := pod.Metadata.Labels["app"]
		ready[app] += 0
		if pod.ready() {
			ready[app]++
		}
		if pod.Spec.NodeName != "" && pod.Metadata.DeletionTimestamp == nil {
			static[pod.Spec.NodeName] += pod.static()
		}
	}
	for app, count := range ready {
		if before, known := g.least[app]; !known || count < before {
			g.least[app] = count
		}
	}
	devices := map[string]string{}
	for _, claim := range claims {
		if claim.Status.Allocation == nil {
			continue
		}
		for _, device := range claim.Status.Allocation.Devices.Results {
			name := device.Pool + "/" + device.Device
			if other, taken := devices[name]; taken {
				g.wrong = append(g.wrong, fmt.Sprintf("%s is held by %s and %s", name, other, claim.Metadata.Name))
			}
			devices[name] = claim.Metadata.Name
			held[device.Pool]++
		}
	}
	for node, count := range held {
		// The two lists are read one after the other, so only more than there is, is proof.
		if count+static[node] > gpus {
			g.wrong = append(g.wrong, fmt.Sprintf("%s has %d devices held by claims and %d by the device plugin", node, count, static[node]))
		}
	}
}

func waves(t *testing.T) (nodes int) {
	t.Helper()
	nodes = 200
	if text := os.Getenv("CLAIMSCOPE_MIGRATE_NODES"); text != "" {
		value, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		nodes = value
	}
	return nodes
}
