#include "model/cel/runes.h"

#include "model/cel/conversions.h"

namespace claimscope::cel {

Runes toRunes(std::string_view text) {
  constexpr std::uint32_t kReplacement = 0xFFFD;
  Runes out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length == 1) {
      out.push_back(lead);
      ++i;
    } else if (isValidUtf8(text.substr(i, length))) {
      std::uint32_t rune = lead & (0xFFU >> (length + 1));
      for (std::size_t n = 1; n < length; ++n) {
        rune = (rune << 6U) | (static_cast<unsigned char>(text[i + n]) & 0x3FU);
      }
      out.push_back(rune);
      i += length;
    } else {
      out.push_back(kReplacement);
      ++i;
    }
  }
  return out;
}

void appendRune(std::string& out, std::uint32_t rune) {
  if (rune < 0x80) {
    out += static_cast<char>(rune);
  } else if (rune < 0x800) {
    out += static_cast<char>(0xC0U | (rune >> 6U));
    out += static_cast<char>(0x80U | (rune & 0x3FU));
  } else if (rune < 0x10000) {
    out += static_cast<char>(0xE0U | (rune >> 12U));
    out += static_cast<char>(0x80U | ((rune >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (rune & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (rune >> 18U));
    out += static_cast<char>(0x80U | ((rune >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((rune >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (rune & 0x3FU));
  }
}

std::string fromRunes(const Runes& runes, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) {
    appendRune(out, runes[i]);
  }
  return out;
}

std::string sanitized(std::string_view text) {
  if (isValidUtf8(text)) {
    return std::string(text);
  }
  const Runes runes = toRunes(text);
  return fromRunes(runes, 0, runes.size());
}

bool isSpace(std::uint32_t rune) {
  return rune == ' ' || (rune >= 0x09 && rune <= 0x0D) || rune == 0x85 || rune == 0xA0 || rune == 0x1680 ||
         (rune >= 0x2000 && rune <= 0x200A) || rune == 0x2028 || rune == 0x2029 || rune == 0x202F || rune == 0x205F ||
         rune == 0x3000;
}

}  // namespace claimscope::cel
