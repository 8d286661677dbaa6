#include "model/simulation/world.h"

#include <charconv>
#include <optional>

#include "model/simulation/asked.h"
#include "model/simulation/cluster.h"
#include "model/simulation/metrics/server.h"
#include "model/simulation/pod_logs.h"
#include "model/simulation/scenarios.h"
#include "model/simulation/served.h"
#include "model/simulation/writes.h"

namespace claimscope::simulation {

namespace {

/// metadata.continue: "version:seen:key" of the first page and of the next item.
struct Continue {
  std::uint64_t version = 0;
  std::uint64_t seen = 0;
  std::string key;

  [[nodiscard]] std::string text() const { return std::to_string(version) + ":" + std::to_string(seen) + ":" + key; }
  static std::optional<Continue> parse(std::string_view text) {
    Continue out;
    const char* end = text.data() + text.size();
    const auto version = std::from_chars(text.data(), end, out.version);
    if (version.ec != std::errc() || version.ptr == end || *version.ptr != ':') {
      return std::nullopt;
    }
    const auto seen = std::from_chars(version.ptr + 1, end, out.seen);
    if (seen.ec != std::errc() || seen.ptr == end || *seen.ptr != ':' || seen.ptr + 1 == end) {
      return std::nullopt;
    }
    out.key.assign(seen.ptr + 1, end);
    return out;
  }
};

/// Bytes a typical object takes, to reserve once.
constexpr std::size_t kTypicalObject = 2000;

class SimulatedWorld final : public World {
 public:
  SimulatedWorld(const Scenario& scenario, const WorldOptions& options)
      : m_cluster(options.seed, options.start, scenario.classic) {
    scenario.build(m_cluster);
    m_cluster.store.begin();
  }

  [[nodiscard]] ServerInfo server() const override {
    ServerInfo info;
    info.origin = Origin::demo;
    info.context = m_cluster.contextName;
    info.address = "https://demo.invalid";
    info.gitVersion = m_cluster.gitVersion;
    info.major = 1;
    info.minor = m_cluster.classic ? 30 : 36;
    info.served = servedResources(m_cluster.classic);
    info.user = kUser;
    return info;
  }

  [[nodiscard]] Time now() const override { return m_cluster.now(); }
  void advanceTo(Time time) override { m_cluster.schedule.advanceTo(time); }
  [[nodiscard]] Time highlight() const override { return m_cluster.highlight; }
  [[nodiscard]] std::uint64_t resourceVersion() const override { return m_cluster.store.version(); }

  [[nodiscard]] Result<std::string> list(const ApiResource& resource, const ListQuery& query) const override {
    const Result<ObjectKind> kind = served(resource, "list");
    if (!kind) {
      return fail(kind.error());
    }
    Continue from{m_cluster.store.version(), 0, {}};
    if (!query.continueToken.empty()) {
      std::optional<Continue> token = Continue::parse(query.continueToken);
      if (!token) {
        return fail(ErrorCode::invalidInput, "list " + resource.resource + ": the continue token is not one this server gave");
      }
      if (token->version < m_cluster.store.compacted()) {
        return expired("The provided continue parameter is too old to display a consistent list result");
      }
      from = std::move(*token);
    }
    return page(resource, *kind, query, std::move(from));
  }

  [[nodiscard]] Result<std::string> get(const ApiResource& resource, std::string_view namespaceName,
                                        std::string_view name) const override {
    const Result<ObjectKind> kind = served(resource, "get");
    if (!kind) {
      return fail(kind.error());
    }
    const auto* object = m_cluster.store.find<Object>(*kind, keyOf(resource, namespaceName, name));
    if (object == nullptr) {
      return fail(
          Error{ErrorCode::notFound, resource.resource + " \"" + std::string(name) + "\" not found", {}, std::nullopt, 404});
    }
    std::string out;
    JsonWriter json(out);
    object->write(json, m_cluster.context(), resource.apiVersion(), resource.kind);
    return out;
  }

  [[nodiscard]] Result<std::vector<std::string>> changesAfter(const ApiResource& resource, std::uint64_t version) const override {
    const Result<ObjectKind> kind = served(resource, "watch");
    if (!kind) {
      return fail(kind.error());
    }
    if (version < m_cluster.store.compacted()) {
      return expired("too old resource version: " + std::to_string(version) + " (" + std::to_string(m_cluster.store.compacted()) +
                     ")");
    }
    std::vector<std::string> lines;
    m_cluster.store.forEachAfter(*kind, version, [&](const Change& change) {
      constexpr std::string_view kTypes[] = {"ADDED", "MODIFIED", "DELETED"};
      std::string line;
      line.reserve(kTypicalObject);
      line += R"({"type":")";
      line += kTypes[static_cast<std::size_t>(change.type)];
      line += R"(","object":[)";
      // The writer takes the bracket for the start of a list, so that no comma comes before the object; it is taken out again.
      const std::size_t bracket = line.size() - 1;
      JsonWriter json(line);
      change.object->write(json, m_cluster.context(), resource.apiVersion(), resource.kind);
      line.erase(bracket, 1);
      line += '}';
      lines.push_back(std::move(line));
    });
    return lines;
  }

