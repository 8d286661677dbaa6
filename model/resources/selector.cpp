#include "model/resources/selector.h"

#include <algorithm>
#include <charconv>

namespace claimscope {

namespace {

std::optional<std::int64_t> number(std::string_view text) {
  text.remove_prefix(text.starts_with('+') ? 1 : 0);
  std::int64_t out = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, out);
  return error == std::errc() && stop == end && !text.empty() ? std::optional(out) : std::nullopt;
}

bool contains(const List<Text>& values, const Text& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// Gt and Lt: one integer on each side, anything else does not match.
bool compares(const SelectorRequirement& requirement, const Text& value) {
  if (requirement.values.size() != 1) {
    return false;
  }
  const std::optional<std::int64_t> left = number(value.view());
  const std::optional<std::int64_t> right = number(requirement.values.front().view());
  return left && right && (requirement.op == SelectorOperator::greaterThan ? *left > *right : *left < *right);
}

/// apimachinery labels.Requirement: an invalid requirement (In without values, Exists with some) matches nothing.
bool matchesLabel(const SelectorRequirement& requirement, const Labels& labels) {
  const bool present = hasLabel(labels, requirement.key.view());
  const Text value = labelValue(labels, requirement.key.view());
  switch (requirement.op) {
    case SelectorOperator::in:
      return present && contains(requirement.values, value);
    case SelectorOperator::notIn:
      return !requirement.values.empty() && (!present || !contains(requirement.values, value));
    case SelectorOperator::exists:
      return present && requirement.values.empty();
    case SelectorOperator::doesNotExist:
      return !present && requirement.values.empty();
    case SelectorOperator::greaterThan:
    case SelectorOperator::lessThan:
      return present && compares(requirement, value);
    case SelectorOperator::unknown:
      break;
  }
  return false;
}

/// Only metadata.name with In or NotIn and exactly one value is legal.
bool matchesField(const SelectorRequirement& requirement, const Metadata& node) {
  if (!(requirement.key == "metadata.name") || requirement.values.size() != 1) {
    return false;
  }
  const bool same = requirement.values.front() == node.name;
  return requirement.op == SelectorOperator::in ? same : requirement.op == SelectorOperator::notIn && !same;
}

}  // namespace

bool matches(const NodeSelector& selector, const Metadata& node) {
  return std::any_of(selector.terms.begin(), selector.terms.end(), [&](const NodeSelectorTerm& term) {
    return !(term.matchExpressions.empty() && term.matchFields.empty()) &&
           std::all_of(term.matchExpressions.begin(), term.matchExpressions.end(),
                       [&](const SelectorRequirement& r) { return matchesLabel(r, node.labels); }) &&
           std::all_of(term.matchFields.begin(), term.matchFields.end(),
                       [&](const SelectorRequirement& r) { return matchesField(r, node); });
  });
}

bool matches(const LabelSelector& selector, const Labels& labels) {
  const auto compares = [](SelectorOperator op) {
    return op == SelectorOperator::greaterThan || op == SelectorOperator::lessThan;
  };
  return std::all_of(selector.matchLabels.begin(), selector.matchLabels.end(),
                     [&](const auto& wanted) {
                       return hasLabel(labels, wanted.first.view()) && labelValue(labels, wanted.first.view()) == wanted.second;
                     }) &&
         std::all_of(selector.matchExpressions.begin(), selector.matchExpressions.end(),
                     [&](const SelectorRequirement& r) { return !compares(r.op) && matchesLabel(r, labels); });
}

bool tolerates(const Toleration& toleration, const Taint& taint) {
  if ((!toleration.effect.empty() && !(toleration.effect == taint.effect)) ||
      (!toleration.key.empty() && !(toleration.key == taint.key))) {
    return false;
  }
  if (toleration.op == "Exists") {
    return true;
  }
  return (toleration.op.empty() || toleration.op == "Equal") && toleration.value == taint.value;
}

}  // namespace claimscope
