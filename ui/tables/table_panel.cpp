// TablePanel: layout and the choice of what is shown. GUI thread.
#include "ui/tables/table_panel.h"

#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

/// The line above rows that are stale: warning ground, mark, two texts.
class Banner final : public QWidget {
 public:
  Banner(Look& look, QWidget* parent) : QWidget(parent), m_look(look) { setFixedHeight(34); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = m_look.theme();
    painter.fillRect(rect(), theme.severity.warningSoft);
    painter.fillRect(0, height() - 1, width(), 1, theme.severity.warning);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMark(painter, QRectF(12, (height() - 14) / 2.0, 14, 14), Mark::warning, theme, theme.severity.warningSoft);
  }

 private:
  Look& m_look;
};

}  // namespace

TablePanel::TablePanel(Look& look, TableModel& model, bool rounded, bool foot, QWidget* parent)
    : QFrame(parent), m_look(look), m_model(model), m_view(new TableView(look, model)), m_rounded(rounded) {
  auto* layout = new QVBoxLayout(this);
  const int edge = rounded ? look.theme().lineWidth : 0;
  layout->setContentsMargins(edge, edge + (rounded ? 1 : 0), edge, edge + (rounded ? 1 : 0));
  layout->setSpacing(0);
  m_banner = new Banner(look, this);
  auto* line = new QHBoxLayout(m_banner);
  line->setContentsMargins(34, 0, 12, 0);
  line->setSpacing(8);
  m_bannerTitle = new PlainLabel(look, FontRole::bodyStrong, Ink::primary, m_banner);
  m_bannerDetail = new PlainLabel(look, FontRole::small, Ink::secondary, m_banner);
  line->addWidget(m_bannerTitle);
  line->addWidget(m_bannerDetail, 1);
  m_banner->hide();
  layout->addWidget(m_banner);
  auto* holder = new QWidget(this);
  m_stack = new QStackedLayout(holder);
  m_stack->setContentsMargins(0, 0, 0, 0);
  m_stack->addWidget(m_view);
  layout->addWidget(holder, 1);
  m_progress = new Progress(look, this);
  m_progress->hide();
  layout->addWidget(m_progress);
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

void TablePanel::setNote(QWidget* note, const QString& title) {
  if (m_note != nullptr) {
    m_stack->removeWidget(m_note);
    m_note->deleteLater();
  }
  m_note = note;
  m_noteTitle = title;
  if (note != nullptr) {
    m_stack->addWidget(note);
    m_stack->setCurrentWidget(note);
  } else {
    m_stack->setCurrentWidget(m_view);
  }
}

void TablePanel::setStory(const SourceStory& story, const EmptyWords& empty) {
  using Show = SourceStory::Show;
  const bool noRows = m_model.acceptedRows() == 0;
  const Show what = story.show == Show::rows && noRows && story.progress.isEmpty() ? Show::empty : story.show;
  const QStringList key{QString::number(static_cast<int>(what)), story.title, story.detail, story.code,
                        what == Show::empty ? empty.title + QLatin1Char('\n') + empty.detail : QString()};
  if (const QString joined = key.join(QLatin1Char('\n')); m_noteKey != joined) {
    m_noteKey = joined;
    switch (what) {
      case Show::rows:
        setNote(nullptr, {});
        break;
      case Show::loading:
        setNote(new Skeleton(m_look, 60, 26, this), story.progress);
        break;
      case Show::empty:
        setNote(makeEmptyNote(m_look, empty.title, empty.detail, empty.action, empty.onAction, this), empty.title);
        break;
      case Show::forbidden:
        setNote(makeNote(m_look, Mark::warning, story.title, story.detail, story.code, this), story.title);
        break;
      case Show::notServed:
        setNote(makeNote(m_look, Mark::unknown, story.title, story.detail, {}, this), story.title);
        break;
      case Show::failed:
        setNote(makeNote(m_look, Mark::critical, story.title, story.detail, {}, this), story.title);
        break;
    }
  }
  m_view->setStale(story.stale);
  m_banner->setVisible(!story.bannerTitle.isEmpty());
  m_bannerTitle->setText(story.bannerTitle);
  m_bannerDetail->setText(story.bannerDetail);
  m_progress->setVisible(!story.progress.isEmpty());
  if (!story.progress.isEmpty()) {
    m_progress->setProgress(story.part, story.progress);
  }
  if (m_foot != nullptr) {
    m_foot->setVisible(what == Show::rows);
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
