package kubeconfig

import (
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/go-logr/logr"
	"k8s.io/klog/v2"
)

func setting(name string, otherwise int64) int64 {
	if value, err := strconv.ParseInt(os.Getenv(name), 10, 64); err == nil {
		return value
	}
	return otherwise
}

func prepare(t *testing.T) string {
	t.Helper()
	if os.Getenv("CLAIMSCOPE") == "" {
		t.Skip("CLAIMSCOPE does not name the binary")
	}
	klog.SetLogger(logr.Discard())
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := writeSupport(root); err != nil {
		t.Fatal(err)
	}
	here, _ := os.Getwd()
	t.Cleanup(func() { os.Chdir(here) })
	return root
}

// mountServiceAccount puts a token where a pod has it, when that place is free and ours to write.
func mountServiceAccount(t *testing.T) bool {
	const folder = "/var/run/secrets/kubernetes.io/serviceaccount"
	if _, err := os.Stat("/var/run/secrets/kubernetes.io"); err == nil || os.MkdirAll(folder, 0o755) != nil {
		return false
	}
	t.Cleanup(func() { os.RemoveAll("/var/run/secrets/kubernetes.io"); os.Remove("/var/run/secrets") })
	for name, content := range map[string][]byte{"token": []byte("pod-token-1\n"), "ca.crt": one.certificate, "namespace": []byte("pod-file-space\n")} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			return false
		}
	}
	return true
}

type outcome struct {
	difference, deliberate string
	refused                bool
}

func compare(t *testing.T, root string, first int, sets []*Set) []outcome {
	t.Helper()
	var cases []Case
	for i, s := range sets {
		c, err := s.Write(root, first+i)
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	ours, err := Claimscope(cases)
	if err != nil {
		t.Fatal(err)
	}
	var out []outcome
	for i, c := range cases {
		answer, refusal := Upstream(c)
		difference, name := Difference(answer, refusal, ours[i])
		out = append(out, outcome{difference, name, refusal != nil})
	}
	return out
}

func run(t *testing.T, count int64, make func(*generator) *Set) {
	root := prepare(t)
	seed := setting("CLAIMSCOPE_SEED", time.Now().UnixNano()%1_000_000_000)
	g := &generator{Rand: rand.New(rand.NewSource(seed)), pod: mountServiceAccount(t)}
	t.Logf("seed %d, %d sets, service account mounted: %t", seed, count, g.pod)
	deliberately := map[string]int{}
	refused, found := 0, 0
	const batch = 200
	for start := int64(0); start < count && found < 10; start += batch {
		var sets []*Set
		for range min(batch, count-start) {
			sets = append(sets, make(g))
		}
		for i, o := range compare(t, root, int(start), sets) {
			if o.refused {
				refused++
			}
			if o.deliberate != "" {
				deliberately[o.deliberate]++
			}
			if o.difference == "" {
				continue
			}
			if found++; found > 10 {
				break
			}
			// Always under the same number: some differences hang on file names.
			small := Shrink(sets[i], func(s *Set) bool { return compare(t, root, 1_000_000, []*Set{s})[0].difference != "" })
			report(t, root, small, o.difference)
		}
	}
	t.Logf("%d sets: %d refused by both, deliberate differences %v, other differences %d", count, refused, deliberately, found)
}

func report(t *testing.T, root string, s *Set, before string) {
	t.Helper()
	difference := compare(t, root, 1_000_000, []*Set{s})[0].difference
	if difference == "" {
		difference = "(before it was made smaller) " + before
	}
	t.Errorf("%s\ncontext %q, namespace %q, explicit %t, home %t, environment %v", difference, s.Context, s.Namespace, s.Explicit, s.Home, s.Environment)
	for _, f := range s.Files {
		t.Logf("%s %s\n%s", f.Folder, f.Kind, f.Text())
	}
}

// TestRandom: CLAIMSCOPE_SETS (300), CLAIMSCOPE_SEED (time).
func TestRandom(t *testing.T) { run(t, setting("CLAIMSCOPE_SETS", 300), (*generator).Set) }

// TestDamaged: one byte of one file is changed, so that the readers of YAML are compared on broken text.
func TestDamaged(t *testing.T) {
	run(t, setting("CLAIMSCOPE_SETS", 300)/5, func(g *generator) *Set {
		s := g.Set()
		if len(s.Files) > 0 {
			s.Files[g.Intn(len(s.Files))].Cut = 1 + g.Intn(1<<20)
		}
		return s
	})
}

// TestRaw: every whole file of the list, alone and beside a good one.
func TestRaw(t *testing.T) {
	root := prepare(t)
	good := File{Folder: "a", Raw: "current-context: good\nclusters: [{name: c, cluster: {server: 'https://good'}}]\ncontexts: [{name: good, context: {cluster: c}}]\n"}
	var sets []*Set
	for _, raw := range raws {
		if raw == "" {
			raw = "\n"
		}
		sets = append(sets, &Set{Files: []File{{Folder: "a", Raw: raw}}}, &Set{Files: []File{{Folder: "a", Raw: raw}, good}})
	}
	for i, o := range compare(t, root, 0, sets) {
		if o.difference != "" {
			report(t, root, sets[i], o.difference)
		}
	}
}
