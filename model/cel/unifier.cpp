#include "model/cel/unifier.h"

namespace claimscope::cel {
namespace {

bool isEqualOrLessSpecific(const Type& a, const Type& b) {
  if (isDynamic(a) || a.kind == TypeKind::parameter) {
    return true;
  }
  if (isDynamic(b) || b.kind == TypeKind::parameter || a.kind != b.kind) {
    return false;
  }
  switch (a.kind) {
    case TypeKind::opaque:
    case TypeKind::list:
    case TypeKind::map: {
      if (a.name != b.name || a.parameters.size() != b.parameters.size()) {
        return false;
      }
      for (std::size_t i = 0; i < a.parameters.size(); ++i) {
        if (!isEqualOrLessSpecific(*a.parameters[i], *b.parameters[i])) {
          return false;
        }
      }
      return true;
    }
    case TypeKind::type:
      return true;
    default:
      return isExactType(a, b);
  }
}

bool isDynOrError(const Type& type) {
  return isDynamic(type) || type.kind == TypeKind::error;
}

bool takesNull(const Type& type) {
  switch (type.kind) {
    case TypeKind::opaque:
    case TypeKind::object:
    case TypeKind::any:
    case TypeKind::duration:
    case TypeKind::timestamp:
    case TypeKind::null:
    case TypeKind::dyn:
      return true;
    default:
      return type.nullable;
  }
}

}  // namespace

const TypeRef& mostGeneral(const TypeRef& a, const TypeRef& b) {
  return isEqualOrLessSpecific(*a, *b) ? a : b;
}

TypeRef Unifier::newVariable() {
  return types::parameter("_var" + std::to_string(m_next++));
}

const TypeRef* Unifier::find(const Type& parameter) const {
  const auto at = m_bound.find(parameter.name);
  return at == m_bound.end() ? nullptr : &at->second;
}

void Unifier::bind(const Type& parameter, const TypeRef& type) {
  TypeRef& slot = m_bound[parameter.name];
  m_trail.emplace_back(parameter.name, slot);
  slot = type;
}

void Unifier::undo(std::size_t mark) {
  while (m_trail.size() > mark) {
    auto& [name, before] = m_trail.back();
    if (before) {
      m_bound[name] = before;
    } else {
      m_bound.erase(name);
    }
    m_trail.pop_back();
  }
}

bool Unifier::assign(const TypeRef& to, const TypeRef& from) {
  return assignAll({to}, {from});
}

bool Unifier::assignAll(const std::vector<TypeRef>& to, const std::vector<TypeRef>& from) {
  const std::size_t mark = m_trail.size();
  if (assignableAll(to, from)) {
    return true;
  }
  undo(mark);
  return false;
}

bool Unifier::assignableAll(const std::vector<TypeRef>& to, const std::vector<TypeRef>& from) {
  if (to.size() != from.size()) {
    return false;
  }
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (!assignable(to[i], from[i])) {
      return false;
    }
  }
  return true;
}

bool Unifier::assignable(const TypeRef& to, const TypeRef& from) {
  if (from->kind == TypeKind::parameter) {
    const auto [valid, substituted] = validSubstitution(to, from);
    if (valid || substituted) {
      return valid;
    }
  }
  if (to->kind == TypeKind::parameter) {
    return validSubstitution(from, to).first;
  }
  if (isDynOrError(*to) || isDynOrError(*from)) {
    return true;
  }
  if (to->kind == TypeKind::null) {
    return takesNull(*from);
  }
  if (from->kind == TypeKind::null) {
    return takesNull(*to);
  }
  switch (to->kind) {
    case TypeKind::type:
      return from->kind == TypeKind::type;
    case TypeKind::opaque:
    case TypeKind::list:
    case TypeKind::map:
      return to->kind == from->kind && to->name == from->name && assignableAll(to->parameters, from->parameters);
    default:
      return to->kind == from->kind && to->name == from->name;
  }
}

std::pair<bool, bool> Unifier::validSubstitution(const TypeRef& type, const TypeRef& parameter) {
  if (isExactType(*type, *parameter)) {
    return {true, true};
  }
  if (const TypeRef* found = find(*parameter)) {
    const TypeRef bound = *found;
    if (isExactType(*type, *bound)) {
      return {true, true};
    }
    if (assignable(type, bound)) {
      const TypeRef general = mostGeneral(type, bound);
      if (notReferencedIn(*parameter, *general)) {
        bind(*parameter, general);
      }
      return {true, true};
    }
    return {false, true};
  }
  if (notReferencedIn(*parameter, *type)) {
    bind(*parameter, type);
    return {true, false};
  }
  return {false, false};
}

bool Unifier::notReferencedIn(const Type& parameter, const Type& within) const {
  if (isExactType(parameter, within)) {
    return false;
  }
  if (within.kind == TypeKind::parameter) {
    const TypeRef* found = find(within);
    return found == nullptr || notReferencedIn(parameter, **found);
  }
  for (const TypeRef& inner : within.parameters) {
    if (!notReferencedIn(parameter, *inner)) {
      return false;
    }
  }
  return true;
}

TypeRef Unifier::substitute(const TypeRef& type, bool freeToDyn) const {
  if (type->kind == TypeKind::parameter) {
    if (const TypeRef* found = find(*type)) {
      return substitute(*found, freeToDyn);
    }
    return freeToDyn ? types::dyn() : type;
  }
  if (type->parameters.empty()) {
    return type;
  }
  auto copy = std::make_shared<Type>(*type);
  for (TypeRef& inner : copy->parameters) {
    inner = substitute(inner, freeToDyn);
  }
  weigh(*copy);
  return copy;
}

TypeRef Unifier::instantiate(const TypeRef& type, const std::vector<std::pair<std::string, TypeRef>>& variables) {
  if (type->kind == TypeKind::parameter) {
    for (const auto& [name, variable] : variables) {
      if (name == type->name) {
        return variable;
      }
    }
    return type;
  }
  if (type->parameters.empty()) {
    return type;
  }
  auto copy = std::make_shared<Type>(*type);
  for (TypeRef& inner : copy->parameters) {
    inner = instantiate(inner, variables);
  }
  weigh(*copy);
  return copy;
}

}  // namespace claimscope::cel
