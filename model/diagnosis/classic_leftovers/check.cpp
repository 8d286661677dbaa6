// Objects of classic DRA (v1alpha1, v1alpha2), which Kubernetes 1.32 removed.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findClassicLeftovers(const Examination& examination, std::vector<Finding>& out) {
  const auto claims = static_cast<std::int64_t>(examination.classic.size());
  const auto classes = static_cast<std::int64_t>(examination.snapshot.of<ResourceClass>().size());
  const auto contexts = static_cast<std::int64_t>(examination.snapshot.of<PodSchedulingContext>().size());
  const auto parameters = static_cast<std::int64_t>(examination.snapshot.of<ResourceClaimParameters>().size() +
                                                    examination.snapshot.of<ResourceClassParameters>().size());
  std::int64_t templates = 0;
  std::vector<ObjectRef> names;
  examination.snapshot.of<ResourceClaimTemplate>().forEach([&](cluster::Slot, const ResourceClaimTemplate& object) {
    if (object.classic != nullptr) {
      ++templates;
      names.push_back({"template", object.meta.namespaceName.str(), object.meta.name.str()});
    }
  });
  examination.snapshot.of<ResourceClass>().forEach([&](cluster::Slot, const ResourceClass& object) {
    names.push_back({"class", "", object.meta.name.str()});
  });
  std::vector<std::string> parts;
  const auto add = [&](std::int64_t count, std::string_view one, std::string_view many) {
    if (count > 0) {
      parts.push_back(counted(count, one, many));
    }
  };
  add(claims, "ResourceClaim", "ResourceClaims");
  add(templates, "ResourceClaimTemplate", "ResourceClaimTemplates");
  add(classes, "ResourceClass", "ResourceClasses");
  add(contexts, "PodSchedulingContext", "PodSchedulingContexts");
  add(parameters, "parameters object", "parameters objects");
  if (parts.empty()) {
    return;
  }
  Finding finding;
  finding.id = "ClassicApi";
  finding.severity = Severity::notice;
  finding.title =
      counted(claims + templates + classes + contexts + parameters, "object") + " of classic DRA, which Kubernetes 1.32 removed";
  finding.detail = listed(parts, 5) + " · convert with claimscope modernise before the upgrade";
  std::sort(names.begin(), names.end(), [](const ObjectRef& a, const ObjectRef& b) {
    return std::tie(a.kind, a.namespaceName, a.name) < std::tie(b.kind, b.namespaceName, b.name);
  });
  for (ObjectRef& name : names) {
    addObject(finding, std::move(name));
  }
  for (const cluster::ClaimIndex i : examination.classic) {
    addObject(finding, examination.refOfClaim(i));
    addEvidence(finding, "ResourceClaim " + examination.claimName(i), "spec.resourceClassName",
                examination.claim(i).classic->resourceClassName.str());
  }
  finding.command = "kubectl get resourceclasses,resourceclaims,resourceclaimtemplates,podschedulingcontexts -A";
  out.push_back(std::move(finding));
}

}  // namespace

Check classicLeftovers() {
  return {"classic_leftovers", "objects of classic DRA", {Kind::ResourceClaim}, findClassicLeftovers};
}

}  // namespace claimscope::diagnosis
