#include "app/commands/cel_cases.h"

#include <fmt/format.h>

#include <deque>
#include <optional>
#include <string>

#include "app/commands/command.h"
#include "model/base/json_tree.h"

namespace claimscope::app {
namespace {

using Json = nlohmann::ordered_json;

/// Ends the reading of one line; says which field is wrong.
struct BadCase {
  std::string what;
};

/// A device with the values that its pointers are into.
struct OwnedDevice {
  cel::Device device;
  std::deque<AttributeValue> attributes;
  std::deque<Quantity> capacity;
};

const Json* field(const Json& object, const char* name) {
  const auto at = object.find(name);
  return at == object.end() || at->is_null() ? nullptr : &*at;
}

std::string text(const Json& value, const std::string& path) {
  if (!value.is_string()) {
    throw BadCase{path + " is no string"};
  }
  return value.get<std::string>();
}

const Json& object(const Json& value, const std::string& path) {
  if (!value.is_object()) {
    throw BadCase{path + " is no object"};
  }
  return value;
}

template <class T, class Convert>
std::vector<T> listOf(const Json& value, const std::string& path, Convert convert) {
  if (!value.is_array()) {
    throw BadCase{path + " is no list"};
  }
  std::vector<T> out;
  for (const Json& element : value) {
    out.push_back(convert(element, path));
  }
  return out;
}

std::int64_t integer(const Json& value, const std::string& path) {
  if (!value.is_number_integer() || (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX)) {
    throw BadCase{path + " is no 64-bit integer"};
  }
  return value.get<std::int64_t>();
}

bool boolean(const Json& value, const std::string& path) {
  if (!value.is_boolean()) {
    throw BadCase{path + " is no bool"};
  }
  return value.get<bool>();
}

Text asText(const Json& value, const std::string& path) {
  return Text(text(value, path));
}
Version asVersion(const Json& value, const std::string& path) {
  return Version{Text(text(value, path))};
}

/// The one field of a DeviceAttribute that is set; lists come first, as upstream looks for them.
AttributeValue attribute(const Json& value, const std::string& path) {
  object(value, path);
  if (const Json* ints = field(value, "ints")) {
    return listOf<std::int64_t>(*ints, path + ".ints", integer);
  }
  if (const Json* bools = field(value, "bools")) {
    return listOf<bool>(*bools, path + ".bools", boolean);
  }
  if (const Json* strings = field(value, "strings")) {
    return listOf<Text>(*strings, path + ".strings", asText);
  }
  if (const Json* versions = field(value, "versions")) {
    return listOf<Version>(*versions, path + ".versions", asVersion);
  }
  if (const Json* number = field(value, "int")) {
    return integer(*number, path + ".int");
  }
  if (const Json* flag = field(value, "bool")) {
    return boolean(*flag, path + ".bool");
  }
  if (const Json* string = field(value, "string")) {
    return asText(*string, path + ".string");
  }
  if (const Json* version = field(value, "version")) {
    return asVersion(*version, path + ".version");
  }
  throw BadCase{path + " has none of int, bool, string and version"};
}

Quantity quantity(const Json& value, const std::string& path) {
  const std::string written = value.is_number() ? value.dump() : text(value, path);
  const std::optional<Quantity> parsed = Quantity::parse(written);
  if (!parsed) {
    throw BadCase{path + " is no quantity: " + written};
  }
  return *parsed;
}

void readDevice(const Json& value, OwnedDevice& out) {
  object(value, "device");
  if (const Json* driver = field(value, "driver")) {
    out.device.driver = asText(*driver, "device.driver");
  }
  if (const Json* shared = field(value, "allowMultipleAllocations")) {
    out.device.allowMultipleAllocations = boolean(*shared, "device.allowMultipleAllocations");
  }
  if (const Json* attributes = field(value, "attributes")) {
    for (const auto& [name, entry] : object(*attributes, "device.attributes").items()) {
      out.attributes.push_back(attribute(entry, "device.attributes." + name));
      out.device.attributes.emplace_back(Text(name), &out.attributes.back());
    }
  }
  if (const Json* capacity = field(value, "capacity")) {
    for (const auto& [name, entry] : object(*capacity, "device.capacity").items()) {
      const std::string path = "device.capacity." + name;
      const Json* amount = field(object(entry, path), "value");
      if (amount == nullptr) {
        throw BadCase{path + ".value is missing"};
      }
      out.capacity.push_back(quantity(*amount, path + ".value"));
      out.device.capacity.emplace_back(Text(name), &out.capacity.back());
    }
  }
}

const char* word(cel::Outcome outcome) {
  switch (outcome) {
    case cel::Outcome::match:
      return "match";
    case cel::Outcome::noMatch:
      return "noMatch";
    case cel::Outcome::runtimeError:
      break;
  }
  return "runtimeError";
}

Json answer(const Json& input, const cel::Environment& environment) {
  object(input, "the line");
  const Json* expression = field(input, "expression");
  if (expression == nullptr) {
    throw BadCase{"expression is missing"};
  }
  OwnedDevice device;
  if (const Json* given = field(input, "device")) {
    readDevice(*given, device);
  }
  Json out;
  const Json* id = field(input, "id");
  out["id"] = id == nullptr ? Json("") : *id;
  const auto selector = cel::Selector::compile(text(*expression, "expression"), environment);
  if (!selector) {
    out["outcome"] = "compileError";
    out["error"] = selector.error().message;
    return out;
  }
  // Asked for by tests/upstream: the estimate of the API server.
  if (const Json* estimate = field(input, "estimate"); estimate != nullptr && boolean(*estimate, "estimate")) {
    out["estimate"] = (*selector)->maxCost();
  }
  const cel::Evaluation evaluation = (*selector)->evaluate(device.device);
  if ((*selector)->test(device.device) != evaluation.outcome) {
    throw BadCase{"the quick test disagrees with the evaluation; this is a mistake of Claimscope"};
  }
  out["outcome"] = word(evaluation.outcome);
  if (!evaluation.error.empty()) {
    out["error"] = evaluation.error;
  }
  if (evaluation.cost) {
    out["cost"] = *evaluation.cost;
  }
  return out;
}

}  // namespace

int runCelCases(std::istream& in, std::ostream& out, const cel::Environment& environment) {
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) {
      continue;
    }
    const auto refuse = [&](const std::string& what) {
      out.flush();
      return reportError(
          {ErrorCode::usage, fmt::format("line {}: {}", number, what), "Each line is one JSON object as in the manual", {}, 0});
    };
    const Json input = Json::parse(line, nullptr, false);
    if (input.is_discarded()) {
      return refuse("this is no JSON");
    }
    try {
      out << answer(input, environment).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    } catch (const BadCase& bad) {
      return refuse(bad.what);
    }
  }
  out.flush();
  return 0;
}

}  // namespace claimscope::app
