// Keeps new claims away from devices (DeviceTaintRule NoSchedule: a cordon for a device), and the reverse.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/actions/action.h"
#include "model/actions/device_forecast.h"
#include "model/actions/device_names.h"
#include "model/actions/registry.h"
#include "model/actions/starts_then.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

using cluster::DeviceIndex;

constexpr std::size_t kMostRules = 64;

std::string what(const cluster::Snapshot& snapshot, const std::vector<DeviceIndex>& devices) {
  return devices.size() == 1 ? shortDeviceName(snapshot.inventory->devices[devices.front()])
                             : words::counted(static_cast<std::int64_t>(devices.size()), "device");
}

class TaintDevicePlanner {
 public:
  TaintDevicePlanner(const cluster::Snapshot& snapshot, const ActionRequest& request, std::vector<DeviceIndex> devices)
      : m_snapshot(snapshot), m_options(m_action, request), m_devices(std::move(devices)), m_plan(newPlan(snapshot, request)) {}

  Result<ActionPlan> cordon() {
    const RuleTaint taint{m_options.text("key"), m_options.text("value"), "NoSchedule"};
    if (const std::string wrong = complaintAbout(taint); !wrong.empty()) {
      return fail(ErrorCode::usage, wrong);
    }
    const std::vector<RuleScope> scopes = scopesOf();
    m_plan.title =
        "Cordon " + (scopes.size() == 1 ? scopes.front().pool + (scopes.front().device.empty() ? "" : "/" + scopes.front().device)
                                        : what(m_snapshot, m_devices));
    notServed();
    if (scopes.size() > kMostRules) {
      return fail(ErrorCode::usage,
                  fmt::format("{} rules would be needed, at most {} are made at a time", scopes.size(), kMostRules),
                  "Cordon whole pools with --pool");
    }
    for (const RuleScope& scope : scopes) {
      addRule(scope, taint);
    }
    const DeviceForecast forecast = forecastOf(m_snapshot, scopes, {taint.key, taint.value, "NoExecute"});
    addForecast(m_snapshot, forecast, false, m_plan);
    cordonWords(forecast, taint);
    seal(m_plan);
    return m_plan;
  }

  Result<ActionPlan> putBack() {
    m_plan.title = "Put " + what(m_snapshot, m_devices) + " back";
    notServed();
    std::vector<const DeviceTaintRule*> rules;
    if (const Status status = findRules(rules); !status) {
      return fail(status.error());
    }
    allocation::WhatIf without;
    for (const DeviceTaintRule* rule : rules) {
      removeRule(*rule);
      without.withoutRules.insert(rule);
    }
    driverTaints();
    if (rules.empty() && m_plan.blockers.empty()) {
      block("Nothing to do: no rule of Claimscope taints " + what(m_snapshot, m_devices), "", Mark::neutral);
    }
    const Starts starts = startsThen(m_snapshot, without, m_devices);
    addStarts(m_snapshot, starts, m_plan);
    m_plan.headline = m_plan.blocked()
                          ? what(m_snapshot, m_devices) + " cannot be put back: " + m_plan.blockers.front().title + "."
                          : fmt::format("{} can be put back by deleting {}; {}.", what(m_snapshot, m_devices),
                                        words::counted(static_cast<std::int64_t>(rules.size()), "rule"), startsWords(starts));
    m_plan.subline = deviceWords(m_snapshot, m_devices);
    m_plan.undo = "The rules can be made again as they were.";
    seal(m_plan);
    return m_plan;
  }

 private:
  void block(std::string title, std::string detail, Mark mark = Mark::blocked) {
    m_plan.blockers.push_back({mark, std::move(title), std::move(detail), {}, {}, {}});
  }
  void notServed() {
    if (auto missing = rulesMissing(m_snapshot)) {
      m_plan.blockers.push_back(std::move(*missing));
    }
    if (auto doubt = rulesMayDoNothing(m_snapshot)) {
      m_plan.warnings.push_back(std::move(*doubt));
    }
    if (auto hidden = rulesHidden(m_snapshot)) {
      m_hidden = true;
      m_plan.warnings.push_back(std::move(*hidden));
    }
  }

  [[nodiscard]] std::vector<RuleScope> scopesOf() const {
    std::vector<RuleScope> out;
    std::set<std::string> seen;
    for (const DeviceIndex index : m_devices) {
      RuleScope scope = scopeOf(m_snapshot.inventory->devices[index], m_options.flag("pool"));
      if (seen.insert(scope.str()).second) {
        out.push_back(std::move(scope));
      }
    }
    return out;
  }

