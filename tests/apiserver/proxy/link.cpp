#include "tests/apiserver/proxy/link.h"

#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>

#include "tests/apiserver/proxy/frames.h"

namespace claimscope::apiserver {
namespace {

constexpr int kLookAroundMs = 20;

/// Nobody may hold the thread of a connection for ever: it is joined in the end.
void limitWaits(int socket) {
  const timeval reading{3, 0};  // of a handshake or the rest of a TLS record; else only what is there is read
  const timeval writing{30, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &reading, sizeof reading);
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &writing, sizeof writing);
}

std::int64_t steadyMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

FaultProxy::Link::Link(FaultProxy& proxy, int socket)
    : m_proxy(proxy),
      m_epoch(proxy.m_epoch),
      m_clientSide(std::make_unique<Stream>(socket)),
      m_random(static_cast<unsigned>(proxy.m_accepted.load())),
      m_struckAt(steadyMs()) {
  limitWaits(socket);
}

FaultProxy::Link::~Link() {
  stop();
}

void FaultProxy::Link::start() {
  m_thread = std::jthread([this] {
    run();
    m_done = true;
  });
}

void FaultProxy::Link::stop() {
  m_stopped = true;
  if (m_thread.joinable()) {
    m_thread.join();
  }
}

bool FaultProxy::Link::pause(std::int64_t milliseconds) const {
  const std::int64_t end = steadyMs() + milliseconds;
  while (!m_stopped && steadyMs() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min<std::int64_t>(kLookAroundMs, end - steadyMs())));
  }
  return !m_stopped;
}

bool FaultProxy::Link::connect() {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const std::string port = std::to_string(m_proxy.m_options.targetPort);
  if (::getaddrinfo(m_proxy.m_options.host.c_str(), port.c_str(), &hints, &found) != 0) {
    return false;
  }
  for (const addrinfo* at = found; at != nullptr && m_serverSide == nullptr; at = at->ai_next) {
    const int socket = ::socket(at->ai_family, at->ai_socktype | SOCK_CLOEXEC, at->ai_protocol);
    if (socket >= 0 && ::connect(socket, at->ai_addr, at->ai_addrlen) == 0) {
      const int on = 1;
      ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      limitWaits(socket);
      m_serverSide = std::make_unique<Stream>(socket);
    } else if (socket >= 0) {
      ::close(socket);
    }
  }
  ::freeaddrinfo(found);
  return m_serverSide != nullptr;
}

bool FaultProxy::Link::shakeHands() {
  if (!m_proxy.m_options.terminate) {
    return true;
  }
  if (!m_serverSide->secureAsClient(m_proxy.m_client.get(), m_proxy.m_options.host) ||
      !m_clientSide->secure(m_proxy.serverContext(m_serverSide->protocol() == "h2").get())) {
    return false;
  }
  m_frames = m_clientSide->protocol() == "h2" && m_serverSide->protocol() == "h2";
  return true;
}

void FaultProxy::Link::run() {
  const ProxyFault fault = m_proxy.fault();
  if (fault.fault == Fault::silence || fault.fault == Fault::tlsStall) {
    m_deaf = true;  // taken, and never answered
  } else if (fault.fault == Fault::wrongCertificate) {
    (void)m_clientSide->secure(m_proxy.m_stranger.get());
    return;
  } else if (!connect() || !shakeHands()) {
    return;
  }
  relay();
}

void FaultProxy::Link::relay() {
  while (!m_stopped) {
    const ProxyFault fault = m_proxy.fault();
    if (!strike(fault)) {
      return;
    }
    if (m_deaf) {
      if (!pause(kLookAroundMs) || m_clientSide->isGone()) {
        return;
      }
      continue;
    }
    pollfd ends[2] = {{m_clientSide->descriptor(), POLLIN, 0}, {m_serverSide->descriptor(), POLLIN, 0}};
    if (!m_clientSide->hasPending() && !m_serverSide->hasPending() && ::poll(ends, 2, kLookAroundMs) <= 0) {
      continue;
    }
    for (const bool fromServer : {false, true}) {
      Stream& from = fromServer ? *m_serverSide : *m_clientSide;
      if (!from.hasPending() && ends[fromServer ? 1 : 0].revents == 0) {
        continue;
      }
      std::string bytes;
      if (!from.readAvailable(bytes) || (!bytes.empty() && !forward(fault, fromServer, std::move(bytes)))) {
        return;
      }
    }
  }
}

