#include "model/cel/function.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>

namespace claimscope::cel {
namespace {

void collectParameters(const Type& type, std::vector<std::string>& out) {
  if (type.kind == TypeKind::parameter && std::find(out.begin(), out.end(), type.name) == out.end()) {
    out.push_back(type.name);
  }
  for (const TypeRef& inner : type.parameters) {
    collectParameters(*inner, out);
  }
}

/// Splits at commas outside <>.
std::vector<std::string_view> splitTypes(std::string_view text) {
  std::vector<std::string_view> out;
  int depth = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ',';
    depth += c == '<' ? 1 : c == '>' ? -1 : 0;
    if (c == ',' && depth == 0) {
      if (i > from) {
        out.push_back(text.substr(from, i - from));
      }
      from = i + 1;
    }
  }
  return out;
}

std::unique_ptr<FunctionTable> build(const Environment& environment) {
  auto table = std::make_unique<FunctionTable>();
  const int minor = environment.minor;
  addOperators(*table);
  addConversions(*table);
  addTimeFunctions(*table);
  addUrls(*table);
  addRegex(*table);
  if (minor < 37) {
    addKubernetesLists(*table);
  }
  addAuthorizer(*table, minor >= 31);
  addOptionals(*table);
  addQuantity(*table);
  addStrings(*table, minor >= 29 ? 2 : 0);
  addSets(*table);
  addIps(*table);
  addFormats(*table);
  // DRA declared semver from its first release on; the second argument came with 1.33.
  addSemver(*table, minor >= 33);
  if (minor >= 34) {
    addListFunctions(*table);
  }
  if (minor >= 37) {
    addKubernetesLists(*table);
  }
  const bool lists = environment.listTypeAttributes || environment.stored;
  if (minor >= 37 || (minor >= 36 && lists)) {
    addIncludes(*table);
  }
  return table;
}

}  // namespace

bool hasTrait(const Value& value, Trait trait) {
  const Kind kind = value.kind();
  const auto oneOf = [kind](std::initializer_list<Kind> kinds) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  };
  switch (trait) {
    case Trait::none:
      return true;
    case Trait::adder:
      return oneOf(
          {Kind::bytes, Kind::real, Kind::duration, Kind::integer, Kind::list, Kind::string, Kind::timestamp, Kind::natural});
    case Trait::comparer:
      return oneOf(
          {Kind::boolean, Kind::bytes, Kind::real, Kind::duration, Kind::integer, Kind::string, Kind::timestamp, Kind::natural});
    case Trait::divider:
    case Trait::multiplier:
      return oneOf({Kind::real, Kind::integer, Kind::natural});
    case Trait::matcher:
      return kind == Kind::string;
    case Trait::modder:
      return oneOf({Kind::integer, Kind::natural});
    case Trait::negator:
      return oneOf({Kind::boolean, Kind::real, Kind::duration, Kind::integer});
    case Trait::sizer:
      return oneOf({Kind::bytes, Kind::list, Kind::map, Kind::string});
    case Trait::subtractor:
      return oneOf({Kind::real, Kind::duration, Kind::integer, Kind::timestamp, Kind::natural});
    case Trait::lister:
      return kind == Kind::list;
  }
  return false;
}

const Function* FunctionTable::find(std::string_view name) const {
  const auto at = m_functions.find(std::string(name));
  return at == m_functions.end() ? nullptr : &at->second;
}

Function& FunctionTable::function(std::string_view name) {
  Function& out = m_functions[std::string(name)];
  out.name = std::string(name);
  return out;
}

Overload& FunctionTable::add(std::string_view name, std::string_view id, std::string_view signature,
                             Implementation implementation) {
  Overload overload;
  overload.id = std::string(id);
  overload.member = signature.starts_with('.');
  signature.remove_prefix(overload.member ? 1 : 0);
  const std::size_t arrow = signature.find("->");
  for (const std::string_view type : splitTypes(signature.substr(0, arrow))) {
    overload.arguments.push_back(parseType(type));
    collectParameters(*overload.arguments.back(), overload.parameters);
  }
  overload.result = parseType(signature.substr(arrow + 2));
  collectParameters(*overload.result, overload.parameters);
  overload.implementation = implementation;
  overload.shape = overload.arguments.size() == 1 ? Shape::unary : overload.arguments.size() == 2 ? Shape::binary : Shape::any;
  Function& owner = function(name);
  owner.overloads.push_back(std::move(overload));
  return owner.overloads.back();
}

void FunctionTable::addAny(std::string_view name, std::string_view id, std::string_view signature,
                           Implementation implementation) {
  add(name, id, signature, implementation).shape = Shape::any;
}

void FunctionTable::bind(std::string_view name, Implementation implementation, Shape shape, Trait trait) {
  Function& owner = function(name);
  owner.singleton = implementation;
  owner.singletonShape = shape;
  owner.trait = trait;
}

const FunctionTable& functionsOf(const Environment& environment) {
  static std::mutex mutex;
  static std::map<std::tuple<int, bool>, std::unique_ptr<FunctionTable>> tables;
  const std::lock_guard lock(mutex);
  auto& table = tables[{environment.minor, environment.stored || environment.listTypeAttributes}];
  if (!table) {
    table = build(environment);
  }
  return *table;
}

bool isAssignable(const Type& type, const Value& value) {
  if (type.nullable && value.is(Kind::null)) {
    return true;
  }
  const bool dynamic = isDynamic(type) || type.kind == TypeKind::parameter;
  if (!dynamic && type.name != typeName(value)) {
    return false;
  }
  if (type.kind == TypeKind::list) {
    return listSize(value) == 0 || isAssignable(*type.parameters[0], listAt(value, 0));
  }
  if (type.kind == TypeKind::map) {
    const MapObject& map = mapOf(value);
    return map.size() == 0 ||
           (isAssignable(*type.parameters[0], map.keyAt(0)) && isAssignable(*type.parameters[1], map.valueAt(0)));
  }
  return true;
}

}  // namespace claimscope::cel
