#include "ui/canvas/scene_painter.h"

#include <QPainter>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/shapes.h"
#include "ui/base/tell.h"
#include "ui/canvas/card_text.h"
#include "ui/canvas/node_painter.h"
#include "ui/canvas/text_fit.h"

namespace claimscope::ui {

using cluster::DeviceState;

namespace {

/// Name bold, subtitle muted, counts at the right; what does not fit is elided, the counts go first.
void paintHeader(QPainter& painter, const Scene& scene, const Look& look, std::size_t index, const QRectF& panel) {
  const Theme& theme = look.theme();
  const topology::GroupBox& group = scene.layout->groups[index];
  const QRectF header(panel.left() + 10, panel.top() + 1, panel.width() - 20,
                      std::clamp(scene.onScreen(group.header).height(), 22.0, 34.0));
  double right = header.right();
  const std::int8_t mark = scene.marks.ofGroup.empty() ? Marks::kNone : scene.marks.ofGroup[index];
  if (mark != Marks::kNone) {
    const QRectF icon(right - 14, header.center().y() - 7, 14, 14);
    paintSeverity(painter, icon, static_cast<diagnosis::Severity>(mark), theme);
    right = icon.left() - 8;
  }
  const QFont strong = look.font(FontRole::bodyStrong);
  const QFont small = look.font(FontRole::small);
  const QString name = groupName(group.name);
  const double nameWidth = std::min(textWidth(strong, name) + 1, right - header.left());
  painter.setFont(strong);
  painter.setPen(theme.text.primary);
  painter.drawText(QRectF(header.left(), header.top(), nameWidth, header.height()), Qt::AlignLeft | Qt::AlignVCenter,
                   elideKeepingSuffix(name, strong, nameWidth));
  const double left = header.left() + nameWidth + 8;
  const QString counts = groupCounts(printedCounts(*scene.snapshot, group.counts));
  const double countsWidth = textWidth(small, counts) + 1;
  painter.setFont(small);
  double subtitleRight = right;
  if (countsWidth <= right - left) {
    painter.setPen(theme.text.secondary);
    painter.drawText(QRectF(right - countsWidth, header.top(), countsWidth, header.height()), Qt::AlignRight | Qt::AlignVCenter,
                     counts);
    subtitleRight = right - countsWidth - 10;
  }
  if (subtitleRight - left > 40) {
    painter.setPen(theme.text.muted);
    painter.drawText(QRectF(left, header.top(), subtitleRight - left, header.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     fitted(small, said(group.subtitle), Qt::ElideRight, subtitleRight - left));
  }
}

void paintZoneLabels(QPainter& painter, const Scene& scene, const Look& look, const topology::GroupBox& group) {
  const QFont font = look.font(FontRole::captionStrong);
  const QFont plain = look.font(FontRole::caption);
  for (const topology::ZoneBox& zone : group.zones) {
    const QRectF label = scene.onScreen(zone.label);
    if (label.isEmpty() || label.width() < 60) {
      continue;
    }
    const QString name = zone.name.empty() ? tell("no zone") : shown(zone.name);
    const QRectF box(label.left(), label.top(), label.width(), std::min(label.height(), 22.0));
    painter.setFont(font);
    painter.setPen(look.theme().text.secondary);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, fitted(font, name, Qt::ElideRight, box.width()));
    const double left = box.left() + textWidth(font, name) + 8;
    if (!scene.cards && box.right() - left > 60) {
      painter.setFont(plain);
      painter.setPen(look.theme().text.muted);
      painter.drawText(QRectF(left, box.top(), box.right() - left, box.height()), Qt::AlignLeft | Qt::AlignVCenter,
                       counted(zone.nodeCount, tell("node"), tell("nodes")));
    }
  }
}

/// Below four pixels a node: one stacked bar of the group's devices.
void paintPoolBar(QPainter& painter, const topology::GroupBox& group, const Theme& theme, const QRectF& panel) {
  const QRectF bar(panel.left() + 10, panel.top() + std::min(26.0, panel.height() * 0.5), panel.width() - 20,
                   std::min(12.0, panel.height() * 0.4));
  const auto total = static_cast<double>(std::max<std::int64_t>(1, group.counts.total()));
  double x = bar.left();
  for (std::size_t i = 0; i < cluster::kDeviceStates; ++i) {
    const double width = bar.width() * static_cast<double>(group.counts.byState[i]) / total;
    painter.fillRect(QRectF(x, bar.top(), width, bar.height()), theme.of(static_cast<DeviceState>(i)).fill);
    x += width;
  }
}

}  // namespace

QString groupCounts(const cluster::StateCounts& counts) {
  if (counts.total() == 0) {
    return tell("no devices");
  }
  return tell("%1 in use · %2 free of %3")
      .arg(number(Count{counts.of(DeviceState::inUse), counts.inUseBound}),
           number(Count{counts.of(DeviceState::free), counts.freeBound}), number(Count{counts.total(), Bound::exact}));
}

namespace {

void paintGrounds(QPainter& painter, const Scene& scene, const Look& look, const QRectF& visible) {
  const Theme& theme = look.theme();
  painter.setRenderHint(QPainter::Antialiasing, true);
  for (std::size_t g = 0; g < scene.layout->groups.size(); ++g) {
    const topology::GroupBox& group = scene.layout->groups[g];
    const QRectF panel = scene.onScreen(group.rect);
    if (!panel.intersects(visible)) {
      continue;
    }
    painter.setPen(QPen(theme.border.normal, theme.lineWidth));
    painter.setBrush(theme.bg.panel);
    painter.drawRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    paintHeader(painter, scene, look, g, panel);
    if (scene.levels[g] == Level::pool) {
      paintPoolBar(painter, group, theme, panel);
    } else {
      paintZoneLabels(painter, scene, look, group);
    }
  }
}

}  // namespace

QImage paintScene(const Scene& scene, const Look& look, const QSize& size, double devicePixelRatio) {
  QImage image;
  paintScene(image, scene, look, size, devicePixelRatio);
  return image;
}

void paintScene(QImage& image, const Scene& scene, const Look& look, const QSize& size, double devicePixelRatio) {
  if (image.size() != size * devicePixelRatio) {
    image = QImage(size * devicePixelRatio, QImage::Format_RGB32);
  }
  paintScenePart(image, scene, look, image.rect(), {0, 0}, devicePixelRatio);
}

void paintScenePart(QImage& image, const Scene& scene, const Look& look, const QRect& part, const QPoint& at,
                    double devicePixelRatio) {
  const QRect target = QRect(at, part.size()).intersected(image.rect());
  if (target.isEmpty()) {
    return;
  }
  image.setDevicePixelRatio(devicePixelRatio);
  const QPoint by = at - part.topLeft();
  const QRect inside = target.translated(-by);
  RasterBoxes boxes(image, target, by);
  boxes.fill(inside.x(), inside.y(), inside.width(), inside.height(), Raster::pack(look.theme().bg.canvas));
  const QRectF visible(QPointF(inside.topLeft()) / devicePixelRatio, QSizeF(inside.size()) / devicePixelRatio);
  const auto start = [&](QPainter& painter) {
    painter.translate(QPointF(by) / devicePixelRatio);
    if (target != image.rect()) {
      painter.setClipRect(visible);
    }
  };
  {
    QPainter painter(&image);
    start(painter);
    paintGrounds(painter, scene, look, visible);
  }
  const NodePainter nodes(scene, look);
  nodes.paintMasses(boxes, visible, devicePixelRatio);
  QPainter painter(&image);
  start(painter);
  nodes.paintCards(painter, visible);
}

void paintNodes(QImage& image, const Scene& scene, const Look& look, const std::vector<cluster::NodeIndex>& nodes,
                const QRect& part, const QPoint& at, double devicePixelRatio) {
  RasterBoxes boxes(image, QRect(at, part.size()), at - part.topLeft());
  const QRectF visible(QPointF(part.topLeft()) / devicePixelRatio, QSizeF(part.size()) / devicePixelRatio);
  NodePainter(scene, look).paintAnew(boxes, nodes, visible, devicePixelRatio);
}

QRect countsRect(const Scene& scene, std::size_t group, double devicePixelRatio) {
  const QRectF panel = scene.onScreen(scene.layout->groups[group].rect);
  const double height = scene.levels[group] == Level::pool
                            ? panel.height()
                            : 2 + std::clamp(scene.onScreen(scene.layout->groups[group].header).height(), 22.0, 34.0);
  const QRectF rect(panel.left(), panel.top(), panel.width(), height);
  return QRectF(rect.topLeft() * devicePixelRatio, rect.size() * devicePixelRatio).toAlignedRect();
}

void paintSceneShapes(QPainter& painter, const Scene& scene, const Look& look, const QSize& size) {
  const QRectF visible(QPointF(0, 0), QSizeF(size));
  paintGrounds(painter, scene, look, visible);
  const NodePainter nodes(scene, look);
  // Boxes on quarter pixels, so that small ones keep their place in a document that can be enlarged.
  constexpr double kFine = 4;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.scale(1 / kFine, 1 / kFine);
  PainterBoxes boxes(painter);
  nodes.paintMasses(boxes, visible, kFine);
  painter.restore();
  nodes.paintCards(painter, visible);
}

}  // namespace claimscope::ui
