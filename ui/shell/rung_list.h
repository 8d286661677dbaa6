// RungList: the ladder of the Connect page: a mark, a name, what was asked and what came of it. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/base/theme.h"
#include "ui/shell/connect_rungs.h"

namespace claimscope::ui {

class RungList final : public QWidget {
  Q_OBJECT
 public:
  explicit RungList(Look& look, QWidget* parent = nullptr);
  void setRungs(std::vector<Rung> rungs);
  [[nodiscard]] const std::vector<Rung>& rungs() const { return m_rungs; }
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  [[nodiscard]] int linesOf(const Rung& rung) const;
  [[nodiscard]] int heightOf(const Rung& rung) const;
  Look& m_look;
  std::vector<Rung> m_rungs;
};

}  // namespace claimscope::ui
