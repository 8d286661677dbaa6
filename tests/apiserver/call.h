// Call: one request of a client while it is answered. The connection's thread.
#pragma once

#include <optional>

#include "tests/apiserver/api_server.h"
#include "tests/kit/protobuf_writer.h"

namespace claimscope::apiserver {

struct ApiServer::Call {
  Stream& stream;
  const HttpRequest& request;
  SeenRequest seen;
  FaultRule rule;                       ///< what to do wrong; Fault::none mostly
  std::optional<ApiResource> resource;  ///< the collection it is about
  std::string group;
  std::string version;
  std::string namespaceName;
  std::string name;

  /// True when the client takes protobuf and the kind has it.
  [[nodiscard]] bool wantsProtobuf() const {
    return resource && request.header("accept").find("application/vnd.kubernetes.protobuf") != std::string::npos &&
           kit::hasProtobuf(*resource);
  }
};

}  // namespace claimscope::apiserver
