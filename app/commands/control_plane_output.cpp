// The control plane report in three forms.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands/posture.h"
#include "app/commands/report.h"
#include "app/commands/survey_markdown.h"
#include "app/commands/terminal_page.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using namespace control_plane;
using diagnosis::Severity;

std::string ageText(std::int64_t ms) {
  return ms < 0 ? "-" : words::shortDuration(ms);
}

Listing servedListing(const Report& report) {
  Listing out;
  out.columns = {{"RESOURCE.K8S.IO"}, {"SERVED"}, {"KINDS"}};
  for (const ServedRow& row : report.served) {
    const bool known = row.outcome == survey::Outcome::answered;
    const bool none = row.outcome == survey::Outcome::notServed;
    out.rows.push_back({row.version, known ? "yes" : none ? "no" : "?", known ? words::joined(row.kinds) : ""});
    out.items.push_back({{"version", row.version},
                         {"served", known  ? Json(true)
                                    : none ? Json(false)
                                           : Json(nullptr)},
                         {"kinds", row.kinds}});
  }
  return out;
}

Listing gateListing(const Report& report) {
  Listing out;
  out.columns = {{"GATE"}, {"STATE"}, {"STAGE"}, {"DEFAULT"}, {"EVIDENCE"}, {"GIVES", true}};
  for (const GateRow& row : report.gates) {
    out.rows.push_back(
        {row.name, std::string(gateStateWord(row.state)), row.stage, row.defaultOn ? "on" : "off", row.evidence, row.gives});
    out.items.push_back({{"name", row.name},
                         {"state", gateStateWord(row.state)},
                         {"stage", row.stage},
                         {"default", row.defaultOn},
                         {"evidence", row.evidence},
                         {"gives", row.gives}});
  }
  return out;
}

Listing componentListing(const Report& report) {
  Listing out;
  out.columns = {{"COMPONENT"},     {"ANSWERS"},      {"LAST SIGN"},       {"EVIDENCE"},
                 {"VERSION", true}, {"HOLDER", true}, {"WITHOUT IT", true}};
  for (const ComponentRow& row : report.components) {
    out.rows.push_back({row.name, row.answers == Answers::notVisible ? "not visible" : std::string(answersWord(row.answers)),
                        ageText(row.ageMs), row.evidence, row.version, row.holder, row.hides});
    out.items.push_back({{"name", row.name},
                         {"answers", answersWord(row.answers)},
                         {"version", row.version},
                         {"holder", row.holder},
                         {"ageMs", row.ageMs < 0 ? Json(nullptr) : Json(row.ageMs)},
                         {"evidence", row.evidence},
                         {"hides", row.hides}});
  }
  return out;
}

Listing leaseListing(const Report& report) {
  Listing out;
  out.columns = {{"LEASE"}, {"HOLDER"}, {"RENEWED"}, {"STATE"}};
  for (const LeaseRow& row : report.leases) {
    out.rows.push_back({row.name, row.holder.empty() ? "-" : row.holder, ageText(row.ageMs), row.expired ? "expired" : "held"});
    out.items.push_back({{"name", row.name},
                         {"holder", row.holder},
                         {"ageMs", row.ageMs < 0 ? Json(nullptr) : Json(row.ageMs)},
                         {"expired", row.expired}});
  }
  return out;
}

Listing profileListing(const Report& report) {
  Listing out;
  out.columns = {{"SCHEDULER"}, {"FROM"}, {"PODS"}, {"WITH CLAIMS"}, {"BOUND"}};
  for (const ProfileRow& row : report.profiles) {
    out.rows.push_back(
        {row.schedulerName, row.from, words::number(row.pods), words::number(row.withClaims), words::number(row.bound)});
    out.items.push_back({{"schedulerName", row.schedulerName},
                         {"from", row.from},
                         {"pods", row.pods},
                         {"withClaims", row.withClaims},
                         {"bound", row.bound}});
  }
  return out;
}

