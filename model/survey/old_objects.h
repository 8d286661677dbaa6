// Old objects: what a cluster still stores of classic DRA, with what belongs to it, as manifests to be modernised. Pure; any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/survey/survey.h"

namespace claimscope::survey {

/// What to ask for, object by object or list by list: classes, claims, templates and parameters of resource.k8s.io v1alpha1 or
/// v1alpha2; the ConfigMaps that they name; workloads and bare pods whose pods name claims in the old shape or templates of
/// classic DRA; quotas with keys of old. Empty when there is nothing of it.
struct OldQuestions {
  std::vector<Question> questions;
  std::int64_t leftOut = 0;  ///< objects beyond kMostOldObjects
};
[[nodiscard]] OldQuestions oldObjectQuestions(const cluster::Snapshot& snapshot);

struct OldManifests {
  std::string yaml;  ///< a stream, in the order of the questions
  std::int64_t objects = 0;
  std::vector<std::string> missing;  ///< "ConfigMap ml/train-params: forbidden"
};
/// Without what the server adds (status, managedFields, uid …), and without claims that a controller has made from a template.
[[nodiscard]] OldManifests oldManifests(const Survey& survey);

/// Objects that are asked for one by one.
inline constexpr std::size_t kMostOldObjects = 200;

}  // namespace claimscope::survey
