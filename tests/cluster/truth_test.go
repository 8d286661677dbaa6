package cluster

import (
	"context"
	"slices"
)

// deviceID is what identifies a device in a cluster.
type deviceID struct{ driver, pool, name string }

func (d deviceID) String() string { return d.driver + "/" + d.pool + "/" + d.name }

// truth is what kubectl's answers say about pools, devices and who uses them.
type truth struct {
	claims []claim
	slices []slice
	pods   map[string]pod // by namespace/name
	rules  []taintRule
	owners map[string]metadata // workloads and pods by uid, with kinds in kindOf
	kindOf map[string]string
	states map[string]string // kubectl's STATE by claim
}

func readTruth(ctx context.Context) (*truth, error) {
	var err error
	see := &truth{pods: map[string]pod{}, owners: map[string]metadata{}, kindOf: map[string]string{}}
	if see.claims, err = list[claim](ctx, "resourceclaims"); err != nil {
		return nil, err
	}
	if see.slices, err = list[slice](ctx, "resourceslices"); err != nil {
		return nil, err
	}
	if see.rules, err = list[taintRule](ctx, "devicetaintrules"); err != nil {
		return nil, err
	}
	pods, err := list[pod](ctx, "pods")
	if err != nil {
		return nil, err
	}
	for _, p := range pods {
		see.pods[p.Metadata.key()] = p
	}
	workloads, err := list[object](ctx, "deployments,replicasets,statefulsets,daemonsets,jobs,pods")
	if err != nil {
		return nil, err
	}
	for _, w := range workloads {
		see.owners[w.Metadata.UID], see.kindOf[w.Metadata.UID] = w.Metadata, w.Kind
	}
	table, err := kubectl(ctx, "", "get", "resourceclaims", "--all-namespaces")
	see.states = claimStates(string(table))
	return see, err
}

// topmost follows controllers up: "Deployment/inference-service" for a pod of its ReplicaSet.
func (see *truth) topmost(uid string) string {
	for {
		meta := see.owners[uid]
		next := ""
		for _, owner := range meta.OwnerReferences {
			if owner.Controller {
				next = owner.UID
			}
		}
		if _, known := see.owners[next]; !known {
			return see.kindOf[uid] + "/" + meta.Name
		}
		uid = next
	}
}

// consumers are the pods a claim is reserved for, as "namespace/name".
func (c claim) consumers() []string {
	var pods []string
	for _, consumer := range c.Status.ReservedFor {
		if consumer.Resource == "pods" {
			pods = append(pods, c.Metadata.Namespace+"/"+consumer.Name)
		}
	}
	return pods
}

func (c claim) results() []result {
	if c.Status.Allocation == nil {
		return nil
	}
	return c.Status.Allocation.Devices.Results
}

// owner is the topmost controller of the pods a claim is reserved for.
func (see *truth) owner(c claim) string {
	if len(c.Status.ReservedFor) == 0 {
		return ""
	}
	return see.topmost(c.Status.ReservedFor[0].UID)
}

// use is who holds a device: consumers take it, admins only look at it.
type use struct{ consumers, admins []claim }

func (see *truth) uses() map[deviceID]use {
	all := map[deviceID]use{}
	for _, c := range see.claims {
		for _, r := range c.results() {
			id := deviceID{r.Driver, r.Pool, r.Device}
			held := all[id]
			if r.AdminAccess {
				held.admins = append(held.admins, c)
			} else {
				held.consumers = append(held.consumers, c)
			}
			all[id] = held
		}
	}
	return all
}

type poolID struct{ driver, name string }

// poolTruth follows the scheduler: only slices of the newest generation count.
type poolTruth struct {
	generation        int64
	expected, seen    int64
	newest, onlyStale map[string]device // by name
	node              string
}

func (p poolTruth) complete() bool { return p.seen == p.expected }

func (see *truth) pools() map[poolID]poolTruth {
	all := map[poolID]poolTruth{}
	for _, s := range see.slices {
		id := poolID{s.Spec.Driver, s.Spec.Pool.Name}
		pool := all[id]
		pool.generation = max(pool.generation, s.Spec.Pool.Generation)
		all[id] = pool
	}
	for _, s := range see.slices {
		id := poolID{s.Spec.Driver, s.Spec.Pool.Name}
		pool := all[id]
		if pool.newest == nil {
			pool.newest, pool.onlyStale = map[string]device{}, map[string]device{}
		}
		target := pool.onlyStale
		if s.Spec.Pool.Generation == pool.generation {
			pool.seen++
			pool.expected, pool.node = s.Spec.Pool.ResourceSliceCount, s.Spec.NodeName
			target = pool.newest
		}
		for _, d := range s.Spec.Devices {
			target[d.Name] = d
		}
		all[id] = pool
	}
	for _, pool := range all {
		for name := range pool.newest {
			delete(pool.onlyStale, name)
		}
	}
	return all
}

// tainted tells whether the slice or a rule keeps new claims off a device.
func (see *truth) tainted(id deviceID, d device) bool {
	blocks := func(effect string) bool { return effect == "NoSchedule" || effect == "NoExecute" }
	if slices.ContainsFunc(d.Taints, func(t taint) bool { return blocks(t.Effect) }) {
		return true
	}
	is := func(want *string, have string) bool { return want == nil || *want == have }
	return slices.ContainsFunc(see.rules, func(rule taintRule) bool {
		selector := rule.Spec.DeviceSelector
		return selector != nil && blocks(rule.Spec.Taint.Effect) &&
			is(selector.Driver, id.driver) && is(selector.Pool, id.pool) && is(selector.Device, id.name)
	})
}
