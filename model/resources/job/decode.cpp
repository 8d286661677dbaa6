#include "model/resources/job/job.h"

#include "model/resources/decoders.h"
#include "model/resources/fields.h"
#include "model/resources/pod/pod_template.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<Job>() {
  static const KindRequest request{"batch", "jobs", "Job", {"v1"}, true, 5, true};
  return request;
}

namespace {

void readJobSpec(json::Value spec, Job& out, Pod& form) {
  json::forEachField(spec, [&](std::string_view key, json::Value value) {
    if (key == "completions" && !json::isNull(value)) {
      out.completions = fields::int32(value);
    } else if (key == "parallelism" && !json::isNull(value)) {
      out.parallelism = fields::int32(value);
    } else if (key == "suspend") {
      out.suspended = json::boolean(value);
    } else if (key == "selector") {
      out.selector = fields::labelSelector(value);
    } else if (key == "template") {
      fields::podTemplate(value, form);
    }
  });
}

void readJobStatus(json::Value status, Job& out) {
  json::forEachField(status, [&](std::string_view key, json::Value value) {
    if (key == "active") {
      out.active = fields::int32(value);
    } else if (key == "succeeded") {
      out.succeeded = fields::int32(value);
    } else if (key == "failed") {
      out.failed = fields::int32(value);
    } else if (key == "ready" && !json::isNull(value)) {
      out.ready = fields::int32(value);
    } else if (key == "completionTime") {
      out.completionTime = json::time(value);
    } else if (key == "conditions") {
      for (const Condition& condition : fields::conditions(value)) {
        note(condition, out);
      }
    }
  });
}

}  // namespace

template <>
void decode<Job>(json::Object object, std::string_view, Job& out) {
  Pod form;
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "spec") {
      readJobSpec(value, out, form);
    } else if (key == "status") {
      readJobStatus(value, out);
    }
  });
  fields::keepTemplate(std::move(form), out);
}

}  // namespace claimscope
