// TableModel: order, filter, groups and folds over a RowSource. GUI thread.
#include "ui/tables/table_model.h"

#include <algorithm>
#include <numeric>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

std::vector<std::uint64_t> identitiesOf(const RowSource& source) {
  std::vector<std::uint64_t> out(source.size());
  for (Row row = 0; row < out.size(); ++row) {
    out[row] = source.identity(row);
  }
  return out;
}

bool sameColumns(const RowSource* a, const RowSource& b) {
  return a != nullptr &&
         std::equal(a->columns().begin(), a->columns().end(), b.columns().begin(), b.columns().end(),
                    [](const Column& x, const Column& y) { return x.id == y.id && x.shown == y.shown && x.title == y.title; });
}

/// The same sort by column id in a source whose columns moved.
std::vector<SortColumn> carried(const std::vector<SortColumn>& sort, const RowSource& from, const RowSource& to) {
  std::vector<SortColumn> out;
  for (const SortColumn& key : sort) {
    const QString& id = from.columns()[static_cast<std::size_t>(key.column)].id;
    const auto& columns = to.columns();
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.id == id; });
    if (found != columns.end()) {
      out.push_back({static_cast<int>(found - columns.begin()), key.descending});
    }
  }
  return out;
}

}  // namespace

QString safeToolTip(const QString& text) {
  return text.isEmpty() ? QString()
                        : QStringLiteral("<p style='white-space:pre-wrap'>") + text.toHtmlEscaped() + QStringLiteral("</p>");
}

TableModel::TableModel(QObject* parent) : QAbstractTableModel(parent) {}

std::vector<Row> TableModel::startOrder(const RowSource& source, const std::vector<std::uint64_t>& identities,
                                        const Accepts& accepts, bool& sameRows) const {
  sameRows = identities == m_identities;
  std::vector<Row> order;
  order.reserve(identities.size());
  std::vector<char> placed(identities.size(), 0);
  const auto place = [&](Row row) {
    placed[row] = 1;
    if (!accepts || accepts(row)) {
      order.push_back(row);
    }
  };
  if (sameRows) {
    std::for_each(m_order.begin(), m_order.end(), place);
  } else if (!m_order.empty()) {
    const std::vector<Row> match = matchRows(m_identities, identities);
    for (const Row old : m_order) {
      if (match[old] != kNoRow) {
        place(match[old]);
      }
    }
  }
  for (Row row = 0; row < source.size(); ++row) {
    if (placed[row] == 0) {
      place(row);
    }
  }
  return order;
}

void TableModel::setSource(std::shared_ptr<const RowSource> source, const Accepts& accepts) {
  std::vector<std::uint64_t> identities = identitiesOf(*source);
  bool sameRows = false;
  std::vector<Row> order = startOrder(*source, identities, accepts, sameRows);
  const bool columnsSame = sameColumns(m_source.get(), *source);
  if (!columnsSame && m_source) {
    m_sort = carried(m_sort, *m_source, *source);
    m_defaultSort = carried(m_defaultSort, *m_source, *source);
  }
  sortRows(order, *source, effectiveSort(), m_sort.empty());
  std::vector<Row> entries = entriesOf(*source, order);
  if (sameRows && columnsSame && entries == m_entries) {
    m_source = std::move(source);
    m_order = std::move(order);
    if (!m_entries.empty()) {
      Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
    return;
  }
  beginResetModel();
  m_source = std::move(source);
  m_identities = std::move(identities);
  m_order = std::move(order);
  m_entries = std::move(entries);
  endResetModel();
  if (!columnsSame) {
    Q_EMIT columnsChanged();
  }
}

void TableModel::swapSource(std::shared_ptr<const RowSource> source) {
  m_source = std::move(source);
  if (!m_entries.empty()) {
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
  }
}

void TableModel::setAccepts(const Accepts& accepts) {
  if (m_source) {
    setSource(m_source, accepts);
  }
}

std::vector<Row> TableModel::entriesOf(const RowSource& source, const std::vector<Row>& order) {
  const std::uint32_t groups = source.groupCount();
  m_acceptedInGroup.assign(groups, 0);
  if (groups == 0) {
    return order;
  }
  for (const Row row : order) {
    ++m_acceptedInGroup[source.groupOf(row)];
  }
  // Where each group begins; a group without accepted rows is not shown, a folded one shows its header only.
  std::vector<std::size_t> next(groups, 0);
  std::vector<char> folded(groups, 0);
  std::vector<Row> entries;
  entries.reserve(order.size() + groups);
  for (std::uint32_t group = 0; group < groups; ++group) {
    if (m_acceptedInGroup[group] != 0) {
      folded[group] = m_folded.contains(source.group(group, m_acceptedInGroup[group]).identity) ? 1 : 0;
      entries.push_back(group | kGroupBit);
      next[group] = entries.size();
      entries.resize(entries.size() + (folded[group] != 0 ? 0 : m_acceptedInGroup[group]));
    }
  }
  for (const Row row : order) {
    const std::uint32_t group = source.groupOf(row);
    if (folded[group] == 0) {
      entries[next[group]++] = row;
    }
  }
  return entries;
}

void TableModel::sortAndShow() {
  if (m_source) {
    beginResetModel();
    sortRows(m_order, *m_source, effectiveSort(), m_sort.empty());
    m_entries = entriesOf(*m_source, m_order);
    endResetModel();
  }
}

void TableModel::setSortColumns(std::vector<SortColumn> columns) {
  m_sort = std::move(columns);
  sortAndShow();
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, std::max(0, columnCount() - 1));
}

