#include "model/topology/links.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace claimscope::topology {
namespace {

using cluster::Inventory;
using cluster::Snapshot;

struct LinkHash {
  std::size_t operator()(const Link& link) const {
    return (static_cast<std::size_t>(link.kind) * 0x9e3779b97f4a7c15ULL) ^ (std::size_t{link.index} * 0x85ebca6bU) ^
           link.name.hash();
  }
};

/// What many objects have in common: a chain may pass through one of them, never search beyond it.
bool isHub(const Link& link) {
  return link.kind == Link::Kind::deviceClass || link.kind == Link::Kind::driver || link.kind == Link::Kind::quota;
}

/// Which links an object has, read from the snapshot as they are asked for.
class Graph {
 public:
  explicit Graph(const Snapshot& snapshot) : m_snapshot(snapshot), m_inventory(*snapshot.inventory) {
    snapshot.of<ResourceQuota>().forEach(
        [this](cluster::Slot, const ResourceQuota& quota) { m_quotas.push_back(quota.meta.namespaceName); });
    for (cluster::ClaimIndex i = 0; i < m_inventory.claims.size(); ++i) {
      if (const Text owner = ownerOf(i); !owner.empty()) {
        m_claimsOf[owner].push_back(i);
      }
    }
  }

  template <class Visit>
  void neighbours(const Link& link, Visit&& visit) const {
    switch (link.kind) {
      case Link::Kind::device:
        ofDevice(link.index, visit);
        break;
      case Link::Kind::request:
        ofRequest(link, visit);
        break;
      case Link::Kind::claim:
        ofClaim(link.index, visit);
        break;
      case Link::Kind::pod:
        ofPod(link.index, visit);
        break;
      case Link::Kind::owner:
        if (const auto claims = m_claimsOf.find(link.name); claims != m_claimsOf.end()) {
          for (const cluster::ClaimIndex claim : claims->second) {
            for (const cluster::Slot pod : m_inventory.claims[claim].pods) {
              visit(Link{Link::Kind::pod, pod});
            }
            visit(Link{Link::Kind::claim, claim});
          }
        }
        break;
      case Link::Kind::node:
        for (const cluster::DeviceIndex device : m_inventory.nodes[link.index].devices) {
          visit(Link{Link::Kind::device, device});
        }
        for (const cluster::Slot pod : m_inventory.nodes[link.index].podsWithClaims) {
          visit(Link{Link::Kind::pod, pod});
        }
        break;
      case Link::Kind::deviceClass:
      case Link::Kind::driver:
      case Link::Kind::quota:
        break;
    }
  }

 private:
  [[nodiscard]] Text ownerOf(cluster::ClaimIndex index) const {
    const cluster::ClaimView& claim = m_inventory.claims[index];
    const ResourceClaim* object = m_snapshot.of<ResourceClaim>().at(claim.slot);
    return claim.owner.empty() || object == nullptr ? Text() : Text(object->meta.namespaceName.str() + "/" + claim.owner.str());
  }

  template <class Visit>
  void ofDevice(cluster::DeviceIndex index, Visit&& visit) const {
    const cluster::DeviceView& device = m_inventory.devices[index];
    for (const cluster::ClaimIndex claim : device.claims) {
      const ResourceClaim* object = m_snapshot.of<ResourceClaim>().at(m_inventory.claims[claim].slot);
      bool named = false;
      if (object != nullptr && object->allocation) {
        for (const DeviceAllocation& result : object->allocation->results) {
          if (result.device == device.name && result.pool == device.pool && result.driver == device.driver) {
            visit(Link{Link::Kind::request, claim, result.request});
            named = true;
          }
        }
      }
      if (!named) {
        visit(Link{Link::Kind::claim, claim});
      }
    }
    if (device.nodeIndex != cluster::kNone) {
      visit(Link{Link::Kind::node, device.nodeIndex});
    }
    visit(Link{Link::Kind::driver, cluster::kNone, device.driver});
  }

