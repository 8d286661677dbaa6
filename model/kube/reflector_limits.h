// How patient a reflector is, and how a value is put into a URL. Any thread.
#pragma once

#include <cctype>
#include <cstddef>
#include <cstdint>
#include <string>

namespace claimscope::kube::limits {

inline constexpr std::int64_t kForbiddenRetryMs = 60'000;
inline constexpr std::int64_t kRepairMs = 30'000;      ///< after events out of order; and as much again at random
inline constexpr std::int64_t kWholeAgainMs = 60'000;  ///< who sees one namespace asks for all
inline constexpr std::int64_t kWholeRarelyMs = 900'000;
inline constexpr int kWholeOften = 5;
inline constexpr int kRefusalsBelieved = 5;  ///< of a kind that was served before
/// The server sends a bookmark about once a minute: then one has been missed.
inline constexpr std::int64_t kSilenceMs = 110'000;
inline constexpr std::int64_t kMostSilenceMs = 3'600'000;
inline constexpr std::int64_t kHeadersMs = 45'000;  ///< of a watch; priority and fairness may hold it up for a while
inline constexpr std::int64_t kStreamSilenceMs = 30'000;
inline constexpr std::int64_t kLeastWatchMs = 290'000;  ///< 300 s and more are asked for
inline constexpr std::int64_t kShortWatchMs = 1'000;
inline constexpr std::int64_t kBriefWatchMs = 5'000;  ///< one that ends sooner and said nothing is not opened again at once
inline constexpr int kShortWatches = 3;
inline constexpr int kUnanswered = 2;
inline constexpr int kWatchErrors = 6;  ///< HTTP errors in a row, until a list is tried instead
inline constexpr std::int64_t kAliveMs = 20'000;
inline constexpr std::int64_t kReportMs = 100;
inline constexpr std::int64_t kProbeTimeoutMs = 15'000;
inline constexpr std::size_t kPageBytes = 4U << 20U;
/// On a slow link a round trip between pages costs more than the memory of a larger one.
inline constexpr std::size_t kSlowPageBytes = 16U << 20U;
inline constexpr int kFirstListTries = 4;  ///< of a busy or broken connection, before the kind is given up for now
inline constexpr int kPageTries = 5;       ///< of one page, before the whole list begins again
inline constexpr int kStreamTries = 2;
inline constexpr int kRetryAfters = 10;  ///< in a row, as client-go
inline constexpr std::int64_t kExpiredWellMs =
    1'000;  ///< a watch that was open for so long was well: the next 410 is a first one
inline constexpr std::int64_t kExpiredAgainMs = 10'000;  ///< a second 410 within this is answered with back-off
inline constexpr std::size_t kMaxQueued = 64U
                                          << 20U;  ///< then the watch is dropped and resumed: HTTP/2 streams must not be paused
inline constexpr std::size_t kStreamQueued = 16U << 20U;  ///< then a streamed list waits
inline constexpr std::int64_t kPollMs = 30'000;
inline constexpr std::int64_t kMostPollMs = 300'000;
inline constexpr std::int64_t kPollFactor = 20;  ///< polls take at most a twentieth of the time
inline constexpr std::int64_t kTrialMs = 300'000;

}  // namespace claimscope::kube::limits

namespace claimscope::kube {

/// Percent-encoded, for a path or query.
[[nodiscard]] inline std::string escapeQuery(const std::string& text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
  }
  return out;
}

}  // namespace claimscope::kube
