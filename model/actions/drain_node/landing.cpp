#include "model/actions/drain_node/landing.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/actions/drain_node/landing_parts.h"
#include "model/allocation/node_fit.h"
#include "model/base/words.h"

namespace claimscope::actions::drain {

using allocation::NodeRefusal;
using allocation::Outcome;
using cluster::ClaimIndex;
using cluster::DeviceIndex;
using explanation::ExplanationContext;

namespace {

constexpr std::int64_t kMany = 1'000'000;

/// Devices that a claim takes at the least, admin access left aside.
std::int64_t leastDevices(const ResourceClaim& claim) {
  std::int64_t out = 0;
  const auto of = [](const DeviceRequestBody& body) {
    return body.adminAccess ? std::int64_t{0} : body.mode == CountMode::exactCount ? std::max<std::int64_t>(body.count, 0) : 1;
  };
  for (const DeviceRequest& request : claim.spec.requests) {
    if (request.exactly) {
      out += of(*request.exactly);
    } else if (!request.firstAvailable.empty()) {
      std::int64_t least = of(request.firstAvailable.front());
      for (const DeviceRequestBody& body : request.firstAvailable) {
        least = std::min(least, of(body));
      }
      out += least;
    }
  }
  return out;
}

/// The pod that its controller makes next.
Pod successorOf(const Pod& pod) {
  Pod out = pod;
  out.nodeName = {};
  out.rare.edit().nominatedNodeName = {};
  out.meta.uid = {};
  out.meta.rare.edit().deleted = {};
  out.phase = Text("Pending");
  out.conditions.clear();
  return out;
}

}  // namespace

Landings::Landings(const cluster::Snapshot& snapshot, const std::vector<Text>& nodes, const Fates& fates,
                   const std::vector<NodePod>& pods)
    : m_snapshot(snapshot), m_nodes(nodes), m_fates(fates) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  std::vector<const ResourceClaim*> claims;
  for (const NodePod& pod : pods) {
    if (pod.returns) {
      for (const ClaimIndex claim : inventory.claimsOfPod(pod.slot)) {
        claims.push_back(snapshot.of<ResourceClaim>().at(inventory.claims[claim].slot));
      }
    }
  }
  m_context = std::make_unique<ExplanationContext>(snapshot, explanation::driversOf(snapshot, claims));
  makePlacement(pods);
  m_whatIf.maxSteps = kMostSteps;
  m_whatIf.released = fates.freed();
  for (const ExplanationContext::NodeEntry& entry : m_context->nodes()) {
    const bool drained = std::find(nodes.begin(), nodes.end(), entry.node->meta.name) != nodes.end();
    if (!drained && entry.index != cluster::kNone) {
      m_candidates.push_back(&entry);
    }
  }
  m_freeDevices.reserve(m_candidates.size());
  for (const auto* entry : m_candidates) {
    std::int64_t free = 0;
    for (const DeviceIndex index : inventory.nodes[entry->index].devices) {
      const cluster::DeviceView& device = inventory.devices[index];
      const bool held = std::any_of(device.claims.begin(), device.claims.end(), [&](ClaimIndex claim) {
        return fates.freed().count(snapshot.of<ResourceClaim>().at(inventory.claims[claim].slot)) == 0;
      });
      // One that takes several claims may serve them all; one held with admin access may still be free.
      free += device.multiple ? kMany : !held || device.adminAccess ? 1 : 0;
    }
    m_freeDevices.push_back(free);
  }
  m_sharedDevices = m_sharedDevices || std::any_of(inventory.devices.begin(), inventory.devices.end(),
                                                   [](const auto& device) { return device.nodeIndex == cluster::kNone; });
}

Landings::~Landings() = default;

/// The pods as they are once all have left, and before the first comes back; drained nodes are cordoned.
void Landings::makePlacement(const std::vector<NodePod>& pods) {
  allocation::PodTopology::World world = m_context->placements();
  for (allocation::PodTopology::Place& place : world.places) {
    if (std::find(m_nodes.begin(), m_nodes.end(), place.node->meta.name) == m_nodes.end() || place.node->unschedulable) {
      continue;
    }
    auto cordoned = std::make_unique<Node>(*place.node);
    cordoned->unschedulable = true;
    cordoned->taints.push_back({Text("node.kubernetes.io/unschedulable"), {}, Text("NoSchedule"), {}});
    place.node = cordoned.get();
    m_cordoned.push_back(std::move(cordoned));
  }
  m_topology = std::make_unique<const allocation::PodTopology>(std::move(world));
  m_placement.emplace(*m_topology);
  for (const NodePod& pod : pods) {
    if (pod.leaves) {
      m_placement->remove(*pod.pod);
    }
  }
}

