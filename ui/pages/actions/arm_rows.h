// ArmRows: each context with its lock: the one in sight can be armed, and disarmed. GUI thread.
#pragma once

#include <QVBoxLayout>
#include <QWidget>
#include <vector>

#include "ui/base/actions_view.h"
#include "ui/base/controls.h"

namespace claimscope::ui {

class ArmRow;

class ArmRows final : public QWidget {
  Q_OBJECT
 public:
  explicit ArmRows(Look& look, QWidget* parent = nullptr);
  void setView(const ActionsView& view);
  [[nodiscard]] int rows() const { return static_cast<int>(m_rows.size()); }
  [[nodiscard]] QString rowText(int row) const;
  [[nodiscard]] Button& link();

 Q_SIGNALS:
  void armWanted();
  void disarmWanted();

 private:
  Look& m_look;
  QVBoxLayout* m_layout;
  std::vector<ArmRow*> m_rows;
  bool m_armed = false;
};

}  // namespace claimscope::ui
