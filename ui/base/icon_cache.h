// IconCache: line icons of icons.svg as pixmaps, by id, size, colour and device pixel ratio. GUI thread.
#pragma once

#include <QColor>
#include <QHash>
#include <QPixmap>
#include <QString>
#include <memory>

class QSvgRenderer;

namespace claimscope::ui {

class IconCache {
 public:
  IconCache();
  ~IconCache();
  /// `size` in logical pixels; an id that the file does not have gives an empty pixmap and a warning.
  [[nodiscard]] QPixmap icon(const QString& id, int size, const QColor& color, qreal devicePixelRatio);

 private:
  [[nodiscard]] QSvgRenderer& rendererOf(const QColor& color);
  QString m_svg;
  QHash<QRgb, std::shared_ptr<QSvgRenderer>> m_renderers;
  QHash<QString, QPixmap> m_pixmaps;
};

}  // namespace claimscope::ui
