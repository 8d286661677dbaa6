// AccessReview: questions a few at a time, servers that refuse, lack or garble them, and the real way through a session.
#include <QtTest>
#include <deque>
#include <future>

#include "model/base/access_words.h"
#include "model/base/json_tree.h"
#include "model/kube/access.h"
#include "tests/model/kube/session_rig.h"

using namespace claimscope;
using kube::AccessReview;

namespace {

const std::vector<ApiResource> kKinds = {{"", "v1", "pods", "Pod", true},
                                         {"", "v1", "nodes", "Node", false},
                                         {"resource.k8s.io", "v1", "devicetaintrules", "DeviceTaintRule", false}};

std::string answerOf(bool allowed, const std::string& reason = {}) {
  return nlohmann::json({{"kind", "SelfSubjectAccessReview"}, {"status", {{"allowed", allowed}, {"reason", reason}}}}).dump();
}

struct Asked {
  std::string path;
  nlohmann::json body;
  std::function<void(Result<std::string>)> done;
};

/// A server whose answers wait until the test gives them.
class Script {
 public:
  [[nodiscard]] AccessReview::Post post() {
    return [this](const std::string& path, std::string body, std::function<void(Result<std::string>)> done) {
      waiting.push_back({path, nlohmann::json::parse(body), std::move(done)});
      ++total;
      most = std::max(most, waiting.size());
    };
  }
  /// Answers until nothing is asked any more.
  void run(const std::function<Result<std::string>(const Asked&)>& answer) {
    while (!waiting.empty()) {
      const Asked asked = waiting.front();
      waiting.pop_front();
      asked.done(answer(asked));
    }
  }
  std::deque<Asked> waiting;
  std::size_t total = 0;
  std::size_t most = 0;
};

Result<std::string> missing() {
  return fail(Error{ErrorCode::notFound, "POST: the server could not find the requested resource", {}, {}, 404});
}

bool isWho(const Asked& asked) {
  return asked.path.find("selfsubjectreviews") != std::string::npos;
}

std::string attribute(const Asked& asked, const char* name) {
  const nlohmann::json spec = asked.body.value("spec", nlohmann::json::object());
  return spec.value("resourceAttributes", nlohmann::json::object()).value(name, std::string());
}

AccessReport ask(Script& script, const std::function<Result<std::string>(const Asked&)>& answer) {
  const ManualClock clock(Time{1'000});
  std::optional<AccessReport> report;
  std::make_shared<AccessReview>(script.post(), clock, kube::accessQuestions(kKinds), "ml")->start([&](AccessReport done) {
    report = std::move(done);
  });
  script.run(answer);
  if (!report) {
    throw std::runtime_error("no report");
  }
  return *report;
}

}  // namespace

class AccessTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyKindIsAskedForReadingAndSomeForWriting() {
    const std::vector<AccessRule> rules = kube::accessQuestions(kKinds);
    QCOMPARE(std::count_if(rules.begin(), rules.end(), isRead), std::ptrdiff_t{9});
    AccessReport report;
    report.rules = rules;
    QVERIFY(report.find("", "pods", "eviction", "create") != nullptr);
    QVERIFY(report.find("", "pods", "log", "get") != nullptr);
    QVERIFY(report.find("", "nodes", "", "patch") != nullptr);
    QVERIFY(report.find("resource.k8s.io", "devicetaintrules", "", "delete") != nullptr);
    QVERIFY(report.find("resource.k8s.io", "resourceclaims", "", "create") == nullptr);  // not served here
  }

  void allAllowedTakesOneQuestionARule() {
    Script script;
    const AccessReport report = ask(script, [](const Asked& asked) -> Result<std::string> {
      return isWho(asked) ? R"({"status":{"userInfo":{"username":"kim","groups":["a","b"]}}})" : answerOf(true);
    });
    QCOMPARE(script.total, report.rules.size() + 1);
    QVERIFY(script.most <= 4);
    QVERIFY(!report.error);
    QCOMPARE(QString::fromStdString(report.user), QStringLiteral("kim"));
    QCOMPARE(report.groups.size(), std::size_t{2});
    QVERIFY(std::all_of(report.rules.begin(), report.rules.end(), [](const AccessRule& rule) {
      return rule.cluster == Permission::allowed && rule.inNamespace == Permission::allowed;
    }));
    QVERIFY(missingReads(report, false).empty());
    QCOMPARE(report.at.ms, std::int64_t{1'000});
  }

  /// What is refused everywhere is asked again for the namespace, but not for kinds outside namespaces.
  void aNamespaceIsAskedForWhatTheClusterRefuses() {
    Script script;
    std::size_t inNamespace = 0;
    const AccessReport report = ask(script, [&](const Asked& asked) -> Result<std::string> {
      inNamespace += attribute(asked, "namespace") == "ml" ? 1U : 0U;
      return isWho(asked) ? missing() : Result<std::string>(answerOf(attribute(asked, "namespace") == "ml", "no RBAC policy"));
    });
    const auto namespaced = static_cast<std::size_t>(std::count_if(report.rules.begin(), report.rules.end(), isNamespaced));
    QCOMPARE(inNamespace, namespaced);
    const AccessRule* pods = report.find("", "pods", "", "list");
    QCOMPARE(pods->cluster, Permission::denied);
    QCOMPARE(pods->inNamespace, Permission::allowed);
    QCOMPARE(QString::fromStdString(pods->reason), QStringLiteral("no RBAC policy"));
    QCOMPARE(report.find("", "nodes", "", "list")->inNamespace, Permission::denied);
    QVERIFY(report.user.empty());  // three versions were tried and none is served
    QCOMPARE(script.total, report.rules.size() + namespaced + 3);
  }

  void aServerWithoutTheApiIsAskedOnce() {
    Script script;
    const AccessReport report = ask(script, [](const Asked&) { return missing(); });
    QVERIFY(report.error.has_value());
    QCOMPARE(report.error->code, ErrorCode::notServed);
    QVERIFY(script.total <= 3 + 4);  // who, then those that were on their way
    QVERIFY(std::all_of(report.rules.begin(), report.rules.end(),
                        [](const AccessRule& rule) { return rule.cluster == Permission::unknown; }));
    QCOMPARE(missingReads(report, false).size(), std::size_t{9});  // unknown is not a yes
  }

  void answersThatAreNoneStayUnknown_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("web page") << QByteArray("<html>sign in</html>");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no status") << QByteArray("{}");
    QTest::newRow("allowed is a word") << QByteArray(R"({"status":{"allowed":"true"}})");
    QTest::newRow("status is a list") << QByteArray(R"({"status":[true]})");
    QTest::newRow("deep") << QByteArray(5000, '[');
  }
  void answersThatAreNoneStayUnknown() {
    QFETCH(QByteArray, answer);
    QCOMPARE(kube::readReview(answer.toStdString()).permission, Permission::unknown);
    Script script;
    const AccessReport report = ask(script, [&](const Asked&) -> Result<std::string> { return answer.toStdString(); });
    QVERIFY(report.error.has_value());
    QVERIFY(!report.error->message.empty());
  }

  void aNoKeepsItsReasonAndDeniedWins() {
    const kube::AccessAnswer no =
        kube::readReview(R"({"status":{"allowed":false,"reason":"r","evaluationError":"clusterrole x not found"}})");
    QCOMPARE(no.permission, Permission::denied);
    QCOMPARE(QString::fromStdString(no.reason), QStringLiteral("r; clusterrole x not found"));
    QCOMPARE(kube::readReview(R"({"status":{"allowed":true,"denied":true}})").permission, Permission::denied);
  }

  void aSessionAsksARealServer() {
    kit::SessionRig rig({.scenario = "quiet"}, {Kind::Pod, Kind::DeviceTaintRule, Kind::Node});
    rig.server.inject({.fault = apiserver::Fault::forbidden, .resource = "devicetaintrules"});
    rig.server.inject({.fault = apiserver::Fault::forbidden, .resource = "/api/v1/pods"});
    rig.start();
    QVERIFY(rig.untilState(Kind::Node, SourceState::live));
    const SystemClock clock;
    std::promise<AccessReport> promise;
    const auto post = [&](const std::string& path, std::string body, std::function<void(Result<std::string>)> done) {
      rig.session().create(path, std::move(body), std::move(done));
    };
    std::make_shared<AccessReview>(post, clock, kube::accessQuestions(rig.latest()->server.served), "batch")
        ->start([&](AccessReport report) { promise.set_value(std::move(report)); });
    std::future<AccessReport> future = promise.get_future();
    QVERIFY(future.wait_for(std::chrono::seconds(20)) == std::future_status::ready);
    const AccessReport report = future.get();
    QVERIFY2(!report.error, report.error ? report.error->message.c_str() : "");
    QCOMPARE(QString::fromStdString(report.user), QStringLiteral("sre-kim"));
    QCOMPARE(report.find("", "nodes", "", "list")->cluster, Permission::allowed);
    QCOMPARE(report.find("resource.k8s.io", "devicetaintrules", "", "list")->cluster, Permission::denied);
    QCOMPARE(report.find("", "pods", "", "list")->cluster, Permission::denied);
    QCOMPARE(report.find("", "pods", "", "list")->inNamespace, Permission::allowed);
    QVERIFY(rig.server.count("selfsubjectaccessreviews", "create") > report.rules.size());
  }
};

QTEST_APPLESS_MAIN(AccessTest)
#include "access_test.moc"
