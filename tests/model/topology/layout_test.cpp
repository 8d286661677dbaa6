#include <QtTest>
#include <cmath>
#include <set>

#include "model/topology/layout.h"
#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::topology;
using simulation::LoadedWorld;

namespace {

constexpr double kSlack = 0.01;  // of a pixel, for the arithmetic

bool inside(const Rect& inner, const Rect& outer) {
  return inner.x >= outer.x - kSlack && inner.y >= outer.y - kSlack && inner.right() <= outer.right() + kSlack &&
         inner.bottom() <= outer.bottom() + kSlack;
}

bool overlap(const Rect& a, const Rect& b) {
  return a.x + kSlack < b.right() && b.x + kSlack < a.right() && a.y + kSlack < b.bottom() && b.y + kSlack < a.bottom();
}

/// Empty when the layout holds every node exactly once, without overlaps and inside of its group and bounds.
QString problem(const Layout& layout, const cluster::Inventory& inventory) {
  if (layout.nodes.size() != inventory.nodes.size() || layout.boxOfNode.size() != inventory.nodes.size()) {
    return "not every node has a box";
  }
  for (std::uint32_t i = 0; i < layout.nodes.size(); ++i) {
    if (layout.boxOfNode[layout.nodes[i].node] != i) {
      return QString("box %1 is not that of its node").arg(i);
    }
  }
  std::uint32_t next = 0;
  for (std::uint32_t g = 0; g < layout.groups.size(); ++g) {
    const GroupBox& group = layout.groups[g];
    if (group.firstNode != next || !inside(group.rect, layout.bounds) || !inside(group.header, group.rect)) {
      return QString("group %1 is out of place").arg(QString::fromStdString(group.name));
    }
    std::uint32_t inZones = 0;
    for (const ZoneBox& zone : group.zones) {
      if (zone.firstNode != next + inZones) {
        return QString("zone %1 is out of order").arg(QString::fromStdString(zone.name));
      }
      inZones += zone.nodeCount;
    }
    if (inZones != group.nodeCount) {
      return QString("zones of %1 do not have its nodes").arg(QString::fromStdString(group.name));
    }
    for (std::uint32_t i = next; i < next + group.nodeCount; ++i) {
      const NodeBox& box = layout.nodes[i];
      if (box.group != g || !inside(box.rect, group.rect) || box.rect.y + kSlack < group.header.bottom()) {
        return QString("node %1 is outside of its group").arg(i);
      }
      for (const ZoneBox& zone : group.zones) {
        if (zone.label.w > 0 && overlap(zone.label, box.rect)) {
          return QString("node %1 lies under the label of a zone").arg(i);
        }
      }
    }
    for (std::uint32_t other = 0; other < g; ++other) {
      if (overlap(group.rect, layout.groups[other].rect)) {
        return QString("groups %1 and %2 overlap").arg(g).arg(other);
      }
    }
    next += group.nodeCount;
  }
  return next == layout.nodes.size() ? QString() : QString("nodes without a group");
}

/// Boxes are sorted by place first: a sweep instead of 12 million pairs.
QString overlaps(const Layout& layout) {
  std::vector<Rect> boxes;
  for (const NodeBox& box : layout.nodes) {
    boxes.push_back(box.rect);
  }
  std::sort(boxes.begin(), boxes.end(), [](const Rect& a, const Rect& b) { return a.y != b.y ? a.y < b.y : a.x < b.x; });
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    for (std::size_t j = i + 1; j < boxes.size() && boxes[j].y + kSlack < boxes[i].bottom(); ++j) {
      if (overlap(boxes[i], boxes[j])) {
        return QString("two nodes at %1, %2").arg(boxes[j].x).arg(boxes[j].y);
      }
    }
  }
  return {};
}

