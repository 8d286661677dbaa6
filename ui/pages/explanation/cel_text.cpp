#include "ui/pages/explanation/cel_text.h"

#include <QHash>
#include <QSet>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

bool startsWord(QChar c) {
  return c.isLetter() || c == QLatin1Char('_');
}
bool inWord(QChar c) {
  return c.isLetterOrNumber() || c == QLatin1Char('_');
}

bool isLanguageWord(QStringView word) {
  static const QSet<QString> kWords{QStringLiteral("true"),       QStringLiteral("false"), QStringLiteral("null"),
                                    QStringLiteral("in"),         QStringLiteral("has"),   QStringLiteral("all"),
                                    QStringLiteral("exists"),     QStringLiteral("map"),   QStringLiteral("filter"),
                                    QStringLiteral("exists_one"), QStringLiteral("cel"),   QStringLiteral("optional")};
  return kWords.contains(word.toString());
}

/// One past the end of the string literal whose quote is at `at`; `closed` says whether it has an end.
int endOfString(const QString& text, int at, bool raw, bool* closed) {
  const QChar quote = text[at];
  const bool triple = text.mid(at, 3) == QString(3, quote);
  int i = at + (triple ? 3 : 1);
  for (; i < text.size(); ++i) {
    if (!raw && text[i] == QLatin1Char('\\')) {
      ++i;
    } else if (triple ? text.mid(i, 3) == QString(3, quote) : text[i] == quote) {
      *closed = true;
      return i + (triple ? 3 : 1);
    } else if (!triple && text[i] == QLatin1Char('\n')) {
      break;
    }
  }
  *closed = false;
  return std::min(i, static_cast<int>(text.size()));
}

/// The references of one expression: position of '[' and the domain between the quotes.
template <class Visit>
void forEachDomain(const QString& text, Visit&& visit) {
  for (const QString& member : {QStringLiteral("attributes["), QStringLiteral("capacity[")}) {
    for (qsizetype at = text.indexOf(member); at >= 0; at = text.indexOf(member, at + 1)) {
      const qsizetype open = at + member.size() - 1;
      const qsizetype close = text.indexOf(QLatin1Char(']'), open);
      if (close < open + 4 || (text[open + 1] != QLatin1Char('"') && text[open + 1] != QLatin1Char('\'')) ||
          text[close - 1] != text[open + 1]) {
        continue;
      }
      visit(open, close, text.mid(open + 2, close - open - 3));
    }
  }
}

}  // namespace

std::vector<CelSpan> celSpans(const QString& text) {
  std::vector<CelSpan> spans;
  const auto size = static_cast<int>(text.size());
  int i = 0;
  while (i < size) {
    const QChar c = text[i];
    if (c == QLatin1Char('/') && i + 1 < size && text[i + 1] == QLatin1Char('/')) {
      const qsizetype end = text.indexOf(QLatin1Char('\n'), i);
      const int stop = end < 0 ? size : static_cast<int>(end);
      spans.push_back({i, stop - i, CelInk::comment});
      i = stop;
    } else if (c == QLatin1Char('"') || c == QLatin1Char('\'')) {
      bool closed = false;
      const int end = endOfString(text, i, false, &closed);
      spans.push_back({i, end - i, closed ? CelInk::string : CelInk::broken});
      i = end;
    } else if (c.isDigit()) {
      int end = i + 1;
      while (end < size && (inWord(text[end]) || (text[end] == QLatin1Char('.') && end + 1 < size && text[end + 1].isDigit()))) {
        ++end;
      }
      spans.push_back({i, end - i, CelInk::number});
      i = end;
    } else if (startsWord(c)) {
      int end = i + 1;
      while (end < size && inWord(text[end])) {
        ++end;
      }
      const QStringView word = QStringView(text).mid(i, end - i);
      const bool prefix = end < size && (text[end] == QLatin1Char('"') || text[end] == QLatin1Char('\'')) && word.size() <= 2;
      if (prefix) {
        bool closed = false;
        const int stop = endOfString(text, end, word.contains(QLatin1Char('r'), Qt::CaseInsensitive), &closed);
        spans.push_back({i, stop - i, closed ? CelInk::string : CelInk::broken});
        end = stop;
      } else if (isLanguageWord(word)) {
        spans.push_back({i, end - i, CelInk::word});
      }
      i = end;
    } else {
      ++i;
    }
  }
  return spans;
}

QColor celColor(const Theme& theme, CelInk ink) {
  switch (ink) {
    case CelInk::string:
      return theme.state.free.text;
    case CelInk::number:
      return theme.severity.notice;
    case CelInk::word:
      return theme.accent.text;
    case CelInk::comment:
      return theme.text.muted;
    case CelInk::broken:
      break;
  }
  return theme.severity.critical;
}

QList<QTextLayout::FormatRange> celFormats(const QString& text, const Theme& theme) {
  QList<QTextLayout::FormatRange> formats;
  for (const CelSpan& span : celSpans(text)) {
    // Tables colour what is compared with; numbers and words in another colour would only make them restless.
    if (span.ink == CelInk::string) {
      QTextLayout::FormatRange range;
      range.start = span.start;
      range.length = span.length;
      range.format.setForeground(celColor(theme, span.ink));
      formats.append(range);
    }
  }
  return formats;
}

QString commonDomain(const std::vector<QString>& expressions) {
  QHash<QString, int> counts;
  QStringList order;
  for (const QString& expression : expressions) {
    forEachDomain(expression, [&](qsizetype, qsizetype, const QString& domain) {
      if (++counts[domain] == 1) {
        order << domain;
      }
    });
  }
  QString best;
  for (const QString& domain : order) {
    if (best.isEmpty() || counts[domain] > counts[best]) {
      best = domain;
    }
  }
  return best;
}

QString withFoldedDomain(const QString& expression, const QString& domain) {
  if (domain.isEmpty()) {
    return expression;
  }
  QString out = expression;
  out.replace(QStringLiteral("[\"") + domain + QStringLiteral("\"]"), QStringLiteral("[…]"));
  out.replace(QStringLiteral("['") + domain + QStringLiteral("']"), QStringLiteral("[…]"));
  return out;
}

}  // namespace claimscope::ui
