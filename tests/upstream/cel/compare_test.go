package cel

import (
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	if os.Getenv("CLAIMSCOPE") == "" {
		fmt.Fprintln(os.Stderr, "set CLAIMSCOPE to a claimscope-cli binary; run.sh does")
		os.Exit(77)
	}
	os.Exit(m.Run())
}

func number(name string, otherwise int64) int64 {
	if text := os.Getenv(name); text != "" {
		if value, err := strconv.ParseInt(text, 10, 64); err == nil {
			return value
		}
	}
	return otherwise
}

// tally counts what a comparison saw.
type tally struct {
	outcomes    map[string]int
	withCost    int
	orders      int
	differences int
}

func (t tally) String() string {
	return fmt.Sprintf("match %d, noMatch %d, compileError %d, runtimeError %d; cost compared %d; answers that depend on Go's map order %d; differences %d",
		t.outcomes["match"], t.outcomes["noMatch"], t.outcomes["compileError"], t.outcomes["runtimeError"], t.withCost, t.orders, t.differences)
}

// compare reports every difference, each shrunk where `shrink` can.
func compare(t *testing.T, cases []Case, trees []*tree) tally {
	t.Helper()
	for i := range cases {
		cases[i].Estimate = true
	}
	ours, err := claimscope(cases)
	if err != nil {
		t.Fatal(err)
	}
	count := tally{outcomes: map[string]int{}}
	for i, c := range cases {
		theirs, several := answers(c)
		count.outcomes[theirs.Outcome]++
		if theirs.Cost != nil && ours[i].Cost != nil {
			count.withCost++
		}
		if !differs(ours[i], theirs) {
			continue
		}
		if several || (walksMaps(c.Expression) && accepts(c, ours[i])) {
			count.orders++
			continue
		}
		count.differences++
		const shown = 25
		if count.differences > shown {
			continue
		}
		small, mine, upstream := c, ours[i], theirs
		if trees != nil {
			small, mine, upstream = shrink(c, trees[i])
		}
		t.Errorf("case %s differs\n  expression: %s\n  device: %s\n  claimscope: %s\n  upstream:   %s\n  (from: %s)",
			c.ID, small.Expression, describe(small.Device), mine, upstream, c.Expression)
	}
	return count
}

// TestRandom compares random selectors on random devices.
func TestRandom(t *testing.T) {
	seed := number("CLAIMSCOPE_SEED", time.Now().UnixNano()%1_000_000)
	total := number("CLAIMSCOPE_CASES", 10_000)
	t.Logf("seed %d, %d cases", seed, total)
	g := &generator{random: rand.New(rand.NewSource(seed))}
	all := tally{outcomes: map[string]int{}}
	const batch = 10_000
	for done := int64(0); done < total; done += batch {
		var cases []Case
		var trees []*tree
		for i := int64(0); i < batch && done+i < total; i++ {
			root := g.selector()
			trees = append(trees, root)
			cases = append(cases, Case{ID: fmt.Sprintf("r%d", done+i), Expression: root.text(), Device: g.device()})
		}
		count := compare(t, cases, trees)
		for name, n := range count.outcomes {
			all.outcomes[name] += n
		}
		all.withCost += count.withCost
		all.orders += count.orders
		all.differences += count.differences
	}
	t.Logf("seed %d: %s", seed, all)
}

func describe(device Device) string {
	line, err := encode([]Case{{Device: device}})
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(line))
}
