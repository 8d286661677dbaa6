// Likely causes: only what came before a finding that hangs on it. Virtual time.
#include <QtTest>

#include "model/cluster/past/past.h"
#include "model/diagnosis/likely_cause.h"
#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"

using namespace claimscope;
using namespace claimscope::cluster;
using namespace claimscope::diagnosis;
namespace make = claimscope::cluster::objects;

class CauseTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_cluster = std::make_unique<TestCluster>();
    m_past = std::make_unique<Past>();
    m_cluster->list<Node>({make::node("p1")});
    m_cluster->list<DeviceClass>({"{" + make::meta("gpu") + ",'spec':{}}"});
    m_cluster->list<ResourceSlice>({make::slice("s1", "p1", make::device("d0"))});
    m_past->add(m_cluster->snapshot());
    m_start = m_cluster->snapshot();
  }

  /// Who took the last device is the likely cause of a claim that waits since; what waits is an effect.
  void theHolderOfWhatIsWanted() {
    tell<ResourceClaim>(make::claim("holder", make::result("p1", "d0")));
    tell<ResourceClaim>(make::claim("waiting"));
    const Finding finding = about({"claim", "ml", "waiting"}, m_cluster->clock.now());
    QCOMPARE(kindOf("holder", finding), CauseTag::Kind::likelyCause);
    QCOMPARE(kindOf("waiting", finding), CauseTag::Kind::effect);
    QCOMPARE(kindOf("gpu-nodes", finding), CauseTag::Kind::likelyCause);  // the group ran out
  }

  void whatCameLaterIsNoCause() {
    tell<ResourceClaim>(make::claim("waiting"));
    const Time since = m_cluster->clock.now();
    m_cluster->clock.advance(60'000);
    tell<ResourceClaim>(make::claim("holder", make::result("p1", "d0")));
    QCOMPARE(kindOf("holder", about({"claim", "ml", "waiting"}, since)), CauseTag::Kind::none);
  }

  void whatHasNothingToDoWithItIsNoCause() {
    m_cluster->clock.advance(1'000);
    QVERIFY(m_cluster->event<Node>("ADDED", make::node("far-away", "others")));
    m_past->add(m_cluster->snapshot());
    tell<ResourceClaim>(make::claim("waiting"));
    QCOMPARE(kindOf("far-away", about({"claim", "ml", "waiting"}, m_cluster->clock.now())), CauseTag::Kind::none);
  }

  void aTaintIsTheCauseOfATaintedDevice() {
    m_cluster->clock.advance(1'000);
    QVERIFY(m_cluster->event<ResourceSlice>(
        "MODIFIED", make::slice("s1", "p1", make::device("d0", make::taints("broken", "NoExecute")), 2, 1, {}, 5)));
    m_past->add(m_cluster->snapshot());
    const Finding finding = about({"device", "gpu", "p1/d0"}, m_cluster->clock.now());
    QCOMPARE(kindOf("p1/d0", finding), CauseTag::Kind::likelyCause);
    QCOMPARE(kindOf("s1", finding), CauseTag::Kind::likelyCause);  // another generation of the slice that publishes it
    Finding undated = finding;
    undated.since = {};
    QCOMPARE(kindOf("p1/d0", undated), CauseTag::Kind::none);
  }

 private:
  template <class T>
  void tell(const std::string& object) {
    m_cluster->clock.advance(3'000);
    QVERIFY(m_cluster->event<T>("ADDED", object));
    m_past->add(m_cluster->snapshot());
  }
  static Finding about(const ObjectRef& object, Time since) {
    Finding finding;
    finding.id = "x";
    finding.title = "X waits";
    finding.since = since;
    finding.objects = {object};
    return finding;
  }
  [[nodiscard]] CauseTag::Kind kindOf(std::string_view name, const Finding& finding) const {
    const Changes changes = m_past->changes(*m_start, *m_cluster->snapshot());
    Diagnosis diagnosis;
    diagnosis.findings.push_back(finding);
    const std::vector<CauseTag> tags = likelyCauses(*m_cluster->snapshot(), diagnosis, changes);
    for (std::size_t i = 0; i < changes.told.size(); ++i) {
      if (changes.told[i].name == name) {
        return tags[i].kind;
      }
    }
    throw std::runtime_error("no change of " + std::string(name));
  }

  std::unique_ptr<TestCluster> m_cluster;
  std::unique_ptr<Past> m_past;
  SnapshotPtr m_start;
};

QTEST_GUILESS_MAIN(CauseTest)
#include "cause_test.moc"
