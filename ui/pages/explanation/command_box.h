// CommandBox: a kubectl command on the canvas ground, selectable, with a button that copies it. GUI thread.
#pragma once

#include <QFrame>

#include "ui/base/controls.h"
#include "ui/pages/explanation/wrap_text.h"

namespace claimscope::ui {

class CommandBox final : public QFrame {
  Q_OBJECT
 public:
  explicit CommandBox(Look& look, QWidget* parent = nullptr);
  void setCommand(const QString& command);
  /// As it goes to the clipboard.
  [[nodiscard]] const QString& command() const { return m_command; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void place();
  Look& m_look;
  QString m_command;
  WrapText* m_text;
  Button* m_copy;
};

}  // namespace claimscope::ui
