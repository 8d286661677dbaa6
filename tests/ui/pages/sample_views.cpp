#include "tests/ui/pages/sample_views.h"

#include <fmt/format.h>

#include <stdexcept>

#include "model/base/json_tree.h"
#include "model/latency/lives.h"
#include "model/simulation/world.h"

namespace claimscope::ui {
namespace {

using diagnosis::Diagnosis;
using diagnosis::Finding;
using diagnosis::Severity;

std::unique_ptr<simulation::World> worldOf(const std::string& scenario) {
  simulation::WorldOptions options;
  options.scenario = scenario;
  Result<std::unique_ptr<simulation::World>> world = simulation::makeWorld(options);
  if (!world) {
    throw std::runtime_error(world.error().text());
  }
  (*world)->advanceTo((*world)->highlight());
  return std::move(*world);
}

/// Feeds a world into a store as the demo source does, with what a state says instead.
class Loader {
 public:
  explicit Loader(const std::string& scenario)
      : m_world(worldOf(scenario)), m_clock(m_world->now()), m_store(m_clock, m_executor) {
    ServerInfo server = m_world->server();
    server.user = "maria@example.com";
    m_store.serverFound(server);
  }

  void load(SampleState state) {
    for (const ApiResource& resource : m_world->server().served) {
      const std::string& name = resource.resource;
      if (state == SampleState::forbidden && (name == "devicetaintrules" || name == "nodes" || name == "events")) {
        refuse(resource);
      } else if (state == SampleState::loading && (name == "pods" || name == "events")) {
        setState(resource, SourceState::waiting);
      } else {
        read(resource, state == SampleState::loading && name == "resourceclaims");
      }
      if (state == SampleState::stale) {
        SourceStatus status = m_status;
        status.state = SourceState::stale;
        status.lastContact = m_clock.now() + -184'000;
        status.error = Error{ErrorCode::unreachable, "10.0.0.1:6443 refused the connection", "Retrying in 8 s", std::nullopt, 0};
        m_store.sourceChanged(status);
      }
    }
    for (const KindRequest& request : allKindRequests()) {
      const std::vector<ApiResource> served = m_world->server().served;
      if (std::none_of(served.begin(), served.end(), [&](const ApiResource& r) { return r.resource == request.resource; })) {
        setState({request.group, request.versions.front(), request.resource, request.kind, request.namespaced},
                 SourceState::notServed);
      }
    }
    m_store.flush();
  }

  void advance(std::int64_t ms) {
    m_world->advanceTo(m_world->now() + ms);
    m_clock.set(m_world->now());
    for (auto& [resource, version] : m_versions) {
      std::vector<std::string> lines = m_world->changesAfter(resource, version).value();
      for (std::string& line : lines) {
        if (!m_store.watchLine(resource, line)) {
          throw std::runtime_error("cannot read " + line);
        }
      }
      version = m_world->resourceVersion();
    }
    m_store.flush();
  }

  [[nodiscard]] cluster::SnapshotPtr snapshot() const { return m_store.latest(); }

 private:
  void setState(const ApiResource& resource, SourceState state) {
    m_status = {};
    m_status.resource = resource;
    m_status.state = state;
    m_status.lastContact = m_clock.now();
    m_store.sourceChanged(m_status);
  }

  void refuse(const ApiResource& resource) {
    m_status = {};
    m_status.resource = resource;
    m_status.state = SourceState::forbidden;
    m_status.error =
        Error{ErrorCode::forbidden, "list " + resource.resource + " is forbidden", "Ask for list and watch", std::nullopt, 403};
    m_store.sourceChanged(m_status);
  }

