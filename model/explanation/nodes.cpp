#include "model/explanation/nodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/allocation/node_fit.h"
#include "model/base/words.h"
#include "model/explanation/node_reasons.h"
#include "model/explanation/scheduler_message.h"

namespace claimscope::explanation {

using allocation::NodeRefusal;
using allocation::Outcome;
using allocation::PoolAtNode;
using NodeEntry = ExplanationContext::NodeEntry;

namespace {

constexpr std::int64_t kMostDevices = 32;        // of one claim (dra.md 1.6)
constexpr std::size_t kMostIdealAttempts = 256;  // beyond, counts decide

/// The census entries of one request: one, or one an alternative.
struct RequestGroup {
  std::size_t first = 0;
  std::size_t count = 0;
};

struct Lack {
  std::string_view id;
  int depth = 3;
  std::vector<NodeReason> reasons;
  std::size_t census = 0;
};

std::string_view idOf(Fate fate) {
  switch (fate) {
    case Fate::tainted:
      return reason::kDeviceTainted;
    case Fate::poolUnusable:
      return reason::kPoolIncomplete;
    case Fate::notSelectable:
      return reason::kDeviceNotSelectable;
    case Fate::capacity:
    case Fate::capacityNotAllowed:
      return reason::kCapacityExceeded;
    case Fate::capacityName:
      return reason::kCapacityNameUnknown;
    case Fate::counters:
      return reason::kCountersExhausted;
    case Fate::inUse:
      return reason::kAllMatchingDevicesInUse;
    default:
      return reason::kNoDeviceMatchesRequest;
  }
}

constexpr std::array kBlocking = {Fate::poolUnusable, Fate::tainted,       Fate::counters,          Fate::capacity,
                                  Fate::capacityName, Fate::notSelectable, Fate::capacityNotAllowed};

class Judge {
 public:
  Judge(const ExplanationContext& context, const Subject& subject, const std::vector<Census>& census)
      : m_context(context), m_subject(subject), m_census(census) {
    if (subject.pod != nullptr) {
      m_placement.emplace(context.topology());
      m_rules = &m_placement->rulesOf(*subject.pod);
    }
    for (std::size_t i = 0; i < census.size(); ++i) {
      if (i == 0 || census[i].request != census[i - 1].request) {
        m_requests.push_back({i, 0});
      }
      ++m_requests.back().count;
      m_anyAll = m_anyAll || census[i].body->mode == CountMode::all;
      m_simple = m_simple && census[i].body->capacity.empty() && census[i].body->mode != CountMode::all;
    }
    m_simple = m_simple && m_requests.size() == census.size() && m_requests.size() <= 1;
    for (const ResourceClaim* claim : subject.toAllocate) {
      m_constrained = m_constrained || !claim->spec.constraints.empty();
    }
    m_simple = m_simple && !m_constrained;
    for (const cluster::PoolView& pool : context.inventory().pools) {
      m_badPools = m_badPools || !pool.complete || !pool.invalid.empty();
    }
    for (const ResourceClaim* claim : subject.claims) {
      if (claim->allocation != nullptr && claim->allocation->nodeSelector) {
        m_pinned.push_back(claim);
      }
    }
  }

  NodeAnswers run() {
    NodeAnswers out;
    out.all.reserve(m_context.nodes().size());
    for (const NodeEntry& entry : m_context.nodes()) {
      out.all.push_back(answer(entry));
    }
    for (const NodeAnswer& node : out.all) {
      out.fitting = out.fitting == nullptr && node.fits() ? &node : out.fitting;
      const bool asked = node.relevant && node.podFits && !node.pinnedAway;  // filters before DynamicResources let it through
      out.fatal = out.fatal == nullptr && asked && !node.error.empty() ? &node : out.fatal;
    }
    return out;
  }

 private:
  NodeAnswer answer(const NodeEntry& entry) {
    NodeAnswer out;
    out.entry = &entry;
    askNode(entry, out);
    askPins(entry, out);
    if (m_census.empty()) {
      out.devicesFit = true;
      out.couldFit = true;
      return out;
    }
    askDevices(entry, out);
    return out;
  }

