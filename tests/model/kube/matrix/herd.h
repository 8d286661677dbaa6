// Herd: many clients of one virtual server, and how their requests spread when it comes back. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace claimscope::matrix {

struct HerdOptions {
  std::size_t clients = 50;
  std::int64_t downMs = 30'000;
};

struct HerdOutcome {
  std::size_t watches = 0;  ///< opened before and again afterwards
  std::size_t reopened = 0;
  double spreadSeconds = 0;     ///< from the first to the last watch opened after the restart
  std::size_t mostASecond = 0;  ///< watches and lists, in the worst second of it
  double meanASecond = 0;       ///< over the time of the spread
  std::size_t lists = 0;        ///< after the restart; resuming needs none
  double downRate = 0;          ///< requests a second and client while it was down, lists and watches of all five kinds
  double slowestSeconds = 0;    ///< from the server's return until the last client was in step
};

[[nodiscard]] HerdOutcome stampede(const HerdOptions& options);

}  // namespace claimscope::matrix
