// The incident report of the window: the command's document, pictures drawn beside the window, files that belong together; and
// the log of a driver's pod through the bridge. GUI thread.
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

#include "app/bridge/live_bridge.h"
#include "app/bridge/report_desk.h"
#include "app/bridge/window_look.h"
#include "model/diagnosis/workflows/driver_pods.h"
#include "tests/app/bridge/patience.h"
#include "ui/base/theme.h"
#include "ui/shell/report_sheet.h"

using namespace claimscope;
using namespace claimscope::app;

namespace {

QByteArray contents(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class ReportTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    ui::Look::installFonts();
    m_look = std::make_unique<ui::Look>(ui::ThemeName::dark);
    applyLook(*qApp, *m_look);
    connect(&m_bridge, &LiveBridge::viewReady, this, [this](const ui::View& view) { m_view = view; });
    SourceOptions options;
    options.demo = true;
    options.speed = 0;
    m_bridge.run(options, QStringLiteral("demo"));
    QTRY_VERIFY_WITH_TIMEOUT(m_view.snapshot != nullptr && m_view.snapshot->firstSyncDone, kPatience);
  }

  void picturesAreDrawnBesideTheWindow() {
    PagePictures pictures;
    std::vector<Picture> drawn;
    bool done = false;
    pictures.draw(m_view, {QStringLiteral("overview"), QStringLiteral("topology")}, [&](std::vector<Picture> given) {
      drawn = std::move(given);
      done = true;
    });
    QTRY_VERIFY_WITH_TIMEOUT(done, kPatience);
    QCOMPARE(drawn.size(), std::size_t{2});
    for (const Picture& picture : drawn) {
      const QImage image = QImage::fromData(QByteArray::fromStdString(picture.bytes), "PNG");
      QCOMPARE(image.size(), QSize(1440, 900));
      QVERIFY(qGray(image.pixel(700, 80)) > 150);  // light, whatever the window wears
    }
    QVERIFY(drawn[0].bytes != drawn[1].bytes);
  }

  void theClipboardGetsTheCommandsDocument() {
    QTemporaryDir folder;
    ui::MainWindow window(*m_look, nullptr);
    window.setView(m_view);
    ReportDesk desk(window, folder.path().toStdString());
    connect(&window, &ui::MainWindow::reportRequested, &desk,
            [&](const ui::ReportWish& wish) { desk.make(wish, window.view()); });
    window.openReport();
    window.reportSheet()->format().setCurrent(1);
    window.reportSheet()->copy().click();
    QTRY_VERIFY_WITH_TIMEOUT(window.reportSheet() == nullptr || !window.reportSheet()->isVisible(), kPatience);
    const std::string expected =
        incidentReport(m_view.snapshot, m_view.use.get(), actions::readJournals(folder.path().toStdString()), {});
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromStdString(expected));
    QVERIFY(expected.find("## Timeline") != std::string::npos && expected.find("## Actions taken") != std::string::npos);
  }

  void picturesGoBesideMarkdownAndIntoHtml() {
    const std::vector<Picture> pictures = {{"overview.png", "Overview", "\x89PNG bytes", "image/png"}};
    QTemporaryDir folder;
    ReportRequest request;
    request.pictures = pictures;
    const QByteArray markdown = QByteArray::fromStdString(incidentReport(m_view.snapshot, nullptr, {}, request));
    const QString path = folder.filePath(QStringLiteral("my report (1).md"));
    QVERIFY(writeReport(path, markdown, pictures, true).isEmpty());
    QVERIFY(contents(path).contains("](my%20report%20%281%29-overview.png)"));
    QCOMPARE(contents(folder.filePath(QStringLiteral("my report (1)-overview.png"))), QByteArray("\x89PNG bytes"));
    request.format = ReportRequest::Format::html;
    const std::string html = incidentReport(m_view.snapshot, nullptr, {}, request);
    QVERIFY(html.find("src=\"data:image/png;base64,") != std::string::npos);
    request.redact = true;
    const std::string redacted = incidentReport(m_view.snapshot, nullptr, {}, request);
    QVERIFY(redacted.find("data:image/png") == std::string::npos && redacted.find("ml-training-gpu-0") == std::string::npos);
    QVERIFY(!writeReport(folder.filePath(QStringLiteral("none/x.md")), markdown, {}, true).isEmpty());
  }

  void aDriversLogComesThroughTheBridge() {
    const auto pod = diagnosis::driverPodOn(*m_view.snapshot, Text("cpu.dra.io"), Text("cpu-node-6"));
    QVERIFY(pod.has_value());
    PodLogRequest request;
    request.namespaceName = pod->pod->meta.namespaceName.str();
    request.pod = pod->pod->meta.name.str();
    std::optional<Result<PodLog>> log;
    m_bridge.fetchLog(request, [&](const Result<PodLog>& given) { log = given; });
    QTRY_VERIFY_WITH_TIMEOUT(log.has_value(), kPatience);
    QVERIFY(log->has_value() && (*log)->bytes.find("failed registration") != std::string::npos);
  }

 private:
  std::unique_ptr<ui::Look> m_look;
  LiveBridge m_bridge;
  ui::View m_view;
};

QTEST_MAIN(ReportTest)
#include "report_test.moc"
