// A kubeconfig changed so that its server is reached through a proxy on 127.0.0.1. Text in, text out; any thread.
#pragma once

#include <string>

namespace claimscope::apiserver {

/// "host:port" of the current context's cluster, else of the first; empty when there is none. Throws YAML::Exception.
[[nodiscard]] std::string serverOf(const std::string& kubeconfig);

/// Every cluster at the target (host:port) is reached through the proxy and keeps the name of its certificate (tls-server-name).
/// With `authorityPem` the proxy shows a certificate of its own: that authority is trusted instead. Throws YAML::Exception.
[[nodiscard]] std::string kubeconfigThrough(const std::string& kubeconfig, const std::string& target, int proxyPort,
                                            const std::string& authorityPem);

}  // namespace claimscope::apiserver
