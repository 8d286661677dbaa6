#include "model/resources/compact.h"

#include "model/base/list_pool.h"

namespace claimscope {
namespace {

/// Interns what is inside each item first, then the list: only then are identical lists found.
template <class T, class Fn>
void internEach(List<T>& list, Fn&& inside) {
  if (list.isInterned()) {
    return;
  }
  for (T& item : list) {
    inside(item);
  }
  intern(list);
}

void compact(List<SelectorRequirement>& requirements) {
  internEach(requirements, [](SelectorRequirement& requirement) { intern(requirement.values); });
}

void compact(NodeSelector& selector) {
  internEach(selector.terms, [](NodeSelectorTerm& term) {
    compact(term.matchExpressions);
    compact(term.matchFields);
  });
}

void compact(std::optional<LabelSelector>& selector) {
  if (selector) {
    intern(selector->matchLabels);
    compact(selector->matchExpressions);
  }
}

void compact(List<PodAffinityTerm>& terms) {
  internEach(terms, [](PodAffinityTerm& term) {
    compact(term.selector);
    intern(term.namespaces);
    compact(term.namespaceSelector);
    intern(term.matchLabelKeys);
    intern(term.mismatchLabelKeys);
  });
}

void compact(Box<PodPlacement>& placement) {
  if (!placement || placement.list().isInterned()) {
    return;
  }
  PodPlacement changed = *placement;
  placement.reset();
  compact(changed.affinity);
  compact(changed.antiAffinity);
  internEach(changed.spread, [](SpreadConstraint& constraint) {
    compact(constraint.selector);
    intern(constraint.matchLabelKeys);
  });
  intern(changed.hostPorts);
  placement = std::move(changed);
  intern(placement.list());
}

void compact(List<Container>& containers) {
  internEach(containers, [](Container& container) {
    intern(container.requests);
    intern(container.limits);
    intern(container.claims);
  });
}

void compact(DeviceRequestBody& body) {
  intern(body.selectors);
  intern(body.tolerations);
  intern(body.capacity);
}

void compact(Box<Allocation>& allocation) {
  if (!allocation) {
    return;
  }
  Allocation changed = *allocation;
  allocation.reset();
  // No two claims hold the same: only what is inside is shared.
  for (DeviceAllocation& result : changed.results) {
    intern(result.tolerations);
    intern(result.consumedCapacity);
    intern(result.bindingConditions);
    intern(result.bindingFailureConditions);
    intern(result.skipNodeOperations);
  }
  if (changed.nodeSelector) {
    compact(*changed.nodeSelector);
  }
  allocation = std::move(changed);
}

void compact(Box<DeviceExtras>& extras) {
  if (!extras) {
    return;
  }
  DeviceExtras changed = *extras;
  extras.reset();
  internEach(changed.consumes, [](CounterConsumption& consumption) {
    intern(consumption.counters);
    intern(consumption.compatibilityGroups);
  });
  if (changed.nodeSelector) {
    compact(*changed.nodeSelector);
  }
  intern(changed.bindingConditions);
  intern(changed.bindingFailureConditions);
  extras = std::move(changed);
  intern(extras.list());
}

void compact(Device& device) {
  intern(device.attributes);
  internEach(device.capacity, [](DeviceCapacity& capacity) {
    if (capacity.policy) {
      CapacityPolicy policy = *capacity.policy;
      intern(policy.validValues);
      capacity.policy = std::move(policy);
      intern(capacity.policy.list());
    }
  });
  intern(device.taints);
  compact(device.extras);
}

void compact(PodSpec& spec) {
  intern(spec.schedulingGates);
  intern(spec.nodeSelector);
  if (spec.requiredNodeAffinity) {
    compact(*spec.requiredNodeAffinity);
  }
  intern(spec.tolerations);
  compact(spec.placement);
  compact(spec.containers);
  intern(spec.claims);
  intern(spec.overhead);
}

}  // namespace

void compact(DeviceClaimSpec& spec) {
  internEach(spec.requests, [](DeviceRequest& request) {
    if (request.exactly) {
      compact(*request.exactly);
    }
    internEach(request.firstAvailable, [](DeviceRequestBody& body) { compact(body); });
  });
  internEach(spec.constraints, [](DeviceConstraint& constraint) { intern(constraint.requests); });
  internEach(spec.config, [](DeviceConfiguration& config) { intern(config.requests); });
}

void compact(Metadata& meta) {
  intern(meta.labels);
  if (meta.rare.isWritten()) {
    intern(meta.rare.edit().annotations);
    intern(meta.rare);
  }
  intern(meta.finalizers);
  // A pod owns what was made for it alone; controllers own many.
  if (meta.owners.size() != 1 || !(std::as_const(meta.owners).front().kind == "Pod")) {
    intern(meta.owners);
  }
}

void compact(Pod& pod) {
  compact(pod.meta);
  if (pod.spec.isWritten()) {
    compact(pod.spec.edit());
    intern(pod.spec);
  }
  // Replicas that start together say the same to the second.
  intern(pod.conditions);
  intern(pod.containerStatuses);
  if (pod.rare.isWritten()) {
    RarePodStatus& rare = pod.rare.edit();
    intern(rare.initContainerStatuses);
    intern(rare.deviceHealth);
    intern(rare.extendedResources);
    intern(pod.rare);
  }
}

void compact(ResourceClaim& claim) {
  compact(claim.meta);
  compact(claim.spec);
  compact(claim.allocation);
}

void compact(ResourceClaimTemplate& claimTemplate) {
  compact(claimTemplate.meta);
  intern(claimTemplate.claimLabels);
  compact(claimTemplate.spec);
}

void compact(ResourceSlice& slice) {
  compact(slice.meta);
  if (slice.nodeSelector) {
    compact(*slice.nodeSelector);
  }
  for (Device& device : slice.devices) {
    compact(device);
  }
  for (CounterSet& set : slice.sharedCounters) {
    intern(set.counters);
  }
}

void compact(Node& node) {
  compact(node.meta);
  intern(node.taints);
  intern(node.capacity);
  intern(node.allocatable);
  intern(node.declaredFeatures);
}

}  // namespace claimscope
