// Reading and matching of filters. Pure; any thread.
#include "ui/tables/filter.h"

#include <QStringList>
#include <algorithm>
#include <array>

#include "model/base/quantity.h"
#include "ui/tables/row_order.h"

namespace claimscope::ui {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

struct OperatorText {
  const char16_t* text;
  FilterOperator op;
};
// Longer ones first: ">=" must not be read as ">".
constexpr std::array<OperatorText, 8> kOperators{{{u"!=", FilterOperator::notEqual},
                                                  {u">=", FilterOperator::atLeast},
                                                  {u"<=", FilterOperator::atMost},
                                                  {u"==", FilterOperator::equal},
                                                  {u"=", FilterOperator::equal},
                                                  {u">", FilterOperator::greater},
                                                  {u"<", FilterOperator::less},
                                                  {u"~", FilterOperator::contains}}};

/// Words at spaces outside double quotes; the quotes themselves go.
QStringList splitWords(const QString& text) {
  QStringList words;
  QString word;
  bool quoted = false;
  for (const QChar c : text) {
    if (c == QLatin1Char('"')) {
      quoted = !quoted;
    } else if (c.isSpace() && !quoted) {
      words << word;
      word.clear();
    } else {
      word += c;
    }
  }
  words << word;
  words.removeAll(QString());
  return words;
}

std::optional<FilterTerm> termOf(const QString& word) {
  for (qsizetype i = 1; i < word.size(); ++i) {
    for (const OperatorText& candidate : kOperators) {
      const QString text = QString::fromUtf16(candidate.text);
      if (QStringView(word).mid(i).startsWith(text) && i + text.size() < word.size()) {
        return FilterTerm{word.left(i), candidate.op, word.mid(i + text.size())};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

QString FilterTerm::operatorText() const {
  const auto* found = std::find_if(kOperators.begin(), kOperators.end(), [this](const OperatorText& o) {
    return o.op == op && QStringView(o.text) != QStringView(u"==");
  });
  return QString::fromUtf16(found->text);
}

QString FilterTerm::str() const {
  const bool spaces = std::any_of(value.begin(), value.end(), [](QChar c) { return c.isSpace(); });
  return key + operatorText() + (spaces ? QLatin1Char('"') + value + QLatin1Char('"') : value);
}

QString Filter::str() const {
  QStringList parts;
  for (const FilterTerm& term : terms) {
    parts << term.str();
  }
  if (!find.isEmpty()) {
    parts << find;
  }
  return parts.join(QLatin1Char(' '));
}

Filter parseFilter(const QString& text) {
  Filter filter;
  QStringList find;
  for (const QString& word : splitWords(text)) {
    if (auto term = termOf(word)) {
      filter.terms.push_back(std::move(*term));
    } else {
      find << word;
    }
  }
  filter.find = find.join(QLatin1Char(' '));
  return filter;
}

TermMatcher::TermMatcher(const FilterTerm& term) : m_op(term.op), m_text(folded(term.value)) {
  if (const auto quantity = Quantity::parse(term.value.toStdString())) {
    m_number = quantity->approximate();
  }
}

bool TermMatcher::text(std::string_view value) const {
  const auto equal = [&] {
    return value.size() == m_text.size() &&
           std::equal(value.begin(), value.end(), m_text.begin(), [](char a, char b) { return lower(a) == b; });
  };
  switch (m_op) {
    case FilterOperator::equal:
      return equal();
    case FilterOperator::notEqual:
      return !equal();
    case FilterOperator::contains:
      return containsFolded(value, m_text);
    case FilterOperator::atLeast:
      return naturalCompare(value, m_text) >= 0;
    case FilterOperator::atMost:
      return naturalCompare(value, m_text) <= 0;
    case FilterOperator::greater:
      return naturalCompare(value, m_text) > 0;
    case FilterOperator::less:
      return naturalCompare(value, m_text) < 0;
  }
  return false;
}

bool TermMatcher::number(double value) const {
  if (!m_number) {
    return m_op == FilterOperator::notEqual;
  }
  switch (m_op) {
    case FilterOperator::equal:
    case FilterOperator::contains:
      return value == *m_number;
    case FilterOperator::notEqual:
      return value != *m_number;
    case FilterOperator::atLeast:
      return value >= *m_number;
    case FilterOperator::atMost:
      return value <= *m_number;
    case FilterOperator::greater:
      return value > *m_number;
    case FilterOperator::less:
      return value < *m_number;
  }
  return false;
}

bool containsFolded(std::string_view text, std::string_view needle) {
  if (needle.empty()) {
    return true;
  }
  if (text.size() < needle.size()) {
    return false;
  }
  const std::size_t last = text.size() - needle.size();
  for (std::size_t i = 0; i <= last; ++i) {
    if (lower(text[i]) == needle[0]) {
      std::size_t k = 1;
      while (k < needle.size() && lower(text[i + k]) == needle[k]) {
        ++k;
      }
      if (k == needle.size()) {
        return true;
      }
    }
  }
  return false;
}

std::string folded(const QString& text) {
  std::string bytes = text.toStdString();
  std::transform(bytes.begin(), bytes.end(), bytes.begin(), lower);
  return bytes;
}

std::vector<std::string> findWords(const QString& find) {
  std::vector<std::string> words;
  for (const QString& word : find.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    words.push_back(folded(word));
  }
  return words;
}

}  // namespace claimscope::ui
