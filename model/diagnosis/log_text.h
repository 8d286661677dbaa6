// LogText: the lines of a container's log, which of them tell of errors or of what is looked at, and the one that decides. Pure;
// any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/clock.h"
#include "model/base/pod_log.h"

namespace claimscope::diagnosis {

enum class LogLevel : std::uint8_t { unknown, debug, info, warning, error };

struct LogLine {
  Time at;           ///< when it was written, as the kubelet says; not set: it did not
  std::string text;  ///< any bytes, without that time and secrets
  LogLevel level = LogLevel::unknown;
  bool named = false;  ///< holds one of the words that were looked for
  /// What a reader's eye is led to.
  [[nodiscard]] bool marked() const { return named || level == LogLevel::error; }
};

struct LogText {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<LogLine> lines;  ///< oldest first
  std::size_t bytes = 0;       ///< read
  std::size_t left = 0;        ///< lines before these that were dropped
  bool cut = false;            ///< the newest lines did not fit
  std::size_t deciding =
      kNone;  ///< the newest error that names what is looked at, else the newest error, else the newest that names it
  [[nodiscard]] bool empty() const { return lines.empty(); }
};

/// Bytes of any kind. Without a time in front a line keeps its text. `words` are looked for whatever their case, those of less
/// than three characters not at all.
[[nodiscard]] LogText readLogText(const PodLog& log, const std::vector<std::string>& words);

/// Lines [first, last) around the deciding one, at most `most`; the newest when none decides.
struct LogRange {
  std::size_t first = 0;
  std::size_t last = 0;
};
[[nodiscard]] LogRange around(const LogText& text, std::size_t most);

/// What klog, JSON and logfmt write of a line's severity.
[[nodiscard]] LogLevel levelOf(std::string_view line);
/// "E", "W", "I", "D"; " " where it is not known.
[[nodiscard]] char levelLetter(LogLevel level);
/// The line without what klog puts before its place in the source: "plugin.go:88] …".
[[nodiscard]] std::string_view withoutKlogHead(std::string_view line);

}  // namespace claimscope::diagnosis
