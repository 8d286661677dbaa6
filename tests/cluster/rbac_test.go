package cluster

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

// groupOf is the API group of a kind of sync.
func groupOf(kind string) string {
	parts := strings.Split(syncKinds[kind], "/")
	if parts[1] == "api" {
		return ""
	}
	return parts[2]
}

// ruleFor is one rule of a role.
func ruleFor(kind string, verbs ...string) map[string]any {
	return map[string]any{"apiGroups": []string{groupOf(kind)}, "resources": []string{kind}, "verbs": verbs}
}

// grant lets a subject do what the rules say, in a namespace or, without one, everywhere; it ends with the test.
func grant(t *testing.T, name, namespace string, subject map[string]any, rules ...map[string]any) {
	t.Helper()
	base, kind := "/apis/rbac.authorization.k8s.io/v1/", "ClusterRole"
	roles, bindings := base+"clusterroles", base+"clusterrolebindings"
	if namespace != "" {
		kind = "Role"
		roles, bindings = base+"namespaces/"+namespace+"/roles", base+"namespaces/"+namespace+"/rolebindings"
	}
	role := map[string]any{"metadata": map[string]any{"name": name}, "rules": rules}
	binding := map[string]any{"metadata": map[string]any{"name": name}, "subjects": []any{subject},
		"roleRef": map[string]any{"apiGroup": "rbac.authorization.k8s.io", "kind": kind, "name": name}}
	for path, body := range map[string]any{roles: role, bindings: binding} {
		text, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		mustSend(t, shared, http.MethodPost, path, string(text))
		t.Cleanup(func() { mustSend(t, shared, http.MethodDelete, path+"/"+name, "") })
	}
}

func userSubject(name string) map[string]any {
	return map[string]any{"kind": "User", "apiGroup": "rbac.authorization.k8s.io", "name": name}
}

