// tarGz: a few texts as one .tar.gz that every desktop opens. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/base/clock.h"
#include "model/base/result.h"

namespace claimscope::app {

struct ArchiveFile {
  std::string name;  ///< relative, at most 100 bytes, as ustar wants it
  std::string text;
};

/// The bytes of the archive; equal files and times give equal bytes.
[[nodiscard]] Result<std::string> tarGz(const std::vector<ArchiveFile>& files, Time modified);

}  // namespace claimscope::app
