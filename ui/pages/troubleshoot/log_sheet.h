// LogSheet: every line of a log that was read, to scroll, search by eye and copy. GUI thread.
#pragma once

#include <QDialog>

#include "model/diagnosis/log_text.h"
#include "ui/base/controls.h"

class QPlainTextEdit;

namespace claimscope::ui {

class LogSheet final : public QDialog {
  Q_OBJECT
 public:
  LogSheet(Look& look, const QString& pod, const QString& facts, const diagnosis::LogText& text, QWidget* parent = nullptr);
  [[nodiscard]] QPlainTextEdit& lines() { return *m_lines; }
  [[nodiscard]] Button& next() { return *m_next; }

 private:
  void showMark(std::size_t line);
  QPlainTextEdit* m_lines;
  Button* m_next;
  std::vector<int> m_marks;  ///< lines that are marked
  int m_at = -1;
};

}  // namespace claimscope::ui
