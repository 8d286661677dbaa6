#include "model/allocation/node_selector.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace claimscope::allocation {

namespace {

std::optional<std::int64_t> number(std::string_view text) {
  const bool plus = text.starts_with('+');
  text.remove_prefix(plus ? 1 : 0);
  std::int64_t out = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, out);
  const bool good = error == std::errc() && stop == end && !text.empty() && !(plus && text.starts_with('-'));
  return good ? std::optional(out) : std::nullopt;
}

bool isAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The name part of a label key and, unless empty, a label value: up to 63 of [A-Za-z0-9_.-] with alphanumeric ends.
bool isLabelName(std::string_view text) {
  constexpr std::size_t kMaxLabel = 63;
  return !text.empty() && text.size() <= kMaxLabel && isAlphanumeric(text.front()) && isAlphanumeric(text.back()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return isAlphanumeric(c) || c == '-' || c == '_' || c == '.'; });
}

bool isDnsSubdomain(std::string_view text) {
  constexpr std::size_t kMaxSubdomain = 253;
  if (text.empty() || text.size() > kMaxSubdomain) {
    return false;
  }
  char previous = '.';
  for (const char c : text) {
    const bool lower = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!lower && c != '-' && c != '.') {
      return false;
    }
    if ((c == '.' && !isAlphanumeric(previous)) || (c == '-' && previous == '.')) {
      return false;
    }
    previous = c;
  }
  return isAlphanumeric(previous);
}

bool isLabelKey(std::string_view key) {
  const std::size_t slash = key.find('/');
  if (slash == std::string_view::npos) {
    return isLabelName(key);
  }
  return isDnsSubdomain(key.substr(0, slash)) && isLabelName(key.substr(slash + 1));
}

/// apimachinery labels.NewRequirement.
std::optional<std::string> labelProblem(const SelectorRequirement& requirement) {
  if (!isLabelKey(requirement.key.view())) {
    return fmt::format("key \"{}\": not a label key", requirement.key.view());
  }
  const std::size_t count = requirement.values.size();
  switch (requirement.op) {
    case SelectorOperator::in:
    case SelectorOperator::notIn:
      if (count == 0) {
        return "values: needed for In and NotIn";
      }
      break;
    case SelectorOperator::exists:
    case SelectorOperator::doesNotExist:
      if (count != 0) {
        return "values: not allowed for Exists and DoesNotExist";
      }
      break;
    case SelectorOperator::greaterThan:
    case SelectorOperator::lessThan:
      if (count != 1 || !number(requirement.values.front().view())) {
        return "values: Gt and Lt need one integer";
      }
      break;
    case SelectorOperator::unknown:
      return "operator: not supported";
  }
  for (const Text& value : requirement.values) {
    if (!value.empty() && !isLabelName(value.view())) {
      return fmt::format("values: \"{}\" is not a label value", value.view());
    }
  }
  return std::nullopt;
}

std::optional<std::string> fieldProblem(const SelectorRequirement& requirement) {
  if (requirement.op != SelectorOperator::in && requirement.op != SelectorOperator::notIn) {
    return "operator: matchFields knows In and NotIn";
  }
  return requirement.values.size() == 1 ? std::nullopt : std::optional<std::string>("values: must have one element");
}

bool contains(const List<Text>& values, const Text& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// Only for requirements without a problem.
bool matchesLabel(const SelectorRequirement& requirement, const Labels& labels) {
  const auto found =
      std::find_if(labels.begin(), labels.end(), [&](const auto& label) { return label.first == requirement.key; });
  const bool present = found != labels.end();
  switch (requirement.op) {
    case SelectorOperator::in:
      return present && contains(requirement.values, found->second);
    case SelectorOperator::notIn:
      return !present || !contains(requirement.values, found->second);
    case SelectorOperator::exists:
      return present;
    case SelectorOperator::doesNotExist:
      return !present;
    case SelectorOperator::greaterThan:
    case SelectorOperator::lessThan: {
      if (!present) {
        return false;
      }
      const std::optional<std::int64_t> left = number(found->second.view());
      const std::optional<std::int64_t> right = number(requirement.values.front().view());
      return left && right && (requirement.op == SelectorOperator::greaterThan ? *left > *right : *left < *right);
    }
    case SelectorOperator::unknown:
      break;
  }
  return false;
}

bool matchesField(const SelectorRequirement& requirement, const Node& node) {
  const Text value = requirement.key == "metadata.name" ? node.meta.name : Text();
  return (requirement.values.front() == value) == (requirement.op == SelectorOperator::in);
}

bool matchesTerm(const NodeSelectorTerm& term, const Node& node) {
  if (term.matchExpressions.empty() && term.matchFields.empty()) {
    return false;
  }
  // A node without a name has no fields, and then upstream leaves them out.
  return std::all_of(term.matchExpressions.begin(), term.matchExpressions.end(),
                     [&](const SelectorRequirement& r) { return matchesLabel(r, node.meta.labels); }) &&
         (node.meta.name.empty() || std::all_of(term.matchFields.begin(), term.matchFields.end(),
                                                [&](const SelectorRequirement& r) { return matchesField(r, node); }));
}

}  // namespace

std::optional<std::string> selectorProblem(const NodeSelector& selector) {
  for (std::size_t i = 0; i < selector.terms.size(); ++i) {
    const NodeSelectorTerm& term = selector.terms[i];
    for (std::size_t j = 0; j < term.matchExpressions.size(); ++j) {
      if (auto problem = labelProblem(term.matchExpressions[j])) {
        return fmt::format("nodeSelectorTerms[{}].matchExpressions[{}].{}", i, j, *problem);
      }
    }
    for (std::size_t j = 0; j < term.matchFields.size(); ++j) {
      if (auto problem = fieldProblem(term.matchFields[j])) {
        return fmt::format("nodeSelectorTerms[{}].matchFields[{}].{}", i, j, *problem);
      }
    }
  }
  return std::nullopt;
}

tl::expected<bool, std::string> nodeMatches(const Node& node, const Text& nodeName, bool allNodes,
                                            const std::optional<NodeSelector>& selector) {
  if (!nodeName.empty()) {
    return node.meta.name == nodeName;
  }
  if (allNodes) {
    return true;
  }
  if (!selector) {
    return false;
  }
  if (auto problem = selectorProblem(*selector)) {
    return tl::unexpected("failed to parse node selector: " + *problem);
  }
  return std::any_of(selector->terms.begin(), selector->terms.end(),
                     [&](const NodeSelectorTerm& term) { return matchesTerm(term, node); });
}

std::string_view operatorWord(SelectorOperator op) {
  switch (op) {
    case SelectorOperator::in:
      return "In";
    case SelectorOperator::notIn:
      return "NotIn";
    case SelectorOperator::exists:
      return "Exists";
    case SelectorOperator::doesNotExist:
      return "DoesNotExist";
    case SelectorOperator::greaterThan:
      return "Gt";
    case SelectorOperator::lessThan:
      return "Lt";
    case SelectorOperator::unknown:
      break;
  }
  return {};
}

}  // namespace claimscope::allocation
