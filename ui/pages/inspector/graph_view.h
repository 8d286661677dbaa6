// GraphView: a ClaimGraph painted; one tab stop, arrow keys walk from box to box, Enter follows. GUI thread.
#pragma once

#include <QWidget>

#include "ui/base/theme.h"
#include "ui/pages/inspector/claim_graph.h"

namespace claimscope::ui {

class GraphView final : public QWidget {
  Q_OBJECT
 public:
  explicit GraphView(Look& look, QWidget* parent = nullptr);
  /// Laid out anew when the width changes.
  void setObject(const cluster::SnapshotPtr& snapshot, const std::optional<ObjectRef>& object);
  [[nodiscard]] const ClaimGraph& graph() const { return m_graph; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

 Q_SIGNALS:
  void linkActivated(const claimscope::ui::ObjectRef& object);
  void besideActivated(const claimscope::ui::ObjectRef& object);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void layOut();
  [[nodiscard]] int boxAt(const QPoint& point) const;
  void move(int key);
  void follow(int box, bool beside);
  void paintBox(QPainter& painter, const GraphBox& box, bool hovered, bool focused) const;
  void paintArrow(QPainter& painter, const GraphArrow& arrow) const;
  void paintWords(QPainter& painter, const GraphArrow& arrow) const;

  Look& m_look;
  cluster::SnapshotPtr m_snapshot;
  std::optional<ObjectRef> m_object;
  ClaimGraph m_graph;
  int m_hovered = -1;
  int m_current = 0;
};

}  // namespace claimscope::ui
