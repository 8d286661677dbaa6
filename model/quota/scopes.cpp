#include "model/quota/scopes.h"

#include <algorithm>

#include "model/base/words.h"

namespace claimscope::quota {
namespace {

/// As a label selector over {PriorityClass: the pod's}, which is absent where the pod names none (podMatchesSelector).
bool priorityMatches(const QuotaScope& scope, const Text& priorityClass) {
  const bool named = !priorityClass.empty();
  const bool listed = named && std::find(scope.values.begin(), scope.values.end(), priorityClass) != scope.values.end();
  if (scope.op == "Exists") {
    return named;
  }
  if (scope.op == "DoesNotExist") {
    return !named;
  }
  if (scope.op == "NotIn") {
    return !listed;
  }
  return scope.op == "In" && listed;
}

bool matches(const QuotaScope& scope, const Pod& pod) {
  if (scope.name == "Terminating" || scope.name == "NotTerminating") {
    return pod.spec->hasDeadline == (scope.name == "Terminating");
  }
  if (scope.name == "BestEffort" || scope.name == "NotBestEffort") {
    return pod.isBestEffort() == (scope.name == "BestEffort");
  }
  if (scope.name == "PriorityClass") {
    return priorityMatches(scope, pod.spec->priorityClassName);
  }
  return scope.name == "CrossNamespacePodAffinity" && pod.spec->crossNamespaceAffinity;
}

}  // namespace

bool inScope(const ResourceQuota& quota, const Pod& pod) {
  return std::all_of(quota.scopes.begin(), quota.scopes.end(), [&](const QuotaScope& scope) { return matches(scope, pod); });
}

std::string scopesText(const ResourceQuota& quota) {
  std::string out;
  for (const QuotaScope& scope : quota.scopes) {
    out += (out.empty() ? "" : " and ") + words::oneLine(scope.name.view());
    if (!(scope.name == "PriorityClass") || scope.op == "Exists") {
      continue;  // the others are matched by their name alone
    }
    out += scope.op == "In" ? " in " : scope.op == "NotIn" ? " not in " : " " + words::oneLine(scope.op.view());
    std::string values;
    for (const Text& value : scope.values) {
      values += (values.empty() ? "" : ", ") + words::oneLine(value.view());
    }
    out += values.empty() ? "" : "(" + values + ")";
  }
  return out;
}

}  // namespace claimscope::quota
