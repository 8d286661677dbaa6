#include "model/explanation/device_evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/base/words.h"
#include "model/explanation/node_reasons.h"

namespace claimscope::explanation {

using cluster::DeviceIndex;
using cluster::DeviceView;

namespace {

constexpr std::size_t kMostOfAKind = 4;

std::string deviceName(const DeviceView& device) {
  return device.driver.str() + "/" + device.pool.str() + "/" + device.name.str();
}

class Collector {
 public:
  Collector(const ChoiceFacts& facts, Chosen& chosen) : m_facts(facts), m_chosen(chosen), m_out(chosen.cause.evidence) {}

  void collect() {
    const Census* census = m_chosen.census < m_facts.census.size() ? &m_facts.census[m_chosen.census] : nullptr;
    if (census != nullptr) {
      request(*census);
      deviceClass(*census);
      if (census->deviceClass != nullptr) {
        slices(*census);
      }
      facts(*census);
    }
    nodes();
  }

 private:
  void add(std::string object, std::string field, std::string value, std::string rule, std::string command = {},
           std::string mark = {}) {
    m_out.push_back(
        {std::move(object), std::move(field), std::move(value), std::move(rule), std::move(mark), {}, std::move(command)});
  }

  void request(const Census& census) {
    const DeviceRequestBody& body = *census.body;
    const std::string what = body.mode == CountMode::all ? "All" : std::to_string(body.count);
    const std::string object = "ResourceClaim " + qualifiedName(census.claim->meta);
    const std::string path = "spec.devices.requests[" + census.name + "]";
    add(object, path, what + " of class " + body.deviceClassName.str() + (body.adminAccess ? ", admin access" : ""),
        "What the allocator is asked for", m_facts.subject.hypothetical ? "" : kubectlGet("resourceclaim", census.claim->meta));
    for (const Text& selector : body.selectors) {
      add(object, path + ".selectors[].cel.expression", selector.str(), "A device must pass every selector");
    }
    for (const DeviceConstraint& constraint : census.claim->spec.constraints) {
      add(object, "spec.devices.constraints[]",
          constraint.matchAttribute.empty() ? "distinctAttribute " + constraint.distinctAttribute.str()
                                            : "matchAttribute " + constraint.matchAttribute.str(),
          constraint.matchAttribute.empty() ? "All devices must differ in it" : "All devices must have the same value of it");
    }
  }

  void deviceClass(const Census& census) {
    const std::string name = census.body->deviceClassName.str();
    const std::string command = "kubectl get deviceclass " + words::shellWord(name) + " -o yaml";
    if (census.deviceClass == nullptr) {
      add("DeviceClass " + name, "metadata.name", "not found", "The scheduler refuses every node while a class is missing",
          command);
      return;
    }
    for (const Text& selector : census.deviceClass->selectors) {
      add("DeviceClass " + name, "spec.selectors[].cel.expression", selector.str(), "Selectors of the class come first", command);
    }
    if (census.deviceClass->selectors.empty()) {
      add("DeviceClass " + name, "spec.selectors", "none", "The class takes every device", command);
    }
  }

  void slices(const Census& census) {
    std::set<std::string> drivers;
    for (const std::string& driver : driversNamed(census)) {
      drivers.insert(driver);
    }
    for (std::size_t g = 0; g < census.groupFate.size(); ++g) {
      if (census.groupFate[g] != Fate::classFalse && census.groupFate[g] != Fate::classError) {
        drivers.insert(m_facts.context.inventory().devices[census.groups.representatives[g]].driver.str());
      }
    }
    for (const std::string& driver : drivers) {
      std::int64_t seen = 0;
      std::int64_t stale = 0;
      std::vector<std::string> incomplete;
      std::vector<std::string> invalid;
      for (const cluster::PoolView& pool : m_facts.context.inventory().pools) {
        if (pool.driver == driver) {
          seen += pool.seenSlices;
          stale += pool.staleSlices;
          if (!pool.complete) {
            incomplete.push_back(pool.name.str());
          }
          if (!pool.invalid.empty()) {
            invalid.push_back(pool.name.str());
          }
        }
      }
      std::string value = words::counted(seen, "slice") + " at the newest generation";
      value += stale > 0 ? ", " + words::number(stale) + " older" : "";
      value += incomplete.empty() ? "" : ", incomplete: " + words::listed(incomplete);
      value += invalid.empty() ? "" : ", invalid: " + words::listed(invalid);
      add("ResourceSlices of " + driver, "spec.pool", value, "Only the newest generation of a complete pool counts",
          "kubectl get resourceslices --field-selector spec.driver=" + words::shellWord(driver),
          incomplete.empty() && invalid.empty() && stale == 0 ? "complete"
          : incomplete.empty()                                ? ""
                                                              : "incomplete");
    }
  }

