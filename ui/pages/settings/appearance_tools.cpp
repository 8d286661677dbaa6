#include "ui/pages/settings/appearance_tools.h"

#include <QHBoxLayout>
#include <QSignalBlocker>

namespace claimscope::ui {
namespace {

QStringList languageNames() {
  QStringList names;
  for (const Language language : allLanguages()) {
    names += languageName(language);
  }
  return names;
}

}  // namespace

AppearanceTools::AppearanceTools(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_themes(new Segmented(look, {tr("Dark"), tr("Light"), tr("High contrast")}, true)),
      m_languages(new Segmented(look, languageNames(), true)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  const auto add = [&](const QString& title, Segmented* choice) {
    choice->setAccessibleName(title);
    row->addWidget(new PlainLabel(look, FontRole::small, Ink::muted, title));
    row->addWidget(choice);
  };
  add(tr("Theme"), m_themes);
  row->addSpacing(8);
  add(tr("Language"), m_languages);
  // In the order of ThemeName.
  const auto follow = [this] {
    const QSignalBlocker quiet(m_themes);
    m_themes->setCurrent(static_cast<int>(m_look.name()));
  };
  follow();
  connect(&look, &Look::changed, this, follow);
  connect(m_themes, &Segmented::currentChanged, this, [this](int index) { Q_EMIT themeChosen(static_cast<ThemeName>(index)); });
  connect(m_languages, &Segmented::currentChanged, this, [this](int index) { Q_EMIT languageChosen(allLanguages().at(index)); });
}

void AppearanceTools::setLanguage(Language language) {
  const QSignalBlocker quiet(m_languages);
  m_languages->setCurrent(static_cast<int>(allLanguages().indexOf(language)));
}

}  // namespace claimscope::ui
