#include "app/commands/plan_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/commands/report.h"
#include "model/actions/plan_json.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using actions::ActionPlan;
using actions::Mark;
using actions::Notice;

std::string landingText(const actions::Landing& landing) {
  if (!landing.known) {
    return landing.reason.empty() ? "-" : "? " + landing.reason;
  }
  if (!landing.fits) {
    return "nowhere: " + landing.reason;
  }
  const std::string unless = landing.reason.empty() ? "" : ", if " + landing.reason + " allows it";
  return (landing.nodes > 1 ? fmt::format("{} ({} nodes fit)", landing.node, words::number(landing.nodes)) : landing.node) +
         unless;
}

std::string nameOf(const diagnosis::ObjectRef& object) {
  return object.namespaceName.empty() ? object.name : object.namespaceName + "/" + object.name;
}

Listing affectedListing(const ActionPlan& plan) {
  Listing out;
  out.columns = {{"VERDICT"}, {"OBJECT"}, {"WHY"}, {"CLAIMS"}, {"WOULD LAND ON"}};
  for (const actions::Affected& affected : plan.affected) {
    out.rows.push_back({affected.verdict, nameOf(affected.object), affected.why,
                        affected.claims.empty() ? "-" : words::listed(affected.claims), landingText(affected.landing)});
  }
  return out;
}

Listing claimListing(const ActionPlan& plan) {
  Listing out;
  out.columns = {{"CLAIM"}, {"DEVICES"}, {"AFTER"}, {"LANDS"}, {"NOTE"}};
  for (const actions::AffectedClaim& claim : plan.claims) {
    out.rows.push_back({claim.name, claim.devices.empty() ? "-" : words::listed(claim.devices), claim.after,
                        landingText(claim.landing), claim.note.empty() ? "-" : claim.note});
  }
  return out;
}

std::string needText(const actions::Need& need) {
  std::string out = need.verb + " " + need.resource + (need.subresource.empty() ? "" : "/" + need.subresource);
  if (!need.group.empty()) {
    out += "." + need.group;
  }
  out += need.namespaceName.empty() ? "" : " in " + need.namespaceName;
  return words::oneLine(out);
}

void addNotices(std::string& out, std::string_view title, const std::vector<Notice>& notices) {
  if (notices.empty()) {
    return;
  }
  out += fmt::format("\n{} ({})\n", title, notices.size());
  for (const Notice& notice : notices) {
    out += "  " + words::oneLine(notice.title) + "\n";
    if (!notice.detail.empty()) {
      out += "      " + words::oneLine(notice.detail) + "\n";
    }
  }
}

std::string indented(const std::string& text) {
  std::string out = "  ";
  for (const char c : text) {
    out += c;
    if (c == '\n') {
      out += "  ";
    }
  }
  return out;
}

std::string_view resultWord(actions::StepPreview::Result result) {
  switch (result) {
    case actions::StepPreview::Result::notTried:
      return "notTried";
    case actions::StepPreview::Result::accepted:
      return "accepted";
    case actions::StepPreview::Result::refused:
      return "refused";
    case actions::StepPreview::Result::waits:
      return "waits";
    case actions::StepPreview::Result::unknown:
      return "unknown";
  }
  return "unknown";
}

std::string_view permissionWord(Permission permission) {
  return permission == Permission::allowed ? "allowed" : permission == Permission::denied ? "denied" : "unknown";
}

}  // namespace

std::string planText(const ActionPlan& plan) {
  std::string out = words::oneLine(plan.headline) + "\n";
  if (!plan.subline.empty()) {
    out += words::oneLine(plan.subline) + "\n";
  }
  addNotices(out, "Blockers", plan.blockers);
  if (!plan.affected.empty()) {
    out += "\n" + renderTable(affectedListing(plan), false);
  }
  if (!plan.claims.empty()) {
    out += "\n" + renderTable(claimListing(plan), false);
  }
  addNotices(out, "Warnings", plan.warnings);
  if (!plan.needs.empty()) {
    out += "\nPermissions needed\n";
    for (const actions::Need& need : plan.needs) {
      out += fmt::format("  {}{}\n", needText(need), need.purpose.empty() ? "" : ", " + words::oneLine(need.purpose));
    }
  }
  if (const auto lines = actions::kubectlLines(plan); !lines.empty()) {
    out += "\nThe same with kubectl\n";
    for (const std::string& line : lines) {
      out += indented(line) + "\n";
    }
  }
  if (!plan.undo.empty()) {
    out += "\nUndo: " + words::oneLine(plan.undo) + "\n";
  }
  return out;
}

std::string planMarkdown(const ActionPlan& plan) {
  std::string out =
      fmt::format("# {}\n\n**{}**\n\n{}\n", markdownText(plan.title), markdownText(plan.headline), markdownText(plan.subline));
  const auto notices = [&](std::string_view title, const std::vector<Notice>& list) {
    if (!list.empty()) {
      out += fmt::format("\n## {}\n\n", title);
      for (const Notice& notice : list) {
        out += fmt::format("- **{}** {}\n", markdownText(notice.title), markdownText(notice.detail));
      }
    }
  };
  notices("Blockers", plan.blockers);
  if (!plan.affected.empty()) {
    out += "\n" + renderMarkdown(affectedListing(plan), false);
  }
  if (!plan.claims.empty()) {
    out += "\n" + renderMarkdown(claimListing(plan), false);
  }
  notices("Warnings", plan.warnings);
  out += "\n## Commands\n\n```\n";
  for (const std::string& line : actions::kubectlLines(plan)) {
    out += line + "\n";
  }
  return out + "```\n";
}

