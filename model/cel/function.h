// Function: what an expression can call, and with which types. Tables are immutable once built; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/cel/selector.h"
#include "model/cel/type.h"
#include "model/cel/value.h"

namespace claimscope::cel {

using Args = std::span<const Value>;
using Implementation = Value (*)(Args);

/// How upstream binds an implementation. It decides what is evaluated after an argument failed, and so the cost:
/// unary and binary evaluate all arguments, `any` stops at the first error.
enum class Shape : std::uint8_t { unary, binary, any };

/// What a value can do; a function bound once for all its overloads asks for one of these.
enum class Trait : std::uint8_t {
  none,
  adder,
  comparer,
  divider,
  matcher,
  modder,
  multiplier,
  negator,
  sizer,
  subtractor,
  lister,
};
[[nodiscard]] bool hasTrait(const Value& value, Trait trait);

struct Overload {
  std::string id;
  bool member = false;
  std::vector<TypeRef> arguments;  ///< the target first
  TypeRef result;
  std::vector<std::string> parameters;  ///< names of the type parameters
  Implementation implementation = nullptr;
  Shape shape = Shape::any;
  bool nonStrict = false;  ///< errors are arguments too
};

struct Function {
  std::string name;
  std::vector<Overload> overloads;
  Implementation singleton = nullptr;
  Shape singletonShape = Shape::any;
  Trait trait = Trait::none;
  bool guards = true;  ///< arguments are checked against the overload's types before a call
};

class FunctionTable {
 public:
  [[nodiscard]] const Function* find(std::string_view name) const;

  /// signature: "string,int->string"; a leading '.' makes the first argument the target.
  Overload& add(std::string_view name, std::string_view id, std::string_view signature, Implementation implementation = nullptr);
  /// The same with a binding that takes any number of arguments.
  void addAny(std::string_view name, std::string_view id, std::string_view signature, Implementation implementation);
  void bind(std::string_view name, Implementation implementation, Shape shape, Trait trait = Trait::none);
  Function& function(std::string_view name);

 private:
  std::unordered_map<std::string, Function> m_functions;
};

/// The functions of an environment; built once for each.
[[nodiscard]] const FunctionTable& functionsOf(const Environment& environment);

/// Whether the value may be passed where the type is declared, as far as upstream looks: first elements only.
[[nodiscard]] bool isAssignable(const Type& type, const Value& value);

/// Plus, for the sum of a list.
[[nodiscard]] Implementation addImplementation();

void addOperators(FunctionTable& table);
void addConversions(FunctionTable& table);
void addTimeFunctions(FunctionTable& table);
void addOptionals(FunctionTable& table);
void addStrings(FunctionTable& table, int version);
void addRegex(FunctionTable& table);
void addSets(FunctionTable& table);
void addListFunctions(FunctionTable& table);
void addKubernetesLists(FunctionTable& table);
void addIncludes(FunctionTable& table);
void addQuantity(FunctionTable& table);
void addSemver(FunctionTable& table, bool normalize);
void addUrls(FunctionTable& table);
void addIps(FunctionTable& table);
void addFormats(FunctionTable& table);
void addAuthorizer(FunctionTable& table, bool selectors);

}  // namespace claimscope::cel
