#include "tests/model/kube/scripted_server.h"

#include <algorithm>

#include "model/base/json_tree.h"

namespace claimscope::kit {
namespace {

using nlohmann::json;

std::string decoded(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::map<std::string, std::string> queryOf(const std::string& path) {
  std::map<std::string, std::string> out;
  std::size_t at = path.find('?');
  while (at != std::string::npos) {
    const std::size_t end = path.find('&', at + 1);
    const std::string pair = path.substr(at + 1, end == std::string::npos ? end : end - at - 1);
    const std::size_t equals = pair.find('=');
    out[pair.substr(0, equals)] = equals == std::string::npos ? std::string() : decoded(pair.substr(equals + 1));
    at = end;
  }
  return out;
}

}  // namespace

Call::Call(const VirtualTime& time, kube::Request request) : m_request(std::move(request)) {
  path = m_request.path.substr(0, m_request.path.find('?'));
  query = queryOf(m_request.path);
  accept = m_request.accept;
  compressed = m_request.compressed;
  timeoutMs = m_request.timeoutMs;
  atMs = time.nowMs();
  resource = path.substr(path.rfind('/') + 1);
  const bool collection = path.rfind("/api/v1/", 0) == 0 || path.rfind("/apis/", 0) == 0;
  const auto slashes = std::count(path.begin(), path.end(), '/');
  const bool object = path.find("/namespaces/") != std::string::npos && slashes == 4;
  verb = query.count("sendInitialEvents") != 0   ? "stream"
         : query.count("watch") != 0             ? "watch"
         : collection && !object && slashes >= 3 ? "list"
                                                 : "get";
}

void Call::open() {
  if (isOpen && m_request.onOpen) {
    m_request.onOpen();
  }
}
void Call::data(const std::string& bytes) {
  if (isOpen && m_request.onData && !m_request.onData(bytes)) {
    end({});
  }
}
void Call::finish(std::string body) {
  kube::Response response;
  response.status = 200;
  response.body = std::move(body);
  end(std::move(response));
}
void Call::refuse(int status, const std::string& message, std::optional<std::int64_t> retryAfterMs, const std::string& body) {
  kube::Response response;
  response.status = status;
  response.body = body.empty() ? json{{"kind", "Status"}, {"message", message}, {"code", status}}.dump() : body;
  response.error = kube::errorOfStatus(status, response.body, "GET " + path, retryAfterMs);
  end(std::move(response));
}
void Call::breakOff() {
  kube::Response response;
  response.error = Error{ErrorCode::unreachable, "the connection broke", "Check the network", std::nullopt, 0};
  end(std::move(response));
}
void Call::end(kube::Response response) {
  if (isOpen) {
    isOpen = false;
    if (m_request.onDone) {
      m_request.onDone(std::move(response));
    }
  }
}

std::string ScriptedServer::picture(const std::string& resource) const {
  std::string out;
  const auto found = m_objects.find(resource);
  if (found != m_objects.end()) {
    for (const auto& [name, at] : found->second) {
      out += name + "@" + std::to_string(at) + " ";
    }
  }
  return out;
}

void ScriptedServer::breakWatches() {
  for (const CallPtr& call : m_calls) {
    if (call->verb == "watch" || call->verb == "stream") {
      call->breakOff();
    }
  }
}

void ScriptedServer::next(const std::string& verb, const std::string& resource, Reaction reaction, int times) {
  m_reactions.push_back({verb, resource, std::move(reaction), times});
}
void ScriptedServer::always(const std::string& verb, const std::string& resource, Reaction reaction) {
  next(verb, resource, std::move(reaction), -1);
}

std::vector<ScriptedServer::CallPtr> ScriptedServer::calls(const std::string& verb, const std::string& resource) const {
  std::vector<CallPtr> out;
  std::copy_if(m_calls.begin(), m_calls.end(), std::back_inserter(out), [&](const CallPtr& call) {
    // Cheap lists that only compare versions are no lists.
    const bool probe = call->verb == "list" && call->query.count("limit") != 0 && call->query.at("limit") == "1";
    return (probe ? "probe" : call->verb) == verb && (resource.empty() || call->resource == resource);
  });
  return out;
}

std::size_t ScriptedServer::openWatches(const std::string& resource) const {
  const std::vector<CallPtr> watches = calls("watch", resource);
  return static_cast<std::size_t>(
      std::count_if(watches.begin(), watches.end(), [](const CallPtr& call) { return call->isOpen; }));
}

kube::RequestId ScriptedServer::submit(kube::Request request) {
  const kube::RequestId id = ++m_lastId;
  if (m_closed) {
    return id;
  }
  const auto call = std::make_shared<Call>(m_time, std::move(request));
  m_calls.push_back(call);
  m_open[id] = call;
  m_time.after(1, [this, call] {
    if (!call->isOpen) {
      return;
    }
    if (down) {
      call->breakOff();
      return;
    }
    if (hole) {
      if (call->timeoutMs > 0) {
        m_time.after(call->timeoutMs, [call] { call->breakOff(); });
      }
      return;
    }
    for (auto it = m_reactions.begin(); it != m_reactions.end(); ++it) {
      if ((it->verb.empty() || it->verb == call->verb) && (it->resource.empty() || it->resource == call->resource)) {
        const Reaction reaction = it->reaction;
        if (it->times > 0 && --it->times == 0) {
          m_reactions.erase(it);
        }
        reaction(call);
        return;
      }
    }
    answer(call);
  });
  return id;
}

void ScriptedServer::cancel(kube::RequestId id) {
  const auto found = m_open.find(id);
  if (found != m_open.end()) {
    found->second->isOpen = false;
    m_open.erase(found);
  }
}

void ScriptedServer::after(std::int64_t delayMs, std::function<void()> task) {
  m_time.after(delayMs, [this, task = std::move(task)] {
    if (!m_closed) {
      task();
    }
  });
}

void ScriptedServer::answer(const CallPtr& call) {
  if (call->path == "/version") {
    call->finish(json{{"major", "1"}, {"minor", std::to_string(minor)}, {"gitVersion", gitVersion}}.dump());
  } else if (call->path == "/api" || call->path == "/apis") {
    json groups = json::array();
    std::map<std::string, std::map<std::string, json>> found;
    for (const ApiResource& resource : served) {
      if (resource.group.empty() == (call->path == "/api")) {
        found[resource.group][resource.version].push_back({{"resource", resource.resource},
                                                           {"responseKind", {{"kind", resource.kind}}},
                                                           {"scope", resource.namespaced ? "Namespaced" : "Cluster"}});
      }
    }
    for (const auto& [group, versions] : found) {
      json list = json::array();
      for (const auto& [name, resources] : versions) {
        list.push_back({{"version", name}, {"resources", resources}});
      }
      groups.push_back({{"metadata", {{"name", group}}}, {"versions", list}});
    }
    call->finish(json{{"kind", "APIGroupDiscoveryList"}, {"items", groups}}.dump());
  } else if (call->path == "/api/v1/namespaces/kube-system") {
    call->finish(json{{"metadata", {{"uid", systemUid}}}}.dump());
  } else {
    const bool known = std::any_of(served.begin(), served.end(), [&](const ApiResource& resource) {
      return call->path ==
             (resource.group.empty() ? "/api/" : "/apis/" + resource.group + "/") + resource.version + "/" + resource.resource;
    });
    if (!known) {
      call->refuse(404, "the server could not find the requested resource");
    } else if (call->verb == "list") {
      list(call);
    } else {
      watch(call);
    }
  }
}

std::string ScriptedServer::objectOf(const std::string& resource, const std::string& name, std::uint64_t at) const {
  return json{{"kind", resource}, {"metadata", {{"name", name}, {"uid", "uid-" + name}, {"resourceVersion", std::to_string(at)}}}}
      .dump();
}

std::string ScriptedServer::bookmark(bool initialEnd) const {
  json object = {{"metadata", {{"resourceVersion", std::to_string(version)}}}};
  if (initialEnd) {
    object["metadata"]["annotations"]["k8s.io/initial-events-end"] = "true";
  }
  return json{{"type", "BOOKMARK"}, {"object", object}}.dump();
}

void ScriptedServer::change(const std::string& resource, const std::string& type, const std::string& name) {
  ++version;
  if (type == "DELETED") {
    m_objects[resource].erase(name);
  } else {
    m_objects[resource][name] = version;
  }
  const std::string line = R"({"type":")" + type + R"(","object":)" + objectOf(resource, name, version) + "}";
  m_changes.push_back({version, resource, line});
  for (const CallPtr& call : m_calls) {
    if (hole) {
      call->query.erase("served");
    }
  }
  if (deaf) {
    return;
  }
  const std::vector<CallPtr> all = m_calls;
  for (const CallPtr& call : all) {
    if (call->isOpen && call->verb == "watch" && call->resource == resource && call->query.count("served") != 0) {
      call->line(line);
    }
  }
}

void ScriptedServer::list(const CallPtr& call) {
  const std::size_t limit =
      call->query.count("limit") != 0 ? std::stoul(call->query.at("limit")) : std::numeric_limits<std::size_t>::max();
  const std::string from = call->query.count("continue") != 0 ? call->query.at("continue") : std::string();
  const auto& objects = m_objects[call->resource];
  std::string items;
  std::string last;
  std::size_t taken = 0;
  auto it = from.empty() ? objects.begin() : objects.upper_bound(from);
  for (; it != objects.end() && taken < limit; ++it, ++taken) {
    items += (taken == 0 ? "" : ",") + objectOf(call->resource, it->first, it->second);
    last = it->first;
  }
  const auto left = static_cast<std::size_t>(std::distance(it, objects.end()));
  std::string metadata = R"("resourceVersion":")" + std::to_string(version) + "\"";
  if (left > 0) {
    metadata += R"(,"continue":")" + last + R"(","remainingItemCount":)" + std::to_string(left);
  }
  call->finish(R"({"kind":"List","metadata":{)" + metadata + R"(},"items":[)" + items + "]}");
}

void ScriptedServer::watch(const CallPtr& call) {
  const std::string from = call->query.count("resourceVersion") != 0 ? call->query.at("resourceVersion") : std::string();
  const std::uint64_t since = from.empty() ? 0 : std::stoull(from);
  if (call->verb == "stream") {
    if (!streamsLists) {
      call->refuse(422, "sendInitialEvents: Forbidden");
      return;
    }
    call->open();
    if (since > version) {
      call->line(
          json{{"type", "ERROR"},
               {"object", {{"kind", "Status"}, {"code", 504}, {"message", "Timeout: Too large resource version: " + from}}}}
              .dump());
      call->finish();
      return;
    }
    for (const auto& [name, at] : m_objects[call->resource]) {
      call->line(R"({"type":"ADDED","object":)" + objectOf(call->resource, name, at) + "}");
    }
    call->line(bookmark(true));
    return;
  }
  if (since < m_compacted) {
    call->refuse(410, "too old resource version: " + from);
    return;
  }
  call->query["served"] = "";
  call->open();
  if (deaf || since > version) {
    call->query.erase("served");
    return;  // a version that has not come yet: silence
  }
  for (const Change& past : m_changes) {
    if (past.version > since && past.resource == call->resource) {
      call->line(past.line);
    }
  }
  bookmarks(call);
}

void ScriptedServer::bookmarks(const CallPtr& call) {
  if (bookmarkMs > 0) {
    m_time.after(bookmarkMs, [this, call] {
      if (call->isOpen && !deaf && !down && call->query.count("served") != 0) {
        call->line(bookmark(false));
        bookmarks(call);
      }
    });
  }
}

std::string Picture::text(const std::string& resource) const {
  std::string out;
  const auto found = m_kinds.find(resource);
  if (found != m_kinds.end()) {
    for (const auto& [name, version] : found->second.objects) {
      out += name + "@" + version + " ";
    }
  }
  return out;
}

void Picture::sourceChanged(const SourceStatus& status) {
  m_status[status.resource.resource] = status;
  auto& states = m_states[status.resource.resource];
  if (states.empty() || states.back() != status.state) {
    states.push_back(status.state);
  }
}
void Picture::listStarted(const ApiResource& resource) {
  m_log.push_back("started " + resource.version + "/" + resource.resource);
  Kind& kind = m_kinds[resource.resource];
  kind.listing = true;
  kind.listed.clear();
}
Result<ListInfo> Picture::listPage(const ApiResource& resource, std::string& text) {
  if (text.starts_with("k8s")) {
    return fail(ErrorCode::invalidInput, protobufUnreadable ? "not readable" : "no protobuf in this test");
  }
  const json page = json::parse(text, nullptr, false);
  if (!page.is_object() || !page.contains("items")) {
    return fail(ErrorCode::invalidInput, "is not a list");
  }
  ListInfo info;
  info.resourceVersion = page["metadata"].value("resourceVersion", "");
  info.continueToken = page["metadata"].value("continue", "");
  if (page["metadata"].contains("remainingItemCount")) {
    info.remaining = page["metadata"]["remainingItemCount"].get<std::uint64_t>();
  }
  for (const json& item : page["items"]) {
    m_kinds[resource.resource].listed[item["metadata"].value("name", "")] = item["metadata"].value("resourceVersion", "");
    ++info.items;
  }
  return info;
}
void Picture::listFinished(const ApiResource& resource, const std::string& resourceVersion) {
  m_log.push_back("finished " + resource.version + "/" + resource.resource + " " + resourceVersion);
  Kind& kind = m_kinds[resource.resource];
  kind.objects = std::move(kind.listed);
  kind.listed.clear();
  kind.listing = false;
  kind.everListed = true;
}
void Picture::listAbandoned(const ApiResource& resource) {
  m_log.push_back("abandoned " + resource.version + "/" + resource.resource);
  m_kinds[resource.resource].listing = false;
  m_kinds[resource.resource].listed.clear();
}
Result<EventInfo> Picture::watchLine(const ApiResource& resource, std::string& text) {
  const json line = json::parse(text, nullptr, false);
  if (!line.is_object() || !line.contains("object")) {
    return fail(ErrorCode::invalidInput, "is not an event");
  }
  const std::string type = line.value("type", "");
  const json& object = line["object"];
  EventInfo info;
  if (type == "ERROR") {
    info.type = EventType::error;
    const int code = object.value("code", 500);
    info.error = kube::errorOfStatus(code, object.dump(), "watch", std::nullopt);
    return info;
  }
  const json& metadata = object["metadata"];
  info.resourceVersion = metadata.value("resourceVersion", "");
  info.initialEventsEnd = metadata.contains("annotations") && metadata["annotations"].contains("k8s.io/initial-events-end");
  Kind& kind = m_kinds[resource.resource];
  auto& objects = kind.listing ? kind.listed : kind.objects;
  const std::string name = metadata.value("name", "");
  if (type == "ADDED" || type == "MODIFIED") {
    info.type = type == "ADDED" ? EventType::added : EventType::modified;
    std::string& known = objects[name];
    if (known.empty() || std::stoull(known) <= std::stoull(info.resourceVersion)) {
      known = info.resourceVersion;
    }
  } else if (type == "DELETED") {
    info.type = EventType::deleted;
    objects.erase(name);
  } else if (type == "BOOKMARK") {
    info.type = EventType::bookmark;
  }
  return info;
}

}  // namespace claimscope::kit
