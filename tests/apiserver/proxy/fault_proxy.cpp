#include "tests/apiserver/proxy/fault_proxy.h"

#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "model/base/clock.h"
#include "tests/apiserver/proxy/link.h"

namespace claimscope::apiserver {
namespace {

const unsigned char kAlpn[] = "\x02h2\x08http/1.1";

/// HTTP/2 where the client speaks it, as a real API server.
int chooseProtocol(SSL*, const unsigned char** out, unsigned char* outSize, const unsigned char* offered, unsigned size, void*) {
  unsigned char* chosen = nullptr;
  const int result = SSL_select_next_proto(&chosen, outSize, kAlpn, sizeof kAlpn - 1, offered, size);
  *out = chosen;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

CertificateRequest authorityRequest(const char* name) {
  CertificateRequest request;
  request.commonName = name;
  request.authority = true;
  return request;
}

std::shared_ptr<SSL_CTX> contextFor(const KeyPair& authority, const std::string& host, bool http2 = true) {
  CertificateRequest request;
  request.commonName = "fault-proxy";
  request.dnsName = host;
  // A client looks for the name of the target (tls-server-name), which may be an address.
  request.ipAddress = host.find_first_not_of("0123456789.") == std::string::npos ? host : "127.0.0.1";
  const KeyPair pair = makeCertificate(request, &authority);
  std::shared_ptr<SSL_CTX> context = makeTlsContext(pair.certPem, pair.keyPem, authority.certPem);
  if (http2) {
    SSL_CTX_set_alpn_select_cb(context.get(), chooseProtocol, nullptr);
  }
  return context;
}

}  // namespace

std::optional<ProxyFault> parseProxyFault(std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::string_view name = text.substr(0, colon) == "rst" ? std::string_view("drop") : text.substr(0, colon);
  const auto& names = faultNames();
  const auto known = std::find_if(names.begin(), names.end(), [&](const FaultName& candidate) {
    return candidate.name == name && (candidate.places & kByProxy) != 0;
  });
  if (known == names.end()) {
    return std::nullopt;
  }
  ProxyFault out;
  out.fault = known->fault;
  std::string_view rest = text.substr(std::min(colon + 1, text.size()));
  while (!rest.empty()) {
    const std::string_view part = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string_view key = part.substr(0, equals);
    const std::string value(part.substr(std::min(equals + 1, part.size())));
    const std::optional<std::int64_t> duration = parseDuration(value);
    if (key == "rate") {
      out.bytesPerSecond = std::strtoll(value.c_str(), nullptr, 10);
    } else if (key == "after") {
      out.afterBytes = std::strtoull(value.c_str(), nullptr, 10);
    } else if (!duration) {
      return std::nullopt;
    } else if (key == "every") {
      out.everyMs = *duration;
    } else if (key == "start") {
      out.startMs = *duration;
    } else if (key == "for") {
      out.forMs = *duration;
    } else if (key == "delay") {
      out.delayMs = *duration;
    } else if (key == "jitter") {
      out.jitterMs = *duration;
    } else {
      return std::nullopt;
    }
  }
  return out;
}

FaultProxy::FaultProxy(ProxyOptions options)
    : m_options(std::move(options)),
      m_authority(makeCertificate(authorityRequest("fault-proxy-ca"), nullptr)),
      m_stranger(contextFor(makeCertificate(authorityRequest("a-stranger"), nullptr), m_options.host)),
      m_client(SSL_CTX_new(TLS_client_method()), SSL_CTX_free),
      m_port(m_options.listenPort) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // a write to a closed socket is an answer, not the end
  SSL_CTX_set_verify(m_client.get(), SSL_VERIFY_NONE, nullptr);
  SSL_CTX_set_mode(m_client.get(), SSL_MODE_AUTO_RETRY);
  SSL_CTX_set_alpn_protos(m_client.get(), kAlpn, sizeof kAlpn - 1);
  renewCertificate();
  openListener();
  m_thread = std::jthread([this](const std::stop_token& stop) { acceptAll(stop); });
}

FaultProxy::~FaultProxy() {
  m_stopped = true;
  m_thread.request_stop();
  closeListener();
  m_thread.join();
  std::list<std::unique_ptr<Link>> links;
  {
    const std::lock_guard lock(m_mutex);
    links.swap(m_links);
  }
  links.clear();  // without the lock: they look at the fault until they have ended
}

void FaultProxy::openListener() {
  const std::lock_guard lock(m_mutex);
  if (m_listener < 0) {
    const Listener listener = listenOnLoopback(m_port);
    m_listener = listener.socket;
    m_port = listener.port;
  }
}

void FaultProxy::closeListener() {
  const std::lock_guard lock(m_mutex);
  if (m_listener >= 0) {
    ::shutdown(m_listener, SHUT_RDWR);
    ::close(m_listener);
    m_listener = -1;
  }
}

void FaultProxy::renewCertificate() {
  std::shared_ptr<SSL_CTX> fresh = contextFor(m_authority, m_options.host);
  std::shared_ptr<SSL_CTX> plain = contextFor(m_authority, m_options.host, false);
  const std::lock_guard lock(m_mutex);
  m_server = std::move(fresh);
  m_serverWithoutHttp2 = std::move(plain);
}

ProxyFault FaultProxy::fault() const {
  const std::lock_guard lock(m_mutex);
  return m_fault;
}

std::shared_ptr<SSL_CTX> FaultProxy::serverContext(bool http2) const {
  const std::lock_guard lock(m_mutex);
  return http2 ? m_server : m_serverWithoutHttp2;
}

void FaultProxy::begin(ProxyFault fault) {
  if (fault.fault == Fault::refused) {
    closeListener();
  } else if (fault.fault == Fault::certificateRotated) {
    renewCertificate();
  }
  {
    const std::lock_guard lock(m_mutex);
    m_fault = fault;
  }
  ++m_epoch;
}

void FaultProxy::end() {
  {
    const std::lock_guard lock(m_mutex);
    m_fault = {};
  }
  openListener();
}

void FaultProxy::acceptAll(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    int listener = -1;
    {
      const std::lock_guard lock(m_mutex);
      listener = m_listener;
      m_links.remove_if([](const std::unique_ptr<Link>& link) { return link->isDone(); });
    }
    const int socket = listener < 0 ? -1 : ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));  // nothing listens for the moment
      continue;
    }
    ++m_accepted;
    const std::lock_guard lock(m_mutex);
    m_links.push_back(std::make_unique<Link>(*this, socket));
    m_links.back()->start();
  }
}

}  // namespace claimscope::apiserver
