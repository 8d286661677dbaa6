// Certificates of the fake API server, generated at start: a CA, good and bad server certificates, a client's. Any thread.
#pragma once

#include <string>

namespace claimscope::apiserver {

/// A certificate and its private key, PEM.
struct KeyPair {
  std::string certPem;
  std::string keyPem;
};

/// What a certificate says; the flaws a client must notice.
struct CertificateRequest {
  std::string commonName = {};
  std::string organization = {};  ///< of a client: its group
  std::string dnsName = {};       ///< empty: none
  std::string ipAddress = {};     ///< empty: none
  long notBeforeSeconds = -3600;  ///< from now
  long notAfterSeconds = 86'400;
  bool authority = false;
};

/// Signed by `issuer`; without one it signs itself. P-256. Throws std::runtime_error when OpenSSL refuses.
[[nodiscard]] KeyPair makeCertificate(const CertificateRequest& request, const KeyPair* issuer);

}  // namespace claimscope::apiserver
