// podRequests: see node_fit.h.
#include <algorithm>

#include "model/allocation/node_fit.h"

namespace claimscope::allocation {

namespace {

Quantity* find(ResourceList& list, const Text& name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.first == name; });
  return found == list.end() ? nullptr : &found->second;
}

void add(ResourceList& to, const ResourceList& more) {
  for (const auto& [name, amount] : more) {
    if (Quantity* sum = find(to, name)) {
      *sum = Quantity::ofNano(sum->nano() + amount.nano(), sum->format());
    } else {
      to.emplace_back(name, amount);
    }
  }
}

void raise(ResourceList& to, const ResourceList& least) {
  for (const auto& [name, amount] : least) {
    if (Quantity* now = find(to, name)) {
      *now = std::max(*now, amount);
    } else {
      to.emplace_back(name, amount);
    }
  }
}

/// A limit without a request is a request: the server defaults that, manifests in files may not have it.
ResourceList requestsOf(const Container& container) {
  ResourceList out = container.requests;
  for (const auto& [name, amount] : container.limits) {
    if (find(out, name) == nullptr) {
      out.emplace_back(name, amount);
    }
  }
  return out;
}

}  // namespace

ResourceList podRequests(const Pod& pod) {
  ResourceList running;
  ResourceList sidecars;
  ResourceList starting;
  for (const Container& container : pod.spec->containers) {
    const ResourceList requests = requestsOf(container);
    if (!container.init) {
      add(running, requests);
    } else if (container.sidecar) {
      add(sidecars, requests);
      raise(starting, sidecars);
    } else {
      ResourceList together = sidecars;
      add(together, requests);
      raise(starting, together);
    }
  }
  add(running, sidecars);
  raise(running, starting);
  add(running, pod.spec->overhead);
  return running;
}

}  // namespace claimscope::allocation