  void askNode(const NodeEntry& entry, NodeAnswer& out) const {
    if (m_subject.pod == nullptr) {
      // Any pod may come, so its tolerations and needs are open; a cordon keeps them all out.
      if (entry.node->unschedulable) {
        refuse(out, reason::kNodeTaintNotTolerated, "cordoned");
      }
      return;
    }
    if (entry.madeUp) {
      return;  // nothing is known of it
    }
    // Where the selector says no already, the sums over the node's pods are not worth it.
    const bool selected =
        std::all_of(m_subject.pod->spec->nodeSelector.begin(), m_subject.pod->spec->nodeSelector.end(),
                    [&](const auto& label) { return labelValue(entry.node->meta.labels, label.first.view()) == label.second; });
    const std::span<const Pod* const> pods = selected ? m_context.podsOn(entry.index) : std::span<const Pod* const>();
    const allocation::PodRules* rules = selected ? m_rules : nullptr;
    for (const NodeRefusal& refusal : allocation::nodeFit(*m_subject.pod, *entry.node, pods, m_context.servedByClaims(), rules)) {
      const std::string_view id = reasonOf(refusal.kind);
      out.relevant = out.relevant && id != reason::kNodeSelectorMismatch;
      refuse(out, id, refusal.detail);
    }
  }

  static void refuse(NodeAnswer& out, std::string_view id, const std::string& detail) {
    out.podFits = false;
    out.nodeReason = out.nodeReason.empty() ? id : out.nodeReason;
    out.reasons.push_back({std::string(id), 1, detail});
  }

  void askPins(const NodeEntry& entry, NodeAnswer& out) const {
    for (const ResourceClaim* claim : m_pinned) {
      if (!matches(*claim->allocation->nodeSelector, entry.node->meta)) {
        out.pinnedAway = true;
        out.reasons.push_back({std::string(reason::kClaimPinnedToOtherNode), 1,
                               qualifiedName(claim->meta) + " is allocated on " + whereOf(*claim)});
      }
    }
  }

  static std::string whereOf(const ResourceClaim& claim) {
    std::vector<std::string> pools;
    for (const DeviceAllocation& result : claim.allocation->results) {
      if (std::find(pools.begin(), pools.end(), result.pool.str()) == pools.end()) {
        pools.push_back(result.pool.str());
      }
    }
    return words::listed(pools);
  }

  void askDevices(const NodeEntry& entry, NodeAnswer& out) {
    std::vector<Tally> tallies;
    tallies.reserve(m_census.size());
    bool mayError = m_anyAll && m_badPools;
    for (const Census& census : m_census) {
      tallies.push_back(census.at(entry));
      mayError = mayError || tallies.back().errors() > 0;
    }
    std::optional<Lack> worst;
    bool could = true;
    for (const RequestGroup& request : m_requests) {
      std::optional<Lack> lack = lackOf(entry, request, tallies);
      could = could && couldServe(request, tallies);
      if (lack && (!worst || lack->depth < worst->depth)) {
        worst = std::move(lack);
      }
    }
    // One plain request: as many devices as are free one by one are free together. The allocator is asked once whether it agrees.
    const bool counted = m_simple && !mayError && !worst && m_countsAgree && !hasCounters();
    if (counted) {
      out.devicesFit = true;
    } else if (out.relevant && (!worst || mayError)) {
      const Outcome outcome = m_context.allocator().allocate(*entry.node, m_subject.toAllocate);
      out.devicesFit = outcome.kind == Outcome::Kind::allocated;
      m_countsAgree = m_simple && out.devicesFit;
      if (outcome.kind == Outcome::Kind::error) {
        out.error = outcome.error;
        worst = Lack{reasonOfError(outcome.error), worst ? worst->depth : 3, {}, 0};
        worst->depth = std::max(worst->depth, 2);
        worst->reasons.push_back({std::string(worst->id), 1, words::oneLine(outcome.error)});
      } else if (!out.devicesFit && !worst) {
        worst = lackOfSearch(entry, outcome, tallies);
      }
    } else {
      out.devicesFit = !worst;
    }
    if (!out.devicesFit && worst) {
      out.deviceReason = worst->id;
      out.depth = worst->depth;
      out.census = worst->census;
      out.reasons.insert(out.reasons.end(), worst->reasons.begin(), worst->reasons.end());
    }
    const bool errors = std::any_of(tallies.begin(), tallies.end(), [](const Tally& tally) { return tally.errors() > 0; });
    out.couldFit = out.devicesFit || (could && couldByAllocator(entry, errors));
    if (could && !out.couldFit && m_constrained && out.error.empty() && out.deviceReason != reason::kConstraintUnsatisfiable &&
        couldWithoutConstraints(entry)) {
      // Waiting would not help: even all free, no combination meets the constraint.
      out.deviceReason = reason::kConstraintUnsatisfiable;
      out.reasons.insert(out.reasons.begin(), {std::string(out.deviceReason), 1, constraintText()});
    }
  }

