#include "tests/apiserver/virtual/virtual_server.h"

#include <algorithm>

#include "model/base/json_tree.h"
#include "tests/apiserver/discovery.h"
#include "tests/apiserver/virtual/exchange.h"

namespace claimscope::apiserver {
namespace {

constexpr const char* kPage = "<html><head><title>Sign in</title></head><body><h1>Corporate proxy</h1></body></html>";
constexpr std::int64_t kSlowBytesPerSecond = 100'000;
constexpr std::int64_t kNarrowBytesPerSecond = 4'000;

/// Faults that every request meets, whatever it asks for.
bool isOfServer(Fault fault) {
  switch (fault) {
    case Fault::refused:
    case Fault::silence:
    case Fault::tlsStall:
    case Fault::wrongCertificate:
    case Fault::latency:
    case Fault::slice:
    case Fault::bandwidth:
    case Fault::slow:
    case Fault::drop:
    case Fault::goaway:
    case Fault::resetStream:
    case Fault::junk:
    case Fault::unauthorized:
    case Fault::html:
    case Fault::htmlError:
    case Fault::htmlInternalError:
    case Fault::htmlGatewayTimeout:
      return true;
    default:
      return false;
  }
}

/// "/apis/GROUP/VERSION/…" or "/api/VERSION/…" taken apart.
std::vector<std::string> partsOf(const std::string& path) {
  std::vector<std::string> out;
  for (std::size_t start = 1; start < path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    out.push_back(path.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

}  // namespace

/// Shares of a client: its requests and timers end with it.
class VirtualServer::Line final : public kube::Transport, public std::enable_shared_from_this<Line> {
 public:
  Line(std::shared_ptr<VirtualServer*> server, VirtualTime& time, std::string client)
      : m_server(std::move(server)), m_time(time), m_client(std::move(client)) {}
  ~Line() override { close(); }

  kube::RequestId submit(kube::Request request) override {
    if (m_closed || *m_server == nullptr) {
      return 0;
    }
    VirtualServer& server = **m_server;
    auto exchange = std::make_shared<Exchange>();
    exchange->id = ++server.m_lastId;
    exchange->request = std::move(request);
    exchange->client = m_client;
    exchange->line = this;
    server.m_open.emplace(exchange->id, exchange);
    m_time.at(0, [server = m_server, exchange] {
      if (*server != nullptr && !exchange->ended) {
        (*server)->arrive(exchange);
      }
    });
    return exchange->id;
  }
  void cancel(kube::RequestId id) override {
    if (*m_server != nullptr) {
      (*m_server)->forget(id);
    }
  }
  void after(std::int64_t delayMs, std::function<void()> task) override {
    if (!m_closed) {
      m_time.at(delayMs, [weak = weak_from_this(), task = std::move(task)] {
        const auto self = weak.lock();
        if (self != nullptr && !self->m_closed) {
          task();
        }
      });
    }
  }
  void reconnect() override {
    if (*m_server != nullptr) {
      (*m_server)->breakAllOf(this);
    }
  }
  void close() override {
    m_closed = true;
    if (*m_server != nullptr) {
      (*m_server)->forgetAllOf(this);
    }
  }

 private:
  std::shared_ptr<VirtualServer*> m_server;
  VirtualTime& m_time;
  std::string m_client;
  bool m_closed = false;
};

VirtualServer::VirtualServer(VirtualTime& time, std::unique_ptr<simulation::World> world, std::uint64_t seed,
                             VirtualOptions options)
    : m_time(time),
      m_world(std::move(world)),
      m_random(seed),
      m_options(options),
      m_self(std::make_shared<VirtualServer*>(this)) {}

VirtualServer::~VirtualServer() {
  *m_self = nullptr;
  for (const auto& [id, exchange] : m_open) {
    exchange->ended = true;
  }
}

std::shared_ptr<kube::Transport> VirtualServer::connect(std::string client) {
  return std::make_shared<Line>(m_self, m_time, std::move(client));
}

std::size_t VirtualServer::openWatches() const {
  return static_cast<std::size_t>(
      std::count_if(m_open.begin(), m_open.end(), [](const auto& entry) { return entry.second->open && !entry.second->deaf; }));
}

void VirtualServer::forget(kube::RequestId id) {
  const auto found = m_open.find(id);
  if (found != m_open.end()) {
    found->second->ended = true;
    m_open.erase(found);
  }
}

void VirtualServer::forgetAllOf(const void* line) {
  for (auto it = m_open.begin(); it != m_open.end();) {
    const auto next = std::next(it);
    if (it->second->line == line) {
      it->second->ended = true;
      m_open.erase(it);
    }
    it = next;
  }
}

void VirtualServer::breakAllOf(const void* line) {
  std::vector<ExchangePtr> meant;
  for (const auto& [id, exchange] : m_open) {
    if (exchange->line == line) {
      meant.push_back(exchange);
    }
  }
  for (const ExchangePtr& exchange : meant) {
    breakOff(exchange, 0, "the connection is given up after a sleep", {});
  }
}

void VirtualServer::finish(Exchange& exchange, kube::Response response) {
  const auto done = std::move(exchange.request.onDone);
  forget(exchange.id);
  if (done) {
    done(std::move(response));
  }
}

std::int64_t VirtualServer::delay() {
  if (m_fault == Fault::latency) {
    return m_random.between(200, 4000);
  }
  return m_options.latencyMs;
}

void VirtualServer::deliver(const ExchangePtr& exchange, std::size_t bytes, std::function<void(Exchange&)> what) {
  std::int64_t rate = 0;
  if (m_fault == Fault::bandwidth || m_fault == Fault::slow) {
    rate = m_fault == Fault::slow ? kSlowBytesPerSecond : kNarrowBytesPerSecond;
  }
  const std::int64_t now = m_time.steadyMs();
  const std::int64_t duration = rate == 0 ? 0 : static_cast<std::int64_t>(bytes) * 1000 / rate;
  exchange->freeAt = std::max(exchange->freeAt, now + delay()) + duration;
  m_time.at(exchange->freeAt - now, [self = m_self, exchange, what = std::move(what)] {
    if (*self != nullptr && !exchange->ended && !exchange->deaf) {
      (*self)->m_lastDelivery = (*self)->m_time.now();
      what(*exchange);
    }
  });
}

void VirtualServer::send(const ExchangePtr& exchange, std::string text) {
  const bool slices = m_fault == Fault::slice;
  const std::size_t size = text.size();
  deliver(exchange, size, [self = m_self, slices, text = std::move(text)](Exchange& open) {
    const std::string_view bytes = text;
    const std::size_t step = slices ? 1 : std::max<std::size_t>(bytes.size(), 1);
    for (std::size_t at = 0; at < bytes.size() && !open.ended; at += step) {
      if (!open.request.onData(bytes.substr(at, step))) {
        (*self)->finish(open, {200, {}, std::nullopt});  // as a lane: given up by the client, no error
        return;
      }
    }
  });
}

void VirtualServer::respond(const ExchangePtr& exchange, int status, std::string body, std::optional<std::int64_t> retryAfterMs) {
  const std::size_t size = body.size();
  deliver(exchange, size, [self = m_self, status, body = std::move(body), retryAfterMs](Exchange& open) mutable {
    kube::Response response{status, std::move(body), std::nullopt};
    if (status / 100 != 2) {
      response.error = kube::errorOfStatus(status, response.body, open.request.method + " " + open.path, retryAfterMs);
    } else {
      if (open.request.onOpen) {
        open.request.onOpen();
      }
      if (open.request.onData) {
        const std::string text = std::move(response.body);
        response.body.clear();
        (void)open.request.onData(text);
      }
    }
    (*self)->finish(open, std::move(response));
  });
}

void VirtualServer::refuse(const ExchangePtr& exchange, int status, const std::string& reason, const std::string& message,
                           std::optional<int> retryAfterSeconds) {
  std::optional<std::int64_t> wait;
  if (retryAfterSeconds) {
    wait = kube::retryAfterMs(*retryAfterSeconds);
  }
  respond(exchange, status, statusDocument(status, reason, message, retryAfterSeconds), wait);
}

void VirtualServer::breakOff(const ExchangePtr& exchange, std::int64_t delayMs, const std::string& cause,
                             const std::string& fix) {
  m_time.at(delayMs, [self = m_self, exchange, cause, fix] {
    if (*self != nullptr && !exchange->ended) {
      (*self)->finish(*exchange, {0, {}, Error{ErrorCode::unreachable, "https://virtual.invalid: " + cause, fix, {}, 0}});
    }
  });
}

bool VirtualServer::concerns(const Exchange& exchange) const {
  if (m_fault == Fault::none) {
    return false;
  }
  return isOfServer(m_fault) ||
         (exchange.resource.resource == m_resource && (exchange.verb == "list" || exchange.verb == "watch"));
}

void VirtualServer::arrive(const ExchangePtr& exchange) {
  Exchange& x = *exchange;
  const std::size_t question = std::min(x.request.path.find('?'), x.request.path.size());
  x.path = x.request.path.substr(0, question);
  if (question < x.request.path.size()) {
    x.query = parseQuery(std::string_view(x.request.path).substr(question + 1));
  }
  const std::vector<std::string> parts = partsOf(x.path);
  std::size_t at = 0;
  if (parts.size() > 2 && parts[0] == "api") {
    x.resource.version = parts[1];
    at = 2;
  } else if (parts.size() > 3 && parts[0] == "apis") {
    x.resource.group = parts[1];
    x.resource.version = parts[2];
    at = 3;
  }
  x.verb = "get";
  if (at > 0) {
    if (parts.size() > at + 2 && parts[at] == "namespaces") {
      x.namespaceName = parts[at + 1];
      at += 2;
    }
    x.resource.resource = parts[at];
    x.name = parts.size() > at + 1 ? parts[at + 1] : std::string();
    x.verb = x.request.method == "POST" ? "create" : !x.name.empty() ? "get" : x.flag("watch") ? "watch" : "list";
    for (const ApiResource& known : m_world->server().served) {
      if (known.group == x.resource.group && known.version == x.resource.version && known.resource == x.resource.resource) {
        x.resource = known;
      }
    }
  }
  m_log.push_back({m_time.steadyMs(), x.client, x.verb, x.resource.resource, x.request.path, !x.parameter("continue").empty()});
  if (concerns(x) && (wireFault(exchange) || answerFault(exchange))) {
    return;
  }
  answer(exchange);
}

bool VirtualServer::wireFault(const ExchangePtr& exchange) {
  switch (m_fault) {
    case Fault::refused:
      breakOff(exchange, 1, "the connection is refused", "Check that the API server runs");
      return true;
    case Fault::silence:
      exchange->deaf = true;
      if (exchange->request.timeoutMs > 0) {
        breakOff(exchange, exchange->request.timeoutMs, "no answer in time", "Check the network, VPN or firewall");
      }
      return true;
    case Fault::tlsStall:
      breakOff(exchange, m_options.connectMs, "no answer in time (TLS handshake)", "Check the network, VPN or firewall");
      return true;
    case Fault::wrongCertificate:
      breakOff(exchange, 3, "its certificate is not trusted", "Renew the kubeconfig");
      return true;
    case Fault::junk:
      breakOff(exchange, 3, "the answer is no HTTP", "Check the port");
      return true;
    case Fault::drop:
      if (exchange->verb != "watch") {
        breakOff(exchange, 3, "the connection was reset in the middle of an answer", "Check the network");
        return true;
      }
      return false;
    default:
      return false;
  }
}

bool VirtualServer::answerFault(const ExchangePtr& exchange) {
  const Exchange& x = *exchange;
  const std::string& plural = x.resource.resource;
  switch (m_fault) {
    case Fault::unauthorized:
      refuse(exchange, 401, "Unauthorized", "Unauthorized");
      return true;
    case Fault::forbidden:
      refuse(exchange, 403, "Forbidden",
             plural + " is forbidden: User \"sre-kim\" cannot " + x.verb + " resource \"" + plural + "\"");
      return true;
    case Fault::notFound:
      respond(exchange, 404, "404 page not found\n");
      return true;
    case Fault::expired:
      refuse(exchange, 410, "Expired", "The resourceVersion for the provided " + x.verb + " is too old.");
      return true;
    case Fault::expiredContinue:
      if (x.parameter("continue").empty()) {
        return false;
      }
      refuse(exchange, 410, "Expired", "The provided continue parameter is too old to display a consistent list result.");
      return true;
    case Fault::tooManyRequests:
      refuse(exchange, 429, "TooManyRequests", "The server has received too many requests", 3);
      return true;
    case Fault::tooManyRequestsPlain:
      refuse(exchange, 429, "TooManyRequests", "The server has received too many requests");
      return true;
    case Fault::serverError:
      refuse(exchange, 500, "InternalError", "Internal error occurred: etcdserver: request timed out");
      return true;
    case Fault::gatewayTimeout:
      refuse(exchange, 504, "Timeout", "The request timed out before any answer could be given");
      return true;
    case Fault::tooLargeVersion:
      if (x.parameter("resourceVersion").empty() || x.parameter("resourceVersion") == "0") {
        return false;
      }
      respond(exchange, 504, tooLargeDocument(x.parameter("resourceVersion")), 1000);
      return true;
    case Fault::html:
      respond(exchange, 200, kPage);
      return true;
    case Fault::htmlError:
      respond(exchange, 503, kPage);
      return true;
    case Fault::htmlInternalError:
      respond(exchange, 500, kPage);
      return true;
    case Fault::htmlGatewayTimeout:
      respond(exchange, 504, kPage);
      return true;
    case Fault::wrongContent:
      respond(exchange, 200, R"({"kind":"Table","apiVersion":"meta.k8s.io/v1","rows":[]})");
      return true;
    default:
      return false;
  }
}

void VirtualServer::answer(const ExchangePtr& exchange) {
  const Exchange& x = *exchange;
  if (x.verb == "create") {
    review(exchange);
  } else if (x.resource.resource.empty() || (x.resource.kind.empty() && x.name.empty())) {
    fixedPath(exchange);
  } else if (!x.name.empty()) {
    const Result<std::string> object = m_world->get(x.resource, x.namespaceName, x.name);
    if (object) {
      respond(exchange, 200, *object);
    } else {
      refuse(exchange, object.error().httpStatus, "NotFound", object.error().message);
    }
  } else if (x.verb == "watch") {
    watch(exchange);
  } else {
    list(exchange);
  }
}

void VirtualServer::fixedPath(const ExchangePtr& exchange) {
  const Exchange& x = *exchange;
  const ServerInfo server = m_world->server();
  if (x.path == "/version") {
    respond(exchange, 200, versionDocument(server));
  } else if (x.path == "/api" || x.path == "/apis") {
    respond(exchange, 200, aggregatedDiscovery(server.served, x.path == "/api"));
  } else if (x.path == "/livez" || x.path == "/readyz") {
    respond(exchange, 200, "ok");
  } else {
    refuse(exchange, 404, "NotFound", "the server could not find the requested resource");
  }
}

void VirtualServer::review(const ExchangePtr& exchange) {
  nlohmann::ordered_json document = nlohmann::ordered_json::parse(exchange->request.body, nullptr, false);
  if (!document.is_object() || exchange->resource.resource.rfind("selfsubject", 0) != 0) {
    refuse(exchange, 405, "MethodNotAllowed", "the virtual API server is read-only");
    return;
  }
  if (exchange->resource.resource == "selfsubjectreviews") {
    document["status"] = {{"userInfo", {{"username", "sre-kim"}, {"groups", {"system:authenticated"}}}}};
  } else if (exchange->resource.resource == "selfsubjectrulesreviews") {
    document["status"] = {
        {"resourceRules", nlohmann::json::array()}, {"nonResourceRules", nlohmann::json::array()}, {"incomplete", true}};
  } else {
    const auto plural = document.value("/spec/resourceAttributes/resource"_json_pointer, std::string());
    document["status"] = {{"allowed", m_fault != Fault::forbidden || plural != m_resource}};
  }
  respond(exchange, 201, document.dump());
}

void VirtualServer::list(const ExchangePtr& exchange) {
  const Exchange& x = *exchange;
  const std::string from = x.parameter("resourceVersion");
  if (std::strtoull(from.c_str(), nullptr, 10) > m_world->resourceVersion()) {
    respond(exchange, 504, tooLargeDocument(from), 1000);
    return;
  }
  simulation::ListQuery query;
  query.namespaceName = x.namespaceName;
  query.limit = from == "0" ? 0 : static_cast<std::size_t>(std::strtoull(x.parameter("limit").c_str(), nullptr, 10));
  query.continueToken = x.parameter("continue");
  Result<std::string> page = m_world->list(x.resource, query);
  if (!page) {
    refuse(exchange, page.error().httpStatus, page.error().code == ErrorCode::expired ? "Expired" : "NotFound",
           page.error().message);
    return;
  }
  if (concerns(x) && m_fault == Fault::huge && query.continueToken.empty() && !std::exchange(m_hugeListed, true)) {
    const std::size_t items = page->find("\"items\":[") + 9;
    const std::string object = hugeObject(m_options.hugeBytes);
    page->insert(items, (*page)[items] == ']' ? object : object + ",");
  }
  if (concerns(x) && m_fault == Fault::truncated) {
    page->resize(page->size() / 2);
  }
  respond(exchange, 200, std::move(*page));
}

void VirtualServer::setFault(Fault fault, std::string resource) {
  m_fault = fault;
  m_resource = std::move(resource);
  m_hugeListed = false;
  m_hugeWatched = false;
  const std::string scope = isOfServer(fault) ? std::string() : m_resource;
  switch (fault) {
    case Fault::refused:
    case Fault::tlsStall:
    case Fault::wrongCertificate:
    case Fault::junk:
    case Fault::goaway:
    case Fault::resetStream:
      interrupt(Interruption::reset, {});
      break;
    case Fault::certificateRotated:
      interrupt(Interruption::reset, {});
      m_fault = Fault::none;
      break;
    case Fault::drop:
      interrupt(Interruption::torn, {});
      break;
    case Fault::silence:
      interrupt(Interruption::deaf, {});
      break;
    case Fault::halfOpen:
      interrupt(Interruption::deaf, {});
      m_fault = Fault::none;
      break;
    case Fault::latency:
    case Fault::slice:
    case Fault::bandwidth:
    case Fault::slow:
    case Fault::duplicateEvent:
    case Fault::outOfOrder:
    case Fault::unknownType:
    case Fault::tornLine:
    case Fault::none:
      break;  // what is open stays open
    default:
      interrupt(Interruption::clean, scope, true);
  }
}

void VirtualServer::interrupt(Interruption how, const std::string& resource, bool watchesOnly) {
  std::vector<ExchangePtr> meant;
  for (const auto& [id, exchange] : m_open) {
    if ((resource.empty() || exchange->resource.resource == resource) && (!watchesOnly || exchange->open)) {
      meant.push_back(exchange);
    }
  }
  for (const ExchangePtr& exchange : meant) {
    if (how == Interruption::deaf) {
      exchange->deaf = true;
      if (exchange->request.timeoutMs > 0) {
        breakOff(exchange, exchange->request.timeoutMs, "no answer in time", "Check the network, VPN or firewall");
      }
    } else if (exchange->deaf) {
      continue;  // its end would not come through
    } else if (how == Interruption::clean) {
      m_time.at(0, [self = m_self, exchange] {
        if (*self != nullptr && !exchange->ended) {
          (*self)->finish(*exchange, {200, {}, std::nullopt});
        }
      });
    } else {
      if (how == Interruption::torn && exchange->open) {
        (void)exchange->request.onData(R"({"type":"MODIFIED","object":{"meta)");
      }
      breakOff(exchange, 0, "the connection was reset", "Check the network");
    }
  }
}

}  // namespace claimscope::apiserver
