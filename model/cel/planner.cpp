#include <fmt/format.h>

#include <algorithm>

#include "model/cel/lexer.h"
#include "model/cel/numbers.h"
#include "model/cel/objects.h"
#include "model/cel/program.h"
#include "model/cel/regexes.h"

namespace claimscope::cel {
namespace {

struct PlanError {
  CompileError error;
};

bool isConversion(std::string_view function) {
  static constexpr std::array<std::string_view, 10> kConversions = {"bool", "bytes",  "double",    "duration", "dyn",
                                                                    "int",  "string", "timestamp", "type",     "uint"};
  return std::find(kConversions.begin(), kConversions.end(), function) != kConversions.end();
}

/// Static copies of the names that types have at run time.
std::string_view staticTypeName(const std::string& name) {
  static const std::array<std::string_view, 16> kNames = {
      "bool",          "bytes",     "double",   "google.protobuf.Duration",  "int",  "list",
      "map",           "null_type", "string",   "google.protobuf.Timestamp", "type", "uint",
      "optional_type", "net.IP",    "net.CIDR", "google.protobuf.Any"};
  const auto at = std::find(kNames.begin(), kNames.end(), name);
  return at == kNames.end() ? std::string_view("dyn") : *at;
}

class Planner {
 public:
  Planner(const Checked& checked, std::string_view source, const Environment& environment)
      : m_checked(checked), m_source(source), m_listLibrary(environment.minor >= 34) {}

  std::unique_ptr<Program> run(const Expr& root) {
    m_program->root = plan(root);
    return std::move(m_program);
  }

 private:
  template <class T, class... Args>
  T* make(Args&&... args) {
    auto node = std::make_unique<T>(std::forward<Args>(args)...);
    T* out = node.get();
    m_program->nodes.push_back(std::move(node));
    return out;
  }
  Attribute* attribute(Attribute::Kind kind, int id) {
    m_program->attributes.push_back(std::make_unique<Attribute>());
    Attribute* out = m_program->attributes.back().get();
    out->kind = kind;
    out->id = id;
    return out;
  }
  Qualifier* qualifier(int id, bool optional) {
    m_program->qualifiers.push_back(std::make_unique<Qualifier>());
    Qualifier* out = m_program->qualifiers.back().get();
    out->id = id;
    out->optional = optional;
    return out;
  }
  [[noreturn]] void fail(const Expr& expr, const std::string& message) {
    throw PlanError{errorAt(m_source, expr.range, "program instantiation failed: " + message)};
  }

  Node* plan(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::literal:
        return make<Constant>(expr.id, literal(expr.literal));
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
      case ExprKind::comprehension:
        return comprehension(expr);
      case ExprKind::message:
        break;
    }
    fail(expr, "unknown type: " + expr.name);
  }

  static Value literal(const Literal& literal) {
    switch (literal.index()) {
      case 1:
        return Value::boolean(std::get<bool>(literal));
      case 2:
        return Value::integer(std::get<std::int64_t>(literal));
      case 3:
        return Value::natural(std::get<std::uint64_t>(literal));
      case 4:
        return Value::real(std::get<double>(literal));
      case 5:
        return Value::string(std::get<std::string>(literal));
      case 6:
        return Value::bytes(std::get<Bytes>(literal).data);
      default:
        return {};
    }
  }

  Node* ident(const Expr& expr) {
    const Checked::Node& known = m_checked.of(expr);
    if (!known.constantType.empty()) {
      return make<Constant>(expr.id, Value::type(staticTypeName(known.constantType)));
    }
    if (known.type->kind == TypeKind::type) {
      // Upstream looks for a name of such a type among the names of types, variable or not.
      const std::string_view name = staticTypeName(expr.name);
      if (name == "dyn") {
        fail(expr, "reference to undefined type: " + expr.name);
      }
      return make<Constant>(expr.id, Value::type(name));
    }
    for (std::size_t i = m_scopes.size(); i-- > 0;) {
      if (m_scopes[i].name == expr.name) {
        Attribute* out = attribute(Attribute::Kind::variable, expr.id);
        out->slot = m_scopes[i].slot;
        out->owner = m_scopes[i].owner;
        return make<AttributeNode>(expr.id, out);
      }
    }
    return make<AttributeNode>(expr.id, attribute(Attribute::Kind::device, expr.id));
  }

  /// What a step is taken into: the attribute itself or a computed value made one.
  AttributeNode* base(const Expr& operand) {
    Node* node = plan(operand);
    if (auto* known = dynamic_cast<AttributeNode*>(node)) {
      return known;
    }
    return relative(node->id(), node);
  }
  AttributeNode* relative(int id, const Node* operand) {
    Attribute* out = attribute(Attribute::Kind::relative, id);
    out->operand = operand;
    return make<AttributeNode>(id, out);
  }

