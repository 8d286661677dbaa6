// Dashboards: every shape of file, what is named instead of dropped, and hostile input.
#include <QtTest>
#include <string>

#include "model/prometheus/dashboard/dashboard.h"

using namespace claimscope;
using namespace claimscope::dashboard;

namespace {

Dashboard readOrFail(const std::string& text) {
  auto read = readDashboard(text, "test.json");
  if (!read) {
    qFatal("%s", read.error().message.c_str());
  }
  examine(*read, {});
  return std::move(*read);
}

// As the EKS guide prints it.
const std::string kGuide =
    "{\"dashboard\": {\"title\": \"EKS DRA Hybrid Nodes\", \"panels\": ["
    "{\"title\": \"Resource Allocation Latency\", \"targets\": [{\"expr\": \"histogram_quantile(0.95, "
    "dra_allocation_duration_seconds)\"}]},"
    "{\"title\": \"GPU Utilization\", \"targets\": [{\"expr\": "
    "\"avg(dra_resource_utilization_ratio{resource_type=\\\"gpu\\\"})\"}]}]}}";

}  // namespace

class ReadTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theGuidesDashboard() {
    const Dashboard board = readOrFail(kGuide);
    QCOMPARE(board.title, std::string("EKS DRA Hybrid Nodes"));
    QCOMPARE(board.panels.size(), std::size_t{2});
    QCOMPARE(board.panels[0].kind, PanelKind::timeSeries);
    QCOMPARE(board.panels[1].box.x, 12);
    QCOMPARE(board.panels[0].targets[0].verdict.word(), std::string_view("invalid"));
    QCOMPARE(board.panels[0].targets[0].asked(),
             std::string("histogram_quantile(0.95, sum by (le) (rate(dra_allocation_duration_seconds_bucket[5m])))"));
    QVERIFY(board.panels[0].drawable() && board.panels[1].drawable());
    QCOMPARE(summary(board), std::string("1 of 2 queries is invalid, with a corrected form; both panels can be drawn"));
  }

  void aCurrentExport() {
    const Dashboard board = readOrFail(
        "{\"meta\":{\"slug\":\"x\"},\"dashboard\":{\"title\":\"GPU\",\"uid\":\"u1\",\"schemaVersion\":39,\"time\":{\"from\":"
        "\"now-6h\",\"to\":\"now\"},"
        "\"templating\":{\"list\":[{\"name\":\"ds\",\"type\":\"datasource\",\"query\":\"prometheus\"},"
        "{\"name\":\"node\",\"type\":\"query\",\"query\":{\"query\":\"label_values(up, "
        "node)\"},\"current\":{\"value\":[\"$__all\"]},\"includeAll\":true},"
        "{\"name\":\"window\",\"type\":\"interval\",\"query\":\"1m,5m\",\"current\":{\"value\":\"5m\"}},"
        "{\"name\":\"q\",\"type\":\"custom\",\"query\":\"p50 : 0.5, p95 : 0.95\"}]},"
        "\"panels\":[{\"type\":\"row\",\"title\":\"Nodes\",\"collapsed\":true,\"panels\":["
        "{\"id\":2,\"type\":\"stat\",\"title\":\"Busy\",\"gridPos\":{\"h\":4,\"w\":6,\"x\":0,\"y\":1},\"datasource\":{\"type\":"
        "\"prometheus\",\"uid\":\"${ds}\"},"
        "\"fieldConfig\":{\"defaults\":{\"unit\":\"percent\",\"decimals\":1,\"min\":0,\"max\":100,\"thresholds\":{\"steps\":[{"
        "\"color\":\"green\",\"value\":null},"
        "{\"color\":\"red\",\"value\":90}]}}},\"options\":{\"reduceOptions\":{\"calcs\":[\"mean\"]}},"
        "\"targets\":[{\"refId\":\"A\",\"expr\":\"avg(DCGM_FI_DEV_GPU_UTIL{Hostname=~\\\"$node\\\"})\",\"legendFormat\":\"{{"
        "Hostname}}\",\"instant\":true}]}]},"
        "{\"type\":\"geomap\",\"title\":\"Map\",\"gridPos\":{\"h\":4,\"w\":6,\"x\":6,\"y\":0},\"targets\":[{\"expr\":\"up\"}]},"
        "{\"type\":\"logs\",\"title\":\"Logs\",\"gridPos\":{\"h\":4,\"w\":6,\"x\":6,\"y\":9},\"datasource\":{\"type\":\"loki\"},"
        "\"targets\":[{\"expr\":\"{app=\\\"x\\\"}\"}]},"
        "{\"type\":\"timeseries\",\"title\":\"Mixed\",\"gridPos\":{\"h\":4,\"w\":6,\"x\":12,\"y\":9},\"transformations\":[{"
        "\"id\":\"organize\"}],\"repeat\":\"node\","
        "\"targets\":[{\"refId\":\"A\",\"expr\":\"rate(http_requests_total[$window])\"},{\"refId\":\"B\",\"datasource\":{"
        "\"type\":\"__expr__\"},\"type\":\"math\"}]}]}}");
    QCOMPARE(board.rangeMs, std::int64_t{6} * 3'600'000);
    QCOMPARE(board.variables.size(), std::size_t{4});
    QCOMPARE(board.variables[1].values, std::vector<std::string>{".*"});
    QCOMPARE(board.variables[3].values, std::vector<std::string>{"0.5"});
    QCOMPARE(board.panels.size(), std::size_t{4});
    QCOMPARE(board.panels[0].title, std::string("Map"));
    QVERIFY(!board.panels[0].drawable());
    QVERIFY(board.panels[0].notes[0].find("geomap") != std::string::npos);
    const Panel& busy = board.panels[1];
    QCOMPARE(busy.row, std::string("Nodes"));
    QCOMPARE(busy.kind, PanelKind::stat);
    QCOMPARE(busy.unit, std::string("percent"));
    QCOMPARE(busy.reduce, std::string("mean"));
    QCOMPARE(busy.thresholds.size(), std::size_t{2});
    QVERIFY(busy.targets[0].instant);
    QVERIFY(busy.targets[0].verdict.valid());
    QVERIFY(!board.panels[2].targets[0].asksPrometheus());
    QCOMPARE(board.panels[2].targets[0].foreign, std::string("loki"));
    QCOMPARE(board.panels[3].targets[1].foreign, std::string("Grafana expression math"));
    QCOMPARE(board.panels[3].notes.size(), std::size_t{2});
    QCOMPARE(legendOf(busy.targets[0], {{"Hostname", "gpu-1"}}), std::string("gpu-1"));
    QCOMPARE(legendOf(board.panels[3].targets[0], {{"__name__", "x"}, {"job", "a"}, {"node", "b"}}),
             std::string("job=a, node=b"));
  }

  void rowsOfOldFiles() {
    const Dashboard board = readOrFail(
        "{\"title\":\"Old\",\"schemaVersion\":14,\"rows\":[{\"title\":\"First\",\"height\":\"250px\",\"panels\":["
        "{\"type\":\"graph\",\"title\":\"A\",\"span\":8,\"stack\":true,\"yaxes\":[{\"format\":\"s\"}],\"targets\":[{\"expr\":"
        "\"up\"}]},"
        "{\"type\":\"singlestat\",\"title\":\"B\",\"span\":4,\"format\":\"bytes\",\"valueName\":\"avg\",\"targets\":[{\"expr\":"
        "\"up\"}]}]},"
        "{\"panels\":[{\"type\":\"text\",\"title\":\"C\",\"content\":\"hello\"}]}]}");
    QCOMPARE(board.panels.size(), std::size_t{3});
    QCOMPARE(board.panels[0].box.width, 16);
    QCOMPARE(board.panels[1].box.x, 16);
    QCOMPARE(board.panels[0].unit, std::string("s"));
    QVERIFY(board.panels[0].stacked);
    QCOMPARE(board.panels[1].reduce, std::string("mean"));
    QCOMPARE(board.panels[2].text, std::string("hello"));
    QVERIFY(board.panels[2].drawable());
  }

  void otherWrappings() {
    const std::string inner =
        "{\"title\":\"T\",\"panels\":[{\"title\":\"P\",\"type\":\"gauge\",\"targets\":[{\"expr\":\"up\"}]}]}";
    QCOMPARE(
        readOrFail("{\"apiVersion\":\"dashboard.grafana.app/v1\",\"kind\":\"Dashboard\",\"spec\":" + inner + "}").panels.size(),
        std::size_t{1});
    std::string quoted = inner;
    for (std::size_t i = 0; i < quoted.size(); ++i) {
      if (quoted[i] == '"') {
        quoted.insert(i++, "\\");
      }
    }
    QCOMPARE(readOrFail("{\"kind\":\"ConfigMap\",\"data\":{\"x.json\":\"" + quoted + "\"}}").panels.size(), std::size_t{1});
    const Dashboard two = readOrFail(
        "{\"kind\":\"Dashboard\",\"spec\":{\"title\":\"Two\",\"elements\":{\"panel-1\":{\"kind\":\"Panel\",\"spec\":{\"id\":1,"
        "\"title\":\"P\","
        "\"vizConfig\":{\"kind\":\"timeseries\",\"spec\":{\"fieldConfig\":{\"defaults\":{\"unit\":\"s\"}}}},"
        "\"data\":{\"spec\":{\"queries\":[{\"spec\":{\"refId\":\"A\",\"query\":{\"kind\":\"prometheus\",\"spec\":{\"expr\":"
        "\"up\"}}}}]}}}}},"
        "\"layout\":{\"kind\":\"GridLayout\",\"spec\":{\"items\":[{\"spec\":{\"x\":0,\"y\":0,\"width\":24,\"height\":10,"
        "\"element\":{\"name\":\"panel-1\"}}}]}}}}");
    QCOMPARE(two.panels.size(), std::size_t{1});
    QCOMPARE(two.panels[0].box.width, 24);
    QCOMPARE(two.panels[0].unit, std::string("s"));
    QCOMPARE(two.panels[0].targets[0].expression, std::string("up"));
  }

  void libraryPanels() {
    const Dashboard board = readOrFail(
        "{\"title\":\"L\",\"__elements\":{\"e1\":{\"name\":\"Shared\",\"model\":{\"type\":\"stat\",\"title\":\"S\",\"targets\":[{"
        "\"expr\":\"up\"}]}}},"
        "\"panels\":[{\"libraryPanel\":{\"uid\":\"e1\",\"name\":\"Shared\"}},{\"libraryPanel\":{\"uid\":\"gone\",\"name\":"
        "\"Lost\"}}]}");
    QCOMPARE(board.panels[0].kind, PanelKind::stat);
    QVERIFY(!board.panels[1].drawable());
    QVERIFY(board.panels[1].notes[0].find("Lost") != std::string::npos);
  }

  void refusalsSayWhatIsWrong_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("nothing") << QByteArray() << QByteArray("no JSON");
    QTest::newRow("html") << QByteArray("<html>") << QByteArray("no JSON");
    QTest::newRow("list") << QByteArray("[1,2]") << QByteArray("no dashboard");
    QTest::newRow("other object") << QByteArray("{\"kind\":\"Pod\"}") << QByteArray("no dashboard");
    QTest::newRow("cut") << QByteArray("{\"panels\":[{\"title\":\"a\"") << QByteArray("no JSON");
    QTest::newRow("deep") << QByteArray("{\"panels\":") + QByteArray(5'000, '[') + QByteArray(5'000, ']') + "}"
                          << QByteArray("brackets");
    QTest::newRow("large") << QByteArray(static_cast<int>(kMaxBytes) + 1, ' ') << QByteArray("larger");
  }
  void refusalsSayWhatIsWrong() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, word);
    const auto read = readDashboard(text.toStdString(), "f.json");
    QVERIFY(!read);
    QVERIFY2(read.error().message.find(word.toStdString()) != std::string::npos, read.error().message.c_str());
    QVERIFY(read.error().message.starts_with("f.json"));
  }

  void wrongTypesSurpriseNobody() {
    const Dashboard board = readOrFail(
        "{\"title\":7,\"panels\":[null,3,\"x\",{\"title\":{},\"type\":[],\"gridPos\":\"no\",\"targets\":{\"a\":1}},"
        "{\"targets\":[1,{\"expr\":5},{\"expr\":[\"a\"]}],\"gridPos\":{\"x\":-5,\"w\":1e9,\"h\":-1,\"y\":1e30}}],\"templating\":{"
        "\"list\":[1,{\"name\":3}]}}");
    QCOMPARE(board.panels.size(), std::size_t{2});
    QVERIFY(!board.notes.empty());
    for (const Panel& panel : board.panels) {
      QVERIFY(panel.box.x >= 0 && panel.box.x + panel.box.width <= 24 && panel.box.height > 0);
    }
  }

  void manyPanelsAreCutAndCounted() {
    std::string text = "{\"panels\":[{}";
    for (int i = 0; i < 20'000; ++i) {
      text += ",{}";
    }
    const Dashboard board = readOrFail(text + "]}");
    QCOMPARE(board.panels.size(), kMaxPanels);
    QVERIFY(board.notes[0].find("19,501") != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(ReadTest)
#include "read_test.moc"
