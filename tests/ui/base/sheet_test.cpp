// Renders every component in every theme and looks at what came out; the pictures stay in the build folder for people. One
// thread.
#include <QApplication>
#include <QFocusEvent>
#include <QtTest>

#include "tests/ui/base/component_sheet.h"

using namespace claimscope::ui;

namespace {

/// Share of the pixels of `area` that have exactly this colour.
double share(const QImage& image, const QRect& area, const QColor& color) {
  qint64 hits = 0;
  for (int y = area.top(); y <= area.bottom(); ++y) {
    for (int x = area.left(); x <= area.right(); ++x) {
      hits += image.pixel(x, y) == color.rgb() ? 1 : 0;
    }
  }
  return static_cast<double>(hits) / (static_cast<double>(area.width()) * area.height());
}

}  // namespace

class SheetTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    Look::installFonts();
    QApplication::setStyle(QStringLiteral("Fusion"));
  }

  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void everyThemeDraws_data() {
    QTest::addColumn<ThemeName>("name");
    QTest::newRow("dark") << ThemeName::dark;
    QTest::newRow("light") << ThemeName::light;
    QTest::newRow("highContrast") << ThemeName::highContrast;
  }

  void everyThemeDraws() {
    QFETCH(ThemeName, name);
    Look look(name);
    QApplication::setPalette(look.palette());
    QApplication::setFont(look.font(FontRole::body));
    qApp->setStyleSheet(look.styleSheet());
    const std::unique_ptr<QWidget> sheet = makeComponentSheet(look);
    auto* focused = sheet->findChild<QWidget*>(QStringLiteral("focused"));
    QVERIFY(focused != nullptr);
    sheet->grab();  // lays it out
    QFocusEvent focusIn(QEvent::FocusIn, Qt::TabFocusReason);
    QApplication::sendEvent(focused, &focusIn);
    const QImage image = sheet->grab().toImage().convertToFormat(QImage::Format_RGB32);
    QVERIFY(image.save(QStringLiteral("component-sheet-%1.png").arg(QLatin1String(QTest::currentDataTag()))));
    QCOMPARE(image.size(), QSize(1440, 960));
    // Grounds come from the tokens, and nothing but them covers most of the page.
    QVERIFY(share(image, image.rect(), look.theme().bg.panel) > 0.4);
    QCOMPARE(QColor(image.pixel(3, 3)), look.theme().bg.window);
    // The focus ring is there, in its own colour.
    const QRect around = QRect(focused->mapTo(sheet.get(), QPoint(0, 0)), focused->size()).adjusted(-4, -4, 4, 4);
    QVERIFY(share(image, around, look.theme().accent.focus) > 0.05);
  }

  void twiceThePixelsIsTheSamePicture() {
    Look look(ThemeName::dark);
    qApp->setStyleSheet(look.styleSheet());
    const std::unique_ptr<QWidget> sheet = makeComponentSheet(look);
    sheet->ensurePolished();
    QPixmap large(sheet->size() * 2);
    large.setDevicePixelRatio(2);
    sheet->render(&large);
    QVERIFY(large.save(QStringLiteral("component-sheet-2x.png")));
    QVERIFY(share(large.toImage().convertToFormat(QImage::Format_RGB32), QRect(0, 0, 2880, 1920), look.theme().bg.panel) > 0.4);
  }
};

QTEST_MAIN(SheetTest)
#include "sheet_test.moc"
