#include "model/resources/pod/pod_template.h"

#include <algorithm>

namespace claimscope {

bool isExtendedResource(std::string_view name) {
  const std::size_t slash = name.find('/');
  return slash != std::string_view::npos && slash > 0 && slash + 1 < name.size() &&
         !name.substr(0, slash).ends_with("kubernetes.io");
}

std::vector<Text> fields::claimNames(const Pod& form) {
  std::vector<Text> out;
  for (const PodClaimEntry& entry : form.spec->claims) {
    for (const Text* name : {&entry.claimName, &entry.templateName}) {
      if (!name->empty()) {
        out.push_back(*name);
      }
    }
  }
  out.shrink_to_fit();
  return out;
}

bool fields::keepsTemplate(const Metadata& meta, const Pod& form) {
  const auto asks = [](const ResourceList& list) {
    return std::any_of(list.begin(), list.end(), [](const auto& entry) { return isExtendedResource(entry.first.view()); });
  };
  return hasLabel(meta.annotations(), kStaticAnnotation) ||
         std::any_of(form.spec->containers.begin(), form.spec->containers.end(),
                     [&](const Container& container) { return asks(container.requests) || asks(container.limits); });
}

}  // namespace claimscope
