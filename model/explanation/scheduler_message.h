// SchedulerMessage: what PodScheduled's message says, taken apart (dra.md 2.2). Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::explanation {

/// One "<count> <reason>" of "0/N nodes are available: …".
struct SchedulerReason {
  std::int64_t count = 0;
  std::string text;     ///< as written
  std::string_view id;  ///< the ReasonId it stands for; empty for a catch-all or foreign plugin
  bool dra = false;     ///< written by DynamicResources
};

struct SchedulerMessage {
  enum class Kind : std::uint8_t { none, nodes, error } kind = Kind::none;
  std::int64_t nodes = 0;  ///< N of "0/N nodes"
  std::vector<SchedulerReason> reasons;
  std::string error;         ///< of a SchedulerError: the text behind the plugin's name
  std::string_view errorId;  ///< the ReasonId of an error, Unknown when its words are not known
  bool cut = false;          ///< an event's note was cut at 1024 bytes: the counts are not all
};

/// Messages of conditions and of FailedScheduling events, 1.26 to 1.37.
[[nodiscard]] SchedulerMessage parseSchedulerMessage(std::string_view message);

}  // namespace claimscope::explanation
