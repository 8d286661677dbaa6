package cluster

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

// open is what `claimscope posture -o json` prints.
type open struct {
	Items []struct {
		ID, Rule, Severity, Title, Detail string
		Namespace                         *string
		Proven                            bool
		YAML                              *string
		Evidence                          []struct{ Object, Field, Value string }
	}
	Namespaces []struct {
		Name            string
		Pods            int
		Ingress, Egress *int
	}
	Writers []struct{ What, Subject, Verbs, Where, By string }
}

func (o open) has(rule, namespace string, proven bool) bool {
	for _, item := range o.Items {
		if item.Rule == rule && item.Proven == proven && (namespace == "" || item.Namespace != nil && *item.Namespace == namespace) {
			return true
		}
	}
	return false
}

// plane is what `claimscope control-plane -o json` prints.
type plane struct {
	Server struct{ GitVersion string }
	Served []struct {
		Version string
		Served  *bool
		Kinds   []string
	}
	Gates      []struct{ Name, State, Evidence string }
	Components []struct {
		Name, Answers, Holder, Evidence string
		AgeMs                           *int64
	}
	Problems []struct{ ID, Rule, Severity, Title, Detail string }
	Unknowns []string
}

func (p plane) gate(name string) (state, evidence string) {
	for _, gate := range p.Gates {
		if gate.Name == name {
			return gate.State, gate.Evidence
		}
	}
	return "", ""
}

func ask[T any](t *testing.T, kubeconfig string, arguments ...string) T {
	t.Helper()
	ran := claimscope(t, time.Minute, kubeconfig, append(arguments, "-o", "json")...)
	var out T
	if err := json.Unmarshal([]byte(ran.stdout), &out); err != nil {
		t.Fatalf("%v: exit %d, %v in %.300s\n%s", arguments, ran.status, err, ran.stdout, ran.stderr)
	}
	return out
}

const postureWorld = `
apiVersion: v1
kind: Namespace
metadata: {name: posture}
---
apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata: {name: held, namespace: posture}
spec:
  devices:
    requests:
    - name: gpu
      exactly: {deviceClassName: posture-none}
---
apiVersion: v1
kind: Pod
metadata: {name: trainer, namespace: posture, labels: {app: ml-training}}
spec:
  schedulerName: posture-nobody
  containers:
  - {name: c, image: fake, resources: {claims: [{name: gpu}]}}
  resourceClaims:
  - {name: gpu, resourceClaimName: held}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: gpu-node-isolation, namespace: posture}
spec:
  podSelector: {matchLabels: {workload: ml}}
  policyTypes: [Ingress, Egress]
  ingress:
  - from: [{namespaceSelector: {matchLabels: {name: no-such-team}}}]
  egress:
  - to: [{namespaceSelector: {matchLabels: {name: no-such-team}}}]
`

// The guide's policy is judged as it is, and the policy that posture offers is taken by the server and closes what it names.
func TestPostureOfTheGuidesPolicy(t *testing.T) {
	needClaimscope(t)
	ctx := t.Context()
	if err := apply(ctx, postureWorld); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = kubectl(context.Background(), "", "delete", "namespace", "posture", "--wait=false") })
	before := ask[open](t, shared.Admin(), "posture", "-n", "posture")
	for _, rule := range []string{"network-selects-nothing", "network-no-dns", "network-peer-nowhere", "network-open"} {
		if !before.has(rule, "posture", true) {
			t.Errorf("%s is not told", rule)
		}
	}
	var offered string
	for _, item := range before.Items {
		if item.Rule == "network-open" && item.YAML != nil {
			offered = *item.YAML
		}
	}
	if offered == "" {
		t.Fatal("network-open offers no policy")
	}
	if err := apply(ctx, offered); err != nil {
		t.Fatalf("the server refuses the offered policy: %v\n%s", err, offered)
	}
	if _, err := kubectl(ctx, "", "-n", "posture", "delete", "networkpolicy", "gpu-node-isolation"); err != nil {
		t.Fatal(err)
	}
	after := ask[open](t, shared.Admin(), "posture", "-n", "posture")
	for _, rule := range []string{"network-selects-nothing", "network-no-dns", "network-peer-nowhere", "network-open", "network-egress-open"} {
		if after.has(rule, "posture", true) {
			t.Errorf("%s is told although the offered policy is there", rule)
		}
	}
	if len(after.Namespaces) != 1 || after.Namespaces[0].Ingress == nil || *after.Namespaces[0].Ingress != after.Namespaces[0].Pods {
		t.Errorf("coverage is %+v", after.Namespaces)
	}
}

