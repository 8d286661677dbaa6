#include "model/resources/pod_scheduling_context/pod_scheduling_context.h"

#include "model/resources/decoders.h"
#include "model/resources/fields.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<PodSchedulingContext>() {
  static const KindRequest request{
      "resource.k8s.io", "podschedulingcontexts", "PodSchedulingContext", {"v1alpha3", "v1alpha2", "v1alpha1"}, true, 6};
  return request;
}

namespace {

std::pair<Text, List<Text>> readClaim(json::Value claim) {
  std::pair<Text, List<Text>> out;
  json::forEachField(claim, [&](std::string_view key, json::Value value) {
    if (key == "name") {
      out.first = json::text(value);
    } else if (key == "unsuitableNodes") {
      out.second = json::texts(value);
    }
  });
  return out;
}

}  // namespace

template <>
void decode<PodSchedulingContext>(json::Object object, std::string_view, PodSchedulingContext& out) {
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "spec") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "selectedNode") {
          out.selectedNode = json::text(field);
        } else if (name == "potentialNodes") {
          out.potentialNodes = json::texts(field);
        }
      });
    } else if (key == "status") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "resourceClaims") {
          out.unsuitableNodes = fields::list<std::pair<Text, List<Text>>>(field, readClaim);
        }
      });
    }
  });
}

}  // namespace claimscope
