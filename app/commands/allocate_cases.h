// The allocator on cases out of a file: one JSON object a line in, one out (cli.md, `allocate --cases`). One thread.
#pragma once

#include <iosfwd>
#include <string>

#include "model/base/result.h"

namespace claimscope::app {

/// One line answered, or what is wrong with it: names the field. `line` is changed (simdjson needs room after it).
[[nodiscard]] Result<std::string> answerCase(std::string& line);

/// Every line of a stream, as they come; ends at the first that cannot be read. `name` is for messages.
[[nodiscard]] Status answerCases(std::istream& in, std::ostream& out, const std::string& name);

}  // namespace claimscope::app
