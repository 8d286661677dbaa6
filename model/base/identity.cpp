#include "model/base/identity.h"

#include <charconv>

namespace claimscope {
namespace {

constexpr std::size_t kUuidLength = 36;

bool isDash(std::size_t i) {
  return i == 8 || i == 13 || i == 18 || i == 23;
}

/// Lower-case hexadecimal digit, or -1: only the spelling that str() gives back may be packed.
int hexDigit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

Uid::Uid(std::string_view text) {
  if (text.size() == kUuidLength) {
    std::uint64_t half[2] = {0, 0};
    std::size_t digits = 0;
    bool canonical = true;
    for (std::size_t i = 0; i < kUuidLength && canonical; ++i) {
      if (isDash(i)) {
        canonical = text[i] == '-';
        continue;
      }
      const int digit = hexDigit(text[i]);
      canonical = digit >= 0;
      half[digits / 16] = (half[digits / 16] << 4) | static_cast<std::uint64_t>(digit & 0xf);
      ++digits;
    }
    if (canonical && (half[0] | half[1]) != 0) {
      m_high = half[0];
      m_low = half[1];
      return;
    }
  }
  m_text = Text(text);
}

std::string Uid::str() const {
  if (!m_text.empty() || (m_high == 0 && m_low == 0)) {
    return m_text.str();
  }
  std::string out(kUuidLength, '-');
  std::size_t digits = 0;
  for (std::size_t i = 0; i < kUuidLength; ++i) {
    if (!isDash(i)) {
      const std::uint64_t half = digits < 16 ? m_high : m_low;
      out[i] = "0123456789abcdef"[(half >> (60 - 4 * (digits % 16))) & 0xf];
      ++digits;
    }
  }
  return out;
}

std::size_t Uid::hash() const noexcept {
  return std::hash<std::uint64_t>{}(m_high ^ (m_low * 0x9e3779b97f4a7c15ULL)) ^ m_text.hash();
}

ResourceVersion::ResourceVersion(std::string_view text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc() && stop == end && number != 0 && text.front() != '0') {
    m_number = number;
  } else {
    m_text = Text(text);
  }
}

std::string ResourceVersion::str() const {
  return m_number != 0 ? std::to_string(m_number) : m_text.str();
}

}  // namespace claimscope
