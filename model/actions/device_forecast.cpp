#include "model/actions/device_forecast.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "model/base/words.h"

namespace claimscope::actions {
namespace {

/// A name that a selector leaves out takes every name.
bool takesScope(const RuleScope& scope, const Text& driver, const Text& pool, const Text& device) {
  return (scope.driver.empty() || scope.driver == driver.view()) && (scope.pool.empty() || scope.pool == pool.view()) &&
         (scope.device.empty() || scope.device == device.view());
}

/// How one allocated device stands to the taint: for ever, for some seconds, or not at all.
struct Patience {
  bool forEver = false;
  std::optional<std::int64_t> seconds;
};

Patience patienceOf(const DeviceAllocation& result, const RuleTaint& taint) {
  const Taint wanted{Text(taint.key), Text(taint.value), Text("NoExecute"), {}};
  Patience out;
  for (const Toleration& toleration : result.tolerations) {
    // A toleration without an effect lets a pod be scheduled and does not keep it: the controller asks for NoExecute by name.
    if (!(toleration.effect == "NoExecute") || !tolerates(toleration, wanted)) {
      continue;
    }
    if (!toleration.seconds) {
      out.forEver = true;
      return out;
    }
    const std::int64_t seconds = std::max<std::int64_t>(*toleration.seconds, 0);
    out.seconds = out.seconds ? std::min(*out.seconds, seconds) : seconds;
  }
  return out;
}

/// The pod names the claim in its spec, its status or as its extended resources' claim.
bool names(const Pod& pod, const ResourceClaim& claim) {
  return std::any_of(pod.spec->claims.begin(), pod.spec->claims.end(),
                     [&](const auto& entry) { return entry.claimName == claim.meta.name; }) ||
         std::any_of(pod.claimStatuses.begin(), pod.claimStatuses.end(),
                     [&](const auto& status) { return status.claimName == claim.meta.name; }) ||
         pod.rare->extendedResourceClaim == claim.meta.name;
}

/// A claim that holds some of the devices: null when its taint is tolerated everywhere for ever.
struct Hit {
  bool touched = false;
  bool leaves = false;
  std::optional<std::int64_t> seconds;  ///< none while it leaves: at once
};

Hit hitOf(const ResourceClaim& claim, const std::vector<RuleScope>& scopes, const RuleTaint& taint, std::int64_t& allocated) {
  Hit out;
  bool first = true;
  for (const DeviceAllocation& result : claim.allocation->results) {
    const auto matching = std::count_if(scopes.begin(), scopes.end(), [&](const RuleScope& scope) {
      return takesScope(scope, result.driver, result.pool, result.device);
    });
    if (matching == 0) {
      continue;
    }
    allocated += 1;
    out.touched = true;
    const Patience patience = patienceOf(result, taint);
    if (patience.forEver) {
      continue;
    }
    out.leaves = true;
    const std::int64_t after = patience.seconds.value_or(0);
    out.seconds = first ? after : std::min(out.seconds.value_or(0), after);
    first = false;
  }
  return out;
}

/// "8 published devices selected." to 8: the number in front of these words.
std::optional<std::int64_t> numberBefore(std::string_view message, std::string_view words) {
  const std::size_t at = message.find(words);
  if (at == std::string_view::npos || at == 0) {
    return std::nullopt;
  }
  std::size_t begin = at;
  while (begin > 0 && std::isdigit(static_cast<unsigned char>(message[begin - 1])) != 0) {
    --begin;
  }
  if (begin == at || at - begin > 12) {
    return std::nullopt;
  }
  std::int64_t out = 0;
  for (std::size_t i = begin; i < at; ++i) {
    out = out * 10 + (message[i] - '0');
  }
  return out;
}

std::optional<std::int64_t> either(std::string_view message, std::string_view one, std::string_view many) {
  const auto found = numberBefore(message, many);
  return found ? found : numberBefore(message, one);
}

std::string podName(const Pod& pod) {
  return pod.meta.namespaceName.str() + "/" + pod.meta.name.str();
}

}  // namespace

std::int64_t DeviceForecast::leaving() const {
  return std::count_if(pods.begin(), pods.end(), [](const ForecastPod& pod) { return !pod.stays && !pod.ending; });
}

std::int64_t DeviceForecast::namespaces() const {
  std::set<std::string> out;
  for (const ForecastPod& pod : pods) {
    if (!pod.stays && !pod.ending) {
      out.insert(pod.pod->meta.namespaceName.str());
    }
  }
  return static_cast<std::int64_t>(out.size());
}

DeviceForecast forecastOf(const cluster::Snapshot& snapshot, const std::vector<RuleScope>& scopes, const RuleTaint& taint) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  DeviceForecast out;
  for (cluster::DeviceIndex i = 0; i < inventory.devices.size(); ++i) {
    const cluster::DeviceView& device = inventory.devices[i];
    if (std::any_of(scopes.begin(), scopes.end(),
                    [&](const RuleScope& scope) { return takesScope(scope, device.driver, device.pool, device.name); })) {
      out.devices.push_back(i);
      const ResourceSlice* slice = snapshot.of<ResourceSlice>().at(device.slice);
      const bool newest = slice != nullptr && device.poolIndex != cluster::kNone &&
                          slice->poolGeneration == inventory.pools[device.poolIndex].generation;
      out.published += newest ? 1 : 0;
    }
  }
  std::map<const Pod*, ForecastPod> byPod;
  for (cluster::ClaimIndex i = 0; i < inventory.claims.size(); ++i) {
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(inventory.claims[i].slot);
    if (claim == nullptr || claim->allocation == nullptr) {
      continue;
    }
    const Hit hit = hitOf(*claim, scopes, taint, out.allocated);
    if (!hit.touched) {
      continue;
    }
    out.claims.push_back(i);
    for (const Consumer& consumer : useOf(snapshot, i).consumers) {
      const bool its = consumer.pod != nullptr && consumer.pod->meta.uid == consumer.entry->uid;
      if (!its || consumer.pod->nodeName.empty() || !names(*consumer.pod, *claim)) {
        continue;
      }
      const bool known = byPod.count(consumer.pod) != 0;
      ForecastPod& pod = byPod[consumer.pod];
      pod.pod = consumer.pod;
      pod.claims.push_back(i);
      pod.ending = consumer.pod->meta.deleted().isSet();
      if (!hit.leaves) {
        pod.stays = known ? pod.stays : true;
        continue;
      }
      const bool earlier = known && !pod.stays;
      pod.stays = false;
      const std::int64_t after = hit.seconds.value_or(0);
      pod.afterSeconds = earlier ? std::min(pod.afterSeconds.value_or(0), after) : after;
    }
  }
  for (auto& [key, pod] : byPod) {
    if (pod.afterSeconds == std::optional<std::int64_t>(0)) {
      pod.afterSeconds.reset();
    }
    out.pods.push_back(std::move(pod));
  }
  std::sort(out.pods.begin(), out.pods.end(), [](const ForecastPod& a, const ForecastPod& b) {
    return a.stays != b.stays ? !a.stays : podName(*a.pod) < podName(*b.pod);
  });
  return out;
}

