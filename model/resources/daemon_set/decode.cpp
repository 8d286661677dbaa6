#include "model/resources/daemon_set/daemon_set.h"

#include "model/resources/fields.h"
#include "model/resources/kinds.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<DaemonSet>() {
  static const KindRequest request{"apps", "daemonsets", "DaemonSet", {"v1"}, true, 5};
  return request;
}

template <>
void decode<DaemonSet>(json::Object object, std::string_view, DaemonSet& out) {
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "spec") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "selector") {
          out.selector = fields::labelSelector(field);
        } else if (name == "template") {
          out.templateClaims = fields::templateClaims(field);
        }
      });
    } else if (key == "status") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "numberReady") {
          out.ready = fields::int32(field);
        } else if (name == "numberAvailable") {
          out.available = fields::int32(field);
        } else if (name == "updatedNumberScheduled") {
          out.updated = fields::int32(field);
        } else if (name == "desiredNumberScheduled") {
          out.desired = fields::int32(field);
        }
      });
    }
  });
}

}  // namespace claimscope
