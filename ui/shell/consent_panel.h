// ConsentPanel: a command that a kubeconfig wants to run, and the three answers to it. GUI thread.
#pragma once

#include "ui/base/panels.h"
#include "ui/base/sources.h"

namespace claimscope::ui {

/// Part of the Connect page; never a dialog of its own, so it takes no focus from anybody.
class ConsentPanel final : public QWidget {
  Q_OBJECT
 public:
  explicit ConsentPanel(Look& look, QWidget* parent = nullptr);
  void setQuestion(const ConsentQuestion& question);
  [[nodiscard]] const ConsentQuestion& question() const { return m_question; }
  /// The labels that are shown, for tests.
  [[nodiscard]] QStringList texts() const { return m_texts; }

 Q_SIGNALS:
  void answered(quint64 id, claimscope::ui::ConsentAnswer answer);

 private:
  Look& m_look;
  Panel* m_panel;
  ConsentQuestion m_question;
  QStringList m_texts;
};

}  // namespace claimscope::ui
