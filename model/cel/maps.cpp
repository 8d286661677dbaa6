#include "model/cel/numbers.h"
#include "model/cel/objects.h"

namespace claimscope::cel {

bool EntriesMap::find(const Value& key, Value& out) const {
  if (entries.empty()) {
    return false;
  }
  const auto get = [&](const Value& k) {
    const auto found = index.find(k);
    if (found == index.end()) {
      return false;
    }
    out = entries[found->second].second;
    return true;
  };
  if (get(key)) {
    return true;
  }
  switch (key.kind()) {
    case Kind::real: {
      const auto integer = numbers::toIntegerExactly(key.real());
      if (integer && get(Value::integer(*integer))) {
        return true;
      }
      const auto natural = numbers::toNaturalExactly(key.real());
      return natural && get(Value::natural(*natural));
    }
    case Kind::integer:
      return key.integer() >= 0 && get(Value::natural(static_cast<std::uint64_t>(key.integer())));
    case Kind::natural:
      return key.natural() <= static_cast<std::uint64_t>(INT64_MAX) &&
             get(Value::integer(static_cast<std::int64_t>(key.natural())));
    default:
      return false;
  }
}

void EntriesMap::set(const Value& key, Value value) {
  const auto [at, added] = index.emplace(key, entries.size());
  if (added) {
    entries.emplace_back(key, std::move(value));
  } else {
    entries[at->second].second = std::move(value);
  }
}

void EntriesMap::erase(const Value& key) {
  const auto at = index.find(key);
  if (at == index.end()) {
    return;
  }
  const std::size_t removed = at->second;
  entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(removed));
  index.erase(at);
  for (auto& [k, position] : index) {
    position -= position > removed ? 1 : 0;
  }
}

Value insertInto(const Value& map, const Value& key, const Value& value) {
  Value present;
  if (mapOf(map).find(key, present)) {
    return Value::error("insert failed: key " + describe(key) + " already exists");
  }
  if (auto* target = dynamic_cast<MutableMap*>(map.object().get())) {
    target->set(key, value);
    return map;
  }
  auto copy = std::make_shared<EntriesMap>();
  copy->set(key, value);
  const MapObject& from = mapOf(map);
  for (std::size_t i = 0; i < from.size(); ++i) {
    copy->set(from.keyAt(i), from.valueAt(i));
  }
  return Value::object(Kind::map, std::move(copy));
}

}  // namespace claimscope::cel
