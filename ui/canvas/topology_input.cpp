// Mouse and keyboard of the topology canvas.
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>

#include "ui/canvas/node_painter.h"
#include "ui/canvas/topology_canvas.h"

namespace claimscope::ui {

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
  m_banding = event->button() == Qt::LeftButton && (event->modifiers() & Qt::ShiftModifier) != 0;
  m_flight.stop();
}

void TopologyCanvas::mouseMoveEvent(QMouseEvent* event) {
  if ((event->buttons() & (Qt::LeftButton | Qt::MiddleButton)) != 0) {
    constexpr double kSlop = 4;
    if (m_dragging || (event->position() - m_pressedAt).manhattanLength() > kSlop) {
      if (!m_dragging && !m_banding && ready()) {
        rememberStop();
      }
      m_dragging = true;
      setHover({}, event->position());
      if (m_banding) {
        m_draggedTo = event->position();
        update();
        return;
      }
      m_scene.viewport.panBy(event->position() - m_draggedTo);
      m_draggedTo = event->position();
      viewportChanged();
    }
    return;
  }
  const LaneBox* box = m_bound.focus.kind == Focus::Kind::none ? nullptr : m_lane.at(event->position());
  setCursor(box != nullptr && box->owner ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (box != nullptr) {
    setHover({}, event->position());
    return;
  }
  setHover(hitTest(event->position()), event->position());
}

/// The object itself: a device stands for its claim only while nothing is asked of two.
topology::Focus TopologyCanvas::focusAt(const QPointF& point) const {
  const Hover hit = hitTest(point);
  return hit.device != cluster::kNone ? Focus{Focus::Kind::device, hit.device}
         : hit.node != cluster::kNone ? Focus{Focus::Kind::node, hit.node}
                                      : Focus{};
}

void TopologyCanvas::mouseReleaseEvent(QMouseEvent* event) {
  if (m_banding && m_dragging && ready()) {
    m_dragging = false;
    m_banding = false;
    const QRectF band = QRectF(m_pressedAt, event->position()).normalized().translated(-m_scene.offset);
    askArea(QRectF(m_scene.viewport.toWorld(band.topLeft()), m_scene.viewport.toWorld(band.bottomRight())));
    return;
  }
  m_banding = false;
  if (m_dragging || event->button() != Qt::LeftButton || !ready()) {
    m_dragging = false;
    return;
  }
  if ((event->modifiers() & Qt::ControlModifier) != 0 && m_bound.focus.kind != Focus::Kind::none) {
    const LaneBox* box = m_lane.at(event->position());
    const Focus second = box != nullptr ? box->focus : focusAt(event->position());
    if (second.kind != Focus::Kind::none && !(second == m_bound.focus)) {
      askChain(m_bound.focus, second);
      return;
    }
  }
  if (m_bound.focus.kind != Focus::Kind::none) {
    if (const LaneBox* box = m_lane.at(event->position())) {
      if (box->focus.kind != Focus::Kind::none) {
        choose(box->focus);
      } else if (box->owner) {
        Q_EMIT ownerChosen(*box->owner);
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
    flyToNode(hit.node);
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

/// Alt+arrows are ours while the canvas has the keyboard, whatever the window binds them to.
bool TopologyCanvas::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if ((key->modifiers() & Qt::AltModifier) != 0 && (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right)) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
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
      if ((event->modifiers() & Qt::AltModifier) != 0) {
        goBack();
        return;
      }
      walk(-1, 0);
      return;
    case Qt::Key_Right:
      if ((event->modifiers() & Qt::AltModifier) != 0) {
        goForward();
        return;
      }
      walk(1, 0);
      return;
    case Qt::Key_Up:
      walk(0, -1);
      return;
    case Qt::Key_Down:
      walk(0, 1);
      return;
    case Qt::Key_F:
      // The first brings the selection near, a second one fills the screen with it.
      if (ready() && !focusWorldRect().isEmpty()) {
        const double near = 140.0 / m_scene.layout->side;
        const bool there = m_scene.viewport.scale() >= near * 0.99;
        flyTo(focusWorldRect(), there ? Viewport::kMaxScale : near);
      }
      return;
    case Qt::Key_Escape:
      if (m_question.kind != Question::Kind::none) {
        closeQuestion();
        return;
      }
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
