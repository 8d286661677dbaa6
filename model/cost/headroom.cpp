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
    if (claim != nullptr && claim->allocation == nullptr && claim->classic == nullptr && !claim->meta.deleted.isSet() &&
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
  std::vector<Text> served;
  for (const DeviceClass* one : world.classes) {
    served.emplace_back("deviceclass.resource.kubernetes.io/" + one->meta.name.str());
    if (!one->extendedResourceName.empty()) {
      served.push_back(one->extendedResourceName);
    }
  }
  std::vector<std::unique_ptr<ResourceClaim>> taken;
  std::vector<const Pod*> pods;
  // Every claim of one spec that does not fit says the same for those behind it.
  auto allocator = std::make_unique<allocation::Allocator>(world);
  for (std::size_t i = 0; i < waiting.size() && i < kMostTried; ++i) {
    if (waiting[i].pod != nullptr &&
        !allocation::nodeFit(*waiting[i].pod, node, pods, served, &placement.rulesOf(*waiting[i].pod)).empty()) {
      continue;
    }
    allocation::WhatIf whatIf;
    whatIf.maxSteps = kMostSteps;
    const ResourceClaim* claim = waiting[i].claim;
    allocation::Outcome outcome = allocator->allocate(node, {&claim, 1}, whatIf);
    if (outcome.kind != allocation::Outcome::Kind::allocated) {
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

}  // namespace

std::string_view growerWords(Grower grower) {
  switch (grower) {
    case Grower::eksNodegroup:
      return "EKS node group";
    case Grower::karpenter:
      return "Karpenter NodePool";
    case Grower::gke:
      return "GKE node pool";
    case Grower::azure:
      return "AKS agent pool";
    case Grower::none:
      break;
  }
  return "";
}

Grower growerOf(const Metadata& node) {
  return hasLabel(node.labels, "karpenter.sh/nodepool")            ? Grower::karpenter
         : hasLabel(node.labels, "eks.amazonaws.com/nodegroup")    ? Grower::eksNodegroup
         : hasLabel(node.labels, "cloud.google.com/gke-nodepool")  ? Grower::gke
         : hasLabel(node.labels, "kubernetes.azure.com/agentpool") ? Grower::azure
                                                                   : Grower::none;
}

std::vector<GroupRoom> headroomOf(const Snapshot& snapshot, const Accelerators& accelerators, const PriceTable& prices) {
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
    fillNode(snapshot, places.topology(), *like, waiting, room);
    out.push_back(std::move(room));
  }
  std::stable_sort(out.begin(), out.end(), [](const GroupRoom& a, const GroupRoom& b) { return a.serves > b.serves; });
  return out;
}

}  // namespace claimscope::cost
