package drain

import (
	"encoding/json"
	"maps"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

func number(name string, standard int64) int64 {
	if value, err := strconv.ParseInt(os.Getenv(name), 10, 64); err == nil {
		return value
	}
	return standard
}

// TestRandom: the same pods go, stay and block, for the same reason. CLAIMSCOPE_DRAINS and CLAIMSCOPE_SEED choose.
func TestRandom(t *testing.T) {
	if os.Getenv("CLAIMSCOPE") == "" {
		t.Skip("CLAIMSCOPE is not set")
	}
	seed, count := number("CLAIMSCOPE_SEED", time.Now().UnixNano()), number("CLAIMSCOPE_DRAINS", 500)
	t.Logf("CLAIMSCOPE_SEED=%d CLAIMSCOPE_DRAINS=%d", seed, count)
	now := time.Now()
	var cases []Case
	var wanted []Decisions
	words := map[string]int{}
	for i := range count {
		one := NewCase(seed+i, now)
		decisions, err := AskKubectl(one)
		if err != nil {
			t.Fatalf("seed %d: %v", one.ID, err)
		}
		for _, word := range decisions {
			words[word]++
		}
		cases, wanted = append(cases, one), append(wanted, decisions)
	}
	got, err := AskClaimscope(cases)
	if err != nil {
		t.Fatal(err)
	}
	pods, differences := 0, 0
	for i := range cases {
		pods += len(wanted[i])
		if maps.Equal(got[i], wanted[i]) {
			continue
		}
		if differences++; differences <= 5 {
			text, _ := json.Marshal(cases[i])
			t.Errorf("seed %d\nkubectl    %v\nclaimscope %v\n%s", cases[i].ID, wanted[i], got[i], text)
		}
	}
	t.Logf("%d cases, %d pods, %d differences: %v", len(cases), pods, differences, words)
	// A generator whose pods all end the same way proves nothing.
	if count >= 300 {
		for _, word := range []string{"evict", "skip", "blocked DaemonSet", "blocked DaemonSetGone", "blocked EmptyDir", "blocked NoController"} {
			if words[word] < pods/100 {
				t.Errorf("%q: %d of %d pods", word, words[word], pods)
			}
		}
	}
}

// TestSelectors: texts that kubectl refuses are refused, and no other.
func TestSelectors(t *testing.T) {
	if os.Getenv("CLAIMSCOPE") == "" {
		t.Skip("CLAIMSCOPE is not set")
	}
	pieces := []string{"app", "=", "==", "!=", "!", ",", "(", ")", "in", "notin", ">", "<", "3", "a", " ", "-x", "example.com/a", "Bad/a", "a.b", "a_", "/", "x/y/z", "+5", ""}
	for _, text := range []string{"app", "app=a", "app in (a, b)", "app notin (a,b),tier", "!app", "app in ()", "app in (,)", "app in (a,,b)", "size>3", "size>x", "app=a b",
		"app=", ",app", "app,", "app in a", "in in (in)", "notin", "!in", "=a", "a=!b", strings.Repeat("a", 64), "a=" + strings.Repeat("b", 64), "a/b/c", "A.b/c", "a.b-/c"} {
		compareSelector(t, text)
	}
	for i := range 3000 {
		var text strings.Builder
		for n := i; n > 0; n /= len(pieces) {
			text.WriteString(pieces[n%len(pieces)])
			if n%3 == 0 {
				text.WriteString(" ")
			}
		}
		compareSelector(t, text.String())
	}
	askSelectors(t)
}
