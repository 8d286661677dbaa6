package cluster

import (
	"bufio"
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
	"claimscope.test/cluster/internal/proxy"
)

// writeConfig stores a kubeconfig for one test.
func writeConfig(t *testing.T, config control.Kubeconfig) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "kubeconfig")
	if err := config.Write(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// seesWrites checks the first load, and that a claim that is made later appears.
func seesWrites(t *testing.T, kubeconfig, name string, environment ...string) *follower {
	t.Helper()
	past := record(t, shared)
	seen := follow(t, kubeconfig, environment...)
	seen.mustSee(t, time.Time{}, time.Minute, "first load", func(m moment) error { return past.equals(m) })
	claims := "/apis/resource.k8s.io/v1/namespaces/batch/resourceclaims"
	mustSend(t, shared, http.MethodPost, claims, fmt.Sprintf(stormClaim, name))
	defer mustSend(t, shared, http.MethodDelete, claims+"/"+name, "")
	seen.mustSee(t, time.Now(), 10*time.Second, "a claim that was made later", func(m moment) error { return past.equals(m) })
	return seen
}

// Forward proxies: from the kubeconfig and from the environment, with a login, and for names that only the proxy knows.
func TestForwardProxies(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	port := shared.Server()[strings.LastIndex(shared.Server(), ":"):]
	admin, err := shared.ClientOf("claimscope-admin", "system:masters")
	if err != nil {
		t.Fatal(err)
	}
	named := admin
	named.Server = "https://kubernetes.default.svc" + port // no DNS here knows it; the certificate does
	for _, one := range []struct {
		name, scheme, login string
		start               func(string) (*proxy.Tunnel, error)
	}{
		{"connect", "http", "", proxy.NewConnect},
		{"connect with a login", "http", "pilot:s3cret", proxy.NewConnect},
		{"socks5", "socks5", "", proxy.NewSocks},
		{"socks5 with a login", "socks5", "pilot:s3cret", proxy.NewSocks},
	} {
		t.Run(one.name, func(t *testing.T) {
			tunnel, err := one.start(one.login)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(tunnel.Close)
			address := one.scheme + "://" + tunnel.Address
			if one.login != "" {
				address = one.scheme + "://" + one.login + "@" + tunnel.Address
			}
			config := named
			config.ClusterLines = []string{"proxy-url: " + address}
			seen := seesWrites(t, writeConfig(t, config), "through-"+strings.ReplaceAll(one.name, " ", "-"))
			if tunnel.Opened() == 0 || !strings.HasPrefix(tunnel.Last(), "kubernetes.default.svc:") {
				t.Errorf("%d connections went through the proxy, the last to %q", tunnel.Opened(), tunnel.Last())
			}
			tunnel.Close()
			gone := time.Now()
			m := seen.mustSee(t, gone, 30*time.Second, "without the proxy", func(m moment) error {
				if one := m.Kinds["pods"]; one.State != "stale" || one.Error == "" {
					return fmt.Errorf("pods are %q: %s", one.State, one.Error)
				}
				return nil
			})
			if text := m.Kinds["pods"].Error; one.login != "" && strings.Contains(text, "s3cret") {
				t.Errorf("the password of the proxy is shown: %s", text)
			}
		})
	}
	t.Run("environment", func(t *testing.T) {
		tunnel, err := proxy.NewConnect("")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(tunnel.Close)
		seesWrites(t, writeConfig(t, named), "through-environment", "HTTPS_PROXY=http://"+tunnel.Address)
		opened := tunnel.Opened()
		if opened == 0 {
			t.Error("HTTPS_PROXY was not used")
		}
		for _, exception := range []string{"default.svc", ".svc", "kubernetes.default.svc" + port, "*"} {
			// Without the proxy nobody knows the name: that it cannot be reached shows that the exception counted.
			ran := claimscopeWith(t, []string{"HTTPS_PROXY=http://" + tunnel.Address, "NO_PROXY=10.0.0.0/8," + exception},
				writeConfig(t, named), "get", "nodes", "--timeout", "10s")
			if ran.status != 3 || tunnel.Opened() != opened {
				t.Errorf("NO_PROXY=%s: exit %d, %d connections more: %s", exception, ran.status, tunnel.Opened()-opened, ran.stderr)
			}
		}
		// Addresses of this machine never go through a proxy, as in Go.
		if ran := claimscopeWith(t, []string{"HTTPS_PROXY=http://" + tunnel.Address}, shared.Admin(), "get", "nodes"); ran.status != 0 || tunnel.Opened() != opened {
			t.Errorf("loopback: exit %d, %d connections more: %s", ran.status, tunnel.Opened()-opened, ran.stderr)
		}
	})
	t.Run("refused login", func(t *testing.T) {
		tunnel, err := proxy.NewConnect("pilot:s3cret")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(tunnel.Close)
		config := named
		config.ClusterLines = []string{"proxy-url: http://pilot:wr0ng@" + tunnel.Address}
		ran := claimscope(t, time.Minute, writeConfig(t, config), "get", "nodes", "--timeout", "10s")
		if ran.status == 0 || !strings.Contains(ran.stderr, "407") && !strings.Contains(strings.ToLower(ran.stderr), "proxy") {
			t.Errorf("exit %d: %s", ran.status, ran.stderr)
		}
		if strings.Contains(ran.stderr, "wr0ng") {
			t.Errorf("the password of the proxy is shown: %s", ran.stderr)
		}
	})
}

// A proxy that ends TLS with a certificate for another name, and one behind a path.
func TestProxiesThatEndTLS(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	upstream, err := shared.Client()
	if err != nil {
		t.Fatal(err)
	}
	upstream.Timeout = 0
	pair, err := shared.ServerPair("gateway.example.com")
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []struct {
		name, prefix string
		pair         control.Pair
		lines        []string
	}{
		{"another name", "", pair, []string{"tls-server-name: gateway.example.com"}},
		{"a path", "/k8s/clusters/c-1", pair, []string{"tls-server-name: gateway.example.com"}},
		{"plain", "/p", control.Pair{}, nil},
	} {
		t.Run(one.name, func(t *testing.T) {
			server, err := proxy.Reverse{Prefix: one.prefix, Pair: one.pair, Upstream: upstream, Server: shared.Server()}.Start()
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
			config := control.Kubeconfig{Server: server.URL + one.prefix, Token: "nobody-asks", User: "gateway", ClusterLines: one.lines}
			if one.pair.Key != nil {
				config.CA = shared.CA()
			}
			seesWrites(t, writeConfig(t, config), "behind-"+strings.ReplaceAll(one.name, " ", "-"))
			if one.pair.Key == nil {
				return
			}
			config.ClusterLines = nil
			ran := claimscope(t, time.Minute, writeConfig(t, config), "get", "nodes", "--timeout", "10s")
			if ran.status != 3 || !strings.Contains(strings.ToLower(ran.stderr), "certificate") {
				t.Errorf("the certificate is for another name: exit %d: %s", ran.status, ran.stderr)
			}
		})
	}
}

// `kubectl proxy` with a prefix, as people use it to reach a cluster from a container.
func TestBehindKubectlProxy(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	command := exec.CommandContext(t.Context(), filepath.Join(shared.Bin, "kubectl"), "--kubeconfig", shared.Admin(), "proxy",
		"--port=0", "--api-prefix=/some/where/")
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n') // Starting to serve on 127.0.0.1:39117
	if err != nil {
		t.Fatal(err)
	}
	address := line[strings.LastIndex(line, " ")+1 : len(line)-1]
	seesWrites(t, writeConfig(t, control.Kubeconfig{Server: "http://" + address + "/some/where", User: "proxied", Token: "x"}), "behind-kubectl-proxy")
}

// A proxy that passes nothing on before it is whole: lists come, watches are silent. Claimscope reads lists again from
// time to time and says so.
func TestABufferingProxyIsPolled(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	upstream, err := shared.Client()
	if err != nil {
		t.Fatal(err)
	}
	upstream.Timeout = 0
	server, err := proxy.Reverse{Buffers: true, Upstream: upstream, Server: shared.Server()}.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	past := record(t, shared)
	seen := follow(t, writeConfig(t, control.Kubeconfig{Server: server.URL, User: "buffered", Token: "x"}))
	claims := "/apis/resource.k8s.io/v1/namespaces/batch/resourceclaims"
	const name = "behind-a-buffer"
	seen.mustSee(t, time.Time{}, time.Minute, "first load", func(m moment) error {
		_, err := past.lag("resourceclaims", m.Kinds["resourceclaims"].Digest, m.Time)
		return err
	})
	mustSend(t, shared, http.MethodPost, claims, fmt.Sprintf(stormClaim, name))
	written := time.Now()
	t.Cleanup(func() { mustSend(t, shared, http.MethodDelete, claims+"/"+name, "") })
	m := seen.mustSee(t, written, 3*time.Minute, "a claim that was made later", func(m moment) error {
		if lag, err := past.lag("resourceclaims", m.Kinds["resourceclaims"].Digest, m.Time); err != nil || lag > 0 {
			return fmt.Errorf("claims are %s old (%q), %v", lag, m.Kinds["resourceclaims"].State, err)
		}
		return nil
	})
	t.Logf("seen %s after it was written", m.Time.Sub(written).Round(time.Second))
	m = seen.mustSee(t, written, 3*time.Minute, "polling", func(m moment) error {
		if one := m.Kinds["resourceclaims"]; one.State != "polling" || one.Error == "" {
			return fmt.Errorf("claims are %q: %s", one.State, one.Error)
		}
		return nil
	})
	t.Logf("polling said %s after the write: %s; notices %v", m.Time.Sub(written).Round(time.Second), m.Kinds["resourceclaims"].Error, m.Notices)
}
