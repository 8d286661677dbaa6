// AppearanceTools: theme and language, in the header of Settings. GUI thread.
#pragma once

#include "ui/base/controls.h"
#include "ui/base/language.h"

namespace claimscope::ui {

class AppearanceTools final : public QWidget {
  Q_OBJECT
 public:
  explicit AppearanceTools(Look& look, QWidget* parent = nullptr);
  /// What the person has chosen; nothing is told of it.
  void setLanguage(Language language);
  [[nodiscard]] Segmented& themes() { return *m_themes; }
  [[nodiscard]] Segmented& languages() { return *m_languages; }

 Q_SIGNALS:
  void themeChosen(claimscope::ui::ThemeName name);
  void languageChosen(claimscope::ui::Language language);

 private:
  Look& m_look;
  Segmented* m_themes;
  Segmented* m_languages;
};

}  // namespace claimscope::ui
