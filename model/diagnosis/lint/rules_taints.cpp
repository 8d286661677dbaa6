// Rules about tolerations of requests and DeviceTaintRules: too wide, without effect, or aimed at nothing.
#include <algorithm>
#include <set>

#include "model/diagnosis/lint/catalog.h"
#include "model/diagnosis/lint/lint.h"
#include "model/diagnosis/lint/requests.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// A pod that is allocated a device and evicted within this time has not been helped.
constexpr std::int64_t kAtOnceSeconds = 60;

/// Keys that drivers put on broken hardware.
bool isFaultKey(std::string_view key) {
  for (const std::string_view word : {"xid", "unhealthy", "health", "fault", "ecc", "error", "lost", "broken"}) {
    if (key.find(word) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

template <class Test>
void eachToleration(const LintContext& context, Test test) {
  for (const LintSpec& spec : context.world.specs()) {
    for (const LintBody& body : bodiesOf(spec)) {
      for (std::size_t i = 0; i < body.body->tolerations.size(); ++i) {
        test(spec, body, body.body->tolerations[i], body.path + ".tolerations[" + std::to_string(i) + "]");
      }
    }
  }
}

bool evicts(const Toleration& toleration) {
  return toleration.effect.empty() || toleration.effect == "NoExecute";
}

void hardwareFault(const LintContext& context, std::vector<LintProblem>& out) {
  eachToleration(context, [&](const LintSpec& spec, const LintBody& body, const Toleration& toleration, const std::string& path) {
    if (body.body->adminAccess) {
      return;  // monitoring has to see broken devices
    }
    const bool everything = toleration.key.empty() && toleration.op == "Exists";
    if (everything) {
      out.push_back(problemAt(context.world, spec.source, path,
                              "request " + body.name + " tolerates every taint, those of broken hardware too",
                              "Name the key that is meant."));
    } else if (isFaultKey(toleration.key.view())) {
      out.push_back(problemAt(context.world, spec.source, path + ".key",
                              "request " + body.name + " tolerates " + toleration.key.str() + ", which marks broken hardware",
                              "Take it away, or the workload may be given a device that fails."));
    }
  });
}

/// tolerationSeconds delay an eviction; they do not keep the allocator from the device.
void evictedAtOnce(const LintContext& context, std::vector<LintProblem>& out) {
  eachToleration(context, [&](const LintSpec& spec, const LintBody& body, const Toleration& toleration, const std::string& path) {
    if (!toleration.seconds) {
      return;
    }
    if (!evicts(toleration)) {
      out.push_back(problemAt(context.world, spec.source, path + ".tolerationSeconds",
                              "request " + body.name + " has tolerationSeconds beside effect " + toleration.effect.str() +
                                  ", where they mean nothing",
                              "They count for NoExecute alone: take them away, or change the effect."));
    } else if (*toleration.seconds <= kAtOnceSeconds) {
      out.push_back(problemAt(context.world, spec.source, path + ".tolerationSeconds",
                              "request " + body.name +
                                  " may be given a device with a NoExecute taint, and its pods are evicted " +
                                  number(std::max<std::int64_t>(0, *toleration.seconds)) + " s later",
                              "Tolerate NoSchedule alone to keep running where you are, or give the seconds the work needs."));
    }
  });
}

void badToleration(const LintContext& context, std::vector<LintProblem>& out) {
  eachToleration(context, [&](const LintSpec& spec, const LintBody& body, const Toleration& toleration, const std::string& path) {
    const bool exists = toleration.op == "Exists";
    const bool operatorKnown = toleration.op.empty() || exists || toleration.op == "Equal";
    const bool effectKnown = toleration.effect.empty() || toleration.effect == "NoSchedule" || toleration.effect == "NoExecute" ||
                             toleration.effect == "None";
    std::string what;
    if (!operatorKnown) {
      what = "operator " + toleration.op.str() + " is none of Equal and Exists";
    } else if (!effectKnown) {
      what = "effect " + toleration.effect.str() + " is no effect of device taints";
    } else if (exists && !toleration.value.empty()) {
      what = "a value beside operator Exists is refused";
    } else if (!exists && toleration.key.empty()) {
      what = "an empty key needs operator Exists";
    }
    if (!what.empty()) {
      out.push_back(problemAt(context.world, spec.source, path, "toleration of request " + body.name + ": " + what,
                              "The server refuses it, or it tolerates nothing: correct it."));
    }
  });
}

/// Nothing carries such a taint: it may be a typing error, or written for later.
void withoutTaint(const LintContext& context, std::vector<LintProblem>& out) {
  std::set<std::string> keys;
  for (const LintEntry<ResourceSlice>& entry : context.world.slices) {
    for (const Device& device : entry.object->devices) {
      for (const Taint& taint : device.taints) {
        keys.insert(taint.key.str());
      }
    }
  }
  for (const LintEntry<DeviceTaintRule>& entry : context.world.taintRules) {
    keys.insert(entry.object->taint.key.str());
  }
  eachToleration(context, [&](const LintSpec& spec, const LintBody& body, const Toleration& toleration, const std::string& path) {
    const std::string key = toleration.key.str();
    if (key.empty() || keys.count(key) > 0) {
      return;
    }
    // Only a near miss is worth a word.
    std::string near;
    for (const std::string& candidate : keys) {
      near = words::editDistance(key, candidate, 3) < 3 ? candidate : near;
    }
    if (!near.empty()) {
      out.push_back(problemAt(context.world, spec.source, path + ".key",
                              "request " + body.name + " tolerates " + key + ", which nothing is tainted with",
                              "Did you mean " + near + "?"));
    }
  });
}

void ruleSelectsAll(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintEntry<DeviceTaintRule>& entry : context.world.taintRules) {
    const DeviceTaintRule& rule = *entry.object;
    const bool all = rule.hasSelector && rule.driver.empty() && rule.pool.empty() && rule.device.empty() &&
                     rule.deviceClassName.empty() && rule.selectors.empty();
    if (!entry.judged() || !all) {
      continue;
    }
    const bool evicting = rule.taint.effect == "NoExecute";
    LintProblem problem = problemAt(context.world, entry.source, "spec.deviceSelector",
                                    "rule " + rule.meta.name.str() + " taints every device of the cluster" +
                                        (evicting ? " and evicts every pod with a claim" : ""),
                                    "Name driver, pool and device; try it with effect None first.");
    problem.rate(evicting ? Severity::critical : Severity::warning);
    out.push_back(std::move(problem));
  }
}

void ruleSelectsNone(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintEntry<DeviceTaintRule>& entry : context.world.taintRules) {
    const DeviceTaintRule& rule = *entry.object;
    if (!entry.judged()) {
      continue;
    }
    if (!rule.hasSelector) {
      out.push_back(problemAt(context.world, entry.source, "spec",
                              "rule " + rule.meta.name.str() + " has no deviceSelector, so it taints nothing",
                              "Say which devices it is for."));
      continue;
    }
    if (context.devices.empty() || !rule.deviceClassName.empty() || !rule.selectors.empty()) {
      continue;
    }
    const bool any =
        std::any_of(context.devices.devices().begin(), context.devices.devices().end(), [&](const allocation::DeviceRef& ref) {
          return (rule.driver.empty() || rule.driver == ref.slice->driver) &&
                 (rule.pool.empty() || rule.pool == ref.slice->poolName) &&
                 (rule.device.empty() || rule.device == ref.device().name);
        });
    if (!any) {
      out.push_back(problemAt(context.world, entry.source, "spec.deviceSelector",
                              "rule " + rule.meta.name.str() + " names no published device",
                              "Correct driver, pool or device, or delete the rule when its work is done."));
    }
  }
}

void ruleEffect(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintEntry<DeviceTaintRule>& entry : context.world.taintRules) {
    const DeviceTaintRule& rule = *entry.object;
    const bool known = rule.taint.effect == "NoSchedule" || rule.taint.effect == "NoExecute" || rule.taint.effect == "None";
    if (entry.judged() && !known) {
      out.push_back(problemAt(context.world, entry.source, "spec.taint.effect",
                              "rule " + rule.meta.name.str() + " has " +
                                  (rule.taint.effect.empty() ? "no effect" : "effect " + rule.taint.effect.str()) +
                                  ", which counts as None",
                              "Write NoSchedule or NoExecute; None tries a rule without any effect."));
    }
    const bool byClass = !rule.deviceClassName.empty() || !rule.selectors.empty();
    if (entry.judged() && byClass && context.world.minor >= 35) {
      out.push_back(problemAt(context.world, entry.source, "spec.deviceSelector",
                              "rule " + rule.meta.name.str() + " selects by class or CEL, which 1.35 took away",
                              "Name driver, pool and device."));
    }
  }
}

}  // namespace

