// Where a server listens: "127.0.0.1:9417", "[::1]:9417", "localhost:9417", ":9417" (everywhere). One thread.
#pragma once

#include <string>

#include "model/base/result.h"

namespace claimscope::exporter {

struct Listening {
  int socket = -1;
  std::string address;    ///< with the port that was taken: "127.0.0.1:9417"
  bool loopback = false;  ///< only programs of this machine can reach it
};

/// An open, listening, non-blocking socket; port 0 takes any that is free. Errors name the address: usage when it is malformed,
/// unreachable when it is in use, not allowed or not of this machine.
[[nodiscard]] Result<Listening> listenAt(const std::string& address);

}  // namespace claimscope::exporter
