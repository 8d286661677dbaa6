package allocation

import (
	"fmt"

	resourceapi "k8s.io/api/resource/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
)

func (g *generator) selector() resourceapi.DeviceSelector {
	expression := pick(g, []string{
		`device.driver == "a.example.com"`,
		`device.attributes["a.example.com"].model == "A"`,
		`device.attributes[device.driver].model in ["A", "B"]`,
		`device.attributes[device.driver].model != "C"`,
		`has(device.attributes["a.example.com"].healthy) && device.attributes["a.example.com"].healthy`,
		`!has(device.attributes["b.example.com"].healthy) || device.attributes["b.example.com"].healthy`,
		`device.attributes[device.driver].?numa.orValue(0) == 0`,
		`"memory" in device.capacity[device.driver] && device.capacity[device.driver].memory.compareTo(quantity("40Gi")) >= 0`,
		`!("memory" in device.capacity[device.driver]) || device.capacity[device.driver].memory.isGreaterThan(quantity("1"))`,
		`device.attributes[device.driver].?firmware.hasValue() ? device.attributes[device.driver].firmware.isGreaterThan(semver("1.0.0")) : true`,
		`true`,
		`true`,
	})
	switch {
	case g.bad(3): // fails where the attribute is missing
		expression = `device.attributes["a.example.com"].numa == 0`
	case g.bad(1):
		expression = `device.attributes[device.driver].nothing == 1`
	case g.bad(1):
		expression = `device.nothing`
	case g.bad(2):
		expression = `device.allowMultipleAllocations`
	case g.bad(1):
		expression = `false`
	}
	return resourceapi.DeviceSelector{CEL: &resourceapi.CELDeviceSelector{Expression: expression}}
}

func (g *generator) config(driver string) resourceapi.DeviceConfiguration {
	return resourceapi.DeviceConfiguration{Opaque: &resourceapi.OpaqueDeviceConfiguration{Driver: driver,
		Parameters: runtime.RawExtension{Raw: []byte(fmt.Sprintf(`{"n":%d,"list":[1,2.5,"x"]}`, g.Intn(10)))}}}
}

func (g *generator) classes() {
	for i, count := 0, 2+g.Intn(2); i < count; i++ {
		class := &resourceapi.DeviceClass{ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("class-%d", i)}}
		for j, selectors := 0, g.few(2); j < selectors; j++ {
			class.Spec.Selectors = append(class.Spec.Selectors, g.selector())
		}
		for g.chance(30) {
			class.Spec.Config = append(class.Spec.Config, resourceapi.DeviceClassConfiguration{DeviceConfiguration: g.config(pick(g, drivers))})
		}
		g.c.Classes = append(g.c.Classes, class)
	}
}

func (g *generator) className() string {
	if g.bad(1) {
		return pick(g, []string{"missing", ""})
	}
	return fmt.Sprintf("class-%d", g.Intn(len(g.c.Classes)))
}

func (g *generator) mode(count *int64) resourceapi.DeviceAllocationMode {
	if g.chance(9) {
		return resourceapi.DeviceAllocationModeAll
	}
	*count = int64(1 + g.few(3))
	if g.bad(1) {
		*count = pick(g, []int64{32, 33, 1 << 40})
	}
	if g.bad(1) && g.chance(15) {
		return "Most"
	}
	return resourceapi.DeviceAllocationModeExactCount
}

func (g *generator) capacityRequest() *resourceapi.CapacityRequirements {
	if !g.chance(22) {
		return nil
	}
	out := &resourceapi.CapacityRequirements{}
	if g.chance(4) {
		return out
	}
	out.Requests = map[resourceapi.QualifiedName]resource.Quantity{}
	if g.chance(80) {
		out.Requests["memory"] = g.quantity("1Gi", "3Gi", "6Gi", "10Gi", "8Gi", "8192Mi", "2500Mi", "41Gi", "1", "0")
	}
	if g.chance(35) {
		out.Requests["cores"] = g.quantity("1", "500m", "1000m", "1300m", "3", "1u", "9e18", "1e19")
	}
	if g.chance(2) {
		out.Requests[pick(g, []resourceapi.QualifiedName{"a.example.com/memory", "bandwidth"})] = g.quantity("1")
	}
	if g.chance(1) {
		out.Requests["memory"] = g.quantity("-1Gi", "9223372036854775807", "100E")
	}
	return out
}