Listing skewListing(const Report& report) {
  Listing out;
  out.columns = {{"COMPONENT"}, {"VERSION"}, {"COUNT"}, {"SKEW"}};
  for (const SkewRow& row : report.skew) {
    out.rows.push_back({row.component, row.version.empty() ? "?" : row.version, words::number(row.count), row.words});
    out.items.push_back(
        {{"component", row.component}, {"version", row.version}, {"count", row.count}, {"fits", row.fits}, {"words", row.words}});
  }
  return out;
}

std::vector<std::pair<const char*, Listing>> tables(const Report& report) {
  return {{"Components", componentListing(report)},       {"Served versions", servedListing(report)},
          {"Feature gates", gateListing(report)},         {"Leases", leaseListing(report)},
          {"Scheduler profiles", profileListing(report)}, {"Versions", skewListing(report)}};
}

}  // namespace

Json controlPlaneJson(const Report& report) {
  Json problems = Json::array();
  for (const Problem& one : report.problems) {
    Json evidence = Json::array();
    for (const diagnosis::Evidence& each : one.evidence) {
      evidence.push_back({{"object", each.object}, {"field", each.field}, {"value", each.value}});
    }
    problems.push_back({{"id", one.id},
                        {"rule", one.rule},
                        {"severity", severityWord(one.severity)},
                        {"title", one.title},
                        {"detail", log::redact(one.detail)},
                        {"fix", one.fix},
                        {"yaml", one.yaml.empty() ? Json(nullptr) : Json(one.yaml)},
                        {"command", one.command},
                        {"evidence", evidence}});
  }
  return {{"verdict", report.verdict},
          {"detail", report.verdictDetail},
          {"asOf", report.asOf.isSet() ? Json(formatTime(report.asOf)) : Json(nullptr)},
          {"server",
           {{"gitVersion", report.gitVersion},
            {"minor", report.minor == 0 ? Json(nullptr) : Json(report.minor)},
            {"provider", report.provider.empty() ? Json(nullptr) : Json(report.provider)}}},
          {"served", servedListing(report).items},
          {"gates", gateListing(report).items},
          {"components", componentListing(report).items},
          {"leases", leaseListing(report).items},
          {"profiles", profileListing(report).items},
          {"profilesKnown", report.profilesKnown},
          {"skew", skewListing(report).items},
          {"problems", problems},
          {"unknowns", report.unknowns}};
}

std::string controlPlaneText(const Report& report, bool colour, bool wide) {
  TerminalPage page(colour);
  page.line(page.ink(safe(report.verdict), Ink::bold));
  page.line(safe(report.verdictDetail));
  for (const Problem& one : report.problems) {
    const Ink ink = one.severity == Severity::critical ? Ink::red : one.severity == Severity::warning ? Ink::yellow : Ink::dim;
    page.line();
    page.line(page.ink(severityWord(one.severity), ink) + "  " + page.ink(safe(one.title), Ink::bold) + "  " +
              page.ink(one.rule, Ink::dim));
    page.wrapped(safe(one.detail), 4);
    page.wrapped("→ " + safe(one.fix), 4, Ink::dim);
    page.line(page.ink("    $ " + safe(one.command), Ink::dim));
  }
  std::string out = page.take();
  for (const auto& [title, listing] : tables(report)) {
    if (!listing.rows.empty()) {
      out += "\n" + renderTable(listing, wide);
    }
  }
  TerminalPage foot(colour);
  foot.line();
  for (const std::string& unknown : report.unknowns) {
    foot.wrapped("? " + safe(unknown), 0, Ink::dim);
  }
  return out + foot.take();
}

std::string controlPlaneMarkdown(const Report& report) {
  std::string out = "# Control plane\n\n" + markdownText(report.verdict) + ". " + markdownText(report.verdictDetail) + ".\n";
  for (const Problem& one : report.problems) {
    out += surveyMarkdown(
        {one.title, severityWord(one.severity), one.rule, one.detail, one.fix, one.command, one.yaml, one.evidence});
  }
  return out + tablesMarkdown(tables(report)) + unknownsMarkdown(report.unknowns);
}

}  // namespace claimscope::app
