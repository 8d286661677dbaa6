#include "model/kube/kubeconfig_schema.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>

#include "model/base/json_tree.h"
#include "model/kube/base64.h"

namespace claimscope::kube {
namespace {

using nlohmann::json;

enum class Type { text, boolean, bytes, texts, textMap, textsMap, object, objects, extensions, named };

struct Field {
  const char* name;
  Type type;
  const std::vector<Field>* fields = nullptr;  ///< of object and objects
  const char* body = nullptr;                  ///< of named: the key beside "name"
};
using Fields = std::vector<Field>;

const Fields kEnvironment = {{"name", Type::text}, {"value", Type::text}};
const Fields kExec = {{"command", Type::text},        {"args", Type::texts},       {"env", Type::objects, &kEnvironment},
                      {"apiVersion", Type::text},     {"installHint", Type::text}, {"provideClusterInfo", Type::boolean},
                      {"interactiveMode", Type::text}};
const Fields kAuthProvider = {{"name", Type::text}, {"config", Type::textMap}};
const Fields kUser = {{"client-certificate", Type::text},
                      {"client-certificate-data", Type::bytes},
                      {"client-key", Type::text},
                      {"client-key-data", Type::bytes},
                      {"token", Type::text},
                      {"tokenFile", Type::text},
                      {"as", Type::text},
                      {"as-uid", Type::text},
                      {"as-groups", Type::texts},
                      {"as-user-extra", Type::textsMap},
                      {"username", Type::text},
                      {"password", Type::text},
                      {"auth-provider", Type::object, &kAuthProvider},
                      {"exec", Type::object, &kExec},
                      {"extensions", Type::extensions}};
const Fields kCluster = {{"server", Type::text},
                         {"tls-server-name", Type::text},
                         {"insecure-skip-tls-verify", Type::boolean},
                         {"certificate-authority", Type::text},
                         {"certificate-authority-data", Type::bytes},
                         {"proxy-url", Type::text},
                         {"disable-compression", Type::boolean},
                         {"extensions", Type::extensions}};
const Fields kContext = {
    {"cluster", Type::text}, {"user", Type::text}, {"namespace", Type::text}, {"extensions", Type::extensions}};
const Fields kPreferences = {{"colors", Type::boolean}, {"extensions", Type::extensions}};
const Fields kDocument = {{"preferences", Type::object, &kPreferences},
                          {"clusters", Type::named, &kCluster, "cluster"},
                          {"users", Type::named, &kUser, "user"},
                          {"contexts", Type::named, &kContext, "context"},
                          {"current-context", Type::text},
                          {"extensions", Type::extensions}};

bool isTexts(const json& value) {
  return value.is_array() && std::all_of(value.begin(), value.end(), [](const json& v) { return v.is_string() || v.is_null(); });
}

class Checker {
 public:
  explicit Checker(const std::string& file) : m_file(file) {}

  void fields(const json& object, const Fields& known, const std::string& where) {
    for (const Field& field : known) {
      const auto found = object.find(field.name);
      if (found != object.end() && !found->is_null()) {
        check(*found, field, where + (where.empty() ? "" : ": ") + field.name);
      }
    }
  }
  std::vector<Error> problems;

  void problem(const std::string& where, const std::string& cause, const std::string& fix) {
    problems.push_back({ErrorCode::invalidInput, m_file + ": " + where + " " + cause, fix, std::nullopt, 0});
  }

 private:
  void check(const json& value, const Field& field, const std::string& where) {
    switch (field.type) {
      case Type::text:
        return expect(value.is_string(), where, "is not a text", "Put quotes around it");
      case Type::boolean:
        return expect(value.is_boolean(), where, "is neither true nor false", "Write true or false without quotes");
      case Type::bytes:
        return expect(isBytes(value), where, "is not valid base64", "Encode the file with base64 -w0");
      case Type::texts:
        return expect(isTexts(value), where, "is not a list of texts", "Put quotes around each of them");
      case Type::textMap:
        return expect(value.is_object() &&
                          std::all_of(value.begin(), value.end(), [](const json& v) { return v.is_string() || v.is_null(); }),
                      where, "is not a mapping of texts", "Put quotes around each value");
      case Type::textsMap:
        return expect(
            value.is_object() && std::all_of(value.begin(), value.end(), [](const json& v) { return v.is_null() || isTexts(v); }),
            where, "is not a mapping to lists of texts", "Write each value as a list: [\"…\"]");
      case Type::object:
        expect(value.is_object(), where, "is not a mapping", "Write its fields below it");
        if (value.is_object()) {
          fields(value, *field.fields, where);
        }
        return;
      case Type::objects:
        return list(value, where, [&](const json& item, const std::string& place) { fields(item, *field.fields, place); });
      case Type::extensions:
        return extensions(value, where);
      case Type::named:
        return named(value, field, where);
    }
  }

