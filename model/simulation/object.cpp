#include "model/simulation/object.h"

namespace claimscope::simulation {

namespace {

std::string_view apiVersionOf(std::string_view kind) {
  if (kind == "ReplicaSet" || kind == "Deployment" || kind == "StatefulSet" || kind == "DaemonSet") {
    return "apps/v1";
  }
  return kind == "Job" || kind == "CronJob" ? "batch/v1" : "v1";
}

}  // namespace

void Object::writeManagedFields(JsonWriter&, const WriteContext&) const {}

std::string Object::key() const {
  std::string out;
  out.reserve(namespaceName.view().size() + name.view().size() + 1);
  if (!namespaceName.empty()) {
    out += namespaceName.view();
    out += '/';
  }
  out += name.view();
  return out;
}

void Object::write(JsonWriter& json, const WriteContext& context, std::string_view apiVersion, std::string_view kind) const {
  json.open();
  if (!kind.empty()) {
    json.text("kind", kind);
    json.text("apiVersion", apiVersion);
  }
  json.open("metadata");
  writeMetadata(json, context);
  json.close();
  writeBody(json, context);
  json.close();
}

void Object::writeMetadata(JsonWriter& json, const WriteContext& context) const {
  json.text("name", name.view());
  json.optional("generateName", generateName.view());
  json.optional("namespace", namespaceName.view());
  json.text("uid", uuid(uid));
  json.text("resourceVersion", std::to_string(resourceVersion));
  if (generation > 0) {
    json.number("generation", generation);
  }
  json.time("creationTimestamp", created);
  if (deleted.isSet()) {
    json.time("deletionTimestamp", deleted);
    json.number("deletionGracePeriodSeconds", 30);
  }
  if (!labels.empty()) {
    json.raw("labels", labels.view());
  }
  if (!annotations.empty()) {
    json.raw("annotations", annotations.view());
  }
  if (!owner.kind.empty()) {
    json.openList("ownerReferences");
    json.open();
    json.text("apiVersion", apiVersionOf(owner.kind.view()));
    json.text("kind", owner.kind.view());
    json.text("name", owner.name.view());
    json.text("uid", uuid(owner.uid));
    json.flag("controller", true);
    json.flag("blockOwnerDeletion", true);
    json.close();
    json.closeList();
  }
  if (!finalizer.empty()) {
    json.openList("finalizers");
    json.item(finalizer.view());
    json.closeList();
  }
  writeManagedFields(json, context);
}

}  // namespace claimscope::simulation
