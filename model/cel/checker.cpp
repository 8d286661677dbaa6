#include "model/cel/checker.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "model/cel/lexer.h"
#include "model/cel/unifier.h"

namespace claimscope::cel {
namespace {

constexpr const char* kDeviceType = "kubernetes.DRADevice";

/// Names that are types wherever they stand. value: what the name means to the check; the type's run-time name is Type::name.
const std::map<std::string, TypeRef, std::less<>>& typeNames() {
  static const std::map<std::string, TypeRef, std::less<>> kNames = [] {
    std::map<std::string, TypeRef, std::less<>> out;
    for (const TypeRef& type : {types::boolean(), types::bytes(), types::real(), types::duration(), types::integer(),
                                types::null(), types::string(), types::timestamp(), types::natural()}) {
      out.emplace(type->name, type);
    }
    out.emplace("list", types::list(types::dyn()));
    out.emplace("map", types::map(types::dyn(), types::dyn()));
    out.emplace("type", types::typeOf(types::dyn()));
    out.emplace("optional_type", types::optional(types::dyn()));
    out.emplace("net.IP", types::opaque("net.IP"));
    out.emplace("net.CIDR", types::opaque("net.CIDR"));
    return out;
  }();
  return kNames;
}

class Checker {
 public:
  Checker(int nextId, std::string_view source, const Environment& environment)
      : m_source(source), m_environment(environment), m_functions(functionsOf(environment)) {
    m_out.nodes.resize(static_cast<std::size_t>(nextId));
    m_scopes.emplace_back("device", types::object(kDeviceType));
  }

  tl::expected<Checked, CompileError> run(Expr& root) {
    visit(root);
    if (!m_errors.empty()) {
      return tl::unexpected(m_errors.front());
    }
    for (Checked::Node& node : m_out.nodes) {
      if (node.type) {
        node.type = m_unifier.substitute(node.type, true);
      }
    }
    return std::move(m_out);
  }

 private:
  Checked::Node& node(const Expr& expr) { return m_out.nodes[static_cast<std::size_t>(expr.id)]; }
  const TypeRef& typeOf(const Expr& expr) { return node(expr).type; }
  void setType(const Expr& expr, TypeRef type) {
    if (type->weight > kMostWeight) {
      report(expr, "type of the expression is too large");
      type = types::error();
    }
    node(expr).type = std::move(type);
  }

  void report(const Expr& expr, std::string message) {
    CompileError error = errorAt(m_source, expr.range, std::move(message));
    CompileError place = errorAt(m_source, {expr.at, expr.at}, "");
    error.line = place.line;
    error.column = place.column;
    m_errors.push_back(std::move(error));
  }
  void mismatch(const Expr& expr, const Type& expected, const Type& actual) {
    report(expr, fmt::format("expected type '{}' but found '{}'", formatType(expected), formatType(actual)));
  }
  void undeclared(const Expr& expr, std::string_view name) {
    report(expr, fmt::format("undeclared reference to '{}' (in container '')", name));
  }

  void visit(Expr& expr) {
    switch (expr.kind) {
      case ExprKind::literal:
        return literal(expr);
      case ExprKind::ident:
        return ident(expr);
      case ExprKind::select:
        return select(expr);
      case ExprKind::call:
        return call(expr);
      case ExprKind::list:
        return list(expr);
      case ExprKind::map:
        return map(expr);
      case ExprKind::message:
        return message(expr);
      case ExprKind::comprehension:
        return comprehension(expr);
    }
  }

  void literal(const Expr& expr) {
    static const std::array<TypeRef, 7> kTypes = {types::null(), types::boolean(), types::integer(), types::natural(),
                                                  types::real(), types::string(),  types::bytes()};
    setType(expr, kTypes[expr.literal.index()]);
  }

  [[nodiscard]] const TypeRef* local(std::string_view name) const {
    for (std::size_t i = m_scopes.size(); i-- > 1;) {
      if (m_scopes[i].first == name) {
        return &m_scopes[i].second;
      }
    }
    return nullptr;
  }

