// The window drains a node of a real control plane by clicks and keys, and takes it back: tests/cluster starts this program and
// compares what it left with its own client and the audit log. GUI thread.
#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QSettings>
#include <QTemporaryDir>

#include "app/bridge/run_window.h"
#include "app/bridge/window_look.h"
#include "tests/app/bridge/patience.h"
#include "tests/ui/pages/gui_test.h"
#include "ui/pages/actions/actions_page.h"
#include "ui/shell/main_window.h"

using namespace claimscope;
using namespace claimscope::app;

class ClusterWindowTest : public ui::GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    m_kubeconfig = qEnvironmentVariable("CLAIMSCOPE_CLUSTER_KUBECONFIG");
    m_node = qEnvironmentVariable("CLAIMSCOPE_CLUSTER_NODE");
    if (m_kubeconfig.isEmpty() || m_node.isEmpty()) {
      QSKIP("CLAIMSCOPE_CLUSTER_KUBECONFIG and CLAIMSCOPE_CLUSTER_NODE are not set: tests/cluster/run.sh starts this program");
    }
    QVERIFY(m_own.isValid());
    const QString pictures = qEnvironmentVariable("CLAIMSCOPE_CLUSTER_PICTURES");
    m_folder = pictures.isEmpty() ? m_own.path() : pictures;
    QVERIFY(QDir().mkpath(m_folder));
    // Nothing of the person's own settings, and nothing kept.
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_own.path());
    QCoreApplication::setOrganizationName(QStringLiteral("claimscope-test"));
    QCoreApplication::setApplicationName(QStringLiteral("claimscope"));
    ui::Look::installFonts();
    applyLook(*qApp, m_look);
  }
  void init() {
    if (m_failed) {
      QSKIP("what comes before it failed");
    }
    watchWarnings();
  }
  void cleanup() {
    m_failed = m_failed || QTest::currentTestFailed();
    if (m_app != nullptr && QTest::currentTestFailed()) {
      picture("failed");
    }
  }
  void cleanupTestCase() { m_app.reset(); }

  void theNodeIsChosenAndRehearsed() {
    CommonOptions options;
    options.source.kubeconfig = m_kubeconfig.toStdString();
    options.source.prometheus.where = "none";
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString& name : environment.keys()) {
      options.source.environment[name.toStdString()] = environment.value(name).toStdString();
    }
    m_app = std::make_unique<ConnectedWindow>(m_look, options);
    window().setAnimated(false);
    m_app->show();
    QTRY_VERIFY_WITH_TIMEOUT(window().view().snapshot != nullptr && window().view().snapshot->firstSyncDone, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(window().view().actions != nullptr && window().view().actions->canWrite, kPatience);
    QVERIFY(!window().view().actions->armed());

    openFromRail("actions");
    QCOMPARE(window().currentPage(), QStringLiteral("actions"));
    const auto tiles = page().home().findChildren<QAbstractButton*>();
    const auto tile = std::find_if(tiles.begin(), tiles.end(), [](const QAbstractButton* button) {
      return button->accessibleName() ==
             QString::fromUtf8(actions::findAction("drain_node")->title.data(),
                               static_cast<qsizetype>(actions::findAction("drain_node")->title.size()));
    });
    QVERIFY(tile != tiles.end());
    QTest::mouseClick(*tile, Qt::LeftButton);
    QVERIFY(wizard().choosing());
    QTest::keyClicks(&wizard().picker().find(), m_node);
    QCOMPARE(wizard().picker().model().acceptedRows(), 1);
    ui::TableView& nodes = wizard().picker().view();
    QTest::mouseClick(nodes.viewport(), Qt::LeftButton, {}, nodes.visualRect(nodes.model()->index(0, 0)).center());
    QCOMPARE(wizard().picker().chosen().size(), std::size_t{1});
    picture("select");
    QTest::mouseClick(&wizard().foot().main(), Qt::LeftButton);
    reviewed("review");
    QVERIFY(!wizard().foot().main().isEnabled());
    QVERIFY2(wizard().foot().reason().contains(QStringLiteral("read-only")), qPrintable(wizard().foot().reason()));
    note("context", QString::fromStdString(window().view().actions->context));
    note("headline", wizard().verdict().sentence());
    note("plan", QString::fromStdString(rehearsal().plan->id));
    QJsonObject uids;
    for (const actions::Affected& pod : rehearsal().plan->affected) {
      if (pod.verdict == "evict") {
        uids[QString::fromStdString(pod.object.namespaceName + "/" + pod.object.name)] = QString::fromStdString(pod.uid);
      }
    }
    QVERIFY(!uids.isEmpty());
    note("evicts", uids);
  }

  /// Another name does not do, and nothing can be carried out before.
  void theContextIsArmedByItsName() {
    QTest::mouseClick(&wizard().foot().arm(), Qt::LeftButton);
    QVERIFY(page().armPanel().isVisible());
    QTest::keyClicks(&page().armPanel().field(), QStringLiteral("another"));
    QTest::mouseClick(&page().armPanel().accept(), Qt::LeftButton);
    QVERIFY(!page().armPanel().problem().isEmpty());
    QVERIFY(!window().view().actions->armed());
    picture("arm");
    page().armPanel().field().selectAll();
    QTest::keyClicks(&page().armPanel().field(), QString::fromStdString(window().view().actions->context));
    QTest::keyClick(&page().armPanel().field(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(window().view().actions->armed(), kPatience);
    QVERIFY(!page().armPanel().isVisible());
    confirm();
    QVERIFY2(wizard().foot().main().isEnabled(), qPrintable(wizard().foot().reason()));
    picture("armed");
  }

  void theDrainIsCarriedOut() {
    QTest::mouseClick(&wizard().foot().main(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(page().place() == ui::ActionsPage::Place::plan, kPatience);
    // A budget that has no room yet: the other side opens it once everything else has gone.
    QTRY_VERIFY_WITH_TIMEOUT(
        over() || (progress().count(actions::StepState::refused) > 0 && progress().count(actions::StepState::waiting) == 0 &&
                   progress().count(actions::StepState::calling) == 0 && progress().count(actions::StepState::leaving) == 0),
        kPatience);
    note("waited", !over());
    picture("waits");
    QTRY_VERIFY_WITH_TIMEOUT(over(), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(page().run().abort().isHidden(), kPatience);
    picture("end");
    QVERIFY2(progress().state == actions::PlanState::succeeded, (progress().headline + " " + progress().error).c_str());
    QVERIFY2(page().run().foot().main().isVisible() && page().run().foot().main().isEnabled(), "nothing can be undone");
    // Claims that were made from templates have other names now; what became of them is told all the same.
    ui::TableModel& claims = page().run().claims();
    for (const actions::AffectedClaim& claim : page().run().record()->plan->claims) {
      const QString name = QString::fromStdString(claim.name).section(QLatin1Char('/'), 1);
      const QModelIndexList rows = claims.match(claims.index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly);
      QVERIFY2(!rows.isEmpty(), qPrintable(name));
      const QString now = claims.index(rows.front().row(), 2).data().toString();
      if (claim.after == "moves" && claim.landing.fits) {
        QCOMPARE(now, QStringLiteral("on ") + QString::fromStdString(claim.landing.node));
      } else {
        QVERIFY2(now.startsWith(claim.after == "staysPinned" ? QStringLiteral("on ") : QStringLiteral("will wait")),
                 qPrintable(now));
      }
    }
    note("end", page().run().headline());
    note("ended", true);
  }

  void theDrainIsUndone() {
    // The other side compares pods and claims first: what waits may come back once the node takes pods again.
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(QDir(m_folder).filePath(QStringLiteral("go-on"))), 2 * kPatience);
    QTest::mouseClick(&page().run().foot().main(), Qt::LeftButton);
    reviewed("undo");
    QCOMPARE(rehearsal().plan->steps.size(), std::size_t{1});
    confirm();
    QVERIFY2(wizard().foot().main().isEnabled(), qPrintable(wizard().foot().reason()));
    note("undo", QString::fromStdString(rehearsal().plan->id));
    QTest::mouseClick(&wizard().foot().main(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(page().place() == ui::ActionsPage::Place::plan, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(over(), kPatience);
    QVERIFY2(progress().state == actions::PlanState::succeeded, (progress().headline + " " + progress().error).c_str());
    picture("undone");
    openFromRail("actions");
    QVERIFY(page().place() == ui::ActionsPage::Place::home);
    picture("home");
  }

 private:
  [[nodiscard]] ui::MainWindow& window() { return m_app->window(); }
  [[nodiscard]] ui::ActionsPage& page() { return window().actionsPage(); }
  [[nodiscard]] ui::PlanView& wizard() { return page().wizard(); }
  [[nodiscard]] const ui::Rehearsal& rehearsal() { return *window().view().actions->rehearsal; }
  [[nodiscard]] const actions::Progress& progress() { return page().run().record()->progress; }
  [[nodiscard]] bool over() { return actions::isOver(progress().state) && !page().run().record()->running; }

  void openFromRail(const char* id) {
    const std::vector<ui::NavRail::Item>& items = window().rail().items();
    const auto item =
        std::find_if(items.begin(), items.end(), [&](const ui::NavRail::Item& one) { return one.id == QLatin1String(id); });
    QVERIFY(item != items.end());
    QTest::mouseClick(&window().rail(), Qt::LeftButton, {},
                      window().rail().itemRect(static_cast<int>(item - items.begin())).center());
  }
  /// Planned, and the server has said what it would do.
  void reviewed(const char* name) {
    QTRY_VERIFY_WITH_TIMEOUT(window().view().actions->rehearsal != nullptr && rehearsal().plan != nullptr &&
                                 rehearsal().preview != nullptr && !rehearsal().asking,
                             kPatience);
    QVERIFY2(!rehearsal().plan->blocked(), rehearsal().plan->headline.c_str());
    QVERIFY(rehearsal().preview->ready());
    picture(name);
  }
  /// Warnings have to be called read.
  void confirm() {
    if (QCheckBox& box = wizard().foot().confirm(); box.isVisible()) {
      QVERIFY(!wizard().foot().main().isEnabled());
      QTest::mouseClick(&box, Qt::LeftButton, {}, QPoint(8, box.height() / 2));
      QVERIFY(box.isChecked());
    }
  }
  void picture(const char* name) {
    QCoreApplication::sendPostedEvents();
    QVERIFY(window().grab().save(QDir(m_folder).filePath(QString::fromLatin1(name) + QStringLiteral(".png"))));
  }
  /// For the other side: facts.json beside the pictures.
  void note(const char* name, const QJsonValue& value) {
    m_facts[QLatin1String(name)] = value;
    QFile file(QDir(m_folder).filePath(QStringLiteral("facts.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(m_facts).toJson());
  }

  ui::Look m_look{ui::ThemeName::dark};
  QTemporaryDir m_own;
  QString m_kubeconfig;
  QString m_node;
  QString m_folder;
  QJsonObject m_facts;
  bool m_failed = false;
  std::unique_ptr<ConnectedWindow> m_app;
};

QTEST_MAIN(ClusterWindowTest)
#include "cluster_test.moc"
