#include "model/cel/estimate.h"

#include <map>
#include <unordered_map>

#include "model/cel/cost.h"
#include "model/cel/estimate_call.h"
#include "model/cel/value.h"

namespace claimscope::cel {
namespace {

/// Sizes of what is in a list or map.
struct Entries {
  bool isList = false;
  Span key;
  Span value;
};

struct Variable {
  Path path;
  std::optional<Span> size;
  std::optional<Entries> entries;
};

class Estimator {
 public:
  explicit Estimator(const Checked& checked) : m_checked(checked) {}

  Span cost(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::literal:
        return {};
      case ExprKind::ident: {
        const Variable* variable = find(expr.name);
        m_paths[expr.id] = variable != nullptr ? variable->path : Path{expr.name};
        return {1, 1};
      }
      case ExprKind::select:
        return select(expr);
      case ExprKind::call:
        return call(expr);
      case ExprKind::list:
        return list(expr);
      case ExprKind::map:
        return map(expr);
      case ExprKind::comprehension:
        return isBind(expr) ? bind(expr) : loop(expr);
      case ExprKind::message:
        return Span::exactly(40);
    }
    return {};
  }

 private:
  [[nodiscard]] const Type& typeOf(const Expr& expr) const { return *m_checked.of(expr).type; }
  const Variable* find(const std::string& name) const {
    const auto at = m_variables.find(name);
    return at == m_variables.end() || at->second.empty() ? nullptr : &at->second.back();
  }
  Path pathOf(const Expr& expr) const {
    const Variable* variable = expr.kind == ExprKind::ident ? find(expr.name) : nullptr;
    if (variable != nullptr) {
      return variable->path;
    }
    const auto at = m_paths.find(expr.id);
    return at == m_paths.end() ? Path{} : at->second;
  }
  static Path extended(Path path, const std::string& step) {
    path.push_back(step);
    return path;
  }

  static std::optional<Span> writtenSize(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::literal:
        if (const auto* text = std::get_if<std::string>(&expr.literal)) {
          return Span::exactly(runeCount(*text));
        }
        if (const auto* bytes = std::get_if<Bytes>(&expr.literal)) {
          return Span::exactly(bytes->data.size());
        }
        return Span::exactly(1);
      case ExprKind::list:
        return Span::exactly(expr.children.size());
      case ExprKind::map:
        return Span::exactly(expr.children.size() / 2);
      default:
        return std::nullopt;
    }
  }

  static bool isScalar(const Type& type) {
    switch (type.kind) {
      case TypeKind::boolean:
      case TypeKind::real:
      case TypeKind::duration:
      case TypeKind::integer:
      case TypeKind::timestamp:
      case TypeKind::natural:
        return true;
      default:
        return isOptional(type) && isScalar(*type.parameters[0]);
    }
  }

  std::optional<Span> sizeOf(const Expr& expr) {
    const auto known = m_sizes.find(expr.id);
    if (known != m_sizes.end()) {
      return known->second;
    }
    if (const auto written = writtenSize(expr)) {
      return written;
    }
    if (const auto bound = boundOfPath(pathOf(expr))) {
      m_sizes[expr.id] = *bound;
      return bound;
    }
    if (isScalar(typeOf(expr))) {
      return Span::exactly(1);
    }
    const Variable* variable = expr.kind == ExprKind::ident ? find(expr.name) : nullptr;
    return variable != nullptr ? variable->size : std::nullopt;
  }
  Span sizeOrUnknown(const Expr& expr) {
    const auto size = sizeOf(expr);
    return size ? *size : Span::unknown();
  }
  std::optional<Entries> entriesOf(const Expr& expr) const {
    const auto known = m_entries.find(expr.id);
    if (known != m_entries.end()) {
      return known->second;
    }
    const Variable* variable = expr.kind == ExprKind::ident ? find(expr.name) : nullptr;
    return variable != nullptr ? variable->entries : std::nullopt;
  }
  void keepSizes(const Expr& to, const Expr& from) {
    if (const auto size = sizeOf(from)) {
      m_sizes[to.id] = *size;
    }
    if (const auto entries = entriesOf(from)) {
      m_entries[to.id] = *entries;
    }
  }

  Span select(const Expr& expr) {
    const Expr& operand = *expr.children[0];
    Span sum = cost(operand);
    if (expr.testOnly) {
      return sum;
    }
    const TypeKind kind = typeOf(operand).kind;
    if (kind == TypeKind::map || kind == TypeKind::object || kind == TypeKind::parameter) {
      sum = sum + Span::exactly(1);
    }
    m_paths[expr.id] = extended(pathOf(operand), expr.name);
    return sum;
  }

