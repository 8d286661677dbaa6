// Ladder: layout, painting and keyboard. GUI thread.
#include "ui/pages/explanation/ladder.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/explanation/paint_text.h"
#include "ui/pages/explanation/settling.h"

namespace claimscope::ui {
namespace {

using explanation::RungState;

constexpr int kMark = 18;
constexpr int kGap = 12;
constexpr int kMargin = 14;
constexpr int kTitle = 18;
constexpr int kBetween = 7;    ///< under a rung
constexpr int kMostLines = 4;  ///< of a detail; the rest is in the tool tip
constexpr int kLegendLine = 18;

QColor softOf(const Theme& theme, Mark mark) {
  switch (mark) {
    case Mark::ok:
      return theme.severity.okSoft;
    case Mark::notice:
      return theme.severity.noticeSoft;
    case Mark::warning:
      return theme.severity.warningSoft;
    case Mark::critical:
      return theme.severity.criticalSoft;
    default:
      return theme.severity.unknownSoft;
  }
}

}  // namespace

Ladder::Ladder(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Layers"));
  connect(&look, &Look::changed, this, [this] {
    layOut();
    update();
  });
}

void Ladder::setRungs(const std::vector<explanation::Rung>& rungs, Mark held, Time now) {
  std::vector<Row> rows;
  for (const explanation::Rung& rung : rungs) {
    Row row;
    row.title = said(rung.title);
    row.detail = said(rung.detail);
    row.state = rung.state;
    row.age = rung.state == RungState::holds && rung.since.isSet() ? age(std::max<std::int64_t>(0, now - rung.since)) : QString();
    rows.push_back(std::move(row));
  }
  const auto holds = std::find_if(rows.begin(), rows.end(), [](const Row& row) { return row.state == RungState::holds; });
  if (m_rungs.size() != rows.size()) {
    m_current = holds == rows.end() ? 0 : static_cast<int>(holds - rows.begin());
  }
  m_rungs = std::move(rows);
  m_held = held;
  layOut();
  describe();
  update();
}

QString Ladder::rungText(int index) const {
  const Row& row = m_rungs[static_cast<std::size_t>(index)];
  QString state;
  switch (row.state) {
    case RungState::done:
      state = tr("passed");
      break;
    case RungState::holds:
      state = row.age.isEmpty() ? tr("holds it") : tr("holds it for %1").arg(row.age);
      break;
    case RungState::notReached:
      state = tr("not reached");
      break;
    case RungState::notUsed:
      state = tr("not used");
      break;
    case RungState::unknown:
      state = tr("unknown");
      break;
  }
  const QString detail = row.detail == state ? QString() : row.detail;
  return row.title + QStringLiteral(", ") + state + (detail.isEmpty() ? QString() : QStringLiteral(": ") + detail);
}

void Ladder::describe() {
  QStringList lines;
  for (int i = 0; i < rungs(); ++i) {
    lines << rungText(i);
  }
  setAccessibleDescription(hasFocus() && m_current < rungs() ? rungText(m_current) : lines.join(QStringLiteral(". ")));
}

void Ladder::layOut() {
  const QFontMetrics small(m_look.font(FontRole::small));
  const int x = kMargin + kMark + kGap;
  int y = kMargin;
  for (Row& row : m_rungs) {
    const bool boxed = row.state == RungState::holds;
    const int left = boxed ? x - 2 + 9 : x;
    const int width = std::max(40, this->width() - left - (boxed ? kMargin + 9 : kMargin));
    const int detail =
        drawWrapped(nullptr, QRect(0, 0, width, 0), m_look.font(FontRole::small), row.detail, kMostLines) * small.height();
    const int top = boxed ? y + 2 : y;
    row.text = QRect(left, top + kTitle, width, detail);
    row.rect = QRect(kMargin, y - (boxed ? 4 : 0), this->width() - 2 * kMargin, kTitle + detail + (boxed ? 14 : 0));
    y = row.rect.bottom() + 1 + kBetween + (boxed ? 6 : 0);
  }
  setHeightNow(this, m_rungs.empty() ? 0 : y);
}

void Ladder::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (event->size().width() != event->oldSize().width()) {
    layOut();
  }
}

void Ladder::paintMarkOf(QPainter& painter, const Row& row) const {
  const Theme& theme = m_look.theme();
  const int y = row.state == RungState::holds ? row.rect.y() + 4 : row.rect.y();
  const QRectF rect(kMargin, y, kMark, kMark);
  switch (row.state) {
    case RungState::done:
      paintMark(painter, rect, Mark::ok, theme, theme.bg.panel);
      break;
    case RungState::holds:
      paintMark(painter, rect, m_held, theme, theme.bg.panel);
      break;
    case RungState::unknown:
      paintMark(painter, rect, Mark::unknown, theme, theme.bg.panel);
      break;
    case RungState::notUsed:
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(theme.text.muted, 1.5));
      painter.drawEllipse(rect.center(), 7, 7);
      painter.drawLine(rect.center() + QPointF(-3.5, 0), rect.center() + QPointF(3.5, 0));
      break;
    case RungState::notReached: {
      QPen pen(theme.border.strong, 1.5, Qt::SolidLine, Qt::FlatCap);
      pen.setDashPattern({2.5 / 1.5, 2 / 1.5});
      painter.setPen(pen);
      painter.setBrush(Qt::NoBrush);
      painter.drawEllipse(rect.center(), 6.6, 6.6);
      break;
    }
  }
}