  template <class Visit>
  void ofRequest(const Link& link, Visit&& visit) const {
    visit(Link{Link::Kind::claim, link.index});
    const ResourceClaim* object = m_snapshot.of<ResourceClaim>().at(m_inventory.claims[link.index].slot);
    if (object == nullptr) {
      return;
    }
    if (object->allocation) {
      for (const DeviceAllocation& result : object->allocation->results) {
        if (result.request == link.name) {
          const cluster::DeviceIndex device = m_inventory.findDevice(result.driver, result.pool, result.device);
          if (device != cluster::kNone) {
            visit(Link{Link::Kind::device, device});
          }
        }
      }
    }
    const std::string_view main = link.name.view().substr(0, link.name.view().find('/'));
    for (const DeviceRequest& request : object->spec.requests) {
      if (request.name == main && request.exactly) {
        visit(Link{Link::Kind::deviceClass, cluster::kNone, request.exactly->deviceClassName});
      }
      for (const DeviceRequestBody& body : request.firstAvailable) {
        if (request.name == main && link.name.view().ends_with("/" + body.name.str())) {
          visit(Link{Link::Kind::deviceClass, cluster::kNone, body.deviceClassName});
        }
      }
    }
  }

  template <class Visit>
  void ofClaim(cluster::ClaimIndex index, Visit&& visit) const {
    const cluster::ClaimView& claim = m_inventory.claims[index];
    const ResourceClaim* object = m_snapshot.of<ResourceClaim>().at(claim.slot);
    for (const cluster::Slot pod : claim.pods) {
      visit(Link{Link::Kind::pod, pod});
    }
    if (object != nullptr) {
      if (object->allocation) {
        for (const DeviceAllocation& result : object->allocation->results) {
          visit(Link{Link::Kind::request, index, result.request});
        }
      } else {
        for (const DeviceRequest& request : object->spec.requests) {
          visit(Link{Link::Kind::request, index, request.name});
        }
      }
    }
    if (claim.pods.empty()) {
      if (const Text owner = ownerOf(index); !owner.empty()) {
        visit(Link{Link::Kind::owner, cluster::kNone, owner});
      }
    }
    for (const cluster::DeviceIndex device : claim.devices) {
      if (object == nullptr || !object->allocation) {
        visit(Link{Link::Kind::device, device});
      }
    }
    for (const Text& name : claim.classes) {
      visit(Link{Link::Kind::deviceClass, cluster::kNone, name});
    }
    if (object != nullptr && hasQuota(object->meta.namespaceName)) {
      visit(Link{Link::Kind::quota, cluster::kNone, object->meta.namespaceName});
    }
  }

  template <class Visit>
  void ofPod(cluster::Slot slot, Visit&& visit) const {
    const Pod* pod = m_snapshot.of<Pod>().at(slot);
    for (const cluster::ClaimIndex claim : m_inventory.claimsOfPod(slot)) {
      visit(Link{Link::Kind::claim, claim});
      if (const Text owner = ownerOf(claim); !owner.empty()) {
        visit(Link{Link::Kind::owner, cluster::kNone, owner});
      }
    }
    if (pod != nullptr && !pod->nodeName.empty()) {
      const cluster::NodeIndex node = m_inventory.findNode(pod->nodeName);
      if (node != cluster::kNone) {
        visit(Link{Link::Kind::node, node});
      }
    }
    if (pod != nullptr && hasQuota(pod->meta.namespaceName)) {
      visit(Link{Link::Kind::quota, cluster::kNone, pod->meta.namespaceName});
    }
  }

  [[nodiscard]] bool hasQuota(const Text& name) const {
    return std::find(m_quotas.begin(), m_quotas.end(), name) != m_quotas.end();
  }

