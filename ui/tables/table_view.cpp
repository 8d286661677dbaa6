// TableView: looks, columns and what is kept over updates. GUI thread.
#include "ui/tables/table_view.h"

#include <QFocusEvent>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <numeric>

#include "ui/tables/column_widths.h"
#include "ui/tables/table_header.h"

namespace claimscope::ui {
namespace {

constexpr int kRowHeight = 26;

}  // namespace

TableView::TableView(Look& look, TableModel& model, QWidget* parent) : QTableView(parent), m_look(look), m_model(model) {
  auto* header = new TableHeader(look, model, this);
  setHorizontalHeader(header);
  verticalHeader()->hide();
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  verticalHeader()->setMinimumSectionSize(kRowHeight);
  verticalHeader()->setDefaultSectionSize(kRowHeight);
  setModel(&model);
  auto* cells = new CellDelegate(look, model, m_looks, this);
  setItemDelegate(cells);
  setSelectionBehavior(SelectRows);
  setSelectionMode(ExtendedSelection);
  setEditTriggers(NoEditTriggers);
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollMode(ScrollPerPixel);
  setShowGrid(false);
  setWordWrap(false);
  setCornerButtonEnabled(false);
  setTabKeyNavigation(false);
  setFrameShape(NoFrame);
  setMouseTracking(true);
  verticalScrollBar()->setSingleStep(kRowHeight);
  restyle();
  connect(&look, &Look::changed, this, [this] { restyle(); });
  connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { remember(); });
  connect(&model, &QAbstractItemModel::modelReset, this, [this] { restore(); });
  connect(&model, &TableModel::columnsChanged, this, [this] { applyColumns(); });
  connect(header, &QHeaderView::sectionResized, this, [this](int column, int, int width) {
    if (!m_layingOut && static_cast<std::size_t>(column) < m_dragged.size()) {
      m_dragged[static_cast<std::size_t>(column)] = width;
      layoutColumns();
    }
  });
  connect(cells, &CellDelegate::numberCut, this, &TableView::widen);
  applyColumns();
}

/// Numbers grow after their column was measured: it gets what they take now, out of what others do not need.
void TableView::widen(int column, int need) {
  const auto i = static_cast<std::size_t>(column);
  if (i < m_needs.size() && m_needs[i] < need && m_dragged[i] == 0) {
    m_needs[i] = need;
    QMetaObject::invokeMethod(
        this, [this] { layoutColumns(); }, Qt::QueuedConnection);  // not within a paint
  }
}

void TableView::restyle() {
  QPalette colors = palette();
  colors.setColor(QPalette::Base, m_look.theme().bg.panel);
  colors.setColor(QPalette::Window, m_look.theme().bg.panel);
  setPalette(colors);
  viewport()->update();
}

void TableView::setStale(bool stale) {
  if (m_looks.stale != stale) {
    m_looks.stale = stale;
    viewport()->update();
  }
}

void TableView::setCellPadding(int padding) {
  m_looks.padding = padding;
  m_measured = false;
  static_cast<TableHeader*>(horizontalHeader())->setPadding(padding);
}

void TableView::applyColumns() {
  m_dragged.assign(static_cast<std::size_t>(m_model.columnCount()), 0);
  m_measured = false;
  layoutColumns();
}

