// Logs of pods from every source: over a server, its refusals in words, a log that is too long, the demo, files. Test thread.
#include <QtTest>
#include <future>

#include "app/source/live.h"
#include "app/source/pod_logs.h"
#include "tests/apiserver/api_server.h"
#include "tests/kit/temporary_folder.h"

using namespace claimscope;

namespace {

std::unique_ptr<app::Source> opened(const app::SourceOptions& options) {
  auto source = app::openSource(options);
  if (!source) {
    throw std::runtime_error(source.error().text());
  }
  return std::move(*source);
}

Result<PodLog> logOf(app::Live& live, const PodLogRequest& request) {
  const auto promise = std::make_shared<std::promise<Result<PodLog>>>();
  std::future<Result<PodLog>> future = promise->get_future();
  live.source().fetchLog(request, [promise](Result<PodLog> log) { promise->set_value(std::move(log)); });
  if (future.wait_for(std::chrono::seconds(20)) != std::future_status::ready) {
    throw std::runtime_error("no answer");
  }
  return future.get();
}

/// The driver's pod on a node of the demo.
PodLogRequest driverOn(const cluster::Snapshot& snapshot, const std::string& node) {
  PodLogRequest out;
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    if (pod.nodeName == node && pod.meta.name.view().starts_with("dra-driver")) {
      out.namespaceName = pod.meta.namespaceName.str();
      out.pod = pod.meta.name.str();
    }
  });
  return out;
}

Error refusal(int status, const std::string& message, bool previous = false) {
  PodLogRequest request;
  request.namespaceName = "kube-system";
  request.pod = "x";
  request.container = "c";
  request.previous = previous;
  const auto log =
      app::podLogOf(request, status, R"({"kind":"Status","message":")" + message + R"(","code":)" + std::to_string(status) + "}");
  return log ? Error{} : log.error();
}

}  // namespace

class LogsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aServerIsAskedForTheLastLines() {
    apiserver::ApiServer server({.scenario = "eks-hybrid"});
    const kit::TemporaryFolder folder;
    app::SourceOptions options;
    options.environment["KUBECONFIG"] = folder.write("config", server.kubeconfig());
    app::Live live(opened(options), nullptr);
    live.start();
    QVERIFY(live.waitSettled({Kind::Pod}, 20'000));
    PodLogRequest request = driverOn(*live.flushed(), "cpu-node-6");
    const Result<PodLog> log = logOf(live, request);
    QVERIFY2(log.has_value(), log ? "" : log.error().text().c_str());
    QVERIFY(log->bytes.find("failed registration process") != std::string::npos);
    QVERIFY(!log->cut);
    const auto seen = server.seen();
    const auto asked = std::find_if(seen.rbegin(), seen.rend(), [](const auto& one) { return one.resource == "pods/log"; });
    QVERIFY(asked != seen.rend());
    QCOMPARE(asked->query.at("tailLines"), std::string("200"));
    QCOMPARE(asked->query.at("timestamps"), std::string("true"));

    // What does not fit is asked for again, with fewer lines: the newest are those that matter.
    request.limitBytes = 1500;
    const Result<PodLog> cut = logOf(live, request);
    QVERIFY(cut.has_value() && cut->cut && cut->bytes.size() <= 1500);
    QCOMPARE(cut->tailLines, std::int64_t{20});
    request.tailLines = 3;
    const Result<PodLog> few = logOf(live, request);
    QVERIFY(few.has_value() && !few->cut);
    QCOMPARE(std::count(few->bytes.begin(), few->bytes.end(), '\n'), 3);

    request.previous = true;
    const Result<PodLog> none = logOf(live, request);
    QVERIFY(!none && none.error().message.find("no previous log") != std::string::npos);
    request.previous = false;
    request.pod = "gone-1";
    const Result<PodLog> gone = logOf(live, request);
    QVERIFY(!gone && gone.error().code == ErrorCode::notFound && !gone.error().fix.empty());
    server.inject({.fault = apiserver::Fault::forbidden, .resource = "pods/log"});
    const Result<PodLog> refused = logOf(live, request);
    QVERIFY(!refused && refused.error().code == ErrorCode::forbidden);
    QVERIFY2(refused.error().fix.find("--resource=pods/log") != std::string::npos, refused.error().text().c_str());
  }

  void refusalsAreExplained_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("says");
    QTest::newRow("waiting") << 400 << "container c in pod x is waiting to start: ContainerCreating"
                             << "has not started";
    QTest::newRow("previous") << 400 << "previous terminated container c in pod x not found"
                              << "no previous log";
    QTest::newRow("several") << 400 << "a container name must be specified for pod x, choose one of: [a b]"
                             << "several containers";
    QTest::newRow("kubelet") << 500 << "Get https://10.0.0.1:10250/containerLogs/x: dial tcp 10.0.0.1:10250: i/o timeout"
                             << "does not reach the kubelet";
    QTest::newRow("tunnel") << 503 << "No agent available"
                            << "does not reach the kubelet";
    QTest::newRow("other") << 500 << "etcd is away"
                           << "etcd is away";
  }
  void refusalsAreExplained() {
    QFETCH(int, status);
    QFETCH(QString, message);
    QFETCH(QString, says);
    const Error error = refusal(status, message.toStdString());
    QVERIFY2(error.message.find(says.toStdString()) != std::string::npos, error.message.c_str());
    QVERIFY(!error.fix.empty());
  }

  void namesCannotLeaveThePath() {
    PodLogRequest request;
    request.namespaceName = "a/../b";
    request.pod = "x?y&z";
    request.container = "c&previous=true";
    const std::string path = app::podLogPath(request);
    QVERIFY2(path.find("/namespaces/a%2F..%2Fb/pods/x%3Fy%26z/log?") != std::string::npos, path.c_str());
    QVERIFY(path.find("&previous") == std::string::npos);
  }

  void theDemoHasLogsAndFilesHaveNone() {
    app::SourceOptions demo;
    demo.demo = true;
    demo.speed = 0;
    app::Live live(opened(demo), nullptr);
    live.start();
    QVERIFY(live.waitSettled({Kind::Pod}, 20'000));
    const PodLogRequest request = driverOn(*live.flushed(), "gpu-node-6");
    const Result<PodLog> log = logOf(live, request);
    QVERIFY(log.has_value() && log->bytes.find("XID 79") != std::string::npos);
    QVERIFY(logOf(live, request)->bytes == log->bytes);

    const kit::TemporaryFolder folder;
    app::SourceOptions files;
    files.files = {folder.write("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: one\n  namespace: team\n")};
    app::Live read(opened(files), nullptr);
    read.start();
    const Result<PodLog> none = logOf(read, {.namespaceName = "team", .pod = "one", .container = {}});
    QVERIFY(!none && none.error().message.find("a file has no logs") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(LogsTest)
#include "logs_test.moc"
