#include "model/actions/device_rules.h"

#include <algorithm>
#include <cctype>

#include "model/actions/action.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

bool isAlphanumeric(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// A label's name or value: at most 63 of letters, digits, '-', '_', '.', with letters or digits at both ends.
bool isLabelText(std::string_view text) {
  return text.size() <= 63 && isAlphanumeric(text.front()) && isAlphanumeric(text.back()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return isAlphanumeric(c) || c == '-' || c == '_' || c == '.'; });
}

std::string versionOf(const cluster::Snapshot& snapshot) {
  return snapshot.server.minor == 0 ? "This server" : "Kubernetes 1." + std::to_string(snapshot.server.minor);
}

}  // namespace

std::string RuleScope::str() const {
  return device.empty() ? driver + "/" + pool + " (all devices)" : driver + "/" + pool + "/" + device;
}

RuleScope scopeOf(const cluster::DeviceView& device, bool wholePool) {
  return {device.driver.str(), device.pool.str(), wholePool ? std::string() : device.name.str()};
}

std::string RuleTaint::str() const {
  return key + (value.empty() ? "" : "=" + value) + ":" + effect;
}

std::string complaintAbout(const RuleTaint& taint) {
  const std::size_t slash = taint.key.find('/');
  const std::string_view key = taint.key;
  const std::string_view name = slash == std::string::npos ? key : key.substr(slash + 1);
  if (name.empty() || !isLabelText(name) || (slash != std::string::npos && !isObjectName(key.substr(0, slash)))) {
    return "the key \"" + words::cut(words::oneLine(taint.key), 80) + "\" is no taint key: write it like example.com/repair";
  }
  if (!taint.value.empty() && !isLabelText(taint.value)) {
    return "the value \"" + words::cut(words::oneLine(taint.value), 80) +
           "\" is no taint value: at most 63 letters, digits, '-', '_' and '.'";
  }
  return {};
}

std::optional<Notice> rulesMissing(const cluster::Snapshot& snapshot) {
  if (snapshot.source(Kind::DeviceTaintRule).status.state != SourceState::notServed) {
    return std::nullopt;
  }
  const int minor = snapshot.server.minor;
  Notice out;
  out.mark = Mark::blocked;
  out.title = versionOf(snapshot) + " serves no DeviceTaintRules";
  if (minor != 0 && minor < 33) {
    out.detail = "They exist from 1.33 on. Before that a device can only be kept out by its driver, or its node by a cordon.";
  } else if (minor != 0 && minor < 36) {
    out.detail = std::string(
                     "They are alpha here: the API server needs --runtime-config=resource.k8s.io/v1alpha3=true and, "
                     "with the scheduler and the controller manager, the feature gate ") +
                 (minor == 35 ? "DRADeviceTaintRules." : "DRADeviceTaints.");
  } else if (minor == 36) {
    out.detail =
        "They are off by default in 1.36: the API server needs --runtime-config=resource.k8s.io/v1beta2=true and, with "
        "the scheduler and the controller manager, the feature gate DRADeviceTaintRules.";
  } else {
    out.detail =
        "1.37 and later serve them by default: somebody has switched resource.k8s.io/v1 or DRADeviceTaintRules off, or "
        "DRA is not served at all.";
  }
  return out;
}

std::optional<Notice> rulesMayDoNothing(const cluster::Snapshot& snapshot) {
  const int minor = snapshot.server.minor;
  if (minor == 0 || minor >= 37 || rulesMissing(snapshot)) {
    return std::nullopt;
  }
  Notice out;
  out.title = "The scheduler may not know DeviceTaintRules";
  out.detail = std::string("In 1.") + std::to_string(minor) +
               " they act only where the scheduler and the controller manager have "
               "the feature gate " +
               (minor >= 35 ? "DRADeviceTaintRules" : "DRADeviceTaints") + ". That cannot be seen from here.";
  return out;
}

std::optional<Notice> rulesHidden(const cluster::Snapshot& snapshot) {
  const SourceState state = snapshot.source(Kind::DeviceTaintRule).status.state;
  if (state != SourceState::forbidden && state != SourceState::failed) {
    return std::nullopt;
  }
  Notice out;
  out.title = "DeviceTaintRules cannot be read here";
  out.detail =
      "Rules that are there already are not seen, nor what becomes of a new one: ask for list and watch on "
      "devicetaintrules.resource.k8s.io.";
  return out;
}

bool knowsEffectNone(const cluster::Snapshot& snapshot) {
  return snapshot.server.minor == 0 || snapshot.server.minor >= 35;
}

