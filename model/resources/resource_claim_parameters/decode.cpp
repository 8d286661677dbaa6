#include "model/resources/resource_claim_parameters/resource_claim_parameters.h"

#include "model/resources/decoders.h"
#include "model/resources/fields.h"

namespace claimscope {

template <>
const KindRequest& kindRequest<ResourceClaimParameters>() {
  static const KindRequest request{
      "resource.k8s.io", "resourceclaimparameters", "ResourceClaimParameters", {"v1alpha2"}, true, 6};
  return request;
}

namespace {

using DriverRequest = std::pair<Text, List<Text>>;

void readGeneratedFrom(json::Value reference, ResourceClaimParameters& out) {
  json::forEachField(reference, [&](std::string_view key, json::Value value) {
    if (key == "kind") {
      out.generatedKind = json::text(value);
    } else if (key == "name") {
      out.generatedName = json::text(value);
    }
  });
}

/// requests[].namedResources.selector; a request without one selects every instance and is kept as an empty text.
Text readRequestSelector(json::Value request) {
  Text out;
  json::forEachField(request, [&](std::string_view key, json::Value value) {
    if (key == "namedResources") {
      json::forEachField(value, [&](std::string_view name, json::Value field) {
        if (name == "selector") {
          out = json::text(field);
        }
      });
    }
  });
  return out;
}

DriverRequest readDriverRequest(json::Value request) {
  DriverRequest out;
  json::forEachField(request, [&](std::string_view key, json::Value value) {
    if (key == "driverName") {
      out.first = json::text(value);
    } else if (key == "requests") {
      out.second = fields::list<Text>(value, readRequestSelector);
    }
  });
  return out;
}

}  // namespace

template <>
void decode<ResourceClaimParameters>(json::Object object, std::string_view, ResourceClaimParameters& out) {
  out.shareable = false;  // absent on the wire means false
  json::forEachField(object, [&](std::string_view key, json::Value value) {
    if (key == "metadata") {
      fields::metadata(value, out.meta);
    } else if (key == "generatedFrom") {
      readGeneratedFrom(value, out);
    } else if (key == "shareable") {
      out.shareable = json::boolean(value);
    } else if (key == "driverRequests") {
      out.driverRequests = fields::list<DriverRequest>(value, readDriverRequest);
    }
  });
}

}  // namespace claimscope
