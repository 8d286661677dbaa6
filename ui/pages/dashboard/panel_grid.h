// PanelGrid: panels on Grafana's grid of 24 columns, closed up so that nothing leaves a hole; row titles between them. GUI
// thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/pages/dashboard/panel_view.h"

namespace claimscope::ui {

class PanelGrid final : public QWidget {
  Q_OBJECT
 public:
  explicit PanelGrid(Look& look, QWidget* parent = nullptr);
  /// Replaces every panel.
  void setBoard(const std::shared_ptr<const dashboard::Dashboard>& board);
  [[nodiscard]] const std::vector<PanelView*>& panels() const { return m_panels; }
  [[nodiscard]] QSize sizeHint() const override { return {800, m_height}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {400, m_height}; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void place();
  Look& m_look;
  std::vector<PanelView*> m_panels;
  std::vector<PlainLabel*> m_rows;   ///< titles, in order
  std::vector<std::size_t> m_rowAt;  ///< the panel each stands before
  int m_height = 100;
};

}  // namespace claimscope::ui
