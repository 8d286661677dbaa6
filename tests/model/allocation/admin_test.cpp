// adminAccess: what it skips and what it does not (dra.md 9.2: 4).
#include <QtTest>

#include "tests/model/allocation/scene.h"

using namespace claimscope;
using kit::device;
using kit::Scene;

namespace {

const char* const kAdmin = "'adminAccess':true";

std::string two(const std::string& first, const std::string& second) {
  return "'requests':[" + Scene::request("r", first) + "," + Scene::request("q", second) + "]";
}

}  // namespace

class AdminTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void devicesInUseAreGiven() {
    Scene scene;
    scene.devices(device("d0")).holds("d0").wants(kAdmin);
    COMPARE_TEXT(scene.answer(), "r=p/d0(admin)");
  }

  void adminClaimsHoldNothing() {
    Scene scene;
    scene.devices(device("d0")).held("'driver':'a','pool':'p','device':'d0','adminAccess':true").wants();
    COMPARE_TEXT(scene.answer(), "r=p/d0");
  }

  void taintsStillApply() {
    Scene scene;
    scene.devices(device("d0", "'taints':[{'key':'k','effect':'NoSchedule'}]")).wants(kAdmin);
    COMPARE_TEXT(scene.answer(), "no");
  }

  void twoOfOneClaimDoNotShare() {
    Scene scene;
    scene.devices(device("d0")).claim(two(kAdmin, kAdmin));
    COMPARE_TEXT(scene.answer(), "no");
  }

  void orderWithinOneCallMatters() {
    Scene adminFirst;
    adminFirst.devices(device("d0")).claim(two(kAdmin, ""));
    COMPARE_TEXT(adminFirst.answer(), "no");
    Scene otherClaim;
    otherClaim.devices(device("d0")).wants().wants(kAdmin);
    COMPARE_TEXT(otherClaim.answer(), "r=p/d0 | r=p/d0(admin)");
    Scene otherOrder;
    otherOrder.devices(device("d0")).wants(kAdmin).wants();
    COMPARE_TEXT(otherOrder.answer(), "no");
  }

  void countersAreCharged() {
    const std::string draws = "'consumesCounters':[{'counterSet':'s','counters':{'c':{'value':'1'}}}]";
    Scene scene;
    scene
        .slice("c",
               "'pool':{'name':'p','generation':1,'resourceSliceCount':2},'nodeName':'n1','sharedCounters':[{'name':'s',"
               "'counters':{'c':{'value':'1'}}}]")
        .slice("d", "'pool':{'name':'p','generation':1,'resourceSliceCount':2},'nodeName':'n1','devices':[" +
                        device("d0", draws) + "," + device("d1", draws) + "]")
        .holds("d0")
        .wants(kAdmin);
    COMPARE_TEXT(scene.answer(), "no");
  }

  void sharesAreRecorded() {
    Scene scene;
    scene.devices(device("d0", "'allowMultipleAllocations':true,'capacity':{'memory':{'value':'10Gi'}}"))
        .wants("'adminAccess':true,'capacity':{'requests':{'memory':'4Gi'}}");
    COMPARE_TEXT(scene.answer(), "r=p/d0(admin)(share)[memory=4Gi]");
  }
};

QTEST_GUILESS_MAIN(AdminTest)
#include "admin_test.moc"
