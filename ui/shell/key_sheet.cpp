#include "ui/shell/key_sheet.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QKeySequence>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/base/panels.h"
#include "ui/pages/explanation/wrap_text.h"
#include "ui/shell/fuzzy.h"

namespace claimscope::ui {
namespace {

constexpr int kKeysWidth = 600;
constexpr int kHeight = 640;
constexpr int kKeys = 132;

/// The keys of an event as they are kept; empty while only Ctrl, Shift or Alt are down.
QString keysOf(const QKeyEvent& event) {
  const int key = event.key();
  if (key == 0 || key == Qt::Key_unknown || key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt ||
      key == Qt::Key_Meta || key == Qt::Key_AltGr) {
    return {};
  }
  Qt::KeyboardModifiers modifiers =
      event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier | Qt::MetaModifier);
  // "?" and "{" need Shift on some keyboards and not on others: the sign is the key.
  const bool sign = key < Qt::Key_Escape && !(key >= Qt::Key_A && key <= Qt::Key_Z) && !(key >= Qt::Key_0 && key <= Qt::Key_9);
  if (sign) {
    modifiers &= ~Qt::KeyboardModifiers(Qt::ShiftModifier);
  }
  return QKeySequence(QKeyCombination(modifiers, static_cast<Qt::Key>(key))).toString(QKeySequence::PortableText);
}

}  // namespace

KeySheet::KeySheet(Look& look, Commands& commands, std::vector<std::pair<QString, QString>> fixed, QWidget* parent)
    : QDialog(parent),
      m_look(look),
      m_commands(commands),
      m_fixed(std::move(fixed)),
      m_find(new QLineEdit(this)),
      m_scroll(new QScrollArea(this)),
      m_letters(new QCheckBox(tr("Keys without Ctrl or Alt, as L and ["), this)),
      m_said(new WrapText(look, FontRole::small, Ink::warning, 2, this)),
      m_take(new Button(look, ButtonStyle::normal, tr("Take it over"), true, this)) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Keyboard"));
  resize(kKeysWidth, std::min(kHeight, parent == nullptr ? kHeight : parent->height() - 40));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(20, 16, 20, 16);
  layout->setSpacing(10);
  auto* head = new QHBoxLayout;
  head->addWidget(new PlainLabel(look, FontRole::title, Ink::primary, tr("Keyboard"), this));
  head->addStretch(1);
  m_find->setPlaceholderText(tr("Find a key or what it does"));
  m_find->setAccessibleName(m_find->placeholderText());
  m_find->setFixedWidth(260);
  head->addWidget(m_find);
  layout->addLayout(head);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setWidgetResizable(true);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->viewport()->setAutoFillBackground(false);
  layout->addWidget(m_scroll, 1);
  auto* said = new QHBoxLayout;
  said->addWidget(m_said, 1);
  said->addWidget(m_take, 0, Qt::AlignTop);
  layout->addLayout(said);
  auto* foot = new QHBoxLayout;
  foot->setSpacing(8);
  auto* all = new Button(look, ButtonStyle::normal, tr("Reset all"), false, this);
  auto* done = new Button(look, ButtonStyle::primary, tr("Close"), false, this);
  foot->addWidget(m_letters, 1);
  foot->addWidget(all);
  foot->addWidget(done);
  layout->addLayout(foot);
  m_letters->setChecked(commands.letters());
  connect(m_find, &QLineEdit::textChanged, this, [this] { fill(); });
  connect(m_letters, &QCheckBox::toggled, this, [this](bool on) { m_commands.setLetters(on); });
  connect(m_take, &QAbstractButton::clicked, this, &KeySheet::takeOver);
  connect(all, &QAbstractButton::clicked, this, [this] {
    m_commands.resetAll();
    m_letters->setChecked(m_commands.letters());
  });
  connect(done, &QAbstractButton::clicked, this, &QDialog::accept);
  connect(&commands, &Commands::bindingsChanged, this, &KeySheet::fill, Qt::QueuedConnection);
  say({}, false);
  fill();
  m_find->setFocus(Qt::PopupFocusReason);
}

QString KeySheet::said() const {
  return m_said->text();
}

void KeySheet::say(const QString& text, bool conflict) {
  m_said->setText(text);
  m_take->setVisible(conflict);
}

