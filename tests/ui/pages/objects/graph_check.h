// What is wrong with how a small graph is laid out. Test thread.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "ui/pages/inspector/claim_graph.h"

namespace claimscope::ui {

/// Do two straight pieces cross somewhere other than at their ends?
inline bool cross(const std::pair<QPoint, QPoint>& a, const std::pair<QPoint, QPoint>& b) {
  const bool aDown = a.first.x() == a.second.x();
  const bool bDown = b.first.x() == b.second.x();
  if (aDown == bDown) {
    return false;
  }
  const auto& down = aDown ? a : b;
  const auto& side = aDown ? b : a;
  const int x = down.first.x();
  const int y = side.first.y();
  return x > std::min(side.first.x(), side.second.x()) && x < std::max(side.first.x(), side.second.x()) &&
         y > std::min(down.first.y(), down.second.y()) && y < std::max(down.first.y(), down.second.y());
}

/// Does a piece run through the inside of a box?
inline bool through(const std::pair<QPoint, QPoint>& piece, const QRect& box) {
  const QRect run = QRect(QPoint(std::min(piece.first.x(), piece.second.x()), std::min(piece.first.y(), piece.second.y())),
                          QPoint(std::max(piece.first.x(), piece.second.x()), std::max(piece.first.y(), piece.second.y())));
  return run.intersects(box.adjusted(1, 1, -1, -1));
}

/// Boxes outside the width or over each other, arrows that cross, that run through a box, or that are not straight; empty: none.
inline QString troubleOf(const ClaimGraph& graph, int width) {
  for (std::size_t a = 0; a < graph.boxes.size(); ++a) {
    const QRect& rect = graph.boxes[a].rect;
    if (rect.left() < 0 || rect.right() >= width || rect.bottom() >= graph.height || rect.width() < 40) {
      return QStringLiteral("outside: ") + graph.boxes[a].name;
    }
    for (std::size_t b = a + 1; b < graph.boxes.size(); ++b) {
      if (rect.intersects(graph.boxes[b].rect)) {
        return QStringLiteral("over each other: ") + graph.boxes[a].name + QStringLiteral(" / ") + graph.boxes[b].name;
      }
    }
  }
  std::vector<std::pair<QPoint, QPoint>> pieces;
  for (const GraphArrow& arrow : graph.arrows) {
    for (std::size_t i = 1; i < arrow.points.size(); ++i) {
      const std::pair<QPoint, QPoint> piece{arrow.points[i - 1], arrow.points[i]};
      if (piece.first.x() != piece.second.x() && piece.first.y() != piece.second.y()) {
        return QStringLiteral("slanted: ") + graphWords(graph);
      }
      for (const GraphBox& box : graph.boxes) {
        if (through(piece, box.rect)) {
          return QStringLiteral("through ") + box.name + QStringLiteral(": ") + graphWords(graph);
        }
      }
      for (const auto& other : pieces) {
        if (cross(piece, other)) {
          return QStringLiteral("crossed: ") + graphWords(graph);
        }
      }
      pieces.push_back(piece);
    }
  }
  return {};
}

}  // namespace claimscope::ui