  void read(const ApiResource& resource, bool half) {
    m_store.listStarted(resource);
    simulation::ListQuery query;
    query.limit = 500;
    std::uint64_t objects = 0;
    do {
      Result<std::string> page = m_world->list(resource, query);
      if (!page) {
        m_store.listAbandoned(resource);
        refuse(resource);
        return;
      }
      const Result<ListInfo> info = m_store.listPage(resource, *page);
      query.continueToken = info.value().continueToken;
      objects += info->items;
      if (half && objects >= 4'000) {
        setState(resource, SourceState::loading);
        m_status.objects = objects;
        m_status.expectedAtLeast = objects + info->remaining.value_or(0);
        m_store.sourceChanged(m_status);
        return;
      }
    } while (!query.continueToken.empty());
    m_store.listFinished(resource, std::to_string(m_world->resourceVersion()));
    setState(resource, SourceState::live);
    m_versions.emplace_back(resource, m_world->resourceVersion());
  }

  std::unique_ptr<simulation::World> m_world;
  ManualClock m_clock;
  InlineExecutor m_executor;
  cluster::Store m_store;
  SourceStatus m_status;
  std::vector<std::pair<ApiResource, std::uint64_t>> m_versions;
};

ApiResource resourceOf(const std::string& group, const std::string& version, const std::string& resource) {
  const std::optional<Kind> kind = kindOf(group, resource);
  if (!kind) {
    throw std::runtime_error("no kind " + resource);
  }
  return {group, version, resource, kindRequest(*kind).kind, kindRequest(*kind).namespaced};
}

std::string keyOf(const std::string& group, const std::string& resource) {
  return group + "/" + resource;
}

Finding finding(std::string id, Severity severity, std::string title, std::string detail, Time since,
                std::vector<ObjectRef> objects) {
  Finding out;
  out.id = std::move(id);
  out.check = out.id.substr(0, out.id.find(':'));
  out.severity = severity;
  out.title = std::move(title);
  out.detail = std::move(detail);
  out.since = since;
  out.objects = std::move(objects);
  if (!out.objects.empty()) {
    out.evidence.push_back({out.objects.front().str(), "status", out.detail});
    out.command = "kubectl get " + out.objects.front().kind + " " + out.objects.front().name;
  }
  return out;
}

}  // namespace

SampleStore::SampleStore(Time now) : m_clock(now), m_store(m_clock, m_executor) {}

void SampleStore::serverFound(const std::string& user) {
  ServerInfo server;
  server.context = "dev-usw2-hybrid";
  server.gitVersion = "v1.37.0";
  server.minor = 37;
  server.user = user;
  for (const KindRequest& request : allKindRequests()) {
    server.served.push_back({request.group, request.versions.front(), request.resource, request.kind, request.namespaced});
  }
  m_store.serverFound(server);
}

SourceStatus SampleStore::statusOf(const std::string& group, const std::string& resource, SourceState state) const {
  SourceStatus status;
  status.resource = resourceOf(group, kindRequest(*kindOf(group, resource)).versions.front(), resource);
  status.state = state;
  if (state != SourceState::waiting && state != SourceState::forbidden && state != SourceState::notServed) {
    status.lastContact = m_clock.now();
  }
  return status;
}

void SampleStore::list(const std::string& group, const std::string& version, const std::string& resource,
                       const std::string& items) {
  const ApiResource api = resourceOf(group, version, resource);
  m_store.listStarted(api);
  std::string page = R"({"kind":"List","apiVersion":")" + api.apiVersion() +
                     R"(","metadata":{"resourceVersion":"100"},"items":[)" + items + "]}";
  if (const Result<ListInfo> info = m_store.listPage(api, page); !info) {
    throw std::runtime_error(info.error().text());
  }
  m_store.listFinished(api, "100");
  SourceStatus status = statusOf(group, resource, SourceState::live);
  status.resource = api;
  m_store.sourceChanged(status);
  m_known.push_back(keyOf(group, resource));
}

void SampleStore::firstPage(const std::string& group, const std::string& version, const std::string& resource,
                            const std::string& items, std::uint64_t expected) {
  const ApiResource api = resourceOf(group, version, resource);
  m_store.listStarted(api);
  std::string page = R"({"kind":"List","apiVersion":")" + api.apiVersion() +
                     R"(","metadata":{"resourceVersion":"100","continue":"more"},"items":[)" + items + "]}";
  const Result<ListInfo> info = m_store.listPage(api, page);
  SourceStatus status = statusOf(group, resource, SourceState::loading);
  status.objects = info.value().items;
  status.expectedAtLeast = expected;
  m_store.sourceChanged(status);
  m_known.push_back(keyOf(group, resource));
}