  Node* select(const Expr& expr) {
    AttributeNode* node = base(*expr.children[0]);
    Qualifier* step = qualifier(expr.id, false);
    step->key = Value::string(expr.name);
    step->testOnly = expr.testOnly;
    node->attribute()->add(step);
    if (expr.testOnly) {
      node->makeTest(expr.id);
    }
    return node;
  }

  Node* index(const Expr& expr, bool optional) {
    AttributeNode* node = base(*expr.children[0]);
    Node* key = plan(*expr.children[1]);
    Qualifier* step = qualifier(expr.id, optional);
    if (const Value* constant = key->constant()) {
      switch (constant->kind()) {
        case Kind::string:
        case Kind::integer:
        case Kind::natural:
        case Kind::boolean:
        case Kind::real:
          step->key = *constant;
          break;
        default:
          fail(*expr.children[1], fmt::format("invalid qualifier type: {}", typeName(*constant)));
      }
    } else if (auto* known = dynamic_cast<AttributeNode*>(key)) {
      step->node = known;
    } else {
      step->node = relative(expr.id, key);
      step->relative = true;
    }
    node->attribute()->add(step);
    return node;
  }

  Node* conditional(const Expr& expr) {
    Attribute* out = attribute(Attribute::Kind::conditional, expr.id);
    out->condition = plan(*expr.children[0]);
    out->truthy = branch(*expr.children[1]);
    out->falsy = branch(*expr.children[2]);
    return make<AttributeNode>(expr.id, out);
  }
  Attribute* branch(const Expr& expr) {
    Node* node = plan(expr);
    if (auto* known = dynamic_cast<AttributeNode*>(node)) {
      return known->attribute();
    }
    Attribute* out = attribute(Attribute::Kind::relative, node->id());
    out->operand = node;
    return out;
  }

  Node* call(const Expr& expr) {
    const std::string& name = expr.name;
    if (name == op::kAnd || name == op::kOr) {
      const Node* left = plan(*expr.children[0]);
      const Node* right = plan(*expr.children[1]);
      return make<Logic>(expr.id, name == op::kOr, left, right);
    }
    if (name == op::kConditional) {
      return conditional(expr);
    }
    if (name == op::kIndex) {
      return index(expr, false);
    }
    if (name == op::kOptIndex || name == op::kOptSelect) {
      return index(expr, true);
    }
    std::vector<const Node*> arguments;
    for (const ExprPtr& child : expr.children) {
      arguments.push_back(plan(*child));
    }
    if (name == "or" || name == "orValue") {
      return make<OptionalOr>(expr.id, name == "orValue", arguments[0], arguments[1]);
    }
    return function(expr, std::move(arguments));
  }

  Node* function(const Expr& expr, std::vector<const Node*> arguments) {
    const Checked::Node& known = m_checked.of(expr);
    Call::Plan plan;
    plan.function = expr.name;
    plan.definition = known.function;
    plan.arguments = std::move(arguments);
    if (known.overloads.size() == 1) {
      plan.overload = known.overloads.front();
      plan.overloadId = plan.overload->id;
    }
    bind(plan);
    plan.cost = costRuleOf(plan.function, plan.overloadId, m_listLibrary);
    if (plan.overloadId == "in_list" && plan.arguments[1]->constant() != nullptr) {
      if (Node* set = membership(expr, plan)) {
        return set;
      }
    }
    patterns(expr, plan);
    const bool folds = isConversion(plan.function) && plan.arguments.size() == 1 && plan.arguments[0]->constant() != nullptr;
    Call* out = make<Call>(expr.id, std::move(plan));
    if (!folds) {
      return out;
    }
    Frame frame;
    Value value = out->invoke(frame);
    if (value.isError()) {
      fail(expr, value.message());
    }
    return make<Constant>(expr.id, std::move(value));
  }

  /// Which implementation, and whether all arguments are evaluated when one fails.
  static void bind(Call::Plan& plan) {
    const Function& function = *plan.definition;
    if (plan.function == op::kEquals || plan.function == op::kNotEquals) {
      plan.shape = Shape::binary;
      return;
    }
    if (function.singleton != nullptr) {
      plan.direct = function.singleton;
      plan.shape = function.singletonShape;
      plan.overload = nullptr;
      return;
    }
    if (plan.overload != nullptr) {
      plan.shape = plan.overload->shape;
      return;
    }
    const auto bound = std::count_if(function.overloads.begin(), function.overloads.end(),
                                     [](const Overload& overload) { return overload.implementation != nullptr; });
    plan.shape = Shape::any;
    if (bound <= 1) {
      plan.shape = plan.arguments.size() == 1 ? Shape::unary : plan.arguments.size() == 2 ? Shape::binary : Shape::any;
    }
  }