  /// With everything released: enough devices that are not refused for good.
  [[nodiscard]] bool couldServe(const RequestGroup& request, const std::vector<Tally>& tallies) const {
    for (std::size_t i = request.first; i < request.first + request.count; ++i) {
      const Tally& tally = tallies[i];
      const std::int64_t lost = tally.of(Fate::capacityName) + tally.of(Fate::notSelectable) + tally.of(Fate::notOnNode) +
                                tally.of(Fate::capacityNotAllowed);
      const std::int64_t devices = static_cast<std::int64_t>(tally.matching()) - lost;
      const bool tooMany =
          m_census[i].body->mode == CountMode::all && (devices > kMostDevices || lost > tally.of(Fate::notOnNode));
      if (devices >= m_census[i].wanted() && !tooMany) {
        return true;
      }
    }
    return false;
  }

  /// Counts are enough for one plain request whose selectors end without an error everywhere.
  bool couldByAllocator(const NodeEntry& entry, bool errors) {
    if (m_simple && !errors && !m_context.inventory().pools.empty() && !hasCounters()) {
      return true;
    }
    if (m_idealAttempts++ >= kMostIdealAttempts) {
      return m_idealFound;  // as those before it
    }
    const bool fits = allocateFreed(entry, m_subject.toAllocate);
    m_idealFound = m_idealFound || fits;
    return fits;
  }

  /// With everything this node can reach released and untainted. Where pools are broken or shared, a world without claims is
  /// asked.
  bool allocateFreed(const NodeEntry& entry, const std::vector<const ResourceClaim*>& claims) {
    allocation::WhatIf whatIf;
    whatIf.ignoreTaints = true;
    const bool shared =
        std::any_of(m_census.begin(), m_census.end(), [](const Census& census) { return !census.shared.empty(); });
    if (m_badPools || shared || entry.index == cluster::kNone) {
      return m_context.ideal().allocate(*entry.node, claims, whatIf).kind == Outcome::Kind::allocated;
    }
    const cluster::Inventory& inventory = m_context.inventory();
    for (const cluster::DeviceIndex i : inventory.nodes[entry.index].devices) {
      for (const cluster::ClaimIndex claim : inventory.devices[i].claims) {
        whatIf.released.insert(m_context.snapshot().of<ResourceClaim>().at(inventory.claims[claim].slot));
      }
    }
    return m_context.allocator().allocate(*entry.node, claims, whatIf).kind == Outcome::Kind::allocated;
  }

  bool hasCounters() {
    if (!m_counters) {
      m_counters = std::any_of(m_context.inventory().pools.begin(), m_context.inventory().pools.end(),
                               [](const cluster::PoolView& pool) { return pool.counters; });
    }
    return *m_counters;
  }

  std::optional<Lack> lackOf(const NodeEntry& entry, const RequestGroup& request, const std::vector<Tally>& tallies) const {
    std::vector<Lack> lacks;
    for (std::size_t i = request.first; i < request.first + request.count; ++i) {
      std::optional<Lack> lack = lackOfBody(entry, i, tallies[i]);
      if (!lack) {
        return std::nullopt;
      }
      lacks.push_back(std::move(*lack));
    }
    if (lacks.size() == 1) {
      return std::move(lacks.front());
    }
    Lack out{reason::kNoAlternativeFits, 0, {}, request.first};
    std::string detail;
    for (std::size_t i = 0; i < lacks.size(); ++i) {
      if (lacks[i].depth > out.depth) {
        out.depth = lacks[i].depth;
        out.census = request.first + i;
      }
      detail += (i == 0 ? "" : "; ") + m_census[request.first + i].body->name.str() + ": " + std::string(lacks[i].id);
    }
    out.reasons.push_back({std::string(out.id), static_cast<std::int64_t>(lacks.size()), std::move(detail)});
    return out;
  }