  Sized sized(const Expr& expr) {
    Sized out;
    out.expr = &expr;
    out.type = &typeOf(expr);
    out.path = pathOf(expr);
    if (!out.path.empty() && out.path.front() == op::kAccumulator) {
      out.path.clear();
    }
    out.size = sizeOf(expr);
    return out;
  }

  Span call(const Expr& expr) {
    const Checked::Node& known = m_checked.of(expr);
    const std::size_t first = expr.member ? 1 : 0;
    if (expr.name == "dyn" && !expr.member) {
      const Span inner = cost(*expr.children[0]);
      keepSizes(expr, *expr.children[0]);
      return inner + Span::exactly(1);
    }
    std::vector<Span> costs;
    std::vector<Sized> arguments;
    for (std::size_t i = first; i < expr.children.size(); ++i) {
      costs.push_back(cost(*expr.children[i]));
      arguments.push_back(sized(*expr.children[i]));
    }
    Span sum;
    std::optional<Sized> target;
    if (expr.member) {
      sum = cost(*expr.children[0]);
      target = sized(*expr.children[0]);
    }
    Span most{kUnbounded, 0};
    std::optional<Span> result;
    for (const Overload* overload : known.overloads) {
      const CallSize estimated = estimate(expr, overload->id, target ? &*target : nullptr, arguments, costs);
      most = most.joined(estimated.cost);
      if (estimated.result) {
        result = result ? result->joined(*estimated.result) : *estimated.result;
      }
      if (overload->id == "index_list" || overload->id == "index_map") {
        const auto entries = entriesOf(*expr.children[0]);
        result = entries ? std::optional(entries->value) : std::nullopt;
        m_paths[expr.id] = extended(pathOf(*expr.children[0]), overload->id == "index_list" ? "@items" : "@values");
      }
      if (!result) {
        result = sizeOf(expr);
      }
    }
    if (result) {
      m_sizes[expr.id] = *result;
    }
    return sum + most;
  }

  CallSize estimate(const Expr& expr, const std::string& overload, const Sized* target, const std::vector<Sized>& arguments,
                    const std::vector<Span>& costs) {
    Span sum;
    for (const Span& each : costs) {
      sum = sum + each;
    }
    if (auto library = estimateLibraryCall(expr.name, overload, target, arguments)) {
      library->cost = library->cost + sum;
      return *library;
    }
    if (overload == "logical_and" || overload == "logical_or") {
      return {{costs[0].least, (costs[0] + costs[1]).most}, std::nullopt};
    }
    if (overload == "conditional") {
      const auto a = entriesOf(*arguments[1].expr);
      const auto b = entriesOf(*arguments[2].expr);
      if (a && b) {
        m_entries[expr.id] = {a->isList, a->key.joined(b->key), a->value.joined(b->value)};
      }
      return {costs[0] + costs[1].joined(costs[2]), arguments[1].orUnknown().joined(arguments[2].orUnknown())};
    }
    return plain(expr, overload, target, arguments, sum);
  }

  CallSize plain(const Expr& expr, const std::string& overload, const Sized* target, const std::vector<Sized>& arguments,
                 const Span& sum) {
    const auto scanned = [&](const Span& size) { return size.scaled(kScanFactor) + sum; };
    if (overload == "string_format" && target != nullptr) {
      return {scanned(target->orUnknown()), std::nullopt};
    }
    if (overload == "string_to_bytes" || overload == "bytes_to_string" || overload == "strings_quote") {
      const Span size = arguments[0].orUnknown();
      const Span result = overload == "string_to_bytes"   ? Span{size.least, size.most * 4}
                          : overload == "bytes_to_string" ? Span{size.least / 4, size.most}
                                                          : Span{size.least + 2, size.most * 2 + 2};
      return {scanned(size), result};
    }
    if (overload == "starts_with_string" || overload == "ends_with_string") {
      return {scanned(arguments[0].orUnknown()), std::nullopt};
    }
    if (overload == "in_list") {
      return {arguments[1].orUnknown() + sum, std::nullopt};
    }
    if (overload == "matches" || overload == "matches_string") {
      const Span text = (target != nullptr ? *target : arguments[0]).orUnknown();
      const Span pattern = arguments[target != nullptr ? 0 : 1].orUnknown();
      return {(text + Span::exactly(1)).scaled(kScanFactor) * pattern.scaled(kRegexFactor) + sum, std::nullopt};
    }
    if (overload == "contains_string" && target != nullptr) {
      return {target->orUnknown().scaled(kScanFactor) * arguments[0].orUnknown().scaled(kScanFactor) + sum, std::nullopt};
    }
    if (overload == "add_string" || overload == "add_bytes" || overload == "add_list") {
      const Span result = arguments[0].orUnknown() + arguments[1].orUnknown();
      const auto a = entriesOf(*arguments[0].expr);
      const auto b = entriesOf(*arguments[1].expr);
      if (a && b) {
        m_entries[expr.id] = {a->isList, a->key.joined(b->key), a->value.joined(b->value)};
      }
      return {overload == "add_list" ? Span::exactly(1) + sum : scanned(result), result};
    }
    const bool text = overload.ends_with("_string") || overload.ends_with("_bytes");
    const bool order = overload.starts_with("less_") || overload.starts_with("greater_");
    if ((text && order) || overload == "equals" || overload == "not_equals") {
      const std::uint64_t smaller = std::min(arguments[0].orUnknown().most, arguments[1].orUnknown().most);
      return {scanned(Span{smaller > 0 ? 1U : 0U, smaller}), std::nullopt};
    }
    return {Span::exactly(1) + sum, std::nullopt};
  }

