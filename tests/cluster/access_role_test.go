package cluster

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

// permissions is what `claimscope access -o json` prints.
type permissions struct {
	User, Namespace string
	ReadsEverything bool
	Rules           []struct {
		Group, Resource, Subresource, Verb string
		Cluster, InNamespace               *bool
		Needed                             bool // to read what Claimscope shows
	}
	Hidden []struct{ Resource, Hidden string }
	Role   string
	Error  *string
}

func askAccess(t *testing.T, kubeconfig string, flags ...string) permissions {
	t.Helper()
	ran := claimscope(t, time.Minute, kubeconfig, append([]string{"access", "-o", "json"}, flags...)...)
	var all permissions
	if ran.status > 1 {
		t.Fatalf("access: exit %d\n%s", ran.status, ran.stderr)
	}
	if err := json.Unmarshal([]byte(ran.stdout), &all); err != nil {
		t.Fatalf("%v in %.300s", err, ran.stdout)
	}
	return all
}

// What `access` says is what kubectl says; the role that it writes is taken by the server, and with it nothing is hidden any more.
func TestAccessWritesTheRoleThatIsMissing(t *testing.T) {
	needClaimscope(t)
	type user struct {
		name, kubeconfig string
		subject          map[string]any
		shown            []string // kinds
	}
	account, subject := serviceAccount(t, "access-account")
	users := []user{
		{"access-nothing", certificateUser(t, "access-nothing", ""), userSubject("access-nothing"), nil},
		{"access-account", account, subject, []string{"pods", "resourceclaims", "nodes"}},
	}
	for _, one := range users {
		t.Run(one.name, func(t *testing.T) {
			if one.shown != nil {
				var rules []map[string]any
				for _, kind := range one.shown {
					rules = append(rules, ruleFor(kind, "get", "list", "watch"))
				}
				grant(t, one.name, "", one.subject, rules...)
			}
			before := askAccess(t, one.kubeconfig)
			if before.ReadsEverything || before.Error != nil {
				t.Fatalf("%s may read everything, or it is not known: %+v", one.name, before)
			}
			if !strings.HasSuffix(before.User, one.name) {
				t.Errorf("the user is %q, not %q", before.User, one.name)
			}
			for _, rule := range before.Rules {
				if rule.Subresource != "" || syncKinds[rule.Resource] == "" || !slices.Contains([]string{"list", "watch"}, rule.Verb) {
					continue
				}
				if want := slices.Contains(one.shown, rule.Resource); rule.Cluster == nil || *rule.Cluster != want {
					t.Errorf("%s %s: want %t", rule.Verb, rule.Resource, want)
				}
			}
			for _, kind := range sortedKinds() {
				named := slices.ContainsFunc(before.Hidden, func(h struct{ Resource, Hidden string }) bool {
					return h.Resource == kind && h.Hidden != "" && !forWriting(h.Hidden)
				})
				if want := !slices.Contains(one.shown, kind); named != want {
					t.Errorf("%s named as hidden, with what it hides: %t, want %t", kind, named, want)
				}
			}
			// As the person would: what is printed goes to an administrator, who applies it.
			mustKubectl(t, before.Role, "apply", "--filename=-")
			t.Cleanup(func() { takeAway(t, before.Role) })
			after := askAccess(t, one.kubeconfig)
			if !after.ReadsEverything {
				t.Errorf("with the role that access wrote, hidden are %v", after.Hidden)
			}
			for _, rule := range after.Rules {
				if rule.Needed && (rule.Cluster == nil || !*rule.Cluster) {
					t.Errorf("with the role that access wrote, %s %s is still refused", rule.Verb, rule.Resource)
				}
			}
			whileQuiet(t, func() error {
				seen, err := parseSync(claimscope(t, time.Minute, one.kubeconfig, "sync", "-o", "json"))
				if err != nil {
					return err
				}
				want, err := digests(t.Context())
				if err != nil {
					return err
				}
				return compareDigests(seen.Kinds, want)
			})
			t.Logf("%d rules asked", len(before.Rules))
		})
	}
}

// A role for one namespace gives a person who had nothing the whole of that namespace.
func TestAccessWritesARoleForOneNamespace(t *testing.T) {
	needClaimscope(t)
	path := certificateUser(t, "access-namespace", "ml-workloads")
	before := askAccess(t, path, "--namespace", "ml-workloads")
	if before.Namespace != "ml-workloads" {
		t.Errorf("asked about namespace %q", before.Namespace)
	}
	mustKubectl(t, before.Role, "apply", "--filename=-")
	t.Cleanup(func() { takeAway(t, before.Role) })
	ran := claimscope(t, time.Minute, path, "get", "claims", "-o", "json")
	if ran.status != 0 {
		t.Fatalf("get claims: exit %d\n%s", ran.status, ran.stderr)
	}
	claims, _, err := parseGet[shownClaim](ran.stdout)
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, o := range mustList[object](t, "resourceclaims") {
		if o.Metadata.Namespace == "ml-workloads" {
			want++
		}
	}
	if len(claims) != want {
		t.Errorf("%d claims, not %d", len(claims), want)
	}
}

// forWriting tells what is missing for actions from what is missing for the view.
func forWriting(hidden string) bool { return strings.HasPrefix(hidden, "needed to") }

// takeAway deletes what was applied; the test's own context is over by then.
func takeAway(t *testing.T, yaml string) {
	t.Helper()
	if _, err := (control.Kubectl{Cluster: shared, Kubeconfig: shared.Admin()}).Run(context.Background(), yaml, "delete", "--filename=-"); err != nil {
		t.Error(err)
	}
}
