package cluster

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

const manifests = "../../installer/kubernetes"

// exporterClass is a class of its own, so that what is counted of it is what this test made.
const exporterClass = `apiVersion: resource.k8s.io/v1
kind: DeviceClass
metadata: {name: exporter-class}
spec:
  selectors:
  - cel: {expression: 'device.driver == "dra.cpu"'}
`

// impossible waits for ever: the scheduler tries and says so.
const impossible = `apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata: {name: exporter-impossible, namespace: batch}
spec:
  devices:
    requests:
    - name: cpus
      exactly: {deviceClassName: exporter-class, count: 30}
---
apiVersion: v1
kind: Pod
metadata: {name: exporter-impossible, namespace: batch}
spec:
  resourceClaims:
  - {name: cpus, resourceClaimName: exporter-impossible}
  containers:
  - name: main
    image: busybox:1.36
    resources: {claims: [{name: cpus}]}
`

// The kinds of the Prometheus operator, with nothing in their schema: what is served decides whether a manifest can be taken at all.
const operatorKinds = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: %[1]s.monitoring.coreos.com}
spec:
  group: monitoring.coreos.com
  scope: Namespaced
  names: {plural: %[1]s, singular: %[2]s, kind: %[3]s}
  versions:
  - name: v1
    served: true
    storage: true
    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
`

// startBeside starts a program that ends with the test and gives its stderr line by line.
func startBeside(t *testing.T, program string, environment []string, arguments ...string) (lines <-chan string) {
	t.Helper()
	command := exec.Command(program, arguments...)
	command.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir()}, environment...)
	out, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	said := make(chan string, 1000)
	go func() {
		scanner := bufio.NewScanner(out)
		for scanner.Scan() {
			select {
			case said <- scanner.Text():
			default:
			}
		}
		close(said)
	}()
	t.Cleanup(func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		ended := make(chan error, 1)
		go func() { ended <- command.Wait() }()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("%s did not end cleanly: %v", filepath.Base(program), err)
			}
		case <-time.After(15 * time.Second):
			_ = command.Process.Kill()
			t.Errorf("%s did not end within 15 s of SIGTERM", filepath.Base(program))
		}
	})
	return said
}

var metricsAddress = regexp.MustCompile(`http://(127\.0\.0\.1:\d+)/metrics`)

