#include "model/prometheus/promql/check.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/prometheus/promql/function.h"

namespace claimscope::promql {
namespace {

class Checker {
 public:
  Checker(Expression& expression, std::string_view source) : m_expression(expression), m_source(source) {}

  ValueType check(NodeId id) {
    const Node& node = m_expression.nodes[id];
    switch (node.kind) {
      case NodeKind::aggregate:
        aggregate(node);
        break;
      case NodeKind::binary:
        binary(node);
        break;
      case NodeKind::call:
        call(node);
        break;
      case NodeKind::paren:
        check(node.children[0]);
        break;
      case NodeKind::unary:
        if (const ValueType type = check(node.children[0]); type != ValueType::scalar && type != ValueType::vector) {
          add(node.where, fmt::format("unary expression only allowed on expressions of type scalar or instant vector, got \"{}\"",
                                      documentedType(type)));
        }
        break;
      case NodeKind::subquery:
        if (const ValueType type = check(node.children[0]); type != ValueType::vector) {
          add(node.where, fmt::format("subquery is only allowed on instant vector, got {} instead", typeWord(type)));
        }
        break;
      case NodeKind::range:
        check(node.children[0]);
        break;
      case NodeKind::selector:
        selector(node, m_labelsOnly == id);
        break;
      case NodeKind::number:
      case NodeKind::string:
        break;
    }
    return node.type;
  }

 private:
  void add(Range where, std::string message) { m_expression.errors.push_back({where, std::move(message)}); }
  [[nodiscard]] const Node& at(NodeId id) const { return m_expression.nodes[id]; }

  void expect(NodeId id, ValueType wanted, std::string_view context) {
    if (const ValueType type = check(id); type != wanted) {
      add(at(id).where, fmt::format("expected type {} in {}, got {}", documentedType(wanted), context, documentedType(type)));
    }
  }

  void aggregate(const Node& node) {
    expect(node.children.back(), ValueType::vector, "aggregation expression");
    if (node.children.size() == 2) {
      expect(node.children[0], node.text == "count_values" ? ValueType::string : ValueType::scalar, "aggregation parameter");
    }
  }

  /// The operator with its modifiers: what stands between the operands.
  [[nodiscard]] Range operatorAt(const Node& node) const {
    const auto space = [&](std::size_t i) { return std::string_view(" \t\r\n").find(m_source[i]) != std::string_view::npos; };
    Range where{at(node.children[0]).where.end, at(node.children[1]).where.begin};
    while (where.begin < where.end && space(where.begin)) {
      ++where.begin;
    }
    while (where.end > where.begin && space(where.end - 1)) {
      --where.end;
    }
    return where;
  }

  void binary(const Node& node) {
    const ValueType left = check(node.children[0]);
    const ValueType right = check(node.children[1]);
    const bool set = isSetOperator(node.text);
    if (node.returnsBool && !isComparison(node.text)) {
      add(operatorAt(node), "bool modifier can only be used on comparison operators");
    }
    if (isComparison(node.text) && !node.returnsBool && left == ValueType::scalar && right == ValueType::scalar) {
      add(operatorAt(node), "comparisons between scalars must use BOOL modifier");
    }
    if (node.grouped && !node.without) {
      for (const std::string& label : node.labels) {
        if (std::find(node.include.begin(), node.include.end(), label) != node.include.end()) {
          add(operatorAt(node), fmt::format("label \"{}\" must not occur in ON and GROUP clause at once", label));
        }
      }
    }
    for (const auto& [type, child] : {std::pair(left, node.children[0]), std::pair(right, node.children[1])}) {
      if (type != ValueType::scalar && type != ValueType::vector) {
        add(at(child).where, "binary expression must contain only scalar and instant vector types");
      }
    }
    if (left != ValueType::vector || right != ValueType::vector) {
      if (!node.labels.empty()) {
        add(node.where, "vector matching only allowed between instant vectors");
      }
      if (node.fills) {
        add(node.where, "filling in missing series only allowed between instant vectors");
      }
    } else if (set) {
      if (node.cardinality == Cardinality::oneToMany || node.cardinality == Cardinality::manyToOne) {
        add(node.where, fmt::format("no grouping allowed for \"{}\" operation", node.text));
      }
      if (node.fills) {
        add(node.where, "filling in missing series not allowed for set operators");
      }
    }
    if (set && (left == ValueType::scalar || right == ValueType::scalar)) {
      add(node.where, fmt::format("set operator \"{}\" not allowed in binary scalar expression", node.text));
    }
  }

