#include "model/cel/net.h"

#include <fmt/format.h>

#include <optional>

namespace claimscope::cel {
namespace {

struct Parsed {
  Ip ip;
  bool mapped = false;  ///< ::ffff:a.b.c.d
};

/// Four decimal fields without leading zeroes.
std::optional<std::array<std::uint8_t, 4>> parseFour(std::string_view text) {
  std::array<std::uint8_t, 4> out{};
  std::size_t field = 0;
  unsigned value = 0;
  std::size_t digits = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : '.';
    if (c >= '0' && c <= '9') {
      if (digits == 1 && value == 0) {
        return std::nullopt;
      }
      value = value * 10 + static_cast<unsigned>(c - '0');
      ++digits;
      if (value > 255) {
        return std::nullopt;
      }
    } else if (c == '.') {
      if (digits == 0 || field > 3) {
        return std::nullopt;
      }
      out[field++] = static_cast<std::uint8_t>(value);
      value = 0;
      digits = 0;
    } else {
      return std::nullopt;
    }
  }
  return field == 4 ? std::optional(out) : std::nullopt;
}

/// The groups of an IPv6 address, "::" once, an IPv4 tail allowed.
std::optional<Parsed> parseSix(std::string_view text) {
  Parsed out;
  out.ip.four = false;
  std::size_t at = 0;
  std::optional<std::size_t> gap;
  if (text.starts_with("::")) {
    gap = 0;
    text.remove_prefix(2);
    if (text.empty()) {
      return out;
    }
  }
  while (at < 16) {
    std::size_t length = 0;
    unsigned value = 0;
    while (length < text.size()) {
      const char c = text[length];
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) {
        break;
      }
      value = value * 16 + static_cast<unsigned>(digit);
      if (++length > 4) {
        return std::nullopt;
      }
    }
    if (length == 0) {
      return std::nullopt;
    }
    if (length < text.size() && text[length] == '.') {
      const auto four = parseFour(text);
      if (!four || at + 4 > 16 || (!gap && at != 12)) {
        return std::nullopt;
      }
      for (const std::uint8_t byte : *four) {
        out.ip.bytes[at++] = byte;
      }
      text = {};
      break;
    }
    out.ip.bytes[at++] = static_cast<std::uint8_t>(value >> 8U);
    out.ip.bytes[at++] = static_cast<std::uint8_t>(value & 0xFFU);
    text.remove_prefix(length);
    if (text.empty()) {
      break;
    }
    if (text.front() != ':' || text.size() == 1) {
      return std::nullopt;
    }
    text.remove_prefix(1);
    if (text.front() == ':') {
      if (gap) {
        return std::nullopt;
      }
      gap = at;
      text.remove_prefix(1);
      if (text.empty()) {
        break;
      }
    }
  }
  if (!text.empty()) {
    return std::nullopt;
  }
  if (at < 16) {
    if (!gap) {
      return std::nullopt;
    }
    const std::size_t tail = at - *gap;
    for (std::size_t i = 0; i < tail; ++i) {
      out.ip.bytes[15 - i] = out.ip.bytes[at - 1 - i];
    }
    for (std::size_t i = *gap; i < 16 - tail; ++i) {
      out.ip.bytes[i] = 0;
    }
  } else if (gap) {
    return std::nullopt;  // "::" must stand for at least one group
  }
  out.mapped = out.ip.bytes[10] == 0xFF && out.ip.bytes[11] == 0xFF;
  for (std::size_t i = 0; i < 10; ++i) {
    out.mapped = out.mapped && out.ip.bytes[i] == 0;
  }
  return out;
}

std::optional<Parsed> parseAddress(std::string_view text) {
  const std::size_t first = text.find_first_of(".:%");
  if (first == std::string_view::npos || text[first] == '%') {
    return std::nullopt;
  }
  if (text[first] == ':') {
    return parseSix(text);
  }
  const auto four = parseFour(text);
  if (!four) {
    return std::nullopt;
  }
  Parsed out;
  for (std::size_t i = 0; i < 4; ++i) {
    out.ip.bytes[i] = (*four)[i];
  }
  return out;
}

}  // namespace

