// ScenePainter: the ground of the topology: groups, zones, nodes. No selection, no hover. GUI thread.
#pragma once

#include <QImage>
#include <QPainter>
#include <QString>

#include "ui/canvas/scene.h"

namespace claimscope::ui {

/// Paints the whole scene into an image of `size` logical pixels.
[[nodiscard]] QImage paintScene(const Scene& scene, const Look& look, const QSize& size, double devicePixelRatio);

/// The same into an image that is kept from frame to frame: a new one of 30 MB costs more than its boxes.
void paintScene(QImage& image, const Scene& scene, const Look& look, const QSize& size, double devicePixelRatio);
/// A part of the picture, in its pixels, into an image where the part's top left stands at `at`.
void paintScenePart(QImage& image, const Scene& scene, const Look& look, const QRect& part, const QPoint& at,
                    double devicePixelRatio);
/// Anew what the nodes within a part of the picture say of the states of their devices; only those of coarse levels, without
/// text.
void paintNodes(QImage& image, const Scene& scene, const Look& look, const std::vector<cluster::NodeIndex>& nodes,
                const QRect& part, const QPoint& at, double devicePixelRatio);
/// Where a group says its counts, in pixels of the picture: its header, and its bar where it has one.
[[nodiscard]] QRect countsRect(const Scene& scene, std::size_t group, double devicePixelRatio);
/// The whole scene as shapes instead of pixels, for documents (SVG, PDF); without the ground.
void paintSceneShapes(QPainter& painter, const Scene& scene, const Look& look, const QSize& size);

/// "28 in use · 15 free of 48": the right-hand words of a group header, with bounds.
[[nodiscard]] QString groupCounts(const cluster::StateCounts& counts);

}  // namespace claimscope::ui