  /// A rule that does the same already; null when there is none.
  [[nodiscard]] const DeviceTaintRule* same(const RuleScope& scope, const RuleTaint& taint) const {
    const DeviceTaintRule* found = nullptr;
    m_snapshot.of<DeviceTaintRule>().forEach([&](cluster::Slot, const DeviceTaintRule& rule) {
      if (rule.hasSelector && rule.driver.view() == scope.driver && rule.pool.view() == scope.pool &&
          rule.device.view() == scope.device && rule.taint.key.view() == taint.key &&
          (rule.taint.effect == "NoSchedule" || rule.taint.effect == "NoExecute")) {
        found = &rule;
      }
    });
    return found;
  }

  void addRule(const RuleScope& scope, const RuleTaint& taint) {
    if (const DeviceTaintRule* rule = same(scope, taint); rule != nullptr) {
      m_plan.warnings.push_back({Mark::neutral,
                                 scope.str() + " is cordoned already",
                                 "By the rule " + rule->meta.name.str() + ".",
                                 refOfRule(rule->meta.name.view()),
                                 {},
                                 {}});
      return;
    }
    Step step;
    const std::string name = ruleNameOf("cordon", scope, taint.key);
    step.id = "taint:" + scope.str();
    step.title = "Taint " + scope.str();
    step.call = createRule(m_snapshot, name, scope, taint, {{"claimscope.io/purpose", m_options.text("value")}});
    step.effect = "No new claim gets it unless it tolerates " + taint.key + ". Running pods are not touched.";
    step.inverse = removeCall(step.call.target);
    if (!m_hidden) {
      step.until = Expectation{Expectation::Kind::ruleExists, refOfRule(name), {}, {}, "the rule " + name + " exists", 30'000};
      m_plan.verify.push_back(*step.until);
    }
    m_plan.steps.push_back(std::move(step));
    if (m_plan.needs.empty()) {
      m_plan.needs.push_back(needForRules("create", "", "to taint devices"));
    }
  }

  void cordonWords(const DeviceForecast& forecast, const RuleTaint& taint) {
    if (m_plan.steps.empty() && m_plan.blockers.empty()) {
      block("Nothing to do: it is cordoned already", "", Mark::neutral);
    }
    const std::string devices = what(m_snapshot, forecast.devices);
    const auto pods = static_cast<std::int64_t>(forecast.pods.size());
    m_plan.headline = m_plan.blocked()
                          ? devices + " cannot be cordoned: " + m_plan.blockers.front().title + "."
                          : devices + (forecast.devices.size() == 1 ? " takes" : " take") + " no new claim then; " +
                                (pods == 0 ? std::string("no pod uses it now.")
                                           : words::counted(pods, "pod") +
                                                 (pods == 1 ? " that uses it keeps running." : " that use it keep running."));
    std::int64_t others = 0;
    std::set<cluster::PoolIndex> pools;
    for (const DeviceIndex index : forecast.devices) {
      pools.insert(m_snapshot.inventory->devices[index].poolIndex);
    }
    const std::set<DeviceIndex> ours(forecast.devices.begin(), forecast.devices.end());
    for (const cluster::PoolIndex pool : pools) {
      if (pool != cluster::kNone) {
        for (const DeviceIndex index : m_snapshot.inventory->pools[pool].devices) {
          const cluster::DeviceView& device = m_snapshot.inventory->devices[index];
          others += ours.count(index) == 0 && device.state == cluster::DeviceState::free && !device.blocked ? 1 : 0;
        }
      }
    }
    m_plan.subline = deviceWords(m_snapshot, forecast.devices) + " · " + taint.str() + " · " + words::counted(others, "other") +
                     " of " + (pools.size() == 1 ? "its pool " : "their pools ") + (others == 1 ? "is free" : "are free");
    m_plan.undo = "Undone by deleting the rule; nothing else was changed.";
  }

  Status findRules(std::vector<const DeviceTaintRule*>& out) {
    const std::string named = m_options.text("rule");
    std::set<const DeviceTaintRule*> seen;
    std::set<const DeviceTaintRule*> foreign;
    for (const DeviceIndex index : m_devices) {
      for (const DeviceTaintRule* rule : rulesOn(m_snapshot, m_snapshot.inventory->devices[index])) {
        if (!named.empty() ? rule->meta.name.view() == named : madeByClaimscope(*rule)) {
          seen.insert(rule);
        } else {
          foreign.insert(rule);
        }
      }
    }
    if (!named.empty() && seen.empty()) {
      return fail(ErrorCode::notFound,
                  "no rule " + words::cut(words::oneLine(named), 80) + " taints " + what(m_snapshot, m_devices));
    }
    for (const DeviceTaintRule* rule : foreign) {
      Notice notice{
          Mark::warning, "The rule " + rule->meta.name.str() + " taints it too", "", refOfRule(rule->meta.name.view()), {},
          "rule"};
      notice.detail = "Claimscope has not made it: name it with --rule to remove it.";
      m_plan.warnings.push_back(std::move(notice));
    }
    for (const DeviceTaintRule* rule : seen) {
      if (rule->taint.key.view().starts_with(kReservedKeyPrefix)) {
        Notice notice{Mark::blocked,
                      "The rule " + rule->meta.name.str() + " is a reservation",
                      "",
                      refOfRule(rule->meta.name.view()),
                      {},
                      {}};
        notice.detail = "Release the reservation instead: its owner holds the device by it.";
        notice.request = ActionRequest{"release_reservation", {refOfRule(rule->meta.name.view())}, {}, {}};
        m_plan.blockers.push_back(std::move(notice));
        continue;
      }
      out.push_back(rule);
    }
    std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->meta.name < b->meta.name; });
    return {};
  }

  void removeRule(const DeviceTaintRule& rule) {
    const std::vector<DeviceIndex> under = devicesUnder(m_snapshot, rule);
    const std::set<DeviceIndex> asked(m_devices.begin(), m_devices.end());
    const auto more = std::count_if(under.begin(), under.end(), [&](DeviceIndex index) { return asked.count(index) == 0; });
    if (more > 0) {
      m_plan.warnings.push_back({Mark::warning,
                                 "The rule " + rule.meta.name.str() + " taints " + words::counted(more, "other device") + " too",
                                 "They are put back with it.",
                                 refOfRule(rule.meta.name.view()),
                                 {},
                                 {}});
    }
    Step step;
    step.id = "untaint:" + rule.meta.name.str();
    step.title = "Delete the rule " + rule.meta.name.str();
    step.call = removeCall(targetOf(m_snapshot, rule));
    step.effect = words::counted(static_cast<std::int64_t>(under.size()), "device") + " can be allocated again.";
    step.until = Expectation{Expectation::Kind::ruleGone,
                             refOfRule(rule.meta.name.view()),
                             rule.meta.uid.str(),
                             {},
                             "the rule " + rule.meta.name.str() + " is gone",
                             30'000};
    if (rule.hasSelector && rule.deviceClassName.empty() && rule.selectors.empty() && !rule.driver.empty() &&
        !rule.pool.empty()) {
      step.inverse = createRule(m_snapshot, rule.meta.name.str(), {rule.driver.str(), rule.pool.str(), rule.device.str()},
                                {rule.taint.key.str(), rule.taint.value.str(), rule.taint.effect.str()}, {});
    }
    m_plan.verify.push_back(*step.until);
    m_plan.steps.push_back(std::move(step));
    m_plan.needs.push_back(needForRules("delete", rule.meta.name.str(), "to put devices back"));
  }

  void driverTaints() {
    std::set<std::string> keys;
    for (const DeviceIndex index : m_devices) {
      for (const cluster::EffectiveTaint& taint : m_snapshot.inventory->devices[index].taints) {
        if (taint.rule.empty()) {
          keys.insert(taint.taint.key.str() + ":" + taint.taint.effect.str());
        }
      }
    }
    for (const std::string& key : keys) {
      m_plan.warnings.push_back({Mark::warning,
                                 "Its driver publishes the taint " + key,
                                 "Only the driver takes that back, when it finds the device in order.",
                                 {},
                                 {},
                                 {}});
    }
  }

  const Action m_action = taintDevice();
  const cluster::Snapshot& m_snapshot;
  const Options m_options;
  const std::vector<DeviceIndex> m_devices;
  ActionPlan m_plan;
  bool m_hidden = false;  ///< rules cannot be read, so nothing about them is waited for
};

