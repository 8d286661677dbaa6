#include "model/resources/decoders.h"
#include "model/resources/protobuf_workload.h"
#include "model/resources/replica_set/replica_set.h"

namespace claimscope {

template <>
void decodeProtobuf<ReplicaSet>(std::string_view message, std::string_view, ReplicaSet& out) {
  protobuf::workload(message, protobuf::kReplicaSet, out, [&out](const protobuf::Field& field) {
    switch (field.number()) {
      case 4:
        out.ready = field.int32();
        break;
      case 5:
        out.available = field.int32();
        break;
      default:
        break;
    }
  });
}

}  // namespace claimscope
