// Language: which language the window speaks, and its translations. GUI thread.
#pragma once

#include <QString>
#include <QStringList>
#include <map>

namespace claimscope::ui {

enum class Language { system, english, korean };

/// "system", "en", "ko": how settings and options write it; system for anything else.
[[nodiscard]] Language languageOf(const QString& word);
[[nodiscard]] QString languageWord(Language language);
/// What the person reads when they choose: each language in its own words.
[[nodiscard]] QString languageName(Language language);
/// In the order they are offered.
[[nodiscard]] QList<Language> allLanguages();

/// Every text made from now on is in this language; `system` asks `systemLanguages`, best first, as QLocale::uiLanguages() gives
/// them. Widgets that exist keep theirs: who owns a window makes it anew. Needs a QCoreApplication.
void speak(Language language, const QStringList& systemLanguages);
/// English or Korean: what speak() came to.
[[nodiscard]] Language spokenLanguage();

/// What `make` gives, made once for each language: texts that are asked for often.
template <auto make>
[[nodiscard]] const auto& inLanguage() {
  static std::map<Language, decltype(make())> made;
  const Language language = spokenLanguage();
  const auto found = made.find(language);
  return found != made.end() ? found->second : made.emplace(language, make()).first->second;
}

}  // namespace claimscope::ui
