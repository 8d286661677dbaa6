// TablePanel: layout, foot and edge. GUI thread.
#include "ui/tables/table_panel.h"

#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"

namespace claimscope::ui {

TablePanel::TablePanel(Look& look, TableModel& model, bool rounded, bool foot, QWidget* parent)
    : QFrame(parent), m_look(look), m_model(model), m_view(new TableView(look, model)), m_rounded(rounded) {
  auto* layout = new QVBoxLayout(this);
  const int edge = rounded ? look.theme().lineWidth : 0;
  layout->setContentsMargins(edge, edge + (rounded ? 1 : 0), edge, edge + (rounded ? 1 : 0));
  layout->setSpacing(0);
  m_story = new StoryFrame(look, m_view, 26, this);
  layout->addWidget(m_story, 1);
  if (foot) {
    m_foot = new QWidget(this);
    m_foot->setFixedHeight(31);
    auto* column = new QVBoxLayout(m_foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeLine(look, m_foot));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(14);
    m_footRows = new PlainLabel(look, FontRole::caption, Ink::muted, m_foot);
    m_footSelected = new PlainLabel(look, FontRole::caption, Ink::muted, m_foot);
    m_footKeys = new QHBoxLayout;
    m_footKeys->setSpacing(14);
    row->addWidget(m_footRows);
    row->addWidget(m_footSelected, 1);
    row->addLayout(m_footKeys);
    column->addLayout(row, 1);
    layout->addWidget(m_foot);
    connect(m_view, &TableView::lookedElsewhere, this, [this] { updateFoot(); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { updateFoot(); });
  }
  connect(&look, &Look::changed, this, [this] { update(); });
}

void TablePanel::addFootKey(const QString& key, const QString& words) {
  if (m_footKeys != nullptr) {
    auto* pair = new QHBoxLayout;
    pair->setSpacing(4);
    pair->addWidget(makeKey(m_look, key, m_foot));
    pair->addWidget(new PlainLabel(m_look, FontRole::caption, Ink::muted, words, m_foot));
    m_footKeys->addLayout(pair);
  }
}

void TablePanel::updateFoot() {
  if (m_foot == nullptr) {
    return;
  }
  const int rows = m_model.rowCount();
  const int first = m_view->firstVisibleRow();
  const int last = std::min(rows, first + m_view->visibleRows());
  const QString all = number(static_cast<std::int64_t>(m_model.acceptedRows()));
  m_footRows->setText(rows == 0 || first < 0 ? tr("No rows")
                      : m_model.source()->groupCount() != 0
                          ? tr("Lines %1 to %2 of %3 · %4 rows").arg(number(first + 1), number(last), number(rows), all)
                          : tr("Rows %1 to %2 of %3").arg(number(first + 1), number(last), all));
  const int selected = m_view->selectedRows();
  m_footSelected->setText(selected > 0 ? tr("%1 selected").arg(number(selected)) : QString());
}

void TablePanel::setStory(const SourceStory& story, const EmptyWords& empty) {
  m_story->setStory(story, empty, m_model.acceptedRows() == 0);
  m_view->setStale(story.stale);
  if (m_foot != nullptr) {
    m_foot->setVisible(m_story->showsContent());
    updateFoot();
  }
}

void TablePanel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  if (!m_rounded) {
    painter.fillRect(rect(), theme.bg.panel);
    return;
  }
  painter.setRenderHint(QPainter::Antialiasing);
  const qreal line = theme.lineWidth;
  painter.setPen(QPen(m_look.name() == ThemeName::highContrast ? theme.border.normal : theme.border.subtle, line));
  painter.setBrush(theme.bg.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), 6, 6);
}

}  // namespace claimscope::ui
