#include "model/base/identity.h"

#include <array>
#include <charconv>

namespace claimscope {
namespace {

constexpr std::size_t kUuidLength = 36;

bool isDash(std::size_t i) {
  return i == 8 || i == 13 || i == 18 || i == 23;
}

/// Values of lower-case hexadecimal digits, kNoDigit of all else: only the spelling that str() gives back may be packed.
constexpr std::uint8_t kNoDigit = 0x80;
constexpr std::array<std::uint8_t, 256> kDigits = [] {
  std::array<std::uint8_t, 256> out{};
  out.fill(kNoDigit);
  for (std::uint8_t i = 0; i < 10; ++i) {
    out[std::size_t{'0'} + i] = i;
  }
  for (std::uint8_t i = 0; i < 6; ++i) {
    out[std::size_t{'a'} + i] = static_cast<std::uint8_t>(10 + i);
  }
  return out;
}();

/// Looks at a packed Text without touching its count.
std::string stringOf(arena::Handle handle) {
  Text text = Text::attach(handle);
  std::string out = text.str();
  static_cast<void>(text.detach());
  return out;
}

void addReference(arena::Handle handle) noexcept {
  Text text = Text::attach(handle);
  Text copy = text;
  static_cast<void>(copy.detach());
  static_cast<void>(text.detach());
}

void dropReference(arena::Handle handle) noexcept {
  const Text text = Text::attach(handle);
}

}  // namespace

Uid::Uid(std::string_view text) {
  if (text.size() == kUuidLength) {
    std::uint32_t seen = 0;
    const auto digits = [&](std::size_t from, std::size_t count) {
      std::uint32_t out = 0;
      for (std::size_t i = from; i < from + count; ++i) {
        const std::uint32_t digit = kDigits[static_cast<unsigned char>(text[i])];
        seen |= digit;
        out = (out << 4U) | (digit & 0xfU);
      }
      return out;
    };
    const Words words{digits(0, 8), (digits(9, 4) << 16U) | digits(14, 4), (digits(19, 4) << 16U) | digits(24, 4), digits(28, 8)};
    const bool canonical = (seen & kNoDigit) == 0 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
    if (canonical && (words[0] | words[1] | words[2]) != 0) {
      m_words = words;
      return;
    }
  }
  m_words[3] = Text(text).detach();
}

std::string Uid::str() const {
  if (empty() || isText()) {
    return stringOf(m_words[3]);
  }
  std::string out(kUuidLength, '-');
  std::size_t digits = 0;
  for (std::size_t i = 0; i < kUuidLength; ++i) {
    if (!isDash(i)) {
      out[i] = "0123456789abcdef"[(m_words[digits / 8] >> (28U - 4U * static_cast<unsigned>(digits % 8))) & 0xfU];
      ++digits;
    }
  }
  return out;
}

void Uid::acquireText() const noexcept {
  addReference(m_words[3]);
}

void Uid::releaseText() noexcept {
  dropReference(m_words[3]);
}

ResourceVersion::ResourceVersion(std::string_view text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc() && stop == end && number != 0 && number < kText && text.front() != '0') {
    m_bits = number;
  } else if (!text.empty()) {
    m_bits = kText | Text(text).detach();
  }
}

std::string ResourceVersion::str() const {
  return empty() ? std::string() : isText() ? stringOf(static_cast<arena::Handle>(m_bits)) : std::to_string(m_bits);
}

void ResourceVersion::acquireText() const noexcept {
  addReference(static_cast<arena::Handle>(m_bits));
}

void ResourceVersion::releaseText() noexcept {
  dropReference(static_cast<arena::Handle>(m_bits));
}

}  // namespace claimscope
