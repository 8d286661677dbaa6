// NodePods: what the pods of each node ask for, and which of them DaemonSets own; follows the changes of a snapshot. GUI thread.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::ui {

class NodePods {
 public:
  struct Use {
    std::int64_t pods = 0;  ///< bound and not ended
    double cpu = 0;         ///< cores asked for
    double memory = 0;      ///< bytes asked for
    std::vector<cluster::Slot> daemons;
  };
  /// Reads only pods that differ from those of the snapshot before.
  void update(const cluster::SnapshotPtr& snapshot);
  /// Null when no pod is on the node.
  [[nodiscard]] const Use* of(const Text& node) const;

 private:
  /// What a pod added to its node, to be taken away again.
  struct Part {
    Text node;
    double cpu = 0;
    double memory = 0;
    bool daemon = false;
  };
  void take(cluster::Slot slot, const Pod* pod);

  cluster::SnapshotPtr m_snapshot;
  std::vector<Part> m_parts;  ///< by slot
  std::unordered_map<Text, Use> m_byNode;
};

}  // namespace claimscope::ui
