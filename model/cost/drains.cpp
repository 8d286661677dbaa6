#include "model/cost/drains.h"

#include <algorithm>
#include <map>

#include "model/actions/drain_node/rehearsal.h"
#include "model/base/words.h"
#include "model/topology/cards.h"

namespace claimscope::cost {

using cluster::NodeIndex;
using cluster::Snapshot;
namespace drain = actions::drain;

namespace {

/// What kubectl drain needs on nearly every cluster; data in an emptyDir is nobody's to give away.
drain::DrainOptions carefulOptions() {
  drain::DrainOptions out;
  out.ignoreDaemonSets = true;
  return out;
}

struct Candidate {
  const Node* node = nullptr;
  NodeIndex index = cluster::kNone;
  std::int64_t inUse = 0;
};

class Finder {
 public:
  Finder(const Snapshot& snapshot, const Accelerators& accelerators, const PriceTable& prices)
      : m_snapshot(snapshot), m_inventory(*snapshot.inventory), m_accelerators(accelerators), m_prices(prices) {}

  Drains find(std::size_t most) {
    // Without the list of pods or claims nothing can be promised.
    if (m_snapshot.boundOf(Kind::Pod) != Bound::exact || m_snapshot.boundOf(Kind::ResourceClaim) != Bound::exact) {
      return std::move(m_out);
    }
    std::vector<Candidate> candidates = candidatesOf();
    m_out.candidates = static_cast<std::int64_t>(candidates.size());
    candidates.resize(std::min(candidates.size(), most));
    std::vector<const Node*> clean;
    for (const Candidate& candidate : candidates) {
      m_out.offers.push_back(rehearseOne(candidate));
      if (m_out.offers.back().clean) {
        clean.push_back(candidate.node);
      }
    }
    m_out.rehearsed = static_cast<std::int64_t>(m_out.offers.size());
    m_out.clean = static_cast<std::int64_t>(clean.size());
    together(std::move(clean));
    std::stable_sort(m_out.offers.begin(), m_out.offers.end(), [](const DrainOffer& a, const DrainOffer& b) {
      return a.clean != b.clean ? a.clean : a.inUse != b.inUse ? a.inUse < b.inUse : a.rate.perHour > b.rate.perHour;
    });
    return std::move(m_out);
  }

 private:
  std::vector<Candidate> candidatesOf() const {
    std::vector<Candidate> out;
    for (NodeIndex i = 0; i < m_inventory.nodes.size(); ++i) {
      const cluster::NodeView& view = m_inventory.nodes[i];
      const Node* node = view.slot == cluster::kNoSlot ? nullptr : m_snapshot.of<Node>().at(view.slot);
      if (node == nullptr || m_accelerators.cardsOnNode[i] == 0 || node->unschedulable || !(node->ready() == "True") ||
          node->meta.deleted().isSet()) {
        continue;
      }
      Candidate candidate{node, i, 0};
      for (const cluster::DeviceIndex device : view.devices) {
        candidate.inUse += m_accelerators.is(device) && topology::isHeld(m_snapshot, device) ? 1 : 0;
      }
      out.push_back(candidate);
    }
    std::map<NodeIndex, double> rates;
    for (const Candidate& candidate : out) {
      rates[candidate.index] = rateOf(m_prices, candidate.node->meta).perHour;
    }
    std::stable_sort(out.begin(), out.end(), [&](const Candidate& a, const Candidate& b) {
      return a.inUse != b.inUse ? a.inUse < b.inUse : rates.at(a.index) > rates.at(b.index);
    });
    return out;
  }

  /// What keeps the node from being emptied; empty: nothing does.
  static std::pair<std::string, std::string> obstacle(const Snapshot& snapshot, const drain::Rehearsal& rehearsal) {
    for (const drain::RehearsedPod& pod : rehearsal.pods) {
      if (pod.choice() == drain::Choice::blocked) {
        return {std::string(pod.base.filtered.reason), words::oneLine(pod.base.filtered.why)};
      }
    }
    for (const drain::RehearsedPod& pod : rehearsal.pods) {
      if (pod.base.returns && !(pod.landing.known && pod.landing.fits)) {
        return {"nowhere",
                words::oneLine(pod.pod().meta.name.view()) + ": " +
                    (pod.landing.reason.empty() ? "nobody can tell where it would go" : words::oneLine(pod.landing.reason))};
      }
    }
    for (const cluster::ClaimIndex claim : rehearsal.fates->claims()) {
      if (rehearsal.fates->of(claim).after == drain::ClaimFate::After::stays && holdsOn(snapshot, rehearsal, claim) &&
          !goesWithTheNode(snapshot, rehearsal, claim)) {
        return {"stays", "held for " + drain::claimName(snapshot, claim)};
      }
    }
    return {};
  }

