#include "model/actions/hold_preview.h"

#include "model/actions/calls.h"
#include "model/actions/reservations.h"
#include "model/base/json_tree.h"
#include "model/base/words.h"
#include "model/base/yaml.h"

namespace claimscope::actions {
namespace {

std::string textAt(const OrderedJson& object, std::string_view pointer) {
  const nlohmann::json_pointer<std::string> path{std::string(pointer)};
  return object.contains(path) && object.at(path).is_string() ? object.at(path).get<std::string>() : std::string();
}

/// "claimscope.io/owner" as a part of a JSON pointer.
std::string annotation(const OrderedJson& object, std::string_view key) {
  const auto metadata = object.find("metadata");
  if (metadata == object.end() || !metadata->is_object()) {
    return {};
  }
  const auto annotations = metadata->find("annotations");
  if (annotations == metadata->end() || !annotations->is_object()) {
    return {};
  }
  const auto found = annotations->find(std::string(key));
  return found != annotations->end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// What consumers say, from what is created: the pod's claim, or the key of the taint.
void readConsumer(const OrderedJson& object, HoldPreview& out) {
  const std::string kind = textAt(object, "/kind");
  if (kind == "DeviceTaintRule") {
    const std::string key = textAt(object, "/spec/taint/key");
    const OrderedJson tolerations = {
        {"tolerations", OrderedJson::array({{{"key", key}, {"operator", "Exists"}, {"effect", "NoSchedule"}}})}};
    out.workloadTitle = "In the request of the workload's claim or template";
    out.workload = yaml::fromJson(tolerations.dump());
    return;
  }
  std::string claim = kind == "Pod" ? textAt(object, "/spec/resourceClaims/0/resourceClaimName") : std::string();
  if (kind == "ResourceClaim" && out.workload.empty()) {
    claim = textAt(object, "/metadata/name");
  }
  if (!claim.empty()) {
    const OrderedJson claims = {{"resourceClaims", OrderedJson::array({{{"name", "devices"}, {"resourceClaimName", claim}}})}};
    out.workloadTitle = "In each pod that will use it, namespace " + textAt(object, "/metadata/namespace");
    out.workload = yaml::fromJson(claims.dump());
  }
}

}  // namespace

HoldPreview holdPreview(const ActionPlan& plan) {
  HoldPreview out;
  for (const Step& step : plan.steps) {
    if (step.call.verb != Verb::create && step.id != "lease") {
      continue;
    }
    const OrderedJson object = OrderedJson::parse(step.call.body, nullptr, false);
    if (!object.is_object()) {
      continue;
    }
    for (auto [key, slot] :
         {std::pair{kOwner, &out.owner}, {kPurpose, &out.purpose}, {kWay, &out.way}, {kReservation, &out.name}}) {
      if (slot->empty()) {
        *slot = annotation(object, key);
      }
    }
    if (const auto expires = parseTime(annotation(object, kExpires)); !out.expires.isSet() && expires) {
      out.expires = *expires;
    }
    if (step.call.verb != Verb::create) {
      continue;  // an existing claim gets annotations only
    }
    out.yaml += (out.yaml.empty() ? "" : "---\n") + yaml::fromJson(step.call.body);
    if (!out.yaml.ends_with('\n')) {
      out.yaml += '\n';
    }
    ++out.objects;
    readConsumer(object, out);
  }
  return out;
}

std::string expiryWords(const HoldPreview& preview, Time now) {
  if (!preview.expires.isSet()) {
    return "never: nobody is reminded of it";
  }
  if (!now.isSet()) {
    return "at " + formatTime(preview.expires);
  }
  const std::int64_t left = preview.expires - now;
  return left >= 0 ? "in " + words::duration(left) + ", at " + formatTime(preview.expires)
                   : "overdue " + words::duration(-left) + ", since " + formatTime(preview.expires);
}

}  // namespace claimscope::actions
