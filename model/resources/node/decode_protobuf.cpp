#include "model/resources/decoders.h"
#include "model/resources/node/node.h"
#include "model/resources/protobuf_fields.h"

namespace claimscope {

namespace {

using protobuf::Bytes;
using protobuf::Field;

void readNodeSpec(std::string_view spec, Node& out) {
  protobuf::forEachField(spec, [&out](Field& field) {
    switch (field.number()) {
      case 3:
        out.providerId = field.text();
        break;
      case 4:
        out.unschedulable = field.boolean();
        break;
      case 5:
        field.list(out.taints, [](const Field& item) {
          Taint taint;
          protobuf::taint(item.bytes(), taint);
          return taint;
        });
        break;
      default:
        break;
    }
  });
}

void readNodeStatus(std::string_view status, Node& out) {
  protobuf::forEachField(status, [&out](Field& field) {
    switch (field.number()) {
      case 1:
        protobuf::quantities(field, out.capacity);
        break;
      case 2:
        protobuf::quantities(field, out.allocatable);
        break;
      case 4:
        field.list(out.conditions, protobuf::condition);
        break;
      case 7:
        protobuf::forEachField(field.bytes(), [&out](const Field& info) {
          if (info.number() == 7) {
            out.kubeletVersion = info.text();
          }
        });
        break;
      case 14:
        field.texts(out.declaredFeatures);
        break;
      default:
        break;
    }
  });
}

}  // namespace

template <>
void decodeProtobuf<Node>(std::string_view message, std::string_view, Node& out) {
  protobuf::object(
      message, out.meta, [&out](Bytes spec) { readNodeSpec(spec, out); }, [&out](Bytes status) { readNodeStatus(status, out); });
}

}  // namespace claimscope
