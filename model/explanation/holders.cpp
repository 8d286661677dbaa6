#include "model/explanation/holders.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace claimscope::explanation {

using cluster::ClaimIndex;
using cluster::DeviceIndex;

namespace {

class Finder {
 public:
  Finder(const ExplanationContext& context, const Subject& subject, const NodeAnswers& nodes)
      : m_context(context), m_subject(subject) {
    m_usable.assign(context.inventory().nodes.size(), false);
    for (const NodeAnswer& node : nodes.all) {
      if (node.entry->index != cluster::kNone) {
        m_usable[node.entry->index] = node.relevant && node.podFits && !node.pinnedAway;
      }
    }
  }

  std::vector<HolderFacts> find(const std::vector<Census>& census) {
    for (const Census& one : census) {
      collect(one);
    }
    std::vector<HolderFacts> out;
    out.reserve(m_found.size());
    for (auto& [index, holder] : m_found) {
      describe(holder);
      out.push_back(std::move(holder));
    }
    std::sort(out.begin(), out.end(), [](const HolderFacts& a, const HolderFacts& b) {
      if (a.rank != b.rank) {
        return a.rank < b.rank;
      }
      const std::int64_t left = a.shown.priority.value_or(0);
      const std::int64_t right = b.shown.priority.value_or(0);
      if (left != right) {
        return left < right;
      }
      const bool none = a.shown.devices.value == 0;
      if (none != (b.shown.devices.value == 0)) {
        return !none;
      }
      // The young lose least; ties by name, so that equal snapshots give equal answers.
      return a.shown.heldSince != b.shown.heldSince ? b.shown.heldSince < a.shown.heldSince : a.claim < b.claim;
    });
    return out;
  }

 private:
  void collect(const Census& census) {
    const cluster::Inventory& inventory = m_context.inventory();
    std::set<cluster::PoolIndex> pools;
    const bool countersOut = census.total.of(Fate::counters) > 0;
    for (const DeviceIndex i : census.matching) {
      const cluster::DeviceView& device = inventory.devices[i];
      if (device.nodeIndex != cluster::kNone && !m_usable[device.nodeIndex]) {
        continue;
      }
      if (census.fate[i] == Fate::inUse || census.fate[i] == Fate::capacity) {
        for (const ClaimIndex claim : device.claims) {
          add(claim, i, true);
        }
      }
      if (census.fate[i] == (countersOut ? Fate::counters : Fate::free) && device.poolIndex != cluster::kNone &&
          inventory.pools[device.poolIndex].counters) {
        pools.insert(device.poolIndex);
      }
    }
    // Partitions of the same pool draw on the counters that a matching one needs.
    for (const cluster::PoolIndex pool : pools) {
      for (const DeviceIndex i : inventory.pools[pool].devices) {
        for (const ClaimIndex claim : inventory.devices[i].claims) {
          add(claim, i, census.fate[i] == Fate::inUse);
        }
      }
    }
  }

  void add(ClaimIndex claim, DeviceIndex device, bool matching) {
    const cluster::ClaimView& view = m_context.inventory().claims[claim];
    const ResourceClaim* object = m_context.snapshot().of<ResourceClaim>().at(view.slot);
    if (object == nullptr || object->allocation == nullptr || object == m_subject.focus || isAdmin(*object)) {
      return;
    }
    HolderFacts& holder = m_found[claim];
    holder.claim = claim;
    holder.object = object;
    if (m_counted.insert(std::uint64_t{claim} << 32U | device).second) {
      holder.shown.devices.value += matching ? 1 : 0;
    }
    const cluster::NodeIndex node = m_context.inventory().devices[device].nodeIndex;
    if (node == cluster::kNone) {
      holder.shared = true;
    } else {
      holder.nodes.insert(node);
    }
  }

