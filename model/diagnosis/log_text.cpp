#include "model/diagnosis/log_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "model/base/ascii.h"
#include "model/base/log.h"

namespace claimscope::diagnosis {
namespace {

constexpr std::size_t kMostLines = 2000;
constexpr std::size_t kMostLine = 4096;  // bytes: what one reads of a line
constexpr std::size_t kLeastWord = 3;

bool digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "E1124 09:35:50.114012       1 plugin.go:88] …": severity, month, day, time, thread.
bool isKlog(std::string_view line) {
  return line.size() > 22 && std::string_view("IWEFD").find(line[0]) != std::string_view::npos && digits(line.substr(1, 4)) &&
         line[5] == ' ' && line[8] == ':' && line[11] == ':';
}

/// The value behind `"level":"` or `level=`, in lower case.
std::string fieldAfter(const std::string& line, std::string_view key) {
  std::size_t at = line.find(key);
  if (at == std::string::npos) {
    return {};
  }
  at += key.size();
  while (at < line.size() && (line[at] == ' ' || line[at] == '"' || line[at] == ':' || line[at] == '=')) {
    ++at;
  }
  std::size_t end = at;
  while (end < line.size() && line[end] >= 'a' && line[end] <= 'z') {
    ++end;
  }
  return line.substr(at, end - at);
}

LogLevel ofWord(std::string_view word) {
  if (word == "error" || word == "err" || word == "fatal" || word == "panic" || word == "critical" || word == "dpanic") {
    return LogLevel::error;
  }
  return word == "warn" || word == "warning"  ? LogLevel::warning
         : word == "info" || word == "notice" ? LogLevel::info
         : word == "debug" || word == "trace" ? LogLevel::debug
                                              : LogLevel::unknown;
}

/// A word by itself: "ERROR" in "2026/11/24 ERROR x", not in "errors=0".
bool hasWord(const std::string& line, std::string_view word) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '='; };
  for (std::size_t at = line.find(word); at != std::string::npos; at = line.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !letter(line[at - 1])) && (end == line.size() || !letter(line[end]))) {
      return true;
    }
  }
  return false;
}

/// The kubelet's time in front, when there is one.
Time takeTime(std::string_view& line) {
  const std::size_t space = line.find(' ');
  const std::string_view first = line.substr(0, space);
  if (first.size() < 20 || first.size() > 40 || first[4] != '-' || first[10] != 'T') {
    return {};
  }
  const std::optional<Time> at = parseTime(first);
  if (!at) {
    return {};
  }
  line.remove_prefix(space == std::string_view::npos ? line.size() : space + 1);
  return *at;
}

}  // namespace

LogLevel levelOf(std::string_view text) {
  if (isKlog(text)) {
    switch (text[0]) {
      case 'E':
      case 'F':
        return LogLevel::error;
      case 'W':
        return LogLevel::warning;
      case 'D':
        return LogLevel::debug;
      default:
        return LogLevel::info;
    }
  }
  const std::string line = lowered(text.substr(0, 600));
  for (const std::string_view key : {"\"level\"", "level=", "\"severity\"", "severity=", "lvl="}) {
    if (const LogLevel level = ofWord(fieldAfter(line, key)); level != LogLevel::unknown) {
      return level;
    }
  }
  for (const std::string_view word : {"error", "fatal", "panic", "failed", "cannot", "unable to"}) {
    if (hasWord(line, word)) {
      return LogLevel::error;
    }
  }
  return hasWord(line, "warn") || hasWord(line, "warning") ? LogLevel::warning
         : hasWord(line, "info")                           ? LogLevel::info
                                                           : LogLevel::unknown;
}

char levelLetter(LogLevel level) {
  constexpr std::array<char, 5> kLetters = {' ', 'D', 'I', 'W', 'E'};
  return kLetters[static_cast<std::size_t>(level)];
}

std::string_view withoutKlogHead(std::string_view line) {
  if (!isKlog(line)) {
    return line;
  }
  const std::size_t end = line.find("] ");
  const std::size_t before = end == std::string_view::npos ? end : line.rfind(' ', end);
  return before == std::string_view::npos ? line : line.substr(before + 1);
}

LogText readLogText(const PodLog& log, const std::vector<std::string>& words) {
  LogText out;
  out.bytes = log.bytes.size();
  out.cut = log.cut;
  std::vector<std::string> wanted;
  for (const std::string& word : words) {
    if (word.size() >= kLeastWord) {
      wanted.push_back(lowered(word));
    }
  }
  std::vector<std::string_view> lines;
  const std::string_view bytes = log.bytes;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line = bytes.substr(at, end - at);
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    lines.push_back(line);
    at = end + 1;
  }
  out.left = lines.size() > kMostLines ? lines.size() - kMostLines : 0;
  int best = 0;
  for (std::size_t i = out.left; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    LogLine made;
    made.at = takeTime(line);
    const bool longer = line.size() > kMostLine;
    made.text = log::redact(line.substr(0, kMostLine)) + (longer ? "…" : "");
    made.level = levelOf(made.text);
    const std::string small = lowered(made.text);
    made.named =
        std::any_of(wanted.begin(), wanted.end(), [&](const std::string& word) { return small.find(word) != std::string::npos; });
    const bool error = made.level == LogLevel::error;
    const int rank = error && made.named ? 3 : error ? 2 : made.named ? 1 : 0;
    if (rank > 0 && rank >= best) {
      best = rank;
      out.deciding = out.lines.size();
    }
    out.lines.push_back(std::move(made));
  }
  return out;
}

LogRange around(const LogText& text, std::size_t most) {
  const std::size_t all = text.lines.size();
  if (all <= most) {
    return {0, all};
  }
  if (text.deciding == LogText::kNone) {
    return {all - most, all};
  }
  // What led to it says more than what came after.
  const std::size_t before = most * 2 / 3;
  const std::size_t first = std::min(text.deciding - std::min(text.deciding, before), all - most);
  return {first, first + most};
}

}  // namespace claimscope::diagnosis
