#include <fmt/format.h>

#include <algorithm>

#include "app/commands/drain.h"
#include "model/actions/action.h"
#include "model/actions/drain_node/options.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using actions::ActionPlan;
using actions::Affected;
using actions::AffectedClaim;
using actions::Landing;
using actions::Notice;

Json landingJson(const Landing& landing) {
  if (!landing.known) {
    return nullptr;
  }
  if (!landing.fits) {
    return {{"fits", false}, {"reason", landing.reason}};
  }
  Json out{{"node", landing.node}, {"fits", true}};
  if (!landing.reason.empty()) {
    out["unless"] = landing.reason;  // what else has to allow it
  }
  return out;
}

std::string sentence(const Notice& notice) {
  return notice.detail.empty() ? notice.title : notice.title + ": " + notice.detail;
}

Json sentences(const std::vector<Notice>& notices) {
  Json out = Json::array();
  for (const Notice& notice : notices) {
    out.push_back(sentence(notice));
  }
  return out;
}

std::vector<std::string> nodesOf(const ActionPlan& plan) {
  std::vector<std::string> out;
  for (const actions::Expectation& check : plan.verify) {  // in the order in which they are drained
    if (check.kind == actions::Expectation::Kind::nodeUnschedulable) {
      out.push_back(check.object.name);
    }
  }
  return out;
}

std::vector<std::string> undoOf(const ActionPlan& plan) {
  std::vector<std::string> out;
  for (auto step = plan.steps.rbegin(); step != plan.steps.rend(); ++step) {
    if (step->inverse) {
      out.push_back(step->inverse->kubectl);
    }
  }
  return out;
}

std::string landingWord(const Landing& landing) {
  return !landing.known ? "-" : landing.fits ? landing.node + (landing.reason.empty() ? "" : " (?)") : landing.reason;
}

/// "gpu-0, gpu-1 and 2 more": the node is known, the driver mostly too; -o json has the whole names.
std::string deviceWords(const std::vector<std::string>& devices) {
  std::vector<std::string> names;
  std::transform(devices.begin(), devices.end(), std::back_inserter(names),
                 [](const std::string& device) { return device.substr(device.rfind('/') + 1); });
  return words::listed(names, 2);
}

std::string table(const Listing& listing, bool markdown) {
  return markdown ? renderMarkdown(listing, false) : renderTable(listing, false);
}

void section(std::string& out, const std::string& title, bool markdown) {
  out += markdown ? "\n## " + title + "\n\n" : "\n" + title + "\n";
}

void addNotices(std::string& out, const std::string& title, const std::vector<Notice>& notices, bool markdown) {
  if (notices.empty()) {
    return;
  }
  section(out, title, markdown);
  for (const Notice& notice : notices) {
    out += markdown ? "- " + sentence(notice) + "\n"
                    : "  " + notice.title + (notice.detail.empty() ? "\n" : "\n    " + notice.detail + "\n");
  }
}

}  // namespace

Json drainJson(const ActionPlan& plan) {
  Json out;
  const std::vector<std::string> nodes = nodesOf(plan);
  out["node"] = nodes.empty() ? std::string() : nodes.front();
  if (nodes.size() > 1) {
    out["nodes"] = nodes;
  }
  out["planId"] = plan.id;
  out["drainable"] = !plan.blocked();
  out["summary"] = plan.headline;
  out["pods"] = Json::array();
  for (const Affected& pod : plan.affected) {
    out["pods"].push_back({{"namespace", pod.object.namespaceName},
                           {"name", pod.object.name},
                           {"uid", pod.uid},
                           {"action", pod.verdict},
                           {"reason", pod.reason},
                           {"detail", pod.why},
                           {"claims", pod.claims},
                           {"landing", landingJson(pod.landing)}});
  }
  out["claims"] = Json::array();
  for (const AffectedClaim& claim : plan.claims) {
    out["claims"].push_back({{"name", claim.name},
                             {"devices", claim.devices},
                             {"after", claim.after},
                             {"detail", claim.note},
                             {"landing", landingJson(claim.landing)}});
  }
  out["blockers"] = sentences(plan.blockers);
  out["warnings"] = sentences(plan.warnings);
  out["commands"] = plan.commands;
  out["undo"] = undoOf(plan);
  return out;
}

std::string drainText(const ActionPlan& plan, bool markdown) {
  std::string out = (markdown ? "# " : "") + plan.headline + "\n" + (markdown ? "\n" : "") + plan.subline + "\n";
  addNotices(out, "Blockers", plan.blockers, markdown);
  if (!plan.affected.empty()) {
    section(out, "Pods", markdown);
    Listing pods;
    pods.columns = {{"VERDICT", false}, {"NAMESPACE", false},     {"POD", false},
                    {"CLAIMS", false},  {"WOULD LAND ON", false}, {"WHY", false}};
    for (const Affected& pod : plan.affected) {
      std::vector<std::string> claims;
      std::transform(pod.claims.begin(), pod.claims.end(), std::back_inserter(claims),
                     [](const std::string& claim) { return claim.substr(claim.find('/') + 1); });
      pods.rows.push_back({pod.verdict, pod.object.namespaceName, pod.object.name, claims.empty() ? "-" : words::listed(claims),
                           landingWord(pod.landing), pod.why});
    }
    out += table(pods, markdown);
  }
  if (!plan.claims.empty()) {
    section(out, "Claims", markdown);
    Listing claims;
    claims.columns = {{"CLAIM", false}, {"AFTER", false}, {"DEVICES", false}, {"WOULD LAND ON", false}, {"NOTE", false}};
    for (const AffectedClaim& claim : plan.claims) {
      claims.rows.push_back({claim.name, claim.after, deviceWords(claim.devices), landingWord(claim.landing), claim.note});
    }
    out += table(claims, markdown);
  }
  addNotices(out, "Warnings", plan.warnings, markdown);
  section(out, "Commands", markdown);
  const std::string_view indent = markdown ? "" : "  ";
  out += markdown ? "```sh\n" : "";
  for (const std::string& command : plan.commands) {
    out += fmt::format("{}{}\n", indent, command);
  }
  for (const std::string& command : undoOf(plan)) {
    out += fmt::format("{}# undo: {}\n", indent, command);
  }
  return out + (markdown ? "```\n" : "");
}

}  // namespace claimscope::app
