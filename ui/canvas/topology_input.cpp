// Mouse and keyboard of the topology canvas.
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>

#include "ui/canvas/node_painter.h"
#include "ui/canvas/topology_canvas.h"

namespace claimscope::ui {

using topology::Focus;

Hover TopologyCanvas::hitTest(const QPointF& point) const {
  Hover hover;
  if (!ready()) {
    return hover;
  }
  const QPointF world = m_scene.viewport.toWorld(point - m_scene.offset);
  for (std::size_t g = 0; g < m_scene.layout->groups.size(); ++g) {
    const topology::GroupBox& group = m_scene.layout->groups[g];
    if (!group.rect.contains(world.x(), world.y()) || m_scene.levels[g] == Level::pool) {
      continue;
    }
    for (std::uint32_t i = group.firstNode; i < group.firstNode + group.nodeCount; ++i) {
      const topology::NodeBox& box = m_scene.layout->nodes[i];
      if (box.rect.contains(world.x(), world.y())) {
        hover.node = box.node;
        const int device = NodePainter(m_scene, m_look).deviceAt(box, point);
        if (device >= 0) {
          hover.device = m_scene.inventory().nodes[box.node].devices[static_cast<std::size_t>(device)];
        }
        return hover;
      }
    }
  }
  return hover;
}

void TopologyCanvas::setHover(const Hover& hover, const QPointF& at) {
  m_hoverAt = at;
  if (hover == m_hover) {
    return;
  }
  const bool moving = m_tooltip;
  m_hover = hover;
  // Between neighbours the tooltip follows at once; the first one waits.
  if (hover.node == cluster::kNone) {
    m_tooltip = false;
    m_tooltipTimer.stop();
  } else if (!moving) {
    if (m_animated) {
      m_tooltipTimer.start();
    } else {
      m_tooltip = true;
    }
  }
  update();
}

void TopologyCanvas::choose(Focus focus) {
  setFocusObject(focus, false);
  Q_EMIT focusChanged(focus);
}

void TopologyCanvas::mousePressEvent(QMouseEvent* event) {
  m_pressedAt = event->position();
  m_draggedTo = event->position();
  m_dragging = false;
  m_flight.stop();
}

void TopologyCanvas::mouseMoveEvent(QMouseEvent* event) {
  if ((event->buttons() & (Qt::LeftButton | Qt::MiddleButton)) != 0) {
    constexpr double kSlop = 4;
    if (m_dragging || (event->position() - m_pressedAt).manhattanLength() > kSlop) {
      m_dragging = true;
      setHover({}, event->position());
      m_scene.viewport.panBy(event->position() - m_draggedTo);
      m_draggedTo = event->position();
      viewportChanged();
    }
    return;
  }
  if (m_bound.focus.kind != Focus::Kind::none && m_lane.at(event->position()) != nullptr) {
    setHover({}, event->position());
    return;
  }
  setHover(hitTest(event->position()), event->position());
}

void TopologyCanvas::mouseReleaseEvent(QMouseEvent* event) {
  if (m_dragging || event->button() != Qt::LeftButton || !ready()) {
    m_dragging = false;
    return;
  }
  if (m_bound.focus.kind != Focus::Kind::none) {
    if (const LaneBox* box = m_lane.at(event->position())) {
      if (box->focus.kind != Focus::Kind::none) {
        choose(box->focus);
      }
      return;
    }
  }
  const Hover hit = hitTest(event->position());
  if (hit.device != cluster::kNone) {
    // A device in use stands for its claim: that is what the person asks about; a second click takes the device itself.
    const cluster::DeviceView& device = m_scene.inventory().devices[hit.device];
    const Focus claim = device.claims.empty() ? Focus{} : Focus{Focus::Kind::claim, device.claims.front()};
    const Focus itself{Focus::Kind::device, hit.device};
    choose(claim.kind == Focus::Kind::none || m_bound.focus == claim ? itself : claim);
  } else if (hit.node != cluster::kNone) {
    choose({Focus::Kind::node, hit.node});
  } else {
    choose({});
  }
}

void TopologyCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  const Hover hit = hitTest(event->position());
  if (hit.node != cluster::kNone) {
    const topology::Rect& r = m_scene.layout->nodes[m_scene.layout->boxOfNode[hit.node]].rect;
    flyTo(QRectF(r.x, r.y, r.w, r.h), Viewport::kMaxScale);
  }
}

