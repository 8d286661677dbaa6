// Checker: the types of an expression, and which functions its calls mean. One thread.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "model/cel/ast.h"
#include "model/cel/function.h"
#include "model/cel/type.h"

namespace claimscope::cel {

/// What the check found out, by node id.
struct Checked {
  struct Node {
    TypeRef type;
    const Function* function = nullptr;      ///< of a call
    std::vector<const Overload*> overloads;  ///< that fit the arguments; more than one only where types are dynamic
    std::string constantType;                ///< of a name that is a type: what type() would give
  };
  std::vector<Node> nodes;
  [[nodiscard]] const Node& of(const Expr& expr) const { return nodes[static_cast<std::size_t>(expr.id)]; }
};

/// cel-go checker.go for the environment of DRA selectors. Rewrites names the check resolved, as `a.b` that is one type.
[[nodiscard]] tl::expected<Checked, CompileError> check(Expr& root, int nextId, std::string_view source,
                                                        const Environment& environment);

/// The type of device.attributes[domain].id in the environment.
[[nodiscard]] const TypeRef& attributeType(const Environment& environment);

/// The checks of literals that follow (cel-go validator.go): durations, timestamps, regexes, formats, homogeneous lists and maps.
[[nodiscard]] std::vector<CompileError> validate(const Expr& root, const Checked& checked, std::string_view source,
                                                 const Environment& environment);

}  // namespace claimscope::cel
