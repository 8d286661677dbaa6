// Shapes of states and severities, filled by tokens: never colour alone. Pure painting; GUI thread.
#pragma once

#include <QPainter>
#include <QRectF>

#include "model/cluster/inventory.h"
#include "model/diagnosis/finding.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

/// What lies over a device's real state.
struct CellFlags {
  bool adminAccess = false;  ///< corner triangle at the top right
  bool blocked = false;      ///< free, but its counters are used up: dotted edge
};

/// One device as a square, from 7 px up: hollow free, solid in use, cut square reserved, hatch tainted, cross unhealthy, dots
/// unknown.
void paintStateCell(QPainter& painter, const QRectF& rect, cluster::DeviceState state, const Theme& theme, CellFlags flags = {});
/// A segment of a bar of many devices: like the cell, but reserved is a hatch that falls to the right.
void paintStateBar(QPainter& painter, const QRectF& rect, cluster::DeviceState state, const Theme& theme);

/// Marks that carry a meaning by their shape.
enum class Mark {
  critical,       ///< octagon with an exclamation mark
  warning,        ///< triangle
  notice,         ///< ring with an i
  ok,             ///< disc with a tick
  unknown,        ///< dashed diamond
  pending,        ///< ring with clock hands
  live,           ///< small disc
  lost,           ///< plain octagon, for freshness
  notConfigured,  ///< dotted ring
  running,        ///< ring with an arc in the accent: something is under way
  stays,          ///< ring with a minus: left alone
};
[[nodiscard]] Mark markOf(diagnosis::Severity severity);
/// The colour a mark is drawn in, for bars and edges beside it.
[[nodiscard]] QColor markColor(const Theme& theme, Mark mark);
/// Drawn on a 16 x 16 grid scaled into `rect`; `ground` is the colour of cut-outs.
void paintMark(QPainter& painter, const QRectF& rect, Mark mark, const Theme& theme, const QColor& ground);
void paintSeverity(QPainter& painter, const QRectF& rect, diagnosis::Severity severity, const Theme& theme);
/// The program's mark without its ground, drawn from tokens as in the rail.
void paintLogo(QPainter& painter, const QRectF& rect, const Theme& theme);
/// Parallel lines at 45 degrees with a fixed pitch, clipped to rect; rising to the right unless `falling`.
void paintHatch(QPainter& painter, const QRectF& rect, const QColor& color, qreal pitch, qreal width, bool falling = false);

}  // namespace claimscope::ui
