// RoleBox: the YAML of the role to ask for, in a panel, with a button that copies it. GUI thread.
#pragma once

#include <QPlainTextEdit>

#include "ui/base/panels.h"

namespace claimscope::ui {

class RoleBox final : public QWidget {
  Q_OBJECT
 public:
  explicit RoleBox(Look& look, QWidget* parent = nullptr);
  /// `subject` goes into the title: "To ask for: devicetaintrules". Nothing to ask for: empty yaml, and `words` stand instead.
  void setRole(const QString& subject, const QString& yaml, const QString& words);
  [[nodiscard]] const QString& yaml() const { return m_yaml; }
  [[nodiscard]] QString title() const { return m_panel->accessibleName(); }

 private:
  void restyle();
  Look& m_look;
  Panel* m_panel;
  QPlainTextEdit* m_text;
  PlainLabel* m_words;
  Button* m_copy;
  QString m_yaml;
};

}  // namespace claimscope::ui
