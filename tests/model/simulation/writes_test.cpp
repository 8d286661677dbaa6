// Writes into the simulated cluster: dry run, preconditions, budgets, and what the components make of an eviction. One thread.
#include <QtTest>

#include "model/base/json_tree.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::simulation;
using Json = nlohmann::json;

class WritesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_world = worldOf("eks-hybrid", 1);
    m_world->advanceTo(m_world->highlight());
  }

  void aDryRunChangesNothing() {
    const std::uint64_t before = m_world->resourceVersion();
    const HttpReply reply =
        m_world->request({"PATCH", "/api/v1/nodes/gpu-node-4?dryRun=All", "{\"spec\":{\"unschedulable\":true}}"});
    QCOMPARE(reply.status, 200);
    QCOMPARE(Json::parse(reply.body)["spec"]["unschedulable"], Json(true));
    QCOMPARE(m_world->request({"POST", evictionOf(render()) + "?dryRun=All", "{}"}).status, 201);
    QCOMPARE(m_world->resourceVersion(), before);
  }

  void aNodeIsCordonedAndBack() {
    QCOMPARE(m_world->request({"PATCH", "/api/v1/nodes/gpu-node-4", "{\"spec\":{\"unschedulable\":true}}"}).status, 200);
    Json node = get("/api/v1/nodes/gpu-node-4");
    QCOMPARE(node["spec"]["unschedulable"], Json(true));
    const std::string stale = "{\"metadata\":{\"resourceVersion\":\"1\"},\"spec\":{\"unschedulable\":null}}";
    QCOMPARE(m_world->request({"PATCH", "/api/v1/nodes/gpu-node-4", stale}).status, 409);
    QCOMPARE(m_world->request({"PATCH", "/api/v1/nodes/gpu-node-4", "{\"spec\":{\"unschedulable\":null}}"}).status, 200);
    node = get("/api/v1/nodes/gpu-node-4");
    QVERIFY(!node["spec"].contains("unschedulable"));
  }

  void anEvictedPodIsMadeAnewElsewhere() {
    QCOMPARE(m_world->request({"PATCH", "/api/v1/nodes/gpu-node-4", "{\"spec\":{\"unschedulable\":true}}"}).status, 200);
    const Json pod = get(pathOf(render()));
    const std::size_t before = pods().size();
    const Json wrong = {{"deleteOptions", {{"preconditions", {{"uid", "another"}}}}}};
    QCOMPARE(m_world->request({"POST", evictionOf(render()), wrong.dump()}).status, 409);
    const Json right = {{"deleteOptions", {{"preconditions", {{"uid", pod["metadata"]["uid"]}}}}}};
    QCOMPARE(m_world->request({"POST", evictionOf(render()), right.dump()}).status, 201);
    QVERIFY(get(pathOf(render()))["metadata"].contains("deletionTimestamp"));
    const std::string uid = pod["metadata"]["uid"].get<std::string>();
    m_world->advanceTo(m_world->now() + 30'000);
    bool running = false;
    for (const Json& other : pods()) {
      QVERIFY(other["metadata"]["uid"] != uid);
      const bool ours = other["metadata"]["name"].get<std::string>().rfind("render-", 0) == 0;
      running =
          running || (ours && other["spec"].value("nodeName", "") != "gpu-node-4" && other["status"]["phase"] == "Running" &&
                      other["metadata"]["creationTimestamp"] > pod["metadata"]["creationTimestamp"]);
    }
    QVERIFY(running);
    QCOMPARE(pods().size(), before);
  }

  void aBudgetRefusesWithItsName() {
    bool refused = false;
    for (const Json& pod : pods()) {
      const std::string name = pod["metadata"]["name"].get<std::string>();
      if (pod["metadata"]["namespace"] != "viz" || name.rfind("viz", 0) != 0) {
        continue;
      }
      const HttpReply reply = m_world->request({"POST", "/api/v1/namespaces/viz/pods/" + name + "/eviction", "{}"});
      refused = refused || (reply.status == 429 && reply.body.find("viz-pdb") != std::string::npos);
    }
    QVERIFY(refused);
  }

  void aReservationIsMadeAndGoes() {
    const std::string claims = "/apis/resource.k8s.io/v1/namespaces/media/resourceclaims";
    const Json claim = {
        {"metadata", {{"name", "hold"}, {"annotations", {{"claimscope.io/owner", "kim"}}}}},
        {"spec",
         {{"devices",
           {{"requests", {{{"name", "gpu"}, {"exactly", {{"deviceClassName", "gpu-compute-class"}, {"count", 1}}}}}}}}}}};
    QCOMPARE(m_world->request({"POST", claims, claim.dump()}).status, 201);
    QCOMPARE(m_world->request({"POST", claims, claim.dump()}).status, 409);
    const Json pod = {{"metadata", {{"name", "hold"}}},
                      {"spec",
                       {{"containers", {{{"name", "hold"}, {"image", "pause"}}}},
                        {"resourceClaims", {{{"name", "gpu"}, {"resourceClaimName", "hold"}}}}}}};
    QCOMPARE(m_world->request({"POST", "/api/v1/namespaces/media/pods", pod.dump()}).status, 201);
    m_world->advanceTo(m_world->now() + 20'000);
    QVERIFY(get(claims + "/hold")["status"].contains("allocation"));
    QCOMPARE(get("/api/v1/namespaces/media/pods/hold")["status"]["phase"], Json("Running"));
    QCOMPARE(m_world->request({"DELETE", "/api/v1/namespaces/media/pods/hold", "{}"}).status, 200);
    m_world->advanceTo(m_world->now() + 20'000);
    QVERIFY(!get(claims + "/hold")["status"].contains("allocation"));
    QCOMPARE(m_world->request({"DELETE", claims + "/hold", "{}"}).status, 200);
    QCOMPARE(m_world->request({"GET", claims + "/hold", {}}).status, 404);
  }

  void whatIsNoRequestIsRefused() {
    for (const char* path : {"", "/", "/api", "/api/v1", "/api/v1/namespaces", "/apis/x/y/z", "/api/v1/namespaces/%zz/pods/%00",
                             "/api/v1/nodes/no-such"}) {
      for (const char* method : {"GET", "PATCH", "DELETE", "POST", "PUT"}) {
        for (const char* body : {"", "{", "[]", "null", "\"x\"", "{\"metadata\":[],\"spec\":\"x\",\"deleteOptions\":7}"}) {
          const HttpReply reply = m_world->request({method, path, body});
          QVERIFY2(reply.status >= 400, path);
        }
      }
    }
    QCOMPARE(m_world->request({"POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "{}"}).status, 201);
  }

 private:
  Json get(const std::string& path) { return Json::parse(m_world->request({"GET", path, {}}).body); }
  std::vector<Json> pods() {
    const Json list = Json::parse(m_world->list({"", "v1", "pods", "Pod", true}, {}).value());
    return list["items"].get<std::vector<Json>>();
  }
  /// A pod of the Deployment `render` on gpu-node-4.
  std::string render() {
    if (m_render.empty()) {
      for (const Json& pod : pods()) {
        if (pod["metadata"]["name"].get<std::string>().rfind("render-", 0) == 0 &&
            pod["spec"].value("nodeName", "") == "gpu-node-4") {
          m_render = pod["metadata"]["name"].get<std::string>();
        }
      }
    }
    return m_render;
  }
  static std::string pathOf(const std::string& pod) { return "/api/v1/namespaces/media/pods/" + pod; }
  static std::string evictionOf(const std::string& pod) { return pathOf(pod) + "/eviction"; }

  std::unique_ptr<World> m_world;
  std::string m_render;
};

QTEST_APPLESS_MAIN(WritesTest)
#include "writes_test.moc"
