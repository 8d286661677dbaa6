package allocation

import (
	resourceapi "k8s.io/api/resource/v1"
)

func (c *Case) copy() *Case {
	out := *c
	out.Node = c.Node.DeepCopy()
	out.Slices = copies(c.Slices, (*resourceapi.ResourceSlice).DeepCopy)
	out.Classes = copies(c.Classes, (*resourceapi.DeviceClass).DeepCopy)
	out.Rules = copies(c.Rules, (*resourceapi.DeviceTaintRule).DeepCopy)
	out.Others = copies(c.Others, (*resourceapi.ResourceClaim).DeepCopy)
	out.Wanted = copies(c.Wanted, (*resourceapi.ResourceClaim).DeepCopy)
	return &out
}

func copies[T any](from []*T, deepCopy func(*T) *T) []*T {
	var out []*T
	for _, item := range from {
		out = append(out, deepCopy(item))
	}
	return out
}

// dropOne gives a change that removes item i of a list.
func dropOne[T any](list *[]T, i int) {
	kept := append([]T{}, (*list)[:i]...)
	*list = append(kept, (*list)[i+1:]...)
}

// smaller lists every change that makes the case smaller by one thing.
func smaller(c *Case) []func(*Case) {
	var out []func(*Case)
	drop := func(count int, list func(*Case) func(int)) {
		for i := 0; i < count; i++ {
			out = append(out, func(c *Case) { list(c)(i) })
		}
	}
	drop(len(c.Wanted), func(c *Case) func(int) { return func(i int) { dropOne(&c.Wanted, i) } })
	drop(len(c.Slices), func(c *Case) func(int) { return func(i int) { dropOne(&c.Slices, i) } })
	drop(len(c.Others), func(c *Case) func(int) { return func(i int) { dropOne(&c.Others, i) } })
	drop(len(c.Rules), func(c *Case) func(int) { return func(i int) { dropOne(&c.Rules, i) } })
	drop(len(c.Classes), func(c *Case) func(int) { return func(i int) { dropOne(&c.Classes, i) } })
	for w, claim := range c.Wanted {
		devices := func(c *Case) *resourceapi.DeviceClaim { return &c.Wanted[w].Spec.Devices }
		drop(len(claim.Spec.Devices.Requests), func(c *Case) func(int) { return func(i int) { dropOne(&devices(c).Requests, i) } })
		drop(len(claim.Spec.Devices.Constraints), func(c *Case) func(int) { return func(i int) { dropOne(&devices(c).Constraints, i) } })
		drop(len(claim.Spec.Devices.Config), func(c *Case) func(int) { return func(i int) { dropOne(&devices(c).Config, i) } })
		for r, request := range claim.Spec.Devices.Requests {
			at := func(c *Case) *resourceapi.DeviceRequest { return &devices(c).Requests[r] }
			if len(request.FirstAvailable) > 1 {
				drop(len(request.FirstAvailable), func(c *Case) func(int) { return func(i int) { dropOne(&at(c).FirstAvailable, i) } })
			}
			if request.Exactly != nil {
				drop(len(request.Exactly.Selectors), func(c *Case) func(int) { return func(i int) { dropOne(&at(c).Exactly.Selectors, i) } })
				out = append(out, func(c *Case) { at(c).Exactly.Tolerations = nil }, func(c *Case) { at(c).Exactly.Capacity = nil },
					func(c *Case) { at(c).Exactly.AdminAccess = nil })
			}
		}
	}
	for s, slice := range c.Slices {
		at := func(c *Case) *resourceapi.ResourceSliceSpec { return &c.Slices[s].Spec }
		drop(len(slice.Spec.Devices), func(c *Case) func(int) { return func(i int) { dropOne(&at(c).Devices, i) } })
		out = append(out, func(c *Case) { at(c).SharedCounters = nil })
		for d := range slice.Spec.Devices {
			device := func(c *Case) *resourceapi.Device { return &at(c).Devices[d] }
			out = append(out, func(c *Case) { device(c).Attributes = nil }, func(c *Case) { device(c).Capacity = nil },
				func(c *Case) { device(c).Taints = nil }, func(c *Case) { device(c).ConsumesCounters = nil },
				func(c *Case) { device(c).BindingConditions, device(c).BindingFailureConditions = nil, nil },
				func(c *Case) { device(c).AllowMultipleAllocations = nil }, func(c *Case) { device(c).BindsToNode = nil })
		}
	}
	for i := range c.Classes {
		out = append(out, func(c *Case) { c.Classes[i].Spec.Selectors = nil }, func(c *Case) { c.Classes[i].Spec.Config = nil })
	}
	for i, claim := range c.Others {
		if claim.Status.Allocation != nil {
			results := func(c *Case) *[]resourceapi.DeviceRequestAllocationResult {
				return &c.Others[i].Status.Allocation.Devices.Results
			}
			drop(len(*results(c)), func(c *Case) func(int) { return func(i int) { dropOne(results(c), i) } })
		}
	}
	return out
}

// Shrink drops things while `differs` says that the rest still shows the difference.
func Shrink(c *Case, differs func(*Case) bool) *Case {
	const maxTries = 3000
	for tries := 0; tries < maxTries; {
		shrunk := false
		for i := 0; i < len(smaller(c)) && tries < maxTries; tries++ {
			candidate := c.copy()
			before, _ := candidate.Line()
			smaller(c)[i](candidate)
			after, _ := candidate.Line()
			if len(after) < len(before) && differs(candidate) {
				c, shrunk = candidate, true
				continue // the next change has moved to this place
			}
			i++
		}
		if !shrunk {
			break
		}
	}
	return c
}
