#include "model/resources/namespace/namespace.h"

#include "model/resources/decoders.h"
#include "model/resources/fields.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<Namespace>() {
  static const KindRequest request{"", "namespaces", "Namespace", {"v1"}, false, 2, true};
  return request;
}

template <>
void decode<Namespace>(json::Object object, std::string_view, Namespace& out) {
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "status") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "phase") {
          out.phase = json::text(field);
        }
      });
    }
  });
}

}  // namespace claimscope
