#include "ui/canvas/picture.h"

#include <QBuffer>
#include <QImage>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QStringList>
#include <QSvgGenerator>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/tell.h"
#include "ui/canvas/scene_painter.h"

namespace claimscope::ui {
namespace {

constexpr int kMargin = 16;
constexpr int kTitle = 28;

/// The scene at the size it is drawn in, and how large that is.
struct Frame {
  Scene scene;
  QSize size;
};

Frame frameOf(const Scene& scene, const QSize& size, bool everything) {
  Frame out{scene, size};
  if (!everything) {
    return out;
  }
  const topology::Rect& bounds = scene.layout->bounds;
  // Where one device gets a mark: strip level for the smallest nodes.
  const double wanted = std::max(1.0, 14.0 / std::max(1.0, scene.layout->side));
  const double scale = std::min(wanted, kMostPixels / std::max({1.0, bounds.w, bounds.h}));
  out.size = QSize(static_cast<int>(bounds.w * scale) + 2 * kMargin, static_cast<int>(bounds.h * scale) + kMargin);
  out.scene.offset = QPointF(kMargin, kMargin / 2.0);
  out.scene.viewport = Viewport(QRectF(0, 0, bounds.w, bounds.h), QSizeF(bounds.w * scale, bounds.h * scale));
  out.scene.viewport.set(QPointF(0, 0), scale);
  for (std::size_t g = 0; g < out.scene.levels.size(); ++g) {
    out.scene.levels[g] = levelFor(scene.layout->groups[g].side * scale);
  }
  return out;
}

/// One line: which cluster, when, how much.
QString titleOf(const Scene& scene) {
  const cluster::Snapshot& snapshot = *scene.snapshot;
  return QStringList{plain(snapshot.server.context), fullTime(snapshot.time),
                     counted(static_cast<std::int64_t>(scene.inventory().nodes.size()), tell("node"), tell("nodes")),
                     counted(static_cast<std::int64_t>(scene.inventory().devices.size()), tell("device"), tell("devices"))}
      .join(QStringLiteral(" · "));
}

struct Pages {
  QSize whole;
  QRectF legend;
};

Pages pagesOf(const Frame& frame, const Legend& legend) {
  const int width = std::max(frame.size.width(), 640);
  const int legendWidth = std::min(legend.sizeHint().width(), width - 2 * kMargin);
  const int legendHeight = legend.heightForWidth(legendWidth);
  const int top = kTitle + frame.size.height() + 8;
  return {QSize(width, top + legendHeight + kMargin), QRectF(kMargin, top, legendWidth, legendHeight)};
}

void paintDocument(QPainter& painter, const Frame& frame, const Legend& legend, const Look& look, const Pages& pages) {
  const Theme& theme = look.theme();
  painter.fillRect(QRect(QPoint(0, 0), pages.whole), theme.bg.canvas);
  painter.setFont(look.font(FontRole::bodyStrong));
  painter.setPen(theme.text.primary);
  painter.drawText(
      QRectF(kMargin, 4, pages.whole.width() - 2 * kMargin, kTitle), Qt::AlignLeft | Qt::AlignVCenter,
      QFontMetricsF(painter.font()).elidedText(titleOf(frame.scene), Qt::ElideRight, pages.whole.width() - 2 * kMargin));
  painter.save();
  painter.translate(0, kTitle);
  painter.setClipRect(QRect(QPoint(0, 0), frame.size));
  paintSceneShapes(painter, frame.scene, look, frame.size);
  painter.restore();
  legend.paint(painter, pages.legend);
}

}  // namespace

QString pictureSuffix(PictureKind kind) {
  return kind == PictureKind::png   ? QStringLiteral("png")
         : kind == PictureKind::svg ? QStringLiteral("svg")
                                    : QStringLiteral("pdf");
}

QByteArray pictureOf(const Scene& scene, Look& look, const QSize& size, PictureKind kind, bool everything) {
  const Frame frame = frameOf(scene, size, everything);
  Legend legend(look);
  legend.setCounts(legendCounts(frame.scene), frame.scene.colouring);
  legend.setDimmed(frame.scene.dimmed);
  const Pages pages = pagesOf(frame, legend);
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  switch (kind) {
    case PictureKind::png: {
      const double ratio = everything ? 1 : 2;
      QImage image(pages.whole * ratio, QImage::Format_RGB32);
      image.setDevicePixelRatio(ratio);
      {
        QPainter painter(&image);
        paintDocument(painter, frame, legend, look, pages);
      }
      image.save(&buffer, "PNG");
      break;
    }
    case PictureKind::svg: {
      QSvgGenerator generator;
      generator.setOutputDevice(&buffer);
      generator.setSize(pages.whole);
      generator.setViewBox(QRect(QPoint(0, 0), pages.whole));
      generator.setTitle(QStringLiteral("Claimscope"));
      QPainter painter(&generator);
      paintDocument(painter, frame, legend, look, pages);
      break;
    }
    case PictureKind::pdf: {
      QPdfWriter writer(&buffer);
      writer.setCreator(QStringLiteral("Claimscope"));
      writer.setTitle(titleOf(scene));
      // One page as large as the picture, at 96 pixels an inch.
      constexpr double kPoints = 72.0 / 96.0;
      writer.setPageSize(QPageSize(QSizeF(pages.whole) * kPoints, QPageSize::Point, QString(), QPageSize::ExactMatch));
      writer.setPageMargins(QMarginsF(0, 0, 0, 0));
      writer.setResolution(96);
      QPainter painter(&writer);
      paintDocument(painter, frame, legend, look, pages);
      break;
    }
  }
  return bytes;
}

}  // namespace claimscope::ui