  [[nodiscard]] std::vector<PastLine> past() const override {
    return m_cluster.past != nullptr ? m_cluster.past(m_cluster) : std::vector<PastLine>();
  }

  [[nodiscard]] std::string bookmark(const ApiResource& resource) const override {
    std::string out;
    JsonWriter json(out);
    json.open();
    json.text("type", "BOOKMARK");
    json.open("object");
    json.text("kind", resource.kind);
    json.text("apiVersion", resource.apiVersion());
    json.open("metadata");
    json.text("resourceVersion", std::to_string(resourceVersion()));
    json.raw("creationTimestamp", "null");
    json.close();
    json.close();
    json.close();
    return out;
  }

  [[nodiscard]] HttpReply prometheus(std::string_view path, std::string_view form) const override {
    return metrics::answer(m_cluster, path, form);
  }
  [[nodiscard]] HttpReply apiGet(std::string_view path) const override {
    if (asksForLog(path)) {
      return podLog(m_cluster, path);
    }
    HttpReply reply = metrics::services(m_cluster, path);
    return reply.status == 404 ? askedDocument(m_cluster, path) : reply;
  }
  [[nodiscard]] HttpReply request(const HttpRequest& request) override { return answer(m_cluster, request, kUser); }

 private:
  static constexpr const char* kUser = "sre-kim";

  static std::string keyOf(const ApiResource& resource, std::string_view namespaceName, std::string_view name) {
    return resource.namespaced ? std::string(namespaceName) + "/" + std::string(name) : std::string(name);
  }

  static tl::unexpected<Error> expired(std::string message) {
    return fail(Error{ErrorCode::expired, std::move(message), {}, std::nullopt, 410});
  }

  [[nodiscard]] Result<ObjectKind> served(const ApiResource& resource, const std::string& verb) const {
    const std::optional<ObjectKind> kind = tableOf(resource, m_cluster.classic);
    if (!kind) {
      return fail(Error{ErrorCode::notServed,
                        "the demo cluster does not serve " + resource.resource + " in " + resource.apiVersion(),
                        {},
                        std::nullopt,
                        404});
    }
    if (resource.resource == m_cluster.forbidden) {
      return fail(
          Error{ErrorCode::forbidden,
                resource.resource + "." + resource.group + " is forbidden: User \"" + kUser + "\" cannot " + verb +
                    " resource \"" + resource.resource + "\" in API group \"" + resource.group + "\" at the cluster scope",
                "Ask for a ClusterRole with " + verb + " on " + resource.resource + "." + resource.group, std::nullopt, 403});
    }
    return *kind;
  }

  [[nodiscard]] Result<std::string> page(const ApiResource& resource, ObjectKind kind, const ListQuery& query,
                                         Continue from) const {
    const Store::Table& objects = m_cluster.store.objects(kind);
    const std::string prefix = resource.namespaced && !query.namespaceName.empty() ? query.namespaceName + "/" : std::string();
    const auto inRange = [&](Store::Table::const_iterator at) { return at != objects.end() && at->first.starts_with(prefix); };
    std::string items = "[";
    JsonWriter json(items);
    std::uint64_t written = 0;
    auto at = objects.lower_bound(from.key.empty() ? prefix : from.key);
    if (query.limit == 0 && query.name.empty() && prefix.empty()) {
      items.reserve(objects.size() * kTypicalObject);
    }
    for (; inRange(at) && (query.limit == 0 || written < query.limit); ++at) {
      if (!query.name.empty() && !(at->second->name == query.name)) {
        continue;
      }
      at->second->write(json, m_cluster.context(), {}, {});
      ++written;
    }
    const bool more = inRange(at);
    std::string out;
    out.reserve(items.size() + 256);
    out += R"({"kind":")" + resource.kind + R"(List","apiVersion":")" + resource.apiVersion() +
           R"(","metadata":{"resourceVersion":")" + std::to_string(from.version) + '"';
    if (more) {
      out += ",\"continue\":";
      std::string token = "[";
      JsonWriter(token).item(Continue{from.version, from.seen + written, at->first}.text());
      out += std::string_view(token).substr(1);
      if (query.name.empty() && prefix.empty()) {
        const std::uint64_t seen = from.seen + written;
        out += ",\"remainingItemCount\":" + std::to_string(objects.size() > seen ? objects.size() - seen : 1);
      }
    }
    out += R"(},"items":)";
    out += items;
    out += "]}";
    return out;
  }

  Cluster m_cluster;
};

}  // namespace

std::vector<ScenarioInfo> scenarios() {
  std::vector<ScenarioInfo> out;
  for (const Scenario& scenario : allScenarios()) {
    out.push_back({scenario.name, scenario.description});
  }
  return out;
}

Result<std::unique_ptr<World>> makeWorld(const WorldOptions& options) {
  std::string names;
  for (const Scenario& scenario : allScenarios()) {
    if (options.scenario == scenario.name) {
      return std::make_unique<SimulatedWorld>(scenario, options);
    }
    names += (names.empty() ? "" : ", ") + std::string(scenario.name);
  }
  return fail(ErrorCode::invalidInput, "there is no demo scenario \"" + options.scenario + "\"", "Use one of: " + names);
}

}  // namespace claimscope::simulation
