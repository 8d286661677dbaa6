#include "model/resources/decoders.h"
#include "model/resources/fields.h"
#include "model/resources/resource_claim/claim_spec.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<ResourceClaimTemplate>() {
  static const KindRequest request{"resource.k8s.io",
                                   "resourceclaimtemplates",
                                   "ResourceClaimTemplate",
                                   {"v1", "v1beta2", "v1beta1", "v1alpha3", "v1alpha2", "v1alpha1"},
                                   true,
                                   3,
                                   true};
  return request;
}

template <>
void decode<ResourceClaimTemplate>(json::Object object, std::string_view apiVersion, ResourceClaimTemplate& out) {
  fields::ClassicBuilder classic;
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "spec") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "metadata") {
          Metadata claim;
          fields::metadata(field, claim);
          out.claimLabels = std::move(claim.labels);
        } else if (name == "spec") {
          fields::claimSpec(field, out.spec, classic);
        }
      });
    }
  });
  out.classic = fields::finishClassic(classic, apiVersion);
}

}  // namespace claimscope
