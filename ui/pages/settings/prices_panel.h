// PricesPanel: prices of instance types in Settings: the list that is used, and one's own over it. GUI thread.
#pragma once

#include <QPlainTextEdit>

#include "ui/base/panels.h"

namespace claimscope::ui {

class PricesPanel final : public QWidget {
  Q_OBJECT
 public:
  explicit PricesPanel(Look& look, QWidget* parent = nullptr);
  /// What is kept; empty: the built-in list alone.
  void setText(const QString& text);
  [[nodiscard]] QPlainTextEdit& edit() { return *m_edit; }
  [[nodiscard]] Button& applyButton() { return *m_apply; }
  [[nodiscard]] Button& resetButton() { return *m_reset; }
  /// What is wrong with what stands there; empty: nothing.
  [[nodiscard]] QString problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

 Q_SIGNALS:
  /// These prices are to be used and kept; empty: the list.
  void chosen(const QString& text);

 private:
  void judge();
  Look& m_look;
  Panel* m_panel;
  PlainLabel* m_words;
  QPlainTextEdit* m_edit;
  PlainLabel* m_problem;
  Button* m_apply;
  Button* m_reset;
  QString m_kept;
};

}  // namespace claimscope::ui
