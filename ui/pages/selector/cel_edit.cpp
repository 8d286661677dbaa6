#include "ui/pages/selector/cel_edit.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QRegularExpression>
#include <QSyntaxHighlighter>
#include <QVBoxLayout>
#include <algorithm>
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

/// The words under the cursor; the field keeps the keyboard. Lies over the window, not in one of its own.
class CelEdit::Offer final : public QFrame {
 public:
  Offer(Look& look, CelEdit& edit) : QFrame(&edit), m_look(look), m_list(new QListWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->addWidget(m_list);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setAccessibleName(CelEdit::tr("Names that devices publish"));
    QObject::connect(m_list, &QListWidget::itemClicked, &edit, [&edit](const QListWidgetItem* item) { edit.take(item->text()); });
    hide();
  }
  void show(const QStringList& words, QWidget* over, const QPoint& at, int line) {
    if (parentWidget() != over) {
      setParent(over);
    }
    m_list->setFont(m_look.font(FontRole::mono));
    m_list->clear();
    int wide = 160;
    for (const QString& word : words) {
      auto* item = new QListWidgetItem(word, m_list);
      item->setSizeHint({100, kLine});
      wide = std::max(wide, QFontMetrics(m_list->font()).horizontalAdvance(word) + 40);
    }
    m_list->setCurrentRow(0);
    const int tall = std::min<int>(static_cast<int>(words.size()), 8) * kLine + 6;
    wide = std::min(wide, over->width() - 16);
    const int below = at.y() + line;
    const QPoint place(std::clamp(at.x(), 4, std::max(4, over->width() - wide - 4)),
                       below + tall > over->height() ? std::max(0, at.y() - tall) : below);
    setGeometry(QRect(place, QSize(wide, tall)));
    QFrame::show();
    raise();
  }
  void move(int by) { m_list->setCurrentRow(std::clamp(m_list->currentRow() + by, 0, m_list->count() - 1)); }
  [[nodiscard]] QString current() const { return m_list->currentItem() == nullptr ? QString() : m_list->currentItem()->text(); }
  [[nodiscard]] QStringList words() const {
    QStringList out;
    for (int i = 0; i < m_list->count(); ++i) {
      out << m_list->item(i)->text();
    }
    return out;
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.fillRect(rect(), m_look.theme().border.strong);
    painter.fillRect(rect().adjusted(1, 1, -1, -1), m_look.theme().bg.panel);
  }

 private:
  static constexpr int kLine = 22;
  Look& m_look;
  QListWidget* m_list;
};

CelEdit::CelEdit(Look& look, QWidget* parent) : QPlainTextEdit(parent), m_look(look), m_offer(new Offer(look, *this)) {
  setTabChangesFocus(true);
  setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  setAccessibleName(tr("CEL expression"));
  setPlaceholderText(QStringLiteral("device.attributes[\"gpu.example.com\"].model == \"A100\""));
  new Highlighter(look, document());
  restyle();
  connect(&look, &Look::changed, this, [this] { restyle(); });
}

void CelEdit::restyle() {
  QFont font = m_look.font(FontRole::mono);
  font.setPixelSize(13);
  setFont(font);
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
  return m_offer->isVisible() ? m_offer->words() : QStringList();
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
    m_offer->hide();
    return;
  }
  QWidget* over = window();
  m_offer->show(now.words, over, viewport()->mapTo(over, cursorRect().topLeft()), cursorRect().height() + 2);
}

void CelEdit::keyPressEvent(QKeyEvent* event) {
  const bool open = m_offer->isVisible();
  if (open) {
    switch (event->key()) {
      case Qt::Key_Up:
      case Qt::Key_Down:
        m_offer->move(event->key() == Qt::Key_Up ? -1 : 1);
        return;
      case Qt::Key_Return:
      case Qt::Key_Enter:
      case Qt::Key_Tab:
        take(m_offer->current());
        return;
      case Qt::Key_Escape:
        m_offer->hide();
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
    m_offer->hide();
  }
}

void CelEdit::focusOutEvent(QFocusEvent* event) {
  m_offer->hide();
  QPlainTextEdit::focusOutEvent(event);
}

/// Tab takes the offered word while there is one.
bool CelEdit::focusNextPrevChild(bool next) {
  return !m_offer->isVisible() && QPlainTextEdit::focusNextPrevChild(next);
}

void CelEdit::hideEvent(QHideEvent* event) {
  m_offer->hide();
  QPlainTextEdit::hideEvent(event);
}

}  // namespace claimscope::ui
