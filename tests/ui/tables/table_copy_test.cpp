// Rows as CSV, JSON and Markdown: quoting, formulas, bounds, group rows. GUI thread.
#include <QAction>
#include <QMenu>

#include "model/base/json_tree.h"
#include "tests/ui/pages/gui_test.h"
#include "ui/tables/simple_rows.h"
#include "ui/tables/table_copy.h"
#include "ui/tables/table_view.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

Cell cellOf(const QString& text, const QString& bound = {}) {
  Cell cell;
  cell.text = text;
  cell.bound = bound;
  return cell;
}

std::shared_ptr<SimpleRows> sampleRows() {
  Column name;
  name.id = QStringLiteral("name");
  name.title = QStringLiteral("Name");
  Column count;
  count.id = QStringLiteral("count");
  count.title = QStringLiteral("Count, all");
  count.right = true;
  Column hidden;
  hidden.id = QStringLiteral("hidden");
  hidden.title = QStringLiteral("Hidden");
  hidden.shown = false;
  std::vector<SimpleRows::Line> lines;
  lines.push_back({"a", {cellOf(QStringLiteral("=1+2|\"x\"")), cellOf(QStringLiteral("12"), QStringLiteral("≥")), cellOf({})}});
  lines.push_back({"b", {cellOf(QStringLiteral("<b>한국")), cellOf(QStringLiteral("-3")), cellOf(QStringLiteral("no"))}});
  return std::make_shared<SimpleRows>("row", std::vector<Column>{name, count, hidden}, std::move(lines));
}

}  // namespace

class TableCopyTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { prepare(); }
  void init() {
    watchWarnings();
    m_model.setSource(sampleRows(), {});
  }

  void csv() {
    TableView view(m_look, m_model);
    QCOMPARE(copied(view, CopyFormat::csv), QStringLiteral("Name,\"Count, all\"\r\n\"'=1+2|\"\"x\"\"\",≥12\r\n<b>한국,-3\r\n"));
  }

  void json() {
    TableView view(m_look, m_model);
    const auto rows = nlohmann::json::parse(copied(view, CopyFormat::json).toStdString());
    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(QString::fromStdString(rows[0]["count"].get<std::string>()), QStringLiteral("≥12"));
    QCOMPARE(QString::fromStdString(rows[1]["name"].get<std::string>()), QStringLiteral("<b>한국"));
    QVERIFY(!rows[0].contains("hidden"));
  }

  void markdown() {
    TableView view(m_look, m_model);
    QCOMPARE(copied(view, CopyFormat::markdown), QStringLiteral("| Name | Count, all |\n| --- | ---: |\n| =1+2\\|\"x\" | ≥12 |\n"
                                                                "| &lt;b>한국 | -3 |\n"));
  }

  void theMenuCopiesWhatIsSelectedAndSaves() {
    TableView view(m_look, m_model);
    view.setAccessibleName(QStringLiteral("Device classes"));
    shown(view, {400, 200});
    QVERIFY(view.select(ObjectRef{"row", {}, "b"}));
    QMenu menu;
    QString name;
    QByteArray bytes;
    fillCopyMenu(menu, view, [&](const QString& of, const QByteArray& what) {
      name = of;
      bytes = what;
    });
    for (QAction* action : menu.actions()) {
      if (action->text() == QStringLiteral("Save as JSON…")) {
        action->trigger();
      }
    }
    QCOMPARE(name, QStringLiteral("device-classes.json"));
    QCOMPARE(nlohmann::json::parse(bytes.toStdString()).size(), std::size_t{1});
  }

 private:
  Look m_look{ThemeName::dark};
  TableModel m_model;
};

QTEST_MAIN(TableCopyTest)
#include "table_copy_test.moc"
