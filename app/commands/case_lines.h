// Cases for tests/upstream: one JSON object a line in, one a line out, in the same order. One thread.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "app/commands/listing.h"
#include "model/base/result.h"

namespace claimscope::app {

/// Writes what `answer` makes of each line, with the line's "id". Empty lines are skipped; one that is no JSON, or lacks what
/// `answer` asks of it with at(), ends it with an error that names `name` and the line.
[[nodiscard]] Status answerCaseLines(std::istream& in, std::ostream& out, const std::string& name,
                                     const std::function<Json(const Json& given)>& answer);

}  // namespace claimscope::app
