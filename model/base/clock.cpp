#include "model/base/clock.h"

#include <fmt/format.h>

#include <chrono>

#include "model/base/ascii.h"

namespace claimscope {

namespace {

constexpr std::int64_t kSecondMs = 1000;
constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::int64_t kDayMs = 24 * kHourMs;

/// Reads fixed-width numbers and single characters off the front of a text.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : m_text(text) {}
  bool number(std::size_t width, int& out) {
    if (m_text.size() < width) {
      return false;
    }
    out = 0;
    for (std::size_t i = 0; i < width; ++i) {
      if (!isDigit(m_text[i])) {
        return false;
      }
      out = out * 10 + (m_text[i] - '0');
    }
    m_text.remove_prefix(width);
    return true;
  }
  bool take(char wanted) {
    if (m_text.empty() || m_text.front() != wanted) {
      return false;
    }
    m_text.remove_prefix(1);
    return true;
  }
  [[nodiscard]] bool atEnd() const { return m_text.empty(); }
  [[nodiscard]] char peek() const { return m_text.empty() ? '\0' : m_text.front(); }

 private:
  std::string_view m_text;
};

/// Days since 1970-01-01 of a date of the proleptic Gregorian calendar.
std::int64_t daysOf(int year, int month, int day) {
  using namespace std::chrono;
  return sys_days(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
                  std::chrono::day(static_cast<unsigned>(day)))
      .time_since_epoch()
      .count();
}

bool validDate(int year, int month, int day) {
  return (std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
          std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

/// Fraction of a second, any number of digits, cut to milliseconds.
bool takeFraction(Cursor& cursor, int& milliseconds) {
  milliseconds = 0;
  if (!cursor.take('.')) {
    return true;
  }
  int digits = 0;
  for (int digit = 0; isDigit(cursor.peek()) && cursor.number(1, digit); ++digits) {
    if (digits < 3) {
      milliseconds = milliseconds * 10 + digit;
    }
  }
  for (int i = digits; i < 3; ++i) {
    milliseconds *= 10;
  }
  return digits > 0;
}

bool takeOffset(Cursor& cursor, std::int64_t& offsetMs) {
  offsetMs = 0;
  if (cursor.take('Z') || cursor.take('z')) {
    return true;
  }
  const bool west = cursor.peek() == '-';
  int hours = 0;
  int minutes = 0;
  if (!(cursor.take('+') || cursor.take('-')) || !cursor.number(2, hours) || !cursor.take(':') || !cursor.number(2, minutes) ||
      hours > 23 || minutes > 59) {
    return false;
  }
  offsetMs = (hours * kHourMs + minutes * kMinuteMs) * (west ? -1 : 1);
  return true;
}

std::int64_t floorDivide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace

std::optional<Time> parseTime(std::string_view text) {
  Cursor cursor(text);
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int fraction = 0;
  std::int64_t offset = 0;
  const bool shape = cursor.number(4, year) && cursor.take('-') && cursor.number(2, month) && cursor.take('-') &&
                     cursor.number(2, day) && (cursor.take('T') || cursor.take('t')) && cursor.number(2, hour) &&
                     cursor.take(':') && cursor.number(2, minute) && cursor.take(':') && cursor.number(2, second) &&
                     takeFraction(cursor, fraction) && takeOffset(cursor, offset) && cursor.atEnd();
  if (!shape || !validDate(year, month, day) || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  return Time{daysOf(year, month, day) * kDayMs + hour * kHourMs + minute * kMinuteMs + second * kSecondMs + fraction - offset};
}

std::string formatTime(Time time) {
  if (!time.isSet()) {
    return {};
  }
  // Years outside 0000–9999 have no RFC 3339 form; hostile input only.
  const std::int64_t days = floorDivide(time.ms, kDayMs);
  if (days < daysOf(0, 1, 1) || days > daysOf(9999, 12, 31)) {
    return {};
  }
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
  const std::int64_t ms = time.ms - days * kDayMs;
  std::string out =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), ms / kHourMs, ms / kMinuteMs % 60, ms / kSecondMs % 60);
  if (ms % kSecondMs != 0) {
    out += fmt::format(".{:03}", ms % kSecondMs);
  }
  return out + "Z";
}

std::string formatAge(std::int64_t milliseconds) {
  const std::int64_t seconds = milliseconds < 0 ? 0 : milliseconds / kSecondMs;
  const std::int64_t minutes = seconds / 60;
  const std::int64_t hours = minutes / 60;
  const std::int64_t days = hours / 24;
  const auto two = [](std::int64_t big, char bigUnit, std::int64_t small, char smallUnit) {
    return small == 0 ? fmt::format("{}{}", big, bigUnit) : fmt::format("{}{}{}{}", big, bigUnit, small, smallUnit);
  };
  if (seconds < 120) {
    return fmt::format("{}s", seconds);
  }
  if (minutes < 10) {
    return two(minutes, 'm', seconds % 60, 's');
  }
  if (minutes < 180) {
    return fmt::format("{}m", minutes);
  }
  if (hours < 8) {
    return two(hours, 'h', minutes % 60, 'm');
  }
  if (hours < 48) {
    return fmt::format("{}h", hours);
  }
  if (days < 8) {
    return two(days, 'd', hours % 24, 'h');
  }
  if (days < 365 * 2) {
    return fmt::format("{}d", days);
  }
  return days < 365 * 8 ? two(days / 365, 'y', days % 365, 'd') : fmt::format("{}y", days / 365);
}

namespace {

/// Nanoseconds of one unit of Go's duration grammar, 0 when unknown. µ has two spellings in Unicode.
double unitNanoseconds(std::string_view unit) {
  if (unit == "ns") {
    return 1;
  }
  if (unit == "us" || unit == "\xc2\xb5s" || unit == "\xce\xbcs") {
    return 1e3;
  }
  if (unit == "ms") {
    return 1e6;
  }
  if (unit == "s") {
    return 1e9;
  }
  if (unit == "m") {
    return 60e9;
  }
  return unit == "h" ? 3600e9 : 0;
}

}  // namespace

std::optional<std::int64_t> parseDuration(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    text.remove_prefix(1);
  }
  if (text == "0") {
    return 0;
  }
  double total = 0;
  bool any = false;
  while (!text.empty()) {
    double number = 0;
    double scale = 1;
    bool digits = false;
    bool fraction = false;
    std::size_t i = 0;
    for (; i < text.size() && (isDigit(text[i]) || (text[i] == '.' && !fraction)); ++i) {
      if (text[i] == '.') {
        fraction = true;
        continue;
      }
      digits = true;
      number = number * 10 + (text[i] - '0');
      scale *= fraction ? 10 : 1;
    }
    std::size_t end = i;
    while (end < text.size() && !isDigit(text[end]) && text[end] != '.') {
      ++end;
    }
    const double unit = unitNanoseconds(text.substr(i, end - i));
    if (!digits || unit == 0) {
      return std::nullopt;
    }
    total += number / scale * unit;
    any = true;
    text.remove_prefix(end);
  }
  // Go's Duration is 63 bits of nanoseconds: about 292 years.
  if (!any || total > 9.2e18) {
    return std::nullopt;
  }
  const auto ms = static_cast<std::int64_t>(total / 1e6 + 1e-9);
  return negative ? -ms : ms;
}

Time SystemClock::now() const {
  return {std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
}

std::int64_t SystemClock::steadyMs() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace claimscope
