// `quota --cases`: what one claim counts, or what quotas with scopes count in all, for tests/upstream to compare. One thread.
#include <istream>
#include <ostream>

#include "app/commands/case_lines.h"
#include "app/commands/case_snapshot.h"
#include "app/commands/quota.h"
#include "model/resources/kinds.h"

namespace claimscope::app {
namespace {

template <class T>
Result<Box<T>> read(const Json& object) {
  std::string bytes = object.dump();
  return decodeObject<T>(object.value("apiVersion", ""), bytes);
}

/// What the ledger counts again for each key of each quota of a case: {"QUOTA": {"pods": "2"}}; null for what nothing counts.
Json recount(const Json& given) {
  const Result<cluster::SnapshotPtr> snapshot = snapshotOfCase(given);
  if (!snapshot) {
    return {{"error", snapshot.error().text()}};
  }
  Json out = Json::object();
  for (const quota::Row& row : quota::ledgerOf(**snapshot, {{}, true}).rows) {
    out[row.quota.str()][row.key.str()] =
        row.recountedBound == Bound::exact ? Json(quota::amountText(row.recounted)) : Json(nullptr);
  }
  return {{"recounted", std::move(out)}};
}

Json answer(const Json& given) {
  if (given.contains("objects")) {
    return recount(given);
  }
  const auto claim = read<ResourceClaim>(given.at("claim"));
  if (!claim) {
    return {{"error", claim.error().text()}};
  }
  quota::ExtendedResources extended;
  for (const Json& one : given.value("classes", Json::array())) {
    if (const auto deviceClass = read<DeviceClass>(one)) {
      extended.add(**deviceClass);
    }
  }
  quota::Usage podUsage;
  if (given.contains("pod")) {
    const auto pod = read<Pod>(given["pod"]);
    if (!pod) {
      return {{"error", pod.error().text()}};
    }
    podUsage = quota::usageOf(**pod);
  }
  Json usage = Json::object();
  for (const auto& [key, amount] : quota::usageOf((*claim)->spec, extended, podUsage)) {
    usage[key.str()] = quota::amountText(amount);
  }
  Json pod = Json::object();
  for (const auto& [key, amount] : podUsage) {
    pod[key.str()] = quota::amountText(amount);
  }
  return {{"usage", usage}, {"podUsage", pod}};
}

}  // namespace

Status answerQuotaCases(std::istream& in, std::ostream& out, const std::string& name) {
  return answerCaseLines(in, out, name, answer);
}

}  // namespace claimscope::app
