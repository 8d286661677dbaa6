// Uid and ResourceVersion: an object's identity and age in compact form. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "model/base/text.h"

namespace claimscope {

/// metadata.uid. The server's UUIDs take 16 bytes; anything else (mirror pods, hand-written files) is kept as text.
class Uid {
 public:
  Uid() noexcept = default;
  explicit Uid(std::string_view text);
  Uid(const Uid& other) noexcept : m_words(other.m_words) { acquire(); }
  Uid(Uid&& other) noexcept : m_words(std::exchange(other.m_words, {})) {}
  Uid& operator=(const Uid& other) noexcept {
    if (this != &other) {
      other.acquire();
      release();
      m_words = other.m_words;
    }
    return *this;
  }
  Uid& operator=(Uid&& other) noexcept {
    if (this != &other) {
      release();
      m_words = std::exchange(other.m_words, {});
    }
    return *this;
  }
  ~Uid() { release(); }

  [[nodiscard]] std::string str() const;
  [[nodiscard]] bool empty() const noexcept { return (m_words[0] | m_words[1] | m_words[2] | m_words[3]) == 0; }
  [[nodiscard]] std::size_t hash() const noexcept {
    const std::uint64_t high = (std::uint64_t{m_words[0]} << 32U) | m_words[1];
    const std::uint64_t low = (std::uint64_t{m_words[2]} << 32U) | m_words[3];
    return (high ^ (low * 0x9e3779b97f4a7c15ULL)) * 0xff51afd7ed558ccdULL;
  }
  friend bool operator==(const Uid& a, const Uid& b) noexcept {
    // In place: of arrays the library makes a call of memcmp, a fifth of the time of whoever looks up many.
    return ((a.m_words[0] ^ b.m_words[0]) | (a.m_words[1] ^ b.m_words[1]) | (a.m_words[2] ^ b.m_words[2]) |
            (a.m_words[3] ^ b.m_words[3])) == 0;
  }

 private:
  using Words = std::array<std::uint32_t, 4>;
  /// Three zero words and the handle of a Text: a UUID that begins like that is text as well.
  [[nodiscard]] bool isText() const noexcept { return (m_words[0] | m_words[1] | m_words[2]) == 0 && m_words[3] != 0; }
  void acquire() const noexcept {
    if (isText()) {
      acquireText();
    }
  }
  void release() noexcept {
    if (isText()) {
      releaseText();
    }
  }
  void acquireText() const noexcept;
  void releaseText() noexcept;
  Words m_words{};
};

/// metadata.resourceVersion. Decimal ones are comparable since Kubernetes 1.35 (KEP-5504); others are opaque text.
class ResourceVersion {
 public:
  ResourceVersion() noexcept = default;
  explicit ResourceVersion(std::string_view text);
  ResourceVersion(const ResourceVersion& other) noexcept : m_bits(other.m_bits) { acquire(); }
  ResourceVersion(ResourceVersion&& other) noexcept : m_bits(std::exchange(other.m_bits, 0)) {}
  ResourceVersion& operator=(const ResourceVersion& other) noexcept {
    if (this != &other) {
      other.acquire();
      release();
      m_bits = other.m_bits;
    }
    return *this;
  }
  ResourceVersion& operator=(ResourceVersion&& other) noexcept {
    if (this != &other) {
      release();
      m_bits = std::exchange(other.m_bits, 0);
    }
    return *this;
  }
  ~ResourceVersion() { release(); }

  [[nodiscard]] std::string str() const;
  [[nodiscard]] bool empty() const noexcept { return m_bits == 0; }
  /// The number when decimal and below 2^63, 0 otherwise.
  [[nodiscard]] std::uint64_t number() const noexcept { return isText() ? 0 : m_bits; }
  friend bool operator==(const ResourceVersion& a, const ResourceVersion& b) noexcept { return a.m_bits == b.m_bits; }

 private:
  static constexpr std::uint64_t kText = std::uint64_t{1} << 63U;  ///< the rest is the handle of a Text
  [[nodiscard]] bool isText() const noexcept { return (m_bits & kText) != 0; }
  void acquire() const noexcept {
    if (isText()) {
      acquireText();
    }
  }
  void release() noexcept {
    if (isText()) {
      releaseText();
    }
  }
  void acquireText() const noexcept;
  void releaseText() noexcept;
  std::uint64_t m_bits = 0;
};

}  // namespace claimscope

template <>
struct std::hash<claimscope::Uid> {
  std::size_t operator()(const claimscope::Uid& uid) const noexcept { return uid.hash(); }
};
