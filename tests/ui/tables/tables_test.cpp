// Tables: order, filter, groups and folds of the model, what the view keeps over updates, words of sources. GUI thread.
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>
#include <numeric>
#include <random>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/tables/column_widths.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/object_texts.h"
#include "ui/tables/row_order.h"
#include "ui/tables/state_tabs.h"
#include "ui/tables/table_header.h"
#include "ui/tables/table_panel.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

struct Item {
  std::string name;
  double size = 0;
  std::uint32_t group = 0;
};

/// Two columns, three groups, no cluster behind it.
class Items final : public RowSource {
 public:
  explicit Items(std::vector<Item> items, bool grouped = false, bool third = false)
      : m_items(std::move(items)), m_grouped(grouped) {
    const auto column = [](const char* id, bool right) {
      Column out;
      out.id = QString::fromLatin1(id);
      out.title = out.id;
      out.right = right;
      return out;
    };
    m_columns = {column("name", false), column("size", true)};
    if (third) {
      m_columns.insert(m_columns.begin(), column("kind", false));
    }
  }
  void setLastWidth(int width) { m_columns.back().width = width; }
  void setBound(const QString& bound) { m_bound = bound; }
  Row size() const override { return static_cast<Row>(m_items.size()); }
  const std::vector<Column>& columns() const override { return m_columns; }
  Cell cell(Row row, int column) const override {
    Cell cell;
    const QString& id = m_columns[static_cast<std::size_t>(column)].id;
    cell.bound = id == QLatin1String("size") ? m_bound : QString();
    cell.text = id == QLatin1String("size") ? QString::number(m_items[row].size) : QString::fromStdString(m_items[row].name);
    return cell;
  }
  SortKey sortKey(Row row, int column) const override {
    const QString& id = m_columns[static_cast<std::size_t>(column)].id;
    return id == QLatin1String("size") ? SortKey{m_items[row].size < 0, m_items[row].size, {}}
                                       : SortKey{false, 0, m_items[row].name};
  }
  std::uint64_t identity(Row row) const override { return mixIdentity(9, std::hash<std::string>()(m_items[row].name)); }
  ObjectRef object(Row row) const override { return {"item", {}, m_items[row].name}; }
  Row find(const ObjectRef& object) const override {
    for (Row row = 0; row < size(); ++row) {
      if (m_items[row].name == object.name) {
        return row;
      }
    }
    return kNoRow;
  }
  std::uint32_t groupCount() const override { return m_grouped ? 3 : 0; }
  std::uint32_t groupOf(Row row) const override { return m_items[row].group; }

 private:
  std::vector<Item> m_items;
  bool m_grouped;
  QString m_bound;
  std::vector<Column> m_columns;
};

std::shared_ptr<const Items> many(int count, int from = 0, bool grouped = false) {
  std::vector<Item> items;
  for (int i = from; i < from + count; ++i) {
    items.push_back({"item-" + std::to_string(i), static_cast<double>((i * 7919) % 1000), static_cast<std::uint32_t>(i % 3)});
  }
  return std::make_shared<const Items>(std::move(items), grouped);
}

QStringList names(const TableModel& model, int column = 0) {
  QStringList out;
  for (int row = 0; row < model.rowCount(); ++row) {
    out << model.index(row, column).data(Qt::DisplayRole).toString();
  }
  return out;
}

}  // namespace

class TablesTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { prepare(); }
  void init() { watchWarnings(); }

  void namesSortNaturally() {
    QVERIFY(naturalCompare("gpu-2", "gpu-10") < 0);
    QVERIFY(naturalCompare("gpu-10", "gpu-2") > 0);
    QCOMPARE(naturalCompare("gpu-07", "gpu-07"), 0);
    QVERIFY(naturalCompare("a", "b") < 0);
    QVERIFY(naturalCompare("", "a") < 0);
    QVERIFY(naturalCompare("9999999999999999999999", "99999999999999999999998") < 0);
  }

  void manyTextsSortAsComparingThemWould_data() {
    QTest::addColumn<bool>("descending");
    QTest::addColumn<int>("seed");
    for (const int seed : {1, 2, 3}) {
      QTest::addRow("up %d", seed) << false << seed;
      QTest::addRow("down %d", seed) << true << seed;
    }
  }
  void manyTextsSortAsComparingThemWould() {
    QFETCH(bool, descending);
    QFETCH(int, seed);
    // Digits with and without zeros before them, bytes on both sides of them, long common beginnings, ends of every kind.
    std::mt19937 random(static_cast<std::mt19937::result_type>(seed));
    const auto below = [&random](std::size_t end) { return random() % end; };
    const std::vector<std::string> parts{"0",
                                         "00",
                                         "7",
                                         "10",
                                         "007",
                                         "99999999999",
                                         "-",
                                         "a",
                                         "B",
                                         ":",
                                         "/",
                                         "gpu-a10g-fleet-",
                                         std::string(1, '\0'),
                                         "\xc3\xa9",
                                         "\xff",
                                         std::string(300, '9'),
                                         std::string(700, 'x')};
    std::vector<Item> items;
    for (int i = 0; i < 4000; ++i) {
      Item item;
      const std::size_t length = below(7);
      for (std::size_t part = 0; part < length; ++part) {
        item.name += parts[below(parts.size() - (seed == 1 ? 2 : 0))];
      }
      item.size = below(20) == 0 ? -1 : 0;  // by size: some are missing and the others equal
      items.push_back(item);
    }
    const Items source(items);
    std::vector<Row> rows(items.size());
    std::iota(rows.begin(), rows.end(), Row{0});
    std::vector<Row> expected = rows;
    sortRows(rows, source, {{0, descending}}, false);
    std::sort(expected.begin(), expected.end(), [&](Row a, Row b) {
      const int order = naturalCompare(items[a].name, items[b].name);
      return order != 0 ? (descending ? order > 0 : order < 0) : a < b;
    });
    QVERIFY(rows == expected);
    // In the order of a second column where the first says nothing.
    sortRows(rows, source, {{1, false}, {0, descending}}, false);
    std::stable_partition(expected.begin(), expected.end(), [&](Row row) { return items[row].size >= 0; });
    QVERIFY(rows == expected);
  }

  void manyNumbersSortAsComparingThemWould() {
    std::mt19937 random(7);
    std::vector<Item> items;
    for (int i = 0; i < 4000; ++i) {
      Item item;
      item.name = std::to_string(i);
      item.size = static_cast<int>(random() % 300) - 1;  // many are equal, some are missing
      items.push_back(item);
    }
    const Items source(items);
    for (const bool descending : {false, true}) {
      std::vector<Row> rows(items.size());
      std::iota(rows.begin(), rows.end(), Row{0});
      std::vector<Row> expected = rows;
      sortRows(rows, source, {{1, descending}}, false);
      std::sort(expected.begin(), expected.end(), [&](Row a, Row b) {
        const double left = items[a].size;
        const double right = items[b].size;
        if ((left < 0) != (right < 0)) {
          return right < 0;
        }
        return left == right ? a < b : descending ? left > right : left < right;
      });
      QVERIFY(rows == expected);
      // Again, when all but a few stand where they belong.
      std::swap(rows[5], rows[3000]);
      sortRows(rows, source, {{1, descending}}, false);
      QVERIFY(rows == expected);
    }
  }

  void sortsInBothDirectionsAndByTwoKeys() {
    TableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSource(std::make_shared<const Items>(std::vector<Item>{{"b-10", 2}, {"b-9", 2}, {"a", 5}, {"none", -1}}), {});
    model.setSortColumns({{0, false}});
    QCOMPARE(names(model),
             (QStringList{QStringLiteral("a"), QStringLiteral("b-9"), QStringLiteral("b-10"), QStringLiteral("none")}));
    model.setSortColumns({{1, true}, {0, true}});
    QCOMPARE(names(model),
             (QStringList{QStringLiteral("a"), QStringLiteral("b-10"), QStringLiteral("b-9"), QStringLiteral("none")}));
    // Missing values stand last in both directions.
    model.setSortColumns({{1, false}, {0, false}});
    QCOMPARE(names(model).back(), QStringLiteral("none"));
  }

  void filterAndSortSurviveUpdates() {
    TableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto odd = [](Row row) { return row % 2 == 1; };
    model.setSource(many(100), odd);
    model.setSortColumns({{1, true}});
    QCOMPARE(model.rowCount(), 50);
    model.setSource(many(120), odd);
    QCOMPARE(model.rowCount(), 60);
    QCOMPARE(model.sortColumns().size(), std::size_t{1});
    double last = 1e9;
    for (int row = 0; row < model.rowCount(); ++row) {
      const double size = model.index(row, 1).data(Qt::DisplayRole).toDouble();
      QVERIFY(size <= last);
      last = size;
    }
    model.setAccepts({});
    QCOMPARE(model.rowCount(), 120);
  }

  void sortFollowsItsColumnWhenColumnsMove() {
    TableModel model;
    model.setSource(many(10), {});
    model.setSortColumns({{1, true}});
    QSignalSpy changed(&model, &TableModel::columnsChanged);
    model.setSource(std::make_shared<const Items>(std::vector<Item>{{"a", 1}, {"b", 3}}, false, true), {});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.sortColumns().front().column, 2);
    QCOMPARE(names(model, 1).front(), QStringLiteral("b"));
  }

  void groupsFoldAndCount() {
    TableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSource(many(30, 0, true), {});
    QCOMPARE(model.rowCount(), 33);
    QVERIFY(model.isGroup(0));
    model.setFolded(0, true);
    QCOMPARE(model.rowCount(), 23);
    QVERIFY(model.isFolded(0));
    // The fold stays over an update; what is asked for opens it again.
    model.setSource(many(33, 0, true), {});
    QCOMPARE(model.rowCount(), 25);
    QVERIFY(model.reveal({"item", {}, "item-3"}) >= 0);
    QVERIFY(!model.isFolded(0));
    QCOMPARE(model.reveal({"item", {}, "gone"}), -1);
  }

  void selectionAndPlaceSurviveUpdates() {
    TableModel model;
    TableView view(m_look, model);
    model.setSource(many(1000), {});
    model.setSortColumns({{0, false}});
    shown(view, {500, 300});
    std::vector<std::optional<ObjectRef>> told;
    connect(&view, &TableView::objectSelected, &view, [&](const std::optional<ObjectRef>& object) { told.push_back(object); });
    QVERIFY(view.select(ObjectRef{"item", {}, "item-500"}));
    QVERIFY(told.empty());  // the program's own selection is not reported
    const int row = view.rowAt(0);
    // Two hundred rows come before what is shown, and it stays where it is.
    std::vector<Item> items;
    for (int i = 0; i < 200; ++i) {
      items.push_back({"aaa-" + std::to_string(i), 0});
    }
    for (int i = 0; i < 1000; ++i) {
      items.push_back({"item-" + std::to_string(i), 1});
    }
    model.setSource(std::make_shared<const Items>(std::move(items)), {});
    QCOMPARE(view.currentObject()->name, std::string("item-500"));
    QCOMPARE(view.rowAt(0), row + 200);
    QVERIFY(told.empty());
    model.setSource(many(10), {});
    QVERIFY(!view.currentObject());
  }

  void theKeyboardWorks() {
    TableModel model;
    TableView view(m_look, model);
    model.setSource(many(50), {});
    shown(view, {500, 300});
    view.setFocus(Qt::TabFocusReason);
    QSignalSpy activated(&view, &TableView::objectActivated);
    QTest::keyClick(&view, Qt::Key_Home);
    QCOMPARE(view.currentIndex().row(), 0);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.currentIndex().row(), 1);
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(view.currentIndex().row(), 49);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().split(QLatin1Char('\n')).front(), QStringLiteral("name\tsize"));
    QTest::keyClick(&view, Qt::Key_Escape);
    QVERIFY(!view.currentObject());
  }

  void columnsTakeFromThoseThatNeedLess() {
    // Name cut, size with room to spare, the last takes what is left.
    const std::vector<ColumnWant> wants{{100, 160, 40}, {100, 50, 40}, {100, 60, 40, true}};
    QCOMPARE(columnWidths(wants, 400), (std::vector<int>{160, 100, 140}));
    QCOMPARE(columnWidths(wants, 310), (std::vector<int>{160, 66, 84}));  // only as much as is needed
    QCOMPARE(columnWidths(wants, 280), (std::vector<int>{146, 50, 84}));  // not enough for all
    QCOMPARE(columnWidths({{100, 110, 40}, {100, 300, 40}, {100, 40, 40}}, 330),
             (std::vector<int>{110, 180, 40}));  // a few letters of a name before the rest of a sentence
    QCOMPARE(columnWidths({{240, 240, 40}, {80, 80, 40}, {100, 300, 40, true}}, 400),
             (std::vector<int>{194, 80, 126}));  // a name yields to a sentence
    QCOMPARE(columnWidths({{200, 200, 40}, {80, 80, 40}, {100, 300, 40, true}}, 300),
             (std::vector<int>{200, 80, 84}));  // it would not be enough: whole, and it scrolls
    QCOMPARE(columnWidths({{100, 160, 40, false, 70}, {100, 50, 40}, {100, 60, 40, true}}, 300),
             (std::vector<int>{70, 100, 130}));  // who dragged has decided
    QCOMPARE(columnWidths({{100, 0, 0}, {50, 0, 0}}, 60),
             (std::vector<int>{100, 50}));  // nothing is known: as asked for, it scrolls
    std::mt19937 random(7);
    const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    for (int round = 0; round < 2000; ++round) {
      std::vector<ColumnWant> columns(static_cast<std::size_t>(1 + upTo(12)));
      for (ColumnWant& column : columns) {
        column = {40 + upTo(160), upTo(300), 20 + upTo(60), upTo(4) == 0, upTo(9) == 0 ? 30 + upTo(200) : 0};
      }
      const int room = 200 + upTo(1500);
      const std::vector<int> widths = columnWidths(columns, room);
      const int sum = std::accumulate(widths.begin(), widths.end(), 0);
      bool cut = false;
      bool stretches = false;
      int spare = 0;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const ColumnWant& column = columns[i];
        if (column.fixed != 0) {
          QCOMPARE(widths[i], column.fixed);
          continue;
        }
        QVERIFY(widths[i] >= std::min({column.width, 84, std::max(column.need, column.least)}) || column.stretch);
        cut = cut || widths[i] < column.need;
        stretches = stretches || column.stretch;
        spare += column.stretch || column.need == 0 ? 0 : std::max(0, widths[i] - std::max(column.need, column.least));
      }
      // Nothing is cut while there is room or somebody has too much; a table that need not scroll does not, and fills its room.
      QVERIFY2(!cut || (sum >= room && spare == 0), qPrintable(QString::number(round)));
      QVERIFY2(sum <= room || spare == 0, qPrintable(QString::number(round)));
      QVERIFY2(!stretches || sum >= room, qPrintable(QString::number(round)));
    }
  }

  void aNameIsWholeWhereThereIsRoom() {
    const auto wide = std::make_shared<Items>(std::vector<Item>{{"a-name-that-is-longer-than-its-column", 1, 0}, {"b", 2, 0}});
    TableModel model;
    TableView view(m_look, model);
    view.resize(400, 200);
    view.show();
    model.setSource(std::make_shared<Items>(std::vector<Item>{}), nullptr);
    const int before = view.columnWidth(0);
    model.setSource(wide, nullptr);
    const auto* cells = static_cast<const CellDelegate*>(view.itemDelegate());
    QVERIFY(cells->isCut(wide->cell(0, 0), before));
    QVERIFY(!cells->isCut(wide->cell(0, 0), view.columnWidth(0)));
    // Rows that come later move no column under the pointer; a person's own width stays.
    const int fitted = view.columnWidth(0);
    model.setSource(std::make_shared<Items>(std::vector<Item>{{"another-name-that-is-much-longer-than-all-before", 1, 0}}),
                    nullptr);
    QCOMPARE(view.columnWidth(0), fitted);
    view.horizontalHeader()->resizeSection(0, 90);
    view.resize(600, 200);
    QCOMPARE(view.columnWidth(0), 90);
  }

  void aNumberThatGrowsIsWhole() {
    const auto sized = [](double size) {
      auto items = std::make_shared<Items>(std::vector<Item>{{"a", size, 0}});
      items->setLastWidth(30);
      return items;
    };
    const auto grown = sized(1.23456e+123);
    TableModel model;
    TableView view(m_look, model);
    const auto* cells = static_cast<const CellDelegate*>(view.itemDelegate());
    view.resize(400, 200);
    view.show();
    model.setSource(sized(1), nullptr);
    QVERIFY(cells->isCut(grown->cell(0, 1), view.columnWidth(1)));
    model.setSource(grown, nullptr);
    view.grab();  // while painting it sees that digits are missing
    QCoreApplication::processEvents();
    QVERIFY(!cells->isCut(grown->cell(0, 1), view.columnWidth(1)));
    // What a person chose stays, whatever does not fit.
    view.horizontalHeader()->resizeSection(1, 30);
    view.grab();
    QCoreApplication::processEvents();
    QCOMPARE(view.columnWidth(1), 30);
  }

  /// A number and its bound are measured apart from each other, in whole pixels.
  void aNumberWithABoundIsWholeInTheWidthItAsksFor() {
    for (const double size : {7.0, 88.0, 1791.0, 10476.0, 11111.0, 88888.0, 123456.0}) {
      const auto items = std::make_shared<Items>(std::vector<Item>{{"a", size, 0}});
      items->setLastWidth(30);
      items->setBound(QStringLiteral("\u2264"));
      TableModel model;
      TableView view(m_look, model);
      view.resize(400, 200);
      view.show();
      const QSignalSpy cut(static_cast<const CellDelegate*>(view.itemDelegate()), &CellDelegate::numberCut);
      model.setSource(items, nullptr);
      view.grab();
      QVERIFY2(cut.isEmpty(), qPrintable(QString::number(size)));
    }
  }

  void theHeaderSorts() {
    TableModel model;
    TableView view(m_look, model);
    model.setSource(many(20), {});
    shown(view, {500, 300});
    auto* header = qobject_cast<TableHeader*>(view.horizontalHeader());
    QVERIFY(header != nullptr);
    header->toggleSort(1, false);
    QCOMPARE(model.sortColumns(), (std::vector<SortColumn>{{1, false}}));
    header->toggleSort(1, false);
    QCOMPARE(model.sortColumns(), (std::vector<SortColumn>{{1, true}}));
    header->toggleSort(0, true);
    QCOMPARE(model.sortColumns(), (std::vector<SortColumn>{{1, true}, {0, false}}));
    header->toggleSort(1, false);
    QVERIFY(model.sortColumns().empty());
  }

  void filtersAreRead_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("terms");
    QTest::addColumn<QString>("find");
    QTest::newRow("words") << QStringLiteral("h100 gpu") << 0 << QStringLiteral("h100 gpu");
    QTest::newRow("term") << QStringLiteral("state=free") << 1 << QString();
    QTest::newRow("mixed") << QStringLiteral("memory>=10Gi h100 driver!=x") << 2 << QStringLiteral("h100");
    QTest::newRow("quoted") << QStringLiteral("pool=\"my pool\"") << 1 << QString();
    QTest::newRow("empty") << QString() << 0 << QString();
    QTest::newRow("only operators") << QStringLiteral("= >= !=") << 0 << QStringLiteral("= >= !=");
  }
  void filtersAreRead() {
    QFETCH(QString, text);
    QFETCH(int, terms);
    QFETCH(QString, find);
    const Filter filter = parseFilter(text);
    QCOMPARE(static_cast<int>(filter.terms.size()), terms);
    QCOMPARE(filter.find, find);
    QCOMPARE(parseFilter(filter.str()), filter);
  }

  void termsMatch() {
    const auto matcher = [](const char* text) { return TermMatcher(parseFilter(QString::fromUtf8(text)).terms.at(0)); };
    QVERIFY(matcher("a=X").text("x"));
    QVERIFY(!matcher("a=x").text("xy"));
    QVERIFY(matcher("a!=x").text("y"));
    QVERIFY(matcher("a!=x").absent());
    QVERIFY(!matcher("a=x").absent());
    QVERIFY(matcher("a>=10Gi").number(10.0 * 1024 * 1024 * 1024));
    QVERIFY(!matcher("a>10").number(10));
    QVERIFY(matcher("a<10").number(9.5));
  }

  void typedTermsBecomeChips() {
    FilterBar bar(m_look, QStringLiteral("find"));
    shown(bar, {500, 28});
    QSignalSpy changed(&bar, &FilterBar::filterChanged);
    auto* edit = bar.findChild<QLineEdit*>();
    QVERIFY(edit != nullptr);
    QTest::keyClicks(edit, QStringLiteral("state=free"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(bar.filter().terms.size(), std::size_t{1});
    QVERIFY(edit->text().isEmpty());
    QTest::keyClick(edit, Qt::Key_Backspace);
    QVERIFY(bar.filter().empty());
    QVERIFY(changed.size() >= 2);
  }

  void everyStateHasItsWords_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("rows");
    QTest::addColumn<int>("show");
    QTest::addColumn<QString>("title");
    using Show = SourceStory::Show;
    const auto row = [](const char* name, SourceState state, bool rows, Show show, const char* title) {
      QTest::newRow(name) << static_cast<int>(state) << rows << static_cast<int>(show) << QString::fromUtf8(title);
    };
    row("waiting", SourceState::waiting, false, Show::loading, "");
    row("loading with rows", SourceState::loading, true, Show::rows, "");
    row("forbidden", SourceState::forbidden, false, Show::forbidden, "You may not list resourceslices.");
    row("not served", SourceState::notServed, false, Show::notServed, "This API server has no ResourceSlices.");
    row("failed", SourceState::failed, false, Show::failed, "the server said no");
    row("live and empty", SourceState::live, false, Show::empty, "");
    row("live", SourceState::live, true, Show::rows, "");
    row("complete", SourceState::complete, true, Show::rows, "");
  }
  void everyStateHasItsWords() {
    QFETCH(int, state);
    QFETCH(bool, rows);
    QFETCH(int, show);
    QFETCH(QString, title);
    SampleStore store(Time{1'795'513'338'000});
    store.serverFound("maria");
    store.setState("resource.k8s.io", "resourceslices", static_cast<SourceState>(state),
                   Error{ErrorCode::serverError, "the server said no", "Try again", std::nullopt, 500});
    const SourceStory story = storyOf(*store.snapshot(), Kind::ResourceSlice, QStringLiteral("Hidden."), rows);
    QCOMPARE(static_cast<int>(story.show), show);
    QCOMPARE(story.title, title);
    QCOMPARE(story.progress.isEmpty(),
             story.show != SourceStory::Show::loading && static_cast<SourceState>(state) != SourceState::loading);
    if (story.show == SourceStory::Show::forbidden) {
      QVERIFY(story.detail.contains(QStringLiteral("maria")) && story.detail.contains(QStringLiteral("Hidden.")));
      QVERIFY(story.code.contains(QStringLiteral("resourceslices")) && story.code.contains(QStringLiteral("ClusterRole")));
    }
  }

  void aPanelFollowsItsStory() {
    TableModel model;
    TablePanel panel(m_look, model, true, true);
    model.setSource(many(0), {});
    SourceStory story;
    story.show = SourceStory::Show::loading;
    story.progress = QStringLiteral("Claims 1 of ≥2");
    panel.setStory(story, {});
    shown(panel, {500, 200});
    QVERIFY(!panel.story().showsContent());
    QVERIFY2(panel.minimumSizeHint().height() < 200, "a skeleton pushes the page apart");
    int ways = 0;
    story = {};
    panel.setStory(story, {QStringLiteral("Nothing"), QStringLiteral("complete"), QStringLiteral("Go on"), [&] { ++ways; }});
    QCOMPARE(panel.noteTitle(), QStringLiteral("Nothing"));
    shown(panel, {500, 200});
    Button* button = panel.findChild<Button*>();
    QVERIFY(button != nullptr);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(ways, 1);
    model.setSource(many(5), {});
    story.bannerTitle = QStringLiteral("Watch lost");
    panel.setStory(story, {});
    QVERIFY(panel.story().showsContent());
    QCOMPARE(panel.story().bannerTitle(), QStringLiteral("Watch lost"));
  }

  void tabsMoveByKey() {
    StateTabs tabs(m_look);
    tabs.setTabs({{QStringLiteral("All"), QStringLiteral("3"), {}, {}},
                  {QStringLiteral("Free"), QStringLiteral("1"), cluster::DeviceState::free, {}}});
    shown(tabs, tabs.sizeHint());
    QSignalSpy changed(&tabs, &StateTabs::currentChanged);
    QTest::keyClick(&tabs, Qt::Key_Right);
    QCOMPARE(tabs.current(), 1);
    QTest::keyClick(&tabs, Qt::Key_Right);
    QCOMPARE(tabs.current(), 1);
    QTest::keyClick(&tabs, Qt::Key_Left);
    QCOMPARE(tabs.current(), 0);
    QCOMPARE(changed.size(), 2);
  }

  void groupsAreShownSmallestFirst() {
    const cluster::SnapshotPtr fleet = sampleSnapshot("fleet", SampleState::live);
    std::int64_t last = 0;
    for (const cluster::GroupView* group : groupOrder(*fleet->inventory)) {
      QVERIFY(group->counts.total() >= last);
      last = group->counts.total();
    }
  }

 private:
  Look m_look{ThemeName::dark};
};

QTEST_MAIN(TablesTest)
#include "tables_test.moc"
