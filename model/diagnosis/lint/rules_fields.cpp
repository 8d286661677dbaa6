// Rule about fields: names that no version of the kind has, so that a typing error does not become a claim without its selector.
#include <algorithm>
#include <map>
#include <set>

#include "model/base/json_tree.h"
#include "model/base/words.h"
#include "model/diagnosis/lint/lint.h"

namespace claimscope::diagnosis {
namespace {

using Json = nlohmann::json;
using Names = std::set<std::string>;

/// Fields of one object by its place; "*" stands for a map with names of one's own, "[]" for the items of a list.
using Schema = std::map<std::string, Names>;

const Names kBody = {"deviceClassName", "selectors",   "allocationMode", "count",
                     "adminAccess",     "tolerations", "capacity",       "derivedAttributes"};

void addSpec(Schema& schema, const std::string& at, bool flat) {
  schema[at] = {"devices"};
  schema[at + ".devices"] = {"requests", "constraints", "config"};
  const std::string requests = at + ".devices.requests[]";
  const auto addBody = [&](const std::string& path, Names names) {
    schema[path] = std::move(names);
    schema[path + ".selectors[]"] = {"cel"};
    schema[path + ".selectors[].cel"] = {"expression"};
    schema[path + ".tolerations[]"] = {"key", "operator", "value", "effect", "tolerationSeconds"};
    schema[path + ".capacity"] = {"requests"};
    schema[path + ".derivedAttributes[]"] = {"name", "expression"};
  };
  Names request = {"name", "firstAvailable"};
  if (flat) {
    request.insert(kBody.begin(), kBody.end());
    addBody(requests, request);
  } else {
    request.insert("exactly");
    schema[requests] = request;
    addBody(requests + ".exactly", kBody);
  }
  Names alternative = kBody;
  alternative.insert("name");
  alternative.erase("adminAccess");
  addBody(requests + ".firstAvailable[]", alternative);
  schema[at + ".devices.constraints[]"] = {"requests", "matchAttribute", "distinctAttribute"};
  schema[at + ".devices.config[]"] = {"requests", "opaque"};
  schema[at + ".devices.config[].opaque"] = {"driver", "parameters"};
}

/// What a kind may have in this version; empty for kinds that are not judged here.
Schema schemaOf(const LintSource& source) {
  const std::string version = source.apiVersion.substr(source.apiVersion.find('/') + 1);
  const bool modern = version == "v1" || version == "v1beta2";
  const bool flat = version == "v1beta1" || version == "v1alpha3";
  Schema schema;
  if (source.apiVersion.rfind("resource.k8s.io/", 0) != 0 || (!modern && !flat)) {
    return schema;
  }
  const Names top = {"apiVersion", "kind", "metadata", "spec", "status"};
  if (source.kindName == "ResourceClaim") {
    schema[""] = top;
    addSpec(schema, "spec", flat);
    if (version == "v1alpha3") {
      schema["spec"].insert("controller");
    }
  } else if (source.kindName == "ResourceClaimTemplate") {
    schema[""] = {"apiVersion", "kind", "metadata", "spec"};
    schema["spec"] = {"metadata", "spec"};
    addSpec(schema, "spec.spec", flat);
    if (version == "v1alpha3") {
      schema["spec.spec"].insert("controller");
    }
  } else if (source.kindName == "DeviceClass") {
    schema[""] = {"apiVersion", "kind", "metadata", "spec"};
    schema["spec"] = {"selectors", "config", "extendedResourceName"};
    if (version == "v1alpha3") {
      schema["spec"].insert("suitableNodes");
    }
    schema["spec.selectors[]"] = {"cel"};
    schema["spec.selectors[].cel"] = {"expression"};
    schema["spec.config[]"] = {"opaque"};
    schema["spec.config[].opaque"] = {"driver", "parameters"};
  } else if (source.kindName == "DeviceTaintRule") {
    schema[""] = top;
    schema["spec"] = {"deviceSelector", "taint"};
    schema["spec.deviceSelector"] = {"driver", "pool", "device"};
    if (version == "v1alpha3") {
      schema["spec.deviceSelector"].insert({"deviceClassName", "selectors"});
    }
    schema["spec.taint"] = {"key", "value", "effect", "timeAdded"};
  }
  return schema;
}

/// The one that was probably meant.
std::string meant(const Names& names, const std::string& written, const Schema& schema) {
  std::string out;
  std::size_t best = std::max<std::size_t>(2, written.size() / 3) + 1;
  for (const std::string& name : names) {
    const std::size_t distance = words::editDistance(written, name, best);
    if (distance < best) {
      best = distance;
      out = name;
    }
  }
  if (!out.empty()) {
    return "Did you mean " + out + "?";
  }
  for (const auto& [path, others] : schema) {
    if (others.count(written) > 0) {
      return written + " belongs to " + (path.empty() ? "the object itself" : path) + ".";
    }
  }
  return "Take it away.";
}

void walk(const LintWorld& world, std::size_t source, const Json& value, const std::string& path, const std::string& place,
          const Schema& schema, std::vector<LintProblem>& out) {
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      walk(world, source, value[i], path + "[" + std::to_string(i) + "]", place + "[]", schema, out);
    }
    return;
  }
  const auto known = schema.find(place);
  if (!value.is_object() || known == schema.end()) {
    return;
  }
  for (const auto& [key, child] : value.items()) {
    const std::string at = path.empty() ? key : path + "." + key;
    if (known->second.count(key) == 0) {
      out.push_back(problemAt(world, source, at,
                              "there is no field " + (place.empty() ? key : place + "." + key) + " in " +
                                  world.sources[source].kindName + " of " + world.sources[source].apiVersion,
                              meant(known->second, key, schema)));
    } else {
      walk(world, source, child, at, place.empty() ? key : place + "." + key, schema, out);
    }
  }
}

