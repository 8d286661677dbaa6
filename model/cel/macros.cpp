#include "model/cel/macros.h"

#include <fmt/format.h>

#include <utility>

#include "model/cel/parser.h"

namespace claimscope::cel {

ExprPtr NodeMaker::node(ExprKind kind) {
  auto out = std::make_unique<Expr>();
  out->kind = kind;
  out->id = m_nextId++;
  out->range = m_range;
  out->at = m_at;
  return out;
}

ExprPtr NodeMaker::ident(std::string name) {
  ExprPtr out = node(ExprKind::ident);
  out->name = std::move(name);
  return out;
}

ExprPtr NodeMaker::literal(Literal value) {
  ExprPtr out = node(ExprKind::literal);
  out->literal = std::move(value);
  return out;
}

ExprPtr NodeMaker::list(ExprPtr element) {
  ExprPtr out = node(ExprKind::list);
  if (element) {
    out->children.push_back(std::move(element));
    out->optional.push_back(false);
  }
  return out;
}

ExprPtr NodeMaker::call(std::string function, ExprPtr a, ExprPtr b, ExprPtr c) {
  ExprPtr out = node(ExprKind::call);
  out->name = std::move(function);
  for (ExprPtr* argument : {&a, &b, &c}) {
    if (*argument) {
      out->children.push_back(std::move(*argument));
    }
  }
  return out;
}

ExprPtr NodeMaker::memberCall(std::string function, ExprPtr target, ExprPtr argument) {
  ExprPtr out = call(std::move(function), std::move(target), std::move(argument));
  out->member = true;
  return out;
}

ExprPtr NodeMaker::copy(const Expr& expr) {
  ExprPtr out = node(expr.kind);
  out->range = expr.range;
  out->at = expr.at;
  out->depth = expr.depth;
  out->literal = expr.literal;
  out->name = expr.name;
  out->testOnly = expr.testOnly;
  out->member = expr.member;
  out->optional = expr.optional;
  out->fields = expr.fields;
  out->variable2 = expr.variable2;
  out->accumulator = expr.accumulator;
  for (const ExprPtr& child : expr.children) {
    if (exhausted()) {
      break;
    }
    out->children.push_back(copy(*child));
  }
  return out;
}

bool NodeMaker::exhausted() const {
  return m_nextId > kMaxNodes;
}

ExprPtr NodeMaker::comprehension(Loop loop) {
  ExprPtr out = node(ExprKind::comprehension);
  out->name = std::move(loop.variable);
  out->variable2 = std::move(loop.variable2);
  out->accumulator = std::move(loop.accumulator);
  for (ExprPtr* part : {&loop.range, &loop.init, &loop.condition, &loop.step, &loop.result}) {
    out->children.push_back(std::move(*part));
  }
  return out;
}

namespace {

Expansion failed(const Expr& where, std::string error) {
  Expansion out;
  out.state = Expansion::State::failed;
  out.error = std::move(error);
  out.range = where.range;
  return out;
}

Expansion expanded(ExprPtr expr) {
  Expansion out;
  out.state = Expansion::State::expanded;
  out.expr = std::move(expr);
  return out;
}

bool isAccumulatorName(const std::string& name) {
  return name == op::kAccumulator || name == "__result__";
}

constexpr const char* kOverwrites = "iteration variable overwrites accumulator variable";

enum class Quantifier { all, exists, existsOne };

/// What the three quantifiers have in common whether they have one or two variables.
void quantify(NodeMaker& make, Quantifier quantifier, ExprPtr predicate, NodeMaker::Loop& loop) {
  loop.accumulator = op::kAccumulator;
  switch (quantifier) {
    case Quantifier::all:
      loop.init = make.literal(true);
      loop.condition = make.call(op::kNotStrictlyFalse, make.accumulator());
      loop.step = make.call(op::kAnd, make.accumulator(), std::move(predicate));
      loop.result = make.accumulator();
      return;
    case Quantifier::exists:
      loop.init = make.literal(false);
      loop.condition = make.call(op::kNotStrictlyFalse, make.call(op::kNot, make.accumulator()));
      loop.step = make.call(op::kOr, make.accumulator(), std::move(predicate));
      loop.result = make.accumulator();
      return;
    case Quantifier::existsOne:
      loop.init = make.literal(std::int64_t{0});
      loop.condition = make.literal(true);
      loop.step = make.call(op::kConditional, std::move(predicate),
                            make.call(op::kAdd, make.accumulator(), make.literal(std::int64_t{1})), make.accumulator());
      loop.result = make.call(op::kEquals, make.accumulator(), make.literal(std::int64_t{1}));
      return;
  }
}

/// Accumulates a list (or a map): `step` is applied where `filter` holds.
void accumulate(NodeMaker& make, ExprPtr start, ExprPtr filter, ExprPtr step, NodeMaker::Loop& loop) {
  loop.accumulator = op::kAccumulator;
  loop.init = std::move(start);
  loop.condition = make.literal(true);
  loop.step = filter ? make.call(op::kConditional, std::move(filter), std::move(step), make.accumulator()) : std::move(step);
  loop.result = make.accumulator();
}

ExprPtr appendStep(NodeMaker& make, ExprPtr element) {
  return make.call(op::kAdd, make.accumulator(), make.list(std::move(element)));
}

Expansion has(MacroCall& call, NodeMaker& make) {
  Expr& argument = *call.arguments[0];
  if (argument.kind != ExprKind::select) {
    return failed(argument, "invalid argument to has() macro");
  }
  ExprPtr out = make.node(ExprKind::select);
  out->name = argument.name;
  out->testOnly = true;
  out->children.push_back(std::move(argument.children[0]));
  return expanded(std::move(out));
}

/// all, exists, exists_one, existsOne, map and filter with one variable.
Expansion oneVariable(MacroCall& call, NodeMaker& make) {
  const bool quantifier = call.function != "map" && call.function != "filter";
  Expr& variable = *call.arguments[0];
  if (variable.kind != ExprKind::ident) {
    return failed(variable, quantifier ? "argument must be a simple name" : "argument is not an identifier");
  }
  if (isAccumulatorName(variable.name)) {
    return failed(variable, kOverwrites);
  }
  NodeMaker::Loop loop;
  loop.variable = variable.name;
  if (call.function == "map") {
    const bool filtered = call.arguments.size() == 3;
    ExprPtr filter = filtered ? std::move(call.arguments[1]) : nullptr;
    ExprPtr step = appendStep(make, std::move(call.arguments.back()));
    accumulate(make, make.list(), std::move(filter), std::move(step), loop);
  } else if (call.function == "filter") {
    ExprPtr step = appendStep(make, std::move(call.arguments[0]));
    accumulate(make, make.list(), std::move(call.arguments[1]), std::move(step), loop);
  } else {
    const Quantifier kind = call.function == "all"      ? Quantifier::all
                            : call.function == "exists" ? Quantifier::exists
                                                        : Quantifier::existsOne;
    quantify(make, kind, std::move(call.arguments[1]), loop);
  }
  loop.range = std::move(call.target);
  return expanded(make.comprehension(std::move(loop)));
}

Expansion twoVariables(MacroCall& call, NodeMaker& make) {
  for (std::size_t i = 0; i < 2; ++i) {
    if (call.arguments[i]->kind != ExprKind::ident) {
      return failed(*call.arguments[i], "argument must be a simple name");
    }
  }
  NodeMaker::Loop loop;
  loop.variable = call.arguments[0]->name;
  loop.variable2 = call.arguments[1]->name;
  if (loop.variable == loop.variable2) {
    return failed(*call.arguments[1], fmt::format("duplicate variable name: {}", loop.variable));
  }
  for (std::size_t i = 0; i < 2; ++i) {
    if (isAccumulatorName(call.arguments[i]->name)) {
      return failed(*call.arguments[i], kOverwrites);
    }
  }
  if (call.function.starts_with("transform")) {
    ExprPtr filter = call.arguments.size() == 4 ? std::move(call.arguments[2]) : nullptr;
    ExprPtr transform = std::move(call.arguments.back());
    if (call.function == "transformList") {
      accumulate(make, make.list(), std::move(filter), appendStep(make, std::move(transform)), loop);
    } else {
      ExprPtr step = call.function == "transformMap"
                         ? make.call(op::kMapInsert, make.accumulator(), make.ident(loop.variable), std::move(transform))
                         : make.call(op::kMapInsert, make.accumulator(), std::move(transform));
      accumulate(make, make.node(ExprKind::map), std::move(filter), std::move(step), loop);
    }
  } else {
    const Quantifier kind = call.function == "all"      ? Quantifier::all
                            : call.function == "exists" ? Quantifier::exists
                                                        : Quantifier::existsOne;
    quantify(make, kind, std::move(call.arguments[2]), loop);
  }
  loop.range = std::move(call.target);
  return expanded(make.comprehension(std::move(loop)));
}

/// A variable that holds a value while `result` is computed: a loop over nothing.
ExprPtr bindTo(NodeMaker& make, std::string variable, ExprPtr value, ExprPtr result) {
  NodeMaker::Loop loop;
  loop.range = make.list();
  loop.variable = "#unused";
  loop.accumulator = variable;
  loop.init = std::move(value);
  loop.condition = make.literal(false);
  loop.step = make.ident(std::move(variable));
  loop.result = std::move(result);
  return make.comprehension(std::move(loop));
}

Expansion bind(MacroCall& call, NodeMaker& make) {
  if (call.target->kind != ExprKind::ident || call.target->name != "cel") {
    return {};
  }
  if (call.arguments[0]->kind != ExprKind::ident) {
    return failed(*call.arguments[0], "cel.bind() variable names must be simple identifiers");
  }
  return expanded(bindTo(make, call.arguments[0]->name, std::move(call.arguments[1]), std::move(call.arguments[2])));
}

Expansion optionalMap(MacroCall& call, NodeMaker& make) {
  const bool flat = call.function == "optFlatMap";
  if (call.arguments[0]->kind != ExprKind::ident) {
    return failed(*call.arguments[0], call.function + "() variable name must be a simple identifier");
  }
  ExprPtr value = make.memberCall("value", make.copy(*call.target));
  ExprPtr bound = bindTo(make, call.arguments[0]->name, std::move(value), std::move(call.arguments[1]));
  if (!flat) {
    bound = make.call("optional.of", std::move(bound));
  }
  ExprPtr condition = make.memberCall("hasValue", std::move(call.target));
  ExprPtr none = make.call("optional.none");
  return expanded(make.call(op::kConditional, std::move(condition), std::move(bound), std::move(none)));
}

Expansion sortBy(MacroCall& call, NodeMaker& make) {
  constexpr const char* kInput = "@__sortBy_input__";
  const ExprKind kind = call.target->kind;
  if (kind != ExprKind::list && kind != ExprKind::select && kind != ExprKind::ident && kind != ExprKind::comprehension &&
      kind != ExprKind::call) {
    return failed(*call.target, "sortBy can only be applied to a list, identifier, comprehension, call or select expression");
  }
  MacroCall map;
  map.function = "map";
  map.target = make.ident(kInput);
  map.arguments = std::move(call.arguments);
  Expansion keys = oneVariable(map, make);
  if (keys.state != Expansion::State::expanded) {
    return keys;
  }
  ExprPtr sorted = make.memberCall(op::kSortByKeys, make.ident(kInput), std::move(keys.expr));
  return expanded(bindTo(make, kInput, std::move(call.target), std::move(sorted)));
}

}  // namespace

Expansion expandMacro(MacroCall& call, NodeMaker& make, const Environment& environment) {
  const std::size_t count = call.arguments.size();
  const std::string& name = call.function;
  if (!call.target) {
    return name == "has" && count == 1 ? has(call, make) : Expansion{};
  }
  const bool quantifier = name == "all" || name == "exists" || name == "exists_one" || name == "existsOne";
  const bool single = (quantifier && name != "existsOne") || name == "map" || name == "filter";
  if ((count == 2 && single) || (count == 3 && name == "map")) {
    return oneVariable(call, make);
  }
  const bool transforms = name == "transformList" || name == "transformMap" || name == "transformMapEntry";
  if (environment.minor >= 32 && ((count == 3 && quantifier) || ((count == 3 || count == 4) && transforms))) {
    return twoVariables(call, make);
  }
  if (name == "bind" && count == 3) {
    return bind(call, make);
  }
  if (count == 2 && (name == "optMap" || name == "optFlatMap")) {
    return optionalMap(call, make);
  }
  if (count == 2 && name == "sortBy" && environment.minor >= 34) {
    return sortBy(call, make);
  }
  return {};
}

}  // namespace claimscope::cel
