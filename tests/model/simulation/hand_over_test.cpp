// Nodes of the scenario device-plugin that change hands by their label, and patches of templates. One thread.
#include <QtTest>

#include "model/base/json_tree.h"
#include "model/simulation/hand_over.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::simulation;
using Json = nlohmann::ordered_json;

class HandOverTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { m_world = worldOf("device-plugin", 1); }

  void listsAreMergedByName() {
    Json form = Json::parse(
        "{\"containers\":[{\"name\":\"a\",\"image\":\"x\"},{\"name\":\"b\"}],\"resourceClaims\":[{\"name\":\"old\"}]}");
    mergeByName(
        form,
        Json::parse("{\"containers\":[{\"name\":\"a\",\"tty\":true},{\"name\":\"c\"}],\"resourceClaims\":[{\"$patch\":\"delete\","
                    "\"name\":\"old\"},{\"name\":\"gpu\"}],\"gone\":null}"));
    QCOMPARE(QString::fromStdString(form.dump()),
             QStringLiteral("{\"containers\":[{\"name\":\"a\",\"image\":\"x\",\"tty\":true},{\"name\":\"b\"},{\"name\":\"c\"}],"
                            "\"resourceClaims\":[{\"name\":\"gpu\"}]}"));
    Json plain = 3;
    mergeByName(plain, Json::parse("{\"a\":{\"b\":[1]}}"));
    QCOMPARE(QString::fromStdString(plain.dump()), QStringLiteral("{\"a\":{\"b\":[1]}}"));
  }

  void aNodeGoesOverAndBack() {
    const std::string path = "/api/v1/nodes/gpu-h100-0040";
    QCOMPARE(offered(path), std::string("8"));
    QCOMPARE(m_world->request({"PATCH", path, "{\"metadata\":{\"labels\":{\"migration-phase\":\"dra\"}}}"}).status, 200);
    m_world->advanceTo(m_world->now() + 20'000);
    QCOMPARE(offered(path), std::string("0"));
    QCOMPARE(slicesOf("gpu-h100-0040"), 1);
    QCOMPARE(m_world->request({"PATCH", path, "{\"metadata\":{\"labels\":{\"migration-phase\":null}}}"}).status, 200);
    m_world->advanceTo(m_world->now() + 20'000);
    QCOMPARE(offered(path), std::string("8"));
    QCOMPARE(slicesOf("gpu-h100-0040"), 0);
  }

  void templatesAreTriedAndNotRolledOut() {
    const std::string path = "/apis/apps/v1/namespaces/media/deployments/ocr";
    const std::string patch =
        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"main\",\"resources\":{\"limits\":{\"nvidia.com/"
        "gpu\":null}}}]}}}}";
    const HttpReply tried = m_world->request({"PATCH", path + "?dryRun=All", patch});
    QCOMPARE(tried.status, 200);
    const Json main = Json::parse(tried.body)["spec"]["template"]["spec"]["containers"][0];
    QVERIFY(main.contains("image") && main["resources"]["limits"].empty());
    QCOMPARE(m_world->request({"PATCH", path, patch}).status, 403);
  }

 private:
  std::string offered(const std::string& path) {
    return Json::parse(m_world->request({"GET", path, ""}).body)["status"]["allocatable"]["nvidia.com/gpu"].get<std::string>();
  }
  int slicesOf(const std::string& node) {
    ListQuery query;
    query.limit = 500;
    const auto page = m_world->list({"resource.k8s.io", "v1", "resourceslices", "ResourceSlice", false}, query);
    int count = 0;
    const Json slices = Json::parse(page.value());
    for (const Json& slice : slices["items"]) {
      count += slice["spec"].value("nodeName", std::string()) == node ? 1 : 0;
    }
    return count;
  }

  std::unique_ptr<World> m_world;
};

QTEST_GUILESS_MAIN(HandOverTest)
#include "hand_over_test.moc"