void unknownFields(const LintContext& context, std::vector<LintProblem>& out) {
  for (std::size_t i = 0; i < context.world.sources.size(); ++i) {
    const LintSource& source = context.world.sources[i];
    const Schema schema = source.json.empty() ? Schema() : schemaOf(source);
    if (!schema.empty()) {
      const Json json = Json::parse(source.json, nullptr, false);
      walk(context.world, i, json.is_discarded() ? Json() : json, "", "", schema, out);
    }
  }
}

/// A count beside All, or one that is no count: the server refuses both.
void counts(const LintContext& context, std::vector<LintProblem>& out) {
  for (const LintSpec& spec : context.world.specs()) {
    const std::string& text = context.world.sources[spec.source].json;
    const Json json = text.empty() ? Json() : Json::parse(text, nullptr, false);
    const Json* at = json.is_object() ? &json : nullptr;
    for (const char* key : {"spec", "spec", "devices", "requests"}) {
      if (at != nullptr && std::string_view(key) == "spec" && !at->contains("spec")) {
        continue;  // a claim has one spec, a template two
      }
      at = at != nullptr && at->is_object() && at->contains(key) ? &(*at)[key] : nullptr;
    }
    for (std::size_t i = 0; at != nullptr && at->is_array() && i < at->size(); ++i) {
      const Json& request = (*at)[i];
      const bool inside = request.is_object() && request.contains("exactly");
      const Json& body = inside ? request["exactly"] : request;
      const std::string path = spec.path + ".requests[" + std::to_string(i) + "]" + (inside ? ".exactly" : "");
      if (!body.is_object() || !body.contains("count") || !body["count"].is_number_integer()) {
        continue;
      }
      const std::int64_t count = body["count"].get<std::int64_t>();
      if (body.contains("allocationMode") && body["allocationMode"] == "All") {
        out.push_back(problemAt(context.world, spec.source, path + ".count", "count stands beside allocationMode All",
                                "Take one of the two away."));
      } else if (count < 1) {
        out.push_back(problemAt(context.world, spec.source, path + ".count",
                                "count is " + std::to_string(count) + ", the least is 1", "Write how many devices are wanted."));
      }
    }
  }
}

}  // namespace

void addFieldRules(std::vector<LintRule>& out) {
  out.push_back({"unknown-field", Severity::warning, "A field that the kind does not have",
                 "The server drops such a field, or refuses the object where validation is strict; what it was meant to say is "
                 "lost either way.",
                 LintNeeds::nothing, unknownFields});
  out.push_back({"count-invalid", Severity::critical, "A count that the server refuses",
                 "count is at least 1, and must not be set with allocationMode All.", LintNeeds::nothing, counts});
}

}  // namespace claimscope::diagnosis
