// Drains devices in three plans: a rule with effect None that has the controller count, NoExecute on the same rule, and its
// deletion.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/actions/action.h"
#include "model/actions/device_forecast.h"
#include "model/actions/device_landing.h"
#include "model/actions/device_names.h"
#include "model/actions/json_line.h"
#include "model/actions/registry.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

using cluster::DeviceIndex;

constexpr std::size_t kMostRules = 32;
constexpr std::size_t kMostChecks = 200;
constexpr std::int64_t kForecastMs = 60'000;

struct Part {
  RuleScope scope;
  const DeviceTaintRule* rule = nullptr;  ///< ours, already there
  DeviceForecast forecast;
};

enum class Stage { rehearse, evict, cleanUp, underWay };

class DrainDevicePlanner {
 public:
  DrainDevicePlanner(const cluster::Snapshot& snapshot, const ActionRequest& request, const std::vector<DeviceIndex>& devices)
      : m_snapshot(snapshot), m_options(m_action, request), m_devices(devices), m_plan(newPlan(snapshot, request)) {}

  Result<ActionPlan> make() {
    m_taint = {m_options.text("key"), m_options.text("value"), "NoExecute"};
    if (const std::string wrong = complaintAbout(m_taint); !wrong.empty()) {
      return fail(ErrorCode::usage, wrong);
    }
    findParts();
    if (m_parts.size() > kMostRules) {
      return fail(ErrorCode::usage,
                  fmt::format("{} rules would be needed, at most {} are used at a time", m_parts.size(), kMostRules),
                  "Drain whole pools with --pool");
    }
    if (auto missing = rulesMissing(m_snapshot)) {
      m_plan.blockers.push_back(std::move(*missing));
    }
    if (auto hidden = rulesHidden(m_snapshot)) {
      hidden->mark = Mark::blocked;  // each stage waits for what the controller writes into the rule
      m_plan.blockers.push_back(std::move(*hidden));
    }
    if (auto doubt = rulesMayDoNothing(m_snapshot)) {
      m_plan.warnings.push_back(std::move(*doubt));
    }
    m_name = m_parts.size() == 1
                 ? m_parts.front().scope.pool + (m_parts.front().scope.device.empty() ? "" : "/" + m_parts.front().scope.device)
                 : words::counted(static_cast<std::int64_t>(m_parts.size()), m_options.flag("pool") ? "pool" : "device");
    otherRehearsals();
    switch (stage()) {
      case Stage::rehearse:
        rehearse();
        break;
      case Stage::evict:
        evict();
        break;
      case Stage::cleanUp:
        cleanUp();
        break;
      case Stage::underWay:
        underWay();
        break;
    }
    m_plan.subline = deviceWords(m_snapshot, m_whole.devices) + " · " + m_taint.key +
                     (m_taint.value.empty() ? "" : "=" + m_taint.value) + " · " +
                     fmt::format("{} published, {} allocated", m_whole.published, m_whole.allocated);
    if (m_plan.blocked() && stage() != Stage::underWay) {
      m_plan.headline = m_name + " cannot be drained: " + m_plan.blockers.front().title + ".";
    }
    seal(m_plan);
    return m_plan;
  }

 private:
  void findParts() {
    std::set<std::string> seen;
    std::vector<RuleScope> scopes;
    for (const DeviceIndex index : m_devices) {
      RuleScope scope = scopeOf(m_snapshot.inventory->devices[index], m_options.flag("pool"));
      if (!seen.insert(scope.str()).second) {
        continue;
      }
      Part part;
      part.scope = scope;
      part.rule = drainRule(m_snapshot, scope, m_taint.key);
      if (part.rule != nullptr && m_taint.value.empty()) {
        m_taint.value = part.rule->taint.value.str();
      }
      part.forecast = forecastOf(m_snapshot, {scope}, m_taint);
      m_parts.push_back(std::move(part));
      scopes.push_back(std::move(scope));
    }
    m_whole = forecastOf(m_snapshot, scopes, m_taint);
    placeLeaving(m_snapshot, scopes, m_taint, m_whole);
  }
  [[nodiscard]] std::string ruleName(const RuleScope& scope) const { return ruleNameOf("drain", scope, m_taint.key); }
  [[nodiscard]] std::string ruleName(const Part& part) const {
    return part.rule != nullptr ? part.rule->meta.name.str() : ruleName(part.scope);
  }

