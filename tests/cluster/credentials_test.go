package cluster

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

// plugin is an exec plugin in a kubeconfig of its own.
type plugin struct {
	dir, kubeconfig, binary, account string
}

// newPlugin builds one for a service account that may see everything; its tokens live that long.
func newPlugin(t *testing.T, name, version string, life time.Duration) *plugin {
	t.Helper()
	p := &plugin{dir: t.TempDir()}
	p.binary = filepath.Join(p.dir, "plugin")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", p.binary, "./cmd/plugin")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	_, subject := serviceAccount(t, name)
	grant(t, name, "", subject, allBut()...)
	var account struct{ Metadata metadata }
	if err := json.Unmarshal(mustSend(t, shared, http.MethodGet, "/api/v1/namespaces/batch/serviceaccounts/"+name, ""), &account); err != nil {
		t.Fatal(err)
	}
	p.account = "batch/" + name + "/" + account.Metadata.UID
	p.set(t, "ok")
	p.kubeconfig = filepath.Join(p.dir, "kubeconfig")
	config := control.Kubeconfig{Server: shared.Server(), CA: shared.CA(), User: name, UserLines: []string{"exec:",
		"  apiVersion: client.authentication.k8s.io/" + version, "  command: ./plugin", "  interactiveMode: IfAvailable", "  args:"}}
	for _, argument := range append(p.arguments(), "--version", version, "--life", life.String(), "--mode", filepath.Join(p.dir, "mode"),
		"--log", filepath.Join(p.dir, "runs")) {
		config.UserLines = append(config.UserLines, "  - "+argument)
	}
	if err := config.Write(p.kubeconfig); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *plugin) arguments() []string {
	return []string{"--key", filepath.Join(shared.Dir, "pki", "service-account.key"), "--account", p.account}
}

// set says what the plugin does when it is run next.
func (p *plugin) set(t *testing.T, mode string) {
	t.Helper()
	replaceFile(t, filepath.Join(p.dir, "mode"), []byte(mode))
}

// runs are the times at which it was run.
func (p *plugin) runs(t *testing.T) []time.Time {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(p.dir, "runs"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var all []time.Time
	for line := range strings.Lines(string(text)) {
		at, err := time.Parse(time.RFC3339Nano, strings.Fields(line)[0])
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, at)
	}
	return all
}

// replaceFile writes as kubelet and cert-manager do: another file takes the name.
func replaceFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path+".new", data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		t.Fatal(err)
	}
}

// noGap is an error when a kind was once loaded and later anything else than live.
func noGap(all []moment) error {
	loaded := map[string]bool{}
	for _, m := range all {
		for kind, one := range m.Kinds {
			if one.State == "live" {
				loaded[kind] = true
			} else if loaded[kind] {
				return fmt.Errorf("%s: %s were %q: %s", m.Time.Format(time.StampMilli), kind, one.State, one.Error)
			}
		}
	}
	return nil
}

