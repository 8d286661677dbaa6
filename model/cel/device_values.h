// DeviceValues: the variable `device` as values. One evaluation; the Device outlives it.
#pragma once

#include <memory>
#include <string>

#include "model/cel/device.h"
#include "model/cel/objects.h"
#include "model/cel/value.h"

namespace claimscope::cel {

/// The map that `device` is at run time.
[[nodiscard]] Value deviceValue(const Device& device);

/// "domain/id" apart; a name without '/' belongs to the driver's domain.
struct QualifiedName {
  std::string_view domain;
  std::string_view id;
};
[[nodiscard]] QualifiedName qualifiedName(std::string_view name, std::string_view driver);

[[nodiscard]] Value attributeValue(const AttributeValue& attribute);
[[nodiscard]] Value capacityValue(const Quantity& quantity);

/// A version attribute parsed; the last few hundred different texts of a thread are remembered.
struct ParsedVersion {
  std::shared_ptr<SemverObject> version;  ///< null when it is no semantic version
  std::string error;
};
[[nodiscard]] const ParsedVersion& parsedVersion(const Text& text);

/// Empty when every version of the device can be read; else the error that ends any evaluation on it.
[[nodiscard]] std::string versionError(const Device& device);
[[nodiscard]] bool hasBadVersion(const Device& device);

}  // namespace claimscope::cel