  Span list(const Expr& expr) {
    Span sum;
    Span item{expr.children.empty() ? 0 : kUnbounded, 0};
    for (const ExprPtr& child : expr.children) {
      sum = sum + cost(*child);
      item = item.joined(sizeOrUnknown(*child));
    }
    m_entries[expr.id] = {true, Span::exactly(1), item};
    return sum + Span::exactly(10);
  }

  Span map(const Expr& expr) {
    Span sum;
    Span key{expr.children.empty() ? 0 : kUnbounded, 0};
    Span value = key;
    for (std::size_t i = 0; i < expr.children.size(); i += 2) {
      sum = sum + cost(*expr.children[i]) + cost(*expr.children[i + 1]);
      key = key.joined(sizeOrUnknown(*expr.children[i]));
      value = value.joined(sizeOrUnknown(*expr.children[i + 1]));
    }
    m_entries[expr.id] = {false, key, value};
    return sum + Span::exactly(30);
  }

  static bool isBind(const Expr& expr) {
    const Expr& range = *expr.children[kRange];
    const Expr& condition = *expr.children[kCondition];
    const bool* flag = condition.kind == ExprKind::literal ? std::get_if<bool>(&condition.literal) : nullptr;
    return range.kind == ExprKind::list && range.children.empty() && flag != nullptr && !*flag &&
           expr.accumulator != "__result__";
  }

  void push(const std::string& name, Variable variable) { m_variables[name].push_back(std::move(variable)); }
  void pop(const std::string& name) { m_variables[name].pop_back(); }

  Span bind(const Expr& expr) {
    Span sum = cost(*expr.children[kRange]) + cost(*expr.children[kInit]);
    const Expr& init = *expr.children[kInit];
    push(expr.accumulator, {pathOf(init), sizeOf(init), entriesOf(init)});
    sum = sum + cost(*expr.children[kResult]);
    pop(expr.accumulator);
    keepSizes(expr, *expr.children[kResult]);
    return sum;
  }

  Span loop(const Expr& expr) {
    const Expr& range = *expr.children[kRange];
    const Expr& init = *expr.children[kInit];
    Span sum = cost(range) + cost(init);
    push(expr.accumulator, {pathOf(init), sizeOf(init), entriesOf(init)});
    const bool two = !expr.variable2.empty();
    const auto entries = entriesOf(range);
    const bool isList = entries ? entries->isList : typeOf(range).kind == TypeKind::list;
    const auto variable = [&](bool value, const char* step) {
      const std::optional<Span> size = entries ? std::optional(value ? entries->value : entries->key) : std::nullopt;
      return Variable{extended(pathOf(range), step), size, std::nullopt};
    };
    if (two) {
      push(expr.name, variable(false, isList ? "@indices" : "@keys"));
      push(expr.variable2, variable(true, isList ? "@items" : "@values"));
    } else {
      push(expr.name, isList ? variable(true, "@items") : variable(false, "@keys"));
    }
    const Span turn = cost(*expr.children[kCondition]) + cost(*expr.children[kStep]);
    pop(expr.name);
    if (two) {
      pop(expr.variable2);
    }
    sum = sum + cost(*expr.children[kResult]);
    pop(expr.accumulator);
    const Span count = sizeOrUnknown(range);
    if (init.kind == ExprKind::literal) {
      if (const auto size = sizeOf(init)) {
        m_sizes[expr.id] = *size;
      }
    } else if (init.kind == ExprKind::list || init.kind == ExprKind::map) {
      m_sizes[expr.id] = count;
      if (const auto step = entriesOf(*expr.children[kStep])) {
        m_entries[expr.id] = *step;
      }
    }
    return sum + count * turn;
  }

  const Checked& m_checked;
  std::unordered_map<int, Path> m_paths;
  std::unordered_map<int, Span> m_sizes;
  std::unordered_map<int, Entries> m_entries;
  std::map<std::string, std::vector<Variable>> m_variables;
};

}  // namespace

std::uint64_t estimateCost(const Expr& root, const Checked& checked) {
  return Estimator(checked).cost(root).most;
}

}  // namespace claimscope::cel
