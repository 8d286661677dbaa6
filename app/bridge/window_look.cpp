#include "app/bridge/window_look.h"

#include <QStyleFactory>

namespace claimscope::app {

void applyLook(QApplication& application, ui::Look& look) {
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  const auto apply = [&application, &look] {
    // A style sheet keeps the palette that a widget had before it, and would bring colours of the theme before back with it.
    application.setStyleSheet({});
    QApplication::setPalette(look.palette());
    QApplication::setFont(look.font(ui::FontRole::body));
    application.setStyleSheet(look.styleSheet());
  };
  apply();
  QObject::connect(&look, &ui::Look::changed, &application, apply);
}

WithoutSheet::WithoutSheet() {
  if (qApp != nullptr && QApplication::topLevelWidgets().isEmpty()) {
    m_sheet = qApp->styleSheet();
    qApp->setStyleSheet({});
  }
}

WithoutSheet::~WithoutSheet() {
  if (!m_sheet.isEmpty()) {
    qApp->setStyleSheet(m_sheet);
  }
}

ui::ThemeName themeOf(const std::string& word) {
  return word == "light" ? ui::ThemeName::light : word == "high-contrast" ? ui::ThemeName::highContrast : ui::ThemeName::dark;
}

const char* themeWord(ui::ThemeName name) {
  switch (name) {
    case ui::ThemeName::light:
      return "light";
    case ui::ThemeName::highContrast:
      return "high-contrast";
    case ui::ThemeName::dark:
      break;
  }
  return "dark";
}

}  // namespace claimscope::app
