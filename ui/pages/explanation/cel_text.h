// CEL as people read it: spans to colour, and the attribute domain folded to […]. Pure; any thread.
#pragma once

#include <QString>
#include <QTextLayout>
#include <vector>

#include "ui/base/theme.h"

namespace claimscope::ui {

enum class CelInk { string, number, word, comment, broken };

struct CelSpan {
  int start = 0;
  int length = 0;
  CelInk ink = CelInk::string;
  friend bool operator==(const CelSpan&, const CelSpan&) = default;
};

/// Literals, words of the language and comments, in order; text between them has no span. A string without its end is `broken`.
[[nodiscard]] std::vector<CelSpan> celSpans(const QString& text);
[[nodiscard]] QColor celColor(const Theme& theme, CelInk ink);
/// The spans as formats for a text layout that begins at `from` of the text.
[[nodiscard]] QList<QTextLayout::FormatRange> celFormats(const QString& text, const Theme& theme);

/// The domain that most references attributes["domain"] and capacity["domain"] name; empty when there is none.
[[nodiscard]] QString commonDomain(const std::vector<QString>& expressions);
/// That domain in brackets becomes […]; others stay.
[[nodiscard]] QString withFoldedDomain(const QString& expression, const QString& domain);

}  // namespace claimscope::ui