func (g *generator) claim(number int) *resourceapi.ResourceClaim {
	claim := &resourceapi.ResourceClaim{ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: fmt.Sprintf("claim-%d", number),
		UID: types.UID(fmt.Sprintf("00000000-0000-4000-8000-%012d", number))}}
	spec := &claim.Spec.Devices
	var names []string
	for i, count := 0, 1+g.few(4); i < count; i++ {
		request := resourceapi.DeviceRequest{Name: fmt.Sprintf("r%d", i)}
		names = append(names, request.Name)
		if g.chance(22) {
			for j, alternatives := 0, 1+g.Intn(3); j < alternatives; j++ {
				sub := g.subRequest(fmt.Sprintf("s%d", j))
				names = append(names, request.Name+"/"+sub.Name)
				request.FirstAvailable = append(request.FirstAvailable, sub)
			}
		} else {
			request.Exactly = g.exactly()
		}
		spec.Requests = append(spec.Requests, request)
	}
	for g.chance(25) {
		spec.Constraints = append(spec.Constraints, g.constraint(names))
	}
	for g.chance(25) {
		spec.Config = append(spec.Config, resourceapi.DeviceClaimConfiguration{Requests: g.some(names), DeviceConfiguration: g.config(pick(g, drivers))})
	}
	return claim
}

func (g *generator) some(names []string) []string {
	if g.chance(40) {
		return nil
	}
	var out []string
	for _, name := range names {
		if g.chance(50) {
			out = append(out, name)
		}
	}
	return out
}

func (g *generator) constraint(names []string) resourceapi.DeviceConstraint {
	attribute := to(pick(g, []resourceapi.FullyQualifiedName{"pcie.example.org/root", "a.example.com/numa", "a.example.com/model",
		"b.example.com/model", "a.example.com/slot", "b.example.com/slot", "a.example.com/firmware"}))
	out := resourceapi.DeviceConstraint{Requests: g.some(names)}
	switch {
	case g.bad(1):
	case g.chance(60):
		out.MatchAttribute = attribute
	default:
		out.DistinctAttribute = attribute
	}
	return out
}

func (g *generator) selectors() []resourceapi.DeviceSelector {
	var out []resourceapi.DeviceSelector
	for i, count := 0, g.few(3); i < count; i++ {
		out = append(out, g.selector())
	}
	if g.bad(1) && g.chance(10) {
		out = append(out, resourceapi.DeviceSelector{})
	}
	return out
}

func (g *generator) tolerations() []resourceapi.DeviceToleration {
	var out []resourceapi.DeviceToleration
	for g.chance(25) {
		out = append(out, g.toleration())
	}
	return out
}

func (g *generator) exactly() *resourceapi.ExactDeviceRequest {
	out := &resourceapi.ExactDeviceRequest{DeviceClassName: g.className(), Selectors: g.selectors(), Tolerations: g.tolerations(),
		Capacity: g.capacityRequest()}
	out.AllocationMode = g.mode(&out.Count)
	if g.chance(12) {
		out.AdminAccess = to(g.chance(85))
	}
	if g.bad(1) && g.chance(15) {
		out.DerivedAttributes = []resourceapi.DeviceDerivedAttribute{{Name: "x.example.com/y", Expression: "1"}}
	}
	return out
}

func (g *generator) subRequest(name string) resourceapi.DeviceSubRequest {
	out := resourceapi.DeviceSubRequest{Name: name, DeviceClassName: g.className(), Selectors: g.selectors(), Tolerations: g.tolerations(),
		Capacity: g.capacityRequest()}
	out.AllocationMode = g.mode(&out.Count)
	return out
}

// holders makes claims that have something already.
func (g *generator) holders() {
	if len(g.devices) == 0 {
		return
	}
	for i, count := 0, g.Intn(5); i < count; i++ {
		claim := &resourceapi.ResourceClaim{ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: fmt.Sprintf("holder-%d", i),
			UID: types.UID(fmt.Sprintf("00000000-0000-4000-9000-%012d", i))}}
		if g.chance(5) {
			g.c.Others = append(g.c.Others, claim) // waits, holds nothing
			continue
		}
		allocation := &resourceapi.AllocationResult{}
		for j, results := 0, 1+g.few(3); j < results; j++ {
			held := pick(g, g.devices)
			result := resourceapi.DeviceRequestAllocationResult{Request: "r", Driver: held.driver, Pool: held.pool, Device: held.device.Name}
			if g.chance(8) {
				result.AdminAccess = to(g.chance(80))
			}
			if (orElse(held.device.AllowMultipleAllocations, false) && g.chance(92)) || g.chance(2) {
				result.ShareID = to(types.UID(fmt.Sprintf("00000000-0000-4000-a000-%06d%06d", i, j)))
				if len(held.device.Capacity) > 0 && g.chance(90) {
					result.ConsumedCapacity = map[resourceapi.QualifiedName]resource.Quantity{}
					for _, name := range sortedKeys(held.device.Capacity) {
						result.ConsumedCapacity[name] = g.quantity("1Gi", "10Gi", "1", "500m", "0")
					}
				}
			}
			allocation.Devices.Results = append(allocation.Devices.Results, result)
		}
		claim.Status.Allocation = allocation
		g.c.Others = append(g.c.Others, claim)
	}
}
