#include "ui/pages/modernise/line_diff.h"

#include <QSet>
#include <algorithm>
#include <cstdint>

namespace claimscope::ui {
namespace {

/// Lengths are kept for every pair of lines: 16 MB at most.
constexpr qsizetype kMostPairs = 8'000'000;

}  // namespace

LineDiff diffLines(const QStringList& before, const QStringList& after) {
  LineDiff out{std::vector<bool>(static_cast<std::size_t>(before.size())),
               std::vector<bool>(static_cast<std::size_t>(after.size()))};
  qsizetype start = 0;
  while (start < before.size() && start < after.size() && before[start] == after[start]) {
    ++start;
  }
  qsizetype endBefore = before.size();
  qsizetype endAfter = after.size();
  while (endBefore > start && endAfter > start && before[endBefore - 1] == after[endAfter - 1]) {
    --endBefore;
    --endAfter;
  }
  const qsizetype rows = endBefore - start;
  const qsizetype columns = endAfter - start;
  const auto mark = [](std::vector<bool>& lines, qsizetype line) { lines[static_cast<std::size_t>(line)] = true; };
  if (rows > 0 && columns > kMostPairs / rows) {
    const QSet<QString> first(before.begin(), before.end());
    const QSet<QString> second(after.begin(), after.end());
    for (qsizetype i = start; i < endBefore; ++i) {
      out.gone[static_cast<std::size_t>(i)] = !second.contains(before[i]);
    }
    for (qsizetype i = start; i < endAfter; ++i) {
      out.fresh[static_cast<std::size_t>(i)] = !first.contains(after[i]);
    }
    return out;
  }
  // Longest common subsequence from behind, so that the walk goes forward.
  const auto at = [&](qsizetype i, qsizetype k) { return static_cast<std::size_t>(i * (columns + 1) + k); };
  std::vector<std::uint16_t> length(static_cast<std::size_t>((rows + 1) * (columns + 1)), 0);
  for (qsizetype i = rows - 1; i >= 0; --i) {
    for (qsizetype k = columns - 1; k >= 0; --k) {
      length[at(i, k)] = before[start + i] == after[start + k] ? static_cast<std::uint16_t>(length[at(i + 1, k + 1)] + 1)
                                                               : std::max(length[at(i + 1, k)], length[at(i, k + 1)]);
    }
  }
  qsizetype i = 0;
  qsizetype k = 0;
  while (i < rows || k < columns) {
    if (i < rows && k < columns && before[start + i] == after[start + k]) {
      ++i;
      ++k;
    } else if (k == columns || (i < rows && length[at(i + 1, k)] >= length[at(i, k + 1)])) {
      mark(out.gone, start + i++);
    } else {
      mark(out.fresh, start + k++);
    }
  }
  return out;
}

}  // namespace claimscope::ui