// Who may write by RBAC is who kubectl says may, also by aggregated and namespaced roles.
func TestPostureNamesWriters(t *testing.T) {
	needClaimscope(t)
	grant(t, "posture-slices", "", userSubject("posture-jane"), ruleFor("resourceslices", "create", "delete"))
	grant(t, "posture-claims", "default", userSubject("posture-joe"), ruleFor("resourceclaims", "create"))
	told := ask[open](t, shared.Admin(), "posture")
	for _, want := range []struct{ what, subject, where, verb, resource string }{
		{"ResourceSlices", "user posture-jane", "everywhere", "create", "resourceslices.resource.k8s.io"},
		{"ResourceClaims", "user posture-joe", "default", "create", "resourceclaims.resource.k8s.io"},
	} {
		found := slices.ContainsFunc(told.Writers, func(w struct{ What, Subject, Verbs, Where, By string }) bool {
			return w.What == want.what && w.Subject == want.subject && w.Where == want.where && strings.Contains(w.Verbs, want.verb)
		})
		if !found {
			t.Errorf("%s may %s %s, and it is not told", want.subject, want.verb, want.what)
		}
		user := strings.TrimPrefix(want.subject, "user ")
		said, _ := kubectl(t.Context(), "", "auth", "can-i", want.verb, want.resource, "--as="+user, "-n", "default")
		if strings.TrimSpace(string(said)) != "yes" {
			t.Errorf("kubectl says that %s may not: %s", user, said)
		}
	}
}

// Who may not list roles learns that it is not known, and what they may themselves.
func TestPostureWithoutPermission(t *testing.T) {
	needClaimscope(t)
	told := ask[open](t, shared.Viewer(), "posture")
	if !told.has("writers", "", false) {
		t.Error("a viewer may not list roles, and posture does not say that writers are unknown")
	}
	for _, item := range told.Items {
		if item.Rule == "writers" && item.Proven {
			t.Errorf("proven without roles: %s", item.Title)
		}
	}
	if len(told.Writers) != 0 {
		t.Errorf("writers from nowhere: %v", told.Writers)
	}
	role := claimscope(t, time.Minute, shared.Admin(), "posture", "--role")
	if err := apply(t.Context(), role.stdout); err != nil {
		t.Errorf("the server refuses the role that posture --role prints: %v", err)
	}
}

// Gates, versions and health of the real server; a scheduler that nobody runs.
func TestControlPlaneOfARealServer(t *testing.T) {
	needClaimscope(t)
	told := ask[plane](t, shared.Admin(), "control-plane")
	raw, err := kubectl(t.Context(), "", "get", "--raw", "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, gate := range told.Gates {
		on := strings.Contains(string(raw), fmt.Sprintf("kubernetes_feature_enabled{name=%q", gate.Name))
		if !on {
			t.Errorf("the server does not know gate %s, which the table says it has", gate.Name)
			continue
		}
		for _, line := range strings.Split(string(raw), "\n") {
			if strings.HasPrefix(line, fmt.Sprintf("kubernetes_feature_enabled{name=%q", gate.Name)) {
				want := map[bool]string{true: "on", false: "off"}[strings.HasSuffix(line, " 1")]
				if gate.State != want {
					t.Errorf("%s is %s, the server says %s", gate.Name, gate.State, line)
				}
				checked++
			}
		}
	}
	if checked < 15 {
		t.Errorf("only %d gates were compared", checked)
	}
	for _, served := range told.Served {
		_, err := kubectl(t.Context(), "", "get", "--raw", "/apis/resource.k8s.io/"+served.Version)
		if served.Served == nil || *served.Served != (err == nil) {
			t.Errorf("%s: served is %v, kubectl says %v", served.Version, served.Served, err)
		}
	}
	// The shared scheduler runs without leader election: that is not known, and no fault.
	for _, component := range told.Components {
		if component.Name == "kube-apiserver" && component.Answers != "yes" {
			t.Errorf("the API server is %s: %s", component.Answers, component.Evidence)
		}
		if component.Answers == "no" && component.Name == "kube-scheduler" {
			t.Errorf("the scheduler is called silent: %s", component.Evidence)
		}
	}
}

