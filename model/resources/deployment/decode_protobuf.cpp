#include "model/resources/decoders.h"
#include "model/resources/deployment/deployment.h"
#include "model/resources/protobuf_workload.h"

namespace claimscope {

template <>
void decodeProtobuf<Deployment>(std::string_view message, std::string_view, Deployment& out) {
  protobuf::workload(message, protobuf::kReplicated, out, [&out](const protobuf::Field& field) {
    switch (field.number()) {
      case 1:
        out.observedGeneration = field.integer();
        break;
      case 3:
        out.updated = field.int32();
        break;
      case 4:
        out.available = field.int32();
        break;
      case 7:
        out.ready = field.int32();
        break;
      default:
        break;
    }
  });
}

}  // namespace claimscope
