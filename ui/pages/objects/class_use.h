// ClassMatches: which published devices the selectors of each class match, and in which states they are. GUI thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/cel/selector.h"
#include "model/cluster/snapshot.h"

namespace claimscope::ui {

/// What a class has to give.
struct ClassUse {
  cluster::StateCounts counts;  ///< of the devices it matches
  std::vector<Text> drivers;    ///< theirs, by name
  std::int64_t failing = 0;     ///< devices on which a selector ends with an error
  std::string error;            ///< a selector does not compile
};

/// Selectors are asked of devices that read the same only once, and later only of slices that changed; the states of what matches
/// are counted for each moment.
class ClassMatches {
 public:
  void update(const cluster::SnapshotPtr& snapshot);
  /// By the class's slot. `snapshot` is that of the last update().
  [[nodiscard]] std::map<cluster::Slot, ClassUse> use(const cluster::Snapshot& snapshot) const;

 private:
  enum class Answer : char { no, yes, error };
  struct Matched {
    std::vector<std::shared_ptr<const cel::Selector>> selectors;
    std::string error;
    std::vector<std::vector<Answer>> bySlice;  ///< by slot, then by index in the slice
  };
  void compile(const cluster::Snapshot& snapshot);
  void askAll(const cluster::Snapshot& snapshot);
  void askSlice(cluster::Slot slot, const ResourceSlice* slice);
  [[nodiscard]] static Answer ask(const Matched& matched, const ResourceSlice& slice, const Device& device);

  cluster::SnapshotPtr m_snapshot;  ///< whose slices were asked
  std::map<cluster::Slot, Matched> m_byClass;
};

}  // namespace claimscope::ui
