#include "model/kube/lane.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "model/base/log.h"
#include "model/base/memory.h"
#include "model/kube/proxy.h"
#include "model/kube/wire.h"

namespace claimscope::kube {
namespace {

constexpr std::size_t kMaxBody = 512U << 20U;
constexpr std::size_t kMaxErrorBody = 64U << 10U;
constexpr std::size_t kMaxHeaderBytes = 256U << 10U;
constexpr std::uint64_t kMaxInflateRatio = 200;  // lists shrink 7 to 15 times; the format allows 1032
constexpr std::uint64_t kInflateFree = 16U << 20U;
constexpr int kPausedPollMs = 5;
constexpr int kIdlePollMs = 60'000;
// libcurl 7.88 may leave bytes of a stream lying in a connection's buffer: after something has come it is made to look some times
// more, soon at first (one sync of a small cluster in fifty waited a second for it), and rarely for ever, in case that was not
// all.
constexpr std::array kLookPollMs = {20, 200, 1000};
constexpr int kRarePollMs = 5000;
constexpr std::int64_t kSlowestFactor = 10;  // a request that keeps sending may take so many time-outs
constexpr unsigned int kUnansweredMs = 30'000;
constexpr long kMaxConnections = 12;  // of a lane whose requests do not share one
constexpr long kMaxStreams = 80;      // kube-apiserver allows about 100 a connection; beyond, curl opens one connection each

std::int64_t nowMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct EasyDeleter {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct SListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct MultiDeleter {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

/// One request under way. The callbacks of curl get a pointer to it.
struct Transfer {
  RequestId id = 0;
  Request request;
  std::unique_ptr<CURL, EasyDeleter> easy;
  std::unique_ptr<curl_slist, SListDeleter> headers;
  std::unique_ptr<curl_slist, SListDeleter> connectTo;
  std::string body;
  char errorText[CURL_ERROR_SIZE] = {};
  std::optional<std::int64_t> retryAfterMs;
  std::size_t headerBytes = 0;
  std::uint64_t inflated = 0;
  bool opened = false;
  bool tooLarge = false;
  bool bomb = false;    ///< gzip that grows beyond reason
  bool paused = false;  ///< its reader is behind
  bool stopped = false;
  std::size_t* looks = nullptr;  ///< of the lane: since something came

  [[nodiscard]] long status() const {
    long code = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &code);
    return code;
  }
};

std::size_t onWrite(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  *transfer.looks = 0;
  const std::size_t bytes = size * count;
  const bool good = transfer.status() / 100 == 2;
  if (good && transfer.request.isFull && transfer.request.isFull()) {
    transfer.paused = true;
    return CURL_WRITEFUNC_PAUSE;
  }
  if (transfer.request.compressed) {
    transfer.inflated += bytes;
    curl_off_t wire = 0;
    curl_easy_getinfo(transfer.easy.get(), CURLINFO_SIZE_DOWNLOAD_T, &wire);
    if (transfer.inflated > kInflateFree && transfer.inflated / kMaxInflateRatio > static_cast<std::uint64_t>(wire)) {
      transfer.bomb = true;
      return 0;
    }
  }
  if (good && transfer.request.onData) {
    if (!transfer.request.onData({data, bytes})) {
      transfer.stopped = true;
      return 0;
    }
    return bytes;
  }
  if (transfer.body.size() + bytes > (good ? kMaxBody : kMaxErrorBody)) {
    transfer.tooLarge = good;
    return good ? 0 : bytes;
  }
  if (good && transfer.body.empty() && bytes < transfer.request.expectedBytes) {
    transfer.body.reserve(transfer.request.expectedBytes);
  }
  transfer.body.append(data, bytes);
  return bytes;
}

std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::string_view line(data, size * count);
  transfer.headerBytes += line.size();
  if (transfer.headerBytes > kMaxHeaderBytes) {
    return 0;
  }
  constexpr std::string_view kRetryAfter = "retry-after:";
  std::string lower(line.substr(0, kRetryAfter.size()));
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (lower == kRetryAfter) {
    transfer.retryAfterMs = retryAfterMs(std::strtoll(std::string(line.substr(kRetryAfter.size())).c_str(), nullptr, 10));
  }
  if ((line == "\r\n" || line == "\n") && transfer.status() / 100 == 2 && !transfer.opened) {
    transfer.opened = true;
    if (transfer.request.onOpen) {
      transfer.request.onOpen();
    }
  }
  return line.size();
}

/// A peer that vanished (half-open connection) is noticed after so long without an answer to keep-alives, as Go does by HTTP/2
/// pings.
int onSocket(void*, curl_socket_t socket, curlsocktype) {
  ::setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &kUnansweredMs, sizeof kUnansweredMs);
  return CURL_SOCKOPT_OK;
}

/// scheme://host:port of a URL with the host replaced by `name`, and the CONNECT_TO entry that leads there.
struct RenamedServer {
  std::string url;
  std::string connectTo;
};
RenamedServer renameServer(const std::string& url, const std::string& name) {
  CURLU* parsed = curl_url();
  RenamedServer out{url, {}};
  char* host = nullptr;
  char* port = nullptr;
  char* full = nullptr;
  if (curl_url_set(parsed, CURLUPART_URL, url.c_str(), 0) == CURLUE_OK &&
      curl_url_get(parsed, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
      curl_url_get(parsed, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK) {
    out.connectTo = name + ":" + port + ":" + host + ":" + port;
    if (curl_url_set(parsed, CURLUPART_HOST, name.c_str(), 0) == CURLUE_OK &&
        curl_url_get(parsed, CURLUPART_URL, &full, 0) == CURLUE_OK) {
      out.url = full;
      while (!out.url.empty() && out.url.back() == '/') {
        out.url.pop_back();
      }
    }
  }
  curl_free(host);
  curl_free(port);
  curl_free(full);
  curl_url_cleanup(parsed);
  return out;
}

}  // namespace

class Lane::Impl {
 public:
  Impl(const Connection& connection, std::string name, std::int64_t connectTimeoutMs,
       const std::map<std::string, std::string>& environment, Sharing sharing)
      : m_connection(connection),
        m_sharing(sharing),
        m_connectTimeoutMs(connectTimeoutMs),
        m_proxy(proxyForCurl(proxyFor(connection.server, connection, environment))),
        m_url(connection.server) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    if (!connection.tlsServerName.empty()) {
      const RenamedServer renamed = renameServer(connection.server, connection.tlsServerName);
      m_url = renamed.url;
      m_connectTo = renamed.connectTo;
    }
    m_multi = newMulti();
    m_thread = std::jthread([this, name = std::move(name)](const std::stop_token& stop) {
      pthread_setname_np(pthread_self(), name.c_str());
      run(stop);
    });
  }
  ~Impl() {
    close();
    for (auto& [id, transfer] : m_transfers) {
      curl_multi_remove_handle(m_multi.get(), transfer->easy.get());
    }
  }

  void close() {
    m_thread.request_stop();
    {
      const std::lock_guard lock(m_mutex);
      curl_multi_wakeup(m_multi.get());
    }
    if (m_thread.joinable()) {
      m_thread.join();
    }
  }

  RequestId submit(Request request) {
    const std::lock_guard lock(m_mutex);
    const RequestId id = ++m_lastId;
    m_incoming.emplace_back(id, std::move(request));
    curl_multi_wakeup(m_multi.get());
    return id;
  }
  void cancel(RequestId id) {
    const std::lock_guard lock(m_mutex);
    m_cancelled.push_back(id);
    curl_multi_wakeup(m_multi.get());
  }
  void after(std::int64_t delayMs, std::function<void()> task) {
    const std::lock_guard lock(m_mutex);
    m_timers.emplace(nowMs() + delayMs, std::move(task));
    curl_multi_wakeup(m_multi.get());
  }
  void reconnect() {
    const std::lock_guard lock(m_mutex);
    m_reconnect = true;
    curl_multi_wakeup(m_multi.get());
  }

 private:
  using Multi = std::unique_ptr<CURLM, MultiDeleter>;

  [[nodiscard]] Multi newMulti() const {
    Multi multi(curl_multi_init());
    if (m_sharing == Sharing::streams) {
      curl_multi_setopt(multi.get(), CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
      curl_multi_setopt(multi.get(), CURLMOPT_MAX_CONCURRENT_STREAMS, kMaxStreams);
    } else {
      curl_multi_setopt(multi.get(), CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
      curl_multi_setopt(multi.get(), CURLMOPT_MAX_HOST_CONNECTIONS, kMaxConnections);
    }
    return multi;
  }

  /// Transfers and connections end here; what was submitted meanwhile is sent over new ones.
  void giveUpConnections() {
    std::vector<std::unique_ptr<Transfer>> ended;
    for (auto& [id, transfer] : m_transfers) {
      curl_multi_remove_handle(m_multi.get(), transfer->easy.get());
      ended.push_back(std::move(transfer));
    }
    m_transfers.clear();
    Multi old = newMulti();
    {
      const std::lock_guard lock(m_mutex);  // others wake it up
      old.swap(m_multi);
    }
    for (const auto& transfer : ended) {
      if (transfer->request.onDone) {
        Response response;
        response.error = errorOfCurl(CURLE_RECV_ERROR, "given up after a pause of this machine");
        transfer->request.onDone(std::move(response));
      }
    }
  }

  /// True while some transfer waits for its reader.
  [[nodiscard]] bool resumePaused() {
    bool waiting = false;
    for (auto& [id, transfer] : m_transfers) {
      if (transfer->paused) {
        if (transfer->request.isFull()) {
          waiting = true;
        } else {
          transfer->paused = false;
          curl_easy_pause(transfer->easy.get(), CURLPAUSE_CONT);  // may pause it again
          waiting = waiting || transfer->paused;
        }
      }
    }
    return waiting;
  }

  void run(const std::stop_token& stop) {
    HeapPart memory;  // of what comes in; decoders free it
    while (!stop.stop_requested()) {
      memory.renew();
      takeIncoming();
      runTimers();
      int running = 0;
      curl_multi_perform(m_multi.get(), &running);
      finishDone();
      int wait = resumePaused()                 ? kPausedPollMs
                 : m_transfers.empty()          ? kIdlePollMs
                 : m_looks < kLookPollMs.size() ? kLookPollMs[m_looks++]
                                                : kRarePollMs;
      {
        const std::lock_guard lock(m_mutex);
        if (!m_incoming.empty() || !m_cancelled.empty()) {
          continue;
        }
        if (!m_timers.empty()) {
          wait = static_cast<int>(std::clamp<std::int64_t>(m_timers.begin()->first - nowMs(), 0, wait));
        }
      }
      int ready = 0;
      curl_multi_poll(m_multi.get(), nullptr, 0, wait, &ready);
      m_looks = ready > 0 ? 0 : m_looks;
    }
  }

  void takeIncoming() {
    std::vector<std::pair<RequestId, Request>> incoming;
    std::vector<RequestId> cancelled;
    bool reconnect = false;
    {
      const std::lock_guard lock(m_mutex);
      incoming.swap(m_incoming);
      cancelled.swap(m_cancelled);
      std::swap(reconnect, m_reconnect);
    }
    if (reconnect) {
      giveUpConnections();
    }
    for (auto& [id, request] : incoming) {
      if (std::find(cancelled.begin(), cancelled.end(), id) == cancelled.end()) {
        begin(id, std::move(request));
      }
    }
    for (const RequestId id : cancelled) {
      const auto found = m_transfers.find(id);
      if (found != m_transfers.end()) {
        curl_multi_remove_handle(m_multi.get(), found->second->easy.get());
        m_transfers.erase(found);
      }
    }
  }

  void runTimers() {
    std::vector<std::function<void()>> due;
    {
      const std::lock_guard lock(m_mutex);
      const auto end = m_timers.upper_bound(nowMs());
      for (auto it = m_timers.begin(); it != end; ++it) {
        due.push_back(std::move(it->second));
      }
      m_timers.erase(m_timers.begin(), end);
    }
    for (const auto& task : due) {
      task();
    }
  }

  void begin(RequestId id, Request request) {
    auto transfer = std::make_unique<Transfer>();
    transfer->id = id;
    transfer->request = std::move(request);
    transfer->looks = &m_looks;
    transfer->easy.reset(curl_easy_init());
    configure(*transfer);
    curl_multi_add_handle(m_multi.get(), transfer->easy.get());
    m_transfers.emplace(id, std::move(transfer));
  }

  static void addHeader(Transfer& transfer, const std::string& header) {
    transfer.headers.reset(curl_slist_append(transfer.headers.release(), header.c_str()));
  }

  static void setBlob(CURL* easy, CURLoption option, const std::string& bytes) {
    curl_blob blob{const_cast<char*>(bytes.data()), bytes.size(), CURL_BLOB_COPY};
    curl_easy_setopt(easy, option, &blob);
  }

  void configure(Transfer& transfer) {
    CURL* easy = transfer.easy.get();
    const Request& request = transfer.request;
    curl_easy_setopt(easy, CURLOPT_URL, (m_url + request.path).c_str());
    curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer.errorText);
    // A reader that is behind pauses its transfer, which libcurl 7.88 does safely over HTTP/1.1 only (curl #10988).
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, request.isFull ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS);
    // Without TLS there is no HTTP/2 to wait for, and libcurl 7.88 leaves requests that wait for a plain connection waiting for
    // ever once it has answered in HTTP/1.1: behind `kubectl proxy` all watches but one would hang.
    const bool mayShare = m_sharing == Sharing::streams && m_url.starts_with("https:");
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, mayShare ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_connectTimeoutMs));
    if (request.timeoutMs > 0) {
      // A large list on a slow line may take long; silence may not.
      curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(kSlowestFactor * request.timeoutMs));
      curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
      curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(std::max<std::int64_t>(1, request.timeoutMs / 1000)));
    }
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPIDLE, 30L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPINTVL, 10L);
    curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, onSocket);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 256L << 10);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "claimscope/" CLAIMSCOPE_VERSION);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, onWrite);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, onHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, m_connection.insecureSkipTlsVerify ? 0L : 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, m_connection.insecureSkipTlsVerify ? 0L : 2L);
    curl_easy_setopt(easy, CURLOPT_PROXY_SSL_VERIFYPEER, m_connection.insecureSkipTlsVerify ? 0L : 1L);
    curl_easy_setopt(easy, CURLOPT_PROXY_SSL_VERIFYHOST, m_connection.insecureSkipTlsVerify ? 0L : 2L);
    const bool rotated = request.identity != nullptr && !request.identity->caPem.empty();
    const std::string& authority = rotated ? request.identity->caPem : m_connection.caPem;
    if (!authority.empty() || !m_connection.caFile.empty()) {
      // An empty CA file trusts nobody; without the blob curl would trust the system's.
      const std::string pem = authority.empty() ? "\n" : authority;
      setBlob(easy, CURLOPT_CAINFO_BLOB, pem);
      setBlob(easy, CURLOPT_PROXY_CAINFO_BLOB, pem);
    }
    if (!m_connectTo.empty()) {
      transfer.connectTo.reset(curl_slist_append(nullptr, m_connectTo.c_str()));
      curl_easy_setopt(easy, CURLOPT_CONNECT_TO, transfer.connectTo.get());
    }
    curl_easy_setopt(easy, CURLOPT_PROXY, m_proxy.c_str());
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "");  // decided by proxyFor(); without this curl reads the environment itself
    addHeader(transfer, "Accept: " + request.accept);
    if (request.compressed) {
      curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    } else {
      addHeader(transfer, "Accept-Encoding: identity");
    }
    if (request.identity != nullptr) {
      for (const std::string& header : request.identity->headers) {
        addHeader(transfer, header);
      }
      if (!request.identity->clientCertPem.empty()) {
        setBlob(easy, CURLOPT_SSLCERT_BLOB, request.identity->clientCertPem);
        setBlob(easy, CURLOPT_SSLKEY_BLOB, request.identity->clientKeyPem);
      }
    }
    if (request.method != "GET") {
      curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
      curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
      curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
      addHeader(transfer,
                "Content-Type: " + (request.contentType.empty() ? std::string("application/json") : request.contentType));
    }
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer.headers.get());
  }

  void finishDone() {
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(m_multi.get(), &left)) {
      if (message->msg != CURLMSG_DONE) {
        continue;
      }
      const CURLcode code = message->data.result;
      Transfer* raw = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &raw);
      const auto found = m_transfers.find(raw->id);
      std::unique_ptr<Transfer> transfer = std::move(found->second);
      m_transfers.erase(found);
      Response response = responseOf(*transfer, code);
      curl_multi_remove_handle(m_multi.get(), transfer->easy.get());
      if (transfer->request.onDone) {
        transfer->request.onDone(std::move(response));
      }
    }
  }

  [[nodiscard]] Response responseOf(Transfer& transfer, CURLcode code) const {
    Response response;
    response.status = static_cast<int>(transfer.status());
    response.body = std::move(transfer.body);
    response.timing = timingOf(transfer);
    const std::string what = transfer.request.method + " " + transfer.request.path.substr(0, transfer.request.path.find('?'));
    if (transfer.bomb) {
      response.error = Error{ErrorCode::tooLarge, what + ": the compressed answer grows without end",
                             "Set disable-compression: true in the kubeconfig's cluster", std::nullopt, response.status};
    } else if (transfer.headerBytes > kMaxHeaderBytes) {
      response.error = Error{ErrorCode::serverError, what + ": the answer has more than 256 KiB of headers",
                             "Check what stands between here and the API server", std::nullopt, response.status};
    } else if (transfer.tooLarge) {
      response.error = Error{ErrorCode::tooLarge, what + ": the answer is larger than 512 MiB", "Narrow it to a namespace",
                             std::nullopt, response.status};
    } else if (code != CURLE_OK && !transfer.stopped) {
      response.error = errorOfCurl(code, transfer.errorText);
      response.error->httpStatus = response.status;
    } else if (response.status / 100 != 2) {
      if (std::optional<std::string> status = statusAsJson(response.body)) {
        response.body = std::move(*status);
      }
      response.error = errorOfStatus(response.status, response.body, what, transfer.retryAfterMs);
    }
    return response;
  }

  static Timing timingOf(const Transfer& transfer) {
    const auto read = [&](CURLINFO info) {
      curl_off_t value = 0;
      curl_easy_getinfo(transfer.easy.get(), info, &value);
      return value;
    };
    long connections = 0;
    curl_easy_getinfo(transfer.easy.get(), CURLINFO_NUM_CONNECTS, &connections);
    Timing timing;
    timing.connectUs =
        connections > 0 ? std::max<curl_off_t>(read(CURLINFO_CONNECT_TIME_T) - read(CURLINFO_NAMELOOKUP_TIME_T), 0) : 0;
    timing.transferUs = std::max<curl_off_t>(read(CURLINFO_TOTAL_TIME_T) - read(CURLINFO_STARTTRANSFER_TIME_T), 0);
    timing.wireBytes = static_cast<std::uint64_t>(std::max<curl_off_t>(read(CURLINFO_SIZE_DOWNLOAD_T), 0));
    return timing;
  }

  /// OpenSSL's words tell the three usual causes apart.
  [[nodiscard]] const char* fixOfCertificate(const std::string& detail) const {
    if (detail.find("expired") != std::string::npos || detail.find("not yet valid") != std::string::npos) {
      return "Renew the certificate of the API server, and check the clock of this machine";
    }
    if (detail.find("subject name") != std::string::npos) {
      return "It is for another name: use that name in the kubeconfig's server, or set tls-server-name";
    }
    return m_connection.caPem.empty() ? "The kubeconfig names no certificate authority (CA) and the system's do not vouch for "
                                        "it: add certificate-authority"
                                      : "The certificate authority (CA) of the kubeconfig did not sign it: renew the kubeconfig, "
                                        "and check who answers at this address";
  }

  [[nodiscard]] Error errorOfCurl(CURLcode code, const char* text) const {
    const std::string server = withoutPassword(m_connection.server);
    const std::string detail = log::redact(*text != '\0' ? text : curl_easy_strerror(code));
    auto error = [&](std::string cause, std::string fix) {
      return Error{ErrorCode::unreachable, server + ": " + std::move(cause), std::move(fix), std::nullopt, 0};
    };
    switch (code) {
      case CURLE_COULDNT_RESOLVE_HOST:
        return error("its name cannot be resolved (" + detail + ")", "Check the server in the kubeconfig and your DNS or VPN");
      case CURLE_COULDNT_RESOLVE_PROXY:
        return error("the proxy's name cannot be resolved (" + detail + ")", "Check proxy-url and HTTPS_PROXY");
      case CURLE_COULDNT_CONNECT:
        return error("the connection is refused or has no route (" + detail + ")",
                     "Check that the API server runs and that you may reach it");
      case CURLE_OPERATION_TIMEDOUT:
        return error("no answer in time (" + detail + ")", "Check the network, VPN or firewall");
      case CURLE_PEER_FAILED_VERIFICATION:
        return error("its certificate is not trusted (" + detail + ")", fixOfCertificate(detail));
      case CURLE_SSL_CERTPROBLEM:
        return error("the client certificate cannot be used (" + detail + ")", "Renew the kubeconfig");
      case CURLE_SSL_CONNECT_ERROR:
        return error("the TLS handshake ended (" + detail + ")",
                     "Check that the port speaks HTTPS and that the client certificate is valid");
      case CURLE_SSL_CACERT_BADFILE:
        return error("the certificate authority (CA) of the kubeconfig cannot be read (" + detail + ")", "Renew the kubeconfig");
      case CURLE_PARTIAL_FILE:
      case CURLE_RECV_ERROR:
      case CURLE_SEND_ERROR:
      case CURLE_HTTP2_STREAM:
      case CURLE_HTTP2:
        return error("the connection broke in the middle of the answer (" + detail + ")", "Check the network, VPN or proxy");
      case CURLE_GOT_NOTHING:
        return error("the connection was closed without an answer (" + detail + ")",
                     "Check that the port is that of the API server");
      case CURLE_UNSUPPORTED_PROTOCOL:
      case CURLE_WEIRD_SERVER_REPLY:
        return error("what answers does not speak HTTP (" + detail + ")", "Check the port in the kubeconfig");
      case CURLE_BAD_CONTENT_ENCODING:
        return error("the compressed answer is damaged (" + detail + ")",
                     "Set disable-compression: true in the kubeconfig's cluster");
      default:
        return error(detail, "Check the server in the kubeconfig");
    }
  }

  Connection m_connection;
  Sharing m_sharing;
  std::int64_t m_connectTimeoutMs;
  std::string m_proxy;
  std::string m_url;
  std::string m_connectTo;
  Multi m_multi;                                               ///< replaced under the mutex
  std::map<RequestId, std::unique_ptr<Transfer>> m_transfers;  ///< the lane's thread only
  std::size_t m_looks = 0;                                     ///< since something came; the lane's thread only

  std::mutex m_mutex;
  std::vector<std::pair<RequestId, Request>> m_incoming;
  std::vector<RequestId> m_cancelled;
  std::multimap<std::int64_t, std::function<void()>> m_timers;
  RequestId m_lastId = 0;
  bool m_reconnect = false;
  std::jthread m_thread;
};

Lane::Lane(const Connection& connection, std::string name, std::int64_t connectTimeoutMs,
           const std::map<std::string, std::string>& environment, Sharing sharing)
    : m_impl(std::make_unique<Impl>(connection, std::move(name), connectTimeoutMs, environment, sharing)) {}
Lane::~Lane() = default;
void Lane::close() {
  m_impl->close();
}
RequestId Lane::submit(Request request) {
  return m_impl->submit(std::move(request));
}
void Lane::cancel(RequestId id) {
  m_impl->cancel(id);
}
void Lane::reconnect() {
  m_impl->reconnect();
}
void Lane::after(std::int64_t delayMs, std::function<void()> task) {
  m_impl->after(delayMs, std::move(task));
}

}  // namespace claimscope::kube
