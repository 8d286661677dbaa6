// BenchWorld: 5,000 nodes with 8 devices each, as JSON objects that this benchmark and the Go one beside it both read. One
// thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/allocation/allocator.h"

namespace claimscope::bench {

enum class Shape {
  free,      ///< nothing is in use
  inUse,     ///< every device is allocated to a claim of its own
  counters,  ///< every node has a pool of partitions that draw on the counters of one GPU
};

/// Selectors of the claim: matches every device, or none by what it reads.
inline constexpr const char* kMatches = "device.attributes[\"gpu.example.com\"].model == \"H100\"";
inline constexpr const char* kMatchesNone =
    "device.attributes[\"gpu.example.com\"].model == \"H200\" && "
    "device.capacity[\"gpu.example.com\"].memory.compareTo(quantity(\"80Gi\")) >= 0";

/// The objects of a shape, one JSON object each; the claim to allocate is the last and is called bench/wanted.
[[nodiscard]] std::vector<std::string> worldObjects(Shape shape, const std::string& selector, int count);

struct BenchWorld {
  explicit BenchWorld(const std::vector<std::string>& objects);
  [[nodiscard]] allocation::World world() const;

  std::vector<Box<Node>> nodes;
  std::vector<Box<ResourceSlice>> slices;
  std::vector<Box<DeviceClass>> classes;
  std::vector<Box<ResourceClaim>> claims;  ///< that hold something
  Box<ResourceClaim> wanted;
};

}  // namespace claimscope::bench
