package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Pods of a node: it is full after about half of them.
const podsOfNode = 20

// Random claims, one after the other on each of a few nodes: `claimscope allocate`
// must choose what the scheduler chose, and `claimscope explain` must have known
// before the pod came whether there is a place.
func TestRandomClaimsGoWhereTheSchedulerPutsThem(t *testing.T) {
	binary, home := needClaimscope(t), t.TempDir()
	alongside(t)
	trials := randomTrials(t, binary, home)
	answers, err := allocate(t.Context(), binary, home, trials)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for i, one := range trials {
		count[one.outcome]++
		if err := one.compare(answers[i]); err != nil {
			t.Errorf("%s: %v\n%s", one.id, err, one.keep(t))
		}
		if one.forecast != "" {
			count["explained before"]++
			if fits := one.forecast == "canFit"; fits != (one.outcome == "allocated") {
				t.Errorf("%s: explain said %s before, and the scheduler: %s\n%s", one.id, one.forecast, one.outcome, one.keep(t))
			}
		}
	}
	t.Logf("compared %d pods: %v", len(trials), count)
}

// The same without Claimscope: the scheduler decides on every claim, and not always in the same way.
func TestRandomClaimsAreDecided(t *testing.T) {
	needCluster(t)
	if os.Getenv("CLAIMSCOPE") != "" {
		t.Skip("TestRandomClaimsGoWhereTheSchedulerPutsThem does the same and more")
	}
	count := map[string]int{}
	for _, one := range randomTrials(t, "", "") {
		count[one.outcome]++
	}
	if count["allocated"] == 0 || count["doesNotFit"] == 0 {
		t.Errorf("one-sided: %v", count)
	}
	t.Logf("%v", count)
}

// randomTrials fills the nodes at the same time.
func randomTrials(t *testing.T, binary, home string) []trial {
	seed := setting(t, "CLAIMSCOPE_SEED", uint64(time.Now().UnixNano()))
	nodes := int(setting(t, "CLAIMSCOPE_RANDOM_NODES", 10))
	t.Logf("CLAIMSCOPE_SEED=%d", seed)
	client, err := shared.Client()
	if err != nil {
		t.Fatal(err)
	}
	defer client.CloseIdleConnections()
	worlds := make([]*randomWorld, nodes)
	failed := make([]error, nodes)
	var wait sync.WaitGroup
	for i := range worlds {
		worlds[i] = newRandomWorld(api{client}, seed, i)
		wait.Go(func() { failed[i] = worlds[i].fill(t.Context(), binary, home) })
	}
	wait.Wait()
	if err := errors.Join(failed...); err != nil {
		t.Fatal(err)
	}
	var trials []trial
	for _, world := range worlds {
		trials = append(trials, world.trials...)
	}
	return trials
}

// setting is a number from the environment.
func setting(t *testing.T, name string, otherwise uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	number, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return number
}

// trial is one pod: what was there before it, and what the scheduler made of it.
type trial struct {
	id, line, outcome, message string
	claims                     []string
	allocations                map[string]any
	forecast                   string // verdict of explain before the pod came, where it was asked
}

type allocateAnswer struct {
	ID, Outcome, Error string
	Allocations        map[string]any
}

// allocate runs all trials through one process.
func allocate(ctx context.Context, binary, home string, trials []trial) ([]allocateAnswer, error) {
	lines := make([]string, len(trials))
	for i, one := range trials {
		lines[i] = one.line
	}
	path := home + "/cases.jsonl"
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		return nil, err
	}
	ran, err := execute(ctx, time.Minute, binary, home, []string{"allocate", "--cases", path})
	if err != nil {
		return nil, err
	}
	answers := make([]allocateAnswer, 0, len(trials))
	for decoder := json.NewDecoder(strings.NewReader(ran.stdout)); decoder.More(); {
		var one allocateAnswer
		if err := decoder.Decode(&one); err != nil {
			return nil, err
		}
		answers = append(answers, one)
	}
	if len(answers) != len(trials) {
		return nil, fmt.Errorf("allocate: exit %d, %d answers for %d cases\n%s", ran.status, len(answers), len(trials), ran.stderr)
	}
	return answers, nil
}

func (one trial) compare(have allocateAnswer) error {
	if have.ID != one.id || have.Outcome != one.outcome {
		return fmt.Errorf("%q %s %s, and the scheduler: %s %s", have.ID, have.Outcome, have.Error, one.outcome, one.message)
	}
	if one.outcome != "allocated" {
		return nil
	}
	for _, name := range one.claims {
		ours, theirs := normal(have.Allocations[name]), normal(one.allocations[name])
		if !reflect.DeepEqual(ours, theirs) {
			return fmt.Errorf("%s: allocated\n%v, and by the scheduler\n%v", name, ours, theirs)
		}
	}
	return nil
}

