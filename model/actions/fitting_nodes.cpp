#include "model/actions/fitting_nodes.h"

#include <algorithm>
#include <array>
#include <map>

#include "model/actions/action.h"
#include "model/actions/preallocate/asked.h"
#include "model/base/words.h"
#include "model/explanation/census.h"
#include "model/explanation/nodes.h"
#include "model/explanation/reasons.h"

namespace claimscope::actions {
namespace {

namespace reason = explanation::reason;
using explanation::Census;
using explanation::ExplanationContext;
using explanation::Fate;
using explanation::NodeAnswer;

/// Few words for a reason that nodes share.
std::string wordsOf(std::string_view id) {
  struct Words {
    std::string_view id;
    std::string_view words;
  };
  constexpr std::array kWords = {
      Words{reason::kAllMatchingDevicesInUse, "have all of them in use"},
      Words{reason::kNotEnoughDevices, "have too few free"},
      Words{reason::kDeviceTainted, "have only tainted ones"},
      Words{reason::kPoolIncomplete, "have an incomplete pool"},
      Words{reason::kPoolInvalid, "have an invalid pool"},
      Words{reason::kPoolStaleGeneration, "publish an old generation only"},
      Words{reason::kCountersExhausted, "have their shared counters used up"},
      Words{reason::kCapacityExceeded, "have too little capacity left"},
      Words{reason::kConstraintUnsatisfiable, "cannot meet the constraint"},
      Words{reason::kNodeTaintNotTolerated, "are cordoned or tainted"},
      Words{reason::kInsufficientNodeResources, "have no room for the pod"},
      Words{reason::kPodAffinityUnsatisfied, "have other pods that keep it away"},
      Words{reason::kTopologySpreadUnsatisfied, "have more of its kind than spreading allows"},
      Words{reason::kHostPortTaken, "have its host port taken"},
      Words{reason::kSelectorRuntimeError, "end the selector with an error"},
      Words{reason::kDeviceNotSelectable, "need a feature that is off"},
      Words{reason::kClaimPinnedToOtherNode, "are not where the claim is allocated"},
  };
  const auto* found = std::find_if(kWords.begin(), kWords.end(), [&](const Words& words) { return words.id == id; });
  return found != kWords.end() ? std::string(found->words) : "fail for " + std::string(id);
}

class Finder {
 public:
  Finder(const cluster::Snapshot& snapshot, const Pod* pod, const ResourceClaim& claim)
      : m_snapshot(snapshot),
        m_claims{&claim},
        m_context(snapshot, explanation::driversOf(snapshot, m_claims)),
        m_subject(explanation::hypotheticalSubject(snapshot, pod, m_claims)),
        m_census(explanation::takeCensus(m_context, m_subject.toAllocate)) {}

  FittingNodes find() {
    m_out.bound = worth();
    const explanation::NodeAnswers answers = explanation::answerNodes(m_context, m_subject, m_census);
    for (const NodeAnswer& answer : answers.all) {
      answer.fits() ? addNode(answer) : addMiss(answer);
    }
    std::stable_sort(m_out.nodes.begin(), m_out.nodes.end(), [](const FittingNode& a, const FittingNode& b) {
      return a.freeAfter.value != b.freeAfter.value ? a.freeAfter.value < b.freeAfter.value : a.node < b.node;
    });
    takeMisses();
    return std::move(m_out);
  }

 private:
  /// What is hidden may fit too; rules that cannot be read may taint what looks free.
  [[nodiscard]] Bound worth() const {
    const bool all = m_snapshot.boundOf(Kind::Node) == Bound::exact && m_snapshot.boundOf(Kind::ResourceSlice) == Bound::exact;
    return all ? Bound::exact : Bound::atLeast;
  }
  [[nodiscard]] Bound freeBound() const {
    const SourceState rules = m_snapshot.source(Kind::DeviceTaintRule).status.state;
    const bool hidden = rules == SourceState::forbidden || rules == SourceState::failed;
    const bool claims = m_snapshot.boundOf(Kind::ResourceClaim) != Bound::exact;
    const bool counters = std::any_of(m_snapshot.inventory->pools.begin(), m_snapshot.inventory->pools.end(),
                                      [](const cluster::PoolView& pool) { return pool.counters; });
    return hidden || claims || (counters && partitioned()) ? Bound::atMost : Bound::exact;
  }
  /// Some device of the request draws on shared counters: taking one may take others away.
  [[nodiscard]] bool partitioned() const {
    for (const Census& census : m_census) {
      for (const cluster::DeviceIndex index : census.matching) {
        const cluster::PoolIndex pool = m_snapshot.inventory->devices[index].poolIndex;
        if (pool != cluster::kNone && m_snapshot.inventory->pools[pool].counters) {
          return true;
        }
      }
    }
    return false;
  }

  void addNode(const NodeAnswer& answer) {
    FittingNode out;
    out.node = answer.entry->node->meta.name.str();
    if (answer.entry->index != cluster::kNone) {
      const cluster::NodeView& view = m_snapshot.inventory->nodes[answer.entry->index];
      out.zone = view.zone.str();
      out.type = view.instanceType.str();
      for (const cluster::DeviceIndex index : view.devices) {
        if (matches(index)) {
          out.cells.push_back(index);
        }
      }
    }
    const allocation::Outcome outcome = m_context.allocator().allocate(*answer.entry->node, m_subject.toAllocate);
    for (const allocation::ClaimResult& result : outcome.results) {
      for (const DeviceAllocation& device : result.allocation.results) {
        out.devices.push_back(device.driver.str() + "/" + device.pool.str() + "/" + device.device.str());
        if (std::find(out.pools.begin(), out.pools.end(), device.pool.view()) == out.pools.end()) {
          out.pools.push_back(device.pool.str());
        }
      }
    }
    std::int64_t free = 0;
    for (const Census& census : m_census) {
      free += census.at(*answer.entry).of(Fate::free);
    }
    if (!m_freeBound) {
      m_freeBound = freeBound();
    }
    const std::int64_t after = std::max<std::int64_t>(0, free - static_cast<std::int64_t>(out.devices.size()));
    out.freeAfter = {after, after == 0 ? Bound::exact : *m_freeBound};  // there is no less than none
    m_out.nodes.push_back(std::move(out));
  }

