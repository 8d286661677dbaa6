// Change lines: the changes of a modernisation as rows of a table, and the verdict. GUI thread.
#pragma once

#include <memory>

#include "model/migration/modernise/modernise.h"
#include "ui/base/shapes.h"
#include "ui/tables/row_source.h"

namespace claimscope::ui {

/// A row's object is {"change", "", index into outcome.changes}.
[[nodiscard]] std::shared_ptr<const RowSource> changeRows(const modernise::Outcome& outcome);

struct ChangeVerdict {
  Mark mark = Mark::unknown;
  QString sentence;
  QString detail;
};
[[nodiscard]] ChangeVerdict verdictOf(const modernise::Outcome& outcome);
/// "lost", "warning", "changed", "note" for people.
[[nodiscard]] QString weightText(modernise::Weight weight);

}  // namespace claimscope::ui
