package allocation

import (
	"errors"
	"os"
	"strconv"
	"testing"
	"time"
)

func setting(name string, otherwise int64) int64 {
	if value, err := strconv.ParseInt(os.Getenv(name), 10, 64); err == nil {
		return value
	}
	return otherwise
}

// differs asks both sides about one case. Upstream's answer may depend on the order of its maps, so a difference counts only when
// none of its answers is ours.
func differs(t *testing.T, cli string, c *Case) (string, bool) {
	line, err := c.Line()
	if err != nil {
		t.Fatal(err)
	}
	ours, err := askClaimscope(cli, [][]byte{line})
	if err != nil {
		return err.Error(), true
	}
	return differsFrom(c, ours[0])
}

func differsFrom(c *Case, ours Answer) (string, bool) {
	const tries = 40
	difference := ""
	for range tries {
		upstream, err := AskUpstream(c)
		if err != nil {
			return "", false
		}
		if difference = Difference(upstream, ours); difference == "" {
			return "", false
		}
	}
	return difference, true
}

// TestRandomClusters: CLAIMSCOPE_CASES (10,000), CLAIMSCOPE_SEED (time).
func TestRandomClusters(t *testing.T) {
	cli, err := cliPath()
	if err != nil {
		t.Skip(err)
	}
	cases, seed := setting("CLAIMSCOPE_CASES", 10_000), setting("CLAIMSCOPE_SEED", time.Now().UnixNano()%1_000_000_000)
	t.Logf("seed %d, %d cases, %s", seed, cases, cli)
	counts := map[string]int{}
	errorTexts := map[string]int{}
	found := 0
	const batch = 500
	for start := int64(0); start < cases; start += batch {
		var made []*Case
		var lines [][]byte
		var upstream []Answer
		for i := start; i < min(start+batch, cases); i++ {
			c := NewCase(seed + i)
			answer, err := AskUpstream(c)
			if errors.Is(err, errSkipped) {
				counts["skipped"]++
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			line, err := c.Line()
			if err != nil {
				t.Fatal(err)
			}
			made, lines, upstream = append(made, c), append(lines, line), append(upstream, answer)
		}
		ours, err := askClaimscope(cli, lines)
		if err != nil && len(ours) < len(lines) {
			t.Fatalf("case %s: %v\n%s", made[len(ours)].ID, err, lines[len(ours)])
		}
		for i, c := range made {
			counts[upstream[i].Outcome]++
			if upstream[i].Error != "" {
				errorTexts[shortClass(upstream[i].Error)]++
			}
			if Difference(upstream[i], ours[i]) == "" {
				continue
			}
			difference, real := differsFrom(c, ours[i])
			if !real {
				counts["order of upstream's maps"]++
				continue
			}
			found++
			report(t, cli, c, difference)
			if found >= 5 {
				t.Fatalf("stopped after %d differences; %v", found, counts)
			}
		}
	}
	t.Logf("%d cases, %d differences: %v", cases, found, counts)
	t.Logf("errors met: %v", errorTexts)
}

func report(t *testing.T, cli string, c *Case, difference string) {
	small := Shrink(c, func(c *Case) bool {
		_, still := differs(t, cli, c)
		return still
	})
	if text, still := differs(t, cli, small); still {
		difference = text
	}
	line, _ := small.Line()
	t.Errorf("case %s differs: %s\nsmall case:\n%s", c.ID, difference, line)
}
