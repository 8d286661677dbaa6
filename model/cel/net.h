// Net: IP addresses and CIDR blocks as Go's net/netip reads and prints them. Values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "model/cel/value.h"

namespace claimscope::cel {

struct Ip {
  bool four = true;
  std::array<std::uint8_t, 16> bytes{};  ///< IPv4 in the first four
  [[nodiscard]] int bits() const { return four ? 32 : 128; }
  friend bool operator==(const Ip&, const Ip&) = default;
};
struct IpObject : Object {
  explicit IpObject(Ip i) : ip(i) {}
  Ip ip;
};
struct CidrObject : Object {
  CidrObject(Ip i, int b) : ip(i), prefix(b) {}
  Ip ip;
  int prefix;
};

/// Without zones and IPv4-mapped addresses, which Kubernetes refuses.
[[nodiscard]] tl::expected<Ip, std::string> parseIp(std::string_view text);
/// An IPv6 address without a zone, IPv4-mapped or not.
[[nodiscard]] bool isIpv6Text(std::string_view text);
[[nodiscard]] std::string formatIp(const Ip& ip);
struct Cidr {
  Ip ip;
  int prefix = 0;
};
[[nodiscard]] tl::expected<Cidr, std::string> parseCidr(std::string_view text);
/// The address with the bits after the prefix cleared.
[[nodiscard]] Ip masked(const Ip& ip, int prefix);

}  // namespace claimscope::cel
