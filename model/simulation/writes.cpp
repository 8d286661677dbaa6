#include "model/simulation/writes.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "model/base/json_tree.h"
#include "model/simulation/hand_over.h"
#include "model/simulation/served.h"

namespace claimscope::simulation {
namespace {

using Json = nlohmann::ordered_json;

/// A path in its parts: "/api/v1/namespaces/ml/pods/x/eviction?dryRun=All".
struct Place {
  ApiResource resource;
  std::string namespaceName;
  std::string name;
  std::string subresource;
  bool dryRun = false;
};

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = [](char c) {
      return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
    };
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::optional<Place> placeOf(std::string_view path, bool classic) {
  Place place;
  const std::size_t query = path.find('?');
  place.dryRun = query != std::string_view::npos && path.substr(query).find("dryRun=All") != std::string_view::npos;
  path = path.substr(0, query);
  std::vector<std::string> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find('/', 1);
    parts.push_back(decoded(path.substr(1, slash == std::string_view::npos ? slash : slash - 1)));
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash);
  }
  std::size_t at = 0;
  std::string group;
  std::string version;
  if (parts.size() > 2 && parts[0] == "api") {
    version = parts[1];
    at = 2;
  } else if (parts.size() > 3 && parts[0] == "apis") {
    group = parts[1];
    version = parts[2];
    at = 3;
  } else {
    return std::nullopt;
  }
  if (parts[at] == "namespaces" && parts.size() > at + 2) {
    place.namespaceName = parts[at + 1];
    at += 2;
  }
  for (const ApiResource& served : servedResources(classic)) {
    if (served.resource == parts[at] && served.group == group && served.version == version) {
      place.resource = served;
      place.name = parts.size() > at + 1 ? parts[at + 1] : std::string();
      place.subresource = parts.size() > at + 2 ? parts[at + 2] : std::string();
      return place;
    }
  }
  return std::nullopt;
}

HttpReply refuse(int status, const char* reason, const std::string& message, const Json& details = Json::object()) {
  const Json body = {{"kind", "Status"}, {"apiVersion", "v1"}, {"status", "Failure"}, {"message", message},
                     {"reason", reason}, {"details", details}, {"code", status}};
  return {status, body.dump()};
}

HttpReply success(int status) {
  return {status, R"({"kind":"Status","apiVersion":"v1","status":"Success"})"};
}