Landings::Shape& Landings::shapeOf(const Pod& pod, const std::vector<Wanted>& wanted) {
  const OwnerReference* owner = pod.meta.controller();
  std::string key = owner == nullptr ? pod.meta.uid.str() : owner->uid.str();
  key += "/" + labelValue(pod.meta.labels, "pod-template-hash").str() + "/" +
         labelValue(pod.meta.labels, "controller-revision-hash").str();
  for (const Wanted& claim : wanted) {
    // Claims made anew are alike; a named one is itself, and once it has been placed it is another question.
    const bool alike = claim.next != nullptr && claim.now != nullptr && claim.now->meta.controller() != nullptr;
    key += alike ? "/t"
                 : fmt::format("/{}{}", claim.next != nullptr ? "n" : "b",
                               claim.next != nullptr ? claim.next->meta.name.view() : claim.bound->meta.name.view());
    key += claim.bound != nullptr && claim.bound != claim.now ? "!" : "";
  }
  return m_shapes[key];
}

Landings::Room& Landings::roomOf(std::size_t candidate) {
  std::unique_ptr<Room>& room = m_rooms[candidate];
  if (room == nullptr) {
    room = std::make_unique<Room>();
    for (const Pod* pod : m_context->podsOn(m_candidates[candidate]->index)) {
      room->add(*pod);
    }
  }
  return *room;
}

/// Counts one node under what it says first.
void Landings::note(const std::vector<NodeRefusal>& refused, Tally& tally) {
  const auto count = [&](std::int64_t& number, std::string& word) {
    ++number;
    word = word.empty() ? refused.front().detail : word;
  };
  switch (refused.front().kind) {
    case NodeRefusal::Kind::nodeName:
    case NodeRefusal::Kind::selectorMismatch:
      ++tally.selector;
      break;
    case NodeRefusal::Kind::unschedulable:
    case NodeRefusal::Kind::taint:
      count(tally.taint, tally.taintWord);
      break;
    case NodeRefusal::Kind::resources:
    case NodeRefusal::Kind::podCount:
      count(tally.room, tally.roomWord);
      break;
    case NodeRefusal::Kind::hostPort:
    case NodeRefusal::Kind::topologySpread:
    case NodeRefusal::Kind::podAffinity:
    case NodeRefusal::Kind::podAntiAffinity:
    case NodeRefusal::Kind::runningAntiAffinity:
      count(tally.others, tally.otherWord);
      break;
  }
}

Landings::Answer Landings::ask(std::size_t candidate, const Pod& pod, const std::vector<Wanted>& wanted, std::int64_t devices,
                               Tally& tally, Outcome& outcome) {
  const Node& node = *m_candidates[candidate]->node;
  for (const Wanted& claim : wanted) {
    if (claim.bound != nullptr && claim.bound->allocation->nodeSelector &&
        !matches(*claim.bound->allocation->nodeSelector, node.meta)) {
      ++tally.pinned;
      tally.pinnedBy = claim.bound->meta.name.str();
      return Answer::never;
    }
  }
  if (!m_candidates[candidate]->madeUp) {
    if (node.ready() == "False" || node.ready() == "Unknown") {
      ++tally.notReady;
      return Answer::never;
    }
    if (!m_sharedDevices && devices > m_freeDevices[candidate]) {
      // Which of the two reasons is told matters: nodes that the pod can not use anyway say nothing about devices.
      const std::vector<NodeRefusal> refused = allocation::nodeFit(pod, node, {}, m_context->servedByClaims());
      const bool other = std::any_of(refused.begin(), refused.end(), [](const NodeRefusal& refusal) {
        return refusal.kind == NodeRefusal::Kind::selectorMismatch || refusal.kind == NodeRefusal::Kind::taint ||
               refusal.kind == NodeRefusal::Kind::unschedulable;
      });
      ++(other ? tally.selector : tally.devices);
      return Answer::never;
    }
    // Resources of the pods there are summed up in its room; ports are looked at one by one.
    const bool ports = pod.spec->placement && !pod.spec->placement->hostPorts.empty();
    std::vector<NodeRefusal> refused = allocation::nodeFit(pod, node, {}, m_context->servedByClaims());
    if (refused.empty()) {
      const std::string lacks = roomOf(candidate).lacks(pod, node);
      if (!lacks.empty()) {
        refused.push_back({NodeRefusal::Kind::resources, "Insufficient " + lacks});
      } else if (ports) {
        allocation::checkPorts(pod, m_placement->podsOn(node), refused);
      }
    }
    const bool ever = refused.empty();
    if (ever) {
      m_placement->rulesOf(pod).judge(node, refused, nullptr);
    }
    if (!refused.empty()) {
      note(refused, tally);
      const bool mayChange = std::all_of(refused.begin(), refused.end(), [](const NodeRefusal& refusal) {
        return refusal.kind == NodeRefusal::Kind::topologySpread || refusal.kind == NodeRefusal::Kind::podAffinity;
      });
      return ever && mayChange ? Answer::later : Answer::never;
    }
  }
  std::vector<const ResourceClaim*> claims;
  std::string kinds;
  for (const Wanted& claim : wanted) {
    if (claim.next != nullptr) {
      claims.push_back(claim.next.get());
      kinds += claim.kind + " ";
    }
  }
  if (claims.empty()) {
    return Answer::fits;
  }
  std::vector<bool>& without = m_without[kinds];
  without.resize(m_candidates.size());
  if (without[candidate]) {
    ++tally.devices;
    return Answer::never;
  }
  outcome = allocate(candidate, claims);
  if (outcome.kind == Outcome::Kind::allocated) {
    return Answer::fits;
  }
  without[candidate] = true;
  ++tally.devices;
  tally.error = tally.error.empty() && outcome.kind == Outcome::Kind::error ? outcome.error : tally.error;
  return Answer::never;
}

