// TextFormat: "%s is %d".format([…]) of the strings library, version 2. Pure functions; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "model/cel/value.h"

namespace claimscope::cel {

/// One clause of a format: %s, %d, %.2f, …
struct Clause {
  char verb = 's';
  std::optional<int> precision;
};

/// A format taken apart: texts[0] clauses[0] texts[1] … The error is what upstream says of the clause at index clauses.size().
struct TextFormat {
  std::vector<std::string> texts;
  std::vector<Clause> clauses;
  std::optional<std::string> error;
};
/// `arguments`: upstream looks for the next argument before it reads the clause.
[[nodiscard]] TextFormat parseFormat(std::string_view format, std::size_t arguments);

[[nodiscard]] Value formatText(std::string_view format, const Value& arguments);

}  // namespace claimscope::cel