void Ladder::paintRow(QPainter& painter, const Row& row, bool current) const {
  const Theme& theme = m_look.theme();
  const bool boxed = row.state == RungState::holds;
  const QColor tone = markColor(theme, m_held);
  const int x = row.text.x();
  if (boxed) {
    const QRectF box(kMargin + kMark + kGap - 2, row.rect.y(), width() - kMargin - (kMargin + kMark + kGap - 2),
                     row.rect.height());
    const qreal line = theme.lineWidth;
    painter.setPen(QPen(tone, line));
    painter.setBrush(softOf(theme, m_held));
    painter.drawRoundedRect(box.adjusted(line / 2, line / 2, -line / 2, -line / 2), 5, 5);
  }
  const QFont strong = m_look.font(FontRole::bodyStrong);
  int titleRoom = row.text.width();
  if (!row.age.isEmpty()) {
    const QFont mono = m_look.font(FontRole::mono);
    const int wide = QFontMetrics(mono).horizontalAdvance(row.age) + 1;
    titleRoom -= wide + 6;
    drawLine(painter, QRect(row.text.right() + 1 - wide, row.text.y() - kTitle, wide, kTitle), mono, tone, row.age,
             Qt::AlignRight);
  }
  const bool reached = row.state == RungState::done || boxed;
  drawLine(painter, QRect(x, row.text.y() - kTitle, titleRoom, kTitle), strong, reached ? theme.text.primary : theme.text.muted,
           row.title);
  painter.setFont(m_look.font(FontRole::small));
  painter.setPen(boxed ? tone : theme.text.muted);
  drawWrapped(&painter, row.text, painter.font(), row.detail, kMostLines);
  if (current) {
    paintFocusRing(painter, QRectF(row.rect).adjusted(-4, boxed ? -1 : -3, 4, boxed ? 1 : 3), 4, theme);
  }
}

void Ladder::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = m_look.theme();
  bool passed = true;
  for (std::size_t i = 0; i < m_rungs.size(); ++i) {
    const Row& row = m_rungs[i];
    passed = passed && (row.state == RungState::done || row.state == RungState::notUsed);
    if (i + 1 < m_rungs.size()) {
      const int from = row.rect.y() + (row.state == RungState::holds ? 4 : 0) + kMark + 4;
      const Row& next = m_rungs[i + 1];
      const int to = next.rect.y() + (next.state == RungState::holds ? 4 : 0) + 1;
      painter.fillRect(QRect(kMargin + kMark / 2 - 1, from, 2, std::max(0, to - from)),
                       passed ? theme.severity.ok : theme.border.normal);
    }
    paintMarkOf(painter, row);
    paintRow(painter, row, hasFocus() && static_cast<int>(i) == m_current);
  }
}

void Ladder::keyPressEvent(QKeyEvent* event) {
  if ((event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) && rungs() > 0) {
    m_current = std::clamp(m_current + (event->key() == Qt::Key_Up ? -1 : 1), 0, rungs() - 1);
    describe();
    update();
  } else {
    QWidget::keyPressEvent(event);
  }
}

void Ladder::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  describe();
}

bool Ladder::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    for (int i = 0; i < rungs(); ++i) {
      if (rungRect(i).adjusted(0, -4, 0, 4).contains(help->pos())) {
        QToolTip::showText(help->globalPos(), toolTipText(rungText(i)), this);
        return true;
      }
    }
    QToolTip::hideText();
    return true;
  }
  return QWidget::event(event);
}

BoundLegend::BoundLegend(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setFixedHeight(4 * kLegendLine);
  setAccessibleName(tr("= exact, ≥ at least, ≤ at most, ? unknown with its reason"));
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void BoundLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  const QString marks[] = {QStringLiteral("="), QStringLiteral("≥"), QStringLiteral("≤"), QStringLiteral("?")};
  const QString words[] = {tr("exact"), tr("at least"), tr("at most"), tr("unknown, reason given")};
  for (int i = 0; i < 4; ++i) {
    const int y = i * kLegendLine;
    drawLine(painter, QRect(0, y, 18, kLegendLine), m_look.font(FontRole::mono),
             i == 3 ? theme.severity.warning : theme.text.secondary, marks[i]);
    drawLine(painter, QRect(18, y, width() - 18, kLegendLine), m_look.font(FontRole::small), theme.text.secondary, words[i]);
  }
}

}  // namespace claimscope::ui
