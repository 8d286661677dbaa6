#include "model/resources/decoders.h"

namespace claimscope {

const KindRequest& kindRequest(Kind kind) {
  return visitKind(kind, [](auto tag) -> const KindRequest& { return kindRequest<typename decltype(tag)::type>(); });
}

std::vector<KindRequest> allKindRequests() {
  return {
#define X(name) kindRequest<name>(),
      CLAIMSCOPE_KINDS(X)
#undef X
  };
}

std::optional<Kind> kindOf(std::string_view group, std::string_view resource) {
  // Renamed after 1.26; the object is the same.
  if (group == "resource.k8s.io" && resource == "podschedulings") {
    return Kind::PodSchedulingContext;
  }
  for (std::size_t i = 0; i < kKindCount; ++i) {
    const Kind kind = static_cast<Kind>(i);
    if (kindRequest(kind).resource == resource && kindRequest(kind).group == group) {
      return kind;
    }
  }
  return std::nullopt;
}

std::optional<Kind> kindOfManifest(std::string_view group, std::string_view kind) {
  if (group == "resource.k8s.io" && kind == "PodScheduling") {
    return Kind::PodSchedulingContext;
  }
  for (std::size_t i = 0; i < kKindCount; ++i) {
    const Kind candidate = static_cast<Kind>(i);
    if (kindRequest(candidate).kind == kind && kindRequest(candidate).group == group) {
      return candidate;
    }
  }
  return std::nullopt;
}

}  // namespace claimscope
