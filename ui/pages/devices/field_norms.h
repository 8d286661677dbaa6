// FieldNorms: the value that nearly all devices of a group publish, so that one that differs can be marked. GUI thread.
#pragma once

#include <optional>
#include <unordered_map>

#include "model/cluster/snapshot.h"

namespace claimscope::ui {

struct LearnedField;
struct DeviceGroups;

/// Worked out field by field when one is first drawn, and kept while slices and grouping stay the same. Holds no snapshot: what
/// it knows is by the group's key, which outlives indexes.
class FieldNorms {
 public:
  /// A value is odd when at least four devices of its group publish the field, at least four in five of them the same, and this
  /// one another. Then the usual value as text; nullopt when it is as usual.
  [[nodiscard]] std::optional<Text> usualInstead(const cluster::Snapshot& snapshot, const DeviceGroups& groups,
                                                 const LearnedField& field, std::size_t fieldIndex,
                                                 cluster::DeviceIndex device) const;

 private:
  using Norm = std::unordered_map<Text, Text>;  ///< group key -> the usual value
  [[nodiscard]] const Norm& of(const cluster::Snapshot& snapshot, const DeviceGroups& groups, const LearnedField& field,
                               std::size_t fieldIndex) const;
  mutable std::unordered_map<std::size_t, Norm> m_norms;
};

}  // namespace claimscope::ui
