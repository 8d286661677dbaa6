// Line diff: which lines of two texts are not in the other. Pure; any thread.
#pragma once

#include <QStringList>
#include <vector>

namespace claimscope::ui {

struct LineDiff {
  std::vector<bool> gone;   ///< by line of the first text
  std::vector<bool> fresh;  ///< by line of the second
};

/// The fewest marks for texts of up to about 3,000 lines that differ; beyond that, lines that occur nowhere in the other text.
[[nodiscard]] LineDiff diffLines(const QStringList& before, const QStringList& after);

}  // namespace claimscope::ui
