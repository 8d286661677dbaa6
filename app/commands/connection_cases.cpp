#include "app/commands/connection_cases.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <filesystem>

#include "app/commands/digest.h"
#include "model/base/log.h"
#include "model/kube/proxy.h"

namespace claimscope::app {

using Json = nlohmann::ordered_json;

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::string out;
  for (unsigned int i = 0; i < size; ++i) {
    out += fmt::format("{:02x}", digest[i]);
  }
  return out;
}

namespace {

Json secret(const std::string& bytes) {
  return bytes.empty() ? Json("") : Json(sha256(bytes));
}

}  // namespace

Json connectionJson(const kube::Resolved& resolved, const std::map<std::string, std::string>& environment) {
  const kube::Connection& c = resolved.connection;
  Json out;
  out["server"] = kube::withoutPassword(c.serverAsGiven);
  out["tlsServerName"] = c.tlsServerName;
  out["insecureSkipTlsVerify"] = c.insecureSkipTlsVerify;
  out["caSha256"] = secret(c.caPem);
  out["clientCertSha256"] = secret(c.clientCertPem);
  out["clientKeySha256"] = secret(c.clientKeyPem);
  out["tokenSha256"] = secret(c.token);
  out["username"] = c.username;
  out["passwordSha256"] = secret(c.password);
  out["impersonate"] = {
      {"user", c.impersonateUser}, {"uid", c.impersonateUid}, {"groups", c.impersonateGroups}, {"extra", c.impersonateExtra}};
  out["proxyUrl"] = kube::withoutPassword(c.proxyUrl);
  out["proxy"] = kube::withoutPassword(kube::proxyFor(c.server, c, environment));  // with HTTPS_PROXY and NO_PROXY
  out["disableCompression"] = c.disableCompression;
  out["namespace"] = c.namespaceName;
  if (c.exec) {
    Json variables = Json::array();
    for (const auto& [name, value] : c.exec->env) {
      variables.push_back({{"name", name}, {"value", value}});
    }
    out["exec"] = {{"apiVersion", c.exec->apiVersion},
                   {"command", c.exec->command},
                   {"args", c.exec->args},
                   {"env", variables},
                   {"interactiveMode", c.exec->interactiveMode},
                   {"provideClusterInfo", c.exec->provideClusterInfo}};
  } else {
    out["exec"] = nullptr;
  }
  out["context"] = c.context;
  Json errors = Json::array();
  for (const Error& error : resolved.errors) {
    errors.push_back(log::redact(error.text()));
  }
  out["errors"] = std::move(errors);
  return out;
}

int runConnectionCases(std::istream& in, std::ostream& out) {
  const auto refuse = [](std::size_t line, const std::string& cause) {
    fmt::print(stderr, "claimscope: connection --cases, line {}: {}\n", line, log::redact(cause));
    return 2;
  };
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const Json written = Json::parse(line, nullptr, false);
    if (!written.is_object()) {
      return refuse(number, "it is not a JSON object");
    }
    const auto word = [&written](const char* key) {
      return written.contains(key) && written[key].is_string() ? written[key].get<std::string>() : std::string();
    };
    kube::KubeconfigOptions options;
    options.path = word("kubeconfig");
    options.context = word("context");
    options.namespaceName = word("namespace");
    if (written.contains("environment") && written["environment"].is_object()) {
      for (const auto& [name, value] : written["environment"].items()) {
        options.environment[name] = value.is_string() ? value.get<std::string>() : std::string();
      }
    }
    std::error_code code;
    if (const std::string folder = word("folder"); !folder.empty()) {
      std::filesystem::current_path(folder, code);  // relative paths are those of the case
    }
    if (code) {
      return refuse(number, code.message());
    }
    const Json answer = connectionJson(kube::resolve(options), options.environment);
    out << answer.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  }
  return 0;
}

}  // namespace claimscope::app
