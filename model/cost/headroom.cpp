#include "model/cost/headroom.h"

#include <algorithm>
#include <map>
#include <memory>

#include "model/allocation/allocator.h"
#include "model/allocation/node_fit.h"
#include "model/base/words.h"
#include "model/explanation/placements.h"

namespace claimscope::cost {

using cluster::ClaimIndex;
using cluster::NodeIndex;
using cluster::Snapshot;

namespace {

constexpr std::size_t kMostTried = 64;  ///< waiting claims a group is tried with
constexpr std::size_t kMostNamed = 5;
constexpr std::int64_t kMostSteps = 200'000;

/// A new node of the kind: empty, and without what trouble has brought.
Node freshCopy(const Node& node) {
  Node out = node;
  out.meta.name = Text(node.meta.name.str() + "-next");
  out.meta.uid = {};
  out.unschedulable = false;
  List<Taint> taints;
  for (const Taint& taint : node.taints) {
    if (!taint.key.view().starts_with("node.kubernetes.io/") && !(taint.key == "ToBeDeletedByClusterAutoscaler") &&
        !taint.key.view().starts_with("karpenter.sh/disrupt")) {
      taints.push_back(taint);
    }
  }
  out.taints = std::move(taints);
  for (auto& [name, value] : out.meta.labels) {
    if (name == "kubernetes.io/hostname") {
      value = out.meta.name;
    }
  }
  return out;
}

/// Its slices as its drivers would publish them there.
std::vector<std::unique_ptr<ResourceSlice>> freshSlices(const Snapshot& snapshot, const Node& node, const Text& newName) {
  std::vector<std::unique_ptr<ResourceSlice>> out;
  snapshot.of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) {
    if (!(slice.nodeName == node.meta.name)) {
      return;
    }
    auto copy = std::make_unique<ResourceSlice>(slice);
    copy->nodeName = newName;
    copy->poolName = slice.poolName == node.meta.name ? newName : Text(slice.poolName.str() + "-next");
    for (Device& device : copy->devices) {
      device.taints.clear();
    }
    out.push_back(std::move(copy));
  });
  return out;
}

struct Waiting {
  const ResourceClaim* claim = nullptr;
  const Pod* pod = nullptr;
};

std::vector<Waiting> waitingOf(const Snapshot& snapshot) {
  std::vector<Waiting> out;
  for (const cluster::ClaimView& view : snapshot.inventory->claims) {
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(view.slot);
    if (claim != nullptr && claim->allocation == nullptr && claim->classic == nullptr && !claim->meta.deleted().isSet() &&
        view.heldAt == "allocation") {
      const Pod* pod = nullptr;
      for (const cluster::Slot slot : view.pods) {
        pod = pod == nullptr ? snapshot.of<Pod>().at(slot) : pod;
      }
      out.push_back({claim, pod});
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Waiting& a, const Waiting& b) { return a.claim->meta.created < b.claim->meta.created; });
  return out;
}

/// Labels that a NodePool may set in several ways become what the pod selects; the instance type stays, since devices depend on
/// it.
void setLabels(Node& node, const survey::NodePool& pool, const Pod& pod) {
  for (const auto& [key, value] : pod.spec->nodeSelector) {
    if (key == "node.kubernetes.io/instance-type" || !allows(pool, key, value)) {
      continue;
    }
    const auto found = std::find_if(node.meta.labels.begin(), node.meta.labels.end(),
                                    [&, name = key](const auto& label) { return label.first == name; });
    if (found == node.meta.labels.end()) {
      node.meta.labels.push_back({key, value});
      std::sort(node.meta.labels.begin(), node.meta.labels.end());
    } else {
      found->second = value;
    }
  }
}

/// Why the pod cannot run on a node of the group, the first reason; empty when it can.
std::string whyNotOn(const Pod& pod, const Node& like, const survey::NodePool* pool, const std::vector<const Pod*>& pods,
                     const std::vector<Text>& served, const allocation::PodRules* rules = nullptr) {
  Node node = like;
  if (pool != nullptr) {
    setLabels(node, *pool, pod);
    for (const auto& [key, value] : pod.spec->nodeSelector) {
      if (!(labelValue(node.meta.labels, key.view()) == value)) {
        return "its pod selects " + words::oneLine(key.view()) + "=" + words::oneLine(value.view()) +
               ", which the NodePool does not give";
      }
    }
  }
  const std::vector<allocation::NodeRefusal> refusals = allocation::nodeFit(pod, node, pods, served, rules);
  return refusals.empty() ? std::string() : words::oneLine(refusals.front().detail);
}