tl::expected<Ip, std::string> parseIp(std::string_view text) {
  const std::size_t zone = text.find('%');
  if (zone != std::string_view::npos && zone + 1 < text.size() && text.find(':') < zone && parseSix(text.substr(0, zone))) {
    return tl::unexpected(fmt::format("IP address \"{}\" with zone value is not allowed", text));
  }
  const std::optional<Parsed> parsed = parseAddress(text);
  if (!parsed) {
    return tl::unexpected(fmt::format(
        "IP Address \"{}\" parse error during conversion from string: ParseAddr(\"{}\"): unable to parse IP", text, text));
  }
  if (parsed->mapped) {
    return tl::unexpected(fmt::format("IPv4-mapped IPv6 address \"{}\" is not allowed", text));
  }
  return parsed->ip;
}

bool isIpv6Text(std::string_view text) {
  return parseSix(text).has_value();
}

std::string formatIp(const Ip& ip) {
  if (ip.four) {
    return fmt::format("{}.{}.{}.{}", ip.bytes[0], ip.bytes[1], ip.bytes[2], ip.bytes[3]);
  }
  std::array<unsigned, 8> groups{};
  for (std::size_t i = 0; i < 8; ++i) {
    groups[i] = (static_cast<unsigned>(ip.bytes[2 * i]) << 8U) | ip.bytes[2 * i + 1];
  }
  std::size_t bestAt = 8;
  std::size_t bestLength = 1;
  for (std::size_t i = 0; i < 8;) {
    std::size_t end = i;
    while (end < 8 && groups[end] == 0) {
      ++end;
    }
    if (end - i > bestLength) {
      bestAt = i;
      bestLength = end - i;
    }
    i = end + 1;
  }
  std::string out;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == bestAt) {
      out += "::";
      i += bestLength;
      if (i >= 8) {
        break;
      }
    } else if (i > 0) {
      out += ':';
    }
    out += fmt::format("{:x}", groups[i]);
  }
  return out;
}

tl::expected<Cidr, std::string> parseCidr(std::string_view text) {
  const std::string failure =
      fmt::format("network address parse error during conversion from string: netip.ParsePrefix(\"{}\")", text);
  const std::size_t slash = text.rfind('/');
  if (slash == std::string_view::npos) {
    return tl::unexpected(failure + ": no '/'");
  }
  const std::optional<Parsed> parsed = parseAddress(text.substr(0, slash));
  const std::string_view bits = text.substr(slash + 1);
  if (!parsed) {
    return tl::unexpected(failure + ": unable to parse IP");
  }
  int prefix = 0;
  const bool shape = !bits.empty() && bits.size() <= 3 && !(bits.size() > 1 && bits[0] == '0');
  for (const char c : shape ? bits : std::string_view("x")) {
    if (c < '0' || c > '9') {
      return tl::unexpected(failure + ": bad bits after slash");
    }
    prefix = prefix * 10 + (c - '0');
  }
  if (prefix > parsed->ip.bits()) {
    return tl::unexpected(failure + ": prefix length out of range");
  }
  if (parsed->mapped) {
    return tl::unexpected(fmt::format("IPv4-mapped IPv6 address \"{}\" is not allowed", text));
  }
  return Cidr{parsed->ip, prefix};
}

Ip masked(const Ip& ip, int prefix) {
  Ip out = ip;
  for (int bit = prefix; bit < ip.bits(); ++bit) {
    out.bytes[static_cast<std::size_t>(bit / 8)] &= static_cast<std::uint8_t>(~(0x80U >> static_cast<unsigned>(bit % 8)));
  }
  return out;
}

}  // namespace claimscope::cel
