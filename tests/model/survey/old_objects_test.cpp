// What a cluster still stores of classic DRA, as manifests: asked of the classic demo, cleaned, and modernised. Test thread.
#include <QtTest>

#include "model/base/json_tree.h"
#include "model/base/yaml.h"
#include "model/simulation/asked.h"
#include "model/survey/old_objects.h"
#include "tests/kit/json_text.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::survey;

namespace {

Survey answersOf(const simulation::World& world, const std::vector<Question>& questions) {
  Survey out;
  for (const Question& question : questions) {
    Answer answer;
    answer.question = question;
    const simulation::HttpReply reply = simulation::answerFromTables(world, question.path).value_or(world.apiGet(question.path));
    if (reply.status == 200) {
      (void)takePage(answer, reply.body);
    } else {
      answer.outcome = reply.status == 404 ? Outcome::notServed : Outcome::failed;
      answer.why = reply.body;
    }
    out.answers.emplace(question.id, std::move(answer));
  }
  return out;
}

std::map<std::string, int> kindsIn(const std::string& stream) {
  std::map<std::string, int> out;
  const Result<std::vector<yaml::Document>> documents = yaml::toJson(stream);
  if (!documents) {
    throw std::runtime_error(documents.error().text());
  }
  for (const yaml::Document& document : *documents) {
    const auto json = nlohmann::json::parse(document.json);
    ++out[json.at("apiVersion").get<std::string>() + " " + json.at("kind").get<std::string>()];
    if (json.contains("status") || json["metadata"].contains("uid") || json["metadata"].contains("managedFields") ||
        json["metadata"].contains("resourceVersion")) {
      throw std::runtime_error("not cleaned: " + document.json);
    }
  }
  return out;
}

}  // namespace

class OldObjectsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theClassicDemo() {
    const simulation::LoadedWorld loaded("eks-classic");
    const cluster::SnapshotPtr snapshot = loaded.snapshot();
    const OldQuestions asked = oldObjectQuestions(*snapshot);
    QCOMPARE(asked.leftOut, std::int64_t{0});
    const OldManifests found = oldManifests(answersOf(*loaded.world, asked.questions));
    std::map<std::string, int> kinds = kindsIn(found.yaml);
    QCOMPARE(kinds["resource.k8s.io/v1alpha2 ResourceClass"], static_cast<int>(snapshot->of<ResourceClass>().size()));
    QCOMPARE(kinds["resource.k8s.io/v1alpha2 ResourceClaimTemplate"],
             static_cast<int>(snapshot->of<ResourceClaimTemplate>().size()));
    int own = 0;
    snapshot->of<ResourceClaim>().forEach(
        [&](cluster::Slot, const ResourceClaim& claim) { own += claim.meta.controller() == nullptr ? 1 : 0; });
    QVERIFY(own > 0);
    QCOMPARE(kinds["resource.k8s.io/v1alpha2 ResourceClaim"], own);
    QVERIFY(kinds["apps/v1 Deployment"] > 0);
    QVERIFY2(found.objects > 10, qPrintable(QString::number(found.objects)));
  }

  void aModernClusterHasNone() {
    const simulation::LoadedWorld loaded("eks-hybrid");
    const OldQuestions asked = oldObjectQuestions(*loaded.snapshot());
    QVERIFY(asked.questions.empty());
    QCOMPARE(oldManifests({}).objects, std::int64_t{0});
  }

  void whatIsRefusedIsNamedAndWhatServersAddGoes() {
    Survey survey;
    Answer& refused = survey.answers["old:v1:ConfigMap:ml/params"];
    refused.outcome = Outcome::forbidden;
    Answer& list = survey.answers["old:resource.k8s.io/v1alpha2:ResourceClaim:"];
    list.outcome = Outcome::answered;
    list.complete = false;
    list.pages = {kit::jsonText(
        "{'items':[{'metadata':{'name':'a','uid':'u','annotations':{'kubectl.kubernetes.io/last-applied-configuration':'x'},"
        "'finalizers':['f']},'spec':{'resourceClassName':'c'},'status':{'driverName':'d'}},{'metadata':{'name':'made',"
        "'ownerReferences':[{'kind':'Pod','name':'p','controller':true}]}}]}")};
    Answer& job = survey.answers["old:batch/v1:Job:ml/j"];
    job.outcome = Outcome::answered;
    job.pages = {
        kit::jsonText("{'kind':'Job','metadata':{'name':'j'},'spec':{'selector':{'matchLabels':{'controller-uid':'1'}},"
                      "'template':{'metadata':{'labels':{'controller-uid':'1','app':'a'}}}}}")};
    const OldManifests found = oldManifests(survey);
    QCOMPARE(found.objects, std::int64_t{2});
    QCOMPARE(found.missing,
             (std::vector<std::string>{"ResourceClaim: there are more than were read", "ConfigMap ml/params: forbidden"}));
    QVERIFY2(found.yaml.find("controller-uid") == std::string::npos && found.yaml.find("annotations") == std::string::npos &&
                 found.yaml.find("made") == std::string::npos && found.yaml.find("app: a") != std::string::npos,
             found.yaml.c_str());
    QCOMPARE(kindsIn(found.yaml).size(), std::size_t{2});
  }
};

QTEST_GUILESS_MAIN(OldObjectsTest)
#include "old_objects_test.moc"
