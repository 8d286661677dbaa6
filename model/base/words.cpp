#include "model/base/words.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace claimscope::words {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Length of the well-formed UTF-8 character at the start of the text; 0 when there is none.
std::size_t characterLength(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80U                      ? 1
                             : first >= 0xC2U && first <= 0xDFU ? 2
                             : (first & 0xF0U) == 0xE0U         ? 3
                             : first >= 0xF0U && first <= 0xF4U ? 4
                                                                : 0;
  if (length == 0 || text.size() < length) {
    return 0;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (!continues(text[i])) {
      return 0;
    }
  }
  return length;
}

/// Direction overrides and isolates (U+202A–202E, U+2066–2069), line and paragraph separators, zero-width characters, BOM, C1
/// controls.
bool isInvisible(std::string_view c) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(c[i]); };
  if (c.size() == 1) {
    return byte(0) < 0x20U || byte(0) == 0x7FU;
  }
  if (c.size() == 2) {
    return byte(0) == 0xC2U && byte(1) < 0xA0U;
  }
  if (c.size() == 3 && byte(0) == 0xE2U) {
    return (byte(1) == 0x80U && ((byte(2) >= 0x8BU && byte(2) <= 0x8FU) || (byte(2) >= 0xA8U && byte(2) <= 0xAEU))) ||
           (byte(1) == 0x81U && byte(2) >= 0xA0U && byte(2) <= 0xAFU);
  }
  return c == "\xEF\xBB\xBF";
}

struct Parts {
  std::int64_t large;
  const char* largeUnit;
  std::int64_t small;
  const char* smallUnit;
};

Parts partsOf(std::int64_t ms) {
  ms = std::max<std::int64_t>(0, ms);
  if (ms >= kDay) {
    return {ms / kDay, "d", ms % kDay / kHour, "h"};
  }
  if (ms >= kHour) {
    return {ms / kHour, "h", ms % kHour / kMinute, "m"};
  }
  if (ms >= kMinute) {
    return {ms / kMinute, "m", ms % kMinute / kSecond, "s"};
  }
  return {ms / kSecond, "s", 0, ""};
}

}  // namespace

std::string number(std::int64_t value) {
  std::string digits = std::to_string(value);
  const std::size_t start = value < 0 ? 1 : 0;
  for (std::size_t i = digits.size(); i > start + 3;) {
    i -= 3;
    digits.insert(i, ",");
  }
  return digits;
}

std::string counted(std::int64_t value, std::string_view one, std::string_view many) {
  std::string out = number(value) + " ";
  if (value == 1) {
    return out.append(one);
  }
  return many.empty() ? out.append(one).append("s") : out.append(many);
}

std::string numberWord(std::int64_t value) {
  static constexpr std::array<const char*, 13> kWords = {"No",    "One",   "Two",  "Three", "Four",   "Five",  "Six",
                                                         "Seven", "Eight", "Nine", "Ten",   "Eleven", "Twelve"};
  return value >= 0 && value < static_cast<std::int64_t>(kWords.size()) ? kWords[static_cast<std::size_t>(value)] : number(value);
}

std::string bounded(std::int64_t value, Bound bound) {
  switch (bound) {
    case Bound::exact:
      return number(value);
    case Bound::atLeast:
      return "at least " + number(value);
    case Bound::atMost:
      return "at most " + number(value);
    case Bound::unknown:
      break;
  }
  return "an unknown number of";
}

std::string duration(std::int64_t milliseconds) {
  const Parts p = partsOf(milliseconds);
  std::string out = std::to_string(p.large) + " " + p.largeUnit;
  return p.small > 0 ? out + " " + std::to_string(p.small) + " " + p.smallUnit : out;
}

std::string shortDuration(std::int64_t milliseconds) {
  const Parts p = partsOf(milliseconds);
  return std::to_string(p.large) + " " + p.largeUnit;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    out.append(out.empty() ? "" : between).append(part);
  }
  return out;
}

std::string listed(const std::vector<std::string>& names, std::size_t shown) {
  std::string out;
  const std::size_t named = names.size() > shown ? std::max<std::size_t>(1, shown - 1) : names.size();
  for (std::size_t i = 0; i < named; ++i) {
    out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  }
  return names.size() > named ? out + " and " + number(static_cast<std::int64_t>(names.size() - named)) + " more" : out;
}

std::string middleCut(std::string_view name, std::size_t length) {
  if (name.size() <= length || length < 8) {
    return std::string(name);
  }
  const std::size_t room = length - 3;  // the ellipsis takes three bytes
  std::size_t head = room * 3 / 5;
  std::size_t tail = name.size() - (room - head);
  while (head > 0 && continues(name[head])) {
    --head;
  }
  while (tail < name.size() && continues(name[tail])) {
    ++tail;
  }
  return std::string(name.substr(0, head)) + "…" + std::string(name.substr(tail));
}

std::string oneLine(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = characterLength(text);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
      text.remove_prefix(1);
      continue;
    }
    const std::string_view character = text.substr(0, length);
    if (!isInvisible(character)) {
      out += character;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
    text.remove_prefix(length);
  }
  return out;
}

std::string cut(std::string_view text, std::size_t characters) {
  std::size_t seen = 0;
  std::size_t keep = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!continues(text[i])) {
      if (seen + 1 == characters) {
        keep = i;
      }
      if (++seen > characters) {
        std::string_view head = text.substr(0, keep);
        while (!head.empty() && head.back() == ' ') {
          head.remove_suffix(1);
        }
        return std::string(head) + "…";
      }
    }
  }
  return std::string(text);
}

std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference >= limit) {
    return limit;
  }
  // Optimal string alignment, three rows.
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::vector<std::size_t> next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        next[j] = std::min(next[j], before[j - 2] + 1);
      }
      least = std::min(least, next[j]);
    }
    if (least >= limit) {
      return limit;
    }
    before.swap(row);
    row.swap(next);
  }
  return std::min(row[b.size()], limit);
}

std::string shellWord(std::string_view word) {
  const auto harmless = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_./:=,@%+").find(c) != std::string_view::npos;
  };
  if (!word.empty() && word.front() != '-' && std::all_of(word.begin(), word.end(), harmless)) {
    return std::string(word);
  }
  std::string out = "'";
  for (const char c : word) {
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return out + "'";
}

}  // namespace claimscope::words
