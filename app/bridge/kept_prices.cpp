#include "app/bridge/kept_prices.h"

#include <QSettings>

namespace claimscope::app {
namespace {

constexpr qsizetype kMost = 1 << 20;

QString key() {
  return QStringLiteral("cost/prices");
}

}  // namespace

QString keptPrices() {
  const QString text = QSettings().value(key()).toString();
  return text.size() > kMost ? QString() : text;
}

void keepPrices(const QString& text) {
  QSettings settings;
  if (text.trimmed().isEmpty()) {
    settings.remove(key());
  } else {
    settings.setValue(key(), text);
  }
}

}  // namespace claimscope::app
