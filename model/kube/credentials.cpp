#include "model/kube/credentials.h"

#include <fstream>

#include "model/base/log.h"

namespace claimscope::kube {
namespace {

constexpr std::int64_t kTokenFileMs = 60'000;  // client-go re-reads a token file every minute
constexpr std::int64_t kExpiryLeewayMs = 10'000;
constexpr std::int64_t kExecTimeoutMs = 60'000;
constexpr std::int64_t kFailureKeptMs = 2'000;

/// Header values from a kubeconfig must not smuggle further headers in.
bool isHeaderSafe(const std::string& value) {
  return value.find_first_of("\r\n") == std::string::npos;
}

std::string base64(const std::string& bytes) {
  static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      group = (group << 8U) | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      out += i + j <= bytes.size() ? kAlphabet[(group >> (18U - 6U * j)) & 63U] : '=';
    }
  }
  return out;
}

}  // namespace

Result<std::shared_ptr<const Identity>> Credentials::current() {
  const std::lock_guard lock(m_mutex);
  if (m_identity != nullptr && (!m_expires.isSet() || m_clock.now() < m_expires)) {
    return m_identity;
  }
  if (!m_failure || m_clock.steadyMs() - m_failedAtMs >= kFailureKeptMs) {
    m_failure.reset();
    auto made = make();
    if (made) {
      m_identity = *made;
      return made;
    }
    m_failure = made.error();
    m_failedAtMs = m_clock.steadyMs();
  }
  if (m_identity != nullptr && !m_connection.exec) {
    m_expires = m_clock.now();  // a token file that cannot be re-read keeps the old token (client-go transport/token_source.go)
    return m_identity;
  }
  return fail(*m_failure);
}

void Credentials::refused(const std::shared_ptr<const Identity>& identity) {
  const std::lock_guard lock(m_mutex);
  if (m_identity == identity) {
    m_identity = nullptr;
  }
}

Result<std::shared_ptr<const Identity>> Credentials::make() {
  auto identity = std::make_shared<Identity>();
  m_expires = {};
  std::string token = m_connection.token;
  identity->clientCertPem = m_connection.clientCertPem;
  identity->clientKeyPem = m_connection.clientKeyPem;
  if (!m_connection.tokenFile.empty()) {
    std::ifstream in(m_connection.tokenFile, std::ios::binary);
    std::string fromFile((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const std::size_t end = fromFile.find_last_not_of(" \t\r\n");
    fromFile.erase(end == std::string::npos ? 0 : end + 1);
    fromFile.erase(0, fromFile.find_first_not_of(" \t\r\n"));
    if (!fromFile.empty()) {
      token = fromFile;
    } else if (token.empty()) {
      return fail(ErrorCode::invalidInput, "token file " + m_connection.tokenFile + " is empty or cannot be read", "Renew it");
    }
    m_expires = m_clock.now() + kTokenFileMs;
  }
  const bool ownCredential = !token.empty() || !m_connection.username.empty() || !identity->clientCertPem.empty();
  if (m_connection.exec && !ownCredential) {
    auto credential = runExecPlugin(m_connection, kExecTimeoutMs);
    if (!credential) {
      return fail(credential.error());
    }
    token = credential->token;
    identity->clientCertPem = credential->clientCertPem;
    identity->clientKeyPem = credential->clientKeyPem;
    if (credential->expires.isSet()) {
      m_expires = credential->expires + -kExpiryLeewayMs;
    }
  }
  if (!isHeaderSafe(token) || !isHeaderSafe(m_connection.impersonateUser)) {
    return fail(ErrorCode::invalidInput, "the credentials of user \"" + m_connection.user + "\" contain a line break",
                "Renew them");
  }
  // Secrets travel over TLS only (client_config.go IsConfigTransportTLS).
  const bool tls = m_connection.server.rfind("https://", 0) == 0;
  if (!token.empty() && tls) {
    log::addSecret(token);
    identity->headers.push_back("Authorization: Bearer " + token);
  } else if (!m_connection.username.empty() && tls) {
    const std::string basic = base64(m_connection.username + ":" + m_connection.password);
    log::addSecret(basic);
    identity->headers.push_back("Authorization: Basic " + basic);
  }
  if (!m_connection.impersonateUser.empty()) {
    identity->headers.push_back("Impersonate-User: " + m_connection.impersonateUser);
    if (!m_connection.impersonateUid.empty() && isHeaderSafe(m_connection.impersonateUid)) {
      identity->headers.push_back("Impersonate-Uid: " + m_connection.impersonateUid);
    }
    for (const std::string& group : m_connection.impersonateGroups) {
      if (isHeaderSafe(group)) {
        identity->headers.push_back("Impersonate-Group: " + group);
      }
    }
    for (const auto& [key, values] : m_connection.impersonateExtra) {
      for (const std::string& value : values) {
        if (isHeaderSafe(key) && isHeaderSafe(value)) {
          identity->headers.push_back("Impersonate-Extra-" + key + ": " + value);
        }
      }
    }
  }
  return std::shared_ptr<const Identity>(std::move(identity));
}

}  // namespace claimscope::kube