  /// Rules by which somebody else has the controller count: the drain can go on by one of them.
  void otherRehearsals() {
    std::set<const DeviceTaintRule*> seen;
    for (const DeviceIndex index : m_devices) {
      for (const DeviceTaintRule* rule : rehearsalsOn(m_snapshot, m_snapshot.inventory->devices[index], m_taint.key)) {
        if (!seen.insert(rule).second || seen.size() > 3) {
          continue;
        }
        Notice notice;
        notice.mark = Mark::neutral;
        notice.title = "The rule " + rule->meta.name.str() + " rehearses " +
                       RuleScope{rule->driver.str(), rule->pool.str(), rule->device.str()}.str() + " already";
        notice.detail = "With the taint " + rule->taint.key.str() +
                        (rule->taint.value.empty() ? "" : "=" + rule->taint.value.str()) + ": the drain can go on by it.";
        notice.object = refOfRule(rule->meta.name.view());
        notice.request = requestOfRule(*rule);
        m_plan.warnings.push_back(std::move(notice));
      }
    }
  }

  [[nodiscard]] Stage stage() const {
    const std::string asked = m_options.text("stage");
    if (asked == "rehearse") {
      return Stage::rehearse;
    }
    if (asked == "evict") {
      return Stage::evict;
    }
    if (asked == "clean-up") {
      return Stage::cleanUp;
    }
    const auto has = [&](std::string_view effect) {
      return std::any_of(m_parts.begin(), m_parts.end(),
                         [&](const Part& part) { return part.rule != nullptr && part.rule->taint.effect == effect; });
    };
    if (std::any_of(m_parts.begin(), m_parts.end(), [](const Part& part) { return part.rule == nullptr; })) {
      return knowsEffectNone(m_snapshot) ? Stage::rehearse : Stage::evict;
    }
    if (has("None") || has("NoSchedule")) {
      return Stage::evict;
    }
    return m_whole.leaving() == 0 ? Stage::cleanUp : Stage::underWay;
  }

  void block(std::string title, std::string detail, Mark mark = Mark::blocked) {
    m_plan.blockers.push_back({mark, std::move(title), std::move(detail), {}, {}, {}});
  }
  [[nodiscard]] Call create(const RuleScope& scope, const std::string& effect) const {
    return createRule(m_snapshot, ruleName(scope), scope, {m_taint.key, m_taint.value, effect},
                      {{"claimscope.io/purpose", m_options.text("value")}});
  }
  void need(const std::string& verb, const std::string& name, const std::string& purpose) {
    const Need wanted = needForRules(verb, name, purpose);
    if (std::find(m_plan.needs.begin(), m_plan.needs.end(), wanted) == m_plan.needs.end()) {
      m_plan.needs.push_back(wanted);
    }
  }
  /// " 2 of them have nowhere to go."
  [[nodiscard]] std::string homelessWords() const {
    const auto homeless = std::count_if(m_whole.pods.begin(), m_whole.pods.end(),
                                        [](const ForecastPod& pod) { return pod.landing.known && !pod.landing.fits; });
    return homeless == 0
               ? std::string()
               : " " + words::number(homeless) + (homeless == 1 ? " of them has nowhere to go." : " of them have nowhere to go.");
  }
  [[nodiscard]] std::string leavingWords() const {
    return m_whole.leaving() == 0
               ? std::string("no pod")
               : words::counted(m_whole.leaving(), "pod") + " in " + words::counted(m_whole.namespaces(), "namespace");
  }