// certificateUser writes a kubeconfig of a user who may do nothing yet.
func certificateUser(t *testing.T, name, namespace string) string {
	t.Helper()
	config, err := shared.ClientOf(name)
	if err != nil {
		t.Fatal(err)
	}
	config.Namespace = namespace
	path := filepath.Join(t.TempDir(), name+".kubeconfig")
	if err := config.Write(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// serviceAccount makes one in namespace batch and writes a kubeconfig with a token of it.
func serviceAccount(t *testing.T, name string) (string, map[string]any) {
	t.Helper()
	accounts := "/api/v1/namespaces/batch/serviceaccounts"
	mustSend(t, shared, http.MethodPost, accounts, `{"metadata":{"name":"`+name+`"}}`)
	t.Cleanup(func() { mustSend(t, shared, http.MethodDelete, accounts+"/"+name, "") })
	var answer struct{ Status struct{ Token string } }
	text := mustSend(t, shared, http.MethodPost, accounts+"/"+name+"/token",
		`{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":600}}`)
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name+".kubeconfig")
	config := control.Kubeconfig{Server: shared.Server(), CA: shared.CA(), Token: answer.Status.Token, User: name, Namespace: "batch"}
	if err := config.Write(path); err != nil {
		t.Fatal(err)
	}
	return path, map[string]any{"kind": "ServiceAccount", "name": name, "namespace": "batch"}
}

// allBut are rules for every kind but some.
func allBut(without ...string) []map[string]any {
	var rules []map[string]any
	for _, kind := range sortedKinds() {
		if !slices.Contains(without, kind) {
			rules = append(rules, ruleFor(kind, "get", "list", "watch"))
		}
	}
	return rules
}

// settledAs runs until every kind has been answered one way or the other.
func settledAs(m moment, states map[string]string, otherwise string) error {
	for _, kind := range sortedKinds() {
		want, named := states[kind]
		if !named {
			want = otherwise
		}
		if one := m.Kinds[kind]; one.State != want {
			return fmt.Errorf("%s are %q, not %q: %s", kind, one.State, want, one.Error)
		}
	}
	return nil
}

// Each user sees what the role shows and is told what it hides; what is hidden is never zero.
func TestRolesHideOnlyWhatTheyHide(t *testing.T) {
	needClaimscope(t)
	past := record(t, shared)
	for _, one := range []struct {
		name   string
		hidden []string
	}{
		{"without-nodes", []string{"nodes"}},
		{"without-slices", []string{"resourceslices", "devicetaintrules"}},
		{"without-pods", []string{"pods", "events"}},
	} {
		t.Run(one.name, func(t *testing.T) {
			path := certificateUser(t, one.name, "")
			grant(t, one.name, "", userSubject(one.name), allBut(one.hidden...)...)
			seen := follow(t, path)
			states := map[string]string{}
			for _, kind := range one.hidden {
				states[kind] = "forbidden"
			}
			seen.mustSee(t, time.Time{}, 30*time.Second, "states", func(m moment) error {
				if err := settledAs(m, states, "live"); err != nil {
					return err
				}
				for _, kind := range one.hidden {
					if m.Kinds[kind].Error == "" {
						return fmt.Errorf("%s are forbidden without a word why", kind)
					}
				}
				return past.equals(m, slices.DeleteFunc(sortedKinds(), func(kind string) bool { return slices.Contains(one.hidden, kind) })...)
			})
			ran := claimscope(t, time.Minute, path, "report", "-o", "json")
			if ran.status > 1 {
				t.Errorf("report: exit %d\n%s", ran.status, ran.stderr)
			}
			for _, kind := range one.hidden {
				if !strings.Contains(ran.stdout, kind) {
					t.Errorf("the report does not name %s, which are hidden", kind)
				}
			}
		})
	}
}

// Whoever may see one namespace only has a working view of that namespace.
func TestUserOfOneNamespace(t *testing.T) {
	needClaimscope(t)
	const namespace = "ml-workloads"
	namespaced := []string{"pods", "resourceclaims", "resourceclaimtemplates", "events", "resourcequotas", "deployments",
		"replicasets", "statefulsets", "daemonsets", "jobs", "cronjobs", "poddisruptionbudgets"}
	var rules []map[string]any
	for _, kind := range namespaced {
		rules = append(rules, ruleFor(kind, "get", "list", "watch"))
	}
	path, subject := serviceAccount(t, "one-namespace")
	config := certificateUser(t, "one-namespace", namespace)
	for _, user := range []struct {
		name, kubeconfig string
		subject          map[string]any
		flags            []string
	}{
		{"certificate", config, userSubject("one-namespace"), nil},
		{"service account", path, subject, []string{"--namespace", namespace}},
	} {
		t.Run(user.name, func(t *testing.T) {
			grant(t, "one-namespace", namespace, user.subject, rules...)
			var want []string
			for _, o := range mustList[object](t, "resourceclaims") {
				if o.Metadata.Namespace == namespace {
					want = append(want, o.Metadata.Name)
				}
			}
			ran := claimscope(t, time.Minute, user.kubeconfig, append([]string{"get", "claims", "-o", "json"}, user.flags...)...)
			if ran.status != 0 {
				t.Fatalf("get claims: exit %d\n%s", ran.status, ran.stderr)
			}
			claims, _, err := parseGet[shownClaim](ran.stdout)
			if err != nil {
				t.Fatal(err)
			}
			var have []string
			for _, c := range claims {
				have = append(have, c.Name)
			}
			if err := sameSet("claims of "+namespace, have, want); err != nil {
				t.Error(err)
			}
			if ran := claimscope(t, time.Minute, user.kubeconfig, "get", "nodes"); ran.status != 4 {
				t.Errorf("get nodes: exit %d, not 4", ran.status)
			}
			if user.flags != nil {
				return
			}
			seen := follow(t, user.kubeconfig)
			states := map[string]string{}
			for _, kind := range namespaced {
				states[kind] = "live"
			}
			m := seen.mustSee(t, time.Time{}, 30*time.Second, "states", func(m moment) error { return settledAs(m, states, "forbidden") })
			if m.Kinds["resourceclaims"].Count != len(want) {
				t.Errorf("%d claims are watched, not %d", m.Kinds["resourceclaims"].Count, len(want))
			}
			mustKubectl(t, strings.Replace(pair("seen-in-one-namespace"), "namespace: batch", "namespace: "+namespace, -1), "apply", "--filename=-")
			defer mustKubectl(t, "", "delete", "pod/seen-in-one-namespace", "resourceclaim/seen-in-one-namespace", "--namespace="+namespace, "--wait=false")
			seen.mustSee(t, time.Now(), 10*time.Second, "a new claim", func(m moment) error {
				if m.Kinds["resourceclaims"].Count != len(want)+1 {
					return fmt.Errorf("%d claims", m.Kinds["resourceclaims"].Count)
				}
				return nil
			})
		})
	}
}

// Who may list and not watch is shown what a list says, again and again, and told so.
func TestListWithoutWatchPolls(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	past := record(t, shared)
	path, subject := serviceAccount(t, "only-list")
	var rules []map[string]any
	states := map[string]string{"events": "live"}
	for _, kind := range sortedKinds() {
		verbs := []string{"get", "list"}
		if kind == "events" {
			verbs = append(verbs, "watch")
		}
		rules = append(rules, ruleFor(kind, verbs...))
	}
	grant(t, "only-list", "", subject, rules...)
	seen := follow(t, path)
	m := seen.mustSee(t, time.Time{}, time.Minute, "states", func(m moment) error { return settledAs(m, states, "polling") })
	if text := m.Kinds["pods"].Error; !strings.Contains(text, "watch") {
		t.Errorf("nothing says that watching is what is missing: %q", text)
	}
	mustKubectl(t, pair("polled"), "apply", "--filename=-")
	written := time.Now()
	m = seen.mustSee(t, written, time.Minute, "a claim that was made later", func(m moment) error {
		lag, err := past.lag("resourceclaims", m.Kinds["resourceclaims"].Digest, m.Time)
		if err == nil && lag > time.Second {
			err = fmt.Errorf("%s old", lag)
		}
		return err
	})
	t.Logf("seen %s after it was written", m.Time.Sub(written).Round(time.Millisecond))
	mustKubectl(t, "", "delete", "pod/polled", "resourceclaim/polled", "--namespace=batch", "--wait=false")
	checkEveryLine(t, past, seen)
}

// Who may watch and not list can still be shown everything: the server streams the list as watch events.
func TestWatchWithoutListStreams(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	past := record(t, shared)
	path := certificateUser(t, "only-watch", "")
	var rules []map[string]any
	for _, kind := range sortedKinds() {
		rules = append(rules, ruleFor(kind, "watch"))
	}
	grant(t, "only-watch", "", userSubject("only-watch"), rules...)
	seen := follow(t, path)
	seen.mustSee(t, time.Time{}, 30*time.Second, "everything", func(m moment) error { return past.equals(m) })
}

// A permission that is given or taken while Claimscope runs takes effect without a restart.
func TestPermissionsMayChange(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	past := record(t, shared)
	path := certificateUser(t, "changing", "")
	grant(t, "changing-base", "", userSubject("changing"), allBut("nodes")...)
	seen := follow(t, path)
	seen.mustSee(t, time.Time{}, 30*time.Second, "without nodes", func(m moment) error {
		return settledAs(m, map[string]string{"nodes": "forbidden"}, "live")
	})
	grant(t, "changing-nodes", "", userSubject("changing"), ruleFor("nodes", "get", "list", "watch"))
	granted := time.Now()
	m := seen.mustSee(t, granted, 90*time.Second, "with nodes", func(m moment) error { return past.equals(m) })
	t.Logf("seen %s after it was granted", m.Time.Sub(granted).Round(time.Second))
}
