// YamlView: find bar, text and notes. GUI thread.
#include "ui/pages/inspector/yaml_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScrollBar>
#include <QShortcut>
#include <QTextBlock>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/panels.h"
#include "ui/pages/inspector/yaml_highlighter.h"

namespace claimscope::ui {
namespace {

constexpr qsizetype kMostColoured = 300'000;
constexpr std::size_t kMostMarked = 500;  ///< matches that get a ground; all are counted

}  // namespace

YamlView::YamlView(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_bar(new QWidget(this)),
      m_find(new QLineEdit(m_bar)),
      m_count(new PlainLabel(look, FontRole::caption, Ink::muted, m_bar)),
      m_stack(new QStackedWidget(this)),
      m_text(new QPlainTextEdit(m_stack)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  auto* bar = new QHBoxLayout(m_bar);
  bar->setContentsMargins(12, 6, 12, 6);
  bar->setSpacing(6);
  m_find->setPlaceholderText(tr("Find in the YAML"));
  m_find->setAccessibleName(tr("Find in the YAML"));
  m_find->setClearButtonEnabled(true);
  m_find->installEventFilter(this);
  m_count->setElide(Qt::ElideNone);
  auto* before = new Button(look, QStringLiteral("chevup"), tr("Previous match (Shift+Enter)"), true, m_bar);
  auto* after = new Button(look, QStringLiteral("chev"), tr("Next match (Enter)"), true, m_bar);
  auto* copy = new Button(look, QStringLiteral("copy"), tr("Copy the YAML"), true, m_bar);
  bar->addWidget(m_find, 1);
  bar->addWidget(m_count);
  bar->addWidget(before);
  bar->addWidget(after);
  bar->addWidget(copy);
  layout->addWidget(m_bar);
  layout->addWidget(m_stack, 1);
  m_text->setReadOnly(true);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_text->setFrameShape(QFrame::NoFrame);
  m_text->setAccessibleName(tr("YAML"));
  m_text->setTabChangesFocus(true);
  m_highlighter = new YamlHighlighter(look, m_text->document());
  m_stack->addWidget(m_text);
  restyle();
  connect(&look, &Look::changed, this, [this] { restyle(); });
  connect(m_find, &QLineEdit::textChanged, this, [this](const QString& text) { find(text); });
  connect(before, &QAbstractButton::clicked, this, [this] { step(-1); });
  connect(after, &QAbstractButton::clicked, this, [this] { step(1); });
  connect(copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_whole); });
  auto* shortcut = new QShortcut(QKeySequence::Find, this);
  shortcut->setContext(Qt::WidgetWithChildrenShortcut);
  connect(shortcut, &QShortcut::activated, this, [this] { focusFind(); });
}

void YamlView::restyle() {
  m_text->setFont(m_look.font(FontRole::monoSmall));
  QPalette colors = m_text->palette();
  colors.setColor(QPalette::Base, m_look.theme().bg.canvas);
  colors.setColor(QPalette::Text, m_look.theme().text.primary);
  m_text->setPalette(colors);
  showMatches();
}

void YamlView::setNote(QWidget* note) {
  if (m_note != nullptr) {
    m_stack->removeWidget(m_note);
    m_note->deleteLater();
  }
  m_note = note;
  if (note != nullptr) {
    m_stack->addWidget(note);
    m_stack->setCurrentWidget(note);
  } else {
    m_stack->setCurrentWidget(m_text);
  }
  m_bar->setVisible(note == nullptr);
}

void YamlView::setLoading() {
  auto* note = new Skeleton(m_look, 30, 18, m_stack);
  note->setMinimumHeight(0);  // a low window cuts it
  setNote(note);
}

void YamlView::setProblem(const QString& why) {
  setNote(makeNote(m_look, Mark::warning, tr("The object could not be read."), plainLines(why.toStdString()), {}, m_stack));
}

void YamlView::setText(const QString& yaml) {
  m_whole = plainLines(yaml.toStdString());
  QString shown = m_whole;
  if (shown.size() > kMostShown) {
    shown.truncate(kMostShown);
    shown += QStringLiteral("\n# ") + tr("Cut here: %1 characters in all. Copy takes them all.").arg(number(m_whole.size()));
  }
  m_highlighter->setOn(shown.size() <= kMostColoured);
  m_text->setPlainText(shown);
  setNote(nullptr);
  find(m_find->text());
}

QString YamlView::text() const {
  return m_note == nullptr ? m_text->toPlainText() : QString();
}

void YamlView::focusFind() {
  m_find->setFocus(Qt::ShortcutFocusReason);
  m_find->selectAll();
}

void YamlView::find(const QString& text) {
  if (m_find->text() != text) {
    m_find->setText(text);  // comes back here
    return;
  }
  m_matches.clear();
  m_current = 0;
  const QString whole = m_text->toPlainText();
  for (qsizetype at = text.isEmpty() ? -1 : whole.indexOf(text, 0, Qt::CaseInsensitive); at >= 0;
       at = whole.indexOf(text, at + text.size(), Qt::CaseInsensitive)) {
    m_matches.push_back(static_cast<int>(at));
  }
  showMatches();
}

void YamlView::step(int by) {
  if (!m_matches.empty()) {
    m_current = (m_current + m_matches.size() + static_cast<std::size_t>(by > 0 ? 1 : static_cast<int>(m_matches.size()) - 1)) %
                m_matches.size();
    showMatches();
  }
}

/// Marks come as extra selections: the person's own selection stays what it is.
void YamlView::showMatches() {
  const int length = static_cast<int>(m_find->text().size());
  m_count->setText(length == 0         ? QString()
                   : m_matches.empty() ? tr("no match")
                                       : tr("%1 of %2")
                                             .arg(number(static_cast<std::int64_t>(m_current) + 1),
                                                  number(static_cast<std::int64_t>(m_matches.size()))));
  const Theme& theme = m_look.theme();
  QList<QTextEdit::ExtraSelection> marks;
  const std::size_t first = m_current > kMostMarked / 2 ? m_current - kMostMarked / 2 : 0;
  for (std::size_t i = first; i < std::min(m_matches.size(), first + kMostMarked); ++i) {
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(m_text->document());
    mark.cursor.setPosition(m_matches[i]);
    mark.cursor.setPosition(m_matches[i] + length, QTextCursor::KeepAnchor);
    mark.format.setBackground(i == m_current ? theme.accent.fill : theme.accent.soft);
    mark.format.setForeground(i == m_current ? theme.text.onAccent : theme.text.primary);
    marks << mark;
  }
  m_text->setExtraSelections(marks);
  if (!m_matches.empty()) {
    QTextCursor cursor(m_text->document());
    cursor.setPosition(m_matches[m_current]);
    m_text->setTextCursor(cursor);
    m_text->ensureCursorVisible();
  }
}

bool YamlView::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_find && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
      step((key->modifiers() & Qt::ShiftModifier) != 0 ? -1 : 1);
      return true;
    }
    if (key->key() == Qt::Key_Escape && !m_find->text().isEmpty()) {
      m_find->clear();
      m_text->setFocus(Qt::OtherFocusReason);
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace claimscope::ui
