#include "model/resources/device_taint_rule/device_taint_rule.h"

#include "model/resources/decoders.h"
#include "model/resources/fields.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<DeviceTaintRule>() {
  static const KindRequest request{
      "resource.k8s.io", "devicetaintrules", "DeviceTaintRule", {"v1", "v1beta2", "v1alpha3"}, false, 1, true};
  return request;
}

namespace {

void readSelector(json::Value selector, DeviceTaintRule& out) {
  json::forEachField(selector, [&](std::string_view key, json::Value value) {
    if (key == "driver") {
      out.driver = json::text(value);
    } else if (key == "pool") {
      out.pool = json::text(value);
    } else if (key == "device") {
      out.device = json::text(value);
    } else if (key == "deviceClassName") {
      out.deviceClassName = json::text(value);
    } else if (key == "selectors") {
      out.selectors = fields::celSelectors(value);
    }
  });
}

}  // namespace

template <>
void decode<DeviceTaintRule>(json::Object object, std::string_view, DeviceTaintRule& out) {
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "spec") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "deviceSelector" && !json::isNull(field)) {
          out.hasSelector = true;
          readSelector(field, out);
        } else if (name == "taint") {
          out.taint = fields::taint(field);
        }
      });
    } else if (key == "status") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "conditions") {
          out.conditions = fields::conditions(field);
        }
      });
    }
  });
}

}  // namespace claimscope
