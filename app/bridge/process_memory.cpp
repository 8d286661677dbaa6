#include "app/bridge/process_memory.h"

#include <unistd.h>

#include <fstream>

namespace claimscope::app {

std::int64_t residentBytes() {
  std::ifstream file("/proc/self/statm");
  std::int64_t size = 0;
  std::int64_t resident = 0;
  return file >> size >> resident ? resident * ::sysconf(_SC_PAGESIZE) : 0;
}

}  // namespace claimscope::app
