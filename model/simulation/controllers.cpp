#include "model/simulation/documents.h"

namespace claimscope::simulation::documents {

namespace {

void writeTemplate(JsonWriter& json, const PodShape& shape, const WriteContext& context) {
  json.open("template");
  json.open("metadata");
  json.raw("labels", shape.labels.view());
  json.close();
  json.open("spec");
  shape.writeSpec(json, context);
  json.close();
  json.close();
}

void writeSelector(JsonWriter& json, const PodShape& shape) {
  json.open("selector");
  json.raw("matchLabels", shape.labels.view());
  json.close();
}

void writeJob(JsonWriter& json, const Controller& what, const PodShape& shape, const WriteContext& context) {
  json.open("spec");
  json.number("parallelism", what.desired);
  json.number("completions", what.desired);
  json.number("backoffLimit", 6);
  writeSelector(json, shape);
  writeTemplate(json, shape, context);
  json.text("completionMode", "Indexed");
  json.flag("suspend", false);
  json.close();
  json.open("status");
  if (what.finished.isSet()) {
    json.openList("conditions");
    json.open();
    json.text("type", what.failed > 0 ? "Failed" : "Complete");
    json.text("status", "True");
    json.time("lastTransitionTime", what.finished);
    json.close();
    json.closeList();
    if (what.failed == 0) {
      json.time("completionTime", what.finished);
    }
  }
  json.time("startTime", what.created);
  json.number("active", what.ready);
  json.number("succeeded", what.succeeded);
  json.number("failed", what.failed);
  json.close();
}

/// One Job an hour.
void writeCronJob(JsonWriter& json, const Controller& what, const PodShape& shape, const WriteContext& context) {
  json.open("spec");
  json.text("schedule", "0 * * * *");
  json.text("concurrencyPolicy", "Allow");
  json.flag("suspend", false);
  json.open("jobTemplate");
  json.open("spec");
  json.number("parallelism", what.desired);
  json.number("completions", what.desired);
  writeTemplate(json, shape, context);
  json.close();
  json.close();
  json.number("successfulJobsHistoryLimit", 3);
  json.number("failedJobsHistoryLimit", 1);
  json.close();
  json.open("status");
  json.time("lastScheduleTime", what.finished);
  json.close();
}

void writeReplicas(JsonWriter& json, const Controller& what, const PodShape& shape, const WriteContext& context) {
  const bool daemon = what.kind == "DaemonSet";
  json.open("spec");
  if (!daemon) {
    json.number("replicas", what.desired);
  }
  if (what.kind == "StatefulSet") {
    json.text("serviceName", what.name);
  }
  writeSelector(json, shape);
  writeTemplate(json, shape, context);
  json.close();
  json.open("status");
  json.number("observedGeneration", 1);
  if (daemon) {
    json.number("currentNumberScheduled", what.desired);
    json.number("numberMisscheduled", 0);
    json.number("desiredNumberScheduled", what.desired);
    json.number("numberReady", what.ready);
    json.number("updatedNumberScheduled", what.updated < 0 ? what.desired : what.updated);
    json.number("numberAvailable", what.ready);
  } else {
    json.number("replicas", what.desired);
    json.number("updatedReplicas", what.updated < 0 ? what.desired : what.updated);
    json.number("readyReplicas", what.ready);
    json.number("availableReplicas", what.ready);
  }
  json.close();
}

}  // namespace

std::string controllerBody(const Controller& what, const PodShape& shape, const WriteContext& context) {
  std::string out;
  JsonWriter json(out);
  if (what.kind == "Job") {
    writeJob(json, what, shape, context);
  } else if (what.kind == "CronJob") {
    writeCronJob(json, what, shape, context);
  } else {
    writeReplicas(json, what, shape, context);
  }
  return out;
}

Document controller(const Controller& what, const PodShape& shape, const WriteContext& context) {
  auto out = std::make_shared<PlainObject>();
  out->namespaceName = shape.namespaceName;
  out->name = Text(what.name);
  out->labels = what.labels.empty() ? shape.labels : what.labels;
  out->annotations = what.annotations;
  out->owner = what.owner;
  out->created = what.created;
  out->generation = 1;
  out->body = controllerBody(what, shape, context);
  return out;
}

}  // namespace claimscope::simulation::documents
