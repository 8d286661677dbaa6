// Natural compare, adaptive sort and matching of rows. Pure; any thread.
#include "ui/tables/row_order.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "model/base/ascii.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kAhead = 16;  ///< rows, of what the memory is asked for early

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

/// Eight bytes at a time of a text whose bytewise order is the natural one: a run of digits is written as one digit, how many
/// digits it has without leading zeros, and those.
class NaturalBytes {
 public:
  static constexpr std::size_t kLongestRun = 250;
  explicit NaturalBytes(std::string_view text) : m_text(text) {}

  /// Asks the memory for what is read next: texts lie anywhere in it, and waiting for one after the other was most of a sort.
  void prefetch() const { __builtin_prefetch(m_text.data() + m_at); }
  [[nodiscard]] bool atEnd() const { return m_at == m_text.size() && m_digitsLeft == 0; }
  /// The next eight, as a number that compares as they do; zeros after the end. Not for runs of more than kLongestRun digits.
  std::uint64_t next() {
    std::uint64_t out = 0;
    for (int i = 0; i < 8; ++i) {
      out = out << 8U | nextByte();
    }
    return out;
  }
  [[nodiscard]] static bool canRead(std::string_view text) {
    std::size_t run = 0;
    return text.size() <= kLongestRun || std::none_of(text.begin(), text.end(), [&run](char c) {
             run = isDigit(c) ? run + 1 : 0;
             return run > kLongestRun;
           });
  }

 private:
  std::uint8_t nextByte() {
    if (m_owesLength) {
      m_owesLength = false;
      return static_cast<std::uint8_t>(m_digitsLeft + 1);
    }
    if (m_digitsLeft > 0) {
      --m_digitsLeft;
      return static_cast<std::uint8_t>(m_text[m_at++]);
    }
    if (m_at == m_text.size()) {
      return 0;
    }
    if (!isDigit(m_text[m_at])) {
      return static_cast<std::uint8_t>(m_text[m_at++]);
    }
    while (m_at < m_text.size() && m_text[m_at] == '0') {
      ++m_at;
    }
    std::size_t end = m_at;
    while (end < m_text.size() && isDigit(m_text[end])) {
      ++end;
    }
    m_digitsLeft = end - m_at;
    m_owesLength = true;
    return '0';
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  std::size_t m_digitsLeft = 0;
  bool m_owesLength = false;
};

/// The part of a row's first text that is being compared: two words, since to come back to a text for the next one costs more
/// than to compare both, and most names end within them.
struct Chunk {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  std::uint32_t row = 0;  ///< index into the rows and rests

  [[nodiscard]] bool isLike(const Chunk& other) const { return first == other.first && second == other.second; }
  friend bool operator<(const Chunk& a, const Chunk& b) { return a.first != b.first ? a.first < b.first : a.second < b.second; }
};

class TextSort {
 public:
  TextSort(const std::vector<Keyed>& rows, bool descending, const Less& less)
      : m_rows(rows), m_descending(descending), m_less(less) {
    m_rests.reserve(rows.size());
    m_chunks.reserve(rows.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      m_rests.emplace_back(rows[i].key.text);
      if (!rows[i].key.missing) {
        m_chunks.push_back({0, 0, i});
      }
    }
  }
  /// The rows that have a text, in order.
  const std::vector<Chunk>& sorted() {
    sort(m_chunks.begin(), m_chunks.end(), 0);
    return m_chunks;
  }

 private:
  using Iterator = std::vector<Chunk>::iterator;

  /// Rows whose texts differ only from here on; each range of equal chunks goes on with the next.
  void sort(Iterator first, Iterator last, int depth) {
    constexpr std::ptrdiff_t kFew = 3;
    constexpr int kDeepest = 32;  // of 512 bytes that begin alike, whole comparisons are no worse
    bool ended = true;            // equal but for leading zeros
    bool alike = true;
    if (last - first > kFew && depth < kDeepest) {
      for (Iterator one = first; one != last; ++one) {
        if (last - one > static_cast<std::ptrdiff_t>(kAhead)) {
          m_rests[(one + kAhead)->row].prefetch();
        }
        NaturalBytes& rest = m_rests[one->row];
        ended = ended && rest.atEnd();
        one->first = rest.next();
        one->second = rest.next();
        if (m_descending) {
          one->first = ~one->first;
          one->second = ~one->second;
        }
        alike = alike && one->isLike(*first);
      }
    }
    if (ended) {
      std::sort(first, last, [this](const Chunk& a, const Chunk& b) { return m_less(m_rows[a.row], m_rows[b.row]); });
      return;
    }
    if (!alike) {
      std::sort(first, last);
    }
    while (first != last) {
      const Iterator end = std::find_if(first, last, [&first](const Chunk& one) { return !one.isLike(*first); });
      if (end - first > 1) {
        sort(first, end, depth + 1);
      }
      first = end;
    }
  }

