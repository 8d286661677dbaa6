// AttributeValue: what a device attribute can hold (ResourceSlice devices[].attributes). Values; any thread.
#pragma once

#include <cstdint>
#include <tuple>
#include <variant>

#include "model/base/list.h"
#include "model/base/text.h"

namespace claimscope {

/// An attribute of type version: compared as semver, so it is not a plain string.
struct Version {
  Text text;
  friend bool operator==(const Version&, const Version&) = default;
  [[nodiscard]] auto fields() const { return std::tie(text); }
};

/// One of int, bool, string, version, or (1.36+, alpha) a list of one of them.
using AttributeValue = std::variant<std::int64_t, bool, Text, Version, List<std::int64_t>, List<bool>, List<Text>, List<Version>>;

}  // namespace claimscope
