// Way (b): chosen devices are kept for claims that tolerate a private key.
#include <fmt/format.h>

#include <set>

#include "model/actions/device_forecast.h"
#include "model/actions/device_names.h"
#include "model/actions/preallocate/asked.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

constexpr std::size_t kMostRules = 64;

class TaintPlanner {
 public:
  TaintPlanner(const cluster::Snapshot& snapshot, const Asked& asked, ActionPlan& plan)
      : m_snapshot(snapshot), m_asked(asked), m_plan(plan), m_devices(asked.devices) {}

  void make() {
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
    if (m_devices.empty()) {
      choose();
    }
    const RuleTaint taint{std::string(kReservedKeyPrefix) + m_asked.name, {}, "NoSchedule"};
    if (m_devices.size() > kMostRules) {
      blockPlan(m_plan, fmt::format("{} devices are too many at a time", m_devices.size()),
                fmt::format("At most {} are reserved by one plan.", kMostRules));
    } else {
      for (const cluster::DeviceIndex device : m_devices) {
        addRule(m_snapshot.inventory->devices[device], taint);
      }
    }
    if (!m_plan.steps.empty()) {
      m_plan.needs.push_back(needForRules("create", "", "to reserve devices"));
    }
    say(taint);
  }

 private:
  /// Free devices of one node that the class and selector take, as the allocator would choose them.
  void choose() {
    if (m_snapshot.boundOf(Kind::DeviceClass) == Bound::exact &&
        m_snapshot.of<DeviceClass>().find({}, Text(m_asked.className)) == nullptr) {
      blockPlan(m_plan, "There is no DeviceClass " + m_asked.className, "See claimscope get classes.");
      return;
    }
    const auto claim = claimOf(m_snapshot, m_asked);
    if (claim == nullptr) {
      return;
    }
    const Forecast forecast = forecastPlacement(m_snapshot, nullptr, *claim, m_asked.node);
    m_devices = forecast.indexes;
    if (m_devices.empty()) {
      blockPlan(m_plan,
                fmt::format("No {} free {} of {}", m_asked.count, m_asked.count == 1 ? "device" : "devices together",
                            m_asked.className),
                forecast.reason + " Devices in use can be reserved by name: they are kept when they become free.");
    }
  }

  void addRule(const cluster::DeviceView& device, const RuleTaint& taint) {
    const RuleScope scope = scopeOf(device);
    for (const DeviceTaintRule* rule : rulesOn(m_snapshot, device)) {
      if (rule->taint.key.view().starts_with(kReservedKeyPrefix)) {
        blockPlan(m_plan, scope.str() + " is reserved already", "By the rule " + rule->meta.name.str() + ".");
      }
    }
    const std::string name = ruleNameOf("reserve", scope, m_asked.name);
    Step step;
    step.id = "reserve:" + scope.str();
    step.title = "Reserve " + scope.str();
    step.call = createRule(m_snapshot, name, scope, taint, lease());
    step.effect = "Only claims that tolerate " + taint.key + " get it from now on.";
    step.inverse = removeCall(step.call.target);
    if (!m_hidden) {
      step.until = Expectation{Expectation::Kind::ruleExists, refOfRule(name), {}, {}, "the rule " + name + " exists", 30'000};
      m_plan.verify.push_back(*step.until);
    }
    m_plan.steps.push_back(std::move(step));
    row(device);
  }

  [[nodiscard]] std::vector<std::pair<std::string, std::string>> lease() const {
    auto out = m_asked.lease();
    std::erase_if(out, [](const auto& pair) { return pair.first == kMadeBy; });  // createRule() writes it
    return out;
  }

  void row(const cluster::DeviceView& device) {
    Affected out;
    const bool used = device.state == cluster::DeviceState::inUse || device.state == cluster::DeviceState::reservedNotUsed;
    out.mark = device.state == cluster::DeviceState::free ? Mark::good : Mark::warning;
    out.verdict = "reserve";
    out.object = refOfDevice(device);
    out.reason = std::string(cluster::deviceStateWord(device.state));
    out.why = used                                         ? "in use now, kept for you when it becomes free"
              : device.state == cluster::DeviceState::free ? "free"
                                                           : "not free: " + out.reason;
    for (const cluster::ClaimIndex claim : device.claims) {
      out.claims.push_back(useOf(m_snapshot, claim).name());
    }
    m_plan.affected.push_back(std::move(out));
  }

  void say(const RuleTaint& taint) {
    m_plan.title = "Reserve " + deviceWords(m_snapshot, m_devices) +
                   (m_asked.purpose.empty() ? "" : " for " + words::cut(words::oneLine(m_asked.purpose), 40));
    std::set<cluster::ClaimIndex> holders;
    for (const cluster::DeviceIndex device : m_devices) {
      const auto& claims = m_snapshot.inventory->devices[device].claims;
      holders.insert(claims.begin(), claims.end());
    }
    if (!holders.empty()) {
      warnPlan(m_plan, Mark::warning,
               words::counted(static_cast<std::int64_t>(holders.size()), "claim") + (holders.size() == 1 ? " uses" : " use") +
                   " some of them now",
               "Running pods stay: a NoSchedule taint evicts nobody. Drain the device to have it at once.");
    }
    warnPlan(m_plan, Mark::neutral, "Consumers tolerate the key",
             "In the claim or template: spec.devices.requests[].exactly.tolerations: [{key: " + taint.key +
                 ", operator: Exists, effect: NoSchedule}]. A claim with any other toleration of all keys gets the devices too.");
    const std::string node = nodeWords(m_snapshot, m_devices);
    m_plan.headline = m_plan.blocked() ? "They cannot be reserved: " + m_plan.blockers.front().title + "."
                                       : fmt::format("{}{} would be reserved {}.", deviceWords(m_snapshot, m_devices),
                                                     node.empty() ? "" : " on " + node, leaseWords(m_snapshot, m_asked));
    m_plan.subline = taint.str() + " · owner " +
                     (m_asked.owner.empty() ? std::string("not named") : words::cut(words::oneLine(m_asked.owner), 60));
    m_plan.undo = "Undone by deleting the rules; nothing else was changed.";
  }

  const cluster::Snapshot& m_snapshot;
  const Asked& m_asked;
  ActionPlan& m_plan;
  std::vector<cluster::DeviceIndex> m_devices;
  bool m_hidden = false;  ///< rules cannot be read, so nothing about them is waited for
};

}  // namespace

void planTaint(const cluster::Snapshot& snapshot, const Asked& asked, ActionPlan& plan) {
  TaintPlanner(snapshot, asked, plan).make();
}

}  // namespace claimscope::actions
