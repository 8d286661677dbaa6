// Problems in four forms.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "app/commands/lint.h"
#include "app/commands/report.h"
#include "app/commands/terminal_page.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using diagnosis::LintProblem;
using diagnosis::LintRule;
using diagnosis::Severity;

std::array<std::size_t, 3> countsOf(const LintOutcome& outcome) {
  std::array<std::size_t, 3> out{};
  for (const LintProblem& problem : outcome.report.problems) {
    ++out[static_cast<std::size_t>(problem.severity)];
  }
  return out;
}

std::string whereOf(const LintOutcome& outcome, const LintProblem& problem) {
  const FieldPlace place = outcome.manifests.locate(problem);
  const std::string object = problem.object.name.empty() ? "cluster" : problem.object.str();
  return place.file.empty() ? object : fmt::format("{}:{}:{}", place.file, place.place.line, place.place.column);
}

std::string tally(const LintOutcome& outcome) {
  const auto counts = countsOf(outcome);
  std::vector<std::string> parts;
  const std::array<const char*, 3> words = {"critical", "warning", "notice"};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) {
      parts.push_back(i == 0 ? std::to_string(counts[i]) + " critical"
                             : words::counted(static_cast<std::int64_t>(counts[i]), words[i]));
    }
  }
  return parts.empty() ? "no problem" : words::listed(parts, 3);
}

std::string summary(const LintOutcome& outcome) {
  return fmt::format("{}: {} by {} rules{}.", outcome.subject, tally(outcome), outcome.report.rulesRun,
                     outcome.report.skipped.empty() ? "" : fmt::format(", {} could not be asked", outcome.report.skipped.size()));
}

/// RFC 3986: what is no unreserved character or slash is escaped; a path stays one that SARIF viewers resolve.
std::string uriOf(const std::string& path) {
  std::string out = path.starts_with("/") ? "file://" : "";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return out;
}

const char* levelOf(Severity severity) {
  return severity == Severity::critical ? "error" : severity == Severity::warning ? "warning" : "note";
}

/// "class-matches-nothing" as "ClassMatchesNothing": SARIF wants a readable name beside the id.
std::string nameOfRule(std::string_view id) {
  std::string out;
  bool upper = true;
  for (const char c : id) {
    if (c == '-' || c == '_') {
      upper = true;
      continue;
    }
    out += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    upper = false;
  }
  return out;
}

struct RuleText {
  std::string id;
  std::string title;
  std::string help;
  Severity severity = Severity::warning;
};

std::vector<RuleText> rulesOf(const LintOutcome& outcome) {
  std::vector<RuleText> out;
  for (const LintRule& rule : diagnosis::lintRules()) {
    const std::string title = rule.run == nullptr ? "Check: " + std::string(rule.title) : std::string(rule.title);
    out.push_back({std::string(rule.id), title, std::string(rule.help), rule.severity});
  }
  out.push_back({"object-twice", "The same object twice", "Whichever file is applied last wins.", Severity::warning});
  for (const LintProblem& problem : outcome.report.problems) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const RuleText& rule) { return rule.id == problem.rule; });
    if (!known) {
      out.push_back({problem.rule, problem.rule, problem.rule, problem.severity});
    }
  }
  return out;
}

}  // namespace

std::string lintText(const LintOutcome& outcome, bool colour) {
  TerminalPage page(colour);
  for (const LintProblem& problem : outcome.report.problems) {
    const Ink ink = problem.severity == Severity::critical  ? Ink::red
                    : problem.severity == Severity::warning ? Ink::yellow
                                                            : Ink::dim;
    page.line(page.ink(safe(whereOf(outcome, problem)), Ink::bold) + "  " + page.ink(severityWord(problem.severity), ink) + "  " +
              page.ink(problem.rule, Ink::dim));
    page.wrapped(safe(problem.message), 4);
    if (!problem.fix.empty()) {
      page.wrapped("→ " + safe(problem.fix), 4, Ink::dim);
    }
    if (problem.since.isSet() && outcome.manifests.places.empty()) {
      page.wrapped("since " + formatTime(problem.since), 4, Ink::dim);
    }
    if (!problem.command.empty()) {
      page.line(page.ink("    $ " + safe(problem.command), Ink::dim));
    }
  }
  if (!outcome.report.problems.empty()) {
    page.line();
  }
  page.line(safe(summary(outcome)));
  return page.take();
}

