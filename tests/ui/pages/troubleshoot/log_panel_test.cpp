// LogPanel: one click, what is shown of a log, refusals, hostile bytes, late answers; the sheet of the whole log. GUI thread.
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>

#include "tests/ui/pages/gui_test.h"
#include "ui/pages/troubleshoot/log_lines.h"
#include "ui/pages/troubleshoot/log_panel.h"
#include "ui/pages/troubleshoot/log_sheet.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

diagnosis::DriverLog driver(const std::string& pod) {
  diagnosis::DriverLog log;
  log.namespaceName = "kube-system";
  log.pod = pod;
  log.container = "plugin";
  log.node = "gpu-node-4";
  log.driver = "gpu.nvidia.com";
  log.words = {"kim-gpu"};
  return log;
}

const char* const kLines =
    "2026-11-24T09:35:20.902Z I1124 09:35:20.902114       1 a.go:8] GetInfo stream closed by kubelet\n"
    "2026-11-24T09:35:50.114Z E1124 09:35:50.114012       1 b.go:9] failed registration: deadline exceeded\n"
    "2026-11-24T09:36:50.120Z I1124 09:36:50.120001       1 c.go:7] NVML ok\n";

}  // namespace

class LogPanelTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    dress(m_look);
  }
  void init() {
    watchWarnings();
    m_asked.clear();
    m_answers.clear();
    m_panel = std::make_unique<LogPanel>(m_look);
    m_panel->setAsk([this](const PodLogRequest& request, std::function<void(const Result<PodLog>&)> done) {
      m_asked.push_back(request);
      m_answers.push_back(std::move(done));
    });
  }
  void cleanup() { m_panel.reset(); }

  void nothingIsReadBeforeTheClick() {
    QVERIFY(m_panel->isHidden());
    m_panel->setLogs({driver("plugin-a")});
    QVERIFY(!m_panel->isHidden());
    QVERIFY(m_asked.empty());
    m_panel->show()->click();
    QCOMPARE(m_asked.size(), std::size_t{1});
    QCOMPARE(m_asked.front().pod, std::string("plugin-a"));
    QCOMPARE(m_asked.front().container, std::string("plugin"));
    QCOMPARE(m_asked.front().tailLines, std::int64_t{200});
    QVERIFY(m_panel->state() == LogPanel::State::loading);
    QVERIFY(!m_panel->show()->isEnabled());
    m_answers.front()(PodLog{kLines, false, 200});
    QVERIFY(m_panel->state() == LogPanel::State::shown);
    QCOMPARE(m_panel->text().deciding, std::size_t{1});
    QVERIFY2(m_panel->facts().startsWith(QStringLiteral("line 2 of 3 decides")), qPrintable(m_panel->facts()));
    QCOMPARE(m_panel->lines()->lines().size(), std::size_t{3});
    QVERIFY(!shown(*m_panel, QSize(404, 420)).isNull());
    m_panel->copy().click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("b.go:9] failed registration")));
    // The same result again keeps it; another one does not.
    m_panel->setLogs({driver("plugin-a")});
    QVERIFY(m_panel->state() == LogPanel::State::shown);
    m_panel->setLogs({driver("plugin-b")});
    QVERIFY(m_panel->state() == LogPanel::State::offered);
  }

  void thePreviousContainerIsOneClickAway() {
    m_panel->setLogs({driver("plugin-a")});
    m_panel->read();
    m_answers.back()(PodLog{kLines, false, 200});
    m_panel->previous()->click();
    QVERIFY(m_asked.back().previous);
    m_answers.back()(fail(ErrorCode::notFound, "there is no previous log", "Read the one that runs"));
    QVERIFY(m_panel->state() == LogPanel::State::refused);
    QVERIFY(m_panel->copy().isHidden());
    m_panel->previous()->click();
    QVERIFY(!m_asked.back().previous);
  }

  void refusalsSayCauseAndFix_data() {
    QTest::addColumn<int>("code");
    QTest::newRow("forbidden") << static_cast<int>(ErrorCode::forbidden);
    QTest::newRow("gone") << static_cast<int>(ErrorCode::notFound);
    QTest::newRow("no logs") << static_cast<int>(ErrorCode::notServed);
    QTest::newRow("server") << static_cast<int>(ErrorCode::serverError);
  }
  void refusalsSayCauseAndFix() {
    QFETCH(int, code);
    m_panel->setLogs({driver("plugin-a")});
    m_panel->read();
    m_answers.back()(fail(static_cast<ErrorCode>(code), "you may <b>not</b> read logs", "Ask for it"));
    QVERIFY(m_panel->state() == LogPanel::State::refused);
    QCOMPARE(m_panel->error().fix, std::string("Ask for it"));
    QVERIFY(!shown(*m_panel, QSize(404, 420)).isNull());
    for (const QLabel* label : m_panel->findChildren<QLabel*>()) {
      QVERIFY(label->textFormat() == Qt::PlainText);
    }
    m_panel->show()->click();  // again
    QCOMPARE(m_asked.size(), std::size_t{2});
  }

  void emptyAndCutAreSaid() {
    m_panel->setLogs({driver("plugin-a")});
    m_panel->read();
    m_answers.back()(PodLog{});
    QVERIFY(m_panel->state() == LogPanel::State::shown && m_panel->lines() == nullptr && m_panel->full() == nullptr);
    m_panel->read();
    m_answers.back()(PodLog{kLines, true, 20});
    QVERIFY2(m_panel->facts().contains(QStringLiteral("newest lines are missing")), qPrintable(m_panel->facts()));
  }

  /// An answer of a pod that is out of sight, or of another cluster, shows nothing.
  void lateAnswersAreDropped() {
    m_panel->setLogs({driver("plugin-a"), driver("plugin-b")});
    m_panel->read();
    m_panel->next()->click();
    QVERIFY(m_panel->state() == LogPanel::State::offered);
    m_answers.front()(PodLog{kLines, false, 200});
    QVERIFY(m_panel->state() == LogPanel::State::offered);
    m_panel->show()->click();
    QCOMPARE(m_asked.back().pod, std::string("plugin-b"));
    m_panel->setLogs({});
    m_answers.back()(PodLog{kLines, false, 200});
    QVERIFY(m_panel->isHidden());
    m_panel.reset();
    m_answers.back()(PodLog{kLines, false, 200});  // nobody is there any more
    QCOMPARE(m_answers.size(), std::size_t{2});
  }

  void hostileBytesStayText() {
    std::string bytes = "2026-11-24T09:35:50Z <script>alert(1)</script> \x1b[31mERROR\x1b[0m \xff\xfe ";
    bytes +=
        "\xe2\x80\xae"
        "evil \xe2\x80\xa9 separator\n";
    bytes += std::string(9000, 'x') + "\n";
    m_panel->setLogs({driver("plugin-a")});
    m_panel->read();
    m_answers.back()(PodLog{bytes, false, 200});
    QVERIFY(!shown(*m_panel, QSize(404, 420)).isNull());
    LogSheet sheet(m_look, QStringLiteral("<b>pod</b>"), m_panel->facts(), m_panel->text());
    sheet.setAttribute(Qt::WA_DeleteOnClose, false);
    const QString text = sheet.lines().toPlainText();
    QVERIFY(text.contains(QStringLiteral("<script>")));
    QVERIFY(!text.contains(QChar(0x1b)) && !text.contains(QChar(0x202e)));
    QCOMPARE(sheet.lines().document()->blockCount(), 2);
    QVERIFY(sheet.lines().isReadOnly());
    sheet.next().click();
    QVERIFY(!shown(sheet, QSize(1000, 640)).isNull());
  }

 private:
  Look m_look{ThemeName::dark};
  std::vector<PodLogRequest> m_asked;
  std::vector<std::function<void(const Result<PodLog>&)>> m_answers;
  std::unique_ptr<LogPanel> m_panel;
};

QTEST_MAIN(LogPanelTest)
#include "log_panel_test.moc"