  std::optional<Lack> lackOfBody(const NodeEntry& entry, std::size_t index, const Tally& tally) const {
    const Census& census = m_census[index];
    const auto matching = static_cast<std::int64_t>(tally.matching() - tally.of(Fate::notOnNode));
    const auto free = static_cast<std::int64_t>(tally.of(Fate::free));
    Lack lack;
    lack.census = index;
    if (census.deviceClass == nullptr) {
      lack.id = reason::kDeviceClassMissing;
      lack.reasons.push_back({std::string(lack.id), 1, census.body->deviceClassName.str()});
      return lack;
    }
    if (matching == 0) {
      return lackWithoutMatch(entry, index, tally);
    }
    if (census.body->mode == CountMode::all) {
      return lackOfAll(entry, index, tally, matching, free);
    }
    if (free >= census.wanted()) {
      return std::nullopt;
    }
    lack.id = shortfall(entry, index, tally, matching, free, lack.reasons);
    return lack;
  }

  Lack lackWithoutMatch(const NodeEntry& entry, std::size_t index, const Tally& tally) const {
    const Census& census = m_census[index];
    Lack lack;
    lack.census = index;
    const std::uint32_t stale = entry.index == cluster::kNone ? 0 : census.staleByNode[entry.index];
    if (stale > 0) {
      lack.id = reason::kPoolStaleGeneration;
      lack.reasons.push_back({std::string(lack.id), stale, "only slices of an older pool generation name them"});
    } else if (tally.errors() > 0) {
      lack.id = census.bad.empty() ? reason::kSelectorRuntimeError : reason::kSelectorInvalid;
      lack.depth = 2;
      lack.reasons.push_back({std::string(lack.id), tally.errors(), ""});
    } else if (tally.passClass() > 0) {
      lack.id = reason::kNoDeviceMatchesRequest;
      lack.depth = 2;
      lack.reasons.push_back({std::string(lack.id), tally.of(Fate::selectorFalse), ""});
    } else if (tally.seen() > 0 && !noneOfTheDrivers(entry, index)) {
      lack.id = reason::kNoDeviceMatchesClass;
      lack.depth = 1;
      lack.reasons.push_back({std::string(lack.id), tally.seen(), ""});
    } else {
      lack.id = reason::kNodeHasNoSlices;
      lack.depth = 0;
      lack.reasons.push_back({std::string(lack.id), 1, ""});
    }
    return lack;
  }

  /// The class takes devices of certain drivers only, and the node has none of them.
  bool noneOfTheDrivers(const NodeEntry& entry, std::size_t index) const {
    const std::vector<Text>& drivers = driversOf(index);
    if (drivers.empty() || entry.index == cluster::kNone) {
      return false;
    }
    const cluster::Inventory& inventory = m_context.inventory();
    const auto& devices = inventory.nodes[entry.index].devices;
    return std::none_of(devices.begin(), devices.end(), [&](cluster::DeviceIndex i) {
      const cluster::DeviceView& device = inventory.devices[i];
      return device.slice != cluster::kNoSlot && std::find(drivers.begin(), drivers.end(), device.driver) != drivers.end();
    });
  }

  const std::vector<Text>& driversOf(std::size_t index) const {
    const auto [entry, isNew] = m_drivers.try_emplace(index);
    if (isNew) {
      const Census& census = m_census[index];
      for (std::size_t g = 0; g < census.groups.representatives.size(); ++g) {
        if (census.groupFate[g] != Fate::classFalse && census.groupFate[g] != Fate::classError) {
          const Text& driver = m_context.inventory().devices[census.groups.representatives[g]].driver;
          if (std::find(entry->second.begin(), entry->second.end(), driver) == entry->second.end()) {
            entry->second.push_back(driver);
          }
        }
      }
    }
    return entry->second;
  }

