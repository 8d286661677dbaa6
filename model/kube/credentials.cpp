#include "model/kube/credentials.h"

#include <algorithm>

#include "model/base/json_tree.h"
#include "model/base/log.h"
#include "model/kube/base64.h"
#include "model/kube/in_cluster.h"
#include "model/kube/pem.h"
#include "model/kube/small_file.h"

namespace claimscope::kube {
namespace {

constexpr std::int64_t kTokenFileMs = 50'000;         // a minute, less ten seconds of leeway
constexpr std::int64_t kCertificateFileMs = 300'000;  // and CA files
constexpr std::int64_t kExpiryLeewayMs = 10'000;
constexpr std::int64_t kExecTimeoutMs = 60'000;
constexpr std::int64_t kFailureKeptMs = 2'000;
constexpr std::int64_t kForcedEveryMs = 10'000;  // a server that refuses every token does not make the plugin run all the time

/// A header value from a kubeconfig must not smuggle further headers in (Go's httpguts.ValidHeaderFieldValue).
bool isHeaderSafe(const std::string& value) {
  return std::none_of(value.begin(), value.end(), [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7F; });
}

/// Bytes that may not stand in a header's name are percent-encoded, as client-go does with keys of impersonation.
std::string headerKey(const std::string& key) {
  constexpr std::string_view kLegal = "!#$&'*+-.^_`|~";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && (std::isalnum(byte) != 0 || kLegal.find(c) != std::string_view::npos)) {
      out += c;
    } else {
      out += '%';
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    }
  }
  return out;
}

/// curl drops a header without a value unless it ends in a semicolon.
std::string header(const std::string& name, const std::string& value) {
  return value.empty() ? name + ";" : name + ": " + value;
}

/// `exp` of a JWT, which is not verified: only the server can. Not set when it is none.
Time expiryOfJwt(const std::string& token) {
  const std::size_t first = token.find('.');
  const std::size_t second = token.find('.', first == std::string::npos ? first : first + 1);
  if (second == std::string::npos) {
    return {};
  }
  std::string middle = token.substr(first + 1, second - first - 1);
  std::replace(middle.begin(), middle.end(), '-', '+');
  std::replace(middle.begin(), middle.end(), '_', '/');
  middle.append((4 - middle.size() % 4) % 4, '=');
  const nlohmann::json claims = nlohmann::json::parse(decodeBase64(middle).value_or(""), nullptr, false);
  const bool known = claims.is_object() && claims.contains("exp") && claims["exp"].is_number();
  constexpr double kLatest = 253'402'300'799.0;  // the year 9999
  return known ? Time{static_cast<std::int64_t>(std::clamp(claims["exp"].get<double>(), 0.0, kLatest)) * 1000} : Time{};
}

bool same(const Identity& left, const Identity& right) {
  return left.headers == right.headers && left.clientCertPem == right.clientCertPem && left.clientKeyPem == right.clientKeyPem &&
         left.caPem == right.caPem;
}

}  // namespace

Credentials::Credentials(Connection connection, const Clock& clock, std::shared_ptr<ExecGate> gate)
    : m_connection(std::move(connection)),
      m_clock(clock),
      m_gate(std::move(gate)),
      m_token(m_connection.token),
      m_certPem(m_connection.clientCertPem),
      m_keyPem(m_connection.clientKeyPem),
      m_caPem(readableCertificates(m_connection.caPem)) {
  m_authorityDue.atMs = clock.steadyMs() + kCertificateFileMs;
}

Result<std::shared_ptr<const Identity>> Credentials::current() {
  const std::lock_guard lock(m_mutex);
  if (m_failure && m_clock.steadyMs() - m_failedAtMs < kFailureKeptMs) {
    return fail(*m_failure);
  }
  m_failure.reset();
  const Status refreshed = refresh();
  auto built = refreshed ? build() : Result<std::shared_ptr<const Identity>>(fail(refreshed.error()));
  if (!built) {
    m_failure = built.error();
    m_failedAtMs = m_clock.steadyMs();
    return built;
  }
  if (m_identity == nullptr || !same(*m_identity, **built)) {
    m_identity = *built;
  }
  return m_identity;
}

