#include "model/cel/references.h"

#include <algorithm>

namespace claimscope::cel {
namespace {

/// A step with a constant name: a.name, a["name"] and their optional forms.
struct Step {
  const Expr* operand = nullptr;
  const std::string* name = nullptr;
};

Step stepOf(const Expr& expr) {
  if (expr.kind == ExprKind::select) {
    return {expr.children[0].get(), &expr.name};
  }
  const bool index =
      expr.kind == ExprKind::call && (expr.name == op::kIndex || expr.name == op::kOptIndex || expr.name == op::kOptSelect);
  if (!index || expr.children[1]->kind != ExprKind::literal) {
    return {};
  }
  return {expr.children[0].get(), std::get_if<std::string>(&expr.children[1]->literal)};
}

class Finder {
 public:
  References run(const Expr& root) {
    visit(root);
    return std::move(m_out);
  }

 private:
  bool isShadowed() const { return std::find(m_variables.begin(), m_variables.end(), "device") != m_variables.end(); }
  bool isDevice(const Expr* expr) const {
    return expr != nullptr && expr->kind == ExprKind::ident &&
           (expr->name == ".device" || (expr->name == "device" && !isShadowed()));
  }

  /// device.attributes["domain"].id and the like.
  bool reference(const Expr& expr) {
    const Step id = stepOf(expr);
    const Step domain = id.name != nullptr ? stepOf(*id.operand) : Step();
    const Step table = domain.name != nullptr ? stepOf(*domain.operand) : Step();
    if (table.name == nullptr || !isDevice(table.operand) || (*table.name != "attributes" && *table.name != "capacity")) {
      return false;
    }
    Reference found;
    found.subject = *table.name == "capacity" ? Reference::Subject::capacity : Reference::Subject::attribute;
    found.domain = Text(*domain.name);
    found.id = Text(*id.name);
    found.range = expr.range;
    const bool known = std::any_of(m_out.list.begin(), m_out.list.end(), [&](const Reference& other) {
      return other.subject == found.subject && other.domain == found.domain && other.id == found.id;
    });
    if (!known) {
      m_out.list.push_back(std::move(found));
    }
    return true;
  }

  void visit(const Expr& expr) {
    if (reference(expr)) {
      return;
    }
    const Step step = stepOf(expr);
    if (step.name != nullptr && isDevice(step.operand) && (*step.name == "driver" || *step.name == "allowMultipleAllocations")) {
      return;
    }
    if (isDevice(&expr)) {
      m_out.complete = false;
    }
    const std::size_t before = m_variables.size();
    if (expr.kind != ExprKind::comprehension) {
      for (const ExprPtr& child : expr.children) {
        visit(*child);
      }
      return;
    }
    visit(*expr.children[kRange]);
    visit(*expr.children[kInit]);
    m_variables.push_back(expr.accumulator);
    m_variables.push_back(expr.name);
    m_variables.push_back(expr.variable2);
    visit(*expr.children[kCondition]);
    visit(*expr.children[kStep]);
    m_variables.resize(before + 1);
    visit(*expr.children[kResult]);
    m_variables.resize(before);
  }

  References m_out;
  std::vector<std::string> m_variables;
};

}  // namespace

References findReferences(const Expr& root) {
  return Finder().run(root);
}

}  // namespace claimscope::cel
