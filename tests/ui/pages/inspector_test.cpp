// Inspector: content of every kind, YAML through the callback, links, and objects that are gone. GUI thread.
#include <QSignalSpy>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/inspector/inspector.h"
#include "ui/tables/object_texts.h"

using namespace claimscope;
using namespace claimscope::ui;

class InspectorTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    m_view = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
  }
  void init() { watchWarnings(); }

  void everyKindHasContent_data() {
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"claim", "device", "node", "pod", "class", "pool", "finding", "group"}) {
      QTest::newRow(kind) << QString::fromLatin1(kind);
    }
  }
  void everyKindHasContent() {
    QFETCH(QString, kind);
    const std::optional<ObjectRef> object = some(kind.toStdString());
    QVERIFY(object.has_value());
    const InspectorContent content = inspect(m_view, *object);
    QVERIFY(!content.gone);
    QVERIFY(!content.name.isEmpty());
    QVERIFY(!content.sections.empty());
    Inspector inspector(m_look, {});
    inspector.setView(m_view);
    inspector.setObject(object);
    shown(inspector, {348, 748});
    QCOMPARE(inspector.content(), content);
  }

  void yamlComesThroughTheCallback() {
    std::vector<ObjectRef> asked;
    std::vector<std::function<void(bool, QString)>> answers;
    Inspector inspector(m_look, [&](const ObjectRef& object, std::function<void(bool, QString)> done) {
      asked.push_back(object);
      answers.push_back(std::move(done));
    });
    inspector.setView(m_view);
    const std::optional<ObjectRef> claim = some("claim");
    inspector.setObject(claim);
    shown(inspector, {348, 748});
    QVERIFY(asked.empty());  // nothing is fetched that nobody looks at
    inspector.showYaml();
    QCOMPARE(asked.size(), std::size_t{1});
    QCOMPARE(asked.back(), *claim);
    QVERIFY(inspector.yamlText().isEmpty());
    answers.back()(true, QStringLiteral("kind: ResourceClaim\n"));
    QCOMPARE(inspector.yamlText(), QStringLiteral("kind: ResourceClaim\n"));

    // An answer that comes after another object was chosen is dropped.
    inspector.setObject(some("node"));
    QCOMPARE(asked.size(), std::size_t{2});
    inspector.setObject(some("pod"));
    QCOMPARE(asked.size(), std::size_t{3});
    answers[1](true, QStringLiteral("kind: Node\n"));
    QVERIFY(inspector.yamlText().isEmpty());
    answers[2](true, QStringLiteral("kind: Pod\n"));
    QCOMPARE(inspector.yamlText(), QStringLiteral("kind: Pod\n"));

    // A refusal is said, and an answer after the inspector has gone does nothing.
    inspector.setObject(claim);
    answers.back()(false, QStringLiteral("403 <b>forbidden</b>"));
    QVERIFY(inspector.yamlText().isEmpty());
    QVERIFY(!inspector.grab().isNull());
  }

  void anAnswerAfterTheEndIsHarmless() {
    std::function<void(bool, QString)> answer;
    {
      Inspector inspector(m_look, [&](const ObjectRef&, std::function<void(bool, QString)> done) { answer = std::move(done); });
      inspector.setView(m_view);
      inspector.setObject(some("claim"));
      inspector.showYaml();
    }
    QVERIFY(answer != nullptr);
    answer(true, QStringLiteral("late"));
  }

  void aDeviceShowsItsSlice() {
    const std::optional<ObjectRef> yaml = yamlObject(m_view, *some("device"));
    QVERIFY(yaml.has_value());
    QCOMPARE(yaml->kind, std::string("slice"));
    QVERIFY(!yamlObject(m_view, *some("finding")).has_value());
  }

  void whatIsGoneSaysSo() {
    const InspectorContent content = inspect(m_view, {"claim", "nowhere", "nothing"});
    QVERIFY(content.gone);
    Inspector inspector(m_look, {});
    inspector.setView(m_view);
    inspector.setObject(ObjectRef{"claim", "nowhere", "nothing"});
    QVERIFY(!shown(inspector, {348, 748}).isNull());
    inspector.setObject(std::nullopt);
    QVERIFY(inspector.content().sections.empty());
  }

  void linksLeadToOtherObjects() {
    const InspectorContent content = inspect(m_view, *some("claim"));
    int links = 0;
    for (const InspectorSection& section : content.sections) {
      for (const InspectorRow& row : section.rows) {
        if (row.link) {
          ++links;
          QVERIFY2(!inspect(m_view, *row.link).gone, qPrintable(row.value));
        }
      }
    }
    QVERIFY(links >= 3);  // its devices, its pod, its class
  }

  void escCloses() {
    Inspector inspector(m_look, {});
    inspector.setView(m_view);
    shown(inspector, {348, 500});
    QSignalSpy closed(&inspector, &Inspector::closeRequested);
    QTest::keyClick(&inspector, Qt::Key_Escape);
    QCOMPARE(closed.size(), 1);
  }

 private:
  /// An object of the kind with as much to say as possible.
  std::optional<ObjectRef> some(const std::string& kind) const {
    const cluster::Snapshot& snapshot = *m_view.snapshot;
    const cluster::Inventory& inventory = *snapshot.inventory;
    if (kind == "finding") {
      return ObjectRef{"finding", {}, m_view.diagnosis->findings.front().id};
    }
    for (const cluster::ClaimView& claim : inventory.claims) {
      if (claim.devices.size() < 2 || claim.pods.empty() || claim.classes.empty()) {
        continue;
      }
      const cluster::DeviceView& device = inventory.devices[claim.devices.front()];
      if (kind == "claim") {
        return refOf(snapshot, claim);
      }
      if (kind == "device") {
        return refOf(device);
      }
      if (kind == "node") {
        return ObjectRef{"node", {}, device.node.str()};
      }
      if (kind == "pool") {
        return ObjectRef{"pool", device.driver.str(), device.pool.str()};
      }
      if (kind == "pod") {
        return refOf("pod", snapshot.of<Pod>().at(claim.pods.front())->meta);
      }
      if (kind == "class") {
        return ObjectRef{"class", {}, claim.classes.front().str()};
      }
      if (kind == "group") {
        return ObjectRef{"group", {}, inventory.nodes[device.nodeIndex].group.str()};
      }
    }
    return std::nullopt;
  }

  Look m_look{ThemeName::dark};
  View m_view;
};

QTEST_MAIN(InspectorTest)
#include "inspector_test.moc"