void SampleStore::setState(const std::string& group, const std::string& resource, SourceState state, std::optional<Error> error) {
  SourceStatus status = statusOf(group, resource, state);
  status.error = std::move(error);
  m_store.sourceChanged(status);
  m_known.push_back(keyOf(group, resource));
}

void SampleStore::finishOthers(SourceState state) {
  for (const KindRequest& request : allKindRequests()) {
    if (std::find(m_known.begin(), m_known.end(), keyOf(request.group, request.resource)) != m_known.end()) {
      continue;
    }
    if (state == SourceState::live) {
      list(request.group, request.versions.front(), request.resource, {});
    } else {
      setState(request.group, request.resource, state);
    }
  }
}

void SampleStore::advance(std::int64_t ms) {
  m_clock.advance(ms);
}

cluster::SnapshotPtr SampleStore::snapshot() {
  m_store.flush();
  return m_store.latest();
}

cluster::SnapshotPtr sampleSnapshot(const std::string& scenario, SampleState state) {
  if (state == SampleState::empty || state == SampleState::notServed) {
    SampleStore store(Time{1'795'513'338'000});
    store.serverFound();
    if (state == SampleState::notServed) {
      for (const KindRequest& request : allKindRequests()) {
        if (request.group == "resource.k8s.io") {
          store.setState(request.group, request.resource, SourceState::notServed);
        }
      }
    }
    store.finishOthers();
    return store.snapshot();
  }
  Loader loader(scenario);
  loader.load(state);
  return loader.snapshot();
}

std::vector<cluster::SnapshotPtr> sampleSequence(const std::string& scenario, std::size_t moments, std::int64_t stepMs) {
  Loader loader(scenario);
  loader.load(SampleState::live);
  std::vector<cluster::SnapshotPtr> out{loader.snapshot()};
  while (out.size() < moments) {
    loader.advance(stepMs);
    out.push_back(loader.snapshot());
  }
  return out;
}

View withLatency(View view, const latency::Question& question) {
  latency::LivesOptions options;
  options.backMs = 2 * question.windowMs;
  view.lives = std::make_shared<const latency::Lives>(latency::livesOf(*view.snapshot, options));
  view.latency = std::make_shared<const latency::Report>(latency::report(*view.lives, question));
  return view;
}

View quietView(cluster::SnapshotPtr snapshot) {
  auto diagnosis = std::make_shared<Diagnosis>();
  if (snapshot->firstSyncDone) {
    diagnosis->checksRun = 31;
    diagnosis->checksPassed = 31;
    diagnosis->verdict = "Nothing is wrong.";
    diagnosis->verdictDetail = "31 checks passed.";
  }
  return withLatency({std::move(snapshot), diagnosis, {}});
}

