#include "model/resources/daemon_set/daemon_set.h"
#include "model/resources/decoders.h"
#include "model/resources/protobuf_workload.h"

namespace claimscope {

template <>
void decodeProtobuf<DaemonSet>(std::string_view message, std::string_view, DaemonSet& out) {
  protobuf::workload(message, protobuf::kPerNode, out, [&out](const protobuf::Field& field) {
    switch (field.number()) {
      case 3:
        out.desired = field.int32();
        break;
      case 4:
        out.ready = field.int32();
        break;
      case 5:
        out.observedGeneration = field.integer();
        break;
      case 6:
        out.updated = field.int32();
        break;
      case 7:
        out.available = field.int32();
        break;
      default:
        break;
    }
  });
}

}  // namespace claimscope
