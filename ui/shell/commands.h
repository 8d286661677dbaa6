// Commands: everything the window does by a key or from the palette: one registry for keys, sheet, palette and tool tips. GUI
// thread.
#pragma once

#include <QMap>
#include <QObject>
#include <QString>
#include <functional>
#include <optional>
#include <vector>

class QShortcut;
class QWidget;

namespace claimscope::ui {

struct Command {
  QString id;       ///< never changes, whatever the language: keys that a person chose are kept by it
  QString title;    ///< "Open Devices"
  QString section;  ///< of the sheet
  QString keys;     ///< as shipped, portable ("Ctrl+K"); empty: none
  std::function<void()> run;
  std::function<bool()> when = {};  ///< whether it can do anything now; none: always
  QString icon = {};                ///< in the palette
  bool listed = true;               ///< in the palette
};

/// What a person changed.
struct KeyChoices {
  QMap<QString, QString> keys;  ///< command to keys; empty keys: none
  bool letters = true;          ///< keys without Ctrl or Alt, as L and [
  friend bool operator==(const KeyChoices&, const KeyChoices&) = default;
};

class Commands final : public QObject {
  Q_OBJECT
 public:
  /// Keys act while `window` is active.
  explicit Commands(QWidget* window);
  void add(Command command);
  /// Forgets one, with its key: what it was about is gone.
  void remove(const QString& id);
  [[nodiscard]] const std::vector<Command>& all() const { return m_commands; }
  [[nodiscard]] const Command* find(const QString& id) const;
  /// Runs it if it can do anything now.
  void run(const QString& id) const;

  /// Its keys as they are now, portable; empty: none.
  [[nodiscard]] QString keysOf(const QString& id) const;
  /// "Pause (L)" for tool tips; without keys only the words.
  [[nodiscard]] QString withKeys(const QString& words, const QString& id) const;
  /// Why these keys cannot be taken, or nothing. A conflict with another command is not meant: see takenBy().
  [[nodiscard]] static QString refusal(const QString& keys);
  /// The command that has these keys now; null: free.
  [[nodiscard]] const Command* takenBy(const QString& keys) const;
  /// From now on; who had them has none. Empty keys: no key.
  void bind(const QString& id, const QString& keys);
  /// As shipped; another that has taken these keys loses them.
  void reset(const QString& id);
  void resetAll();
  [[nodiscard]] bool changed(const QString& id) const { return m_choices.keys.contains(id); }

  void setLetters(bool on);
  [[nodiscard]] bool letters() const { return m_choices.letters; }
  [[nodiscard]] const KeyChoices& choices() const { return m_choices; }
  /// Keeps what can be used: unknown commands may come later, keys that cannot be taken are left out.
  void setChoices(const KeyChoices& choices);

 Q_SIGNALS:
  void bindingsChanged();

 private:
  struct Entry {
    QString id;
    QShortcut* shortcut = nullptr;
  };
  void apply(const QString& id);
  void applyAll();
  QWidget* m_window;
  std::vector<Command> m_commands;
  std::vector<Entry> m_shortcuts;
  KeyChoices m_choices;
};

}  // namespace claimscope::ui
