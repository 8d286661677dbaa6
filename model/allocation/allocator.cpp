#include "model/allocation/allocator.h"

#include <mutex>
#include <shared_mutex>

#include "model/allocation/judge.h"
#include "model/allocation/pools.h"
#include "model/allocation/search.h"
#include "model/allocation/selectors.h"

namespace claimscope::allocation {

struct Allocator::Impl {
  explicit Impl(World w) : world(std::move(w)) {
    for (const DeviceClass* deviceClass : world.classes) {
      ClassEntry& entry = classes[deviceClass->meta.name];
      entry.deviceClass = entry.deviceClass == nullptr ? deviceClass : entry.deviceClass;
    }
  }
  World world;
  AllocatedState state{world.claims, world.features};
  Pools pools{world, state};
  Selectors selectors{world.features, pools.deviceCount()};
  Classes classes;
  mutable std::shared_mutex mutex;
  mutable std::unordered_map<const DeviceClass*, std::vector<std::shared_ptr<const cel::Selector>>> classSelectors;
};

Allocator::Allocator(World world) : m_impl(std::make_unique<Impl>(std::move(world))) {}
Allocator::~Allocator() = default;

const World& Allocator::world() const {
  return m_impl->world;
}

Outcome Allocator::allocate(const Node& node, std::span<const ResourceClaim* const> claims, const WhatIf& whatIf) const {
  std::unique_ptr<NodeView> own;
  if (!whatIf.extraSlices.empty()) {
    own = m_impl->pools.with(node, whatIf.extraSlices);
  }
  const NodeView& view = own != nullptr ? *own : m_impl->pools.at(node);
  const Attempt attempt{m_impl->world.features, node, view, m_impl->selectors, m_impl->classes, claims, whatIf};
  return Search(attempt).run();
}

const std::vector<PoolAtNode>& Allocator::poolsAt(const Node& node) const {
  return m_impl->pools.at(node).shown;
}

Allocator::Verdict Allocator::judge(const Node& node, const PoolAtNode& pool, const DeviceRef& device,
                                    const DeviceRequestBody& request, const WhatIf& whatIf) const {
  const Judgement judgement{m_impl->world.features,
                            node,
                            m_impl->pools.at(node),
                            m_impl->state,
                            m_impl->selectors,
                            findClass(request.deviceClassName),
                            whatIf,
                            m_impl->world.taintRules};
  return judgeDevice(judgement, pool, device, request);
}

const std::vector<std::shared_ptr<const cel::Selector>>& Allocator::classSelectors(const DeviceClass& deviceClass) const {
  {
    const std::shared_lock lock(m_impl->mutex);
    if (const auto found = m_impl->classSelectors.find(&deviceClass); found != m_impl->classSelectors.end()) {
      return found->second;
    }
  }
  std::vector<std::shared_ptr<const cel::Selector>> selectors;
  for (const SelectorMemo* memo : m_impl->selectors.of(deviceClass.selectors)) {
    selectors.push_back(memo->selector());
  }
  const std::unique_lock lock(m_impl->mutex);
  return m_impl->classSelectors.try_emplace(&deviceClass, std::move(selectors)).first->second;
}

std::shared_ptr<const cel::Selector> Allocator::selector(const Text& expression) const {
  return m_impl->selectors.of(expression).selector();
}

const DeviceClass* Allocator::findClass(const Text& name) const {
  const auto found = m_impl->classes.find(name);
  return found == m_impl->classes.end() ? nullptr : found->second.deviceClass;
}

cel::Device celDevice(const ResourceSlice& slice, const Device& device) {
  cel::Device out;
  out.driver = slice.driver;
  out.allowMultipleAllocations = device.extras != nullptr && device.extras->allowMultipleAllocations;
  out.attributes.reserve(device.attributes.size());
  for (const DeviceAttribute& attribute : device.attributes) {
    out.attributes.emplace_back(attribute.name, &attribute.value);
  }
  out.capacity.reserve(device.capacity.size());
  for (const DeviceCapacity& capacity : device.capacity) {
    out.capacity.emplace_back(capacity.name, &capacity.value);
  }
  return out;
}

}  // namespace claimscope::allocation