std::string ruleNameOf(std::string_view prefix, const RuleScope& scope, std::string_view extra) {
  const std::string what = scope.device.empty() ? scope.pool : scope.pool + "-" + scope.device;
  return std::string(prefix) + "-" + nameOf(what, 40) + "-" + shortHash(scope.str() + "|" + std::string(extra));
}

Call createRule(const cluster::Snapshot& snapshot, const std::string& name, const RuleScope& scope, const RuleTaint& taint,
                std::vector<std::pair<std::string, std::string>> annotations) {
  const ApiResource resource = servedAs(snapshot, Kind::DeviceTaintRule);
  annotations.insert(annotations.begin(), {"claimscope.io/made-by", "claimscope"});
  OrderedJson object = objectHead(resource, {}, name, annotations);
  OrderedJson selector = {{"driver", scope.driver}, {"pool", scope.pool}};
  if (!scope.device.empty()) {
    selector["device"] = scope.device;
  }
  object["spec"] = {{"deviceSelector", selector}, {"taint", {{"key", taint.key}}}};
  if (!taint.value.empty()) {
    object["spec"]["taint"]["value"] = taint.value;
  }
  object["spec"]["taint"]["effect"] = taint.effect;
  return createCall(resource, object);
}

bool takes(const DeviceTaintRule& rule, const cluster::DeviceView& device) {
  return rule.hasSelector && (rule.driver.empty() || rule.driver == device.driver) &&
         (rule.pool.empty() || rule.pool == device.pool) && (rule.device.empty() || rule.device == device.name);
}

std::vector<const DeviceTaintRule*> rulesOn(const cluster::Snapshot& snapshot, const cluster::DeviceView& device) {
  std::vector<const DeviceTaintRule*> out;
  snapshot.of<DeviceTaintRule>().forEach([&](cluster::Slot, const DeviceTaintRule& rule) {
    if (takes(rule, device)) {
      out.push_back(&rule);
    }
  });
  std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->meta.name < b->meta.name; });
  return out;
}

std::vector<cluster::DeviceIndex> devicesUnder(const cluster::Snapshot& snapshot, const DeviceTaintRule& rule) {
  std::vector<cluster::DeviceIndex> out;
  const auto& devices = snapshot.inventory->devices;
  for (cluster::DeviceIndex i = 0; i < devices.size(); ++i) {
    if (takes(rule, devices[i])) {
      out.push_back(i);
    }
  }
  return out;
}

const DeviceTaintRule* drainRule(const cluster::Snapshot& snapshot, const RuleScope& scope, std::string_view key) {
  const DeviceTaintRule* own = snapshot.of<DeviceTaintRule>().find({}, Text(ruleNameOf("drain", scope, key)));
  if (own != nullptr) {
    return own;
  }
  const DeviceTaintRule* found = nullptr;
  snapshot.of<DeviceTaintRule>().forEach([&](cluster::Slot, const DeviceTaintRule& rule) {
    const bool same = rule.hasSelector && rule.driver.view() == scope.driver && rule.pool.view() == scope.pool &&
                      rule.device.view() == scope.device && rule.deviceClassName.empty() && rule.selectors.empty();
    if (same && rule.taint.key.view() == key && (found == nullptr || rule.meta.name < found->meta.name)) {
      found = &rule;
    }
  });
  return found;
}

std::vector<const DeviceTaintRule*> rehearsalsOn(const cluster::Snapshot& snapshot, const cluster::DeviceView& device,
                                                 std::string_view key) {
  std::vector<const DeviceTaintRule*> out = rulesOn(snapshot, device);
  std::erase_if(out, [&](const DeviceTaintRule* rule) {
    return !(rule->taint.effect == "None") || rule->taint.key.view() == key || rule->pool.empty() || rule->driver.empty();
  });
  return out;
}

bool madeByClaimscope(const DeviceTaintRule& rule) {
  return hasLabel(rule.meta.annotations(), "claimscope.io/made-by") || rule.taint.key.view().starts_with("claimscope.io/");
}

ActionRequest requestOfRule(const DeviceTaintRule& rule) {
  const bool whole = rule.device.empty();
  ActionRequest out{"drain_device",
                    {{whole ? "pool" : "device", rule.driver.str(), rule.pool.str() + (whole ? "" : "/" + rule.device.str())}},
                    {{"key", rule.taint.key.str()}},
                    {}};
  if (!rule.taint.value.empty()) {
    out.options["value"] = rule.taint.value.str();
  }
  if (whole) {
    out.options["pool"] = "true";
  }
  return out;
}

ObjectRef refOfRule(std::string_view name) {
  return {"taintrule", "", std::string(name)};
}

Need needForRules(std::string verb, std::string name, std::string purpose) {
  return {std::move(verb), "resource.k8s.io", "devicetaintrules", "", "", std::move(name), std::move(purpose)};
}

}  // namespace claimscope::actions
