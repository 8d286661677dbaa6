// claimscope access: the matrix, what is hidden, the role, and the exit status, against a fake API server.
#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "model/base/json_tree.h"
#include "tests/apiserver/api_server.h"
#include "tests/app/commands/cli.h"

using namespace claimscope;
using apiserver::ApiServer;
using apiserver::Fault;
using kit::Cli;
using kit::CliResult;

namespace {

CliResult access(const ApiServer& server, const QStringList& arguments) {
  Cli cli;
  cli.kubeconfig = cli.home().write("config", server.kubeconfig());
  return cli.run(QStringList{QStringLiteral("access")} + arguments);
}

}  // namespace

class AccessCommandTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void allAllowedIsZero() {
    const ApiServer server;
    const CliResult result = access(server, {});
    QVERIFY2(result.status == 0, (result.out + result.err).c_str());
    QVERIFY(result.out.find("sre-kim") != std::string::npos);
    QVERIFY(result.out.find("Everything that Claimscope reads may be read.") != std::string::npos);
    QCOMPARE(server.count("pods", "list"), std::size_t{0});  // nothing is loaded for it
  }

  void whatIsRefusedIsOneAndSaysWhatIsHidden() {
    ApiServer server;
    server.inject({.fault = Fault::forbidden, .resource = "devicetaintrules"});
    const CliResult result = access(server, {});
    QCOMPARE(result.status, 1);
    QVERIFY(result.out.find("free is ≤, tainted is ≥") != std::string::npos);
    const std::size_t yaml = result.out.find("apiVersion:");
    QVERIFY(yaml != std::string::npos);
    const YAML::Node role = YAML::LoadAll(result.out.substr(yaml)).front();
    QCOMPARE(role["rules"].size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(role["rules"][0]["resources"][0].as<std::string>()), QStringLiteral("devicetaintrules"));
  }

  void jsonAndYaml() {
    ApiServer server;
    server.inject({.fault = Fault::forbidden, .resource = "/api/v1/pods"});
    const CliResult json =
        access(server, {QStringLiteral("-o"), QStringLiteral("json"), QStringLiteral("-n"), QStringLiteral("batch")});
    const nlohmann::json document = nlohmann::json::parse(json.out);
    QCOMPARE(json.status, 0);  // pods may be read in batch
    QCOMPARE(QString::fromStdString(document["namespace"].get<std::string>()), QStringLiteral("batch"));
    QVERIFY(document["readsEverything"].get<bool>());
    bool found = false;
    for (const nlohmann::json& rule : document["rules"]) {
      if (rule["resource"] == "pods" && rule["verb"] == "list") {
        found = true;
        QCOMPARE(rule["cluster"].get<bool>(), false);
        QCOMPARE(rule["inNamespace"].get<bool>(), true);
      }
    }
    QVERIFY(found);
    const CliResult yaml = access(server, {QStringLiteral("-o"), QStringLiteral("yaml")});
    QCOMPARE(yaml.status, 1);
    const std::vector<YAML::Node> documents = YAML::LoadAll(yaml.out);
    QCOMPARE(documents.size(), std::size_t{2});
    QCOMPARE(QString::fromStdString(documents[0]["kind"].as<std::string>()), QStringLiteral("ClusterRole"));
  }

  void whoCannotSignInIsFour() {
    ApiServer server;
    server.inject({.fault = Fault::unauthorized, .resource = "/version"});
    const CliResult result = access(server, {});
    QCOMPARE(result.status, 4);
    QCOMPARE(result.messages(), std::size_t{1});
  }

  void nobodyThereIsThree() {
    std::string kubeconfig;
    {
      const ApiServer server;
      kubeconfig = server.kubeconfig();
    }
    Cli cli;
    cli.kubeconfig = cli.home().write("config", kubeconfig);
    const CliResult result = cli.run({QStringLiteral("access")});
    QCOMPARE(result.status, 3);
    QCOMPARE(result.messages(), std::size_t{1});
  }

  void aServerWithoutReviewsSaysSo() {
    ApiServer server;
    server.inject({.fault = Fault::notFound, .resource = "selfsubjectaccessreviews"});
    const CliResult result = access(server, {});
    QVERIFY(result.status != 0);
    QVERIFY2(result.says("does not answer questions about permissions"), result.err.c_str());
  }

  void filesHaveNoPermissions() {
    Cli cli;
    const std::string file = cli.home().write("n.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n");
    const CliResult result = cli.run({QStringLiteral("access"), QStringLiteral("--file"), QString::fromStdString(file)});
    QVERIFY(result.status != 0);
    QVERIFY2(result.says("files hold objects"), result.err.c_str());
  }
};

QTEST_APPLESS_MAIN(AccessCommandTest)
#include "access_test.moc"
