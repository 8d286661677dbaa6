// HTTP/2 frames as bytes: cut out of a stream, and the two that a server gives up with. Pure; one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace claimscope::apiserver::http2 {

inline constexpr std::size_t kHead = 9;
inline constexpr std::size_t kPreface = 24;  ///< what a client says first
inline constexpr std::uint8_t kData = 0;
inline constexpr std::uint8_t kHeaders = 1;
inline constexpr std::uint8_t kResetStream = 3;
inline constexpr std::uint8_t kGoaway = 7;
inline constexpr std::uint32_t kInternalError = 2;

struct Frame {
  std::uint8_t type = 0;
  std::uint32_t stream = 0;
  std::string_view bytes;  ///< all of it, head included
};

inline std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < size; ++i) {
    out = (out << 8U) | static_cast<unsigned char>(bytes[at + i]);
  }
  return out;
}

inline std::string text(std::uint32_t value, std::size_t size) {
  std::string out(size, '\0');
  for (std::size_t i = 0; i < size; ++i) {
    out[size - 1 - i] = static_cast<char>((value >> (8U * i)) & 255U);
  }
  return out;
}

/// Calls fn(Frame) for each whole frame and keeps the rest in `buffer`.
template <class Fn>
void cut(std::string& buffer, Fn&& fn) {
  std::string_view rest = buffer;
  while (rest.size() >= kHead) {
    const std::size_t size = kHead + number(rest, 0, 3);
    if (rest.size() < size) {
      break;
    }
    fn(Frame{static_cast<std::uint8_t>(rest[3]), number(rest, 5, 4) & 0x7fffffffU, rest.substr(0, size)});
    rest.remove_prefix(size);
  }
  buffer.erase(0, buffer.size() - rest.size());
}

/// RST_STREAM.
inline std::string resetStream(std::uint32_t stream) {
  return text(4, 3) + std::string(1, '\3') + std::string(1, '\0') + text(stream, 4) + text(kInternalError, 4);
}
/// GOAWAY without an error: streams up to this one go on, new ones need another connection.
inline std::string goaway(std::uint32_t lastStream) {
  return text(8, 3) + std::string(1, '\7') + std::string(1, '\0') + text(0, 4) + text(lastStream, 4) + text(0, 4);
}

}  // namespace claimscope::apiserver::http2
