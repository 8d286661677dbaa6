// Search::result: the allocation as upstream would write it into each claim's status.
#include <algorithm>

#include "model/allocation/search.h"

namespace claimscope::allocation {

namespace {

bool contains(const List<Text>& names, const Text& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool sameValues(const List<Text>& a, const List<Text>& b) {
  const auto within = [](const List<Text>& some, const List<Text>& all) {
    return std::all_of(some.begin(), some.end(), [&](const Text& value) { return contains(all, value); });
  };
  return within(a, b) && within(b, a);
}

void addMissing(const List<SelectorRequirement>& from, List<SelectorRequirement>& to) {
  for (const SelectorRequirement& requirement : from) {
    const bool present = std::any_of(to.begin(), to.end(), [&](const SelectorRequirement& other) {
      return other.key == requirement.key && other.op == requirement.op && sameValues(other.values, requirement.values);
    });
    if (!present) {
      to.push_back(requirement);
    }
  }
}

NodeSelector onlyNode(const Text& name) {
  NodeSelector out;
  out.terms.push_back({{}, {{Text("metadata.name"), SelectorOperator::in, {name}}}});
  return out;
}

}  // namespace

/// Usable on one node when any device is, else wherever every device's selector agrees; none: everywhere.
bool Search::nodeSelector(const ClaimData& data, std::optional<NodeSelector>& out) {
  NodeSelectorTerm merged;
  for (const Chosen& chosen : data.chosen) {
    const DeviceRef& ref = pool(chosen.spot).devices[chosen.spot.device];
    const DeviceExtras* extras = ref.device().extras.get();
    const bool own = ref.slice->perDeviceNodeSelection;
    static const Text kNowhere;
    static const std::optional<NodeSelector> kNone;
    const Text& name = !own ? ref.slice->nodeName : extras != nullptr ? extras->nodeName : kNowhere;
    const std::optional<NodeSelector>& selector = !own                ? ref.slice->nodeSelector
                                                  : extras != nullptr ? extras->nodeSelector
                                                                      : kNone;
    const bool binds = m_variant != Variant::stable && extras != nullptr && extras->bindsToNode;
    if (!name.empty() || binds) {
      out = onlyNode(m_attempt.node.meta.name);
      return true;
    }
    if (!selector || selector->terms.empty()) {
      continue;
    }
    if (selector->terms.size() > 1) {
      m_error = "create NodeSelector for claim " + data.claim->meta.name.str() +
                ": unsupported ResourceSlice.NodeSelector with " + std::to_string(selector->terms.size()) + " terms";
      return false;
    }
    addMissing(selector->terms.front().matchFields, merged.matchFields);
    addMissing(selector->terms.front().matchExpressions, merged.matchExpressions);
  }
  if (!merged.matchFields.empty() || !merged.matchExpressions.empty()) {
    out.emplace().terms.push_back(std::move(merged));
  }
  return true;
}

/// Each class's entries once, with every request of that class; then the claim's entries that name a request that was served.
std::vector<ConfigResult> Search::config(const ClaimData& data) const {
  std::vector<ConfigResult> out;
  struct ClassEntries {
    const DeviceClass* deviceClass = nullptr;
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::vector<ClassEntries> classes;
  for (std::size_t i = 0; i < data.requests.size(); ++i) {
    const RequestData& served = data.requests[i][data.selected[i]];
    const auto known = std::find_if(classes.begin(), classes.end(), [&](const ClassEntries& entries) {
      return entries.deviceClass->meta.name == served.deviceClass->meta.name;
    });
    if (known != classes.end()) {
      for (std::size_t entry = known->begin; entry < known->end; ++entry) {
        out[entry].requests.push_back(served.fullName);
      }
      continue;
    }
    const std::size_t begin = out.size();
    for (const DeviceConfiguration& entry : served.deviceClass->config) {
      out.push_back({true, {served.fullName}, entry.driver, entry.parameters});
    }
    classes.push_back({served.deviceClass, begin, out.size()});
  }
  const auto names = [&](const List<Text>& requests, std::size_t request) {
    const RequestData& served = data.requests[request][data.selected[request]];
    return contains(requests, served.request->name) || contains(requests, served.fullName);
  };
  for (const DeviceConfiguration& entry : data.claim->spec.config) {
    bool applies = entry.requests.empty();
    for (std::size_t i = 0; i < data.requests.size() && !applies; ++i) {
      applies = names(entry.requests, i);
    }
    if (applies) {
      out.push_back({false, entry.requests, entry.driver, entry.parameters});
    }
  }
  for (ConfigResult& entry : out) {
    bool all = true;
    for (std::size_t i = 0; i < data.requests.size() && all; ++i) {
      all = names(entry.requests, i);
    }
    if (all) {
      entry.requests.clear();  // empty means all
    }
  }
  return out;
}

Outcome Search::result() {
  Outcome out;
  out.kind = Outcome::Kind::allocated;
  for (const ClaimData& data : m_claims) {
    ClaimResult& claim = out.results.emplace_back();
    for (const Chosen& chosen : data.chosen) {
      const DeviceRef& ref = pool(chosen.spot).devices[chosen.spot.device];
      const Device& given = ref.device();
      DeviceAllocation& result = claim.allocation.results.emplace_back();
      result.request = chosen.request->fullName;
      result.driver = ref.slice->driver;
      result.pool = ref.slice->poolName;
      result.device = given.name;
      result.shareId = chosen.shareId;
      result.adminAccess = chosen.request->body->adminAccess && !chosen.request->alternative;
      result.tolerations = chosen.request->body->tolerations;
      for (std::size_t i = 0; i < chosen.consumed.size(); ++i) {
        const Quantity& amount = chosen.consumed[i].quantity;
        result.consumedCapacity.emplace_back(given.capacity[i].name, Quantity::ofNano(amount.nano(), amount.format()));
      }
      if (m_features.deviceBindingAndStatus && m_variant != Variant::stable && given.extras != nullptr) {
        result.bindingConditions = given.extras->bindingConditions;
        result.bindingFailureConditions = given.extras->bindingFailureConditions;
      }
      if (m_variant == Variant::experimental) {
        result.skipNodeOperations = ref.slice->skipNodeOperations;
      }
    }
    claim.config = config(data);
    if (!nodeSelector(data, claim.allocation.nodeSelector)) {
      return {Outcome::Kind::error, std::move(m_error), {}};
    }
  }
  return out;
}

}  // namespace claimscope::allocation