void addTaintRules(std::vector<LintRule>& out) {
  out.push_back({"toleration-of-hardware-fault", Severity::warning, "A request tolerates taints of broken hardware",
                 "Drivers taint devices that fail; who tolerates that is given them.", LintNeeds::nothing, hardwareFault});
  out.push_back({"toleration-evicted-at-once", Severity::warning, "A toleration that lets pods in and evicts them",
                 "tolerationSeconds delay the eviction by a NoExecute taint and do not keep the allocator from the device.",
                 LintNeeds::nothing, evictedAtOnce});
  out.push_back(
      {"toleration-invalid", Severity::critical, "A toleration that the server refuses or that tolerates nothing",
       "The operator is Equal or Exists; Exists has no value; an empty key needs Exists; effects are NoSchedule and NoExecute.",
       LintNeeds::nothing, badToleration});
  out.push_back({"toleration-unknown-taint", Severity::notice, "A toleration of a taint that nothing carries, but nearly",
                 "Most often a typing error in the key.", LintNeeds::devices, withoutTaint});
  out.push_back({"taint-rule-selects-all", Severity::warning, "A DeviceTaintRule for every device",
                 "An empty selector selects all devices of all drivers.", LintNeeds::nothing, ruleSelectsAll});
  out.push_back({"taint-rule-selects-nothing", Severity::notice, "A DeviceTaintRule for no device",
                 "Without a selector, or with names that nobody publishes, it does nothing.", LintNeeds::nothing,
                 ruleSelectsNone});
  out.push_back(
      {"taint-rule-effect", Severity::warning, "A DeviceTaintRule without effect",
       "Effects other than NoSchedule and NoExecute count as None; selection by class or CEL existed in 1.33 and 1.34 only.",
       LintNeeds::nothing, ruleEffect});
}

}  // namespace claimscope::diagnosis