  void facts(const Census& census) {
    const std::string_view id = m_chosen.cause.reason;
    if (id == reason::kAllMatchingDevicesInUse || id == reason::kNotEnoughDevices || id == reason::kAllModeNeedsEveryDevice ||
        id == reason::kMixedPerNode || id == reason::kConstraintUnsatisfiable || id == reason::kCountersExhausted) {
      holders(census);
    }
    if (id == reason::kDeviceTainted || id == reason::kMixedPerNode) {
      taints(census);
    }
    if (id == reason::kPoolIncomplete || id == reason::kPoolInvalid || id == reason::kPoolStaleGeneration ||
        id == reason::kMixedPerNode) {
      pools(census);
    }
    if (id == reason::kCountersExhausted) {
      counters(census);
    }
    if (id == reason::kCapacityExceeded || id == reason::kCapacityNameUnknown) {
      capacity(census);
    }
    if (id == reason::kSelectorRuntimeError) {
      errors(census);
    }
    if (id == reason::kConstraintUnsatisfiable) {
      constraintValues(census);
    }
    if (id == reason::kDeviceNotSelectable) {
      notSelectable(census);
    }
    if (id == reason::kNodeHasNoSlices) {
      lost();
    }
    if (id == reason::kNodeHasNoSlices || id == reason::kDriverHasNoSlices) {
      devicePlugin(census);
    }
  }

  void holders(const Census& census) {
    std::vector<cluster::ClaimIndex> done;
    for (const DeviceIndex i : census.matching) {
      if (census.fate[i] != Fate::inUse || done.size() >= kMostOfAKind || !onChosenNode(m_facts.context.inventory().devices[i])) {
        continue;
      }
      for (const cluster::ClaimIndex holder : m_facts.context.inventory().devices[i].claims) {
        if (std::find(done.begin(), done.end(), holder) != done.end() || done.size() >= kMostOfAKind) {
          continue;
        }
        done.push_back(holder);
        const ResourceClaim& claim =
            *m_facts.context.snapshot().of<ResourceClaim>().at(m_facts.context.inventory().claims[holder].slot);
        add("ResourceClaim " + qualifiedName(claim.meta), "status.allocation.devices.results[].device",
            deviceName(m_facts.context.inventory().devices[i]), "A device in an allocation is taken until the claim is released",
            kubectlGet("resourceclaim", claim.meta));
      }
    }
  }

  /// The reason is about these nodes; devices that no one node has count always.
  [[nodiscard]] bool onChosenNode(const DeviceView& device) const {
    return device.nodeIndex == cluster::kNone ||
           std::any_of(m_chosen.nodes.begin(), m_chosen.nodes.end(),
                       [&](const NodeAnswer* node) { return node->entry->index == device.nodeIndex; });
  }

  void taints(const Census& census) {
    std::set<std::string> done;
    for (const DeviceIndex i : census.matching) {
      if (census.fate[i] != Fate::tainted) {
        continue;
      }
      const DeviceView& device = m_facts.context.inventory().devices[i];
      for (const cluster::EffectiveTaint& taint : device.taints) {
        if (!(taint.taint.effect == "NoSchedule") && !(taint.taint.effect == "NoExecute")) {
          continue;
        }
        const std::string text = taint.taint.key.str() + (taint.taint.value.empty() ? "" : "=" + taint.taint.value.str()) + ":" +
                                 taint.taint.effect.str();
        const std::string source =
            taint.rule.empty() ? "ResourceSlice of pool " + device.pool.str() : "DeviceTaintRule " + taint.rule.str();
        if (done.size() < kMostOfAKind && done.insert(source + text).second) {
          add(source, taint.rule.empty() ? "spec.devices[" + device.name.str() + "].taints[]" : "spec.taint", text,
              "A request must tolerate each NoSchedule and NoExecute taint of a device",
              taint.rule.empty() ? "kubectl get resourceslices --field-selector spec.driver=" +
                                       words::shellWord(device.driver.view()) + " -o yaml"
                                 : "kubectl get devicetaintrule " + words::shellWord(taint.rule.view()) + " -o yaml");
        }
      }
    }
  }

