// claimscope connection: how the kubeconfig resolves; secrets as SHA-256, never an exec plugin run.
#include <fmt/format.h>
#include <openssl/evp.h>

#include "app/commands/command.h"
#include "app/commands/digest.h"
#include "app/commands/listing.h"
#include "model/kube/connection.h"

namespace claimscope::app {

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

Json connectionJson(const kube::Resolved& resolved) {
  const kube::Connection& c = resolved.connection;
  Json out;
  out["server"] = kube::withoutPassword(c.server);
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
    errors.push_back(error.text());
  }
  out["errors"] = std::move(errors);
  return out;
}

int runConnection(const CommonOptions& options) {
  kube::KubeconfigOptions kubeconfig;
  kubeconfig.path = options.source.kubeconfig;
  kubeconfig.context = options.source.context;
  kubeconfig.namespaceName = options.source.namespaceName;
  kubeconfig.environment = options.source.environment;
  const kube::Resolved resolved = kube::resolve(kubeconfig);
  const Json document = connectionJson(resolved);
  if (options.output == "json") {
    fmt::print("{}\n", document.dump(2, ' ', false, Json::error_handler_t::replace));
  } else {
    for (const auto& [key, value] : document.items()) {
      if (key != "errors" && !value.is_null() && value != "") {
        fmt::print("{:<22} {}\n", key, value.is_string() ? value.get<std::string>() : value.dump());
      }
    }
  }
  int status = 0;
  for (const Error& error : resolved.errors) {
    status = std::max(status, options.output == "json" ? exitStatus(error.code) : reportError(error));
  }
  return status;
}

}  // namespace

Command registerConnection(CLI::App& parent, CommonOptions& options) {
  CLI::App* app =
      parent.add_subcommand("connection", "Prints how the kubeconfig resolves, secrets as SHA-256; connects to nothing");
  return {app, [&options] { return runConnection(options); }};
}

}  // namespace claimscope::app
