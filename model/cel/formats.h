// Formats: the named formats of Kubernetes' CEL environment (format.dns1123Label() and so on). Pure functions; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/cel/value.h"

namespace claimscope::cel {

struct Format {
  std::string_view function;  ///< after "format."
  std::string_view name;
  std::uint64_t regexSize;                                      ///< of the cost
  std::vector<std::string> (*validate)(std::string_view text);  ///< what is wrong; empty when nothing is
};
struct FormatObject : Object {
  explicit FormatObject(const Format* f) : format(f) {}
  const Format* format;
};

[[nodiscard]] const std::vector<Format>& formats();

}  // namespace claimscope::cel
