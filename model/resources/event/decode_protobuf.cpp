#include "model/resources/decoders.h"
#include "model/resources/event/occurrences.h"
#include "model/resources/protobuf_fields.h"

namespace claimscope {

namespace {

using protobuf::Field;

void readObjectReference(std::string_view reference, Event& out) {
  protobuf::forEachField(reference, [&out](const Field& field) {
    switch (field.number()) {
      case 1:
        out.objectKind = field.text();
        break;
      case 2:
        out.objectNamespace = field.text();
        break;
      case 3:
        out.objectName = field.text();
        break;
      case 4:
        out.objectUid = field.as<Uid>();
        break;
      default:
        break;
    }
  });
}

void readSeries(std::string_view series, fields::Occurrences& times) {
  protobuf::forEachField(series, [&times](const Field& field) {
    if (field.number() == 1) {
      times.seriesCount = field.int32();
    } else if (field.number() == 2) {
      times.seriesLast = field.microTime();
    }
  });
}

}  // namespace

template <>
void decodeProtobuf<Event>(std::string_view message, std::string_view, Event& out) {
  fields::Occurrences times;
  protobuf::forEachField(message, [&](const Field& field) {
    switch (field.number()) {
      case 1:
        protobuf::metadata(field.bytes(), out.meta);
        break;
      case 2:
        readObjectReference(field.bytes(), out);
        break;
      case 3:
        out.reason = field.text();
        break;
      case 4:
        out.message = field.string();
        break;
      case 5:
        protobuf::forEachField(field.bytes(), [&times](const Field& source) {
          if (source.number() == 1) {
            times.component = source.text();
          }
        });
        break;
      case 6:
        out.first = field.time();
        break;
      case 7:
        times.last = field.time();
        break;
      case 8:
        times.count = field.int32();
        break;
      case 9:
        out.type = field.text();
        break;
      case 10:
        times.single = field.microTime();
        break;
      case 11:
        readSeries(field.bytes(), times);
        break;
      case 14:
        out.source = field.text();
        break;
      default:
        break;
    }
  });
  times.finish(out);
}

}  // namespace claimscope
