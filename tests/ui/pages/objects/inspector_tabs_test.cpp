// Tabs of the inspector: events of what belongs together, the past in order, YAML that is searched, and the graph of a claim. GUI
// thread.
#include <QSignalSpy>
#include <algorithm>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/objects/graph_check.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/base/format.h"
#include "ui/pages/inspector/graph_view.h"
#include "ui/pages/inspector/inspector.h"
#include "ui/pages/inspector/object_history.h"
#include "ui/pages/inspector/yaml_view.h"
#include "ui/pages/objects/object_pages.h"
#include "ui/tables/object_texts.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

const ObjectRef kClaim{"claim", "ml-workloads", "ml-training-gpu-0"};

}  // namespace

class InspectorTabsTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    m_view = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
    m_fleet = sampleView(sampleSnapshot("fleet", SampleState::live));
  }
  void init() { watchWarnings(); }

  /// Every event of the snapshot about a pod is found from the pod, newest first, and from its claims.
  void eventsOfAPodAreThoseOfTheSnapshot() {
    std::size_t checked = 0;
    m_view.snapshot->of<Event>().forEach([&](cluster::Slot, const Event& event) {
      if (!(event.objectKind == "Pod")) {
        return;
      }
      const ObjectRef pod{"pod", event.objectNamespace.str(), event.objectName.str()};
      if (m_view.snapshot->of<Pod>().find(event.objectNamespace, event.objectName) == nullptr) {
        return;
      }
      RelatedEvents events;
      events.update(m_view, pod);
      QVERIFY(events.count() >= 1);
      bool told = false;
      for (const InspectorSection& section : events.sections()) {
        told = told || section.title == plain(event.reason.view());
      }
      QVERIFY(told);
      ++checked;
    });
    QVERIFY(checked > 0);
  }

  void claimsHaveNoEventsOfTheirOwn() {
    RelatedEvents events;
    events.update(m_view, kClaim);
    QVERIFY(!events.sections().empty());
    QVERIFY(events.sections().front().rows.front().value.startsWith(QStringLiteral("Claims have no events")));
  }

  void eventsFollowTheMoments() {
    const std::vector<cluster::SnapshotPtr> moments = sampleSequence("eks-hybrid", 4, 60'000);
    std::optional<ObjectRef> pod;
    moments.back()->of<Event>().forEach([&](cluster::Slot, const Event& event) {
      if (event.objectKind == "Pod" && moments.back()->of<Pod>().find(event.objectNamespace, event.objectName) != nullptr) {
        pod = ObjectRef{"pod", event.objectNamespace.str(), event.objectName.str()};
      }
    });
    QVERIFY(pod.has_value());
    RelatedEvents followed;
    for (const cluster::SnapshotPtr& moment : moments) {
      const View view = sampleView(moment);
      followed.update(view, pod);
      RelatedEvents fresh;
      fresh.update(view, pod);
      QCOMPARE(followed.count(), fresh.count());
    }
  }

  void thePastIsInOrder() {
    const ObjectHistory history = historyOf(*m_view.snapshot, kClaim);
    QVERIFY(history.moments >= 3);
    QString last;
    for (const InspectorRow& row : history.sections.front().rows) {
      if (!row.label.isEmpty() && row.label.contains(QLatin1Char(':'))) {
        QVERIFY2(last <= row.label, qPrintable(last + QLatin1Char(' ') + row.label));
        last = row.label;
      }
    }
    QVERIFY(historyOf(*m_view.snapshot, {"node", {}, "gpu-node-1"}).sections.empty());
  }

  void noArrowsCrossAndNoBoxesOverlap() {
    std::size_t graphs = 0;
    std::size_t folded = 0;
    for (const View* view : {&m_view, &m_fleet}) {
      const cluster::Inventory& inventory = *view->snapshot->inventory;
      const std::size_t step = inventory.claims.size() > 1000 ? 37 : 1;
      for (std::size_t i = 0; i < inventory.claims.size(); i += step) {
        for (const int width : {240, 316, 520}) {
          const ClaimGraph graph = claimGraph(*view->snapshot, refOf(*view->snapshot, inventory.claims[i]), width);
          QVERIFY(!graph.empty());
          ++graphs;
          for (const GraphBox& box : graph.boxes) {
            folded += box.state.startsWith(QStringLiteral("×")) ? 1U : 0U;
          }
          QCOMPARE(troubleOf(graph, width), QString());
        }
      }
    }
    QVERIFY(graphs > 100);
    QVERIFY(folded > 0);  // more than four devices are one box
  }

  void theKeyboardWalksOverTheGraph() {
    GraphView graph(m_look);
    graph.setObject(m_view.snapshot, kClaim);
    shown(graph, {348, graph.sizeHint().height()});
    QSignalSpy followed(&graph, &GraphView::linkActivated);
    QSignalSpy beside(&graph, &GraphView::besideActivated);
    graph.setFocus();
    QTest::keyClick(&graph, Qt::Key_Right);  // to the pod
    QTest::keyClick(&graph, Qt::Key_Return);
    QCOMPARE(followed.size(), 1);
    QVERIFY(followed.front().front().value<ObjectRef>().kind == "pod");
    QTest::keyClick(&graph, Qt::Key_Down);
    QTest::keyClick(&graph, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(beside.size(), 1);
  }

  void yamlIsSearched() {
    YamlView yaml(m_look);
    shown(yaml, {348, 600});
    yaml.setText(QStringLiteral("kind: Pod\nmetadata:\n  name: \"pod-1\"\n  count: 3\n# pod\n"));
    yaml.find(QStringLiteral("pod"));
    QCOMPARE(yaml.matches(), 3);
    QCOMPARE(yaml.matchWords(), QStringLiteral("1 of 3"));
    yaml.focusFind();
    QTest::keyClick(yaml.findChild<QLineEdit*>(), Qt::Key_Return);
    QCOMPARE(yaml.matchWords(), QStringLiteral("2 of 3"));
    QTest::keyClick(yaml.findChild<QLineEdit*>(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(yaml.findChild<QLineEdit*>(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(yaml.matchWords(), QStringLiteral("3 of 3"));
    yaml.find(QStringLiteral("no such word"));
    QCOMPARE(yaml.matchWords(), QStringLiteral("no match"));
    yaml.setText(QString(3'000'000, QLatin1Char('x')));
    QVERIFY(yaml.text().size() < YamlView::kMostShown + 200);
  }

  void everyListedKindIsInspected() {
    Inspector inspector(m_look, {});
    inspector.setView(m_view);
    shown(inspector, {348, 800});
    m_view.snapshot->of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& object) {
      inspector.setObject(refOf("slice", object.meta));
      QVERIFY(!inspector.content().gone);
    });
    const auto check = [&](const ObjectRef& object) {
      inspector.setObject(object);
      QVERIFY2(!inspector.content().gone, object.str().c_str());
      QVERIFY(inspector.content().hasYaml);
      QVERIFY(!pageOfKind(object.kind).isEmpty());
      for (const TabLine::Tab& tab : inspector.tabs().tabs()) {
        inspector.showTab(tab.id);
        QCOMPARE(inspector.tabs().current(), tab.id);
        QVERIFY(!inspector.grab().isNull());
      }
    };
    const auto first = [&](auto type, const char* kind) {
      std::optional<ObjectRef> found;
      m_view.snapshot->of<typename decltype(type)::type>().forEach(
          [&](cluster::Slot, const auto& object) { found = found ? found : std::optional(refOf(kind, object.meta)); });
      if (found) {
        check(*found);
      }
    };
    first(std::type_identity<ResourceClaimTemplate>{}, "template");
    first(std::type_identity<Event>{}, "event");
    first(std::type_identity<ResourceQuota>{}, "quota");
    first(std::type_identity<DeviceTaintRule>{}, "taintrule");
    first(std::type_identity<DeviceClass>{}, "class");
    check(kClaim);
  }

 private:
  Look m_look{ThemeName::dark};
  View m_view;
  View m_fleet;
};

QTEST_MAIN(InspectorTabsTest)
#include "inspector_tabs_test.moc"
