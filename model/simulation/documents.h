// Makers of the kinds of which there are few: namespaces, controllers, budgets, quotas, classes, templates, rules. One thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/simulation/pod.h"

namespace claimscope::simulation::documents {

using Document = std::shared_ptr<PlainObject>;

[[nodiscard]] Document namespaceNamed(std::string_view name, Time created);

/// Deployment, ReplicaSet, StatefulSet, DaemonSet, Job or CronJob of a pod template.
struct Controller {
  std::string kind;
  std::string name;
  Time created;
  std::int32_t desired = 1;
  std::int32_t ready = 1;      ///< of a Job: active
  std::int32_t succeeded = 0;  ///< of a Job
  std::int32_t failed = 0;     ///< of a Job
  Time finished;               ///< of a Job; of a CronJob when it made the last one
  Owner owner;                 ///< of a ReplicaSet, or of a Job
  std::int32_t updated = -1;   ///< pods of the newest template; below 0: all
  Text annotations = {};       ///< a JSON object, empty when none
  Text labels = {};            ///< the same; empty: those of the pods
};
[[nodiscard]] Document controller(const Controller& what, const PodShape& shape, const WriteContext& context);
/// The body alone, for an update of the numbers.
[[nodiscard]] std::string controllerBody(const Controller& what, const PodShape& shape, const WriteContext& context);

/// `healthy` of `expected` pods with these labels; maxUnavailable 1.
[[nodiscard]] Document disruptionBudget(std::string_view namespaceName, std::string_view name, std::string_view labels,
                                        std::int32_t healthy, std::int32_t expected, Time created);
using Amounts = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] Document quota(std::string_view namespaceName, std::string_view name, const Amounts& hard, const Amounts& used,
                             Time created);

[[nodiscard]] Document deviceClass(std::string_view name, const std::vector<std::string>& selectors, Time created);
[[nodiscard]] Document claimTemplate(std::string_view namespaceName, std::string_view name, const ClaimShape& shape,
                                     const WriteContext& context, Time created);

struct TaintRule {
  std::string name;
  std::string driver;
  std::string pool;
  std::string device;  ///< empty: every device of the pool
  std::string key;
  std::string value;
  std::string effect;
  Time added;
  std::string conditionReason;  ///< of EvictionInProgress=False; empty: no status yet
  std::string conditionMessage;
};
[[nodiscard]] Document taintRule(const TaintRule& rule);
/// A JSON list of one taint, as slices and rules carry it.
[[nodiscard]] std::string taintList(std::string_view key, std::string_view value, std::string_view effect, Time added);

// Classic DRA (v1alpha2 of 1.30).
[[nodiscard]] Document resourceClass(std::string_view name, std::string_view driver, std::string_view parameters,
                                     std::string_view nodeType, Time created);
[[nodiscard]] Document claimParameters(std::string_view namespaceName, std::string_view name, std::string_view driver,
                                       std::string_view selector, std::uint32_t count, Time created);
[[nodiscard]] Document classParameters(std::string_view namespaceName, std::string_view name, std::string_view driver,
                                       std::string_view selector, Time created);
[[nodiscard]] Document schedulingContext(const PodObject& pod, const std::vector<std::string>& potentialNodes,
                                         const std::vector<std::string>& unsuitableNodes, Time created);

}  // namespace claimscope::simulation::documents
