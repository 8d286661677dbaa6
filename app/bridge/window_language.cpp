#include "app/bridge/window_language.h"

#include <QLocale>
#include <QSettings>

namespace claimscope::app {

ui::Language chosenLanguage(const std::string& option) {
  return ui::languageOf(option.empty() ? QSettings().value(QStringLiteral("language")).toString()
                                       : QString::fromStdString(option));
}

void keepLanguage(ui::Language language) {
  QSettings().setValue(QStringLiteral("language"), ui::languageWord(language));
}

void speakLanguage(ui::Language language) {
  ui::speak(language, QLocale::system().uiLanguages());
}

}  // namespace claimscope::app
