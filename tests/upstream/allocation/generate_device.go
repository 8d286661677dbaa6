package allocation

import (
	"fmt"
	"maps"
	"slices"

	resourceapi "k8s.io/api/resource/v1"
)

func (g *generator) counterSets() []resourceapi.CounterSet {
	var sets []resourceapi.CounterSet
	for i, count := 0, 1+g.few(3); i < count; i++ {
		set := resourceapi.CounterSet{Name: fmt.Sprintf("set-%d", i), Counters: map[string]resourceapi.Counter{}}
		if g.bad(2) && i > 0 {
			set.Name = "set-0" // a duplicate makes the pool invalid
		}
		for j, counters := 0, 1+g.few(3); j < counters; j++ {
			set.Counters[fmt.Sprintf("c%d", j)] = resourceapi.Counter{Value: g.quantity("1", "2", "4", "40Gi", "1500m", "0")}
		}
		sets = append(sets, set)
	}
	return sets
}

func (g *generator) consumption(sets []resourceapi.CounterSet) []resourceapi.DeviceCounterConsumption {
	var out []resourceapi.DeviceCounterConsumption
	for _, set := range sets {
		if !g.chance(60) {
			continue
		}
		consumes := resourceapi.DeviceCounterConsumption{CounterSet: set.Name, Counters: map[string]resourceapi.Counter{}}
		if g.bad(1) {
			consumes.CounterSet = "nowhere"
		}
		for _, name := range sortedKeys(set.Counters) {
			if g.chance(70) {
				consumes.Counters[name] = resourceapi.Counter{Value: g.quantity("1", "1", "2", "500m", "10Gi", "0")}
			}
		}
		if g.bad(1) {
			consumes.Counters["nothing"] = resourceapi.Counter{Value: g.quantity("1")}
		}
		if g.bad(2) || (g.c.Features.CompatibilityGroups && g.chance(60)) {
			for _, group := range []string{"g1", "g2", "g3"} {
				if g.chance(50) {
					consumes.CompatibilityGroups = append(consumes.CompatibilityGroups, group)
				}
			}
		}
		out = append(out, consumes)
	}
	return out
}

func (g *generator) device(name string, slice *resourceapi.ResourceSlice, sets []resourceapi.CounterSet) resourceapi.Device {
	device := resourceapi.Device{Name: name}
	if g.chance(95) {
		device.Attributes = g.attributes(slice.Spec.Driver)
	}
	if g.chance(60) {
		device.Capacity = g.capacity()
	}
	if g.chance(25) {
		device.AllowMultipleAllocations = to(g.chance(90))
	}
	if sets != nil {
		device.ConsumesCounters = g.consumption(sets)
	} else if g.bad(1) {
		device.ConsumesCounters = []resourceapi.DeviceCounterConsumption{{CounterSet: "none"}}
	}
	if orElse(slice.Spec.PerDeviceNodeSelection, false) {
		g.where(&device.NodeName, &device.AllNodes, &device.NodeSelector)
	}
	for g.chance(10) {
		device.Taints = append(device.Taints, g.taint())
	}
	if g.chance(6) {
		device.BindingConditions = []string{"Ready"}
		device.BindingFailureConditions = []string{"Broken"}
	}
	device.BindsToNode = to(true)
	if !g.chance(4) {
		device.BindsToNode = nil
	}
	return device
}

