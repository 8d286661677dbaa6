#include "model/resources/decoders.h"
#include "model/resources/job/job.h"
#include "model/resources/pod/pod_template.h"
#include "model/resources/protobuf_fields.h"

namespace claimscope {

namespace {

using protobuf::Bytes;
using protobuf::Field;

void readJobSpec(std::string_view spec, Job& out, Pod& form) {
  protobuf::forEachField(spec, [&](const Field& field) {
    switch (field.number()) {
      case 1:
        out.parallelism = field.int32();
        break;
      case 2:
        out.completions = field.int32();
        break;
      case 4:
        protobuf::labelSelector(field.bytes(), out.selector);
        break;
      case 6:
        protobuf::podTemplate(field.bytes(), form);
        break;
      case 10:
        out.suspended = field.boolean();
        break;
      default:
        break;
    }
  });
}

void readJobStatus(std::string_view status, Job& out) {
  protobuf::forEachField(status, [&out](const Field& field) {
    switch (field.number()) {
      case 1:
        note(protobuf::condition(field), out);
        break;
      case 3:
        out.completionTime = field.time();
        break;
      case 4:
        out.active = field.int32();
        break;
      case 5:
        out.succeeded = field.int32();
        break;
      case 6:
        out.failed = field.int32();
        break;
      case 9:
        out.ready = field.int32();
        break;
      default:
        break;
    }
  });
}

}  // namespace

template <>
void decodeProtobuf<Job>(std::string_view message, std::string_view, Job& out) {
  Pod form;
  protobuf::object(
      message, out.meta, [&](Bytes spec) { readJobSpec(spec, out, form); }, [&](Bytes status) { readJobStatus(status, out); });
  fields::keepTemplate(std::move(form), out);
}

}  // namespace claimscope
