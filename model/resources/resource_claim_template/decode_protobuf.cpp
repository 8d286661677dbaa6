#include "model/resources/decoders.h"
#include "model/resources/protobuf_fields.h"
#include "model/resources/resource_claim/claim_spec.h"

namespace claimscope {

template <>
void decodeProtobuf<ResourceClaimTemplate>(std::string_view message, std::string_view apiVersion, ResourceClaimTemplate& out) {
  using protobuf::Field;
  Metadata claim;
  protobuf::forEachField(message, [&](const Field& part) {
    if (part.number() == 1) {
      protobuf::metadata(part.bytes(), out.meta);
    } else if (part.number() == 2) {
      protobuf::forEachField(part.bytes(), [&](const Field& field) {
        if (field.number() == 1) {
          protobuf::metadata(field.bytes(), claim);
        } else if (field.number() == 2) {
          protobuf::claimSpec(field.bytes(), apiVersion, out.spec);
        }
      });
    }
  });
  out.claimLabels = std::move(claim.labels);
}

}  // namespace claimscope