  /// It only watches devices, or belongs to pods that end with the node: those of a DaemonSet and of the node itself.
  static bool goesWithTheNode(const Snapshot& snapshot, const drain::Rehearsal& rehearsal, cluster::ClaimIndex claim) {
    const ResourceClaim& object = drain::claimAt(snapshot, claim);
    const bool watches =
        object.allocation != nullptr && std::all_of(object.allocation->results.begin(), object.allocation->results.end(),
                                                    [](const DeviceAllocation& result) { return result.adminAccess; });
    std::size_t ofNode = 0;
    for (const drain::RehearsedPod& pod : rehearsal.pods) {
      const bool uses = std::find(pod.claims.begin(), pod.claims.end(), claim) != pod.claims.end();
      ofNode += uses && pod.choice() == drain::Choice::skip ? 1U : 0U;
    }
    const std::size_t consumers = rehearsal.fates->of(claim).consumers.size();
    return watches || (consumers > 0 && ofNode >= consumers);
  }

  static bool holdsOn(const Snapshot& snapshot, const drain::Rehearsal& rehearsal, cluster::ClaimIndex claim) {
    const cluster::Inventory& inventory = *snapshot.inventory;
    const std::vector<Text> names = rehearsal.nodeNames();
    return std::any_of(
        inventory.claims[claim].devices.begin(), inventory.claims[claim].devices.end(),
        [&](cluster::DeviceIndex i) { return std::find(names.begin(), names.end(), inventory.devices[i].node) != names.end(); });
  }

  DrainOffer rehearseOne(const Candidate& candidate) const {
    const drain::Rehearsal rehearsal = drain::rehearse(m_snapshot, carefulOptions(), {candidate.node});
    DrainOffer out;
    out.node = candidate.node->meta.name.str();
    out.inUse = candidate.inUse;
    out.cards = m_accelerators.cardsOnNode[candidate.index];
    out.pods = std::count_if(rehearsal.pods.begin(), rehearsal.pods.end(),
                             [](const drain::RehearsedPod& pod) { return pod.choice() != drain::Choice::skip; });
    out.rate = rateOf(m_prices, candidate.node->meta);
    std::tie(out.reason, out.why) = obstacle(m_snapshot, rehearsal);
    out.clean = out.reason.empty();
    return out;
  }

  /// What one node's pods take, those of the next no longer find: all are rehearsed at once, and the nodes with pods that have
  /// nowhere to go are left out until all fit.
  void together(std::vector<const Node*> nodes) {
    constexpr int kMostRounds = 12;
    for (int round = 0; round < kMostRounds && nodes.size() > 1; ++round) {
      const drain::Rehearsal rehearsal = drain::rehearse(m_snapshot, carefulOptions(), nodes);
      std::vector<const Node*> left;
      for (std::size_t i = 0; i < rehearsal.nodes.size(); ++i) {
        const bool fits = std::none_of(rehearsal.pods.begin(), rehearsal.pods.end(), [&](const drain::RehearsedPod& pod) {
          return pod.base.node == i &&
                 (pod.choice() == drain::Choice::blocked || (pod.base.returns && !(pod.landing.known && pod.landing.fits)));
        });
        if (fits) {
          left.push_back(rehearsal.nodes[i]);
        }
      }
      const bool all = left.size() == nodes.size();
      nodes = left.empty() ? std::vector<const Node*>{nodes.front()} : std::move(left);
      if (all) {
        break;
      }
      if (round + 1 == kMostRounds) {
        nodes.resize(1);  // each alone is proven
      }
    }
    for (const Node* node : nodes) {
      const auto offer = std::find_if(m_out.offers.begin(), m_out.offers.end(),
                                      [&](const DrainOffer& one) { return node->meta.name == one.node; });
      offer->together = true;
      m_out.together.push_back(offer->node);
      m_out.togetherPerHour += offer->rate.perHour;
      m_out.moneyBound = offer->rate.bound == Bound::unknown ? combine(m_out.moneyBound, Bound::atLeast)
                                                             : combine(m_out.moneyBound, offer->rate.bound);
    }
  }

  const Snapshot& m_snapshot;
  const cluster::Inventory& m_inventory;
  const Accelerators& m_accelerators;
  const PriceTable& m_prices;
  Drains m_out;
};

}  // namespace

Drains drainsOf(const Snapshot& snapshot, const Accelerators& accelerators, const PriceTable& prices, std::size_t most) {
  return Finder(snapshot, accelerators, prices).find(most);
}

}  // namespace claimscope::cost