/// What titles and cells need: of the rows at the top, and of some between all others. Not looked at again while rows come and
/// go, or columns would move under the pointer.
void TableView::measureColumns() {
  constexpr int kAtTop = 60;
  constexpr int kBetween = 60;
  constexpr int kMostNeed = 340;  // a sentence ends with an ellipsis, and its tooltip has the rest
  m_measured = m_model.rowCount() > 0;
  const auto& columns = m_model.source()->columns();
  m_needs.assign(columns.size(), 0);
  m_titles.assign(columns.size(), 0);
  std::vector<int> rows;
  const int all = m_model.rowCount();
  for (int row = 0; row < std::min(all, kAtTop); ++row) {
    rows.push_back(row);
  }
  for (int i = 0; i < kBetween && all > kAtTop; ++i) {
    rows.push_back(kAtTop + static_cast<int>(static_cast<std::int64_t>(all - kAtTop) * i / kBetween));
  }
  const auto* cells = static_cast<const CellDelegate*>(itemDelegate());
  const QFontMetrics title(m_look.font(FontRole::captionStrong));
  const int arrow = title.horizontalAdvance(QStringLiteral(" \u2193"));
  const int indent = m_model.source()->groupCount() != 0 ? 12 : 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].shown) {
      continue;
    }
    m_titles[i] = title.horizontalAdvance(columns[i].title) + arrow + 2 * m_looks.padding;
    m_needs[i] = m_titles[i];
    for (const int row : rows) {
      if (!m_model.isGroup(row)) {
        m_needs[i] = std::max(
            m_needs[i], cells->wholeWidth(m_model.cellAt(row, static_cast<int>(i)), columns[i].width) + (i == 0 ? indent : 0));
      }
    }
    m_needs[i] = std::min(m_needs[i], std::max(kMostNeed, columns[i].width));
  }
}

void TableView::layoutColumns() {
  if (!m_model.source() || m_layingOut) {
    return;
  }
  const auto& columns = m_model.source()->columns();
  if (columns.size() != m_dragged.size()) {
    return;  // in the middle of a reset to other columns: applyColumns() follows
  }
  if (!m_measured || m_needs.size() != columns.size()) {
    measureColumns();
  }
  m_layingOut = true;
  const auto fitted = [&](bool all) {
    std::vector<ColumnWant> wants;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].shown && (all || !columns[i].dispensable)) {
        wants.push_back({columns[i].width, m_needs[i], m_titles[i], columns[i].stretch, m_dragged[i]});
      }
    }
    return columnWidths(wants, viewport()->width());
  };
  std::vector<int> widths = fitted(true);
  bool all = std::accumulate(widths.begin(), widths.end(), 0) <= viewport()->width();
  for (std::size_t i = 0, next = 0; i < columns.size(); ++i) {
    if (columns[i].shown) {
      const int width = widths[next++];
      all = all && (columns[i].stretch || m_dragged[i] != 0 || width >= m_needs[i]);
    }
  }
  widths = all ? widths : fitted(false);
  for (std::size_t i = 0, next = 0; i < columns.size(); ++i) {
    const bool shown = columns[i].shown && (all || !columns[i].dispensable);
    if (isColumnHidden(static_cast<int>(i)) == shown) {
      setColumnHidden(static_cast<int>(i), !shown);
    }
    if (shown) {
      if (const int width = widths[next++]; columnWidth(static_cast<int>(i)) != width) {
        setColumnWidth(static_cast<int>(i), width);
      }
    }
  }
  m_layingOut = false;
}

void TableView::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  layoutColumns();
  Q_EMIT lookedElsewhere();
}

int TableView::firstVisibleRow() const {
  return rowAt(0);
}
int TableView::visibleRows() const {
  return (viewport()->height() + kRowHeight - 1) / kRowHeight;
}

int TableView::selectedRows() const {
  int count = 0;
  for (const QItemSelectionRange& range : selectionModel()->selection()) {
    count += range.height();
  }
  return count;
}

/// The row that must not move: the one under the pointer, else the top one; none while the top of the list is shown.
int TableView::anchorRow() const {
  if (m_looks.hovered >= 0) {
    return m_looks.hovered;
  }
  return verticalScrollBar()->value() == 0 ? -1 : rowAt(0);
}

void TableView::remember() {
  m_keptSelection.clear();
  constexpr int kMostKept = 1000;
  for (const QItemSelectionRange& range : selectionModel()->selection()) {
    for (int row = range.top(); row <= range.bottom() && m_keptSelection.size() < kMostKept; ++row) {
      m_keptSelection.push_back(m_model.identityAt(row));
    }
  }
  m_keptCurrent = currentIndex().isValid() ? std::optional(m_model.identityAt(currentIndex().row())) : std::nullopt;
  m_keptColumn = currentIndex().isValid() ? currentIndex().column() : 0;
  const int anchor = anchorRow();
  m_keptAnchor = anchor >= 0 ? std::optional(m_model.identityAt(anchor)) : std::nullopt;
  m_keptOffset = anchor >= 0 ? rowViewportPosition(anchor) : 0;
}

