// Renders every page over every sample cluster; with CLAIMSCOPE_SHEET_FOLDER set the pictures stay there for people, else a
// few are drawn and looked at. CLAIMSCOPE_SHEET_ONLY keeps those whose name contains a text. One thread.
#include <QApplication>
#include <QDir>
#include <QtTest>

#include "tests/ui/pages/page_sheet.h"

using namespace claimscope::ui;

class PageSheetTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    Look::installFonts();
    QApplication::setStyle(QStringLiteral("Fusion"));
  }

  void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

  void pictures_data() {
    QTest::addColumn<ThemeName>("name");
    QTest::newRow("dark") << ThemeName::dark;
    QTest::newRow("light") << ThemeName::light;
    QTest::newRow("highContrast") << ThemeName::highContrast;
  }

  void pictures() {
    QFETCH(ThemeName, name);
    const QString folder = qEnvironmentVariable("CLAIMSCOPE_SHEET_FOLDER");
    const QString only = qEnvironmentVariable("CLAIMSCOPE_SHEET_ONLY");
    const QString themes = qEnvironmentVariable("CLAIMSCOPE_SHEET_THEMES", QStringLiteral("dark,light"));
    if (!folder.isEmpty() && !themes.split(QLatin1Char(',')).contains(QLatin1String(QTest::currentDataTag()))) {
      QSKIP("theme not asked for");
    }
    Look look(name);
    QApplication::setPalette(look.palette());
    QApplication::setFont(look.font(FontRole::body));
    qApp->setStyleSheet(look.styleSheet());
    int drawn = 0;
    for (const SheetPicture& picture : sheetPictures()) {
      // Without a folder only what is quick to load.
      static const QRegularExpression kSlow(QStringLiteral("fleet|loading|forbidden|inspector"));
      const bool wanted =
          folder.isEmpty() ? !picture.name.contains(kSlow) : only.isEmpty() || picture.name.contains(QRegularExpression(only));
      if (!wanted) {
        continue;
      }
      const QImage image = picture.render(look).convertToFormat(QImage::Format_RGB32);
      QVERIFY2(!image.isNull(), qPrintable(picture.name));
      // A page is made of the theme's grounds: at its corner, and somewhere in it a panel or the canvas.
      if (!picture.name.startsWith(QLatin1String("inspector"))) {
        QCOMPARE(QColor(image.pixel(2, 2)), look.theme().bg.window);
      }
      if (!folder.isEmpty()) {
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(image.save(folder + QStringLiteral("/%1-%2.png").arg(picture.name, QLatin1String(QTest::currentDataTag()))));
      }
      ++drawn;
    }
    QVERIFY(drawn > 0);
  }
};

QTEST_MAIN(PageSheetTest)
#include "page_sheet_test.moc"
