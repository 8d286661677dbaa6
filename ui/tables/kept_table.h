// What a page with a table keeps of itself between views and runs: filter, tab, grouping, columns. GUI thread.
#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

#include "ui/tables/choice_buttons.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/state_tabs.h"

namespace claimscope::ui {

/// `toggled` are the columns that a person turned round.
[[nodiscard]] QStringList keptTable(const FilterBar& filter, const StateTabs& tabs, int grouping, const QSet<QString>& toggled);
/// How rows are grouped and which columns there are stays where nothing was kept of them: that is about the person. `group` may
/// be null.
void restoreTable(const QStringList& kept, FilterBar& filter, StateTabs& tabs, ChoiceButton* group, int grouping,
                  QSet<QString>& toggled);

}  // namespace claimscope::ui