void Credentials::refused(const std::shared_ptr<const Identity>& identity) {
  const std::lock_guard lock(m_mutex);
  if (identity == nullptr || m_identity != identity) {
    return;
  }
  m_tokenDue = {};
  m_certificateDue = {};
  m_authorityDue = {};
  if (!m_connection.tokenFile.empty()) {
    m_token = m_connection.token;
  }
  const std::int64_t now = m_clock.steadyMs();
  if (m_exec && now - m_execForcedMs >= kForcedEveryMs) {
    m_exec.reset();
    m_execForcedMs = now;
  }
  m_identity = nullptr;
}

bool Credentials::usesExec() const {
  return m_connection.exec && m_connection.token.empty() && m_connection.tokenFile.empty() && m_connection.username.empty() &&
         m_connection.clientCertPem.empty() && m_connection.clientCertFile.empty();
}

Status Credentials::refresh() {
  const std::int64_t now = m_clock.steadyMs();
  refreshAuthority(now);
  if (const Status token = refreshToken(now); !token) {
    return token;
  }
  if (const Status certificate = refreshCertificate(now); !certificate) {
    return certificate;
  }
  if (usesExec()) {
    return refreshExec();
  }
  return m_connection.oidc && m_token.empty() ? checkIdToken() : Status{};
}

Status Credentials::refreshToken(std::int64_t nowMs) {
  if (m_connection.tokenFile.empty() || !m_tokenDue.isDue(nowMs)) {
    return {};
  }
  const Result<std::string> file = readSmallFile(m_connection.tokenFile);
  const std::string token = file ? withoutBlanks(*file) : std::string();
  m_tokenDue.atMs = nowMs + kTokenFileMs;
  if (!token.empty()) {
    m_token = token;
    return {};
  }
  Error problem = file ? Error{ErrorCode::unauthenticated, "token file " + m_connection.tokenFile + " is empty", {}, {}, 0}
                       : file.error().within("token file");
  if (m_token.empty()) {
    m_tokenDue = {};
    problem.code = ErrorCode::unauthenticated;
    problem.fix = "Check who writes it: the kubelet, or a login program";
    return fail(problem);
  }
  log::logger().warn("{}: the token of before is kept", problem.message);
  return {};
}

Status Credentials::refreshCertificate(std::int64_t nowMs) {
  if (m_connection.clientCertFile.empty() || !m_certificateDue.isDue(nowMs)) {
    return {};
  }
  m_certificateDue.atMs = nowMs + kCertificateFileMs;
  const Result<std::string> certificate = readSmallFile(m_connection.clientCertFile);
  const Result<std::string> key = readSmallFile(m_connection.clientKeyFile);
  // While a pair is being exchanged the two files may not belong together for a moment.
  const std::string cause = !certificate ? certificate.error().message
                            : !key       ? key.error().message
                                         : problemOfPair(*certificate, *key);
  if (cause.empty()) {
    m_certPem = *certificate;
    m_keyPem = *key;
    return {};
  }
  if (problemOfPair(m_certPem, m_keyPem).empty()) {
    log::logger().warn("client certificate {}: {}: the one of before is kept", m_connection.clientCertFile, cause);
    return {};
  }
  m_certificateDue = {};
  return fail(ErrorCode::unauthenticated, "client certificate " + m_connection.clientCertFile + ": " + cause,
              "Renew the client certificate of user \"" + m_connection.user + "\"");
}

void Credentials::refreshAuthority(std::int64_t nowMs) {
  if (m_connection.caFile.empty() || !m_authorityDue.isDue(nowMs)) {
    return;
  }
  m_authorityDue.atMs = nowMs + kCertificateFileMs;
  const Result<std::string> file = readSmallFile(m_connection.caFile);
  const std::string certificates = file ? readableCertificates(*file) : std::string();
  if (!certificates.empty()) {
    m_caPem = certificates;
  } else {
    log::logger().warn("certificate authority {}: {}: the one of before is kept", m_connection.caFile,
                       file ? "it holds no certificate" : file.error().message);
  }
}

