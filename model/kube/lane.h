// Lane: one thread with one CURLM; every request and timer of its kind runs there. Calls: any thread.
#pragma once

#include <cstdint>
#include <memory>

#include "model/kube/connection.h"
#include "model/kube/transport.h"

namespace claimscope::kube {

/// Whether requests share an HTTP/2 connection. Watches do: there may be eighty, and they say little. Lists do not: libcurl 7.88
/// may leave one answer lying in the buffer of a connection until bytes of another stream come.
enum class Sharing : std::uint8_t { streams, connectionEach };

class Lane final : public Transport {
 public:
  /// `name` (at most 15 bytes) is shown by top and gdb.
  Lane(const Connection& connection, std::string name, std::int64_t connectTimeoutMs,
       const std::map<std::string, std::string>& environment, Sharing sharing = Sharing::streams);
  ~Lane() override;

  /// Joins the thread too. Decode threads that still run may hold on to the lane.
  void close() override;

  RequestId submit(Request request) override;
  void cancel(RequestId id) override;
  void reconnect() override;
  void after(std::int64_t delayMs, std::function<void()> task) override;

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace claimscope::kube