  std::optional<Lack> lackOfAll(const NodeEntry& entry, std::size_t index, const Tally& tally, std::int64_t matching,
                                std::int64_t free) const {
    Lack lack;
    lack.census = index;
    if (matching > kMostDevices) {
      lack.id = reason::kTooManyDevicesForClaim;
      lack.reasons.push_back({std::string(lack.id), matching, "a claim takes at most 32 devices"});
      return lack;
    }
    if (free == matching) {
      return std::nullopt;
    }
    if (tally.of(Fate::inUse) > 0) {
      lack.id = reason::kAllModeNeedsEveryDevice;
      lack.reasons.push_back(
          {std::string(lack.id), tally.of(Fate::inUse), fmt::format("{} of {} are in use", tally.of(Fate::inUse), matching)});
      return lack;
    }
    lack.id = shortfall(entry, index, tally, matching, 0, lack.reasons);
    return lack;
  }

  /// Some match, but too few are free: what keeps most of the others, in a fixed order.
  std::string_view shortfall(const NodeEntry& entry, std::size_t index, const Tally& tally, std::int64_t matching,
                             std::int64_t free, std::vector<NodeReason>& reasons) const {
    const std::int64_t wanted = m_census[index].wanted();
    const std::int64_t inUse = tally.of(Fate::inUse);
    Fate most = Fate::inUse;
    for (const Fate fate : kBlocking) {
      if (tally.of(fate) > 0 && (most == Fate::inUse || tally.of(fate) > tally.of(most))) {
        most = fate;
      }
    }
    std::string_view id;
    if (most != Fate::inUse && (free + tally.of(most) >= wanted || tally.of(most) >= inUse)) {
      id = most == Fate::poolUnusable ? poolReason(entry, index) : idOf(most);
    } else if (matching < wanted || free > 0) {
      id = reason::kNotEnoughDevices;
    } else {
      id = reason::kAllMatchingDevicesInUse;
    }
    if (id == reason::kNotEnoughDevices) {
      reasons.push_back({std::string(id), wanted - free,
                         fmt::format("wants {}, {} of {} that match {} free", wanted, free, matching, free == 1 ? "is" : "are")});
    }
    if (inUse > 0 && id != reason::kNotEnoughDevices) {
      reasons.push_back({std::string(reason::kAllMatchingDevicesInUse), inUse, ""});
    }
    for (const Fate fate : kBlocking) {
      if (tally.of(fate) > 0) {
        const std::string_view other = fate == Fate::poolUnusable ? poolReason(entry, index) : idOf(fate);
        NodeReason one{std::string(other), tally.of(fate), detailOf(entry, index, fate)};
        reasons.insert(other == id ? reasons.begin() : reasons.end(), std::move(one));
      }
    }
    return id;
  }

  /// The detail that most devices of this fate on the node have.
  std::string detailOf(const NodeEntry& entry, std::size_t index, Fate fate) const {
    const Census& census = m_census[index];
    if (entry.index == cluster::kNone) {
      return {};
    }
    for (const cluster::DeviceIndex i : m_context.inventory().nodes[entry.index].devices) {
      if (census.fate[i] == fate) {
        return census.detail(i);
      }
    }
    return {};
  }

  std::string_view poolReason(const NodeEntry& entry, std::size_t index) const {
    const Census& census = m_census[index];
    std::string_view found = reason::kPoolIncomplete;
    for (const PoolAtNode& pool : m_context.allocator().poolsAt(*entry.node)) {
      const bool ours = std::any_of(pool.devices.begin(), pool.devices.end(), [&](const allocation::DeviceRef& ref) {
        const cluster::DeviceIndex i = m_context.inventory().findDevice(pool.driver, pool.name, ref.device().name);
        return i != cluster::kNone && census.fate[i] == Fate::poolUnusable;
      });
      if (ours) {
        return pool.replaced           ? reason::kPoolStaleGeneration
               : !pool.invalid.empty() ? reason::kPoolInvalid
                                       : reason::kPoolIncomplete;
      }
    }
    return found;
  }