  const Snapshot& m_snapshot;
  const Inventory& m_inventory;
  std::vector<Text> m_quotas;  ///< namespaces that have one
  std::unordered_map<Text, std::vector<cluster::ClaimIndex>> m_claimsOf;
};

/// What one more link costs: to be on the same node says less than to share a claim, so a chain goes through a node only where
/// anything else is longer by two.
std::size_t costOf(const Link& next, const Link& goal) {
  return next.kind == Link::Kind::node && !(next == goal) ? 3 : 1;
}

/// Cheapest first from one end; hubs are reached and not left.
struct Search {
  struct Reached {
    Link from;
    std::size_t cost = 0;
    bool done = false;
  };
  std::unordered_map<Link, Reached, LinkHash> reached;
  bool whole = true;
};

Search searchFrom(const Graph& graph, const Link& start, const Link& goal) {
  Search out;
  std::vector<std::vector<Link>> byCost(kMostLinks + 4);
  byCost[0].push_back(start);
  out.reached[start] = {start, 0, false};
  for (std::size_t cost = 0; cost < byCost.size(); ++cost) {
    for (std::size_t i = 0; i < byCost[cost].size(); ++i) {
      const Link at = byCost[cost][i];
      Search::Reached& here = out.reached[at];
      if (here.done || here.cost != cost) {
        continue;
      }
      here.done = true;
      if (at == goal) {
        return out;
      }
      if (isHub(at)) {
        continue;
      }
      if (cost >= kMostLinks || out.reached.size() >= kMostSeen) {
        out.whole = false;
        continue;
      }
      graph.neighbours(at, [&](Link next) {
        const std::size_t to = cost + costOf(next, goal);
        const auto [found, fresh] = out.reached.try_emplace(next, Search::Reached{at, to, false});
        if (fresh || (!found->second.done && to < found->second.cost)) {
          found->second.from = at;
          found->second.cost = to;
          byCost[to].push_back(std::move(next));
        }
      });
    }
  }
  return out;
}

std::vector<Link> walkBack(const Search& search, Link at) {
  std::vector<Link> out;
  while (true) {
    out.push_back(at);
    const Search::Reached& step = search.reached.at(at);
    if (step.cost == 0) {
      break;
    }
    at = step.from;
  }
  return out;
}

Link linkOf(Focus focus) {
  switch (focus.kind) {
    case Focus::Kind::node:
      return {Link::Kind::node, focus.index};
    case Focus::Kind::device:
      return {Link::Kind::device, focus.index};
    case Focus::Kind::claim:
      return {Link::Kind::claim, focus.index};
    case Focus::Kind::pod:
    case Focus::Kind::none:
      break;
  }
  return {Link::Kind::pod, focus.index};
}

}  // namespace

Chain chainBetween(const Snapshot& snapshot, Focus from, Focus to) {
  Chain out;
  if (from.kind == Focus::Kind::none || to.kind == Focus::Kind::none) {
    return out;
  }
  const Link start = linkOf(from);
  const Link goal = linkOf(to);
  const Graph graph(snapshot);
  const Search near = searchFrom(graph, start, goal);
  std::size_t best = 2 * kMostLinks;
  if (const auto found = near.reached.find(goal); found != near.reached.end()) {
    best = found->second.cost;
    out.links = walkBack(near, goal);
    std::reverse(out.links.begin(), out.links.end());
  }
  // A class or a driver says less than a chain of the same length, so it must be shorter by two.
  const Search far = searchFrom(graph, goal, start);
  out.whole = near.whole && far.whole;
  const Link* hub = nullptr;
  std::size_t through = 2 * kMostLinks;
  for (const auto& [link, step] : near.reached) {
    if (!isHub(link)) {
      continue;
    }
    const auto other = far.reached.find(link);
    if (other == far.reached.end()) {
      continue;
    }
    const std::size_t steps = step.cost + other->second.cost;
    const bool same = hub != nullptr && steps == through;
    if (steps < through || (same && std::pair(link.kind, link.name.view()) < std::pair(hub->kind, hub->name.view()))) {
      through = steps;
      hub = &link;
    }
  }
  if (hub != nullptr && through + 2 < best) {
    out.links = walkBack(near, *hub);
    std::reverse(out.links.begin(), out.links.end());
    const std::vector<Link> rest = walkBack(far, *hub);
    out.links.insert(out.links.end(), rest.begin() + 1, rest.end());
  }
  return out;
}

}  // namespace claimscope::topology
