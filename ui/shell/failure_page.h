// FailurePage: why a source could not be opened, what to do, and what can be looked at instead. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "model/base/result.h"
#include "ui/base/panels.h"
#include "ui/shell/top_bar.h"

namespace claimscope::ui {

class FailurePage final : public QWidget {
  Q_OBJECT
 public:
  explicit FailurePage(Look& look, QWidget* parent = nullptr);
  /// `source` says what was tried: "context prod from ~/.kube/config".
  void setFailure(const Error& error, const QString& source, const std::vector<SourceChoice>& choices);
  [[nodiscard]] QString sentence() const { return m_verdict->sentence(); }

 Q_SIGNALS:
  void retryRequested();
  void sourceChosen(const QString& id);

 private:
  Look& m_look;
  VerdictBand* m_verdict;
  Panel* m_panel;
  Panel* m_others;
};

}  // namespace claimscope::ui
