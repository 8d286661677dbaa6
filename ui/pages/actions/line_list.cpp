#include "ui/pages/actions/line_list.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr int kPadX = 12;
constexpr int kPadY = 7;
constexpr int kMark = 14;
constexpr int kGap = 8;

}  // namespace

LineList::LineList(Look& look, int lineHeight, int columns, QWidget* parent)
    : QWidget(parent), m_look(look), m_lineHeight(lineHeight), m_columns(columns) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
  setFocusPolicy(Qt::TabFocus);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void LineList::setLines(std::vector<TextLine> lines) {
  if (lines == m_lines) {
    return;
  }
  m_lines = std::move(lines);
  m_timed = std::any_of(m_lines.begin(), m_lines.end(), [](const TextLine& line) { return !line.time.isEmpty(); });
  m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(m_lines.size()) - 1));
  setMinimumHeight(sizeHint().height());
  updateGeometry();
  update();
}

QSize LineList::sizeHint() const {
  return {200, m_lines.empty() ? 0 : 2 * kPadY + m_lineHeight * static_cast<int>(m_lines.size())};
}

int LineList::timeWidth() const {
  return m_timed ? QFontMetrics(m_look.font(FontRole::monoSmall)).horizontalAdvance(QStringLiteral("00:00:00")) + kGap : 0;
}

void LineList::paintLine(QPainter& painter, const TextLine& line, const QRect& rect) const {
  const Theme& theme = m_look.theme();
  if (line.ground != TextLine::Ground::none) {
    painter.fillRect(rect.adjusted(-kPadX, 0, kPadX, 0),
                     line.ground == TextLine::Ground::added ? theme.severity.okSoft : theme.severity.criticalSoft);
  }
  int x = rect.x();
  const auto draw = [&](const QString& words, FontRole role, Ink ink, int width, Qt::Alignment alignment) {
    painter.setFont(m_look.font(role));
    painter.setPen(inkColor(theme, ink));
    painter.drawText(QRect(x, rect.y(), width, rect.height()),
                     static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(words, Qt::ElideRight, width));
  };
  if (m_timed) {
    draw(line.time, FontRole::monoSmall, Ink::muted, timeWidth(), Qt::AlignLeft);
    x += timeWidth();
  }
  if (line.mark) {
    paintMark(painter, QRectF(x, rect.y() + (rect.height() - kMark) / 2.0, kMark, kMark), *line.mark, theme, theme.bg.panel);
    x += kMark + kGap;
  }
  const int end = line.end.isEmpty() ? 0 : QFontMetrics(m_look.font(FontRole::caption)).horizontalAdvance(line.end) + kGap + 2;
  const int room = std::max(0, rect.right() + 1 - x - end);
  const int needed = QFontMetrics(m_look.font(line.role)).horizontalAdvance(line.text) + 2;
  const int first = line.detail.isEmpty() ? std::min(room, needed)
                    : m_columns > 0       ? std::min(room, m_columns)
                                          : std::min(room, needed);
  draw(line.text, line.role, line.ink, first, Qt::AlignLeft);
  if (!line.detail.isEmpty()) {
    x += first + kGap;
    draw(line.detail, FontRole::small, line.detailInk, std::max(0, room - first - kGap), Qt::AlignLeft);
  }
  if (end > 0) {
    x = rect.right() + 1 - end;
    draw(line.end, FontRole::caption, line.endInk, end, Qt::AlignRight);
  }
}

void LineList::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  const int from = std::max(0, (event->rect().top() - kPadY) / m_lineHeight);
  const int to = std::min(static_cast<int>(m_lines.size()), (event->rect().bottom() - kPadY) / m_lineHeight + 1);
  for (int i = from; i < to; ++i) {
    const QRect rect(kPadX, kPadY + i * m_lineHeight, width() - 2 * kPadX, m_lineHeight);
    paintLine(painter, m_lines[static_cast<std::size_t>(i)], rect);
    if (hasFocus() && i == m_current) {
      paintFocusRing(painter, QRectF(rect).adjusted(-4, 0, 4, 0), 0, m_look.theme());
    }
  }
}

void LineList::mousePressEvent(QMouseEvent* event) {
  const int at = (static_cast<int>(event->position().y()) - kPadY) / m_lineHeight;
  if (at >= 0 && at < static_cast<int>(m_lines.size())) {
    m_current = at;
    setFocus(Qt::MouseFocusReason);
    update();
  }
}

void LineList::keyPressEvent(QKeyEvent* event) {
  const int last = static_cast<int>(m_lines.size()) - 1;
  if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
    m_current = std::clamp(m_current + (event->key() == Qt::Key_Up ? -1 : 1), 0, std::max(0, last));
    update();
  } else if (event->matches(QKeySequence::Copy) && last >= 0) {
    const TextLine& line = m_lines[static_cast<std::size_t>(m_current)];
    QStringList parts{line.time, line.text, line.detail, line.end};
    parts.removeAll(QString());
    QGuiApplication::clipboard()->setText(parts.join(QLatin1Char('\t')));
  } else {
    QWidget::keyPressEvent(event);
  }
}

bool LineList::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int at = (help->pos().y() - kPadY) / m_lineHeight;
    if (at >= 0 && at < static_cast<int>(m_lines.size())) {
      const TextLine& line = m_lines[static_cast<std::size_t>(at)];
      const QString words = line.tooltip.isEmpty()
                                ? line.text + (line.detail.isEmpty() ? QString() : QLatin1Char('\n') + line.detail)
                                : line.tooltip;
      QToolTip::showText(help->globalPos(), toolTipText(words), this);
    }
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
