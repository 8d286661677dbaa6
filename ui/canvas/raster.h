// Raster: fills of axis-aligned boxes straight into the pixels of an image, for the levels that draw tens of thousands. Any
// thread.
#pragma once

#include <QColor>
#include <QImage>
#include <QRect>
#include <algorithm>
#include <cstdint>

namespace claimscope::ui {

/// Measured (qt-and-libraries.md 4.1): 195,000 boxes in 4.7 ms, against 38.7 ms by QPainter::fillRect.
class Raster {
 public:
  /// The image must be Format_RGB32 and outlive the raster, which touches no pixel outside `clip`.
  Raster(QImage& image, const QRect& clip)
      : m_bits(reinterpret_cast<std::uint32_t*>(image.bits())),
        m_stride(image.bytesPerLine() / 4),
        m_left(std::max(0, clip.left())),
        m_top(std::max(0, clip.top())),
        m_right(std::min(image.width(), clip.right() + 1)),
        m_bottom(std::min(image.height(), clip.bottom() + 1)) {}

  /// Box in pixels, clipped.
  void fill(int x, int y, int w, int h, std::uint32_t colour) {
    const int x1 = std::min(x + w, m_right);
    const int y1 = std::min(y + h, m_bottom);
    x = std::max(x, m_left);
    y = std::max(y, m_top);
    for (int row = y; row < y1; ++row) {
      std::uint32_t* line = m_bits + row * m_stride;
      if (x < x1) {
        std::fill(line + x, line + x1, colour);
      }
    }
  }

  /// One pixel wide outline.
  void outline(int x, int y, int w, int h, std::uint32_t colour) {
    fill(x, y, w, 1, colour);
    fill(x, y + h - 1, w, 1, colour);
    fill(x, y, 1, h, colour);
    fill(x + w - 1, y, 1, h, colour);
  }

  [[nodiscard]] static std::uint32_t pack(const QColor& colour) { return colour.rgb() | 0xff000000U; }
  /// `a` part of colour over ground, for dimming without alpha blending while drawing.
  [[nodiscard]] static QColor mix(const QColor& colour, const QColor& ground, double a) {
    auto channel = [a](int c, int g) { return static_cast<int>(c * a + g * (1 - a) + 0.5); };
    return {channel(colour.red(), ground.red()), channel(colour.green(), ground.green()), channel(colour.blue(), ground.blue())};
  }

 private:
  std::uint32_t* m_bits;
  qsizetype m_stride;
  int m_left;
  int m_top;
  int m_right;
  int m_bottom;
};

}  // namespace claimscope::ui
