// VirtualServer: a Kubernetes API server in virtual time behind the Transport interface: no sockets, no threads. One thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/kube/transport.h"
#include "model/simulation/random.h"
#include "model/simulation/world.h"
#include "tests/apiserver/faults.h"
#include "tests/apiserver/virtual/virtual_time.h"

namespace claimscope::apiserver {

struct VirtualOptions {
  std::int64_t latencyMs = 2;          ///< from a request to its answer, from a write to its event
  std::int64_t bookmarkMs = 60'000;    ///< as a real server
  std::int64_t connectMs = 10'000;     ///< after which a transport gives a connection up
  bool watchList = true;               ///< sendInitialEvents is served
  std::size_t hugeBytes = 33U << 20U;  ///< of Fault::huge: above what a client takes as one line
};

/// One request as the server saw it.
struct VirtualRequest {
  std::int64_t at = 0;  ///< steady
  std::string client;
  std::string verb;      ///< list, watch, get, create
  std::string resource;  ///< plural; empty outside of collections
  std::string path;      ///< with query
  bool continued = false;
};

/// How an open request ends, or does not.
enum class Interruption { clean, reset, torn, deaf };

class VirtualServer {
 public:
  VirtualServer(VirtualTime& time, std::unique_ptr<simulation::World> world, std::uint64_t seed, VirtualOptions options = {});
  ~VirtualServer();

  /// A client's way to the server; both may be destroyed in any order.
  [[nodiscard]] std::shared_ptr<kube::Transport> connect(std::string client);
  [[nodiscard]] simulation::World& world() { return *m_world; }
  /// From now on another world answers; open watches are not told.
  void replaceWorld(std::unique_ptr<simulation::World> world) { m_world = std::move(world); }
  /// The world has been written to: watches deliver.
  void changed();

  /// One fault at a time. `resource`: the plural that faults of one kind are about; those of the wire and of the whole
  /// server concern every request. What is open ends as the fault has it.
  void setFault(Fault fault, std::string resource);
  void clearFault() { m_fault = Fault::none; }
  /// Ends open requests of a kind (empty: all); only watches when `watchesOnly`.
  void interrupt(Interruption how, const std::string& resource, bool watchesOnly = false);

  [[nodiscard]] const std::vector<VirtualRequest>& log() const { return m_log; }
  void clearLog() { m_log.clear(); }
  [[nodiscard]] std::size_t openWatches() const;
  [[nodiscard]] std::size_t openRequests() const { return m_open.size(); }
  /// When a client last received anything; wall clock of that moment.
  [[nodiscard]] Time lastDelivery() const { return m_lastDelivery; }

 private:
  class Line;
  struct Exchange;
  using ExchangePtr = std::shared_ptr<Exchange>;

  void arrive(const ExchangePtr& exchange);
  bool wireFault(const ExchangePtr& exchange);
  bool answerFault(const ExchangePtr& exchange);
  void answer(const ExchangePtr& exchange);
  void fixedPath(const ExchangePtr& exchange);
  void review(const ExchangePtr& exchange);
  void list(const ExchangePtr& exchange);
  void watch(const ExchangePtr& exchange);
  void pump(const ExchangePtr& exchange);
  void bookmarkLater(const ExchangePtr& exchange);
  void endWithEvent(const ExchangePtr& exchange, int status, const std::string& reason, const std::string& message);

  [[nodiscard]] bool concerns(const Exchange& exchange) const;
  [[nodiscard]] std::int64_t delay();
  /// Runs `what` when so many bytes have come through, in order, unless the request has ended by then.
  void deliver(const ExchangePtr& exchange, std::size_t bytes, std::function<void(Exchange&)> what);
  void send(const ExchangePtr& exchange, std::string text);
  void respond(const ExchangePtr& exchange, int status, std::string body,
               std::optional<std::int64_t> retryAfterMs = std::nullopt);
  void refuse(const ExchangePtr& exchange, int status, const std::string& reason, const std::string& message,
              std::optional<int> retryAfterSeconds = std::nullopt);
  /// The transport's own error, so many milliseconds from now.
  void breakOff(const ExchangePtr& exchange, std::int64_t delayMs, const std::string& cause, const std::string& fix);
  void finish(Exchange& exchange, kube::Response response);
  void forget(kube::RequestId id);
  void forgetAllOf(const void* line);
  void breakAllOf(const void* line);

  VirtualTime& m_time;
  std::unique_ptr<simulation::World> m_world;
  simulation::Random m_random;
  VirtualOptions m_options;
  Fault m_fault = Fault::none;
  bool m_hugeListed = false;  ///< one huge object a list and a watch will do: they cost memory
  bool m_hugeWatched = false;
  std::string m_resource;
  kube::RequestId m_lastId = 0;
  std::map<kube::RequestId, ExchangePtr> m_open;
  std::vector<VirtualRequest> m_log;
  Time m_lastDelivery;
  std::shared_ptr<VirtualServer*> m_self;  ///< cleared at the end: lines may live longer
};

}  // namespace claimscope::apiserver