  /// A name of the whole environment: the device or a type.
  bool global(Expr& expr, const std::string& name, bool shadowed) {
    if (name == "device") {
      setType(expr, m_scopes.front().second);
      expr.name = shadowed ? ".device" : "device";
      return true;
    }
    const auto found = typeNames().find(name);
    if (found == typeNames().end()) {
      return false;
    }
    setType(expr, types::typeOf(found->second));
    node(expr).constantType = found->second->name;
    expr.name = name;
    return true;
  }

  void ident(Expr& expr) {
    const bool dot = expr.name.starts_with('.');
    const TypeRef* found = dot ? nullptr : local(expr.name);
    if (found != nullptr) {
      setType(expr, *found);
      return;
    }
    const std::string name = dot ? expr.name.substr(1) : expr.name;
    if (global(expr, name, dot && local(name) != nullptr)) {
      return;
    }
    setType(expr, types::error());
    undeclared(expr, expr.name);
  }

  /// a.b.c as one name, when it is only selects of a name.
  static std::optional<std::string> qualified(const Expr& expr) {
    if (expr.kind == ExprKind::ident) {
      return expr.name;
    }
    if (expr.kind != ExprKind::select || expr.testOnly) {
      return std::nullopt;
    }
    const auto operand = qualified(*expr.children[0]);
    return operand ? std::optional(*operand + "." + expr.name) : std::nullopt;
  }
  static const Expr& firstOf(const Expr& expr) { return expr.kind == ExprKind::select ? firstOf(*expr.children[0]) : expr; }

  void select(Expr& expr) {
    if (const auto name = qualified(expr)) {
      const Expr& first = firstOf(expr);
      const bool dot = first.name.starts_with('.');
      if (dot || local(first.name) == nullptr) {
        const std::string full = dot ? name->substr(1) : *name;
        if (typeNames().count(full) > 0) {
          expr.kind = ExprKind::ident;
          expr.children.clear();
          global(expr, full, false);
          return;
        }
      }
    }
    TypeRef type = field(expr, *expr.children[0], expr.name, false);
    setType(expr, expr.testOnly ? types::boolean() : m_unifier.substitute(type, false));
  }

  TypeRef field(Expr& expr, Expr& operand, const std::string& name, bool optional) {
    visit(operand);
    TypeRef target = m_unifier.substitute(typeOf(operand), false);
    const bool wrapped = isOptional(*target);
    if (wrapped) {
      target = target->parameters[0];
    }
    TypeRef result = types::error();
    switch (target->kind) {
      case TypeKind::map:
        result = target->parameters[1];
        break;
      case TypeKind::object:
        result = objectField(expr, *target, name);
        break;
      case TypeKind::parameter:
        m_unifier.assign(types::dyn(), target);
        result = types::dyn();
        break;
      default:
        if (!isDynamic(*target) && target->kind != TypeKind::error) {
          report(expr, fmt::format("type '{}' does not support field selection", formatType(*target)));
        }
        result = types::dyn();
        break;
    }
    return wrapped || optional ? types::optional(result) : result;
  }

  TypeRef objectField(const Expr& expr, const Type& object, const std::string& name) {
    if (object.name != kDeviceType) {
      report(expr, fmt::format("unexpected failed resolution of '{}'", object.name));
      return types::error();
    }
    if (name == "driver") {
      return types::string();
    }
    if (name == "attributes") {
      return types::map(types::string(), types::map(types::string(), attributeType(m_environment)));
    }
    if (name == "capacity") {
      return types::map(types::string(), types::map(types::string(), types::object("kubernetes.Quantity")));
    }
    if (name == "allowMultipleAllocations" && m_environment.minor >= 34 &&
        (m_environment.stored || m_environment.consumableCapacity)) {
      return types::boolean();
    }
    report(expr, fmt::format("undefined field '{}'", name));
    return types::error();
  }

