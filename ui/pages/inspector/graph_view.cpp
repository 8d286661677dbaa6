// GraphView: boxes, arrows and how one walks over them. GUI thread.
#include "ui/pages/inspector/graph_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cstdlib>

#include "ui/base/controls.h"
#include "ui/base/plain_label.h"
#include "ui/tables/table_model.h"

namespace claimscope::ui {
namespace {

constexpr int kSide = 16;
constexpr int kCaption = 30;
constexpr int kPad = 8;
constexpr int kLine = 16;
constexpr int kIcon = 10;

}  // namespace

GraphView::GraphView(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setMouseTracking(true);
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setAccessibleName(tr("Bindings"));
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

QSize GraphView::sizeHint() const {
  return {316, m_graph.empty() ? 0 : m_graph.height + kCaption + 14};
}

void GraphView::setObject(const cluster::SnapshotPtr& snapshot, const std::optional<ObjectRef>& object) {
  if (object != m_object) {
    m_current = 0;
    m_hovered = -1;
  }
  m_snapshot = snapshot;
  m_object = object;
  layOut();
}

void GraphView::layOut() {
  ClaimGraph graph =
      m_object && m_snapshot != nullptr ? claimGraph(*m_snapshot, *m_object, std::max(200, width() - 2 * kSide)) : ClaimGraph{};
  if (graph == m_graph) {
    return;
  }
  const bool other = graph.height != m_graph.height;
  m_graph = std::move(graph);
  m_current = std::min(m_current, std::max(0, static_cast<int>(m_graph.boxes.size()) - 1));
  setAccessibleDescription(graphWords(m_graph));
  if (other) {
    setFixedHeight(sizeHint().height());
    updateGeometry();
  }
  setVisible(!m_graph.empty());
  update();
}

void GraphView::resizeEvent(QResizeEvent*) {
  layOut();
}

int GraphView::boxAt(const QPoint& point) const {
  const QPoint inside = point - QPoint(kSide, kCaption);
  const auto found =
      std::find_if(m_graph.boxes.begin(), m_graph.boxes.end(), [&](const GraphBox& box) { return box.rect.contains(inside); });
  return found == m_graph.boxes.end() ? -1 : static_cast<int>(found - m_graph.boxes.begin());
}

void GraphView::follow(int box, bool beside) {
  if (box < 0 || box >= static_cast<int>(m_graph.boxes.size()) || !m_graph.boxes[static_cast<std::size_t>(box)].link) {
    return;
  }
  const ObjectRef target = *m_graph.boxes[static_cast<std::size_t>(box)].link;
  if (beside) {
    Q_EMIT besideActivated(target);
  } else {
    Q_EMIT linkActivated(target);
  }
}

void GraphView::mouseMoveEvent(QMouseEvent* event) {
  const int hovered = boxAt(event->position().toPoint());
  if (hovered != m_hovered) {
    m_hovered = hovered;
    const bool link = hovered >= 0 && m_graph.boxes[static_cast<std::size_t>(hovered)].link.has_value();
    setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
  }
}

void GraphView::leaveEvent(QEvent*) {
  m_hovered = -1;
  update();
}

void GraphView::mouseReleaseEvent(QMouseEvent* event) {
  const bool middle = event->button() == Qt::MiddleButton;
  if (middle || event->button() == Qt::LeftButton) {
    follow(boxAt(event->position().toPoint()), middle || (event->modifiers() & Qt::ControlModifier) != 0);
  }
}

/// To the nearest box on that side.
void GraphView::move(int key) {
  if (m_graph.empty()) {
    return;
  }
  const QPoint from = m_graph.boxes[static_cast<std::size_t>(m_current)].rect.center();
  int best = -1;
  int shortest = 0;
  for (int i = 0; i < static_cast<int>(m_graph.boxes.size()); ++i) {
    const QPoint by = m_graph.boxes[static_cast<std::size_t>(i)].rect.center() - from;
    const bool down = key == Qt::Key_Down || key == Qt::Key_Up;
    const int along = (key == Qt::Key_Down ? by.y() : key == Qt::Key_Up ? -by.y() : key == Qt::Key_Right ? by.x() : -by.x());
    const int across = std::abs(down ? by.x() : by.y());
    if (i == m_current || along <= 4) {
      continue;
    }
    const int distance = along + 2 * across;
    if (best < 0 || distance < shortest) {
      best = i;
      shortest = distance;
    }
  }
  if (best >= 0) {
    m_current = best;
    setAccessibleName(m_graph.boxes[static_cast<std::size_t>(best)].kind + QLatin1Char(' ') +
                      m_graph.boxes[static_cast<std::size_t>(best)].name);
    update();
  }
}

void GraphView::focusInEvent(QFocusEvent* event) {
  const auto centre = std::find_if(m_graph.boxes.begin(), m_graph.boxes.end(), [](const GraphBox& box) { return box.centre; });
  m_current = centre == m_graph.boxes.end() ? 0 : static_cast<int>(centre - m_graph.boxes.begin());
  QWidget::focusInEvent(event);
}

void GraphView::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
      move(event->key());
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      follow(m_current, (event->modifiers() & Qt::ControlModifier) != 0);
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

bool GraphView::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int at = boxAt(help->pos());
    if (at >= 0) {
      const GraphBox& box = m_graph.boxes[static_cast<std::size_t>(at)];
      QStringList lines{box.kind + QLatin1Char(' ') + box.state, box.name, box.detail};
      lines.removeAll(QString());
      QToolTip::showText(help->globalPos(), safeToolTip(lines.join(QLatin1Char('\n'))), this);
    } else {
      QToolTip::hideText();
    }
    return true;
  }
  return QWidget::event(event);
}

