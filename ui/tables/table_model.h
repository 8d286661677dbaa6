// TableModel: a RowSource as an item model: filtered, sorted, grouped rows. GUI thread.
#pragma once

#include <QAbstractTableModel>
#include <functional>
#include <memory>
#include <unordered_set>
#include <vector>

#include "ui/tables/row_order.h"
#include "ui/tables/row_source.h"

namespace claimscope::ui {

/// Keeps a vector of row numbers and nothing an object: any size is cheap. A change of order or rows is a model reset;
/// TableView keeps selection and scroll position over it by identity.
class TableModel final : public QAbstractTableModel {
  Q_OBJECT
 public:
  using Accepts = std::function<bool(Row)>;

  explicit TableModel(QObject* parent = nullptr);

  /// Rows of a new moment and which of them to show (null: all). Order and folds stay; cheap when little has changed.
  void setSource(std::shared_ptr<const RowSource> source, const Accepts& accepts);
  /// The same objects in the same order; only what cells say may differ (time has passed).
  void swapSource(std::shared_ptr<const RowSource> source);
  /// Only the filter changes.
  void setAccepts(const Accepts& accepts);
  [[nodiscard]] const RowSource* source() const { return m_source.get(); }

  /// The chosen columns by id in the source's columns(); none: the default order of the source (bands, then `fallback`).
  void setSortColumns(std::vector<SortColumn> columns);
  void setDefaultSort(std::vector<SortColumn> columns);
  [[nodiscard]] const std::vector<SortColumn>& sortColumns() const { return m_sort; }
  /// What the header shows: the chosen columns, else the default.
  [[nodiscard]] const std::vector<SortColumn>& effectiveSort() const { return m_sort.empty() ? m_defaultSort : m_sort; }

  [[nodiscard]] std::size_t acceptedRows() const { return m_order.size(); }
  [[nodiscard]] std::size_t allRows() const { return m_source ? m_source->size() : 0; }

  [[nodiscard]] bool isGroup(int row) const;
  [[nodiscard]] bool isFolded(int row) const;
  [[nodiscard]] RowGroup groupAt(int row) const;
  void setFolded(int row, bool folded);
  /// kNoRow for group rows.
  [[nodiscard]] Row sourceRow(int row) const;
  [[nodiscard]] Cell cellAt(int row, int column) const;
  [[nodiscard]] std::optional<ObjectRef> objectAt(int row) const;
  /// -1 when it is filtered out or not there; opens its group when that is folded.
  [[nodiscard]] int reveal(const ObjectRef& object);
  [[nodiscard]] std::uint64_t identityAt(int row) const;
  [[nodiscard]] int rowOfIdentity(std::uint64_t identity) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  void sort(int column, Qt::SortOrder order) override;

 Q_SIGNALS:
  /// The columns themselves are others than before (after the reset).
  void columnsChanged();

 private:
  static constexpr Row kGroupBit = 0x80000000U;
  [[nodiscard]] std::vector<Row> startOrder(const RowSource& source, const std::vector<std::uint64_t>& identities,
                                            const Accepts& accepts, bool& sameRows) const;
  [[nodiscard]] std::vector<Row> entriesOf(const RowSource& source, const std::vector<Row>& order);
  void sortAndShow();

  std::shared_ptr<const RowSource> m_source;
  std::vector<std::uint64_t> m_identities;  ///< by source row
  std::vector<Row> m_order;                 ///< accepted rows, sorted
  std::vector<Row> m_entries;               ///< what is shown: rows and, with kGroupBit, group headers
  std::vector<std::uint32_t> m_acceptedInGroup;
  std::unordered_set<std::uint64_t> m_folded;  ///< identities of groups
  std::vector<SortColumn> m_sort;
  std::vector<SortColumn> m_defaultSort;
};

/// A tooltip that can never be read as markup, whatever the text.
[[nodiscard]] QString safeToolTip(const QString& text);

}  // namespace claimscope::ui
