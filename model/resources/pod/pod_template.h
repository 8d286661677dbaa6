// Pod templates of workloads: read as pods, and kept only where somebody has a question about them. Any thread.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "model/base/json.h"
#include "model/resources/pod/pod.h"

namespace claimscope {

/// An extended resource: not one of Kubernetes' own (v1helper.IsExtendedResourceName, without its rule for quotas).
[[nodiscard]] bool isExtendedResource(std::string_view name);

/// What a workload keeps when it has been moved from extended resources to claims: JSON, what its containers asked before.
inline constexpr std::string_view kStaticAnnotation = "claimscope.io/static-resources";

namespace fields {

/// spec.template of a workload: metadata and spec, as those of a pod.
void podTemplate(json::Value value, Pod& out);
/// `type` of a strategy.
[[nodiscard]] Text strategyType(json::Value value);
/// The claims and claim templates that a template names.
[[nodiscard]] std::vector<Text> claimNames(const Pod& form);
/// True where a container asks for an extended resource, or `meta` says that it did before.
[[nodiscard]] bool keepsTemplate(const Metadata& meta, const Pod& form);

/// Fills templateClaims and, where the workload keeps it, the template.
template <class T>
void keepTemplate(Pod&& form, T& out) {
  out.templateClaims = claimNames(form);
  if (keepsTemplate(out.meta, form)) {
    out.extendedTemplate = Box<Pod>(std::move(form));
  }
}

}  // namespace fields

namespace protobuf {

void podTemplate(std::string_view message, Pod& out);
[[nodiscard]] Text strategyType(std::string_view message);

}  // namespace protobuf

}  // namespace claimscope
