// PodLogRequest and PodLog: the last lines of a container's log, as they are asked for and as they came. Values; any thread.
#pragma once

#include <cstdint>
#include <string>

namespace claimscope {

struct PodLogRequest {
  std::string namespaceName;
  std::string pod;
  std::string container;              ///< empty: the pod has one only
  std::int64_t tailLines = 200;       ///< the newest so many
  std::int64_t limitBytes = 1 << 20;  ///< the server stops there: what is missing then are the newest lines
  bool previous = false;              ///< of the container before its last restart
};

struct PodLog {
  std::string bytes;           ///< any bytes; each line begins with its time
  bool cut = false;            ///< the end is missing
  std::int64_t tailLines = 0;  ///< asked for in the end: fewer when their end did not fit
};

}  // namespace claimscope
