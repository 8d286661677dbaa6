package placement

import (
	"encoding/json"
	"maps"
	"os"
	"strconv"
	"testing"
	"time"
)

func number(name string, standard int64) int64 {
	if value, err := strconv.ParseInt(os.Getenv(name), 10, 64); err == nil {
		return value
	}
	return standard
}

// TestRandom: the same nodes are refused, for the same rules. CLAIMSCOPE_PLACEMENTS and CLAIMSCOPE_SEED choose.
func TestRandom(t *testing.T) {
	if os.Getenv("CLAIMSCOPE") == "" {
		t.Skip("CLAIMSCOPE is not set")
	}
	seed, count := number("CLAIMSCOPE_SEED", time.Now().UnixNano()), number("CLAIMSCOPE_PLACEMENTS", 500)
	t.Logf("CLAIMSCOPE_SEED=%d CLAIMSCOPE_PLACEMENTS=%d", seed, count)
	file := t.TempDir() + "/case.json"
	words := map[string]int{}
	nodes, differences := 0, 0
	for i := range count {
		one := NewCase(seed + i)
		wanted, err := AskScheduler(t.Context(), one, i%2 == 0)
		if err != nil {
			t.Fatalf("seed %d: %v", one.Seed, err)
		}
		got, err := AskClaimscope(one, file)
		if err != nil {
			t.Fatalf("seed %d: %v", one.Seed, err)
		}
		for _, refusals := range wanted {
			nodes++
			words["affinity "+refusals.Affinity]++
			if refusals.Spread {
				words["spread"]++
			}
			if refusals.Ports {
				words["ports"]++
			}
		}
		if maps.Equal(got, wanted) {
			continue
		}
		if differences++; differences <= 3 {
			text, _ := json.Marshal(one)
			t.Errorf("seed %d\nscheduler  %v\nclaimscope %v\n%s", one.Seed, wanted, got, text)
		}
	}
	t.Logf("%d cases, %d nodes, %d differences: %v", count, nodes, differences, words)
	// A generator whose nodes are all refused for one rule proves nothing.
	if count >= 300 {
		for _, word := range []string{"affinity ", "affinity affinity", "affinity anti-affinity", "affinity running", "spread", "ports"} {
			if words[word] < nodes/100 {
				t.Errorf("%q: %d of %d nodes", word, words[word], nodes)
			}
		}
	}
}
