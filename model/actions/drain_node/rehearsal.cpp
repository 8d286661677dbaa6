#include "model/actions/drain_node/rehearsal.h"

#include <algorithm>
#include <numeric>

#include "model/actions/drain_node/landing.h"
#include "model/base/words.h"
#include "model/cluster/driver_pods.h"

namespace claimscope::actions::drain {

using cluster::Snapshot;

namespace {

constexpr std::size_t kMostAlone = 16;  ///< nodes that are looked at one by one when they do not fit together

bool listedBefore(const Metadata& a, const Metadata& b) {
  return a.namespaceName == b.namespaceName ? a.name < b.name : a.namespaceName < b.namespaceName;
}

std::vector<NodePod> podsOf(const Snapshot& snapshot, const std::vector<const Node*>& nodes, const DrainOptions& options) {
  std::vector<NodePod> out;
  snapshot.of<Pod>().forEach([&](cluster::Slot slot, const Pod& pod) {
    const auto node = std::find_if(nodes.begin(), nodes.end(), [&](const Node* n) { return n->meta.name == pod.nodeName; });
    if (node != nodes.end()) {
      out.push_back({slot, &pod, static_cast<std::size_t>(node - nodes.begin()), filter(snapshot, pod, options), false, false});
      settle(out.back());
    }
  });
  std::sort(out.begin(), out.end(), [](const NodePod& a, const NodePod& b) {
    return a.node != b.node ? a.node < b.node : listedBefore(a.pod->meta, b.pod->meta);
  });
  return out;
}

std::vector<Text> namesOf(const std::vector<const Node*>& nodes) {
  std::vector<Text> out;
  std::transform(nodes.begin(), nodes.end(), std::back_inserter(out), [](const Node* node) { return node->meta.name; });
  return out;
}

/// The scheduler takes pods of higher priority first; otherwise they come as they were evicted.
std::vector<std::size_t> placingOrder(const std::vector<NodePod>& pods) {
  std::vector<std::size_t> out(pods.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    return pods[a].node != pods[b].node ? pods[a].node < pods[b].node : pods[a].pod->spec->priority > pods[b].pod->spec->priority;
  });
  return out;
}

struct Placed {
  std::unique_ptr<Fates> fates;
  std::vector<Landing> landings;      ///< by pod
  std::vector<bool> lacksDevices;     ///< by pod
  std::vector<std::int64_t> misfits;  ///< by node
  /// Nodes all of whose pods have somewhere to go.
  [[nodiscard]] std::int64_t whole() const { return std::count(misfits.begin(), misfits.end(), 0); }
  [[nodiscard]] std::int64_t all() const { return std::accumulate(misfits.begin(), misfits.end(), std::int64_t{0}); }
};

Placed placeAll(const Snapshot& snapshot, const std::vector<const Node*>& nodes, const std::vector<NodePod>& pods) {
  Placed out;
  const std::vector<Text> names = namesOf(nodes);
  out.fates = std::make_unique<Fates>(snapshot, names, pods);
  out.landings.resize(pods.size());
  out.lacksDevices.resize(pods.size());
  out.misfits.assign(nodes.size(), 0);
  Landings landings(snapshot, names, *out.fates, pods);
  for (const std::size_t i : placingOrder(pods)) {
    out.landings[i] = landings.place(pods[i]);
    out.lacksDevices[i] = landings.lackedDevices();
    out.misfits[pods[i].node] += out.landings[i].known && !out.landings[i].fits ? 1 : 0;
  }
  return out;
}

/// Nodes that displace the fewest devices come first: so most nodes can be emptied whole, and a drain that is stopped early has
/// done no harm.
std::vector<const Node*> fewestFirst(const Snapshot& snapshot, const std::vector<const Node*>& nodes,
                                     const std::vector<NodePod>& pods) {
  std::vector<std::size_t> devices(nodes.size(), 0);
  for (const NodePod& pod : pods) {
    if (pod.returns) {
      ++devices[pod.node];
      for (const cluster::ClaimIndex claim : snapshot.inventory->claimsOfPod(pod.slot)) {
        devices[pod.node] += snapshot.inventory->claims[claim].devices.size() * pods.size();  // pods only break ties
      }
    }
  }
  std::vector<std::size_t> order(nodes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return devices[a] < devices[b]; });
  std::vector<const Node*> sorted;
  std::transform(order.begin(), order.end(), std::back_inserter(sorted), [&](std::size_t i) { return nodes[i]; });
  return sorted;
}

