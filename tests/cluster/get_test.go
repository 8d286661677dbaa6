package cluster

import (
	"errors"
	"fmt"
	"testing"
)

// getKinds are the words of `claimscope get` and the resources they mean.
var getKinds = []struct{ word, resource string }{
	{"namespaces", "namespaces"},
	{"nodes", "nodes"},
	{"slices", "resourceslices"},
	{"claims", "resourceclaims"},
	{"classes", "deviceclasses"},
	{"templates", "resourceclaimtemplates"},
	{"pods", "pods"},
	{"taintrules", "devicetaintrules"},
	{"quotas", "resourcequotas"},
}

func TestGetListsTheSameObjects(t *testing.T) {
	needClaimscope(t)
	for _, kind := range getKinds {
		t.Run(kind.word, func(t *testing.T) {
			var count int
			whileQuiet(t, func() error {
				var want []string
				for _, o := range mustList[object](t, kind.resource) {
					want = append(want, o.Metadata.key()+" "+o.Metadata.UID)
				}
				items, _, err := get[metadata](t, kind.word)
				if err != nil {
					return err
				}
				var have []string
				for _, item := range items {
					have = append(have, item.key()+" "+item.UID)
				}
				count = len(want)
				return sameSet(kind.word, have, want)
			}, kind.resource)
			t.Logf("compared %d %s", count, kind.word)
		})
	}
}

// shownClaim is a claim as `claimscope get claims` prints it.
type shownClaim struct {
	Namespace, Name, UID, State string
	DeviceClasses               []string
	Devices                     []struct{ Driver, Pool, Device, ShareID, Request, Node string }
	ReservedFor, Pods           []reference
	Owner                       string
}

func TestGetClaims(t *testing.T) {
	needClaimscope(t)
	var claims, devices int
	whileQuiet(t, func() error {
		see, err := readTruth(t.Context())
		if err != nil {
			return err
		}
		claims, devices, err = compareClaims(t, see)
		return err
	}, "resourceclaims", "pods", "resourceslices")
	t.Logf("compared %d claims, %d allocated devices", claims, devices)
}

// compareClaims says how many claims and allocated devices it compared.
func compareClaims(t *testing.T, see *truth) (claims, devices int, err error) {
	shown, _, err := get[shownClaim](t, "claims")
	if err != nil {
		return 0, 0, err
	}
	byKey := map[string]shownClaim{}
	var have, want []string
	for _, c := range shown {
		byKey[c.Namespace+"/"+c.Name] = c
		have = append(have, c.Namespace+"/"+c.Name+" "+c.UID)
	}
	for _, c := range see.claims {
		want = append(want, c.Metadata.key()+" "+c.Metadata.UID)
	}
	wrong := []error{sameSet("claims", have, want)}
	for _, c := range see.claims {
		if one, there := byKey[c.Metadata.key()]; there {
			wrong = append(wrong, see.compareClaim(one, c))
			devices += len(c.results())
		}
	}
	return len(see.claims), devices, errors.Join(wrong...)
}

func (see *truth) compareClaim(shown shownClaim, c claim) error {
	key := c.Metadata.key()
	var wrong []error
	if want := see.states[key]; shown.State != want {
		wrong = append(wrong, fmt.Errorf("claim %s: state %q, kubectl says %q", key, shown.State, want))
	}
	var have, want []string
	for _, d := range shown.Devices {
		have = append(have, fmt.Sprintf("%s/%s/%s request %s share %s node %s",
			d.Driver, d.Pool, d.Device, d.Request, d.ShareID, d.Node))
	}
	pools := see.pools()
	for _, r := range c.results() {
		want = append(want, fmt.Sprintf("%s/%s/%s request %s share %s node %s",
			r.Driver, r.Pool, r.Device, r.Request, r.ShareID, pools[poolID{r.Driver, r.Pool}].node))
	}
	wrong = append(wrong, sameSet("devices of claim "+key, have, want))
	wrong = append(wrong, sameSet("reservedFor of claim "+key, names(shown.ReservedFor), c.consumers()))
	wrong = append(wrong, sameSet("classes of claim "+key, shown.DeviceClasses, c.classes()))
	if len(c.consumers()) > 0 {
		wrong = append(wrong, sameSet("pods of claim "+key, names(shown.Pods), c.consumers()))
		if owner := see.owner(c); shown.Owner != owner {
			wrong = append(wrong, fmt.Errorf("claim %s: owner %q, but its pods belong to %q", key, shown.Owner, owner))
		}
	}
	return errors.Join(wrong...)
}

// classes are the device classes a claim asks for, in order and without repeats.
func (c claim) classes() []string {
	var names []string
	add := func(name string) {
		for _, have := range names {
			if have == name {
				return
			}
		}
		names = append(names, name)
	}
	for _, r := range c.Spec.Devices.Requests {
		if r.Exactly != nil {
			add(r.Exactly.DeviceClassName)
		}
		for _, alternative := range r.FirstAvailable {
			add(alternative.DeviceClassName)
		}
	}
	return names
}

func names(references []reference) []string {
	var all []string
	for _, r := range references {
		all = append(all, string(r))
	}
	return all
}
