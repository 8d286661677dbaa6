// putPixels, largeImage: an opaque image on the screen, past the painter where that is possible. GUI thread.
#pragma once

#include <QImage>
#include <QPainter>
#include <QRect>

namespace claimscope::ui {

/// What painter.drawImage(target, image, source) does for an image of Format_RGB32, for a painter that maps pixels to pixels:
/// without smoothing, and, where the target is very large and scaled, with every second row twice. To copy 3840 x 2160 pixels row
/// by row is what a frame at that size takes most of its time for; written around the caches it takes two thirds (./dev bench ui,
/// panHuge).
void putPixels(QPainter& painter, const QRect& target, const QImage& image, const QRect& source);

/// An image of Format_RGB32 in huge pages where it is large and the system has them: to read it for a frame takes a sixth less.
[[nodiscard]] QImage largeImage(const QSize& size);

}  // namespace claimscope::ui
