#include <QtTest>
#include <sstream>

#include "model/resources/decode_cache.h"
#include "model/simulation/world.h"
#include "tests/kit/canonical.h"
#include "tests/kit/protobuf_writer.h"

using namespace claimscope;

namespace {

std::string firstDifference(const std::string& json, const std::string& protobuf) {
  std::istringstream a(json);
  std::istringstream b(protobuf);
  std::string left;
  std::string right;
  while (std::getline(a, left) && std::getline(b, right) && left == right) {
  }
  return left + " in JSON, " + right + " in protobuf";
}

/// How many objects a world has of the kind, the same in both forms; a difference fails the test. The second form is read with
/// `cache`, twice: most of the second reading is remembered from the first.
template <class T>
std::size_t compareLists(const ApiResource& resource, const simulation::World& world, DecodeCache& cache) {
  Result<std::string> page = world.list(resource, {});
  if (!page) {  // the scenario forbids it
    return 0;
  }
  std::string json = std::move(*page);
  std::string protobuf = kit::protobufList(resource, json).value();
  const auto left = decodeList<T>(resource, json);
  const DecodeCache::Use use(cache);
  std::string again = protobuf;
  static_cast<void>(decodeList<T>(resource, again));
  const auto right = decodeList<T>(resource, protobuf);
  if (!left || !right || left->items.size() != right->items.size() || !right->skipped.empty()) {
    QTest::qFail(left ? right ? "not as many" : right.error().message.c_str() : left.error().message.c_str(), __FILE__, __LINE__);
    return 0;
  }
  for (std::size_t i = 0; i < left->items.size(); ++i) {
    const std::string a = kit::canonical(*left->items[i]);
    const std::string b = kit::canonical(*right->items[i]);
    if (a != b) {
      QTest::qFail(firstDifference(a, b).c_str(), __FILE__, __LINE__);
      return 0;
    }
  }
  return left->items.size();
}

template <class T>
std::size_t compareEvents(const ApiResource& resource, const simulation::World& world, std::uint64_t since, DecodeCache& cache) {
  std::size_t compared = 0;
  Result<std::vector<std::string>> lines = world.changesAfter(resource, since);
  if (!lines) {  // compacted away: the lists have shown it
    return 0;
  }
  for (std::string& json : *lines) {
    std::string protobuf = kit::protobufEvent(resource, json).value();
    const auto left = decodeEvent<T>(resource, json);
    const DecodeCache::Use use(cache);
    const auto right = decodeEvent<T>(resource, protobuf);
    if (!left || !right || left->info.type != right->info.type || left->info.resourceVersion != right->info.resourceVersion ||
        kit::canonical(*left->object) != kit::canonical(*right->object)) {
      QTest::qFail(right ? "another event" : right.error().message.c_str(), __FILE__, __LINE__);
      return compared;
    }
    ++compared;
  }
  return compared;
}

}  // namespace

