// SplitBar: all GPU hours as one bar, its parts below with money, hours and share. GUI thread.
#pragma once

#include <QWidget>
#include <array>
#include <vector>

#include "model/cost/cost.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

/// One tab stop: Left and Right go through the parts, Enter opens the devices of one.
class SplitBar final : public QWidget {
  Q_OBJECT
 public:
  explicit SplitBar(Look& look, QWidget* parent = nullptr);
  /// Null: nothing is known yet.
  void setReport(cost::ReportPtr report);
  [[nodiscard]] int parts() const { return static_cast<int>(m_parts.size()); }
  /// "Busy: $301,900, 119,580 GPU h, 62 %" of a part in sight.
  [[nodiscard]] QString textOf(int index) const;
  [[nodiscard]] QSize sizeHint() const override { return {600, kHeight}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {300, kHeight}; }

 Q_SIGNALS:
  /// A part was chosen: its devices are wanted.
  void chosen(claimscope::cost::Part part);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  static constexpr int kHeight = 112;
  struct Piece {
    cost::Part part = cost::Part::busy;
    double share = 0;  ///< of all hours, 0 to 1
    QRect bar;         ///< empty where it has no width
    QRect legend;
  };
  void arrange();
  void paintPart(QPainter& painter, const QRectF& rect, cost::Part part, bool swatch) const;
  [[nodiscard]] int at(QPoint point) const;
  void tellCurrent();

  Look& m_look;
  cost::ReportPtr m_report;
  std::vector<Piece> m_parts;
  int m_current = 0;
};

}  // namespace claimscope::ui