Status Credentials::refreshExec() {
  if (m_exec && m_exec->expires.isSet()) {
    // A token that lives for seconds is not renewed on every request.
    const std::int64_t leeway = std::min(kExpiryLeewayMs, (m_exec->expires - m_execAt) / 10);
    if (m_clock.now().ms < m_exec->expires.ms - leeway) {
      return {};
    }
  } else if (m_exec) {
    return {};
  }
  const Result<ExecRequest> request = execRequest(m_connection);
  if (!request) {
    return fail(request.error());
  }
  if (m_gate != nullptr) {
    if (const Status allowed = m_gate->mayRun(*request); !allowed) {
      return fail(allowed.error().within("user \"" + m_connection.user + "\""));
    }
  }
  auto credential = runExecPlugin(m_connection, kExecTimeoutMs);
  if (!credential) {
    return fail(credential.error());
  }
  m_execAt = m_clock.now();
  m_exec = std::move(*credential);
  return {};
}

Status Credentials::checkIdToken() const {
  const Time expiry = expiryOfJwt(m_connection.idToken);
  if (expiry.isSet() && m_clock.now() < expiry + -kExpiryLeewayMs) {
    return {};
  }
  const std::string user = "user \"" + m_connection.user + "\": the id-token of the auth provider oidc ";
  return fail(ErrorCode::unauthenticated,
              user + (m_connection.idToken.empty() ? "is missing"
                      : expiry.isSet()             ? "has expired"
                                                   : "is no token"),
              "Run kubectl once with this context, which renews it, and connect again; or use the exec plugin kubelogin");
}

Result<std::shared_ptr<const Identity>> Credentials::build() const {
  auto identity = std::make_shared<Identity>();
  identity->caPem = m_caPem;
  // Secrets travel over TLS only (client_config.go IsConfigTransportTLS).
  if (m_connection.server.starts_with("https://")) {
    const bool plugin = usesExec() && m_exec;
    const std::string& token = plugin ? m_exec->token : m_token.empty() && m_connection.oidc ? m_connection.idToken : m_token;
    identity->clientCertPem = plugin ? m_exec->clientCertPem : m_certPem;
    identity->clientKeyPem = plugin ? m_exec->clientKeyPem : m_keyPem;
    log::addSecret(token);
    if (!isHeaderSafe(token)) {
      return fail(ErrorCode::invalidInput,
                  "the token of user \"" + m_connection.user + "\" contains a line break or control character", "Renew it");
    }
    if (!token.empty()) {
      identity->headers.push_back("Authorization: Bearer " + token);
    } else if (!m_connection.username.empty()) {
      const std::string basic = encodeBase64(m_connection.username + ":" + m_connection.password);
      log::addSecret(basic);
      identity->headers.push_back("Authorization: Basic " + basic);
    }
  }
  if (m_connection.impersonateUser.empty()) {
    return std::shared_ptr<const Identity>(std::move(identity));
  }
  std::vector<std::pair<std::string, std::string>> headers{{"Impersonate-User", m_connection.impersonateUser}};
  if (!m_connection.impersonateUid.empty()) {
    headers.emplace_back("Impersonate-Uid", m_connection.impersonateUid);
  }
  for (const std::string& group : m_connection.impersonateGroups) {
    headers.emplace_back("Impersonate-Group", group);
  }
  for (const auto& [key, values] : m_connection.impersonateExtra) {
    for (const std::string& value : values) {
      headers.emplace_back("Impersonate-Extra-" + headerKey(key), value);
    }
  }
  for (const auto& [name, value] : headers) {
    // Left out, we would be somebody with other rights than the kubeconfig says.
    if (!isHeaderSafe(value)) {
      return fail(ErrorCode::invalidInput,
                  "the impersonation of user \"" + m_connection.user + "\" contains a line break or control character",
                  "Correct as, as-uid, as-groups or as-user-extra");
    }
    identity->headers.push_back(header(name, value));
  }
  return std::shared_ptr<const Identity>(std::move(identity));
}

}  // namespace claimscope::kube