/// What the simulation serves decodes to the same objects from both forms.
class ProtobufSameTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void scenarios_data() {
    QTest::addColumn<QString>("scenario");
    QTest::newRow("incident") << "eks-hybrid";
    QTest::newRow("quiet") << "quiet";
  }
  void scenarios() {
    QFETCH(QString, scenario);
    simulation::WorldOptions options;
    options.scenario = scenario.toStdString();
    const auto world = std::move(simulation::makeWorld(options).value());
    const std::uint64_t since = world->resourceVersion();
    world->advanceTo(world->highlight() + 60'000);
    std::size_t objects = 0;
    std::size_t kinds = 0;
    for (const ApiResource& resource : world->server().served) {
      const std::optional<Kind> kind = kindOf(resource.group, resource.resource);
      if (!kind || !kit::hasProtobuf(resource)) {
        continue;
      }
      visitKind(*kind, [&](auto tag) {
        using T = typename decltype(tag)::type;
        DecodeCache cache;
        const std::size_t count = compareLists<T>(resource, *world, cache);
        objects += count + compareEvents<T>(resource, *world, since, cache);
        kinds += count > 0 ? 1 : 0;
      });
    }
    QVERIFY2(kinds >= 8 && objects > 50, qPrintable(QString("%1 objects of %2 kinds").arg(objects).arg(kinds)));
  }

  /// What the simulation has no pod of: each rule of placement by itself.
  void placement_data() {
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QString>("rules");
    const auto row = [](const char* name, const char* spec, const char* rules) {
      QTest::newRow(name) << QString(spec).replace('\'', '"') << QString(rules);
    };
    row("none", "", "");
    row("pod affinity", "'affinity':{'podAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{'topologyKey':'zone'}]}}",
        "affinity ");
    row("anti-affinity",
        "'affinity':{'podAntiAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{'topologyKey':'host'}]}}",
        "antiAffinity ");
    row("empty affinity", "'affinity':{'podAntiAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[]},'podAffinity':{}}",
        "");
    row("spread",
        "'topologySpreadConstraints':[{'maxSkew':1,'topologyKey':'zone','whenUnsatisfiable':'ScheduleAnyway'},{'maxSkew':1,"
        "'topologyKey':'host','whenUnsatisfiable':'DoNotSchedule'}]",
        "spread ");
    row("loose spread", "'topologySpreadConstraints':[{'maxSkew':1,'topologyKey':'zone','whenUnsatisfiable':'ScheduleAnyway'}]",
        "");
    row("claimed volume", "'volumes':[{'name':'v','persistentVolumeClaim':{'claimName':'data'}}]", "volume ");
    row("ephemeral volume", "'volumes':[{'name':'v','ephemeral':{}}]", "volume ");
    row("other volumes", "'volumes':[{'name':'v','emptyDir':{}},{'name':'w','configMap':{'name':'x'}}]", "");
    row("port of an init container that ends",
        "'initContainers':[{'name':'i','ports':[{'containerPort':80},{'containerPort':81,'hostPort':8081}]}]", "");
    row("host ports",
        "'initContainers':[{'name':'i','ports':[{'hostPort':90,'containerPort':1}],'restartPolicy':'Always'}],'containers':[{'"
        "name':"
        "'c','ports':[{'containerPort':80},{'containerPort':81,'hostPort':8081,'protocol':'UDP','hostIP':'10.0.0.1'}]}]",
        "0.0.0.0:90/TCP 10.0.0.1:8081/UDP ");
    row("network of the host",
        "'hostNetwork':true,'containers':[{'name':'c','ports':[{'containerPort':80},{'containerPort':80}]}]", "0.0.0.0:80/TCP ");
    row("everything of a term",
        "'affinity':{'podAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{'labelSelector':{'matchLabels':{'a':'b'},"
        "'matchExpressions':[{'key':'k','operator':'In','values':['v']}]},'namespaces':['x','y'],'namespaceSelector':{},"
        "'topologyKey':'zone','matchLabelKeys':['m'],'mismatchLabelKeys':['n']}]}}",
        "affinity ");
    row("everything of a constraint",
        "'topologySpreadConstraints':[{'maxSkew':3,'topologyKey':'host','whenUnsatisfiable':'DoNotSchedule','labelSelector':{},"
        "'minDomains':2,'nodeAffinityPolicy':'Ignore','nodeTaintsPolicy':'Honor','matchLabelKeys':['m']}]",
        "spread ");
  }
  void placement() {
    QFETCH(QString, spec);
    const ApiResource pods{"", "v1", "pods", "Pod", true};
    std::string json =
        "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[{\"metadata\":{\"name\":\"p\",\"namespace\":\"n\"},\"spec\":{" +
        spec.toStdString() + "}}]}";
    std::string protobuf = kit::protobufList(pods, json).value();
    std::string texts[2];
    for (std::size_t i = 0; i < 2; ++i) {
      const auto list = decodeList<Pod>(pods, i == 0 ? json : protobuf);
      QVERIFY(list && list->items.size() == 1);
      const Pod& pod = *list->items.front();
      const PodPlacement placement = pod.spec->placement ? *pod.spec->placement : PodPlacement{};
      QString rules;
      rules += placement.affinity.empty() ? "" : "affinity ";
      rules += placement.antiAffinity.empty() ? "" : "antiAffinity ";
      rules += placement.spread.empty() ? "" : "spread ";
      rules += pod.spec->volumeClaim ? "volume " : "";
      for (const HostPort& port : placement.hostPorts) {
        rules += QString("%1:%2/%3 ").arg(port.address.str().c_str()).arg(port.port).arg(port.protocol.str().c_str());
      }
      QTEST(rules, "rules");
      QCOMPARE(pod.spec->placement.has_value(), !placement.empty());
      texts[i] = kit::canonical(pod);
    }
    QCOMPARE(texts[0], texts[1]);
  }
};

QTEST_GUILESS_MAIN(ProtobufSameTest)
#include "protobuf_same_test.moc"
