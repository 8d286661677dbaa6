// What answers of a server are read as: pages, refusals, policies, leases, health, gates, and documents that are none.
#include <QtTest>

#include "app/source/file_answers.h"
#include "app/source/surveyor.h"
#include "model/survey/questions.h"
#include "tests/model/diagnosis/scene.h"
#include "tests/model/survey/surveyed.h"

using namespace claimscope;
using namespace claimscope::survey;

class SurveyFactsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void pagesAreFollowedToTheEnd() {
    Answer answer;
    answer.question = {"clusterroles", "/apis/x/clusterroles?limit=500", {}, true};
    QCOMPARE(takePage(answer, kit::jsonText("{'metadata':{'continue':'abc123'},'items':[]}")),
             std::string("/apis/x/clusterroles?limit=500&continue=abc123"));
    QVERIFY(takePage(answer, kit::jsonText("{'metadata':{},'items':[{'metadata':{'name':'a'}}]}")).empty());
    QVERIFY(answer.complete);
    QCOMPARE(answer.pages.size(), std::size_t{2});
  }

  void aListWithoutEndIsCutAndSaysSo() {
    Answer answer;
    answer.question = {"roles", "/r", {}, true};
    std::size_t asked = 0;
    std::string next = "first";
    while (!next.empty()) {
      next = takePage(answer, kit::jsonText("{'metadata':{'continue':'again'},'items':[]}"));
      QVERIFY(++asked < 100);
    }
    QCOMPARE(asked, kMostPages);
    QVERIFY(!answer.complete);
  }

  void aHostileContinueTokenIsNotPutIntoAPath() {
    Answer answer;
    answer.question = {"roles", "/r", {}, true};
    QVERIFY(takePage(answer, "{\"metadata\":{\"continue\":\"a&x=/../secrets\"},\"items\":[]}").empty());
    QVERIFY(!answer.complete);
  }

  void refusalsKeepTheirSort() {
    const std::pair<ErrorCode, Outcome> cases[] = {{ErrorCode::forbidden, Outcome::forbidden},
                                                   {ErrorCode::unauthenticated, Outcome::forbidden},
                                                   {ErrorCode::notFound, Outcome::notServed},
                                                   {ErrorCode::cancelled, Outcome::notAsked},
                                                   {ErrorCode::unreachable, Outcome::failed}};
    for (const auto& [code, outcome] : cases) {
      Answer answer;
      refuse(answer, {code, "it\nsays no", {}, {}, 0});
      QCOMPARE(answer.outcome, outcome);
      QCOMPARE(answer.why, std::string("it says no"));
    }
  }

  void whatIsNoListIsNotEmpty() {
    for (const char* text : {"not json", "[]", "{'kind':'Status'}", "{'items':7}"}) {
      Surveyed surveyed;
      surveyed.document("networkpolicies", text);
      const Facts facts = surveyed.facts();
      QCOMPARE(facts.policies.outcome, Outcome::failed);
      QVERIFY(!facts.policies.why.empty());
    }
    std::string deep = "{\"items\":";
    for (int i = 0; i < 100'000; ++i) {
      deep += "[";
    }
    QCOMPARE(Surveyed().plain("networkpolicies", deep).facts().policies.outcome, Outcome::failed);
  }

  void nobodyAskedIsNotEmptyEither() {
    const Facts facts = readFacts(Survey{});
    QCOMPARE(facts.policies.outcome, Outcome::notAsked);
    QVERIFY(!facts.clusterRoles.known() && !facts.livez.known() && facts.leases.empty());
  }

  void policyDefaultsAreTheServers() {
    const Facts facts =
        Surveyed()
            .list("networkpolicies",
                  {"{'metadata':{'name':'a','namespace':'ml'},'spec':{'podSelector':{}}}",
                   "{'metadata':{'name':'b','namespace':'ml'},'spec':{'podSelector':{},'egress':[{}]}}",
                   "{'metadata':{'name':'c','namespace':'ml'},'spec':{'podSelector':{},'policyTypes':['Egress']}}"})
            .facts();
    QCOMPARE(facts.policies.value.size(), std::size_t{3});
    QVERIFY(facts.policies.value[0].ingress && !facts.policies.value[0].egress);
    QVERIFY(facts.policies.value[1].ingress && facts.policies.value[1].egress);
    QVERIFY(!facts.policies.value[2].ingress && facts.policies.value[2].egress);
  }

  void dnsIsPort53OfTheClustersDns_data() {
    QTest::addColumn<QString>("rule");
    QTest::addColumn<bool>("open");
    QTest::newRow("everything") << "{}" << true;
    QTest::newRow("port 53 to everybody") << "{'ports':[{'protocol':'UDP','port':53}]}" << true;
    QTest::newRow("a range around it") << "{'ports':[{'port':1,'endPort':100}]}" << true;
    QTest::newRow("another port") << "{'ports':[{'port':443}]}" << false;
    QTest::newRow("own namespace alone") << "{'to':[{'podSelector':{}}]}" << false;
    QTest::newRow("kube-system by its name")
        << "{'to':[{'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'kube-system'}}}]}" << true;
    QTest::newRow("a label nobody has") << "{'to':[{'namespaceSelector':{'matchLabels':{'name':'ml-workloads'}}}]}" << false;
    QTest::newRow("a CIDR may hold it") << "{'to':[{'ipBlock':{'cidr':'10.0.0.0/8'}}]}" << true;
    QTest::newRow("other pods there") << "{'to':[{'namespaceSelector':{},'podSelector':{'matchLabels':{'app':'web'}}}]}" << false;
  }
  void dnsIsPort53OfTheClustersDns() {
    QFETCH(QString, rule);
    QFETCH(bool, open);
    const Facts facts =
        Surveyed()
            .list("networkpolicies",
                  {"{'metadata':{'name':'a','namespace':'ml'},'spec':{'podSelector':{},'egress':[" + rule.toStdString() + "]}}"})
            .facts();
    std::vector<std::pair<Text, Text>> labels = {{Text("k8s-app"), Text("kube-dns")}};
    const PolicyTarget dns{"kube-system", {}, {labels.begin(), labels.end()}};
    QCOMPARE(admitsDns(facts.policies.value.at(0).egressRules.at(0), "ml", dns), open);
  }

  void leasesAndComponentsAreRead() {
    const Facts facts =
        Surveyed()
            .list("leases/kube-system",
                  {"{'metadata':{'name':'kube-scheduler','namespace':'kube-system'},'spec':{'holderIdentity':'a_1',"
                   "'leaseDurationSeconds':15,'renewTime':'2026-11-24T09:59:58.123456Z'}}"})
            .list("components",
                  {"{'metadata':{'name':'kube-apiserver-cp','labels':{'component':'kube-apiserver'}},'spec':{'nodeName':'cp','"
                   "containers':"
                   "[{'image':'registry.k8s.io/"
                   "kube-apiserver:v1.37.2','command':['kube-apiserver','--feature-gates=A=true,B=false',"
                   "'--secure-port','6443','--flag']}]},'status':{'conditions':[{'type':'Ready','status':'True'}]}}"})
            .facts();
    const Lease& lease = facts.leases.at("kube-system").value.at(0);
    QCOMPARE(lease.durationMs, std::int64_t{15'000});
    QVERIFY(lease.renewed.isSet());
    const ComponentPod& pod = facts.componentPods.value.at(0);
    QCOMPARE(pod.version, std::string("v1.37.2"));
    QCOMPARE(pod.flags.at("feature-gates"), std::string("A=true,B=false"));
    QCOMPARE(pod.flags.at("secure-port"), std::string("6443"));
    QCOMPARE(pod.flags.at("flag"), std::string("true"));
    QVERIFY(pod.ready);
  }

  void healthNamesWhatFails() {
    const Health good = readHealth("[+]ping ok\n[+]etcd ok\nreadyz check passed\n");
    QVERIFY(good.passed);
    QCOMPARE(good.checks.size(), std::size_t{2});
    const Health bad = readHealth("[+]ping ok\n[-]etcd failed: reason withheld\nreadyz check failed\n");
    QVERIFY(!bad.passed);
    QCOMPARE(bad.failed, std::vector<std::string>{"etcd"});
    QVERIFY(!readHealth("<html>").passed);
    QVERIFY(readHealth("ok").passed);
  }

  void gatesAreTheSeriesOfMetrics() {
    const auto gates = readGates(
        "# HELP kubernetes_feature_enabled x\n"
        "kubernetes_feature_enabled{name=\"DRAAdminAccess\",stage=\"\"} 1\n"
        "kubernetes_feature_enabled{name=\"DRAListTypeAttributes\",stage=\"ALPHA\"} 0\n"
        "not_kubernetes_feature_enabled{name=\"X\",stage=\"\"} 1\n"
        "kubernetes_feature_enabled{name=\"Broken");
    QCOMPARE(gates.size(), std::size_t{2});
    QVERIFY(gates[0].enabled && !gates[1].enabled);
    QCOMPARE(gates[1].stage, std::string("ALPHA"));
  }

  void servedVersionsAreKindsWithoutSubresources() {
    const Facts facts = Surveyed()
                            .document("served/v1", "{'resources':[{'name':'resourceclaims'},{'name':'resourceclaims/status'}]}")
                            .refused("served/v1beta1", Outcome::notServed, "404")
                            .facts();
    QCOMPARE(facts.served.at("v1").value, std::vector<std::string>{"resourceclaims"});
    QCOMPARE(facts.served.at("v1beta1").outcome, Outcome::notServed);
  }

  void questionsFollowTheCluster() {
    diagnosis::Scene scene;
    scene.node("n1").slice("n1", 1).claim("c1").add(
        Kind::DaemonSet, "{" + diagnosis::Scene::meta("gpu-example-dra-driver", diagnosis::Scene::inNamespace("drivers")) + "}");
    const auto questions = questionsFor(*scene.snapshot());
    const auto has = [&](const std::string& path) {
      return std::any_of(questions.begin(), questions.end(), [&](const Question& one) { return one.path.starts_with(path); });
    };
    QVERIFY(has("/apis/apps/v1/namespaces/drivers/daemonsets/gpu-example-dra-driver"));
    QVERIFY(has("/apis/coordination.k8s.io/v1/namespaces/drivers/leases"));
    QVERIFY(has("/apis/resource.k8s.io/v1beta1"));
    const auto own = std::find_if(questions.begin(), questions.end(), [](const Question& one) { return one.id == "ownrules"; });
    QVERIFY(own != questions.end() && own->body.find("\"namespace\":\"ml\"") != std::string::npos);
    QVERIFY(questionsFor(*scene.snapshot(), {false, true}).size() < questions.size());
  }

  void filesAnswerWithWhatTheyHold() {
    const std::map<std::string, std::vector<std::string>> files = {
        {"networking.k8s.io/NetworkPolicy", {kit::jsonText("{'metadata':{'name':'a','namespace':'ml'}}")}},
        {"/ConfigMap",
         {kit::jsonText("{'metadata':{'name':'x','namespace':'kube-system'}}"),
          kit::jsonText("{'metadata':{'name':'y','namespace':'ml'}}")}}};
    const auto policies = app::answerFromFiles(files, "/apis/networking.k8s.io/v1/networkpolicies?limit=500");
    QVERIFY(policies && policies->find("\"a\"") != std::string::npos);
    const auto maps = app::answerFromFiles(files, "/api/v1/namespaces/kube-system/configmaps");
    QVERIFY(maps && maps->find("\"x\"") != std::string::npos && maps->find("\"y\"") == std::string::npos);
    for (const char* path : {"/livez", "/apis/rbac.authorization.k8s.io/v1/roles", "", "///"}) {
      const auto none = app::answerFromFiles(files, path);
      QVERIFY(!none);
      QCOMPARE(none.error().code, ErrorCode::cancelled);
    }
  }

  void theSurveyorAsksAllAndKeepsRefusals() {
    ManualClock clock(Time{1'795'514'400'000});
    int asked = 0;
    const app::Asker ask = [&](const std::string& path, const std::string&,
                               const std::function<void(Result<std::string>)>& done) {
      ++asked;
      if (path == "/two") {
        done(fail(ErrorCode::forbidden, "no"));
      } else if (path == "/list") {
        done(kit::jsonText("{'metadata':{'continue':'t'},'items':[]}"));
      } else {
        done(kit::jsonText("{'metadata':{},'items':[]}"));
      }
    };
    SurveyPtr got;
    std::make_shared<app::Surveyor>(
        ask, clock, std::vector<Question>{{"one", "/one", {}, false}, {"two", "/two", {}, false}, {"list", "/list", {}, true}})
        ->start([&](SurveyPtr survey) { got = std::move(survey); });
    QVERIFY(got != nullptr);
    QCOMPARE(asked, 4);
    QCOMPARE(got->find("two")->outcome, Outcome::forbidden);
    QCOMPARE(got->find("list")->pages.size(), std::size_t{2});
    QCOMPARE(got->at, clock.now());
    // Without anybody to ask every answer is missing, and that is told at once.
    SurveyPtr none;
    std::make_shared<app::Surveyor>(app::Asker(), clock, std::vector<Question>{{"one", "/one", {}, false}})
        ->start([&](SurveyPtr survey) { none = std::move(survey); });
    QVERIFY(none != nullptr && none->find("one")->outcome == Outcome::notAsked);
  }
};

QTEST_GUILESS_MAIN(SurveyFactsTest)
#include "facts_test.moc"
