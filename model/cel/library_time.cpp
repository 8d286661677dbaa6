#include <string>

#include "model/cel/function.h"
#include "model/cel/times.h"

namespace claimscope::cel {
namespace {

/// A part of a moment in the zone of the second argument, UTC without one.
template <class Part>
Value inZone(Args args, Part part) {
  std::int64_t offset = 0;
  if (args.size() > 1) {
    const auto found = zoneOffset(args[1].text(), args[0].integer());
    if (!found) {
      return Value::error(found.error());
    }
    offset = *found;
  }
  return Value::integer(part(civil(args[0].integer() + offset), args[0]));
}

#define CLAIMSCOPE_CEL_PART(name, expression)                                      \
  Value name(Args args) {                                                          \
    return inZone(args, [](const Civil& at, const Value& moment) -> std::int64_t { \
      static_cast<void>(at);                                                       \
      static_cast<void>(moment);                                                   \
      return expression;                                                           \
    });                                                                            \
  }
CLAIMSCOPE_CEL_PART(year, at.year)
CLAIMSCOPE_CEL_PART(month, at.month)
CLAIMSCOPE_CEL_PART(dayOfYear, at.dayOfYear)
CLAIMSCOPE_CEL_PART(dayOfMonth, at.day - 1)
CLAIMSCOPE_CEL_PART(date, at.day)
CLAIMSCOPE_CEL_PART(dayOfWeek, at.weekday)
CLAIMSCOPE_CEL_PART(hours, at.hour)
CLAIMSCOPE_CEL_PART(minutes, at.minute)
CLAIMSCOPE_CEL_PART(seconds, at.second)
CLAIMSCOPE_CEL_PART(milliseconds, moment.nanoseconds() / 1'000'000)
#undef CLAIMSCOPE_CEL_PART

/// Hours() and the like are doubles in Go, cut to whole numbers.
template <std::int64_t kUnit>
Value durationIn(Args args) {
  const std::int64_t value = args[0].integer();
  const std::int64_t whole = value / kUnit;
  const std::int64_t rest = value % kUnit;
  return Value::integer(
      static_cast<std::int64_t>(static_cast<double>(whole) + static_cast<double>(rest) / static_cast<double>(kUnit)));
}

}  // namespace

void addTimeFunctions(FunctionTable& table) {
  struct Part {
    const char* function;
    const char* id;
    Implementation implementation;
    Implementation ofDuration;
    const char* durationId;
  };
  const Part parts[] = {
      {"getFullYear", "timestamp_to_year", year, nullptr, nullptr},
      {"getMonth", "timestamp_to_month", month, nullptr, nullptr},
      {"getDayOfYear", "timestamp_to_day_of_year", dayOfYear, nullptr, nullptr},
      {"getDayOfMonth", "timestamp_to_day_of_month", dayOfMonth, nullptr, nullptr},
      {"getDate", "timestamp_to_day_of_month_1_based", date, nullptr, nullptr},
      {"getDayOfWeek", "timestamp_to_day_of_week", dayOfWeek, nullptr, nullptr},
      {"getHours", "timestamp_to_hours", hours, durationIn<3600 * kSecond>, "duration_to_hours"},
      {"getMinutes", "timestamp_to_minutes", minutes, durationIn<60 * kSecond>, "duration_to_minutes"},
      {"getSeconds", "timestamp_to_seconds", seconds, durationIn<kSecond>, "duration_to_seconds"},
      {"getMilliseconds", "timestamp_to_milliseconds", milliseconds, durationIn<1'000'000>, "duration_to_milliseconds"}};
  for (const Part& part : parts) {
    table.add(part.function, part.id, ".timestamp->int", part.implementation);
    table.add(part.function, std::string(part.id) + "_with_tz", ".timestamp,string->int", part.implementation);
    if (part.ofDuration != nullptr) {
      table.add(part.function, part.durationId, ".duration->int", part.ofDuration);
    }
  }
}

}  // namespace claimscope::cel
