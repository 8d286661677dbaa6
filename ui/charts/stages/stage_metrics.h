// Sizes of the stage bars, in pixels. Any thread.
#pragma once

namespace claimscope::ui::stage_metrics {

inline constexpr int kHeader = 26;
inline constexpr int kRow = 28;
inline constexpr int kPad = 8;
inline constexpr int kName = 152;
inline constexpr int kDetail = 118;
inline constexpr int kClaims = 58;
inline constexpr int kNumber = 74;
inline constexpr int kBefore = 62;
inline constexpr int kNarrow = 620;  ///< below it driver and comparison go
inline constexpr int kBar = 14;
inline constexpr int kLabel = 66;  ///< kept free behind the longest bar for its number

}  // namespace claimscope::ui::stage_metrics
