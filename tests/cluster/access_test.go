package cluster

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

// forbiddenToViewers are the kinds of `sync` that the ClusterRole `view` does not show.
var forbiddenToViewers = []string{"nodes", "resourceslices", "deviceclasses", "devicetaintrules"}

func TestViewerSeesClaimsAndLearnsWhatIsForbidden(t *testing.T) {
	needClaimscope(t)
	ran := claimscope(t, time.Minute, shared.Viewer(), "get", "claims", "-A", "-o", "json")
	if ran.status != 0 {
		t.Fatalf("get claims: exit %d\n%s", ran.status, ran.stderr)
	}
	claims, sources, err := parseGet[shownClaim](ran.stdout)
	if err != nil {
		t.Fatal(err)
	}
	var have, want []string
	for _, c := range claims {
		have = append(have, c.Namespace+"/"+c.Name+" "+c.State)
	}
	table := mustKubectl(t, "", "get", "resourceclaims", "--all-namespaces")
	for key, state := range claimStates(string(table)) {
		want = append(want, key+" "+state)
	}
	if err := sameSet("claims of the viewer", have, want); err != nil {
		t.Error(err)
	}
	states := map[string]string{}
	for _, one := range sources {
		states[one.Name] = one.State
	}
	for _, kind := range forbiddenToViewers {
		if states[kind] != "forbidden" {
			t.Errorf("source %s is %q, not forbidden: %v", kind, states[kind], states)
		}
	}
	for _, kind := range []string{"resourceclaims", "pods"} {
		if state, there := states[kind]; !there || state == "forbidden" {
			t.Errorf("source %s is %q", kind, state)
		}
	}
	t.Logf("compared %d claims, %d sources", len(want), len(states))
}

func TestViewerIsToldWhyThereAreNoSlices(t *testing.T) {
	needClaimscope(t)
	ran := claimscope(t, time.Minute, shared.Viewer(), "get", "slices", "-o", "json")
	if ran.status != 4 {
		t.Errorf("exit %d, not 4", ran.status)
	}
	var lines []string
	for line := range strings.Lines(ran.stderr) {
		if strings.Contains(line, "orbidden") {
			lines = append(lines, line)
		}
	}
	if len(lines) != 1 || !strings.Contains(lines[0], "resourceslices") {
		t.Errorf("want one line that names resourceslices as forbidden, got:\n%s", ran.stderr)
	}
}

func TestSourcesThatRefuseOrCannotBeReached(t *testing.T) {
	needClaimscope(t)
	stranger, err := control.NewAuthority("some-other-ca")
	if err != nil {
		t.Fatal(err)
	}
	strangerFile := filepath.Join(t.TempDir(), "other-ca.crt")
	if err := os.WriteFile(strangerFile, stranger.PEM, 0o600); err != nil {
		t.Fatal(err)
	}
	host := strings.TrimPrefix(shared.Server(), "https://")
	closed := closedPort(t)
	for _, one := range []struct {
		name   string
		config control.Kubeconfig // nobody's when empty
		status int
		words  []string // each must be in the message, whatever the case
	}{
		{"nobody", control.Kubeconfig{}, 4, []string{"forbidden"}},
		{"invalid token", control.Kubeconfig{Server: shared.Server(), CA: shared.CA(), Token: "not-a-token"}, 4, nil},
		{"wrong CA", control.Kubeconfig{Server: shared.Server(), CAFile: strangerFile, Token: "x"}, 3, []string{host, "CA"}},
		{"unreachable", control.Kubeconfig{Server: "https://" + closed, CA: shared.CA(), Token: "x"}, 3, []string{closed}},
	} {
		t.Run(one.name, func(t *testing.T) {
			path := shared.Nobody()
			if one.config.Server != "" {
				path = filepath.Join(t.TempDir(), "kubeconfig")
				one.config.User = "somebody"
				if err := one.config.Write(path); err != nil {
					t.Fatal(err)
				}
			}
			ran := claimscope(t, time.Minute, path, "get", "claims", "-A", "-o", "json", "--timeout", "10s")
			if ran.status != one.status {
				t.Errorf("exit %d, not %d", ran.status, one.status)
			}
			if strings.TrimSpace(ran.stderr) == "" {
				t.Error("no message on stderr")
			}
			for _, word := range one.words {
				if !strings.Contains(strings.ToLower(ran.stderr), strings.ToLower(word)) {
					t.Errorf("the message does not name %q:\n%s", word, ran.stderr)
				}
			}
			if strings.Contains(ran.stderr+ran.stdout, "not-a-token") {
				t.Error("the token is in the output")
			}
		})
	}
}

// The users must be what the tests take them for.
func TestUsersMayDoWhatTheirNamesSay(t *testing.T) {
	needCluster(t)
	may := func(kubeconfig, resource string) bool {
		_, err := control.Kubectl{Cluster: shared, Kubeconfig: kubeconfig}.Run(t.Context(), "", "auth", "can-i", "list", resource, "-A")
		return err == nil
	}
	for kind := range syncKinds {
		if !may(shared.Token(), kind) {
			t.Errorf("the token administrator may not list %s", kind)
		}
	}
	for _, kind := range forbiddenToViewers {
		if may(shared.Viewer(), kind) {
			t.Errorf("the viewer may list %s", kind)
		}
	}
	for _, kind := range []string{"resourceclaims", "pods", "namespaces", "events", "resourcequotas", "jobs"} {
		if !may(shared.Viewer(), kind) {
			t.Errorf("the viewer may not list %s", kind)
		}
		if may(shared.Nobody(), kind) {
			t.Errorf("nobody may list %s", kind)
		}
	}
}

// closedPort is an address on which nothing listens.
func closedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
