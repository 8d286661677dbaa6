#include "ui/pages/selector/cel_edit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStringListModel>
#include <QSyntaxHighlighter>
#include <set>

#include "ui/base/format.h"
#include "ui/pages/explanation/cel_text.h"

namespace claimscope::ui {
namespace {

/// Colours of a line; strings of several lines are rare enough to be coloured as broken.
class Highlighter final : public QSyntaxHighlighter {
 public:
  Highlighter(Look& look, QTextDocument* document) : QSyntaxHighlighter(document), m_look(look) {
    connect(&look, &Look::changed, this, &QSyntaxHighlighter::rehighlight);
  }

 protected:
  void highlightBlock(const QString& text) override {
    for (const CelSpan& span : celSpans(text)) {
      setFormat(span.start, span.length, celColor(m_look.theme(), span.ink));
    }
  }

 private:
  Look& m_look;
};

/// Where the first `bytes` bytes of UTF-8 end, in UTF-16 units.
int unitsOf(const QString& text, std::size_t bytes) {
  const QByteArray utf8 = text.toUtf8();
  return static_cast<int>(QString::fromUtf8(utf8.left(static_cast<qsizetype>(bytes))).size());
}

QStringList sorted(const std::set<QString>& words) {
  QStringList out;
  for (const QString& word : words) {
    out << word;
  }
  return out;
}

}  // namespace

Completion completionAt(const QString& text, int cursor, const std::vector<PublishedName>& names) {
  static const QRegularExpression kDomain(QStringLiteral("\\b(attributes|capacity)\\[\\s*([\"'])([^\"'\\]]*)$"));
  static const QRegularExpression kId(
      QStringLiteral("\\b(attributes|capacity)\\[\\s*([\"'])([^\"'\\]]*)\\2\\s*\\]\\.[?]?([A-Za-z0-9_]*)$"));
  static const QRegularExpression kField(QStringLiteral("\\bdevice\\.([A-Za-z]*)$"));
  const QString before = text.left(cursor);
  Completion out;
  std::set<QString> words;
  if (const auto domain = kDomain.match(before); domain.hasMatch()) {
    const bool capacity = domain.captured(1) == QLatin1String("capacity");
    out.prefix = domain.captured(3);
    out.quoted = true;
    for (const PublishedName& name : names) {
      if (name.capacity == capacity) {
        words.insert(plain(name.domain));
      }
    }
  } else if (const auto id = kId.match(before); id.hasMatch()) {
    const bool capacity = id.captured(1) == QLatin1String("capacity");
    out.prefix = id.captured(4);
    for (const PublishedName& name : names) {
      if (name.capacity == capacity && plain(name.domain) == id.captured(3)) {
        words.insert(plain(name.id));
      }
    }
  } else if (const auto field = kField.match(before); field.hasMatch()) {
    out.prefix = field.captured(1);
    words = {QStringLiteral("allowMultipleAllocations"), QStringLiteral("attributes"), QStringLiteral("capacity"),
             QStringLiteral("driver")};
  }
  for (const QString& word : sorted(words)) {
    if (word.startsWith(out.prefix, Qt::CaseInsensitive) && word != out.prefix) {
      out.words << word;
    }
  }
  return out;
}

CelEdit::CelEdit(Look& look, QWidget* parent)
    : QPlainTextEdit(parent), m_look(look), m_completer(new QCompleter(this)), m_words(new QStringListModel(this)) {
  setTabChangesFocus(true);
  setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  setAccessibleName(tr("CEL expression"));
  setPlaceholderText(QStringLiteral("device.attributes[\"gpu.example.com\"].model == \"A100\""));
  new Highlighter(look, document());
  m_completer->setModel(m_words);
  m_completer->setWidget(this);
  m_completer->setCompletionMode(QCompleter::PopupCompletion);
  m_completer->setCaseSensitivity(Qt::CaseInsensitive);
  m_completer->popup()->setAccessibleName(tr("Names that devices publish"));
  restyle();
  connect(&look, &Look::changed, this, [this] { restyle(); });
  connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, [this](const QString& word) { take(word); });
}

void CelEdit::restyle() {
  QFont font = m_look.font(FontRole::mono);
  font.setPixelSize(13);
  setFont(font);
  m_completer->popup()->setFont(m_look.font(FontRole::mono));
}

