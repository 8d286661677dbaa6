// TableHeader: painting and sorting by click. GUI thread.
#include "ui/tables/table_header.h"

#include <QGuiApplication>
#include <QPainter>
#include <algorithm>

namespace claimscope::ui {

TableHeader::TableHeader(Look& look, TableModel& model, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent), m_look(look), m_model(model) {
  setSectionsClickable(true);
  setHighlightSections(false);
  setMinimumSectionSize(28);
  setFixedHeight(26);
  setSectionResizeMode(QHeaderView::Interactive);
  setFocusPolicy(Qt::NoFocus);
  connect(this, &QHeaderView::sectionClicked, this,
          [this](int column) { toggleSort(column, (QGuiApplication::keyboardModifiers() & Qt::ShiftModifier) != 0); });
}

void TableHeader::toggleSort(int column, bool add) {
  std::vector<SortColumn> sort = m_model.sortColumns();
  const auto found = std::find_if(sort.begin(), sort.end(), [column](const SortColumn& s) { return s.column == column; });
  if (add) {
    if (sort.empty()) {
      sort = m_model.effectiveSort();
    }
    const auto again = std::find_if(sort.begin(), sort.end(), [column](const SortColumn& s) { return s.column == column; });
    if (again == sort.end()) {
      sort.push_back({column, false});
    } else {
      again->descending = !again->descending;
    }
  } else if (found == sort.end()) {
    sort = {{column, false}};
  } else if (!found->descending) {
    sort = {{column, true}};
  } else {
    sort.clear();
  }
  m_model.setSortColumns(std::move(sort));
  viewport()->update();
}

void TableHeader::paintEvent(QPaintEvent* event) {
  QPainter painter(viewport());
  painter.fillRect(viewport()->rect(), m_look.theme().bg.panel);
  painter.fillRect(0, height() - 1, viewport()->width(), 1, m_look.theme().border.normal);
  painter.end();
  QHeaderView::paintEvent(event);
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const {
  if (!m_model.source() || logicalIndex >= m_model.columnCount()) {
    return;
  }
  const Theme& theme = m_look.theme();
  const Column& column = m_model.source()->columns()[static_cast<std::size_t>(logicalIndex)];
  const auto& sort = m_model.effectiveSort();
  const auto key = std::find_if(sort.begin(), sort.end(), [&](const SortColumn& s) { return s.column == logicalIndex; });
  QString arrow;
  if (key != sort.end()) {
    arrow = key->descending ? QStringLiteral(" \u2193") : QStringLiteral(" \u2191");
    if (sort.size() > 1) {
      arrow += QString::number(key - sort.begin() + 1);
    }
  }
  painter->save();
  painter->fillRect(rect, theme.bg.panel);
  painter->fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.border.normal);
  painter->setFont(m_look.font(FontRole::captionStrong));
  painter->setPen(key != sort.end() ? theme.text.secondary : theme.text.muted);
  const QRect inner = rect.adjusted(m_padding, 0, -m_padding, -1);
  const int room = inner.width() - painter->fontMetrics().horizontalAdvance(arrow);
  const QString text = painter->fontMetrics().elidedText(column.title, Qt::ElideRight, std::max(0, room)) + arrow;
  painter->drawText(
      inner, static_cast<int>(Qt::AlignVCenter | (column.right ? Qt::AlignRight : Qt::AlignLeft)) | Qt::TextSingleLine, text);
  painter->restore();
}

}  // namespace claimscope::ui
