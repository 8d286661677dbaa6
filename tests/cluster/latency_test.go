package cluster

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

const churnNamespace = "churn"

// toldAt is one moment as lifewatch notes it.
type toldAt struct{ Told, Field time.Time }

type watchedClaim struct {
	Name, Namespace    string
	FirstSeenAllocated bool
	FromTemplate       bool
	Created, Allocated toldAt
	Pod                string
	Gone               time.Time
}

type watchedPod struct {
	Name                                  string
	Created, Scheduled, Prepared, Started toldAt
}

type watched struct {
	Claims map[string]watchedClaim
	Pods   map[string]watchedPod
}

var latencyStages = []string{"created", "allocated", "scheduled", "prepared", "started"}

// stages are the times between the moments, by one of the two clocks; a stage that did not end is absent.
func (w watched) stages(c watchedClaim, at func(toldAt) time.Time) map[string]time.Duration {
	p, known := w.Pods[c.Pod]
	out := map[string]time.Duration{}
	if !known {
		return out
	}
	begun := at(p.Created)
	from := begun
	if c.FromTemplate {
		out["created"] = at(c.Created).Sub(begun)
		from = at(c.Created)
	} else if at(c.Created).After(begun) {
		begun, from = at(c.Created), at(c.Created)
	}
	for _, step := range []struct {
		name string
		to   time.Time
	}{{"allocated", at(c.Allocated)}, {"scheduled", at(p.Scheduled)}, {"prepared", at(p.Prepared)}, {"started", at(p.Started)}} {
		if from.IsZero() || step.to.IsZero() {
			return out
		}
		out[step.name] = max(0, step.to.Sub(from))
		if step.to.After(from) {
			from = step.to
		}
	}
	out["whole"] = from.Sub(begun)
	return out
}

// jobChurn makes the objects: most pods by a template, some by a Job, some with a claim of its own name, some deleted at once.
type jobChurn struct {
	see    api
	random *rand.Rand
	wait   sync.WaitGroup
	failed sync.Map
}

func (c *jobChurn) report(err error) {
	if err != nil {
		c.failed.Store(err.Error(), true)
	}
}

func (c *jobChurn) podSpec(claim dict) dict {
	return dict{"restartPolicy": "Never", "terminationGracePeriodSeconds": 0,
		"tolerations":    []any{dict{"operator": "Exists"}},
		"nodeSelector":   dict{"churn": "yes"},
		"resourceClaims": []any{claim},
		"containers":     []any{dict{"name": "c", "image": "none", "resources": dict{"claims": []any{dict{"name": "gpu"}}}}}}
}

func (c *jobChurn) pod(name string, claim dict) dict {
	return dict{"apiVersion": "v1", "kind": "Pod", "metadata": dict{"name": name}, "spec": c.podSpec(claim)}
}

// claimSpec asks for one device; no device passes the selectors of one that is to wait.
func claimSpec(selectors ...any) dict {
	return dict{"devices": dict{"requests": []any{dict{"name": "gpu", "exactly": dict{"deviceClassName": churnNamespace, "selectors": selectors}}}}}
}

const churnPods = "/api/v1/namespaces/" + churnNamespace + "/pods"

func (c *jobChurn) build(ctx context.Context) error {
	steps := []struct {
		path   string
		object dict
	}{
		{"/api/v1/namespaces", typed("Namespace", "v1", churnNamespace, dict{})},
		{draPath + "deviceclasses", typed("DeviceClass", "resource.k8s.io/v1", churnNamespace, dict{"selectors": []any{cel(`device.driver == "churn.example.com"`)}})},
		{draPath + "namespaces/" + churnNamespace + "/resourceclaimtemplates", typed("ResourceClaimTemplate", "resource.k8s.io/v1", "one", dict{"spec": claimSpec()})},
		{draPath + "namespaces/" + churnNamespace + "/resourceclaimtemplates", typed("ResourceClaimTemplate", "resource.k8s.io/v1", "never", dict{"spec": claimSpec(cel("false"))})},
	}
	for n := range 6 {
		name := fmt.Sprintf("churn-%d", n)
		var devices []any
		for d := range 24 {
			devices = append(devices, dict{"name": fmt.Sprintf("gpu-%d", d)})
		}
		node := typed("Node", "v1", name, dict{})
		node["metadata"] = dict{"name": name, "labels": dict{"kubernetes.io/hostname": name, "churn": "yes"}, "annotations": dict{"kwok.x-k8s.io/node": "fake"}}
		room := dict{"cpu": "32", "memory": "64Gi", "pods": "300"}
		node["status"] = dict{"allocatable": room, "capacity": room}
		steps = append(steps, struct {
			path   string
			object dict
		}{draPath + "resourceslices", typed("ResourceSlice", "resource.k8s.io/v1", name, dict{"driver": "churn.example.com", "nodeName": name,
			"pool": dict{"name": name, "generation": 1, "resourceSliceCount": 1}, "devices": devices})}, struct {
			path   string
			object dict
		}{"/api/v1/nodes", node})
	}
	for _, step := range steps {
		if err := c.see.post(step.path, step.object); err != nil {
			return err
		}
	}
	return eventually(ctx, 30*time.Second, func() error {
		var account any
		return c.see.get("/api/v1/namespaces/"+churnNamespace+"/serviceaccounts/default", &account)
	})
}

