#include "model/resources/decoders.h"
#include "model/resources/protobuf_fields.h"
#include "model/resources/resource_slice/device.h"

namespace claimscope {

namespace {

using protobuf::Bytes;
using protobuf::Field;

void readPool(Bytes pool, ResourceSlice& out) {
  protobuf::forEachField(pool, [&out](const Field& field) {
    if (field.number() == 1) {
      out.poolName = field.text();
    } else if (field.number() == 2) {
      out.poolGeneration = field.integer();
    } else if (field.number() == 3) {
      out.poolSliceCount = field.integer();
    }
  });
}

CounterSet readCounterSet(const Field& item) {
  CounterSet out;
  protobuf::forEachField(item.bytes(), [&out](Field& field) {
    if (field.number() == 1) {
      out.name = field.text();
    } else if (field.number() == 2) {
      protobuf::counters(field, out.counters);
    }
  });
  return out;
}

void readSliceSpec(Bytes spec, bool beta1, ResourceSlice& out) {
  protobuf::forEachField(spec, [&](Field& field) {
    switch (field.number()) {
      case 1:
        out.driver = field.text();
        break;
      case 2:
        readPool(field.bytes(), out);
        break;
      case 3:
        out.nodeName = field.text();
        break;
      case 4:
        protobuf::optional(field, out.nodeSelector, protobuf::nodeSelector);
        break;
      case 5:
        out.allNodes = field.boolean();
        break;
      case 6:
        field.list(out.devices, [beta1](const Field& item) { return protobuf::device(item.bytes(), beta1); });
        break;
      case 7:
        out.perDeviceNodeSelection = field.boolean();
        break;
      case 8:
        field.list(out.sharedCounters, readCounterSet);
        break;
      case 10:
        field.texts(out.skipNodeOperations);
        break;
      default:
        break;
    }
  });
}

}  // namespace

template <>
void decodeProtobuf<ResourceSlice>(std::string_view message, std::string_view apiVersion, ResourceSlice& out) {
  const bool beta1 = apiVersion.ends_with("/v1beta1");
  protobuf::forEachField(message, [&](const Field& part) {
    if (part.number() == 1) {
      protobuf::metadata(part.bytes(), out.meta);
    } else if (part.number() == 2) {
      readSliceSpec(part.bytes(), beta1, out);
    }
  });
}

}  // namespace claimscope
