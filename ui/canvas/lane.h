// Lane: the binding lane left of the topology: owner, pods and claims of the selection as boxes. GUI thread.
#pragma once

#include <QPainter>
#include <QRectF>
#include <QString>
#include <optional>
#include <vector>

#include "model/topology/relations.h"
#include "ui/base/theme.h"
#include "ui/base/view.h"

namespace claimscope::ui {

struct LaneBox {
  enum class Kind { owner, pod, claim, more };
  Kind kind = Kind::owner;
  QRectF rect;
  QString caption;  ///< "Claim", "Pod", "Job"
  QString aside;    ///< "Running", "owner"
  QString name;
  QString detail;                  ///< "4 devices · shared by 2 pods"
  topology::Focus focus;           ///< what a click selects; none for owners
  std::optional<ObjectRef> owner;  ///< what a click opens; only of owners
  bool selected = false;
};

/// Boxes from top to bottom in owner → pods → claims order, and the line of help below them.
struct Lane {
  QRectF rect;
  std::vector<LaneBox> boxes;
  QString hint;
  static constexpr double kWidth = 184;

  [[nodiscard]] const LaneBox* at(const QPointF& point) const;
  /// The first claim box, where the edge to the devices starts; null when no claim is bound.
  [[nodiscard]] const LaneBox* claimBox() const;
};

/// At most six pods and four claims get a box; the rest is one box that counts them.
[[nodiscard]] Lane makeLane(const cluster::Snapshot& snapshot, const topology::Neighbourhood& bound, const QRectF& rect);

/// `floating`: on a panel of its own because nodes lie under it.
void paintLane(QPainter& painter, const Lane& lane, const Look& look, bool floating);

}  // namespace claimscope::ui
