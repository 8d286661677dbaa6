// Level: how much detail a node gets at a pixel size. Pure; any thread.
#pragma once

namespace claimscope::ui {

/// design/README.md section 6, table of levels, by the height of a node on screen.
enum class Level { pool, heat, strip, card, detail };

/// The level for a node of `px` pixels, coming from `current`: a step is taken 10 % late, so that zooming back and forth
/// over an edge does not flicker.
[[nodiscard]] constexpr Level levelFor(double px, Level current) {
  constexpr double kEdge[] = {4, 12, 56, 168};
  int level = static_cast<int>(current);
  while (level < 4 && px >= kEdge[level] * 1.1) {
    ++level;
  }
  while (level > 0 && px < kEdge[level - 1] * 0.9) {
    --level;
  }
  return static_cast<Level>(level);
}

/// Without history: the finer of the two where both would do.
[[nodiscard]] constexpr Level levelFor(double px) {
  return levelFor(px, Level::detail);
}

}  // namespace claimscope::ui
