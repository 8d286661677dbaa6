// The table of kinds. Any thread.
#include "ui/base/object_kinds.h"

#include <algorithm>
#include <array>

namespace claimscope::ui {
namespace {

struct Entry {
  std::string_view noun;
  std::string_view kind;
  bool spaced = false;
  bool shown = true;  ///< a window can select it
};

constexpr std::array<Entry, 26> kEntries{{{"claim", "ResourceClaim", true},
                                          {"pod", "Pod", true},
                                          {"node", "Node"},
                                          {"class", "DeviceClass"},
                                          {"template", "ResourceClaimTemplate", true},
                                          {"slice", "ResourceSlice"},
                                          {"taintrule", "DeviceTaintRule"},
                                          {"event", "Event", true},
                                          {"quota", "ResourceQuota", true},
                                          {"deployment", "Deployment", true},
                                          {"statefulset", "StatefulSet", true},
                                          {"daemonset", "DaemonSet", true},
                                          {"replicaset", "ReplicaSet", true},
                                          {"job", "Job", true},
                                          {"cronjob", "CronJob", true},
                                          {"controller", {}, true},
                                          {"device", {}, true},
                                          {"pool", {}, true},
                                          {"group", {}},
                                          {"finding", {}},
                                          {"namespace", "Namespace", false, false},
                                          {"pdb", "PodDisruptionBudget", true, false},
                                          {"resourceclass", "ResourceClass", false, false},
                                          {"podschedulingcontext", "PodSchedulingContext", true, false},
                                          {"claimparameters", "ResourceClaimParameters", true, false},
                                          {"classparameters", "ResourceClassParameters", true, false}}};

const Entry* entryOf(std::string_view noun) {
  const auto* const found =
      std::find_if(kEntries.begin(), kEntries.end(), [&](const Entry& entry) { return entry.noun == noun; });
  return found == kEntries.end() ? nullptr : found;
}

}  // namespace

std::string_view apiKindOf(std::string_view noun) {
  const Entry* entry = entryOf(noun);
  return entry == nullptr ? std::string_view() : entry->kind;
}

std::string_view nounOf(std::string_view apiKind) {
  const auto* const found =
      std::find_if(kEntries.begin(), kEntries.end(), [&](const Entry& entry) { return entry.kind == apiKind; });
  return apiKind.empty() || found == kEntries.end() || !found->shown ? std::string_view() : found->noun;
}

bool hasNamespace(std::string_view noun) {
  const Entry* entry = entryOf(noun);
  return entry != nullptr && entry->spaced;
}

bool isNoun(std::string_view noun) {
  const Entry* entry = entryOf(noun);
  return entry != nullptr && entry->shown;
}

bool isWorkload(std::string_view noun) {
  return noun == "deployment" || noun == "statefulset" || noun == "daemonset" || noun == "replicaset" || noun == "job" ||
         noun == "cronjob" || noun == "controller";
}

ObjectRef ownerRef(const Text& apiKind, const Text& namespaceName, const Text& name) {
  const std::string_view noun = nounOf(apiKind.view());
  if (noun == "pod" || isWorkload(noun)) {
    return {std::string(noun), namespaceName.str(), name.str()};
  }
  return {"controller", namespaceName.str(), apiKind.str() + "/" + name.str()};
}

OwnerName ownerName(const ObjectRef& workload) {
  if (workload.kind != "controller") {
    return {apiKindOf(workload.kind), workload.name};
  }
  const std::string_view whole = workload.name;
  const std::size_t slash = whole.find('/');
  return slash == std::string_view::npos ? OwnerName{whole, {}} : OwnerName{whole.substr(0, slash), whole.substr(slash + 1)};
}

}  // namespace claimscope::ui
