#include "app/source/exec_gate.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include "model/base/json_tree.h"
#include "model/base/log.h"
#include "model/base/yaml.h"
#include "model/kube/small_file.h"

namespace claimscope::app {
namespace {

std::string variable(const std::map<std::string, std::string>& environment, const char* name) {
  const auto found = environment.find(name);
  return found == environment.end() ? std::string() : found->second;
}

std::string textOf(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// kubectl's own policy (KEP-3104) holds for us too: $KUBERC, else ~/.kube/kuberc. Nothing when it says nothing.
Result<std::optional<kube::ExecPolicy>> kubercPolicy(const std::map<std::string, std::string>& environment) {
  std::string path = variable(environment, "KUBERC");
  if (path == "off" || variable(environment, "KUBECTL_KUBERC") == "false") {
    return std::nullopt;
  }
  if (path.empty()) {
    path = variable(environment, "HOME") + "/.kube/kuberc";
  }
  const Result<std::string> bytes = kube::readSmallFile(path);
  if (!bytes) {
    return std::nullopt;
  }
  const Result<std::string> text = yaml::firstToJson(*bytes);
  const nlohmann::json document = text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
  const auto broken = [&path] {
    return fail(ErrorCode::invalidInput, path + ": its policy for credential plugins cannot be read",
                "Correct it, or pass --exec-policy");
  };
  if (!text || !document.is_object()) {
    return broken();  // a policy that may forbid something must not be lost
  }
  const std::string type = textOf(document, "credentialPluginPolicy");
  kube::ExecPolicy policy;
  if (type == "AllowAll" || type == "DenyAll") {
    policy.type = type == "DenyAll" ? kube::ExecPolicyType::denyAll : kube::ExecPolicyType::allowAll;
    return policy;
  }
  if (type.empty()) {
    return std::nullopt;
  }
  const auto list = document.find("credentialPluginAllowlist");
  if (type != "Allowlist" || list == document.end() || !list->is_array()) {
    return broken();
  }
  policy.type = kube::ExecPolicyType::allowlist;
  for (const nlohmann::json& entry : *list) {
    const std::string command = entry.is_object() ? textOf(entry, "command") : std::string();
    const std::string name = entry.is_object() ? textOf(entry, "name") : std::string();
    if (command.empty() && name.empty()) {
      return broken();
    }
    policy.allowlist.push_back(command.empty() ? name : command);
  }
  return policy.allowlist.empty() ? Result<std::optional<kube::ExecPolicy>>(broken()) : policy;
}

/// One line from the terminal; empty when nothing comes.
std::string readLine() {
  constexpr int kPatienceMs = 60'000;
  std::string line;
  while (line.size() < 16) {
    pollfd waiting{STDIN_FILENO, POLLIN, 0};
    char c = 0;
    if (::poll(&waiting, 1, kPatienceMs) <= 0 || ::read(STDIN_FILENO, &c, 1) != 1 || c == '\n') {
      break;
    }
    line += c;
  }
  return line;
}

kube::ExecAnswer askOnTerminal(const kube::ExecRequest& request) {
  fmt::print(stderr, "claimscope: to sign in to context {}, the kubeconfig wants to run a program:\n  {}\n",
             log::redact(request.context), kube::commandLine(request));
  fmt::print(stderr, "Run it, now and from now on? [y/N] ");
  std::fflush(stderr);
  const std::string answer = readLine();
  return answer == "y" || answer == "Y" || answer == "yes" ? kube::ExecAnswer::always : kube::ExecAnswer::refuse;
}

kube::ExecAnswer sayAndRun(const kube::ExecRequest& request) {
  fmt::print(stderr, "claimscope: running {} to sign in to context {}, as kubectl would (--exec-policy deny forbids it)\n",
             kube::commandLine(request), log::redact(request.context));
  return kube::ExecAnswer::once;
}

}  // namespace

Result<ChosenPolicy> choosePolicy(const std::string& flag, const std::map<std::string, std::string>& environment) {
  const std::string chosen = flag.empty() ? variable(environment, "CLAIMSCOPE_EXEC_POLICY") : flag;
  if (!chosen.empty() && chosen != "allowlist") {
    auto policy = kube::parseExecPolicy(chosen);
    return policy ? Result<ChosenPolicy>(ChosenPolicy{std::move(*policy), true}) : fail(policy.error());
  }
  auto own = kubercPolicy(environment);
  if (!own) {
    return fail(own.error());
  }
  if (chosen == "allowlist" && (!*own || (*own)->type != kube::ExecPolicyType::allowlist)) {
    return fail(ErrorCode::usage, "there is no allowlist for exec plugins in kubectl's kuberc file",
                "Write it here: allowlist:NAME,/PATH");
  }
  return *own ? ChosenPolicy{std::move(**own), true} : ChosenPolicy{};
}

Result<std::shared_ptr<kube::ExecGate>> terminalGate(const std::string& flag,
                                                     const std::map<std::string, std::string>& environment) {
  auto chosen = choosePolicy(flag, environment);
  if (!chosen) {
    return fail(chosen.error());
  }
  const bool terminal = ::isatty(STDIN_FILENO) != 0 && ::isatty(STDERR_FILENO) != 0;
  kube::ExecQuestion question;
  if (terminal) {
    question = askOnTerminal;
  } else if (!chosen->given) {
    question = sayAndRun;
  }
  return std::make_shared<kube::ExecGate>(std::move(chosen->policy), kube::consentFile(environment), std::move(question));
}

}  // namespace claimscope::app
