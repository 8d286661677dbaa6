// Type: what the type check knows of a value. Immutable; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace claimscope::cel {

enum class TypeKind : std::uint8_t {
  error,
  dyn,
  any,
  boolean,
  integer,
  natural,
  real,
  string,
  bytes,
  null,
  duration,
  timestamp,
  list,
  map,
  object,  ///< a struct by name: device, kubernetes.Quantity, …
  opaque,  ///< by name with parameters: optional_type(T), net.IP
  type,    ///< the type of a type
  parameter,
};

struct Type;
using TypeRef = std::shared_ptr<const Type>;

struct Type {
  TypeKind kind = TypeKind::error;
  std::string name;  ///< as type() prints it at run time; of a parameter its variable's name
  std::vector<TypeRef> parameters;
  bool nullable = false;   ///< a protobuf wrapper: the value or null
  std::size_t weight = 1;  ///< types in it, itself included; saturates
};

namespace types {
[[nodiscard]] const TypeRef& error();
[[nodiscard]] const TypeRef& dyn();
[[nodiscard]] const TypeRef& any();
[[nodiscard]] const TypeRef& boolean();
[[nodiscard]] const TypeRef& integer();
[[nodiscard]] const TypeRef& natural();
[[nodiscard]] const TypeRef& real();
[[nodiscard]] const TypeRef& string();
[[nodiscard]] const TypeRef& bytes();
[[nodiscard]] const TypeRef& null();
[[nodiscard]] const TypeRef& duration();
[[nodiscard]] const TypeRef& timestamp();
[[nodiscard]] TypeRef list(TypeRef element);
[[nodiscard]] TypeRef map(TypeRef key, TypeRef value);
[[nodiscard]] TypeRef object(std::string name);
[[nodiscard]] TypeRef opaque(std::string name, std::vector<TypeRef> parameters = {});
[[nodiscard]] TypeRef optional(TypeRef value);
[[nodiscard]] TypeRef typeOf(TypeRef inner);
[[nodiscard]] TypeRef parameter(std::string name);
[[nodiscard]] TypeRef nullable(const TypeRef& type);
}  // namespace types

/// Types beyond this are refused. Maps of maps double with each level that is written; upstream would only stop with its memory.
inline constexpr std::size_t kMostWeight = 10'000;
/// To be called after the parameters of a copy have changed.
void weigh(Type& type);

/// As messages write a type: "list(string)", "optional_type(int)".
[[nodiscard]] std::string formatType(const Type& type);

/// Same kind, name and parameters.
[[nodiscard]] bool isExactType(const Type& a, const Type& b);
/// The same but for the names of type parameters.
[[nodiscard]] bool isEquivalentType(const Type& a, const Type& b);
[[nodiscard]] bool isDynamic(const Type& type);
[[nodiscard]] bool isOptional(const Type& type);

/// "list<T>" and the like, as the tables of functions write types. Single capitals are parameters.
[[nodiscard]] TypeRef parseType(std::string_view text);

}  // namespace claimscope::cel
