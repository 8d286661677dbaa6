// ExecPolicy and ExecGate: whether a command that a kubeconfig names may run, and what a person said about it. Any thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"

namespace claimscope::kube {

/// allowAll, denyAll and allowlist mean what kubectl's credentialPluginPolicy means; ask is ours.
enum class ExecPolicyType : std::uint8_t { allowAll, denyAll, allowlist, ask };

struct ExecPolicy {
  ExecPolicyType type = ExecPolicyType::ask;
  std::vector<std::string> allowlist;  ///< names ("aws": looked up in PATH) or paths
};

/// "allow", "deny", "ask" or "allowlist:aws,/usr/bin/kubelogin".
[[nodiscard]] Result<ExecPolicy> parseExecPolicy(std::string_view text);

/// What a person is asked about. Cluster and kubeconfig text: show it as plain text.
struct ExecRequest {
  std::string context;
  std::string user;                    ///< entry of the kubeconfig
  std::string program;                 ///< the file that would run, found in PATH
  std::vector<std::string> arguments;  ///< without the program
  std::vector<std::string> variables;  ///< names of environment variables it is given
};

/// SHA-256 (hex) of program, arguments and names of variables: what a consent is remembered by.
[[nodiscard]] std::string consentDigest(const ExecRequest& request);
/// "program argument 'other argument'", control characters made visible, secrets redacted; for people, never for a shell.
[[nodiscard]] std::string commandLine(const ExecRequest& request);

enum class ExecAnswer : std::uint8_t { refuse, once, always };  ///< once: for this process; always: remembered on disk

/// May block until a person has answered; is called on decode threads, one question at a time for the same command. Must return
/// (refuse) when the program ends, because sessions wait for it.
using ExecQuestion = std::function<ExecAnswer(const ExecRequest&)>;

/// One for the whole process, shared by its sessions: the same command is asked about once.
class ExecGate {
 public:
  /// `file` holds the remembered consents (…/claimscope/exec-consent.json); empty: nothing is remembered.
  ExecGate(ExecPolicy policy, std::filesystem::path file, ExecQuestion question);

  /// Ok when the command may run now; forbidden (with what to do) otherwise.
  [[nodiscard]] Status mayRun(const ExecRequest& request);
  /// A person wants to be asked again about what was refused.
  void forgetRefusals();
  /// What was allowed for good, in the order of the digests.
  struct Consent {
    std::string digest;
    std::string program;
  };
  [[nodiscard]] std::vector<Consent> remembered() const;
  /// Takes a consent back: the command is asked about again.
  void forget(const std::string& digest);
  [[nodiscard]] ExecPolicyType policy() const { return m_policy.type; }

 private:
  [[nodiscard]] bool isListed(const std::string& program) const;
  [[nodiscard]] bool isRemembered(const std::string& digest) const;
  void remember(const ExecRequest& request, const std::string& digest);

  const ExecPolicy m_policy;
  const std::filesystem::path m_file;
  const ExecQuestion m_question;
  mutable std::mutex m_mutex;  ///< never held while a person is asked: other commands go on
  std::condition_variable m_answered;
  std::set<std::string> m_asking;
  std::set<std::string> m_allowed;
  std::set<std::string> m_refused;
};

/// The file that `command` names: a path as it stands, a name looked up in PATH; empty when there is none that can be run.
[[nodiscard]] std::string findProgram(const std::string& command, const std::string& path);

/// ~/.config/claimscope/exec-consent.json, by XDG_CONFIG_HOME and HOME; empty without a home.
[[nodiscard]] std::filesystem::path consentFile(const std::map<std::string, std::string>& environment);

}  // namespace claimscope::kube
