#include "tests/kit/protobuf_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <protozero/pbf_writer.hpp>
#include <sstream>
#include <vector>

#include "model/base/clock.h"
#include "model/base/json_tree.h"
#include "tests/kit/protobuf_fields.h"

namespace claimscope::kit {

namespace {

using Json = nlohmann::ordered_json;
using Writer = protozero::pbf_writer;

struct Rule {
  std::string name;
  std::uint32_t number = 0;
  bool repeated = false;
  bool map = false;
  std::string type;  ///< empty: string
};
using Message = std::vector<Rule>;  ///< by number

Rule ruleOf(const std::string& word) {
  const std::size_t equals = word.find('=');
  const std::size_t digits = word.find_first_not_of("0123456789", equals + 1);
  Rule out;
  out.name = word.substr(0, equals);
  out.number = static_cast<std::uint32_t>(std::stoul(word.substr(equals + 1)));
  const std::string rest = digits == std::string::npos ? "" : word.substr(digits);
  out.repeated = rest.starts_with("[]");
  out.map = rest.starts_with("{}");
  const std::size_t colon = rest.find(':');
  out.type = colon == std::string::npos ? "" : rest.substr(colon + 1);
  return out;
}

std::map<std::string, Message> readTable() {
  std::map<std::string, Message> out;
  std::istringstream words(kProtobufFields);
  Message* message = nullptr;
  for (std::string word; words >> word;) {
    if (word.back() == ':') {
      message = &out[word.substr(0, word.size() - 1)];
    } else {
      message->push_back(ruleOf(word));
    }
  }
  for (auto& [name, rules] : out) {
    std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) { return a.number < b.number; });
  }
  return out;
}

const std::map<std::string, Message>& table() {
  static const auto kTable = readTable();
  return kTable;
}

/// Writes messages of one API version.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string_view version) : m_beta1(version == "v1beta1") {}

  [[nodiscard]] const Message* find(const std::string& name) const {
    const auto beta = m_beta1 ? table().find("v1beta1." + name) : table().end();
    const auto found = beta == table().end() ? table().find(name) : beta;
    return found == table().end() ? nullptr : &found->second;
  }

  void write(Writer& out, const std::string& name, const Json& object) const {
    for (const Rule& rule : *find(name)) {
      if (rule.name == "*") {
        out.add_message(rule.number, message(rule.type, object));
        continue;
      }
      const auto found = object.find(rule.name);
      if (found == object.end() || found->is_null()) {
        continue;
      }
      if (rule.map) {
        writeMap(out, rule, *found);
      } else if (rule.repeated) {
        for (const Json& item : *found) {
          writeValue(out, rule.number, rule.type, item);
        }
      } else {
        writeValue(out, rule.number, rule.type, *found);
      }
    }
  }

  /// As bytes: a writer inside a writer would drop messages that are empty, and being there says something.
  [[nodiscard]] std::string message(const std::string& name, const Json& object) const {
    std::string out;
    Writer writer(out);
    write(writer, name, object);
    return out;
  }

 private:
  void writeMap(Writer& out, const Rule& rule, const Json& object) const {
    const auto sorted = object.get<std::map<std::string, Json>>();
    for (const auto& [key, value] : sorted) {
      Writer entry(out, rule.number);
      entry.add_string(1, key);
      writeValue(entry, 2, rule.type, value);
    }
  }

  void writeValue(Writer& out, std::uint32_t number, const std::string& type, const Json& value) const {
    if (type.empty()) {
      out.add_string(number, value.get<std::string>());
    } else if (type == "i") {
      out.add_int64(number, value.get<std::int64_t>());
    } else if (type == "b") {
      out.add_bool(number, value.get<bool>());
    } else if (type == "T" || type == "M") {
      writeTime(out, number, value.get<std::string>(), type == "M");
    } else if (find(type) != nullptr) {
      out.add_message(number, message(type, value));
    } else {
      Writer inner(out, number);
      if (type == "Q") {
        inner.add_string(1, value.is_string() ? value.get<std::string>() : value.dump());
      } else if (type == "I") {
        inner.add_int64(1, value.is_string() ? 1 : 0);
        inner.add_int32(2, value.is_string() ? 0 : value.get<std::int32_t>());
        inner.add_string(3, value.is_string() ? value.get<std::string>() : std::string());
      } else {
        inner.add_string(1, value.dump());  // raw JSON
      }
    }
  }

  static void writeTime(Writer& out, std::uint32_t number, const std::string& text, bool fraction) {
    const std::optional<Time> time = parseTime(text);
    if (!time) {
      throw std::runtime_error(text + " is no time");
    }
    const std::int64_t rest = (time->ms % 1000 + 1000) % 1000;
    Writer inner(out, number);
    inner.add_int64(1, (time->ms - rest) / 1000);
    inner.add_int32(2, fraction ? static_cast<std::int32_t>(rest * 1'000'000) : 0);
  }

  bool m_beta1;
};

