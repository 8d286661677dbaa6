// Tokens: resources/tokens.json read into a Theme, fonts and named values. Pure; GUI thread.
#pragma once

#include <QByteArray>
#include <QFont>
#include <QHash>
#include <QStringList>
#include <map>

#include "ui/base/theme.h"

namespace claimscope::ui {

struct Tokens {
  Theme theme;
  std::map<FontRole, QFont> fonts;
  QHash<QString, QString> named;  ///< "bg.window" to "#rrggbb", "radius.panel" to "6px", for style sheets
  QStringList problems;           ///< each missing or malformed token by its full name; empty when all are there
};

/// Reads one theme; every token a Theme has must be in the file.
[[nodiscard]] Tokens readTokens(const QByteArray& json, ThemeName name);

/// Puts tokens in place of `$name`; a name that no token has is added to `problems`.
[[nodiscard]] QString withTokens(const QString& text, const QHash<QString, QString>& named, QStringList& problems);

}  // namespace claimscope::ui
