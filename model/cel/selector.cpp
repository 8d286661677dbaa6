#include "model/cel/selector.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/cel/checker.h"
#include "model/cel/device_values.h"
#include "model/cel/estimate.h"
#include "model/cel/lexer.h"
#include "model/cel/parser.h"
#include "model/cel/program.h"
#include "model/cel/quick_test.h"
#include "model/cel/references.h"

namespace claimscope::cel {

struct Selector::Compiled {
  std::string expression;
  std::unique_ptr<Program> program;
  std::vector<Term> terms;
  std::vector<std::unique_ptr<Program>> termPrograms;  ///< empty when the whole is one term
  References references;
  std::uint64_t maxCost = 0;
  std::unique_ptr<const QuickTest> quick;  ///< null for what only the evaluator can do
};

namespace {

/// What the whole or a term of it says of a device; dra.md 4: a value that is no bool is an error.
Evaluation evaluateProgram(const Program& program, const Device& device) {
  Evaluation out;
  out.error = versionError(device);
  if (!out.error.empty()) {
    out.outcome = Outcome::runtimeError;
    return out;
  }
  ProgramResult result = runProgram(program, device);
  out.cost = result.cost;
  Value value = std::move(result.value);
  while (result.aborted.empty() && value.is(Kind::optional) && !value.isNone()) {
    value = Value(value.inner());
  }
  if (!result.aborted.empty()) {
    out.error = result.aborted;
  } else if (value.isError()) {
    out.error = value.message();
  } else if (!value.is(Kind::boolean)) {
    out.error = fmt::format("CEL result of type {} could not be converted to bool", typeName(value));
  }
  out.outcome = !out.error.empty() ? Outcome::runtimeError : value.boolean() ? Outcome::match : Outcome::noMatch;
  return out;
}

void collectTerms(const Expr& expr, std::vector<const Expr*>& out) {
  if (expr.kind == ExprKind::call && expr.name == op::kAnd) {
    collectTerms(*expr.children[0], out);
    collectTerms(*expr.children[1], out);
  } else {
    out.push_back(&expr);
  }
}

/// resource.k8s.io CELSelectorExpressionMaxLength.
constexpr std::size_t kMaxLength = 10 * 1024;

}  // namespace

tl::expected<std::shared_ptr<const Selector>, CompileError> Selector::compile(std::string_view expression,
                                                                              const Environment& environment) {
  if (expression.size() > kMaxLength) {
    return tl::unexpected(errorAt(expression, {0, expression.size()},
                                  fmt::format("expression is too long: {} bytes, at most {}", expression.size(), kMaxLength)));
  }
  auto compiled = std::make_unique<Compiled>();
  compiled->expression = std::string(expression);
  const std::string_view source = compiled->expression;
  auto parsed = parse(source, environment);
  if (!parsed) {
    return tl::unexpected(std::move(parsed.error()));
  }
  Expr& root = *parsed->root;
  auto checked = check(root, parsed->nextId, source, environment);
  if (!checked) {
    return tl::unexpected(std::move(checked.error()));
  }
  const std::vector<CompileError> invalid = validate(root, *checked, source, environment);
  if (!invalid.empty()) {
    return tl::unexpected(invalid.front());
  }
  const Type& result = *checked->of(root).type;
  if (result.kind != TypeKind::boolean && !isExactType(result, *attributeType(environment))) {
    return tl::unexpected(
        errorAt(source, root.range, fmt::format("must evaluate to bool or the unknown type, not {}", formatType(result))));
  }
  auto program = planProgram(root, *checked, source, environment);
  if (!program) {
    return tl::unexpected(std::move(program.error()));
  }
  compiled->program = std::move(*program);
  compiled->maxCost = estimateCost(root, *checked);
  if (!environment.stored && compiled->maxCost > kCostLimit) {
    return tl::unexpected(errorAt(source, root.range, "too complex, exceeds cost limit"));
  }
  std::vector<const Expr*> terms;
  collectTerms(root, terms);
  for (const Expr* term : terms) {
    compiled->terms.push_back({term->range, std::string(source.substr(term->range.begin, term->range.end - term->range.begin))});
    if (terms.size() > 1) {
      auto one = planProgram(*term, *checked, source, environment);
      if (!one) {
        return tl::unexpected(std::move(one.error()));
      }
      compiled->termPrograms.push_back(std::move(*one));
    }
  }
  compiled->references = findReferences(root);
  compiled->quick = QuickTest::make(root);
  return std::make_shared<const Selector>(std::move(compiled));
}

Selector::Selector(std::unique_ptr<const Compiled> compiled) : m_compiled(std::move(compiled)) {}
Selector::~Selector() = default;

const std::string& Selector::expression() const {
  return m_compiled->expression;
}

Evaluation Selector::evaluate(const Device& device) const {
  return evaluateProgram(*m_compiled->program, device);
}

Outcome Selector::test(const Device& device) const {
  if (m_compiled->quick) {
    if (hasBadVersion(device)) {
      return Outcome::runtimeError;
    }
    const Answer answer = m_compiled->quick->ask(device);
    if (answer != Answer::unsure) {
      return answer == Answer::yes ? Outcome::match : answer == Answer::no ? Outcome::noMatch : Outcome::runtimeError;
    }
  }
  return evaluate(device).outcome;
}

const std::vector<Term>& Selector::terms() const {
  return m_compiled->terms;
}

Evaluation Selector::evaluateTerm(std::size_t term, const Device& device) const {
  const bool whole = m_compiled->termPrograms.empty();
  return evaluateProgram(whole ? *m_compiled->program : *m_compiled->termPrograms.at(term), device);
}

std::uint64_t Selector::maxCost() const {
  return m_compiled->maxCost;
}

const std::vector<Reference>& Selector::references() const {
  return m_compiled->references.list;
}

bool Selector::readsOnlyReferences() const {
  return m_compiled->references.complete;
}

}  // namespace claimscope::cel
