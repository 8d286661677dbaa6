// MainWindow and its sources: returning to one, failing by rungs, consent for a command, progress, notices. GUI thread.
#include <QClipboard>
#include <QLabel>
#include <QSignalSpy>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/base/format.h"
#include "ui/pages/claims/claims_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/shell/load_line.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_line.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

const ObjectRef kClaim{"claim", "ml-workloads", "ml-training-gpu-0"};

std::vector<SourceChoice> choices() {
  return {{QStringLiteral("context:prod"),
           QStringLiteral("prod"),
           QStringLiteral("https://api.prod.example.com:6443"),
           true,
           SourceChoice::Run::shown,
           {},
           QStringLiteral("exec aws")},
          {QStringLiteral("context:dev"),
           QStringLiteral("dev"),
           QStringLiteral("https://10.0.0.2:6443"),
           false,
           SourceChoice::Run::background,
           QStringLiteral("live, 3 objects"),
           {}}};
}

ConsentQuestion question() {
  ConsentQuestion out;
  out.id = 7;
  out.context = QStringLiteral("prod");
  out.user = QStringLiteral("sre");
  out.program = QStringLiteral("/usr/bin/aws");
  out.arguments = {QStringLiteral("eks"), QStringLiteral("get-token"), QStringLiteral("--cluster-name"), QStringLiteral("a b")};
  out.variables = {QStringLiteral("AWS_PROFILE")};
  out.file = QStringLiteral("/home/kim/.kube/config");
  return out;
}

/// A moment in which every kind of a server is refused with the same error.
View failingView(const Error& error, std::int64_t retryInMs) {
  SampleStore store(Time{1'700'000'000'000});
  auto snapshot = std::make_shared<cluster::Snapshot>(*store.snapshot());
  snapshot->time = store.now();
  for (std::size_t i = 0; i < kKindCount; ++i) {
    snapshot->sources[i].kind = static_cast<Kind>(i);
    SourceStatus& status = snapshot->sources[i].status;
    status.state = SourceState::failed;
    status.error = error;
    status.loadingSince = snapshot->time + retryInMs;
  }
  return {snapshot, std::make_shared<const diagnosis::Diagnosis>(), {}};
}

QStringList labels(const QWidget& widget) {
  QStringList out;
  for (const QLabel* label : widget.findChildren<QLabel*>()) {
    out += label->text();
  }
  return out;
}

}  // namespace

class SourcesTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    dress(m_look);
    m_eks = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
    m_quiet = quietView(sampleSnapshot("quiet", SampleState::live));
  }
  void init() {
    watchWarnings();
    m_window = std::make_unique<MainWindow>(m_look, nullptr);
    m_window->setAnimated(false);
    m_window->setChoices(choices());
    m_window->setConnecting(QStringLiteral("prod"), QStringLiteral("context:prod"));
    m_window->setView(m_eks);
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
  }
  void cleanup() { m_window.reset(); }

  /// What the person had there is there again: page, selection, namespace, filters; and the other source begins without them.
  void returningToASourceGivesItBack() {
    m_window->openPage(QStringLiteral("claims"), kClaim, QStringLiteral("class=gpu training"));
    m_window->setNamespace("ml-workloads");
    auto* claims = static_cast<ClaimsPage*>(m_window->page(QStringLiteral("claims")));
    const QStringList kept = claims->keep();
    QVERIFY(kept.front().contains(QStringLiteral("class=gpu")));
    m_window->setConnecting(QStringLiteral("dev"), QStringLiteral("context:dev"));
    m_window->setView(m_quiet);
    QVERIFY(!m_window->selection().has_value());
    QVERIFY(claims->keep().front().isEmpty());
    QVERIFY(m_window->view().namespaceFilter.empty());
    m_window->openPage(QStringLiteral("devices"));
    m_window->setConnecting(QStringLiteral("prod"), QStringLiteral("context:prod"));
    m_window->setView(m_eks);
    QCOMPARE(m_window->currentPage(), QStringLiteral("claims"));
    QVERIFY(m_window->selection() == kClaim);
    QCOMPARE(claims->keep(), kept);
    QCOMPARE(m_window->view().namespaceFilter, std::string("ml-workloads"));
    QVERIFY(m_window->inspector().isVisible());
    m_window->setConnecting(QStringLiteral("dev"), QStringLiteral("context:dev"));
    QCOMPARE(m_window->currentPage(), QStringLiteral("devices"));
  }

  void aKeyGoesBackToTheSourceBefore() {
    QSignalSpy chosen(m_window.get(), &MainWindow::sourceChosen);
    QTest::keyClick(m_window.get(), Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(chosen.count(), 0);  // there was none before
    m_window->setConnecting(QStringLiteral("dev"), QStringLiteral("context:dev"));
    QTest::keyClick(m_window.get(), Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().front().toString(), QStringLiteral("context:prod"));
  }

  void aFailureNamesItsRung_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("http");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("rung");
    const auto row = [](const char* name, ErrorCode code, int http, const char* message, const char* rung) {
      QTest::newRow(name) << static_cast<int>(code) << http << QByteArray(message) << QString::fromLatin1(rung);
    };
    row("file", ErrorCode::notFound, 0, "kubeconfig /x: no such file", "Kubeconfig");
    row("plugin", ErrorCode::unauthenticated, 0, "exec plugin aws failed: expired", "Exec plugin");
    row("dns", ErrorCode::unreachable, 0, "https://x: its name cannot be resolved (…)", "DNS");
    row("tcp", ErrorCode::unreachable, 0, "https://x: the connection is refused or has no route (…)", "TCP");
    row("tls", ErrorCode::unreachable, 0, "https://x: its certificate is not trusted (…)", "TLS");
    row("web page", ErrorCode::serverError, 0, "https://x: the answer is a web page", "API server");
    row("503", ErrorCode::serverError, 503, "GET /version: HTTP 503", "API server");
    row("401", ErrorCode::unauthenticated, 401, "GET /api: not accepted", "Sign in");
    row("403", ErrorCode::forbidden, 403, "GET /api: forbidden", "Access");
  }
  void aFailureNamesItsRung() {
    QFETCH(int, code);
    QFETCH(int, http);
    QFETCH(QByteArray, message);
    QFETCH(QString, rung);
    const Error error{static_cast<ErrorCode>(code), message.toStdString(), "Do this", {}, http};
    m_window->setView(failingView(error, 7'500));
    QVERIFY(m_window->failed());
    const std::vector<Rung>& rungs = m_window->failurePage().rungs();
    const auto failed = std::find_if(rungs.begin(), rungs.end(), [](const Rung& r) { return r.state == RungState::failed; });
    QVERIFY(failed != rungs.end());
    QCOMPARE(failed->name, rung);
    QVERIFY(std::all_of(rungs.begin(), failed, [](const Rung& r) { return r.state == RungState::passed; }));
    QVERIFY(std::all_of(failed + 1, rungs.end(), [](const Rung& r) { return r.state == RungState::notReached; }));
    QCOMPARE(m_window->failurePage().retryWords(), QStringLiteral("next try in 8 s"));
    QVERIFY(m_window->failurePage().report().contains(QStringLiteral("FAILED")));
    QVERIFY(labels(m_window->failurePage()).contains(QStringLiteral("dev")));  // another context, one click away
  }

  /// Files and demo clusters have no network to blame.
  void whatIsNoClusterHasOneRung() {
    m_window->setChoices({{QStringLiteral("files:/tmp/x.yaml"),
                           QStringLiteral("x.yaml"),
                           QStringLiteral("/tmp/x.yaml"),
                           true,
                           SourceChoice::Run::broken,
                           {},
                           {}}});
    m_window->setFailure({ErrorCode::invalidInput, "/tmp/x.yaml line 3: not YAML", "Correct it", {}, 0},
                         QStringLiteral("x.yaml"));
    QCOMPARE(m_window->failurePage().rungs().size(), std::size_t{1});
    QCOMPARE(m_window->failurePage().rungs().front().state, RungState::failed);
    QVERIFY(!m_window->failurePage().report().contains(QStringLiteral("DNS")));
  }

  void theRetryCountsDown() {
    const Error error{ErrorCode::unreachable, "https://x: the connection is refused", "Wait", {}, 0};
    m_window->setView(failingView(error, 3'000));
    QCOMPARE(m_window->failurePage().retryWords(), QStringLiteral("next try in 3 s"));
    m_window->setView(failingView(error, 1'000));
    QCOMPARE(m_window->failurePage().retryWords(), QStringLiteral("next try in 1 s"));
    m_window->setView(failingView(error, 0));
    QCOMPARE(m_window->failurePage().retryWords(), QStringLiteral("trying now"));
  }

  /// Settings say why nothing can be read, so they stay open although nothing can.
  void settingsOpenBesideAFailure() {
    m_window->setView(failingView({ErrorCode::forbidden, "forbidden", {}, {}, 403}, 1'000));
    m_window->openPage(QStringLiteral("settings"));
    QVERIFY(!m_window->failed());
    m_window->setView(failingView({ErrorCode::forbidden, "forbidden", {}, {}, 403}, 500));
    QVERIFY(!m_window->failed());
    QVERIFY(m_window->settingsPage().isVisible());
    m_window->openPage(QStringLiteral("claims"));
    QVERIFY(m_window->failed());
    m_window->setView(m_eks);
    QVERIFY(!m_window->failed());
  }

  void aCommandAsksInThePageAndTakesNoFocus() {
    m_window->openPage(QStringLiteral("claims"));
    QTest::keyClick(m_window.get(), Qt::Key_Slash);
    QPointer<QWidget> field = m_window->focusWidget();
    QVERIFY(field != nullptr);
    QSignalSpy answered(m_window.get(), &MainWindow::consentAnswered);
    m_window->setConsent(question());
    QVERIFY(m_window->failed() && m_window->failurePage().asks());
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    const QStringList texts = m_window->failurePage().consent().texts();
    QVERIFY(texts.contains(QStringLiteral("/usr/bin/aws")));
    QVERIFY(texts.contains(QStringLiteral("a b")));  // an argument of its own
    QVERIFY(texts.join(QLatin1Char(' ')).contains(QStringLiteral("AWS_PROFILE")));
    QVERIFY(texts.contains(QStringLiteral("/home/kim/.kube/config")));
    for (Button* button : m_window->failurePage().consent().findChildren<Button*>()) {
      QVERIFY(!button->hasFocus());
      if (button->text() == QLatin1String("Allow once")) {
        QTest::mouseClick(button, Qt::LeftButton);
      }
    }
    QCOMPARE(answered.count(), 1);
    QCOMPARE(answered.front().at(0).toULongLong(), quint64{7});
    QCOMPARE(answered.front().at(1).value<ConsentAnswer>(), ConsentAnswer::once);
    m_window->setConsent(std::nullopt);
    QVERIFY(!m_window->failed());
    QCOMPARE(m_window->currentPage(), QStringLiteral("claims"));
  }

  void hostileCommandsAreText() {
    ConsentQuestion asked = question();
    for (const std::string& name : hostileNames()) {
      asked.arguments += QString::fromStdString(name);
      asked.variables += QString::fromStdString(name);
      asked.context = asked.program = asked.file = asked.user = QString::fromStdString(name);
      m_window->setConsent(asked);
      for (const QString& text : labels(m_window->failurePage())) {
        QVERIFY(!text.contains(QChar(0x202E)) && !text.contains(QChar(0x1b)));
      }
    }
    for (const QLabel* label : m_window->failurePage().findChildren<QLabel*>()) {
      QCOMPARE(label->textFormat(), Qt::PlainText);
    }
  }

  void progressIsShownUntilEverythingIsThere() {
    auto snapshot = std::make_shared<cluster::Snapshot>(*m_eks.snapshot);
    snapshot->server.origin = Origin::apiServer;
    SourceStatus& pods = snapshot->sources[static_cast<std::size_t>(Kind::Pod)].status;
    pods.state = SourceState::loading;
    pods.objects = 12'000;
    pods.expectedAtLeast = 150'000;
    pods.bytes = 88'000'000;
    pods.loadingSince = Time{snapshot->time.ms - 2'000};
    View view = m_eks;
    view.snapshot = snapshot;
    m_window->setView(view);
    QVERIFY(m_window->loadLine().isVisible());
    const QString words = m_window->loadLine().words();
    QVERIFY2(words.contains(QStringLiteral("44.0 MB/s")), qPrintable(words));
    QVERIFY2(words.contains(QStringLiteral("≥")), qPrintable(words));
    QVERIFY(labels(m_window->loadLine()).join(QLatin1Char(' ')).contains(QStringLiteral("pods 12,000 of ≥150,000")));
    m_window->setView(m_eks);
    QVERIFY(!m_window->loadLine().isVisible());
  }

  void aServerNoticeStaysUntilItIsClosed() {
    auto snapshot = std::make_shared<cluster::Snapshot>(*m_eks.snapshot);
    snapshot->server.notices = {{snapshot->time, {ErrorCode::internal, "<b>etcd</b> was restored", "All was read again", {}, 0}}};
    View view = m_eks;
    view.snapshot = snapshot;
    m_window->setView(view);
    QVERIFY(m_window->notice().isVisible());
    QVERIFY(m_window->notice().text().contains(QStringLiteral("<b>etcd</b> was restored")));
    QTest::mouseClick(m_window->notice().findChildren<Button*>().last(), Qt::LeftButton);
    QVERIFY(!m_window->notice().isVisible());
    m_window->setView(view);
    QVERIFY(!m_window->notice().isVisible());  // it has been read
    QCOMPARE(m_window->settingsPage().noticeTexts().size(), qsizetype{0});
    m_window->openPage(QStringLiteral("settings"));
    QCOMPARE(m_window->settingsPage().noticeTexts().size(), qsizetype{1});  // and can be read again
  }

  void oneNamespaceIsSaidAtTheTop() {
    auto snapshot = std::make_shared<cluster::Snapshot>(*m_eks.snapshot);
    SourceStatus& pods = snapshot->sources[static_cast<std::size_t>(Kind::Pod)].status;
    pods.error = Error{ErrorCode::forbidden, "only namespace batch is shown: pods is forbidden", {}, {}, 403};
    QCOMPARE(limitedTo(pods), QStringLiteral("batch"));
    QCOMPARE(onlyNamespace(*snapshot), QStringLiteral("only namespace batch"));
    View view = m_eks;
    view.snapshot = snapshot;
    m_window->setView(view);
    bool clicked = false;
    for (Chip* chip : m_window->topBar().findChildren<Chip*>()) {
      if (chip->isVisible() && chip->accessibleName().contains(QStringLiteral("only namespace batch"))) {
        QTest::mouseClick(chip, Qt::LeftButton);
        clicked = true;
      }
    }
    QVERIFY(clicked);
    QCOMPARE(m_window->currentPage(), QStringLiteral("settings"));
  }

 private:
  Look m_look{ThemeName::dark};
  View m_eks;
  View m_quiet;
  std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(SourcesTest)
#include "sources_test.moc"
