// The simulated cluster as an API server: bytes, pages, watches.
#include <QtTest>
#include <set>

#include "model/base/json_tree.h"
#include "model/resources/kinds.h"
#include "tests/kit/text.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::simulation;
using kit::text;
using Json = nlohmann::json;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

bool forbidden(const World& world, const ApiResource& resource) {
  const Result<std::string> list = world.list(resource, {});
  return !list && list.error().code == ErrorCode::forbidden;
}

/// Whole documents are parsed into a tree in some tests, which takes seconds for the large tables of the fleet.
bool tooLarge(const QString& scenario, const ApiResource& resource) {
  return scenario == "fleet" &&
         (resource.resource == "pods" || resource.resource == "nodes" || resource.resource == "resourceslices");
}

/// Everything a world says at its beginning and in some minutes after it.
std::string everything(const std::string& scenario, std::uint64_t seed, std::int64_t runMs) {
  const auto world = worldOf(scenario, seed);
  const std::uint64_t start = world->resourceVersion();
  std::string out;
  for (const ApiResource& resource : world->server().served) {
    if (!forbidden(*world, resource)) {
      out += world->list(resource, {}).value() + "\n";
    }
  }
  world->advanceTo(world->now() + runMs);
  for (const ApiResource& resource : world->server().served) {
    if (!forbidden(*world, resource)) {
      const std::vector<std::string> lines = world->changesAfter(resource, start).value();
      for (const std::string& line : lines) {
        out += line + "\n";
      }
    }
  }
  return out;
}

ApiResource resourceOf(const World& world, std::string_view name) {
  for (const ApiResource& resource : world.server().served) {
    if (resource.resource == name) {
      return resource;
    }
  }
  throw std::runtime_error("not served");
}

std::string keyOf(const Json& object) {
  return object["metadata"].value("namespace", "") + "/" + object["metadata"]["name"].get<std::string>();
}

}  // namespace

class WorldTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void scenarios_data() {
    QTest::addColumn<QString>("scenario");
    for (const char* name : {"eks-hybrid", "eks-classic", "quiet"}) {
      QTest::newRow(name) << QString(name);
    }
    if (!kSanitized) {
      QTest::newRow("fleet") << QString("fleet");  // the same code on more objects: three minutes of a sanitizer's time
    }
  }

  void equalSeedsGiveEqualBytes_data() { scenarios_data(); }
  void equalSeedsGiveEqualBytes() {
    QFETCH(QString, scenario);
    const std::int64_t run = scenario == "fleet" ? 20'000 : 300'000;
    const std::string once = everything(scenario.toStdString(), 1, run);
    QVERIFY(once.size() > 20'000);
    QVERIFY(once == everything(scenario.toStdString(), 1, run));
    QVERIFY(once != everything(scenario.toStdString(), 2, run));
  }

  void speedDoesNotMatter() {
    // Small steps and one leap end in the same cluster.
    const auto slow = worldOf("eks-hybrid");
    const auto fast = worldOf("eks-hybrid");
    const Time end = slow->now() + 400'000;
    while (slow->now() < end) {
      slow->advanceTo(slow->now() + 137);
    }
    fast->advanceTo(slow->now());
    QCOMPARE(slow->resourceVersion(), fast->resourceVersion());
    const ServerInfo server = slow->server();
    for (const ApiResource& resource : server.served) {
      QVERIFY(slow->list(resource, {}).value() == fast->list(resource, {}).value());
    }
    const Time before = fast->now();
    fast->advanceTo(before + -60'000);  // never back
    QCOMPARE(fast->now(), before);
  }

  void pagesMakeTheWholeList_data() { scenarios_data(); }
  void pagesMakeTheWholeList() {
    QFETCH(QString, scenario);
    const auto world = worldOf(scenario.toStdString());
    for (const ApiResource& resource : world->server().served) {
      if (forbidden(*world, resource) || tooLarge(scenario, resource)) {
        continue;
      }
      const Json whole = Json::parse(world->list(resource, {}).value());
      QCOMPARE(text(whole["kind"].get<std::string>()), text(resource.kind + "List"));
      QVERIFY(!whole["metadata"].contains("continue"));
      ListQuery query;
      query.limit = scenario == "fleet" ? 500 : 3;
      Json items = Json::array();
      do {
        const Json page = Json::parse(world->list(resource, query).value());
        QVERIFY(page["items"].size() <= query.limit);
        QCOMPARE(text(page["metadata"]["resourceVersion"].get<std::string>()),
                 text(whole["metadata"]["resourceVersion"].get<std::string>()));
        items.insert(items.end(), page["items"].begin(), page["items"].end());
        query.continueToken = page["metadata"].value("continue", "");
        const std::size_t left = page["metadata"].value("remainingItemCount", std::size_t{0});
        QCOMPARE(items.size() + left, whole["items"].size());
      } while (!query.continueToken.empty());
      QVERIFY2(items == whole["items"], resource.resource.c_str());
      QVERIFY(std::is_sorted(items.begin(), items.end(), [](const Json& a, const Json& b) { return keyOf(a) < keyOf(b); }));
    }
  }

  void listsOfOneNamespaceAndName() {
    const auto world = worldOf("eks-hybrid");
    const ApiResource pods = resourceOf(*world, "pods");
    ListQuery query;
    query.namespaceName = "ml-workloads";
    const Json page = Json::parse(world->list(pods, query).value());
    QVERIFY(page["items"].size() > 3);
    for (const Json& item : page["items"]) {
      QCOMPARE(text(item["metadata"]["namespace"].get<std::string>()), QString("ml-workloads"));
    }
    query.name = "ml-training-job-0-1";
    QCOMPARE(Json::parse(world->list(pods, query).value())["items"].size(), std::size_t{1});
    const Json one = Json::parse(world->get(pods, "ml-workloads", "ml-training-job-0-1").value());
    QCOMPARE(text(one["kind"].get<std::string>()), QString("Pod"));
    QCOMPARE(world->get(pods, "ml-workloads", "nobody").error().code, ErrorCode::notFound);
    QCOMPARE(world->list({"", "v2", "pods", "Pod", true}, {}).error().code, ErrorCode::notServed);
    query.continueToken = "rubbish";
    QCOMPARE(world->list(pods, query).error().code, ErrorCode::invalidInput);
  }

  void listAndWatchLinesGiveTheNewList_data() { scenarios_data(); }
  void listAndWatchLinesGiveTheNewList() {
    QFETCH(QString, scenario);
    const auto world = worldOf(scenario.toStdString());
    const std::uint64_t start = world->resourceVersion();
    std::map<std::string, std::map<std::string, Json>> objects;
    for (const ApiResource& resource : world->server().served) {
      if (forbidden(*world, resource) || tooLarge(scenario, resource)) {
        continue;
      }
      const Json list = Json::parse(world->list(resource, {}).value());
      for (const Json& item : list["items"]) {
        objects[resource.resource][keyOf(item)] = item;
      }
    }
    world->advanceTo(world->now() + (scenario == "fleet" ? 30'000 : 600'000));
    std::size_t lines = 0;
    for (const ApiResource& resource : world->server().served) {
      if (forbidden(*world, resource) || tooLarge(scenario, resource)) {
        continue;
      }
      std::map<std::string, Json>& known = objects[resource.resource];
      std::uint64_t last = start;
      const std::vector<std::string> changes = world->changesAfter(resource, start).value();
      for (const std::string& bytes : changes) {
        ++lines;
        const Json line = Json::parse(bytes);
        Json object = line["object"];
        QCOMPARE(text(object["kind"].get<std::string>()), text(resource.kind));
        QCOMPARE(text(object["apiVersion"].get<std::string>()), text(resource.apiVersion()));
        object.erase("kind");
        object.erase("apiVersion");
        const auto version = std::stoull(object["metadata"]["resourceVersion"].get<std::string>());
        QVERIFY(version > last);
        last = version;
        const std::string key = keyOf(object);
        const std::string type = line["type"].get<std::string>();
        QCOMPARE(known.count(key) > 0, type != "ADDED");
        if (type != "ADDED") {
          QCOMPARE(known[key]["metadata"]["uid"], object["metadata"]["uid"]);
        }
        if (type == "DELETED") {
          known.erase(key);
        } else {
          known[key] = object;
        }
      }
      Json now = Json::array();
      for (const auto& [key, object] : known) {
        now.push_back(object);
      }
      const Json list = Json::parse(world->list(resource, {}).value());
      QVERIFY2(list["items"] == now, resource.resource.c_str());
    }
    QVERIFY(lines > 20);
  }

  void oldVersionsExpire() {
    const auto world = worldOf("eks-hybrid");
    const ApiResource pods = resourceOf(*world, "pods");
    QVERIFY(world->changesAfter(pods, world->resourceVersion()).value().empty());
    const Error error = world->changesAfter(pods, 5).error();
    QCOMPARE(error.code, ErrorCode::expired);
    QCOMPARE(error.httpStatus, 410);
  }

  void bookmarksCarryTheNewestVersion() {
    const auto world = worldOf("quiet");
    const ApiResource pods = resourceOf(*world, "pods");
    std::string line = world->bookmark(pods);
    const auto event = decodeEvent<Pod>(pods, line);
    QVERIFY(event);
    QCOMPARE(event->info.type, EventType::bookmark);
    QCOMPARE(text(event->info.resourceVersion), QString::number(world->resourceVersion()));
  }

  void everyObjectIsReadWithoutASkip_data() { scenarios_data(); }
  void everyObjectIsReadWithoutASkip() {
    QFETCH(QString, scenario);
    LoadedWorld world(scenario.toStdString(), false);
    const std::int64_t step = scenario == "fleet" ? 10'000 : 60'000;
    for (int i = 0; i < 6; ++i) {
      world.advance(step);
    }
    QVERIFY(world.events > 20);
    for (std::size_t i = 0; i < kKindCount; ++i) {
      const cluster::Source& source = world.snapshot()->source(static_cast<Kind>(i));
      QVERIFY2(source.skipped == 0, source.lastSkip ? source.lastSkip->message.c_str() : "");
    }
    QCOMPARE(text(cluster::digestLines(*world.snapshot(), Kind::Pod)), digestOf(*world.world, "pods"));
    QCOMPARE(text(cluster::digestLines(*world.snapshot(), Kind::ResourceClaim)), digestOf(*world.world, "resourceclaims"));
  }

  void objectsReferToObjectsThatExist_data() { scenarios_data(); }
  void objectsReferToObjectsThatExist() {
    QFETCH(QString, scenario);
    const auto world = worldOf(scenario.toStdString());
    world->advanceTo(world->highlight());
    std::set<std::string> uids;
    std::map<std::string, std::size_t> seen;
    std::vector<Json> lists;
    for (const ApiResource& resource : world->server().served) {
      if (forbidden(*world, resource)) {
        continue;
      }
      lists.push_back(Json::parse(world->list(resource, {}).value()));
      for (const Json& item : lists.back()["items"]) {
        QVERIFY2(uids.insert(item["metadata"]["uid"].get<std::string>()).second, "a uid twice");
        QVERIFY(item["metadata"].contains("creationTimestamp"));
        seen["managedFields"] += item["metadata"].contains("managedFields") ? 1U : 0U;
        seen["finalizers"] += item["metadata"].contains("finalizers") ? 1U : 0U;
      }
    }
    for (const Json& list : lists) {
      for (const Json& item : list["items"]) {
        for (const Json& owner : item["metadata"].value("ownerReferences", Json::array())) {
          QVERIFY2(uids.count(owner["uid"].get<std::string>()) == 1, item.dump().substr(0, 300).c_str());
          ++seen["owners"];
        }
        for (const Json& consumer : item.value("status", Json::object()).value("reservedFor", Json::array())) {
          QVERIFY2(uids.count(consumer["uid"].get<std::string>()) == 1, item.dump().substr(0, 300).c_str());
          ++seen["consumers"];
        }
        // Events outlive what they are about.
        if (item.contains("involvedObject") && item["reason"] != "DeviceTaintManagerEviction") {
          QVERIFY2(uids.count(item["involvedObject"]["uid"].get<std::string>()) == 1, item.dump().substr(0, 300).c_str());
        }
      }
    }
    QVERIFY(seen["owners"] > 5 && seen["consumers"] > 4 && seen["managedFields"] > 5);
  }

  void unknownScenariosAreNamed() {
    WorldOptions options;
    options.scenario = "flet";
    const Result<std::unique_ptr<World>> world = makeWorld(options);
    QVERIFY(!world);
    QVERIFY(text(world.error().text()).contains("fleet"));
    QCOMPARE(scenarios().size(), std::size_t{6});
  }

 private:
  static QString digestOf(const World& world, std::string_view name) {
    const Json list = Json::parse(world.list(resourceOf(world, name), {}).value());
    std::vector<std::string> lines;
    for (const Json& item : list["items"]) {
      lines.push_back(item["metadata"]["uid"].get<std::string>() + " " + item["metadata"]["resourceVersion"].get<std::string>() +
                      "\n");
    }
    std::sort(lines.begin(), lines.end());
    std::string out;
    for (const std::string& line : lines) {
      out += line;
    }
    return text(out);
  }
};

QTEST_APPLESS_MAIN(WorldTest)
#include "world_test.moc"