std::string textOf(const Json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const Json& at(const Json& object, const char* key) {
  static const Json kNone;
  if (!object.is_object()) {
    return kNone;
  }
  const auto found = object.find(key);
  return found == object.end() ? kNone : *found;
}

/// The object as it is answered.
Json written(const Cluster& cluster, const Object& object, const ApiResource& resource) {
  std::string out;
  JsonWriter json(out);
  object.write(json, cluster.context(), resource.apiVersion(), resource.kind);
  return Json::parse(out, nullptr, false);
}

/// A list or object as the structs keep it: empty where there is nothing.
std::string kept(const Json& value) {
  return value.is_null() || value.empty() ? std::string() : value.dump();
}

HttpReply review(const Json& body, const std::string& path, const std::string& forbidden, std::string_view user) {
  if (path.find("selfsubjectreviews") != std::string::npos) {
    return {201, Json{{"status", {{"userInfo", {{"username", std::string(user)}}}}}}.dump()};
  }
  const Json& attributes = at(at(body, "spec"), "resourceAttributes");
  const std::string resource = textOf(attributes, "resource");
  const bool allowed = forbidden.empty() || resource != forbidden;
  return {201, Json{{"status", {{"allowed", allowed}, {"reason", allowed ? "" : "no RBAC rule for " + resource}}}}.dump()};
}

/// Whether the preconditions of a delete or an eviction are met.
std::optional<HttpReply> precondition(const Object& object, const Json& options, const std::string& name) {
  const Json& wanted = at(options, "preconditions");
  const std::string uid = textOf(wanted, "uid");
  const std::string version = textOf(wanted, "resourceVersion");
  if (!uid.empty() && uid != uuid(object.uid)) {
    return refuse(409, "Conflict",
                  "Operation cannot be fulfilled on \"" + name + "\": the UID in the precondition (" + uid +
                      ") does not match the UID in record (" + uuid(object.uid) + ")");
  }
  if (!version.empty() && version != std::to_string(object.resourceVersion)) {
    return refuse(409, "Conflict", "Operation cannot be fulfilled on \"" + name + "\": the object has been modified");
  }
  return std::nullopt;
}

class Server {
 public:
  Server(Cluster& cluster, Place place, ObjectKind kind) : m_cluster(cluster), m_place(std::move(place)), m_kind(kind) {
    m_key = m_place.resource.namespaced ? m_place.namespaceName + "/" + m_place.name : m_place.name;
  }

  HttpReply get() {
    const Object* object = find();
    return object == nullptr ? missing() : HttpReply{200, written(m_cluster, *object, m_place.resource).dump()};
  }

  HttpReply patch(const Json& change) {
    const Object* object = find();
    if (object == nullptr) {
      return missing();
    }
    if (!change.is_object()) {
      return refuse(400, "BadRequest", "the patch is no JSON object");
    }
    const std::string version = textOf(at(change, "metadata"), "resourceVersion");
    if (!version.empty() && version != std::to_string(object->resourceVersion)) {
      return refuse(409, "Conflict", "Operation cannot be fulfilled on \"" + m_place.name + "\": the object has been modified");
    }
    Json after = written(m_cluster, *object, m_place.resource);
    mergeByName(after, change);
    const bool form = m_kind == ObjectKind::deployments || m_kind == ObjectKind::statefulSets || m_kind == ObjectKind::daemonSets;
    if (!m_place.dryRun && form) {
      return refuse(403, "Forbidden", "the demo cluster rolls no templates out: its controllers do not read them");
    }
    if (!m_place.dryRun) {
      store(after);
      object = find();
      after["metadata"]["resourceVersion"] = std::to_string(object->resourceVersion);
    }
    return {200, after.dump()};
  }

  HttpReply remove(const Json& options) {
    const Object* object = find();
    if (object == nullptr) {
      return missing();
    }
    if (const auto refused = precondition(*object, options, m_place.name)) {
      return *refused;
    }
    if (!m_place.dryRun) {
      if (m_kind == ObjectKind::pods) {
        const Json& grace = at(options, "gracePeriodSeconds");
        terminate(m_cluster, m_key, grace.is_number_integer() ? grace.get<std::int64_t>() * 1000 : kGraceMs);
      } else if (m_kind == ObjectKind::claims) {
        removeClaim();
      } else {
        m_cluster.store.remove(m_kind, m_key);
      }
    }
    return success(200);
  }

  HttpReply evict(const Json& body) {
    const Object* object = find();
    if (object == nullptr) {
      return missing();
    }
    const Json& options = at(body, "deleteOptions");
    if (const auto refused = precondition(*object, options, m_place.name)) {
      return *refused;
    }
    const std::string budget = budgetOf(*object);
    if (!budget.empty() && !object->deleted.isSet() && !spend(budget, m_place.dryRun)) {
      const std::string name = budget.substr(budget.find('/') + 1);
      return refuse(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.",
                    {{"causes",
                      {{{"reason", "DisruptionBudget"},
                        {"message", "The disruption budget " + name + " does not allow any disruption now"}}}}});
    }
    if (!m_place.dryRun) {
      const Json& grace = at(options, "gracePeriodSeconds");
      terminate(m_cluster, m_key, grace.is_number_integer() ? grace.get<std::int64_t>() * 1000 : kGraceMs);
      if (!budget.empty()) {
        m_cluster.schedule.after(kBudgetMs, [&cluster = m_cluster, budget] { giveBack(cluster, budget); });
      }
    }
    return success(201);
  }

  HttpReply create(const Json& body) {
    m_place.name = textOf(at(body, "metadata"), "name");
    m_key = m_place.resource.namespaced ? m_place.namespaceName + "/" + m_place.name : m_place.name;
    if (m_place.name.empty()) {
      return refuse(422, "Invalid", "metadata.name: Required value");
    }
    if (find() != nullptr) {
      return refuse(409, "AlreadyExists", m_place.resource.resource + " \"" + m_place.name + "\" already exists");
    }
    std::shared_ptr<Object> object =
        m_kind == ObjectKind::claims ? claimOf(body)
        : m_kind == ObjectKind::pods ? podOf(body)
        : m_kind == ObjectKind::taintRules || m_kind == ObjectKind::deviceClasses || m_kind == ObjectKind::claimTemplates
            ? plainOf(body)
            : nullptr;
    if (object == nullptr) {
      return refuse(403, "Forbidden", "the demo cluster takes no new " + m_place.resource.resource);
    }
    object->name = Text(m_place.name);
    object->namespaceName = Text(m_place.namespaceName);
    object->labels = Text(kept(at(at(body, "metadata"), "labels")));
    object->annotations = Text(kept(at(at(body, "metadata"), "annotations")));
    object->created = m_cluster.now();
    if (m_place.dryRun) {
      return {201, written(m_cluster, *object, m_place.resource).dump()};
    }
    const std::shared_ptr<const Object> made = m_cluster.store.add(m_kind, std::move(object));
    if (m_kind == ObjectKind::pods) {
      m_cluster.schedule.after(kScheduleMs, [&cluster = m_cluster, key = m_key] { schedulePod(cluster, key); });
    }
    return {201, written(m_cluster, *made, m_place.resource).dump()};
  }

 private:
  static constexpr std::int64_t kGraceMs = 6'000;
  static constexpr std::int64_t kBudgetMs = 14'000;  ///< until the pod that took its place is ready
  static constexpr std::int64_t kScheduleMs = 800;

  [[nodiscard]] const Object* find() const { return m_cluster.store.find<Object>(m_kind, m_key); }
  [[nodiscard]] HttpReply missing() const {
    return refuse(404, "NotFound", m_place.resource.resource + " \"" + m_place.name + "\" not found");
  }

  /// Takes over what a guided action may change; other fields stay as they are, as with a webhook that keeps them.
  void store(const Json& after) {
    const Text annotations(kept(at(at(after, "metadata"), "annotations")));
    const Text labels(kept(at(at(after, "metadata"), "labels")));
    switch (m_kind) {
      case ObjectKind::nodes:
        m_cluster.store.update<NodeObject>(m_kind, m_key, [&](NodeObject& node) {
          const Json& value = at(at(after, "spec"), "unschedulable");
          node.unschedulable = value.is_boolean() && value.get<bool>();
          node.annotations = annotations;
          node.labels = labels;
        });
        changeHands(m_cluster, m_key);
        break;
      case ObjectKind::taintRules:
        m_cluster.store.update<PlainObject>(m_kind, m_key, [&](PlainObject& rule) {
          rule.body = bodyOf(after);
          rule.annotations = annotations;
          ++rule.generation;
        });
        break;
      case ObjectKind::claims:
        m_cluster.store.update<ClaimObject>(m_kind, m_key, [&](ClaimObject& claim) {
          claim.annotations = annotations;
          claim.labels = labels;
        });
        break;
      case ObjectKind::pods:
        m_cluster.store.update<PodObject>(m_kind, m_key, [&](PodObject& pod) {
          pod.annotations = annotations;
          pod.labels = labels;
        });
        break;
      default:
        break;
    }
  }

  /// Everything after metadata, without braces.
  static std::string bodyOf(const Json& object) {
    Json body = object;
    body.erase("metadata");
    body.erase("kind");
    body.erase("apiVersion");
    const std::string text = body.dump();
    return text.substr(1, text.size() - 2);
  }

  /// A claim that somebody uses goes when the last one has ended, by its finalizer.
  void removeClaim() {
    const auto* claim = m_cluster.store.find<ClaimObject>(m_kind, m_key);
    if (!claim->reservedFor.empty()) {
      m_cluster.store.update<ClaimObject>(m_kind, m_key, [this](ClaimObject& changed) { changed.deleted = m_cluster.now(); });
      return;
    }
    m_cluster.freeDevices(*claim);
    m_cluster.store.remove(m_kind, m_key);
  }

  /// Key of the budget that selects the pod; empty: none does.
  [[nodiscard]] std::string budgetOf(const Object& pod) const {
    const Json labels = Json::parse(pod.labels.view(), nullptr, false);
    for (const auto& [key, object] : m_cluster.store.objects(ObjectKind::disruptionBudgets)) {
      if (object->namespaceName != pod.namespaceName) {
        continue;
      }
      const Json body = Json::parse("{" + static_cast<const PlainObject&>(*object).body + "}", nullptr, false);
      const Json& wanted = at(at(at(body, "spec"), "selector"), "matchLabels");
      const bool selects = wanted.is_object() && labels.is_object() &&
                           std::all_of(wanted.items().begin(), wanted.items().end(), [&](const auto& item) {
                             return labels.contains(item.key()) && labels[item.key()] == item.value();
                           });
      if (selects) {
        return key;
      }
    }
    return {};
  }
  static void change(Cluster& cluster, const std::string& budget, std::int64_t by) {
    cluster.store.update<PlainObject>(ObjectKind::disruptionBudgets, budget, [&](PlainObject& object) {
      Json body = Json::parse("{" + object.body + "}", nullptr, false);
      Json& status = body["status"];
      status["disruptionsAllowed"] = std::max<std::int64_t>(0, status.value("disruptionsAllowed", std::int64_t{0}) + by);
      status["currentHealthy"] = std::max<std::int64_t>(0, status.value("currentHealthy", std::int64_t{0}) + by);
      const std::string text = body.dump();
      object.body = text.substr(1, text.size() - 2);
    });
  }
  /// False when the budget allows no disruption.
  bool spend(const std::string& budget, bool dryRun) {
    const auto* object = m_cluster.store.find<PlainObject>(ObjectKind::disruptionBudgets, budget);
    const Json body = Json::parse("{" + object->body + "}", nullptr, false);
    const Json& allowed = at(at(body, "status"), "disruptionsAllowed");
    if (!allowed.is_number_integer() || allowed.get<std::int64_t>() <= 0) {
      return false;
    }
    if (!dryRun) {
      change(m_cluster, budget, -1);
    }
    return true;
  }
  static void giveBack(Cluster& cluster, const std::string& budget) { change(cluster, budget, 1); }

  [[nodiscard]] static std::shared_ptr<Object> plainOf(const Json& body) {
    auto rule = std::make_shared<PlainObject>();
    rule->body = bodyOf(body);
    rule->generation = 1;
    return rule;
  }

  [[nodiscard]] static std::shared_ptr<Object> claimOf(const Json& body) {
    const Json& requests = at(at(at(body, "spec"), "devices"), "requests");
    if (!requests.is_array() || requests.size() != 1 || !at(requests[0], "exactly").is_object()) {
      return nullptr;
    }
    const Json& exactly = at(requests[0], "exactly");
    auto shape = std::make_shared<ClaimShape>();
    shape->className = Text(textOf(exactly, "deviceClassName"));
    shape->request = Text(textOf(requests[0], "name"));
    const Json& count = at(exactly, "count");
    shape->count =
        count.is_number_integer() ? static_cast<std::uint32_t>(std::clamp<std::int64_t>(count.get<std::int64_t>(), 1, 32)) : 1;
    shape->tolerations = kept(at(exactly, "tolerations"));
    for (const Json& selector : at(exactly, "selectors")) {
      shape->selectors.push_back(textOf(at(selector, "cel"), "expression"));
    }
    auto claim = std::make_shared<ClaimObject>();
    claim->shape = shape;
    return claim;
  }

  [[nodiscard]] std::shared_ptr<Object> podOf(const Json& body) const {
    const Json& spec = at(body, "spec");
    const Json& containers = at(spec, "containers");
    if (!containers.is_array() || containers.empty()) {
      return nullptr;
    }
    auto shape = std::make_shared<PodShape>();
    shape->namespaceName = Text(m_place.namespaceName);
    shape->container = Text(textOf(containers[0], "name"));
    shape->image = Text(textOf(containers[0], "image"));
    shape->cpu = Text("10m");
    shape->memory = Text("16Mi");
    shape->labels = Text(kept(at(at(body, "metadata"), "labels")));
    shape->tolerations = kept(at(spec, "tolerations"));
    shape->nodeSelector = kept(at(spec, "nodeSelector"));
    shape->restartPolicy = Text("Always");
    for (const Json& entry : at(spec, "resourceClaims")) {
      shape->claims.push_back({Text(textOf(entry, "name")), {}, Text(textOf(entry, "resourceClaimName")), nullptr});
    }
    auto pod = std::make_shared<PodObject>();
    pod->shape = shape;
    return pod;
  }

  Cluster& m_cluster;
  Place m_place;
  ObjectKind m_kind;
  std::string m_key;
};

}  // namespace

