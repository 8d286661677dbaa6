// Conclusion: what a workflow proves, what stays open, and the plans that fix it. GUI thread.
#pragma once

#include <QVBoxLayout>
#include <QWidget>

#include "model/diagnosis/workflow.h"
#include "ui/base/actions_view.h"
#include "ui/base/panels.h"

namespace claimscope::ui {

/// Fixes of what is proven, causes first, then effects, then of what is unknown; each once.
[[nodiscard]] std::vector<diagnosis::WorkflowFix> fixesOf(const diagnosis::WorkflowResult& result);

class Conclusion final : public QWidget {
  Q_OBJECT
 public:
  explicit Conclusion(Look& look, QWidget* parent = nullptr);
  void setResult(const diagnosis::WorkflowResult& result);
  [[nodiscard]] int fixes() const { return m_fixes; }
  /// The button that rehearses a fix; null where it only is a command.
  [[nodiscard]] Button* rehearse(int fix) const;

 Q_SIGNALS:
  void requestWanted(const claimscope::diagnosis::ActionRequest& request);
  /// Old objects are to be seen as current manifests.
  void moderniseWanted();

 private:
  void showWords(const diagnosis::WorkflowResult& result);
  void showFixes(const diagnosis::WorkflowResult& result);
  Look& m_look;
  Panel* m_words;
  Panel* m_fixPanel;
  int m_fixes = 0;
  std::vector<Button*> m_buttons;
};

}  // namespace claimscope::ui
