#include "model/resources/cron_job/cron_job.h"
#include "model/resources/decoders.h"
#include "model/resources/fields.h"
#include "model/resources/pod/pod_template.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<CronJob>() {
  static const KindRequest request{"batch", "cronjobs", "CronJob", {"v1"}, true, 5, true};
  return request;
}

namespace {

void readJobTemplate(json::Value value, CronJob& out, Pod& form) {
  json::forEachField(value, [&](std::string_view part, json::Value spec) {
    if (part != "spec") {
      return;
    }
    json::forEachField(spec, [&](std::string_view key, json::Value field) {
      if (key == "template") {
        fields::podTemplate(field, form);
      } else if (key == "parallelism" && !json::isNull(field)) {
        out.parallelism = fields::int32(field);
      }
    });
  });
}

void readCronJobSpec(json::Value spec, CronJob& out, Pod& form) {
  json::forEachField(spec, [&](std::string_view key, json::Value value) {
    if (key == "schedule") {
      out.schedule = json::text(value);
    } else if (key == "timeZone" && !json::isNull(value)) {
      out.timeZone = json::text(value);
    } else if (key == "suspend" && !json::isNull(value)) {
      out.suspended = json::boolean(value);
    } else if (key == "jobTemplate") {
      readJobTemplate(value, out, form);
    }
  });
}

void readCronJobStatus(json::Value status, CronJob& out) {
  json::forEachField(status, [&](std::string_view key, json::Value value) {
    if (key == "active") {
      json::forEachItem(value, [&](json::Value) { ++out.active; });
    } else if (key == "lastScheduleTime") {
      out.lastSchedule = json::time(value);
    }
  });
}

}  // namespace

template <>
void decode<CronJob>(json::Object object, std::string_view, CronJob& out) {
  Pod form;
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "spec") {
      readCronJobSpec(value, out, form);
    } else if (key == "status") {
      readCronJobStatus(value, out);
    }
  });
  fields::keepTemplate(std::move(form), out);
}

}  // namespace claimscope
