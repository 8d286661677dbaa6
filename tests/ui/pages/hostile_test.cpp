// Names and messages nobody should trust, through every page: no markup, no crash, no warning. GUI thread.
#include <QAbstractItemModelTester>
#include <QLabel>
#include <QToolTip>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/claims/claims_page.h"
#include "ui/pages/devices/devices_page.h"
#include "ui/pages/inspector/inspector.h"
#include "ui/pages/latency/latency_page.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/pages/topology/topology_page.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

/// Everything a person can read of a model is free of characters that act instead of being shown.
bool harmless(const QString& text) {
  return std::none_of(text.begin(), text.end(), [](QChar c) {
    return c.category() == QChar::Other_Control || c == QChar(0x202E) || c == QChar(0x2066) || c == QChar(0x2069);
  });
}

bool toolTipIsSafe(const QString& text) {
  return !text.contains(QStringLiteral("<b>")) && !text.contains(QStringLiteral("<img")) && !text.contains(QStringLiteral("<a "));
}

}  // namespace

class HostileTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    m_view = hostileView();
    QVERIFY(m_view.snapshot->inventory->claims.size() > 5);
    QVERIFY(m_view.snapshot->inventory->devices.size() > 10);
  }
  void init() { watchWarnings(); }

  void overview() {
    OverviewPage page(m_look);
    check(page);
    QCOMPARE(page.verdict().sentence(), QStringLiteral("<b>bold</b><img src=x onerror=alert(1)>"));  // as it is, not as markup
    checkModel(page.pendingModel());
    for (int row = 0; row < page.findings().findings().rowCount(); ++row) {
      page.stepFinding(1);
      const QModelIndex index = page.findings().findings().index(row);
      QVERIFY(harmless(index.data(Qt::DisplayRole).toString()));
      QVERIFY(toolTipIsSafe(index.data(Qt::ToolTipRole).toString()));
    }
  }

  void latency() {
    LatencyPage page(m_look);
    check(page);
    checkModel(page.outlierModel());
  }

  void devices() {
    DevicesPage page(m_look);
    check(page);
    checkModel(page.model());
    for (const std::string& name : hostileNames()) {
      page.setFilter(QString::fromStdString(name));
      page.setFilter(QStringLiteral("pool=\"%1\"").arg(QString::fromStdString(name)));
    }
    page.setFilter({});
    QCOMPARE(page.model().acceptedRows(), m_view.snapshot->inventory->devices.size());
  }

  void claims() {
    ClaimsPage page(m_look);
    check(page);
    checkModel(page.model());
    for (const std::string& name : hostileNames()) {
      page.setFilter(QString::fromStdString(name));
    }
  }

  void topology() {
    TopologyPage page(m_look);
    page.canvas().setAnimated(false);
    check(page);
    for (const ColourBy by : {ColourBy::deviceClass, ColourBy::claimNamespace, ColourBy::state}) {
      page.canvas().setColourBy(by);
      QVERIFY(!page.grab().isNull());
    }
    for (const topology::GroupBy by :
         {topology::GroupBy::zone, topology::GroupBy::instanceType, topology::GroupBy::driver, topology::GroupBy::nodeGroup}) {
      page.canvas().setGroupBy(by);
      QVERIFY(!page.grab().isNull());
    }
    for (int y = 20; y < 600; y += 40) {
      for (int x = 20; x < 1200; x += 60) {
        QTest::mouseMove(&page.canvas(), {x, y});  // tool tips of cells
      }
      QVERIFY(!page.grab().isNull());
    }
    page.canvas().zoomBy(6);
    QVERIFY(!page.grab().isNull());
    for (const std::string& name : hostileNames()) {
      page.canvas().setFind(QString::fromStdString(name));
    }
  }

  void inspectorOfEverything() {
    Inspector inspector(m_look, [](const ObjectRef&, const std::function<void(bool, QString)>& done) {
      done(true, QString::fromStdString(hostileNames().front()) + QChar(0x202E) + QStringLiteral("\x1b[31m"));
    });
    inspector.setView(m_view);
    shown(inspector, {348, 700});
    for (const char* kind : {"claim", "pod", "node", "class", "group", "finding", "device", "pool", "no such kind"}) {
      for (const std::string& name : hostileNames()) {
        const bool plainName =
            std::string_view(kind) == "node" || std::string_view(kind) == "class" || std::string_view(kind) == "group";
        const std::string full = std::string_view(kind) == "device"    ? name + "/" + name
                                 : std::string_view(kind) == "finding" ? "Hostile:" + name
                                                                       : name;
        inspector.setObject(ObjectRef{kind, plainName ? std::string() : name, full});
        QVERIFY(harmless(inspector.content().name));
        for (const InspectorSection& section : inspector.content().sections) {
          for (const InspectorRow& row : section.rows) {
            QVERIFY(harmless(row.label) && harmless(row.value));
          }
        }
        checkLabels(inspector);
        QVERIFY(!inspector.grab().isNull());
      }
    }
    inspector.setObject(ObjectRef{"claim", hostileNames().front(), hostileNames().front()});
    inspector.showYaml();
    QVERIFY(!inspector.yamlText().contains(QChar(0x202E)));
  }

 private:
  void check(Page& page) {
    page.setView(m_view);
    QVERIFY(!shown(page, {1236, 748}).isNull());
    QVERIFY(harmless(page.subtitle()));
    for (const std::string& name : hostileNames()) {
      for (const char* kind : {"claim", "device", "node", "pod", "class", "pool", "finding", "group"}) {
        page.setSelection(ObjectRef{kind, name, std::string_view(kind) == "device" ? name + "/" + name : name});
      }
      QVERIFY(!page.grab().isNull());
    }
    page.setSelection(std::nullopt);
    checkLabels(page);
  }

  void checkLabels(const QWidget& widget) {
    for (const QLabel* label : widget.findChildren<QLabel*>()) {
      QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    for (const QWidget* child : widget.findChildren<QWidget*>()) {
      QVERIFY2(toolTipIsSafe(child->toolTip()), qPrintable(child->toolTip()));
    }
  }

  void checkModel(const TableModel& model) {
    QVERIFY(model.rowCount() > 0);
    for (int row = 0; row < model.rowCount(); ++row) {
      for (int column = 0; column < model.columnCount(); ++column) {
        const QModelIndex index = model.index(row, column);
        QVERIFY(harmless(index.data(Qt::DisplayRole).toString()));
        QVERIFY(toolTipIsSafe(index.data(Qt::ToolTipRole).toString()));
      }
    }
    for (int column = 0; column < model.columnCount(); ++column) {
      QVERIFY(harmless(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()));
    }
  }

  Look m_look{ThemeName::dark};
  View m_view;
};

QTEST_MAIN(HostileTest)
#include "hostile_test.moc"
