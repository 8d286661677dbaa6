#include "ui/base/language.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTranslator>

#include "ui/base/assets.h"

namespace claimscope::ui {
namespace {

/// The application owns it; with it goes the language.
QPointer<QTranslator>& installed() {
  static QPointer<QTranslator> translator;
  return translator;
}

/// Texts are kept once, whatever asks for them, in this context; those that mean something else in one place are kept under that
/// place's own (resources/translations/README.md).
constexpr const char* kEverywhere = "Claimscope";

/// The bytes must live as long as the translator reads them.
class Korean final : public QTranslator {
 public:
  explicit Korean(QObject* parent) : QTranslator(parent), m_bytes(asset(QStringLiteral(":/translations/claimscope_ko.qm"))) {
    m_usable = load(reinterpret_cast<const uchar*>(m_bytes.constData()), static_cast<int>(m_bytes.size()));
  }
  [[nodiscard]] bool usable() const { return m_usable; }
  [[nodiscard]] QString translate(const char* context, const char* text, const char* meaning, int n) const override {
    const QString own = QTranslator::translate(context, text, meaning, n);
    return own.isNull() ? QTranslator::translate(kEverywhere, text, meaning, n) : own;
  }

 private:
  QByteArray m_bytes;
  bool m_usable = false;
};

Language best(const QStringList& systemLanguages) {
  for (const QString& name : systemLanguages) {
    const QString language = name.section(QLatin1Char('-'), 0, 0).section(QLatin1Char('_'), 0, 0).toLower();
    if (language == QLatin1String("ko")) {
      return Language::korean;
    }
    if (language == QLatin1String("en")) {
      return Language::english;
    }
  }
  return Language::english;
}

}  // namespace

Language languageOf(const QString& word) {
  return word == QLatin1String("ko") ? Language::korean : word == QLatin1String("en") ? Language::english : Language::system;
}

QString languageWord(Language language) {
  switch (language) {
    case Language::korean:
      return QStringLiteral("ko");
    case Language::english:
      return QStringLiteral("en");
    case Language::system:
      break;
  }
  return QStringLiteral("system");
}

QString languageName(Language language) {
  switch (language) {
    case Language::korean:
      return QStringLiteral("한국어");
    case Language::english:
      return QStringLiteral("English");
    case Language::system:
      break;
  }
  return QCoreApplication::translate("claimscope::ui", "System");
}

QList<Language> allLanguages() {
  return {Language::system, Language::english, Language::korean};
}

void speak(Language language, const QStringList& systemLanguages) {
  const Language wanted = language == Language::system ? best(systemLanguages) : language;
  if (wanted == spokenLanguage()) {
    return;
  }
  if (installed() != nullptr) {
    QCoreApplication::removeTranslator(installed());
    delete installed();
  }
  if (wanted == Language::korean) {
    auto* translator = new Korean(QCoreApplication::instance());
    if (!translator->usable() || !QCoreApplication::installTranslator(translator)) {
      qWarning("the Korean translation cannot be read; the window speaks English");
      delete translator;
      return;
    }
    installed() = translator;
  }
}

Language spokenLanguage() {
  return installed() != nullptr ? Language::korean : Language::english;
}

}  // namespace claimscope::ui
