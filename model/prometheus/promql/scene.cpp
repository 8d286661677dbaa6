#include "model/prometheus/promql/scene.h"

#include <algorithm>

namespace claimscope::promql {

Scene::Scene(std::string_view given, const Expression& expression, const Filled& filled, const Knowledge& knowledge)
    : m_given(given), m_expression(expression), m_filled(filled), m_knowledge(knowledge), m_parents(expression.nodes.size(), 0) {
  visit(expression.root, 0);
}

void Scene::visit(NodeId id, NodeId parent) {
  if (id == 0) {
    return;
  }
  m_parents[id] = parent;
  m_order.push_back(id);
  for (const NodeId child : node(id).children) {
    visit(child, id);
  }
}

std::string_view Scene::text(Range where) const {
  const Range there = m_filled.original(where);
  return m_given.substr(there.begin, there.end - there.begin);
}

NodeId Scene::inside(NodeId id) const {
  while (node(id).kind == NodeKind::paren) {
    id = node(id).children[0];
  }
  return id;
}

NodeId Scene::outside(NodeId id) const {
  NodeId around = parent(id);
  while (around != 0 && node(around).kind == NodeKind::paren) {
    around = parent(around);
  }
  return around;
}

std::string Scene::name(NodeId selector) const {
  const Node& node = m_expression.nodes[selector];
  if (!node.text.empty()) {
    return m_filled.touches(node.textAt) ? std::string() : node.text;
  }
  for (const Matcher& matcher : node.matchers) {
    if (matcher.name == "__name__" && matcher.op == MatchOperator::equal && !m_filled.touches(matcher.where)) {
      return matcher.value;
    }
  }
  return {};
}

SeriesKind Scene::kind(std::string_view series) const {
  const auto found = m_knowledge.served.find(series);
  if (found != m_knowledge.served.end() && found->second != MetricType::unknown) {
    const bool part = found->second == MetricType::histogram && !histogramOf(series).empty();
    return {part ? MetricType::counter : found->second, true};
  }
  if (const KnownMetric* metric = findMetric(series)) {
    const bool part = metric->type == MetricType::histogram && series != metric->name;
    return {part ? MetricType::counter : metric->type, true};
  }
  return {typeBySuffix(series), false};
}

std::string Scene::ranged(NodeId selector, std::string_view newName, std::string_view range) const {
  const Node& node = m_expression.nodes[selector];
  if (node.text.empty()) {
    return {};
  }
  std::string out(newName);
  out += text({node.textAt.end, node.plainEnd});
  out += "[" + std::string(range) + "]";
  out += text({node.plainEnd, node.where.end});
  return out;
}

void Scene::add(Gravity gravity, std::string_view id, Range where, std::string what, std::string why, std::vector<Edit> edits) {
  m_remarks.push_back({gravity, id, where, std::move(what), std::move(why), std::move(edits)});
}

}  // namespace claimscope::promql