  [[nodiscard]] bool matches(cluster::DeviceIndex index) const {
    return std::any_of(m_census.begin(), m_census.end(), [&](const Census& census) {
      const Fate fate = index < census.fate.size() ? census.fate[index] : Fate::absent;
      return fate != Fate::absent && fate != Fate::classFalse && fate != Fate::classError && fate != Fate::selectorFalse &&
             fate != Fate::selectorError && fate != Fate::notOnNode;
    });
  }

  void addMiss(const NodeAnswer& answer) {
    if (!answer.relevant) {
      ++m_out.excluded;
      return;
    }
    constexpr int kSomeMatch = 3;
    if (!answer.devicesFit && answer.depth < kSomeMatch) {
      ++m_out.without;
      return;
    }
    const std::string_view id = !answer.devicesFit ? answer.deviceReason
                                : !answer.podFits  ? answer.nodeReason
                                                   : reason::kClaimPinnedToOtherNode;
    std::int64_t free = 0;
    for (const Census& census : m_census) {
      free += census.at(*answer.entry).of(Fate::free);
    }
    ++m_out.nearMisses;
    Miss& miss = m_misses[std::string(id.empty() ? reason::kUnknown : id)];
    ++miss.nodes;
    if (free > miss.free) {
      miss.free = free;
      miss.example = answer.entry->node->meta.name.str();
      const auto why = std::find_if(answer.reasons.begin(), answer.reasons.end(),
                                    [&](const explanation::NodeReason& one) { return one.id == id; });
      miss.detail = why == answer.reasons.end() ? std::string() : words::oneLine(why->detail);
      if (miss.detail.empty() && !answer.devicesFit) {
        miss.detail = words::number(free) + " free";
      }
    }
  }

  void takeMisses() {
    for (auto& [id, miss] : m_misses) {
      m_out.misses.push_back({id, wordsOf(id), miss.nodes, std::move(miss.example), std::move(miss.detail)});
    }
    std::stable_sort(m_out.misses.begin(), m_out.misses.end(),
                     [](const MissedNodes& a, const MissedNodes& b) { return a.nodes > b.nodes; });
    while (m_out.misses.size() > kMissesShown) {
      m_out.otherMisses += m_out.misses.back().nodes;
      m_out.misses.pop_back();
    }
  }

  struct Miss {
    std::int64_t nodes = 0;
    std::int64_t free = -1;  ///< of the nearest
    std::string example;
    std::string detail;
  };
  const cluster::Snapshot& m_snapshot;
  std::vector<const ResourceClaim*> m_claims;
  ExplanationContext m_context;
  explanation::Subject m_subject;
  std::vector<Census> m_census;
  std::map<std::string, Miss> m_misses;
  std::optional<Bound> m_freeBound;
  FittingNodes m_out;
};

}  // namespace

Result<FittingNodes> fittingNodes(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  ActionRequest anywhere = request;
  anywhere.options.erase("node");
  const Action& action = *findAction("preallocate");
  const Result<Asked> asked = readAsked(snapshot, anywhere, Options(action, anywhere));
  if (!asked) {
    return fail(asked.error());
  }
  FittingNodes out;
  if (!asked->devices.empty()) {
    out.nothing = "The devices are named one by one: where they are is where they are.";
    return out;
  }
  if (asked->way == Way::immediate) {
    out.nothing = "Its driver chooses the devices of a classic claim; nobody can tell which.";
    return out;
  }
  const auto made = asked->existing == cluster::kNone ? claimOf(snapshot, *asked) : nullptr;
  const ResourceClaim* claim = asked->existing != cluster::kNone ? useOf(snapshot, asked->existing).claim : made.get();
  if (claim == nullptr) {
    out.nothing = "The claim cannot be read as this server would.";
    return out;
  }
  if (claim->allocation != nullptr) {
    out.nothing = "The claim is allocated already: it stays where it is.";
    return out;
  }
  const auto pod = asked->way == Way::placeholder ? placeholderPod(snapshot, *asked) : nullptr;
  return Finder(snapshot, pod.get(), *claim).find();
}

std::string fittingWords(const FittingNodes& fitting) {
  if (!fitting.nothing.empty()) {
    return fitting.nothing;
  }
  const auto fits = static_cast<std::int64_t>(fitting.nodes.size());
  std::string out =
      "Fits on " + (fits == 0 ? std::string("no node") : words::bounded(fits, fitting.bound) + (fits == 1 ? " node" : " nodes"));
  std::vector<std::string> why;
  for (const MissedNodes& miss : fitting.misses) {
    why.push_back(words::number(miss.nodes) + " " + miss.words);
  }
  if (fitting.otherMisses > 0) {
    why.push_back(words::number(fitting.otherMisses) + " fail otherwise");
  }
  if (!why.empty()) {
    out += "; of " + words::counted(fitting.nearMisses, "node") + " more with such devices " + words::listed(why, why.size());
  }
  if (fitting.excluded > 0) {
    out += "; " + words::number(fitting.excluded) + " are excluded by the pod's own selector";
  }
  return out + ".";
}

}  // namespace claimscope::actions
