// Boxes: where filled boxes go: pixels of an image while the window draws, shapes of a document when a picture is exported. Any
// thread.
#pragma once

#include <QPainter>

#include "ui/canvas/raster.h"

namespace claimscope::ui {

class Boxes {
 public:
  Boxes() = default;
  Boxes(const Boxes&) = delete;
  Boxes& operator=(const Boxes&) = delete;
  virtual ~Boxes() = default;
  virtual void fill(int x, int y, int w, int h, std::uint32_t colour) = 0;
  void outline(int x, int y, int w, int h, std::uint32_t colour) {
    fill(x, y, w, 1, colour);
    fill(x, y + h - 1, w, 1, colour);
    fill(x, y, 1, h, colour);
    fill(x + w - 1, y, 1, h, colour);
  }
};

class RasterBoxes final : public Boxes {
 public:
  /// Boxes are moved by `by`, and touch no pixel outside `clip`, which is one of the image.
  RasterBoxes(QImage& image, const QRect& clip, const QPoint& by) : m_raster(image, clip), m_by(by) {}
  void fill(int x, int y, int w, int h, std::uint32_t colour) override {
    m_raster.fill(x + m_by.x(), y + m_by.y(), w, h, colour);
  }

 private:
  Raster m_raster;
  QPoint m_by;
};

/// Each box is a rectangle of the document; its painter is scaled by one over the device pixel ratio of the boxes.
class PainterBoxes final : public Boxes {
 public:
  explicit PainterBoxes(QPainter& painter) : m_painter(painter) {}
  void fill(int x, int y, int w, int h, std::uint32_t colour) override {
    if (w > 0 && h > 0) {
      m_painter.fillRect(QRect(x, y, w, h), QColor::fromRgb(colour));
    }
  }

 private:
  QPainter& m_painter;
};

}  // namespace claimscope::ui
