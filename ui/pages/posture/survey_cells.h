// Columns and cells of what a survey found: a dash for what is not known, the whole text as tooltip. GUI thread.
#pragma once

#include <string>

#include "ui/tables/row_source.h"

namespace claimscope::ui {

[[nodiscard]] Column surveyColumn(const char* id, const QString& title, int width, bool right = false, bool stretch = false);
[[nodiscard]] Cell surveyCell(const QString& text, FontRole role = FontRole::body, Ink ink = Ink::secondary);
/// A name of the cluster: mono, cut in the middle.
[[nodiscard]] Cell surveyNameCell(const std::string& text);

}  // namespace claimscope::ui
