// How namespaces stand: status against recount, pending, asked, held; what is hidden is a bound. Test thread.
#include <QtTest>

#include "model/quota/ledger.h"
#include "tests/model/diagnosis/scene.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::quota;
using diagnosis::Scene;

namespace {

std::string limits(const std::string& hard, const std::string& used, const std::string& spec = {}) {
  return "{" + Scene::meta("q", Scene::inNamespace("ml")) + ",'spec':{" + spec + (spec.empty() ? "" : ",") + "'hard':{" + hard +
         "}},'status':{'hard':{" + hard + "},'used':{" + used + "}}}";
}

const Row& rowOf(const Ledger& ledger, const std::string& key) {
  for (const Row& row : ledger.rows) {
    if (row.key == key) {
      return row;
    }
  }
  throw std::runtime_error("no row " + key);
}

constexpr const char* kDevices = "gpu.deviceclass.resource.k8s.io/devices";

/// Three claims: one holds 2 devices, one waits for every device of a node, one is held by nobody.
Scene scene(const std::string& used = "'gpu.deviceclass.resource.k8s.io/devices':'35'") {
  Scene out(37);
  out.deviceClass().node("n1").slice("n1", 4);
  out.claim("a", Scene::allocated("n1", {"gpu-0", "gpu-1"}) + "," + Scene::reserved({"pa"}), Scene::request("gpu", 2));
  out.claim("b", "", "'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'gpu','allocationMode':'All'}}]}}");
  out.claim("c", Scene::allocated("n1", {"gpu-2"}));
  out.pod("pa", "a", "n1", "'phase':'Running'").pod("pb", "b");
  out.add(Kind::ResourceQuota,
          limits("'gpu.deviceclass.resource.k8s.io/devices':'40','count/resourceclaims.resource.k8s.io':'3'", used));
  return out;
}

}  // namespace

class LedgerTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void worstCaseAgainstWhatIsHeld() {
    Scene of = scene();
    const Ledger ledger = ledgerOf(*of.snapshot());
    QCOMPARE(ledger.rows.size(), std::size_t{2});
    const Row& row = rowOf(ledger, kDevices);
    QCOMPARE(QString::fromStdString(amountText(row.recounted)), QStringLiteral("35"));
    QVERIFY(row.recountedBound == Bound::exact && !row.differs);
    QCOMPARE(QString::fromStdString(amountText(row.pending)), QStringLiteral("32"));
    QCOMPARE(row.holds, std::int64_t{3});
    QCOMPARE(QString::fromStdString(amountText(row.left())), QStringLiteral("5"));
    QCOMPARE(row.parts.front().object, std::string("ml/b"));
    QCOMPARE(row.parts.front().why, std::string("r 32 (All counts as 32)"));
    QVERIFY(row.parts.front().pending);
  }

  void statusThatDisagreesIsSaid() {
    Scene of = scene("'gpu.deviceclass.resource.k8s.io/devices':'12'");
    const Ledger ledger = ledgerOf(*of.snapshot());
    QVERIFY(rowOf(ledger, kDevices).differs);
    const Row& claims = rowOf(ledger, "count/resourceclaims.resource.k8s.io");
    QVERIFY(!claims.used && !claims.differs);
    QVERIFY(claims.inUse() == 3 * kUnit && claims.left() == 0);
  }

  /// 0.4.2 of the plan: a refused list is no zero.
  void hiddenClaims() {
    Scene of = scene();
    of.state(Kind::ResourceClaim, SourceState::forbidden);
    const Row row = rowOf(ledgerOf(*of.snapshot()), kDevices);
    QVERIFY(row.recountedBound == Bound::unknown && !row.differs);
    QCOMPARE(QString::fromStdString(amountText(row.inUse())), QStringLiteral("35"));
    Scene quotas = scene();
    quotas.state(Kind::ResourceQuota, SourceState::forbidden);
    const Ledger none = ledgerOf(*quotas.snapshot());
    QVERIFY(none.rows.empty() && none.quotaBound == Bound::unknown);
  }

  void staleClaimsAreNotExact() {
    Scene of = scene();
    of.state(Kind::ResourceClaim, SourceState::stale);
    QVERIFY(rowOf(ledgerOf(*of.snapshot()), kDevices).recountedBound != Bound::exact);
  }

  void replicasToComeAreAsked() {
    Scene of = scene();
    of.add(Kind::ResourceClaimTemplate,
           "{" + Scene::meta("pair", Scene::inNamespace("ml")) + ",'spec':{" + Scene::request("gpu", 2) + "}}");
    of.add(Kind::Deployment,
           "{" + Scene::meta("web", Scene::inNamespace("ml")) +
               ",'spec':{'replicas':5,'selector':{},'template':{'spec':{'containers':[],'resourceClaims':[{'name':'g',"
               "'resourceClaimTemplateName':'pair'}]}}},'status':{}}");
    const Row row = rowOf(ledgerOf(*of.snapshot()), kDevices);
    QCOMPARE(QString::fromStdString(amountText(row.asked)), QStringLiteral("10"));
    QCOMPARE(QString::fromStdString(amountText(row.excess())), QStringLiteral("5"));
    QCOMPARE(row.asking.front().object, std::string("Deployment ml/web"));
    QCOMPARE(row.asking.front().why, std::string("5 x template pair"));
  }

  void otherKeysOnlyWhenAsked() {
    Scene of(37);
    of.add(Kind::ResourceQuota, limits("'pods':'10','limits.cpu':'4','requests.nvidia.com/gpu':'4'", ""));
    const cluster::SnapshotPtr snapshot = of.snapshot();
    QCOMPARE(ledgerOf(*snapshot).rows.size(), std::size_t{1});
    QCOMPARE(ledgerOf(*snapshot, {{}, true}).rows.size(), std::size_t{3});
    QCOMPARE(ledgerOf(*snapshot, {"other", true}).rows.size(), std::size_t{0});
  }

  void namesOfEvilLength() {
    Scene of(37);
    const std::string name(4000, 'x');
    of.add(Kind::ResourceQuota, limits("'" + name + ".deviceclass.resource.k8s.io/devices':'-5'", ""));
    const Ledger ledger = ledgerOf(*of.snapshot());
    QCOMPARE(ledger.rows.size(), std::size_t{1});
    QVERIFY(ledger.rows.front().left() == 0);
    QCOMPARE(ledger.rows.front().deviceClass.view().size(), std::size_t{4000});
  }

  /// The demo's quotas: full, and the pods that wait for it are named.
  void theDemo() {
    simulation::LoadedWorld world("eks-hybrid");
    const Ledger ledger = ledgerOf(*world.snapshot());
    QVERIFY(ledger.rows.size() >= 3);
    const auto team = std::find_if(ledger.rows.begin(), ledger.rows.end(),
                                   [](const Row& row) { return row.namespaceName == "team-nlp" && row.sort == Sort::claims; });
    QVERIFY(team != ledger.rows.end());
    QVERIFY(team->left() == 0 && !team->blocked.empty() && team->asked > 0);
  }
};

QTEST_APPLESS_MAIN(LedgerTest)
#include "ledger_test.moc"