std::optional<ControllerForecast> controllerForecast(const DeviceTaintRule& rule) {
  for (const Condition& condition : rule.conditions) {
    if (!(condition.type == "EvictionInProgress") || !(condition.reason == "NoEffect")) {
      continue;
    }
    const std::string_view message = condition.message.view();
    const auto published = either(message, " published device selected", " published devices selected");
    const auto allocated = either(message, " allocated device selected", " allocated devices selected");
    const auto pods = either(message, " pod would be evicted in ", " pods would be evicted in ");
    const auto namespaces = either(message, " namespace ", " different namespaces ");
    if (published && allocated && pods && namespaces) {
      return ControllerForecast{*published, *allocated, *pods, *namespaces, condition.lastTransition, words::oneLine(message)};
    }
  }
  return std::nullopt;
}

Notice compareForecast(const cluster::Snapshot& snapshot, const DeviceTaintRule& rule) {
  const std::string name = rule.meta.name.str();
  const auto said = controllerForecast(rule);
  Notice out;
  out.object = refOfRule(name);
  if (!said) {
    out.mark = Mark::neutral;
    out.title = "The controller has not counted yet";
    out.detail =
        "It writes its forecast once into the condition EvictionInProgress of " + name +
        ", within a second or two. Nothing there after a minute means that it does not run or that its feature gate is off.";
    return out;
  }
  const RuleScope scope{rule.driver.str(), rule.pool.str(), rule.device.str()};
  const DeviceForecast ours =
      forecastOf(snapshot, {scope}, {rule.taint.key.str(), rule.taint.value.str(), rule.taint.effect.str()});
  struct Row {
    std::string_view what;
    std::int64_t theirs;
    std::int64_t ours;
  };
  std::vector<std::string> differences;
  for (const Row& row :
       {Row{"published devices", said->published, ours.published}, Row{"allocated devices", said->allocated, ours.allocated},
        Row{"pods", said->pods, ours.leaving()}, Row{"namespaces", said->namespaces, ours.namespaces()}}) {
    if (row.theirs != row.ours) {
      differences.push_back(fmt::format("{}: controller {}, Claimscope {}", row.what, row.theirs, row.ours));
    }
  }
  const std::string age = said->at.isSet() ? words::duration(snapshot.time - said->at) : std::string();
  if (differences.empty()) {
    out.mark = Mark::good;
    out.title = "The controller counts the same: " + words::counted(said->pods, "pod") + " in " +
                words::counted(said->namespaces, "namespace");
    out.detail = fmt::format("{} and {}; it counted {}.", words::counted(said->published, "published device"),
                             words::counted(said->allocated, "allocated one"), age.empty() ? "once" : age + " ago");
    return out;
  }
  out.title = said->pods == ours.leaving() ? "The controller's forecast and ours differ"
                                           : fmt::format("The controller counted {}, Claimscope counts {}",
                                                         words::counted(said->pods, "pod"), ours.leaving());
  out.detail = words::listed(differences, differences.size()) + ".";
  std::vector<std::string> later;
  for (const ForecastPod& pod : ours.pods) {
    if (!pod.stays && said->at.isSet() && pod.pod->meta.created.isSet() && said->at < pod.pod->meta.created) {
      later.push_back(podName(*pod.pod));
    }
  }
  if (!later.empty()) {
    out.detail +=
        " " + words::listed(later) + (later.size() == 1 ? " is newer than the forecast." : " are newer than the forecast.");
  } else if (snapshot.boundOf(Kind::Pod) != Bound::exact || snapshot.boundOf(Kind::ResourceClaim) != Bound::exact) {
    out.detail += " Not every pod or claim can be seen from here.";
  }
  out.detail += fmt::format(" The controller counts once{}: delete the rule and rehearse again to have it count anew.",
                            age.empty() ? "" : ", " + age + " ago");
  return out;
}

std::vector<Notice> compareForecast(const ActionPlan& plan, const cluster::Snapshot& snapshot) {
  std::vector<Notice> out;
  std::set<std::string> seen;
  for (const Step& step : plan.steps) {
    if (step.call.target.resource.resource != "devicetaintrules" || !seen.insert(step.call.target.name).second) {
      continue;
    }
    const DeviceTaintRule* rule = snapshot.of<DeviceTaintRule>().find({}, Text(step.call.target.name));
    if (rule != nullptr && rule->taint.effect == "None") {
      out.push_back(compareForecast(snapshot, *rule));
    }
  }
  return out;
}

}  // namespace claimscope::actions
