#include "app/bridge/kept_keys.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

namespace claimscope::app {
namespace {

const QString kKeys = QStringLiteral("keys");
const QString kLetters = QStringLiteral("keysWithoutModifiers");
constexpr int kMostKeys = 500;

}  // namespace

ui::KeyChoices keptKeys() {
  const QSettings settings;
  ui::KeyChoices choices;
  choices.letters = settings.value(kLetters, true).toBool();
  const QJsonObject kept = QJsonDocument::fromJson(settings.value(kKeys).toByteArray()).object();
  for (auto key = kept.constBegin(); key != kept.constEnd() && choices.keys.size() < kMostKeys; ++key) {
    if (key.value().isString()) {
      choices.keys.insert(key.key(), key.value().toString());
    }
  }
  return choices;
}

void keepKeys(const ui::KeyChoices& choices) {
  QJsonObject kept;
  for (auto key = choices.keys.constBegin(); key != choices.keys.constEnd(); ++key) {
    kept.insert(key.key(), key.value());
  }
  QSettings settings;
  settings.setValue(kLetters, choices.letters);
  settings.setValue(kKeys, QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

}  // namespace claimscope::app