void GraphView::paintBox(QPainter& painter, const GraphBox& box, bool hovered, bool focused) const {
  const Theme& theme = m_look.theme();
  const QRectF frame = QRectF(box.rect).adjusted(0.5, 0.5, -0.5, -0.5);
  painter.setPen(QPen(box.centre            ? theme.accent.border
                      : hovered && box.link ? theme.border.strong
                                            : theme.border.normal,
                      box.centre ? 2 : theme.lineWidth));
  painter.setBrush(box.centre ? theme.accent.soft : hovered && box.link ? theme.bg.hover : theme.bg.raised);
  painter.drawRoundedRect(frame, 4, 4);
  const QRect inner = box.rect.adjusted(kPad, 5, -kPad, -5);
  QFont caption = m_look.font(FontRole::caption);
  painter.setFont(caption);
  const int state = std::min(painter.fontMetrics().horizontalAdvance(box.state), inner.width() / 2);
  int x = inner.x();
  if (box.shape || box.mark) {
    const QRectF icon(x, inner.y() + (kLine - kIcon) / 2.0, kIcon, kIcon);
    if (box.shape) {
      paintStateCell(painter, icon, *box.shape, theme);
    } else {
      paintMark(painter, icon, *box.mark, theme, theme.bg.raised);
    }
    x += kIcon + 5;
  }
  const auto draw = [&](const QRect& rect, Qt::Alignment alignment, const QString& text, Qt::TextElideMode elide) {
    if (rect.width() > 0) {
      painter.drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                       painter.fontMetrics().elidedText(text, elide, rect.width()));
    }
  };
  painter.setPen(theme.text.secondary);
  draw(QRect(inner.right() - state, inner.y(), state + 1, kLine), Qt::AlignRight, box.state, Qt::ElideRight);
  painter.setPen(theme.text.muted);
  draw(QRect(x, inner.y(), inner.right() - state - 4 - x, kLine), Qt::AlignLeft, box.kind, Qt::ElideRight);
  painter.setFont(m_look.font(FontRole::monoSmall));
  painter.setPen(theme.text.primary);
  draw(QRect(inner.x(), inner.y() + kLine, inner.width(), kLine), Qt::AlignLeft, box.name, Qt::ElideMiddle);
  if (!box.detail.isEmpty()) {
    painter.setFont(caption);
    painter.setPen(theme.text.secondary);
    draw(QRect(inner.x(), inner.y() + 2 * kLine, inner.width(), kLine), Qt::AlignLeft, box.detail, Qt::ElideRight);
  }
  if (focused) {
    paintFocusRing(painter, QRectF(box.rect), 4, theme);
  }
}

void GraphView::paintArrow(QPainter& painter, const GraphArrow& arrow) const {
  const Theme& theme = m_look.theme();
  const QColor color = arrow.binding ? theme.accent.text : theme.border.strong;
  const std::vector<QPoint>& points = arrow.points;
  painter.setPen(QPen(color, arrow.binding ? 2 : 1.5));
  for (std::size_t i = 1; i < points.size(); ++i) {
    painter.drawLine(points[i - 1], points[i]);
  }
  constexpr double kHead = 5;
  const QPointF to(points.back());
  const QPointF way = to - QPointF(points[points.size() - 2]);  // the last piece runs straight down or sideways
  const QPointF back = way.x() == 0 ? QPointF(0, -kHead) : QPointF(way.x() > 0 ? -kHead : kHead, 0);
  painter.drawLine(to, to + back + QPointF(back.y(), back.x()));
  painter.drawLine(to, to + back - QPointF(back.y(), back.x()));
}

void GraphView::paintWords(QPainter& painter, const GraphArrow& arrow) const {
  if (arrow.words.isEmpty() || arrow.points.size() != 2 || arrow.points.front().x() != arrow.points.back().x()) {
    return;
  }
  painter.setFont(m_look.font(FontRole::caption));
  painter.setPen(m_look.theme().text.muted);
  const QPoint at = (arrow.points.front() + arrow.points.back()) / 2;
  painter.drawText(QRect(at.x() + 8, at.y() - 8, 120, 16), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, arrow.words);
}

void GraphView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.setFont(m_look.font(FontRole::captionStrong));
  painter.setPen(theme.text.muted);
  painter.drawText(QRect(kSide, 10, width() - 2 * kSide, 16), Qt::AlignVCenter | Qt::AlignLeft, tr("Bindings").toUpper());
  painter.setFont(m_look.font(FontRole::caption));
  painter.drawText(QRect(kSide, 10, width() - 2 * kSide, 16), Qt::AlignVCenter | Qt::AlignRight, tr("violet: the binding"));
  painter.fillRect(0, height() - 1, width(), 1, theme.border.subtle);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(kSide, kCaption);
  for (const GraphArrow& arrow : m_graph.arrows) {
    paintArrow(painter, arrow);
  }
  for (const GraphArrow& arrow : m_graph.arrows) {
    paintWords(painter, arrow);
  }
  for (int i = 0; i < static_cast<int>(m_graph.boxes.size()); ++i) {
    paintBox(painter, m_graph.boxes[static_cast<std::size_t>(i)], i == m_hovered, hasFocus() && i == m_current);
  }
}

}  // namespace claimscope::ui
