#include "model/resources/decoders.h"
#include "model/resources/protobuf_fields.h"
#include "model/resources/resource_quota/resource_quota.h"

namespace claimscope {

template <>
void decodeProtobuf<ResourceQuota>(std::string_view message, std::string_view, ResourceQuota& out) {
  using protobuf::Field;
  ResourceList wanted;
  protobuf::forEachField(message, [&](const Field& part) {
    if (part.number() == 1) {
      protobuf::metadata(part.bytes(), out.meta);
    } else if (part.number() == 2 || part.number() == 3) {
      const bool status = part.number() == 3;
      protobuf::forEachField(part.bytes(), [&](Field& field) {
        if (field.number() == 1) {
          protobuf::quantities(field, status ? out.hard : wanted);
        } else if (field.number() == 2 && status) {
          protobuf::quantities(field, out.used);
        }
      });
    }
  });
  if (out.hard.empty()) {
    out.hard = std::move(wanted);
  }
}

}  // namespace claimscope