void TopologyCanvas::wheelEvent(QWheelEvent* event) {
  m_flight.stop();
  m_scene.viewport.zoomAt(event->position() - m_scene.offset, std::pow(1.0015, event->angleDelta().y()));
  viewportChanged();
  event->accept();
}

void TopologyCanvas::leaveEvent(QEvent*) {
  setHover({}, {});
}

/// The nearest node whose centre lies in the direction, measured with the other axis weighing twice.
void TopologyCanvas::step(int dx, int dy) {
  if (!ready() || m_scene.layout->nodes.empty()) {
    return;
  }
  std::uint32_t from = 0;
  bool started = false;
  // A node is bound to others by shared claims; the walk goes on from itself.
  const cluster::NodeIndex at = m_bound.focus.kind == Focus::Kind::node ? m_bound.focus.index
                                : m_bound.nodes.empty()                 ? cluster::kNone
                                                                        : m_bound.nodes.front();
  if (at != cluster::kNone && m_scene.layout->boxOfNode[at] != cluster::kNone) {
    from = m_scene.layout->boxOfNode[at];
    started = true;
  }
  std::uint32_t best = from;
  if (started) {
    const topology::Rect& a = m_scene.layout->nodes[from].rect;
    double bestDistance = 1e300;
    for (std::uint32_t i = 0; i < m_scene.layout->nodes.size(); ++i) {
      const topology::Rect& b = m_scene.layout->nodes[i].rect;
      const double along = (b.x + b.w / 2 - a.x - a.w / 2) * dx + (b.y + b.h / 2 - a.y - a.h / 2) * dy;
      const double across = std::abs((b.x + b.w / 2 - a.x - a.w / 2) * dy) + std::abs((b.y + b.h / 2 - a.y - a.h / 2) * dx);
      const double distance = along + 2 * across;
      if (along > 0.5 && distance < bestDistance) {
        bestDistance = distance;
        best = i;
      }
    }
  }
  const topology::NodeBox& box = m_scene.layout->nodes[best];
  choose({Focus::Kind::node, box.node});
  const QRectF world(box.rect.x, box.rect.y, box.rect.w, box.rect.h);
  if (!m_scene.viewport.visible().contains(world)) {
    flyTo(world, m_scene.viewport.scale());
  }
}

void TopologyCanvas::keyPressEvent(QKeyEvent* event) {
  constexpr double kPan = 60;
  switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      zoomBy(1.25);
      return;
    case Qt::Key_Minus:
      zoomBy(0.8);
      return;
    case Qt::Key_0:
      fitAll();
      return;
    case Qt::Key_W:
      m_scene.viewport.panBy({0, kPan});
      break;
    case Qt::Key_S:
      m_scene.viewport.panBy({0, -kPan});
      break;
    case Qt::Key_A:
      m_scene.viewport.panBy({kPan, 0});
      break;
    case Qt::Key_D:
      m_scene.viewport.panBy({-kPan, 0});
      break;
    case Qt::Key_Left:
      step(-1, 0);
      return;
    case Qt::Key_Right:
      step(1, 0);
      return;
    case Qt::Key_Up:
      step(0, -1);
      return;
    case Qt::Key_Down:
      step(0, 1);
      return;
    case Qt::Key_F:
      if (ready() && !focusWorldRect().isEmpty()) {
        flyTo(focusWorldRect(), std::max(m_scene.viewport.scale(), 140.0 / m_scene.layout->side));
      }
      return;
    case Qt::Key_Escape:
      if (m_bound.focus.kind != Focus::Kind::none) {
        choose({});
        return;
      }
      event->ignore();
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (m_bound.focus.kind != Focus::Kind::none) {
        Q_EMIT inspect();
      }
      return;
    default:
      QWidget::keyPressEvent(event);
      return;
  }
  viewportChanged();
}

}  // namespace claimscope::ui