  void expect(bool holds, const std::string& where, const char* cause, const char* fix) {
    if (!holds) {
      problem(where, cause, fix);
    }
  }

  static bool isBytes(const json& value) {
    if (value.is_string()) {
      return decodeBase64(value.get_ref<const std::string&>()).has_value();
    }
    return value.is_array() && std::all_of(value.begin(), value.end(), [](const json& v) {
             return v.is_null() || (v.is_number_integer() && v >= 0 && v <= 255);
           });
  }

  template <class Each>
  void list(const json& value, const std::string& where, const Each& each) {
    if (!value.is_array()) {
      return problem(where, "is not a list", "Begin each of its entries with \"- \"");
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
      const std::string place = where + "[" + std::to_string(i) + "]";
      if (value[i].is_object()) {
        each(value[i], place);
      } else if (value[i].is_null()) {
        each(json::object(), place);
      } else {
        problem(place, "is not a mapping", "Write its name and its fields");
      }
    }
  }

  void extensions(const json& value, const std::string& where) {
    std::map<std::string, bool> seen;  // an extension that is null may be named again
    list(value, where, [&](const json& item, const std::string& place) {
      fields(item, {{"name", Type::text}}, place);
      bool& held = seen[nameOf(item)];
      expect(!held, place, "has the name of another one", "Remove one of them");
      held = item.contains("extension") && !item["extension"].is_null();
    });
  }

  void named(const json& value, const Field& field, const std::string& where) {
    std::map<std::string, int> seen;
    list(value, where, [&](const json& item, const std::string& place) {
      const std::string name = nameOf(item);
      fields(item, {{"name", Type::text}}, place);
      fields(item, {{field.body, Type::object, field.fields}}, name.empty() ? place : where + " \"" + name + "\"");
      if (++seen[name] == 2) {
        problem(where, "names \"" + name + "\" twice", "Remove one of them");
      }
    });
  }

  static std::string nameOf(const json& item) {
    const auto found = item.find("name");
    return found != item.end() && found->is_string() ? found->get<std::string>() : std::string();
  }

  const std::string& m_file;
};

/// kind and apiVersion are looked up without regard to case; of several spellings the last in byte order counts, because the
/// YAML reader of kubectl sorts the keys.
std::optional<json> headerField(const json& document, const std::string& lowerName) {
  std::optional<json> out;
  for (const auto& [key, value] : document.items()) {
    std::string lower = key;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (lower == lowerName && (!out || !value.is_null())) {
      out = value;
    }
  }
  return out;
}

void header(const json& document, const std::string& lowerName, const char* name, std::initializer_list<const char*> allowed,
            const char* expected, Checker& checker) {
  const std::optional<json> value = headerField(document, lowerName);
  if (!value || value->is_null()) {
    return;
  }
  if (!value->is_string()) {
    return checker.problem(name, "is not a text", std::string("Write ") + expected);
  }
  const auto& text = value->get_ref<const std::string&>();
  if (std::none_of(allowed.begin(), allowed.end(), [&](const char* word) { return text == word; })) {
    checker.problem(name, "is not that of a kubeconfig", std::string("Write ") + expected);
  }
}

}  // namespace

std::vector<Error> schemaProblems(const json& document, const std::string& file) {
  Checker checker(file);
  if (!document.is_object()) {
    checker.problem("the document", "is not a mapping", "It should have clusters, users and contexts");
    return checker.problems;
  }
  header(document, "kind", "kind", {"", "Config"}, "kind: Config", checker);
  header(document, "apiversion", "apiVersion", {"", "/", "v1", "/v1"}, "apiVersion: v1", checker);
  checker.fields(document, kDocument, "");
  return checker.problems;
}

std::string bytesOfField(const json& value) {
  if (value.is_string()) {
    return decodeBase64(value.get_ref<const std::string&>()).value_or("");
  }
  std::string out;
  if (value.is_array()) {
    for (const json& byte : value) {
      out += byte.is_number_integer() ? static_cast<char>(byte.get<int>()) : '\0';
    }
  }
  return out;
}

}  // namespace claimscope::kube
