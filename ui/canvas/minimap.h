// Minimap: the whole layout in a corner, with the visible part as a frame that can be dragged. GUI thread.
#pragma once

#include <QWidget>
#include <memory>

#include "model/topology/layout.h"
#include "ui/base/theme.h"
#include "ui/canvas/viewport.h"

namespace claimscope::ui {

class Minimap final : public QWidget {
  Q_OBJECT
 public:
  explicit Minimap(Look& look, QWidget* parent = nullptr);
  void setScene(std::shared_ptr<const topology::Layout> layout, const Viewport& viewport);

 Q_SIGNALS:
  /// The person wants this world point in the middle.
  void centred(const QPointF& world);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;

 private:
  [[nodiscard]] double scale() const;
  [[nodiscard]] QPointF toWorld(const QPointF& point) const;
  Look& m_look;
  std::shared_ptr<const topology::Layout> m_layout;
  Viewport m_viewport;
};

}  // namespace claimscope::ui
