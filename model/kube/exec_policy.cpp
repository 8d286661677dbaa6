#include "model/kube/exec_policy.h"

#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>

#include "model/base/json_tree.h"
#include "model/base/log.h"

namespace claimscope::kube {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaxConsentFile = 1U << 20U;

json readConsents(const std::filesystem::path& file) {
  std::error_code code;
  if (std::filesystem::file_size(file, code) > kMaxConsentFile || code) {
    return json::object();
  }
  std::ifstream in(file, std::ios::binary);
  json document = json::parse(in, nullptr, false);
  return document.is_object() && document.contains("allowed") && document["allowed"].is_object() ? document : json::object();
}

/// Beside the old file and then over it, so that no reader sees half of it.
bool writeConsents(const std::filesystem::path& file, const json& document) {
  std::error_code code;
  std::filesystem::create_directories(file.parent_path(), code);
  std::string temporary = file.string() + ".XXXXXX";
  const int out = ::mkstemp(temporary.data());  // 0600
  if (out < 0) {
    return false;
  }
  const std::string bytes = document.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
  const bool written = ::write(out, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) && ::fsync(out) == 0;
  const bool moved = ::close(out) == 0 && written && ::rename(temporary.c_str(), file.c_str()) == 0;
  if (!moved) {
    ::unlink(temporary.c_str());
  }
  return moved;
}

std::string quoted(const std::string& argument) {
  const bool simple = !argument.empty() && std::all_of(argument.begin(), argument.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || std::string_view("-_./:=@%+,").find(static_cast<char>(c)) != std::string_view::npos;
  });
  return simple ? argument : "'" + argument + "'";
}

}  // namespace

Result<ExecPolicy> parseExecPolicy(std::string_view text) {
  constexpr std::string_view kList = "allowlist:";
  ExecPolicy policy;
  if (text == "allow" || text == "AllowAll") {
    policy.type = ExecPolicyType::allowAll;
  } else if (text == "deny" || text == "DenyAll") {
    policy.type = ExecPolicyType::denyAll;
  } else if (text == "ask") {
    policy.type = ExecPolicyType::ask;
  } else if (text.starts_with(kList)) {
    policy.type = ExecPolicyType::allowlist;
    text.remove_prefix(kList.size());
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(','), text.size());
      if (end > 0) {
        policy.allowlist.emplace_back(text.substr(0, end));
      }
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
  const bool known = policy.type != ExecPolicyType::ask || text == "ask";
  if (!known || (policy.type == ExecPolicyType::allowlist && policy.allowlist.empty())) {
    return fail(ErrorCode::usage, "the policy for exec plugins \"" + log::redact(text) + "\" is not known",
                "Write allow, deny, ask, or allowlist:NAME,/PATH");
  }
  return policy;
}

std::string consentDigest(const ExecRequest& request) {
  std::string bytes;
  const auto add = [&bytes](const std::string& part) { bytes += std::to_string(part.size()) + ":" + part + "\n"; };
  add(request.program);
  add(std::to_string(request.arguments.size()));
  std::for_each(request.arguments.begin(), request.arguments.end(), add);
  std::for_each(request.variables.begin(), request.variables.end(), add);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (unsigned int i = 0; i < size; ++i) {
    out += kDigits[digest[i] >> 4U];
    out += kDigits[digest[i] & 15U];
  }
  return out;
}

std::string commandLine(const ExecRequest& request) {
  std::string out = quoted(request.program);
  for (const std::string& argument : request.arguments) {
    out += " " + quoted(argument);
  }
  return log::redact(out);
}

ExecGate::ExecGate(ExecPolicy policy, std::filesystem::path file, ExecQuestion question)
    : m_policy(std::move(policy)), m_file(std::move(file)), m_question(std::move(question)) {}

