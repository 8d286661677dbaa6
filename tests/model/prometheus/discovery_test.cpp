// Finding a Prometheus: by names, through refusals, and what ServiceMonitors lead to.
#include <QtTest>
#include <map>

#include "model/prometheus/discovery.h"
#include "tests/model/prometheus/scripted_prometheus.h"

using namespace claimscope;
using namespace claimscope::prometheus;

namespace {

std::string listOf(const std::string& items, const std::string& next = {}) {
  return "{\"metadata\":{\"continue\":\"" + next + "\"},\"items\":[" + items + "]}";
}

std::string service(const std::string& path, const std::string& port = "web", int number = 9090, const std::string& labels = {}) {
  const std::size_t slash = path.find('/');
  return "{\"metadata\":{\"namespace\":\"" + path.substr(0, slash) + "\",\"name\":\"" + path.substr(slash + 1) +
         "\",\"labels\":{" + labels + "}},\"spec\":{\"ports\":[{\"name\":\"" + port + "\",\"port\":" + std::to_string(number) +
         "}]}}";
}

/// The API server by path, and which Services answer as a Prometheus.
struct Cluster {
  std::map<std::string, std::string> lists;
  std::map<std::string, int> refused;
  std::map<std::string, FetchAnswer> servers;
  std::vector<std::string> asked;
  std::vector<std::string> probed;

  struct Server final : Fetcher {
    FetchAnswer answer;
    void fetch(FetchRequest, std::function<void(FetchAnswer)> done) override { done(answer); }
  };

  Place find(const std::optional<Candidate>& named = std::nullopt) {
    const ApiGet get = [this](const std::string& path, const std::function<void(Result<std::string>)>& done) {
      asked.push_back(path);
      const std::string resource = path.substr(0, path.find('?'));
      const std::string token = path.find("&continue=") == std::string::npos ? "" : path.substr(path.find("&continue=") + 10);
      if (const auto no = refused.find(resource); no != refused.end()) {
        done(
            fail(Error{no->second == 403 ? ErrorCode::forbidden : ErrorCode::notFound, "refused", {}, std::nullopt, no->second}));
      } else if (const auto list = lists.find(resource + token); list != lists.end()) {
        done(list->second);
      } else {
        done(fail(Error{ErrorCode::notFound, "404", {}, std::nullopt, 404}));
      }
    };
    const MakeFetcher make = [this](const Candidate& candidate) {
      probed.push_back(candidate.text() + candidate.prefix);
      auto server = std::make_shared<Server>();
      const auto found = servers.find(candidate.text());
      server->answer = found == servers.end() ? FetchAnswer{503, "no endpoints available", false, {}, {}} : found->second;
      return server;
    };
    std::optional<Place> out;
    const auto done = [&](Place place) { out = std::move(place); };
    if (named) {
      discoverNamed(*named, get, make, done);
    } else {
      discover(get, make, done);
    }
    return out.value_or(Place{});
  }
};

FetchAnswer good() {
  return {200, kit::vectorOf({{"", "1"}}), false, {}, {}};
}

}  // namespace

class DiscoveryTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theBestNameIsTriedFirstAndTheFirstThatAnswersIsTaken() {
    Cluster cluster;
    cluster.lists["/version"] = "{\"minor\":\"36+\"}";
    cluster.lists["/api/v1/services"] = listOf(service("default/kubernetes", "https", 443), "two");
    cluster.lists["/api/v1/servicestwo"] =
        listOf(service("vm/vmsingle-main", "http", 8429) + "," + service("monitoring/prometheus-operated") + "," +
               service("monitoring/kube-prometheus-stack-prometheus-node-exporter") + "," +
               service("monitoring/alertmanager-operated") + "," + service("openshift-monitoring/prometheus-k8s", "https", 9091));
    cluster.servers["monitoring/prometheus-operated:9090"] = good();
    const Place place = cluster.find();
    QVERIFY(place.fetcher != nullptr);
    QCOMPARE(place.address, std::string("service monitoring/prometheus-operated:9090"));
    QCOMPARE(place.serverMinor, 36);
    QVERIFY(place.serviceProxy);
    QCOMPARE(cluster.probed,
             (std::vector<std::string>{"openshift-monitoring/prometheus-k8s:9091", "monitoring/prometheus-operated:9090"}));
    QCOMPARE(place.tried.size(), std::size_t{2});
    QVERIFY(!place.tried[0].answers && place.tried[0].said.find("no pod of it is ready") != std::string::npos);
    QVERIFY(place.tried[1].answers);
  }

  void aTenantsServiceOfThatNameComesAfterTheOperators() {
    Cluster cluster;
    cluster.lists["/api/v1/services"] =
        listOf(service("a-team/prometheus-k8s") + "," + service("monitoring/prometheus-server", "http", 80));
    (void)cluster.find();
    QCOMPARE(cluster.probed, (std::vector<std::string>{"monitoring/prometheus-server:80", "a-team/prometheus-k8s:9090"}));
  }

  void noneIsNoError() {
    Cluster cluster;
    cluster.lists["/api/v1/services"] = listOf(service("default/kubernetes", "https", 443));
    const Place place = cluster.find();
    QVERIFY(place.fetcher == nullptr && !place.error && place.tried.empty());
  }

  void oneThatDoesNotAnswerIsAnError() {
    Cluster cluster;
    cluster.lists["/api/v1/services"] = listOf(service("monitoring/prometheus-server", "http", 80));
    const Place place = cluster.find();
    QVERIFY(place.fetcher == nullptr && place.error);
    QVERIFY(place.error->message.find("monitoring/prometheus-server:80") != std::string::npos);
  }

  void whereServicesAreForbiddenWellKnownNamespacesAreLookedInto() {
    Cluster cluster;
    cluster.refused["/api/v1/services"] = 403;
    cluster.lists["/api/v1/namespaces/monitoring/services"] = listOf(service("monitoring/prometheus-operated"));
    cluster.servers["monitoring/prometheus-operated:9090"] = good();
    const Place place = cluster.find();
    QVERIFY(place.fetcher != nullptr);
    QVERIFY(place.notice && place.notice->message.find("cannot be listed") != std::string::npos);
  }

  void pathPrefixesOfCompatibleServersAndOfTheOperatorAreUsed() {
    Cluster cluster;
    cluster.lists["/api/v1/services"] =
        listOf(service("mimir/mimir-gateway", "http", 80) + "," + service("vm/vmselect-a", "http", 8481) + "," +
               service("monitoring/prometheus-operated"));
    cluster.lists["/apis/monitoring.coreos.com/v1/prometheuses"] =
        listOf("{\"metadata\":{\"namespace\":\"monitoring\",\"name\":\"k8s\"},\"spec\":{\"routePrefix\":\"/prom/\"}}");
    (void)cluster.find();
    QCOMPARE(cluster.probed,
             (std::vector<std::string>{"monitoring/prometheus-operated:9090/prom", "mimir/mimir-gateway:80/prometheus",
                                       "vm/vmselect-a:8481/select/0/prometheus"}));
  }

  void aNamedServiceIsAskedAsItIs() {
    const auto candidate = parseCandidate("https:obs/thanos:10902/sub");
    QVERIFY(candidate);
    QCOMPARE(candidate->proxyPath(), std::string("/api/v1/namespaces/obs/services/https:thanos:10902/proxy/sub"));
    QCOMPARE(parseCandidate("obs/thanos")->port, std::string("9090"));
    for (const char* wrong : {"", "name", "a/", "/b", "a/b:x y", "A/b", "a/b:1/../../../secrets", "a/b:1/x?y", "http://a/b"}) {
      QVERIFY2(!parseCandidate(wrong), wrong);
    }
    Cluster cluster;
    cluster.servers["obs/thanos:10902"] = good();
    const Place place = cluster.find(candidate);
    QVERIFY(place.fetcher != nullptr);
    QCOMPARE(cluster.probed.size(), std::size_t{1});
  }

  void theGuidesMonitorIsSaidToSelectNothing() {
    Cluster cluster;
    cluster.lists["/api/v1/services"] = listOf(service("kube-system/dra-driver", "healthcheck", 51515, "\"app\":\"dra-driver\""));
    cluster.lists["/apis/monitoring.coreos.com/v1/servicemonitors"] = listOf(
        "{\"metadata\":{\"namespace\":\"monitoring\",\"name\":\"dra-metrics\"},\"spec\":{\"selector\":{\"matchLabels\":{\"app\":"
        "\"dra-driver\"}},"
        "\"endpoints\":[{\"port\":\"metrics\"}]}},{\"metadata\":{\"namespace\":\"monitoring\",\"name\":\"node-exporter\"},"
        "\"spec\":{}}");
    Place place = cluster.find();
    QCOMPARE(place.monitors.size(), std::size_t{1});
    QVERIFY(!place.monitors[0].works && place.monitors[0].selects.empty());
    QCOMPARE(place.monitors[0].selector, std::string("app=dra-driver"));
    QVERIFY(place.monitors[0].why.find("namespaceSelector") != std::string::npos);

    cluster.lists["/api/v1/services"] = listOf(service("monitoring/dra", "healthcheck", 51515, "\"app\":\"dra-driver\""));
    place = cluster.find();
    QCOMPARE(place.monitors[0].selects, std::string("Service monitoring/dra"));
    QVERIFY(place.monitors[0].why.find("no port named metrics") != std::string::npos);

    cluster.lists["/api/v1/services"] = listOf(service("monitoring/dra", "metrics", 8080, "\"app\":\"dra-driver\""));
    QVERIFY(cluster.find().monitors[0].works);

    cluster.lists["/apis/monitoring.coreos.com/v1/prometheuses"] = listOf(
        "{\"metadata\":{\"namespace\":\"monitoring\",\"name\":\"stack\"},\"spec\":{\"serviceMonitorSelector\":{\"matchLabels\":{"
        "\"release\":"
        "\"stack\"}},\"serviceMonitorNamespaceSelector\":{}}}");
    place = cluster.find();
    QVERIFY(!place.monitors[0].works);
    QVERIFY(place.monitors[0].why.find("release=stack") != std::string::npos);
  }

  void selectorsMatchAsInKubernetes() {
    prometheus::LabelSelector selector;
    QVERIFY(selector.matches({}));
    selector.expressions = {{"tier", "In", {"a", "b"}}, {"old", "DoesNotExist", {}}, {"x", "NotIn", {"1"}}};
    QVERIFY(selector.matches({{"tier", "b"}}));
    QVERIFY(!selector.matches({{"tier", "c"}}));
    QVERIFY(!selector.matches({{"tier", "a"}, {"old", ""}}));
    QVERIFY(!selector.matches({{"tier", "a"}, {"x", "1"}}));
    QCOMPARE(selector.text(), std::string("tier in (a,b),!old,x notin (1)"));
  }

  void listsThatAreNoneAreNoCrash() {
    for (const char* body : {"", "[]", "{}", "{\"items\":7}", "<html>"}) {
      QVERIFY2(!readServices(body), body);
    }
    const auto page = readServices(
        "{\"items\":[7,{},{\"metadata\":{\"name\":\"a\",\"namespace\":\"b\"},\"spec\":{\"ports\":[7,{\"port\":\"x\"}]}}]}");
    QVERIFY(page && page->items.size() == 1 && page->items[0].ports.empty());
  }
};

QTEST_APPLESS_MAIN(DiscoveryTest)
#include "discovery_test.moc"
