// What is said to an exec credential plugin and what it answers (client.authentication.k8s.io v1 and v1beta1).

#include "model/base/json.h"
#include "model/base/json_tree.h"
#include "model/base/log.h"
#include "model/base/yaml.h"
#include "model/kube/base64.h"
#include "model/kube/credentials.h"
#include "model/kube/pem.h"

namespace claimscope::kube {
namespace {

using nlohmann::json;

/// A field that is text or absent; anything else makes the answer unreadable.
bool readText(const json& object, const char* key, std::string& out) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) {
    return true;
  }
  if (!found->is_string()) {
    return false;
  }
  out = found->get<std::string>();
  return true;
}

}  // namespace

std::string execInfo(const Connection& connection) {
  json info = {{"kind", "ExecCredential"}, {"apiVersion", connection.exec->apiVersion}, {"spec", {{"interactive", false}}}};
  if (connection.exec->provideClusterInfo) {
    json cluster = {{"server", connection.serverAsGiven.empty() ? connection.server : connection.serverAsGiven}};
    const auto add = [&cluster](const char* key, const std::string& value) {
      if (!value.empty()) {
        cluster[key] = value;
      }
    };
    add("tls-server-name", connection.tlsServerName);
    add("certificate-authority-data", encodeBase64(connection.caPem));
    add("proxy-url", connection.proxyUrl);
    if (connection.insecureSkipTlsVerify) {
      cluster["insecure-skip-tls-verify"] = true;
    }
    if (connection.disableCompression) {
      cluster["disable-compression"] = true;
    }
    if (!connection.exec->clusterConfig.empty()) {
      cluster["config"] = json::parse(connection.exec->clusterConfig, nullptr, false);
    }
    info["spec"]["cluster"] = std::move(cluster);
  }
  return info.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<ExecCredential> parseExecCredential(const ExecPlugin& exec, const std::string& output) {
  const std::string name = "exec plugin " + exec.command;
  const auto refuse = [&name](const std::string& cause, const char* fix) {
    return fail(ErrorCode::unauthenticated, name + " " + cause, fix);
  };
  // kubectl's decoder takes YAML too.
  const Result<std::string> text = claimscope::json::deeperThan(output, claimscope::json::kMaxDepth)
                                       ? Result<std::string>(fail(ErrorCode::tooLarge, "nested too deep"))
                                       : yaml::firstToJson(output);
  const json answer = text ? json::parse(*text, nullptr, false) : json();
  std::string kind;
  std::string version;
  if (!answer.is_object() || !readText(answer, "kind", kind) || !readText(answer, "apiVersion", version) ||
      kind != "ExecCredential") {
    return refuse("did not print an ExecCredential", "Run it by hand and look at what it says");
  }
  if (version != exec.apiVersion) {
    return refuse("answered with another apiVersion than " + exec.apiVersion, "Update the plugin or the kubeconfig");
  }
  const auto status = answer.find("status");
  if (status == answer.end() || !status->is_object()) {
    return refuse("printed no status", "Run it by hand and look at what it says");
  }
  ExecCredential credential;
  std::string expiry;
  const bool readable =
      readText(*status, "token", credential.token) && readText(*status, "clientCertificateData", credential.clientCertPem) &&
      readText(*status, "clientKeyData", credential.clientKeyPem) && readText(*status, "expirationTimestamp", expiry);
  log::addSecret(credential.token);
  log::addSecret(credential.clientKeyPem);
  if (!readable) {
    return refuse("printed a status whose fields are not texts", "Update the plugin");
  }
  if (credential.token.empty() && credential.clientCertPem.empty() && credential.clientKeyPem.empty()) {
    return refuse("gave neither a token nor a certificate", "Run it by hand and look at what it says");
  }
  if (credential.clientCertPem.empty() != credential.clientKeyPem.empty()) {
    return refuse("gave a certificate without its key, or a key without its certificate", "Update the plugin");
  }
  if (!credential.clientCertPem.empty()) {
    if (const std::string cause = problemOfPair(credential.clientCertPem, credential.clientKeyPem); !cause.empty()) {
      return refuse("gave a certificate that cannot be used: " + cause, "Sign in with it again");
    }
  }
  if (!expiry.empty()) {
    const std::optional<Time> time = parseTime(expiry);
    if (!time) {
      return refuse("gave an expirationTimestamp that is no time", "Update the plugin");
    }
    credential.expires = *time;
  }
  return credential;
}

}  // namespace claimscope::kube
