// Times: timestamps, durations and time zones as Go's time package reads and prints them. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "model/cel/value.h"

namespace claimscope::cel {

inline constexpr std::int64_t kMinTime = -62135596800;  ///< 0001-01-01T00:00:00Z
inline constexpr std::int64_t kMaxTime = 253402300799;  ///< 9999-12-31T23:59:59Z
inline constexpr std::int64_t kSecond = 1'000'000'000;

/// time.Parse(RFC3339): seconds, nanoseconds and the zone's offset. Empty when malformed; the range is not checked.
struct Instant {
  std::int64_t seconds = 0;
  std::uint32_t nanoseconds = 0;
  std::int32_t zone = 0;  ///< seconds east of UTC
};
[[nodiscard]] std::optional<Instant> parseTimestamp(std::string_view text);
[[nodiscard]] std::string formatTimestamp(const Value& timestamp);

/// time.ParseDuration in nanoseconds.
[[nodiscard]] std::optional<std::int64_t> parseGoDuration(std::string_view text);
/// Seconds with an s: "1.5s".
[[nodiscard]] std::string formatGoDuration(std::int64_t nanoseconds);

/// 2006-01-02.
[[nodiscard]] bool isDate(std::string_view text);

/// Parts of a moment in a zone, as the get… functions count: months from 0, days of the year from 0.
struct Civil {
  std::int64_t year = 0;
  int month = 0;
  int day = 1;
  int dayOfYear = 0;
  int weekday = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
};
[[nodiscard]] Civil civil(std::int64_t seconds);

/// Seconds east of UTC at that moment: "+02:30", "UTC" or a name of the tz database.
[[nodiscard]] tl::expected<std::int32_t, std::string> zoneOffset(std::string_view zone, std::int64_t seconds);

}  // namespace claimscope::cel
