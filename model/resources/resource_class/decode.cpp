#include "model/resources/resource_class/resource_class.h"

#include "model/resources/decoders.h"
#include "model/resources/fields.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<ResourceClass>() {
  static const KindRequest request{"resource.k8s.io", "resourceclasses", "ResourceClass", {"v1alpha2", "v1alpha1"}, false, 6};
  return request;
}

namespace {

void readParametersReference(json::Value reference, ResourceClass& out) {
  json::forEachField(reference, [&](std::string_view key, json::Value value) {
    if (key == "apiGroup") {
      out.parametersApiGroup = json::text(value);
    } else if (key == "kind") {
      out.parametersKind = json::text(value);
    } else if (key == "name") {
      out.parametersName = json::text(value);
    } else if (key == "namespace") {
      out.parametersNamespace = json::text(value);
    }
  });
}

}  // namespace

template <>
void decode<ResourceClass>(json::Object object, std::string_view, ResourceClass& out) {
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "driverName") {
      out.driverName = json::text(value);
    } else if (key == "parametersRef") {
      readParametersReference(value, out);
    } else if (key == "suitableNodes" && !json::isNull(value)) {
      out.suitableNodes = fields::nodeSelector(value);
    } else if (key == "structuredParameters") {
      out.structuredParameters = json::boolean(value);
    }
  });
}

}  // namespace claimscope
