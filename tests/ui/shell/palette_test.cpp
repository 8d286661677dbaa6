// Fuzzy, NameSearch and Palette: what is found, in which order, and what a choice does. GUI thread.
#include <QSignalSpy>
#include <QtTest>
#include <algorithm>
#include <map>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/explanation/pending_order.h"
#include "ui/shell/fuzzy.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_line.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

std::vector<QString> names(NameIndex& index, const QString& text) {
  NameSearch search(index);
  search.start(text);
  while (!search.step(7)) {
  }
  std::vector<QString> out;
  for (const NameSearch::Hit& hit : search.hits()) {
    out.push_back(namedObject(*index.snapshot(), index.entries()[hit.entry]).name);
  }
  return out;
}

}  // namespace

class PaletteTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    dress(m_look);
    m_eks = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
  }
  void init() { watchWarnings(); }
  void cleanup() { m_window.reset(); }

  /// Whole name, beginning, beginning of a part, beginnings of parts, inside, in order; nothing otherwise.
  void betterFitsScoreMore() {
    const std::vector<std::pair<const char*, const char*>> falling = {
        {"gpu", "gpu"},   {"gpu-a10g-0417", "gpu"}, {"ml-gpu-1", "gpu"},       {"great-paper-unit", "gpu"},
        {"xgpux", "gpu"}, {"grpc-update", "gpu"},   {"g-then-some-pxu", "gpu"}};
    int before = 1 << 30;
    for (const auto& [name, word] : falling) {
      const int score = fuzzyScore(std::string_view(name), std::string_view(word));
      QVERIFY2(score > 0 && score < before, name);
      before = score;
    }
    QCOMPARE(fuzzyScore("gpu-a10g", "upg1x"), 0);
    QCOMPARE(fuzzyScore("", "a"), 0);
    QVERIFY(fuzzyScore("GPU-Node", "gpu") > 0);
    QVERIFY(fuzzyScore("short-x", "x") > fuzzyScore("a-much-longer-name-x", "x"));
    const std::string huge(100'000, 'a');
    QVERIFY(fuzzyScore(huge, "aaa") > 0);
    QCOMPARE(fuzzyScore(huge + "b", "b"), 0);  // beyond what is looked at
  }

  /// Each kind that has a page of its own is found, and its page is where it leads.
  void quotasSlicesAndRulesAreFound() {
    NameIndex index;
    index.setSnapshot(m_eks.snapshot);
    while (!index.read(1000)) {
    }
    std::map<NameIndex::Sort, const NameIndex::Entry*> one;
    for (const NameIndex::Entry& entry : index.entries()) {
      one.emplace(entry.sort, &entry);
    }
    using Sort = NameIndex::Sort;
    const std::vector<std::pair<Sort, const char*>> wanted = {
        {Sort::quota, "quota"}, {Sort::taintRule, "taintrule"}, {Sort::slice, "slice"}};
    m_window = std::make_unique<MainWindow>(m_look, nullptr);
    for (const auto& [sort, kind] : wanted) {
      QVERIFY2(one.contains(sort), kind);
      const NamedObject found = namedObject(*m_eks.snapshot, *one[sort]);
      QCOMPARE(found.object.kind, std::string(kind));
      QVERIFY(!found.kind.isEmpty());
      QVERIFY2(m_window->page(QString::fromStdString(found.object.kind) + QLatin1Char('s')) != nullptr, kind);
      const std::vector<QString> hits = names(index, found.name);
      QVERIFY2(std::find(hits.begin(), hits.end(), found.name) != hits.end(), qPrintable(found.name));
    }
  }

  void everyWordMustFitTheNameOrItsScope() {
    QVERIFY(fuzzyScore("train-7", "ml-workloads", fuzzyWords(QStringLiteral("workl TRAIN"))) > 0);
    QCOMPARE(fuzzyScore("train-7", "ml-workloads", fuzzyWords(QStringLiteral("train research"))), 0);
    QCOMPARE(fuzzyScore("train-7", "ml-workloads", {}), 0);
    QVERIFY(fuzzyScore("train-7", "x", fuzzyWords(QStringLiteral("train"))) >
            fuzzyScore("y", "train-7", fuzzyWords(QStringLiteral("train"))));
    QCOMPARE(fuzzyMarks(QStringLiteral("ml-training-gpu"), fuzzyWords(QStringLiteral("mtg"))), (std::vector<int>{0, 3, 12}));
    QVERIFY(fuzzyMarks(QStringLiteral("abc"), fuzzyWords(QStringLiteral("x"))).empty());
    QVERIFY(fuzzyWords(QStringLiteral("a b c d e f g h i j k")).size() == 8);
  }

  /// However a search is cut into slices, and whether it narrows the one before, it finds the same.
  void slicesAndNarrowingChangeNothing() {
    NameIndex index;
    index.setSnapshot(m_eks.snapshot);
    const std::vector<QString> whole = names(index, QStringLiteral("gpu-1"));
    QVERIFY(!whole.empty());
    NameIndex other;
    other.setSnapshot(m_eks.snapshot);
    NameSearch search(other);
    for (const QString& text : {QStringLiteral("g"), QStringLiteral("gp"), QStringLiteral("gpu-"), QStringLiteral("gpu-1")}) {
      search.start(text);
      while (!search.step(1'000)) {
      }
    }
    std::vector<QString> narrowed;
    for (const NameSearch::Hit& hit : search.hits()) {
      narrowed.push_back(namedObject(*other.snapshot(), other.entries()[hit.entry]).name);
    }
    QCOMPARE(narrowed, whole);
    const std::int64_t total = search.total();
    search.start(QStringLiteral("gpu-1z"));
    search.step(1);
    search.start(QStringLiteral("gpu-1"));  // shorter, after an interrupted one
    while (!search.step(64)) {
    }
    QCOMPARE(search.total(), total);
  }

  void wholeNamesComeFirstAndTheRestIsCounted() {
    NameIndex index;
    index.setSnapshot(sampleSnapshot("fleet", SampleState::live));
    NameSearch search(index);
    search.start(QStringLiteral("gpu-a10g-0417"));
    while (!search.step(20'000)) {
    }
    QVERIFY(!search.hits().empty());
    const NamedObject first = namedObject(*index.snapshot(), index.entries()[search.hits().front().entry]);
    QCOMPARE(QString::fromStdString(first.object.str()), QStringLiteral("node/gpu-a10g-0417"));
    search.start(QStringLiteral("CPU"));
    while (!search.step(20'000)) {
    }
    QCOMPARE(search.hits().size(), NameSearch::kMostHits);
    QVERIFY(search.total() > 4000);
  }

  void aDeviceIsFoundByItsPool() {
    NameIndex index;
    index.setSnapshot(m_eks.snapshot);
    const cluster::DeviceView& device = m_eks.snapshot->inventory->devices[0];
    const QString name = QString::fromStdString(device.pool.str() + "/" + device.name.str());
    const std::vector<QString> found = names(index, name);
    QVERIFY(!found.empty());
    QCOMPARE(found.front(), name);
  }

  void itOpensWhatItFinds() {
    open();
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    Palette& palette = m_window->palette();
    QVERIFY(palette.isVisible());
    QTest::keyClicks(&palette.field(), QStringLiteral("ml-training-gpu-0"));
    QTRY_VERIFY(palette.finished());
    QVERIFY(palette.rowCount() >= 1);
    QCOMPARE(palette.item(0).name, QStringLiteral("ml-training-gpu-0"));
    QCOMPARE(palette.item(0).marks.size(), std::size_t{17});
    QTest::keyClick(&palette.field(), Qt::Key_Return);
    QVERIFY(!palette.isVisible());
    QCOMPARE(m_window->currentPage(), QStringLiteral("claims"));
    QCOMPARE(QString::fromStdString(m_window->selection()->name), QStringLiteral("ml-training-gpu-0"));

    // Chosen lately: first, without a letter.
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(palette.item(0).name, QStringLiteral("ml-training-gpu-0"));
    QTest::keyClick(&palette.field(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_window->currentPage(), QStringLiteral("topology"));
  }

  void signsNarrowToOneSort() {
    open();
    using Sort = PaletteItem::Sort;
    const std::vector<std::pair<QString, std::vector<Sort>>> signs = {
        {QStringLiteral("@"), {Sort::page, Sort::view}},
        {QStringLiteral("#"), {Sort::finding}},
        {QStringLiteral(">"), {Sort::command, Sort::action, Sort::view}}};
    for (const auto& [sign, sorts] : signs) {
      m_window->openPalette(sign);
      const Palette& palette = m_window->palette();
      QVERIFY2(palette.rowCount() > 0, qPrintable(sign));
      for (int row = 0; row < palette.rowCount(); ++row) {
        QVERIFY(std::find(sorts.begin(), sorts.end(), palette.item(row).sort) != sorts.end());
      }
      m_window->palette().hide();
    }
    m_window->openPalette(QStringLiteral("@dev"));
    QTest::keyClick(&m_window->palette().field(), Qt::Key_Return);
    QCOMPARE(m_window->currentPage(), QStringLiteral("devices"));
  }

  /// Every entry of the key sheet that can act now and is not about the keyboard alone can be run from here.
  void commandsAndActionsOfTheSelectionAreOffered() {
    open();
    m_window->openPage(QStringLiteral("claims"), ObjectRef{"claim", "ml-workloads", "ml-training-gpu-0"});
    m_window->openPalette(QStringLiteral(">"));
    const Palette& palette = m_window->palette();
    std::vector<QString> offered;
    bool action = false;
    for (int row = 0; row < palette.rowCount(); ++row) {
      offered.push_back(palette.item(row).name);
      action = action || palette.item(row).sort == PaletteItem::Sort::action;
    }
    QVERIFY(action);
    for (const Command& command : m_window->commands().all()) {
      if (command.listed && (!command.when || command.when())) {
        QVERIFY2(std::find(offered.begin(), offered.end(), command.title) != offered.end(), qPrintable(command.title));
      }
    }
    QTest::keyClicks(&m_window->palette().field(), QStringLiteral("theme light"));
    QTest::keyClick(&m_window->palette().field(), Qt::Key_Return);
    QCOMPARE(m_look.name(), ThemeName::light);
    m_look.setTheme(ThemeName::dark);
    // Group by, as the page's own button does it.
    m_window->openPage(QStringLiteral("devices"));
    m_window->openPalette(QStringLiteral(">group by"));
    QVERIFY(palette.rowCount() > 0);
    QVERIFY2(palette.item(0).name.contains(QStringLiteral("Group by")), qPrintable(palette.item(0).name));
  }

  void aPendingClaimIsExplained() {
    open();
    const std::vector<ObjectRef> pending = pendingOrder(*m_eks.snapshot, {});
    const auto claim =
        std::find_if(pending.begin(), pending.end(), [](const ObjectRef& object) { return object.kind == "claim"; });
    QVERIFY(claim != pending.end());
    m_window->openPalette();
    QTest::keyClicks(&m_window->palette().field(), QString::fromStdString(claim->name));
    QTest::keyClick(&m_window->palette().field(), Qt::Key_Return);
    QCOMPARE(m_window->currentPage(), QStringLiteral("explanation"));
    m_window->openPalette();
    QTest::keyClicks(&m_window->palette().field(), QStringLiteral("explain the oldest"));
    QTest::keyClick(&m_window->palette().field(), Qt::Key_Return);
    QVERIFY(m_window->selection() == pending.front());
  }

  void arrowsTabAndEscMove() {
    open();
    m_window->openPalette(QStringLiteral("@"));
    Palette& palette = m_window->palette();
    QCOMPARE(palette.currentRow(), 0);
    QTest::keyClick(&palette.field(), Qt::Key_Down);
    QTest::keyClick(&palette.field(), Qt::Key_Tab);
    QCOMPARE(palette.currentRow(), 2);
    QTest::keyClick(&palette.field(), Qt::Key_Backtab);
    QCOMPARE(palette.currentRow(), 1);
    QTest::keyClick(&palette.field(), Qt::Key_PageDown);
    QVERIFY(palette.currentRow() > 2);
    const QString page = m_window->currentPage();
    QTest::keyClick(&palette.field(), Qt::Key_Escape);
    QVERIFY(!palette.isVisible());
    QCOMPARE(m_window->currentPage(), page);
  }

  void nothingFoundIsSaid() {
    open();
    m_window->openPalette(QStringLiteral("zzqqxx no such thing"));
    QTRY_VERIFY(m_window->palette().finished());
    QCOMPARE(m_window->palette().rowCount(), 0);
    QCOMPARE(m_window->palette().foot(), QStringLiteral("Nothing is named like this"));
    QTest::keyClick(&m_window->palette().field(), Qt::Key_Return);
    QVERIFY(m_window->palette().isVisible());
  }

  void hostileNamesAreText() {
    open();
    m_window->setView(hostileView());
    for (const QString& text : {QStringLiteral("<b>"), QStringLiteral("a"), QStringLiteral("#"), QString()}) {
      m_window->openPalette(text);
      QTRY_VERIFY(m_window->palette().finished());
      for (int row = 0; row < m_window->palette().rowCount(); ++row) {
        const PaletteItem& item = m_window->palette().item(row);
        for (const QString& shown : {item.name, item.detail}) {
          QVERIFY(std::none_of(shown.begin(), shown.end(), [](QChar c) { return c.unicode() < 0x20; }));
        }
      }
      QVERIFY(!m_window->palette().grab().isNull());
      m_window->palette().hide();
    }
  }

 private:
  /// Only where a test needs one: making a window takes a while.
  void open() {
    m_window = std::make_unique<MainWindow>(m_look, nullptr);
    m_window->setAnimated(false);
    m_window->setView(m_eks);
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
  }

  Look m_look{ThemeName::dark};
  View m_eks;
  std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(PaletteTest)
#include "palette_test.moc"
