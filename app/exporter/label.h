// Label values: cluster text made harmless for a page of metrics. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace claimscope::exporter {

/// Characters that a label value keeps; names of Kubernetes are shorter but for a few.
inline constexpr std::size_t kMaxLabelCharacters = 128;

/// One line of valid UTF-8, cut with "…" when it is longer: what a hostile cluster may write into a name must neither break the
/// page nor fill the memory of who scrapes it.
[[nodiscard]] std::string labelValue(std::string_view text);

}  // namespace claimscope::exporter
