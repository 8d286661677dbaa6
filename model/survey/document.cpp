#include "model/survey/document.h"

#include <algorithm>

#include "model/base/json.h"

namespace claimscope::survey {

bool isName(std::string_view text) {
  return !text.empty() && text.size() <= 253 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == std::string_view::npos;
}

Json parsed(std::string_view text) {
  if (json::deeperThan(text, json::kMaxDepth)) {
    return {};
  }
  Json out = Json::parse(text, nullptr, false);
  return out.is_discarded() ? Json() : out;
}

std::string continueToken(const std::string& list) {
  // The token stands in the list's own metadata, which a server writes before the items: managed objects cannot pass for it.
  const std::string head = list.substr(0, std::min(list.find("\"items\""), std::size_t{64} * 1024));
  const std::size_t at = head.find("\"continue\"");
  if (at == std::string::npos) {
    return {};
  }
  const std::size_t from = head.find('"', head.find(':', at));
  const std::size_t to = from == std::string::npos ? from : head.find('"', from + 1);
  return to == std::string::npos ? std::string() : head.substr(from + 1, to - from - 1);
}

Labels labelsOf(const Json& object) {
  std::vector<std::pair<Text, Text>> pairs;
  if (object.is_object()) {
    for (const auto& [key, value] : object.items()) {
      if (value.is_string()) {
        pairs.emplace_back(Text(key), Text(value.get<std::string>()));
      }
    }
  }
  Labels out;
  for (auto& pair : pairs) {  // nlohmann keeps keys sorted
    out.push_back(std::move(pair));
  }
  return out;
}

LabelSelector selectorOf(const Json& object) {
  LabelSelector out;
  out.matchLabels = labelsOf(child(object, "matchLabels"));
  const Json& expressions = child(object, "matchExpressions");
  if (expressions.is_array()) {
    for (const Json& one : expressions) {
      SelectorRequirement requirement;
      requirement.key = Text(fieldText(one, "key"));
      const std::string op = fieldText(one, "operator");
      requirement.op = op == "In"             ? SelectorOperator::in
                       : op == "NotIn"        ? SelectorOperator::notIn
                       : op == "Exists"       ? SelectorOperator::exists
                       : op == "DoesNotExist" ? SelectorOperator::doesNotExist
                                              : SelectorOperator::unknown;
      for (const std::string& value : texts(child(one, "values"))) {
        requirement.values.push_back(Text(value));
      }
      out.matchExpressions.push_back(std::move(requirement));
    }
  }
  return out;
}

bool forEachItem(const std::vector<std::string>& pages, const std::function<void(const Json&)>& read) {
  for (const std::string& page : pages) {
    const Json list = parsed(page);
    const Json& items = child(list, "items");
    if (!items.is_array()) {
      // Go writes an empty list of some types as null.
      if (list.is_object() && (items.is_null() && list.contains("items"))) {
        continue;
      }
      return false;
    }
    for (const Json& item : items) {
      read(item);
    }
  }
  return true;
}

}  // namespace claimscope::survey
