// Text: an immutable, interned, reference-counted string of eight bytes. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace claimscope {

/// Cluster strings repeat: namespaces, drivers, classes, label keys, node names. Each distinct byte sequence is
/// stored once in the process, equality is a pointer comparison, and the bytes are freed with the last Text
/// that names them, so pod churn does not grow memory (docs/decisions/0002-interned-text.md).
class Text {
 public:
  Text() noexcept = default;
  explicit Text(std::string_view bytes);
  Text(const Text& other) noexcept;
  Text(Text&& other) noexcept : m_entry(other.m_entry) { other.m_entry = nullptr; }
  Text& operator=(const Text& other) noexcept;
  Text& operator=(Text&& other) noexcept;
  ~Text() { release(); }

  [[nodiscard]] std::string_view view() const noexcept;
  [[nodiscard]] std::string str() const { return std::string(view()); }
  [[nodiscard]] bool empty() const noexcept { return m_entry == nullptr; }
  /// Stable within the process while any equal Text lives; for hash tables only.
  [[nodiscard]] std::size_t hash() const noexcept;

  friend bool operator==(const Text& a, const Text& b) noexcept { return a.m_entry == b.m_entry; }
  friend bool operator==(const Text& a, std::string_view b) noexcept { return a.view() == b; }
  /// Bytewise order, as kubectl and etcd sort names.
  friend bool operator<(const Text& a, const Text& b) noexcept { return a.m_entry != b.m_entry && a.view() < b.view(); }

  struct Entry;
  /// Number of distinct strings alive in the process and the bytes they hold, for tests and benchmarks.
  struct Usage {
    std::size_t strings = 0;
    std::size_t bytes = 0;
  };
  [[nodiscard]] static Usage usage();

 private:
  void release() noexcept;
  Entry* m_entry = nullptr;  ///< null for the empty string
};

}  // namespace claimscope

template <>
struct std::hash<claimscope::Text> {
  std::size_t operator()(const claimscope::Text& text) const noexcept { return text.hash(); }
};
