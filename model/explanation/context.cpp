#include "model/explanation/context.h"

#include <algorithm>
#include <map>

namespace claimscope::explanation {

using allocation::Allocator;
using allocation::World;
using cluster::NodeIndex;
using cluster::PoolView;

namespace {

template <class T>
std::vector<const T*> allOf(const cluster::Snapshot& snapshot) {
  std::vector<const T*> out;
  out.reserve(snapshot.of<T>().size());
  snapshot.of<T>().forEach([&](cluster::Slot, const T& object) { out.push_back(&object); });
  return out;
}

}  // namespace

ExplanationContext::ExplanationContext(const cluster::Snapshot& snapshot) : m_snapshot(snapshot) {
  m_allocator = std::make_unique<const Allocator>(world());
  collectNodes();
}

ExplanationContext::~ExplanationContext() = default;

World ExplanationContext::world() const {
  World out;
  out.features = m_snapshot.server.minor == 0 ? allocation::Features{} : allocation::Features::ofServer(m_snapshot.server.minor);
  out.slices = allOf<ResourceSlice>(m_snapshot);
  out.classes = allOf<DeviceClass>(m_snapshot);
  out.taintRules = allOf<DeviceTaintRule>(m_snapshot);
  out.claims = allOf<ResourceClaim>(m_snapshot);
  return out;
}

void ExplanationContext::collectNodes() {
  const bool hidden = m_snapshot.boundOf(Kind::Node) != Bound::exact || m_snapshot.of<Node>().empty();
  const auto& views = inventory().nodes;
  const auto makeUp = [&](Text name, NodeIndex index) {
    auto node = std::make_unique<Node>();
    node->meta.name = std::move(name);
    m_nodes.push_back({node.get(), index, true});
    m_madeUp.push_back(std::move(node));
    m_someMadeUp = true;
  };
  m_nodes.reserve(views.size());
  for (NodeIndex i = 0; i < views.size(); ++i) {
    if (views[i].slot != cluster::kNoSlot) {
      m_nodes.push_back({m_snapshot.of<Node>().at(views[i].slot), i, false});
    } else if (hidden) {
      makeUp(views[i].name, i);
    }
  }
  if (m_nodes.empty()) {
    makeUp(Text("(any node)"), cluster::kNone);
  }
  m_entryOf.assign(views.size(), cluster::kNone);
  for (std::uint32_t i = 0; i < m_nodes.size(); ++i) {
    if (m_nodes[i].index != cluster::kNone) {
      m_entryOf[m_nodes[i].index] = i;
    }
  }
  for (const DeviceClass* deviceClass : m_allocator->world().classes) {
    m_servedByClaims.emplace_back("deviceclass.resource.kubernetes.io/" + deviceClass->meta.name.str());
    if (!deviceClass->extendedResourceName.empty()) {
      m_servedByClaims.push_back(deviceClass->extendedResourceName);
    }
  }
}

std::span<const Pod* const> ExplanationContext::podsOn(NodeIndex node) const {
  std::call_once(m_podsOnce, [&] {
    m_podsOn.resize(inventory().nodes.size());
    Text last;
    NodeIndex index = cluster::kNone;
    m_snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
      if (pod.nodeName.empty() || pod.finished()) {
        return;
      }
      if (!(pod.nodeName == last)) {
        last = pod.nodeName;
        index = inventory().findNode(last);
      }
      if (index != cluster::kNone) {
        m_podsOn[index].push_back(&pod);
      }
    });
  });
  return node < m_podsOn.size() ? std::span<const Pod* const>(m_podsOn[node]) : std::span<const Pod* const>();
}

std::vector<const ResourceSlice*> ExplanationContext::repairedSlices() const {
  std::call_once(m_slicesOnce, [&] {
    std::map<std::pair<Text, Text>, const PoolView*> broken;
    for (const PoolView& pool : inventory().pools) {
      if (!pool.complete) {
        broken.emplace(std::pair(pool.driver, pool.name), &pool);
      }
    }
    for (const ResourceSlice* slice : m_allocator->world().slices) {
      const auto pool = broken.empty() ? broken.end() : broken.find({slice->driver, slice->poolName});
      if (pool == broken.end()) {
        m_repairedSlices.push_back(slice);
      } else if (slice->poolGeneration == pool->second->generation) {
        auto copy = std::make_unique<ResourceSlice>(*slice);
        copy->poolSliceCount = pool->second->seenSlices;
        m_repairedSlices.push_back(copy.get());
        m_copies.push_back(std::move(copy));
      }
    }
  });
  return m_repairedSlices;
}

const Allocator& ExplanationContext::ideal() const {
  std::call_once(m_idealOnce, [&] {
    World ideal;
    ideal.features = m_allocator->world().features;
    ideal.classes = m_allocator->world().classes;
    ideal.slices = repairedSlices();
    m_ideal = std::make_unique<const Allocator>(std::move(ideal));
  });
  return *m_ideal;
}

const Allocator* ExplanationContext::repaired() const {
  std::call_once(m_repairedOnce, [&] {
    std::vector<const ResourceSlice*> slices = repairedSlices();
    if (!m_copies.empty()) {
      World world = m_allocator->world();
      world.slices = std::move(slices);
      m_repaired = std::make_unique<const Allocator>(std::move(world));
    }
  });
  return m_repaired.get();
}

}  // namespace claimscope::explanation
