#include "ui/tables/column_widths.h"

#include <algorithm>
#include <numeric>

namespace claimscope::ui {
namespace {

/// Shares `amount` among `parts` in proportion, each at most its part; returns what each gets. The sum is exactly
/// min(amount, sum of the parts).
std::vector<int> shared(int amount, const std::vector<int>& parts) {
  const int sum = std::accumulate(parts.begin(), parts.end(), 0);
  std::vector<int> out(parts.size(), 0);
  if (sum <= 0 || amount <= 0) {
    return out;
  }
  const int given = std::min(amount, sum);
  int before = 0;
  int done = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    before += parts[i];
    const int upTo = static_cast<int>(static_cast<long long>(given) * before / sum);
    out[i] = upTo - done;
    done = upTo;
  }
  return out;
}

/// Shares `amount` so that small parts are filled before large ones get more than they: a name that lacks a few letters gets
/// them, a sentence that would fill a screen what is left.
std::vector<int> levelled(int amount, const std::vector<int>& parts) {
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return parts[a] < parts[b]; });
  std::vector<int> out(parts.size(), 0);
  for (std::size_t i = 0; i < order.size() && amount > 0; ++i) {
    out[order[i]] = std::min(parts[order[i]], amount / static_cast<int>(order.size() - i));
    amount -= out[order[i]];
  }
  return out;
}

}  // namespace

std::vector<int> columnWidths(const std::vector<ColumnWant>& columns, int room) {
  constexpr int kLeastStretch = 84;
  constexpr int kLeastSentence = 126;
  constexpr int kShortText = 96;  // below that an ellipsis leaves nothing
  std::vector<int> width(columns.size());
  std::vector<int> missing(columns.size(), 0);
  std::vector<int> spare(columns.size(), 0);
  int stretches = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const ColumnWant& column = columns[i];
    if (column.fixed != 0) {
      width[i] = column.fixed;
      continue;
    }
    width[i] = column.stretch ? std::min(column.width, kLeastStretch) : column.width;
    stretches += column.stretch ? 1 : 0;
    if (column.need > 0) {
      missing[i] = std::max(0, column.need - width[i]);
      spare[i] = column.stretch ? 0 : std::max(0, width[i] - std::max(column.need, column.least));
    }
  }
  const auto sum = [](const std::vector<int>& values) { return std::accumulate(values.begin(), values.end(), 0); };
  int left = room - sum(width);
  // What is missing beyond the room that is left, or what does not fit into the room at all, is taken from who has too much.
  const int wanted = sum(missing) - left;
  const std::vector<int> taken = shared(wanted, spare);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    width[i] -= taken[i];
    left += taken[i];
  }
  // A sentence gets room for a few words before names get more than theirs.
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].stretch && columns[i].fixed == 0) {
      const int more = std::clamp(left, 0, std::max(0, std::min(missing[i], kLeastSentence - width[i])));
      width[i] += more;
      missing[i] -= more;
      left -= more;
    }
  }
  // Still too wide: names and other long texts lose up to a fifth where that saves the table from scrolling and its sentences
  // from being two words. Where it would not, it scrolls.
  int needed = -left;
  std::vector<int> yield(columns.size(), 0);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].stretch && columns[i].fixed == 0) {
      needed += std::clamp(kLeastSentence - width[i], 0, missing[i]);
    } else if (columns[i].fixed == 0 && columns[i].need > kShortText) {
      yield[i] = std::max(0, std::min(width[i] / 5, width[i] - std::max(kShortText, columns[i].least)));
    }
  }
  if (left < 0 && sum(yield) >= needed) {
    const std::vector<int> yielded = shared(needed, yield);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      width[i] -= yielded[i];
      left += yielded[i];
      missing[i] = columns[i].stretch ? missing[i] : 0;
    }
  }
  const std::vector<int> given = levelled(left, missing);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    width[i] += given[i];
    left -= given[i];
  }
  for (std::size_t i = 0; i < columns.size() && left > 0; ++i) {
    if (columns[i].stretch && columns[i].fixed == 0) {
      const int part = left / stretches--;
      width[i] += part;
      left -= part;
    }
  }
  return width;
}

}  // namespace claimscope::ui
