#include "model/resources/fields.h"
#include "model/resources/pod/placement_fields.h"

namespace claimscope::fields {

using json::Value;

ContainerPort containerPort(Value port) {
  ContainerPort out;
  json::forEachField(port, [&out](std::string_view key, Value value) {
    if (key == "hostPort") {
      out.host.port = int32(value);
    } else if (key == "containerPort") {
      out.containerPort = int32(value);
    } else if (key == "protocol") {
      out.host.protocol = json::text(value);
    } else if (key == "hostIP") {
      out.host.address = json::text(value);
    }
  });
  return out;
}

PodAffinityTerm podAffinityTerm(Value term) {
  PodAffinityTerm out;
  json::forEachField(term, [&out](std::string_view key, Value value) {
    if (key == "labelSelector" && !json::isNull(value)) {
      out.selector = labelSelector(value);
    } else if (key == "namespaces") {
      out.namespaces = list<Text>(value, json::text);
    } else if (key == "namespaceSelector" && !json::isNull(value)) {
      out.namespaceSelector = labelSelector(value);
    } else if (key == "topologyKey") {
      out.topologyKey = json::text(value);
    } else if (key == "matchLabelKeys") {
      out.matchLabelKeys = list<Text>(value, json::text);
    } else if (key == "mismatchLabelKeys") {
      out.mismatchLabelKeys = list<Text>(value, json::text);
    }
  });
  return out;
}

void spreadConstraints(Value constraints, PodPlacement& placement) {
  json::forEachItem(constraints, [&](Value constraint) {
    SpreadConstraint out;
    bool refuses = false;
    json::forEachField(constraint, [&](std::string_view key, Value value) {
      if (key == "whenUnsatisfiable") {
        refuses = json::text(value) == "DoNotSchedule";
      } else if (key == "maxSkew") {
        out.maxSkew = int32(value);
      } else if (key == "topologyKey") {
        out.topologyKey = json::text(value);
      } else if (key == "labelSelector" && !json::isNull(value)) {
        out.selector = labelSelector(value);
      } else if (key == "minDomains" && !json::isNull(value)) {
        out.minDomains = int32(value);
      } else if (key == "nodeAffinityPolicy" && !json::isNull(value)) {
        out.honorsAffinity = json::text(value) == "Honor";
      } else if (key == "nodeTaintsPolicy" && !json::isNull(value)) {
        out.honorsTaints = json::text(value) == "Honor";
      } else if (key == "matchLabelKeys") {
        out.matchLabelKeys = list<Text>(value, json::text);
      }
    });
    if (refuses) {
      placement.spread.push_back(std::move(out));
    }
  });
}

}  // namespace claimscope::fields
