#include "model/resources/cron_job/cron_job.h"
#include "model/resources/decoders.h"
#include "model/resources/pod/pod_template.h"
#include "model/resources/protobuf_fields.h"

namespace claimscope {

namespace {

using protobuf::Bytes;
using protobuf::Field;

/// JobTemplateSpec: metadata 1, spec 2.
void readJobTemplate(Bytes message, CronJob& out, Pod& form) {
  protobuf::forEachField(message, [&](const Field& part) {
    if (part.number() != 2) {
      return;
    }
    protobuf::forEachField(part.bytes(), [&](const Field& field) {
      if (field.number() == 1) {
        out.parallelism = field.int32();
      } else if (field.number() == 6) {
        protobuf::podTemplate(field.bytes(), form);
      }
    });
  });
}

void readCronJobSpec(Bytes spec, CronJob& out, Pod& form) {
  protobuf::forEachField(spec, [&](const Field& field) {
    switch (field.number()) {
      case 1:
        out.schedule = field.text();
        break;
      case 4:
        out.suspended = field.boolean();
        break;
      case 5:
        readJobTemplate(field.bytes(), out, form);
        break;
      case 8:
        out.timeZone = field.text();
        break;
      default:
        break;
    }
  });
}

void readCronJobStatus(Bytes status, CronJob& out) {
  protobuf::forEachField(status, [&out](const Field& field) {
    if (field.number() == 1) {
      ++out.active;
    } else if (field.number() == 4) {
      out.lastSchedule = field.time();
    }
  });
}

}  // namespace

template <>
void decodeProtobuf<CronJob>(std::string_view message, std::string_view, CronJob& out) {
  Pod form;
  protobuf::object(
      message, out.meta, [&](Bytes spec) { readCronJobSpec(spec, out, form); },
      [&](Bytes status) { readCronJobStatus(status, out); });
  fields::keepTemplate(std::move(form), out);
}

}  // namespace claimscope
