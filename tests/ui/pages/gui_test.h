// GuiTest: what every test of widgets begins with: fonts, style and a look; any Qt warning fails. GUI thread.
#pragma once

#include <QApplication>
#include <QtTest>

#include "ui/base/theme.h"

namespace claimscope::ui {

/// Has no slots of its own, so it needs no Q_OBJECT.
class GuiTest : public QObject {
 protected:
  /// For initTestCase().
  static void prepare() {
    Look::installFonts();
    QApplication::setStyle(QStringLiteral("Fusion"));
  }
  /// For init(). The offscreen platform says of itself that it has no window manager; everything else fails.
  static void watchWarnings() {
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints)")));
  }

  static void dress(const Look& look) {
    QApplication::setPalette(look.palette());
    QApplication::setFont(look.font(FontRole::body));
    qApp->setStyleSheet(look.styleSheet());
  }
  /// Lays a widget out at a size and paints it, as showing it would.
  static QImage shown(QWidget& widget, const QSize& size) {
    widget.setAttribute(Qt::WA_DontShowOnScreen);
    widget.resize(size);
    widget.show();
    QCoreApplication::sendPostedEvents();
    return widget.grab().toImage();
  }
};

}  // namespace claimscope::ui
