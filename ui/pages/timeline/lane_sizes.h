// Sizes of the lanes in pixels, shared by geometry and painting. Any thread.
#pragma once

namespace claimscope::ui::lanes {

inline constexpr int kLabels = 204;  ///< titles and numbers at the left
inline constexpr int kRight = 20;
inline constexpr int kTop = 30;  ///< the axis with its times and the handles
inline constexpr int kBottom = 6;
inline constexpr int kFindings = 58;  ///< three lines of bars
inline constexpr int kLane = 29;
inline constexpr int kHandle = 88;  ///< width of a cursor's handle

}  // namespace claimscope::ui::lanes
