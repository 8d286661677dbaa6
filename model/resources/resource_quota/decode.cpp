#include "model/resources/resource_quota/resource_quota.h"

#include "model/resources/decoders.h"
#include "model/resources/fields.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<ResourceQuota>() {
  static const KindRequest request{"", "resourcequotas", "ResourceQuota", {"v1"}, true, 5, true};
  return request;
}

template <>
void decode<ResourceQuota>(json::Object object, std::string_view, ResourceQuota& out) {
  ResourceList wanted;
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "spec" || key == "status") {
      ResourceList& hard = key == "spec" ? wanted : out.hard;
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "hard") {
          hard = fields::quantities(field);
        } else if (name == "used") {
          out.used = fields::quantities(field);
        }
      });
    }
  });
  if (out.hard.empty()) {
    out.hard = std::move(wanted);
  }
}

}  // namespace claimscope
