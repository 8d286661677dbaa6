#include <fmt/format.h>

#include <algorithm>

#include "model/cel/checker.h"
#include "model/cel/lexer.h"
#include "model/cel/regexes.h"
#include "model/cel/text_format.h"
#include "model/cel/times.h"

namespace claimscope::cel {
namespace {

class Validator {
 public:
  Validator(const Checked& checked, std::string_view source, const Environment& environment)
      : m_checked(checked), m_source(source), m_literals(environment.minor >= 29) {}

  std::vector<CompileError> run(const Expr& root) {
    visit(root, false);
    return std::move(m_errors);
  }

 private:
  void report(const Expr& expr, std::string message) { m_errors.push_back(errorAt(m_source, expr.range, std::move(message))); }
  [[nodiscard]] const Type& typeOf(const Expr& expr) const { return *m_checked.of(expr).type; }

  void visit(const Expr& expr, bool inFormat) {
    const bool isCall = expr.kind == ExprKind::call;
    const bool exempt = inFormat || (isCall && expr.name == "format");
    if (isCall && m_literals) {
      call(expr);
    }
    if (!inFormat && expr.kind == ExprKind::list) {
      list(expr);
    }
    if (!inFormat && expr.kind == ExprKind::map) {
      map(expr);
    }
    for (const ExprPtr& child : expr.children) {
      visit(*child, exempt);
    }
  }

  static const std::string* literalText(const Expr& expr) {
    return expr.kind == ExprKind::literal ? std::get_if<std::string>(&expr.literal) : nullptr;
  }

  void call(const Expr& expr) {
    const std::size_t first = expr.member ? 1 : 0;
    if (expr.name == "format" && expr.member && expr.children.size() == 2) {
      format(expr);
    }
    if (expr.children.size() <= first) {
      return;
    }
    const Expr& argument = *expr.children[first];
    const std::string* text = literalText(argument);
    if (text == nullptr) {
      return;
    }
    bool valid = true;
    if (expr.name == "duration") {
      valid = parseGoDuration(*text).has_value();
    } else if (expr.name == "timestamp") {
      const auto instant = parseTimestamp(*text);
      valid = instant && instant->seconds >= kMinTime && instant->seconds <= kMaxTime;
    } else if (expr.name == "matches") {
      valid = compilePattern(*text).regex != nullptr;
    }
    if (!valid) {
      report(argument, fmt::format("invalid {} argument", expr.name));
    }
  }

  /// Elements must have one type exactly; the check alone lets dyn join others.
  void list(const Expr& expr) {
    const Type* first = nullptr;
    for (std::size_t i = 0; i < expr.children.size(); ++i) {
      const Type* type = elementType(*expr.children[i], expr.optional[i]);
      if (first == nullptr) {
        first = type;
      } else if (!isEquivalentType(*first, *type)) {
        report(*expr.children[i], fmt::format("expected type '{}' but found '{}'", formatType(*first), formatType(*type)));
        return;
      }
    }
  }

  void map(const Expr& expr) {
    const Type* key = nullptr;
    const Type* value = nullptr;
    for (std::size_t i = 0; i < expr.children.size(); i += 2) {
      const Type* nextKey = &typeOf(*expr.children[i]);
      const Type* nextValue = elementType(*expr.children[i + 1], expr.optional[i / 2]);
      if (key == nullptr) {
        key = nextKey;
        value = nextValue;
        continue;
      }
      if (!isEquivalentType(*key, *nextKey)) {
        report(*expr.children[i], fmt::format("expected type '{}' but found '{}'", formatType(*key), formatType(*nextKey)));
      }
      if (!isEquivalentType(*value, *nextValue)) {
        report(*expr.children[i + 1],
               fmt::format("expected type '{}' but found '{}'", formatType(*value), formatType(*nextValue)));
      }
    }
  }

  const Type* elementType(const Expr& expr, bool optional) {
    const Type& type = typeOf(expr);
    if (!optional) {
      return &type;
    }
    if (type.parameters.empty()) {
      // Upstream's own check fails here without an answer; refusing is the only safe one.
      report(expr, fmt::format("expected type 'optional_type(dyn)' but found '{}'", formatType(type)));
      return &type;
    }
    return type.parameters[0].get();
  }

  void format(const Expr& expr) {
    const std::string* text = literalText(*expr.children[0]);
    const Expr& arguments = *expr.children[1];
    if (text == nullptr || arguments.kind != ExprKind::list) {
      return;
    }
    const TextFormat parsed = parseFormat(*text, arguments.children.size());
    for (std::size_t i = 0; i < parsed.clauses.size(); ++i) {
      if (!clauseTakes(parsed.clauses[i].verb, *arguments.children[i])) {
        report(*arguments.children[i], fmt::format("error during formatting: clause %{} cannot be used on {}",
                                                   parsed.clauses[i].verb, formatType(typeOf(*arguments.children[i]))));
        return;
      }
    }
    if (parsed.error) {
      report(expr, *parsed.error);
    } else if (parsed.clauses.size() < arguments.children.size()) {
      report(expr, fmt::format("too many arguments supplied to string.format (expected {}, got {})", parsed.clauses.size(),
                               arguments.children.size()));
    }
  }

  [[nodiscard]] bool clauseTakes(char verb, const Expr& argument) const {
    const Type& type = typeOf(argument);
    if (type.kind == TypeKind::dyn) {
      return true;
    }
    const auto oneOf = [&type](std::initializer_list<TypeKind> kinds) {
      return std::find(kinds.begin(), kinds.end(), type.kind) != kinds.end();
    };
    switch (verb) {
      case 's':
        return oneOf({TypeKind::list, TypeKind::map, TypeKind::integer, TypeKind::natural, TypeKind::real, TypeKind::boolean,
                      TypeKind::string, TypeKind::timestamp, TypeKind::bytes, TypeKind::duration, TypeKind::type,
                      TypeKind::null}) &&
               (argument.kind != ExprKind::list && argument.kind != ExprKind::map
                    ? true
                    : std::all_of(argument.children.begin(), argument.children.end(),
                                  [this](const ExprPtr& child) { return clauseTakes('s', *child); }));
      case 'f':
      case 'e':
        return oneOf({TypeKind::real, TypeKind::string});
      case 'b':
        return oneOf({TypeKind::integer, TypeKind::natural, TypeKind::boolean});
      case 'x':
      case 'X':
        return oneOf({TypeKind::integer, TypeKind::natural, TypeKind::string, TypeKind::bytes});
      default:
        return oneOf({TypeKind::integer, TypeKind::natural});
    }
  }

  const Checked& m_checked;
  std::string_view m_source;
  bool m_literals;
  std::vector<CompileError> m_errors;
};

}  // namespace

std::vector<CompileError> validate(const Expr& root, const Checked& checked, std::string_view source,
                                   const Environment& environment) {
  return Validator(checked, source, environment).run(root);
}

}  // namespace claimscope::cel