// startExporter gives the address of an exporter that is ready.
func startExporter(t *testing.T, kubeconfig string) string {
	t.Helper()
	said := startBeside(t, needClaimscope(t), nil, "exporter", "--listen", "127.0.0.1:0", "--kubeconfig", kubeconfig)
	limit := time.After(20 * time.Second)
	var all []string
	for {
		select {
		case line, more := <-said:
			if !more {
				t.Fatalf("the exporter ended: %s", strings.Join(all, "\n"))
			}
			all = append(all, line)
			if found := metricsAddress.FindStringSubmatch(line); found != nil {
				err := eventually(t.Context(), 30*time.Second, func() error {
					_, err := fetchText("http://" + found[1] + "/readyz")
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				return found[1]
			}
		case <-limit:
			t.Fatalf("the exporter does not say where it listens: %s", strings.Join(all, "\n"))
		}
	}
}

func fetchText(address string) (string, error) {
	answer, err := http.Get(address)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s: %.500s", address, answer.Status, text)
	}
	return string(text), err
}

// monitor is a real Prometheus that scrapes one target every second.
type monitor struct{ address string }

func startPrometheus(t *testing.T, target string, rules ...string) monitor {
	t.Helper()
	program, err := exec.LookPath("prometheus")
	if err != nil {
		t.Skip("prometheus (the Debian package) is not installed")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	config := filepath.Join(t.TempDir(), "prometheus.yml")
	text := "global: {scrape_interval: 1s, evaluation_interval: 1s}\nrule_files:\n"
	for _, one := range rules {
		path, err := filepath.Abs(one)
		if err != nil {
			t.Fatal(err)
		}
		text += "- " + path + "\n"
	}
	text += "scrape_configs:\n- job_name: claimscope\n  static_configs: [{targets: ['" + target + "']}]\n"
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	startBeside(t, program, nil, "--config.file="+config, "--storage.tsdb.path="+t.TempDir(), "--web.listen-address="+address)
	m := monitor{address}
	if err := eventually(t.Context(), 20*time.Second, func() error {
		_, err := fetchText("http://" + address + "/-/ready")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return m
}

// ask gives the values of an instant query by their labels, in Prometheus' own writing.
func (m monitor) ask(query string) (map[string]float64, error) {
	text, err := fetchText("http://" + m.address + "/api/v1/query?query=" + url.QueryEscape(query))
	if err != nil {
		return nil, err
	}
	var answer struct {
		Data struct {
			Result []struct {
				Metric map[string]string
				Value  [2]any
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		return nil, err
	}
	values := map[string]float64{}
	for _, one := range answer.Data.Result {
		labels, _ := json.Marshal(one.Metric)
		value, err := strconv.ParseFloat(one.Value[1].(string), 64)
		if err != nil {
			return nil, err
		}
		values[string(labels)] = value
	}
	return values, nil
}

// numberOf waits until a query has exactly one value that is a number and that `right` takes.
func (m monitor) numberOf(ctx context.Context, query string, right func(float64) bool) (float64, error) {
	var value float64
	err := eventually(ctx, 30*time.Second, func() error {
		values, err := m.ask(query)
		if err != nil {
			return err
		}
		for _, value = range values {
		}
		if len(values) != 1 || math.IsNaN(value) || math.IsInf(value, 0) || !right(value) {
			return fmt.Errorf("%s is %v", query, values)
		}
		return nil
	})
	return value, err
}

// The manifests of the exporter do on a real API server what they are for.
func TestExporterManifests(t *testing.T) {
	needCluster(t)
	mustKubectl(t, "", "apply", "-f", manifests+"/namespace.yaml", "-f", manifests+"/serviceaccount.yaml",
		"-f", manifests+"/clusterrole.yaml", "-f", manifests+"/clusterrolebinding.yaml")
	t.Cleanup(func() {
		// The test's own context has ended by now.
		_, _ = kubectl(context.Background(), "", "delete", "--wait=false", "-f", manifests+"/namespace.yaml",
			"-f", manifests+"/clusterrole.yaml", "-f", manifests+"/clusterrolebinding.yaml")
	})
	t.Run("accepted", manifestsAreAccepted)
	t.Run("behind Prometheus", exporterBehindPrometheus)
}

// The role of the manifests is all the exporter needs; a real Prometheus scrapes it; the guide's four names have data, its two panels
// numbers, and the alerts load and are evaluated.
func exporterBehindPrometheus(t *testing.T) {
	needClaimscope(t)
	address := startExporter(t, exporterAccount(t))
	page, err := fetchText("http://" + address + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page, `state="forbidden"`) || strings.Contains(page, `scope="namespace"`) {
		t.Errorf("the ClusterRole does not let the exporter read everything:\n%s", grep(page, "claimscope_source_state"))
	}
	prometheus := startPrometheus(t, address, manifests+"/monitoring/claimscope-dra.rules.yaml")

	mustKubectl(t, exporterClass+"---\n"+impossible, "apply", "--filename=-")
	t.Cleanup(func() {
		_, _ = kubectl(context.Background(), exporterClass+"---\n"+impossible, "delete", "--wait=false", "--filename=-")
	})
	const rounds, each = 3, 4
	for round := range rounds {
		var yaml []string
		for i := range each {
			name := fmt.Sprintf("exporter-%d-%d", round, i)
			yaml = append(yaml, strings.ReplaceAll(pair(name), "cpu-compute-class", "exporter-class"))
		}
		text := strings.Join(yaml, "---\n")
		mustKubectl(t, text, "apply", "--filename=-")
		for i := range each {
			mustReach(t, fmt.Sprintf("exporter-%d-%d", round, i), "allocated,reserved")
		}
		mustKubectl(t, text, "delete", "--wait=true", "--grace-period=0", "--force", "--filename=-")
		want := float64(each * (round + 1))
		if _, err := prometheus.numberOf(t.Context(), `sum(dra_allocation_duration_seconds_count{device_class="exporter-class"})`,
			func(value float64) bool { return value == want }); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
	}

	for _, one := range []struct {
		query string
		right func(float64) bool
	}{
		{`sum(dra_allocation_errors_total{reason="FailedScheduling"})`, func(v float64) bool { return v >= 1 }},
		{`dra_pending_claims_total`, func(v float64) bool { return v >= 1 }},
		{`sum(claimscope_pending_claims) + sum(claimscope_pending_claims_unexplained) - sum(dra_pending_claims_total)`, func(v float64) bool { return v == 0 }},
		{`dra_resource_utilization_ratio{resource_type="gpu"}`, func(v float64) bool { return v > 0 && v < 1 }},
		// The guide's two panels; the first as it has to be written.
		{`histogram_quantile(0.95, sum by (le) (rate(dra_allocation_duration_seconds_bucket[5m])))`, func(v float64) bool { return v > 0 && v < 60 }},
		{`avg(dra_resource_utilization_ratio{resource_type="gpu"})`, func(v float64) bool { return v > 0 && v < 1 }},
		{`histogram_quantile(0.95, sum by (le) (rate(claimscope_stage_duration_seconds_bucket{stage="scheduled"}[5m])))`, func(v float64) bool { return v >= 0 }},
		{`max(claimscope_largest_free_on_node)`, func(v float64) bool { return v >= 1 }},
		{`sum(claimscope_series_dropped)`, func(v float64) bool { return v == 0 }},
	} {
		value, err := prometheus.numberOf(t.Context(), one.query, one.right)
		if err != nil {
			t.Error(err)
			continue
		}
		t.Logf("%s = %g", one.query, value)
	}
	// As the guide writes it, the panel is empty: that is why it has to be corrected.
	if values, err := prometheus.ask(`histogram_quantile(0.95, dra_allocation_duration_seconds)`); err != nil || len(values) != 0 {
		t.Errorf("the query of the guide gives %v, %v", values, err)
	}
	if err := eventually(t.Context(), 20*time.Second, prometheus.rulesAreWell); err != nil {
		t.Error(err)
	}
}

// rulesAreWell is nil once every rule has been evaluated without an error.
func (m monitor) rulesAreWell() error {
	text, err := fetchText("http://" + m.address + "/api/v1/rules")
	if err != nil {
		return err
	}
	var answer struct {
		Data struct {
			Groups []struct {
				Rules []struct{ Name, Health, LastError string }
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		return err
	}
	rules := 0
	for _, group := range answer.Data.Groups {
		for _, rule := range group.Rules {
			rules++
			if rule.Health != "ok" {
				return fmt.Errorf("rule %s is %s: %s", rule.Name, rule.Health, rule.LastError)
			}
		}
	}
	if rules < 10 {
		return fmt.Errorf("Prometheus has %d rules", rules)
	}
	return nil
}

// exporterAccount writes a kubeconfig with a token of the ServiceAccount of the manifests.
func exporterAccount(t *testing.T) string {
	t.Helper()
	var answer struct{ Status struct{ Token string } }
	text := mustSend(t, shared, http.MethodPost, "/api/v1/namespaces/claimscope/serviceaccounts/claimscope-exporter/token",
		`{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":600}}`)
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "exporter.kubeconfig")
	config := control.Kubeconfig{Server: shared.Server(), CA: shared.CA(), Token: answer.Status.Token, User: "exporter", Namespace: "claimscope"}
	if err := config.Write(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func grep(text, part string) string {
	var out []string
	for line := range strings.Lines(text) {
		if strings.Contains(line, part) {
			out = append(out, line)
		}
	}
	return strings.Join(out, "")
}

// Every manifest is taken by a real API server, those of the Prometheus operator with kinds that stand in for its own.
func manifestsAreAccepted(t *testing.T) {
	out := mustKubectl(t, "", "apply", "--server-side", "--force-conflicts", "--dry-run=server", "-k", manifests)
	for _, kind := range []string{"namespace/", "serviceaccount/", "clusterrole.", "clusterrolebinding.", "deployment.apps/", "service/"} {
		if !strings.Contains(string(out), kind) {
			t.Errorf("no %s in %s", kind, out)
		}
	}
	stubs := fmt.Sprintf(operatorKinds, "servicemonitors", "servicemonitor", "ServiceMonitor") + "---\n" +
		fmt.Sprintf(operatorKinds, "prometheusrules", "prometheusrule", "PrometheusRule")
	mustKubectl(t, stubs, "apply", "--filename=-")
	t.Cleanup(func() { _, _ = kubectl(context.Background(), stubs, "delete", "--wait=false", "--filename=-") })
	mustKubectl(t, "", "wait", "--for=condition=Established", "--timeout=20s", "crd/servicemonitors.monitoring.coreos.com",
		"crd/prometheusrules.monitoring.coreos.com")
	err := eventually(t.Context(), 20*time.Second, func() error {
		out, err := kubectl(t.Context(), "", "apply", "--server-side", "--force-conflicts", "--dry-run=server", "-k", manifests+"/monitoring")
		if err == nil && (!strings.Contains(string(out), "prometheusrule.") || !strings.Contains(string(out), "configmap/claimscope-dashboard")) {
			err = fmt.Errorf("not everything is there: %s", out)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
