// Requests: how calls of a plan go over the wire. Pure; any thread.
#include <fmt/format.h>

#include "model/actions/execution.h"
#include "model/actions/json_line.h"
#include "model/base/json_tree.h"

namespace claimscope::actions {
namespace {

using Json = nlohmann::ordered_json;

/// One segment of a path: names come from a cluster or a file and may hold anything.
std::string segment(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string collectionOf(const Target& target) {
  const ApiResource& resource = target.resource;
  std::string out = resource.group.empty() ? "/api/" + segment(resource.version)
                                           : "/apis/" + segment(resource.group) + "/" + segment(resource.version);
  if (resource.namespaced) {
    out += "/namespaces/" + segment(target.namespaceName);
  }
  return out + "/" + segment(resource.resource);
}

std::string objectOf(const Target& target) {
  return collectionOf(target) + "/" + segment(target.name);
}

/// The options of a delete or an eviction with the uid that must be met. Without a uid there is none to be met.
Json deleteOptions(const Call& call, const CallOptions& options) {
  Json out = call.body.empty() ? Json::object() : Json::parse(call.body, nullptr, false);
  if (!out.is_object()) {
    out = Json::object();
  }
  if (!call.target.uid.empty()) {
    out["preconditions"]["uid"] = call.target.uid;
  }
  if (!options.resourceVersion.empty()) {
    out["preconditions"]["resourceVersion"] = options.resourceVersion;
  }
  if (options.dryRun) {
    out["dryRun"] = {"All"};
  }
  return out;
}

}  // namespace

ApiCall requestOf(const Call& call, const CallOptions& options) {
  const std::string query = options.dryRun ? "?dryRun=All&fieldManager=claimscope" : "?fieldManager=claimscope";
  const std::string dry = options.dryRun ? "?dryRun=All" : "";
  switch (call.verb) {
    case Verb::create: {
      Json body = Json::parse(call.body, nullptr, false);
      if (body.is_object() && !options.planId.empty()) {
        body["metadata"]["annotations"]["claimscope.io/plan"] = options.planId;
      }
      return {"POST", collectionOf(call.target) + query, "application/json", jsonLine(body)};
    }
    case Verb::patch: {
      Json body = Json::parse(call.body, nullptr, false);
      if (body.is_object() && !options.resourceVersion.empty()) {
        body["metadata"]["resourceVersion"] = options.resourceVersion;
      }
      const std::string subresource = call.subresource.empty() ? std::string() : "/" + segment(call.subresource);
      return {"PATCH", objectOf(call.target) + subresource + query, call.contentType, jsonLine(body)};
    }
    case Verb::remove: {
      Json body = deleteOptions(call, options);
      body["kind"] = "DeleteOptions";
      body["apiVersion"] = "v1";
      return {"DELETE", objectOf(call.target) + dry, "application/json", jsonLine(body)};
    }
    case Verb::evict: {
      const Json body = {{"apiVersion", "policy/v1"},
                         {"kind", "Eviction"},
                         {"metadata", {{"name", call.target.name}, {"namespace", call.target.namespaceName}}},
                         {"deleteOptions", deleteOptions(call, options)}};
      return {"POST", objectOf(call.target) + "/eviction" + dry, "application/json", jsonLine(body)};
    }
  }
  return {};
}

ApiCall readOf(const Target& target) {
  return {"GET", objectOf(target), {}, {}};
}

}  // namespace claimscope::actions