void TableModel::setDefaultSort(std::vector<SortColumn> columns) {
  m_defaultSort = std::move(columns);
  sortAndShow();
}

void TableModel::sort(int column, Qt::SortOrder order) {
  setSortColumns(column < 0 ? std::vector<SortColumn>{} : std::vector<SortColumn>{{column, order == Qt::DescendingOrder}});
}

bool TableModel::isGroup(int row) const {
  return row >= 0 && static_cast<std::size_t>(row) < m_entries.size() &&
         (m_entries[static_cast<std::size_t>(row)] & kGroupBit) != 0;
}

RowGroup TableModel::groupAt(int row) const {
  if (!isGroup(row)) {
    return {};
  }
  const std::uint32_t group = m_entries[static_cast<std::size_t>(row)] & ~kGroupBit;
  return m_source->group(group, m_acceptedInGroup[group]);
}

bool TableModel::isFolded(int row) const {
  return m_folded.contains(groupAt(row).identity);
}

void TableModel::setFolded(int row, bool folded) {
  if (!isGroup(row) || isFolded(row) == folded) {
    return;
  }
  const std::uint64_t identity = groupAt(row).identity;
  beginResetModel();
  if (folded) {
    m_folded.insert(identity);
  } else {
    m_folded.erase(identity);
  }
  m_entries = entriesOf(*m_source, m_order);
  endResetModel();
}

Row TableModel::sourceRow(int row) const {
  return row < 0 || static_cast<std::size_t>(row) >= m_entries.size() || isGroup(row) ? kNoRow
                                                                                      : m_entries[static_cast<std::size_t>(row)];
}

Cell TableModel::cellAt(int row, int column) const {
  const Row at = sourceRow(row);
  return at == kNoRow ? Cell{} : m_source->cell(at, column);
}

std::optional<ObjectRef> TableModel::objectAt(int row) const {
  const Row at = sourceRow(row);
  return at == kNoRow ? std::nullopt : std::optional(m_source->object(at));
}

int TableModel::reveal(const ObjectRef& object) {
  const Row row = m_source ? m_source->find(object) : kNoRow;
  if (row == kNoRow) {
    return -1;
  }
  int shown = rowOfIdentity(m_identities[row]);
  if (shown < 0 && m_source->groupCount() != 0) {
    const std::uint32_t group = m_source->groupOf(row);
    const std::uint64_t identity = m_source->group(group, m_acceptedInGroup[group]).identity;
    if (m_folded.contains(identity) && std::find(m_order.begin(), m_order.end(), row) != m_order.end()) {
      const auto header = std::find(m_entries.begin(), m_entries.end(), group | kGroupBit);
      setFolded(static_cast<int>(header - m_entries.begin()), false);
      shown = rowOfIdentity(m_identities[row]);
    }
  }
  return shown;
}

std::uint64_t TableModel::identityAt(int row) const {
  const Row at = sourceRow(row);
  return at == kNoRow ? groupAt(row).identity : m_identities[at];
}

int TableModel::rowOfIdentity(std::uint64_t identity) const {
  const auto found = std::find(m_identities.begin(), m_identities.end(), identity);
  if (found != m_identities.end()) {
    const auto entry = std::find(m_entries.begin(), m_entries.end(), static_cast<Row>(found - m_identities.begin()));
    return entry == m_entries.end() ? -1 : static_cast<int>(entry - m_entries.begin());
  }
  if (m_source) {
    for (std::size_t i = 0; m_source->groupCount() != 0 && i < m_entries.size(); ++i) {
      if ((m_entries[i] & kGroupBit) != 0 && groupAt(static_cast<int>(i)).identity == identity) {
        return static_cast<int>(i);
      }
    }
  }
  return -1;
}

int TableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int TableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_source ? 0 : static_cast<int>(m_source->columns().size());
}

QVariant TableModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
    return {};
  }
  if (isGroup(index.row())) {
    const RowGroup group = groupAt(index.row());
    const bool spoken = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
    return spoken && index.column() == 0 ? QVariant(group.title + QStringLiteral(" · ") + group.scope) : QVariant();
  }
  switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
      const Cell cell = cellAt(index.row(), index.column());
      return cell.bound + cell.text;
    }
    case Qt::ToolTipRole: {
      const Cell cell = cellAt(index.row(), index.column());
      return safeToolTip(cell.tooltip.isEmpty() ? cell.text : cell.tooltip);
    }
    case Qt::TextAlignmentRole: {
      const bool right = m_source->columns()[static_cast<std::size_t>(index.column())].right;
      return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft)));
    }
    default:
      return {};
  }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
    return {};
  }
  const Column& column = m_source->columns()[static_cast<std::size_t>(section)];
  if (role == Qt::DisplayRole) {
    return column.title;
  }
  return role == Qt::ToolTipRole ? QVariant(safeToolTip(column.tooltip.isEmpty() ? column.title : column.tooltip)) : QVariant();
}

Qt::ItemFlags TableModel::flags(const QModelIndex& index) const {
  return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

}  // namespace claimscope::ui
