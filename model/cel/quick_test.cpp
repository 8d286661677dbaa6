#include "model/cel/quick_test.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

#include "model/cel/device_values.h"

namespace claimscope::cel {
namespace {

using Quick = std::unique_ptr<const QuickTest>;

Answer answer(bool value) {
  return value ? Answer::yes : Answer::no;
}

/// Where a value is: device.attributes["domain"].id, found by comparing pointers.
class Place {
 public:
  Place(const std::string& domain, const std::string& id)
      : m_domain(domain),
        m_bare(id),
        m_full(domain + "/" + id),
        m_never(domain.find('/') != std::string::npos),
        m_ambiguous(id.find('/') != std::string::npos) {}

  template <class Entries>
  [[nodiscard]] auto find(const Entries& entries, const Text& driver) const -> decltype(entries.front().second) {
    decltype(entries.front().second) found = nullptr;
    if (m_never) {
      return found;
    }
    const bool own = driver == m_domain && !m_ambiguous;
    for (const auto& [name, value] : entries) {
      if (name == m_full || (own && name == m_bare)) {
        found = value;
      }
    }
    return found;
  }

 private:
  Text m_domain;
  Text m_bare;
  Text m_full;
  bool m_never;      ///< a domain with '/' is none
  bool m_ambiguous;  ///< an id with '/' is only published with its domain
};

/// What an expression names, if it is nothing else.
struct Name {
  enum class Table { attributes, capacity } table = Table::attributes;
  std::string domain;
  std::string id;
};

const std::string* stepInto(const Expr& expr) {
  if (expr.kind == ExprKind::select && !expr.testOnly) {
    return &expr.name;
  }
  const bool index = expr.kind == ExprKind::call && expr.name == op::kIndex && expr.children[1]->kind == ExprKind::literal;
  return index ? std::get_if<std::string>(&expr.children[1]->literal) : nullptr;
}

bool isDeviceField(const Expr& expr, std::string_view field) {
  return expr.kind == ExprKind::select && !expr.testOnly && expr.name == field && expr.children[0]->kind == ExprKind::ident &&
         expr.children[0]->name == "device";
}

/// The name of `expr`, a select or index; `last` is its last step.
std::optional<Name> nameOf(const Expr& expr, const std::string* last) {
  if (last == nullptr || expr.children.empty()) {
    return std::nullopt;
  }
  const Expr& table = *expr.children[0];
  const std::string* domain = stepInto(table);
  if (domain == nullptr || table.children.empty()) {
    return std::nullopt;
  }
  if (isDeviceField(*table.children[0], "attributes")) {
    return Name{Name::Table::attributes, *domain, *last};
  }
  if (isDeviceField(*table.children[0], "capacity")) {
    return Name{Name::Table::capacity, *domain, *last};
  }
  return std::nullopt;
}
std::optional<Name> nameOf(const Expr& expr) {
  return nameOf(expr, stepInto(expr));
}

class All : public QuickTest {
 public:
  All(bool deciding, std::vector<Quick> terms) : m_deciding(deciding), m_terms(std::move(terms)) {}
  [[nodiscard]] Answer ask(const Device& device) const override {
    Answer out = answer(!m_deciding);
    for (const Quick& term : m_terms) {
      const Answer said = term->ask(device);
      if (said == answer(m_deciding) || said == Answer::unsure) {
        return said;
      }
      out = said == Answer::error ? said : out;
    }
    return out;
  }

 private:
  bool m_deciding;
  std::vector<Quick> m_terms;
};

class Not : public QuickTest {
 public:
  explicit Not(Quick inner) : m_inner(std::move(inner)) {}
  [[nodiscard]] Answer ask(const Device& device) const override {
    const Answer said = m_inner->ask(device);
    return said == Answer::yes ? Answer::no : said == Answer::no ? Answer::yes : said;
  }