  void call(Expr& expr) {
    if (expr.name == op::kOptSelect) {
      const std::string name = std::get<std::string>(expr.children[1]->literal);
      setType(expr, m_unifier.substitute(field(expr, *expr.children[0], name, true), false));
      setType(*expr.children[1], types::string());
      const Function* function = m_functions.find(op::kOptSelect);
      node(expr).function = function;
      node(expr).overloads = {&function->overloads.front()};
      return;
    }
    for (std::size_t i = expr.member ? 1 : 0; i < expr.children.size(); ++i) {
      visit(*expr.children[i]);
    }
    if (!expr.member) {
      const std::string name = expr.name.starts_with('.') ? expr.name.substr(1) : expr.name;
      const Function* function = m_functions.find(name);
      if (function == nullptr) {
        setType(expr, types::error());
        undeclared(expr, expr.name);
        return;
      }
      expr.name = name;
      resolve(expr, *function);
      return;
    }
    if (const auto prefix = qualified(*expr.children[0])) {
      std::string name = *prefix + "." + expr.name;
      name.erase(0, name.starts_with('.') ? 1 : 0);
      if (const Function* function = m_functions.find(name)) {
        expr.member = false;
        expr.children.erase(expr.children.begin());
        expr.name = name;
        resolve(expr, *function);
        return;
      }
    }
    visit(*expr.children[0]);
    const Function* function = m_functions.find(expr.name);
    if (function == nullptr) {
      setType(expr, types::error());
      undeclared(expr, expr.name);
      return;
    }
    resolve(expr, *function);
  }

  void resolve(Expr& expr, const Function& function) {
    std::vector<TypeRef> arguments;
    for (const ExprPtr& child : expr.children) {
      arguments.push_back(typeOf(*child));
    }
    if (function.name == op::kAnd || function.name == op::kOr) {
      bool valid = true;
      for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (!m_unifier.assign(arguments[i], types::boolean())) {
          mismatch(*expr.children[i], *types::boolean(), *arguments[i]);
          valid = false;
        }
      }
      node(expr).function = &function;
      node(expr).overloads = {&function.overloads.front()};
      setType(expr, valid ? types::boolean() : types::error());
      return;
    }
    TypeRef result;
    std::vector<const Overload*> fitting;
    for (const Overload& overload : function.overloads) {
      if (overload.member != expr.member || !enabled(overload)) {
        continue;
      }
      std::vector<std::pair<std::string, TypeRef>> variables;
      for (const std::string& parameter : overload.parameters) {
        variables.emplace_back(parameter, m_unifier.newVariable());
      }
      std::vector<TypeRef> wanted;
      for (const TypeRef& argument : overload.arguments) {
        wanted.push_back(Unifier::instantiate(argument, variables));
      }
      if (!m_unifier.assignAll(arguments, wanted)) {
        continue;
      }
      fitting.push_back(&overload);
      TypeRef returned = m_unifier.substitute(Unifier::instantiate(overload.result, variables), false);
      if (!result) {
        result = std::move(returned);
      } else if (!isDynamic(*result) && !isExactType(*returned, *result)) {
        result = types::dyn();
      }
    }
    if (!result) {
      noOverload(expr, function, arguments);
      setType(expr, types::error());
      return;
    }
    node(expr).function = &function;
    node(expr).overloads = std::move(fitting);
    setType(expr, std::move(result));
  }

  /// Comparing numbers of different types came with 1.28.
  [[nodiscard]] bool enabled(const Overload& overload) const {
    static constexpr std::array<std::string_view, 6> kCross = {"int64_double", "int64_uint64", "uint64_double",
                                                               "uint64_int64", "double_int64", "double_uint64"};
    return m_environment.minor >= 28 || std::none_of(kCross.begin(), kCross.end(), [&](std::string_view cross) {
             return overload.id.ends_with(cross) && (overload.id.starts_with("less") || overload.id.starts_with("greater"));
           });
  }

  void noOverload(const Expr& expr, const Function& function, const std::vector<TypeRef>& arguments) {
    std::string signature;
    std::size_t i = 0;
    if (expr.member) {
      signature = formatType(*m_unifier.substitute(arguments[i++], true)) + ".";
    }
    signature += "(";
    for (std::size_t first = i; i < arguments.size(); ++i) {
      signature += (i == first ? "" : ", ") + formatType(*m_unifier.substitute(arguments[i], true));
    }
    report(expr, fmt::format("found no matching overload for '{}' applied to '{})'", function.name, signature));
  }

  /// The type of all elements so far and one more.
  TypeRef join(const TypeRef& before, const TypeRef& next) {
    if (!before) {
      return next;
    }
    if (m_unifier.assign(before, next)) {
      return mostGeneral(before, next);
    }
    return types::dyn();  // the validator refuses what is not of one type
  }

