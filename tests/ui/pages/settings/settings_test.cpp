// SettingsPage: contexts, permissions, sources, commands and notices, in each state, with the keyboard, and with names that act.
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QSignalSpy>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/base/format.h"
#include "ui/pages/settings/settings_page.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

constexpr Permission kYes = Permission::allowed;
constexpr Permission kNo = Permission::denied;

void add(AccessReport& report, const std::string& group, const std::string& resource, Permission cluster,
         Permission inNamespace) {
  for (const char* verb : {"list", "watch", "get"}) {
    report.rules.push_back({group, resource, {}, verb, cluster, inNamespace, cluster == kNo ? "no RBAC policy matched" : ""});
  }
}

AccessReport sampleReport(Time at) {
  AccessReport report;
  report.at = at;
  report.namespaceName = "ml-workloads";
  report.user = "sre-kim";
  add(report, "resource.k8s.io", "resourceslices", kYes, kYes);
  add(report, "resource.k8s.io", "devicetaintrules", kNo, kNo);
  add(report, "", "pods", kNo, kYes);
  report.rules.push_back({"", "pods", "eviction", "create", kNo, kNo, "no"});
  report.rules.push_back({"", "nodes", {}, "patch", kYes, kYes, {}});
  return report;
}

std::vector<SourceChoice> sampleChoices() {
  using Run = SourceChoice::Run;
  return {{QStringLiteral("context:prod"), QStringLiteral("prod"), QStringLiteral("https://10.0.0.1:6443"), true, Run::shown,
           QStringLiteral("live, 1,204 objects"), QStringLiteral("exec aws")},
          {QStringLiteral("context:dev"),
           QStringLiteral("dev"),
           QStringLiteral("https://10.0.0.2:6443"),
           false,
           Run::background,
           QStringLiteral("live, 90 objects"),
           {}},
          {QStringLiteral("context:euw1"),
           QStringLiteral("euw1"),
           QStringLiteral("https://10.0.0.3:6443"),
           false,
           Run::broken,
           {},
           {}},
          {QStringLiteral("context:lab"),
           QStringLiteral("lab"),
           QStringLiteral("https://10.0.0.4:6443"),
           false,
           Run::closed,
           {},
           {}}};
}

QStringList columnTexts(const TablePanel& panel, int column) {
  const QAbstractItemModel* model = const_cast<TablePanel&>(panel).view().model();
  QStringList out;
  for (int row = 0; row < model->rowCount(); ++row) {
    out += model->index(row, column).data().toString();
  }
  return out;
}

}  // namespace

class SettingsTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    m_view = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
  }
  void init() {
    watchWarnings();
    m_page = std::make_unique<SettingsPage>(m_look);
    m_page->setChoices(sampleChoices());
    m_page->setView(m_view);
    (void)shown(*m_page, {1288, 756});
  }
  void cleanup() { m_page.reset(); }

  void everyContextIsListedWithHowItFares() {
    QCOMPARE(columnTexts(m_page->contexts(), 0),
             (QStringList{QStringLiteral("prod"), QStringLiteral("dev"), QStringLiteral("euw1"), QStringLiteral("lab")}));
    QCOMPARE(columnTexts(m_page->contexts(), 2),
             (QStringList{QStringLiteral("shown, live, 1,204 objects"), QStringLiteral("in the background, live, 90 objects"),
                          QStringLiteral("cannot be read"), QStringLiteral("not opened")}));
    QVERIFY(m_page->subtitle().contains(QStringLiteral("1 context in the background")));
  }

  void enterOpensAContextAndAButtonEndsIt() {
    QSignalSpy chosen(m_page.get(), &SettingsPage::sourceChosen);
    QSignalSpy closed(m_page.get(), &SettingsPage::sourceClosed);
    TableView& table = m_page->contexts().view();
    table.setFocus(Qt::TabFocusReason);
    QVERIFY(table.select(ObjectRef{"context", {}, "context:dev"}));
    table.setCurrentIndex(table.model()->index(1, 0));
    QTest::keyClick(&table, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().front().toString(), QStringLiteral("context:dev"));
    for (Button* button : m_page->findChildren<Button*>()) {
      if (button->text() == QLatin1String("Stop watching")) {
        QVERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
      }
    }
    QCOMPARE(closed.count(), 1);
    QCOMPARE(closed.front().front().toString(), QStringLiteral("context:dev"));
  }

  void permissionsAreNotKnownUntilAsked() {
    QVERIFY(!m_page->access().story().showsContent());
    QVERIFY(m_page->role().yaml().isEmpty());
    m_page->setAccess(std::make_shared<const AccessReport>(sampleReport(m_view.snapshot->time)));
    QVERIFY(m_page->access().story().showsContent());
    QCOMPARE(columnTexts(m_page->access(), 0),
             (QStringList{QStringLiteral("resourceslices"), QStringLiteral("devicetaintrules"), QStringLiteral("pods"),
                          QStringLiteral("pods/eviction"), QStringLiteral("nodes")}));
    QCOMPARE(columnTexts(m_page->access(), 1), (QStringList{QStringLiteral("yes"), QStringLiteral("no"), QStringLiteral("part"),
                                                            QStringLiteral("–"), QStringLiteral("–")}));
    QVERIFY(columnTexts(m_page->access(), 5)[1].contains(QStringLiteral("free is ≤")));
    QVERIFY(m_page->subtitle().contains(QStringLiteral("sre-kim")));
    // Nothing selected: everything that is missing.
    QVERIFY(m_page->role().yaml().contains(QStringLiteral("devicetaintrules")));
    QVERIFY(m_page->role().yaml().contains(QStringLiteral("\"pods\"")));
  }

  void aRowShowsTheRoleItNeedsAndTheButtonCopiesIt() {
    m_page->setAccess(std::make_shared<const AccessReport>(sampleReport(m_view.snapshot->time)));
    TableView& table = m_page->access().view();
    table.setFocus(Qt::TabFocusReason);
    table.setCurrentIndex(table.model()->index(0, 0));
    QTest::keyClick(&table, Qt::Key_Down);
    QVERIFY(m_page->role().title().contains(QStringLiteral("devicetaintrules")));
    QVERIFY(!m_page->role().yaml().contains(QStringLiteral("\"pods\"")));
    for (Button* button : m_page->role().findChildren<Button*>()) {
      QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), m_page->role().yaml());
  }

  void aServerThatDoesNotSayIsNoDenial() {
    AccessReport report;
    report.error = Error{ErrorCode::notServed, "this API server does not answer", "fix", {}, 404};
    m_page->setAccess(std::make_shared<const AccessReport>(report));
    QCOMPARE(m_page->access().noteTitle(), QStringLiteral("this API server does not answer"));
    QVERIFY(m_page->role().yaml().isEmpty());
  }

  void sourcesCountWhatArrived() {
    cluster::Snapshot snapshot = *m_view.snapshot;
    SourceStatus& status = snapshot.sources[static_cast<std::size_t>(Kind::Pod)].status;
    status.state = SourceState::loading;
    status.bytes = 12'400'000;
    status.objects = 4'000;
    status.expectedAtLeast = 150'000;
    status.loadingSince = Time{snapshot.time.ms - 2'000};
    status.relists = 2;
    status.reconnects = 5;
    View view = m_view;
    view.snapshot = std::make_shared<const cluster::Snapshot>(snapshot);
    m_page->setView(view);
    const QStringList kinds = columnTexts(m_page->sources(), 0);
    const auto row = kinds.indexOf(QStringLiteral("pods"));
    QVERIFY(row >= 0);
    QCOMPARE(columnTexts(m_page->sources(), 3)[row], QStringLiteral("12.4 MB"));
    QCOMPARE(columnTexts(m_page->sources(), 4)[row], QStringLiteral("6.2 MB/s"));
    QCOMPARE(columnTexts(m_page->sources(), 6)[row], QStringLiteral("2"));
    QCOMPARE(columnTexts(m_page->sources(), 7)[row], QStringLiteral("5"));
    QVERIFY(columnTexts(m_page->sources(), 2)[row].startsWith(QStringLiteral("≥")));
  }

  void rememberedCommandsAreForgotten() {
    QSignalSpy forgotten(m_page.get(), &SettingsPage::commandForgotten);
    m_page->setProgram(
        {QStringLiteral("asks before each new command"),
         {{QStringLiteral("d1"), QStringLiteral("aws eks get-token")}, {QStringLiteral("d2"), QStringLiteral("kubelogin")}},
         512'000'000});
    QVERIFY(m_page->subtitle().contains(QStringLiteral("512 MB")));
    int clicked = 0;
    for (Button* button : m_page->findChildren<Button*>()) {
      if (button->text() == QLatin1String("Forget") && button->isVisible()) {
        QVERIFY(!button->accessibleName().isEmpty());
        QTest::mouseClick(button, Qt::LeftButton);
        ++clicked;
      }
    }
    QCOMPARE(clicked, 2);
    QCOMPARE(forgotten.count(), 2);
    QCOMPARE(forgotten.front().front().toString(), QStringLiteral("d1"));
  }

  void noticesStandNewestFirst() {
    QVERIFY(m_page->noticeTexts().isEmpty());
    cluster::Snapshot snapshot = *m_view.snapshot;
    snapshot.server.notices = {{snapshot.time, {ErrorCode::internal, "history went back", "etcd was restored", {}, 0}},
                               {snapshot.time, {ErrorCode::internal, "another cluster answers", "", {}, 0}}};
    View view = m_view;
    view.snapshot = std::make_shared<const cluster::Snapshot>(snapshot);
    m_page->setView(view);
    QCOMPARE(m_page->noticeTexts().size(), qsizetype{2});
    QVERIFY(m_page->noticeTexts().front().contains(QStringLiteral("another cluster answers")));
  }

  void everythingIsReachedByTheKeyboard() {
    m_page->setAccess(std::make_shared<const AccessReport>(sampleReport(m_view.snapshot->time)));
    for (QWidget* widget : {static_cast<QWidget*>(&m_page->contexts().view()), static_cast<QWidget*>(&m_page->access().view()),
                            static_cast<QWidget*>(&m_page->sources().view())}) {
      QVERIFY((widget->focusPolicy() & Qt::TabFocus) != 0);
      QVERIFY(!widget->accessibleName().isEmpty());
    }
    for (const Button* button : m_page->findChildren<Button*>()) {
      QVERIFY2((button->focusPolicy() & Qt::TabFocus) != 0, qPrintable(button->text()));
    }
  }

  void hostileTextsAreText() {
    AccessReport report = sampleReport(m_view.snapshot->time);
    std::vector<SourceChoice> choices;
    ProgramFacts facts;
    std::size_t i = 0;
    for (const std::string& name : hostileNames()) {
      const QString text = QString::fromStdString(name);
      report.user = name;
      report.namespaceName = name;
      report.rules.push_back({name, name + std::to_string(i), name, "get", kNo, kYes, name});
      choices.push_back({QStringLiteral("context:%1").arg(i), text, text, false, SourceChoice::Run::background, text, text});
      facts.commands.push_back({QString::number(i), text});
      ++i;
    }
    m_page->setView(hostileView());
    m_page->setChoices(choices);
    m_page->setProgram(facts);
    m_page->setAccess(std::make_shared<const AccessReport>(report));
    for (TablePanel* panel : {&m_page->contexts(), &m_page->access(), &m_page->sources()}) {
      QAbstractItemModelTester tester(panel->view().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
      for (int column = 0; column < panel->view().model()->columnCount(); ++column) {
        for (const QString& text : columnTexts(*panel, column)) {
          QVERIFY(!text.contains(QChar(0x202E)) && !text.contains(QLatin1Char('\n')));
        }
      }
    }
    for (const QLabel* label : m_page->findChildren<QLabel*>()) {
      QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QVERIFY(!m_page->role().yaml().contains(QChar(0x202E)));
    QVERIFY(!shown(*m_page, {1052, 556}).isNull());
  }

 private:
  Look m_look{ThemeName::dark};
  View m_view;
  std::unique_ptr<SettingsPage> m_page;
};

QTEST_MAIN(SettingsTest)
#include "settings_test.moc"
