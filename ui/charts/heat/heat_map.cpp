#include "ui/charts/heat/heat_map.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/tool_tip.h"
#include "ui/charts/duration_scale.h"
#include "ui/charts/time_ticks.h"

namespace claimscope::ui {
namespace {

constexpr int kHeatLabels = 50;
constexpr int kTop = 26;
constexpr int kHeatTimes = 22;

/// The edge of a row, in words: the lowest one is "0".
QString edgeText(std::int64_t ms) {
  return ms <= 0 ? QStringLiteral("0 s") : durationText(ms);
}

}  // namespace

HeatMap::HeatMap(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Durations over time"));
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

std::size_t HeatMap::columns() const {
  return m_report == nullptr || m_report->heat.columns.size() < 2 ? 0 : m_report->heat.columns.size() - 1;
}

std::size_t HeatMap::rows() const {
  return m_report == nullptr || m_report->heat.rows.size() < 2 ? 0 : m_report->heat.rows.size() - 1;
}

void HeatMap::setReport(latency::ReportPtr report) {
  m_report = std::move(report);
  if (m_cursor && (m_cursor->column >= columns() || m_cursor->row >= rows())) {
    m_cursor.reset();
  }
  m_hovered.reset();
  setAccessibleDescription(m_report == nullptr ? QString()
                                               : counted(m_report->claims, tr("claim"), tr("claims")) +
                                                     tr(", at most %1 in a cell").arg(number(m_report->heat.most)));
  update();
}

void HeatMap::setRange(const ChosenRange& range) {
  m_range = range;
  update();
}

QRectF HeatMap::plot() const {
  return {kHeatLabels, kTop, std::max(10, width() - kHeatLabels - 2) * 1.0, std::max(10, height() - kTop - kHeatTimes) * 1.0};
}

std::size_t HeatMap::columnAt(double x) const {
  const QRectF at = plot();
  const double part = std::clamp((x - at.left()) / at.width(), 0.0, 0.999999);
  return static_cast<std::size_t>(part * static_cast<double>(columns()));
}

std::optional<HeatMap::CellAt> HeatMap::cellAt(QPointF point) const {
  const QRectF at = plot();
  if (columns() == 0 || rows() == 0 || !at.contains(point)) {
    return std::nullopt;
  }
  const double up = std::clamp((at.bottom() - point.y()) / at.height(), 0.0, 0.999999);
  return CellAt{columnAt(point.x()), static_cast<std::size_t>(up * static_cast<double>(rows()))};
}

QRectF HeatMap::rectOf(CellAt cell) const {
  const QRectF at = plot();
  // On whole pixels, so that neighbours never overlap or leave a line.
  const auto x = [&](std::size_t c) {
    return std::round(at.left() + at.width() * static_cast<double>(c) / static_cast<double>(columns()));
  };
  const auto y = [&](std::size_t r) {
    return std::round(at.bottom() - at.height() * static_cast<double>(r) / static_cast<double>(rows()));
  };
  return {QPointF(x(cell.column), y(cell.row + 1)), QPointF(x(cell.column + 1), y(cell.row))};
}

std::uint32_t HeatMap::countOf(CellAt cell) const {
  return m_report->heat.counts[cell.column * rows() + cell.row];
}

/// By the square root of the count: a single claim is seen beside hundreds.
QColor HeatMap::colorOf(std::uint32_t count) const {
  const auto& heat = m_look.theme().heat;
  const double part = std::sqrt(static_cast<double>(count) / std::max(1.0, static_cast<double>(m_report->heat.most)));
  return heat[std::min(heat.size() - 1, static_cast<std::size_t>(part * static_cast<double>(heat.size())))];
}

QString HeatMap::wordsOf(CellAt cell) const {
  if (cell.column >= columns() || cell.row >= rows()) {
    return {};
  }
  const latency::Heat& heat = m_report->heat;
  return tr("%1 to %2, %3 to %4: %5")
      .arg(clockTime(heat.columns[cell.column]), clockTime(heat.columns[cell.column + 1]), edgeText(heat.rows[cell.row]),
           edgeText(heat.rows[cell.row + 1]), counted(countOf(cell), tr("claim"), tr("claims")));
}

void HeatMap::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  const QRectF at = plot();
  painter.fillRect(at, theme.bg.canvas);
  for (std::size_t column = 0; column < columns(); ++column) {
    for (std::size_t row = 0; row < rows(); ++row) {
      if (const std::uint32_t count = countOf({column, row}); count > 0) {
        const QRectF cell = rectOf({column, row});
        painter.fillRect(cell.width() > 4 && cell.height() > 4 ? cell.adjusted(0, 0, -1, -1) : cell, colorOf(count));
      }
    }
  }
  paintLabels(painter);
  paintScale(painter);
  if (m_report == nullptr || columns() == 0) {
    return;
  }
  if (m_range) {
    const auto x = [&](Time time) {
      return std::clamp(at.left() + at.width() * static_cast<double>(time - m_report->heat.columns.front()) /
                                        static_cast<double>(m_report->heat.columns.back() - m_report->heat.columns.front()),
                        at.left(), at.right());
    };
    painter.setPen(QPen(theme.accent.text, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(QPointF(x(m_range->from), at.top() - 1), QPointF(x(m_range->to), at.bottom() + 1)));
  }
  for (const auto& cell : {m_hovered, hasFocus() ? m_cursor : std::nullopt}) {
    if (cell) {
      painter.setPen(QPen(theme.chartLine.cursor, 1));
      painter.setBrush(Qt::NoBrush);
      painter.drawRect(rectOf(*cell).adjusted(-1, -1, 0, 0));
    }
  }
  if (hasFocus()) {
    paintFocusRing(painter, QRectF(rect()), 0, theme);
  }
}

void HeatMap::paintLabels(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const QRectF at = plot();
  painter.setFont(m_look.font(FontRole::caption));
  painter.setPen(theme.text.muted);
  double last = 1e9;
  for (std::size_t row = 0; row < rows(); ++row) {
    const double y = rectOf({0, row}).bottom();
    if (last - y > 15) {
      painter.drawText(QRectF(0, y - 8, at.left() - 6, 16), Qt::AlignVCenter | Qt::AlignRight,
                       edgeText(m_report->heat.rows[row]));
      last = y;
    }
  }
  if (columns() == 0) {
    return;
  }
  const Time from = m_report->heat.columns.front();
  const Time to = m_report->heat.columns.back();
  double end = -1e9;
  for (const TimeTick& tick : timeTicks(from, to, at.width(), 76)) {
    const double width = painter.fontMetrics().horizontalAdvance(tick.text);
    const double middle = at.left() + at.width() * static_cast<double>(tick.at - from) / static_cast<double>(to - from);
    const double x = std::clamp(middle - width / 2, at.left() - 4, at.right() - width);
    if (x > end + 12) {
      painter.drawText(QRectF(x, at.bottom() + 5, width + 2, 16), Qt::AlignVCenter, tick.text);
      end = x + width;
    }
  }
}

/// "1 ▪▪▪▪▪▪▪ 42 claims a cell".
void HeatMap::paintScale(QPainter& painter) const {
  if (m_report == nullptr || m_report->heat.most == 0) {
    return;
  }
  const Theme& theme = m_look.theme();
  painter.setFont(m_look.font(FontRole::caption));
  painter.setPen(theme.text.muted);
  const QString words = tr("%1 a cell").arg(counted(m_report->heat.most, tr("claim"), tr("claims")));
  double x = 0;
  painter.drawText(QRectF(x, 0, 12, 18), Qt::AlignVCenter, QStringLiteral("1"));
  x += 12;
  for (const QColor& color : theme.heat) {
    painter.fillRect(QRectF(x, 4, 12, 10), color);
    x += 13;
  }
  painter.drawText(QRectF(x + 4, 0, 200, 18), Qt::AlignVCenter, words);
}

void HeatMap::chooseColumns(std::size_t a, std::size_t b) {
  m_range = TimeRange{m_report->heat.columns[std::min(a, b)], m_report->heat.columns[std::max(a, b) + 1]};
  update();
}

void HeatMap::mousePressEvent(QMouseEvent* event) {
  const auto cell = cellAt(event->position());
  if (event->button() != Qt::LeftButton || !cell) {
    return;
  }
  m_pressed = cell->column;
  const ChosenRange before = m_range;
  chooseColumns(cell->column, cell->column);
  m_again = before == m_range;
}

void HeatMap::mouseMoveEvent(QMouseEvent* event) {
  if (m_pressed && (event->buttons() & Qt::LeftButton) != 0 && columns() > 0) {
    const std::size_t column = columnAt(event->position().x());
    m_again = m_again && column == *m_pressed;
    chooseColumns(*m_pressed, column);
    return;
  }
  const auto cell = cellAt(event->position());
  if (cell != m_hovered) {
    m_hovered = cell;
    update();
  }
}

void HeatMap::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !m_pressed) {
    return;
  }
  m_pressed.reset();
  if (m_again) {
    m_range.reset();
    update();
  }
  Q_EMIT rangeChosen(m_range);
}