QString places(const Layout& layout, const cluster::Inventory& inventory) {
  QString out;
  for (const NodeBox& box : layout.nodes) {
    out += QString("%1 %2 %3 %4 %5\n")
               .arg(QString::fromStdString(inventory.nodes[box.node].name.str()))
               .arg(box.rect.x)
               .arg(box.rect.y)
               .arg(box.rect.w)
               .arg(box.rect.h);
  }
  return out;
}

std::vector<std::string> manyNodes(int count) {
  std::vector<std::string> out;
  for (int i = 0; i < count; ++i) {
    out.push_back(cluster::objects::node("n" + std::to_string(i)));
  }
  return out;
}

}  // namespace

class LayoutTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyNodeOnceInsideWithoutOverlap_data() {
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("groupBy");
    QTest::addColumn<QSizeF>("size");
    for (const char* scenario : {"quiet", "eks-hybrid", "eks-classic", "fleet"}) {
      for (int groupBy = 0; groupBy < 4; ++groupBy) {
        for (const QSizeF size : {QSizeF(1200, 700), QSizeF(2400, 1300), QSizeF(600, 900)}) {
          QTest::addRow("%s by %d in %g", scenario, groupBy, size.width()) << QString(scenario) << groupBy << size;
        }
      }
    }
  }
  void everyNodeOnceInsideWithoutOverlap() {
    static std::map<QString, std::unique_ptr<LoadedWorld>> worlds;
    QFETCH(QString, scenario);
    QFETCH(int, groupBy);
    QFETCH(QSizeF, size);
    std::unique_ptr<LoadedWorld>& world = worlds[scenario];
    if (world == nullptr) {
      world = std::make_unique<LoadedWorld>(scenario.toStdString());
    }
    const cluster::SnapshotPtr snapshot = world->snapshot();
    const Layout layout = layOut(*snapshot, static_cast<GroupBy>(groupBy), size.width(), size.height());
    QCOMPARE(problem(layout, *snapshot->inventory), QString());
    QCOMPARE(overlaps(layout), QString());
    std::int64_t devices = 0;
    for (const GroupBox& group : layout.groups) {
      devices += group.counts.total();
      QVERIFY(!group.name.empty());
      QVERIFY(group.subtitle.find("node") != std::string::npos);
    }
    QCOMPARE(devices, snapshot->inventory->counts.total());
    QVERIFY(layout.side >= 3);
    if (size.width() > 1000) {
      QVERIFY2(layout.bounds.h <= size.height() + kSlack, qPrintable(QString::number(layout.bounds.h)));
    }
  }

  void anyNumberOfNodesAndAnySize_data() {
    QTest::addColumn<int>("nodes");
    QTest::addColumn<QSizeF>("size");
    for (const int nodes : {0, 1, 2, 59, 60, 61, 299, 301, 1000}) {
      for (const QSizeF size : {QSizeF(1200, 700), QSizeF(1, 1), QSizeF(0, 0), QSizeF(10, 4000), QSizeF(4000, 10)}) {
        QTest::addRow("%d in %gx%g", nodes, size.width(), size.height()) << nodes << size;
      }
    }
  }
  void anyNumberOfNodesAndAnySize() {
    QFETCH(int, nodes);
    QFETCH(QSizeF, size);
    cluster::TestCluster cluster;
    cluster.list<Node>(manyNodes(nodes));
    const Layout layout = layOut(*cluster.snapshot(), GroupBy::nodeGroup, size.width(), size.height());
    QCOMPARE(layout.nodes.size(), static_cast<std::size_t>(nodes));
    for (const NodeBox& box : layout.nodes) {
      QVERIFY(std::isfinite(box.rect.x) && std::isfinite(box.rect.y) && box.rect.w > 0 && box.rect.h > 0);
    }
    QCOMPARE(overlaps(layout), QString());
    if (size.width() >= 1000 && size.height() >= 500) {
      QCOMPARE(problem(layout, cluster.inventory()), QString());
    }
  }

  void changesOfStateMoveNothing() {
    LoadedWorld world("eks-hybrid", false);
    const Layout before = layOut(*world.snapshot(), GroupBy::nodeGroup, 1200, 700);
    const QString there = places(before, *world.snapshot()->inventory);
    Layout recounted = before;
    for (int i = 0; i < 30; ++i) {
      world.advance(10'000);
      const Layout after = layOut(*world.snapshot(), GroupBy::nodeGroup, 1200, 700);
      QCOMPARE(places(after, *world.snapshot()->inventory), there);
      recount(*world.snapshot(), recounted);
      for (std::size_t g = 0; g < after.groups.size(); ++g) {
        QVERIFY(recounted.groups[g].counts.byState == after.groups[g].counts.byState);
        QCOMPARE(recounted.groups[g].counts.blocked, after.groups[g].counts.blocked);
        QCOMPARE(recounted.groups[g].counts.adminAccess, after.groups[g].counts.adminAccess);
        QCOMPARE(recounted.groups[g].counts.freeBound, after.groups[g].counts.freeBound);
      }
    }
  }

  void countsOfGroupsAreThoseOfTheInventory() {
    const LoadedWorld world("fleet");
    const Layout layout = layOut(*world.snapshot(), GroupBy::nodeGroup, 1400, 800);
    for (const GroupBox& group : layout.groups) {
      for (const cluster::GroupView& view : world.snapshot()->inventory->groups) {
        if (view.name == group.name) {
          QVERIFY(view.counts.byState == group.counts.byState);
          QCOMPARE(group.counts.freeBound, view.counts.freeBound);
          QCOMPARE(static_cast<std::size_t>(group.nodeCount), view.nodes.size());
        }
      }
    }
    QCOMPARE(layout.groups.size(), std::size_t{5});
  }

  void acceleratorsAreLargerOnceThereAreMany() {
    const LoadedWorld world("fleet");
    const Layout layout = layOut(*world.snapshot(), GroupBy::nodeGroup, 1400, 800);
    const GroupBox* gpu = nullptr;
    const GroupBox* cpu = nullptr;
    for (const GroupBox& group : layout.groups) {
      (group.name == "gpu-a10g" ? gpu : cpu) = group.name == "gpu-a10g" || group.name == "cpu-nodes" ? &group : cpu;
    }
    QVERIFY(gpu != nullptr && cpu != nullptr);
    QVERIFY(std::abs(gpu->side - 1.5 * cpu->side) < kSlack);
    QVERIFY2(layout.side >= 7, qPrintable(QString::number(layout.side)));
    QCOMPARE(cpu->zones.size(), std::size_t{3});
    QVERIFY(cpu->zones[0].label.w > 0);
  }

  void groupsAreSubtitled() {
    const LoadedWorld world("eks-hybrid");
    const Layout layout = layOut(*world.snapshot(), GroupBy::nodeGroup, 1200, 700);
    QCOMPARE(QString::fromStdString(layout.groups[0].name), QString("gpu-nodes"));
    QCOMPARE(QString::fromStdString(layout.groups[0].subtitle), QString::fromUtf8("g5.48xlarge · NVIDIA A10G · 6 nodes"));
    QCOMPARE(layout.groups[0].zones.size(), std::size_t{2});
    const Layout zones = layOut(*world.snapshot(), GroupBy::zone, 1200, 700);
    QCOMPARE(QString::fromStdString(zones.groups[0].name), QString("us-west-2a"));
    QCOMPARE(zones.groups.size(), std::size_t{2});
    const Layout drivers = layOut(*world.snapshot(), GroupBy::driver, 1200, 700);
    std::set<std::string> names;
    for (const GroupBox& group : drivers.groups) {
      names.insert(group.name);
    }
    QVERIFY(names == (std::set<std::string>{"cpu.dra.io", "gpu.nvidia.com"}));
  }
};

QTEST_APPLESS_MAIN(LayoutTest)
#include "layout_test.moc"
