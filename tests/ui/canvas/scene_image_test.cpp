// The picture that is kept from frame to frame is, after any change, the one painted from nothing. GUI thread.
#include <QKeyEvent>
#include <QMouseEvent>
#include <array>
#include <random>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/canvas/scene_painter.h"
#include "ui/canvas/topology_canvas.h"

using namespace claimscope;
using namespace claimscope::ui;
using topology::Focus;

namespace {

constexpr QSize kSize{1000, 700};

struct Ways {
  std::array<int, 5> times{};
  [[nodiscard]] int of(SceneImage::Way way) const { return times[static_cast<std::size_t>(way)]; }
};

/// Where a picture that was kept differs from one of nothing; empty: nowhere.
[[nodiscard]] QString differenceOf(const SceneImage& picture, const TopologyCanvas& canvas, const Look& look) {
  const QImage kept = picture.image();
  const QImage fresh = paintScene(canvas.scene(), look, canvas.size(), canvas.devicePixelRatioF());
  if (kept == fresh) {
    return {};
  }
  // Painted in parts, a glyph or an edge that the parts cut may be smoothed a little otherwise: no box is.
  constexpr int kHair = 120;
  const Scene& scene = canvas.scene();
  for (const topology::NodeBox& box : scene.layout->nodes) {
    const Level level = scene.levels[box.group];
    const QPoint at = scene.onScreen(box.rect).center().toPoint();
    if ((level == Level::heat || level == Level::strip) && fresh.rect().contains(at) && kept.pixel(at) != fresh.pixel(at)) {
      return QStringLiteral("way %1, node %2").arg(static_cast<int>(picture.way())).arg(box.node);
    }
  }
  const bool alike = kept.size() == fresh.size() && kept.format() == fresh.format() && kept.depth() == 32;
  for (int y = 0; y < fresh.height(); ++y) {
    const auto* keptLine = reinterpret_cast<const QRgb*>(kept.constScanLine(y));
    const auto* freshLine = reinterpret_cast<const QRgb*>(fresh.constScanLine(y));
    for (int x = 0; x < fresh.width(); ++x) {
      if (alike && keptLine[x] == freshLine[x]) {
        continue;  // nearly all; asking for colours takes as long as painting
      }
      const QColor a = kept.pixelColor(x, y);
      const QColor b = fresh.pixelColor(x, y);
      const int by = std::max({std::abs(a.red() - b.red()), std::abs(a.green() - b.green()), std::abs(a.blue() - b.blue())});
      if (by > kHair) {
        return QStringLiteral("way %1, at %2, %3 by %4").arg(static_cast<int>(picture.way())).arg(x).arg(y).arg(by);
      }
    }
  }
  return {};
}

/// The same of a canvas, after it has painted.
[[nodiscard]] QString differenceOf(TopologyCanvas& canvas, const Look& look, Ways& ways) {
  canvas.grab();
  ++ways.times[static_cast<std::size_t>(canvas.picture().way())];
  return differenceOf(canvas.picture(), canvas, look);
}

void press(TopologyCanvas& canvas, Qt::Key code) {
  QKeyEvent event(QEvent::KeyPress, code, Qt::NoModifier);
  QCoreApplication::sendEvent(&canvas, &event);
}

void drag(TopologyCanvas& canvas, const QPointF& by) {
  const QPointF from(kSize.width() / 2.0, kSize.height() / 2.0);
  const auto send = [&](QEvent::Type type, const QPointF& at, Qt::MouseButton button) {
    QMouseEvent event(type, at, at, button, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&canvas, &event);
  };
  send(QEvent::MouseButtonPress, from, Qt::LeftButton);
  send(QEvent::MouseMove, from + by / 2, Qt::NoButton);
  send(QEvent::MouseMove, from + by, Qt::NoButton);
  send(QEvent::MouseButtonRelease, from + by, Qt::LeftButton);
}

}  // namespace

class SceneImageTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    for (const char* world : {"eks-hybrid", "fleet"}) {
      for (cluster::SnapshotPtr& moment : sampleSequence(world, 8, 4'000)) {
        m_moments[world].push_back(sampleView(std::move(moment)));
      }
    }
  }
  void init() { watchWarnings(); }

  void anyChange_data() {
    QTest::addColumn<QString>("world");
    QTest::addColumn<int>("seed");
    for (const auto& [world, moments] : m_moments) {
      for (int seed = 0; seed < 4; ++seed) {
        QTest::addRow("%s, seed %d", world.c_str(), seed) << QString::fromStdString(world) << seed;
      }
    }
  }
  void anyChange() {
    QFETCH(QString, world);
    QFETCH(int, seed);
    std::mt19937 dice(static_cast<unsigned>(seed) * 7919U + 1);
    const auto roll = [&](int sides) { return static_cast<int>(dice() % static_cast<unsigned>(sides)); };
    const std::vector<View>& moments = m_moments.at(world.toStdString());
    TopologyCanvas canvas(m_look);
    canvas.setAnimated(false);
    shown(canvas, kSize);  // a widget that is not shown is resized by every grab
    canvas.setView(moments.front());
    std::size_t moment = 0;
    Ways ways;
    for (int step = 0; step < 120; ++step) {
      const int what = roll(16);
      if (what < 4) {
        press(canvas, std::array{Qt::Key_W, Qt::Key_A, Qt::Key_S, Qt::Key_D}[static_cast<std::size_t>(roll(4))]);
      } else if (what < 6) {
        drag(canvas, QPointF(roll(301) - 150, roll(301) - 150));
      } else if (what < 8) {
        canvas.zoomBy(what == 6 ? 1.3 : 1 / 1.3);
      } else if (what < 13) {
        moment = (moment + 1) % moments.size();
        canvas.setView(moments[moment]);
      } else if (what == 13) {
        const int claim = roll(static_cast<int>(canvas.scene().inventory().claims.size()));
        canvas.setFocusObject(roll(2) == 0 ? Focus{} : Focus{Focus::Kind::claim, static_cast<std::uint32_t>(claim)}, false);
      } else if (what == 14) {
        canvas.setColourBy(roll(3) == 0 ? ColourBy::deviceClass : ColourBy::state);
      } else {
        canvas.fitAll();
      }
      const QString difference = differenceOf(canvas, m_look, ways);
      QVERIFY2(difference.isEmpty(), qPrintable(QStringLiteral("step %1, what %2: %3").arg(step).arg(what).arg(difference)));
    }
    QVERIFY(ways.of(SceneImage::Way::whole) > 5);
    QVERIFY(ways.of(SceneImage::Way::moved) > 5);
    // What stands still is sharp to the pixel.
    canvas.zoomBy(1.3);
    press(canvas, Qt::Key_S);
    press(canvas, Qt::Key_D);
    QCOMPARE(differenceOf(canvas, m_look, ways), QString());
    QTRY_COMPARE(canvas.picture().way(), SceneImage::Way::whole);
    QVERIFY(canvas.picture().image() == paintScene(canvas.scene(), m_look, canvas.size(), 1));
  }

  /// What the fleet looks like does not change by much in four seconds: it must not be painted as a whole.
  void littleIsPaintedOfALittle() {
    TopologyCanvas canvas(m_look);
    canvas.setAnimated(false);
    shown(canvas, kSize);
    const std::vector<View>& moments = m_moments.at("fleet");
    canvas.setView(moments.front());
    Ways ways;
    QCOMPARE(differenceOf(canvas, m_look, ways), QString());
    for (std::size_t i = 1; i < moments.size(); ++i) {
      canvas.setView(moments[i]);
      QCOMPARE(differenceOf(canvas, m_look, ways), QString());
      press(canvas, i % 2 == 0 ? Qt::Key_S : Qt::Key_W);
      QCOMPARE(differenceOf(canvas, m_look, ways), QString());
    }
    QVERIFY(ways.of(SceneImage::Way::changed) + ways.of(SceneImage::Way::kept) >= 3);
  }

  /// A picture that is painted over several frames shows what there was where it would lie now, and ends as the one that is
  /// painted at once, whatever happens meanwhile.
  void inSeveralFrames() {
    std::mt19937 dice(4711);
    const auto roll = [&](int sides) { return static_cast<int>(dice() % static_cast<unsigned>(sides)); };
    const std::vector<View>& moments = m_moments.at("fleet");
    TopologyCanvas canvas(m_look);
    canvas.setAnimated(false);
    shown(canvas, kSize);
    canvas.setView(moments.front());
    SceneImage picture;
    picture.setPace(SceneImage::Pace{1, 40});
    QImage frame(kSize, QImage::Format_RGB32);
    const auto draw = [&] {
      frame.fill(Qt::magenta);  // nothing of it may be left
      QPainter painter(&frame);
      picture.draw(painter, canvas.scene(), m_look, kSize, 1);
    };
    draw();
    QVERIFY(picture.isComplete());
    int approximate = 0;
    int compared = 0;
    int alike = 0;
    std::size_t moment = 0;
    for (int step = 0; step < 60; ++step) {
      const int what = roll(6);
      if (what < 3) {
        canvas.zoomBy(std::array{1.15, 1 / 1.15, 1.6}[static_cast<std::size_t>(what)]);
      } else if (what == 3) {
        drag(canvas, QPointF(roll(301) - 150, roll(301) - 150));
      } else if (what == 4) {
        moment = (moment + 1) % moments.size();
        canvas.setView(moments[moment]);
        picture.renew();
      } else {
        canvas.fitAll();
      }
      draw();
      const bool isGuess = picture.way() == SceneImage::Way::approximate;
      approximate += isGuess ? 1 : 0;
      QVERIFY(!isGuess || !picture.isComplete());
      const QImage guess = frame;
      const int frames = roll(4) == 0 ? 500 : roll(3);  // now and then the next change comes while it is being painted
      for (int i = 0; i < frames && !picture.isComplete(); ++i) {
        draw();
      }
      QVERIFY(frames < 500 || picture.isComplete());
      for (int y = 0; y < kSize.height(); y += 7) {
        for (int x = 0; x < kSize.width(); x += 7) {
          QVERIFY2(guess.pixelColor(x, y) != QColor(Qt::magenta), qPrintable(QStringLiteral("%1, %2").arg(x).arg(y)));
        }
      }
      if (!picture.isComplete()) {
        continue;
      }
      const QString difference = differenceOf(picture, canvas, m_look);
      QVERIFY2(difference.isEmpty(), qPrintable(QStringLiteral("step %1, what %2: %3").arg(step).arg(what).arg(difference)));
      if (isGuess && what < 2) {
        for (const topology::NodeBox& box : canvas.scene().layout->nodes) {
          const QRect at = canvas.scene().onScreen(box.rect).toRect();
          const bool inside = canvas.scene().levels[box.group] == Level::heat && at.width() >= 6 && QRect({}, kSize).contains(at);
          // What comes into sight is not known yet.
          if (inside && guess.pixelColor(at.center()) != m_look.theme().bg.canvas) {
            ++compared;
            alike += guess.pixel(at.center()) == frame.pixel(at.center()) ? 1 : 0;
          }
        }
      }
    }
    QVERIFY(approximate > 10);
    QVERIFY(compared > 1'000);
    QVERIFY2(alike > compared * 8 / 10, qPrintable(QStringLiteral("%1 of %2").arg(alike).arg(compared)));
  }

 private:
  Look m_look{ThemeName::dark};
  std::map<std::string, std::vector<View>> m_moments;
};

QTEST_MAIN(SceneImageTest)
#include "scene_image_test.moc"
