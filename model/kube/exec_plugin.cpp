// Runs exec credential plugins (client-go plugin/pkg/client/auth/exec): argv only, bounded output, a deadline.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>

#include "model/base/log.h"
#include "model/kube/credentials.h"

extern char** environ;

namespace claimscope::kube {
namespace {

constexpr std::size_t kMaxOutput = 1U << 20U;
constexpr std::size_t kShownError = 1000;
constexpr std::int64_t kGraceMs = 300;  // what a helper that keeps the pipe open may still say after the plugin has ended
constexpr int kLookMs = 50;

std::int64_t nowMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

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

/// Our environment with the plugin's variables over it: the last of equal names wins, as in Go's os/exec.
std::vector<std::string> variablesOf(const Connection& connection) {
  std::map<std::string, std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string text = *variable;
    const std::size_t equals = text.find('=', 1);
    if (equals != std::string::npos) {
      variables[text.substr(0, equals)] = text.substr(equals + 1);
    }
  }
  for (const auto& [name, value] : connection.exec->env) {
    variables[name] = value;
  }
  variables["KUBERNETES_EXEC_INFO"] = execInfo(connection);
  std::vector<std::string> out;
  for (const auto& [name, value] : variables) {
    out.push_back(name + "=" + value);
  }
  return out;
}

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) {
    out.push_back(text.data());
  }
  out.push_back(nullptr);
  return out;
}

/// 0, or an errno. A session of its own: no terminal to ask on, and one group to kill.
int spawn(const std::string& program, std::vector<std::string> arguments, std::vector<std::string> variables, const Pipe& out,
          const Pipe& err, pid_t& child) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.fd[1], 1);
  posix_spawn_file_actions_adddup2(&actions, err.fd[1], 2);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  sigset_t signals;
  sigfillset(&signals);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  posix_spawnattr_setflags(&attributes, static_cast<short>(POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK));
  const int error =
      ::posix_spawn(&child, program.c_str(), &actions, &attributes, pointersTo(arguments).data(), pointersTo(variables).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

/// What a plugin says on stderr is for a person ("open this page and enter the code …"): each line goes to the log as it comes.
class ErrorText {
 public:
  explicit ErrorText(std::string program) : m_program(std::move(program)) {}
  void append(std::string_view bytes) {
    m_text.append(bytes.substr(0, kMaxOutput - std::min(kMaxOutput, m_text.size())));
    for (std::size_t end = m_text.find('\n', m_told); end != std::string::npos; end = m_text.find('\n', m_told)) {
      tell(end);
      m_told = end + 1;
    }
  }
  /// The end of it, for the error.
  [[nodiscard]] std::string shown() const {
    std::string text = m_text.size() > kShownError ? "…" + m_text.substr(m_text.size() - kShownError) : m_text;
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
      text.pop_back();
    }
    return log::redact(text);
  }

 private:
  void tell(std::size_t end) {
    constexpr int kMaxLines = 40;
    if (end > m_told && ++m_lines <= kMaxLines) {
      log::logger().warn("exec plugin {}: {}", m_program,
                         m_text.substr(m_told, std::min<std::size_t>(end - m_told, kShownError)));
    }
  }
  std::string m_program;
  std::string m_text;
  std::size_t m_told = 0;
  int m_lines = 0;
};

enum class Ending { exited, tookTooLong, saidTooMuch };

