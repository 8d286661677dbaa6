#include "model/resources/node/node.h"

#include "model/resources/decoders.h"
#include "model/resources/fields.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<Node>() {
  static const KindRequest request{"", "nodes", "Node", {"v1"}, false, 2, true};
  return request;
}

namespace {

void readNodeSpec(json::Value spec, Node& out) {
  json::forEachField(spec, [&](std::string_view key, json::Value value) {
    if (key == "unschedulable") {
      out.unschedulable = json::boolean(value);
    } else if (key == "taints") {
      out.taints = fields::list<Taint>(value, fields::taint);
    } else if (key == "providerID") {
      out.providerId = json::text(value);
    }
  });
}

void readNodeStatus(json::Value status, Node& out) {
  json::forEachField(status, [&](std::string_view key, json::Value value) {
    if (key == "capacity") {
      out.capacity = fields::quantities(value);
    } else if (key == "allocatable") {
      out.allocatable = fields::quantities(value);
    } else if (key == "conditions") {
      out.conditions = fields::conditions(value);
    } else if (key == "declaredFeatures") {
      out.declaredFeatures = json::texts(value);
    } else if (key == "nodeInfo") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "kubeletVersion") {
          out.kubeletVersion = json::text(field);
        }
      });
    }
  });
}

}  // namespace

template <>
void decode<Node>(json::Object object, std::string_view, Node& out) {
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "spec") {
      readNodeSpec(value, out);
    } else if (key == "status") {
      readNodeStatus(value, out);
    }
  });
}

Text Node::ready() const {
  for (const Condition& condition : conditions) {
    if (condition.type == "Ready") {
      return condition.status;
    }
  }
  return {};
}

}  // namespace claimscope
