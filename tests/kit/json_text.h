// jsonText(): JSON written with single quotes, which is easier to read in C++, and which moc (that cannot read raw string
// literals) understands. Any thread.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace claimscope::kit {

/// "{'a':'b'}" to the same with double quotes.
[[nodiscard]] inline std::string jsonText(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '\'', '"');
  return out;
}

}  // namespace claimscope::kit
