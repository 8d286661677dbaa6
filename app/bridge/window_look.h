// applyLook: the theme on the whole program: style, palette, style sheet. GUI thread.
#pragma once

#include <QApplication>

#include "ui/base/theme.h"

namespace claimscope::app {

/// Now and whenever the theme changes.
void applyLook(QApplication& application, ui::Look& look);
/// "dark", "light", "high-contrast"; dark for anything else.
[[nodiscard]] ui::ThemeName themeOf(const std::string& word);
[[nodiscard]] const char* themeWord(ui::ThemeName name);

}  // namespace claimscope::app
