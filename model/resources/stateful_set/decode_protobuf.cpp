#include "model/resources/decoders.h"
#include "model/resources/protobuf_workload.h"
#include "model/resources/stateful_set/stateful_set.h"

namespace claimscope {

template <>
void decodeProtobuf<StatefulSet>(std::string_view message, std::string_view, StatefulSet& out) {
  protobuf::workload(message, protobuf::kOrdered, out, [&out](const protobuf::Field& field) {
    switch (field.number()) {
      case 1:
        out.observedGeneration = field.integer();
        break;
      case 3:
        out.ready = field.int32();
        break;
      case 5:
        out.updated = field.int32();
        break;
      case 11:
        out.available = field.int32();
        break;
      default:
        break;
    }
  });
}

}  // namespace claimscope
