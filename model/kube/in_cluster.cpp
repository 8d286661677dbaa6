#include "model/kube/in_cluster.h"

#include <filesystem>

#include "model/base/log.h"
#include "model/kube/pem.h"
#include "model/kube/small_file.h"

namespace claimscope::kube {
namespace {

std::string env(const KubeconfigOptions& options, const char* name) {
  const auto found = options.environment.find(name);
  return found == options.environment.end() ? std::string() : found->second;
}

}  // namespace

std::string withoutBlanks(const std::string& text) {
  constexpr const char* kBlanks = " \t\r\n\v\f";
  const std::size_t start = text.find_first_not_of(kBlanks);
  return start == std::string::npos ? std::string() : text.substr(start, text.find_last_not_of(kBlanks) - start + 1);
}

bool inPod(const KubeconfigOptions& options) {
  std::error_code code;
  const std::filesystem::path token = std::filesystem::path(options.serviceAccount) / "token";
  return !env(options, "KUBERNETES_SERVICE_HOST").empty() && !env(options, "KUBERNETES_SERVICE_PORT").empty() &&
         std::filesystem::exists(token, code) && !std::filesystem::is_directory(token, code);
}

std::string ownNamespace(const KubeconfigOptions& options) {
  if (!inPod(options)) {
    return "default";
  }
  if (const std::string own = env(options, "POD_NAMESPACE"); !own.empty()) {
    return own;
  }
  const Result<std::string> file = readSmallFile(std::filesystem::path(options.serviceAccount) / "namespace");
  const std::string name = file ? withoutBlanks(*file) : std::string();
  return name.empty() ? "default" : name;
}

Resolved inCluster(const KubeconfigOptions& options) {
  const std::filesystem::path folder = options.serviceAccount;
  const std::string host = env(options, "KUBERNETES_SERVICE_HOST");
  Resolved out;
  Connection& c = out.connection;
  c.context = kInCluster;
  c.server = "https://" + (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" +
             env(options, "KUBERNETES_SERVICE_PORT");
  c.serverAsGiven = c.server;
  c.tokenFile = (folder / "token").string();
  const Result<std::string> token = readSmallFile(c.tokenFile);
  if (!token) {
    out.errors.push_back(token.error().within("service account"));
  } else if (withoutBlanks(*token).empty()) {
    out.errors.push_back({ErrorCode::invalidInput, "service account: " + c.tokenFile + " is empty",
                          "Wait for the kubelet to write it", std::nullopt, 0});
  } else {
    c.token = withoutBlanks(*token);
    log::addSecret(c.token);
  }
  // As for kubectl, a CA that cannot be read leaves those of the system.
  const Result<std::string> ca = readSmallFile(folder / "ca.crt");
  if (ca && !readableCertificates(*ca).empty()) {
    c.caPem = *ca;
    c.caFile = (folder / "ca.crt").string();
  }
  c.namespaceName = options.namespaceName.empty() ? ownNamespace(options) : options.namespaceName;
  return out;
}

}  // namespace claimscope::kube
