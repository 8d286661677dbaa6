// YamlHighlighter: one line at a time. GUI thread.
#include "ui/pages/inspector/yaml_highlighter.h"

#include <utility>

namespace claimscope::ui {
namespace {

/// Where the key of "  - key: value" begins and ends; end is -1 when the line has none.
std::pair<qsizetype, qsizetype> keyOf(const QString& text) {
  qsizetype begin = 0;
  while (begin < text.size() && (text[begin] == QLatin1Char(' ') || text[begin] == QLatin1Char('-'))) {
    ++begin;
  }
  const QChar quote =
      begin < text.size() && (text[begin] == QLatin1Char('"') || text[begin] == QLatin1Char('\'')) ? text[begin] : QChar();
  qsizetype at = begin;
  if (!quote.isNull()) {
    at = text.indexOf(quote, begin + 1);
    if (at < 0) {
      return {begin, -1};
    }
  }
  for (; at < text.size(); ++at) {
    if (text[at] == QLatin1Char(':') && (at + 1 == text.size() || text[at + 1] == QLatin1Char(' '))) {
      return {begin, at};
    }
    if (quote.isNull() && text[at] == QLatin1Char('#')) {
      break;
    }
  }
  return {begin, -1};
}

bool isNumber(QStringView text) {
  bool fine = false;
  const double value = text.toDouble(&fine);
  return fine && value == value;
}

}  // namespace

YamlHighlighter::YamlHighlighter(Look& look, QTextDocument* document) : QSyntaxHighlighter(document), m_look(look) {
  connect(&look, &Look::changed, this, [this] { rehighlight(); });
}

void YamlHighlighter::setOn(bool on) {
  m_on = on;
}

void YamlHighlighter::highlightBlock(const QString& text) {
  if (!m_on || text.isEmpty()) {
    return;
  }
  const Theme& theme = m_look.theme();
  const auto [begin, end] = keyOf(text);
  if (begin < text.size() && text[begin] == QLatin1Char('#')) {
    setFormat(static_cast<int>(begin), static_cast<int>(text.size() - begin), theme.text.muted);
    return;
  }
  if (end >= 0) {
    setFormat(static_cast<int>(begin), static_cast<int>(end - begin), theme.chart[0]);
    colourValue(text, end + 1);
  } else {
    colourValue(text, begin);
  }
}

void YamlHighlighter::colourValue(const QString& text, qsizetype from) {
  while (from < text.size() && text[from].isSpace()) {
    ++from;
  }
  const QStringView value = QStringView(text).mid(from).trimmed();
  if (value.isEmpty()) {
    return;
  }
  const Theme& theme = m_look.theme();
  const bool quoted = value.front() == QLatin1Char('"') || value.front() == QLatin1Char('\'');
  const bool word = value == QLatin1String("true") || value == QLatin1String("false") || value == QLatin1String("null");
  const QColor colour = quoted ? theme.chart[2] : word || isNumber(value) ? theme.chart[1] : theme.text.primary;
  setFormat(static_cast<int>(from), static_cast<int>(value.size()), colour);
}

}  // namespace claimscope::ui