  void call(const Node& node) {
    const Function* function = findFunction(node.text);
    if (function == nullptr) {
      return;
    }
    const auto wanted = static_cast<int>(function->arguments.size());
    const auto given = static_cast<int>(node.children.size());
    if (function->variadic == 0) {
      if (wanted != given) {
        add(node.where, fmt::format("expected {} argument(s) in call to \"{}\", got {}", wanted, node.text, given));
      }
    } else if (wanted - 1 > given) {
      add(node.where, fmt::format("expected at least {} argument(s) in call to \"{}\", got {}", wanted - 1, node.text, given));
    } else if (function->variadic > 0 && wanted - 1 + function->variadic < given) {
      add(node.where, fmt::format("expected at most {} argument(s) in call to \"{}\", got {}", wanted - 1 + function->variadic,
                                  node.text, given));
    }
    if (node.text == "info" && given > 1) {
      infoSelector(node.children[1], node);
    }
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (i >= function->arguments.size() && function->variadic == 0) {
        break;
      }
      const ValueType type = function->arguments[std::min(i, function->arguments.size() - 1)];
      expect(node.children[i], type, fmt::format("call to function \"{}\"", node.text));
    }
  }

  /// The second argument of info() names labels, not a metric, and may be empty.
  void infoSelector(NodeId id, const Node& call) {
    const Node& argument = at(id);
    if (argument.type != ValueType::vector) {
      add(call.where,
          fmt::format("expected type instant vector in call to function \"info\", got {}", documentedType(argument.type)));
    }
    if (argument.kind == NodeKind::selector && argument.text.empty()) {
      m_labelsOnly = id;
    } else {
      add(argument.where, argument.kind == NodeKind::selector ? "expected label selectors only, got vector selector instead"
                                                              : "expected label selectors only");
    }
  }

  void selector(const Node& node, bool labelsOnly) {
    if (!node.text.empty()) {
      for (const Matcher& matcher : node.matchers) {
        if (matcher.name == "__name__") {
          add(node.where, fmt::format("metric name must not be set twice: \"{}\" or \"{}\"", node.text, matcher.value));
        }
      }
      return;
    }
    const bool selects =
        std::any_of(node.matchers.begin(), node.matchers.end(), [](const Matcher& m) { return !m.matchesEmpty; });
    if (!selects && !labelsOnly) {
      add(node.where, "vector selector must contain at least one non-empty matcher");
    }
  }

  Expression& m_expression;
  std::string_view m_source;
  NodeId m_labelsOnly = 0;  ///< the selector that info() may leave empty
};

}  // namespace

bool isComparison(std::string_view op) {
  return op == "==" || op == "!=" || op == "<=" || op == "<" || op == ">=" || op == ">";
}

bool isSetOperator(std::string_view op) {
  return op == "and" || op == "or" || op == "unless";
}

void checkTypes(Expression& expression, std::string_view source) {
  if (expression.root != 0) {
    Checker(expression, source).check(expression.root);
  }
}

std::string_view typeWord(ValueType type) {
  switch (type) {
    case ValueType::scalar:
      return "scalar";
    case ValueType::vector:
      return "vector";
    case ValueType::matrix:
      return "matrix";
    case ValueType::string:
      return "string";
    case ValueType::none:
      break;
  }
  return "none";
}

std::string_view documentedType(ValueType type) {
  return type == ValueType::vector ? "instant vector" : type == ValueType::matrix ? "range vector" : typeWord(type);
}

}  // namespace claimscope::promql
