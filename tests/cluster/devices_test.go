package cluster

import (
	"errors"
	"fmt"
	"slices"
	"testing"
)

// shownDevice is a device as `claimscope get devices` prints it.
type shownDevice struct {
	Driver, Pool, Name, Node, State, Owner string
	AdminAccess                            bool
	Claims, Pods                           []reference
	Attributes, Capacity                   map[string]any
}

func (d shownDevice) id() deviceID { return deviceID{d.Driver, d.Pool, d.Name} }

// shownPool is a pool as `claimscope get pools` prints it.
type shownPool struct {
	Driver, Name                                                                        string
	Generation                                                                          int64
	Complete                                                                            bool
	Devices, Free, InUse, ReservedNotUsed, Tainted, Unhealthy, Unknown, StaleGeneration number
}

func (p shownPool) sum() int64 {
	return p.Free.Value + p.InUse.Value + p.ReservedNotUsed.Value + p.Tainted.Value +
		p.Unhealthy.Value + p.Unknown.Value + p.StaleGeneration.Value
}

func TestGetDevices(t *testing.T) {
	needClaimscope(t)
	states := map[string]int{}
	whileQuiet(t, func() error {
		see, err := readTruth(t.Context())
		if err != nil {
			return err
		}
		shown, _, err := get[shownDevice](t, "devices")
		if err != nil {
			return err
		}
		clear(states)
		var have, want []string
		pools, uses := see.pools(), see.uses()
		var wrong []error
		for _, d := range shown {
			have = append(have, d.id().String())
			states[d.State]++
			wrong = append(wrong, see.compareDevice(d, pools[poolID{d.Driver, d.Pool}], uses[d.id()]))
		}
		for id, pool := range pools {
			for _, devices := range []map[string]device{pool.newest, pool.onlyStale} {
				for name := range devices {
					want = append(want, deviceID{id.driver, id.name, name}.String())
				}
			}
		}
		return errors.Join(append(wrong, sameSet("devices", have, want))...)
	}, "resourceclaims", "pods", "resourceslices", "devicetaintrules")
	t.Logf("compared devices by state: %v", states)
}

// compareDevice checks the state, and for a device in use the claims, pods and owner named.
func (see *truth) compareDevice(shown shownDevice, pool poolTruth, held use) error {
	id := shown.id()
	var wrong []error
	if want := see.statesOf(id, pool, held); !slices.Contains(want, shown.State) {
		wrong = append(wrong, fmt.Errorf("device %s: state %q, want one of %q", id, shown.State, want))
	}
	if want := len(held.admins) > 0; shown.AdminAccess != want {
		wrong = append(wrong, fmt.Errorf("device %s: adminAccess %t, want %t", id, shown.AdminAccess, want))
	}
	if shown.Node != pool.node {
		wrong = append(wrong, fmt.Errorf("device %s: node %q, its slice says %q", id, shown.Node, pool.node))
	}
	published := pool.newest[id.name]
	if _, stale := pool.onlyStale[id.name]; stale {
		published = pool.onlyStale[id.name]
	}
	if len(shown.Attributes) != len(published.Attributes) || len(shown.Capacity) != len(published.Capacity) {
		wrong = append(wrong, fmt.Errorf("device %s: %d attributes and %d capacities, its slice has %d and %d", id,
			len(shown.Attributes), len(shown.Capacity), len(published.Attributes), len(published.Capacity)))
	}
	return errors.Join(append(wrong, see.compareHolders(shown, held))...)
}

func (see *truth) compareHolders(shown shownDevice, held use) error {
	var claims, pods, owners []string
	for _, c := range append(slices.Clone(held.consumers), held.admins...) {
		claims = append(claims, c.Metadata.key())
		for _, consumer := range c.consumers() {
			if !slices.Contains(pods, consumer) {
				pods = append(pods, consumer)
			}
		}
	}
	// The owner is of who takes the device; only if nobody does, of who looks at it.
	deciding := held.consumers
	if len(deciding) == 0 {
		deciding = held.admins
	}
	for _, c := range deciding {
		owners = append(owners, see.owner(c))
	}
	wrong := []error{
		sameSet("claims of device "+shown.id().String(), names(shown.Claims), claims),
		sameSet("pods of device "+shown.id().String(), names(shown.Pods), pods),
	}
	if len(owners) > 0 && !slices.Contains(owners, shown.Owner) {
		wrong = append(wrong, fmt.Errorf("device %s: owner %q, want one of %q", shown.id(), shown.Owner, owners))
	}
	return errors.Join(wrong...)
}

// statesOf are the states a device may be shown in. There is mostly one; a device
// whose counters others have drained may be called free or not, but never in use.
func (see *truth) statesOf(id deviceID, pool poolTruth, held use) []string {
	published, current := pool.newest[id.name]
	switch {
	case len(held.consumers) > 0:
		reserved := slices.ContainsFunc(held.consumers, func(c claim) bool { return len(c.Status.ReservedFor) > 0 })
		if reserved {
			return []string{"inUse"}
		}
		return []string{"reservedNotUsed"}
	case !current:
		return []string{"staleGeneration"}
	case !pool.complete():
		return []string{"unknown"}
	case slices.ContainsFunc(published.Taints, taint.reportsBroken):
		return []string{"unhealthy"}
	case see.tainted(id, published):
		return []string{"tainted"}
	case len(published.ConsumesCounters) > 0:
		return []string{"free", "unknown"}
	}
	return []string{"free"}
}

func TestGetPools(t *testing.T) {
	needClaimscope(t)
	var pools int
	var devices int64
	whileQuiet(t, func() error {
		see, err := readTruth(t.Context())
		if err != nil {
			return err
		}
		shown, _, err := get[shownPool](t, "pools")
		if err != nil {
			return err
		}
		all, _, err := get[shownDevice](t, "devices")
		if err != nil {
			return err
		}
		pools, devices = len(shown), 0
		var have, want []string
		var wrong []error
		for _, p := range shown {
			id := poolID{p.Driver, p.Name}
			have = append(have, fmt.Sprintf("%s/%s generation %d complete %t", p.Driver, p.Name, p.Generation, p.Complete))
			devices += p.Devices.Value
			wrong = append(wrong, compareTotals(p, id, all))
		}
		for id, p := range see.pools() {
			want = append(want, fmt.Sprintf("%s/%s generation %d complete %t", id.driver, id.name, p.generation, p.complete()))
		}
		if devices != int64(len(all)) {
			wrong = append(wrong, fmt.Errorf("the pools have %d devices, `get devices` lists %d", devices, len(all)))
		}
		return errors.Join(append(wrong, sameSet("pools", have, want))...)
	}, "resourceclaims", "resourceslices", "devicetaintrules")
	t.Logf("compared %d pools with %d devices", pools, devices)
}

// compareTotals checks that a pool's counts add up and are those of its devices.
func compareTotals(p shownPool, id poolID, all []shownDevice) error {
	var wrong []error
	if p.sum() != p.Devices.Value {
		wrong = append(wrong, fmt.Errorf("pool %v: the states sum to %d, not to its %d devices", id, p.sum(), p.Devices.Value))
	}
	var inUse, free int64
	for _, d := range all {
		if d.Driver != id.driver || d.Pool != id.name {
			continue
		}
		switch d.State {
		case "inUse":
			inUse++
		case "free":
			free++
		}
	}
	if p.InUse.Value != inUse || p.Free.Value != free {
		wrong = append(wrong, fmt.Errorf("pool %v: %d in use and %d free, `get devices` has %d and %d", id,
			p.InUse.Value, p.Free.Value, inUse, free))
	}
	return errors.Join(wrong...)
}