func (c *jobChurn) clean() {
	background := "?propagationPolicy=Background&gracePeriodSeconds=0"
	for _, path := range []string{"/apis/batch/v1/namespaces/" + churnNamespace + "/jobs", churnPods, draPath + "namespaces/" + churnNamespace + "/resourceclaims"} {
		_ = c.see.remove(path + background)
	}
	for n := range 6 {
		_ = c.see.remove(fmt.Sprintf("/api/v1/nodes/churn-%d", n))
		_ = c.see.remove(fmt.Sprintf("%sresourceslices/churn-%d", draPath, n))
	}
	_ = c.see.remove(draPath + "deviceclasses/" + churnNamespace)
	_ = c.see.remove("/api/v1/namespaces/" + churnNamespace)
}

func (c *jobChurn) named(name string) error {
	if err := c.see.post(draPath+"namespaces/"+churnNamespace+"/resourceclaims", typed("ResourceClaim", "resource.k8s.io/v1", name, claimSpec())); err != nil {
		return err
	}
	return c.see.post(churnPods, c.pod(name, dict{"name": "gpu", "resourceClaimName": name}))
}

// one makes the i-th claim and takes it away some seconds later.
func (c *jobChurn) one(i int, lives, soon time.Duration) {
	name := fmt.Sprintf("churn-%d", i)
	template := dict{"name": "gpu", "resourceClaimTemplateName": "one"}
	path := churnPods + "/" + name
	var err error
	switch i % 10 {
	case 0, 1:
		spec := c.podSpec(template)
		err = c.see.post("/apis/batch/v1/namespaces/"+churnNamespace+"/jobs", dict{"apiVersion": "batch/v1", "kind": "Job", "metadata": dict{"name": name},
			"spec": dict{"template": dict{"spec": spec}, "backoffLimit": 0}})
		path = "/apis/batch/v1/namespaces/" + churnNamespace + "/jobs/" + name
	case 2, 3:
		err = c.named(name)
	case 4: // deleted at once, mostly before the scheduler is done
		lives = soon
		err = c.see.post(churnPods, c.pod(name, template))
	default:
		err = c.see.post(churnPods, c.pod(name, template))
	}
	c.report(err)
	time.Sleep(lives)
	c.report(c.see.remove(path + "?propagationPolicy=Background&gracePeriodSeconds=0"))
	if i%10 == 2 {
		c.report(c.see.remove(draPath + "namespaces/" + churnNamespace + "/resourceclaims/" + name))
	}
}

func (c *jobChurn) run(count int, rate float64) {
	tick := time.NewTicker(time.Duration(float64(time.Second) / rate))
	defer tick.Stop()
	for i := range count {
		<-tick.C
		lives := time.Duration(2500+c.random.IntN(2500)) * time.Millisecond
		soon := time.Duration(c.random.IntN(250)) * time.Millisecond
		c.wait.Go(func() { c.one(i, lives, soon) })
	}
	c.wait.Wait()
}

// watcher is a program whose first word on stderr says that it watches.
type watcher struct {
	command *exec.Cmd
	stdout  bytes.Buffer
	ended   chan error
}

func startWatching(t *testing.T, path string, arguments ...string) *watcher {
	t.Helper()
	b := &watcher{command: exec.Command(path, arguments...), ended: make(chan error, 1)}
	home := t.TempDir()
	b.command.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "LC_ALL=C.UTF-8"}
	b.command.Stdout = &b.stdout
	stderr, err := b.command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := b.command.Start(); err != nil {
		t.Fatal(err)
	}
	watching := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(stderr)
		var all strings.Builder
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "watching") {
				watching <- ""
			}
			fmt.Fprintln(&all, lines.Text())
		}
		_, _ = io.Copy(io.Discard, stderr)
		watching <- all.String()
		b.ended <- b.command.Wait()
	}()
	t.Cleanup(func() { _ = b.command.Process.Kill() })
	select {
	case said := <-watching:
		if said != "" {
			t.Fatalf("%s ended: %s", filepath.Base(path), said)
		}
	case <-time.After(30 * time.Second):
		t.Fatalf("%s does not watch within 30 s", filepath.Base(path))
	}
	return b
}

