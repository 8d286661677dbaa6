package cluster

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// metricsAnswer is what `claimscope metrics -o json` prints.
type metricsAnswer struct {
	State, Route, Address, Version string
	Error                          *struct{ Message, Fix string }
	Tried                          []struct {
		What, Said string
		Answers    bool
	}
	Answers map[string]struct {
		State  string
		Series []struct{ Value any }
	}
	Query *struct {
		Error  *struct{ Message string }
		Series []struct{ Value any }
	}
}

func askMetrics(t *testing.T, kubeconfig string, flags ...string) (metricsAnswer, answer) {
	t.Helper()
	ran := claimscope(t, time.Minute, kubeconfig, append([]string{"metrics", "-o", "json"}, flags...)...)
	var all metricsAnswer
	if err := json.Unmarshal([]byte(ran.stdout), &all); err != nil {
		t.Fatalf("%v in %.300s\n%s", err, ran.stdout, ran.stderr)
	}
	return all, ran
}

// withService makes a Service and what is behind it, and removes both with the test.
func withService(t *testing.T, yaml string) {
	t.Helper()
	if err := apply(t.Context(), yaml); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := kubectl(context.Background(), yaml, "delete", "--filename=-", "--ignore-not-found", "--wait=false"); err != nil {
			t.Error(err)
		}
	})
}

// The words of the real API server for a Service behind which nobody is, and for a user who may not use its proxy.
func TestMetricsServiceProxyRefusals(t *testing.T) {
	needClaimscope(t)
	withService(t, `
apiVersion: v1
kind: Service
metadata: {name: prometheus-empty, namespace: default}
spec: {selector: {app: nobody}, ports: [{name: web, port: 9090}]}
`)
	got, ran := askMetrics(t, shared.Admin(), "--prometheus", "default/prometheus-empty:9090")
	if got.State != "failed" || got.Error == nil || !strings.Contains(got.Error.Message, "no pod of it is ready") || ran.status == 0 {
		t.Errorf("a Service without endpoints: %s", ran.stdout)
	}
	got, ran = askMetrics(t, shared.Viewer(), "--prometheus", "default/prometheus-empty:9090")
	if got.State != "forbidden" || got.Error == nil || !strings.Contains(got.Error.Message+got.Error.Fix, "services/proxy") || ran.status != 4 {
		t.Errorf("a user who may not: exit %d %s", ran.status, ran.stdout)
	}
	got, ran = askMetrics(t, shared.Admin(), "--prometheus", "default/gone:9090")
	if got.Error == nil || !strings.Contains(got.Error.Message, "it is not there") {
		t.Errorf("a Service that is not there: %s", ran.stdout)
	}
}

// Through the real service proxy to a server on an address of this machine alone; endpoints on loopback are refused.
func TestMetricsThroughServiceProxy(t *testing.T) {
	needClaimscope(t)
	const address = "198.51.100.77"
	if out, err := exec.Command("ip", "addr", "add", address+"/32", "dev", "lo").CombinedOutput(); err != nil && !strings.Contains(string(out), "exists") {
		t.Skipf("no address of our own: %v %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("ip", "addr", "del", address+"/32", "dev", "lo").Run() })
	listener, err := net.Listen("tcp", address+":0")
	if err != nil {
		t.Skip(err)
	}
	posted := make(chan string, 1)
	go func() {
		_ = http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			query := r.FormValue("query")
			value, labels := "0.25", ""
			switch {
			case r.URL.Path == "/api/v1/status/buildinfo":
				fmt.Fprint(w, `{"status":"success","data":{"version":"3.1.0"}}`)
				return
			case strings.HasPrefix(query, "count by (__name__)"):
				labels, value = `"__name__":"dra_operations_duration_seconds_count"`, "2"
			case strings.HasPrefix(query, "sum("):
				w.WriteHeader(http.StatusBadRequest)
				fmt.Fprint(w, `{"status":"error","errorType":"bad_data","error":"1:5: parse error: unexpected end of input"}`)
				return
			}
			if r.Method == http.MethodPost {
				select {
				case posted <- query:
				default:
				}
			}
			fmt.Fprintf(w, `{"status":"success","data":{"resultType":"vector","result":[{"metric":{%s},"value":[%d,"%s"]}]}}`, labels, time.Now().Unix(), value)
		}))
	}()
	t.Cleanup(func() { _ = listener.Close() })
	port := listener.Addr().(*net.TCPAddr).Port
	withService(t, fmt.Sprintf(`
apiVersion: v1
kind: Service
metadata: {name: prometheus-operated, namespace: default}
spec: {ports: [{name: web, port: 9090, targetPort: %d}]}
---
apiVersion: v1
kind: Pod
metadata: {name: prometheus-0, namespace: default}
spec: {nodeSelector: {nowhere: "true"}, containers: [{name: prometheus, image: none}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: prometheus-operated-1, namespace: default, labels: {kubernetes.io/service-name: prometheus-operated}}
addressType: IPv4
ports: [{name: web, port: %d, protocol: TCP}]
endpoints: [{addresses: [%s], conditions: {ready: true}, targetRef: {kind: Pod, namespace: default, name: prometheus-0}}]
`, port, port, address))
	// The proxy of 1.37 goes to addresses of pods only, so a pod says that it has this one.
	status := fmt.Sprintf(`{"status":{"phase":"Running","podIP":"%s","podIPs":[{"ip":"%s"}]}}`, address, address)
	mustKubectl(t, "", "patch", "pod", "prometheus-0", "--namespace=default", "--subresource=status", "--type=merge", "--patch="+status)

	var got metricsAnswer
	var ran answer
	// The apiserver hears of endpoints a moment later than of the Service.
	_ = eventually(t.Context(), 20*time.Second, func() error {
		if got, ran = askMetrics(t, shared.Admin(), "--query", "up"); got.State != "live" {
			return fmt.Errorf("%s", got.State)
		}
		return nil
	})
	if got.State != "live" || got.Route != "through the API server" || got.Address != "service default/prometheus-operated:9090" ||
		got.Version != "3.1.0" || got.Query == nil || len(got.Query.Series) != 1 || got.Query.Series[0].Value != 0.25 {
		t.Fatalf("found by itself: %s\n%s", ran.stdout, ran.stderr)
	}
	if prepare := got.Answers["prepareSeconds"]; len(prepare.Series) != 1 || prepare.Series[0].Value != 0.25 {
		t.Errorf("prepareSeconds: %+v", prepare)
	}
	got, ran = askMetrics(t, shared.Admin(), "--query", "sum(")
	if got.Query == nil || got.Query.Error == nil || !strings.Contains(got.Query.Error.Message, "parse error") || ran.status != 2 {
		t.Errorf("a wrong query: exit %d %s", ran.status, ran.stdout)
	}
	long := "max(" + strings.Repeat("up + ", 900) + "up)"
	if got, ran = askMetrics(t, shared.Admin(), "--query", long); got.Query == nil || got.Query.Error != nil {
		t.Errorf("a long query: exit %d %.2000s", ran.status, ran.stdout)
	}
	select {
	case query := <-posted:
		if query != long {
			t.Errorf("what was posted is not what was asked: %.100s", query)
		}
	default:
		t.Error("a query of 4,500 bytes was not posted")
	}
}
