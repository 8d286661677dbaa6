// applyLook: the theme on the whole program: style, palette, style sheet; WithoutSheet. GUI thread.
#pragma once

#include <QApplication>

#include "ui/base/theme.h"

namespace claimscope::app {

/// Now and whenever the theme changes.
void applyLook(QApplication& application, ui::Look& look);
/// While it lives the program has no style sheet, if there is no window yet. With one set, Qt styles all that is below a widget
/// anew each time the widget gets a parent: that was half of the time until a first window was on screen.
class WithoutSheet {
 public:
  WithoutSheet();
  ~WithoutSheet();
  WithoutSheet(const WithoutSheet&) = delete;
  WithoutSheet& operator=(const WithoutSheet&) = delete;

 private:
  QString m_sheet;  ///< empty: nothing is to be set again
};

/// "dark", "light", "high-contrast"; dark for anything else.
[[nodiscard]] ui::ThemeName themeOf(const std::string& word);
[[nodiscard]] const char* themeWord(ui::ThemeName name);

}  // namespace claimscope::app