func (b *watcher) wait(t *testing.T, limit time.Duration) []byte {
	t.Helper()
	select {
	case err := <-b.ended:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(limit):
		t.Fatalf("%s did not end within %s", b.command.Path, limit)
	}
	return b.stdout.Bytes()
}

// buildLifewatch compiles the yardstick; with the flags of build.sh, so that most of client-go is compiled already.
func buildLifewatch(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lifewatch")
	build := exec.Command("go", "build", "-p", "2", "-trimpath", "-o", path, ".")
	build.Dir = "lifewatch"
	build.Env = append(os.Environ(), "GOTOOLCHAIN=local", "CGO_ENABLED=0", "GOFLAGS=-buildvcs=false -modcacherw")
	began := time.Now()
	if output, err := build.CombinedOutput(); err != nil {
		if strings.Contains(string(output), "proxy") || strings.Contains(string(output), "dial tcp") {
			t.Skipf("the Go module proxy did not give client-go: %s", output)
		}
		t.Fatalf("lifewatch: %v\n%s", err, output)
	}
	t.Logf("lifewatch compiled in %.1f s", time.Since(began).Seconds())
	return path
}

// lifeRow is one line of the CSV.
type lifeRow map[string]string

func (r lifeRow) stage(name string) (time.Duration, bool) {
	ms, err := strconv.ParseInt(r[name+"Ms"], 10, 64)
	bound := r[name+"Bound"]
	return time.Duration(ms) * time.Millisecond, err == nil && (bound == "exact" || bound == "atMost")
}

func parseLives(t *testing.T, text []byte) map[string]lifeRow {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]lifeRow{}
	for _, line := range lines[1:] {
		row := lifeRow{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		out[row["uid"]] = row
	}
	return out
}

func nearestRank(values []time.Duration, percentile int) time.Duration {
	slices.Sort(values)
	return values[max(1, (len(values)*percentile+99)/100)-1]
}

// compareStages prints all three and fails where a percentile is off, by more than a stored time can tell, from what client-go was
// told or from what its objects say. It takes a machine that is not busy: elsewhere a line comes seconds late to one of two clients.
func compareStages(t *testing.T, ours, watchTold, fields map[string][]time.Duration) {
	t.Helper()
	for _, stage := range append(slices.Clone(latencyStages), "whole") {
		if len(ours[stage]) == 0 || len(watchTold[stage]) == 0 {
			t.Errorf("%s: %d and %d samples", stage, len(ours[stage]), len(watchTold[stage]))
			continue
		}
		var text strings.Builder
		for _, percentile := range []int{50, 95, 99} {
			a, b, c := nearestRank(ours[stage], percentile), nearestRank(watchTold[stage], percentile), nearestRank(fields[stage], percentile)
			fmt.Fprintf(&text, "  p%d %d (told %d, fields %d) ms", percentile, a.Milliseconds(), b.Milliseconds(), c.Milliseconds())
			if (a-b).Abs() > time.Second || (a-c).Abs() > time.Second {
				t.Errorf("%s: p%d is %s, client-go was told %s and has fields for %s", stage, percentile, a, b, c)
			}
		}
		t.Logf("%-10s n=%d%s", stage, len(ours[stage]), text.String())
	}
}

// latencyReport is what is read of `latency -o json`.
type latencyReport struct {
	Claims, Open, LeftOut int
	ClockAheadMs          int64
	Stages                map[string]map[string]json.RawMessage
	Evidence              map[string]map[string]int
}