Json lintJson(const LintOutcome& outcome) {
  const auto counts = countsOf(outcome);
  Json out = {{"subject", outcome.subject},
              {"rulesRun", outcome.report.rulesRun},
              {"counts", {{"critical", counts[0]}, {"warning", counts[1]}, {"notice", counts[2]}}},
              {"problems", Json::array()},
              {"skipped", outcome.report.skipped}};
  for (const LintProblem& problem : outcome.report.problems) {
    const FieldPlace place = outcome.manifests.locate(problem);
    out["problems"].push_back({{"id", problem.id},
                               {"rule", problem.rule},
                               {"severity", severityWord(problem.severity)},
                               {"message", problem.message},
                               {"fix", problem.fix},
                               {"object", problem.object.str()},
                               {"field", problem.field},
                               {"file", place.file.empty() ? Json(nullptr) : Json(place.file)},
                               {"line", place.file.empty() ? Json(nullptr) : Json(place.place.line)},
                               {"column", place.file.empty() ? Json(nullptr) : Json(place.place.column)},
                               {"since", problem.since.isSet() ? Json(formatTime(problem.since)) : Json(nullptr)},
                               {"command", problem.command}});
  }
  return out;
}

Json lintSarif(const LintOutcome& outcome) {
  const std::vector<RuleText> rules = rulesOf(outcome);
  Json descriptors = Json::array();
  std::map<std::string, std::size_t> index;
  for (const RuleText& rule : rules) {
    index.emplace(rule.id, descriptors.size());
    descriptors.push_back({{"id", rule.id},
                           {"name", nameOfRule(rule.id)},
                           {"shortDescription", {{"text", rule.title}}},
                           {"fullDescription", {{"text", rule.help}}},
                           {"help", {{"text", rule.help}}},
                           {"defaultConfiguration", {{"level", levelOf(rule.severity)}}}});
  }
  Json results = Json::array();
  for (const LintProblem& problem : outcome.report.problems) {
    const FieldPlace place = outcome.manifests.locate(problem);
    Json location = Json::object();
    if (!place.file.empty()) {
      location["physicalLocation"] = {{"artifactLocation", {{"uri", uriOf(place.file)}}},
                                      {"region", {{"startLine", place.place.line}, {"startColumn", place.place.column}}}};
    }
    const std::string name = problem.object.str() + (problem.field.empty() ? "" : ":" + problem.field);
    location["logicalLocations"] =
        Json::array({{{"name", problem.object.name}, {"fullyQualifiedName", name}, {"kind", "object"}}});
    results.push_back({{"ruleId", problem.rule},
                       {"ruleIndex", index.at(problem.rule)},
                       {"level", levelOf(problem.severity)},
                       {"message", {{"text", problem.message + (problem.fix.empty() ? "" : ". " + problem.fix)}}},
                       {"locations", Json::array({location})},
                       {"partialFingerprints", {{"claimscope/v1", problem.id}}}});
  }
  Json notes = Json::array();
  for (const std::string& text : outcome.report.skipped) {
    notes.push_back({{"level", "note"}, {"message", {{"text", text}}}});
  }
  for (const Error& error : outcome.manifests.errors) {
    notes.push_back({{"level", "error"}, {"message", {{"text", safe(error.text())}}}});
  }
  Json run = {
      {"tool", {{"driver", {{"name", "Claimscope"}, {"version", CLAIMSCOPE_VERSION}, {"rules", std::move(descriptors)}}}}},
      {"invocations", Json::array({{{"executionSuccessful", outcome.manifests.errors.empty()},
                                    {"toolExecutionNotifications", std::move(notes)}}})},
      {"columnKind", "unicodeCodePoints"},
      {"results", std::move(results)}};
  return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
          {"version", "2.1.0"},
          {"runs", Json::array({std::move(run)})}};
}

std::string lintMarkdown(const LintOutcome& outcome) {
  std::string out = "# Claimscope lint: " + markdownText(outcome.subject) + "\n\n" + markdownText(summary(outcome)) + "\n\n";
  if (!outcome.report.problems.empty()) {
    out += "| # | Severity | Where | Problem | What to do | Rule |\n|--:|---|---|---|---|---|\n";
  }
  std::size_t number = 0;
  for (const LintProblem& problem : outcome.report.problems) {
    out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", ++number, severityWord(problem.severity),
                       markdownCode(whereOf(outcome, problem), true), markdownText(problem.message), markdownText(problem.fix),
                       markdownCode(problem.rule, true));
  }
  if (!outcome.report.skipped.empty()) {
    out += "\nNot asked:\n\n";
    for (const std::string& text : outcome.report.skipped) {
      out += "- " + markdownText(text) + "\n";
    }
  }
  return out;
}

}  // namespace claimscope::app
