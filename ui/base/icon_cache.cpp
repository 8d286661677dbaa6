#include "ui/base/icon_cache.h"

#include <QPainter>
#include <QSvgRenderer>
#include <algorithm>
#include <cmath>

#include "ui/base/assets.h"

namespace claimscope::ui {

namespace {
// A window uses some 200 at once; a person who drags it between screens all day must not fill the memory.
constexpr qsizetype kMostPixmaps = 2000;
}  // namespace

IconCache::IconCache() : m_svg(QString::fromUtf8(asset(QStringLiteral(":/icons.svg")))) {}

IconCache::~IconCache() = default;

QSvgRenderer& IconCache::rendererOf(const QColor& color) {
  std::shared_ptr<QSvgRenderer>& renderer = m_renderers[color.rgb()];
  if (!renderer) {
    // Qt resolves currentColor to black, so the colour is put in its place before the file is read.
    QString svg = m_svg;
    svg.replace(QLatin1String("currentColor"), color.name());
    renderer = std::make_shared<QSvgRenderer>(svg.toUtf8());
  }
  return *renderer;
}

QPixmap IconCache::icon(const QString& id, int size, const QColor& color, qreal devicePixelRatio) {
  const qreal ratio = std::clamp(devicePixelRatio, 1.0, 8.0);
  const int side = static_cast<int>(std::lround(std::clamp(size, 1, 256) * ratio));
  const QString key = QStringLiteral("%1|%2|%3").arg(id).arg(side).arg(color.rgba());
  if (const auto found = m_pixmaps.constFind(key); found != m_pixmaps.constEnd() && found->devicePixelRatio() == ratio) {
    return *found;
  }
  QPixmap pixmap(side, side);
  pixmap.fill(Qt::transparent);
  QSvgRenderer& renderer = rendererOf(color);
  if (!renderer.elementExists(id)) {
    qWarning("icons.svg has no icon called %s", qPrintable(id));
    return pixmap;
  }
  {
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter, id, QRectF(0, 0, side, side));
  }
  pixmap.setDevicePixelRatio(ratio);
  if (m_pixmaps.size() >= kMostPixmaps) {
    m_pixmaps.clear();
  }
  m_pixmaps.insert(key, pixmap);
  return pixmap;
}

}  // namespace claimscope::ui
