// proxyFor: which proxy carries requests to a server, by Go's rules (golang.org/x/net/http/httpproxy). Pure; any thread.
#pragma once

#include <map>
#include <string>

#include "model/kube/connection.h"

namespace claimscope::kube {

/// URL of the proxy ("http://user:password@proxy:3128"), empty: none. proxy-url of the cluster wins over the environment and
/// knows no exceptions. Otherwise HTTPS_PROXY or HTTP_PROXY by the scheme of the server (upper case first), unless the host is
/// localhost, a loopback address, or named by NO_PROXY: "*", addresses, CIDR, domains with all below them, each with or without
/// a port. An address without scheme is an http proxy; one that is no URL is no proxy.
[[nodiscard]] std::string proxyFor(const std::string& server, const Connection& connection,
                                   const std::map<std::string, std::string>& environment);

/// The same as libcurl wants it: Go lets a socks5 proxy resolve names, which curl calls socks5h.
[[nodiscard]] std::string proxyForCurl(const std::string& proxy);

}  // namespace claimscope::kube
