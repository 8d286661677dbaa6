// Picture: the topology as a document: what is in sight or everything, with legend, source and the snapshot's time. GUI thread.
#pragma once

#include <QByteArray>
#include <QSize>

#include "ui/canvas/legend.h"
#include "ui/canvas/scene.h"

namespace claimscope::ui {

enum class PictureKind { png, svg, pdf };
[[nodiscard]] QString pictureSuffix(PictureKind kind);

/// `size`: of the canvas, in logical pixels. `everything`: the whole layout, large enough that each device has a mark of its own
/// where that gives a picture of at most kMostPixels a side; else what is in sight.
inline constexpr double kMostPixels = 8'000;
[[nodiscard]] QByteArray pictureOf(const Scene& scene, Look& look, const QSize& size, PictureKind kind, bool everything);

}  // namespace claimscope::ui