Result<ActionPlan> planTaintDevice(const cluster::Snapshot& snapshot, const ActionRequest& request) {
  Result<std::vector<DeviceIndex>> devices = devicesOf(snapshot, request.objects);
  if (!devices) {
    return fail(devices.error());
  }
  const bool remove = Options(taintDevice(), request).flag("remove");
  TaintDevicePlanner planner(snapshot, request, std::move(*devices));
  return remove ? planner.putBack() : planner.cordon();
}

}  // namespace

Action taintDevice() {
  return {"taint_device",
          "Cordon a device",
          "taint rule, NoSchedule",
          "device",
          true,
          {{OptionSpec::Type::flag, "remove", "Put it back", "Delete the rules of Claimscope that taint it", "false", {}},
           {OptionSpec::Type::flag, "pool", "Whole pool", "One rule for every device of its pool, later ones too", "false", {}},
           {OptionSpec::Type::text,
            "key",
            "Key",
            "Key of the taint; claims that tolerate it still get the device",
            std::string(kCordonKey),
            {}},
           {OptionSpec::Type::text, "value", "Value", "Value of the taint: why, for example INC-2291", "", {}},
           {OptionSpec::Type::text, "rule", "Rule", "With --remove: this rule, whoever made it", "", {}}},
          planTaintDevice};
}

}  // namespace claimscope::actions
