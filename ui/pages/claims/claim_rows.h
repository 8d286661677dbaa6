// ClaimRows: the claims of a snapshot, and the pods whose claim was not created, as table rows. GUI thread.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "ui/tables/filter.h"
#include "ui/tables/object_texts.h"
#include "ui/tables/row_source.h"

namespace claimscope::ui {

enum class ClaimGrouping { none, deviceClass, namespaceName, heldAt };
/// The segments of the filter: kubectl's words, then what has no claim yet.
enum class ClaimTab { all, pending, allocated, reserved, deleted, missing };
inline constexpr std::size_t kClaimTabs = 6;

/// What is computed once for a set of claims and shared by every source over it.
struct ClaimFacts {
  struct Fact {
    Time created;
    std::uint32_t group = 0;
    std::uint8_t band = 2;  ///< 0 held, 1 reserved by no pod, 2 the others
    ClaimTab tab = ClaimTab::pending;
  };
  struct Group {
    Text key;
    std::uint32_t rows = 0;
    std::uint32_t waiting = 0;
    std::uint32_t unused = 0;  ///< allocated, reserved by no pod
  };
  std::vector<Fact> facts;    ///< claims, then missing ones
  std::vector<Group> groups;  ///< those with held claims first, then by size
  std::array<std::int64_t, kClaimTabs> tabs{};
  std::int64_t waiting = 0;
  std::int64_t namespaces = 0;
  Time oldestWait;  ///< creation of the oldest claim that waits
  Row oldest = kNoRow;
};
/// Rows outside `namespaceFilter` (empty: none are) count nowhere.
[[nodiscard]] std::shared_ptr<const ClaimFacts> claimFacts(const cluster::Snapshot& snapshot, ClaimGrouping grouping,
                                                           const std::string& namespaceFilter);

/// Worst finding by claim or pod, "claim/ns/name".
using SeverityByObject = std::unordered_map<std::string, diagnosis::Severity>;
[[nodiscard]] SeverityByObject severities(const diagnosis::Diagnosis& diagnosis);

class ClaimRows final : public RowSource {
 public:
  enum Field {
    kName,
    kNamespace,
    kClass,
    kWants,
    kState,
    kHeldAt,
    kWhy,
    kDevices,
    kNode,
    kPods,
    kOwner,
    kAge,
    kLatency,
    kColumnCount
  };

  ClaimRows(const View& view, std::shared_ptr<const ClaimFacts> facts, std::shared_ptr<const SeverityByObject> severity,
            std::shared_ptr<const std::vector<Column>> columns, bool grouped);

  [[nodiscard]] Row size() const override { return static_cast<Row>(m_facts->facts.size()); }
  [[nodiscard]] const std::vector<Column>& columns() const override { return *m_columns; }
  [[nodiscard]] Cell cell(Row row, int column) const override;
  [[nodiscard]] SortKey sortKey(Row row, int column) const override;
  [[nodiscard]] int band(Row row) const override { return m_facts->facts[row].band; }
  [[nodiscard]] std::uint64_t identity(Row row) const override;
  [[nodiscard]] ObjectRef object(Row row) const override;
  [[nodiscard]] Row find(const ObjectRef& object) const override;
  [[nodiscard]] std::uint32_t groupCount() const override {
    return m_grouped ? static_cast<std::uint32_t>(m_facts->groups.size()) : 0;
  }
  [[nodiscard]] std::uint32_t groupOf(Row row) const override { return m_facts->facts[row].group; }
  [[nodiscard]] RowGroup group(std::uint32_t index, std::uint32_t accepted) const override;

  [[nodiscard]] const ClaimFacts& facts() const { return *m_facts; }
  /// The values of a filter key; false when there is no such key.
  [[nodiscard]] static bool knowsKey(const QString& key);
  [[nodiscard]] bool matches(Row row, const std::string& key, const TermMatcher& matcher) const;
  /// Every word occurs in the name, namespace, class, node, owner or reason.
  [[nodiscard]] bool contains(Row row, const std::vector<std::string>& words) const;
  [[nodiscard]] const Text& namespaceOf(Row row) const;

 private:
  [[nodiscard]] const cluster::ClaimView* claimOf(Row row) const { return row < m_claims->size() ? &(*m_claims)[row] : nullptr; }
  [[nodiscard]] const cluster::MissingClaim& missingOf(Row row) const {
    return m_snapshot->inventory->missing[row - m_claims->size()];
  }
  [[nodiscard]] const ResourceClaim* objectOf(Row row) const;
  [[nodiscard]] const Pod* podOf(Row row) const;
  [[nodiscard]] Cell nameCell(Row row) const;
  [[nodiscard]] Cell missingCell(Row row, int column) const;

  /// Why it waits: as worked out, else as the API says it.
  [[nodiscard]] std::string_view whyOf(Row row) const;
  [[nodiscard]] Cell whyCell(Row row) const;

  cluster::SnapshotPtr m_snapshot;
  std::shared_ptr<const diagnosis::Diagnosis> m_diagnosis;
  const cluster::SharedVector<cluster::ClaimView>* m_claims;
  std::shared_ptr<const ClaimFacts> m_facts;
  std::shared_ptr<const SeverityByObject> m_severity;
  std::shared_ptr<const std::vector<Column>> m_columns;
  bool m_grouped;
};

/// All columns of the claims table; the grouped one is not shown.
[[nodiscard]] std::vector<Column> claimColumns(ClaimGrouping grouping);

}  // namespace claimscope::ui
