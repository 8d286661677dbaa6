#include "model/cel/times.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "model/base/ascii.h"
#include "model/cel/zone_file.h"

namespace claimscope::cel {
namespace {

/// Days since 1970-01-01 of a date of the proleptic Gregorian calendar.
std::int64_t daysFromCivil(std::int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t yearOfEra = year - era * 400;
  const std::int64_t dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

bool isLeap(std::int64_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int daysInMonth(std::int64_t year, int month) {
  static constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && isLeap(year) ? 1 : 0);
}

/// Takes digits and separators from the front of a text.
class Reader {
 public:
  explicit Reader(std::string_view text) : m_rest(text) {}
  /// `most` digits, at least `least`.
  std::optional<int> number(std::size_t least, std::size_t most) {
    int value = 0;
    std::size_t n = 0;
    while (n < most && n < m_rest.size() && isDigit(m_rest[n])) {
      value = value * 10 + (m_rest[n] - '0');
      ++n;
    }
    if (n < least) {
      return std::nullopt;
    }
    m_rest.remove_prefix(n);
    return value;
  }
  bool accept(char c) {
    if (m_rest.empty() || m_rest.front() != c) {
      return false;
    }
    m_rest.remove_prefix(1);
    return true;
  }
  [[nodiscard]] std::string_view rest() const { return m_rest; }

 private:
  std::string_view m_rest;
};

struct Date {
  int year = 0;
  int month = 1;
  int day = 1;
};

std::optional<Date> readDate(Reader& reader) {
  const auto year = reader.number(4, 4);
  if (!year || !reader.accept('-')) {
    return std::nullopt;
  }
  const auto month = reader.number(2, 2);
  if (!month || !reader.accept('-')) {
    return std::nullopt;
  }
  const auto day = reader.number(2, 2);
  if (!day || *month < 1 || *month > 12 || *day < 1 || *day > daysInMonth(*year, *month)) {
    return std::nullopt;
  }
  return Date{*year, *month, *day};
}

/// ".123" or ",123": nanoseconds; digits beyond the ninth are dropped.
std::uint32_t readFraction(Reader& reader) {
  const std::string_view rest = reader.rest();
  if (rest.size() < 2 || (rest[0] != '.' && rest[0] != ',') || !isDigit(rest[1])) {
    return 0;
  }
  reader.accept(rest[0]);
  std::uint32_t value = 0;
  std::size_t digits = 0;
  while (const auto digit = reader.number(1, 1)) {
    if (digits < 9) {
      value = value * 10 + static_cast<std::uint32_t>(*digit);
      ++digits;
    }
  }
  for (; digits < 9; ++digits) {
    value *= 10;
  }
  return value;
}

std::optional<std::int32_t> readZone(Reader& reader) {
  if (reader.accept('Z')) {
    return 0;
  }
  const bool west = reader.accept('-');
  if (!west && !reader.accept('+')) {
    return std::nullopt;
  }
  const auto hours = reader.number(2, 2);
  if (!hours || !reader.accept(':')) {
    return std::nullopt;
  }
  const auto minutes = reader.number(2, 2);
  if (!minutes || *hours > 24 || *minutes > 60) {
    return std::nullopt;
  }
  const int offset = (*hours * 60 + *minutes) * 60;
  return west ? -offset : offset;
}

}  // namespace

std::optional<Instant> parseTimestamp(std::string_view text) {
  Reader reader(text);
  const auto date = readDate(reader);
  if (!date || !reader.accept('T')) {
    return std::nullopt;
  }
  const auto hour = reader.number(1, 2);
  if (!hour || !reader.accept(':')) {
    return std::nullopt;
  }
  const auto minute = reader.number(2, 2);
  if (!minute || !reader.accept(':')) {
    return std::nullopt;
  }
  const auto second = reader.number(2, 2);
  if (!second) {
    return std::nullopt;
  }
  Instant out;
  out.nanoseconds = readFraction(reader);
  const auto zone = readZone(reader);
  if (!zone || !reader.rest().empty() || *hour > 23 || *minute > 59 || *second > 59) {
    return std::nullopt;
  }
  out.zone = *zone;
  out.seconds = daysFromCivil(date->year, date->month, date->day) * 86400 + *hour * 3600 + *minute * 60 + *second - *zone;
  return out;
}

std::string formatTimestamp(const Value& timestamp) {
  const Civil at = civil(timestamp.integer() + timestamp.zone());
  std::string out =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", at.year, at.month + 1, at.day, at.hour, at.minute, at.second);
  if (timestamp.nanoseconds() != 0) {
    out += fmt::format(".{:09}", timestamp.nanoseconds());
    out.erase(out.find_last_not_of('0') + 1);
  }
  if (timestamp.zone() == 0) {
    return out + "Z";
  }
  const int zone = std::abs(timestamp.zone()) / 60;
  return out + fmt::format("{}{:02}:{:02}", timestamp.zone() < 0 ? '-' : '+', zone / 60, zone % 60);
}

std::optional<std::int64_t> parseGoDuration(std::string_view text) {
  constexpr std::uint64_t kLimit = std::uint64_t{1} << 63U;
  const bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    text.remove_prefix(1);
  }
  if (text == "0") {
    return 0;
  }
  if (text.empty()) {
    return std::nullopt;
  }
  std::uint64_t total = 0;
  while (!text.empty()) {
    std::uint64_t whole = 0;
    std::size_t digits = 0;
    while (!text.empty() && isDigit(text.front())) {
      if (whole > kLimit / 10) {
        return std::nullopt;
      }
      whole = whole * 10 + static_cast<std::uint64_t>(text.front() - '0');
      if (whole > kLimit) {
        return std::nullopt;
      }
      text.remove_prefix(1);
      ++digits;
    }
    std::uint64_t fraction = 0;
    double scale = 1;
    if (!text.empty() && text.front() == '.') {
      text.remove_prefix(1);
      bool overflow = false;
      while (!text.empty() && isDigit(text.front())) {
        // Digits that an int64 cannot hold are dropped, as Go does.
        const std::uint64_t next = fraction * 10 + static_cast<std::uint64_t>(text.front() - '0');
        if (!overflow && fraction <= (kLimit - 1) / 10 && next <= kLimit) {
          fraction = next;
          scale *= 10;
        } else {
          overflow = true;
        }
        text.remove_prefix(1);
        ++digits;
      }
    }
    if (digits == 0) {
      return std::nullopt;
    }
    std::size_t length = 0;
    while (length < text.size() && text[length] != '.' && !isDigit(text[length])) {
      ++length;
    }
    const std::string_view name = text.substr(0, length);
    std::uint64_t unit = 0;
    for (const auto& [known, nanoseconds] : {std::pair<std::string_view, std::uint64_t>{"ns", 1},
                                             {"us", 1000},
                                             {"\xC2\xB5s", 1000},
                                             {"\xCE\xBCs", 1000},
                                             {"ms", 1'000'000},
                                             {"s", 1'000'000'000},
                                             {"m", 60'000'000'000},
                                             {"h", 3'600'000'000'000}}) {
      unit = name == known ? nanoseconds : unit;
    }
    if (unit == 0 || whole > kLimit / unit) {
      return std::nullopt;
    }
    text.remove_prefix(length);
    std::uint64_t part = whole * unit;
    if (fraction > 0) {
      part += static_cast<std::uint64_t>(static_cast<double>(fraction) * (static_cast<double>(unit) / scale));
      if (part > kLimit) {
        return std::nullopt;
      }
    }
    total += part;
    if (total > kLimit) {
      return std::nullopt;
    }
  }
  if (negative) {
    return static_cast<std::int64_t>(0 - total);
  }
  return total >= kLimit ? std::nullopt : std::optional(static_cast<std::int64_t>(total));
}

std::string formatGoDuration(std::int64_t nanoseconds) {
  // time.Duration.Seconds: whole seconds plus a fraction, then the shortest decimal without an exponent.
  const double seconds = static_cast<double>(nanoseconds / kSecond) + static_cast<double>(nanoseconds % kSecond) / 1e9;
  std::array<char, 400> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), seconds, std::chars_format::fixed);
  return std::string(buffer.data(), end) + "s";
}

bool isDate(std::string_view text) {
  Reader reader(text);
  return readDate(reader) && reader.rest().empty();
}

Civil civil(std::int64_t seconds) {
  std::int64_t days = seconds / 86400;
  std::int64_t rest = seconds % 86400;
  if (rest < 0) {
    rest += 86400;
    --days;
  }
  Civil out;
  out.hour = static_cast<int>(rest / 3600);
  out.minute = static_cast<int>(rest / 60 % 60);
  out.second = static_cast<int>(rest % 60);
  out.weekday = static_cast<int>(((days % 7) + 11) % 7);
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const std::int64_t dayOfEra = shifted - era * 146097;
  const std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const std::int64_t monthIndex = (5 * dayOfYear + 2) / 153;
  out.day = static_cast<int>(dayOfYear - (153 * monthIndex + 2) / 5 + 1);
  const int month = static_cast<int>(monthIndex < 10 ? monthIndex + 3 : monthIndex - 9);
  out.year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  out.month = month - 1;
  out.dayOfYear = static_cast<int>(days - daysFromCivil(out.year, 1, 1));
  return out;
}

tl::expected<std::int32_t, std::string> zoneOffset(std::string_view zone, std::int64_t seconds) {
  const std::size_t colon = zone.find(':');
  if (colon == std::string_view::npos) {
    if (zone.empty() || zone == "UTC") {
      return 0;
    }
    return zoneFileOffset(zone, seconds);
  }
  const auto number = [](std::string_view text) -> tl::expected<int, std::string> {
    std::string_view digits = text;
    if (digits.starts_with('+')) {
      digits.remove_prefix(1);
    }
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() ||
        (digits != text && digits.front() == '-')) {
      return tl::unexpected(fmt::format("strconv.Atoi: parsing \"{}\": invalid syntax", text));
    }
    return value;
  };
  const auto hours = number(zone.substr(0, colon));
  if (!hours) {
    return tl::unexpected(hours.error());
  }
  const auto minutes = number(zone.substr(colon + 1));
  if (!minutes) {
    return tl::unexpected(minutes.error());
  }
  const std::int64_t offset = std::int64_t{*hours} * 60 + (zone.front() == '-' ? -1 : 1) * std::int64_t{*minutes};
  return static_cast<std::int32_t>(offset * 60);
}

}  // namespace claimscope::cel