std::string envelope(const std::string& apiVersion, const std::string& kind, const std::string& message) {
  std::string out("k8s\0", 4);
  Writer writer(out);
  {
    Writer type(writer, 1);
    type.add_string(1, apiVersion);
    type.add_string(2, kind);
  }
  writer.add_string(2, message);
  writer.add_string(3, "");
  writer.add_string(4, "");
  return out;
}

/// metav1.Status
std::string statusMessage(const Json& status) {
  std::string out;
  Writer writer(out);
  writer.add_string(2, status.value("status", ""));
  writer.add_string(3, status.value("message", ""));
  writer.add_string(4, status.value("reason", ""));
  if (const auto details = status.find("details"); details != status.end() && details->is_object()) {
    Writer inner(writer, 5);
    inner.add_int32(5, details->value("retryAfterSeconds", 0));
  }
  writer.add_int32(6, status.value("code", 0));
  return out;
}

std::string objectOf(const ApiResource& resource, const Json& object) {
  if (object.value("kind", "") == "Status") {
    return envelope("v1", "Status", statusMessage(object));
  }
  return envelope(resource.apiVersion(), resource.kind, ObjectWriter(resource.version).message(resource.kind, object));
}

/// Parses, and turns what the library throws into an error.
template <class Fn>
Result<std::string> withJson(const ApiResource& resource, std::string_view json, Fn&& fn) {
  if (!hasProtobuf(resource)) {
    return fail(ErrorCode::invalidInput, fmt::format("no field numbers of {} {}", resource.apiVersion(), resource.kind));
  }
  try {
    return fn(Json::parse(json));
  } catch (const std::exception& error) {
    return fail(ErrorCode::invalidInput, fmt::format("{} as protobuf: {}", resource.kind, error.what()));
  }
}

}  // namespace

bool hasProtobuf(const ApiResource& resource) {
  const bool alpha = resource.version.starts_with("v1alpha");
  const bool events = resource.group == "events.k8s.io";
  return !alpha && !events && ObjectWriter(resource.version).find(resource.kind) != nullptr;
}

Result<std::string> protobufObject(const ApiResource& resource, std::string_view json) {
  return withJson(resource, json, [&](const Json& object) { return objectOf(resource, object); });
}

Result<std::string> protobufList(const ApiResource& resource, std::string_view json) {
  return withJson(resource, json, [&](const Json& list) {
    if (list.value("kind", "") == "Status") {
      return objectOf(resource, list);
    }
    std::string message;
    Writer writer(message);
    {
      const Json metadata = list.value("metadata", Json::object());
      Writer meta(writer, 1);
      meta.add_string(1, "");
      meta.add_string(2, metadata.value("resourceVersion", ""));
      meta.add_string(3, metadata.value("continue", ""));
      if (metadata.contains("remainingItemCount")) {
        meta.add_int64(4, metadata["remainingItemCount"].get<std::int64_t>());
      }
    }
    const ObjectWriter objects(resource.version);
    for (const Json& item : list.value("items", Json::array())) {
      writer.add_message(2, objects.message(resource.kind, item));
    }
    return envelope(resource.apiVersion(), resource.kind + "List", message);
  });
}

Result<std::string> protobufEvent(const ApiResource& resource, std::string_view json) {
  return withJson(resource, json, [&](const Json& line) {
    std::string out;
    Writer writer(out);
    writer.add_string(1, line.value("type", ""));
    {
      Writer object(writer, 2);
      object.add_string(1, objectOf(resource, line.value("object", Json::object())));
    }
    return out;
  });
}

std::string framed(std::string_view message) {
  std::string out;
  for (unsigned shift = 32; shift > 0;) {
    shift -= 8;
    out += static_cast<char>(message.size() >> shift & 0xFFU);
  }
  return out.append(message);
}

}  // namespace claimscope::kit