void FaultProxy::Link::reset() {
  m_clientSide->reset();
  if (m_serverSide != nullptr) {
    m_serverSide->reset();
  }
}

bool FaultProxy::Link::strike(const ProxyFault& fault) {
  const std::int64_t now = steadyMs();
  if (m_closeAt != 0 && now >= m_closeAt) {
    return false;
  }
  const bool begun = m_epoch != m_proxy.m_epoch;  // a fault has begun since
  m_epoch = m_proxy.m_epoch;
  const bool again = fault.everyMs > 0 && now - m_struckAt >= fault.everyMs;
  if (!begun && !again) {
    return true;
  }
  m_struckAt = now;
  m_sinceStrike = 0;
  switch (fault.fault) {
    case Fault::refused:
    case Fault::certificateRotated:
    case Fault::wrongCertificate:
    case Fault::tlsStall:
      reset();
      return false;
    case Fault::drop:
      if (fault.afterBytes == 0) {
        reset();
        return false;
      }
      return true;
    case Fault::silence:
    case Fault::halfOpen:
      m_deaf = true;
      return true;
    case Fault::goaway:
      if (m_frames) {
        m_closeAt = now + fault.delayMs;
        return m_clientSide->write(http2::goaway(m_lastStream));
      }
      return false;
    case Fault::resetStream:
      if (!m_frames) {
        return false;
      }
      if (m_dataStream != 0 && m_resetStreams.insert(m_dataStream).second) {
        return m_clientSide->write(http2::resetStream(m_dataStream)) && m_serverSide->write(http2::resetStream(m_dataStream));
      }
      return true;
    default:
      return true;
  }
}

bool FaultProxy::Link::forward(const ProxyFault& fault, bool fromServer, std::string bytes) {
  if (fromServer) {
    m_proxy.m_bytes += bytes.size();
    m_sinceStrike += bytes.size();
    if (fault.fault == Fault::drop && fault.afterBytes > 0 && m_sinceStrike > fault.afterBytes) {
      // Half of it comes through: the client sits in the middle of something.
      (void)m_clientSide->write(std::string_view(bytes).substr(0, bytes.size() / 2));
      reset();
      return false;
    }
  }
  if (m_frames) {
    return forwardFrames(fault, fromServer, std::move(bytes));
  }
  return write(fault, fromServer ? *m_clientSide : *m_serverSide, bytes);
}

/// Whole frames only, so that strike() may put one of its own between them.
bool FaultProxy::Link::forwardFrames(const ProxyFault& fault, bool fromServer, std::string bytes) {
  std::string& buffer = fromServer ? m_fromServer : m_fromClient;
  buffer += bytes;
  std::string out;
  if (!fromServer && !m_prefaceSeen) {
    if (buffer.size() < http2::kPreface) {
      return true;
    }
    m_prefaceSeen = true;
    out = buffer.substr(0, http2::kPreface);
    buffer.erase(0, http2::kPreface);
  }
  http2::cut(buffer, [&](const http2::Frame& frame) {
    if (!fromServer && frame.type == http2::kHeaders) {
      m_lastStream = std::max(m_lastStream, frame.stream);
    } else if (fromServer && frame.type == http2::kData) {
      m_dataStream = frame.stream;
    }
    // Of a stream that was reset only headers go on: both sides must keep the same table of them.
    if (frame.type == http2::kHeaders || m_resetStreams.count(frame.stream) == 0) {
      out += frame.bytes;
    }
  });
  return write(fault, fromServer ? *m_clientSide : *m_serverSide, out);
}

bool FaultProxy::Link::write(const ProxyFault& fault, Stream& to, std::string_view bytes) {
  switch (fault.fault) {
    case Fault::latency:
      return pause(fault.delayMs + static_cast<std::int64_t>(m_random() % static_cast<unsigned>(fault.jitterMs + 1))) &&
             to.write(bytes);
    case Fault::slice:
      for (const char& c : bytes) {
        if (m_stopped || !to.write({&c, 1})) {
          return false;
        }
      }
      return true;
    case Fault::bandwidth: {
      const auto piece = static_cast<std::size_t>(std::max<std::int64_t>(1, fault.bytesPerSecond / 20));
      for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        if (!to.write(bytes.substr(0, piece)) || !pause(50)) {
          return false;
        }
      }
      return true;
    }
    default:
      return to.write(bytes);
  }
}

}  // namespace claimscope::apiserver
