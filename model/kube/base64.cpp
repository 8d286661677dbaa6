#include "model/kube/base64.h"

#include <array>
#include <cstdint>

namespace claimscope::kube {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNone = 0xFF;

constexpr std::array<std::uint8_t, 256> digits() {
  std::array<std::uint8_t, 256> out{};
  out.fill(kNone);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    out[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return out;
}

}  // namespace

std::optional<std::string> decodeBase64(std::string_view text) {
  static constexpr std::array<std::uint8_t, 256> kDigits = digits();
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t group = 0;
  int count = 0;
  int padding = 0;
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      continue;
    }
    if (c == '=') {
      ++padding;
      if (count + padding > 4 || count < 2) {
        return std::nullopt;
      }
      continue;
    }
    const std::uint8_t digit = kDigits[static_cast<unsigned char>(c)];
    if (digit == kNone || padding > 0) {
      return std::nullopt;
    }
    group = (group << 6U) | digit;
    if (++count == 4) {
      out += static_cast<char>(group >> 16U);
      out += static_cast<char>((group >> 8U) & 0xFFU);
      out += static_cast<char>(group & 0xFFU);
      group = 0;
      count = 0;
    }
  }
  if (count == 0) {
    return out;
  }
  if (count + padding != 4) {
    return std::nullopt;
  }
  group <<= 6U * static_cast<unsigned int>(padding);
  out += static_cast<char>((group >> 16U) & 0xFFU);
  if (count == 3) {
    out += static_cast<char>((group >> 8U) & 0xFFU);
  }
  return out;
}

std::string encodeBase64(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      group = (group << 8U) | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      out += i + j <= bytes.size() ? kAlphabet[(group >> (18U - 6U * j)) & 63U] : '=';
    }
  }
  return out;
}

}  // namespace claimscope::kube