void note(GroupRoom& room, const ResourceClaim& claim, std::string why) {
  const auto found =
      std::find_if(room.unserved.begin(), room.unserved.end(), [&](const Unserved& one) { return one.why == why; });
  if (found != room.unserved.end()) {
    ++found->claims;
    return;
  }
  room.unserved.push_back({std::move(why), words::oneLine(claim.meta.namespaceName.str() + "/" + claim.meta.name.str()), 1});
}

/// Extended resources that classes stand for.
std::vector<Text> servedByClasses(const Snapshot& snapshot) {
  std::vector<Text> out;
  snapshot.of<DeviceClass>().forEach([&](cluster::Slot, const DeviceClass& one) {
    out.emplace_back("deviceclass.resource.kubernetes.io/" + one.meta.name.str());
    if (!one.extendedResourceName.empty()) {
      out.push_back(one.extendedResourceName);
    }
  });
  return out;
}

void fillNode(const Snapshot& snapshot, const allocation::PodTopology& topology, const Node& like,
              const std::vector<Waiting>& waiting, GroupRoom& out) {
  const Node node = freshCopy(like);
  allocation::Placement placement(topology);
  placement.addNode(node);
  const std::vector<std::unique_ptr<ResourceSlice>> slices = freshSlices(snapshot, like, node.meta.name);
  allocation::World world;
  world.features = snapshot.server.minor == 0 ? allocation::Features{} : allocation::Features::ofServer(snapshot.server.minor);
  for (const auto& slice : slices) {
    world.slices.push_back(slice.get());
  }
  snapshot.of<DeviceClass>().forEach([&](cluster::Slot, const DeviceClass& one) { world.classes.push_back(&one); });
  const std::vector<Text> served = servedByClasses(snapshot);
  const survey::NodePool* pool = out.pool ? &*out.pool : nullptr;
  std::vector<std::unique_ptr<ResourceClaim>> taken;
  std::vector<const Pod*> pods;
  // Every claim of one spec that does not fit says the same for those behind it.
  auto allocator = std::make_unique<allocation::Allocator>(world);
  for (std::size_t i = 0; i < waiting.size() && i < kMostTried; ++i) {
    const ResourceClaim* claim = waiting[i].claim;
    if (waiting[i].pod != nullptr) {
      if (std::string why = whyNotOn(*waiting[i].pod, node, pool, pods, served, &placement.rulesOf(*waiting[i].pod));
          !why.empty()) {
        note(out, *claim, std::move(why));
        continue;
      }
    }
    allocation::WhatIf whatIf;
    whatIf.maxSteps = kMostSteps;
    allocation::Outcome outcome = allocator->allocate(node, {&claim, 1}, whatIf);
    if (outcome.kind != allocation::Outcome::Kind::allocated) {
      note(out, *claim, taken.empty() ? "its devices do not satisfy it" : "what the others leave does not satisfy it");
      continue;
    }
    taken.push_back(std::make_unique<ResourceClaim>(*claim));
    taken.back()->allocation = outcome.results.front().allocation;
    world.claims.push_back(taken.back().get());
    if (waiting[i].pod != nullptr) {
      pods.push_back(waiting[i].pod);
      placement.add(*waiting[i].pod, node);
    }
    allocator = std::make_unique<allocation::Allocator>(world);
    ++out.serves;
    if (out.claims.size() < kMostNamed) {
      out.claims.push_back(words::oneLine(claim->meta.namespaceName.str() + "/" + claim->meta.name.str()));
    }
  }
}

/// A NodePool that has no node: its labels and taints say which pods it could not take; its devices are not known.
GroupRoom emptyPool(const Snapshot& snapshot, const survey::NodePool& pool, const std::vector<Waiting>& waiting) {
  GroupRoom out;
  out.group = words::oneLine(pool.name);
  out.grower = Grower::karpenter;
  out.waiting = static_cast<std::int64_t>(waiting.size());
  out.servesBound = Bound::unknown;
  out.pool = pool;
  out.allowance = poolAllowance(pool, nullptr);
  Node node;
  node.meta.name = Text(pool.name + "-next");
  node.meta.labels = pool.labels;
  node.meta.labels.push_back({Text("karpenter.sh/nodepool"), Text(pool.name)});
  for (const SelectorRequirement& requirement : pool.requirements) {
    if (requirement.op == SelectorOperator::in && requirement.values.size() == 1) {
      node.meta.labels.push_back({requirement.key, requirement.values[0]});
    }
    if (requirement.key == "node.kubernetes.io/instance-type" && requirement.op == SelectorOperator::in &&
        requirement.values.size() == 1) {
      out.instanceType = words::oneLine(requirement.values[0].view());
    }
  }
  std::sort(node.meta.labels.begin(), node.meta.labels.end());
  for (const Taint& taint : pool.taints) {
    node.taints.push_back(taint);
  }
  const std::vector<Text> served = servedByClasses(snapshot);
  for (std::size_t i = 0; i < waiting.size() && i < kMostTried; ++i) {
    // An affinity over several values of one label cannot be tried on one node.
    if (waiting[i].pod != nullptr && !waiting[i].pod->spec->requiredNodeAffinity) {
      if (std::string why = whyNotOn(*waiting[i].pod, node, &pool, {}, served); !why.empty()) {
        note(out, *waiting[i].claim, std::move(why));
      }
    }
  }
  return out;
}

}  // namespace

