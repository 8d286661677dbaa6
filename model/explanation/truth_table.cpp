#include "model/explanation/truth_table.h"

#include <algorithm>
#include <map>

#include "model/base/words.h"
#include "model/explanation/label.h"

namespace claimscope::explanation {

using cluster::DeviceIndex;

namespace {

constexpr std::size_t kMostColumns = 8;

Truth truthOf(char answer) {
  return answer == '1' ? Truth::yes : answer == '0' ? Truth::no : Truth::error;
}

/// Devices of one product with the same answers.
struct Column {
  std::string answers;  ///< as in the census
  std::uint32_t group = 0;
  std::string label;
  Text profile;  ///< of partitions; they may share one
  bool oneProfile = true;
  std::vector<std::string> labels;  ///< of columns that were put together
  std::int64_t count = 0;
  std::int64_t passing = 0;
  std::vector<DeviceIndex> devices;
  std::size_t firstFalse = 0;
};

class Table {
 public:
  Table(const ExplanationContext& context, const Census& census, RequestExplanation& out)
      : m_context(context), m_census(census), m_out(out) {}

  void fill() {
    collectColumns();
    mergeColumns();
    writeColumns();
    writeRows();
  }

 private:
  [[nodiscard]] bool ofClass(std::uint32_t group) const {
    return m_census.groupFate[group] != Fate::classFalse && m_census.groupFate[group] != Fate::classError;
  }

  void collectColumns() {
    const cluster::Inventory& inventory = m_context.inventory();
    m_classOnly = m_census.total.passClass() > 0;
    m_yes.assign(m_census.terms.size(), 0);
    m_no.assign(m_census.terms.size(), 0);
    m_error.assign(m_census.terms.size(), 0);
    std::vector<std::int64_t> perGroup(m_census.answers.size(), 0);
    std::map<std::pair<std::string, Text>, std::size_t> byKey;
    std::uint32_t lastGroup = kNoGroup;
    Text lastProduct;
    std::size_t lastColumn = 0;
    for (DeviceIndex i = 0; i < inventory.devices.size(); ++i) {
      const std::uint32_t group = m_census.groups.groupOf[i];
      if (group == kNoGroup || m_census.fate[i] == Fate::absent) {
        continue;
      }
      ++perGroup[group];
      if (m_classOnly && !ofClass(group)) {
        continue;
      }
      const Device* device = m_context.snapshot().published(inventory.devices[i]);
      Text product = device == nullptr ? Text() : productOf(*device);
      if (product.empty()) {
        product = inventory.devices[i].driver;
      }
      if (group != lastGroup || !(product == lastProduct)) {
        const auto [entry, isNew] = byKey.try_emplace({m_census.answers[group], product}, m_columns.size());
        if (isNew) {
          Column column;
          column.answers = m_census.answers[group];
          column.group = group;
          column.label = productLabel(inventory.devices[i].driver, product);
          column.profile = device == nullptr ? Text() : profileOf(*device);
          column.firstFalse = std::min(m_census.answers[group].find_first_not_of('1'), m_census.answers[group].size());
          m_columns.push_back(std::move(column));
        }
        lastGroup = group;
        lastProduct = product;
        lastColumn = entry->second;
      }
      Column& column = m_columns[lastColumn];
      ++column.count;
      column.oneProfile = column.oneProfile && device != nullptr && profileOf(*device) == column.profile;
      column.passing += column.firstFalse == m_census.terms.size() && m_census.bad.empty() ? 1 : 0;
      if (column.devices.size() < kMaxListed) {
        column.devices.push_back(i);
      }
    }
    // A term of the class is asked of every device, one of the request only of those that the class takes.
    for (std::size_t g = 0; g < m_census.answers.size(); ++g) {
      for (std::size_t t = 0; t < m_census.terms.size(); ++t) {
        if (m_classOnly && !m_census.terms[t].fromClass && !ofClass(static_cast<std::uint32_t>(g))) {
          continue;
        }
        const Truth truth = truthOf(m_census.answers[g][t]);
        auto& counts = truth == Truth::yes ? m_yes : truth == Truth::no ? m_no : m_error;
        counts[t] += perGroup[g];
      }
    }
  }

