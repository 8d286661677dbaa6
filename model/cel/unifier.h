// Unifier: what type parameters stand for while an expression is checked (cel-go checker/types.go). One thread.
#pragma once

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/cel/type.h"

namespace claimscope::cel {

class Unifier {
 public:
  [[nodiscard]] TypeRef newVariable();
  /// True and remembered when `from` may be used as `to`; nothing changes otherwise.
  bool assign(const TypeRef& to, const TypeRef& from);
  bool assignAll(const std::vector<TypeRef>& to, const std::vector<TypeRef>& from);
  /// The type with its parameters replaced; free ones become dyn when asked.
  [[nodiscard]] TypeRef substitute(const TypeRef& type, bool freeToDyn) const;
  /// The signature with fresh variables for its own parameters.
  [[nodiscard]] static TypeRef instantiate(const TypeRef& type, const std::vector<std::pair<std::string, TypeRef>>& variables);

 private:
  [[nodiscard]] const TypeRef* find(const Type& parameter) const;
  void bind(const Type& parameter, const TypeRef& type);
  void undo(std::size_t mark);
  bool assignable(const TypeRef& to, const TypeRef& from);
  bool assignableAll(const std::vector<TypeRef>& to, const std::vector<TypeRef>& from);
  std::pair<bool, bool> validSubstitution(const TypeRef& type, const TypeRef& parameter);
  [[nodiscard]] bool notReferencedIn(const Type& parameter, const Type& within) const;

  std::unordered_map<std::string, TypeRef> m_bound;
  std::vector<std::pair<std::string, TypeRef>> m_trail;  ///< earlier bindings, to undo
  int m_next = 0;
};

/// The more general of two types that were found assignable.
[[nodiscard]] const TypeRef& mostGeneral(const TypeRef& a, const TypeRef& b);

}  // namespace claimscope::cel
