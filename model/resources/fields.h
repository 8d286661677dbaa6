// Readers of JSON shapes that several kinds share; used by decode.cpp files only. Any thread.
#pragma once

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "model/base/json.h"
#include "model/resources/node/node.h"
#include "model/resources/selector.h"

namespace claimscope::fields {

/// Everything of ObjectMeta that we keep. managedFields are skipped unless `schedulerWrote` asks for the time of
/// kube-scheduler's last status write.
void metadata(json::Value value, Metadata& out, Time* schedulerWrote = nullptr);

/// "In", "NotIn", …
[[nodiscard]] SelectorOperator selectorOperator(std::string_view word);
/// Pairs of strings, sorted by key.
[[nodiscard]] Labels labels(json::Value value);
[[nodiscard]] NodeSelector nodeSelector(json::Value value);
[[nodiscard]] LabelSelector labelSelector(json::Value value);
[[nodiscard]] Taint taint(json::Value value);
/// An absent operator becomes Equal, as the server defaults it.
[[nodiscard]] Toleration toleration(json::Value value);
[[nodiscard]] Condition condition(json::Value value);
[[nodiscard]] std::vector<Condition> conditions(json::Value value);
/// {"name": "1Gi"} and {"name": {"value": "1Gi"}}: both shapes occur across versions.
[[nodiscard]] ResourceList quantities(json::Value value);
/// [{"cel": {"expression": "…"}}]
[[nodiscard]] std::vector<Text> celSelectors(json::Value value);
/// The claims and claim templates a pod template (`spec.template`) names.
[[nodiscard]] std::vector<Text> templateClaims(json::Value podTemplate);
/// A number that upstream holds in 32 bits; larger ones saturate.
[[nodiscard]] std::int32_t int32(json::Value value);
/// IntOrString, as written.
[[nodiscard]] Text intOrString(json::Value value);
[[nodiscard]] simdjson::ondemand::json_type type(json::Value& value);

/// An array of things that `read` makes out of one Value, without spare capacity.
template <class T, class Read>
std::vector<T> list(json::Value value, Read&& read) {
  std::vector<T> out;
  json::forEachItem(value, [&](json::Value item) { out.push_back(read(item)); });
  out.shrink_to_fit();
  return out;
}

}  // namespace claimscope::fields
