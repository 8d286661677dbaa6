// Natural compare, adaptive sort and matching of rows. Pure; any thread.
#include "ui/tables/row_order.h"

#include <algorithm>
#include <unordered_map>

namespace claimscope::ui {
namespace {

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

int compareKeys(const SortKey& a, const SortKey& b, bool descending) {
  if (a.missing != b.missing) {
    return a.missing ? 1 : -1;
  }
  int order = a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
  if (order == 0 && (a.text.data() != b.text.data() || a.text.size() != b.text.size())) {
    order = naturalCompare(a.text, b.text);
  }
  return descending ? -order : order;
}

/// One row with its first key beside it, so that most comparisons touch nothing else.
struct Keyed {
  SortKey key;
  Row row = 0;
  int band = 0;
};

class Less {
 public:
  Less(const RowSource& source, const std::vector<SortColumn>& columns) : m_source(source), m_columns(columns) {}
  bool operator()(const Keyed& a, const Keyed& b) const {
    if (a.band != b.band) {
      return a.band < b.band;
    }
    if (!m_columns.empty()) {
      if (const int order = compareKeys(a.key, b.key, m_columns.front().descending); order != 0) {
        return order < 0;
      }
      for (std::size_t i = 1; i < m_columns.size(); ++i) {
        const auto [column, descending] = m_columns[i];
        const int order = compareKeys(m_source.sortKey(a.row, column), m_source.sortKey(b.row, column), descending);
        if (order != 0) {
          return order < 0;
        }
      }
    }
    return a.row < b.row;
  }

 private:
  const RowSource& m_source;
  const std::vector<SortColumn>& m_columns;
};

/// Takes the rows that are out of place out, sorts those, merges them back.
void sortNearlySorted(std::vector<Keyed>& rows, const Less& less) {
  std::vector<Keyed> kept;
  std::vector<Keyed> moved;
  kept.reserve(rows.size());
  for (const Keyed& row : rows) {
    if (kept.empty() || !less(row, kept.back())) {
      kept.push_back(row);
    } else {
      moved.push_back(kept.back());
      moved.push_back(row);
      kept.pop_back();
      if (moved.size() > rows.size() / 4) {
        std::sort(rows.begin(), rows.end(), less);
        return;
      }
    }
  }
  std::sort(moved.begin(), moved.end(), less);
  std::merge(kept.begin(), kept.end(), moved.begin(), moved.end(), rows.begin(), less);
}

}  // namespace

int naturalCompare(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  const std::size_t shorter = std::min(a.size(), b.size());
  while (i < shorter && a[i] == b[i]) {
    ++i;
  }
  if (i == a.size() && i == b.size()) {
    return 0;
  }
  // Step back to the start of the digit run in which the texts differ.
  const bool digitsMeet = (i < a.size() && isDigit(a[i])) || (i < b.size() && isDigit(b[i]));
  if (digitsMeet) {
    std::size_t start = i;
    while (start > 0 && isDigit(a[start - 1])) {
      --start;
    }
    std::size_t endA = start;
    std::size_t endB = start;
    while (endA < a.size() && isDigit(a[endA])) {
      ++endA;
    }
    while (endB < b.size() && isDigit(b[endB])) {
      ++endB;
    }
    if (endA > start && endB > start) {
      std::size_t firstA = start;
      std::size_t firstB = start;
      while (firstA < endA && a[firstA] == '0') {
        ++firstA;
      }
      while (firstB < endB && b[firstB] == '0') {
        ++firstB;
      }
      if (endA - firstA != endB - firstB) {
        return endA - firstA < endB - firstB ? -1 : 1;
      }
      if (const int order = a.substr(firstA, endA - firstA).compare(b.substr(firstB, endB - firstB)); order != 0) {
        return order;
      }
      // The same number with other leading zeros: what follows decides, then the zeros.
      if (const int order = naturalCompare(a.substr(endA), b.substr(endB)); order != 0) {
        return order;
      }
      return endA < endB ? -1 : 1;
    }
  }
  return a.compare(b);
}

void sortRows(std::vector<Row>& rows, const RowSource& source, const std::vector<SortColumn>& columns, bool banded) {
  if (rows.empty() || (columns.empty() && !banded)) {
    std::sort(rows.begin(), rows.end());
    return;
  }
  std::vector<Keyed> keyed;
  keyed.reserve(rows.size());
  for (const Row row : rows) {
    keyed.push_back(
        {columns.empty() ? SortKey{} : source.sortKey(row, columns.front().column), row, banded ? source.band(row) : 0});
  }
  sortNearlySorted(keyed, Less(source, columns));
  std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const Keyed& k) { return k.row; });
}

std::vector<Row> matchRows(const std::vector<std::uint64_t>& before, const std::vector<std::uint64_t>& after) {
  std::vector<Row> match(before.size(), kNoRow);
  // Both are in name order, so a few rows come and go between long equal runs.
  constexpr std::size_t kLookAhead = 64;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < before.size() && j < after.size()) {
    if (before[i] == after[j]) {
      match[i++] = static_cast<Row>(j++);
      continue;
    }
    std::size_t step = 1;
    for (; step <= kLookAhead; ++step) {
      if (j + step < after.size() && before[i] == after[j + step]) {
        j += step;
        break;
      }
      if (i + step < before.size() && before[i + step] == after[j]) {
        i += step;
        break;
      }
    }
    if (step > kLookAhead) {
      std::unordered_map<std::uint64_t, Row> byIdentity;
      byIdentity.reserve(after.size());
      for (std::size_t k = 0; k < after.size(); ++k) {
        byIdentity.emplace(after[k], static_cast<Row>(k));
      }
      for (std::size_t k = 0; k < before.size(); ++k) {
        const auto found = byIdentity.find(before[k]);
        match[k] = found == byIdentity.end() ? kNoRow : found->second;
      }
      return match;
    }
  }
  return match;
}

}  // namespace claimscope::ui
