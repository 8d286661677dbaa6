#include "model/resources/resource_class_parameters/resource_class_parameters.h"

#include "model/resources/decoders.h"
#include "model/resources/fields.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<ResourceClassParameters>() {
  static const KindRequest request{
      "resource.k8s.io", "resourceclassparameters", "ResourceClassParameters", {"v1alpha2"}, true, 6};
  return request;
}

namespace {

void readGeneratedFrom(json::Value reference, ResourceClassParameters& out) {
  json::forEachField(reference, [&](std::string_view key, json::Value value) {
    if (key == "kind") {
      out.generatedKind = json::text(value);
    } else if (key == "name") {
      out.generatedName = json::text(value);
    }
  });
}

std::pair<Text, Text> readFilter(json::Value filter) {
  std::pair<Text, Text> out;
  json::forEachField(filter, [&](std::string_view key, json::Value value) {
    if (key == "driverName") {
      out.first = json::text(value);
    } else if (key == "namedResources") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "selector") {
          out.second = json::text(field);
        }
      });
    }
  });
  return out;
}

}  // namespace

template <>
void decode<ResourceClassParameters>(json::Object object, std::string_view, ResourceClassParameters& out) {
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "generatedFrom") {
      readGeneratedFrom(value, out);
    } else if (key == "filters") {
      out.filters = fields::list<std::pair<Text, Text>>(value, readFilter);
    }
  });
}

}  // namespace claimscope
