// What this process holds of the machine's memory. Any thread.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace claimscope::kit {

/// A line of /proc/self/status in KiB: "VmRSS:" is held now, "VmHWM:" was at most. 0 where there is no such line.
[[nodiscard]] inline std::int64_t processKiB(std::string_view field) {
  std::ifstream status("/proc/self/status");
  std::string line;
  while (std::getline(status, line)) {
    if (line.starts_with(field)) {
      return std::atoll(line.c_str() + field.size());
    }
  }
  return 0;
}

}  // namespace claimscope::kit
