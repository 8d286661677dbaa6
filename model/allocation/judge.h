// judgeDevice: what keeps one device from serving one request on a node, other requests left aside. Pure; any thread.
#pragma once

#include "model/allocation/allocator.h"
#include "model/allocation/pools.h"
#include "model/allocation/selectors.h"

namespace claimscope::allocation {

struct Judgement {
  const Features& features;
  const Node& node;
  const NodeView& view;
  const AllocatedState& state;
  const Selectors& selectors;
  const DeviceClass* deviceClass;  ///< null when it does not exist: then no device passes
  const WhatIf& whatIf;
  const std::vector<const DeviceTaintRule*>& rules;
};

[[nodiscard]] Allocator::Verdict judgeDevice(const Judgement& judgement, const PoolAtNode& pool, const DeviceRef& device,
                                             const DeviceRequestBody& request);

}  // namespace claimscope::allocation
