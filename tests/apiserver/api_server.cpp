#include "tests/apiserver/api_server.h"

#include <fmt/format.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "model/base/json.h"
#include "model/base/json_tree.h"
#include "tests/apiserver/call.h"

namespace claimscope::apiserver {
namespace {

std::unique_ptr<simulation::World> worldOf(const ServerOptions& options) {
  simulation::WorldOptions world;
  world.scenario = options.scenario;
  world.seed = options.seed;
  Result<std::unique_ptr<simulation::World>> made = simulation::makeWorld(world);
  if (!made) {
    throw std::runtime_error(made.error().text());
  }
  return std::move(*made);
}

KeyPair authorityNamed(const std::string& name) {
  CertificateRequest request;
  request.commonName = name;
  request.authority = true;
  return makeCertificate(request, nullptr);
}

KeyPair serverCertificateFor(Tls tls, const KeyPair& authority) {
  CertificateRequest request;
  request.commonName = "kube-apiserver";
  request.dnsName = tls == Tls::wrongName ? "other.example.com" : "localhost";
  request.ipAddress = tls == Tls::wrongName ? "192.0.2.1" : "127.0.0.1";
  if (tls == Tls::expired) {
    request.notBeforeSeconds = -172'800;
    request.notAfterSeconds = -86'400;
  }
  if (tls == Tls::wrongAuthority) {
    const KeyPair other = authorityNamed("another CA");
    return makeCertificate(request, &other);
  }
  return makeCertificate(request, &authority);
}

/// "a/b/c" of "/a/b/c".
std::vector<std::string> partsOf(const std::string& path) {
  std::vector<std::string> out;
  std::size_t start = 1;
  while (start < path.size()) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    out.push_back(path.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

/// A write to a closed socket must not end the program that the server lives in.
void blockBrokenPipe() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

ApiServer::ApiServer(ServerOptions options)
    : m_options(std::move(options)),
      m_world(worldOf(m_options), m_options.speed),
      m_authority(authorityNamed("fake kubernetes CA")),
      m_certificate(serverCertificateFor(m_options.tls, m_authority)),
      m_listener(listenOnLoopback(m_options.port)),
      m_token(m_options.token) {
  if (m_options.tls != Tls::off) {
    m_tls = makeTlsContext(m_certificate.certPem, m_certificate.keyPem, m_authority.certPem);
  }
  m_thread = std::jthread([this](const std::stop_token& stop) {
    blockBrokenPipe();
    acceptAll(stop);
  });
}

ApiServer::~ApiServer() {
  m_stopped = true;
  m_world.stop();
  m_thread.request_stop();
  ::shutdown(m_listener.socket, SHUT_RDWR);
  m_thread.join();
  ::close(m_listener.socket);
  dropConnections();
  reap(true);
}

std::string ApiServer::url() const {
  return fmt::format("{}://127.0.0.1:{}", m_options.tls == Tls::off ? "http" : "https", m_listener.port);
}

KeyPair ApiServer::clientCertificate() const {
  CertificateRequest request;
  request.commonName = "sre-kim";
  request.organization = "system:masters";
  return makeCertificate(request, &m_authority);
}

std::string ApiServer::kubeconfig(const std::string& server) const {
  nlohmann::ordered_json cluster = {{"server", server.empty() ? url() : server}};
  if (m_options.tls != Tls::off) {
    const std::string& pem = m_authority.certPem;
    std::string encoded((pem.size() + 2) / 3 * 4 + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(encoded.data()),
                                     reinterpret_cast<const unsigned char*>(pem.data()), static_cast<int>(pem.size()));
    encoded.resize(static_cast<std::size_t>(size));
    cluster["certificate-authority-data"] = encoded;
  }
  nlohmann::ordered_json user = nlohmann::ordered_json::object();
  if (!m_options.token.empty()) {
    user["token"] = m_options.token;
  }
  // JSON is YAML.
  return nlohmann::ordered_json{{"apiVersion", "v1"},
                                {"kind", "Config"},
                                {"current-context", "fake"},
                                {"clusters", {{{"name", "fake"}, {"cluster", cluster}}}},
                                {"users", {{{"name", "sre-kim"}, {"user", user}}}},
                                {"contexts", {{{"name", "fake"}, {"context", {{"cluster", "fake"}, {"user", "sre-kim"}}}}}}}
             .dump(2) +
         "\n";
}

void ApiServer::inject(FaultRule rule) {
  const std::lock_guard lock(m_mutex);
  m_faults.push_back(std::move(rule));
}

void ApiServer::clearFaults() {
  const std::lock_guard lock(m_mutex);
  m_faults.clear();
}

void ApiServer::setToken(std::string token) {
  const std::lock_guard lock(m_mutex);
  m_token = std::move(token);
}

void ApiServer::dropConnections() {
  const std::lock_guard lock(m_mutex);
  for (Link& link : m_links) {
    if (!link.done) {
      link.stream.shutDown();
    }
  }
}

std::vector<SeenRequest> ApiServer::seen() const {
  const std::lock_guard lock(m_mutex);
  return m_seen;
}

std::size_t ApiServer::count(const std::string& resource, const std::string& verb) const {
  const std::lock_guard lock(m_mutex);
  return static_cast<std::size_t>(std::count_if(m_seen.begin(), m_seen.end(),
                                                [&](const SeenRequest& s) { return s.resource == resource && s.verb == verb; }));
}

std::string ApiServer::digestLines(const std::string& resource) const {
  const auto& served = m_world.served();
  const auto found = std::find_if(served.begin(), served.end(), [&](const ApiResource& r) { return r.resource == resource; });
  if (found == served.end()) {
    throw std::runtime_error("the fake server does not serve " + resource);
  }
  Result<std::string> document = m_world.list(*found, {});
  if (!document) {
    throw std::runtime_error(document.error().text());
  }
  std::vector<std::string> lines;
  simdjson::ondemand::parser parser;
  auto root = parser.iterate(json::padded(*document));
  json::forEachField(root.get_object().value(), [&](std::string_view key, json::Value value) {
    if (key != "items") {
      return;
    }
    json::forEachItem(value, [&](json::Value item) {
      std::string line;
      json::forEachField(item, [&](std::string_view part, json::Value body) {
        if (part == "metadata") {
          std::string version;
          json::forEachField(body, [&](std::string_view field, json::Value text) {
            if (field == "uid") {
              line = json::string(text) + " ";
            } else if (field == "resourceVersion") {
              version = json::string(text);
            }
          });
          line += version + "\n";
        }
      });
      lines.push_back(std::move(line));
    });
  });
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) {
    out += line;
  }
  return out;
}

void ApiServer::acceptAll(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const int socket = ::accept4(m_listener.socket, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) {
      if (stop.stop_requested()) {
        return;
      }
      (void)m_world.pause(10);  // out of descriptors, or the client has gone already
      continue;
    }
    reap(false);
    const std::lock_guard lock(m_mutex);
    Link& link = m_links.emplace_back(socket);
    link.thread = std::jthread([this, &link] {
      serve(link);
      link.done = true;
    });
  }
}

void ApiServer::reap(bool all) {
  std::list<Link> ended;
  {
    const std::lock_guard lock(m_mutex);
    for (auto it = m_links.begin(); it != m_links.end();) {
      const auto next = std::next(it);
      if (all || it->done) {
        ended.splice(ended.end(), m_links, it);
      }
      it = next;
    }
  }
}

void ApiServer::serve(Link& link) {
  if (m_tls != nullptr && !link.stream.secure(m_tls.get())) {
    return;
  }
  std::string buffer;
  while (!m_stopped) {
    const std::optional<HttpRequest> request = readRequest(link.stream, buffer);
    if (!request || !answer(link.stream, *request)) {
      link.stream.shutDown();
      return;
    }
  }
}

void ApiServer::describe(Call& call) const {
  const std::vector<std::string> parts = partsOf(call.request.path);
  call.seen = {call.request.method, call.request.path, {}, {}, call.request.query, call.request.headers};
  std::size_t at = 0;
  if (parts.size() > 2 && parts[0] == "api") {
    call.version = parts[1];
    at = 2;
  } else if (parts.size() > 3 && parts[0] == "apis") {
    call.group = parts[1];
    call.version = parts[2];
    at = 3;
  } else {
    call.seen.verb = "get";
    return;
  }
  if (parts.size() > at + 2 && parts[at] == "namespaces") {
    call.namespaceName = parts[at + 1];
    at += 2;
  }
  call.seen.resource = parts[at];
  call.name = parts.size() > at + 1 ? parts[at + 1] : std::string();
  if (call.seen.resource == "pods" && parts.size() == at + 3 && parts[at + 2] == "log") {
    call.seen.resource = "pods/log";
    call.seen.verb = "get";
    return;
  }
  call.seen.verb = call.request.method == "POST" ? "create"
                   : !call.name.empty()          ? "get"
                   : call.request.flag("watch")  ? "watch"
                                                 : "list";
  for (const ApiResource& resource : m_world.served()) {
    if (resource.group == call.group && resource.version == call.version && resource.resource == call.seen.resource) {
      call.resource = resource;
    }
  }
}

FaultRule ApiServer::takeFault(const SeenRequest& seen) {
  for (FaultRule& rule : m_faults) {
    const bool place =
        rule.resource.empty() ? !seen.resource.empty() : rule.resource == seen.resource || rule.resource == seen.path;
    if (!place || (!rule.verb.empty() && rule.verb != seen.verb) || rule.times == 0) {
      continue;
    }
    if (rule.skip > 0) {
      --rule.skip;
      continue;
    }
    if (rule.times > 0) {
      --rule.times;
    }
    return rule;
  }
  return {};
}

bool ApiServer::isAllowed(const Stream& stream, const HttpRequest& request) const {
  const std::lock_guard lock(m_mutex);
  return m_token.empty() || request.header("authorization") == "Bearer " + m_token || stream.hasClientCertificate();
}

bool ApiServer::isForbidden(const std::string& resource) const {
  const std::lock_guard lock(m_mutex);
  return std::any_of(m_faults.begin(), m_faults.end(),
                     [&](const FaultRule& rule) { return rule.fault == Fault::forbidden && rule.resource == resource; });
}

bool ApiServer::isForbiddenAcross(const std::string& group, const std::string& resource) const {
  const std::lock_guard lock(m_mutex);
  const std::string begin = group.empty() ? "/api/" : "/apis/" + group + "/";
  return std::any_of(m_faults.begin(), m_faults.end(), [&](const FaultRule& rule) {
    return rule.fault == Fault::forbidden && rule.resource.rfind(begin, 0) == 0 && rule.resource.ends_with("/" + resource);
  });
}

bool ApiServer::answer(Stream& stream, const HttpRequest& request) {
  Call call{stream, request, {}, {}, {}, {}, {}, {}, {}};
  describe(call);
  {
    const std::lock_guard lock(m_mutex);
    call.rule = takeFault(call.seen);
    m_seen.push_back(call.seen);
  }
  if (!isAllowed(stream, request)) {
    return fail(call, 401, "Unauthorized", "Unauthorized");
  }
  if (call.rule.fault != Fault::none && call.seen.verb != "watch" && call.rule.fault != Fault::drop) {
    const bool concerned = call.rule.fault == Fault::expiredContinue   ? !request.parameter("continue").empty()
                           : call.rule.fault == Fault::tooLargeVersion ? !request.parameter("resourceVersion").empty()
                                                                       : !isOfWatches(call.rule.fault);
    switch (concerned ? call.rule.fault : Fault::none) {
      case Fault::none:
      case Fault::truncated:
      case Fault::slow:
      case Fault::huge:
        break;  // they need the good answer first
      default:
        return answerFault(call);
    }
  }
  if (call.seen.verb == "create") {
    return review(call);
  }
  if (call.seen.resource == "pods/log") {
    return podLog(call);
  }
  if (call.seen.resource.empty() || (!call.resource && call.name.empty())) {
    return fixedPaths(call);
  }
  if (!call.resource) {
    return fail(call, 404, "NotFound", "the server could not find the requested resource");
  }
  if (!call.name.empty()) {
    const Result<std::string> object = m_world.get(*call.resource, call.namespaceName, call.name);
    return object ? finish(call, {200, "application/json", *object, {}}) : fail(call, object.error());
  }
  return call.seen.verb == "watch" ? watch(call) : list(call);
}

}  // namespace claimscope::apiserver
