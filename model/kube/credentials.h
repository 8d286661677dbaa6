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
#include "model/kube/exec_policy.h"
#include "model/kube/transport.h"

namespace claimscope::kube {

/// What an exec plugin answered.
struct ExecCredential {
  std::string token;
  std::string clientCertPem;
  std::string clientKeyPem;
  Time expires;  ///< not set: until refused
};

/// client-go's periods: a token file is read again every minute (ten seconds early), certificate, key and CA files every five
/// minutes; what cannot be read or does not fit keeps the old; an exec plugin's answer lasts until it expires. A 401 asks each of
/// them again, once.
class Credentials {
 public:
  /// `gate` is asked before an exec plugin runs; none: it runs.
  Credentials(Connection connection, const Clock& clock, std::shared_ptr<ExecGate> gate = nullptr);

  /// Never to be called on a lane's or the GUI's thread: an exec plugin may take seconds (60 s at most), a person's consent
  /// longer. The same pointer as long as nothing changed.
  [[nodiscard]] Result<std::shared_ptr<const Identity>> current();
  /// After a 401: the next current() asks the plugin or file again. Only the identity that was refused is dropped.
  void refused(const std::shared_ptr<const Identity>& identity);

 private:
  /// Something that is asked for again at a point of the steady clock; 0: at once.
  struct Due {
    std::int64_t atMs = 0;
    [[nodiscard]] bool isDue(std::int64_t nowMs) const { return nowMs >= atMs; }
  };

  [[nodiscard]] Status refresh();
  [[nodiscard]] Status refreshToken(std::int64_t nowMs);
  [[nodiscard]] Status refreshCertificate(std::int64_t nowMs);
  void refreshAuthority(std::int64_t nowMs);
  [[nodiscard]] Status refreshExec();
  [[nodiscard]] Status checkIdToken() const;
  [[nodiscard]] Result<std::shared_ptr<const Identity>> build() const;
  [[nodiscard]] bool usesExec() const;

  const Connection m_connection;
  const Clock& m_clock;
  const std::shared_ptr<ExecGate> m_gate;
  std::mutex m_mutex;
  std::shared_ptr<const Identity> m_identity;

  std::string m_token;
  std::string m_certPem;
  std::string m_keyPem;
  std::string m_caPem;
  std::optional<ExecCredential> m_exec;
  Time m_execAt;                             ///< when the plugin ran
  std::int64_t m_execForcedMs = -1'000'000;  ///< when a 401 last made the plugin run
  Due m_tokenDue;
  Due m_certificateDue;
  Due m_authorityDue;
  std::optional<Error> m_failure;  ///< of the last try, kept for a moment: a plugin that fails is not run once a kind
  std::int64_t m_failedAtMs = 0;
};

/// The request that a person or the policy decides about; nothing when the program is not there.
[[nodiscard]] Result<ExecRequest> execRequest(const Connection& connection);

/// Runs the plugin: argv only, never a shell; stderr goes to the log and into the error, redacted. Its whole process group is
/// killed when time is up or it prints more than 1 MiB.
[[nodiscard]] Result<ExecCredential> runExecPlugin(const Connection& connection, std::int64_t timeoutMs);

/// What a plugin printed, checked: apiVersion of the kubeconfig, a token or a certificate with its key.
[[nodiscard]] Result<ExecCredential> parseExecCredential(const ExecPlugin& exec, const std::string& output);

/// The ExecCredential that a plugin finds in KUBERNETES_EXEC_INFO, with the cluster when it is to be provided.
[[nodiscard]] std::string execInfo(const Connection& connection);

}  // namespace claimscope::kube