  void pools(const Census& census) {
    std::set<cluster::PoolIndex> done;
    const auto addPool = [&](DeviceIndex i) {
      const cluster::PoolIndex index = m_facts.context.inventory().devices[i].poolIndex;
      if (index == cluster::kNone || done.size() >= kMostOfAKind || !done.insert(index).second) {
        return;
      }
      const cluster::PoolView& pool = m_facts.context.inventory().pools[index];
      const std::string command =
          "kubectl get resourceslices --field-selector spec.driver=" + words::shellWord(pool.driver.view()) + " -o yaml";
      const std::string name = "Pool " + pool.driver.str() + "/" + pool.name.str();
      if (!pool.complete) {
        add(name, "spec.pool.resourceSliceCount",
            fmt::format("{}, but {} at generation {}", pool.expectedSlices, words::counted(pool.seenSlices, "slice"),
                        pool.generation),
            "A pool counts only when all its slices of the newest generation are there", command, "incomplete");
      }
      if (!pool.invalid.empty()) {
        add(name, "spec.devices", pool.invalid, "An invalid pool is left out", command, "invalid");
      }
      if (pool.staleSlices > 0) {
        add(name, "spec.pool.generation",
            fmt::format("newest is {}, {} older", pool.generation, words::counted(pool.staleSlices, "slice")),
            "Slices of an older generation do not count", command, "stale");
      }
    };
    for (const DeviceIndex i : census.matching) {
      if (census.fate[i] == Fate::poolUnusable) {
        addPool(i);
      }
    }
    for (const DeviceIndex i : census.staleMatching) {
      addPool(i);
    }
  }

  void counters(const Census& census) {
    std::size_t count = 0;
    for (const DeviceIndex i : census.matching) {
      const bool blocked = census.fate[i] == Fate::counters;
      if (!blocked || count++ >= kMostOfAKind) {
        continue;
      }
      const DeviceView& device = m_facts.context.inventory().devices[i];
      add("Device " + deviceName(device), "consumesCounters", census.detail(i).empty() ? "more than is left" : census.detail(i),
          "Partitions of one device draw on the same counters",
          "kubectl get resourceslices --field-selector spec.driver=" + words::shellWord(device.driver.view()) + " -o yaml");
    }
  }

  void capacity(const Census& census) {
    for (const auto& [name, amount] : census.body->capacity) {
      add("ResourceClaim " + qualifiedName(census.claim->meta),
          "spec.devices.requests[" + census.name + "].capacity.requests " + name.str(), std::string(amount.text()),
          "The name must be spelled as the device publishes it, the amount must fit its policy");
    }
    std::size_t count = 0;
    for (const DeviceIndex i : census.matching) {
      if ((census.fate[i] != Fate::capacity && census.fate[i] != Fate::capacityName &&
           census.fate[i] != Fate::capacityNotAllowed) ||
          count++ >= 2) {
        continue;
      }
      const DeviceView& view = m_facts.context.inventory().devices[i];
      const Device* device = m_facts.context.snapshot().published(view);
      std::vector<std::string> published;
      for (const DeviceCapacity& entry : device->capacity) {
        published.push_back(entry.name.str() + " " + std::string(entry.value.text()));
      }
      add("Device " + deviceName(view), "capacity", words::listed(published, 6), "",
          "kubectl get resourceslices --field-selector spec.driver=" + words::shellWord(view.driver.view()) + " -o yaml");
    }
  }

  void errors(const Census& census) {
    for (std::size_t g = 0; g < census.groupFate.size(); ++g) {
      if (census.groupFate[g] == Fate::selectorError || census.groupFate[g] == Fate::classError) {
        add("Device " + deviceName(m_facts.context.inventory().devices[census.groups.representatives[g]]), "CEL",
            words::oneLine(census.groupError[g]), "A run-time error is not false: it ends the attempt for the whole pod",
            "kubectl get resourceslices -o yaml");
        return;
      }
    }
  }

  /// The values of the constraint's attribute among the devices that match, with how often each is free.
  void constraintValues(const Census& census) {
    for (const DeviceConstraint& constraint : census.claim->spec.constraints) {
      const Text& name = constraint.matchAttribute.empty() ? constraint.distinctAttribute : constraint.matchAttribute;
      std::set<std::string> values;
      std::size_t without = 0;
      for (const DeviceIndex i : census.matching) {
        const DeviceView& view = m_facts.context.inventory().devices[i];
        const Device* device = m_facts.context.snapshot().published(view);
        const DeviceAttribute* attribute = device == nullptr ? nullptr : device->attribute(name.view());
        const std::size_t slash = name.view().find('/');
        if (attribute == nullptr && device != nullptr && slash != std::string_view::npos &&
            view.driver == name.view().substr(0, slash)) {
          attribute = device->attribute(name.view().substr(slash + 1));
        }
        if (attribute == nullptr) {
          ++without;
        } else if (const auto* text = std::get_if<Text>(&attribute->value)) {
          values.insert(text->str());
        } else if (const auto* number = std::get_if<std::int64_t>(&attribute->value)) {
          values.insert(std::to_string(*number));
        }
      }
      std::string value = words::counted(static_cast<std::int64_t>(values.size()), "value");
      value += values.empty() ? "" : ": " + words::listed({values.begin(), values.end()}, 4);
      value += without > 0 ? ", not published by " + words::counted(static_cast<std::int64_t>(without), "device") : "";
      add("Devices that match", "attribute " + name.str(), value, "A device without the attribute fails the constraint");
    }
  }

