// Uid and ResourceVersion: an object's identity and age in compact form. Any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "model/base/text.h"

namespace claimscope {

/// metadata.uid. The server's UUIDs take 16 bytes; anything else (mirror pods, hand-written files) is kept as text.
class Uid {
 public:
  Uid() noexcept = default;
  explicit Uid(std::string_view text);
  [[nodiscard]] std::string str() const;
  [[nodiscard]] bool empty() const noexcept { return m_high == 0 && m_low == 0 && m_text.empty(); }
  [[nodiscard]] std::size_t hash() const noexcept;
  friend bool operator==(const Uid&, const Uid&) noexcept = default;

 private:
  std::uint64_t m_high = 0;
  std::uint64_t m_low = 0;
  Text m_text;
};

/// metadata.resourceVersion. Decimal ones are comparable since Kubernetes 1.35 (KEP-5504); others are opaque text.
class ResourceVersion {
 public:
  ResourceVersion() noexcept = default;
  explicit ResourceVersion(std::string_view text);
  [[nodiscard]] std::string str() const;
  [[nodiscard]] bool empty() const noexcept { return m_number == 0 && m_text.empty(); }
  /// The number when decimal, 0 otherwise.
  [[nodiscard]] std::uint64_t number() const noexcept { return m_number; }
  friend bool operator==(const ResourceVersion&, const ResourceVersion&) noexcept = default;

 private:
  std::uint64_t m_number = 0;
  Text m_text;
};

}  // namespace claimscope

template <>
struct std::hash<claimscope::Uid> {
  std::size_t operator()(const claimscope::Uid& uid) const noexcept { return uid.hash(); }
};
