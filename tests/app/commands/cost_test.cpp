// claimscope cost as a user runs it: shapes of its answers, own prices, exit status, what hostile names do to a spreadsheet. Test
// thread.
#include <QtTest>

#include "model/base/json_tree.h"
#include "tests/app/commands/cli.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using kit::Cli;
using kit::CliResult;
using kit::words;
using Json = nlohmann::json;

namespace {

std::string costCluster(const std::string& owner = "train") {
  return kit::jsonText(
      "{'kind':'List','apiVersion':'v1','items':["
      "{'apiVersion':'v1','kind':'Node','metadata':{'name':'n1','uid':'u-n','creationTimestamp':'2026-11-01T00:00:00Z','labels':"
      "{'node.kubernetes.io/instance-type':'g5.xlarge'}},'status':{'conditions':[{'type':'Ready','status':'True'}]}},"
      "{'apiVersion':'resource.k8s.io/v1','kind':'ResourceSlice','metadata':{'name':'s','uid':'u-s'},'spec':{'driver':"
      "'gpu.example.com','nodeName':'n1','pool':{'name':'n1','generation':1,'resourceSliceCount':1},'devices':[{'name':'gpu-0'}]}"
      "},"
      "{'apiVersion':'resource.k8s.io/v1','kind':'ResourceClaim','metadata':{'name':'c','namespace':'ml','uid':'u-c',"
      "'creationTimestamp':'2026-11-24T08:00:00Z'},'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'gpu',"
      "'allocationMode':'ExactCount','count':1}}]}},'status':{'allocation':{'allocationTimestamp':'2026-11-24T08:00:00Z','"
      "devices':"
      "{'results':[{'request':'r','driver':'gpu.example.com','pool':'n1','device':'gpu-0'}]}},'reservedFor':[{'resource':'pods','"
      "name':"
      "'p','uid':'u-p'}]}},"
      "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p','namespace':'ml','uid':'u-p','creationTimestamp':'2026-11-24T08:00:"
      "00Z',"
      "'ownerReferences':[{'apiVersion':'batch/v1','kind':'Job','name':'" +
      owner +
      "','uid':'u-j','controller':true}]},'spec':{'nodeName':'n1','containers':[{'name':'c'}],'resourceClaims':[{'name':'g',"
      "'resourceClaimName':'c'}]},'status':{'phase':'Running'}}]}");
}

const char* const kAt = "cost --file - --at 2026-11-24T10:00:00Z ";

QStringList of(const char* more) {
  return words(kAt).mid(0, 5) + words(more);
}

}  // namespace

class CostCommandTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void jsonOfAFile() {
    const CliResult result = Cli().run(of("--since 1h -o json"), costCluster());
    QCOMPARE(result.status, 0);
    const Json out = Json::parse(result.out);
    QCOMPARE(out["gpus"].get<double>(), 1.0);
    QCOMPARE(out["hours"]["value"].get<double>(), 1.0);
    QVERIFY(std::abs(out["money"]["value"].get<double>() - 1.006) < 1e-9);
    QVERIFY(out["parts"]["idle"]["hours"]["value"].is_null());
    QCOMPARE(out["parts"]["unmeasured"]["gpus"].get<double>(), 1.0);
    QCOMPARE(out["groups"][0]["name"].get<std::string>(), std::string("ml"));
    QCOMPARE(out["prices"]["types"][0]["rate"]["bound"].get<std::string>(), std::string("exact"));
    QCOMPARE(out["drains"]["offers"][0]["clean"].get<bool>(), false);
  }

  void byEverything() {
    for (const char* by : {"pool", "namespace", "owner", "class", "node", "namespace,class"}) {
      const CliResult result = Cli().run(of("--since 1h -o json --by") + QStringList{QString::fromLatin1(by)}, costCluster());
      QCOMPARE(result.status, 0);
      QCOMPARE(Json::parse(result.out)["by"].get<std::string>(), std::string(by));
    }
    QCOMPARE(Cli().run(of("--by colour"), costCluster()).status, 2);
    QCOMPARE(Cli().run(of("--since soon"), costCluster()).status, 2);
    QCOMPARE(Cli().run(of("--since 9000h0m0s1x"), costCluster()).status, 2);
  }

  void ownPrices() {
    const Cli cli;
    const std::string path = (cli.home().path() / "prices.yaml").string();
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("currency: EUR\nprices: {g5.xlarge: 10}\n");
    file.close();
    const CliResult result =
        cli.run(of("--since 1h -o json --prices") + QStringList{QString::fromStdString(path)}, costCluster());
    QCOMPARE(result.status, 0);
    const Json out = Json::parse(result.out);
    QCOMPARE(out["money"]["value"].get<double>(), 10.0);
    QCOMPARE(out["currency"].get<std::string>(), std::string("EUR"));
    QCOMPARE(out["prices"]["source"].get<std::string>(), std::string("prices.yaml"));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("prices: {g5.xlarge: free}\n");
    file.close();
    const CliResult bad = cli.run(of("--prices") + QStringList{QString::fromStdString(path)}, costCluster());
    QCOMPARE(bad.status, 2);
    QVERIFY(bad.says("g5.xlarge"));
    QCOMPARE(cli.run(of("--prices /nowhere.yaml"), costCluster()).status, 2);
  }

  void csvIsHarmless() {
    const CliResult result = Cli().run(of("--since 1h --by owner -o csv"), costCluster("=cmd()"));
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.rfind("name,detail,", 0) == 0);
    QVERIFY2(result.out.find("\nJob/=cmd()") != std::string::npos, result.out.c_str());
    const CliResult text = Cli().run(of("--since 1h -o md"), costCluster());
    QVERIFY(text.holds("## Where"));
  }

  void theDemo() {
    const CliResult result = Cli().run(words("cost --demo --since 24h"));
    QCOMPARE(result.status, 0);
    QVERIFY(result.holds("Nodes that could be drained"));
    QVERIFY(result.holds("g5.48xlarge $16.29"));
  }
};

QTEST_APPLESS_MAIN(CostCommandTest)
#include "cost_test.moc"
