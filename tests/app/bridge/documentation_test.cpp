// F1: the documentation is found beside an installed program and in a build tree, and what goes wrong is said. GUI thread.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "app/bridge/open_documentation.h"
#include "app/bridge/window_look.h"
#include "ui/base/theme.h"
#include "ui/shell/commands.h"
#include "ui/shell/notice_line.h"

using namespace claimscope;
using namespace claimscope::app;

namespace {

void put(const QString& path) {
  QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
}

}  // namespace

class DocumentationTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    ui::Look::installFonts();
    m_look = std::make_unique<ui::Look>(ui::ThemeName::dark);
    applyLook(*qApp, *m_look);
  }

  void whereItIs() {
    const QTemporaryDir root;
    const QString bin = root.filePath(QStringLiteral("usr/bin"));
    QVERIFY(QDir().mkpath(bin));
    QCOMPARE(documentationPath(bin), QString());
    put(root.filePath(QStringLiteral("usr/installer/html/index.html")));
    QCOMPARE(documentationPath(bin), root.filePath(QStringLiteral("usr/installer/html/index.html")));
    put(root.filePath(QStringLiteral("usr/share/doc/claimscope/README.md")));
    QCOMPARE(documentationPath(bin), root.filePath(QStringLiteral("usr/share/doc/claimscope/README.md")));
    put(root.filePath(QStringLiteral("usr/share/doc/claimscope/html/index.html")));
    QCOMPARE(documentationPath(bin), root.filePath(QStringLiteral("usr/share/doc/claimscope/html/index.html")));
    // A folder of that name is no page.
    const QString odd = root.filePath(QStringLiteral("odd/bin"));
    QVERIFY(QDir().mkpath(root.filePath(QStringLiteral("odd/share/doc/claimscope/html/index.html"))) && QDir().mkpath(odd));
    QCOMPARE(documentationPath(odd), QString());
  }

  void aKeyAsksForIt() {
    ui::MainWindow window(*m_look, nullptr);
    const ui::Command* help = window.commands().find(QStringLiteral("help"));
    QVERIFY(help != nullptr && help->listed);
    QCOMPARE(window.commands().keysOf(QStringLiteral("help")), QStringLiteral("F1"));
    QSignalSpy asked(&window, &ui::MainWindow::documentationRequested);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_F1);
    QCOMPARE(asked.size(), 1);
  }

  void itIsOpenedOrSaidWhyNot() {
    ui::MainWindow window(*m_look, nullptr);
    window.show();
    const QTemporaryDir root;
    const QString bin = root.filePath(QStringLiteral("a b%20/bin"));
    QVERIFY(QDir().mkpath(bin));
    QList<QUrl> opened;
    const auto opens = [&](const QUrl& url) {
      opened += url;
      return true;
    };
    openDocumentation(window, bin, opens);
    QVERIFY(opened.isEmpty());
    QVERIFY(window.notice().text().contains(QStringLiteral("not installed")));
    const QString page = root.filePath(QStringLiteral("a b%20/share/doc/claimscope/html/index.html"));
    put(page);
    openDocumentation(window, bin, opens);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.front().toLocalFile(), page);
    openDocumentation(window, bin, [](const QUrl&) { return false; });
    QVERIFY(window.notice().text().contains(page));
  }

 private:
  std::unique_ptr<ui::Look> m_look;
};

QTEST_MAIN(DocumentationTest)
#include "documentation_test.moc"
