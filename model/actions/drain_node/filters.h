// Filters: which pods of a node kubectl drain would evict, skip or be stopped by. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "model/actions/drain_node/options.h"
#include "model/cluster/snapshot.h"

namespace claimscope::actions::drain {

enum class Choice : std::uint8_t { evict, skip, blocked };
/// "evict", "skip", "blocked".
[[nodiscard]] std::string_view choiceWord(Choice choice);

// Ids of reasons (cli.md), besides those of budgets and drivers.
namespace reason {
inline constexpr std::string_view kDaemonSet = "DaemonSet";
inline constexpr std::string_view kDaemonSetGone = "DaemonSetGone";        ///< its DaemonSet is not there: an orphan
inline constexpr std::string_view kDaemonSetUnknown = "DaemonSetUnknown";  ///< DaemonSets cannot be read
inline constexpr std::string_view kMirrorPod = "MirrorPod";
inline constexpr std::string_view kEmptyDir = "EmptyDir";
inline constexpr std::string_view kNoController = "NoController";
inline constexpr std::string_view kFinished = "Finished";
inline constexpr std::string_view kTerminating = "Terminating";
inline constexpr std::string_view kLongDeleted = "LongDeleted";  ///< older than --skip-wait-for-delete-timeout
inline constexpr std::string_view kNotSelected = "NotSelected";  ///< --pod-selector leaves it out
inline constexpr std::string_view kBudget = "PDB";
inline constexpr std::string_view kDriver = "DriverNotRegistered";
}  // namespace reason

struct Filtered {
  Choice choice = Choice::evict;
  std::string_view reason;  ///< empty: an ordinary pod with a controller
  std::string why;          ///< few words for people
  std::string option = {};  ///< flag that would clear the way
};

/// kubectl's filters in their order, the first that does not let a pod go decides (kubectl pkg/drain/filters.go): deleted long
/// ago, DaemonSet, mirror pod, emptyDir, no controller. "Now" is the snapshot's time.
[[nodiscard]] Filtered filter(const cluster::Snapshot& snapshot, const Pod& pod, const DrainOptions& options);

}  // namespace claimscope::actions::drain