void HeatMap::leaveEvent(QEvent*) {
  m_hovered.reset();
  update();
}

void HeatMap::keyPressEvent(QKeyEvent* event) {
  if (columns() == 0 || rows() == 0) {
    event->ignore();
    return;
  }
  const CellAt before = m_cursor.value_or(CellAt{columns() - 1, 0});
  CellAt now = before;
  switch (event->key()) {
    case Qt::Key_Left:
      now.column -= now.column > 0 && m_cursor ? 1U : 0U;
      break;
    case Qt::Key_Right:
      now.column += now.column + 1 < columns() && m_cursor ? 1U : 0U;
      break;
    case Qt::Key_Up:
      now.row += now.row + 1 < rows() && m_cursor ? 1U : 0U;
      break;
    case Qt::Key_Down:
      now.row -= now.row > 0 && m_cursor ? 1U : 0U;
      break;
    case Qt::Key_Home:
      now.column = 0;
      break;
    case Qt::Key_End:
      now.column = columns() - 1;
      break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      chooseColumns(now.column, now.column);
      Q_EMIT rangeChosen(m_range);
      return;
    case Qt::Key_Escape:
      if (m_range) {
        m_range.reset();
        update();
        Q_EMIT rangeChosen(m_range);
        return;
      }
      event->ignore();
      return;
    default:
      event->ignore();
      return;
  }
  m_cursor = now;
  setAccessibleDescription(wordsOf(now));
  if ((event->modifiers() & Qt::ShiftModifier) != 0) {
    const latency::Heat& heat = m_report->heat;
    const TimeRange both{heat.columns[std::min(before.column, now.column)],
                         heat.columns[std::max(before.column, now.column) + 1]};
    m_range = m_range ? TimeRange{std::min(m_range->from, both.from), std::max(m_range->to, both.to)} : both;
    Q_EMIT rangeChosen(m_range);
  }
  update();
}

void HeatMap::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void HeatMap::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

bool HeatMap::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto cell = cellAt(help->pos());
    showToolTip(*help, cell ? wordsOf(*cell) : QString(), this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
