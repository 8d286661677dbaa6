// Exec credential plugins (client-go plugin/pkg/client/auth/exec): argv only, bounded output, a deadline.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <nlohmann/json.hpp>

#include "model/base/log.h"
#include "model/kube/credentials.h"

extern char** environ;

namespace claimscope::kube {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxOutput = 1U << 20U;

/// Both ends of a pipe, closed on every way out.
struct Pipe {
  std::array<int, 2> fd{-1, -1};
  Pipe() {
    if (::pipe2(fd.data(), O_CLOEXEC) != 0) {
      fd = {-1, -1};
    }
  }
  ~Pipe() {
    closeEnd(0);
    closeEnd(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void closeEnd(std::size_t end) {
    if (fd[end] >= 0) {
      ::close(fd[end]);
      fd[end] = -1;
    }
  }
};

std::string execInfo(const Connection& connection) {
  json info = {{"kind", "ExecCredential"}, {"apiVersion", connection.exec->apiVersion}, {"spec", {{"interactive", false}}}};
  if (connection.exec->provideClusterInfo) {
    json cluster = {{"server", connection.server}};
    if (!connection.tlsServerName.empty()) {
      cluster["tls-server-name"] = connection.tlsServerName;
    }
    if (connection.insecureSkipTlsVerify) {
      cluster["insecure-skip-tls-verify"] = true;
    }
    info["spec"]["cluster"] = std::move(cluster);
  }
  return info.dump();
}

/// Reads both pipes until the child closes them or time is up; false on time-out.
bool drain(Pipe& out, Pipe& err, std::string& outText, std::string& errText, std::int64_t timeoutMs) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeoutMs);
  std::array<std::pair<Pipe*, std::string*>, 2> streams{{{&out, &outText}, {&err, &errText}}};
  std::array<char, 4096> buffer{};
  while (out.fd[0] >= 0 || err.fd[0] >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
    if (left <= 0) {
      return false;
    }
    std::array<pollfd, 2> polled{{{out.fd[0], POLLIN, 0}, {err.fd[0], POLLIN, 0}}};
    if (::poll(polled.data(), polled.size(), static_cast<int>(std::min<long>(left, 1000))) <= 0) {
      continue;
    }
    for (std::size_t i = 0; i < streams.size(); ++i) {
      if (polled[i].revents == 0) {
        continue;
      }
      const ssize_t got = ::read(polled[i].fd, buffer.data(), buffer.size());
      if (got <= 0) {
        streams[i].first->closeEnd(0);
      } else if (streams[i].second->size() < kMaxOutput) {
        streams[i].second->append(buffer.data(), static_cast<std::size_t>(got));
      }
    }
  }
  return true;
}

Result<ExecCredential> parseCredential(const ExecPlugin& exec, const std::string& output) {
  const std::string name = "exec plugin " + exec.command;
  const json answer = json::parse(output, nullptr, false);
  const auto word = [&answer](const char* key) {
    const auto at = answer.find(key);
    return at != answer.end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  if (!answer.is_object() || word("kind") != "ExecCredential") {
    return fail(ErrorCode::unauthenticated, name + " did not print an ExecCredential", "Run it by hand and look at what it says");
  }
  if (word("apiVersion") != exec.apiVersion) {
    return fail(ErrorCode::unauthenticated, name + " answered with another apiVersion than " + exec.apiVersion,
                "Update the plugin or the kubeconfig");
  }
  const auto found = answer.find("status");
  if (found == answer.end() || !found->is_object()) {
    return fail(ErrorCode::unauthenticated, name + " printed no status");
  }
  auto field = [&](const char* key) {
    return found->contains(key) && (*found)[key].is_string() ? (*found)[key].get<std::string>() : std::string();
  };
  ExecCredential credential{field("token"), field("clientCertificateData"), field("clientKeyData"), {}};
  log::addSecret(credential.token);
  log::addSecret(credential.clientKeyPem);
  if (credential.token.empty() && credential.clientCertPem.empty()) {
    return fail(ErrorCode::unauthenticated, name + " gave neither a token nor a certificate");
  }
  if (credential.clientCertPem.empty() != credential.clientKeyPem.empty()) {
    return fail(ErrorCode::unauthenticated, name + " gave a certificate without its key, or a key without its certificate");
  }
  credential.expires = parseTime(field("expirationTimestamp")).value_or(Time{});
  return credential;
}

}  // namespace

Result<ExecCredential> runExecPlugin(const Connection& connection, std::int64_t timeoutMs) {
  const ExecPlugin& exec = *connection.exec;
  const std::string name = "exec plugin " + exec.command;
  if (exec.interactiveMode == "Always") {
    return fail(ErrorCode::unauthenticated, name + " needs a terminal (interactiveMode: Always), which Claimscope does not have",
                "Sign in with it in a terminal first, or set interactiveMode: IfAvailable");
  }
  std::string program = exec.command;
  if (program.find('/') != std::string::npos && program.front() != '/') {
    program = connection.kubeconfigDir + "/" + program;
  }
  std::vector<std::string> arguments{program};
  arguments.insert(arguments.end(), exec.args.begin(), exec.args.end());
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    variables.emplace_back(*variable);
  }
  for (const auto& [key, value] : exec.env) {
    variables.push_back(key + "=" + value);
  }
  variables.push_back("KUBERNETES_EXEC_INFO=" + execInfo(connection));
  std::vector<char*> argv;
  for (std::string& argument : arguments) {
    argv.push_back(argument.data());
  }
  argv.push_back(nullptr);
  std::vector<char*> envp;
  for (std::string& variable : variables) {
    envp.push_back(variable.data());
  }
  envp.push_back(nullptr);

  Pipe out;
  Pipe err;
  if (out.fd[0] < 0 || err.fd[0] < 0) {
    return fail(ErrorCode::internal, name + ": no pipe could be made");
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.fd[1], 1);
  posix_spawn_file_actions_adddup2(&actions, err.fd[1], 2);
  pid_t child = 0;
  const int spawned = ::posix_spawnp(&child, program.c_str(), &actions, nullptr, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  if (spawned != 0) {
    return fail(ErrorCode::unauthenticated, name + " cannot be started: " + std::string(strerror(spawned)),
                exec.installHint.empty() ? "Install it or correct the command in the kubeconfig" : log::redact(exec.installHint));
  }
  out.closeEnd(1);
  err.closeEnd(1);
  std::string outText;
  std::string errText;
  const bool inTime = drain(out, err, outText, errText, timeoutMs);
  if (!inTime) {
    ::kill(child, SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!inTime) {
    return fail(ErrorCode::unauthenticated, name + " did not answer within " + std::to_string(timeoutMs / 1000) + " s",
                "Run it by hand and look at what it waits for");
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return fail(ErrorCode::unauthenticated, name + " failed: " + log::redact(errText.substr(0, 2000)),
                "Run it by hand, or sign in again");
  }
  return parseCredential(exec, outText);
}

}  // namespace claimscope::kube
