// ScenePainter: the ground of the topology: groups, zones, nodes. No selection, no hover. GUI thread.
#pragma once

#include <QImage>
#include <QString>

#include "ui/canvas/scene.h"

namespace claimscope::ui {

/// Paints the whole scene into an image of `size` logical pixels.
[[nodiscard]] QImage paintScene(const Scene& scene, const Look& look, const QSize& size, double devicePixelRatio);

/// "28 in use · 15 free of 48": the right-hand words of a group header, with bounds.
[[nodiscard]] QString groupCounts(const cluster::StateCounts& counts);

}  // namespace claimscope::ui
