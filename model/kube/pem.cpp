#include "model/kube/pem.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>
#include <optional>

#include "model/kube/base64.h"

namespace claimscope::kube {
namespace {

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Certificate = std::unique_ptr<X509, Free>;
using Key = std::unique_ptr<EVP_PKEY, Free>;

/// One block between BEGIN and END: its label, whether it has headers ("Proc-Type: …"), its bytes.
struct Block {
  std::string_view label;
  bool hasHeaders = false;
  std::string bytes;
};

/// Takes the next block off the text; one that is not well formed is skipped.
std::optional<Block> nextBlock(std::string_view& text) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  constexpr std::string_view kDashes = "-----";
  while (true) {
    const std::size_t begin = text.find(kBegin);
    if (begin == std::string_view::npos) {
      return std::nullopt;
    }
    const bool lineStart = begin == 0 || text[begin - 1] == '\n';
    text.remove_prefix(begin + kBegin.size());
    const std::size_t close = text.find(kDashes);
    if (!lineStart || close == std::string_view::npos || text.substr(0, close).find('\n') != std::string_view::npos) {
      continue;
    }
    Block block;
    block.label = text.substr(0, close);
    const std::string end = "-----END " + std::string(block.label) + "-----";
    std::string_view body = text.substr(close + kDashes.size());
    const std::size_t stop = body.find(end);
    if (stop == std::string_view::npos) {
      continue;
    }
    body = body.substr(0, stop);
    block.hasHeaders = body.find(':') != std::string_view::npos;
    std::string compact;
    for (const char c : body) {
      if (c != ' ' && c != '\t') {
        compact += c;
      }
    }
    const std::optional<std::string> bytes = block.hasHeaders ? std::string() : decodeBase64(compact);
    if (!bytes) {
      continue;
    }
    block.bytes = *bytes;
    text.remove_prefix(close + kDashes.size() + stop + end.size());
    return block;
  }
}

Certificate certificateOf(const Block& block) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(block.bytes.data());
  const auto* start = bytes;
  Certificate out(d2i_X509(nullptr, &bytes, static_cast<long>(block.bytes.size())));
  ERR_clear_error();
  return bytes == start + block.bytes.size() ? std::move(out) : nullptr;
}

Key keyOf(const Block& block) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(block.bytes.data());
  Key out(d2i_AutoPrivateKey(nullptr, &bytes, static_cast<long>(block.bytes.size())));
  ERR_clear_error();
  return out;
}

}  // namespace

std::string readableCertificates(std::string_view pem) {
  std::string out;
  while (const std::optional<Block> block = nextBlock(pem)) {
    const Certificate certificate = block->label == "CERTIFICATE" && !block->hasHeaders ? certificateOf(*block) : nullptr;
    if (certificate == nullptr) {
      continue;
    }
    const std::unique_ptr<BIO, Free> memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(memory.get(), certificate.get());
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    out.append(text, static_cast<std::size_t>(size));
  }
  return out;
}

std::string problemOfPair(std::string_view certificatePem, std::string_view keyPem) {
  Certificate certificate;
  while (const std::optional<Block> block = nextBlock(certificatePem)) {
    if (block->label == "CERTIFICATE") {
      certificate = certificateOf(*block);  // the first is the client's, the rest lead to its authority
      if (certificate == nullptr) {
        return "the client certificate cannot be read";
      }
      break;
    }
  }
  if (certificate == nullptr) {
    return "there is no certificate in the client certificate";
  }
  while (const std::optional<Block> block = nextBlock(keyPem)) {
    if (block->label != "PRIVATE KEY" && !block->label.ends_with(" PRIVATE KEY")) {
      continue;
    }
    if (block->hasHeaders || block->label == "ENCRYPTED PRIVATE KEY") {
      return "the client key is encrypted with a passphrase";
    }
    const Key key = keyOf(*block);
    if (key == nullptr) {
      return "the client key cannot be read";
    }
    const bool fits = X509_check_private_key(certificate.get(), key.get()) == 1;
    ERR_clear_error();
    return fits ? std::string() : "the client key does not belong to the client certificate";
  }
  return "there is no private key in the client key";
}

}  // namespace claimscope::kube
