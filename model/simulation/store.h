// Store: the objects of a world by kind in key order, and the log of their last changes; etcd of the simulation. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/simulation/object.h"

namespace claimscope::simulation {

/// Everything a world can serve; the order is that of served.cpp.
enum class ObjectKind : std::uint8_t {
  namespaces,
  nodes,
  pods,
  events,
  deployments,
  replicaSets,
  statefulSets,
  daemonSets,
  jobs,
  cronJobs,
  disruptionBudgets,
  quotas,
  slices,
  deviceClasses,
  claims,
  claimTemplates,
  taintRules,
  resourceClasses,
  schedulingContexts,
  claimParameters,
  classParameters,
};
inline constexpr std::size_t kObjectKinds = 21;

enum class ChangeType : std::uint8_t { added, modified, deleted };

struct Change {
  std::uint64_t resourceVersion = 0;
  ObjectKind kind{};
  ChangeType type{};
  std::shared_ptr<const Object> object;
};

class Store {
 public:
  using Table = std::map<std::string, std::shared_ptr<const Object>, std::less<>>;
  static constexpr std::size_t kKeptChanges = 100'000;
  /// Writes before the world begins: the first change has a version well above.
  static constexpr std::uint64_t kFirstVersion = 48'200'000;

  explicit Store(std::uint64_t seed) : m_seed(seed) {}

  /// Until begin() objects are only collected (in any order) and not logged; look-ups see nothing.
  void begin();

  /// What has been collected so far, in the order of add().
  template <class Fn>
  void forEachLoading(ObjectKind kind, Fn&& fn) const {
    for (const auto& [key, object] : m_loading[static_cast<std::size_t>(kind)]) {
      fn(*object);
    }
  }
  [[nodiscard]] std::uint32_t loading(ObjectKind kind) const {
    return static_cast<std::uint32_t>(m_loading[static_cast<std::size_t>(kind)].size());
  }
  /// Gives the object a uid (unless it has one) and a resourceVersion. An object of the same name is replaced.
  std::shared_ptr<const Object> add(ObjectKind kind, std::shared_ptr<Object> object);
  /// Changes a copy; false when there is no such object.
  template <class T, class Fn>
  bool update(ObjectKind kind, std::string_view key, Fn&& change) {
    const auto found = table(kind).find(key);
    if (found == table(kind).end()) {
      return false;
    }
    auto copy = std::make_shared<T>(static_cast<const T&>(*found->second));
    change(*copy);
    replace(kind, found, std::move(copy));
    return true;
  }
  bool remove(ObjectKind kind, std::string_view key);
  template <class T>
  [[nodiscard]] const T* find(ObjectKind kind, std::string_view key) const {
    const Table& objects = m_tables[static_cast<std::size_t>(kind)];
    const auto found = objects.find(key);
    return found == objects.end() ? nullptr : static_cast<const T*>(found->second.get());
  }

  [[nodiscard]] const Table& objects(ObjectKind kind) const { return m_tables[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] std::uint64_t version() const { return m_version; }
  /// Changes after a version older than this are no longer known.
  [[nodiscard]] std::uint64_t compacted() const { return m_compacted; }
  /// Calls fn for each kept change of the kind after the version, oldest first.
  void forEachAfter(ObjectKind kind, std::uint64_t version, const std::function<void(const Change&)>& fn) const;
  /// A number nothing else of this world has; the same in every run.
  std::uint64_t newUid();

 private:
  Table& table(ObjectKind kind) { return m_tables[static_cast<std::size_t>(kind)]; }
  void replace(ObjectKind kind, Table::iterator at, std::shared_ptr<Object> object);
  void log(ObjectKind kind, ChangeType type, std::shared_ptr<const Object> object);

  std::array<Table, kObjectKinds> m_tables;
  std::array<std::vector<std::pair<std::string, std::shared_ptr<const Object>>>, kObjectKinds> m_loading;
  std::deque<Change> m_changes;
  std::uint64_t m_seed;
  std::uint64_t m_uids = 0;
  std::uint64_t m_version = kFirstVersion;
  std::uint64_t m_compacted = 0;
  bool m_begun = false;
};

}  // namespace claimscope::simulation