std::vector<GroupRoom> headroomOf(const Snapshot& snapshot, const Accelerators& accelerators, const PriceTable& prices,
                                  const survey::Growth* growth) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  const std::vector<Waiting> waiting = waitingOf(snapshot);
  const explanation::SnapshotPlaces places(snapshot);
  std::vector<GroupRoom> out;
  for (const cluster::GroupView& group : inventory.groups) {
    GroupRoom room;
    room.group = words::oneLine(group.name.view());
    room.nodes = static_cast<std::int64_t>(group.nodes.size());
    room.waiting = static_cast<std::int64_t>(waiting.size());
    const Node* like = nullptr;
    for (const NodeIndex index : group.nodes) {
      const Node* node =
          inventory.nodes[index].slot == cluster::kNoSlot ? nullptr : snapshot.of<Node>().at(inventory.nodes[index].slot);
      if (node != nullptr && accelerators.cardsOnNode[index] > room.cards) {
        room.cards = accelerators.cardsOnNode[index];
        like = node;
      }
    }
    if (like == nullptr) {
      continue;
    }
    room.copyOf = like->meta.name.str();
    room.grower = growerOf(like->meta);
    room.instanceType = instanceTypeOf(like->meta).str();
    room.rate = rateOf(prices, like->meta);
    room.allowance = allowanceOf(growth, room.grower, group.name.view(), *like);
    if (room.grower == Grower::karpenter) {
      const survey::NodePool* pool = nodePoolOf(growth, labelValue(like->meta.labels, "karpenter.sh/nodepool").view());
      room.pool = pool == nullptr ? std::nullopt : std::optional(*pool);
    }
    fillNode(snapshot, places.topology(), *like, waiting, room);
    out.push_back(std::move(room));
  }
  std::stable_sort(out.begin(), out.end(), [](const GroupRoom& a, const GroupRoom& b) { return a.serves > b.serves; });
  if (growth != nullptr && growth->pools.known()) {
    for (const survey::NodePool& pool : growth->pools.value) {
      const bool has = std::any_of(inventory.nodes.begin(), inventory.nodes.end(), [&](const cluster::NodeView& view) {
        const Node* node = view.slot == cluster::kNoSlot ? nullptr : snapshot.of<Node>().at(view.slot);
        return node != nullptr && labelValue(node->meta.labels, "karpenter.sh/nodepool") == pool.name;
      });
      if (!has) {
        out.push_back(emptyPool(snapshot, pool, waiting));
      }
    }
  }
  for (GroupRoom& room : out) {
    std::stable_sort(room.unserved.begin(), room.unserved.end(),
                     [](const Unserved& a, const Unserved& b) { return a.claims > b.claims; });
  }
  return out;
}

std::vector<std::string> growthNotes(const survey::Growth* growth, const std::vector<GroupRoom>& rooms) {
  const bool karpenter =
      std::any_of(rooms.begin(), rooms.end(), [](const GroupRoom& room) { return room.grower == Grower::karpenter; });
  if (growth == nullptr || !karpenter) {
    return {};
  }
  if (!growth->karpenter) {
    return {"Which Karpenter makes these nodes is not seen: before 1.14 none makes a node for the sake of a claim"};
  }
  const std::string name = "Karpenter " + (growth->karpenter->version.empty() ? "(of an unknown version)"
                                                                              : words::oneLine(growth->karpenter->version));
  switch (survey::claimSense(*growth->karpenter)) {
    case survey::ClaimSense::blind:
      return {name + " does not look at claims: its new nodes may not have the devices that a pod waits for"};
    case survey::ClaimSense::refuses:
      return {name + " makes no node for pods with claims: IGNORE_DRA_REQUESTS is true"};
    case survey::ClaimSense::understands:
      return {name + " takes claims into account, where its provider says what devices an instance type has"};
    case survey::ClaimSense::unknown:
      break;
  }
  return {name + ": what it makes of claims is not known"};
}

}  // namespace claimscope::cost
