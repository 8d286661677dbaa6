// The topology canvas: hit test, zoom, levels, keyboard, legend, find, minimap, what survives an update. GUI thread.
#include <QDir>
#include <QSignalSpy>
#include <QWheelEvent>
#include <numeric>
#include <set>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/canvas/card_text.h"
#include "ui/canvas/topology_canvas.h"

using namespace claimscope;
using namespace claimscope::ui;
using topology::Focus;

namespace {

constexpr QSize kSize{1236, 700};

std::int64_t sumOf(const Legend& legend) {
  std::int64_t sum = 0;
  for (std::size_t state = 0; state < cluster::kDeviceStates; ++state) {
    sum += legend.countOf(static_cast<cluster::DeviceState>(state)).value;
  }
  return sum;
}

std::int64_t onNodes(const cluster::Inventory& inventory) {
  return std::count_if(inventory.devices.begin(), inventory.devices.end(),
                       [](const auto& device) { return device.nodeIndex != cluster::kNone; });
}

QPointF centreOf(const Scene& scene, const topology::NodeBox& box) {
  return scene.onScreen(box.rect).center();
}

}  // namespace

class CanvasTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    m_eks = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
    m_fleet = sampleView(sampleSnapshot("fleet", SampleState::live));
  }
  void init() { watchWarnings(); }

  void everyNodeIsHit_data() { worlds(); }
  void everyNodeIsHit() {
    QFETCH(bool, large);
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(large ? m_fleet : m_eks);
    const Scene& scene = canvas->scene();
    QCOMPARE(scene.layout->nodes.size(), scene.inventory().nodes.size());
    for (const topology::NodeBox& box : scene.layout->nodes) {
      QCOMPARE(canvas->hitTest(centreOf(scene, box)).node, box.node);
    }
    QCOMPARE(canvas->hitTest({-5, -5}).node, cluster::kNone);
  }

  void everyDeviceOfACardIsHit() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_eks);
    std::set<cluster::DeviceIndex> hit;
    const QImage image = canvas->grab().toImage();
    for (int y = 0; y < image.height(); y += 4) {
      for (int x = 0; x < image.width(); x += 4) {
        if (const Hover hover = canvas->hitTest(QPointF(x, y)); hover.device != cluster::kNone) {
          QCOMPARE(m_eks.snapshot->inventory->devices[hover.device].nodeIndex, hover.node);
          hit.insert(hover.device);
        }
      }
    }
    QCOMPARE(static_cast<std::int64_t>(hit.size()), onNodes(*m_eks.snapshot->inventory));
  }

  void nodesDoNotOverlap() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_fleet);
    const topology::Layout& layout = *canvas->scene().layout;
    for (const topology::GroupBox& group : layout.groups) {
      for (std::uint32_t i = group.firstNode; i < group.firstNode + group.nodeCount; ++i) {
        const topology::Rect& a = layout.nodes[i].rect;
        QVERIFY(a.x >= group.rect.x && a.right() <= group.rect.right() + 0.01);
        QVERIFY(a.y >= group.rect.y && a.bottom() <= group.rect.bottom() + 0.01);
        if (i > group.firstNode) {
          QVERIFY(!a.intersects(layout.nodes[i - 1].rect));
        }
      }
    }
    for (std::size_t i = 0; i < layout.groups.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        QVERIFY(!layout.groups[i].rect.intersects(layout.groups[j].rect));
      }
    }
  }

  void acceleratorsAreLarger() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_fleet);
    double cpu = 0;
    double gpu = 0;
    for (const topology::GroupBox& group : canvas->scene().layout->groups) {
      (group.name == "cpu-nodes" ? cpu : gpu) = group.side;
    }
    QCOMPARE(gpu, cpu * 1.5);
  }

  void theWheelZoomsAboutThePointer() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_fleet);
    const QPointF at(500, 300);
    const auto worldAt = [&] { return canvas->scene().viewport.toWorld(at - canvas->scene().offset); };
    canvas->zoomBy(4);  // away from the edges, where the picture sticks
    for (const int delta : {120, 240, -120, 600, -360}) {
      const QPointF before = worldAt();
      const double scale = canvas->scene().viewport.scale();
      QWheelEvent wheel(at, canvas->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
      QCoreApplication::sendEvent(canvas.get(), &wheel);
      QVERIFY((canvas->scene().viewport.scale() > scale) == (delta > 0));
      QVERIFY((worldAt() - before).manhattanLength() < 0.01);
    }
  }

  void zoomHasLimitsAndFitComesBack() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_fleet);
    const double fitted = canvas->scene().viewport.scale();
    for (int i = 0; i < 60; ++i) {
      canvas->zoomBy(2);
    }
    QCOMPARE(canvas->scene().viewport.scale(), Viewport::kMaxScale);
    for (int i = 0; i < 120; ++i) {
      canvas->zoomBy(0.5);
    }
    QCOMPARE(canvas->scene().viewport.scale(), fitted);
    canvas->zoomBy(3);
    QTest::keyClick(canvas.get(), Qt::Key_0);
    QCOMPARE(canvas->scene().viewport.scale(), fitted);
    QVERIFY(canvas->scene().viewport.isFitted());
  }

  void levelsHaveHysteresis() {
    QCOMPARE(levelFor(10.7), Level::heat);
    QCOMPARE(levelFor(11.9), Level::strip);              // both would do: the finer one
    QCOMPARE(levelFor(12.5, Level::heat), Level::heat);  // not yet
    QCOMPARE(levelFor(13.3, Level::heat), Level::strip);
    QCOMPARE(levelFor(11.5, Level::strip), Level::strip);  // not yet
    QCOMPARE(levelFor(10.7, Level::strip), Level::heat);
    QCOMPARE(levelFor(500, Level::pool), Level::detail);  // over several at once
    QCOMPARE(levelFor(1, Level::detail), Level::pool);
  }

  void everyLevelDraws() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_fleet);
    std::set<Level> seen;
    for (int i = 0; i < 24; ++i) {
      const QImage image = canvas->grab().toImage();
      QVERIFY(!image.isNull());
      seen.insert(canvas->scene().levels.begin(), canvas->scene().levels.end());
      canvas->zoomBy(1.4);
    }
    for (const Level level : {Level::heat, Level::strip, Level::card, Level::detail}) {
      QVERIFY(seen.contains(level));
    }
  }

  void arrowsWalkAndEscClears() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_eks);
    QSignalSpy inspected(canvas.get(), &TopologyCanvas::inspect);
    QTest::keyClick(canvas.get(), Qt::Key_Right);
    QCOMPARE(canvas->focusObject().kind, Focus::Kind::node);
    // From anywhere every node can be reached, and each step goes the way of its arrow.
    const auto centre = [&](cluster::NodeIndex node) {
      return centreOf(canvas->scene(), canvas->scene().layout->nodes[canvas->scene().layout->boxOfNode[node]]);
    };
    std::set<cluster::NodeIndex> visited{canvas->focusObject().index};
    std::vector<cluster::NodeIndex> open{canvas->focusObject().index};
    while (!open.empty()) {
      const cluster::NodeIndex from = open.back();
      open.pop_back();
      for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}) {
        canvas->setFocusObject({Focus::Kind::node, from}, false);
        QTest::keyClick(canvas.get(), key);
        const cluster::NodeIndex to = canvas->focusObject().index;
        const QPointF by = centre(to) - centre(from);
        QVERIFY(to == from || (key == Qt::Key_Left    ? by.x() < 0
                               : key == Qt::Key_Right ? by.x() > 0
                               : key == Qt::Key_Up    ? by.y() < 0
                                                      : by.y() > 0));
        if (visited.insert(to).second) {
          open.push_back(to);
        }
      }
    }
    QCOMPARE(visited.size(), m_eks.snapshot->inventory->nodes.size());
    QTest::keyClick(canvas.get(), Qt::Key_Return);
    QCOMPARE(inspected.size(), 1);
    QTest::keyClick(canvas.get(), Qt::Key_Escape);
    QCOMPARE(canvas->focusObject().kind, Focus::Kind::none);
  }

  void aClickOnADeviceMeansItsClaim() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_eks);
    std::vector<Focus> chosen;
    connect(canvas.get(), &TopologyCanvas::focusChanged, canvas.get(), [&](const Focus& focus) { chosen.push_back(focus); });
    const QPoint point = deviceInUse(*canvas);
    QTest::mouseClick(canvas.get(), Qt::LeftButton, {}, point);
    QCOMPARE(chosen.size(), std::size_t{1});
    QCOMPARE(chosen.back().kind, Focus::Kind::claim);
    QVERIFY(!canvas->bound().devices.empty());
    QTest::mouseClick(canvas.get(), Qt::LeftButton, {}, point);
    QCOMPARE(chosen.back().kind, Focus::Kind::device);
    QTest::mouseClick(canvas.get(), Qt::LeftButton, {}, {4, canvas->height() - 90});
    QCOMPARE(chosen.back().kind, Focus::Kind::none);
  }

  void theLegendCountsEverything_data() { worlds(); }
  void theLegendCountsEverything() {
    QFETCH(bool, large);
    const View& view = large ? m_fleet : m_eks;
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(view);
    Legend& legend = canvas->legend();
    QCOMPARE(sumOf(legend), onNodes(*view.snapshot->inventory));
    const auto all = QString::number(view.snapshot->inventory->nodes.size());
    QVERIFY2(legend.account().remove(QLatin1Char(',')).startsWith(QStringLiteral("%1 of %1 nodes drawn").arg(all)),
             qPrintable(legend.account()));

    // Switching a state off dims it and removes nothing.
    const std::int64_t before = sumOf(legend);
    QSignalSpy toggled(&legend, &Legend::toggled);
    const QImage bright = canvas->grab().toImage();
    QTest::mouseClick(&legend, Qt::LeftButton, {}, {20, 16});
    QCOMPARE(toggled.size(), 1);
    QVERIFY(legend.dimmed().states[static_cast<std::size_t>(cluster::DeviceState::inUse)]);
    QCOMPARE(sumOf(legend), before);
    QVERIFY(canvas->grab().toImage() != bright);
    QTest::mouseClick(&legend, Qt::LeftButton, {}, {20, 16});
    QVERIFY(canvas->grab().toImage() == bright);
  }

  void zoomedInTheLegendCountsWhatIsInView() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_fleet);
    const std::int64_t all = sumOf(canvas->legend());
    canvas->zoomBy(8);
    const std::int64_t some = sumOf(canvas->legend());
    QVERIFY(some > 0 && some < all);
    QVERIFY(canvas->legend().account().contains(QStringLiteral("in view")));
  }

  void findFliesThere() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_fleet);
    QCOMPARE(canvas->setFind(QStringLiteral("gpu-h200-0001")), std::size_t{1});
    const cluster::NodeIndex node = m_fleet.snapshot->inventory->findNode(Text("gpu-h200-0001"));
    const topology::Rect& r = canvas->scene().layout->nodes[canvas->scene().layout->boxOfNode[node]].rect;
    QVERIFY(canvas->scene().viewport.visible().contains(QRectF(r.x, r.y, r.w, r.h)));
    QVERIFY(canvas->scene().emphasis.active);
    QCOMPARE(canvas->setFind(QStringLiteral("there is no such node")), std::size_t{0});
    canvas->setFind({});
    QVERIFY(!canvas->scene().emphasis.active);
  }

  void theMinimapMovesThePicture() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_fleet);
    canvas->zoomBy(6);
    auto* map = canvas->findChild<Minimap*>();
    QVERIFY(map != nullptr);
    QTest::mouseClick(map, Qt::LeftButton, {}, {12, 10});
    const QPointF topLeft = canvas->scene().viewport.visible().center();
    QTest::mouseClick(map, Qt::LeftButton, {}, {70, 40});
    const QPointF lower = canvas->scene().viewport.visible().center();
    QVERIFY(lower.x() > topLeft.x() && lower.y() > topLeft.y());
  }

  void anUpdateMovesNothing() {
    const std::vector<cluster::SnapshotPtr> moments = sampleSequence("eks-hybrid", 3, 20'000);
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(sampleView(moments[0]));
    const topology::Layout before = *canvas->scene().layout;
    canvas->setFocusObject(topology::findFocus(*moments[0], "node", {}, "gpu-node-4"), false);
    canvas->zoomBy(2);
    const QRectF visible = canvas->scene().viewport.visible();
    for (const cluster::SnapshotPtr& moment : moments) {
      canvas->setView(sampleView(moment));
      QCOMPARE(canvas->scene().viewport.visible(), visible);
      QCOMPARE(topology::nameOf(*moment, canvas->focusObject()).name, std::string("gpu-node-4"));
      for (std::size_t i = 0; i < before.nodes.size(); ++i) {
        QCOMPARE(canvas->scene().layout->nodes[i].rect.x, before.nodes[i].rect.x);
        QCOMPARE(canvas->scene().layout->nodes[i].rect.y, before.nodes[i].rect.y);
      }
    }
  }

  void coloursByClassAndNamespace() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_eks);
    std::int64_t held = 0;
    for (const cluster::DeviceView& device : m_eks.snapshot->inventory->devices) {
      held += device.claims.empty() ? 0 : 1;
    }
    for (const ColourBy by : {ColourBy::deviceClass, ColourBy::claimNamespace}) {
      canvas->setColourBy(by);
      std::int64_t coloured = 0;
      for (const Category& category : canvas->scene().colouring.categories) {
        coloured += category.devices;
      }
      QCOMPARE(coloured, held);
      QVERIFY(canvas->scene().colouring.categories.size() <= 8);
      QVERIFY(!canvas->grab().isNull());
    }
  }

  void theLaneIsNotOverItsNode() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_fleet);
    canvas->setFocusObject(topology::findFocus(*m_fleet.snapshot, "node", {}, "gpu-a10g-0001"), false);
    const topology::Rect& r = canvas->scene().layout->nodes[canvas->scene().layout->boxOfNode[canvas->focusObject().index]].rect;
    QVERIFY(canvas->scene().onScreen(r).left() > Lane::kWidth + 32);
  }

  void theOwnerIsALink() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_eks);
    canvas->setFocusObject(topology::findFocus(*m_eks.snapshot, "claim", "ml-workloads", "ml-training-gpu-0"), false);
    const auto& boxes = canvas->lane().boxes;
    const auto owner = std::find_if(boxes.begin(), boxes.end(), [](const LaneBox& box) { return box.owner.has_value(); });
    QVERIFY(owner != boxes.end() && owner->kind == LaneBox::Kind::owner);
    const topology::Focus before = canvas->focusObject();
    QSignalSpy chosen(canvas.get(), &TopologyCanvas::ownerChosen);
    QTest::mouseClick(canvas.get(), Qt::LeftButton, Qt::NoModifier, owner->rect.center().toPoint());
    QCOMPARE(chosen.size(), 1);
    const auto ref = chosen.first().first().value<ObjectRef>();
    QVERIFY(ref.kind == "job" && ref.namespaceName == "ml-workloads" && Text(ref.name) == canvas->bound().ownerName);
    QVERIFY(canvas->focusObject() == before);  // the chain stays in sight beside what the inspector says of the owner
  }

  void everyColouringCountsEveryDevice() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_fleet);
    const std::int64_t all = onNodes(*m_fleet.snapshot->inventory);
    for (const ColourBy by : {ColourBy::deviceClass, ColourBy::claimNamespace, ColourBy::use, ColourBy::model, ColourBy::memory,
                              ColourBy::driverVersion, ColourBy::claim, ColourBy::age}) {
      canvas->setColourBy(by);
      const LegendCounts& counts = canvas->legend().counts();
      QCOMPARE(std::accumulate(counts.categories.begin(), counts.categories.end(), counts.none), all);
      QVERIFY(canvas->scene().colouring.categories.size() <= Colouring::kMost);
    }
  }

  void aCategoryIsDimmedAndStays() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_eks);
    canvas->setColourBy(ColourBy::model);
    const cluster::DeviceIndex device = m_eks.snapshot->inventory->nodes.back().devices.front();
    QVERIFY(canvas->scene().bright(device));
    Legend& legend = canvas->legend();
    for (std::size_t i = 0; i < canvas->scene().colouring.categories.size(); ++i) {
      QTest::keyClick(&legend, Qt::Key_Space);
      QTest::keyClick(&legend, Qt::Key_Right);
    }
    QVERIFY(!canvas->scene().bright(device));
    canvas->setView(m_eks);
    QVERIFY(!canvas->scene().bright(device));
    canvas->setColourBy(ColourBy::state);
    QVERIFY(canvas->scene().bright(device));
  }

  void backAndForwardAreWhereOneWas() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_fleet);
    const QRectF all = canvas->scene().viewport.visible();
    QVERIFY(!canvas->canGoBack());
    canvas->setFind(QStringLiteral("gpu-h200-0001"));
    const QRectF found = canvas->scene().viewport.visible();
    QVERIFY(canvas->canGoBack());
    QTest::keyClick(canvas.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(canvas->scene().viewport.visible(), all);
    QVERIFY(canvas->canGoForward());
    QTest::keyClick(canvas.get(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(canvas->scene().viewport.visible(), found);
  }

  void enterWalksThroughMatches() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_eks);
    QCOMPARE(canvas->setFind(QStringLiteral("gpu-node")), std::size_t{6});
    std::set<std::uint32_t> seen;
    for (std::size_t i = 1; i <= 6; ++i) {
      const TopologyCanvas::MatchPlace place = canvas->nextMatch(1);
      QCOMPARE(place.at, i);
      QCOMPARE(place.of, std::size_t{6});
      QCOMPARE(canvas->focusObject().kind, Focus::Kind::node);
      seen.insert(canvas->focusObject().index);
    }
    QCOMPARE(seen.size(), std::size_t{6});
    QCOMPARE(canvas->nextMatch(1).at, std::size_t{1});
    QCOMPARE(canvas->nextMatch(-1).at, std::size_t{6});
  }

  void shiftDragAsksAnAreaAndEscEndsIt() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_eks);
    const QRectF card = canvas->scene().onScreen(canvas->scene().layout->nodes.front().rect);
    const QPoint from = card.topLeft().toPoint() - QPoint(3, 3);
    const QPoint to = card.bottomRight().toPoint() + QPoint(3, 3);
    QTest::mousePress(canvas.get(), Qt::LeftButton, Qt::ShiftModifier, from);
    for (const QPoint& at : {from + QPoint(20, 20), to}) {
      QMouseEvent move(QEvent::MouseMove, at, canvas->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
      QCoreApplication::sendEvent(canvas.get(), &move);
    }
    QTest::mouseRelease(canvas.get(), Qt::LeftButton, Qt::ShiftModifier, to);
    QVERIFY(!canvas->insight().empty());
    QVERIFY(canvas->insight().verdict.contains(QStringLiteral("1 node, 8 devices")));
    QTest::keyClick(canvas.get(), Qt::Key_Escape);
    QVERIFY(canvas->insight().empty());
  }

  void controlClickAsksHowTwoAreConnected() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_eks);
    canvas->setFocusObject(topology::findFocus(*m_eks.snapshot, "claim", "ml-workloads", "ml-training-gpu-0"), false);
    const cluster::NodeIndex node = m_eks.snapshot->inventory->findNode(Text("gpu-node-4"));
    const topology::NodeBox& box = canvas->scene().layout->nodes[canvas->scene().layout->boxOfNode[node]];
    const QPoint name = canvas->scene().onScreen(box.rect).topLeft().toPoint() + QPoint(30, 10);
    QTest::mouseClick(canvas.get(), Qt::LeftButton, Qt::ControlModifier, name);
    QVERIFY(!canvas->insight().empty());
    QVERIFY(canvas->insight().rows.size() >= 3);
    QVERIFY(canvas->insight().text().contains(QStringLiteral("gpu-node-4")));
    // The question is asked again of a newer moment, and ends with what it is about.
    canvas->setView(sampleView(sampleSnapshot("eks-hybrid", SampleState::live)));
    QVERIFY(!canvas->insight().empty());
    canvas->setView(m_fleet);
    QVERIFY(canvas->insight().empty());
  }

  void arrowsWalkTheChain() {
    const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(m_eks);
    const Focus claim = topology::findFocus(*m_eks.snapshot, "claim", "ml-workloads", "ml-training-gpu-0");
    canvas->setFocusObject(claim, false);
    QTest::keyClick(canvas.get(), Qt::Key_Up);
    QCOMPARE(canvas->focusObject().kind, Focus::Kind::pod);
    QTest::keyClick(canvas.get(), Qt::Key_Down);
    QVERIFY(canvas->focusObject() == claim);
    QTest::keyClick(canvas.get(), Qt::Key_Right);
    QCOMPARE(canvas->focusObject().kind, Focus::Kind::device);
    const std::uint32_t first = canvas->focusObject().index;
    QTest::keyClick(canvas.get(), Qt::Key_Right);
    QCOMPARE(canvas->focusObject().kind, Focus::Kind::device);
    QVERIFY(canvas->focusObject().index != first);
  }

  /// For eyes: CANVAS_SHEETS=/tmp/x test_ui_canvas sheets writes a picture of each level and panel.
  void sheets() {
    const QString folder = qEnvironmentVariable("CANVAS_SHEETS");
    if (folder.isEmpty()) {
      QSKIP("CANVAS_SHEETS is not set");
    }
    QVERIFY(QDir().mkpath(folder));
    const auto save = [&folder](TopologyCanvas& canvas, const QString& name) {
      QVERIFY(canvas.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png")));
    };
    for (const bool large : {false, true}) {
      const View& view = large ? m_fleet : m_eks;
      const QString world = large ? QStringLiteral("fleet") : QStringLiteral("eks");
      const std::unique_ptr<TopologyCanvas> canvas = makeCanvas(view);
      save(*canvas, world + QStringLiteral("-all"));
      const char* node = large ? "gpu-h100-0001" : "gpu-node-6";
      const cluster::NodeIndex index = view.snapshot->inventory->findNode(Text(node));
      for (const double px : {20.0, 40.0, 80.0, 140.0, 220.0, 420.0}) {
        const topology::Rect& r = canvas->scene().layout->nodes[canvas->scene().layout->boxOfNode[index]].rect;
        canvas->flyTo(QRectF(r.x, r.y, r.w, r.h), px / r.h);
        save(*canvas, world + QStringLiteral("-%1px").arg(px));
      }
      canvas->fitAll();
      for (const ColourBy by : {ColourBy::deviceClass, ColourBy::model, ColourBy::memory, ColourBy::claim, ColourBy::age}) {
        canvas->setColourBy(by);
        save(*canvas, world + QStringLiteral("-colour%1").arg(static_cast<int>(by)));
      }
      canvas->setColourBy(ColourBy::state);
      canvas->setFocusObject({Focus::Kind::node, index}, false);
      canvas->askBlast(canvas->scopes().back());
      save(*canvas, world + QStringLiteral("-blast"));
      canvas->askChain({Focus::Kind::node, index}, {Focus::Kind::claim, 3});
      save(*canvas, world + QStringLiteral("-chain"));
      canvas->askArea(QRectF(100, 100, 300, 200));
      save(*canvas, world + QStringLiteral("-area"));
      canvas->closeQuestion();
      canvas->setFocusObject({}, false);
      canvas->setGroupBy(topology::GroupBy::rack);
      save(*canvas, world + QStringLiteral("-rack"));
      canvas->setGroupBy(topology::Grouping(Text("kubernetes.io/hostname")));
      save(*canvas, world + QStringLiteral("-hostname"));
    }
  }

  void aWindowTooSmallStillWorks() {
    for (const QSize size : {QSize(40, 40), QSize(120, 90), QSize(300, 200)}) {
      TopologyCanvas canvas(m_look);
      canvas.setAnimated(false);
      canvas.setView(m_eks);
      shown(canvas, size);
      canvas.zoomBy(2);
      canvas.setFocusObject({Focus::Kind::node, 0}, true);
      QVERIFY(!canvas.grab().isNull());
    }
  }

 private:
  static void worlds() {
    QTest::addColumn<bool>("large");
    QTest::newRow("12 nodes") << false;
    QTest::newRow("5,000 nodes") << true;
  }

  std::unique_ptr<TopologyCanvas> makeCanvas(const View& view) {
    auto canvas = std::make_unique<TopologyCanvas>(m_look);
    canvas->setAnimated(false);
    shown(*canvas, kSize);
    canvas->setView(view);
    return canvas;
  }

  static QPoint deviceInUse(const TopologyCanvas& canvas) {
    for (int y = 0; y < canvas.height(); y += 3) {
      for (int x = 0; x < canvas.width(); x += 3) {
        const Hover hover = canvas.hitTest(QPointF(x, y));
        if (hover.device != cluster::kNone &&
            canvas.scene().inventory().devices[hover.device].state == cluster::DeviceState::inUse &&
            !canvas.scene().inventory().devices[hover.device].claims.empty()) {
          return {x + 6, y + 6};
        }
      }
    }
    return {};
  }

  Look m_look{ThemeName::dark};
  View m_eks;
  View m_fleet;
};

QTEST_MAIN(CanvasTest)
#include "canvas_test.moc"
