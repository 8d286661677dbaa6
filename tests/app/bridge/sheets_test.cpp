// Every page in each theme and state of its sources, as one sheet of small pictures a theme, compared with the sheets kept in
// tests/golden/sheets. CLAIMSCOPE_UPDATE_GOLDEN=1 takes the new ones; CLAIMSCOPE_SHEETS=FOLDER keeps the pictures themselves, to
// look at. GUI thread.
#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QtTest>
#include <array>

#include "app/bridge/window_look.h"
#include "tests/app/bridge/walked_window.h"
#include "tests/kit/places.h"
#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/base/language.h"

using namespace claimscope;
using namespace claimscope::app;

namespace {

constexpr QSize kWindow{1100, 700};
constexpr QSize kSmall{220, 140};
constexpr int kGap = 4;
/// A mean colour that moved by more than this, in more places than that, is another picture: FreeType and rounding do less, a
/// label that went does more.
constexpr int kOff = 20;
constexpr int kPlaces = 40;

struct State {
  const char* name;
  const char* scenario;
  ui::SampleState state;
};
constexpr std::array kStates{State{"small", "eks-hybrid", ui::SampleState::live}, State{"fleet", "fleet", ui::SampleState::live},
                             State{"empty", "eks-hybrid", ui::SampleState::empty},
                             State{"forbidden", "eks-hybrid", ui::SampleState::forbidden},
                             State{"stale", "eks-hybrid", ui::SampleState::stale}};

QRect placeOf(int column, int row) {
  return QRect(QPoint(column * (kSmall.width() + kGap), row * (kSmall.height() + kGap)), kSmall);
}

QString goldenFolder() {
  return QString::fromStdString(kit::sourceFile("tests/golden/sheets"));
}

/// How many places of one picture differ.
int placesOf(const QImage& a, const QImage& b, const QRect& part) {
  int places = 0;
  for (int y = part.top(); y <= part.bottom(); ++y) {
    for (int x = part.left(); x <= part.right(); ++x) {
      const QColor one = a.pixelColor(x, y);
      const QColor other = b.pixelColor(x, y);
      places += std::abs(one.red() - other.red()) > kOff || std::abs(one.green() - other.green()) > kOff ||
                        std::abs(one.blue() - other.blue()) > kOff
                    ? 1
                    : 0;
    }
  }
  return places;
}

}  // namespace

class SheetsTest : public ui::GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    for (const State& state : kStates) {
      m_views.push_back(ui::sampleView(ui::sampleSnapshot(state.scenario, state.state)));
    }
  }

  void everyPageInEveryState_data() {
    QTest::addColumn<int>("theme");
    QTest::addColumn<bool>("korean");
    QTest::newRow("dark") << static_cast<int>(ui::ThemeName::dark) << false;
    QTest::newRow("light") << static_cast<int>(ui::ThemeName::light) << false;
    QTest::newRow("high-contrast") << static_cast<int>(ui::ThemeName::highContrast) << false;
    QTest::newRow("korean") << static_cast<int>(ui::ThemeName::dark) << true;
  }
  void everyPageInEveryState() {
    QFETCH(int, theme);
    QFETCH(bool, korean);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    ui::speak(korean ? ui::Language::korean : ui::Language::english, {});
    const QString keep = qEnvironmentVariable("CLAIMSCOPE_SHEETS");
    QStringList pages;
    QImage sheet;
    for (std::size_t column = 0; column < kStates.size(); ++column) {
      ui::Look look(static_cast<ui::ThemeName>(theme));
      dress(look);
      WalkedWindow walked(look, m_views[column], kWindow);
      if (pages.isEmpty()) {
        pages = walked.window().pageIds();
        pages.removeAll(QStringLiteral("objects"));  // the list seen last
        sheet = QImage(placeOf(static_cast<int>(kStates.size()), static_cast<int>(pages.size())).topLeft().x(),
                       placeOf(0, static_cast<int>(pages.size())).top(), QImage::Format_RGB32);
        sheet.fill(Qt::gray);
      }
      QPainter painter(&sheet);
      for (int row = 0; row < static_cast<int>(pages.size()); ++row) {
        walked.open(pages[row]);
        const QImage picture = walked.window().grab().toImage();
        if (!keep.isEmpty()) {
          picture.save(QDir(keep).filePath(
              QStringLiteral("%1-%2-%3.png").arg(name, pages[row], QString::fromLatin1(kStates[column].name))));
        }
        painter.drawImage(placeOf(static_cast<int>(column), row).topLeft(),
                          picture.scaled(kSmall, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
      }
    }
    ui::speak(ui::Language::english, {});
    compare(name, pages, sheet);
  }

 private:
  static void compare(const QString& name, const QStringList& pages, const QImage& sheet) {
    const QString path = QDir(goldenFolder()).filePath(name + QStringLiteral(".png"));
    if (qEnvironmentVariableIsSet("CLAIMSCOPE_UPDATE_GOLDEN")) {
      QVERIFY(QDir().mkpath(goldenFolder()) && sheet.save(path));
      return;
    }
    const QImage golden = QImage(path).convertToFormat(QImage::Format_RGB32);
    QVERIFY2(golden.size() == sheet.size(),
             "the pages are other ones than on the sheet: CLAIMSCOPE_UPDATE_GOLDEN=1 takes a new one");
    QStringList different;
    for (int column = 0; column < static_cast<int>(kStates.size()); ++column) {
      for (int row = 0; row < static_cast<int>(pages.size()); ++row) {
        if (const int places = placesOf(golden, sheet, placeOf(column, row)); places > kPlaces) {
          different << QStringLiteral("%1, %2: %3 places")
                           .arg(pages[row], QString::fromLatin1(kStates[static_cast<std::size_t>(column)].name))
                           .arg(places);
        }
      }
    }
    if (!different.isEmpty()) {
      const QString now = QDir::temp().filePath(QStringLiteral("sheet-%1.png").arg(name));
      sheet.save(now);
      different << QStringLiteral("see ") + now;
    }
    QVERIFY2(different.isEmpty(), qPrintable(different.join(QStringLiteral("; "))));
  }

  std::vector<ui::View> m_views;
};

QTEST_MAIN(SheetsTest)
#include "sheets_test.moc"
