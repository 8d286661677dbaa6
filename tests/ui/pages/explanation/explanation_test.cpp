// ExplanationPage: what it says, keys, states, what stays while the cluster moves, room at every size. GUI thread.
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>

#include "tests/ui/pages/explanation/geometry.h"
#include "tests/ui/pages/explanation/sample_explanation.h"
#include "tests/ui/pages/gui_test.h"
#include "ui/pages/explanation/explanation_page.h"
#include "ui/pages/explanation/pending_order.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

constexpr QSize kDesign(1392, 756);

/// What links and keys of the page asked for.
struct Opened {
  QString page;
  std::optional<ObjectRef> object;
  QString filter;
};

}  // namespace

class ExplanationTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    dress(m_look);
    m_fleet = quietView(sampleSnapshot("fleet", SampleState::live));
    QVERIFY(exists(*m_fleet.snapshot, trainingClaim()));
  }
  void init() {
    watchWarnings();
    m_page = std::make_unique<ExplanationPage>(m_look);
    m_opened.clear();
    connect(m_page.get(), &Page::open, this,
            [this](const QString& page, const std::optional<ObjectRef>& object, const QString& filter) {
              m_opened.push_back({page, object, filter});
            });
    m_page->setSubject(trainingClaim());
    m_page->setView(explained(m_fleet, trainingExplanation(*m_fleet.snapshot)));
    settle(*m_page, kDesign);
  }
  void cleanup() { m_page.reset(); }

  void saysWhatTheAnswerSays() {
    QCOMPARE(m_page->verdict().sentence(),
             QStringLiteral("Waits for devices: all 16 that match are in use. Release research/h200-hold and it starts now."));
    QVERIFY(m_page->verdict().detail().endsWith(QStringLiteral("computed 0.2 s ago at revision 48,213,907 in 9 ms")));
    QCOMPARE(m_page->verdict().agreement(), QStringLiteral("agrees with the scheduler"));
    QCOMPARE(m_page->breadcrumb().state().text, QStringLiteral("Pending 14 m 22 s"));
    QCOMPARE(m_page->breadcrumb().text(), QStringLiteral("Claims › ml-workloads › ml-training-job-7-gpu-x4k2p"));
    QCOMPARE(m_page->ladder().rungs(), 7);
    QCOMPARE(m_page->ladder().rungText(3), QStringLiteral("Allocation, holds it for 14 m 22 s: held: no match is free"));
    QCOMPARE(m_page->ladder().rungText(5), QStringLiteral("Kubelet prepare, not reached"));
    QCOMPARE(m_page->facts().texts(),
             (QStringList{QStringLiteral("Class: gpu-compute-class"), QStringLiteral("Count: 2 ExactCount"),
                          QStringLiteral("Same: pcieRoot"), QStringLiteral("Pod: ml-training-job-7"),
                          QStringLiteral("Owner: Job ml-training")}));
    QCOMPARE(m_page->holders().rowCount(), 4);
    QCOMPARE(m_page->evidence().rows(), 9);
    QCOMPARE(m_page->fixes().cards(), 3);
    QVERIFY(!m_page->fixes().hasMore());
    QCOMPARE(m_page->unknowns().texts().front(),
             QStringLiteral("Taints on H100. DeviceTaintRules: 403. Free H100 is ≤41, never more. The verdict stays the same."));
  }

  /// The pager walks what waits, the longest wait first; this claim is one of them.
  void pagerWalksWhatWaits() {
    const std::vector<ObjectRef> pending = pendingOrder(*m_fleet.snapshot, {});
    QVERIFY(pending.size() > 3);
    const auto at = std::find(pending.begin(), pending.end(), trainingClaim()) - pending.begin();
    QCOMPARE(m_page->tools().pagerText(), QStringLiteral("%1 of %2").arg(at + 1).arg(pending.size()));
    QSignalSpy asked(m_page.get(), &ExplanationPage::subjectRequested);
    QTest::keyClick(m_page.get(), Qt::Key_BracketRight);
    QCOMPARE(asked.count(), 1);
    QVERIFY(asked.front().front().value<ObjectRef>() == pending[static_cast<std::size_t>(at) + 1]);
    m_page->setSubject(pending.front());
    QTest::keyClick(m_page.get(), Qt::Key_BracketLeft);
    QCOMPARE(asked.count(), 1);  // there is none before the first
    QVERIFY(!m_page->tools().previous().isEnabled());
    m_page->setSubject(pending.back());
    QVERIFY(!m_page->tools().next().isEnabled());
    // Another namespace has another list.
    View narrow = m_fleet;
    narrow.namespaceFilter = "no-such-namespace";
    m_page->setView(narrow);
    QVERIFY(m_page->tools().pagerText().isEmpty() || !m_page->tools().next().isVisibleTo(&m_page->tools()));
  }

  void funnelSaysWhatIsLostAndListsIt() {
    Funnel& funnel = m_page->funnel();
    QCOMPARE(funnel.steps(), 5);
    QCOMPARE(funnel.lossBefore(1), QStringLiteral("−32k"));
    QCOMPARE(funnel.lossBefore(2), QStringLiteral("−7,984"));
    QCOMPARE(funnel.lossBefore(3), QString());  // in use is not a filter: it takes from what passes
    QCOMPARE(funnel.lossBefore(4), QStringLiteral("−16"));
    QVERIFY(funnel.barRect(0).height() > funnel.barRect(1).height());
    QVERIFY(funnel.barRect(1).height() > funnel.barRect(2).height());
    QVERIFY(funnel.barRect(4).height() >= 3);
    for (int i = 1; i < funnel.steps(); ++i) {
      QVERIFY(funnel.barRect(i).x() > funnel.barRect(i - 1).right());
    }
    QVERIFY(funnel.barRect(4).right() <= funnel.width());
    // Refused by the selectors: three groups, each with its devices.
    funnel.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&funnel, Qt::Key_Right);
    QTest::keyClick(&funnel, Qt::Key_Right);
    QTest::keyClick(&funnel, Qt::Key_Return);
    QVERIFY(m_page->devicePopup().isVisible());
    QVERIFY(m_page->devicePopup().title().contains(QStringLiteral("Pass selectors")));
    const QStringList lines = m_page->devicePopup().lines();
    QVERIFY(lines.contains(QStringLiteral("A10G")) && lines.contains(QStringLiteral("H100")));
    QVERIFY(!lines.contains(QStringLiteral("H200")));
    QSignalSpy inspect(m_page.get(), &ExplanationPage::inspectRequested);
    QTest::keyClick(&m_page->devicePopup().list(), Qt::Key_Return);
    QCOMPARE(inspect.count(), 1);
    QCOMPARE(inspect.front().front().value<ObjectRef>().kind, std::string("device"));
    QVERIFY(!m_page->devicePopup().isVisible());
  }

  void truthTableReadsByKeyboard() {
    TruthTable& table = m_page->truth();
    QCOMPARE(table.terms(), 5);
    QCOMPARE(table.groups(), 4);
    QCOMPARE(table.foldedDomain(), QStringLiteral("gpu.nvidia.com"));
    QCOMPARE(table.termText(1), QStringLiteral("device.attributes[…].type == \"gpu\""));
    QCOMPARE(table.cellText(2, 0), QStringLiteral("false"));
    table.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&table, Qt::Key_Down);
    QTest::keyClick(&table, Qt::Key_Down);
    QTest::keyClick(&table, Qt::Key_Right);
    QCOMPARE(table.currentRow(), 2);
    QCOMPARE(table.currentColumn(), 2);
    QVERIFY(table.accessibleDescription().contains(QStringLiteral("first term that refuses")));
    QTest::keyClick(&table, Qt::Key_Down);
    QVERIFY(table.accessibleDescription().contains(QStringLiteral("Not needed")));
    QVERIFY(table.accessibleDescription().contains(QStringLiteral("capacity[\"gpu.nvidia.com\"]")));  // the whole of it
    QTest::keyClick(&table, Qt::Key_End);
    QCOMPARE(table.currentColumn(), 5);
    QSignalSpy edit(m_page.get(), &ExplanationPage::editRequested);
    QTest::keyClick(&table, Qt::Key_Return);
    QCOMPARE(edit.count(), 1);
    QCOMPARE(edit.front().at(0).toString(),
             QStringLiteral("device.capacity[\"gpu.nvidia.com\"].memory.compareTo(quantity(\"120Gi\")) >= 0"));
    QCOMPARE(edit.front().at(1).toString(), QStringLiteral("gpu-compute-class"));
    // A selector of several terms is edited whole.
    table.moveTo(0, 1);
    QTest::keyClick(&table, Qt::Key_Return);
    QCOMPARE(edit.back().at(0).toString(), QStringLiteral("device.driver == \"gpu.nvidia.com\" &&\n"
                                                          "device.attributes[\"gpu.nvidia.com\"].type == \"gpu\""));
    const QString copied = table.copyText();
    QCOMPARE(copied.split(QLatin1Char('\n')).size(), 7);
    QVERIFY(copied.endsWith(QStringLiteral("=0\t=0\t=0\t=16")));
  }

  void aRunTimeErrorIsNotFalse() {
    explanation::Explanation answer = trainingExplanation(*m_fleet.snapshot);
    answer.requests.front().terms[2].cells[0] = {explanation::Truth::error, true, true, "no such key: architecture"};
    m_page->setView(explained(m_fleet, answer));
    QCOMPARE(m_page->truth().cellText(2, 0), QStringLiteral("error"));
    QVERIFY(m_page->truth().describeCell(2, 2).contains(QStringLiteral("no such key: architecture")));
    QVERIFY(m_page->truth().describeCell(2, 2).contains(QStringLiteral("ends the evaluation")));
  }

  void linksLeadToTheirObjects() {
    QTest::keyClick(m_page.get(), Qt::Key_Escape);
    QCOMPARE(m_opened.back().page, QStringLiteral("claims"));
    QVERIFY(m_opened.back().object == trainingClaim());
    Q_EMIT m_page->breadcrumb().namespaceRequested();
    QCOMPARE(m_opened.back().filter, QStringLiteral("namespace=\"ml-workloads\""));
    Q_EMIT m_page->holderView().objectActivated(ObjectRef{"claim", "research", "h200-hold"});
    QCOMPARE(m_opened.back().page, QStringLiteral("explanation"));
    Q_EMIT m_page->fixes().nodeRequested(QStringLiteral("gpu-h200-0002"));
    QCOMPARE(m_opened.back().page, QStringLiteral("topology"));
    QCOMPARE(m_opened.back().object->name, std::string("gpu-h200-0002"));
    QSignalSpy inspect(m_page.get(), &ExplanationPage::inspectRequested);
    QTest::mouseClick(&m_page->tools().yaml(), Qt::LeftButton);
    QCOMPARE(inspect.back().at(1).toBool(), true);
    Q_EMIT m_page->facts().linkActivated(ObjectRef{"class", {}, "gpu-compute-class"});
    QCOMPARE(inspect.count(), 2);
    QSignalSpy copy(m_page.get(), &ExplanationPage::copyRequested);
    QTest::mouseClick(&m_page->tools().copy(), Qt::LeftButton);
    QCOMPARE(copy.count(), 1);
    QSignalSpy tell(m_page.get(), &ExplanationPage::tellRequested);
    QTest::mouseClick(&m_page->tools().tell(), Qt::LeftButton);
    QCOMPARE(tell.front().front().toBool(), true);
    // Release leads to its change.
    QVERIFY(m_page->fixes().cardFor("research/h200-hold") != nullptr);
    QVERIFY(m_page->fixes().cardFor("research/other") == nullptr);
  }

  void evidenceUnfolds() {
    EvidenceList& evidence = m_page->evidence();
    QVERIFY(evidence.shownRows() < evidence.rows());
    auto* all = m_page->findChildren<Button*>().back();
    for (Button* button : m_page->findChildren<Button*>()) {
      if (button->text() == QLatin1String("All 9")) {
        all = button;
      }
    }
    QTest::mouseClick(all, Qt::LeftButton);
    settle(*m_page, kDesign);
    QCOMPARE(evidence.shownRows(), evidence.rows());
    QVERIFY(m_page->scroll().verticalScrollBar()->maximum() > 0);
    QVERIFY(evidence.rowText(0).contains(QStringLiteral("kubectl get resourceslices")));
    QCOMPARE(overlaps(*m_page), QString());
  }

  /// A new moment changes words, not places: scroll, the current cell, the cards and the selected holder stay.
  void aNewMomentMovesNothing() {
    m_page->setView(explained(m_fleet, hugeExplanation(*m_fleet.snapshot, trainingClaim())));
    settle(*m_page, {1392, 600});
    m_page->scroll().verticalScrollBar()->setValue(333);
    m_page->truth().moveTo(1, 20);
    m_page->holderView().select(ObjectRef{"claim", "team-5", "claim-5"});
    const int across = m_page->truth().horizontalScrollBar()->value();
    QVERIFY(across > 0);
    QWidget* const card = m_page->fixes().cardFor("research/h200-hold");
    View later = m_fleet;
    auto snapshot = std::make_shared<cluster::Snapshot>(*m_fleet.snapshot);
    snapshot->time = snapshot->time + 61'000;
    later.snapshot = snapshot;
    explanation::Explanation answer = hugeExplanation(*m_fleet.snapshot, trainingClaim());
    answer.computedFrom = snapshot->time;
    m_page->setView(explained(later, answer));
    settle(*m_page, {1392, 600});
    QCOMPARE(m_page->breadcrumb().state().text, QStringLiteral("Pending 15 m 23 s"));
    QCOMPARE(m_page->scroll().verticalScrollBar()->value(), 333);
    QCOMPARE(m_page->truth().horizontalScrollBar()->value(), across);
    QCOMPARE(m_page->truth().currentColumn(), 20);
    QCOMPARE(m_page->fixes().cardFor("research/h200-hold"), card);
    QVERIFY(m_page->holderView().currentObject() == (ObjectRef{"claim", "team-5", "claim-5"}));
    QCOMPARE(m_page->request(), 7);
  }

  void manyTermsFoldAndManyRequestsAreChosen() {
    m_page->setView(explained(m_fleet, hugeExplanation(*m_fleet.snapshot, trainingClaim())));
    settle(*m_page, kDesign);
    QCOMPARE(m_page->request(), 7);  // the one that does not fit is shown first
    TruthTable& table = m_page->truth();
    QCOMPARE(table.terms(), 100);
    QCOMPARE(table.shownRows(), 4);  // fold line, two terms that refuse, the sum
    QTest::keyClick(&table, Qt::Key_Return);
    QCOMPARE(table.shownRows(), 102);
    QVERIFY(table.verticalScrollBar()->maximum() > 0);
    QVERIFY(table.height() < 600);
    table.moveTo(101, 31);
    QVERIFY(table.verticalScrollBar()->value() > 0);
    m_page->showRequest(3);
    QCOMPARE(m_page->facts().texts().front(), QStringLiteral("Class: gpu-compute-class"));
    QVERIFY(m_page->fixes().hasMore());
    m_page->fixes().showAll();
    QCOMPARE(m_page->fixes().cards(), 9);
    QVERIFY(m_page->nodes().rowCount() > 1);
    settle(*m_page, kDesign);
    QCOMPARE(overlaps(*m_page), QString());
  }

  void everyStateHasWords() {
    // Computing.
    m_page->setSubject(pendingOrder(*m_fleet.snapshot, {})[1]);
    m_page->setView(m_fleet);
    QVERIFY(m_page->story().progressWords().contains(QStringLiteral("Computing why")));
    QVERIFY(!m_page->tools().copy().isEnabled());
    // Never there.
    m_page->setSubject(ObjectRef{"claim", "nowhere", "nothing"});
    QCOMPARE(m_page->story().noteTitle(), QStringLiteral("There is no claim nowhere/nothing"));
    // Nothing chosen.
    m_page->setSubject(std::nullopt);
    QCOMPARE(m_page->story().noteTitle(), QStringLiteral("Nothing is chosen to be explained"));
    // An answer to another question is not shown.
    m_page->setSubject(pendingOrder(*m_fleet.snapshot, {}).back());
    m_page->setView(explained(m_fleet, trainingExplanation(*m_fleet.snapshot)));
    QVERIFY(m_page->shown() == nullptr);
  }

  void aDeletedClaimKeepsItsLastAnswer() {
    SampleStore store(m_fleet.snapshot->time);
    store.serverFound();
    store.finishOthers();
    m_page->setView(quietView(store.snapshot()));
    QVERIFY(m_page->story().showsContent());
    QCOMPARE(m_page->story().bannerTitle(), QStringLiteral("ml-workloads/ml-training-job-7-gpu-x4k2p is deleted."));
    QCOMPARE(m_page->breadcrumb().state().text, QStringLiteral("deleted"));
    QVERIFY(m_page->shown() != nullptr);
    QVERIFY(!m_page->tools().tell().isVisibleTo(&m_page->tools()));
  }

  void forbiddenAndStale() {
    SampleStore store(m_fleet.snapshot->time);
    store.serverFound();
    store.setState("resource.k8s.io", "resourceclaims", SourceState::forbidden,
                   Error{ErrorCode::forbidden, "refused", "ask", std::nullopt, 403});
    store.finishOthers();
    ExplanationPage page(m_look);
    page.setSubject(trainingClaim());
    page.setView(quietView(store.snapshot()));
    QCOMPARE(page.story().noteTitle(), QStringLiteral("You may not list resourceclaims."));
    ExplanationPage stale(m_look);
    const View lost = quietView(sampleSnapshot("fleet", SampleState::stale));
    stale.setSubject(trainingClaim());
    stale.setView(explained(lost, trainingExplanation(*lost.snapshot)));
    QVERIFY(stale.story().showsContent());
    QVERIFY(stale.story().bannerTitle().contains(QStringLiteral("lost")));
  }

  /// A pod whose claim was never created has a page too.
  void aPodWithoutAClaimIsExplained() {
    const ObjectRef pod = [&] {
      const cluster::MissingClaim& missing = m_fleet.snapshot->inventory->missing.front();
      const Pod* object = m_fleet.snapshot->of<Pod>().at(missing.pod);
      return ObjectRef{"pod", object->meta.namespaceName.str(), object->meta.name.str()};
    }();
    m_page->setSubject(pod);
    m_page->setView(explained(m_fleet, blockedExplanation(*m_fleet.snapshot, pod)));
    settle(*m_page, kDesign);
    QVERIFY(m_page->story().showsContent());
    QVERIFY(!m_page->funnel().isVisible());
    QVERIFY(!m_page->truth().isVisible());
    QVERIFY(m_page->evidence().isVisible());
    QCOMPARE(m_page->ladder().rungs(), 2);
    QCOMPARE(overlaps(*m_page), QString());
  }

  void roomAtEverySize_data() {
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(976, 580), QSize(1052, 556), QSize(1132, 600), QSize(1240, 700), QSize(1392, 756),
                             QSize(1872, 900), QSize(2512, 1296)}) {
      QTest::addRow("%dx%d", size.width(), size.height()) << size;
    }
  }
  void roomAtEverySize() {
    QFETCH(QSize, size);
    for (const bool huge : {false, true}) {
      m_page->setView(explained(
          m_fleet, huge ? hugeExplanation(*m_fleet.snapshot, trainingClaim()) : trainingExplanation(*m_fleet.snapshot)));
      settle(*m_page, size);
      QCOMPARE(overlaps(*m_page), QString());
      QCOMPARE(m_page->scroll().widget()->width(), m_page->scroll().viewport()->width());
      QVERIFY(!m_page->grab().isNull());
    }
  }

  /// The design's window needs no scroll bar for the design's claim.
  void theDesignFits() { QCOMPARE(m_page->scroll().verticalScrollBar()->maximum(), 0); }

  void hostileTextsStayTexts() {
    const View view = hostileView();
    const ObjectRef object = [&] {
      const cluster::ClaimView& claim = view.snapshot->inventory->claims.front();
      const ResourceClaim* found = view.snapshot->of<ResourceClaim>().at(claim.slot);
      return ObjectRef{"claim", found->meta.namespaceName.str(), found->meta.name.str()};
    }();
    std::vector<std::string> texts = hostileNames();
    texts.emplace_back("\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7 right to left");
    texts.emplace_back("many\nlines\n\n\nof\ntext");
    m_page->setSubject(object);
    for (const std::string& text : texts) {
      m_page->setView(explained(view, hostileExplanation(*view.snapshot, object, text)));
      settle(*m_page, {1132, 700});
      QVERIFY(m_page->shown() != nullptr);
      QVERIFY(!m_page->grab().isNull());
      QCOMPARE(overlaps(*m_page), QString());
      for (const QLabel* label : m_page->findChildren<QLabel*>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
      }
      for (const QWidget* child : m_page->findChildren<QWidget*>()) {
        QVERIFY2(!child->toolTip().contains(QStringLiteral("<b>")) && !child->toolTip().contains(QStringLiteral("<img")),
                 qPrintable(child->toolTip()));
        QVERIFY(!child->accessibleName().contains(QChar(0x202E)));
      }
      m_page->funnel().setFocus(Qt::TabFocusReason);
      QTest::keyClick(&m_page->funnel(), Qt::Key_Return);
      QVERIFY(!m_page->devicePopup().grab().isNull());
      m_page->devicePopup().hide();
      QVERIFY(!m_page->truth().copyText().contains(QChar(0x1B)));
    }
  }

  void everyThemeDraws() {
    for (const ThemeName name : {ThemeName::light, ThemeName::highContrast, ThemeName::dark}) {
      m_look.setTheme(name);
      QCoreApplication::sendPostedEvents();
      const QImage image = m_page->grab().toImage();
      QCOMPARE(image.pixelColor(4, image.height() / 2), image.pixelColor(8, image.height() / 2));
      QVERIFY(!image.isNull());
      QCOMPARE(overlaps(*m_page), QString());
    }
  }

 private:
  Look m_look{ThemeName::dark};
  View m_fleet;
  std::unique_ptr<ExplanationPage> m_page;
  std::vector<Opened> m_opened;
};

QTEST_MAIN(ExplanationTest)
#include "explanation_test.moc"
