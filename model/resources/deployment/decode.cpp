#include "model/resources/deployment/deployment.h"

#include "model/resources/decoders.h"
#include "model/resources/fields.h"
#include "model/resources/pod/pod_template.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<Deployment>() {
  static const KindRequest request{"apps", "deployments", "Deployment", {"v1"}, true, 5, true};
  return request;
}

template <>
void decode<Deployment>(json::Object object, std::string_view, Deployment& out) {
  out.desired = 1;  // the default when the field is absent
  Pod form;
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "spec") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "selector") {
          out.selector = fields::labelSelector(field);
        } else if (name == "template") {
          fields::podTemplate(field, form);
        } else if (name == "strategy") {
          out.strategy = fields::strategyType(field);
        } else if (name == "replicas" && !json::isNull(field)) {
          out.desired = fields::int32(field);
        }
      });
    } else if (key == "status") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "observedGeneration") {
          out.observedGeneration = json::integer(field);
        } else if (name == "readyReplicas") {
          out.ready = fields::int32(field);
        } else if (name == "availableReplicas") {
          out.available = fields::int32(field);
        } else if (name == "updatedReplicas") {
          out.updated = fields::int32(field);
        }
      });
    }
  });
  fields::keepTemplate(std::move(form), out);
}

}  // namespace claimscope
