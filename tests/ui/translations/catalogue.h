// Catalogue: the texts of a .ts file. Any thread.
#pragma once

#include <QByteArray>
#include <QString>
#include <map>
#include <utility>

/// A text and what it means there, when that is said.
using TextKey = std::pair<QString, QString>;

struct Translation {
  QString text;
  bool finished = false;
  QString place = {};  ///< "ui/pages/x.cpp:12", of what lupdate wrote
};

/// By context, then by text.
using Catalogue = std::map<QString, std::map<TextKey, Translation>>;

/// What a .ts file holds; `problem` says why it cannot be read, empty otherwise.
[[nodiscard]] Catalogue readCatalogue(const QByteArray& xml, QString& problem);
/// As Linguist writes it, without places: they would change with every line above them.
[[nodiscard]] QByteArray writeCatalogue(const Catalogue& catalogue, const QString& language);