std::string previewText(const ActionPlan& plan, const actions::Previewed& previewed) {
  std::string out = "\nPermissions, as the server says\n";
  for (const actions::NeedAnswer& answer : previewed.needs) {
    out += fmt::format("  {:8} {}{}\n", permissionWord(answer.permission), needText(answer.need),
                       answer.reason.empty() ? "" : ": " + words::oneLine(answer.reason));
  }
  if (previewed.allAllowed) {
    out += "\nDry run on the server, nothing was changed\n";
    for (const actions::StepPreview& step : previewed.steps) {
      const actions::Step* planned = plan.findStep(step.step);
      out +=
          fmt::format("  {:8} {}{}\n", resultWord(step.result), words::oneLine(planned != nullptr ? planned->title : step.step),
                      step.detail.empty() ? "" : ": " + words::oneLine(step.detail));
      if (planned != nullptr && planned->call.verb == actions::Verb::create && !step.changes.empty()) {
        out += fmt::format("             a new object; the server fills it up to {} fields\n", step.changes.size());
        continue;
      }
      for (const actions::FieldChange& change : step.changes) {
        out += fmt::format("             {}: {} -> {}\n", words::oneLine(change.pointer),
                           change.before.empty() ? "absent" : words::cut(words::oneLine(change.before), 60),
                           change.after.empty() ? "absent" : words::cut(words::oneLine(change.after), 60));
      }
    }
  }
  if (!previewed.roleYaml.empty()) {
    out += "\nTo ask for what is missing:\n\n" + previewed.roleYaml;
  }
  return out;
}

Json previewJson(const actions::Previewed& previewed) {
  Json needs = Json::array();
  for (const actions::NeedAnswer& answer : previewed.needs) {
    needs.push_back({{"verb", answer.need.verb},
                     {"group", answer.need.group},
                     {"resource", answer.need.resource},
                     {"subresource", answer.need.subresource},
                     {"namespace", answer.need.namespaceName},
                     {"name", answer.need.name},
                     {"permission", permissionWord(answer.permission)},
                     {"reason", answer.reason}});
  }
  Json steps = Json::array();
  for (const actions::StepPreview& step : previewed.steps) {
    Json changes = Json::array();
    for (const actions::FieldChange& change : step.changes) {
      changes.push_back({{"field", change.pointer}, {"before", change.before}, {"after", change.after}});
    }
    steps.push_back({{"step", step.step},
                     {"result", resultWord(step.result)},
                     {"status", step.status},
                     {"detail", step.detail},
                     {"changes", std::move(changes)}});
  }
  return {{"at", formatTime(previewed.at)},
          {"ready", previewed.ready()},
          {"permissions", std::move(needs)},
          {"steps", std::move(steps)},
          {"role", previewed.roleYaml}};
}

Json progressJson(const actions::Progress& progress) {
  Json steps = Json::array();
  for (const actions::StepProgress& step : progress.steps) {
    steps.push_back({{"step", step.step},
                     {"state", actions::stepStateWord(step.state)},
                     {"tries", step.tries},
                     {"status", step.status},
                     {"detail", step.detail},
                     {"begun", formatTime(step.begun)},
                     {"ended", formatTime(step.ended)}});
  }
  Json checks = Json::array();
  for (const actions::CheckProgress& check : progress.checks) {
    checks.push_back({{"expected", check.expectation.text.empty() ? std::string(actions::expectationWord(check.expectation.kind))
                                                                  : check.expectation.text},
                      {"met", check.outlook.state == actions::Outlook::State::met},
                      {"seen", check.outlook.detail}});
  }
  return {{"state", actions::planStateWord(progress.state)},
          {"headline", progress.headline},
          {"error", progress.error},
          {"begun", formatTime(progress.begun)},
          {"ended", formatTime(progress.ended)},
          {"undoPossible", progress.undoPossible},
          {"steps", std::move(steps)},
          {"checks", std::move(checks)}};
}

std::string progressText(const ActionPlan& plan, const actions::Progress& progress) {
  std::string out = words::oneLine(progress.headline) + "\n";
  if (!progress.error.empty()) {
    out += words::oneLine(progress.error) + "\n";
  }
  Listing listing;
  listing.columns = {{"STATE"}, {"STEP"}, {"TRIES"}, {"ANSWER"}, {"DETAIL"}};
  for (const actions::StepProgress& step : progress.steps) {
    const actions::Step* planned = plan.findStep(step.step);
    listing.rows.push_back({std::string(actions::stepStateWord(step.state)), planned != nullptr ? planned->title : step.step,
                            std::to_string(step.tries), step.status == 0 ? "-" : std::to_string(step.status),
                            step.detail.empty() ? "-" : step.detail});
  }
  if (!listing.rows.empty()) {
    out += "\n" + renderTable(listing, false);
  }
  return out;
}

}  // namespace claimscope::app
