// NodeObject, SliceObject and EventObject: what the machines and components publish. One thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/simulation/object.h"

namespace claimscope::simulation {

/// What the nodes of a node group share.
struct NodeShape {
  Text group;  ///< "gpu-nodes"
  Text instanceType;
  Text kind;      ///< label node-type: gpu, cpu
  Text workload;  ///< label workload: ml, general
  Text cpu;
  Text memory;
  Text kubeletVersion;
  std::string taints;  ///< JSON list, empty when none
  bool gpu = false;
  Text extended;              ///< what a device plugin offers: "nvidia.com/gpu"; empty: there is none
  std::uint32_t offered = 0;  ///< so many of them, where it runs
};

struct NodeObject final : Cloned<NodeObject> {
  std::shared_ptr<const NodeShape> shape;
  Text zone;
  Text rack;        ///< empty: no label
  Text extraLabel;  ///< "key=value", empty when none
  Text extended;    ///< those of its shape, until it changes hands
  std::uint32_t offered = 0;
  std::uint32_t index = 0;
  bool ready = true;
  bool unschedulable = false;
  Time readySince;
  Time heartbeat;

  void writeBody(JsonWriter& json, const WriteContext& context) const override;
  /// The labels follow from the fields; call after they are set.
  void makeLabels();
};

struct SliceDevice {
  DeviceId id = 0;
  Text taints;  ///< JSON list, empty when none
};

struct SliceObject final : Cloned<SliceObject> {
  Text driver;
  Text pool;
  Text node;  ///< empty: each device names its node
  std::int64_t poolGeneration = 1;
  std::int64_t sliceCount = 1;
  std::vector<SliceDevice> devices;
  std::vector<std::uint16_t> cards;  ///< not empty: a slice of shared counters instead of devices

  void writeBody(JsonWriter& json, const WriteContext& context) const override;
};

struct EventObject final : Cloned<EventObject> {
  Text objectKind;
  Text objectName;
  std::uint64_t objectUid = 0;
  Text reason;
  Text component;
  std::string message;
  bool warning = false;
  std::int32_t count = 1;
  Time first;
  Time last;

  void writeBody(JsonWriter& json, const WriteContext& context) const override;
};

}  // namespace claimscope::simulation
