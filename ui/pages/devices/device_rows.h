// DeviceRows: the devices of a snapshot as table rows, with columns learned from what slices publish. GUI thread.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "ui/pages/devices/field_norms.h"
#include "ui/tables/filter.h"
#include "ui/tables/object_texts.h"
#include "ui/tables/row_source.h"

namespace claimscope::ui {

enum class DeviceGrouping { none, nodeGroup, pool, node, driver };

/// One attribute or capacity that some slice publishes.
struct LearnedField {
  Text name;  ///< as published
  bool capacity = false;
  std::size_t type = 2;     ///< index of AttributeValue, of the first value seen
  std::size_t devices = 0;  ///< how many publish it
};
/// Every attribute and capacity name, most common first. Costs a pass over the devices: keep it while the slices stay.
[[nodiscard]] std::vector<LearnedField> learnFields(const cluster::Snapshot& snapshot);

/// Fixed columns, then one for each learned field; the most telling four are shown.
/// The column Busy is shown only `withUse`, Shared only `withShares`.
[[nodiscard]] std::vector<Column> deviceColumns(const std::vector<LearnedField>& fields, DeviceGrouping grouping,
                                                bool withUse = false, bool withShares = false);
/// Some device is shared by claims that consume parts of its capacity.
[[nodiscard]] bool hasShares(const cluster::Inventory& inventory);

/// Groups of devices with their counts; shared by sources over one inventory.
struct DeviceGroups {
  struct Group {
    Text key;
    cluster::StateCounts counts;
  };
  std::vector<Group> groups;
  std::vector<std::uint32_t> groupOf;  ///< by device
  std::vector<Text> nodeGroups;        ///< by NodeIndex
};
[[nodiscard]] std::shared_ptr<const DeviceGroups> deviceGroups(const cluster::Inventory& inventory, DeviceGrouping grouping);

class DeviceRows final : public RowSource {
 public:
  enum Field { kName, kNode, kState, kClaim, kPod, kOwner, kPool, kDriver, kNodeGroup, kBusy, kShares, kFixed };

  DeviceRows(cluster::SnapshotPtr snapshot, std::shared_ptr<const DeviceGroups> groups,
             std::shared_ptr<const std::vector<LearnedField>> fields, std::shared_ptr<const std::vector<Column>> columns,
             DeviceGrouping grouping, utilisation::UtilisationPtr use = nullptr,
             std::shared_ptr<const FieldNorms> norms = nullptr);

  [[nodiscard]] Row size() const override { return static_cast<Row>(m_devices->size()); }
  [[nodiscard]] const std::vector<Column>& columns() const override { return *m_columns; }
  [[nodiscard]] Cell cell(Row row, int column) const override;
  [[nodiscard]] SortKey sortKey(Row row, int column) const override;
  [[nodiscard]] std::uint64_t identity(Row row) const override;
  [[nodiscard]] ObjectRef object(Row row) const override { return refOf((*m_devices)[row]); }
  [[nodiscard]] Row find(const ObjectRef& object) const override;
  [[nodiscard]] std::uint32_t groupCount() const override;
  [[nodiscard]] std::uint32_t groupOf(Row row) const override { return m_groups->groupOf[row]; }
  [[nodiscard]] RowGroup group(std::uint32_t index, std::uint32_t accepted) const override;

  [[nodiscard]] cluster::DeviceState state(Row row) const { return (*m_devices)[row].state; }
  /// A number for a filter key: one of the fixed ones or an attribute or capacity by its name, with or without domain; -1 for
  /// none.
  [[nodiscard]] int keyOf(const QString& key) const;
  [[nodiscard]] bool matches(Row row, int key, const TermMatcher& matcher) const;
  [[nodiscard]] bool contains(Row row, const std::vector<std::string>& words) const;

 private:
  enum Key { kKeyClaim = kFixed, kKeyNamespace, kKeyClass, kKeyOwner, kKeyAttribute };
  [[nodiscard]] const cluster::ClaimView* holder(const cluster::DeviceView& device) const;
  [[nodiscard]] const ResourceClaim* claimObject(const cluster::ClaimView& claim) const;
  [[nodiscard]] Cell fieldCell(const cluster::DeviceView& device, const LearnedField& field) const;
  [[nodiscard]] SortKey fieldKey(const cluster::DeviceView& device, const LearnedField& field) const;
  [[nodiscard]] Cell claimCell(const cluster::DeviceView& device) const;
  [[nodiscard]] Cell busyCell(Row row) const;
  [[nodiscard]] Cell sharesCell(Row row) const;
  [[nodiscard]] const Text& nodeGroup(const cluster::DeviceView& device) const;

  cluster::SnapshotPtr m_snapshot;
  const cluster::SharedVector<cluster::DeviceView>* m_devices;
  std::shared_ptr<const DeviceGroups> m_groups;
  std::shared_ptr<const std::vector<LearnedField>> m_fields;
  std::shared_ptr<const std::vector<Column>> m_columns;
  DeviceGrouping m_grouping;
  utilisation::UtilisationPtr m_use;          ///< may be null
  std::shared_ptr<const FieldNorms> m_norms;  ///< may be null: nothing is marked as odd
};

}  // namespace claimscope::ui
