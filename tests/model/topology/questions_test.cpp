// How objects are connected, who a failure would hit, and what still fits on cards and nodes.
#include <QtTest>
#include <algorithm>
#include <set>

#include "model/topology/blast.h"
#include "model/topology/links.h"
#include "model/topology/shares.h"
#include "tests/model/topology/worlds.h"

using namespace claimscope;
using namespace claimscope::topology;

namespace {

Focus device(const cluster::Snapshot& snapshot, const char* name) {
  return findFocus(snapshot, "device", "gpu.nvidia.com", name);
}

QString kinds(const Chain& chain) {
  static const char* kNames[] = {"device", "request", "claim", "pod", "owner", "node", "class", "driver", "quota"};
  QStringList out;
  for (const Link& link : chain.links) {
    out += QString::fromLatin1(kNames[static_cast<std::size_t>(link.kind)]);
  }
  return out.join(QLatin1Char(' '));
}

}  // namespace

class QuestionsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aDeviceIsConnectedWithThePodThatUsesIt() {
    const cluster::Snapshot& snapshot = hybrid();
    const Focus claim = findFocus(snapshot, "claim", "ml-workloads", "ml-training-gpu-0");
    const Neighbourhood around = neighbourhood(snapshot, claim);
    const Focus first{Focus::Kind::device, around.devices.front()};
    const Focus pod{Focus::Kind::pod, around.pods.front()};
    QCOMPARE(kinds(chainBetween(snapshot, first, pod)), QStringLiteral("device request claim pod"));
    QCOMPARE(kinds(chainBetween(snapshot, pod, first)), QStringLiteral("pod claim request device"));
    const Chain self = chainBetween(snapshot, claim, claim);
    QCOMPARE(self.links.size(), std::size_t{1});
  }

  void twoDevicesOfOneClaimMeetInTheirRequest() {
    const cluster::Snapshot& snapshot = hybrid();
    const Neighbourhood around = neighbourhood(snapshot, findFocus(snapshot, "claim", "ml-workloads", "ml-training-gpu-0"));
    const Chain chain =
        chainBetween(snapshot, {Focus::Kind::device, around.devices[0]}, {Focus::Kind::device, around.devices[1]});
    QCOMPARE(chain.links.size(), std::size_t{3});
  }

  void farObjectsMeetInWhatTheyHaveInCommon() {
    const cluster::Snapshot& snapshot = fleet();
    const Chain chain = chainBetween(snapshot, device(snapshot, "gpu-h200-0001/gpu-0"), device(snapshot, "gpu-a10g-0500/gpu-1"));
    QVERIFY(!chain.links.empty());
    QCOMPARE(chain.links.front().kind, Link::Kind::device);
    QCOMPARE(chain.links.back().kind, Link::Kind::device);
    QVERIFY(chain.links.size() <= 5);
    QVERIFY(std::any_of(chain.links.begin(), chain.links.end(), [](const Link& link) {
      return link.kind == Link::Kind::driver || link.kind == Link::Kind::deviceClass;
    }));
  }

  void nothingConnectsNothing() { QVERIFY(chainBetween(hybrid(), {}, {Focus::Kind::node, 0}).links.empty()); }

  void aNodeHitsWhatIsOnIt() {
    const cluster::Snapshot& snapshot = hybrid();
    const Cards cards = cardsOf(snapshot);
    for (cluster::NodeIndex node = 0; node < snapshot.inventory->nodes.size(); ++node) {
      const Focus focus{Focus::Kind::node, node};
      const std::vector<FailureScope> scopes = failureScopes(snapshot, cards, focus);
      QVERIFY(!scopes.empty());
      QCOMPARE(scopes.back().kind, FailureScope::Kind::node);
      const BlastRadius radius = blastRadius(snapshot, scopes.back());
      const Neighbourhood around = neighbourhood(snapshot, focus);
      QCOMPARE(radius.devices.size(), around.devices.size());
      QCOMPARE(radius.claims, around.claims);
      QCOMPARE(radius.pods, around.pods);
      std::int64_t onNode = 0;
      snapshot.of<Pod>().forEach([&](cluster::Slot slot, const Pod& pod) {
        const bool counted = std::binary_search(radius.pods.begin(), radius.pods.end(), slot);
        onNode += pod.nodeName == snapshot.inventory->nodes[node].name && !pod.finished() && !counted ? 1 : 0;
      });
      QCOMPARE(radius.otherPods, onNode);
      std::int64_t ofOwners = 0;
      for (const BlastRadius::Owner& owner : radius.owners) {
        ofOwners += owner.pods;
      }
      QVERIFY(ofOwners <= static_cast<std::int64_t>(radius.pods.size()));
    }
  }

  void aPartitionCanFailWithItsCardItsDriverAndItsNode() {
    const cluster::Snapshot& snapshot = fleet();
    const Cards cards = cardsOf(snapshot);
    const auto shared =
        std::find_if(cards.cards.begin(), cards.cards.end(), [](const Card& card) { return card.devices.size() > 1; });
    QVERIFY(shared != cards.cards.end());
    const Focus focus{Focus::Kind::device, shared->devices.front()};
    const std::vector<FailureScope> scopes = failureScopes(snapshot, cards, focus);
    std::set<FailureScope::Kind> seen;
    for (const FailureScope& scope : scopes) {
      seen.insert(scope.kind);
      QVERIFY(std::binary_search(scope.devices.begin(), scope.devices.end(), focus.index));
    }
    QVERIFY(seen.contains(FailureScope::Kind::device) && seen.contains(FailureScope::Kind::card) &&
            seen.contains(FailureScope::Kind::driverOnNode) && seen.contains(FailureScope::Kind::node));
    const Focus whole = device(snapshot, "gpu-h100-0001/gpu-0");
    const std::vector<FailureScope> around = failureScopes(snapshot, cards, whole);
    const auto root = std::find_if(around.begin(), around.end(),
                                   [](const FailureScope& s) { return s.kind == FailureScope::Kind::sameOnNode; });
    QVERIFY(root != around.end());
    QVERIFY(root->devices.size() > 1);
    for (const cluster::DeviceIndex other : root->devices) {
      QCOMPARE(snapshot.inventory->devices[other].nodeIndex, snapshot.inventory->devices[whole.index].nodeIndex);
    }
  }

  void partitionsOfOneCardShareItsCounters() {
    const cluster::Snapshot& snapshot = fleet();
    const Cards cards = cardsOf(snapshot);
    QVERIFY(!cards.cards.empty());
    for (const Card& card : cards.cards) {
      for (const CardCounter& counter : card.counters) {
        QVERIFY(counter.used >= 0);
      }
      for (const cluster::DeviceIndex index : card.devices) {
        QCOMPARE(cards.of(index), &card);
      }
      for (const ProfileRoom& room : roomOn(snapshot, card)) {
        QVERIFY(room.more >= 0 && room.more <= room.published);
        QVERIFY((room.cards == 1) == (room.more > 0));
      }
    }
    std::int64_t all = 0;
    for (const Headroom& group : headroom(snapshot, cards)) {
      all += group.cards;
      QVERIFY(group.strandedCards <= group.cards);
      for (const ProfileRoom& room : group.profiles) {
        QVERIFY(room.cards <= group.cards);
      }
    }
    QCOMPARE(all, static_cast<std::int64_t>(cards.cards.size()));
  }

  void sharesNeverExceedTheWhole() {
    const cluster::Snapshot& snapshot = fleet();
    std::size_t shared = 0;
    for (cluster::DeviceIndex i = 0; i < snapshot.inventory->devices.size(); ++i) {
      for (const CapacityShares& shares : capacityShares(snapshot, i)) {
        ++shared;
        QVERIFY(shares.usedPart() >= 0 && shares.usedPart() <= 1);
        QVERIFY(shares.used() <= shares.total.nano());
      }
    }
    QVERIFY(shared > 0);
  }

  void gangsAreCountedByFreeDevices() {
    const cluster::Snapshot& snapshot = fleet();
    const std::vector<GangRoom> rooms = gangRoom(snapshot);
    QVERIFY(!rooms.empty());
    for (const GangRoom& room : rooms) {
      QCOMPARE(room.podsOfSize.front(), room.free);
      for (std::size_t i = 1; i < room.podsOfSize.size(); ++i) {
        QVERIFY(room.podsOfSize[i] <= room.podsOfSize[i - 1]);
        QVERIFY((room.podsOfSize[i] > 0) == (room.largest >= kGangSizes[i]));
      }
    }
    const auto h200 = std::find_if(rooms.begin(), rooms.end(), [](const GangRoom& r) { return r.model == "NVIDIA H200"; });
    QVERIFY(h200 != rooms.end() && h200->free == 0 && h200->largest == 0);
  }
};

QTEST_APPLESS_MAIN(QuestionsTest)
#include "questions_test.moc"
