#include "tests/apiserver/stream.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace claimscope::apiserver {
namespace {

constexpr std::size_t kReadAtOnce = 16U << 10U;

/// PEM of a certificate or key into an object that `Free` releases.
template <class T, auto Read>
T* readPem(const std::string& pem) {
  BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  T* object = Read(bio, nullptr, nullptr, nullptr);
  BIO_free(bio);
  if (object == nullptr) {
    throw std::runtime_error("TLS: a certificate or key cannot be read");
  }
  return object;
}

}  // namespace

Stream::~Stream() {
  // No TLS goodbye: HTTP says itself where an answer ends, and a write here could raise SIGPIPE on a thread of the test.
  if (m_socket >= 0) {
    ::close(m_socket);
  }
}

bool Stream::secure(SSL_CTX* context) {
  m_ssl.reset(SSL_new(context));
  SSL_set_fd(m_ssl.get(), m_socket);
  return SSL_accept(m_ssl.get()) == 1;
}

bool Stream::secureAsClient(SSL_CTX* context, const std::string& serverName) {
  m_ssl.reset(SSL_new(context));
  SSL_set_fd(m_ssl.get(), m_socket);
  // What SSL_set_tlsext_host_name() is, without its C cast.
  SSL_ctrl(m_ssl.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, const_cast<char*>(serverName.c_str()));
  return SSL_connect(m_ssl.get()) == 1;
}

std::string Stream::protocol() const {
  const unsigned char* name = nullptr;
  unsigned size = 0;
  if (m_ssl != nullptr) {
    SSL_get0_alpn_selected(m_ssl.get(), &name, &size);
  }
  return name == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(name), size);
}

bool Stream::hasClientCertificate() const {
  if (m_ssl == nullptr || SSL_get0_peer_certificate(m_ssl.get()) == nullptr) {
    return false;
  }
  return SSL_get_verify_result(m_ssl.get()) == X509_V_OK;
}

bool Stream::read(std::string& into) {
  const std::size_t before = into.size();
  into.resize(before + kReadAtOnce);
  long got = 0;
  if (m_ssl != nullptr) {
    got = SSL_read(m_ssl.get(), into.data() + before, static_cast<int>(kReadAtOnce));
  } else {
    got = ::recv(m_socket, into.data() + before, kReadAtOnce, 0);
  }
  into.resize(before + static_cast<std::size_t>(got > 0 ? got : 0));
  return got > 0;
}

bool Stream::readAvailable(std::string& into) {
  const int flags = ::fcntl(m_socket, F_GETFL);
  ::fcntl(m_socket, F_SETFL, flags | O_NONBLOCK);
  const std::size_t before = into.size();
  into.resize(before + kReadAtOnce);
  long got = 0;
  bool later = false;
  if (m_ssl != nullptr) {
    ERR_clear_error();
    const int result = SSL_read(m_ssl.get(), into.data() + before, static_cast<int>(kReadAtOnce));
    later = result <= 0 && SSL_get_error(m_ssl.get(), result) == SSL_ERROR_WANT_READ;
    got = result;
  } else {
    got = ::recv(m_socket, into.data() + before, kReadAtOnce, 0);
    later = got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  }
  ::fcntl(m_socket, F_SETFL, flags);
  into.resize(before + static_cast<std::size_t>(got > 0 ? got : 0));
  return got > 0 || later;
}

bool Stream::write(std::string_view bytes) {
  while (!bytes.empty()) {
    long sent = 0;
    if (m_ssl != nullptr) {
      sent = SSL_write(m_ssl.get(), bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), 1U << 20U)));
    } else {
      sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    if (sent <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Stream::isGone() const {
  pollfd polled{m_socket, POLLIN | POLLRDHUP, 0};
  if (::poll(&polled, 1, 0) <= 0) {
    return false;
  }
  return (polled.revents & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL)) != 0;
}

void Stream::shutDown() {
  ::shutdown(m_socket, SHUT_RDWR);
}

void Stream::reset() {
  const linger now{1, 0};
  ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  m_ssl.reset();
  ::close(m_socket);
  m_socket = -1;
}

Listener listenOnLoopback(int port) {
  Listener out;
  out.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(out.socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  ::setsockopt(out.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);  // inherited by what is accepted
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(out.socket, generic, size) != 0 || ::listen(out.socket, 256) != 0 ||
      ::getsockname(out.socket, generic, &size) != 0) {
    const std::string cause = std::strerror(errno);
    ::close(out.socket);
    throw std::runtime_error("cannot listen on 127.0.0.1:" + std::to_string(port) + ": " + cause);
  }
  out.port = ntohs(address.sin_port);
  return out;
}

std::shared_ptr<SSL_CTX> makeTlsContext(const std::string& certPem, const std::string& keyPem, const std::string& clientCaPem) {
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  X509* certificate = readPem<X509, PEM_read_bio_X509>(certPem);
  SSL_CTX_use_certificate(context.get(), certificate);
  X509_free(certificate);
  EVP_PKEY* key = readPem<EVP_PKEY, PEM_read_bio_PrivateKey>(keyPem);
  SSL_CTX_use_PrivateKey(context.get(), key);
  EVP_PKEY_free(key);
  X509* authority = readPem<X509, PEM_read_bio_X509>(clientCaPem);
  X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), authority);
  X509_free(authority);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_mode(context.get(), SSL_MODE_AUTO_RETRY);
  SSL_CTX_set_session_id_context(context.get(), reinterpret_cast<const unsigned char*>("claimscope"), 10);
  return context;
}

}  // namespace claimscope::apiserver
