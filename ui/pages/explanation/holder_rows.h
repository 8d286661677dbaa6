// HolderRows and NodeRows: who holds the devices, and why nodes refuse, as table rows. GUI thread.
#pragma once

#include <memory>
#include <vector>

#include "ui/tables/row_source.h"

namespace claimscope::ui {

class HolderRows final : public RowSource {
 public:
  enum Field { kNumber, kClaim, kDevices, kState, kHeld, kPriority, kIdle, kYield, kColumnCount };

  HolderRows(std::shared_ptr<const explanation::Explanation> explanation, Time now);

  [[nodiscard]] Row size() const override { return static_cast<Row>(m_explanation->holders.size()); }
  [[nodiscard]] const std::vector<Column>& columns() const override;
  [[nodiscard]] Cell cell(Row row, int column) const override;
  [[nodiscard]] SortKey sortKey(Row row, int column) const override;
  [[nodiscard]] std::uint64_t identity(Row row) const override;
  [[nodiscard]] ObjectRef object(Row row) const override;
  [[nodiscard]] Row find(const ObjectRef& object) const override;
  /// True while a release or a word with its owner would help.
  [[nodiscard]] bool yields(Row row) const;

 private:
  std::shared_ptr<const explanation::Explanation> m_explanation;
  Time m_now;
};

/// Nodes with the same reasons in one row: those that count first, then those that the pod itself rules out.
class NodeRows final : public RowSource {
 public:
  enum Field { kNodes, kAnswer, kDetail, kExamples, kColumnCount };

  explicit NodeRows(const std::vector<explanation::NodeExplanation>& nodes);

  [[nodiscard]] Row size() const override { return static_cast<Row>(m_groups.size()); }
  [[nodiscard]] const std::vector<Column>& columns() const override;
  [[nodiscard]] Cell cell(Row row, int column) const override;
  [[nodiscard]] SortKey sortKey(Row row, int column) const override;
  [[nodiscard]] std::uint64_t identity(Row row) const override;
  [[nodiscard]] ObjectRef object(Row row) const override;
  [[nodiscard]] Row find(const ObjectRef& object) const override;

 private:
  struct Group {
    std::string key;
    bool fits = false;
    bool relevant = true;
    QString answer;
    QString detail;
    std::int64_t nodes = 0;
    std::string first;  ///< node
    QString examples;
  };
  std::vector<Group> m_groups;
};

}  // namespace claimscope::ui
