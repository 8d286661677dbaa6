// Shapes: told apart without colour down to 9 px, inside their rectangle, and cheap. One thread.
#include <QtTest>
#include <cmath>

#include "ui/base/shapes.h"

using namespace claimscope;
using namespace claimscope::ui;
using cluster::DeviceState;

namespace {

constexpr int kMargin = 4;

const QList<DeviceState> kStates = {DeviceState::free,           DeviceState::inUse,     DeviceState::reservedNotUsed,
                                    DeviceState::tainted,        DeviceState::unhealthy, DeviceState::unknown,
                                    DeviceState::staleGeneration};

template <class Paint>
QImage drawn(const QSize& size, const QColor& ground, qreal ratio, Paint paint) {
  QImage image((size + QSize(2 * kMargin, 2 * kMargin)) * ratio, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(ratio);
  image.fill(ground);
  QPainter painter(&image);
  paint(painter, QRectF(kMargin, kMargin, size.width(), size.height()));
  return image;
}

/// Mean difference of two pictures in grey, 0 to 255, after each was stretched to the whole range: shape, not lightness.
double greyDifference(const QImage& a, const QImage& b) {
  const auto stretched = [](const QImage& image) {
    QList<double> grey;
    double low = 255;
    double high = 0;
    for (int y = 0; y < image.height(); ++y) {
      for (int x = 0; x < image.width(); ++x) {
        grey += qGray(image.pixel(x, y));
        low = std::min(low, grey.last());
        high = std::max(high, grey.last());
      }
    }
    for (double& value : grey) {
      value = high > low ? (value - low) * 255 / (high - low) : 0;
    }
    return grey;
  };
  const QList<double> left = stretched(a);
  const QList<double> right = stretched(b);
  double sum = 0;
  for (qsizetype i = 0; i < left.size(); ++i) {
    sum += std::abs(left[i] - right[i]);
  }
  return sum / static_cast<double>(left.size());
}

/// No pixel outside the rectangle was touched.
bool keepsInside(const QImage& image, const QColor& ground, qreal ratio) {
  const int margin = static_cast<int>(kMargin * ratio);
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) {
      const bool outside = x < margin || y < margin || x >= image.width() - margin || y >= image.height() - margin;
      if (outside && image.pixel(x, y) != ground.rgb()) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace

class ShapesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void themes_data() {
    QTest::addColumn<ThemeName>("name");
    QTest::newRow("dark") << ThemeName::dark;
    QTest::newRow("light") << ThemeName::light;
    QTest::newRow("highContrast") << ThemeName::highContrast;
  }

  void statesDifferInGrey_data() { themes_data(); }
  void statesDifferInGrey() {
    QFETCH(ThemeName, name);
    const Look look(name);
    const Theme& theme = look.theme();
    for (const int side : {9, 12, 22, 26}) {
      QList<QImage> pictures;
      for (const DeviceState state : kStates) {
        pictures +=
            drawn({side, side}, theme.bg.panel, 1, [&](QPainter& p, const QRectF& r) { paintStateCell(p, r, state, theme); });
        QVERIFY(keepsInside(pictures.last(), theme.bg.panel, 1));
      }
      for (qsizetype a = 0; a < pictures.size(); ++a) {
        for (qsizetype b = a + 1; b < pictures.size(); ++b) {
          const double difference = greyDifference(pictures[a], pictures[b]);
          // The two kinds of "cannot tell" differ by a dot and a bar only.
          const double least = kStates[a] == DeviceState::unknown ? 0.8 : 6;
          QVERIFY2(difference > least,
                   qPrintable(QStringLiteral("%1 px: state %2 and %3 differ by %4").arg(side).arg(a).arg(b).arg(difference)));
        }
      }
    }
  }

  void flagsShow() {
    const Look look(ThemeName::dark);
    const Theme& theme = look.theme();
    const auto cell = [&](DeviceState state, CellFlags flags) {
      return drawn({14, 14}, theme.bg.panel, 1, [&](QPainter& p, const QRectF& r) { paintStateCell(p, r, state, theme, flags); });
    };
    for (const DeviceState state : kStates) {
      QVERIFY(greyDifference(cell(state, {}), cell(state, {true, false})) > 2);
    }
    QVERIFY(greyDifference(cell(DeviceState::free, {}), cell(DeviceState::free, {false, true})) > 2);
    QCOMPARE(cell(DeviceState::inUse, {}), cell(DeviceState::inUse, {false, true}));
  }

  void barsDifferInGrey_data() { themes_data(); }
  void barsDifferInGrey() {
    QFETCH(ThemeName, name);
    const Look look(name);
    const Theme& theme = look.theme();
    QList<QImage> pictures;
    for (const DeviceState state : kStates) {
      pictures += drawn({40, 14}, theme.bg.panel, 1, [&](QPainter& p, const QRectF& r) { paintStateBar(p, r, state, theme); });
      QVERIFY(keepsInside(pictures.last(), theme.bg.panel, 1));
    }
    for (qsizetype a = 0; a < 6; ++a) {
      for (qsizetype b = a + 1; b < 6; ++b) {
        QVERIFY2(greyDifference(pictures[a], pictures[b]) > 6, qPrintable(QStringLiteral("bars %1 and %2").arg(a).arg(b)));
      }
    }
  }

  void barsOfAnyWidthAreSafe() {
    const Look look(ThemeName::dark);
    for (const double width : {0.0, 0.2, 1.0, 3.0, 6.9, 7.0, 100000.0}) {
      for (const DeviceState state : kStates) {
        const QImage image = drawn({20, 14}, look.theme().bg.panel, 1, [&](QPainter& p, const QRectF& r) {
          paintStateBar(p, QRectF(r.topLeft(), QSizeF(width, 14)), state, look.theme());
        });
        QVERIFY(!image.isNull());
      }
    }
  }

  void marksDifferInGrey() {
    const Look look(ThemeName::dark);
    const Theme& theme = look.theme();
    const QList<Mark> marks = {Mark::critical, Mark::warning, Mark::notice, Mark::ok,
                               Mark::unknown,  Mark::pending, Mark::live,   Mark::notConfigured};
    for (const int side : {10, 14, 18, 26}) {
      QList<QImage> pictures;
      for (const Mark mark : marks) {
        pictures += drawn({side, side}, theme.bg.panel, 2,
                          [&](QPainter& p, const QRectF& r) { paintMark(p, r, mark, theme, theme.bg.panel); });
        QVERIFY(keepsInside(pictures.last(), theme.bg.panel, 2));
      }
      for (qsizetype a = 0; a < pictures.size(); ++a) {
        for (qsizetype b = a + 1; b < pictures.size(); ++b) {
          QVERIFY2(greyDifference(pictures[a], pictures[b]) > 4,
                   qPrintable(QStringLiteral("%1 px: marks %2 and %3").arg(side).arg(a).arg(b)));
        }
      }
    }
  }

  void hatchKeepsItsPitchAndDirection() {
    const auto hatch = [](qreal ratio, bool falling) {
      return drawn({40, 20}, Qt::black, ratio, [&](QPainter& p, const QRectF& r) { paintHatch(p, r, Qt::white, 5, 2, falling); });
    };
    for (const qreal ratio : {1.0, 1.25, 2.0}) {
      QVERIFY(keepsInside(hatch(ratio, false), Qt::black, ratio));
      const QImage image = hatch(ratio, false);
      // Along one row, lines come every 5 logical pixels: 8 in 40.
      const int y = static_cast<int>((kMargin + 10) * ratio);
      int lines = 0;
      for (int x = 1; x < image.width(); ++x) {
        lines += qGray(image.pixel(x, y)) > 127 && qGray(image.pixel(x - 1, y)) <= 127 ? 1 : 0;
      }
      QVERIFY2(lines >= 7 && lines <= 9, qPrintable(QString::number(lines)));
    }
    QVERIFY(greyDifference(hatch(1, false), hatch(1, true)) > 20);
  }

  void paintersComeBackAsTheyWere() {
    const Look look(ThemeName::dark);
    QImage image(40, 40, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::black);
    QPainter painter(&image);
    const QPen pen(Qt::red, 3);
    const QBrush brush(Qt::green);
    painter.setPen(pen);
    painter.setBrush(brush);
    const QPainter::RenderHints hints = painter.renderHints();
    for (const DeviceState state : kStates) {
      paintStateCell(painter, QRectF(2, 2, 22, 22), state, look.theme(), {true, true});
      paintStateBar(painter, QRectF(2, 2, 30, 14), state, look.theme());
    }
    paintMark(painter, QRectF(2, 2, 16, 16), Mark::unknown, look.theme(), Qt::black);
    paintLogo(painter, QRectF(2, 2, 20, 20), look.theme());
    paintHatch(painter, QRectF(2, 2, 20, 20), Qt::white, 4, 1);
    QCOMPARE(painter.pen(), pen);
    QCOMPARE(painter.brush(), brush);
    QCOMPARE(painter.renderHints(), hints);
    QVERIFY(!painter.hasClipping());
  }

  void severitiesHaveTheirMarks() {
    QCOMPARE(markOf(diagnosis::Severity::critical), Mark::critical);
    QCOMPARE(markOf(diagnosis::Severity::warning), Mark::warning);
    QCOMPARE(markOf(diagnosis::Severity::notice), Mark::notice);
    const Look look(ThemeName::light);
    QCOMPARE(markColor(look.theme(), Mark::lost), look.theme().severity.critical);
  }

  void cellsAreCheap_data() {
    QTest::addColumn<int>("state");
    for (const DeviceState state : kStates) {
      QTest::newRow(std::string(cluster::deviceStateWord(state)).c_str()) << static_cast<int>(state);
    }
  }
  void cellsAreCheap() {
    QFETCH(int, state);
    const Look look(ThemeName::dark);
    QImage image(1440, 900, QImage::Format_ARGB32_Premultiplied);
    image.fill(look.theme().bg.canvas);
    QBENCHMARK {
      QPainter painter(&image);
      for (int i = 0; i < 1000; ++i) {
        paintStateCell(painter, QRectF(i % 50 * 26, i / 50 * 26, 22, 22), static_cast<DeviceState>(state), look.theme());
      }
    }
    QVERIFY(image.pixelColor(1, 8) != look.theme().bg.canvas);
  }
};

QTEST_MAIN(ShapesTest)
#include "shapes_test.moc"
