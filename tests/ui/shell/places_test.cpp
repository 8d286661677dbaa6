// Address, places and state: what a view is called, going back to it, and what a window comes back with. GUI thread.
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QtTest>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/shell/address.h"
#include "ui/shell/detached_inspector.h"
#include "ui/shell/main_window.h"
#include "ui/shell/name_sheet.h"
#include "ui/shell/notice_line.h"

using namespace claimscope;
using namespace claimscope::ui;

class PlacesTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    dress(m_look);
    m_eks = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
  }
  void init() { watchWarnings(); }
  void cleanup() { m_window.reset(); }

  void anAddressIsReadBack() {
    const std::vector<Address> addresses = {
        {QStringLiteral("context:prod"), QStringLiteral("claims"), ObjectRef{"claim", "ml", "a"}, QStringLiteral("ml"),
         QStringLiteral("state=pending \"a b\" memory>=10Gi")},
        {QStringLiteral("context:arn:aws:eks:us-west-2:1:cluster/prod"), QStringLiteral("overview"), {}, {}, {}},
        {QStringLiteral("context:demo:fleet"), QStringLiteral("overview"), {}, {}, {}},
        {QStringLiteral("demo:fleet"), QStringLiteral("devices"), ObjectRef{"device", "gpu.nvidia.com", "pool/gpu-0"}, {}, {}},
        {{}, QStringLiteral("topology"), ObjectRef{"finding", {}, "PoolIncomplete:gpu.nvidia.com/x"}, {}, {}},
        {QStringLiteral("context:\u00e4&=?#%/ 1"), QStringLiteral("claims"), ObjectRef{"node", {}, "n"}, QStringLiteral("\u4e2d"),
         QStringLiteral("100% & more?")}};
    for (const Address& address : addresses) {
      const Result<Address> read = parseAddress(address.str());
      QVERIFY2(read.has_value(), qPrintable(address.str()));
      QVERIFY2(*read == address, qPrintable(address.str()));
    }
    QVERIFY(addresses[1].str() != addresses[2].str());
    QVERIFY(*parseAddress(addresses[2].str()) != *parseAddress(addresses[3].str()));
  }

  void noSecretBecomesPartOfAnAddress() {
    Address address{QStringLiteral("context:a"), QStringLiteral("claims"), {}, {}, QStringLiteral("token=planted-token-0815")};
    QVERIFY2(!address.str().contains(QStringLiteral("planted")), qPrintable(address.str()));
  }

  void hostileAddressesAreRefused() {
    const QStringList bad = {QString(),
                             QStringLiteral("https://prod/claims"),
                             QStringLiteral("claimscope:"),
                             QStringLiteral("claimscope://"),
                             QStringLiteral("claimscope://prod"),
                             QStringLiteral("claimscope://prod/"),
                             QStringLiteral("claimscope://prod/Claims"),
                             QStringLiteral("claimscope://prod/../etc"),
                             QStringLiteral("claimscope://prod/claims/x"),
                             QStringLiteral("claimscope://user@prod/claims"),
                             QStringLiteral("claimscope://prod:80/claims"),
                             QStringLiteral("claimscope://demo:/claims"),
                             QStringLiteral("claimscope://prod/claims#x"),
                             QStringLiteral("claimscope://prod/claims?select=x"),
                             QStringLiteral("claimscope://prod/claims?select=secret/a/b"),
                             QStringLiteral("claimscope://prod/claims?select=claim/a"),
                             QStringLiteral("claimscope://prod/claims?select=claim/a/b&select=claim/a/c"),
                             QStringLiteral("claimscope://prod/claims?kubeconfig=/etc/x"),
                             QStringLiteral("claimscope://prod/claims?namespace="),
                             QStringLiteral("claimscope://prod/claims?namespace=%"),
                             QStringLiteral("claimscope://prod/claims?namespace=%zz"),
                             QStringLiteral("claimscope://prod/claims?namespace=%ff"),
                             QStringLiteral("claimscope://prod/claims?namespace=a%0ab"),
                             QStringLiteral("claimscope://prod/claims?namespace=a%00b"),
                             QStringLiteral("claimscope://prod/claims?namespace=%E2%80%AEb"),
                             QStringLiteral("claimscope://pr od/claims"),
                             QStringLiteral("claimscope://prod\\x/claims"),
                             QStringLiteral("claimscope://a/claims?filter=") + QString(5000, QLatin1Char('a'))};
    for (const QString& text : bad) {
      const Result<Address> read = parseAddress(text);
      QVERIFY2(!read.has_value(), qPrintable(text.left(80)));
      QVERIFY(!read.error().message.empty());
    }
  }

  void theAddressOfAViewOpensIt() {
    open();
    m_window->setNamespace("ml-workloads");
    m_window->openPage(QStringLiteral("claims"), ObjectRef{"claim", "ml-workloads", "ml-training-gpu-0"},
                       QStringLiteral("class=gpu-compute-class"));
    QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY2(text.startsWith(QStringLiteral("claimscope://demo:eks-hybrid/claims?select=")), qPrintable(text));
    m_window->setNamespace({});
    m_window->openPage(QStringLiteral("overview"));
    m_window->openAddress(text);
    QCOMPARE(m_window->currentPage(), QStringLiteral("claims"));
    QCOMPARE(m_window->selection()->name, std::string("ml-training-gpu-0"));
    QCOMPARE(m_window->view().namespaceFilter, std::string("ml-workloads"));
    QCOMPARE(m_window->address().str(), text);
    // In the palette too, and what cannot be opened is said.
    m_window->openPage(QStringLiteral("overview"));
    m_window->openPalette(text);
    QTest::keyClick(&m_window->palette().field(), Qt::Key_Return);
    QCOMPARE(m_window->currentPage(), QStringLiteral("claims"));
    m_window->openAddress(QStringLiteral("claimscope://nobody/claims"));
    QVERIFY(m_window->notice().text().contains(QStringLiteral("nobody")));
    m_window->openAddress(QStringLiteral("claimscope:///nopage"));
    QVERIFY(m_window->notice().text().contains(QStringLiteral("nopage")));
    QCOMPARE(m_window->currentPage(), QStringLiteral("claims"));
  }

  void anAddressInAnotherClusterOpensThatOne() {
    open();
    m_window->setChoices({{QStringLiteral("context:other"), QStringLiteral("other"), {}, false}});
    connect(m_window.get(), &MainWindow::sourceChosen, m_window.get(),
            [this](const QString& id) { m_window->setConnecting(QStringLiteral("other"), id); });
    m_window->openAddress(QStringLiteral("claimscope://other/claims?select=claim/ml/x&namespace=ml&filter=state%3Dpending"));
    QCOMPARE(m_window->currentPage(), QStringLiteral("claims"));
    QCOMPARE(m_window->selection()->name, std::string("x"));
    QCOMPARE(m_window->state().source, QStringLiteral("context:other"));
    QCOMPARE(m_window->state().namespaceName, QStringLiteral("ml"));
  }

  void backAndForwardKeepSelectionAndFilter() {
    open();
    m_window->openPage(QStringLiteral("claims"), ObjectRef{"claim", "ml-workloads", "ml-training-gpu-0"},
                       QStringLiteral("class=gpu-compute-class"));
    const QStringList filter = m_window->page(QStringLiteral("claims"))->keep();
    m_window->openPage(QStringLiteral("devices"), ObjectRef{"node", {}, "gpu-node-1"});
    m_window->openPage(QStringLiteral("claims"), std::nullopt, QStringLiteral("state=pending"));
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(m_window->currentPage(), QStringLiteral("devices"));
    QCOMPARE(m_window->selection()->name, std::string("gpu-node-1"));
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(m_window->currentPage(), QStringLiteral("claims"));
    QCOMPARE(m_window->selection()->name, std::string("ml-training-gpu-0"));
    QCOMPARE(m_window->page(QStringLiteral("claims"))->keep(), filter);
    QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(m_window->currentPage(), QStringLiteral("devices"));
    QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
    QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);  // the end: nothing happens
    QCOMPARE(m_window->currentPage(), QStringLiteral("claims"));
  }

  void aViewIsKeptUnderAName() {
    open();
    QSignalSpy kept(m_window.get(), &MainWindow::savedViewsChanged);
    m_window->openPage(QStringLiteral("devices"));
    QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
    auto* sheet = m_window->findChild<NameSheet*>();
    QVERIFY(sheet != nullptr);
    sheet->field().setText(QStringLiteral("My devices"));
    QTest::keyClick(&sheet->field(), Qt::Key_Return);
    QCOMPARE(kept.count(), 1);
    QCOMPARE(m_window->savedViews().size(), std::size_t{1});
    m_window->openPage(QStringLiteral("overview"));
    m_window->openPalette();
    QTest::keyClicks(&m_window->palette().field(), QStringLiteral("my dev"));
    QCOMPARE(m_window->palette().item(0).sort, PaletteItem::Sort::view);
    QTest::keyClick(&m_window->palette().field(), Qt::Key_Return);
    QCOMPARE(m_window->currentPage(), QStringLiteral("devices"));
  }

  void aWindowComesBackAsItWas() {
    open();
    m_window->setNamespace("ml-workloads");
    m_window->openPage(QStringLiteral("claims"), ObjectRef{"claim", "ml-workloads", "ml-training-gpu-0"},
                       QStringLiteral("class=gpu-compute-class"));
    m_window->setRailCollapsed(true);
    WindowState state = windowStateOf(toJson(m_window->state()));
    QVERIFY(state == m_window->state());
    MainWindow other(m_look, nullptr);
    other.setAnimated(false);
    other.setState(state);
    other.setConnecting(QStringLiteral("demo"), QStringLiteral("demo:eks-hybrid"));
    QVERIFY(other.state() == state);
    // A file that was written by somebody else is taken as far as it makes sense.
    const WindowState odd = windowStateOf(QJsonObject{{QStringLiteral("page"), 7},
                                                      {QStringLiteral("selection"), QStringLiteral("secret/a/b")},
                                                      {QStringLiteral("inspectorWidth"), -5},
                                                      {QStringLiteral("filters"), QStringLiteral("x")}});
    QVERIFY(odd == WindowState());
    other.setState(odd);
    QCOMPARE(other.currentPage(), QStringLiteral("claims"));
  }

  void aDetachedInspectorFollowsUntilItIsPinned() {
    open();
    const ObjectRef first{"claim", "ml-workloads", "ml-training-gpu-0"};
    const ObjectRef second{"node", {}, "gpu-node-1"};
    m_window->openPage(QStringLiteral("claims"), first);
    QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    auto* detached = m_window->findChild<DetachedInspector*>();
    QVERIFY(detached != nullptr);
    QVERIFY(detached->isVisible());
    QVERIFY(detached->inspector().object() == first);
    m_window->select(second);
    QVERIFY(detached->inspector().object() == second);
    detached->setPinned(true);
    m_window->select(first);
    QVERIFY(detached->inspector().object() == second);
    m_window->setView(m_eks);
    QCOMPARE(detached->inspector().content().name, QStringLiteral("gpu-node-1"));
  }

 private:
  /// Only where a test needs one: making a window takes a while.
  void open() {
    m_window = std::make_unique<MainWindow>(m_look, nullptr);
    m_window->setAnimated(false);
    m_window->setConnecting(QStringLiteral("demo"), QStringLiteral("demo:eks-hybrid"));
    m_window->setView(m_eks);
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
  }

  Look m_look{ThemeName::dark};
  View m_eks;
  std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(PlacesTest)
#include "places_test.moc"
