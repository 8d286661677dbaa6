// Certificates and keys in PEM: are they what they should be, and do they belong together. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace claimscope::kube {

/// The certificates that can be read, one after another; blocks that are none or broken are left out, as Go's
/// x509.CertPool.AppendCertsFromPEM does. Empty: there is none.
[[nodiscard]] std::string readableCertificates(std::string_view pem);

/// What is wrong with a client certificate and its key, in words; empty when they are a pair. Never quotes them.
[[nodiscard]] std::string problemOfPair(std::string_view certificatePem, std::string_view keyPem);

}  // namespace claimscope::kube