  void notSelectable(const Census& census) {
    for (const DeviceIndex i : census.matching) {
      if (census.fate[i] == Fate::notSelectable) {
        add("Device " + deviceName(m_facts.context.inventory().devices[i]), "spec.devices[]", census.detail(i),
            "The server's feature for it is off");
        return;
      }
    }
  }

  /// Hardware of the driver's vendor that a node offers the classic way, as an extended resource of a device plugin.
  void devicePlugin(const Census& census) {
    const std::vector<std::string> drivers = driversNamed(census);
    for (const ExplanationContext::NodeEntry& entry : m_facts.context.nodes()) {
      for (const auto& [name, amount] : entry.node->allocatable) {
        const std::string_view resource = name.view();
        const std::string vendor(resource.substr(0, resource.find('/')));
        const bool ours = resource.find('/') != std::string_view::npos &&
                          std::any_of(drivers.begin(), drivers.end(), [&](const std::string& driver) {
                            return driver == vendor || (driver.size() > vendor.size() && driver.ends_with("." + vendor));
                          });
        if (ours && amount.nano() > 0) {
          add("Node " + entry.node->meta.name.str(), "status.allocatable", name.str() + " " + std::string(amount.text()),
              "A device plugin offers the hardware the classic way; its DRA driver may leave it alone",
              kubectlGet("node", entry.node->meta));
          return;
        }
      }
    }
  }

  void lost() {
    for (const NodeAnswer* node : m_chosen.nodes) {
      if (node->entry->index == cluster::kNone) {
        continue;
      }
      for (const DeviceIndex i : m_facts.context.inventory().nodes[node->entry->index].devices) {
        const DeviceView& device = m_facts.context.inventory().devices[i];
        if (device.slice == cluster::kNoSlot) {
          add("Device " + deviceName(device), "ResourceSlice", "withdrawn, but a claim holds it",
              "The kubelet deletes a node's slices when the driver stays away for 30 s",
              "kubectl get resourceslices --field-selector spec.nodeName=" +
                  words::shellWord(node->entry->node->meta.name.view()));
          return;
        }
      }
    }
  }

  void nodes() {
    const std::string_view id = m_chosen.cause.reason;
    if (!isNodeReason(id) && id != reason::kClaimPinnedToOtherNode && id != reason::kDevicesOnOtherNodes) {
      return;
    }
    std::size_t count = 0;
    for (const NodeAnswer& node : m_facts.nodes.all) {
      const bool about = std::find(m_chosen.nodes.begin(), m_chosen.nodes.end(), &node) != m_chosen.nodes.end() ||
                         (id == reason::kDevicesOnOtherNodes && !node.relevant && !m_facts.census.empty() &&
                          m_facts.census[m_chosen.census].at(*node.entry).matching() > 0) ||
                         (id == reason::kClaimPinnedToOtherNode && !node.pinnedAway);
      if (!about || count >= kMostOfAKind) {
        continue;
      }
      for (const NodeReason& reason : node.reasons) {
        if (isNodeReason(reason.id)) {
          ++count;
          const char* field = reason.detail == "cordoned"                       ? "spec.unschedulable"
                              : reason.id == reason::kNodeTaintNotTolerated     ? "spec.taints"
                              : reason.id == reason::kInsufficientNodeResources ? "status.allocatable"
                              : reason.id == reason::kHostPortTaken             ? "host ports"
                              : isByOtherPods(reason.id)                        ? "other pods"
                                                                                : "metadata.labels";
          add("Node " + node.entry->node->meta.name.str(), field, reason.detail,
              "The scheduler's other filters come before devices",
              "kubectl get node " + words::shellWord(node.entry->node->meta.name.view()) + " -o yaml");
          break;
        }
      }
    }
    for (const ResourceClaim* claim : m_facts.subject.claims) {
      if (id == reason::kClaimPinnedToOtherNode && claim->allocation != nullptr && claim->allocation->nodeSelector) {
        std::vector<std::string> where;
        for (const NodeSelectorTerm& term : claim->allocation->nodeSelector->terms) {
          for (const auto* list : {&term.matchFields, &term.matchExpressions}) {
            for (const SelectorRequirement& requirement : *list) {
              for (const Text& value : requirement.values) {
                where.push_back(value.str());
              }
            }
          }
        }
        add("ResourceClaim " + qualifiedName(claim->meta), "status.allocation.nodeSelector", words::listed(where),
            "An allocated claim leaves only the nodes that reach its devices", kubectlGet("resourceclaim", claim->meta));
      }
    }
  }

  const ChoiceFacts& m_facts;
  Chosen& m_chosen;
  std::vector<Evidence>& m_out;
};

}  // namespace

void addDeviceEvidence(const ChoiceFacts& facts, Chosen& chosen) {
  Collector(facts, chosen).collect();
}

}  // namespace claimscope::explanation
