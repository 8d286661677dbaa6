// Exchange: one request of a client to the virtual server while it is under way. One thread.
#pragma once

#include "tests/apiserver/http.h"
#include "tests/apiserver/virtual/virtual_server.h"

namespace claimscope::apiserver {

struct VirtualServer::Exchange {
  kube::RequestId id = 0;
  kube::Request request;
  std::string client;
  const void* line = nullptr;  ///< the transport it came over

  std::string path;  ///< without query
  std::map<std::string, std::string> query;
  std::string verb;
  ApiResource resource;  ///< what the path names; `kind` only when it is served
  std::string namespaceName;
  std::string name;

  bool ended = false;
  bool deaf = false;        ///< nothing comes through any more, and nobody says so
  std::int64_t freeAt = 0;  ///< when what was sent before has come through
  bool open = false;        ///< a watch whose headers have been sent
  bool pumpPlanned = false;
  std::uint64_t version = 0;  ///< events up to here have been sent

  [[nodiscard]] std::string parameter(const std::string& key) const {
    const auto found = query.find(key);
    return found == query.end() ? std::string() : found->second;
  }
  [[nodiscard]] bool flag(const std::string& key) const { return parameter(key) == "1" || parameter(key) == "true"; }
};

/// An object whose annotation is far larger than any etcd stores.
[[nodiscard]] std::string hugeObject(std::size_t bytes);

}  // namespace claimscope::apiserver
