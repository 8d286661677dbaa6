// The one log sink; secrets cannot pass it. Any thread.
#pragma once

#include <spdlog/spdlog.h>

#include <string>
#include <string_view>

namespace claimscope::log {

/// The program's logger: stderr, redacting. Level "warn" until verbose().
[[nodiscard]] spdlog::logger& logger();
void setVerbose(int level);

/// Remembers a secret (token, key, password) so that the sink and redact() replace it from now on.
/// Shorter than 6 bytes is ignored: it would blank ordinary words.
void addSecret(std::string_view secret);
/// The text with known secrets and everything that looks like a bearer token, PEM key or JWT replaced by "[redacted]",
/// and control characters (terminal escapes, line breaks, bidi overrides) made visible.
[[nodiscard]] std::string redact(std::string_view text);

}  // namespace claimscope::log
