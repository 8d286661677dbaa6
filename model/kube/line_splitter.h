// LineSplitter: cuts the bytes of a watch into its lines, or into its frames where it is protobuf; each byte is looked at once.
// One thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace claimscope::kube {

/// Watch lines are capped: a line longer than that is a broken or hostile stream.
inline constexpr std::size_t kMaxLine = 32U << 20U;

/// The first byte tells which it is: JSON begins with "{" or blanks, a frame with the high byte of a length that is under the
/// cap. A frame is a length of four bytes, big end first, and so many bytes (apimachinery pkg/util/framer).
class LineSplitter {
 public:
  /// Calls fn(std::string&& line) for each complete line without its line end (LF or CRLF), or each frame without its length;
  /// empty ones are dropped. False when one is over the cap; the stream must then be given up.
  template <class Fn>
  [[nodiscard]] bool feed(std::string_view bytes, Fn&& fn) {
    if (m_form == Form::unknown && !bytes.empty()) {
      m_form = static_cast<unsigned char>(bytes.front()) <= kMaxLine >> 24U ? Form::frames : Form::lines;
    }
    return m_form == Form::frames ? feedFrames(bytes, fn) : feedLines(bytes, fn);
  }
  void reset() { *this = {}; }
  [[nodiscard]] std::size_t pendingBytes() const { return m_partial.size(); }

 private:
  enum class Form : std::uint8_t { unknown, lines, frames };
  static constexpr std::size_t kLengthBytes = 4;
  static constexpr std::size_t kReserved = 64U << 10U;  ///< what a length alone may claim

  template <class Fn>
  [[nodiscard]] bool feedLines(std::string_view bytes, Fn&& fn) {
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
        deliver(fn);
      }
    }
    return true;
  }

  template <class Fn>
  [[nodiscard]] bool feedFrames(std::string_view bytes, Fn&& fn) {
    while (!bytes.empty()) {
      if (m_lengthRead < kLengthBytes) {
        m_length = m_length << 8U | static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        if (++m_lengthRead == kLengthBytes) {
          if (m_length > kMaxLine) {
            return false;
          }
          m_partial.reserve(std::min(m_length, kReserved));
          m_lengthRead = m_length == 0 ? 0 : kLengthBytes;
        }
        continue;
      }
      const std::size_t piece = std::min(m_length - m_partial.size(), bytes.size());
      m_partial.append(bytes.substr(0, piece));
      bytes.remove_prefix(piece);
      if (m_partial.size() == m_length) {
        m_lengthRead = 0;
        m_length = 0;
        deliver(fn);
      }
    }
    return true;
  }

  template <class Fn>
  void deliver(Fn&& fn) {
    std::string line;
    line.swap(m_partial);
    fn(std::move(line));
  }

  Form m_form = Form::unknown;
  std::string m_partial;
  std::size_t m_length = 0;      ///< of the frame under way
  std::size_t m_lengthRead = 0;  ///< bytes of its length
};

}  // namespace claimscope::kube
