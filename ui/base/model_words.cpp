#include "ui/base/model_words.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "ui/base/format.h"
#include "ui/base/language.h"

namespace claimscope::ui {
namespace {

constexpr int kDeepest = 4;
constexpr qsizetype kMostKept = 8000;
constexpr qsizetype kLongest = 1200;

/// Whether a syllable, digit or letter is spoken with a consonant at its end; nothing where it cannot be told.
std::optional<bool> endsClosed(QChar last) {
  const char16_t code = last.unicode();
  if (code >= 0xAC00 && code <= 0xD7A3) {
    return (code - 0xAC00) % 28 != 0;
  }
  if (last.isDigit()) {
    return QStringLiteral("013678").contains(last);
  }
  return last.isLetter() && code < 0x80 ? std::optional(QStringLiteral("lmnr").contains(last.toLower())) : std::nullopt;
}

/// "을(를)" and the like as they are after the word before them.
QString withParticles(QString text) {
  static const std::array<std::pair<QString, QString>, 5> kPairs{{{QStringLiteral("을"), QStringLiteral("를")},
                                                                  {QStringLiteral("이"), QStringLiteral("가")},
                                                                  {QStringLiteral("은"), QStringLiteral("는")},
                                                                  {QStringLiteral("과"), QStringLiteral("와")},
                                                                  {QStringLiteral("으로"), QStringLiteral("로")}}};
  for (const auto& [closed, open] : kPairs) {
    const QString both = closed + QLatin1Char('(') + open + QLatin1Char(')');
    for (qsizetype at = text.indexOf(both); at > 0; at = text.indexOf(both, at + 1)) {
      if (const std::optional<bool> end = endsClosed(text[at - 1])) {
        text.replace(at, both.size(), *end ? closed : open);
      }
    }
  }
  return text;
}

/// One pattern, compiled when its fixed beginning and end first fit a text.
struct Pattern {
  const char* english = nullptr;
  QString begin;
  QString end;
  qsizetype fixed = 0;  ///< characters that are not filled in: of two that fit, the one with more says more
  QRegularExpression expression = {};
};

const QRegularExpression& placeOrChoice() {
  static const QRegularExpression kParts(QStringLiteral("%[1-9]|\\([^()|]*(?:\\|[^()|]*)+\\)"));
  return kParts;
}

Pattern patternOf(const char* english) {
  Pattern out;
  out.english = english;
  const QString text = QString::fromUtf8(english);
  qsizetype done = 0;
  bool first = true;
  for (auto it = placeOrChoice().globalMatch(text); it.hasNext();) {
    const QRegularExpressionMatch match = it.next();
    if (first) {
      out.begin = text.left(match.capturedStart());
      first = false;
    }
    out.fixed += match.capturedStart() - done;
    done = match.capturedEnd();
  }
  out.fixed += text.size() - done;
  out.end = text.mid(done);
  if (first) {
    out.begin = text;
  }
  return out;
}

/// What may stand in a place: before a word that is counted a number, else text of one sentence.
QString place(const QString& number, const QString& after) {
  static const QRegularExpression kCounted(QStringLiteral(
      "^ \\(?(?:claim|pod|device|node|pool|slice|namespace|object|entr|group|check|step|driver|kind|warning|notice|"
      "critical|finding|more|CEL|wanted|waiting|consumer|running|potential|named|finished|parameters|"
      "Resource|PodSched|unhealthy|unknown|blocked|stay(?!s pinned)|can be(?! drained)|is\\||restarts|of the )"));
  return (kCounted.match(after).hasMatch() ? QStringLiteral("(?<p%1>(?:at (?:most|least) )?[≥≤]?\\d[\\d,.]*|[A-Z][a-z]{2,5})")
                                           : QStringLiteral("(?<p%1>(?:(?!\\. [A-Z0-9]| · ).)+?)"))
      .arg(number);
}

void compile(Pattern& pattern) {
  const QString text = QString::fromUtf8(pattern.english);
  QString expression = QStringLiteral("^");
  qsizetype done = 0;
  for (auto it = placeOrChoice().globalMatch(text); it.hasNext();) {
    const QRegularExpressionMatch match = it.next();
    expression += QRegularExpression::escape(text.mid(done, match.capturedStart() - done));
    expression += match.captured().startsWith(QLatin1Char('%')) ? place(match.captured().mid(1), text.mid(match.capturedEnd()))
                                                                : QStringLiteral("(?:") + match.captured().mid(1);
    done = match.capturedEnd();
  }
  pattern.expression.setPattern(expression + QRegularExpression::escape(text.mid(done)) + QLatin1Char('$'));
}

/// Who hears of sentences without a pattern.
std::function<void(const QString&)>& untold() {
  static std::function<void(const QString&)> hear;
  return hear;
}

class Catalogue {
 public:
  Catalogue() {
    for (const Patterns* list :
         {&findingPatterns(), &explanationPatterns(), &workflowPatterns(), &actionPatterns(), &migrationPatterns()}) {
      for (const char* english : *list) {
        m_patterns.push_back(patternOf(english));
      }
    }
    std::stable_sort(m_patterns.begin(), m_patterns.end(), [](const Pattern& a, const Pattern& b) { return a.fixed > b.fixed; });
  }

