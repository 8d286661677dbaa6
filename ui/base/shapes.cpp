#include "ui/base/shapes.h"

#include <QPainterPath>
#include <QPen>
#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace claimscope::ui {

namespace {

constexpr qreal kEdge = 1.5;

/// Restores what shapes change of a painter: pen, brush and hints (cheaper than save() for thousands of cells).
class Brushwork {
 public:
  explicit Brushwork(QPainter& painter)
      : m_painter(painter), m_pen(painter.pen()), m_brush(painter.brush()), m_hints(painter.renderHints()) {
    painter.setRenderHint(QPainter::Antialiasing);
  }
  ~Brushwork() {
    m_painter.setPen(m_pen);
    m_painter.setBrush(m_brush);
    m_painter.setRenderHints(m_painter.renderHints(), false);
    m_painter.setRenderHints(m_hints);
  }
  Brushwork(const Brushwork&) = delete;
  Brushwork& operator=(const Brushwork&) = delete;

 private:
  QPainter& m_painter;
  QPen m_pen;
  QBrush m_brush;
  QPainter::RenderHints m_hints;
};

QPen stroke(const QColor& color, qreal width, Qt::PenCapStyle cap = Qt::FlatCap) {
  return {QBrush(color), width, Qt::SolidLine, cap, Qt::MiterJoin};
}

/// Dash lengths in pixels; Qt counts them in pen widths.
QPen dashed(const QColor& color, qreal width, qreal on, qreal off) {
  QPen pen = stroke(color, width);
  pen.setJoinStyle(Qt::BevelJoin);  // a mitre would reach over the edge
  pen.setDashPattern({on / width, off / width});
  return pen;
}

void outline(QPainter& painter, const QRectF& rect, qreal radius, const QPen& pen, const QBrush& ground) {
  const qreal half = pen.widthF() / 2;
  painter.setPen(pen);
  painter.setBrush(ground);
  painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius);
}

void solid(QPainter& painter, const QRectF& rect, qreal radius, const QColor& color) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawRoundedRect(rect, radius, radius);
}

/// The same as outline() with a solid pen, as two fills: half the price, but only right while nothing shines through.
void edged(QPainter& painter, const QRectF& rect, qreal radius, qreal edge, const QColor& color, const QColor& ground) {
  if (painter.opacity() < 1) {
    outline(painter, rect, radius, stroke(color, edge), ground);
    return;
  }
  solid(painter, rect, radius + edge / 2, color);
  solid(painter, rect.adjusted(edge, edge, -edge, -edge), std::max<qreal>(radius - edge / 2, 0), ground);
}

/// Lines x - y = c (falling) or x + y = c (rising) inside a rectangle, cut by arithmetic: no clip, so small cells stay cheap.
void hatchLines(QPainter& painter, const QRectF& rect, qreal pitch, bool falling) {
  const qreal h = rect.height();
  for (qreal start = -h; start < rect.width(); start += pitch) {
    const qreal from = std::max<qreal>(start, 0);
    const qreal to = std::min(start + h, rect.width());
    if (to <= from) {
      continue;
    }
    const qreal yFrom = falling ? rect.top() + (from - start) : rect.bottom() - (from - start);
    const qreal yTo = falling ? rect.top() + (to - start) : rect.bottom() - (to - start);
    painter.drawLine(QPointF(rect.left() + from, yFrom), QPointF(rect.left() + to, yTo));
  }
}

void cross(QPainter& painter, const QPointF& centre, qreal reach, const QColor& color, qreal width) {
  painter.setPen(stroke(color, width));
  painter.drawLine(centre + QPointF(-reach, -reach), centre + QPointF(reach, reach));
  painter.drawLine(centre + QPointF(reach, -reach), centre + QPointF(-reach, reach));
}

