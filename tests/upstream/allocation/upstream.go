package allocation

import (
	"context"
	"errors"
	"fmt"
	"time"

	resourceapi "k8s.io/api/resource/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/dynamic-resource-allocation/cel"
	"k8s.io/dynamic-resource-allocation/structured"
)

type classLister []*resourceapi.DeviceClass

func (l classLister) List() ([]*resourceapi.DeviceClass, error) { return l, nil }

func (l classLister) Get(name string) (*resourceapi.DeviceClass, error) {
	for _, class := range l {
		if class.Name == name {
			return class, nil
		}
	}
	return nil, apierrors.NewNotFound(resourceapi.Resource("deviceclass"), name)
}

// holdings is what the allocated claims take, by the rules of kube-scheduler's DynamicResources plugin: admin access takes nothing,
// and a share is a share only while consumable capacity is on.
func holdings(claims []*resourceapi.ResourceClaim, features structured.Features) structured.AllocatedState {
	state := structured.AllocatedState{
		AllocatedDevices:         sets.New[structured.DeviceID](),
		AllocatedSharedDeviceIDs: sets.New[structured.SharedDeviceID](),
		AggregatedCapacity:       structured.NewConsumedCapacityCollection(),
	}
	for _, claim := range claims {
		if claim.Status.Allocation == nil {
			continue
		}
		for _, result := range claim.Status.Allocation.Devices.Results {
			if result.AdminAccess != nil && *result.AdminAccess {
				continue
			}
			id := structured.MakeDeviceID(result.Driver, result.Pool, result.Device)
			if !features.ConsumableCapacity || result.ShareID == nil {
				state.AllocatedDevices.Insert(id)
				continue
			}
			state.AllocatedSharedDeviceIDs.Insert(structured.MakeSharedDeviceID(id, result.ShareID))
			if result.ConsumedCapacity != nil {
				state.AggregatedCapacity.Insert(structured.NewDeviceConsumedCapacity(id, result.ConsumedCapacity))
			}
		}
	}
	return state
}

// withTaints merges rules into copies of the slices, as the tracker does that kube-scheduler reads slices from.
func withTaints(slices []*resourceapi.ResourceSlice, rules []*resourceapi.DeviceTaintRule) []*resourceapi.ResourceSlice {
	out := make([]*resourceapi.ResourceSlice, len(slices))
	for i, slice := range slices {
		out[i] = slice.DeepCopy()
		for _, rule := range rules {
			selector := rule.Spec.DeviceSelector
			if selector == nil || !allows(selector.Driver, slice.Spec.Driver) || !allows(selector.Pool, slice.Spec.Pool.Name) {
				continue
			}
			for d := range out[i].Spec.Devices {
				device := &out[i].Spec.Devices[d]
				if allows(selector.Device, device.Name) {
					device.Taints = append(device.Taints, rule.Spec.Taint)
				}
			}
		}
	}
	return out
}

func allows(wanted *string, name string) bool { return wanted == nil || *wanted == name }

// errSkipped marks cases that upstream itself cannot answer: it panics or does not end.
var errSkipped = errors.New("no answer from upstream")

// AskUpstream runs upstream's allocator.
func AskUpstream(c *Case) (answer Answer, err error) {
	answer.ID = c.ID
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("%w: panic: %v", errSkipped, reason)
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
	defer cancel()
	celFeatures := cel.Features{
		EnableConsumableCapacity: c.Features.ConsumableCapacity,
		EnableListTypeAttributes: c.Features.ListTypeAttributes,
	}
	allocator, err := structured.NewAllocator(ctx, c.Features, holdings(c.Others, c.Features), classLister(c.Classes),
		withTaints(c.Slices, c.Rules), cel.NewCache(50, celFeatures))
	if err != nil {
		return answer, err
	}
	results, problem := allocator.Allocate(ctx, c.Node, c.Wanted)
	switch {
	case ctx.Err() != nil:
		return answer, fmt.Errorf("%w: %v", errSkipped, ctx.Err())
	case errors.Is(problem, structured.ErrFailedAllocationOnNode):
		answer.Outcome, answer.Error = "doesNotFit", problem.Error()
	case problem != nil:
		answer.Outcome, answer.Error = "error", problem.Error()
	case len(results) != len(c.Wanted):
		answer.Outcome = "doesNotFit"
	default:
		answer.Outcome = "allocated"
		answer.Allocations = map[string]any{}
		for i := range results {
			tree, err := comparable(&results[i])
			if err != nil {
				return answer, err
			}
			answer.Allocations[claimName(c.Wanted[i])] = tree
		}
	}
	return answer, nil
}