  static bool isAdmin(const ResourceClaim& claim) {
    return std::all_of(claim.allocation->results.begin(), claim.allocation->results.end(),
                       [](const DeviceAllocation& result) { return result.adminAccess; });
  }

  void describe(HolderFacts& holder) const {
    const ResourceClaim& claim = *holder.object;
    Holder& shown = holder.shown;
    shown.claim = holder.claim;
    shown.name = qualifiedName(claim.meta);
    shown.devices.bound = m_context.inventory().inUseBound;
    shown.heldSince = claim.allocation->allocationTimestamp.isSet() ? claim.allocation->allocationTimestamp
                      : claim.schedulerWrote.isSet()                ? claim.schedulerWrote
                                                                    : claim.meta.created;
    bool ended = false;
    bool waiting = false;
    bool ending = !claim.reservedFor.empty();
    for (const ClaimConsumer& consumer : claim.reservedFor) {
      if (consumer.resource == "podgroups" && consumer.apiGroup == "scheduling.k8s.io") {
        holder.group = consumer.name;
        ending = false;
        continue;
      }
      if (!(consumer.resource == "pods") || !consumer.apiGroup.empty()) {
        holder.foreign = true;
        continue;
      }
      const Pod* pod = m_context.snapshot().of<Pod>().find(claim.meta.namespaceName, consumer.name);
      if (pod == nullptr || (!consumer.uid.empty() && !(pod->meta.uid == consumer.uid))) {
        holder.absent = true;
      } else if (pod->finished()) {
        ended = true;
      } else {
        holder.pods.push_back(pod);
        ending = ending && pod->meta.deleted().isSet();
        waiting = waiting || pod->phase == "Pending";
      }
    }
    for (const Pod* pod : holder.pods) {
      shown.priority = std::max<std::int64_t>(shown.priority.value_or(pod->spec->priority), pod->spec->priority);
    }
    const bool podsKnown = m_context.snapshot().boundOf(Kind::Pod) == Bound::exact;
    if (claim.reservedFor.empty()) {
      holder.rank = 0;
      shown.state = "not used";
      shown.idleEvidence = "no consumer";
      shown.yield = "release";
    } else if (!holder.group.empty()) {
      holder.rank = 3;
      shown.state = "in use";
      shown.idleEvidence = "by a PodGroup";
      shown.yield = "ask";
    } else if (holder.pods.empty() && holder.foreign) {
      holder.rank = 1;
      shown.state = "in use";
      shown.idleEvidence = "consumer is no pod";
      shown.yield = "ask";
    } else if (holder.pods.empty() && podsKnown) {
      holder.rank = 1;
      shown.state = "idle";
      shown.idleEvidence = ended ? "pod has ended" : "pod is gone";
      shown.yield = "release";
    } else if (ending && !holder.pods.empty()) {
      holder.rank = 0;
      holder.ending = true;
      shown.state = "ending";
      shown.idleEvidence = "terminating";
      shown.yield = "release";
    } else if (waiting && !holder.pods.empty()) {
      holder.rank = 2;
      shown.state = "idle";
      shown.idleEvidence = "pod has not started";
      shown.yield = "ask";
    } else {
      holder.rank = 3;
      shown.state = "in use";
      const std::int64_t ours = m_subject.pod == nullptr ? 0 : m_subject.pod->spec->priority;
      shown.yield = shown.priority.value_or(0) <= ours ? "ask" : "";
    }
  }

  const ExplanationContext& m_context;
  const Subject& m_subject;
  std::unordered_map<ClaimIndex, HolderFacts> m_found;
  std::unordered_set<std::uint64_t> m_counted;
  std::vector<bool> m_usable;  ///< by NodeIndex
};

}  // namespace

std::vector<HolderFacts> findHolders(const ExplanationContext& context, const Subject& subject, const std::vector<Census>& census,
                                     const NodeAnswers& nodes) {
  return Finder(context, subject, nodes).find(census);
}

}  // namespace claimscope::explanation
