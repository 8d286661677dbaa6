#include "model/actions/reservation_steps.h"

#include "model/actions/action.h"
#include "model/actions/device_rules.h"

namespace claimscope::actions {
namespace {

constexpr std::string_view kLease[] = {kReservation, kOwner, kPurpose, kExpires, kMadeBy, kWay};

std::vector<std::pair<std::string, std::string>> leaseOf(const Metadata& meta) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::string_view key : kLease) {
    if (hasLabel(meta.annotations(), key)) {
      out.emplace_back(key, labelValue(meta.annotations(), key).str());
    }
  }
  return out;
}

}  // namespace

std::optional<Step> unleaseStep(const cluster::Snapshot& snapshot, const ResourceClaim& claim) {
  const auto lease = leaseOf(claim.meta);
  if (lease.empty()) {
    return std::nullopt;
  }
  OrderedJson unset;
  OrderedJson set;
  for (const auto& [key, value] : lease) {
    unset["metadata"]["annotations"][key] = nullptr;
    set["metadata"]["annotations"][key] = value;
  }
  Step step;
  step.id = "unlease";
  step.title = "Take the lease off claim " + claim.meta.namespaceName.str() + "/" + claim.meta.name.str();
  step.call = mergePatch(targetOf(snapshot, claim), unset);
  step.effect = "It is an ordinary claim again.";
  step.inverse = mergePatch(step.call.target, set);
  return step;
}

Step placeholderStep(const cluster::Snapshot& snapshot, const Pod& pod) {
  const std::string name = pod.meta.namespaceName.str() + "/" + pod.meta.name.str();
  Step step;
  step.id = "placeholder";
  step.title = "Delete placeholder pod " + name;
  step.call = removeCall(targetOf(snapshot, pod));
  step.effect = "Its place, CPU and memory are free.";
  step.until = Expectation{Expectation::Kind::podGone, {"pod", pod.meta.namespaceName.str(), pod.meta.name.str()},
                           pod.meta.uid.str(),         {},
                           name + " is gone",          120'000};
  return step;
}

Step ruleStep(const cluster::Snapshot& snapshot, const DeviceTaintRule& rule) {
  const std::string name = rule.meta.name.str();
  Step step;
  step.id = "rule:" + name;
  step.title = "Delete the rule " + name;
  step.call = removeCall(targetOf(snapshot, rule));
  step.effect = "Every claim can get its devices again.";
  step.until =
      Expectation{Expectation::Kind::ruleGone, refOfRule(name), rule.meta.uid.str(), {}, "the rule " + name + " is gone", 30'000};
  if (rule.hasSelector && rule.deviceClassName.empty() && rule.selectors.empty() && !rule.driver.empty() && !rule.pool.empty()) {
    auto lease = leaseOf(rule.meta);
    std::erase_if(lease, [](const auto& pair) { return pair.first == kMadeBy; });
    step.inverse = createRule(snapshot, name, {rule.driver.str(), rule.pool.str(), rule.device.str()},
                              {rule.taint.key.str(), rule.taint.value.str(), rule.taint.effect.str()}, std::move(lease));
  }
  return step;
}

Need needOf(const Step& step, std::string purpose) {
  const Target& target = step.call.target;
  return {std::string(verbWord(step.call.verb)),
          target.resource.group,
          target.resource.resource,
          step.call.subresource,
          target.namespaceName,
          target.name,
          std::move(purpose)};
}

}  // namespace claimscope::actions