func TestLatencyOfChurn(t *testing.T) {
	binary := needClaimscope(t)
	lifewatch := buildLifewatch(t)
	client, err := shared.Client()
	if err != nil {
		t.Fatal(err)
	}
	count := fromEnvironment("CLAIMSCOPE_CHURN", 120)
	rate := min(12, float64(count)/10) // the controller manager takes 20 writes a second
	c := &jobChurn{see: api{client}, random: rand.New(rand.NewPCG(7, uint64(count)))}
	t.Cleanup(c.clean)
	if err := c.build(t.Context()); err != nil {
		t.Fatal(err)
	}
	// Allocated before anybody looks: nobody can tell live how long that took.
	const held = 8
	for i := range held {
		if err := c.named(fmt.Sprintf("held-%d", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := eventually(t.Context(), 30*time.Second, func() error {
		var all struct {
			Items []struct{ Status struct{ Allocation *dict } }
		}
		err := c.see.get(draPath+"namespaces/"+churnNamespace+"/resourceclaims", &all)
		for _, item := range all.Items {
			if item.Status.Allocation == nil {
				return fmt.Errorf("a claim is not allocated yet")
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	yardstick := startWatching(t, lifewatch, "-kubeconfig", shared.Admin(), "-namespace", churnNamespace)
	limit := time.Duration(float64(count)/rate)*time.Second + 10*time.Second
	arguments := func(more ...string) []string {
		return append([]string{"latency", "--kubeconfig", shared.Admin(), "-n", churnNamespace, "--for", limit.String(), "-v"}, more...)
	}
	lines := startWatching(t, binary, arguments("-o", "csv")...)
	report := startWatching(t, binary, arguments("-o", "json", "--seen", "live")...)
	// Three ask for what no device is: they wait until the end.
	for i := range 3 {
		c.report(c.see.post(churnPods, c.pod(fmt.Sprintf("waits-%d", i), dict{"name": "gpu", "resourceClaimTemplateName": "never"})))
	}
	c.run(count, rate)
	c.failed.Range(func(text, _ any) bool { t.Error(text); return true })
	rows := parseLives(t, lines.wait(t, limit+time.Minute))
	var live latencyReport
	if err := json.Unmarshal(report.wait(t, time.Minute), &live); err != nil {
		t.Fatal(err)
	}
	if err := yardstick.command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	var seen watched
	if err := json.Unmarshal(yardstick.wait(t, 10*time.Second), &seen); err != nil {
		t.Fatal(err)
	}
	judgeChurn(t, seen, rows, count)
	t.Logf("seen live: %d claims, %d open, %d left out, clock ahead %d ms, evidence %v", live.Claims, live.Open, live.LeftOut, live.ClockAheadMs, live.Evidence)
	if live.LeftOut < held {
		t.Errorf("%d claims were first seen allocated, %d are left out", held, live.LeftOut)
	}
	if live.Open < 3 {
		t.Errorf("three pods wait for devices, %d claims are open", live.Open)
	}
}

// judgeChurn compares claim by claim and percentile by percentile.
func judgeChurn(t *testing.T, seen watched, rows map[string]lifeRow, count int) {
	t.Helper()
	ours, watchTold, fields := map[string][]time.Duration{}, map[string][]time.Duration{}, map[string][]time.Duration{}
	missed, fromFirst, oursFirst := 0, 0, 0
	worst := map[string]time.Duration{}
	for uid, claim := range seen.Claims {
		row, known := rows[uid]
		if !known {
			missed++
			t.Errorf("claim %s (%s) is missed", claim.Name, uid)
			continue
		}
		if claim.FirstSeenAllocated {
			fromFirst++
			if row["firstSeenAllocated"] != "true" {
				t.Errorf("claim %s was first seen allocated", claim.Name)
			}
			oursFirst++
			continue
		}
		byTold := seen.stages(claim, func(m toldAt) time.Time { return m.Told })
		byField := seen.stages(claim, func(m toldAt) time.Time { return m.Field })
		for _, stage := range append(slices.Clone(latencyStages), "whole") {
			mine, mineKnown := row.stage(stage)
			if mineKnown {
				ours[stage] = append(ours[stage], mine)
			}
			if theirs, theirsKnown := byTold[stage]; theirsKnown {
				watchTold[stage] = append(watchTold[stage], theirs)
				fields[stage] = append(fields[stage], byField[stage])
				if mineKnown {
					worst[stage] = max(worst[stage], (mine - theirs).Abs())
				} else {
					t.Errorf("claim %s: stage %s took %s, we know nothing of it: %v", claim.Name, stage, theirs, row)
				}
			}
		}
	}
	if len(seen.Claims) < count*8/10 {
		t.Errorf("only %d claims of %d were made", len(seen.Claims), count)
	}
	t.Logf("%d claims by client-go, %d missed by us, %d first seen allocated", len(seen.Claims), missed, fromFirst)
	compareStages(t, ours, watchTold, fields)
	for _, stage := range append(slices.Clone(latencyStages), "whole") {
		t.Logf("%-10s one claim differs by at most %d ms", stage, worst[stage].Milliseconds())
	}
}
