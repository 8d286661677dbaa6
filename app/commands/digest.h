// SHA-256 in hexadecimal. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace claimscope::app {

[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace claimscope::app
