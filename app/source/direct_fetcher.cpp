#include "app/source/direct_fetcher.h"

#include <algorithm>

#include "app/source/proxy_fetcher.h"
#include "model/base/log.h"
#include "model/kube/small_file.h"
#include "model/kube/url.h"

namespace claimscope::app {
namespace {

constexpr std::int64_t kConnectMs = 10'000;

Result<std::string> fileOf(const std::string& path, const char* flag) {
  auto bytes = kube::readSmallFile(path);
  if (!bytes) {
    Error error = bytes.error();
    error.fix = std::string("Check ") + flag + " or the configuration file of metrics";
    return fail(std::move(error));
  }
  return bytes;
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) {
    text.pop_back();
  }
  return text;
}

/// A header that cannot smuggle in another one.
bool isHeader(const std::string& header) {
  const std::size_t colon = header.find(':');
  return colon != std::string::npos && colon > 0 &&
         std::none_of(header.begin(), header.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }) &&
         header.find(' ') > colon;
}

Error wrong(const std::string& what, const std::string& fix) {
  return {ErrorCode::usage, what, fix, std::nullopt, 0};
}

/// Errors of the transport speak of kubeconfigs; here there is none.
Error inTheseWords(Error error) {
  if (error.code == ErrorCode::tooLarge) {
    error.fix = "What answers there is no Prometheus, or something on the way damages its answers";
    return error;
  }
  if (error.fix.find("kubeconfig") != std::string::npos || error.fix.find("API server") != std::string::npos) {
    const bool trust = error.message.find("not trusted") != std::string::npos;
    error.fix = trust ? "Give the certificate authority (CA) that signed it with --prometheus-ca"
                      : "Check the address given with --prometheus, and that you may reach it (network, VPN, port-forward)";
  }
  return error;
}

}  // namespace

Result<std::shared_ptr<DirectFetcher>> DirectFetcher::open(const PrometheusOptions& options,
                                                           const std::map<std::string, std::string>& environment,
                                                           const Clock& clock, Executor& executor) {
  kube::Connection connection;
  const std::optional<kube::Url> url = kube::parseUrl(options.where);
  if (!url || (url->scheme != "http" && url->scheme != "https") || url->host.empty()) {
    return fail(wrong("--prometheus " + log::redact(kube::withoutPassword(options.where)) + " is no address",
                      "Write it like https://prometheus.example.com or NAMESPACE/SERVICE:PORT, or auto"));
  }
  connection.server = url->scheme + "://" + url->host + url->path;
  while (connection.server.ends_with('/')) {
    connection.server.pop_back();
  }
  connection.serverAsGiven = connection.server;
  connection.context = "prometheus";
  connection.user = "prometheus";
  connection.insecureSkipTlsVerify = options.insecure;
  if (!options.caFile.empty()) {
    const auto bytes = fileOf(options.caFile, "--prometheus-ca");
    if (!bytes) {
      return fail(bytes.error());
    }
    connection.caPem = *bytes;
    connection.caFile = options.caFile;
  }
  if (options.certFile.empty() != options.keyFile.empty()) {
    return fail(wrong("a client certificate needs both --prometheus-cert and --prometheus-key", "Give both"));
  }
  if (!options.certFile.empty()) {
    const auto certificate = fileOf(options.certFile, "--prometheus-cert");
    const auto key = fileOf(options.keyFile, "--prometheus-key");
    if (!certificate || !key) {
      return fail(certificate ? key.error() : certificate.error());
    }
    connection.clientCertPem = *certificate;
    connection.clientKeyPem = *key;
    connection.clientCertFile = options.certFile;
    connection.clientKeyFile = options.keyFile;
  }
  if (!options.tokenFile.empty()) {
    const auto token = fileOf(options.tokenFile, "--prometheus-token-file");
    if (!token) {
      return fail(token.error());
    }
    connection.token = trimmed(*token);
    connection.tokenFile = options.tokenFile;
  } else if (const auto token = environment.find("CLAIMSCOPE_PROMETHEUS_TOKEN"); token != environment.end()) {
    connection.token = trimmed(token->second);
  }
  connection.username = !options.user.empty() ? options.user : url->user;
  connection.password = kube::decodedPassword(*url);
  if (!options.passwordFile.empty()) {
    const auto password = fileOf(options.passwordFile, "--prometheus-password-file");
    if (!password) {
      return fail(password.error());
    }
    connection.password = trimmed(*password);
  }
  log::addSecret(connection.token);
  log::addSecret(connection.password);
  for (const std::string& header : options.headers) {
    if (!isHeader(header)) {
      return fail(wrong("a header of Prometheus is not of the form \"Name: value\"", "Write it like 'X-Scope-OrgID: team-a'"));
    }
    std::string value = header.substr(header.find(':') + 1);
    value.erase(0, value.find_first_not_of(' '));
    log::addSecret(value);
  }
  return std::make_shared<DirectFetcher>(std::move(connection), options.headers, environment, clock, executor);
}

DirectFetcher::DirectFetcher(kube::Connection connection, std::vector<std::string> headers,
                             const std::map<std::string, std::string>& environment, const Clock& clock, Executor& executor)
    : m_connection(std::move(connection)),
      m_headers(std::move(headers)),
      m_executor(executor),
      m_credentials(m_connection, clock),
      m_lane(m_connection, "prometheus", kConnectMs, environment, kube::Sharing::connectionEach) {}

void DirectFetcher::fetch(prometheus::FetchRequest request, std::function<void(prometheus::FetchAnswer)> done) {
  // Reading a token file again may wait.
  m_executor.post([weak = weak_from_this(), request = std::move(request), done = std::move(done)] {
    if (const auto self = weak.lock()) {
      self->submit(request, done);
    }
  });
}

void DirectFetcher::submit(const prometheus::FetchRequest& request, std::function<void(prometheus::FetchAnswer)> done) {
  const auto identity = m_credentials.current();
  if (!identity) {
    prometheus::FetchAnswer answer;
    answer.error = identity.error();
    done(std::move(answer));
    return;
  }
  auto carried = std::make_shared<kube::Identity>(**identity);
  carried->headers.insert(carried->headers.end(), m_headers.begin(), m_headers.end());
  const auto collected = std::make_shared<Collected>();
  kube::Request out = requestOf(request, {}, collected);
  out.identity = std::move(carried);
  // The executor drops what the callback holds, never the lane's thread: it may be the last to hold this.
  out.onDone = [weak = weak_from_this(), &executor = m_executor, collected, used = *identity,
                done = std::move(done)](kube::Response response) mutable {
    executor.post(
        [weak, collected, used, done = std::move(done), response = std::make_shared<kube::Response>(std::move(response))] {
          const auto self = weak.lock();
          if (self != nullptr && response->status == 401) {
            self->m_credentials.refused(used);
          }
          prometheus::FetchAnswer answer = answerOf(std::move(*response), *collected);
          if (answer.error) {
            answer.error = inTheseWords(std::move(*answer.error));
          }
          done(std::move(answer));
        });
  };
  m_lane.submit(std::move(out));
}

}  // namespace claimscope::app
