// Any bytes as the answer of an exec plugin: refused in words, or a token or pair that is complete.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "model/base/log.h"
#include "model/kube/credentials.h"

namespace {

void require(bool holds, const char* what) {
  if (!holds) {
    std::cerr << what << "\n";
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace claimscope;
  kube::ExecPlugin exec;
  exec.command = "plugin";
  exec.apiVersion = "client.authentication.k8s.io/v1";
  const std::string output(reinterpret_cast<const char*>(data), size);
  const auto credential = kube::parseExecCredential(exec, output);
  if (!credential) {
    require(credential.error().code == ErrorCode::unauthenticated, "a failure that is no login failure");
    require(credential.error().message.starts_with("exec plugin plugin "), "an error that does not name the plugin");
    return 0;
  }
  require(!credential->token.empty() || !credential->clientCertPem.empty(), "a credential with nothing in it");
  require(credential->clientCertPem.empty() == credential->clientKeyPem.empty(), "half a pair");
  require(credential->token.size() < 6 || log::redact(credential->token).find(credential->token) == std::string::npos,
          "a token that is not a secret");
  return 0;
}
