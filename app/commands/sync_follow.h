// What `sync --every` prints: one JSON line an interval about what is shown at that moment. One thread.
#pragma once

#include <cstdint>
#include <vector>

#include "app/commands/listing.h"
#include "app/source/live.h"

namespace claimscope::app {

/// Digests of the kinds of one snapshot after another; a kind that did not change is not hashed again.
class Digests {
 public:
  [[nodiscard]] const std::string& of(const cluster::Snapshot& snapshot, Kind kind);

 private:
  struct Known {
    cluster::Revision changed = 0;
    std::string digest;  ///< empty: not computed yet
  };
  std::array<Known, kKindCount> m_known;
};

/// {"time":…,"snapshot":…,"server":{…},"kinds":{"pods":{"state",…}},"relists":n,"reconnects":n,"events":n,"notices":[…]}
[[nodiscard]] Json followLine(const cluster::Snapshot& snapshot, Time now, Digests& digests);

/// Prints a line every `everyMs` until `forMs` are over (0: until interrupted).
int followSync(Live& live, std::int64_t everyMs, std::int64_t forMs);

}  // namespace claimscope::app
