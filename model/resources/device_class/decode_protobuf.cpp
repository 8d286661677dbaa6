#include "model/resources/decoders.h"
#include "model/resources/device_class/configuration.h"
#include "model/resources/protobuf_fields.h"

namespace claimscope {

namespace protobuf {

void configuration(Bytes message, DeviceConfiguration& out) {
  forEachField(message, [&out](const Field& kind) {
    if (kind.number() == 1) {
      forEachField(kind.bytes(), [&out](const Field& opaque) {
        if (opaque.number() == 1) {
          out.driver = opaque.text();
        } else if (opaque.number() == 2) {
          out.parameters = rawJson(opaque.bytes());
        }
      });
    }
  });
}

}  // namespace protobuf

template <>
void decodeProtobuf<DeviceClass>(std::string_view message, std::string_view, DeviceClass& out) {
  using protobuf::Field;
  protobuf::forEachField(message, [&out](const Field& part) {
    if (part.number() == 1) {
      protobuf::metadata(part.bytes(), out.meta);
    } else if (part.number() == 2) {
      protobuf::forEachField(part.bytes(), [&out](Field& field) {
        if (field.number() == 1) {
          field.list(out.selectors, protobuf::celSelector);
        } else if (field.number() == 2) {
          field.list(out.config, [](const Field& item) {
            DeviceConfiguration configuration;
            protobuf::forEachField(item.bytes(), [&configuration](const Field& inner) {
              if (inner.number() == 1) {
                protobuf::configuration(inner.bytes(), configuration);
              }
            });
            return configuration;
          });
        } else if (field.number() == 4) {
          out.extendedResourceName = field.text();
        }
      });
    }
  });
}

}  // namespace claimscope
