// The lane alone: single requests against the fake API server, their answers and their errors in words.
#include <QtTest>
#include <nlohmann/json.hpp>

#include "model/kube/lane.h"
#include "tests/apiserver/api_server.h"
#include "tests/kit/wait.h"
#include "tests/model/kube/session_rig.h"

using namespace claimscope;
using apiserver::Fault;

namespace {

class Requester {
 public:
  explicit Requester(const apiserver::ApiServer& server) : m_lane(kit::connectionOf(server.kubeconfig()), "test", 5000, {}) {}

  kube::Response get(kube::Request request) {
    auto identity = std::make_shared<kube::Identity>();
    identity->headers.push_back("Authorization: Bearer fake-api-server-token");
    request.identity = identity;
    std::mutex mutex;
    std::optional<kube::Response> answer;
    request.onDone = [&](kube::Response response) {
      const std::lock_guard lock(mutex);
      answer = std::move(response);
    };
    m_lane.submit(std::move(request));
    const bool answered = kit::waitUntil([&] {
      const std::lock_guard lock(mutex);
      return answer.has_value();
    });
    if (!answered) {
      throw std::runtime_error("no answer within the deadline");
    }
    return std::move(*answer);
  }

 private:
  kube::Lane m_lane;
};

kube::Request requestOf(const char* path) {
  kube::Request request;
  request.path = path;
  return request;
}

}  // namespace

class LaneTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void compressedAnswersAreTheSame() {
    apiserver::ApiServer server({.scenario = "eks-hybrid"});
    Requester requester(server);
    kube::Request plain = requestOf("/api/v1/pods");
    kube::Request zipped = plain;
    zipped.compressed = true;
    const kube::Response first = requester.get(plain);
    const kube::Response second = requester.get(zipped);
    QCOMPARE(first.status, 200);
    QVERIFY(first.body.size() > (128U << 10U));
    QVERIFY(first.body == second.body);
    QCOMPARE(server.seen().at(1).headers.at("accept-encoding"), std::string("gzip"));
  }

  void aPostAsksForAccess() {
    apiserver::ApiServer server;
    Requester requester(server);
    server.inject({.fault = Fault::forbidden, .resource = "nodes", .verb = "list"});
    kube::Request request = requestOf("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews");
    request.method = "POST";
    for (const bool allowed : {true, false}) {
      const nlohmann::json body = {
          {"spec", {{"resourceAttributes", {{"verb", "patch"}, {"resource", allowed ? "pods" : "nodes"}}}}}};
      request.body = body.dump();
      const kube::Response response = requester.get(request);
      QCOMPARE(response.status, 201);
      QCOMPARE(nlohmann::json::parse(response.body).at("status").at("allowed").get<bool>(), allowed);
    }
  }

  void errorsAreInWords_data() {
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, Fault fault, ErrorCode code, const char* words) {
      QTest::newRow(name) << static_cast<int>(fault) << static_cast<int>(code) << QByteArray(words);
    };
    row("401", Fault::unauthorized, ErrorCode::unauthenticated, "does not accept these credentials");
    row("403", Fault::forbidden, ErrorCode::forbidden, "cannot get resource");
    row("410", Fault::expired, ErrorCode::expired, "too old");
    row("429", Fault::tooManyRequests, ErrorCode::throttled, "slow down");
    row("500", Fault::serverError, ErrorCode::serverError, "etcdserver");
    row("503 page", Fault::htmlError, ErrorCode::serverError, "web page");
    row("reset", Fault::drop, ErrorCode::unreachable, "broke in the middle");
    row("junk", Fault::junk, ErrorCode::unreachable, "does not speak HTTP");
  }
  void errorsAreInWords() {
    QFETCH(int, fault);
    QFETCH(int, code);
    QFETCH(QByteArray, words);
    apiserver::ApiServer server;
    server.inject({.fault = static_cast<Fault>(fault), .resource = "/version"});
    const kube::Response response = Requester(server).get(requestOf("/version"));
    QVERIFY(response.error.has_value());
    QCOMPARE(static_cast<int>(response.error->code), code);
    QVERIFY2(response.error->message.find(words.toStdString()) != std::string::npos, response.error->message.c_str());
    QVERIFY2(!response.error->fix.empty() || response.error->code == ErrorCode::forbidden, response.error->message.c_str());
  }

  void silenceEndsAndSlownessDoesNot() {
    apiserver::ApiServer server;
    Requester requester(server);
    server.inject({.fault = Fault::slow, .resource = "pods", .times = 1});
    server.inject({.fault = Fault::silence, .resource = "nodes", .times = 1});
    kube::Request slow = requestOf("/api/v1/pods");
    slow.timeoutMs = 1000;
    QCOMPARE(requester.get(slow).status, 200);
    kube::Request silent = requestOf("/api/v1/nodes");
    silent.timeoutMs = 1000;
    const kube::Response response = requester.get(silent);
    QVERIFY(response.error.has_value());
    QCOMPARE(response.error->code, ErrorCode::unreachable);
  }

  void whatIsCancelledOrClosedIsNeverHeardOf() {
    apiserver::ApiServer server;
    std::atomic<int> heard{0};
    kube::Lane lane(kit::connectionOf(server.kubeconfig()), "test", 5000, {});
    server.inject({.fault = Fault::silence, .resource = "/version"});
    kube::Request request = requestOf("/version");
    request.identity = std::make_shared<kube::Identity>(kube::Identity{{"Authorization: Bearer fake-api-server-token"}, {}, {}});
    request.onDone = [&](kube::Response) { ++heard; };
    const kube::RequestId first = lane.submit(request);
    lane.submit(request);
    QVERIFY(kit::waitUntil([&] { return server.seen().size() == 2; }));
    lane.cancel(first);
    lane.close();
    lane.submit(request);
    lane.after(0, [&] { ++heard; });
    QCOMPARE(heard.load(), 0);
  }
};

QTEST_GUILESS_MAIN(LaneTest)
#include "lane_test.moc"
