#include "model/cel/estimate_size.h"

namespace claimscope::cel {
namespace {

/// A level of the device: how many elements it has, and what they and their keys are.
struct Level {
  std::uint64_t most;
  const Level* key;
  const Level* element;
};

constexpr Level kDomain{63, nullptr, nullptr};
constexpr Level kId{32, nullptr, nullptr};
constexpr Level kAttribute{64, nullptr, nullptr};
constexpr Level kQuantity{0, nullptr, nullptr};
constexpr Level kDriver{63, nullptr, nullptr};
constexpr Level kFlag{1, nullptr, nullptr};
constexpr Level kIds{32, &kId, &kAttribute};
constexpr Level kDomains{32, &kDomain, &kIds};
constexpr Level kAmounts{32, &kId, &kQuantity};
constexpr Level kCapacity{32, &kDomain, &kAmounts};
constexpr Level kDevice{0, nullptr, nullptr};

const Level* fieldOf(const Level& level, const std::string& name) {
  if (&level == &kDevice) {
    return name == "driver"                     ? &kDriver
           : name == "attributes"               ? &kDomains
           : name == "capacity"                 ? &kCapacity
           : name == "allowMultipleAllocations" ? &kFlag
                                                : nullptr;
  }
  return level.element == &kAttribute ? &kAttribute : nullptr;
}

}  // namespace

std::optional<Span> boundOfPath(const Path& path) {
  if (path.empty() || path.front() != "device") {
    return std::nullopt;
  }
  const Level* level = &kDevice;
  for (std::size_t i = 1; i < path.size() && level != nullptr; ++i) {
    level = path[i] == "@items" || path[i] == "@values" ? level->element
            : path[i] == "@keys"                        ? level->key
                                                        : fieldOf(*level, path[i]);
  }
  return level == nullptr ? std::nullopt : std::optional(Span{0, level->most});
}

}  // namespace claimscope::cel