HttpReply answer(Cluster& cluster, const HttpRequest& request, std::string_view user) {
  const Json body = request.body.empty() ? Json::object() : Json::parse(request.body, nullptr, false);
  if (request.path.find("/selfsubject") != std::string::npos) {
    return review(body, request.path, cluster.forbidden, user);
  }
  std::optional<Place> place = placeOf(request.path, cluster.classic);
  const std::optional<ObjectKind> kind = place ? tableOf(place->resource, cluster.classic) : std::nullopt;
  if (!kind) {
    return refuse(404, "NotFound", "the server could not find the requested resource");
  }
  if (place->resource.resource == cluster.forbidden) {
    return refuse(403, "Forbidden",
                  place->resource.resource + " is forbidden: User \"" + std::string(user) + "\" cannot change it");
  }
  const bool eviction = place->subresource == "eviction";
  Server server(cluster, std::move(*place), *kind);
  if (request.method == "GET") {
    return server.get();
  }
  if (request.method == "PATCH") {
    return server.patch(body);
  }
  if (request.method == "DELETE") {
    return server.remove(body);
  }
  if (request.method == "POST") {
    return eviction ? server.evict(body) : server.create(body);
  }
  return refuse(405, "MethodNotAllowed", "the server does not allow this method");
}

}  // namespace claimscope::simulation