  /// x in [a, b]: a look-up where all elements are simple values.
  Node* membership(const Expr& expr, const Call::Plan& plan) {
    const Value& list = *plan.arguments[1]->constant();
    if (!list.is(Kind::list)) {
      fail(expr, "interface conversion: not a list");
    }
    if (listSize(list) == 0) {
      return make<Constant>(expr.id, Value::boolean(false));
    }
    std::unordered_set<Value, KeyHash, KeyEqual> values;
    for (std::size_t i = 0; i < listSize(list); ++i) {
      const Value element = listAt(list, i);
      switch (element.kind()) {
        case Kind::boolean:
        case Kind::string:
          break;
        case Kind::real:
          if (const auto integer = numbers::toIntegerExactly(element.real())) {
            values.insert(Value::integer(*integer));
          }
          if (const auto natural = numbers::toNaturalExactly(element.real())) {
            values.insert(Value::natural(*natural));
          }
          break;
        case Kind::integer:
          values.insert(Value::real(static_cast<double>(element.integer())));
          if (element.integer() >= 0) {
            values.insert(Value::natural(static_cast<std::uint64_t>(element.integer())));
          }
          break;
        case Kind::natural:
          values.insert(Value::real(static_cast<double>(element.natural())));
          if (element.natural() <= static_cast<std::uint64_t>(INT64_MAX)) {
            values.insert(Value::integer(static_cast<std::int64_t>(element.natural())));
          }
          break;
        default:
          return nullptr;
      }
      values.insert(element);
    }
    return make<SetMembership>(expr.id, plan.arguments[0], std::move(values));
  }

  /// Constant patterns are compiled once; a bad one is an error of the whole expression.
  void patterns(const Expr& expr, Call::Plan& plan) {
    if ((plan.function != "matches" && plan.function != "find" && plan.function != "findAll") || plan.arguments.size() < 2) {
      return;
    }
    const Value* pattern = plan.arguments[1]->constant();
    if (pattern == nullptr || !pattern->is(Kind::string)) {
      return;
    }
    Pattern compiled = compilePattern(pattern->text());
    if (!compiled.regex) {
      fail(*expr.children[1], compiled.error);
    }
    plan.regex = std::move(compiled.regex);
    plan.shape = Shape::any;
  }

  Node* list(const Expr& expr) {
    std::vector<const Node*> elements;
    bool constant = true;
    for (const ExprPtr& child : expr.children) {
      elements.push_back(plan(*child));
      constant = constant && elements.back()->constant() != nullptr;
    }
    auto* out = make<ListNode>(expr.id, std::move(elements), expr.optional);
    return constant ? fold(*out, expr) : out;
  }

  Node* map(const Expr& expr) {
    std::vector<const Node*> entries;
    bool constant = true;
    for (const ExprPtr& child : expr.children) {
      entries.push_back(plan(*child));
      constant = constant && entries.back()->constant() != nullptr;
    }
    auto* out = make<MapNode>(expr.id, std::move(entries), expr.optional);
    return constant ? fold(*out, expr) : out;
  }

  template <class T>
  Node* fold(const T& node, const Expr& expr) {
    Frame frame;
    try {
      return make<Constant>(expr.id, node.build(frame));
    } catch (const Abort& abort) {
      fail(expr, abort.message);
    }
  }

  Node* comprehension(const Expr& expr) {
    auto* out = make<Fold>(expr.id);
    out->plan.init = plan(*expr.children[kInit]);
    out->plan.range = plan(*expr.children[kRange]);
    out->plan.two = !expr.variable2.empty();
    out->plan.accumulator = m_program->slots++;
    out->plan.variable = m_program->slots++;
    out->plan.variable2 = out->plan.two ? m_program->slots++ : out->plan.variable;
    m_scopes.push_back({expr.accumulator, out->plan.accumulator, out});
    const std::size_t inner = m_scopes.size();
    m_scopes.push_back({expr.name, out->plan.variable, nullptr});
    if (out->plan.two) {
      m_scopes.push_back({expr.variable2, out->plan.variable2, nullptr});
    }
    out->plan.condition = plan(*expr.children[kCondition]);
    out->plan.step = plan(*expr.children[kStep]);
    m_scopes.resize(inner);
    out->plan.result = plan(*expr.children[kResult]);
    m_scopes.pop_back();
    return out;
  }

  struct Variable {
    std::string name;
    std::size_t slot = 0;
    const Fold* owner = nullptr;
  };

  const Checked& m_checked;
  std::string_view m_source;
  bool m_listLibrary;
  std::unique_ptr<Program> m_program = std::make_unique<Program>();
  std::vector<Variable> m_scopes;
};

}  // namespace

tl::expected<std::unique_ptr<Program>, CompileError> planProgram(const Expr& root, const Checked& checked,
                                                                 std::string_view source, const Environment& environment) {
  resetWork();
  try {
    return Planner(checked, source, environment).run(root);
  } catch (PlanError& error) {
    return tl::unexpected(std::move(error.error));
  }
}

}  // namespace claimscope::cel