Status ExecGate::mayRun(const ExecRequest& request) {
  const std::string name = "exec plugin " + log::redact(request.program);
  switch (m_policy.type) {
    case ExecPolicyType::allowAll:
      return {};
    case ExecPolicyType::denyAll:
      return fail(ErrorCode::forbidden, name + " is not run: the policy forbids every exec plugin",
                  "Use --exec-policy ask, or a context without exec");
    case ExecPolicyType::allowlist:
      return isListed(request.program) ? Status{}
                                       : Status(fail(ErrorCode::forbidden, name + " is not run: it is not on the allowlist",
                                                     "Add it to --exec-policy allowlist:…"));
    case ExecPolicyType::ask:
      break;
  }
  const std::string digest = consentDigest(request);
  const auto refused = fail(ErrorCode::forbidden, name + " is not run: it was not allowed",
                            "Allow it when asked, or start with --exec-policy allow");
  std::unique_lock lock(m_mutex);
  m_answered.wait(lock, [&] { return !m_asking.contains(digest); });
  if (m_allowed.contains(digest) || isRemembered(digest)) {
    return {};
  }
  if (m_refused.contains(digest)) {
    return refused;
  }
  m_asking.insert(digest);
  lock.unlock();
  const ExecAnswer answer = m_question ? m_question(request) : ExecAnswer::refuse;
  lock.lock();
  m_asking.erase(digest);
  m_answered.notify_all();
  if (answer == ExecAnswer::refuse) {
    m_refused.insert(digest);
    return refused;
  }
  m_allowed.insert(digest);
  if (answer == ExecAnswer::always) {
    remember(request, digest);
  }
  return {};
}

void ExecGate::forgetRefusals() {
  const std::lock_guard guard(m_mutex);
  m_refused.clear();
}

std::vector<ExecGate::Consent> ExecGate::remembered() const {
  std::vector<Consent> out;
  if (m_file.empty()) {
    return out;
  }
  const std::lock_guard guard(m_mutex);
  const json document = readConsents(m_file);
  if (document.contains("allowed")) {
    for (const auto& [digest, consent] : document["allowed"].items()) {
      const bool named = consent.is_object() && consent.contains("program") && consent["program"].is_string();
      out.push_back({digest, named ? consent["program"].get<std::string>() : std::string()});
    }
  }
  return out;
}

void ExecGate::forget(const std::string& digest) {
  const std::lock_guard guard(m_mutex);
  m_allowed.erase(digest);
  json document = m_file.empty() ? json::object() : readConsents(m_file);
  if (document.contains("allowed") && document["allowed"].erase(digest) > 0 && !writeConsents(m_file, document)) {
    log::logger().warn("the consent in {} could not be taken back", m_file.string());
  }
}

/// As kubectl compares: the entry itself, or what it is in PATH.
bool ExecGate::isListed(const std::string& program) const {
  const char* path = ::getenv("PATH");
  return std::any_of(m_policy.allowlist.begin(), m_policy.allowlist.end(), [&](const std::string& entry) {
    return entry == program || findProgram(entry, path == nullptr ? "" : path) == program;
  });
}

bool ExecGate::isRemembered(const std::string& digest) const {
  if (m_file.empty()) {
    return false;
  }
  const json document = readConsents(m_file);
  return document.contains("allowed") && document["allowed"].contains(digest);
}

void ExecGate::remember(const ExecRequest& request, const std::string& digest) {
  if (m_file.empty()) {
    return;
  }
  json document = readConsents(m_file);
  // The program is for a person who reads the file; arguments may hold secrets and stay out.
  document["allowed"][digest] = {{"program", request.program}};
  if (!writeConsents(m_file, document)) {
    log::logger().warn("the consent for {} could not be remembered in {}", request.program, m_file.string());
  }
}

std::string findProgram(const std::string& command, const std::string& path) {
  const auto runs = [](const std::string& file) {
    struct stat info {};
    return ::stat(file.c_str(), &info) == 0 && S_ISREG(info.st_mode) && ::access(file.c_str(), X_OK) == 0;
  };
  if (command.find('/') != std::string::npos) {
    return runs(command) ? command : std::string();
  }
  for (std::size_t start = 0; !command.empty() && start <= path.size();) {
    const std::size_t end = std::min(path.find(':', start), path.size());
    const std::string folder = path.substr(start, end - start);
    // Go never runs a program out of the working folder because PATH says so (os/exec ErrDot); neither do we.
    if (folder.starts_with('/') && runs(folder + "/" + command)) {
      return (std::filesystem::path(folder) / command).lexically_normal().string();
    }
    start = end + 1;
  }
  return {};
}

std::filesystem::path consentFile(const std::map<std::string, std::string>& environment) {
  const auto value = [&](const char* name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
  };
  if (const std::string config = value("XDG_CONFIG_HOME"); config.starts_with('/')) {
    return std::filesystem::path(config) / "claimscope" / "exec-consent.json";
  }
  const std::string home = value("HOME");
  return home.empty() ? std::filesystem::path() : std::filesystem::path(home) / ".config" / "claimscope" / "exec-consent.json";
}

}  // namespace claimscope::kube
