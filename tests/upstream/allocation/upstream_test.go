package allocation

import (
	"errors"
	"testing"
)

// TestGeneratorReachesEverything: a generator whose cases all end the same way proves nothing.
func TestGeneratorReachesEverything(t *testing.T) {
	counts := map[string]int{}
	texts := map[string]int{}
	const cases = 2000
	for seed := int64(1); seed <= cases; seed++ {
		answer, err := AskUpstream(NewCase(seed))
		if errors.Is(err, errSkipped) {
			counts["skipped"]++
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		counts[answer.Outcome]++
		if answer.Error != "" {
			texts[shortClass(answer.Error)]++
		}
	}
	t.Logf("%v\n%v", counts, texts)
	for outcome, least := range map[string]int{"allocated": cases / 5, "doesNotFit": cases / 10, "error": cases / 50} {
		if counts[outcome] < least {
			t.Errorf("%s: %d of %d cases", outcome, counts[outcome], cases)
		}
	}
	if counts["skipped"] > cases/50 {
		t.Errorf("upstream could not answer %d of %d", counts["skipped"], cases)
	}
}
