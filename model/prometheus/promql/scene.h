// Scene: an expression under examination, with what the rules of a verdict ask of it. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/prometheus/promql/ast.h"
#include "model/prometheus/promql/known_metrics.h"
#include "model/prometheus/promql/template.h"
#include "model/prometheus/promql/verdict.h"

namespace claimscope::promql {

/// What a series is, and whether that is known or only told by its name.
struct SeriesKind {
  MetricType type = MetricType::unknown;
  bool sure = false;
};

class Scene {
 public:
  /// `given` is the expression before its variables were filled.
  Scene(std::string_view given, const Expression& expression, const Filled& filled, const Knowledge& knowledge);

  [[nodiscard]] const Expression& expression() const { return m_expression; }
  [[nodiscard]] const Knowledge& knowledge() const { return m_knowledge; }
  [[nodiscard]] const Filled& filled() const { return m_filled; }
  [[nodiscard]] const Node& node(NodeId id) const { return m_expression.nodes[id]; }
  /// 0 of the root.
  [[nodiscard]] NodeId parent(NodeId id) const { return m_parents[id]; }
  /// As it was given, with its variables; what edits are made of.
  [[nodiscard]] std::string_view text(Range where) const;
  /// Every node, parents first.
  [[nodiscard]] const std::vector<NodeId>& order() const { return m_order; }
  /// Through brackets.
  [[nodiscard]] NodeId inside(NodeId id) const;
  /// The next node around that is no bracket; 0 at the root.
  [[nodiscard]] NodeId outside(NodeId id) const;

  /// Of a selector; empty when it has none, or only a pattern, or a variable is in it.
  [[nodiscard]] std::string name(NodeId selector) const;
  [[nodiscard]] SeriesKind kind(std::string_view series) const;
  [[nodiscard]] bool served(std::string_view series) const { return m_knowledge.served.contains(std::string(series)); }
  /// "NAME{…}[5m] offset 1h" for a selector under another name; empty when its name is in braces.
  [[nodiscard]] std::string ranged(NodeId selector, std::string_view newName, std::string_view range = "5m") const;

  void add(Gravity gravity, std::string_view id, Range where, std::string what, std::string why, std::vector<Edit> edits = {});
  [[nodiscard]] std::vector<Remark> take() { return std::move(m_remarks); }

 private:
  void visit(NodeId id, NodeId parent);

  std::string_view m_given;
  const Expression& m_expression;
  const Filled& m_filled;
  const Knowledge& m_knowledge;
  std::vector<NodeId> m_parents;
  std::vector<NodeId> m_order;
  std::vector<Remark> m_remarks;
};

/// The rules; each looks at the whole scene.
void adviseHistograms(Scene& scene);
void adviseRates(Scene& scene);
void adviseNames(Scene& scene);
void adviseLabels(Scene& scene);
void adviseSums(Scene& scene);
/// For expressions that Prometheus refuses: a change after which it accepts them, where one is near.
[[nodiscard]] std::vector<Edit> repair(std::string_view text, const Expression& expression);

}  // namespace claimscope::promql