  const std::vector<Keyed>& m_rows;
  bool m_descending;
  const Less& m_less;
  std::vector<NaturalBytes> m_rests;
  std::vector<Chunk> m_chunks;
};

/// Sorts by the first key where that is text and one band, several times as fast as by comparing names that begin alike. False
/// when it is not.
bool sortByText(const std::vector<Keyed>& rows, bool descending, const Less& less, std::vector<Row>& out) {
  const Keyed& one = rows.front();
  const auto plainText = [&one](const Keyed& row) {
    return row.band == one.band && (row.key.missing || (row.key.number == one.key.number && NaturalBytes::canRead(row.key.text)));
  };
  if (one.key.missing || !std::all_of(rows.begin(), rows.end(), plainText)) {
    return false;
  }
  TextSort texts(rows, descending, less);
  const std::vector<Chunk>& sorted = texts.sorted();
  const auto end =
      std::transform(sorted.begin(), sorted.end(), out.begin(), [&rows](const Chunk& chunk) { return rows[chunk.row].row; });
  if (end != out.end()) {
    std::vector<Keyed> missing;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(missing), [](const Keyed& row) { return row.key.missing; });
    std::sort(missing.begin(), missing.end(), less);  // by the further columns
    std::transform(missing.begin(), missing.end(), end, [](const Keyed& row) { return row.row; });
  }
  return true;
}

/// Sorts by the first key where that is a number, one band, and nothing but the row number decides between equal ones. False when
/// it is not.
bool sortByNumber(const std::vector<Keyed>& rows, bool descending, std::vector<Row>& out) {
  const int band = rows.front().band;
  const auto plainNumber = [band](const Keyed& row) {
    return row.band == band && row.key.text.empty() && !std::isnan(row.key.number);
  };
  if (!std::all_of(rows.begin(), rows.end(), plainNumber)) {
    return false;
  }
  std::vector<std::pair<double, Row>> order;
  order.reserve(rows.size());
  std::vector<Row> missing;
  for (const Keyed& row : rows) {
    if (row.key.missing) {
      missing.push_back(row.row);
    } else {
      order.emplace_back(descending ? -row.key.number : row.key.number, row.row);
    }
  }
  std::sort(order.begin(), order.end());
  std::sort(missing.begin(), missing.end());
  const auto end = std::transform(order.begin(), order.end(), out.begin(), [](const auto& row) { return row.second; });
  std::copy(missing.begin(), missing.end(), end);
  return true;
}

/// Whether so few rows are out of place that it pays to take them out; by a look at some.
bool isNearlySorted(const std::vector<Keyed>& rows, const Less& less) {
  constexpr std::size_t kLooks = 256;
  const std::size_t step = rows.size() / kLooks + 1;
  std::size_t looks = 0;
  std::size_t wrong = 0;
  for (std::size_t i = 1; i < rows.size(); i += step) {
    ++looks;
    wrong += less(rows[i], rows[i - 1]) ? 1U : 0U;
  }
  return wrong * 4 <= looks;
}

/// Takes the rows that are out of place out, sorts those, merges them back. False when there are too many.
bool sortFew(std::vector<Keyed>& rows, const Less& less) {
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
        return false;
      }
    }
  }
  std::sort(moved.begin(), moved.end(), less);
  std::merge(kept.begin(), kept.end(), moved.begin(), moved.end(), rows.begin(), less);
  return true;
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
  const Less less(source, columns);
  if (!isNearlySorted(keyed, less) || !sortFew(keyed, less)) {
    const bool descending = !columns.empty() && columns.front().descending;
    if ((columns.size() == 1 && sortByNumber(keyed, descending, rows)) || sortByText(keyed, descending, less, rows)) {
      return;
    }
    std::sort(keyed.begin(), keyed.end(), less);
  }
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
