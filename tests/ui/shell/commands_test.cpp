// Commands, KeySheet, Notifier and toasts: keys that people change, and what they are told. GUI thread.
#include <QSignalSpy>
#include <QtTest>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/explanation/pending_order.h"
#include "ui/shell/commands.h"
#include "ui/shell/key_sheet.h"
#include "ui/shell/main_window.h"
#include "ui/shell/toasts.h"
#include "ui/shell/told_list.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

const std::string kClaim =
    "{\"metadata\":{\"name\":\"c\",\"namespace\":\"ml\",\"uid\":\"%\",\"resourceVersion\":\"1\",\"creationTimestamp\":\"2026-11-"
    "24T09:"
    "40:00Z\"},\"spec\":{\"devices\":{\"requests\":[{\"name\":\"r\",\"exactly\":{\"deviceClassName\":\"gpu\"}}]}}";
const std::string kAllocated =
    ",\"status\":{\"allocation\":{\"devices\":{\"results\":[{\"request\":\"r\",\"driver\":\"d\",\"pool\":\"p\",\"device\":\"g0\"}"
    "]}}}";

/// A cluster with one claim, allocated or not.
View oneClaim(const std::string& uid, bool allocated) {
  SampleStore store(Time{1'795'513'338'000});
  store.serverFound();
  std::string claim = kClaim;
  claim.replace(claim.find('%'), 1, uid);
  store.list("resource.k8s.io", "v1", "resourceclaims", claim + (allocated ? kAllocated : std::string()) + "}");
  store.finishOthers();
  return sampleView(store.snapshot());
}

const ObjectRef kObject{"claim", "ml", "c"};

View withFinding(View view, const std::string& id, diagnosis::Severity severity) {
  diagnosis::Diagnosis diagnosis = *view.diagnosis;
  diagnosis::Finding finding;
  finding.id = id;
  finding.severity = severity;
  finding.title = "trouble " + id;
  diagnosis.findings.push_back(finding);
  view.diagnosis = std::make_shared<const diagnosis::Diagnosis>(diagnosis);
  return view;
}

}  // namespace

class CommandsTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    dress(m_look);
  }
  void init() { watchWarnings(); }

  void keysAreChangedResetAndTakenOver() {
    QWidget window;
    Commands commands(&window);
    int first = 0;
    int second = 0;
    commands.add({QStringLiteral("a"), QStringLiteral("First"), QStringLiteral("S"), QStringLiteral("ctrl+k"), [&] { ++first; }});
    commands.add({QStringLiteral("b"), QStringLiteral("Second"), QStringLiteral("S"), QStringLiteral("L"), [&] { ++second; }});
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QCOMPARE(commands.keysOf(QStringLiteral("a")), QStringLiteral("Ctrl+K"));
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(&window, Qt::Key_L);
    QCOMPARE(first, 1);
    QCOMPARE(second, 1);
    QCOMPARE(commands.takenBy(QStringLiteral("Ctrl+K"))->id, QStringLiteral("a"));
    commands.bind(QStringLiteral("b"), QStringLiteral("Ctrl+K"));
    QVERIFY(commands.keysOf(QStringLiteral("a")).isEmpty());
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(first, 1);
    QCOMPARE(second, 2);
    const KeyChoices kept = commands.choices();
    commands.resetAll();
    QCOMPARE(commands.keysOf(QStringLiteral("b")), QStringLiteral("L"));
    commands.setChoices(kept);
    QCOMPARE(commands.keysOf(QStringLiteral("b")), QStringLiteral("Ctrl+K"));
    commands.reset(QStringLiteral("a"));
    QCOMPARE(commands.keysOf(QStringLiteral("a")), QStringLiteral("Ctrl+K"));
    QVERIFY(commands.keysOf(QStringLiteral("b")).isEmpty());
    commands.resetAll();
    commands.setLetters(false);
    QTest::keyClick(&window, Qt::Key_L);
    QCOMPARE(second, 2);
    QCOMPARE(commands.withKeys(QStringLiteral("Second"), QStringLiteral("b")), QStringLiteral("Second"));
    // A command that comes later gets the keys that were kept for it.
    commands.setChoices({{{QStringLiteral("late"), QStringLiteral("F9")}}, true});
    commands.add({QStringLiteral("late"), QStringLiteral("Late"), QStringLiteral("S"), {}, [&] { first = 100; }});
    QTest::keyClick(&window, Qt::Key_F9);
    QCOMPARE(first, 100);
  }

  void keysThatMoveStayFree() {
    for (const char* keys : {"Tab", "Esc", "Return", "Space", "Left", "Shift+Tab", "", "Ctrl+K, Ctrl+B", "nonsense+++"}) {
      QVERIFY2(!Commands::refusal(QString::fromLatin1(keys)).isEmpty(), keys);
    }
    for (const char* keys : {"Ctrl+K", "F9", "L", "Alt+Left", "?", "Ctrl+Shift+["}) {
      QVERIFY2(Commands::refusal(QString::fromLatin1(keys)).isEmpty(), keys);
    }
    QWidget window;
    Commands commands(&window);
    commands.add({QStringLiteral("a"), QStringLiteral("First"), QStringLiteral("S"), QStringLiteral("L"), [] {}});
    commands.setChoices({{{QStringLiteral("a"), QStringLiteral("Tab")}}, true});
    QCOMPARE(commands.keysOf(QStringLiteral("a")), QStringLiteral("L"));
  }

  void theSheetFindsAndChanges() {
    MainWindow window(m_look, nullptr);
    QSignalSpy kept(&window, &MainWindow::keysChosen);
    auto* sheet = new KeySheet(m_look, window.commands(), {{QStringLiteral("T"), QStringLiteral("A chart as a table")}}, &window);
    sheet->setAttribute(Qt::WA_DontShowOnScreen);
    sheet->show();
    QVERIFY(sheet->shown().size() > 20);
    sheet->find().setText(QStringLiteral("topology"));
    QVERIFY(!sheet->shown().isEmpty());
    for (const QString& title : sheet->shown()) {
      QVERIFY2(title.contains(QStringLiteral("opology")), qPrintable(title));
    }
    sheet->capture(QStringLiteral("topology"));
    QTest::keyClick(sheet, Qt::Key_Tab);
    QVERIFY(sheet->said().contains(QStringLiteral("stays free")));
    QTest::keyClick(sheet, Qt::Key_K, Qt::ControlModifier);
    QVERIFY2(sheet->said().contains(QStringLiteral("taken by")), qPrintable(sheet->said()));
    QCOMPARE(window.commands().keysOf(QStringLiteral("topology")), QStringLiteral("G"));
    QTest::keyClick(sheet, Qt::Key_F9);
    QCOMPARE(window.commands().keysOf(QStringLiteral("topology")), QStringLiteral("F9"));
    QCOMPARE(kept.count(), 1);
    sheet->capture(QStringLiteral("topology"));
    QTest::keyClick(sheet, Qt::Key_K, Qt::ControlModifier);
    sheet->takeOver();
    QCOMPARE(window.commands().keysOf(QStringLiteral("topology")), QStringLiteral("Ctrl+K"));
    QVERIFY(window.commands().keysOf(QStringLiteral("palette")).isEmpty());
    sheet->capture(QStringLiteral("topology"));
    QTest::keyClick(sheet, Qt::Key_Escape);
    QCOMPARE(window.commands().keysOf(QStringLiteral("topology")), QStringLiteral("Ctrl+K"));
    sheet->find().setText(QStringLiteral("zzqq"));
    QVERIFY(sheet->shown().isEmpty());
  }

  void whoWatchesIsToldOnce() {
    Notifier notifier;
    const View pending = oneClaim("u1", false);
    QVERIFY(!notifier.watch(pending, ObjectRef{"node", {}, "n"}));
    QVERIFY(!notifier.watch(pending, ObjectRef{"claim", "ml", "other"}));
    QVERIFY(notifier.watch(pending, kObject));
    QVERIFY(notifier.look(pending).empty());
    const View allocated = oneClaim("u1", true);
    const std::vector<Notification> told = notifier.look(allocated);
    QCOMPARE(told.size(), std::size_t{1});
    QCOMPARE(told[0].title, QStringLiteral("ml/c is allocated"));
    QVERIFY2(told[0].detail.contains(QStringLiteral("1 device")), qPrintable(told[0].detail));
    QVERIFY(!notifier.watches(kObject));
    QVERIFY(notifier.look(allocated).empty());
    // Watched while it holds devices: told when it is released.
    QVERIFY(notifier.watch(allocated, kObject));
    QVERIFY(notifier.look(allocated).empty());
    QCOMPARE(notifier.look(pending)[0].title, QStringLiteral("ml/c is released"));
  }

  void anotherObjectOfTheNameIsAnotherOne() {
    Notifier notifier;
    QVERIFY(notifier.watch(oneClaim("u1", false), kObject));
    const std::vector<Notification> told = notifier.look(oneClaim("u2", true));
    QCOMPARE(told.size(), std::size_t{1});
    QCOMPARE(told[0].title, QStringLiteral("ml/c was deleted before it was allocated"));
    QVERIFY(told[0].object.has_value());
  }

  void onlyNewCriticalFindingsAreTold() {
    Notifier notifier;
    const View quiet = oneClaim("u1", false);
    const View old = withFinding(quiet, "A", diagnosis::Severity::critical);
    QVERIFY(notifier.look(old).empty());  // was there when we came
    const View more = withFinding(withFinding(old, "B", diagnosis::Severity::critical), "C", diagnosis::Severity::warning);
    const std::vector<Notification> told = notifier.look(more);
    QCOMPARE(told.size(), std::size_t{1});
    QVERIFY(told[0].critical());
    QCOMPARE(told[0].object->name, std::string("B"));
    QVERIFY(notifier.look(more).empty());
    notifier.clear();
    QVERIFY(notifier.look(more).empty());
  }

  void toastsStackAndTheListKeepsAll() {
    MainWindow window(m_look, nullptr);
    window.resize(1440, 900);
    window.show();
    const auto tell = [&](Mark mark, const QString& title) {
      window.tell({Time{1'795'513'338'000}, mark, title, QStringLiteral("detail"), ObjectRef{"claim", "ml", "c"}});
    };
    tell(Mark::critical, QStringLiteral("<b>first</b>"));
    for (int i = 0; i < 4; ++i) {
      tell(Mark::ok, QStringLiteral("more %1").arg(i));
    }
    QCOMPARE(window.toasts().shown().size(), Toasts::kMostShown);
    QVERIFY(window.toasts().shown().front()->notification().critical());  // stays although older
    QCOMPARE(window.told().all().size(), std::size_t{5});
    QCOMPARE(window.told().unread(), 5);
    for (const Toast* toast : window.toasts().shown()) {
      QCOMPARE(toast->width(), Toast::kWidth);
      QVERIFY(window.rect().contains(toast->geometry()));
    }
    QTest::mouseClick(&window.topBar().bell(), Qt::LeftButton);
    QVERIFY(window.told().isVisible());
    QCOMPARE(window.told().unread(), 0);
    QTest::keyClick(&window.told(), Qt::Key_Escape);
    QVERIFY(!window.told().isVisible());
    QTest::mouseClick(window.toasts().shown().back()->openButton(), Qt::LeftButton);
    QCOMPARE(window.currentPage(), QStringLiteral("claims"));
    QCOMPARE(window.toasts().shown().size(), Toasts::kMostShown - 1);
  }

 private:
  Look m_look{ThemeName::dark};
};

QTEST_MAIN(CommandsTest)
#include "commands_test.moc"