 private:
  Quick m_inner;
};

/// Any test of the device as a function; what it captures is made once.
template <class Fn>
class Leaf : public QuickTest {
 public:
  explicit Leaf(Fn fn) : m_fn(std::move(fn)) {}
  [[nodiscard]] Answer ask(const Device& device) const override { return m_fn(device); }

 private:
  Fn m_fn;
};
template <class Fn>
Quick leaf(Fn fn) {
  return std::make_unique<Leaf<Fn>>(std::move(fn));
}

/// A test of one attribute; a missing one is an error.
template <class Fn>
Quick attributeLeaf(const Name& name, Fn fn) {
  return leaf([place = Place(name.domain, name.id), fn = std::move(fn)](const Device& device) {
    const AttributeValue* value = place.find(device.attributes, device.driver);
    return value == nullptr ? Answer::error : fn(*value);
  });
}

using Holds = bool (*)(int order);
std::optional<Holds> comparison(const std::string& name) {
  if (name == op::kLess) {
    return [](int order) { return order < 0; };
  }
  if (name == op::kLessEquals) {
    return [](int order) { return order <= 0; };
  }
  if (name == op::kGreater) {
    return [](int order) { return order > 0; };
  }
  if (name == op::kGreaterEquals) {
    return [](int order) { return order >= 0; };
  }
  if (name == op::kEquals) {
    return [](int order) { return order == 0; };
  }
  if (name == op::kNotEquals) {
    return [](int order) { return order != 0; };
  }
  return std::nullopt;
}

int orderOf(std::int64_t a, std::int64_t b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/// attribute == constant. Versions on the left refuse constants, elsewhere types that differ are not equal.
Quick equality(const Name& name, const Literal& literal, bool negate, bool constantFirst) {
  const auto say = [negate](bool equal) { return answer(equal != negate); };
  const auto foreign = [say, negate, constantFirst](const AttributeValue& value) {
    return std::holds_alternative<Version>(value) && !constantFirst ? (negate ? Answer::yes : Answer::error) : say(false);
  };
  if (const auto* text = std::get_if<std::string>(&literal)) {
    return attributeLeaf(name, [wanted = Text(*text), say, foreign](const AttributeValue& value) {
      const Text* held = std::get_if<Text>(&value);
      return held != nullptr ? say(*held == wanted) : foreign(value);
    });
  }
  if (const auto* number = std::get_if<std::int64_t>(&literal)) {
    return attributeLeaf(name, [wanted = *number, say, foreign](const AttributeValue& value) {
      const std::int64_t* held = std::get_if<std::int64_t>(&value);
      return held != nullptr ? say(*held == wanted) : foreign(value);
    });
  }
  if (const auto* flag = std::get_if<bool>(&literal)) {
    return attributeLeaf(name, [wanted = *flag, say, foreign](const AttributeValue& value) {
      const bool* held = std::get_if<bool>(&value);
      return held != nullptr ? say(*held == wanted) : foreign(value);
    });
  }
  return nullptr;
}

/// A call of one function with one text constant: quantity("80Gi"), semver("1.2.3").
const std::string* constantOf(const Expr& expr, std::string_view function) {
  const bool call = expr.kind == ExprKind::call && !expr.member && expr.name == function && expr.children.size() == 1 &&
                    expr.children[0]->kind == ExprKind::literal;
  return call ? std::get_if<std::string>(&expr.children[0]->literal) : nullptr;
}

/// Far from where nano-units saturate.
bool isModest(const Quantity& quantity) {
  constexpr Quantity::Nano kLarge = static_cast<Quantity::Nano>(1'000'000'000'000'000'000) * 1'000'000'000;
  return quantity.nano() < kLarge && quantity.nano() > -kLarge;
}

/// x.compareTo(y) and its kin, where x is named and y constant.
Quick ordering(const Expr& call, Holds holds) {
  if (!call.member || call.children.size() != 2) {
    return nullptr;
  }
  const std::optional<Name> name = nameOf(*call.children[0]);
  if (!name) {
    return nullptr;
  }
  if (name->table == Name::Table::capacity) {
    const std::string* text = constantOf(*call.children[1], "quantity");
    const std::optional<Quantity> wanted = text != nullptr ? Quantity::parse(*text) : std::nullopt;
    if (!wanted || !isModest(*wanted)) {
      return nullptr;
    }
    return leaf([place = Place(name->domain, name->id), wanted = *wanted, holds](const Device& device) {
      const Quantity* held = place.find(device.capacity, device.driver);
      if (held == nullptr) {
        return Answer::error;
      }
      if (!isModest(*held)) {
        return Answer::unsure;
      }
      return answer(holds(*held < wanted ? -1 : wanted < *held ? 1 : 0));
    });
  }
  const std::string* text = constantOf(*call.children[1], "semver");
  auto wanted = text != nullptr ? Semver::parse(*text) : tl::unexpected(std::string());
  if (!wanted) {
    return nullptr;
  }
  return attributeLeaf(*name, [wanted = *wanted, holds](const AttributeValue& value) {
    const Version* held = std::get_if<Version>(&value);
    if (held == nullptr) {
      return Answer::error;
    }
    const ParsedVersion& parsed = parsedVersion(held->text);
    return parsed.version ? answer(holds(parsed.version->version.compare(wanted))) : Answer::error;
  });
}

Quick compared(const Expr& expr, Holds holds) {
  const Expr& left = *expr.children[0];
  const Expr& right = *expr.children[1];
  const bool equality_ = expr.name == op::kEquals || expr.name == op::kNotEquals;
  const bool negate = expr.name == op::kNotEquals;
  if (equality_) {
    for (const bool swapped : {false, true}) {
      const Expr& named = swapped ? right : left;
      const Expr& constant = swapped ? left : right;
      if (constant.kind != ExprKind::literal) {
        continue;
      }
      const auto* text = std::get_if<std::string>(&constant.literal);
      if (text != nullptr && isDeviceField(named, "driver")) {
        return leaf([wanted = Text(*text), negate](const Device& device) { return answer((device.driver == wanted) != negate); });
      }
      const std::optional<Name> name = nameOf(named);
      if (name && name->table == Name::Table::attributes) {
        return equality(*name, constant.literal, negate, swapped);
      }
    }
  }
  const auto* number = right.kind == ExprKind::literal ? std::get_if<std::int64_t>(&right.literal) : nullptr;
  if (number == nullptr) {
    return nullptr;
  }
  if (left.kind == ExprKind::call && left.name == "compareTo") {
    if (*number != 0) {
      return nullptr;
    }
    return ordering(left, holds);
  }
  const std::optional<Name> name = nameOf(left);
  if (!name || name->table != Name::Table::attributes) {
    return nullptr;
  }
  return attributeLeaf(*name, [wanted = *number, holds](const AttributeValue& value) {
    const std::int64_t* held = std::get_if<std::int64_t>(&value);
    return held != nullptr ? answer(holds(orderOf(*held, wanted))) : Answer::error;
  });
}

/// attribute in ["a", "b"]: texts only, and nothing that Go could not hash.
Quick membership(const Expr& expr) {
  const std::optional<Name> name = nameOf(*expr.children[0]);
  const Expr& list = *expr.children[1];
  if (!name || name->table != Name::Table::attributes || list.kind != ExprKind::list || list.children.empty()) {
    return nullptr;
  }
  std::vector<Text> texts;
  for (std::size_t i = 0; i < list.children.size(); ++i) {
    const Expr& element = *list.children[i];
    const auto* text = element.kind == ExprKind::literal ? std::get_if<std::string>(&element.literal) : nullptr;
    if (text == nullptr || list.optional[i]) {
      return nullptr;
    }
    texts.emplace_back(*text);
  }
  return attributeLeaf(*name, [texts = std::move(texts)](const AttributeValue& value) {
    const Text* held = std::get_if<Text>(&value);
    return held == nullptr ? Answer::unsure : answer(std::find(texts.begin(), texts.end(), *held) != texts.end());
  });
}

Quick textTest(const Expr& expr) {
  const std::optional<Name> name = nameOf(*expr.children[0]);
  const Expr& argument = *expr.children[1];
  const auto* part = argument.kind == ExprKind::literal ? std::get_if<std::string>(&argument.literal) : nullptr;
  if (!name || name->table != Name::Table::attributes || part == nullptr) {
    return nullptr;
  }
  const int what = expr.name == "startsWith" ? 0 : expr.name == "endsWith" ? 1 : 2;
  return attributeLeaf(*name, [part = *part, what](const AttributeValue& value) {
    const Text* held = std::get_if<Text>(&value);
    constexpr std::size_t kLong = 1024;  // long texts cost something
    if (held == nullptr || held->view().size() > kLong) {
      return held == nullptr ? Answer::error : Answer::unsure;
    }
    const std::string_view text = held->view();
    return answer(what == 0   ? text.starts_with(part)
                  : what == 1 ? text.ends_with(part)
                              : text.find(part) != std::string_view::npos);
  });
}

Quick build(const Expr& expr);

void flatten(const Expr& expr, const std::string& name, std::vector<Quick>& out, bool& possible) {
  if (expr.kind == ExprKind::call && expr.name == name) {
    for (const ExprPtr& child : expr.children) {
      flatten(*child, name, out, possible);
    }
  } else if (possible) {
    out.push_back(build(expr));
    possible = out.back() != nullptr;
  }
}

Quick call(const Expr& expr) {
  if (expr.name == op::kAnd || expr.name == op::kOr) {
    std::vector<Quick> terms;
    bool possible = true;
    flatten(expr, expr.name, terms, possible);
    return possible ? std::make_unique<All>(expr.name == op::kOr, std::move(terms)) : nullptr;
  }
  if (expr.name == op::kNot) {
    Quick inner = build(*expr.children[0]);
    return inner ? std::make_unique<Not>(std::move(inner)) : nullptr;
  }
  if (const auto holds = comparison(expr.name)) {
    return compared(expr, *holds);
  }
  if (expr.name == op::kIn) {
    return membership(expr);
  }
  if (expr.name == "isGreaterThan") {
    return ordering(expr, [](int order) { return order > 0; });
  }
  if (expr.name == "isLessThan") {
    return ordering(expr, [](int order) { return order < 0; });
  }
  if (expr.member && expr.children.size() == 2 &&
      (expr.name == "startsWith" || expr.name == "endsWith" || expr.name == "contains")) {
    return textTest(expr);
  }
  return nullptr;
}

Quick build(const Expr& expr) {
  if (expr.kind == ExprKind::literal) {
    const bool* value = std::get_if<bool>(&expr.literal);
    return value == nullptr ? nullptr : leaf([value = *value](const Device&) { return answer(value); });
  }
  if (expr.kind == ExprKind::call && expr.name != op::kIndex) {
    return call(expr);
  }
  if (isDeviceField(expr, "allowMultipleAllocations")) {
    return leaf([](const Device& device) { return answer(device.allowMultipleAllocations); });
  }
  if (expr.kind == ExprKind::select && expr.testOnly) {
    const std::optional<Name> name = nameOf(expr, &expr.name);
    if (!name) {
      return nullptr;
    }
    const bool capacity = name->table == Name::Table::capacity;
    return leaf([place = Place(name->domain, name->id), capacity](const Device& device) {
      return answer(capacity ? place.find(device.capacity, device.driver) != nullptr
                             : place.find(device.attributes, device.driver) != nullptr);
    });
  }
  const std::optional<Name> name = nameOf(expr);
  if (!name || name->table != Name::Table::attributes) {
    return nullptr;
  }
  return attributeLeaf(*name, [](const AttributeValue& value) {
    const bool* held = std::get_if<bool>(&value);
    return held != nullptr ? answer(*held) : Answer::error;
  });
}

}  // namespace

std::unique_ptr<const QuickTest> QuickTest::make(const Expr& root) {
  return build(root);
}

}  // namespace claimscope::cel
