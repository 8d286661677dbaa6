#include "ui/shell/commands.h"

#include <QKeySequence>
#include <QShortcut>
#include <QStringList>
#include <QWidget>
#include <algorithm>
#include <utility>

namespace claimscope::ui {
namespace {

/// The form that is kept and compared: "ctrl+k" and "Ctrl+K" are one.
QString portable(const QString& keys) {
  return QKeySequence(keys, QKeySequence::PortableText).toString(QKeySequence::PortableText);
}

/// The key and its modifiers, of a sequence of one.
std::pair<int, Qt::KeyboardModifiers> partsOf(const QString& keys) {
  const QKeySequence sequence(keys, QKeySequence::PortableText);
  if (sequence.count() != 1) {
    return {0, Qt::NoModifier};
  }
  return {sequence[0].key(), sequence[0].keyboardModifiers()};
}

bool isLetter(const QString& keys) {
  const auto [key, modifiers] = partsOf(keys);
  return key != 0 && key < Qt::Key_Escape && (modifiers & ~Qt::ShiftModifier) == 0;
}

}  // namespace

Commands::Commands(QWidget* window) : QObject(window), m_window(window) {}

void Commands::add(Command command) {
  command.keys = portable(command.keys);
  const QString id = command.id;
  remove(id);
  m_commands.push_back(std::move(command));
  // A plain letter never fires in a text field: QLineEdit claims printable keys before shortcuts see them.
  auto* shortcut = new QShortcut(m_window);
  connect(shortcut, &QShortcut::activated, this, [this, id] { run(id); });
  m_shortcuts.push_back({id, shortcut});
  apply(id);
}

void Commands::remove(const QString& id) {
  std::erase_if(m_commands, [&](const Command& command) { return command.id == id; });
  std::erase_if(m_shortcuts, [&](const Entry& entry) {
    if (entry.id == id) {
      delete entry.shortcut;
    }
    return entry.id == id;
  });
}

const Command* Commands::find(const QString& id) const {
  const auto found = std::find_if(m_commands.begin(), m_commands.end(), [&](const Command& command) { return command.id == id; });
  return found == m_commands.end() ? nullptr : &*found;
}

void Commands::run(const QString& id) const {
  const Command* command = find(id);
  if (command != nullptr && command->run && (!command->when || command->when())) {
    const std::function<void()> act = command->run;  // it may change the registry
    act();
  }
}

QString Commands::keysOf(const QString& id) const {
  if (const auto chosen = m_choices.keys.constFind(id); chosen != m_choices.keys.constEnd()) {
    return *chosen;
  }
  const Command* command = find(id);
  return command == nullptr ? QString() : command->keys;
}

QString Commands::withKeys(const QString& words, const QString& id) const {
  const QString keys = keysOf(id);
  return keys.isEmpty() || (!m_choices.letters && isLetter(keys)) ? words : tr("%1 (%2)").arg(words, keys);
}

QString Commands::refusal(const QString& keys) {
  const auto [key, modifiers] = partsOf(keys);
  if (key == 0 || key == Qt::Key_unknown) {
    return tr("Press one key, with Ctrl, Alt or Shift as you like.");
  }
  // What moves through a window by itself stays free, or nobody without a mouse gets on.
  static constexpr Qt::Key kKept[] = {Qt::Key_Tab,    Qt::Key_Backtab, Qt::Key_Return,   Qt::Key_Enter,
                                      Qt::Key_Escape, Qt::Key_Space,   Qt::Key_Left,     Qt::Key_Right,
                                      Qt::Key_Up,     Qt::Key_Down,    Qt::Key_Backspace};
  const bool plainKey = (modifiers & ~Qt::ShiftModifier) == 0;
  if (plainKey && std::find(std::begin(kKept), std::end(kKept), key) != std::end(kKept)) {
    return tr("%1 moves through the window and stays free.").arg(keys);
  }
  return {};
}

const Command* Commands::takenBy(const QString& keys) const {
  const QString wanted = portable(keys);
  if (wanted.isEmpty()) {
    return nullptr;
  }
  const auto found =
      std::find_if(m_commands.begin(), m_commands.end(), [&](const Command& command) { return keysOf(command.id) == wanted; });
  return found == m_commands.end() ? nullptr : &*found;
}

void Commands::bind(const QString& id, const QString& keys) {
  const Command* command = find(id);
  if (command == nullptr) {
    return;
  }
  const QString wanted = portable(keys);
  if (const Command* other = takenBy(wanted); other != nullptr && other->id != id) {
    m_choices.keys.insert(other->id, QString());
  }
  if (wanted == command->keys) {
    m_choices.keys.remove(id);
  } else {
    m_choices.keys.insert(id, wanted);
  }
  applyAll();
}

void Commands::reset(const QString& id) {
  if (const Command* command = find(id)) {
    bind(id, QString(command->keys));
  }
}

void Commands::resetAll() {
  m_choices = {};
  applyAll();
}

void Commands::setLetters(bool on) {
  m_choices.letters = on;
  applyAll();
}

void Commands::setChoices(const KeyChoices& choices) {
  m_choices = {{}, choices.letters};
  QStringList used;
  for (auto chosen = choices.keys.constBegin(); chosen != choices.keys.constEnd(); ++chosen) {
    const QString keys = portable(chosen.value());
    if (keys.isEmpty() || (refusal(keys).isEmpty() && !used.contains(keys))) {
      m_choices.keys.insert(chosen.key(), keys);
      used += keys;
    }
  }
  applyAll();
}

void Commands::apply(const QString& id) {
  for (const Entry& entry : m_shortcuts) {
    if (entry.id == id) {
      const QString keys = keysOf(id);
      entry.shortcut->setKey(QKeySequence(keys, QKeySequence::PortableText));
      entry.shortcut->setEnabled(!keys.isEmpty() && (m_choices.letters || !isLetter(keys)));
    }
  }
}

void Commands::applyAll() {
  for (const Command& command : m_commands) {
    apply(command.id);
  }
  Q_EMIT bindingsChanged();
}

}  // namespace claimscope::ui