// Gates that are set are seen where metrics may be read; where not, flags and versions do not tell and it is said.
func TestGatesThatAreSet(t *testing.T) {
	needClaimscope(t)
	takeTurns(t)
	cluster := spare(t, control.Options{APIServer: []string{
		"--feature-gates=DRAListTypeAttributes=true,DRADeviceTaintRules=false", "--runtime-config=resource.k8s.io/v1alpha3=true"}})
	told := ask[plane](t, cluster.Admin(), "control-plane")
	for name, want := range map[string]string{"DRAListTypeAttributes": "on", "DRADeviceTaintRules": "off", "DRAAdminAccess": "on"} {
		if state, evidence := told.gate(name); state != want {
			t.Errorf("%s is %s (%s), want %s", name, state, evidence, want)
		}
	}
}

// schedulerRun starts a kube-scheduler with a configuration; it ends with the test. An error says how it refused to start.
func schedulerRun(t *testing.T, name, yaml string) error {
	t.Helper()
	dir := t.TempDir()
	config := filepath.Join(dir, "config.yaml")
	if err := os.WriteFile(config, []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	process := exec.Command(filepath.Join(shared.Bin, "kube-scheduler"), "--config="+config, "--secure-port=0",
		"--authentication-kubeconfig="+shared.Admin(), "--authorization-kubeconfig="+shared.Admin(), "--leader-elect=true",
		"--leader-elect-resource-name="+name)
	process.Stdout, process.Stderr = log, log
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- process.Wait() }()
	t.Cleanup(func() { _ = process.Process.Kill() })
	select {
	case <-ended:
		said, _ := os.ReadFile(log.Name())
		return fmt.Errorf("ended: %.2000s", said)
	case <-time.After(8 * time.Second):
		return nil
	}
}

const guideScheduler = `apiVersion: kubescheduler.config.k8s.io/%s
kind: KubeSchedulerConfiguration
clientConnection: {kubeconfig: %s}
profiles:
- schedulerName: posture-scheduler
  plugins:
    filter: {enabled: [{name: DynamicResources}]}
    score: {enabled: [{name: DynamicResources}]}
  pluginConfig:
  - name: DynamicResources
    args:
      %s
`

// What posture says of the guide's scheduler configuration, a real kube-scheduler says too; the lease of one that runs is seen.
func TestSchedulerConfigurationAsTheSchedulerSees(t *testing.T) {
	needClaimscope(t)
	for _, wrong := range []struct{ version, args, says string }{
		{"v1beta3", "scoringStrategy: {type: LeastAllocated}", "v1beta3"},
		{"v1", "scoringStrategy: {type: LeastAllocated}", "scoringStrategy"},
	} {
		err := schedulerRun(t, "posture-wrong", fmt.Sprintf(guideScheduler, wrong.version, shared.Admin(), wrong.args))
		if err == nil || !strings.Contains(err.Error(), wrong.says) {
			t.Errorf("kube-scheduler takes %s with %s: %v", wrong.version, wrong.args, err)
		}
	}
	text := fmt.Sprintf(guideScheduler, "v1beta3", "/etc/x", "scoringStrategy: {type: LeastAllocated}")
	document, err := json.Marshal(map[string]any{"apiVersion": "v1", "kind": "ConfigMap",
		"metadata": map[string]any{"name": "scheduler-config", "namespace": "kube-system"}, "data": map[string]string{"config.yaml": text}})
	if err != nil {
		t.Fatal(err)
	}
	if err := apply(t.Context(), string(document)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = kubectl(context.Background(), "", "-n", "kube-system", "delete", "configmap", "scheduler-config")
	})
	if err := schedulerRun(t, "kube-scheduler", fmt.Sprintf(guideScheduler, "v1", shared.Admin(), "filterTimeout: 5s")); err != nil {
		t.Fatalf("kube-scheduler refuses what is right: %v", err)
	}
	err = eventually(t.Context(), 30*time.Second, func() error {
		told := ask[plane](t, shared.Admin(), "control-plane")
		faults := 0
		for _, problem := range told.Problems {
			if problem.Rule == "scheduler-config" {
				faults++
			}
		}
		if faults != 2 {
			return fmt.Errorf("%d faults of the configuration are told, not two", faults)
		}
		for _, component := range told.Components {
			if component.Name == "kube-scheduler" && component.Answers == "yes" && component.Holder != "" && component.AgeMs != nil {
				return nil
			}
		}
		return fmt.Errorf("the lease of a running scheduler is not seen: %+v", told.Components)
	})
	if err != nil {
		t.Error(err)
	}
}