bool eachFitsAlone(const Snapshot& snapshot, const std::vector<const Node*>& nodes, const DrainOptions& options) {
  return nodes.size() <= kMostAlone && std::all_of(nodes.begin(), nodes.end(), [&](const Node* node) {
           return placeAll(snapshot, {node}, podsOf(snapshot, {node}, options)).all() == 0;
         });
}

void askBudgets(Rehearsal& out) {
  Budgets budgets(out.snapshot);
  for (RehearsedPod& pod : out.pods) {
    if (pod.choice() != Choice::evict || out.options.disableEviction) {
      continue;
    }
    pod.budget = budgets.take(pod.pod());
    if (pod.budget.blocks()) {
      pod.base.filtered = {Choice::blocked, reason::kBudget, pod.budget.why};
    } else if (pod.budget.state == BudgetForecast::State::waits && pod.base.filtered.reason.empty()) {
      pod.base.filtered.reason = reason::kBudget;
    }
  }
}

void askDrivers(Rehearsal& out, const std::vector<NodePod>& pods) {
  const std::vector<Text> names = out.nodeNames();
  out.lost = lostDrivers(out.snapshot, names, pods);
  for (const LostDriver& lost : out.lost) {
    for (const std::size_t i : lost.pods) {
      if (out.pods[i].choice() == Choice::evict) {
        out.pods[i].base.filtered = {Choice::blocked, reason::kDriver, "the driver " + lost.driver + " must return"};
      }
    }
  }
  std::vector<std::vector<Text>> drivers;
  std::transform(names.begin(), names.end(), std::back_inserter(drivers),
                 [&](const Text& node) { return cluster::driversOn(out.snapshot, node); });
  for (RehearsedPod& pod : out.pods) {
    pod.driver = pod.choice() == Choice::evict && pod.claims.empty() && looksLikeDriver(pod.pod(), drivers[pod.base.node]);
  }
}

}  // namespace

std::vector<Text> Rehearsal::nodeNames() const {
  return namesOf(nodes);
}

Rehearsal rehearse(const Snapshot& snapshot, DrainOptions options, std::vector<const Node*> nodes) {
  Rehearsal out{snapshot, std::move(options), {}, std::move(nodes), {}, {}, nullptr, {}, false, false};
  std::vector<NodePod> pods = podsOf(snapshot, out.nodes, out.options);
  Placed placed = placeAll(snapshot, out.nodes, pods);
  if (out.nodes.size() > 1 && placed.all() > 0) {
    const std::vector<const Node*> other = fewestFirst(snapshot, out.nodes, pods);
    std::vector<NodePod> otherPods = podsOf(snapshot, other, out.options);
    Placed otherPlaced = placeAll(snapshot, other, otherPods);
    if (otherPlaced.whole() > placed.whole()) {
      out.nodes = other;
      pods = std::move(otherPods);
      placed = std::move(otherPlaced);
      out.reordered = true;
    }
    out.fitsOneByOne = eachFitsAlone(snapshot, out.nodes, out.options);
  }
  for (std::size_t i = 0; i < pods.size(); ++i) {
    RehearsedPod pod;
    pod.base = pods[i];
    pod.landing = placed.landings[i];
    pod.lacksDevices = placed.lacksDevices[i];
    const List<cluster::ClaimIndex>& claims = snapshot.inventory->claimsOfPod(pods[i].slot);
    pod.claims.assign(claims.begin(), claims.end());
    const Namespace* space = snapshot.of<Namespace>().find({}, pods[i].pod->meta.namespaceName);
    pod.terminatingNamespace = space != nullptr && (space->phase == "Terminating" || space->meta.deleted().isSet());
    out.pods.push_back(std::move(pod));
  }
  out.fates = std::move(placed.fates);
  out.misfits = std::move(placed.misfits);
  askDrivers(out, pods);
  askBudgets(out);
  return out;
}

std::string nameOf(const Metadata& meta) {
  return words::oneLine(meta.namespaceName.str() + "/" + meta.name.str());
}

const ResourceClaim& claimAt(const Snapshot& snapshot, cluster::ClaimIndex claim) {
  return *snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[claim].slot);
}

std::string claimName(const Snapshot& snapshot, cluster::ClaimIndex claim) {
  return nameOf(claimAt(snapshot, claim).meta);
}

std::string stepOf(const Rehearsal& rehearsal, const RehearsedPod& pod) {
  return (rehearsal.options.disableEviction ? "delete:" : "evict:") + pod.pod().meta.namespaceName.str() + "/" +
         pod.pod().meta.name.str();
}

}  // namespace claimscope::actions::drain