void unknownCell(QPainter& painter, const QRectF& rect, qreal radius, qreal edge, const QColor& color, bool old) {
  const bool tiny = rect.width() < 9;
  outline(painter, rect, radius, tiny ? dashed(color, edge, 1.5, 1.5) : dashed(color, edge, 2.5, 2), Qt::NoBrush);
  const QPointF centre = rect.center();
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  if (old) {
    // Only an old pool generation names it: a bar, so that it differs from "cannot tell" without colour.
    const qreal half = rect.width() * 0.24;
    painter.drawRect(QRectF(centre.x() - half, centre.y() - 0.75, half * 2, 1.5));
  } else {
    const qreal half = tiny ? 0.75 : 1;
    painter.drawRect(QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half));
  }
}

void adminCorner(QPainter& painter, const QRectF& rect, qreal radius, const Theme& theme) {
  const qreal w = rect.width();
  const qreal h = rect.height();
  QPainterPath corner(QPointF(rect.left() + w * 0.45, rect.top()));
  corner.lineTo(rect.right() - radius, rect.top());
  corner.quadTo(rect.right(), rect.top(), rect.right(), rect.top() + radius);
  corner.lineTo(rect.right(), rect.top() + h * 0.55);
  corner.closeSubpath();
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.state.adminAccess.fill);
  painter.drawPath(corner);
  // A seam of ground keeps the corner apart from a solid fill in grey print.
  painter.setPen(stroke(theme.bg.canvas, 1));
  painter.drawLine(QPointF(rect.left() + w * 0.45, rect.top()), QPointF(rect.right(), rect.top() + h * 0.55));
}

struct Glyph {
  QPainter& painter;
  qreal scale;
  QPointF origin;

  [[nodiscard]] QPointF at(qreal x, qreal y) const { return origin + QPointF(x, y) * scale; }
  [[nodiscard]] qreal px(qreal width, qreal least = 1) const { return std::max(width * scale, least); }
  void line(qreal x1, qreal y1, qreal x2, qreal y2, const QColor& color, qreal width) const {
    painter.setPen(stroke(color, px(width)));
    painter.drawLine(at(x1, y1), at(x2, y2));
  }
  template <std::size_t n>
  void polygon(const std::array<QPointF, n>& points, const QPen& pen, const QBrush& brush) const {
    std::array<QPointF, n> placed;
    std::transform(points.begin(), points.end(), placed.begin(), [this](const QPointF& p) { return at(p.x(), p.y()); });
    painter.setPen(pen);
    painter.setBrush(brush);
    painter.drawPolygon(placed.data(), static_cast<int>(n));
  }
  /// Part of a circle, clockwise from the angle `from` (90: the top).
  void arc(qreal radius, int from, int span, const QColor& color, qreal width) const {
    painter.setPen(stroke(color, px(width)));
    painter.setBrush(Qt::NoBrush);
    const QPointF middle = at(8, 8);
    painter.drawArc(QRectF(middle.x() - radius * scale, middle.y() - radius * scale, 2 * radius * scale, 2 * radius * scale),
                    from * 16, span * 16);
  }
  void circle(qreal radius, const QPen& pen, const QBrush& brush) const {
    painter.setPen(pen);
    painter.setBrush(brush);
    painter.drawEllipse(at(8, 8), radius * scale, radius * scale);
  }
};

const std::array<QPointF, 8> kOctagon = {QPointF(5, 1),   QPointF(11, 1), QPointF(15, 5), QPointF(15, 11),
                                         QPointF(11, 15), QPointF(5, 15), QPointF(1, 11), QPointF(1, 5)};
const std::array<QPointF, 3> kTriangle = {QPointF(8, 1.2), QPointF(15.4, 14.6), QPointF(0.6, 14.6)};
const std::array<QPointF, 4> kDiamond = {QPointF(8, 1.3), QPointF(14.7, 8), QPointF(8, 14.7), QPointF(1.3, 8)};

/// Below this side an exclamation mark in the shape is a smear; the shape alone says it.
constexpr qreal kSmallestInside = 11;

