#include "tests/apiserver/proxy/kubeconfig_through.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace claimscope::apiserver {
namespace {

/// "host:port" of an https URL, with its default port.
std::string authorityOf(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) {
    return {};
  }
  std::string out = url.substr(scheme + 3);
  out.erase(std::min(out.find('/'), out.size()));
  return out.rfind(':') == std::string::npos || out.back() == ']' ? out + ":443" : out;
}

std::string base64(const std::string& bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::string textOf(const YAML::Node& node) {
  return node.IsDefined() && node.IsScalar() ? node.as<std::string>() : std::string();
}

}  // namespace

std::string serverOf(const std::string& kubeconfig) {
  const YAML::Node root = YAML::Load(kubeconfig);
  std::string wanted;
  for (const YAML::Node& context : root["contexts"]) {
    if (textOf(context["name"]) == textOf(root["current-context"])) {
      wanted = textOf(context["context"]["cluster"]);
    }
  }
  std::string first;
  for (const YAML::Node& cluster : root["clusters"]) {
    const std::string server = authorityOf(textOf(cluster["cluster"]["server"]));
    if (textOf(cluster["name"]) == wanted) {
      return server;
    }
    first = first.empty() ? server : first;
  }
  return first;
}

std::string kubeconfigThrough(const std::string& kubeconfig, const std::string& target, int proxyPort,
                              const std::string& authorityPem) {
  YAML::Node root = YAML::Load(kubeconfig);
  for (YAML::Node entry : root["clusters"]) {
    YAML::Node cluster = entry["cluster"];
    const std::string server = textOf(cluster["server"]);
    if (authorityOf(server) != target) {
      continue;
    }
    const std::size_t path = server.find('/', server.find("://") + 3);
    cluster["server"] =
        fmt::format("https://127.0.0.1:{}{}", proxyPort, path == std::string::npos ? std::string() : server.substr(path));
    if (textOf(cluster["tls-server-name"]).empty()) {
      cluster["tls-server-name"] = target.substr(0, target.rfind(':'));
    }
    if (!authorityPem.empty()) {
      cluster.remove("certificate-authority");
      cluster.remove("insecure-skip-tls-verify");
      cluster["certificate-authority-data"] = base64(authorityPem);
    }
  }
  return YAML::Dump(root) + "\n";
}

}  // namespace claimscope::apiserver
