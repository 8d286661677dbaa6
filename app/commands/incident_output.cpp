// The incident as Markdown and JSON.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands/explain.h"
#include "app/commands/incident.h"
#include "app/commands/report.h"
#include "app/commands/terminal_page.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

constexpr std::size_t kMostCommands = 12;

std::string clock(Time time) {
  return time.isSet() ? formatTime(time) : std::string("-");
}

void timeline(const Incident& incident, std::string& out) {
  out += fmt::format("## Timeline\n\nThe last {}.", words::duration(incident.windowMs));
  for (const std::string& total : incident.totals) {
    out += " " + markdownText(total) + ".";
  }
  out += "\n\n";
  if (incident.timeline.empty()) {
    out += "Nothing that is dated happened.\n\n";
    return;
  }
  out += "| Time | What | Known from |\n|---|---|---|\n";
  for (const TimelineEntry& entry : incident.timeline) {
    out += fmt::format("| {} | {} | {} |\n", clock(entry.at), markdownText(entry.what), entry.source);
  }
  out += incident.left > 0 ? fmt::format("\n{} more were left out.\n\n", incident.left) : "\n";
}

void explanations(const Incident& incident, std::string& out) {
  out += "## Why claims wait\n\n";
  if (incident.explanations.empty()) {
    out += "None does.\n\n";
    return;
  }
  out += fmt::format("{} of {} explained, one for each kind of device.\n\n", incident.explanations.size(),
                     words::counted(static_cast<std::int64_t>(incident.waiting), "claim"));
  for (const explanation::Explanation& e : incident.explanations) {
    out += fmt::format("### {} {}\n\n**{}**\n\n", e.kind, markdownText(e.object), markdownText(e.summary));
    out += markdownText(e.detail) + (e.detail.empty() ? "" : "\n\n");
    out +=
        fmt::format("{} · {}{}\n\n", verdictWord(e.verdict), e.reason, e.since.isSet() ? " · since " + formatTime(e.since) : "");
    for (std::size_t i = 0; i < e.fixes.size() && i < kIncidentFixes; ++i) {
      out += fmt::format("{}. {}. {}\n\n", i + 1, markdownText(e.fixes[i].text), markdownText(e.fixes[i].effect));
      for (const std::string& line : linesOf(e.fixes[i].command)) {
        out += "        " + log::redact(line) + "\n";
      }
      out += "\n";
    }
  }
}

void actionsTaken(const Incident& incident, std::string& out) {
  out += "## Actions taken\n\n";
  if (incident.actions.empty()) {
    out += "None with Claimscope from this computer.\n\n";
  } else {
    out += "| Begun | Ended | Plan | Steps | State | Result | By |\n|---|---|---|--:|---|---|---|\n";
  }
  for (const ActionTaken& taken : incident.actions) {
    out += fmt::format("| {} | {} | {} | {} of {} | {} | {} | {} |\n", clock(taken.begun), clock(taken.ended),
                       markdownText(taken.title), taken.done, taken.steps, taken.state, markdownText(taken.result),
                       markdownText(taken.who));
  }
  out += incident.actions.empty() ? "" : "\n";
  for (const ActionTaken& taken : incident.actions) {
    for (std::size_t i = 0; i < taken.commands.size() && i < kMostCommands; ++i) {
      for (const std::string& line : linesOf(taken.commands[i])) {
        out += "    " + log::redact(line) + "\n";
      }
    }
    out += taken.commands.empty() ? "" : "\n";
  }
  for (const std::string& text : incident.unreadable) {
    out += "- A journal could not be read: " + markdownText(text) + "\n";
  }
}

}  // namespace

std::string incidentMarkdown(const Incident& incident) {
  std::string out;
  timeline(incident, out);
  explanations(incident, out);
  actionsTaken(incident, out);
  for (const Picture& picture : incident.pictures) {
    std::string path;
    for (const char c : picture.path) {
      path += std::string_view(" ()<>\"").find(c) != std::string_view::npos ? fmt::format("%{:02X}", static_cast<unsigned>(c))
                                                                            : std::string(1, c);
    }
    out += fmt::format("![{}]({})\n\n", markdownText(picture.name), path);
  }
  return out;
}

Json incidentJson(const Incident& incident) {
  const auto time = [](Time at) { return at.isSet() ? Json(formatTime(at)) : Json(nullptr); };
  Json out = {{"redacted", incident.redacted},
              {"windowSeconds", incident.windowMs / 1000},
              {"timeline", Json::array()},
              {"timelineLeftOut", incident.left},
              {"totals", incident.totals},
              {"explanations", Json::array()},
              {"waiting", incident.waiting},
              {"actions", Json::array()},
              {"unreadableJournals", incident.unreadable},
              {"pictures", Json::array()}};
  for (const TimelineEntry& entry : incident.timeline) {
    out["timeline"].push_back(
        {{"time", time(entry.at)}, {"what", entry.what}, {"object", entry.object}, {"source", entry.source}});
  }
  for (const explanation::Explanation& e : incident.explanations) {
    out["explanations"].push_back(explanationJson(e));
  }
  for (const ActionTaken& taken : incident.actions) {
    out["actions"].push_back({{"id", taken.id},
                              {"title", taken.title},
                              {"state", taken.state},
                              {"who", taken.who},
                              {"result", taken.result},
                              {"begun", time(taken.begun)},
                              {"ended", time(taken.ended)},
                              {"stepsDone", taken.done},
                              {"steps", taken.steps},
                              {"commands", taken.commands}});
  }
  for (const Picture& picture : incident.pictures) {
    out["pictures"].push_back(picture.path);
  }
  return out;
}

}  // namespace claimscope::app
