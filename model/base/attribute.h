// AttributeValue: what a device attribute can hold (ResourceSlice devices[].attributes). Values; any thread.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "model/base/text.h"

namespace claimscope {

/// An attribute of type version: compared as semver, so it is not a plain string.
struct Version {
  Text text;
  friend bool operator==(const Version&, const Version&) = default;
};

/// One of int, bool, string, version, or (1.36+, alpha) a list of one of them.
using AttributeValue = std::variant<std::int64_t, bool, Text, Version, std::vector<std::int64_t>, std::vector<bool>,
                                    std::vector<Text>, std::vector<Version>>;

}  // namespace claimscope
