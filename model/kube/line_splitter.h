// LineSplitter: cuts a byte stream into lines, each byte looked at once. One thread.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace claimscope::kube {

/// Watch lines are capped: a line longer than that is a broken or hostile stream.
inline constexpr std::size_t kMaxLine = 32U << 20U;

class LineSplitter {
 public:
  /// Calls fn(std::string&& line) for each complete line without its line end (LF or CRLF); empty lines are dropped.
  /// False when a line is over the cap; the stream must then be given up.
  template <class Fn>
  [[nodiscard]] bool feed(std::string_view bytes, Fn&& fn) {
    while (!bytes.empty()) {
      const void* end = std::memchr(bytes.data(), '\n', bytes.size());
      if (end == nullptr) {
        m_partial.append(bytes);
        return m_partial.size() <= kMaxLine;
      }
      const auto length = static_cast<std::size_t>(static_cast<const char*>(end) - bytes.data());
      m_partial.append(bytes.substr(0, length));
      bytes.remove_prefix(length + 1);
      if (m_partial.size() > kMaxLine) {
        return false;
      }
      if (!m_partial.empty() && m_partial.back() == '\r') {
        m_partial.pop_back();
      }
      if (!m_partial.empty()) {
        std::string line;
        line.swap(m_partial);
        fn(std::move(line));
      }
    }
    return true;
  }
  void reset() { m_partial.clear(); }
  [[nodiscard]] std::size_t pendingBytes() const { return m_partial.size(); }

 private:
  std::string m_partial;
};

}  // namespace claimscope::kube
