// Credentials: the identity that requests carry, refreshed when it expires. Any thread; may block on an exec plugin.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "model/base/clock.h"
#include "model/base/result.h"
#include "model/kube/connection.h"
#include "model/kube/transport.h"

namespace claimscope::kube {

class Credentials {
 public:
  Credentials(Connection connection, const Clock& clock) : m_connection(std::move(connection)), m_clock(clock) {}

  /// Never to be called on a lane's or the GUI's thread: an exec plugin may take seconds (60 s at most).
  [[nodiscard]] Result<std::shared_ptr<const Identity>> current();
  /// After a 401: the next current() asks the plugin or file again. Only the identity that was refused is dropped.
  void refused(const std::shared_ptr<const Identity>& identity);

 private:
  [[nodiscard]] Result<std::shared_ptr<const Identity>> make();
  const Connection m_connection;
  const Clock& m_clock;
  std::mutex m_mutex;
  std::shared_ptr<const Identity> m_identity;
  Time m_expires;                  ///< not set: until refused
  std::optional<Error> m_failure;  ///< of the last try, kept for a moment: a plugin that fails is not run once a kind
  std::int64_t m_failedAtMs = 0;
};

/// What an exec plugin answered.
struct ExecCredential {
  std::string token;
  std::string clientCertPem;
  std::string clientKeyPem;
  Time expires;
};

/// Runs the plugin: argv only, never a shell; stderr goes into the error, redacted. `clusterJson` is what provideClusterInfo
/// hands over.
[[nodiscard]] Result<ExecCredential> runExecPlugin(const Connection& connection, std::int64_t timeoutMs);

}  // namespace claimscope::kube
