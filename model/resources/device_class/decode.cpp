#include "model/resources/decoders.h"
#include "model/resources/device_class/configuration.h"
#include "model/resources/fields.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<DeviceClass>() {
  static const KindRequest request{
      "resource.k8s.io", "deviceclasses", "DeviceClass", {"v1", "v1beta2", "v1beta1", "v1alpha3"}, false, 1, true};
  return request;
}

namespace fields {

std::vector<DeviceConfiguration> configurations(json::Value value) {
  return list<DeviceConfiguration>(value, [](json::Value item) {
    DeviceConfiguration out;
    json::forEachField(item, [&](std::string_view key, json::Value field) {
      if (key == "requests") {
        out.requests = json::texts(field);
      } else if (key == "opaque") {
        json::forEachField(field, [&](std::string_view name, json::Value inner) {
          if (name == "driver") {
            out.driver = json::text(inner);
          } else if (name == "parameters" && !json::isNull(inner)) {
            out.parameters = json::raw(inner);
          }
        });
      }
    });
    return out;
  });
}

}  // namespace fields

template <>
void decode<DeviceClass>(json::Object object, std::string_view, DeviceClass& out) {
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "spec") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "selectors") {
          out.selectors = fields::celSelectors(field);
        } else if (name == "config") {
          out.config = fields::configurations(field);
        } else if (name == "extendedResourceName") {
          out.extendedResourceName = json::text(field);
        } else if (name == "suitableNodes" && !json::isNull(field)) {
          out.suitableNodes = fields::nodeSelector(field);
        }
      });
    }
  });
}

}  // namespace claimscope
