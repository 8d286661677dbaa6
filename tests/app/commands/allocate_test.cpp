// claimscope allocate --cases as other programs use it: one JSON object a line in, one out, and clear words for what is wrong.
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "tests/app/commands/cli.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using kit::Cli;
using kit::CliResult;
using kit::jsonText;

namespace {

const char* const kNode = "'node':{'metadata':{'name':'n1'}}";
const char* const kClass = "{'apiVersion':'resource.k8s.io/v1','kind':'DeviceClass','metadata':{'name':'c'},'spec':{}}";
const char* const kClaim =
    "{'apiVersion':'resource.k8s.io/"
    "v1','kind':'ResourceClaim','metadata':{'namespace':'ns','name':'w'},'spec':{'devices':{'requests':["
    "{'name':'r','exactly':{'deviceClassName':'c','allocationMode':'ExactCount','count':1}}]}}}";

std::string slice(const std::string& device = "{'name':'d0'}") {
  return "{'apiVersion':'resource.k8s.io/"
         "v1','kind':'ResourceSlice','metadata':{'name':'s'},'spec':{'driver':'a','pool':{'name':'p','generation':1,"
         "'resourceSliceCount':1},'nodeName':'n1','devices':[" +
         device + "]}}";
}

std::string line(const std::string& objects, const std::string& more = "", const std::string& claims = "'ns/w'") {
  return jsonText("{'id':'x'," + std::string(kNode) + ",'objects':[" + objects + "],'claims':[" + claims + "]" + more + "}\n");
}

CliResult ask(const std::string& input) {
  return Cli().run({QStringLiteral("allocate"), QStringLiteral("--cases"), QStringLiteral("-")}, input);
}

QJsonObject answer(const std::string& input) {
  return QJsonDocument::fromJson(QByteArray::fromStdString(ask(input).out)).object();
}

std::string objects(const std::string& first) {
  return first + "," + kClass + "," + kClaim;
}

}  // namespace

class AllocateTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void oneLineInOneLineOut() {
    const CliResult result = ask(line(objects(slice())) + "\n" + line(objects(slice("{'name':'d1'}"))));
    QCOMPARE(result.status, 0);
    QCOMPARE(QString::fromStdString(result.err), QString());
    QCOMPARE(QString::fromStdString(result.out),
             QString::fromStdString(jsonText("{'id':'x','outcome':'allocated','allocations':{'ns/"
                                             "w':{'devices':{'results':[{'request':'r','driver':'a','pool':'p','device':'d0'}]},"
                                             "'nodeSelector':{'nodeSelectorTerms':[{'matchFields':[{'key':'metadata.name','"
                                             "operator':'In','values':['n1']}]}]}}}}\n"
                                             "{'id':'x','outcome':'allocated','allocations':{'ns/"
                                             "w':{'devices':{'results':[{'request':'r','driver':'a','pool':'p','device':'d1'}]},"
                                             "'nodeSelector':{'nodeSelectorTerms':[{'matchFields':[{'key':'metadata.name','"
                                             "operator':'In','values':['n1']}]}]}}}}\n")));
  }

  void outcomes() {
    QCOMPARE(answer(line(std::string(kClass) + "," + kClaim)).value("outcome").toString(), QStringLiteral("doesNotFit"));
    const QJsonObject missing = answer(line(slice() + "," + kClaim));
    QCOMPARE(missing.value("outcome").toString(), QStringLiteral("error"));
    QVERIFY(missing.value("error").toString().contains("could not retrieve device class c"));
    QVERIFY(!missing.contains("allocations"));
  }

  void otherClaimsHoldTheirDevices() {
    const std::string holder =
        "{'apiVersion':'resource.k8s.io/"
        "v1','kind':'ResourceClaim','metadata':{'namespace':'ns','name':'h'},'status':{'allocation':{'devices':{"
        "'results':[{'request':'r','driver':'a','pool':'p','device':'d0'}]}}}}";
    QCOMPARE(answer(line(objects(slice()) + "," + holder)).value("outcome").toString(), QStringLiteral("doesNotFit"));
  }

  void featuresAndVersions() {
    const std::string tainted = slice("{'name':'d0','taints':[{'key':'k','effect':'NoSchedule'}]}");
    QCOMPARE(answer(line(objects(tainted))).value("outcome").toString(), QStringLiteral("doesNotFit"));
    QCOMPARE(answer(line(objects(tainted), ",'features':{'deviceTaints':false,'somethingNew':true}")).value("outcome").toString(),
             QStringLiteral("allocated"));
    std::string beta = slice("{'name':'d0','basic':{'attributes':{'m':{'int':1}}}}");
    beta.replace(beta.find("/v1'"), 4, "/v1beta1'");
    QCOMPARE(answer(line(objects(beta))).value("outcome").toString(), QStringLiteral("allocated"));
  }

  void classicClaimsDoNotMatter() {
    const std::string classic =
        "{'apiVersion':'resource.k8s.io/"
        "v1alpha2','kind':'ResourceClaim','metadata':{'namespace':'ns','name':'old'},'spec':{'resourceClassName':'x'},"
        "'status':{'driverName':'d','allocation':{'resourceHandles':[{'data':'opaque'}],'shareable':true}}}";
    QCOMPARE(answer(line(objects(slice()) + "," + classic)).value("outcome").toString(), QStringLiteral("allocated"));
  }

  void sharesAndConfiguration() {
    std::string claim = kClaim;
    claim.replace(claim.find("'count':1"), 9, "'count':1,'capacity':{'requests':{'memory':'1024Mi'}}");
    claim.replace(claim.find("]}}}"), 4, "],'config':[{'opaque':{'driver':'a','parameters':{'z':1,'a':[1.50]}}}]}}}");
    const CliResult result =
        ask(line(slice("{'name':'d0','allowMultipleAllocations':true,'capacity':{'memory':{'value':'10Gi'}}}") + "," + kClass +
                 "," + claim));
    QVERIFY2(result.out.find("\"consumedCapacity\":{\"memory\":\"1Gi\"}") != std::string::npos, result.out.c_str());
    QVERIFY2(result.out.find("\"shareID\":\"") != std::string::npos, result.out.c_str());
    QVERIFY2(result.out.find(
                 "\"config\":[{\"source\":\"FromClaim\",\"opaque\":{\"driver\":\"a\",\"parameters\":{\"z\":1,\"a\":[1.50]}}}]") !=
                 std::string::npos,
             result.out.c_str());
  }

  void malformedLines_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("words");
    const auto bytes = [](const std::string& text) { return QByteArray::fromStdString(text); };
    QTest::newRow("no JSON") << QByteArray("hello\n") << QByteArray("line 1: ");
    QTest::newRow("cut") << bytes(jsonText("{'id':'x','node':{")) << QByteArray("line 1: ");
    QTest::newRow("list") << QByteArray("[1]\n") << QByteArray("line 1: ");
    QTest::newRow("two values") << QByteArray("{} {}\n") << QByteArray("line 1: ");
    QTest::newRow("second line") << bytes("\n" + jsonText("{'id':1}")) << QByteArray("line 2: node is missing");
    QTest::newRow("no kind") << bytes(line("{'metadata':{}}")) << QByteArray("objects.[0] has no apiVersion or kind");
    QTest::newRow("wrong field") << bytes(line(slice("{'name':5}"))) << QByteArray("spec.devices.[0].name");
    QTest::newRow("unknown claim") << bytes(line(slice(), "", "'ns/other'")) << QByteArray("claims.[0] is \"ns/other\"");
    QTest::newRow("wrong feature") << bytes(line(slice(), ",'features':{'adminAccess':'yes'}"))
                                   << QByteArray("features.adminAccess");
    QTest::newRow("deep") << bytes("{\"node\":" + std::string(200, '[') + std::string(200, ']') + "}") << QByteArray("line 1: ");
  }
  void malformedLines() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, words);
    const CliResult result = ask(text.toStdString());
    QCOMPARE(result.status, 2);
    QCOMPARE(result.messages(), std::size_t{1});
    QVERIFY2(result.says(words.toStdString()), result.err.c_str());
  }

  void answersBeforeABadLineArePrinted() {
    const CliResult result = ask(line(objects(slice())) + "{\n" + line(objects(slice())));
    QCOMPARE(result.status, 2);
    QCOMPARE(std::count(result.out.begin(), result.out.end(), '\n'), 1);
    QVERIFY(result.says("line 2"));
  }

  void missingFile() {
    const CliResult result =
        Cli().run({QStringLiteral("allocate"), QStringLiteral("--cases"), QStringLiteral("/nowhere/cases.jsonl")});
    QCOMPARE(result.status, 2);
    QVERIFY(result.says("/nowhere/cases.jsonl cannot be opened"));
  }
};

QTEST_GUILESS_MAIN(AllocateTest)
#include "allocate_test.moc"
