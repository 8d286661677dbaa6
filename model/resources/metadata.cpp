#include "model/resources/metadata.h"

#include <algorithm>

namespace claimscope {

namespace {

Labels::const_iterator find(const Labels& labels, std::string_view key) {
  const auto at = std::lower_bound(labels.begin(), labels.end(), key,
                                   [](const auto& pair, std::string_view wanted) { return pair.first.view() < wanted; });
  return at != labels.end() && at->first == key ? at : labels.end();
}

}  // namespace

Text labelValue(const Labels& labels, std::string_view key) {
  const auto at = find(labels, key);
  return at == labels.end() ? Text() : at->second;
}

bool hasLabel(const Labels& labels, std::string_view key) {
  return find(labels, key) != labels.end();
}

bool keepAnnotation(std::string_view key) {
  // pod-claim-name and extended-resource-claim live under resource.kubernetes.io/.
  constexpr std::string_view kPrefixes[] = {"resource.kubernetes.io/", "resource.k8s.io/", "dra.k8s.io/", "claimscope.io/",
                                            "kwok.x-k8s.io/"};
  // Who else writes an object: Helm and Argo CD put their name there.
  return key == "kubernetes.io/config.mirror" || key == "meta.helm.sh/release-name" || key == "argocd.argoproj.io/tracking-id" ||
         std::any_of(std::begin(kPrefixes), std::end(kPrefixes),
                     [key](std::string_view prefix) { return key.starts_with(prefix); });
}

}  // namespace claimscope
