#include "model/actions/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/actions/json_line.h"
#include "model/actions/plan_json.h"
#include "model/base/json_tree.h"

namespace claimscope::actions {
namespace {

/// FNV-1a: an id that differs when anything in the plan does; no secret rests on it.
std::uint64_t fingerprint(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  return hash ^ (hash >> 29U);
}

}  // namespace

std::string_view verbWord(Verb verb) {
  switch (verb) {
    case Verb::create:
      return "create";
    case Verb::patch:
      return "patch";
    case Verb::remove:
      return "delete";
    case Verb::evict:
      return "evict";
  }
  return "patch";
}

std::string_view markWord(Mark mark) {
  switch (mark) {
    case Mark::good:
      return "good";
    case Mark::warning:
      return "warning";
    case Mark::blocked:
      return "blocked";
    case Mark::stays:
      return "stays";
    case Mark::neutral:
      return "neutral";
  }
  return "neutral";
}

const Step* ActionPlan::findStep(std::string_view wanted) const {
  const auto found = std::find_if(steps.begin(), steps.end(), [&](const Step& step) { return step.id == wanted; });
  return found == steps.end() ? nullptr : &*found;
}

void seal(ActionPlan& plan) {
  plan.id.clear();
  plan.id = fmt::format("{:012x}", fingerprint(jsonLine(planJson(plan))) & 0xffffffffffffULL);
}

std::optional<ActionPlan> undoPlan(const ActionPlan& plan, const std::vector<std::string>& doneSteps, Time now) {
  ActionPlan out;
  out.request = {"undo", plan.request.objects, {{"plan", plan.id}}, {}};
  out.title = "Undo: " + plan.title;
  out.context = plan.context;
  out.server = plan.server;
  out.clusterUid = plan.clusterUid;
  out.madeAt = now;
  for (auto step = plan.steps.rbegin(); step != plan.steps.rend(); ++step) {
    if (!step->inverse || std::find(doneSteps.begin(), doneSteps.end(), step->id) == doneSteps.end()) {
      continue;
    }
    Step undo;
    undo.id = "undo:" + step->id;
    undo.title = "Undo: " + step->title;
    undo.call = *step->inverse;
    undo.effect = "Takes back \"" + step->title + "\".";
    if (!out.steps.empty()) {
      undo.after = {out.steps.back().id};
    }
    const Target& target = undo.call.target;
    const bool patches = undo.call.verb == Verb::patch;
    out.needs.push_back({patches ? "patch" : std::string(verbWord(undo.call.verb)), target.resource.group,
                         target.resource.resource, undo.call.subresource, target.namespaceName, target.name, "to undo"});
    out.steps.push_back(std::move(undo));
  }
  if (out.steps.empty()) {
    return std::nullopt;
  }
  out.headline = fmt::format("{} of {} steps of \"{}\" can be taken back.", out.steps.size(), plan.steps.size(), plan.title);
  out.subline = plan.undo;
  seal(out);
  return out;
}

std::vector<std::string> kubectlLines(const ActionPlan& plan) {
  std::vector<std::string> out = plan.commands;
  for (const Step& step : plan.steps) {
    if (plan.commands.empty() && !step.call.kubectl.empty()) {
      out.push_back(step.call.kubectl);
    }
  }
  bool first = true;
  for (auto step = plan.steps.rbegin(); step != plan.steps.rend(); ++step) {
    if (step->inverse && !step->inverse->kubectl.empty()) {
      if (std::exchange(first, false)) {
        out.emplace_back("# undo");
      }
      out.push_back("# " + step->inverse->kubectl);
    }
  }
  return out;
}

}  // namespace claimscope::actions
