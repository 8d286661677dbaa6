// Widths by font and text. Any thread.
#include "ui/canvas/text_fit.h"

#include <QFontMetricsF>
#include <QHash>

namespace claimscope::ui {
namespace {

constexpr qsizetype kMostTexts = 20'000;  ///< names of a cluster that somebody flies over; then all are forgotten

QHash<QString, double>& widthsOf(const QFont& font) {
  thread_local QHash<QFont, QHash<QString, double>> fonts;
  constexpr qsizetype kMostFonts = 32;  // roles, at a few scales
  if (fonts.size() >= kMostFonts && !fonts.contains(font)) {
    fonts.clear();
  }
  QHash<QString, double>& widths = fonts[font];
  if (widths.size() >= kMostTexts) {
    widths.clear();
  }
  return widths;
}

}  // namespace

double textWidth(const QFont& font, const QString& text) {
  QHash<QString, double>& widths = widthsOf(font);
  if (const auto found = widths.constFind(text); found != widths.constEnd()) {
    return *found;
  }
  return *widths.insert(text, QFontMetricsF(font).horizontalAdvance(text));
}

QString fitted(const QFont& font, const QString& text, Qt::TextElideMode mode, double width) {
  return textWidth(font, text) <= width ? text : QFontMetricsF(font).elidedText(text, mode, width);
}

QString elideKeepingSuffix(const QString& text, const QFont& font, double width) {
  return fitted(font, text, Qt::ElideMiddle, width);
}

}  // namespace claimscope::ui
