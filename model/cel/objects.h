// Objects: the values of Kubernetes' own types. One thread evaluates; constants are read by any.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/cel/amount.h"
#include "model/cel/semver.h"
#include "model/cel/value.h"

namespace claimscope::cel {

struct QuantityObject : Object {
  QuantityObject(Amount a, bool c) : amount(std::move(a)), computed(c) {}
  Amount amount;
  /// A result of add or sub is upstream's *Quantity, which == on its right side takes for a foreign type.
  bool computed;
};
struct SemverObject : Object {
  explicit SemverObject(Semver v) : version(std::move(v)) {}
  Semver version;
};
struct FormatObject;

[[nodiscard]] inline Value quantityValue(Amount amount, bool computed) {
  return Value::object(Kind::quantity, std::make_shared<QuantityObject>(std::move(amount), computed));
}

/// A map with its own entries, in the order they were written.
struct EntriesMap : MapObject {
  [[nodiscard]] std::size_t size() const override { return entries.size(); }
  [[nodiscard]] bool find(const Value& key, Value& out) const override;
  [[nodiscard]] Value keyAt(std::size_t at) const override { return entries[at].first; }
  [[nodiscard]] Value valueAt(std::size_t at) const override { return entries[at].second; }
  /// Replaces the value of an equal key, as Go's map does.
  void set(const Value& key, Value value);
  void erase(const Value& key);

  std::vector<std::pair<Value, Value>> entries;
  std::unordered_map<Value, std::size_t, KeyHash, KeyEqual> index;
};
/// The accumulator of transformMap: inserting changes it.
struct MutableMap : EntriesMap {};

/// The map with one more entry; an error when it has the key already.
[[nodiscard]] Value insertInto(const Value& map, const Value& key, const Value& value);

}  // namespace claimscope::cel
