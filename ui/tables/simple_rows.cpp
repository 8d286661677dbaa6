#include "ui/tables/simple_rows.h"

#include <cmath>
#include <functional>

namespace claimscope::ui {

SimpleRows::SimpleRows(std::string kind, std::vector<Column> columns, std::vector<Line> lines, std::vector<RowGroup> groups)
    : m_kind(std::move(kind)), m_columns(std::move(columns)), m_lines(std::move(lines)), m_groups(std::move(groups)) {
  m_texts.reserve(m_lines.size());
  for (const Line& line : m_lines) {
    std::vector<std::string>& texts = m_texts.emplace_back();
    for (const Cell& cell : line.cells) {
      texts.push_back(cell.text.toStdString());
    }
  }
}

Cell SimpleRows::cell(Row row, int column) const {
  const auto index = static_cast<std::size_t>(column);
  return index < m_lines[row].cells.size() ? m_lines[row].cells[index] : Cell{};
}

SortKey SimpleRows::sortKey(Row row, int column) const {
  const auto index = static_cast<std::size_t>(column);
  const Line& line = m_lines[row];
  if (index < line.numbers.size() && !std::isnan(line.numbers[index])) {
    return {line.numbers[index] < 0, line.numbers[index], m_texts[row][index]};
  }
  return {m_texts[row][index].empty(), 0, m_texts[row][index]};
}

std::uint64_t SimpleRows::identity(Row row) const {
  return mixIdentity(0, std::hash<std::string>{}(m_lines[row].id));
}

Row SimpleRows::find(const ObjectRef& object) const {
  for (Row row = 0; object.kind == m_kind && row < size(); ++row) {
    if (m_lines[row].id == object.name) {
      return row;
    }
  }
  return kNoRow;
}

}  // namespace claimscope::ui
