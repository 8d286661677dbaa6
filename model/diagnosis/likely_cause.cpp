#include "model/diagnosis/likely_cause.h"

#include <algorithm>
#include <unordered_set>

#include "model/explanation/explanation.h"

namespace claimscope::diagnosis {
namespace {

using cluster::ChangeLane;
using cluster::ChangeWeight;
using cluster::FactKind;
using cluster::ObjectChange;

constexpr std::int64_t kClocksMs = 2'000;    ///< `since` is often a whole second of the server's clock, `seen` is by ours
constexpr std::size_t kMostExplained = 3;    ///< claims
constexpr std::size_t kMostObjects = 1'000;  ///< of a finding that are looked at

std::string nameOf(std::string_view kind, std::string_view space, std::string_view name) {
  return ObjectRef{std::string(kind), std::string(space), std::string(name)}.str();
}
std::string nameOf(const ObjectChange& change) {
  return nameOf(change.noun, change.namespaceName.view(), change.name.view());
}

/// What a finding hangs on, by name.
struct Dependence {
  std::unordered_set<std::string> objects;  ///< that it names
  std::unordered_set<std::string> behind;   ///< that those hang on: holders of what is wanted, classes, nodes, groups, rules
};

class Dependences {
 public:
  explicit Dependences(const cluster::Snapshot& snapshot) : m_snapshot(snapshot), m_inventory(*snapshot.inventory) {}

  Dependence of(const Finding& finding) {
    Dependence out;
    const std::size_t count = std::min(finding.objects.size(), kMostObjects);
    bool explained = false;
    for (std::size_t i = 0; i < count; ++i) {
      const ObjectRef& object = finding.objects[i];
      out.objects.insert(object.str());
      if (object.kind == "device") {
        addDevice(object, out);
      } else if (object.kind == "pool") {
        addPool(object, out);
      } else if (object.kind == "claim" && !explained) {
        explained = addClaim(object, out);
      }
    }
    return out;
  }

 private:
  void addNode(cluster::NodeIndex index, Dependence& out) const {
    if (index < m_inventory.nodes.size()) {
      out.behind.insert(nameOf("node", {}, m_inventory.nodes[index].name.view()));
    }
  }

  void addDevice(const cluster::DeviceView& device, Dependence& out) const {
    addNode(device.nodeIndex, out);
    if (const ResourceSlice* slice = m_snapshot.of<ResourceSlice>().at(device.slice)) {
      out.behind.insert(nameOf("slice", {}, slice->meta.name.view()));
    }
    for (const cluster::EffectiveTaint& taint : device.taints) {
      if (!taint.rule.empty()) {
        out.behind.insert(nameOf("taintrule", {}, taint.rule.view()));
      }
    }
  }

  void addDevice(const ObjectRef& object, Dependence& out) const {
    const std::size_t slash = object.name.rfind('/');
    if (slash == std::string::npos) {
      return;
    }
    const cluster::DeviceIndex index = m_inventory.findDevice(Text(object.namespaceName), Text(object.name.substr(0, slash)),
                                                              Text(object.name.substr(slash + 1)));
    if (index != cluster::kNone) {
      addDevice(m_inventory.devices[index], out);
      out.behind.insert(nameOf("pool", object.namespaceName, object.name.substr(0, slash)));
    }
  }

  void addPool(const ObjectRef& object, Dependence& out) const {
    for (const cluster::PoolView& pool : m_inventory.pools) {
      if (pool.name == object.name && pool.driver == object.namespaceName) {
        out.behind.insert(nameOf("node", {}, pool.node.view()));
        for (const cluster::DeviceIndex device : pool.devices) {
          addDevice(m_inventory.devices[device], out);
        }
      }
    }
  }

