#include "model/resources/decoders.h"
#include "model/resources/device_taint_rule/device_taint_rule.h"
#include "model/resources/protobuf_fields.h"

namespace claimscope {

namespace {

using protobuf::Field;

void readTaintRuleSpec(std::string_view spec, DeviceTaintRule& out) {
  protobuf::forEachField(spec, [&out](const Field& field) {
    if (field.number() == 1) {
      out.hasSelector = true;
      protobuf::forEachField(field.bytes(), [&out](const Field& selected) {
        if (selected.number() == 2) {
          out.driver = selected.text();
        } else if (selected.number() == 3) {
          out.pool = selected.text();
        } else if (selected.number() == 4) {
          out.device = selected.text();
        }
      });
    } else if (field.number() == 2) {
      protobuf::taint(field.bytes(), out.taint);
    }
  });
}

}  // namespace

template <>
void decodeProtobuf<DeviceTaintRule>(std::string_view message, std::string_view, DeviceTaintRule& out) {
  protobuf::forEachField(message, [&out](const Field& part) {
    if (part.number() == 1) {
      protobuf::metadata(part.bytes(), out.meta);
    } else if (part.number() == 2) {
      readTaintRuleSpec(part.bytes(), out);
    } else if (part.number() == 3) {
      protobuf::forEachField(part.bytes(), [&out](Field& field) {
        if (field.number() == 1) {
          field.list(out.conditions, protobuf::condition);
        }
      });
    }
  });
}

}  // namespace claimscope
