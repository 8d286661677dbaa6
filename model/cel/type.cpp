#include "model/cel/type.h"

#include <algorithm>
#include <utility>

namespace claimscope::cel {
namespace {

TypeRef make(TypeKind kind, std::string name, std::vector<TypeRef> parameters = {}) {
  auto out = std::make_shared<Type>();
  out->kind = kind;
  out->name = std::move(name);
  out->parameters = std::move(parameters);
  weigh(*out);
  return out;
}

bool sameType(const Type& a, const Type& b, bool parameterNames) {
  if (&a == &b) {
    return true;
  }
  if (a.kind != b.kind || a.parameters.size() != b.parameters.size()) {
    return false;
  }
  if ((parameterNames || a.kind != TypeKind::parameter) && a.name != b.name) {
    return false;
  }
  for (std::size_t i = 0; i < a.parameters.size(); ++i) {
    if (!sameType(*a.parameters[i], *b.parameters[i], parameterNames)) {
      return false;
    }
  }
  return true;
}

/// Reads one type from the front of the text.
TypeRef readType(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && text[length] != '<' && text[length] != '>' && text[length] != ',') {
    ++length;
  }
  const std::string name(text.substr(0, length));
  text.remove_prefix(length);
  std::vector<TypeRef> parameters;
  if (!text.empty() && text.front() == '<') {
    do {
      text.remove_prefix(1);
      parameters.push_back(readType(text));
    } while (!text.empty() && text.front() == ',');
    text.remove_prefix(1);
  }
  if (name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z') {
    return types::parameter(name);
  }
  if (name == "list") {
    return types::list(parameters.at(0));
  }
  if (name == "map") {
    return types::map(parameters.at(0), parameters.at(1));
  }
  if (name == "optional") {
    return types::optional(parameters.at(0));
  }
  if (name == "type") {
    return types::typeOf(parameters.at(0));
  }
  static const std::vector<std::pair<std::string_view, TypeRef>> kNamed = {
      {"dyn", types::dyn()},
      {"bool", types::boolean()},
      {"int", types::integer()},
      {"uint", types::natural()},
      {"double", types::real()},
      {"string", types::string()},
      {"bytes", types::bytes()},
      {"duration", types::duration()},
      {"timestamp", types::timestamp()},
      {"Quantity", types::object("kubernetes.Quantity")},
      {"Semver", types::object("kubernetes.Semver")},
      {"URL", types::object("kubernetes.URL")},
      {"Format", types::object("kubernetes.NamedFormat")},
      {"IP", types::opaque("net.IP")},
      {"CIDR", types::opaque("net.CIDR")},
      {"Authorizer", types::object("kubernetes.authorization.Authorizer")},
      {"PathCheck", types::object("kubernetes.authorization.PathCheck")},
      {"GroupCheck", types::object("kubernetes.authorization.GroupCheck")},
      {"ResourceCheck", types::object("kubernetes.authorization.ResourceCheck")},
      {"Decision", types::object("kubernetes.authorization.Decision")}};
  for (const auto& [known, type] : kNamed) {
    if (known == name) {
      return type;
    }
  }
  return types::error();
}

}  // namespace

namespace types {

#define CLAIMSCOPE_CEL_TYPE(function, kind, name)            \
  const TypeRef& function() {                                \
    static const TypeRef kType = make(TypeKind::kind, name); \
    return kType;                                            \
  }
CLAIMSCOPE_CEL_TYPE(error, error, "*error*")
CLAIMSCOPE_CEL_TYPE(dyn, dyn, "dyn")
CLAIMSCOPE_CEL_TYPE(any, any, "google.protobuf.Any")
CLAIMSCOPE_CEL_TYPE(boolean, boolean, "bool")
CLAIMSCOPE_CEL_TYPE(integer, integer, "int")
CLAIMSCOPE_CEL_TYPE(natural, natural, "uint")
CLAIMSCOPE_CEL_TYPE(real, real, "double")
CLAIMSCOPE_CEL_TYPE(string, string, "string")
CLAIMSCOPE_CEL_TYPE(bytes, bytes, "bytes")
CLAIMSCOPE_CEL_TYPE(null, null, "null_type")
CLAIMSCOPE_CEL_TYPE(duration, duration, "google.protobuf.Duration")
CLAIMSCOPE_CEL_TYPE(timestamp, timestamp, "google.protobuf.Timestamp")
#undef CLAIMSCOPE_CEL_TYPE

TypeRef list(TypeRef element) {
  return make(TypeKind::list, "list", {std::move(element)});
}
TypeRef map(TypeRef key, TypeRef value) {
  return make(TypeKind::map, "map", {std::move(key), std::move(value)});
}
TypeRef object(std::string name) {
  return make(TypeKind::object, std::move(name));
}
TypeRef opaque(std::string name, std::vector<TypeRef> parameters) {
  return make(TypeKind::opaque, std::move(name), std::move(parameters));
}
TypeRef optional(TypeRef value) {
  return opaque("optional_type", {std::move(value)});
}
TypeRef typeOf(TypeRef inner) {
  return make(TypeKind::type, "type", {std::move(inner)});
}
TypeRef parameter(std::string name) {
  return make(TypeKind::parameter, std::move(name));
}
TypeRef nullable(const TypeRef& type) {
  auto out = std::make_shared<Type>(*type);
  out->nullable = true;
  return out;
}

}  // namespace types

void weigh(Type& type) {
  constexpr std::size_t kSaturated = std::size_t{1} << 40U;
  type.weight = 1;
  for (const TypeRef& parameter : type.parameters) {
    type.weight = std::min(kSaturated, type.weight + parameter->weight);
  }
}

std::string formatType(const Type& type) {
  switch (type.kind) {
    case TypeKind::any:
      return "any";
    case TypeKind::duration:
      return "duration";
    case TypeKind::timestamp:
      return "timestamp";
    case TypeKind::error:
      return "!error!";
    case TypeKind::null:
      return "null";
    case TypeKind::parameter:
      return type.name;
    default:
      break;
  }
  if (type.nullable) {
    return "wrapper(" + type.name + ")";
  }
  if (type.parameters.empty()) {
    return type.name;
  }
  std::string out = type.name + "(";
  for (std::size_t i = 0; i < type.parameters.size(); ++i) {
    out += (i == 0 ? "" : ", ") + formatType(*type.parameters[i]);
  }
  return out + ")";
}

bool isExactType(const Type& a, const Type& b) {
  return sameType(a, b, true);
}
bool isEquivalentType(const Type& a, const Type& b) {
  return sameType(a, b, false);
}
bool isDynamic(const Type& type) {
  return type.kind == TypeKind::dyn || type.kind == TypeKind::any;
}
bool isOptional(const Type& type) {
  return type.kind == TypeKind::opaque && type.name == "optional_type";
}

TypeRef parseType(std::string_view text) {
  return readType(text);
}

}  // namespace claimscope::cel