  /// Many products: those with the same answers share a column.
  void mergeColumns() {
    if (m_columns.size() > kMostColumns) {
      std::map<std::string, std::size_t> byAnswers;
      std::vector<Column> merged;
      for (Column& column : m_columns) {
        const auto [entry, isNew] = byAnswers.try_emplace(column.answers, merged.size());
        if (isNew) {
          merged.push_back(std::move(column));
          merged.back().labels.push_back(merged.back().label);
          continue;
        }
        Column& into = merged[entry->second];
        into.labels.push_back(column.label);
        into.count += column.count;
        into.passing += column.passing;
        for (std::size_t i = 0; i < column.devices.size() && into.devices.size() < kMaxListed; ++i) {
          into.devices.push_back(column.devices[i]);
        }
      }
      for (Column& column : merged) {
        std::sort(column.labels.begin(), column.labels.end());
        column.labels.erase(std::unique(column.labels.begin(), column.labels.end()), column.labels.end());
        column.label = words::listed(column.labels, 2);
      }
      m_columns = std::move(merged);
    }
    std::stable_sort(m_columns.begin(), m_columns.end(), [](const Column& a, const Column& b) {
      return a.firstFalse != b.firstFalse ? a.firstFalse < b.firstFalse : a.count > b.count;
    });
  }

  void writeColumns() {
    const Bound bound = m_context.inventory().deviceBound;
    for (const Column& column : m_columns) {
      DeviceGroup group;
      group.label =
          words::oneLine(column.label + (column.oneProfile && !column.profile.empty() ? " " + column.profile.str() : ""));
      group.count = {column.count, bound};
      group.passing = {column.passing, bound};
      group.devices = column.devices;
      m_out.groups.push_back(std::move(group));
    }
  }

  void writeRows() {
    const Bound bound = m_context.inventory().deviceBound;
    const std::vector<NameHint> hints = nameHints(m_context, m_census);
    std::size_t number = 0;
    for (std::size_t t = 0; t < m_census.terms.size(); ++t) {
      const TermSource& source = m_census.terms[t];
      number += source.fromClass ? 0U : 1U;
      const cel::Term& term = source.selector->terms()[source.term];
      TermRow row;
      row.from = source.fromClass ? "class" : std::to_string(number);
      row.expression = term.text;
      row.yes = {m_yes[t], bound};
      row.no = {m_no[t], bound};
      row.error = {m_error[t], bound};
      for (const Column& column : m_columns) {
        Cell cell;
        cell.truth = truthOf(column.answers[t]);
        const std::vector<std::string>& errors = m_census.answerErrors[column.group];
        cell.error = errors.empty() ? std::string() : words::oneLine(errors[t]);
        cell.firstFalse = t == column.firstFalse;
        cell.needed = t <= column.firstFalse;
        row.cells.push_back(std::move(cell));
      }
      for (const NameHint& hint : hints) {
        const auto& references = source.selector->references();
        const bool here = hint.reference.range.begin >= term.range.begin && hint.reference.range.end <= term.range.end &&
                          std::any_of(references.begin(), references.end(), [&](const cel::Reference& reference) {
                            return reference.domain == hint.reference.domain && reference.id == hint.reference.id;
                          });
        row.hint = here && row.hint.empty() ? hint.text : row.hint;
      }
      m_out.terms.push_back(std::move(row));
    }
    for (const BadSelector& bad : m_census.bad) {
      TermRow row;
      row.from = bad.fromClass ? "class" : "-";
      row.expression = bad.expression.str();
      row.hint = "does not compile: " + words::oneLine(bad.error.message);
      m_out.terms.push_back(std::move(row));
      for (std::size_t c = 0; c < m_columns.size(); ++c) {
        m_out.terms.back().cells.push_back({Truth::error, false, true, bad.error.message});
      }
    }
  }

  const ExplanationContext& m_context;
  const Census& m_census;
  RequestExplanation& m_out;
  std::vector<Column> m_columns;
  std::vector<std::int64_t> m_yes;
  std::vector<std::int64_t> m_no;
  std::vector<std::int64_t> m_error;
  bool m_classOnly = false;
};

}  // namespace

void fillTruthTable(const ExplanationContext& context, const Census& census, RequestExplanation& out) {
  Table(context, census, out).fill();
}

}  // namespace claimscope::explanation