void octagon(const Glyph& g, const Theme& theme, const QColor& ground, bool inside) {
  g.polygon(kOctagon, Qt::NoPen, theme.severity.critical);
  if (inside) {
    g.line(8, 4.2, 8, 8.8, ground, 1.9);
    g.line(8, 10.6, 8, 12, ground, 1.9);
  }
}

void triangle(const Glyph& g, const Theme& theme, const QColor& ground, bool inside) {
  g.polygon(kTriangle, Qt::NoPen, theme.severity.warning);
  if (inside) {
    g.line(8, 5.6, 8, 10, ground, 1.7);
    g.line(8, 11.4, 8, 13, ground, 1.7);
  }
}

/// Dashes laid by hand, so that every corner has one and the shape survives 9 px.
void diamond(const Glyph& g, const QColor& color, bool large) {
  static constexpr std::array<std::pair<qreal, qreal>, 3> kThree = {{{0, 0.24}, {0.38, 0.62}, {0.76, 1}}};
  static constexpr std::array<std::pair<qreal, qreal>, 2> kTwo = {{{0, 0.36}, {0.64, 1}}};
  const std::span<const std::pair<qreal, qreal>> dashes = large ? std::span<const std::pair<qreal, qreal>>(kThree) : kTwo;
  for (std::size_t i = 0; i < kDiamond.size(); ++i) {
    const QPointF from = kDiamond[i];
    const QPointF along = kDiamond[(i + 1) % kDiamond.size()] - from;
    for (const auto& [start, end] : dashes) {
      const QPointF a = from + along * start;
      const QPointF b = from + along * end;
      g.line(a.x(), a.y(), b.x(), b.y(), color, 1.5);
    }
  }
}

void question(const Glyph& g, const QColor& color) {
  QPainterPath hook(g.at(6.3, 6.6));
  hook.cubicTo(g.at(6.3, 4.3), g.at(9.7, 4.4), g.at(9.7, 6.5));
  hook.cubicTo(g.at(9.7, 7.8), g.at(8.1, 7.9), g.at(8.1, 9.2));
  g.painter.setPen(stroke(color, g.px(1.3)));
  g.painter.setBrush(Qt::NoBrush);
  g.painter.drawPath(hook);
  g.line(8.1, 10.6, 8.1, 12, color, 1.3);
}

void tick(const Glyph& g, const QColor& color) {
  QPainterPath path(g.at(4.6, 8.2));
  path.lineTo(g.at(7, 10.6));
  path.lineTo(g.at(11.4, 5.6));
  g.painter.setPen(stroke(color, g.px(1.8)));
  g.painter.setBrush(Qt::NoBrush);
  g.painter.drawPath(path);
}

void clock(const Glyph& g, const QColor& color) {
  const qreal line = g.px(1.6, 1.3);
  g.circle(std::min<qreal>(7, 8 - line / 2 / g.scale), stroke(color, line), Qt::NoBrush);
  QPainterPath hands(g.at(8, 4.3));
  hands.lineTo(g.at(8, 8));
  hands.lineTo(g.at(10.9, 9.9));
  g.painter.setPen(stroke(color, g.px(1.5, 1.2)));
  g.painter.drawPath(hands);
}

}  // namespace

void paintHatch(QPainter& painter, const QRectF& rect, const QColor& color, qreal pitch, qreal width, bool falling) {
  if (rect.isEmpty() || pitch < 1) {
    return;
  }
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipRect(rect, Qt::IntersectClip);
  painter.setPen(stroke(color, width));
  // Lines reach over the edge so that the clip cuts them, not their flat ends.
  hatchLines(painter, rect.adjusted(-width, -width, width, width), pitch, falling);
  painter.restore();
}

