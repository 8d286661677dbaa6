#include "ui/canvas/pixels.h"

#include <QPaintEngine>
#include <QTransform>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#ifdef __linux__
#include <sys/mman.h>
#endif

namespace claimscope::ui {
namespace {

constexpr int kManyRows = 1200;  ///< scaled, one that is higher takes two thirds of a frame

/// Around the caches: what goes to the screen is not read again.
void copyRow(std::uint32_t* to, const std::uint32_t* from, int count) {
#ifdef __SSE2__
  // A line of the cache at a time, and what is read is asked for well before.
  constexpr std::uintptr_t kInLine = 63;
  constexpr int kLine = 16;
  constexpr int kAhead = 256;
  while (count > 0 && (reinterpret_cast<std::uintptr_t>(to) & kInLine) != 0) {
    *to++ = *from++;
    --count;
  }
  for (; count >= kLine; count -= kLine, to += kLine, from += kLine) {
    _mm_prefetch(reinterpret_cast<const char*>(from + kAhead), _MM_HINT_NTA);
    const auto* lanes = reinterpret_cast<const __m128i*>(from);
    const __m128i a = _mm_loadu_si128(lanes);
    const __m128i b = _mm_loadu_si128(lanes + 1);
    const __m128i c = _mm_loadu_si128(lanes + 2);
    const __m128i d = _mm_loadu_si128(lanes + 3);
    auto* out = reinterpret_cast<__m128i*>(to);
    _mm_stream_si128(out, a);
    _mm_stream_si128(out + 1, b);
    _mm_stream_si128(out + 2, c);
    _mm_stream_si128(out + 3, d);
  }
#endif
  std::memcpy(to, from, static_cast<std::size_t>(std::max(0, count)) * sizeof *to);
}

void finishRows() {
#ifdef __SSE2__
  _mm_sfence();
#endif
}

/// The image a painter paints on, if pixels may be written into it as they are; else null.
QImage* imageUnder(const QPainter& painter) {
  QPaintEngine* engine = painter.paintEngine();
  if (engine == nullptr || engine->type() != QPaintEngine::Raster || painter.hasClipping() || painter.opacity() < 1 ||
      painter.compositionMode() != QPainter::CompositionMode_SourceOver || engine->paintDevice() == nullptr ||
      engine->paintDevice()->devType() != QInternal::Image) {
    return nullptr;
  }
  auto* image = static_cast<QImage*>(engine->paintDevice());
  const bool plain = image->format() == QImage::Format_RGB32 || image->format() == QImage::Format_ARGB32 ||
                     image->format() == QImage::Format_ARGB32_Premultiplied;
  return plain ? image : nullptr;
}

/// Pixels of `source` that the `target` of this many pixels takes, one after another.
std::vector<int> nearest(int target, int from, int source) {
  std::vector<int> out(static_cast<std::size_t>(target));
  for (int i = 0; i < target; ++i) {
    out[static_cast<std::size_t>(i)] = from + std::min(source - 1, static_cast<int>((i + 0.5) * source / target));
  }
  return out;
}

}  // namespace

void putPixels(QPainter& painter, const QRect& target, const QImage& image, const QRect& source) {
  const QTransform to = painter.deviceTransform();
  constexpr double kWhole = 1e-4;
  const QPoint by(qRound(to.dx()), qRound(to.dy()));
  const bool moves = std::abs(to.m11() - 1) < kWhole && std::abs(to.m22() - 1) < kWhole && std::abs(to.m12()) < kWhole &&
                     std::abs(to.m21()) < kWhole && std::abs(to.dx() - by.x()) < kWhole && std::abs(to.dy() - by.y()) < kWhole;
  QImage* under = moves && image.format() == QImage::Format_RGB32 ? imageUnder(painter) : nullptr;
  if (under == nullptr || target.isEmpty() || !image.rect().contains(source)) {
    painter.drawImage(target, image, source);
    return;
  }
  const QRect all = target.translated(by);
  const QRegion clip = painter.paintEngine()->systemClip();
  const QRegion parts = (clip.isEmpty() ? QRegion(under->rect()) : clip & under->rect()) & all;
  const bool scaled = target.size() != source.size();
  const std::vector<int> columns = scaled ? nearest(all.width(), source.left(), source.width()) : std::vector<int>();
  const std::vector<int> rows = nearest(all.height(), source.top(), source.height());
  const int granule = scaled && all.height() > kManyRows ? 2 : 1;
  std::vector<std::uint32_t> row;
  for (const QRect& part : parts) {
    int last = -1;
    row.resize(static_cast<std::size_t>(part.width()));
    for (int y = part.top(); y <= part.bottom(); ++y) {
      const int at = y - all.top();
      auto* line = reinterpret_cast<std::uint32_t*>(under->scanLine(y)) + part.left();
      const int from = rows[static_cast<std::size_t>(at - at % granule)];
      const auto* pixels = reinterpret_cast<const std::uint32_t*>(image.constScanLine(from));
      if (!scaled) {
        copyRow(line, pixels + source.left() + (part.left() - all.left()), part.width());
        continue;
      }
      if (from != last) {
        const int* column = columns.data() + (part.left() - all.left());
        for (std::size_t x = 0; x < row.size(); ++x) {
          row[x] = pixels[column[x]];
        }
        last = from;
      }
      copyRow(line, row.data(), part.width());
    }
  }
  finishRows();
}

QImage largeImage(const QSize& size) {
#ifdef __linux__
  constexpr std::size_t kPage = 2U << 20U;
  const std::size_t bytes = static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height()) * 4;
  if (bytes >= 2 * kPage) {
    const std::size_t whole = (bytes + kPage - 1) / kPage * kPage;
    if (void* memory = std::aligned_alloc(kPage, whole)) {
      madvise(memory, whole, MADV_HUGEPAGE);  // refused: ordinary pages do as well
      return {static_cast<uchar*>(memory),
              size.width(),
              size.height(),
              static_cast<qsizetype>(size.width()) * 4,
              QImage::Format_RGB32,
              [](void* of) { std::free(of); },
              memory};
    }
  }
#endif
  return {size, QImage::Format_RGB32};
}

}  // namespace claimscope::ui
