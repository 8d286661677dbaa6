#include "ui/shell/sources_popup.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr int kHead = 54;
constexpr int kSourceRow = 24;

}  // namespace

SourcesPopup::SourcesPopup(Look& look, QWidget* parent) : QFrame(parent), m_look(look) {
  hide();
  setFocusPolicy(Qt::ClickFocus);
  setAccessibleName(tr("Sources"));
  m_titles = QStringList{tr("Kind"), tr("Objects"), tr("Way"), tr("Age")};
}

void SourcesPopup::setRows(std::vector<SourceRow> rows, const QString& address) {
  m_rows = std::move(rows);
  m_address = address;
  QStringList spoken;
  for (const SourceRow& row : m_rows) {
    spoken += QStringList{row.name, row.count, row.way, row.age}.join(QLatin1Char(' '));
  }
  setAccessibleDescription(spoken.join(QStringLiteral(", ")));
  update();
}

QSize SourcesPopup::sizeHint() const {
  return {620, kHead + kSourceRow * static_cast<int>(m_rows.size()) + 8};
}

void SourcesPopup::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = m_look.theme();
  painter.fillRect(rect(), theme.bg.panel);
  painter.setPen(QPen(theme.border.strong, 1));
  painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
  const QFont mono = m_look.font(FontRole::mono);
  const QFont small = m_look.font(FontRole::small);
  const QFont caption = m_look.font(FontRole::captionStrong);
  painter.setFont(small);
  painter.setPen(theme.text.secondary);
  painter.drawText(QRect(12, 6, width() - 24, 20), Qt::AlignVCenter | Qt::AlignLeft,
                   QFontMetrics(small).elidedText(m_address, Qt::ElideMiddle, width() - 24));
  painter.setFont(caption);
  painter.setPen(theme.text.muted);
  const int countRight = 330;
  const int wayLeft = 346;
  const int ageRight = 510;
  painter.drawText(QRect(32, 28, 200, 22), Qt::AlignVCenter | Qt::AlignLeft, m_titles.value(0));
  painter.drawText(QRect(230, 28, countRight - 230, 22), Qt::AlignVCenter | Qt::AlignRight, m_titles.value(1));
  painter.drawText(QRect(wayLeft, 28, 100, 22), Qt::AlignVCenter | Qt::AlignLeft, m_titles.value(2));
  painter.drawText(QRect(430, 28, ageRight - 430, 22), Qt::AlignVCenter | Qt::AlignRight, m_titles.value(3));
  painter.fillRect(1, kHead - 3, width() - 2, 1, theme.border.normal);
  int y = kHead;
  for (const SourceRow& row : m_rows) {
    paintMark(painter, QRectF(12, y + 6, 12, 12), row.mark, theme, theme.bg.panel);
    painter.setFont(mono);
    painter.setPen(theme.text.primary);
    painter.drawText(QRect(32, y, 210, kSourceRow), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(mono).elidedText(row.name, Qt::ElideRight, 205));
    painter.drawText(QRect(230, y, countRight - 230, kSourceRow), Qt::AlignVCenter | Qt::AlignRight, row.count);
    painter.setPen(theme.text.secondary);
    painter.drawText(QRect(430, y, ageRight - 430, kSourceRow), Qt::AlignVCenter | Qt::AlignRight, row.age);
    painter.setFont(small);
    painter.drawText(QRect(wayLeft, y, 110, kSourceRow), Qt::AlignVCenter | Qt::AlignLeft, row.way);
    painter.setPen(theme.text.muted);
    const QString last = row.detail.isEmpty() ? row.version.section(QLatin1Char('/'), -1) : row.detail;
    painter.drawText(QRect(ageRight + 12, y, width() - ageRight - 20, kSourceRow), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(small).elidedText(last, Qt::ElideRight, width() - ageRight - 20));
    y += kSourceRow;
  }
}

void SourcesPopup::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    hide();
  } else {
    QFrame::keyPressEvent(event);
  }
}

void SourcesPopup::focusOutEvent(QFocusEvent* event) {
  QFrame::focusOutEvent(event);
  hide();
}

bool SourcesPopup::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int index = (help->pos().y() - kHead) / kSourceRow;
    if (help->pos().y() >= kHead && index < static_cast<int>(m_rows.size())) {
      const SourceRow& row = m_rows[static_cast<std::size_t>(index)];
      QToolTip::showText(help->globalPos(),
                         toolTipText(row.version + (row.detail.isEmpty() ? QString() : QStringLiteral("\n") + row.detail)), this);
    }
    return true;
  }
  return QFrame::event(event);
}

}  // namespace claimscope::ui