void KeySheet::fill() {
  const int at = m_scroll->verticalScrollBar() == nullptr ? 0 : m_scroll->verticalScrollBar()->value();
  auto* inner = new QWidget;
  inner->setAutoFillBackground(false);
  auto* rows = new QVBoxLayout(inner);
  rows->setContentsMargins(0, 0, 8, 0);
  rows->setSpacing(4);
  m_shown.clear();
  const std::vector<std::string> words = fuzzyWords(m_find->text());
  const auto wanted = [&](const QString& title, const QString& keys) {
    return words.empty() || fuzzyScore(title.toStdString(), keys.toLower().toStdString(), words) > 0;
  };
  QStringList sections;
  for (const Command& command : m_commands.all()) {
    if (!sections.contains(command.section)) {
      sections += command.section;
    }
  }
  for (const QString& section : sections) {
    bool first = true;
    for (const Command& command : m_commands.all()) {
      const QString keys = m_commands.keysOf(command.id);
      if (command.section != section || !wanted(command.title, keys)) {
        continue;
      }
      if (std::exchange(first, false)) {
        rows->addSpacing(6);
        rows->addWidget(new PlainLabel(m_look, FontRole::captionStrong, Ink::muted, section, inner));
      }
      addRow(rows, command.title, keys, command.id);
    }
  }
  bool first = true;
  for (const auto& [keys, title] : m_fixed) {
    if (wanted(title, keys)) {
      if (std::exchange(first, false)) {
        rows->addSpacing(6);
        rows->addWidget(new PlainLabel(m_look, FontRole::captionStrong, Ink::muted, tr("In a page; these stay"), inner));
      }
      addRow(rows, title, keys, {});
    }
  }
  if (m_shown.isEmpty()) {
    rows->addWidget(new PlainLabel(m_look, FontRole::small, Ink::muted, tr("No key does this."), inner));
  }
  rows->addStretch(1);
  m_scroll->setWidget(inner);
  m_scroll->verticalScrollBar()->setValue(at);
}

void KeySheet::addRow(QVBoxLayout* rows, const QString& title, const QString& keys, const QString& id) {
  QWidget* inner = rows->parentWidget();
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  auto* cap = new QWidget(inner);
  cap->setFixedWidth(kKeys);
  auto* caps = new QHBoxLayout(cap);
  caps->setContentsMargins(0, 0, 0, 0);
  if (!id.isEmpty() && m_capturing == id) {
    caps->addWidget(new PlainLabel(m_look, FontRole::small, Ink::accent, tr("Press the new keys…"), cap));
  } else if (keys.isEmpty()) {
    caps->addWidget(new PlainLabel(m_look, FontRole::small, Ink::muted, tr("none"), cap));
  } else {
    caps->addWidget(makeKey(m_look, keys, cap));
  }
  caps->addStretch(1);
  row->addWidget(cap);
  row->addWidget(new PlainLabel(m_look, FontRole::body, Ink::secondary, title, inner), 1);
  if (!id.isEmpty()) {
    if (m_commands.changed(id)) {
      auto* reset = new Button(m_look, ButtonStyle::link, tr("Reset"), true, inner);
      reset->setAccessibleName(tr("Reset the keys of: %1").arg(title));
      connect(reset, &QAbstractButton::clicked, this, [this, id] { m_commands.reset(id); });
      row->addWidget(reset);
    }
    auto* change = new Button(m_look, ButtonStyle::link, tr("Change"), true, inner);
    change->setAccessibleName(tr("Change the keys of: %1").arg(title));
    connect(
        change, &QAbstractButton::clicked, this, [this, id] { capture(id); }, Qt::QueuedConnection);
    row->addWidget(change);
  }
  rows->addLayout(row);
  m_shown += title;
}

void KeySheet::capture(const QString& id) {
  m_capturing = id;
  m_wanted.clear();
  say(tr("Press the new keys. Esc leaves them as they are, Backspace takes them away."), false);
  fill();
  setFocus(Qt::OtherFocusReason);
}

void KeySheet::takeOver() {
  if (!m_capturing.isEmpty() && !m_wanted.isEmpty()) {
    const QString id = std::exchange(m_capturing, {});
    say({}, false);
    m_commands.bind(id, std::exchange(m_wanted, {}));
  }
}

void KeySheet::offer(const QString& keys) {
  if (const QString why = Commands::refusal(keys); !why.isEmpty()) {
    say(why, false);
    return;
  }
  if (const Command* other = m_commands.takenBy(keys); other != nullptr && other->id != m_capturing) {
    m_wanted = keys;
    say(tr("%1 is taken by: %2. Press other keys, or take it over.").arg(keys, other->title), true);
    return;
  }
  m_wanted = keys;
  takeOver();
}

bool KeySheet::event(QEvent* event) {
  if (!m_capturing.isEmpty() && event->type() == QEvent::ShortcutOverride) {
    event->accept();  // keys that do something now are pressed here only to be taken
    return true;
  }
  if (!m_capturing.isEmpty() && event->type() == QEvent::KeyPress) {
    keyPressEvent(static_cast<QKeyEvent*>(event));  // Tab too, which would go to the next field
    return true;
  }
  return QDialog::event(event);
}

void KeySheet::keyPressEvent(QKeyEvent* event) {
  if (m_capturing.isEmpty()) {
    QDialog::keyPressEvent(event);
    return;
  }
  event->accept();
  if (event->key() == Qt::Key_Escape) {
    m_capturing.clear();
    say({}, false);
    fill();
    return;
  }
  if (event->key() == Qt::Key_Backspace && event->modifiers() == Qt::NoModifier) {
    m_commands.bind(std::exchange(m_capturing, {}), QString());
    say({}, false);
    return;
  }
  if (const QString keys = keysOf(*event); !keys.isEmpty()) {
    offer(keys);
  }
}

}  // namespace claimscope::ui
