#include "model/explanation/context.h"

#include <algorithm>
#include <map>

#include "model/explanation/placements.h"

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

ExplanationContext::ExplanationContext(const cluster::Snapshot& snapshot, std::vector<Text> drivers)
    : m_snapshot(snapshot), m_drivers(std::move(drivers)) {
  m_allocator = std::make_unique<const Allocator>(world(m_drivers));
  collectNodes();
}

ExplanationContext::~ExplanationContext() = default;

const Allocator& ExplanationContext::wholeAllocator() const {
  std::call_once(m_wholeOnce, [&] {
    if (!m_drivers.empty()) {
      m_whole = std::make_unique<const Allocator>(world({}));
    }
  });
  return m_whole == nullptr ? *m_allocator : *m_whole;
}

World ExplanationContext::world(const std::vector<Text>& drivers) const {
  const auto wanted = [&](const Text& driver) {
    return drivers.empty() || std::find(drivers.begin(), drivers.end(), driver) != drivers.end();
  };
  World out;
  out.features = m_snapshot.server.minor == 0 ? allocation::Features{} : allocation::Features::ofServer(m_snapshot.server.minor);
  out.slices = allOf<ResourceSlice>(m_snapshot);
  out.classes = allOf<DeviceClass>(m_snapshot);
  out.taintRules = allOf<DeviceTaintRule>(m_snapshot);
  m_snapshot.of<ResourceClaim>().forEach([&](cluster::Slot, const ResourceClaim& claim) {
    const bool holds =
        claim.allocation != nullptr && std::any_of(claim.allocation->results.begin(), claim.allocation->results.end(),
                                                   [&](const DeviceAllocation& result) { return wanted(result.driver); });
    if (holds) {
      out.claims.push_back(&claim);  // the others take nothing
    }
  });
  std::erase_if(out.slices, [&](const ResourceSlice* slice) { return !wanted(slice->driver); });
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

allocation::PodTopology::World ExplanationContext::placements() const {
  std::vector<allocation::PodTopology::Place> places;
  places.reserve(m_nodes.size());
  for (const NodeEntry& entry : m_nodes) {
    if (!entry.madeUp) {
      places.push_back({entry.node, podsOn(entry.index)});
    }
  }
  return placementsOf(m_snapshot, std::move(places));
}

const allocation::PodTopology& ExplanationContext::topology() const {
  std::call_once(m_topologyOnce, [&] { m_topology = std::make_unique<const allocation::PodTopology>(placements()); });
  return *m_topology;
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

namespace {

/// The driver that a class names: a conjunct device.driver == "x" of some selector. Empty when it names none.
Text driverOf(const DeviceClass& deviceClass) {
  for (const Text& expression : deviceClass.selectors) {
    const auto selector = cel::Selector::compile(expression.view());
    for (const cel::Term& term : selector ? (*selector)->terms() : std::vector<cel::Term>{}) {
      std::string plain = term.text;
      plain.erase(std::remove(plain.begin(), plain.end(), ' '), plain.end());
      constexpr std::string_view kLeft = "device.driver==\"";
      if (plain.starts_with(kLeft) && plain.size() > kLeft.size() + 1 && plain.find('"', kLeft.size()) == plain.size() - 1) {
        return Text(std::string_view(plain).substr(kLeft.size(), plain.size() - kLeft.size() - 1));
      }
    }
  }
  return {};
}

}  // namespace

std::vector<Text> driversOf(const cluster::Snapshot& snapshot, const std::vector<const ResourceClaim*>& claims) {
  std::vector<Text> out;
  std::vector<Text> known;
  for (const ResourceClaim* claim : claims) {
    for (const DeviceRequest& request : claim->spec.requests) {
      std::vector<const DeviceRequestBody*> bodies;
      if (request.exactly) {
        bodies.push_back(&*request.exactly);
      }
      for (const DeviceRequestBody& body : request.firstAvailable) {
        bodies.push_back(&body);
      }
      for (const DeviceRequestBody* body : bodies) {
        const DeviceClass* deviceClass = snapshot.of<DeviceClass>().find({}, body->deviceClassName);
        const Text driver = deviceClass == nullptr || body->mode == CountMode::all ? Text() : driverOf(*deviceClass);
        if (driver.empty()) {
          return {};
        }
        if (std::find(out.begin(), out.end(), driver) == out.end()) {
          out.push_back(driver);
        }
      }
    }
  }
  return out;
}

}  // namespace claimscope::explanation