  QString translated(const QString& text) {
    const auto kept = m_kept.constFind(text);
    if (kept != m_kept.constEnd()) {
      return *kept;
    }
    if (m_kept.size() >= kMostKept) {
      m_kept.clear();
    }
    const std::optional<QString> korean = text.size() > kLongest ? std::nullopt : part(text, 0);
    if (!korean && text.contains(QLatin1Char(' ')) && untold()) {
      untold()(text);
    }
    const QString out = korean.value_or(text);
    m_kept.insert(text, out);
    return out;
  }

 private:
  /// Nothing where no pattern fits.
  std::optional<QString> part(const QString& text, int depth) {
    if (depth > kDeepest || text.isEmpty()) {
      return std::nullopt;
    }
    // Patterns have no point at their end.
    if (text.endsWith(QLatin1Char('.'))) {
      if (const std::optional<QString> without = fitting(text.chopped(1), depth)) {
        return *without + QLatin1Char('.');
      }
    }
    if (std::optional<QString> whole = fitting(text, depth)) {
      return whole;
    }
    if (std::optional<QString> time = duration(text)) {
      return time;
    }
    if (std::optional<QString> parts = pieces(text, QStringLiteral(" · "), depth, false)) {
      return parts;
    }
    if (std::optional<QString> parts = sentences(text, depth)) {
      return parts;
    }
    if (std::optional<QString> parts = pieces(text, QStringLiteral("; "), depth, false)) {
      return parts;
    }
    if (std::optional<QString> parts = afterColon(text, depth)) {
      return parts;
    }
    return list(text, depth);
  }

  std::optional<QString> fitting(const QString& text, int depth) {
    for (Pattern& pattern : m_patterns) {
      if (!text.startsWith(pattern.begin) || !text.endsWith(pattern.end)) {
        continue;
      }
      if (pattern.expression.pattern().isEmpty()) {
        compile(pattern);
      }
      const QRegularExpressionMatch match = pattern.expression.match(text);
      if (match.hasMatch()) {
        return filled(pattern, match, depth);
      }
    }
    return std::nullopt;
  }

  /// "14 m 22 s", also after "at least".
  static std::optional<QString> duration(const QString& text) {
    static const QRegularExpression kDuration(
        QStringLiteral("^(at most |at least )?([≥≤]?\\d[\\d.,]*) (s|m|h|d)(?: (\\d+) (s|m|h))?$"));
    const QRegularExpressionMatch match = kDuration.match(text);
    if (!match.hasMatch()) {
      return std::nullopt;
    }
    const auto unit = [](const QString& number, const QString& symbol) {
      const char* words = symbol == QLatin1String("s")   ? "%1 s"
                          : symbol == QLatin1String("m") ? "%1 m"
                          : symbol == QLatin1String("h") ? "%1 h"
                                                         : "%1 d";
      return QCoreApplication::translate("Words", words).arg(number);
    };
    QString out = unit(match.captured(2), match.captured(3));
    if (!match.captured(4).isEmpty()) {
      out += QLatin1Char(' ') + unit(match.captured(4), match.captured(5));
    }
    const char* bound = match.captured(1) == QLatin1String("at most ") ? "at most %1" : "at least %1";
    return match.captured(1).isEmpty() ? out : QCoreApplication::translate("Model", bound).arg(out);
  }

