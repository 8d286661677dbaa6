// KeySheet: every key by section, searchable; a person gives a command other keys here. GUI thread.
#pragma once

#include <QCheckBox>
#include <QDialog>
#include <QLineEdit>
#include <QScrollArea>
#include <utility>
#include <vector>

#include "ui/base/controls.h"
#include "ui/shell/commands.h"

class QVBoxLayout;

namespace claimscope::ui {

class WrapText;

class KeySheet final : public QDialog {
  Q_OBJECT
 public:
  /// `fixed`: keys that pages understand themselves, which cannot be changed.
  KeySheet(Look& look, Commands& commands, std::vector<std::pair<QString, QString>> fixed, QWidget* parent);
  [[nodiscard]] QLineEdit& find() { return *m_find; }
  [[nodiscard]] QCheckBox& letters() { return *m_letters; }
  /// Titles of the rows in sight, for tests.
  [[nodiscard]] const QStringList& shown() const { return m_shown; }
  /// What is said at the foot: a conflict, a refusal.
  [[nodiscard]] QString said() const;
  /// Waits for the next key, which the command gets.
  void capture(const QString& id);
  /// Takes the keys away from the command that has them.
  void takeOver();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void fill();
  void addRow(QVBoxLayout* rows, const QString& title, const QString& keys, const QString& id);
  void offer(const QString& keys);
  void say(const QString& text, bool conflict);
  Look& m_look;
  Commands& m_commands;
  std::vector<std::pair<QString, QString>> m_fixed;
  QLineEdit* m_find;
  QScrollArea* m_scroll;
  QCheckBox* m_letters;
  WrapText* m_said;
  Button* m_take;
  QStringList m_shown;
  QString m_capturing;  ///< the command that waits for a key; empty: none
  QString m_wanted;     ///< keys that another command has
};

}  // namespace claimscope::ui
