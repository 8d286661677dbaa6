// GanttFill: fills of boxes straight into the pixels of an image. Any thread.
#pragma once

#include <QImage>
#include <algorithm>
#include <cstdint>

namespace claimscope::ui {

class GanttFill {
 public:
  /// The image must be Format_RGB32 and outlive this.
  explicit GanttFill(QImage& image)
      : m_bits(reinterpret_cast<std::uint32_t*>(image.bits())),
        m_stride(image.bytesPerLine() / 4),
        m_width(image.width()),
        m_height(image.height()) {}

  /// From the first column and row to before the last ones, clipped to the image.
  void box(int left, int right, int top, int bottom, std::uint32_t color) {
    left = std::max(left, 0);
    right = std::min(right, m_width);
    if (left >= right) {
      return;
    }
    bottom = std::min(bottom, m_height);
    for (int y = std::max(top, 0); y < bottom; ++y) {
      std::uint32_t* line = m_bits + y * m_stride;
      std::fill(line + left, line + right, color);
    }
  }

 private:
  std::uint32_t* m_bits;
  qsizetype m_stride;
  int m_width;
  int m_height;
};

}  // namespace claimscope::ui
