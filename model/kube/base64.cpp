#include "model/kube/base64.h"

#include <openssl/evp.h>

#include <algorithm>

namespace claimscope::kube {

std::optional<std::string> decodeBase64(std::string_view text) {
  std::string compact(text);
  compact.erase(std::remove_if(compact.begin(), compact.end(), [](char c) { return c == '\n' || c == '\r' || c == ' '; }),
                compact.end());
  // EVP takes padding anywhere for data.
  const std::size_t padding = compact.size() - std::min(compact.find_last_not_of('=') + 1, compact.size());
  if (compact.size() % 4 != 0 || padding > 2 || compact.find('=') < compact.size() - padding) {
    return std::nullopt;
  }
  std::string out(compact.size() / 4 * 3 + 1, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(compact.data()), static_cast<int>(compact.size()));
  if (size < 0) {
    return std::nullopt;
  }
  out.resize(static_cast<std::size_t>(size) - padding);
  return out;
}

}  // namespace claimscope::kube
