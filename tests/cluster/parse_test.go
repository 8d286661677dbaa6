package cluster

import (
	"maps"
	"testing"
)

func TestClaimStatesReadsTheColumnByItsHeader(t *testing.T) {
	got := claimStates(`NAMESPACE      NAME               STATE                        AGE
batch          held-cpuset        allocated                    10s
ml-workloads   preallocated-gpu   pending                      4h11m
ml-workloads   shared             deleted,allocated,reserved   2d
`)
	want := map[string]string{
		"batch/held-cpuset":             "allocated",
		"ml-workloads/preallocated-gpu": "pending",
		"ml-workloads/shared":           "deleted,allocated,reserved",
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDigestSortsBytewise(t *testing.T) {
	// printf 'B 10\na 2\na 9\n' | sha256sum
	const want = "1f9782d78bde9b65f4a52782929acef494bd40a0706be838ea2155c55546bd47"
	var objects []object
	for _, line := range [][2]string{{"a", "9"}, {"B", "10"}, {"a", "2"}} {
		objects = append(objects, object{Metadata: metadata{UID: line[0], ResourceVersion: line[1]}})
	}
	if got := digest(objects); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	// printf '' | sha256sum
	if got := digest(nil); got != "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" {
		t.Errorf("nothing digests to %s", got)
	}
}

func TestPluralOfKnowsEveryKind(t *testing.T) {
	for kind, want := range map[string]string{
		"Pod": "pods", "DeviceClass": "deviceclasses", "PodDisruptionBudget": "poddisruptionbudgets",
		"ResourceClaimTemplate": "resourceclaimtemplates", "DeviceTaintRule": "devicetaintrules",
	} {
		if got := pluralOf(kind); got != want {
			t.Errorf("%s: got %s, want %s", kind, got, want)
		}
		if syncKinds[want] == "" {
			t.Errorf("%s is not a kind of sync", want)
		}
	}
}

func TestNumberReadsPlainAndBoundedCounts(t *testing.T) {
	for text, want := range map[string]number{
		`3`: {3, "exact"}, `{"value":4,"bound":"atMost"}`: {4, "atMost"},
	} {
		var got number
		if err := got.UnmarshalJSON([]byte(text)); err != nil || got != want {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
	}
}
