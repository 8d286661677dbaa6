// Link: one connection through the proxy, in both directions, on a thread of its own.
#pragma once

#include <random>
#include <set>

#include "tests/apiserver/proxy/fault_proxy.h"

namespace claimscope::apiserver {

class FaultProxy::Link {
 public:
  Link(FaultProxy& proxy, int socket);
  ~Link();
  [[nodiscard]] bool isDone() const { return m_done; }
  void start();
  void stop();

 private:
  void run();
  [[nodiscard]] bool connect();
  [[nodiscard]] bool shakeHands();
  void relay();
  /// What happens whether or not anything moves; false ends the connection.
  [[nodiscard]] bool strike(const ProxyFault& fault);
  [[nodiscard]] bool forward(const ProxyFault& fault, bool fromServer, std::string bytes);
  [[nodiscard]] bool forwardFrames(const ProxyFault& fault, bool fromServer, std::string bytes);
  [[nodiscard]] bool write(const ProxyFault& fault, Stream& to, std::string_view bytes);
  [[nodiscard]] bool pause(std::int64_t milliseconds) const;
  void reset();

  FaultProxy& m_proxy;
  std::uint64_t m_epoch;
  std::unique_ptr<Stream> m_clientSide;
  std::unique_ptr<Stream> m_serverSide;
  std::atomic<bool> m_done{false};
  std::atomic<bool> m_stopped{false};
  std::mt19937 m_random;

  bool m_deaf = false;       ///< nothing comes through any more
  bool m_frames = false;     ///< HTTP/2 in the clear: between two TLS
  std::string m_fromServer;  ///< of a frame that is not whole yet
  std::string m_fromClient;
  bool m_prefaceSeen = false;
  std::uint32_t m_lastStream = 0;  ///< newest the client opened
  std::uint32_t m_dataStream = 0;  ///< newest that the server sent data on
  std::set<std::uint32_t> m_resetStreams;
  std::int64_t m_struckAt = 0;
  std::int64_t m_closeAt = 0;
  std::size_t m_sinceStrike = 0;
  std::jthread m_thread;
};

}  // namespace claimscope::apiserver