void CelEdit::setNames(std::vector<PublishedName> names) {
  m_names = std::move(names);
}

void CelEdit::showError(std::size_t begin, std::size_t end, const QString& message) {
  const QString text = toPlainText();
  int from = unitsOf(text, begin);
  int to = std::max(from, unitsOf(text, std::max(begin, end)));
  const auto size = static_cast<int>(text.size());
  if (to == from) {
    from = std::min(from, std::max(0, size - 1));
    to = std::min(size, from + 1);
  }
  QTextEdit::ExtraSelection selection;
  selection.cursor = textCursor();
  selection.cursor.setPosition(from);
  selection.cursor.setPosition(to, QTextCursor::KeepAnchor);
  selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
  selection.format.setUnderlineColor(m_look.theme().severity.critical);
  selection.format.setBackground(m_look.theme().severity.criticalSoft);
  setExtraSelections({selection});
  setAccessibleDescription(message);
}

void CelEdit::clearError() {
  setExtraSelections({});
  setAccessibleDescription({});
}

QString CelEdit::errorText() const {
  const QList<QTextEdit::ExtraSelection> selections = extraSelections();
  return selections.isEmpty() ? QString() : selections.front().cursor.selectedText();
}

QStringList CelEdit::offered() const {
  return m_completer->popup()->isVisible() ? m_words->stringList() : QStringList();
}

void CelEdit::replaceAll(const QString& text) {
  QTextCursor cursor = textCursor();
  cursor.beginEditBlock();
  cursor.select(QTextCursor::Document);
  cursor.insertText(text);
  cursor.endEditBlock();
  setTextCursor(cursor);
}

void CelEdit::insertWord(const QString& word) {
  textCursor().insertText(word);
  setFocus(Qt::OtherFocusReason);
}

void CelEdit::take(const QString& word) {
  const Completion now = completionAt(toPlainText(), textCursor().position(), m_names);
  QTextCursor cursor = textCursor();
  cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, static_cast<int>(now.prefix.size()));
  cursor.insertText(word);
  if (now.quoted) {
    const QString after = toPlainText().mid(cursor.position(), 2);
    if (!after.startsWith(QLatin1Char('"')) && !after.startsWith(QLatin1Char('\''))) {
      cursor.insertText(QStringLiteral("\"]."));
    }
  }
  setTextCursor(cursor);
  offer(false);
}

void CelEdit::offer(bool asked) {
  const Completion now = completionAt(toPlainText(), textCursor().position(), m_names);
  if (now.words.isEmpty() || (!asked && now.prefix.isEmpty() && !now.quoted &&
                              !toPlainText().left(textCursor().position()).endsWith(QLatin1Char('.')))) {
    m_completer->popup()->hide();
    return;
  }
  m_words->setStringList(now.words);
  m_completer->setCompletionPrefix(now.prefix);
  m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
  QRect rect = cursorRect();
  rect.setWidth(std::max(
      220, m_completer->popup()->sizeHintForColumn(0) + m_completer->popup()->verticalScrollBar()->sizeHint().width() + 12));
  m_completer->complete(rect);
}

void CelEdit::keyPressEvent(QKeyEvent* event) {
  const bool open = m_completer->popup()->isVisible();
  if (open) {
    switch (event->key()) {
      case Qt::Key_Return:
      case Qt::Key_Enter:
      case Qt::Key_Tab:
      case Qt::Key_Escape:
      case Qt::Key_Backtab:
        event->ignore();  // the completer's
        return;
      default:
        break;
    }
  }
  if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
    offer(true);
    return;
  }
  QPlainTextEdit::keyPressEvent(event);
  const bool types = !event->text().isEmpty() && event->text().front().isPrint();
  if (types || (open && event->key() == Qt::Key_Backspace)) {
    offer(false);
  } else if (open && event->key() != Qt::Key_Shift) {
    m_completer->popup()->hide();
  }
}

void CelEdit::focusOutEvent(QFocusEvent* event) {
  if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason) {
    m_completer->popup()->hide();
  }
  QPlainTextEdit::focusOutEvent(event);
}

}  // namespace claimscope::ui