  /// Who holds what it wants, and what decides over it, as its explanation says.
  bool addClaim(const ObjectRef& object, Dependence& out) {
    const cluster::Slot slot = m_snapshot.of<ResourceClaim>().slotOf(Text(object.namespaceName), Text(object.name));
    const cluster::ClaimIndex index = slot == cluster::kNoSlot ? cluster::kNone : m_inventory.findClaim(slot);
    if (index == cluster::kNone || m_explained >= kMostExplained) {
      return false;
    }
    ++m_explained;
    const explanation::Explanation explained = explanation::explainClaim(m_snapshot, index);
    for (const explanation::Holder& holder : explained.holders) {
      out.behind.insert("claim/" + holder.name);
    }
    for (const explanation::RequestExplanation& request : explained.requests) {
      out.behind.insert(nameOf("class", {}, request.deviceClass));
      for (const explanation::DeviceGroup& group : request.groups) {
        if (group.passing.value == 0) {
          continue;
        }
        for (const cluster::DeviceIndex i : group.devices) {
          const cluster::DeviceView& device = m_inventory.devices[i];
          addDevice(device, out);
          out.behind.insert(nameOf("device", device.driver.view(), device.pool.str() + "/" + device.name.str()));
          if (device.nodeIndex < m_inventory.nodes.size()) {
            out.behind.insert(nameOf("group", {}, m_inventory.nodes[device.nodeIndex].group.view()));
          }
        }
      }
    }
    return true;
  }

  const cluster::Snapshot& m_snapshot;
  const cluster::Inventory& m_inventory;
  std::size_t m_explained = 0;
};

/// Facts that take something away from those who wait. That a claim was made or a node came is no cause of want.
bool takes(const ObjectChange& change) {
  // A taint of effect None only says what would happen.
  const auto acts = [](const Text& taint) { return !taint.view().ends_with(":None"); };
  return std::any_of(change.facts.begin(), change.facts.end(), [&acts](const cluster::Fact& fact) {
    switch (fact.kind) {
      case FactKind::tainted:
      case FactKind::ruleWritten:
        return acts(fact.a);
      case FactKind::ruleChanged:
        return acts(fact.b);
      case FactKind::allocated:
      case FactKind::reallocated:
      case FactKind::unhealthy:
      case FactKind::lost:
      case FactKind::withdrawn:
      case FactKind::left:
      case FactKind::notReady:
      case FactKind::cordoned:
      case FactKind::nodeTainted:
      case FactKind::changed:
      case FactKind::deviceValues:
      case FactKind::driverStatus:
        return true;
      case FactKind::freeDevices:
        return fact.to < fact.from;
      case FactKind::deviceCount:
        return fact.to < fact.from;
      case FactKind::generation:
        return true;
      default:
        return false;
    }
  });
}

/// Claims and pods that a finding names wait because of it; devices, nodes and pools that it names are what is wrong.
bool suffers(const ObjectChange& change) {
  return change.lane == ChangeLane::claims || change.lane == ChangeLane::pods;
}

}  // namespace

std::vector<CauseTag> likelyCauses(const cluster::Snapshot& snapshot, const Diagnosis& diagnosis,
                                   const cluster::Changes& changes) {
  std::vector<CauseTag> tags(changes.told.size());
  if (changes.told.empty() || snapshot.inventory == nullptr) {
    return tags;
  }
  Dependences dependences(snapshot);
  std::vector<std::string> names;
  for (const ObjectChange& change : changes.told) {
    names.push_back(nameOf(change));
  }
  for (const Finding& finding : diagnosis.findings) {
    if (!finding.since.isSet()) {
      continue;
    }
    const Dependence dependence = dependences.of(finding);
    for (std::size_t i = 0; i < changes.told.size(); ++i) {
      const ObjectChange& change = changes.told[i];
      if (!change.seen.isSet() || tags[i].kind == CauseTag::Kind::likelyCause) {
        continue;
      }
      const bool named = dependence.objects.count(names[i]) != 0;
      const bool behind = dependence.behind.count(names[i]) != 0;
      const bool before = change.seen <= finding.since + kClocksMs;
      if (before && takes(change) && (behind || (named && !suffers(change)))) {
        tags[i] = {CauseTag::Kind::likelyCause, finding.id, finding.title};
      } else if (named && suffers(change) && tags[i].kind == CauseTag::Kind::none) {
        tags[i] = {CauseTag::Kind::effect, finding.id, finding.title};
      }
    }
  }
  return tags;
}

}  // namespace claimscope::diagnosis