func (g *generator) attributes(driver string) map[resourceapi.QualifiedName]resourceapi.DeviceAttribute {
	text := func(s string) resourceapi.DeviceAttribute { return resourceapi.DeviceAttribute{StringValue: &s} }
	number := func(n int64) resourceapi.DeviceAttribute { return resourceapi.DeviceAttribute{IntValue: &n} }
	out := map[resourceapi.QualifiedName]resourceapi.DeviceAttribute{}
	out["model"] = text(pick(g, models))
	if g.chance(80) {
		out["numa"] = number(int64(g.Intn(2)))
	}
	if g.chance(40) {
		out["healthy"] = resourceapi.DeviceAttribute{BoolValue: to(g.chance(80))}
	}
	if g.chance(30) {
		out["firmware"] = resourceapi.DeviceAttribute{VersionValue: to(pick(g, []string{"1.2.3", "2.0.0", "1.2.3-rc.1"}))}
	}
	if g.bad(1) {
		out["driverVersion"] = resourceapi.DeviceAttribute{VersionValue: to("01.2")}
	}
	if g.chance(70) {
		out["pcie.example.org/root"] = text(pick(g, []string{"r0", "r1"}))
	} else if g.chance(20) {
		out["pcie.example.org/root"] = number(1) // drivers may disagree on the type
	}
	if g.chance(10) {
		out[resourceapi.QualifiedName(driver+"/slot")] = number(int64(g.Intn(3)))
	} else if g.chance(50) {
		out["slot"] = number(int64(g.Intn(3)))
	}
	if g.c.Features.ListTypeAttributes && g.chance(60) {
		var roots []string
		for _, root := range []string{"r0", "r1", "r2"} {
			if g.chance(50) {
				roots = append(roots, root)
			}
		}
		if len(roots) > 0 {
			out["pcie.example.org/root"] = resourceapi.DeviceAttribute{StringValues: roots}
		}
		if g.chance(30) {
			out["slot"] = resourceapi.DeviceAttribute{IntValues: []int64{int64(g.Intn(3)), int64(g.Intn(3))}}
		}
	}
	return out
}

func (g *generator) capacity() map[resourceapi.QualifiedName]resourceapi.DeviceCapacity {
	out := map[resourceapi.QualifiedName]resourceapi.DeviceCapacity{}
	out["memory"] = resourceapi.DeviceCapacity{Value: g.quantity("80Gi", "40Gi", "16Gi", "0"), RequestPolicy: g.policy()}
	if g.chance(40) {
		out["cores"] = resourceapi.DeviceCapacity{Value: g.quantity("4", "8", "2500m", "1e1", "100"), RequestPolicy: g.corePolicy()}
	}
	return out
}

func (g *generator) policy() *resourceapi.CapacityRequestPolicy {
	switch n := g.Intn(100); {
	case n < 55:
		return nil
	case n < 65:
		return &resourceapi.CapacityRequestPolicy{Default: to(g.quantity("10Gi", "1Gi", "8Gi", "8192Mi"))}
	case n < 80:
		policy := &resourceapi.CapacityRequestPolicy{Default: to(g.quantity("5Gi", "10Gi", "3Gi"))}
		for _, valid := range []string{"5Gi", "10Gi", "20Gi", "40Gi"} {
			if g.chance(70) {
				policy.ValidValues = append(policy.ValidValues, g.quantity(valid))
			}
		}
		return policy
	}
	policy := &resourceapi.CapacityRequestPolicy{Default: to(g.quantity("2Gi", "4Gi", "1Gi")),
		ValidRange: &resourceapi.CapacityRequestPolicyRange{Min: to(g.quantity("1Gi", "2Gi", "2Gi", "4096Mi"))}}
	if g.chance(60) {
		policy.ValidRange.Step = to(g.quantity("1Gi", "2Gi", "512Mi", "3Gi", "1"))
	}
	if g.chance(50) {
		policy.ValidRange.Max = to(g.quantity("8Gi", "40Gi", "16Gi", "9223372036854775807"))
	}
	if g.chance(10) {
		policy.Default = nil
	}
	return policy
}

func (g *generator) corePolicy() *resourceapi.CapacityRequestPolicy {
	switch n := g.Intn(100); {
	case n < 60:
		return nil
	case n < 70:
		return &resourceapi.CapacityRequestPolicy{Default: to(g.quantity("1", "1000m", "500m"))}
	}
	policy := &resourceapi.CapacityRequestPolicy{Default: to(g.quantity("1", "500m", "1500m")),
		ValidRange: &resourceapi.CapacityRequestPolicyRange{Min: to(g.quantity("1", "500m", "250m", "0", "1n"))}}
	if g.chance(70) {
		policy.ValidRange.Step = to(g.quantity("1", "500m", "250m", "1m", "2", "100u"))
	}
	if g.chance(40) {
		policy.ValidRange.Max = to(g.quantity("4", "2500m", "8"))
	}
	return policy
}

// sortedKeys keeps a seed's case the same: Go's maps have no order.
func sortedKeys[K ~string, V any](from map[K]V) []K {
	return slices.Sorted(maps.Keys(from))
}