  TypeRef unwrapElement(const Expr& expr, const TypeRef& type, bool optional) {
    if (!optional) {
      return type;
    }
    if (isOptional(*type)) {
      return type->parameters[0];
    }
    if (!isDynamic(*type)) {
      mismatch(expr, *types::optional(type), *type);
    }
    return type;
  }

  void list(Expr& expr) {
    TypeRef element;
    for (std::size_t i = 0; i < expr.children.size(); ++i) {
      Expr& child = *expr.children[i];
      visit(child);
      element = join(element, unwrapElement(child, typeOf(child), expr.optional[i]));
    }
    setType(expr, types::list(element ? element : m_unifier.newVariable()));
  }

  void map(Expr& expr) {
    TypeRef key;
    TypeRef value;
    for (std::size_t i = 0; i < expr.children.size(); i += 2) {
      Expr& keyExpr = *expr.children[i];
      visit(keyExpr);
      key = join(key, typeOf(keyExpr));
      Expr& valueExpr = *expr.children[i + 1];
      visit(valueExpr);
      value = join(value, unwrapElement(valueExpr, typeOf(valueExpr), expr.optional[i / 2]));
    }
    if (!key) {
      key = m_unifier.newVariable();
      value = m_unifier.newVariable();
    }
    setType(expr, types::map(key, value));
  }

  void message(Expr& expr) {
    const std::string name = expr.name.starts_with('.') ? expr.name.substr(1) : expr.name;
    setType(expr, types::error());
    if (typeNames().count(name) == 0 && name != kDeviceType) {
      undeclared(expr, expr.name);
      return;
    }
    report(expr, fmt::format("'{}' is not a message type", name));
  }

  void comprehension(Expr& expr) {
    Expr& range = *expr.children[kRange];
    visit(range);
    visit(*expr.children[kInit]);
    const TypeRef rangeType = m_unifier.substitute(typeOf(range), false);
    const TypeRef accumulator = typeOf(*expr.children[kInit]);
    const std::size_t outer = m_scopes.size();
    m_scopes.emplace_back(expr.accumulator, accumulator);
    const std::size_t inner = m_scopes.size();
    const bool two = !expr.variable2.empty();
    TypeRef first = types::error();
    TypeRef second = types::error();
    switch (rangeType->kind) {
      case TypeKind::list:
        first = two ? types::integer() : rangeType->parameters[0];
        second = rangeType->parameters[0];
        break;
      case TypeKind::map:
        first = rangeType->parameters[0];
        second = rangeType->parameters[1];
        break;
      case TypeKind::dyn:
      case TypeKind::error:
      case TypeKind::parameter:
        m_unifier.assign(types::dyn(), rangeType);
        first = types::dyn();
        second = types::dyn();
        break;
      default:
        report(range, fmt::format("expression of type '{}' cannot be range of a comprehension (must be list, map, or dynamic)",
                                  formatType(*rangeType)));
        break;
    }
    m_scopes.emplace_back(expr.name, first);
    if (two) {
      m_scopes.emplace_back(expr.variable2, second);
    }
    visit(*expr.children[kCondition]);
    require(*expr.children[kCondition], types::boolean());
    visit(*expr.children[kStep]);
    require(*expr.children[kStep], accumulator);
    m_scopes.resize(inner);
    visit(*expr.children[kResult]);
    m_scopes.resize(outer);
    setType(expr, m_unifier.substitute(typeOf(*expr.children[kResult]), false));
  }

  void require(const Expr& expr, const TypeRef& type) {
    if (!m_unifier.assign(type, typeOf(expr))) {
      mismatch(expr, *type, *typeOf(expr));
    }
  }

  std::string_view m_source;
  const Environment& m_environment;
  const FunctionTable& m_functions;
  Unifier m_unifier;
  Checked m_out;
  std::vector<std::pair<std::string, TypeRef>> m_scopes;
  std::vector<CompileError> m_errors;
};

}  // namespace

const TypeRef& attributeType(const Environment& environment) {
  const bool lists = environment.minor >= 36 && (environment.stored || environment.listTypeAttributes);
  return lists ? types::dyn() : types::any();
}

tl::expected<Checked, CompileError> check(Expr& root, int nextId, std::string_view source, const Environment& environment) {
  return Checker(nextId, source, environment).run(root);
}

}  // namespace claimscope::cel
