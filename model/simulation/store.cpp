#include "model/simulation/store.h"

#include <algorithm>

#include "model/simulation/random.h"

namespace claimscope::simulation {

void Store::begin() {
  for (std::size_t i = 0; i < kObjectKinds; ++i) {
    auto& loading = m_loading[i];
    const auto before = [](const auto& a, const auto& b) { return a.first < b.first; };
    if (!std::is_sorted(loading.begin(), loading.end(), before)) {
      std::stable_sort(loading.begin(), loading.end(), before);
    }
    for (auto& [key, object] : loading) {
      m_tables[i].insert_or_assign(m_tables[i].end(), std::move(key), std::move(object));
    }
    loading.clear();
    loading.shrink_to_fit();
  }
  m_compacted = m_version;
  m_begun = true;
}

std::uint64_t Store::newUid() {
  return mixed(m_seed * 0x2545f4914f6cdd1dULL + ++m_uids);
}

std::shared_ptr<const Object> Store::add(ObjectKind kind, std::shared_ptr<Object> object) {
  if (object->uid == 0) {
    object->uid = newUid();
  }
  object->resourceVersion = ++m_version;
  std::shared_ptr<const Object> kept = std::move(object);
  if (!m_begun) {
    m_loading[static_cast<std::size_t>(kind)].emplace_back(kept->key(), kept);
    return kept;
  }
  const bool isNew = table(kind).insert_or_assign(kept->key(), kept).second;
  log(kind, isNew ? ChangeType::added : ChangeType::modified, kept);
  return kept;
}

void Store::replace(ObjectKind kind, Table::iterator at, std::shared_ptr<Object> object) {
  object->resourceVersion = ++m_version;
  at->second = std::move(object);
  log(kind, ChangeType::modified, at->second);
}

bool Store::remove(ObjectKind kind, std::string_view key) {
  const auto found = table(kind).find(key);
  if (found == table(kind).end()) {
    return false;
  }
  // The last state of a deleted object carries the version of its deletion.
  const std::shared_ptr<Object> last = found->second->clone();
  last->resourceVersion = ++m_version;
  table(kind).erase(found);
  log(kind, ChangeType::deleted, last);
  return true;
}

void Store::log(ObjectKind kind, ChangeType type, std::shared_ptr<const Object> object) {
  m_changes.push_back({m_version, kind, type, std::move(object)});
  if (m_changes.size() > kKeptChanges) {
    m_compacted = m_changes.front().resourceVersion;
    m_changes.pop_front();
  }
}

void Store::forEachAfter(ObjectKind kind, std::uint64_t version, const std::function<void(const Change&)>& fn) const {
  auto at = std::upper_bound(m_changes.begin(), m_changes.end(), version,
                             [](std::uint64_t wanted, const Change& change) { return wanted < change.resourceVersion; });
  for (; at != m_changes.end(); ++at) {
    if (at->kind == kind) {
      fn(*at);
    }
  }
}

}  // namespace claimscope::simulation