void TableView::restore() {
  m_quiet = true;
  const int before = verticalScrollBar()->value();
  QItemSelection selection;
  std::vector<int> rows;
  for (const std::uint64_t identity : m_keptSelection) {
    if (const int row = m_model.rowOfIdentity(identity); row >= 0) {
      rows.push_back(row);
    }
  }
  std::sort(rows.begin(), rows.end());
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t end = i + 1;
    while (end < rows.size() && rows[end] == rows[end - 1] + 1) {
      ++end;
    }
    selection.append(QItemSelectionRange(m_model.index(rows[i], 0), m_model.index(rows[end - 1], m_model.columnCount() - 1)));
    i = end;
  }
  if (const int row = m_keptCurrent ? m_model.rowOfIdentity(*m_keptCurrent) : -1; row >= 0) {
    const int column = std::clamp(m_keptColumn, 0, std::max(0, m_model.columnCount() - 1));
    selectionModel()->setCurrentIndex(m_model.index(row, column), QItemSelectionModel::NoUpdate);
  }
  selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
  m_looks.focused = m_keyboardFocus && currentIndex().isValid() ? currentIndex().row() : -1;
  updateGeometries();
  const int anchor = m_keptAnchor ? m_model.rowOfIdentity(*m_keptAnchor) : -1;
  verticalScrollBar()->setValue(anchor >= 0 ? anchor * kRowHeight - m_keptOffset : before);
  if (m_looks.hovered >= 0) {
    m_looks.hovered = anchor;
  }
  m_quiet = false;
  if (!m_measured && m_model.rowCount() > 0) {
    layoutColumns();
  }
  const bool hadSelection = !m_keptSelection.empty();
  if (hadSelection && rows.empty() && m_keptSelection.size() == 1) {
    m_looks.focused = -1;
  }
  Q_EMIT lookedElsewhere();
}

bool TableView::select(const std::optional<ObjectRef>& object) {
  const int row = object ? m_model.reveal(*object) : -1;
  m_quiet = true;
  if (row < 0) {
    selectionModel()->clear();
    m_looks.focused = -1;
  } else if (currentIndex().row() != row || selectedRows() != 1) {
    selectionModel()->setCurrentIndex(m_model.index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(m_model.index(row, 0));
  }
  m_quiet = false;
  viewport()->update();
  return row >= 0;
}

std::optional<ObjectRef> TableView::currentObject() const {
  return currentIndex().isValid() && selectedRows() > 0 ? m_model.objectAt(currentIndex().row()) : std::nullopt;
}

void TableView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
  QTableView::selectionChanged(selected, deselected);
  if (!m_quiet) {
    Q_EMIT objectSelected(currentObject());
    Q_EMIT lookedElsewhere();
  }
}

void TableView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QTableView::currentChanged(current, previous);
  m_looks.focused = m_keyboardFocus && current.isValid() ? current.row() : -1;
  viewport()->update();
}

QString TableView::copyText() const {
  QString text;
  const int columns = m_model.columnCount();
  const auto addRow = [&](const std::function<QString(int)>& value) {
    QStringList line;
    for (int column = 0; column < columns; ++column) {
      if (!isColumnHidden(column)) {
        line << value(column);
      }
    }
    text += line.join(QLatin1Char('\t')) + QLatin1Char('\n');
  };
  addRow([this](int column) { return m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(); });
  std::vector<int> rows;
  for (const QItemSelectionRange& range : selectionModel()->selection()) {
    for (int row = range.top(); row <= range.bottom(); ++row) {
      rows.push_back(row);
    }
  }
  std::sort(rows.begin(), rows.end());
  if (rows.empty()) {
    rows.resize(static_cast<std::size_t>(m_model.rowCount()));
    std::generate(rows.begin(), rows.end(), [row = 0]() mutable { return row++; });
  }
  for (const int row : rows) {
    if (!m_model.isGroup(row)) {
      addRow([this, row](int column) { return m_model.index(row, column).data(Qt::DisplayRole).toString(); });
    }
  }
  return text;
}

}  // namespace claimscope::ui