void paintStateCell(QPainter& painter, const QRectF& rect, cluster::DeviceState state, const Theme& theme, CellFlags flags) {
  const Brushwork brushwork(painter);
  const qreal side = std::min(rect.width(), rect.height());
  const qreal radius = side >= 20 ? 3 : std::min<qreal>(2, side / 4);
  const qreal edge = side < 9 ? 1 : kEdge;
  const StateColors& colors = theme.of(state);
  switch (state) {
    case cluster::DeviceState::free:
      if (flags.blocked) {
        outline(painter, rect, radius, dashed(colors.fill, edge, edge, 2), colors.soft);
      } else {
        edged(painter, rect, radius, edge, colors.fill, colors.soft);
      }
      break;
    case cluster::DeviceState::inUse:
      solid(painter, rect, radius, colors.fill);
      break;
    case cluster::DeviceState::reservedNotUsed: {
      edged(painter, rect, radius, edge, colors.fill, colors.soft);
      const QRectF in = rect.adjusted(1.2, 1.2, -1.2, -1.2);
      painter.setPen(Qt::NoPen);
      painter.setBrush(colors.fill);
      const std::array<QPointF, 3> half = {in.topRight(), in.bottomRight(), in.bottomLeft()};
      painter.drawPolygon(half.data(), 3);
      break;
    }
    case cluster::DeviceState::tainted:
      edged(painter, rect, radius, edge, colors.fill, colors.soft);
      painter.setPen(stroke(colors.fill, side > 12 ? 2 : 1.6));
      hatchLines(painter, rect.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2), side > 12 ? 5 : 4, false);
      break;
    case cluster::DeviceState::unhealthy:
      solid(painter, rect, radius, colors.fill);
      cross(painter, rect.center(), side < 12 ? side * 0.2 : side * (side < 20 ? 0.22 : 0.24), theme.bg.canvas,
            std::max(kEdge, side * 0.1));
      break;
    case cluster::DeviceState::unknown:
    case cluster::DeviceState::staleGeneration:
      unknownCell(painter, rect, radius, edge, colors.fill, state == cluster::DeviceState::staleGeneration);
      break;
  }
  if (flags.adminAccess) {
    adminCorner(painter, rect, radius, theme);
  }
}

void paintStateBar(QPainter& painter, const QRectF& rect, cluster::DeviceState state, const Theme& theme) {
  if (rect.isEmpty()) {
    return;
  }
  const StateColors& colors = theme.of(state);
  const qreal radius = std::min<qreal>(1.5, rect.width() / 2);
  {
    const Brushwork brushwork(painter);
    switch (state) {
      case cluster::DeviceState::inUse:
        solid(painter, rect, radius, colors.fill);
        break;
      case cluster::DeviceState::free:
        outline(painter, rect, radius, stroke(colors.fill, 1), colors.soft);
        break;
      case cluster::DeviceState::unhealthy: {
        solid(painter, rect, radius, colors.fill);
        // One cross for about each height and a fifth; a sliver has no room for any.
        const qreal reach = std::min(rect.height(), rect.width()) * 0.28;
        const int crosses = rect.width() < 7 ? 0 : std::clamp(static_cast<int>(rect.width() / (rect.height() * 1.2)), 1, 200);
        for (int i = 0; i < crosses; ++i) {
          cross(painter, QPointF(rect.left() + rect.width() * (i + 0.5) / crosses, rect.center().y()), reach, theme.bg.canvas,
                std::max(kEdge, rect.height() * 0.13));
        }
        break;
      }
      case cluster::DeviceState::unknown:
      case cluster::DeviceState::staleGeneration:
        outline(painter, rect, radius, dashed(colors.fill, 1.2, 2.5, 2), Qt::NoBrush);
        break;
      case cluster::DeviceState::reservedNotUsed:
      case cluster::DeviceState::tainted:
        solid(painter, rect, radius, colors.soft);
        break;
    }
  }
  if (state == cluster::DeviceState::reservedNotUsed || state == cluster::DeviceState::tainted) {
    paintHatch(painter, rect, colors.fill, 4, 1.6, state == cluster::DeviceState::reservedNotUsed);
  }
}

Mark markOf(diagnosis::Severity severity) {
  switch (severity) {
    case diagnosis::Severity::critical:
      return Mark::critical;
    case diagnosis::Severity::warning:
      return Mark::warning;
    case diagnosis::Severity::notice:
      break;
  }
  return Mark::notice;
}

