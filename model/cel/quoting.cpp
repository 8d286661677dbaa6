#include "model/cel/quoting.h"

#include <fmt/format.h>

#include "model/cel/conversions.h"
#include "model/cel/runes.h"

namespace claimscope::cel {

std::string goQuote(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::string_view rune = text.substr(i, length);
    constexpr std::string_view kSpecial = "\a\b\f\n\r\t\v\\\"";
    constexpr std::string_view kLetters = "abfnrtv\\\"";
    const std::size_t special = kSpecial.find(text[i]);
    if (!isValidUtf8(rune)) {
      out += fmt::format("\\x{:02x}", lead);
      ++i;
      continue;
    }
    if (special != std::string_view::npos) {
      out += '\\';
      out += kLetters[special];
    } else if (lead < 0x20 || lead == 0x7F) {
      out += fmt::format("\\x{:02x}", lead);
    } else {
      const std::uint32_t code = toRunes(rune).front();
      // Spaces but ' ', controls and what is no character are escaped.
      if (code != ' ' &&
          (isSpace(code) || (code >= 0x80 && code < 0xA0) || code == 0xAD || code == 0xFEFF ||
           (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) || (code >= 0xE000 && code <= 0xF8FF))) {
        out += fmt::format("\\u{:04x}", code);
      } else {
        out += rune;
      }
    }
    i += length;
  }
  return out + "\"";
}

}  // namespace claimscope::cel
