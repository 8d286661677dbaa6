// readWhole: the bytes of a file that a person named. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"

namespace claimscope::app {

/// "-" is standard input. `most` bytes at the most; `smaller` is what the error of a larger file advises. Errors name the path.
[[nodiscard]] Result<std::string> readWhole(const std::string& path, std::uintmax_t most, std::string_view smaller);
/// "standard input" for "-".
[[nodiscard]] std::string nameOfInput(const std::string& path);
/// What a folder of manifests is searched for.
inline constexpr std::array<std::string_view, 3> kManifestEndings = {".yaml", ".yml", ".json"};
/// Regular files below a folder with one of these endings (".yaml"), sorted; what cannot be entered is passed over.
[[nodiscard]] std::vector<std::string> filesBelow(const std::string& folder, std::span<const std::string_view> endings);
/// No text: a zero among its first bytes.
[[nodiscard]] bool looksBinary(std::string_view bytes);

}  // namespace claimscope::app