void paintMark(QPainter& painter, const QRectF& rect, Mark mark, const Theme& theme, const QColor& ground) {
  const Brushwork brushwork(painter);
  const qreal side = std::min(rect.width(), rect.height());
  const Glyph g{painter, side / 16, rect.center() - QPointF(side / 2, side / 2)};
  const bool inside = side >= kSmallestInside;
  switch (mark) {
    case Mark::critical:
      octagon(g, theme, ground, inside);
      break;
    case Mark::lost:
      octagon(g, theme, ground, false);
      break;
    case Mark::warning:
      triangle(g, theme, ground, inside);
      break;
    case Mark::notice:
      g.circle(6.3, stroke(theme.severity.notice, g.px(1.6)), Qt::NoBrush);
      g.line(8, 7, 8, 11.6, theme.severity.notice, 1.7);
      g.line(8, 4.2, 8, 5.8, theme.severity.notice, 1.7);
      break;
    case Mark::ok:
      g.circle(7, Qt::NoPen, theme.severity.ok);
      tick(g, ground);
      break;
    case Mark::unknown:
      diamond(g, theme.severity.unknown, inside);
      if (inside) {
        question(g, theme.severity.unknown);
      }
      break;
    case Mark::pending:
      clock(g, theme.state.pending.fill);
      break;
    case Mark::live:
      g.circle(5.8, Qt::NoPen, theme.severity.ok);
      break;
    case Mark::notConfigured:
      g.circle(5.4, dashed(theme.text.muted, g.px(2.2, 1.2), g.px(3.2, 2), g.px(2.2, 1.4)), Qt::NoBrush);
      break;
    case Mark::running:
      g.circle(6.2, stroke(theme.border.strong, g.px(2.4)), Qt::NoBrush);
      g.arc(6.2, 90, -120, theme.accent.text, 2.4);
      break;
    case Mark::stays:
      g.circle(6.2, stroke(theme.text.muted, g.px(1.5)), Qt::NoBrush);
      g.line(5, 8, 11, 8, theme.text.muted, 1.5);
      break;
  }
}

QColor markColor(const Theme& theme, Mark mark) {
  switch (mark) {
    case Mark::critical:
    case Mark::lost:
      return theme.severity.critical;
    case Mark::warning:
      return theme.severity.warning;
    case Mark::notice:
      return theme.severity.notice;
    case Mark::ok:
    case Mark::live:
      return theme.severity.ok;
    case Mark::pending:
      return theme.state.pending.fill;
    case Mark::notConfigured:
    case Mark::stays:
      return theme.text.muted;
    case Mark::running:
      return theme.accent.fill;
    case Mark::unknown:
      break;
  }
  return theme.severity.unknown;
}

void paintSeverity(QPainter& painter, const QRectF& rect, diagnosis::Severity severity, const Theme& theme) {
  paintMark(painter, rect, markOf(severity), theme, theme.bg.panel);
}

void paintLogo(QPainter& painter, const QRectF& rect, const Theme& theme) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const qreal side = std::min(rect.width(), rect.height());
  painter.translate(rect.center() - QPointF(side / 2, side / 2));
  painter.scale(side / 20, side / 20);
  solid(painter, QRectF(1, 1, 7.5, 7.5), 2, theme.state.inUse.fill);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(stroke(theme.state.free.fill, 1.8));
  painter.drawRoundedRect(QRectF(11.5, 1, 7.5, 7.5), 2, 2);
  painter.setPen(dashed(theme.text.muted, 1.8, 2.4, 1.8));
  painter.drawRoundedRect(QRectF(1, 11.5, 7.5, 7.5), 2, 2);
  painter.setPen(stroke(theme.accent.text, 2));
  painter.drawEllipse(QPointF(14.6, 14.6), 3.6, 3.6);
  painter.drawLine(QPointF(17.2, 17.2), QPointF(19.4, 19.4));
  painter.restore();
}

}  // namespace claimscope::ui
