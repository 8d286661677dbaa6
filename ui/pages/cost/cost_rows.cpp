#include "ui/pages/cost/cost_rows.h"

#include <cmath>
#include <functional>

namespace claimscope::ui {

CostRows::CostRows(std::vector<Column> columns, std::vector<Line> lines)
    : m_columns(std::move(columns)), m_lines(std::move(lines)) {
  m_texts.reserve(m_lines.size());
  for (const Line& line : m_lines) {
    std::vector<std::string>& texts = m_texts.emplace_back();
    for (const Cell& cell : line.cells) {
      texts.push_back(cell.text.toStdString());
    }
  }
}

Cell CostRows::cell(Row row, int column) const {
  const auto index = static_cast<std::size_t>(column);
  return index < m_lines[row].cells.size() ? m_lines[row].cells[index] : Cell{};
}

SortKey CostRows::sortKey(Row row, int column) const {
  const auto index = static_cast<std::size_t>(column);
  const Line& line = m_lines[row];
  if (index < line.numbers.size() && !std::isnan(line.numbers[index])) {
    return {line.numbers[index] < 0, line.numbers[index], m_texts[row][index]};
  }
  return {m_texts[row][index].empty(), 0, m_texts[row][index]};
}

std::uint64_t CostRows::identity(Row row) const {
  return mixIdentity(3, std::hash<std::string>{}(m_lines[row].id));
}

ObjectRef CostRows::object(Row row) const {
  const Line& line = m_lines[row];
  return line.object.kind.empty() ? ObjectRef{"cost", {}, line.id} : line.object;
}

Row CostRows::find(const ObjectRef& wanted) const {
  for (Row row = 0; row < size(); ++row) {
    const ObjectRef& own = m_lines[row].object;
    if (own.kind.empty() ? wanted.kind == "cost" && wanted.name == m_lines[row].id : own == wanted) {
      return row;
    }
  }
  return kNoRow;
}

}  // namespace claimscope::ui
