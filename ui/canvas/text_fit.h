// TextFit: how wide texts are, measured once and remembered: a frame draws hundreds, nearly all of which the last one drew too.
// Any thread; each has its own memory.
#pragma once

#include <QFont>
#include <QString>

namespace claimscope::ui {

[[nodiscard]] double textWidth(const QFont& font, const QString& text);
/// The text, or as much of it as fits.
[[nodiscard]] QString fitted(const QFont& font, const QString& text, Qt::TextElideMode mode, double width);
/// Names are told apart by their end: elided in the middle.
[[nodiscard]] QString elideKeepingSuffix(const QString& text, const QFont& font, double width);

}  // namespace claimscope::ui