void Landings::commit(std::size_t candidate, std::unique_ptr<const Pod> pod, std::vector<Wanted>& wanted,
                      const Outcome& outcome) {
  const std::string node = m_candidates[candidate]->node->meta.name.str();
  roomOf(candidate).add(*pod);
  if (!m_candidates[candidate]->madeUp) {
    m_placement->add(*pod, *m_candidates[candidate]->node);
  }
  m_next.push_back(std::move(pod));
  std::size_t result = 0;
  bool shared = false;
  for (Wanted& claim : wanted) {
    if (claim.now != nullptr) {
      m_nodeOf[claim.now] = node;
    }
    if (claim.next == nullptr) {
      continue;
    }
    claim.next->allocation = outcome.results[result++].allocation;
    m_taken.push_back(std::move(claim.next));
    const ResourceClaim* taken = m_taken.back().get();
    for (const DeviceAllocation& device : taken->allocation->results) {
      std::vector<const ResourceClaim*>& holders = m_touched[{device.driver, device.pool}];
      if (holders.empty() || holders.back() != taken) {
        holders.push_back(taken);
      }
      m_freeDevices[candidate] -= device.adminAccess ? 0 : 1;
    }
    // Another node may see a pool that is not this node's own.
    shared = shared || !taken->allocation->nodeSelector || m_sharedDevices;
    if (claim.now != nullptr && claim.now->meta.controller() == nullptr) {
      m_again[claim.now] = taken;
    }
  }
  if (shared) {
    m_small.clear();
  } else {
    m_small.erase(candidate);
  }
}

std::optional<std::size_t> Landings::find(Shape& shape, const Pod& pod, const std::vector<Wanted>& wanted, Tally& tally,
                                          Outcome& outcome) {
  std::int64_t devices = 0;
  for (const Wanted& claim : wanted) {
    devices += claim.next == nullptr ? 0 : leastDevices(*claim.next);
  }
  std::vector<std::size_t> later;
  std::optional<std::size_t> out;
  for (const std::size_t i : shape.later) {
    const Answer answer = out ? Answer::later : ask(i, pod, wanted, devices, tally, outcome);
    out = answer == Answer::fits ? i : out;
    if (answer != Answer::never) {
      later.push_back(i);
    }
  }
  for (std::size_t& i = shape.next; !out && i < m_candidates.size(); ++i) {
    const Answer answer = ask(i, pod, wanted, devices, tally, outcome);
    if (answer == Answer::fits) {
      out = i;
      break;
    }
    if (answer == Answer::later) {
      later.push_back(i);
    }
  }
  shape.later = std::move(later);
  return out;
}

Landing Landings::place(const NodePod& of) {
  Landing out;
  m_lacked = false;
  if (!of.returns) {
    return out;
  }
  std::string problem;
  std::vector<Wanted> wanted = wantedBy(*of.pod, problem);
  out.known = true;
  if (!problem.empty()) {
    out.reason = problem;
    return out;
  }
  if (m_candidates.empty()) {
    out.known = m_snapshot.boundOf(Kind::Node) == Bound::exact;
    out.reason = out.known ? "there is no other node" : "nodes can not be seen";
    return out;
  }
  auto pod = std::make_unique<const Pod>(successorOf(*of.pod));
  Shape& shape = shapeOf(*of.pod, wanted);
  Tally tally;
  Outcome outcome;
  if (const std::optional<std::size_t> at = find(shape, *pod, wanted, tally, outcome)) {
    const Node& node = *m_candidates[*at]->node;
    out.fits = true;
    out.node = node.meta.name.str();
    out.reason = words::listed(allocation::unjudgedRules(*pod, node, &m_placement->rulesOf(*pod)), 5);
    commit(*at, std::move(pod), wanted, outcome);
    return out;
  }
  if (shape.reason.empty()) {
    shape.reason = why(*pod, wanted, tally);
    shape.devices = tally.devices > 0;
  }
  m_lacked = shape.devices;
  out.reason = shape.reason;
  out.known = m_built <= kMostBuilt;
  return out;
}

Landing Landings::of(const ResourceClaim* claim) const {
  const auto found = m_nodeOf.find(claim);
  return found == m_nodeOf.end() ? Landing{} : Landing{true, true, found->second, 0, {}};
}

}  // namespace claimscope::actions::drain
