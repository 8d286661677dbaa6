// MainWindow: pages, selection, search, pause, failure and keys, as a person uses them. GUI thread.
#include <QDialog>
#include <QLabel>
#include <QSignalSpy>
#include <QtTest>
#include <set>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/claims/claims_page.h"
#include "ui/pages/explanation/explanation_page.h"
#include "ui/pages/explanation/pending_order.h"
#include "ui/pages/objects/objects_page.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/pages/selector/selector_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/toasts.h"
#include "ui/shell/told_list.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

Error refused() {
  return {ErrorCode::unreachable, "prod: <i>connection</i> refused", "Is the VPN up?", {}, 0};
}

}  // namespace

class WindowTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    dress(m_look);
    m_eks = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
  }
  void init() {
    watchWarnings();
    m_window = std::make_unique<MainWindow>(m_look, [](const ObjectRef& object, const std::function<void(bool, QString)>& done) {
      done(true, QStringLiteral("kind: ") + QString::fromStdString(object.kind));
    });
    m_window->setAnimated(false);
    m_window->setView(m_eks);
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
  }
  void cleanup() { m_window.reset(); }

  void everyPageOpensByItsKeyAndHasASubtitle() {
    for (const NavRail::Item& item : m_window->rail().items()) {
      const QString& id = item.id;
      QTest::keySequence(m_window.get(), QKeySequence(item.key));
      QCOMPARE(m_window->currentPage(), id == QLatin1String("objects") ? QStringLiteral("nodes") : id);
      QVERIFY2(!m_window->page(id)->subtitle().isEmpty(), qPrintable(id));
      QVERIFY(m_window->page(id)->isVisible());
    }
  }

  void aSelectionFollowsFromPageToPage() {
    const ObjectRef claim{"claim", "ml-workloads", "ml-training-gpu-0"};
    m_window->openPage(QStringLiteral("claims"), claim);
    QVERIFY(m_window->inspector().isVisible());
    QCOMPARE(m_window->inspector().content().name, QStringLiteral("ml-training-gpu-0"));
    QTest::keyClick(m_window.get(), Qt::Key_G);
    QCOMPARE(m_window->currentPage(), QStringLiteral("topology"));
    QVERIFY(m_window->selection() == claim);
    QTest::keyClick(m_window.get(), Qt::Key_Y);
    QCOMPARE(m_window->inspector().yamlText(), QStringLiteral("kind: claim"));
    QTest::keyClick(&m_window->inspector(), Qt::Key_Escape);
    QVERIFY(!m_window->selection().has_value());
    QVERIFY(!m_window->inspector().isVisible());
  }

  void searchAndTabsLeadToTheListsOfObjects() {
    m_window->openPalette();
    QTest::keyClicks(&m_window->palette().field(), QStringLiteral("gpu-node-1"));
    QTRY_VERIFY(m_window->palette().finished());
    QTest::keyClick(&m_window->palette().field(), Qt::Key_Return);
    QCOMPARE(m_window->currentPage(), QStringLiteral("nodes"));
    auto* page = static_cast<ObjectsPage*>(m_window->page(QStringLiteral("nodes")));
    QTest::keyClick(&page->kinds(), Qt::Key_Right);
    QCOMPARE(m_window->currentPage(), QStringLiteral("pods"));
    m_window->openPage(QStringLiteral("overview"));
    QTest::keyClick(m_window.get(), Qt::Key_8, Qt::ControlModifier);
    QCOMPARE(m_window->currentPage(), QStringLiteral("pods"));  // the kind seen last
  }

  /// What the inspector shows stays while another object is opened beside it.
  void theMiddleButtonOpensBeside() {
    m_window->openPage(QStringLiteral("nodes"), ObjectRef{"node", {}, "gpu-node-1"});
    TableView& table = static_cast<ObjectsPage*>(m_window->page(QStringLiteral("nodes")))->panel().view();
    QTest::mouseClick(table.viewport(), Qt::MiddleButton, {}, {40, 40});
    QVERIFY(m_window->beside() != nullptr && m_window->beside()->isVisible());
    QVERIFY(m_window->beside()->object().has_value());
    QCOMPARE(QString::fromStdString(m_window->selection()->name), QStringLiteral("gpu-node-1"));
    QTest::keyClick(m_window->beside(), Qt::Key_Escape);
    QVERIFY(m_window->beside() == nullptr);
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(QString::fromStdString(m_window->beside()->object()->name), QStringLiteral("gpu-node-1"));
  }

  /// A plain letter is a key of the window, but not while somebody types.
  void lettersInAFieldAreText() {
    m_window->openPage(QStringLiteral("claims"));
    QTest::keyClick(m_window.get(), Qt::Key_Slash);
    auto* field = qobject_cast<QLineEdit*>(m_window->focusWidget());
    QVERIFY(field != nullptr);
    QTest::keyClicks(field, QStringLiteral("gly"));
    QCOMPARE(field->text(), QStringLiteral("gly"));
    QCOMPARE(m_window->currentPage(), QStringLiteral("claims"));
    QVERIFY(!m_window->paused());
  }

  void aPausedWindowStandsStill() {
    const std::vector<cluster::SnapshotPtr> moments = sampleSequence("eks-hybrid", 3, 20'000);
    m_window->setView(sampleView(moments[0]));
    m_window->setPaused(true);
    QVERIFY(m_window->paused());
    m_window->setView(sampleView(moments[1]));
    m_window->setView(sampleView(moments[2]));
    QCOMPARE(m_window->view().snapshot.get(), moments[0].get());
    m_window->setPaused(false);
    QCOMPARE(m_window->view().snapshot.get(), moments[2].get());
  }

  void aNamespaceNarrowsEveryPage() {
    m_window->openPage(QStringLiteral("claims"));
    m_window->setNamespace("ml-workloads");
    QCOMPARE(m_window->view().namespaceFilter, std::string("ml-workloads"));
    m_window->setView(m_eks);
    QCOMPARE(m_window->view().namespaceFilter, std::string("ml-workloads"));
    m_window->setNamespace({});
    QVERIFY(m_window->view().namespaceFilter.empty());
  }

  void aSourceThatCannotBeOpenedSaysWhyAndWhatElse() {
    m_window->setChoices({{QStringLiteral("context:a"), QStringLiteral("a"), {}, true},
                          {QStringLiteral("demo:quiet"), QStringLiteral("Demo quiet"), {}, false}});
    m_window->setFailure(refused(), QStringLiteral("prod"));
    QVERIFY(m_window->failed());
    QCOMPARE(m_window->failurePage().sentence(), QStringLiteral("prod: <i>connection</i> refused"));
    for (const QLabel* label : m_window->findChildren<QLabel*>()) {
      QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    // Its pages cannot be opened over it, but the answer of the source ends it.
    QTest::keyClick(m_window.get(), Qt::Key_4, Qt::ControlModifier);
    QVERIFY(m_window->failed());
    QSignalSpy chosen(m_window.get(), &MainWindow::sourceChosen);
    for (auto* button : m_window->failurePage().findChildren<Button*>()) {
      if (button->accessibleName() == QLatin1String("Open Demo quiet")) {
        QTest::mouseClick(button, Qt::LeftButton);
      }
    }
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().front().toString(), QStringLiteral("demo:quiet"));
    m_window->setView(m_eks);
    QVERIFY(!m_window->failed());
    QCOMPARE(m_window->currentPage(), QStringLiteral("claims"));
    QVERIFY(m_window->page(QStringLiteral("claims"))->isVisible());
  }

  /// Opening another source leaves nothing of the old one in sight.
  void connectingEmptiesTheWindow() {
    m_window->openPage(QStringLiteral("claims"), ObjectRef{"claim", "ml-workloads", "ml-training-gpu-0"});
    m_window->setConnecting(QStringLiteral("other"));
    QVERIFY(!m_window->selection().has_value());
    QVERIFY(m_window->view().snapshot->inventory->claims.empty());
    QCOMPARE(static_cast<ClaimsPage*>(m_window->page(QStringLiteral("claims")))->subtitle().contains(QStringLiteral("41")),
             false);
  }

  void findingsAreSteppedThrough() {
    m_window->openPage(QStringLiteral("claims"));
    QTest::keyClick(m_window.get(), Qt::Key_BracketRight);
    QCOMPARE(m_window->currentPage(), QStringLiteral("overview"));
    QVERIFY(m_window->selection().has_value());
    QCOMPARE(m_window->selection()->kind, std::string("finding"));
  }

  /// E explains what is selected; the question goes to the composition root once, and ends when the page is left.
  void whatIsSelectedIsExplained() {
    const std::vector<ObjectRef> pending = pendingOrder(*m_eks.snapshot, {});
    QVERIFY(pending.size() > 1);
    std::vector<std::optional<ObjectRef>> asked;
    connect(m_window.get(), &MainWindow::explanationRequested, this,
            [&](const std::optional<ObjectRef>& subject, const cluster::SnapshotPtr&) { asked.push_back(subject); });
    m_window->openPage(QStringLiteral("claims"), pending[1]);
    QVERIFY(m_window->inspector().isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_E);
    QCOMPARE(m_window->currentPage(), QStringLiteral("explanation"));
    QVERIFY(!m_window->inspector().isVisible());  // the page says all itself
    QCOMPARE(asked.size(), std::size_t{1});
    QVERIFY(asked.back() == pending[1]);
    QVERIFY(m_window->explanationPage().subject() == pending[1]);
    QTest::keyClick(m_window.get(), Qt::Key_BracketLeft);
    QVERIFY(asked.back() == pending[0]);
    QTest::keyClick(m_window.get(), Qt::Key_Y);
    QVERIFY(m_window->inspector().isVisible());
    QCOMPARE(m_window->inspector().yamlText(), QStringLiteral("kind: ") + QString::fromStdString(pending[0].kind));
    QTest::keyClick(&m_window->inspector(), Qt::Key_Escape);
    QVERIFY(!m_window->inspector().isVisible());
    QVERIFY(m_window->selection() == pending[0]);
    QTest::keyClick(&m_window->explanationPage(), Qt::Key_Escape);
    QCOMPARE(m_window->currentPage(), QStringLiteral("claims"));
    QVERIFY(m_window->selection() == pending[0]);
    QVERIFY(asked.back() == std::nullopt);
    // From the inspector, by a button.
    for (Button* button : m_window->inspector().findChildren<Button*>()) {
      if (button->text() == QLatin1String("Explain")) {
        QTest::mouseClick(button, Qt::LeftButton);
      }
    }
    QCOMPARE(m_window->currentPage(), QStringLiteral("explanation"));
  }

  /// A paused window asks for the moment it shows, and takes that answer although newer views wait.
  void aPausedMomentIsExplained() {
    const std::vector<cluster::SnapshotPtr> moments = sampleSequence("eks-hybrid", 2, 20'000);
    m_window->setView(sampleView(moments[0]));
    m_window->setPaused(true);
    cluster::SnapshotPtr wanted;
    connect(m_window.get(), &MainWindow::explanationRequested, this,
            [&](const std::optional<ObjectRef>&, const cluster::SnapshotPtr& moment) { wanted = moment; });
    const ObjectRef subject = pendingOrder(*moments[0], {}).front();
    m_window->openPage(QStringLiteral("explanation"), subject);
    QCOMPARE(wanted.get(), moments[0].get());
    m_window->setView(sampleView(moments[1]));
    QVERIFY(m_window->explanationPage().shown() == nullptr);
    explanation::Explanation answer;
    answer.kind = subject.kind;
    answer.object = subject.namespaceName + "/" + subject.name;
    answer.summary = "paused";
    View paused = sampleView(moments[0]);
    paused.explanation = std::make_shared<const explanation::Explanation>(answer);
    m_window->setView(paused);
    QVERIFY(m_window->explanationPage().shown() != nullptr);
    QVERIFY(m_window->paused());
    m_window->setPaused(false);
    QVERIFY(wanted == nullptr);
  }

  void somebodyIsToldWhenAClaimIsAllocated() {
    const std::vector<ObjectRef> pending = pendingOrder(*m_eks.snapshot, {});
    m_window->openPage(QStringLiteral("explanation"), pending.front());
    QTest::mouseClick(&m_window->explanationPage().tools().tell(), Qt::LeftButton);
    m_window->openPage(QStringLiteral("overview"));
    m_window->setView(m_eks);
    QVERIFY(m_window->told().all().empty());
    // The next moment has no such claim any more.
    SampleStore store(m_eks.snapshot->time + 1'000);
    store.serverFound();
    store.finishOthers();
    m_window->setView(sampleView(store.snapshot()));
    QCOMPARE(m_window->told().all().size(), std::size_t{1});
    QCOMPARE(m_window->toasts().shown().size(), std::size_t{1});
    QVERIFY(isAllocated(*m_eks.snapshot, {"claim", "ml-workloads", "ml-training-gpu-0"}));
    QVERIFY(!isAllocated(*m_eks.snapshot, pending.front()));
  }

  void aTermGoesToTheSelectorEditor() {
    m_window->openPage(QStringLiteral("explanation"), pendingOrder(*m_eks.snapshot, {}).front());
    Q_EMIT m_window->explanationPage().editRequested(QStringLiteral("device.driver == \"x\""), QStringLiteral("gpu"));
    QCOMPARE(m_window->currentPage(), QStringLiteral("selector"));
    QCOMPARE(m_window->selectorPage().field().toPlainText(), QStringLiteral("device.driver == \"x\""));
    QCOMPARE(m_window->selectorPage().chosenClass(), QStringLiteral("gpu"));
    QTest::keyClick(&m_window->selectorPage(), Qt::Key_Escape);
    QCOMPARE(m_window->currentPage(), QStringLiteral("explanation"));
  }

  void everyKeyOfTheSheetIsBoundOnce() {
    std::set<QString> keys;
    for (const auto& [key, what] : m_window->keySheet()) {
      QVERIFY2(keys.insert(key).second, qPrintable(key));
      QVERIFY2(!what.isEmpty(), qPrintable(key));
    }
    QTest::keyClick(m_window.get(), '?');
    const auto* sheet = m_window->findChild<QDialog*>();
    QVERIFY(sheet != nullptr);
    QVERIFY(sheet->isVisible());
  }

  void theThemeChangesAtOnce() {
    QSignalSpy spy(m_window.get(), &MainWindow::themeChosen);
    const QColor before = m_window->grab().toImage().pixelColor(5, 500);
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(spy.count(), 1);
    QVERIFY(m_window->grab().toImage().pixelColor(5, 500) != before);
    m_look.setTheme(ThemeName::dark);
  }

  /// Every region can be reached without the mouse.
  void f6WalksTheRegions() {
    m_window->openPage(QStringLiteral("claims"), ObjectRef{"claim", "ml-workloads", "ml-training-gpu-0"});
    std::set<const QWidget*> reached;
    for (int i = 0; i < 8; ++i) {
      QTest::keyClick(m_window.get(), Qt::Key_F6);
      QVERIFY(m_window->focusWidget() != nullptr);
      reached.insert(m_window->focusWidget());
    }
    QVERIFY2(reached.size() >= 4, qPrintable(QString::number(reached.size())));
  }

  void hostileNamesNeverBecomeMarkup() {
    m_window->setView(hostileView());
    for (const QString& id : m_window->pageIds()) {
      m_window->openPage(id);
      m_window->grab();
    }
    for (const QLabel* label : m_window->findChildren<QLabel*>()) {
      QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QVERIFY(!m_window->windowTitle().contains(QLatin1Char('\n')));
  }

 private:
  Look m_look{ThemeName::dark};
  View m_eks;
  std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(WindowTest)
#include "window_test.moc"
