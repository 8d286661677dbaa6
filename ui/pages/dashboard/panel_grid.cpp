#include "ui/pages/dashboard/panel_grid.h"

#include <QResizeEvent>
#include <algorithm>
#include <array>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr int kColumns = 24;
constexpr int kUnit = 38;  ///< pixels of one row of the grid, with its gap
constexpr int kGap = 12;
constexpr int kRowTitle = 30;

}  // namespace

PanelGrid::PanelGrid(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {}

void PanelGrid::setBoard(const std::shared_ptr<const dashboard::Dashboard>& board) {
  qDeleteAll(m_panels);
  qDeleteAll(m_rows);
  m_panels.clear();
  m_rows.clear();
  m_rowAt.clear();
  std::string row;
  for (std::size_t i = 0; board != nullptr && i < board->panels.size(); ++i) {
    if (board->panels[i].row != row && !board->panels[i].row.empty()) {
      m_rows.push_back(new PlainLabel(m_look, FontRole::panelTitle, Ink::secondary, plain(board->panels[i].row), this));
      m_rowAt.push_back(i);
      m_rows.back()->show();
    }
    row = board->panels[i].row;
    m_panels.push_back(new PanelView(m_look, board, i, this));
    m_panels.back()->show();
  }
  place();
}

void PanelGrid::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  place();
}

/// Each panel stands as high as the columns it covers allow, as in Grafana.
void PanelGrid::place() {
  std::array<int, kColumns> filled{};
  const double unit = (width() + kGap) / static_cast<double>(kColumns);
  std::size_t nextRow = 0;
  for (std::size_t i = 0; i < m_panels.size(); ++i) {
    if (nextRow < m_rows.size() && m_rowAt[nextRow] == i) {
      const int top = *std::max_element(filled.begin(), filled.end());
      m_rows[nextRow]->setGeometry(0, top, std::max(100, width()), kRowTitle - 8);
      filled.fill(top + kRowTitle);
      ++nextRow;
    }
    const dashboard::Box& box = m_panels[i]->panel().box;
    const auto begin = filled.begin() + box.x;
    const int top = *std::max_element(begin, begin + box.width);
    const int left = static_cast<int>(box.x * unit);
    const int right = static_cast<int>((box.x + box.width) * unit) - kGap;
    const int height = std::max(box.height * kUnit - kGap, 84);
    m_panels[i]->setGeometry(left, top, std::max(60, right - left), height);
    std::fill(begin, begin + box.width, top + height + kGap);
  }
  const int height = std::max(40, *std::max_element(filled.begin(), filled.end()));
  if (height != m_height) {
    m_height = height;
    setMinimumHeight(height);
    updateGeometry();
  }
}

}  // namespace claimscope::ui
