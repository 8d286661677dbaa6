// RandomChanges: what a small cluster may go through, for tests that compare step by step with from scratch. One thread.
#pragma once

#include <stdexcept>
#include <string>

#include "model/simulation/random.h"
#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"

namespace claimscope::cluster {

/// Small changes of every sort to a small cluster, many of them odd: claims that go while they are used, pods that take over a
/// name, reservations of pods nobody knows, owners that come late.
class RandomChanges {
 public:
  RandomChanges(TestCluster& cluster, std::uint64_t seed) : m_cluster(cluster), m_random(seed) {
    using namespace objects;
    m_cluster.list<Node>({node("n1"), node("n2")});
    const std::string counted = "'consumesCounters':[{'counterSet':'card','counters':{'m':{'value':'4'}}}]";
    m_cluster.list<ResourceSlice>(
        {slice("s1", "n1", device("gpu-0") + "," + device("gpu-1") + "," + device("gpu-2", "'allowMultipleAllocations':true")),
         slice("s2", "n2", device("gpu-0", counted) + "," + device("gpu-1", counted) + "," + device("gpu-2", counted), 1, 2),
         slice("s3", "n2", "", 1, 2, ",'sharedCounters':[{'name':'card','counters':{'m':{'value':'8'}}}]")});
    m_cluster.list<ResourceClaim>({});
    m_cluster.list<Pod>({});
  }

  void change() {
    switch (m_random.below(9)) {
      case 0:
      case 1:
      case 2:
        return changeClaim();
      case 3:
      case 4:
      case 5:
        return changePod();
      case 6:
        return changeController();
      case 7:
        return changeEvent();
      default:
        return changeTemplate();
    }
  }

 private:
  std::string pick(const char* prefix, std::uint64_t count) { return prefix + std::to_string(m_random.below(count)); }
  bool chance() { return m_random.below(2) == 0; }

  void changeClaim() {
    using namespace objects;
    const std::string name = pick("c", 8);
    std::string results;
    std::string consumers;
    for (std::uint64_t i = m_random.below(3); i > 0; --i) {
      // Now and then a device that no slice publishes.
      const std::string device = m_random.below(12) == 0 ? "gone" : pick("gpu-", 3);
      results += (results.empty() ? "" : ",") +
                 result(chance() ? "n1" : "n2", device, m_random.below(5) == 0 ? "'adminAccess':true" : "");
    }
    for (std::uint64_t i = m_random.below(3); i > 0; --i) {
      consumers += (consumers.empty() ? "" : ",") + consumer(pick("p", 6), pick("uid-", 6));
    }
    const std::string owned = chance() ? owner("Pod", pick("p", 6), "v1") : "";
    const std::string health = m_random.below(4) != 0
                                   ? ""
                                   : ",'devices':[{'driver':'gpu','pool':'n1','device':'gpu-1','conditions':[{'type':'Ready',"
                                     "'status':'False','reason':'R','message':'m'}]}]";
    send<ResourceClaim>(name, claim(name, results, consumers, owned, ++m_version, health));
  }

  void changePod() {
    using namespace objects;
    const std::string name = pick("p", 6);
    std::string entries;
    std::string statuses;
    for (std::uint64_t i = 0; i < m_random.below(3); ++i) {
      const std::string entry = "e" + std::to_string(i);
      entries += (entries.empty() ? "" : ",") + (chance() ? named(pick("c", 8), entry) : templated(pick("t", 2), entry));
      if (chance()) {
        statuses += (statuses.empty() ? "" : ",") + ("{'name':'" + entry + "','resourceClaimName':'" + pick("c", 8) + "'}");
      }
    }
    const char* const phases[] = {"Pending", "Running", "Succeeded"};
    std::string status = "'phase':'" + std::string(phases[m_random.below(3)]) + "','resourceClaimStatuses':[" + statuses + "]";
    if (m_random.below(4) == 0) {
      status +=
          ",'containerStatuses':[{'name':'c','allocatedResourcesStatus':[{'name':'claim:e0','resources':[{'resourceID':"
          "'gpu/n1/gpu-0','health':'Unhealthy','message':'" +
          name + "'}]}]}]";
    }
    const std::string more = m_random.below(3) == 0   ? owner("ReplicaSet", pick("rs", 2))
                             : m_random.below(3) == 0 ? owner("Job", "j", "batch/v1")
                                                      : "";
    const std::string deleted =
        m_random.below(6) == 0 ? std::string(more.empty() ? "" : ",") + "'deletionTimestamp':'2026-11-24T09:00:00Z'" : "";
    send<Pod>(name, pod(name, entries, status, more + deleted, chance() ? "n1" : "", ++m_version, pick("uid-", 6)));
  }

  void changeController() {
    using namespace objects;
    const std::string name = pick("rs", 2);
    send<ReplicaSet>(name, "{" + meta(name, ++m_version, inNamespace("ml", chance() ? owner("Deployment", pick("d", 2)) : "")) +
                               ",'spec':{},'status':{}}");
  }

  void changeEvent() {
    using namespace objects;
    const char* const reasons[] = {"FailedPrepareDynamicResources", "FailedResourceClaimCreation", "BindingConditionsPending",
                                   "Other"};
    const std::string name = pick("ev", 4);
    ++m_version;
    send<Event>(name, "{" + meta(name, m_version, inNamespace("ml")) +
                          ",'involvedObject':{'kind':'Pod','namespace':'ml','name':'" + pick("p", 6) + "','uid':'" +
                          pick("uid-", 6) + "'},'reason':'" + reasons[m_random.below(4)] + "','message':'m" +
                          std::to_string(m_version) + "','lastTimestamp':'2026-11-24T09:40:00Z'}");
  }

  void changeTemplate() {
    using namespace objects;
    const std::string name = pick("t", 2);
    send<ResourceClaimTemplate>(name, "{" + meta(name, ++m_version, inNamespace("ml")) + ",'spec':{'spec':{'devices':{}}}}");
  }

  template <class T>
  void send(const std::string& name, const std::string& object) {
    const bool there = m_cluster.store.latest()->of<T>().find(Text("ml"), Text(name)) != nullptr;
    const char* type = there && m_random.below(4) == 0 ? "DELETED" : there ? "MODIFIED" : "ADDED";
    std::string line = kit::jsonText("{'type':'" + std::string(type) + "','object':" + object + "}");
    if (!m_cluster.store.watchLine(TestCluster::resource<T>(), line)) {
      throw std::runtime_error("cannot read " + line);
    }
  }

  TestCluster& m_cluster;
  simulation::Random m_random;
  int m_version = 10;
};

}  // namespace claimscope::cluster