  void rehearse() {
    m_plan.title = "Rehearse draining " + m_name;
    if (!knowsEffectNone(m_snapshot)) {
      block("Kubernetes 1." + std::to_string(m_snapshot.server.minor) + " has no effect None",
            "The controller counts for rules with effect None since 1.35. Claimscope's own list is below; --stage evict acts on "
            "it.");
    }
    for (const Part& part : m_parts) {
      std::vector<std::string> after;
      if (part.rule != nullptr) {
        if (!(part.rule->taint.effect == "None")) {
          block(part.scope.str() + " is being drained already", "Its rule has the effect " + part.rule->taint.effect.str() + ".");
          continue;
        }
        // The controller counts once for each rule: a new count needs a new rule.
        Step again = removal(*part.rule);
        if (!madeByClaimscope(*part.rule)) {
          m_plan.warnings.push_back({Mark::warning,
                                     "The rule " + part.rule->meta.name.str() + " was not made by Claimscope",
                                     "It is deleted and made again under another name, so that the controller counts anew.",
                                     refOfRule(part.rule->meta.name.view()),
                                     {},
                                     {}});
        }
        again.title = "Delete the old forecast of " + part.scope.str();
        after = {again.id};
        m_plan.steps.push_back(std::move(again));
      }
      const std::string name = ruleName(part.scope);
      Step step;
      step.id = "rehearse:" + part.scope.str();
      step.title = "Have the controller count for " + part.scope.str();
      step.call = create(part.scope, "None");
      step.effect = "A rule with effect None: nothing happens, but the controller writes whom NoExecute would evict.";
      step.after = after;
      step.canDryRun = after.empty();
      step.until = Expectation{Expectation::Kind::ruleReports,
                               refOfRule(name),
                               {},
                               "None",
                               "the controller has counted for " + part.scope.str(),
                               kForecastMs};
      step.inverse = removeCall(step.call.target);
      m_plan.verify.push_back(*step.until);
      m_plan.steps.push_back(std::move(step));
      need("create", "", "to make the rule");
    }
    addForecast(m_snapshot, m_whole, true, m_plan);
    m_plan.warnings.push_back(
        {Mark::neutral,
         "Nobody is evicted by this plan",
         "The eviction is the next plan: it is made when the controller has counted, and shows both counts.",
         {},
         {},
         {}});
    m_plan.headline = "Draining " + m_name + " would evict " + leavingWords() +
                      ", by Claimscope's count; this asks the controller for its own." + homelessWords();
    m_plan.undo = "Undone by deleting the rule, which does nothing.";
  }

