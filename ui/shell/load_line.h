// LoadLine: what is on its way while the first lists are read: a bar, the sum, and the kinds that are missing. GUI thread.
#pragma once

#include "ui/base/panels.h"
#include "ui/tables/source_facts.h"

namespace claimscope::ui {

class LoadLine final : public QWidget {
  Q_OBJECT
 public:
  explicit LoadLine(Look& look, QWidget* parent = nullptr);
  /// Hidden for none.
  void setProgress(const std::optional<LoadProgress>& progress);
  [[nodiscard]] QString words() const { return m_progress->accessibleName(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  Progress* m_progress;
  PlainLabel* m_kinds;
};

}  // namespace claimscope::ui