// keep writes a trial that went wrong where it survives the test.
func (one trial) keep(t *testing.T) string {
	path := filepath.Join(os.TempDir(), "claimscope-"+one.id+".jsonl")
	if err := os.WriteFile(path, []byte(one.line+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return "claimscope allocate --cases " + path
}

// normal is an allocation without its time; share ids are random, so only their presence counts.
func normal(allocation any) any {
	whole, _ := allocation.(map[string]any)
	delete(whole, "allocationTimestamp")
	devices, _ := whole["devices"].(map[string]any)
	results, _ := devices["results"].([]any)
	for _, one := range results {
		if result, _ := one.(map[string]any); result["shareID"] != nil {
			result["shareID"] = "some"
		}
	}
	return whole
}

// randomWorld is a node with devices of a driver of its own.
type randomWorld struct {
	see    api
	random *rand.Rand
	name   string
	driver string
	fixed  []any // node first, then class and slices, as they were made
	trials []trial
}

func newRandomWorld(see api, seed uint64, number int) *randomWorld {
	name := fmt.Sprintf("random-%d", number)
	return &randomWorld{see: see, random: rand.New(rand.NewPCG(seed, uint64(number))), name: name, driver: name + ".test"}
}

// fill makes the world, and one pod after the other.
func (w *randomWorld) fill(ctx context.Context, binary, home string) error {
	if err := w.build(ctx); err != nil {
		return err
	}
	for i := range podsOfNode {
		one, err := w.try(ctx, i, binary, home)
		if err != nil {
			return fmt.Errorf("%s, pod %d: %w", w.name, i, err)
		}
		w.trials = append(w.trials, one)
	}
	return nil
}

// try makes a pod with its claims and waits for the scheduler's answer.
func (w *randomWorld) try(ctx context.Context, number int, binary, home string) (trial, error) {
	one := trial{id: fmt.Sprintf("%s-%d", w.name, number), allocations: map[string]any{}}
	wantsAll := false
	for i := range 1 + w.random.IntN(6)/5 {
		name := fmt.Sprintf("c%d-%d", number, i)
		made := w.randomClaim(name)
		wantsAll = wantsAll || strings.Contains(fmt.Sprint(made), "allocationMode:All")
		if err := w.see.post(w.path("resourceclaims"), made); err != nil {
			return one, err
		}
		one.claims = append(one.claims, w.name+"/"+name)
	}
	var there struct{ Items []any }
	if err := w.see.get(w.path("resourceclaims"), &there); err != nil {
		return one, err
	}
	for _, c := range there.Items { // items of a list do not say what they are
		c.(map[string]any)["kind"], c.(map[string]any)["apiVersion"] = "ResourceClaim", "resource.k8s.io/v1"
	}
	line, err := json.Marshal(map[string]any{"id": one.id, "node": w.fixed[0], "objects": append(there.Items, w.fixed[1:]...), "claims": one.claims})
	if err != nil {
		return one, err
	}
	one.line = string(line)
	// A request for all devices fails as soon as one node of the cluster has an incomplete pool, and the
	// claim alone does not say that its pod looks at one node only.
	if binary != "" && number%3 == 0 && len(one.claims) == 1 && !wantsAll {
		said, err := explain(ctx, binary, home, subject{"claim", one.claims[0]}, true)
		if err != nil {
			return one, err
		}
		one.forecast = said.Verdict
	}
	return one, w.schedule(ctx, number, &one)
}

// schedule makes the pod and fills in what became of it. A pod that found no place goes, so that it takes none later.
func (w *randomWorld) schedule(ctx context.Context, number int, one *trial) error {
	name := fmt.Sprintf("p%d", number)
	if err := w.see.post("/api/v1/namespaces/"+w.name+"/pods", w.pod(name, one.claims)); err != nil {
		return err
	}
	err := eventually(ctx, 30*time.Second, func() error {
		var p waitingPod
		if err := w.see.get("/api/v1/namespaces/"+w.name+"/pods/"+name, &p); err != nil {
			return err
		}
		one.outcome, one.message = outcomeOf(p)
		if one.outcome == "" {
			return fmt.Errorf("the scheduler says nothing of the devices: %s", one.message)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if one.outcome != "allocated" {
		err = w.see.remove("/api/v1/namespaces/" + w.name + "/pods/" + name)
	}
	for _, key := range one.claims {
		path := w.path("resourceclaims") + "/" + strings.TrimPrefix(key, w.name+"/")
		var c struct{ Status struct{ Allocation any } }
		if one.outcome != "allocated" {
			err = errors.Join(err, w.see.remove(path))
		} else if err = errors.Join(err, w.see.get(path, &c)); err == nil {
			one.allocations[key] = c.Status.Allocation
		}
	}
	return err
}

// outcomeOf reads the scheduler's answer in the words of `claimscope allocate`; empty while there is none.
func outcomeOf(p waitingPod) (outcome, message string) {
	if p.Spec.NodeName != "" {
		return "allocated", ""
	}
	for _, c := range p.Status.Conditions {
		if c.Type != "PodScheduled" {
			continue
		}
		message = c.Message
		switch {
		case c.Reason == "SchedulerError":
			outcome = "error"
		case strings.Contains(message, nothingFits) || strings.Contains(message, "invalid resource pools"):
			outcome = "doesNotFit"
		}
	}
	return outcome, message
}