  [[nodiscard]] Step removal(const DeviceTaintRule& rule) {
    const std::string name = rule.meta.name.str();
    Step step;
    step.id = "delete:" + name;
    step.title = "Delete the rule " + name;
    step.call = removeCall(targetOf(m_snapshot, rule));
    step.until = Expectation{Expectation::Kind::ruleGone,     refOfRule(name), rule.meta.uid.str(), {},
                             "the rule " + name + " is gone", 30'000};
    need("delete", name, "to delete the rule");
    return step;
  }

  /// What has to be seen before the eviction of one part counts as done.
  [[nodiscard]] Expectation drained(const Part& part, std::int64_t deadlineMs) const {
    const bool allLeave =
        std::none_of(part.forecast.pods.begin(), part.forecast.pods.end(), [](const ForecastPod& pod) { return pod.stays; }) &&
        std::none_of(part.forecast.claims.begin(), part.forecast.claims.end(), [&](cluster::ClaimIndex claim) {
          const ClaimUse use = useOf(m_snapshot, claim);
          return use.consumers.empty() || use.count(ConsumerState::foreign) + use.count(ConsumerState::group) > 0;
        });
    if (allLeave) {
      return {Expectation::Kind::devicesReleased,
              part.scope.device.empty() ? ObjectRef{"pool", part.scope.driver, part.scope.pool}
                                        : ObjectRef{"device", part.scope.driver, part.scope.pool + "/" + part.scope.device},
              {},
              {},
              part.scope.str() + " is free",
              deadlineMs};
    }
    return {Expectation::Kind::ruleSettled,
            refOfRule(ruleName(part)),
            {},
            {},
            "the controller has evicted whom it could",
            deadlineMs};
  }

  void evict() {
    m_plan.title = "Drain " + m_name;
    std::int64_t slowest = 0;
    for (const ForecastPod& pod : m_whole.pods) {
      slowest = std::max(slowest, pod.stays ? 0 : pod.afterSeconds.value_or(0) * 1000);
    }
    const std::int64_t deadline = m_options.durationMs("within") + slowest;
    m_plan.timeoutMs = deadline;
    for (const Part& part : m_parts) {
      evictPart(part, deadline);
    }
    addForecast(m_snapshot, m_whole, true, m_plan);
    for (const ForecastPod& pod : m_whole.pods) {
      if (!pod.stays && m_plan.verify.size() < kMostChecks) {
        const std::string name = pod.pod->meta.namespaceName.str() + "/" + pod.pod->meta.name.str();
        m_plan.verify.push_back({Expectation::Kind::podGone,
                                 {"pod", pod.pod->meta.namespaceName.str(), pod.pod->meta.name.str()},
                                 pod.pod->meta.uid.str(),
                                 {},
                                 name + " is gone",
                                 deadline});
      }
    }
    for (Affected& row : m_plan.affected) {
      row.step = row.verdict == "evict" && !m_plan.steps.empty() ? m_plan.steps.front().id : std::string();
    }
    m_plan.headline = m_whole.leaving() == 0
                          ? "No pod has to leave " + m_name + "; it takes no new claim then."
                          : "Draining " + m_name + " evicts " + leavingWords() + ", without asking a budget." + homelessWords();
    m_plan.undo =
        "Undo sets the effect back to None, which stops further evictions; a pod that has left does not come back by it.";
  }

  void evictPart(const Part& part, std::int64_t deadline) {
    Step step;
    step.id = "evict:" + part.scope.str();
    step.title = "Evict from " + part.scope.str();
    step.effect = "The controller deletes " + words::counted(part.forecast.leaving(), "pod") +
                  " (with uid, own grace period, no budget), and no new claim gets the device.";
    step.until = drained(part, deadline);
    if (part.rule == nullptr) {
      step.call = create(part.scope, "NoExecute");
      step.inverse = removeCall(step.call.target);
      need("create", "", "to make the rule");
      if (knowsEffectNone(m_snapshot)) {
        m_plan.warnings.push_back({Mark::warning,
                                   part.scope.str() + " was not rehearsed",
                                   "The controller has not counted whom it would evict: --stage rehearse asks it first.",
                                   {},
                                   {},
                                   "stage"});
      }
    } else if (part.rule->taint.effect == "NoExecute") {
      block(part.scope.str() + " is being drained already", "Its rule has the effect NoExecute.", Mark::neutral);
      return;
    } else {
      const std::string name = part.rule->meta.name.str();
      step.call = mergePatch(targetOf(m_snapshot, *part.rule), {{"spec", {{"taint", {{"effect", "NoExecute"}}}}}});
      step.guards = {{"/spec/taint/effect", jsonLine(OrderedJson(part.rule->taint.effect.str()))},
                     {"/spec/taint/key", jsonLine(OrderedJson(part.rule->taint.key.str()))}};
      step.inverse = mergePatch(step.call.target, {{"spec", {{"taint", {{"effect", part.rule->taint.effect.str()}}}}}});
      need("patch", name, "to set the effect NoExecute");
      if (part.rule->taint.effect == "None") {
        m_plan.warnings.push_back(compareForecast(m_snapshot, *part.rule));
      }
    }
    const std::string evictId = step.id;
    const Call made = step.call;
    m_plan.steps.push_back(std::move(step));
    if (m_options.flag("clean-up")) {
      Step clean;
      if (part.rule != nullptr) {
        clean = removal(*part.rule);
      } else {
        clean.id = "delete:" + made.target.name;
        clean.title = "Delete the rule " + made.target.name;
        clean.call = removeCall(made.target);
        clean.canDryRun = false;
        need("delete", made.target.name, "to delete the rule");
      }
      clean.effect = "The device can be allocated again.";
      clean.after = {evictId};
      m_plan.steps.push_back(std::move(clean));
    }
  }

  void cleanUp() {
    m_plan.title = "Put " + m_name + " back after its drain";
    for (const Part& part : m_parts) {
      if (part.rule == nullptr) {
        continue;
      }
      Step step = removal(*part.rule);
      step.effect = part.rule->taint.effect == "None" ? "The rehearsal is forgotten." : "The device can be allocated again.";
      step.inverse = create(part.scope, part.rule->taint.effect.str());
      m_plan.verify.push_back(*step.until);
      m_plan.steps.push_back(std::move(step));
    }
    if (m_plan.steps.empty() && m_plan.blockers.empty()) {
      block("Nothing to do: there is no drain rule", "", Mark::neutral);
    }
    addForecast(m_snapshot, m_whole, false, m_plan);
    if (m_whole.leaving() > 0 && !m_plan.steps.empty()) {
      m_plan.warnings.push_back(
          {Mark::warning,
           words::counted(m_whole.leaving(), "pod") + (m_whole.leaving() == 1 ? " has" : " have") + " not left",
           "Without the rule the controller stops evicting them.",
           {},
           {},
           {}});
    }
    m_plan.headline =
        m_name + " takes claims again when " + (m_plan.steps.size() == 1 ? "the rule is" : "the rules are") + " gone.";
    m_plan.undo = "The rules can be made again as they were.";
  }

  void underWay() {
    m_plan.title = "Drain " + m_name;
    addForecast(m_snapshot, m_whole, true, m_plan);
    block(m_name + " is being drained",
          leavingWords() + " still to go. Nothing is to be done but to wait; --stage clean-up ends it.", Mark::neutral);
    m_plan.headline = m_name + " is being drained: " + leavingWords() + " still to go.";
  }

  const Action m_action = drainDevice();
  const cluster::Snapshot& m_snapshot;
  const Options m_options;
  const std::vector<DeviceIndex>& m_devices;
  ActionPlan m_plan;
  RuleTaint m_taint;
  std::string m_name;
  std::vector<Part> m_parts;
  DeviceForecast m_whole;
};

Result<ActionPlan> planDrainDevice(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  const Result<std::vector<DeviceIndex>> devices = devicesOf(snapshot, request.objects);
  if (!devices) {
    return fail(devices.error());
  }
  return DrainDevicePlanner(snapshot, request, *devices).make();
}

}  // namespace

Action drainDevice() {
  return {"drain_device",
          "Drain devices",
          "taint rule, rehearsed",
          "device",
          true,
          {{OptionSpec::Type::choice,
            "stage",
            "Stage",
            "auto goes on where the cluster stands: have the controller count, evict, clean up",
            "auto",
            {"auto", "rehearse", "evict", "clean-up"}},
           {OptionSpec::Type::flag, "pool", "Whole pool", "One rule for every device of its pool, later ones too", "false", {}},
           {OptionSpec::Type::text, "key", "Key", "Key of the taint; claims that tolerate it stay", std::string(kDrainKey), {}},
           {OptionSpec::Type::text, "value", "Value", "Value of the taint: why, for example INC-2291", "", {}},
           {OptionSpec::Type::flag,
            "clean-up",
            "Clean up",
            "Delete the rule when the pods have left, so that the device is used again",
            "false",
            {}},
           {OptionSpec::Type::duration, "within", "Within", "How long to wait for the pods to leave", "15m", {}}},
          planDrainDevice};
}

}  // namespace claimscope::actions