View sampleView(cluster::SnapshotPtr snapshot) {
  auto diagnosis = std::make_shared<Diagnosis>();
  const cluster::Inventory& inventory = *snapshot->inventory;
  const auto& claims = snapshot->of<ResourceClaim>();
  std::vector<ObjectRef> waiting;
  std::vector<ObjectRef> prepare;
  Time oldest;
  for (const cluster::ClaimView& claim : inventory.claims) {
    const ResourceClaim* object = claims.at(claim.slot);
    const ObjectRef ref{"claim", object->meta.namespaceName.str(), object->meta.name.str()};
    if (claim.heldAt == "allocation" && snapshot->time - object->meta.created > 300'000) {
      waiting.push_back(ref);
      oldest = oldest.isSet() ? std::min(oldest, object->meta.created) : object->meta.created;
    } else if (claim.heldAt == "prepare") {
      prepare.push_back(ref);
    } else if (claim.state == "allocated") {
      diagnosis->findings.push_back(finding(
          "ClaimUnused:" + ref.str(), Severity::notice,
          fmt::format("{}/{}: {} devices allocated, reserved by no pod", ref.namespaceName, ref.name, claim.devices.size()),
          "named claim without owner · release it to start waiting claims", object->meta.created, {ref}));
    }
  }
  for (const cluster::PoolView& pool : inventory.pools) {
    if (!pool.complete) {
      diagnosis->findings.push_back(
          finding("PoolIncomplete:" + pool.name.str(), Severity::warning,
                  fmt::format("Pool {} is incomplete: {} of {} slices at generation {}", pool.name.str(), pool.seenSlices,
                              pool.expectedSlices, pool.generation),
                  fmt::format("the scheduler ignores its {} devices until all slices arrive", pool.devices.size()),
                  pool.newestSlice, {{"pool", pool.driver.str(), pool.name.str()}}));
    }
  }
  if (!prepare.empty()) {
    diagnosis->findings.push_back(finding(
        "DriverGone", Severity::warning, fmt::format("{} claims wait for a driver that is not registered", prepare.size()),
        "kubelet withdrew the slices 30 s after the driver stopped", snapshot->time + -360'000, prepare));
  }
  if (!waiting.empty()) {
    const std::string title = fmt::format("No free device: {} claims wait longer than five minutes", waiting.size());
    diagnosis->findings.push_back(
        finding("NoFreeDevice", Severity::critical, title, "every device of the class is in use", oldest, waiting));
  }
  for (const cluster::Source& source : snapshot->sources) {
    if (source.status.state == SourceState::forbidden) {
      const std::string kind(kindRequest(source.kind).kind);
      diagnosis->notChecked.push_back(kind + "s are forbidden");
      diagnosis->findings.push_back(finding("Forbidden:" + kind, Severity::notice, kind + "s are forbidden: numbers are bounds",
                                            "403 for list " + kindRequest(source.kind).resource, Time{}, {}));
    }
  }
  std::stable_sort(diagnosis->findings.begin(), diagnosis->findings.end(),
                   [](const Finding& a, const Finding& b) { return a.severity < b.severity; });
  diagnosis->checksRun = 31 + diagnosis->findings.size();
  diagnosis->checksPassed = 31;
  if (!diagnosis->findings.empty()) {
    diagnosis->anythingWrong = true;
    diagnosis->worst = diagnosis->findings.front().severity;
    diagnosis->verdict = diagnosis->findings.front().title + ".";
    diagnosis->verdictDetail =
        fmt::format("{} findings are open. The oldest wait began at {}.", diagnosis->findings.size(), formatTime(oldest));
  } else if (snapshot->firstSyncDone) {
    diagnosis->verdict = "Nothing is wrong.";
    diagnosis->verdictDetail = "31 checks passed.";
  }
  return withLatency({std::move(snapshot), diagnosis, {}});
}

const std::vector<std::string>& hostileNames() {
  static const std::vector<std::string> kNames{
      "<b>bold</b><img src=x onerror=alert(1)>",
      "<a href='file:///etc/passwd'>click</a>&lt;&amp;",
      "abc\u202Egnp.exe\u2066\u2069",
      std::string("nul\x01\x1b[31mred\x7f\r\n\ttab"),
      "\U0001F4A9\U0001F1F0\U0001F1F7 emoji \U0001F469\u200D\U0001F4BB",
      "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 zalgo",
      std::string(10'240, 'w'),
      "",
      "%1 %2 %n %L1 {} {0}",
      "\"quoted\" \\ 'x' = >= state=free",
      "\xED\xA0\x80\xFF broken",
  };
  return kNames;
}

cluster::SnapshotPtr hostileSnapshot() {
  SampleStore store(Time{1'795'513'338'000});
  store.serverFound("<b>maria</b>");
  using nlohmann::json;
  json nodes = json::array();
  json slices = json::array();
  json claims = json::array();
  json pods = json::array();
  json classes = json::array();
  int i = 0;
  for (const std::string& raw : hostileNames()) {
    // The last one is not UTF-8: JSON replaces it, as an API server would.
    const std::string name = json::parse(json(raw).dump(-1, ' ', false, json::error_handler_t::replace)).get<std::string>();
    const std::string uid = fmt::format("00000000-0000-0000-0000-{:012d}", ++i);
    const json meta{{"name", name},
                    {"namespace", name},
                    {"uid", uid},
                    {"resourceVersion", "7"},
                    {"creationTimestamp", "2026-11-24T09:30:00Z"}};
    json bare = meta;
    bare.erase("namespace");
    bare["labels"] = {
        {"eks.amazonaws.com/nodegroup", name}, {"topology.kubernetes.io/zone", name}, {"node.kubernetes.io/instance-type", name}};
    nodes.push_back({{"metadata", bare},
                     {"spec", json::object()},
                     {"status", {{"conditions", {{{"type", "Ready"}, {"status", "True"}, {"message", name}}}}}}});
    slices.push_back({{"metadata", bare},
                      {"spec",
                       {{"driver", name.empty() ? "d" : name},
                        {"nodeName", name},
                        {"pool", {{"name", name}, {"generation", 1}, {"resourceSliceCount", 2}}},
                        {"devices",
                         {{{"name", name},
                           {"attributes", {{"model", {{"string", name}}}, {name.empty() ? "x" : name, {{"string", name}}}}},
                           {"capacity", {{"memory", {{"value", "10Gi"}}}}},
                           {"taints", {{{"key", name}, {"value", name}, {"effect", "NoSchedule"}}}}},
                          {{"name", name + "-2"}}}}}}});
    json claim{{"metadata", meta},
               {"spec",
                {{"devices",
                  {{"requests",
                    {{{"name", name},
                      {"exactly", {{"deviceClassName", name}, {"selectors", {{{"cel", {{"expression", name}}}}}}}}}}}}}}}};
    if (i % 2 == 0) {
      claim["status"] = {
          {"allocation", {{"devices", {{"results", {{{"request", name}, {"driver", name}, {"pool", name}, {"device", name}}}}}}}},
          {"reservedFor", {{{"resource", "pods"}, {"name", name}, {"uid", uid}}}}};
    }
    claims.push_back(claim);
    pods.push_back(
        {{"metadata", meta},
         {"spec",
          {{"nodeName", name},
           {"containers", {{{"name", "c"}}}},
           {"resourceClaims", {{{"name", name}, {"resourceClaimName", i % 3 == 0 ? name + "-lost" : name}}}}}},
         {"status",
          {{"phase", "Pending"},
           {"message", name},
           {"conditions", {{{"type", "PodScheduled"}, {"status", "False"}, {"reason", "Unschedulable"}, {"message", name}}}}}}});
    classes.push_back({{"metadata", bare}, {"spec", {{"selectors", {{{"cel", {{"expression", name}}}}}}}}});
  }
  const auto items = [](const json& list) {
    const std::string text = list.dump();
    return text.substr(1, text.size() - 2);
  };
  store.list("", "v1", "nodes", items(nodes));
  store.list("resource.k8s.io", "v1", "resourceslices", items(slices));
  store.list("resource.k8s.io", "v1", "resourceclaims", items(claims));
  store.list("resource.k8s.io", "v1", "deviceclasses", items(classes));
  store.list("", "v1", "pods", items(pods));
  const std::string& markup = hostileNames().front();
  store.setState("", "events", SourceState::failed, Error{ErrorCode::serverError, markup, markup, std::nullopt, 500});
  store.finishOthers();
  return store.snapshot();
}

View hostileView() {
  View view = sampleView(hostileSnapshot());
  auto diagnosis = std::make_shared<Diagnosis>(*view.diagnosis);
  diagnosis->anythingWrong = true;
  diagnosis->verdict = hostileNames().front();
  diagnosis->verdictDetail = hostileNames()[2];
  for (const std::string& name : hostileNames()) {
    diagnosis->notChecked.push_back(name);
    diagnosis->findings.push_back(finding("Hostile:" + name, Severity::warning, name, name, view.snapshot->time,
                                          {{"claim", name, name}, {"device", name, name + "/" + name}}));
  }
  view.diagnosis = diagnosis;
  return view;
}

}  // namespace claimscope::ui