  QString filled(const Pattern& pattern, const QRegularExpressionMatch& match, int depth) {
    const QString korean = QCoreApplication::translate("Model", pattern.english);
    QString out;
    for (qsizetype i = 0; i < korean.size(); ++i) {
      if (korean[i] == QLatin1Char('%') && i + 1 < korean.size() && korean[i + 1].isDigit()) {
        const QString value = match.captured(QLatin1Char('p') + korean.mid(i + 1, 1));
        // One word is a name or a number, and no name is translated.
        out += value.contains(QLatin1Char(' ')) || numeral(value) ? part(value, depth + 1).value_or(value) : value;
        ++i;
      } else {
        out += korean[i];
      }
    }
    return withParticles(out);
  }

  /// "Three": names of objects begin with no capital letter.
  static bool numeral(const QString& word) {
    return !word.isEmpty() && word[0].isUpper() && word[0].isLetter() && word.size() < 8;
  }

  std::optional<QString> pieces(const QString& text, const QString& between, int depth, bool all) {
    const QStringList parts = text.split(between);
    if (parts.size() < 2) {
      return std::nullopt;
    }
    QStringList out;
    bool any = false;
    for (const QString& one : parts) {
      const std::optional<QString> done = part(one, depth + 1);
      if (all && !done) {
        return std::nullopt;
      }
      any = any || done;
      out += done.value_or(one);
    }
    return any ? std::optional(out.join(between)) : std::nullopt;
  }

  std::optional<QString> sentences(const QString& text, int depth) {
    // A point, a space and a capital letter, number or "=" begin the next one.
    static const QRegularExpression kBetween(QStringLiteral("(?<=[.?]) (?=[A-Z0-9])"));
    const QStringList parts = text.split(kBetween);
    if (parts.size() < 2) {
      return std::nullopt;
    }
    QStringList out;
    bool any = false;
    for (const QString& one : parts) {
      const std::optional<QString> done = part(one, depth + 1);
      any = any || done;
      out += done.value_or(one);
    }
    return any ? std::optional(out.join(QLatin1Char(' '))) : std::nullopt;
  }

  std::optional<QString> afterColon(const QString& text, int depth) {
    const qsizetype colon = text.indexOf(QLatin1String(": "));
    if (colon <= 0) {
      return std::nullopt;
    }
    const QString head = text.left(colon);
    const QString tail = text.mid(colon + 2);
    const std::optional<QString> first = head.contains(QLatin1Char(' ')) ? part(head, depth + 1) : std::nullopt;
    const std::optional<QString> second = part(tail, depth + 1);
    return first || second ? std::optional(first.value_or(head) + QLatin1String(": ") + second.value_or(tail)) : std::nullopt;
  }

  std::optional<QString> list(const QString& text, int depth) {
    static const QRegularExpression kBetween(QStringLiteral(", (?:and )?| and "));
    const QStringList parts = text.split(kBetween);
    if (parts.size() < 2) {
      return std::nullopt;
    }
    QStringList out;
    for (const QString& one : parts) {
      const std::optional<QString> done = one.contains(QLatin1Char(' ')) ? part(one, depth + 1) : std::optional(one);
      if (!done) {
        return std::nullopt;
      }
      out += *done;
    }
    return out.join(QLatin1String(", "));
  }

  std::vector<Pattern> m_patterns;
  QHash<QString, QString> m_kept;
};

QString inKorean(const QString& text) {
  static Catalogue catalogue;
  return catalogue.translated(text);
}

}  // namespace

void hearUntold(std::function<void(const QString&)> hear) {
  untold() = std::move(hear);
}

QString said(std::string_view text) {
  const QString english = plain(text);
  return spokenLanguage() == Language::english ? english : inKorean(english);
}

QString groupName(std::string_view name) {
  return name.starts_with('(') ? said(name) : plain(name);
}

QString saidLines(std::string_view text) {
  const QString english = plainLines(text);
  if (spokenLanguage() == Language::english) {
    return english;
  }
  QStringList lines = english.split(QLatin1Char('\n'));
  for (QString& line : lines) {
    line = inKorean(line);
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace claimscope::ui