/// Reads both pipes until the plugin has ended and they are empty.
Ending follow(pid_t child, Pipe& out, Pipe& err, std::string& outText, ErrorText& errText, std::int64_t timeoutMs, int& status) {
  const std::int64_t end = nowMs() + timeoutMs;
  std::int64_t exitedAt = 0;
  std::array<char, 16384> buffer{};
  while (true) {
    if (exitedAt == 0 && ::waitpid(child, &status, WNOHANG) == child) {
      exitedAt = nowMs();
    }
    const bool silent = out.fd[0] < 0 && err.fd[0] < 0;
    if (exitedAt != 0 && (silent || nowMs() - exitedAt > kGraceMs)) {
      return Ending::exited;
    }
    if (exitedAt == 0 && nowMs() >= end) {
      return Ending::tookTooLong;
    }
    std::array<pollfd, 2> polled{{{out.fd[0], POLLIN, 0}, {err.fd[0], POLLIN, 0}}};
    if (::poll(polled.data(), polled.size(), kLookMs) <= 0) {
      continue;
    }
    for (std::size_t i = 0; i < polled.size(); ++i) {
      if (polled[i].fd < 0 || polled[i].revents == 0) {
        continue;
      }
      const ssize_t got = ::read(polled[i].fd, buffer.data(), buffer.size());
      const std::string_view bytes(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
      if (got <= 0) {
        (i == 0 ? out : err).closeEnd(0);
      } else if (i == 1) {
        errText.append(bytes);
      } else if (outText.append(bytes).size() > kMaxOutput) {
        return Ending::saidTooMuch;
      }
    }
  }
}

std::string howItEnded(int status) {
  if (WIFSIGNALED(status)) {
    return "was ended by signal " + std::to_string(WTERMSIG(status));
  }
  return "failed with exit status " + std::to_string(WEXITSTATUS(status));
}

std::string hintOf(const ExecPlugin& exec) {
  std::string hint = exec.installHint;
  std::replace_if(
      hint.begin(), hint.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  const std::size_t start = hint.find_first_not_of(' ');
  return start == std::string::npos ? "Install it or correct the command in the kubeconfig" : log::redact(hint.substr(start));
}

}  // namespace

Result<ExecRequest> execRequest(const Connection& connection) {
  const ExecPlugin& exec = *connection.exec;
  std::string command = exec.command;
  if (command.find('/') != std::string::npos && command.front() != '/') {
    command = connection.kubeconfigDir + "/" + command;
  }
  const char* path = ::getenv("PATH");
  ExecRequest out{connection.context, connection.user, findProgram(command, path == nullptr ? "" : path), exec.args, {}};
  for (const auto& variable : exec.env) {
    out.variables.push_back(variable.first);
  }
  if (out.program.empty()) {
    return fail(ErrorCode::unauthenticated,
                "exec plugin " + exec.command + " cannot be started: there is no such program" +
                    (command.find('/') == std::string::npos ? " in PATH" : ""),
                hintOf(exec));
  }
  return out;
}

Result<ExecCredential> runExecPlugin(const Connection& connection, std::int64_t timeoutMs) {
  const ExecPlugin& exec = *connection.exec;
  const std::string name = "exec plugin " + exec.command;
  if (exec.interactiveMode == "Always") {
    return fail(ErrorCode::unauthenticated, name + " needs a terminal (interactiveMode: Always), which Claimscope does not have",
                "Sign in with it in a terminal first, or set interactiveMode: IfAvailable");
  }
  const Result<ExecRequest> request = execRequest(connection);
  if (!request) {
    return fail(request.error());
  }
  std::vector<std::string> arguments{exec.command};
  arguments.insert(arguments.end(), exec.args.begin(), exec.args.end());
  Pipe out;
  Pipe err;
  if (out.fd[0] < 0 || err.fd[0] < 0) {
    return fail(ErrorCode::internal, name + ": no pipe could be made", "Close other programs: too many files are open");
  }
  pid_t child = 0;
  if (const int error = spawn(request->program, std::move(arguments), variablesOf(connection), out, err, child); error != 0) {
    return fail(ErrorCode::unauthenticated, name + " cannot be started: " + std::string(std::strerror(error)), hintOf(exec));
  }
  out.closeEnd(1);
  err.closeEnd(1);
  std::string outText;
  ErrorText errText(exec.command);
  int status = 0;
  const Ending ending = follow(child, out, err, outText, errText, timeoutMs, status);
  if (ending != Ending::exited) {
    ::kill(-child, SIGKILL);
    ::waitpid(child, &status, 0);
  }
  const std::string said = errText.shown();
  const std::string words = said.empty() ? std::string() : ": " + said;
  if (ending == Ending::tookTooLong) {
    return fail(ErrorCode::unauthenticated, name + " did not answer within " + std::to_string(timeoutMs / 1000) + " s" + words,
                "Run it by hand and look at what it waits for");
  }
  if (ending == Ending::saidTooMuch) {
    return fail(ErrorCode::unauthenticated, name + " printed more than 1 MiB", "Run it by hand and look at what it says");
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return fail(ErrorCode::unauthenticated, name + " " + howItEnded(status) + words, "Run it by hand, or sign in again");
  }
  return parseExecCredential(exec, outText);
}

}  // namespace claimscope::kube
