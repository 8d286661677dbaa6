// CheckList: the steps of a workflow, each with what it says of its suspicion; the deciding one is open with its evidence. GUI
// thread.
#pragma once

#include <QVBoxLayout>
#include <QWidget>
#include <vector>

#include "model/diagnosis/workflow.h"
#include "ui/base/plain_label.h"
#include "ui/base/shapes.h"
#include "ui/base/view.h"

namespace claimscope::ui {

class CheckRow;

/// "Proven", "Ruled out", "Unknown", "Not needed".
[[nodiscard]] QString verdictName(diagnosis::StepVerdict verdict);
/// A proven fault is a warning, or as bad as the workflow says.
[[nodiscard]] Mark markOf(diagnosis::StepVerdict verdict, diagnosis::Severity severity);

class CheckList final : public QWidget {
  Q_OBJECT
 public:
  explicit CheckList(Look& look, QWidget* parent = nullptr);
  void setResult(const diagnosis::WorkflowResult& result);
  [[nodiscard]] int rows() const { return static_cast<int>(m_rows.size()); }
  [[nodiscard]] bool isOpen(int row) const;
  void setOpen(int row, bool open);
  /// The row that decides; null when none does.
  [[nodiscard]] QWidget* deciding() const;

 Q_SIGNALS:
  void objectWanted(const claimscope::diagnosis::ObjectRef& object);

 private:
  Look& m_look;
  QVBoxLayout* m_layout;
  QWidget* m_holder = nullptr;
  std::vector<CheckRow*> m_rows;
  std::size_t m_deciding = 0;
};

}  // namespace claimscope::ui
