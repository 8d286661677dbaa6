// Quoting: texts as Go's strconv.Quote writes them. Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>

namespace claimscope::cel {

[[nodiscard]] std::string goQuote(std::string_view text);

}  // namespace claimscope::cel
