// Logs of drivers that diagnose read, in three forms.
#include <fmt/format.h>

#include "app/commands/diagnose.h"
#include "app/commands/report.h"
#include "app/commands/terminal_page.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using diagnosis::LogLevel;
using diagnosis::LogLine;
using diagnosis::LogText;

constexpr std::size_t kExcerpt = 24;
constexpr std::size_t kLongest = 400;  // characters of a line

std::string titleOf(const DriverLogRead& log) {
  return "Log of " + log.of.namespaceName + "/" + log.of.pod + (log.previous ? ", previous container" : "") + ", " +
         log.of.driver + " on " + log.of.node;
}

std::string factsOf(const LogText& text) {
  std::string out = words::counted(static_cast<std::int64_t>(text.lines.size()), "line") + ", " +
                    words::number(static_cast<std::int64_t>(text.bytes)) + " bytes read";
  if (text.deciding != LogText::kNone) {
    out += ", line " + words::number(static_cast<std::int64_t>(text.deciding) + 1) + " decides";
  } else {
    out += ", none is an error";
  }
  return out + (text.cut ? ", cut: the newest lines are missing" : "");
}

std::string timeOf(const LogLine& line) {
  return line.at.isSet() ? formatTime(line.at) : std::string();
}

}  // namespace

Json driverLogJson(const DriverLogRead& log) {
  Json out = {{"namespace", log.of.namespaceName},
              {"pod", log.of.pod},
              {"container", log.of.container},
              {"driver", log.of.driver},
              {"node", log.of.node},
              {"previous", log.previous},
              {"bytes", log.text.bytes},
              {"cut", log.text.cut},
              {"deciding", log.text.deciding == LogText::kNone ? Json(nullptr) : Json(log.text.deciding)},
              {"error", log.error ? Json(log::redact(log.error->text())) : Json(nullptr)},
              {"lines", Json::array()}};
  for (const LogLine& line : log.text.lines) {
    const std::string level(1, diagnosis::levelLetter(line.level));
    out["lines"].push_back({{"time", line.at.isSet() ? Json(formatTime(line.at)) : Json(nullptr)},
                            {"level", level == " " ? Json(nullptr) : Json(level)},
                            {"marked", line.marked()},
                            {"text", line.text}});
  }
  return out;
}

std::string driverLogText(const DriverLogRead& log, bool colour) {
  TerminalPage page(colour);
  page.title(safe(titleOf(log)));
  if (log.error) {
    page.wrapped(safe(log.error->text()), 2, Ink::yellow);
    return page.take();
  }
  if (log.text.empty()) {
    page.wrapped("The container has written nothing.", 2);
    return page.take();
  }
  const diagnosis::LogRange range = diagnosis::around(log.text, kExcerpt);
  for (std::size_t i = range.first; i < range.last; ++i) {
    const LogLine& line = log.text.lines[i];
    const Ink ink = line.level == LogLevel::error     ? Ink::red
                    : line.level == LogLevel::warning ? Ink::yellow
                    : line.named                      ? Ink::plain
                                                      : Ink::dim;
    const std::string words = fmt::format("{} {} {}  {}", i == log.text.deciding ? "▸" : " ", diagnosis::levelLetter(line.level),
                                          timeOf(line), safe(diagnosis::withoutKlogHead(line.text)));
    page.line(page.ink(words::cut(words, kLongest), ink));
  }
  page.wrapped(factsOf(log.text), 2, Ink::dim);
  return page.take();
}

std::string driverLogMarkdown(const DriverLogRead& log) {
  std::string out = "\n## " + markdownText(titleOf(log)) + "\n\n";
  if (log.error) {
    return out + markdownText(log.error->text()) + "\n";
  }
  if (log.text.empty()) {
    return out + "The container has written nothing.\n";
  }
  const diagnosis::LogRange range = diagnosis::around(log.text, kExcerpt);
  for (std::size_t i = range.first; i < range.last; ++i) {
    const LogLine& line = log.text.lines[i];
    out += fmt::format("    {} {} {}\n", i == log.text.deciding ? ">" : " ", timeOf(line),
                       words::cut(words::oneLine(line.text), kLongest));
  }
  return out + "\n" + factsOf(log.text) + ".\n";
}

}  // namespace claimscope::app
