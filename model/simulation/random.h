// Random: the seeded number source of a world (splitmix64); equal seeds give equal worlds everywhere. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace claimscope::simulation {

/// The finaliser of splitmix64: a well mixed number out of any other.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15ULL;
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31U);
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : m_state(mixed(seed)) {}

  std::uint64_t next() { return mixed(m_state += 0x9e3779b97f4a7c15ULL); }
  /// 0 … limit-1; the bias of the modulo is far below what a simulation shows.
  std::uint64_t below(std::uint64_t limit) { return next() % limit; }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
  }
  /// What generateName appends: characters without vowels and look-alikes (apimachinery util/rand).
  std::string suffix(std::size_t length = 5) {
    constexpr std::string_view kAlphabet = "bcdfghjklmnpqrstvwxz2456789";
    std::string out(length, ' ');
    for (char& c : out) {
      c = kAlphabet[below(kAlphabet.size())];
    }
    return out;
  }

 private:
  std::uint64_t m_state;
};

}  // namespace claimscope::simulation
