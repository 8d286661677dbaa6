// Text: an immutable, interned, reference-counted string of four bytes. Any thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "model/base/arena.h"

namespace claimscope {

/// Cluster strings repeat: namespaces, drivers, classes, label keys, node names. Each distinct byte sequence is
/// stored once in the process, equality is a comparison of handles, and the bytes are freed with the last Text
/// that names them, so pod churn does not grow memory (docs/decisions/0002-interned-text.md).
class Text {
 public:
  Text() noexcept = default;
  explicit Text(std::string_view bytes);
  Text(const Text& other) noexcept : m_entry(other.m_entry) { acquire(); }
  Text(Text&& other) noexcept : m_entry(other.m_entry) { other.m_entry = 0; }
  Text& operator=(const Text& other) noexcept;
  Text& operator=(Text&& other) noexcept;
  ~Text() { release(); }

  [[nodiscard]] std::string_view view() const noexcept;
  [[nodiscard]] std::string str() const { return std::string(view()); }
  [[nodiscard]] bool empty() const noexcept { return m_entry == 0; }
  /// Stable within the process while any equal Text lives; for hash tables only.
  [[nodiscard]] std::size_t hash() const noexcept;

  friend bool operator==(const Text& a, const Text& b) noexcept { return a.m_entry == b.m_entry; }
  friend bool operator==(const Text& a, std::string_view b) noexcept { return a.view() == b; }
  /// Bytewise order, as kubectl and etcd sort names.
  friend bool operator<(const Text& a, const Text& b) noexcept { return a.m_entry != b.m_entry && a.view() < b.view(); }

  /// Gives the reference away and takes it back, for types that pack a Text with other things.
  [[nodiscard]] arena::Handle detach() noexcept {
    const arena::Handle entry = m_entry;
    m_entry = 0;
    return entry;
  }
  [[nodiscard]] static Text attach(arena::Handle entry) noexcept {
    Text text;
    text.m_entry = entry;
    return text;
  }

  struct Entry {
    std::atomic<std::uint32_t> references;
    std::uint32_t size;
    std::uint32_t hash;
    [[nodiscard]] std::string_view view() const noexcept { return {reinterpret_cast<const char*>(this) + sizeof(Entry), size}; }
  };
  /// Number of distinct strings alive in the process and the bytes they hold, for tests and benchmarks.
  struct Usage {
    std::size_t strings = 0;
    std::size_t bytes = 0;
    std::size_t tableBytes = 0;  ///< of the table that finds them
  };
  [[nodiscard]] static Usage usage();

 private:
  [[nodiscard]] Entry& entry() const noexcept { return *reinterpret_cast<Entry*>(arena::at(m_entry)); }
  void acquire() const noexcept {
    if (m_entry != 0) {
      entry().references.fetch_add(1, std::memory_order_relaxed);
    }
  }
  void release() noexcept {
    if (m_entry != 0) {
      releaseEntry();
    }
  }
  void releaseEntry() noexcept;
  arena::Handle m_entry = 0;  ///< 0 for the empty string
};

inline Text& Text::operator=(const Text& other) noexcept {
  if (m_entry != other.m_entry) {
    other.acquire();
    release();
    m_entry = other.m_entry;
  }
  return *this;
}

inline Text& Text::operator=(Text&& other) noexcept {
  if (this != &other) {
    release();
    m_entry = other.m_entry;
    other.m_entry = 0;
  }
  return *this;
}

inline std::string_view Text::view() const noexcept {
  return m_entry == 0 ? std::string_view() : entry().view();
}

inline std::size_t Text::hash() const noexcept {
  return m_entry == 0 ? 0 : entry().hash * std::size_t{0x9e3779b97f4a7c15ULL};
}

/// A Text that is made from and read as a std::string without saying so: messages and sentences, of which many are the same.
class Phrase : public Text {
 public:
  Phrase() noexcept = default;
  Phrase(std::string_view bytes) : Text(bytes) {}        // NOLINT(google-explicit-constructor)
  Phrase(const std::string& bytes) : Text(bytes) {}      // NOLINT(google-explicit-constructor)
  Phrase(const char* bytes) : Text(bytes) {}             // NOLINT(google-explicit-constructor)
  Phrase(Text text) noexcept : Text(std::move(text)) {}  // NOLINT(google-explicit-constructor)
  operator std::string() const { return str(); }         // NOLINT(google-explicit-constructor)

  operator std::string_view() const noexcept { return view(); }  // NOLINT(google-explicit-constructor)

  [[nodiscard]] std::size_t size() const noexcept { return view().size(); }
  [[nodiscard]] std::size_t find(std::string_view part, std::size_t from = 0) const noexcept { return view().find(part, from); }
  [[nodiscard]] bool starts_with(std::string_view part) const noexcept { return view().starts_with(part); }
  void clear() noexcept { *this = Phrase(); }
  friend bool operator==(const Phrase& a, const Phrase& b) noexcept {
    return static_cast<const Text&>(a) == static_cast<const Text&>(b);
  }
  friend bool operator==(const Phrase& a, const char* b) noexcept { return a.view() == b; }
  friend bool operator==(const Phrase& a, const std::string& b) noexcept { return a.view() == b; }
  friend bool operator==(const Phrase& a, std::string_view b) noexcept { return a.view() == b; }
  friend std::string operator+(const Phrase& a, const Phrase& b) { return a.str().append(b.view()); }
  friend std::string operator+(const Phrase& a, std::string_view b) { return a.str().append(b); }
  friend std::string operator+(std::string a, const Phrase& b) { return a.append(b.view()); }
};

}  // namespace claimscope

template <>
struct std::hash<claimscope::Text> {
  std::size_t operator()(const claimscope::Text& text) const noexcept { return text.hash(); }
};
