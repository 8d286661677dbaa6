// DeviceTaintRules as actions write and find them: what this server has of them, names, bodies, who made one. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/actions/calls.h"

namespace claimscope::actions {

inline constexpr std::string_view kCordonKey = "claimscope.io/cordoned";
inline constexpr std::string_view kDrainKey = "claimscope.io/drain";
inline constexpr std::string_view kReservedKeyPrefix = "claimscope.io/reserved-";

/// What a rule selects. Without a device: the whole pool, later devices too.
struct RuleScope {
  std::string driver;
  std::string pool;
  std::string device = {};
  [[nodiscard]] std::string str() const;  ///< "driver/pool/device", "driver/pool (all devices)"
};
[[nodiscard]] RuleScope scopeOf(const cluster::DeviceView& device, bool wholePool = false);

struct RuleTaint {
  std::string key;
  std::string value = {};
  std::string effect = "NoSchedule";
  [[nodiscard]] std::string str() const;  ///< "key=value:NoSchedule"
};
/// What is wrong with a taint's key or value by the API's rules (label key and value); empty when nothing is.
[[nodiscard]] std::string complaintAbout(const RuleTaint& taint);

/// Why this server takes no DeviceTaintRules, and what would change that; nothing while it does.
[[nodiscard]] std::optional<Notice> rulesMissing(const cluster::Snapshot& snapshot);
/// A server may serve the kind and do nothing with it (1.33 to 1.36, behind gates); nothing from 1.37 on.
[[nodiscard]] std::optional<Notice> rulesMayDoNothing(const cluster::Snapshot& snapshot);
/// They cannot be read here, so that nobody sees whether one is there and what became of it; nothing while they can.
[[nodiscard]] std::optional<Notice> rulesHidden(const cluster::Snapshot& snapshot);
/// Effect None and the condition EvictionInProgress exist since 1.35.
[[nodiscard]] bool knowsEffectNone(const cluster::Snapshot& snapshot);

/// "cordon-gpu-node-1-gpu-3-1f00ba": the same each time, so that a second try meets the first.
[[nodiscard]] std::string ruleNameOf(std::string_view prefix, const RuleScope& scope, std::string_view extra = {});
[[nodiscard]] Call createRule(const cluster::Snapshot& snapshot, const std::string& name, const RuleScope& scope,
                              const RuleTaint& taint, std::vector<std::pair<std::string, std::string>> annotations);

/// True when the rule's names take the device. CEL and class of 1.33 and 1.34 are not looked at: they could only narrow it.
[[nodiscard]] bool takes(const DeviceTaintRule& rule, const cluster::DeviceView& device);
[[nodiscard]] std::vector<const DeviceTaintRule*> rulesOn(const cluster::Snapshot& snapshot, const cluster::DeviceView& device);
[[nodiscard]] std::vector<cluster::DeviceIndex> devicesUnder(const cluster::Snapshot& snapshot, const DeviceTaintRule& rule);
/// The rule that a drain of the scope goes by: the one of its own name, else another of the same selector and key, whoever made
/// it. Null when there is none.
[[nodiscard]] const DeviceTaintRule* drainRule(const cluster::Snapshot& snapshot, const RuleScope& scope, std::string_view key);
/// Other rules with effect None over the device, by name: rehearsals with another key.
[[nodiscard]] std::vector<const DeviceTaintRule*> rehearsalsOn(const cluster::Snapshot& snapshot,
                                                               const cluster::DeviceView& device, std::string_view key);
/// By its annotation or the key of its taint.
[[nodiscard]] bool madeByClaimscope(const DeviceTaintRule& rule);

/// What drains by this rule: its pool or device, with its key and value.
[[nodiscard]] ActionRequest requestOfRule(const DeviceTaintRule& rule);
[[nodiscard]] ObjectRef refOfRule(std::string_view name);
[[nodiscard]] Need needForRules(std::string verb, std::string name, std::string purpose);

}  // namespace claimscope::actions
