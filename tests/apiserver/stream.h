// Stream: one accepted connection, plain or TLS, with blocking reads and writes that shutDown() ends. See each call's thread.
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <string_view>

namespace claimscope::apiserver {

class Stream {
 public:
  /// Takes over the socket.
  explicit Stream(int socket) : m_socket(socket) {}
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  /// TLS handshake; false when the client gave up. The connection's thread.
  [[nodiscard]] bool secure(SSL_CTX* context);
  /// The same from the other side; nothing is verified.
  [[nodiscard]] bool secureAsClient(SSL_CTX* context, const std::string& serverName);
  /// "h2" or "http/1.1" as agreed in the handshake; empty when nothing was. The connection's thread.
  [[nodiscard]] std::string protocol() const;
  /// For poll(); and what has been decrypted already, which poll() does not see. The connection's thread.
  [[nodiscard]] int descriptor() const { return m_socket; }
  [[nodiscard]] bool hasPending() const { return m_ssl != nullptr && SSL_pending(m_ssl.get()) > 0; }
  /// True when the client showed a certificate that our CA signed.
  [[nodiscard]] bool hasClientCertificate() const;
  /// Appends what arrives next; false at the end or on an error. The connection's thread.
  [[nodiscard]] bool read(std::string& into);
  /// The same without waiting: true with nothing appended when only TLS's own messages came (session tickets), or half a record.
  [[nodiscard]] bool readAvailable(std::string& into);
  [[nodiscard]] bool write(std::string_view bytes);
  /// The client has closed its side (watches look at it now and then). The connection's thread.
  [[nodiscard]] bool isGone() const;
  /// Ends reads and writes under way; any thread.
  void shutDown();
  /// Closes with a TCP reset, as a crashing server or middlebox does. The connection's thread.
  void reset();

 private:
  struct Free {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };
  int m_socket;
  std::unique_ptr<SSL, Free> m_ssl;
};

/// A listening socket on 127.0.0.1; port 0 lets the system choose. Throws std::runtime_error.
struct Listener {
  int socket = -1;
  int port = 0;
};
[[nodiscard]] Listener listenOnLoopback(int port);

/// Server context with this certificate; client certificates signed by `clientCaPem` are asked for, not required.
[[nodiscard]] std::shared_ptr<SSL_CTX> makeTlsContext(const std::string& certPem, const std::string& keyPem,
                                                      const std::string& clientCaPem);

}  // namespace claimscope::apiserver