// Tokens that live for seconds: nobody sees a gap, and the plugin runs once for each of them.
// CLAIMSCOPE_ROTATIONS=50 for the long run.
func TestTokensOfAPluginExpire(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	rotations := fromEnvironment("CLAIMSCOPE_ROTATIONS", 3)
	const life = 5 * time.Second
	for _, version := range []string{"v1", "v1beta1"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			p := newPlugin(t, "plugin-"+version, version, life)
			past := record(t, shared)
			began := time.Now()
			seen := follow(t, p.kubeconfig)
			seen.mustSee(t, time.Time{}, time.Minute, "first load", func(m moment) error { return past.equals(m) })
			if err := eventually(t.Context(), time.Duration(rotations+3)*2*life, func() error {
				if n := len(p.runs(t)); n <= rotations {
					return fmt.Errorf("the plugin ran %d times", n)
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			last := seen.mustSee(t, time.Now(), 20*time.Second, "after the rotations", func(m moment) error { return past.equals(m) })
			all, err := seen.all()
			if err != nil {
				t.Fatal(err)
			}
			if err := noGap(all); err != nil {
				t.Error(err)
			}
			runs := p.runs(t)
			allowed := int(time.Since(began)/life) + 2
			if len(runs) > allowed {
				t.Errorf("the plugin ran %d times in %s, more than once in %s", len(runs), time.Since(began).Round(time.Second), life)
			}
			t.Logf("%d runs in %s, %d relists, %d reconnects", len(runs), time.Since(began).Round(time.Second), last.Relists, last.Reconnects)
		})
	}
}

// A plugin that hangs or fails: what is shown stays, the cause is said, and all goes on when it recovers.
func TestAPluginThatHangsOrFails(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	p := newPlugin(t, "plugin-broken", "v1", 3*time.Second)
	past := record(t, shared)
	seen := follow(t, p.kubeconfig)
	seen.mustSee(t, time.Time{}, time.Minute, "first load", func(m moment) error { return past.equals(m) })
	for _, mode := range []string{"fail", "hang"} {
		p.set(t, mode)
		broken := time.Now()
		// The watches are open and go on: a write is still seen, while the plugin gives nothing.
		name := "seen-while-plugin-" + mode
		mustSend(t, shared, http.MethodPost, "/apis/resource.k8s.io/v1/namespaces/batch/resourceclaims", fmt.Sprintf(stormClaim, name))
		seen.mustSee(t, time.Now(), 20*time.Second, mode+": a write", func(m moment) error {
			if lag, err := past.lag("resourceclaims", m.Kinds["resourceclaims"].Digest, m.Time); err != nil || lag > time.Second {
				return fmt.Errorf("claims are %s old, %v", lag, err)
			}
			return nil
		})
		if err := eventually(t.Context(), 20*time.Second, func() error {
			if runs := p.runs(t); len(runs) == 0 || runs[len(runs)-1].Before(broken) {
				return fmt.Errorf("the plugin has not been asked since")
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		before := len(p.runs(t))
		p.set(t, "ok")
		mustSend(t, shared, http.MethodDelete, "/apis/resource.k8s.io/v1/namespaces/batch/resourceclaims/"+name, "")
		recovered := time.Now()
		limit := 30 * time.Second
		if mode == "hang" {
			limit = 90 * time.Second // it is given a minute
		}
		m := seen.mustSee(t, recovered, limit, mode+": recovered", func(m moment) error {
			if len(p.runs(t)) == before {
				return fmt.Errorf("the plugin was not asked again")
			}
			return past.equals(m)
		})
		t.Logf("%s: all right again %s after the plugin was; %d runs", mode, m.Time.Sub(recovered).Round(time.Millisecond), len(p.runs(t)))
	}
}

// A token file whose token is replaced before it expires: no gap. Claimscope re-reads it within a minute.
func TestTokenFileIsRotated(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	p := newPlugin(t, "token-file", "v1", time.Minute)
	file := filepath.Join(p.dir, "token")
	mint := func(life time.Duration) {
		arguments := append(p.arguments(), "--bare", "--life", life.String())
		token, err := exec.CommandContext(t.Context(), p.binary, arguments...).Output()
		if err != nil {
			t.Fatal(err)
		}
		replaceFile(t, file, append(token, '\n'))
	}
	mint(20 * time.Second)
	kubeconfig := filepath.Join(p.dir, "token-file.kubeconfig")
	config := control.Kubeconfig{Server: shared.Server(), CA: shared.CA(), User: "token-file", UserLines: []string{"tokenFile: " + file}}
	if err := config.Write(kubeconfig); err != nil {
		t.Fatal(err)
	}
	past := record(t, shared)
	seen := follow(t, kubeconfig)
	seen.mustSee(t, time.Time{}, time.Minute, "first load", func(m moment) error { return past.equals(m) })
	mint(10 * time.Minute)
	<-time.After(25 * time.Second) // the first token has expired, and the server has forgotten it
	m := seen.mustSee(t, time.Now(), 20*time.Second, "with the second token", func(m moment) error { return past.equals(m) })
	all, err := seen.all()
	if err != nil {
		t.Fatal(err)
	}
	if err := noGap(all); err != nil {
		t.Error(err)
	}
	t.Logf("%d relists, %d reconnects", m.Relists, m.Reconnects)
}

// Client certificates in files are replaced while Claimscope runs; those of a plugin are too.
func TestClientCertificateIsRotated(t *testing.T) {
	needClaimscope(t)
	dir := t.TempDir()
	write := func(user string) {
		config, err := shared.ClientOf(user, "system:masters")
		if err != nil {
			t.Fatal(err)
		}
		replaceFile(t, filepath.Join(dir, "client.key"), config.Client.Key)
		replaceFile(t, filepath.Join(dir, "client.crt"), config.Client.Certificate)
	}
	write("first")
	kubeconfig := filepath.Join(dir, "kubeconfig")
	config := control.Kubeconfig{Server: shared.Server(), CA: shared.CA(), User: "rotated",
		UserLines: []string{"client-certificate: client.crt", "client-key: client.key"}}
	if err := config.Write(kubeconfig); err != nil {
		t.Fatal(err)
	}
	past := record(t, shared)
	seen := follow(t, kubeconfig)
	seen.mustSee(t, time.Time{}, time.Minute, "first load", func(m moment) error { return past.equals(m) })
	write("second")
	if err := shared.RestartAPIServer(t.Context()); err != nil {
		t.Fatal(err)
	}
	seen.mustSee(t, time.Now(), time.Minute, "with the second certificate", func(m moment) error { return past.equals(m) })

	p := newPlugin(t, "plugin-certificates", "v1", 4*time.Second)
	p.set(t, "static:"+filepath.Join(dir, "client.crt")+":"+filepath.Join(dir, "client.key"))
	seen = follow(t, p.kubeconfig)
	seen.mustSee(t, time.Time{}, time.Minute, "first load with a certificate of the plugin", func(m moment) error { return past.equals(m) })
	write("third")
	runs := len(p.runs(t))
	seen.mustSee(t, time.Now(), time.Minute, "with the third certificate", func(m moment) error {
		if len(p.runs(t)) < runs+2 {
			return fmt.Errorf("the plugin ran %d times", len(p.runs(t)))
		}
		return past.equals(m)
	})
	all, err := seen.all()
	if err != nil {
		t.Fatal(err)
	}
	if err := noGap(all); err != nil {
		t.Error(err)
	}
}
