// CelCases: `claimscope cel --cases`, one JSON object a line in and out (cli.md). One thread.
#pragma once

#include <istream>
#include <ostream>

#include "model/cel/selector.h"

namespace claimscope::app {

/// Answers line by line, in order. Exit status: 0, or 2 at the first line that cannot be read, which is named on stderr.
[[nodiscard]] int runCelCases(std::istream& in, std::ostream& out, const cel::Environment& environment);

}  // namespace claimscope::app