  /// Enough devices are free one by one, yet the search finds no combination.
  Lack lackOfSearch(const NodeEntry& entry, const Outcome& outcome, const std::vector<Tally>& tallies) {
    Lack lack;
    if (!outcome.error.empty()) {
      lack.id = reasonOfError(outcome.error);
      lack.reasons.push_back({std::string(lack.id), 1, words::oneLine(outcome.error)});
      return lack;
    }
    if (m_constrained && fitsWithoutConstraints(entry)) {
      lack.id = reason::kConstraintUnsatisfiable;
      lack.reasons.push_back({std::string(lack.id), 1, constraintText()});
      return lack;
    }
    bool counters = false;
    bool shares = false;
    for (std::size_t i = 0; i < m_census.size(); ++i) {
      shares = shares || !m_census[i].body->capacity.empty() || tallies[i].of(Fate::capacity) > 0;
      counters = counters || tallies[i].of(Fate::counters) > 0 || reachesCounters(entry, i);
    }
    lack.id = counters ? reason::kCountersExhausted : shares ? reason::kCapacityExceeded : reason::kNotEnoughDevices;
    lack.reasons.push_back({std::string(lack.id), 1,
                            counters ? "each alone would fit, together they need more counters than are left"
                                     : "the requests compete for the same devices"});
    return lack;
  }

  bool reachesCounters(const NodeEntry& entry, std::size_t index) const {
    if (entry.index == cluster::kNone) {
      return false;
    }
    const cluster::Inventory& inventory = m_context.inventory();
    const auto& devices = inventory.nodes[entry.index].devices;
    return std::any_of(devices.begin(), devices.end(), [&](cluster::DeviceIndex i) {
      return m_census[index].fate[i] == Fate::free && inventory.devices[i].poolIndex != cluster::kNone &&
             inventory.pools[inventory.devices[i].poolIndex].counters;
    });
  }

  bool fitsWithoutConstraints(const NodeEntry& entry) {
    return m_context.allocator().allocate(*entry.node, unconstrained()).kind == Outcome::Kind::allocated;
  }

  bool couldWithoutConstraints(const NodeEntry& entry) {
    return m_withoutAttempts++ < kMostIdealAttempts && allocateFreed(entry, unconstrained());
  }

  const std::vector<const ResourceClaim*>& unconstrained() {
    if (m_unconstrained.empty()) {
      for (const ResourceClaim* claim : m_subject.toAllocate) {
        auto copy = std::make_unique<ResourceClaim>(*claim);
        copy->spec.constraints.clear();
        m_unconstrained.push_back(copy.get());
        m_copies.push_back(std::move(copy));
      }
    }
    return m_unconstrained;
  }

  [[nodiscard]] std::string constraintText() const {
    std::vector<std::string> names;
    for (const ResourceClaim* claim : m_subject.toAllocate) {
      for (const DeviceConstraint& constraint : claim->spec.constraints) {
        names.push_back(constraint.matchAttribute.empty() ? "distinctAttribute " + constraint.distinctAttribute.str()
                                                          : "matchAttribute " + constraint.matchAttribute.str());
      }
    }
    return words::listed(names);
  }

  const ExplanationContext& m_context;
  const Subject& m_subject;
  const std::vector<Census>& m_census;
  std::optional<allocation::Placement> m_placement;
  const allocation::PodRules* m_rules = nullptr;
  std::vector<RequestGroup> m_requests;
  std::vector<const ResourceClaim*> m_pinned;
  bool m_anyAll = false;
  bool m_simple = true;
  bool m_countsAgree = false;
  bool m_constrained = false;
  bool m_badPools = false;
  std::optional<bool> m_counters;
  std::size_t m_idealAttempts = 0;
  std::size_t m_withoutAttempts = 0;
  bool m_idealFound = false;
  std::vector<std::unique_ptr<ResourceClaim>> m_copies;
  std::vector<const ResourceClaim*> m_unconstrained;
  mutable std::map<std::size_t, std::vector<Text>> m_drivers;
};

}  // namespace

std::string_view reasonOfError(std::string_view error) {
  return parseSchedulerMessage(error).errorId.empty() ? reason::kUnknown : parseSchedulerMessage(error).errorId;
}

NodeAnswers answerNodes(const ExplanationContext& context, const Subject& subject, const std::vector<Census>& census) {
  return Judge(context, subject, census).run();
}

}  // namespace claimscope::explanation
