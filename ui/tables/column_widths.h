// How wide columns are: what their cells need, out of the room that others do not. Pure; any thread.
#pragma once

#include <vector>

namespace claimscope::ui {

/// In pixels. One with `fixed` was dragged by a person.
struct ColumnWant {
  int width = 100;  ///< what it has where nobody needs more
  int need = 0;     ///< what its title and the cells that were looked at take; 0: nothing is known
  int least = 40;   ///< what its title takes
  bool stretch = false;
  int fixed = 0;  ///< not 0: this and nothing else
};

/// One width a column. What a cell needs beyond a column's width is taken from the room that is left, then from columns that need
/// less than they have, small needs before large ones; what is left after that goes to those that stretch, in
/// equal parts. Where that is not enough, long texts lose up to a fifth rather than that the table scrolls. Never below `least`,
/// so that the sum may be more than the room.
[[nodiscard]] std::vector<int> columnWidths(const std::vector<ColumnWant>& columns, int room);

}  // namespace claimscope::ui
