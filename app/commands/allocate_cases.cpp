#include "app/commands/allocate_cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <ostream>
#include <vector>

#include "app/commands/allocation_json.h"
#include "app/source/manifest_head.h"
#include "model/allocation/allocator.h"
#include "model/base/json.h"
#include "model/resources/kinds.h"

namespace claimscope::app {

namespace {

using allocation::Features;
using json::Value;

/// The objects of one case, kept alive while the allocator points at them.
struct Case {
  std::string id = "null";  ///< as JSON
  Box<Node> node;
  std::vector<Box<ResourceSlice>> slices;
  std::vector<Box<DeviceClass>> classes;
  std::vector<Box<DeviceTaintRule>> rules;
  std::vector<Box<ResourceClaim>> claims;
  std::vector<std::string> wanted;
  Features features;
};

void readFeature(std::string_view name, Value value, Features& features) {
  constexpr std::pair<std::string_view, bool Features::*> kNames[] = {
      {"adminAccess", &Features::adminAccess},
      {"prioritizedList", &Features::prioritizedList},
      {"deviceTaints", &Features::deviceTaints},
      {"partitionableDevices", &Features::partitionableDevices},
      {"consumableCapacity", &Features::consumableCapacity},
      {"deviceBindingAndStatus", &Features::deviceBindingAndStatus},
      {"listTypeAttributes", &Features::listTypeAttributes},
      {"fractionalCapacityRange", &Features::fractionalCapacityRange},
      {"compatibilityGroups", &Features::compatibilityGroups},
      {"optionalNodeOperations", &Features::optionalNodeOperations},
  };
  for (const auto& [known, field] : kNames) {
    if (known == name && !json::isNull(value)) {
      features.*field = json::boolean(value);
    }
  }
}

template <class T>
Box<T> read(const std::string& apiVersion, std::string& object) {
  Result<Box<T>> decoded = decodeObject<T>(apiVersion, object);
  if (!decoded) {
    throw json::FieldError{{}, ": " + decoded.error().message};
  }
  return std::move(*decoded);
}

void readNode(Value value, Case& out) {
  if (!json::isNull(value)) {
    std::string object = json::raw(value);
    out.node = read<Node>("v1", object);
  }
}

void readObject(Value value, Case& out) {
  std::string object = json::raw(value);
  const ManifestHead head = manifestHead(object);
  const std::string& apiVersion = head.apiVersion;
  const std::string& kind = head.kind;
  if (apiVersion.empty() || kind.empty()) {
    throw json::FieldError{{}, "has no apiVersion or kind"};
  }
  if (kind == "ResourceSlice") {
    out.slices.push_back(read<ResourceSlice>(apiVersion, object));
  } else if (kind == "DeviceClass") {
    out.classes.push_back(read<DeviceClass>(apiVersion, object));
  } else if (kind == "ResourceClaim") {
    out.claims.push_back(read<ResourceClaim>(apiVersion, object));
  } else if (kind == "DeviceTaintRule") {
    out.rules.push_back(read<DeviceTaintRule>(apiVersion, object));
  }  // whatever else a cluster has does not matter to the allocator
}

Case readCase(std::string& line) {
  Case out;
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document document = parser.iterate(json::padded(line));
  json::forEachField(json::Object(document.get_object()), [&](std::string_view key, Value value) {
    if (key == "id") {
      out.id = json::raw(value);
    } else if (key == "node") {
      readNode(value, out);
    } else if (key == "objects") {
      json::forEachItem(value, [&](Value item) { readObject(item, out); });
    } else if (key == "claims") {
      json::forEachItem(value, [&](Value item) { out.wanted.push_back(json::string(item)); });
    } else if (key == "features") {
      json::forEachField(value, [&](std::string_view name, Value flag) { readFeature(name, flag, out.features); });
    }
  });
  if (const char* rest = nullptr; document.current_location().get(rest) == simdjson::SUCCESS) {
    throw json::FieldError{{}, "more than one JSON value on the line"};
  }
  return out;
}

std::string nameOf(const ResourceClaim& claim) {
  return claim.meta.namespaceName.str() + "/" + claim.meta.name.str();
}

template <class T>
void point(const std::vector<Box<T>>& from, std::vector<const T*>& to) {
  std::transform(from.begin(), from.end(), std::back_inserter(to), [](const auto& object) { return object.get(); });
}

Result<std::string> answer(const Case& given) {
  if (given.node == nullptr) {
    return fail(ErrorCode::invalidInput, "node is missing");
  }
  std::vector<const ResourceClaim*> wanted;
  for (std::size_t i = 0; i < given.wanted.size(); ++i) {
    const auto found = std::find_if(given.claims.begin(), given.claims.end(), [&](const auto& claim) {
      // A name twice means two objects of that name, if there are: upstream's own tests have such claims.
      return nameOf(*claim) == given.wanted[i] && std::find(wanted.begin(), wanted.end(), claim.get()) == wanted.end();
    });
    if (found == given.claims.end()) {
      return fail(ErrorCode::invalidInput,
                  fmt::format("claims.[{}] is \"{}\", which is none of the objects", i, given.wanted[i]));
    }
    wanted.push_back(found->get());
  }
  allocation::World world;
  world.features = given.features;
  point(given.slices, world.slices);
  point(given.classes, world.classes);
  point(given.rules, world.taintRules);
  for (const auto& claim : given.claims) {
    if (std::find(wanted.begin(), wanted.end(), claim.get()) == wanted.end()) {
      world.claims.push_back(claim.get());
    }
  }
  const allocation::Allocator allocator(std::move(world));
  const allocation::Outcome outcome = allocator.allocate(*given.node, wanted);
  using Kind = allocation::Outcome::Kind;
  std::string out = fmt::format("{{\"id\":{},\"outcome\":\"{}\"", given.id,
                                outcome.kind == Kind::allocated    ? "allocated"
                                : outcome.kind == Kind::doesNotFit ? "doesNotFit"
                                                                   : "error");
  if (!outcome.error.empty()) {
    out += ",\"error\":" + jsonText(outcome.error);
  }
  if (outcome.kind == Kind::allocated) {
    out += ",\"allocations\":{";
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      out += (i == 0 ? "" : ",") + jsonText(given.wanted[i]) + ":" + allocationJson(outcome.results[i]);
    }
    out += "}";
  }
  return out + "}";
}

}  // namespace

Result<std::string> answerCase(std::string& line) {
  try {
    return answer(readCase(line));
  } catch (const json::FieldError& error) {
    return fail(ErrorCode::invalidInput,
                error.path + (error.path.empty() || error.cause.starts_with(":") ? "" : " ") + error.cause);
  } catch (const simdjson::simdjson_error& error) {
    return fail(ErrorCode::invalidInput, std::string("not one JSON object: ") + error.what());
  }
}

Status answerCases(std::istream& in, std::ostream& out, const std::string& name) {
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) {
      continue;
    }
    const std::string where = fmt::format("{}, line {}", name, number);
    if (line.size() > kMaxPageBytes) {
      return fail(ErrorCode::tooLarge, where + " is longer than 512 MiB");
    }
    const Result<std::string> answered = answerCase(line);
    if (!answered) {
      out.flush();
      return fail(answered.error().within(where));
    }
    out << *answered << '\n';
  }
  out.flush();
  return {};
}

}  // namespace claimscope::app
