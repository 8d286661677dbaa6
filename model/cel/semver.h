// Semver: semantic versions as github.com/blang/semver/v4 reads and orders them. Values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace claimscope::cel {

struct Semver {
  struct Part {
    bool numeric = false;
    std::uint64_t number = 0;
    std::string text;
  };
  std::uint64_t major = 0;
  std::uint64_t minor = 0;
  std::uint64_t patch = 0;
  std::vector<Part> prerelease;
  std::vector<std::string> build;  ///< no say in the order

  /// Strict semver 2.0.0; the error says what is wrong.
  [[nodiscard]] static tl::expected<Semver, std::string> parse(std::string_view text);
  /// After the clean-up of Kubernetes' semver(text, true): a leading v, missing parts, leading zeroes.
  [[nodiscard]] static tl::expected<Semver, std::string> parseNormalized(std::string_view text);
  /// -1, 0 or 1.
  [[nodiscard]] int compare(const Semver& other) const;
};

}  // namespace claimscope::cel
