#include "model/resources/replica_set/replica_set.h"

#include "model/resources/decoders.h"
#include "model/resources/fields.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<ReplicaSet>() {
  static const KindRequest request{"apps", "replicasets", "ReplicaSet", {"v1"}, true, 5, true};
  return request;
}

template <>
void decode<ReplicaSet>(json::Object object, std::string_view, ReplicaSet& out) {
  out.desired = 1;  // the default when the field is absent
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "spec") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "selector") {
          out.selector = fields::labelSelector(field);
        } else if (name == "template") {
          out.templateClaims = fields::templateClaims(field);
        } else if (name == "replicas" && !json::isNull(field)) {
          out.desired = fields::int32(field);
        }
      });
    } else if (key == "status") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "readyReplicas") {
          out.ready = fields::int32(field);
        } else if (name == "availableReplicas") {
          out.available = fields::int32(field);
        }
      });
    }
  });
}

}  // namespace claimscope
