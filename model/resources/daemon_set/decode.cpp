#include "model/resources/daemon_set/daemon_set.h"

#include "model/resources/decoders.h"
#include "model/resources/fields.h"
#include "model/resources/pod/pod_template.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<DaemonSet>() {
  static const KindRequest request{"apps", "daemonsets", "DaemonSet", {"v1"}, true, 5, true};
  return request;
}

template <>
void decode<DaemonSet>(json::Object object, std::string_view, DaemonSet& out) {
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
        } else if (name == "updateStrategy") {
          out.strategy = fields::strategyType(field);
        }
      });
    } else if (key == "status") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "observedGeneration") {
          out.observedGeneration = json::integer(field);
        } else if (name == "numberReady") {
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
  fields::keepTemplate(std::move(form), out);
}

}  // namespace claimscope
