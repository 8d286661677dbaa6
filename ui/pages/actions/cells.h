// Cells: what the tables of the Actions page are made of: words, names and counts with their bounds. GUI thread.
#pragma once

#include "model/base/bound.h"
#include "ui/tables/row_source.h"

namespace claimscope::ui {

[[nodiscard]] QString dash();
[[nodiscard]] Cell wordsCell(const QString& text, Ink ink = Ink::secondary, FontRole role = FontRole::body);
/// Fixed width, cut in the middle.
[[nodiscard]] Cell nameCell(const QString& text, Ink ink = Ink::primary);
/// "≥" and "≤" smaller before the number.
[[nodiscard]] Cell countCell(const Count& count);

}  // namespace claimscope::ui
