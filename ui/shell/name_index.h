// NameIndex and NameSearch: the names of a cluster, searched a slice at a time, so that no key waits for all of them. GUI thread.
#pragma once

#include <QString>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/base/view.h"

namespace claimscope::ui {

/// Claims, nodes, classes, pools, templates, quotas, slices, taint rules, workloads, pods and devices of one snapshot, which it
/// keeps alive. Read as far as somebody asked.
class NameIndex {
 public:
  enum class Sort : std::uint8_t {
    claim,
    node,
    deviceClass,
    pool,
    claimTemplate,
    quota,
    taintRule,
    slice,
    workload,
    pod,
    device
  };
  struct Entry {
    std::string_view name;
    std::string_view scope;  ///< namespace; of a device its pool
    std::uint64_t letters = 0;
    std::uint32_t at = 0;  ///< of workloads the kind; else slot of an object in its table; of claims, nodes, pools and devices
                           ///< the index in the inventory
    Sort sort = Sort::claim;
  };

  /// Forgets the names of another snapshot; keeps them when it is the same.
  void setSnapshot(cluster::SnapshotPtr snapshot);
  void clear() { setSnapshot(nullptr); }
  /// Looks at about `budget` more objects. True once all are read.
  bool read(std::size_t budget);
  [[nodiscard]] bool complete() const { return m_part == kParts; }
  [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
  [[nodiscard]] const cluster::SnapshotPtr& snapshot() const { return m_snapshot; }

 private:
  static constexpr int kParts = 11;
  std::uint32_t readPart(int part, std::uint32_t from, std::uint32_t to);
  cluster::SnapshotPtr m_snapshot;
  std::vector<Entry> m_entries;
  int m_part = 0;
  std::uint32_t m_next = 0;  ///< in the part
};

/// One text against an index. A text that only adds to the one before looks at what that one left.
class NameSearch {
 public:
  struct Hit {
    int score = 0;
    std::uint32_t entry = 0;
  };
  static constexpr std::size_t kMostHits = 60;

  explicit NameSearch(NameIndex& index) : m_index(index) {}
  void start(const QString& text);
  /// Reads and compares about `budget` more names. True once there are no more.
  bool step(std::size_t budget);
  [[nodiscard]] bool finished() const { return m_finished; }
  /// Best first, at most kMostHits.
  [[nodiscard]] std::vector<Hit> hits() const;
  [[nodiscard]] std::int64_t total() const { return m_total; }
  [[nodiscard]] const std::vector<std::string>& words() const { return m_words; }
  void forget();

 private:
  void look(std::uint32_t entry);
  [[nodiscard]] bool better(const Hit& a, const Hit& b) const;
  NameIndex& m_index;
  QString m_text;
  std::vector<std::string> m_words;
  std::uint64_t m_letters = 0;
  std::vector<std::uint32_t> m_matching;  ///< entries that fit, for the next letter
  std::vector<std::uint32_t> m_left;      ///< of the text before, when this one narrows it
  bool m_narrows = false;
  std::size_t m_next = 0;
  std::vector<Hit> m_best;  ///< a heap, the worst first
  std::int64_t m_total = 0;
  bool m_finished = true;
};

/// Where a person finds an object, and what is said of it in one line.
struct NamedObject {
  ObjectRef object;
  QString name;
  QString kind;
  QString detail;
  QString icon;
  bool waiting = false;  ///< it is explained
};
[[nodiscard]] NamedObject namedObject(const cluster::Snapshot& snapshot, const NameIndex::Entry& entry);

}  // namespace claimscope::ui
