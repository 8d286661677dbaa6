#include "model/resources/decoders.h"
#include "model/resources/namespace/namespace.h"
#include "model/resources/protobuf_fields.h"

namespace claimscope {

template <>
void decodeProtobuf<Namespace>(std::string_view message, std::string_view, Namespace& out) {
  using protobuf::Field;
  protobuf::forEachField(message, [&](const Field& part) {
    if (part.number() == 1) {
      protobuf::metadata(part.bytes(), out.meta);
    } else if (part.number() == 3) {
      protobuf::forEachField(part.bytes(), [&](const Field& field) {
        if (field.number() == 1) {
          out.phase = field.text();
        }
      });
    }
  });
}

}  // namespace claimscope
