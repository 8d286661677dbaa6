#include "ui/tables/kept_table.h"

#include <algorithm>

namespace claimscope::ui {

QStringList keptTable(const FilterBar& filter, const StateTabs& tabs, int grouping, const QSet<QString>& toggled) {
  QStringList columns(toggled.begin(), toggled.end());
  columns.sort();
  return {filter.filter().str(), QString::number(std::max(0, tabs.current())), QString::number(grouping),
          columns.join(QLatin1Char('\n'))};
}

void restoreTable(const QStringList& kept, FilterBar& filter, StateTabs& tabs, ChoiceButton* group, int grouping,
                  QSet<QString>& toggled) {
  const bool known = kept.size() >= 2;
  tabs.setCurrent(known ? kept[1].toInt() : 0);
  filter.setFilter(known ? parseFilter(kept[0]) : Filter());
  if (kept.size() < 4 || group == nullptr) {
    return;
  }
  const QStringList ids = kept[3].split(QLatin1Char('\n'), Qt::SkipEmptyParts);
  const QSet<QString> columns(ids.begin(), ids.end());
  const int wanted = std::clamp(kept[2].toInt(), 0, static_cast<int>(group->choices().size()) - 1);
  if (columns != toggled || wanted != grouping) {
    toggled = columns;
    group->choose(wanted);
  }
}

}  // namespace claimscope::ui
