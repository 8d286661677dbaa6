// Funnel: how many devices are left after each step, on a logarithmic height, with what is lost between. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/base/theme.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// One tab stop; Left and Right choose a step, Enter lists the devices it takes away.
class Funnel final : public QWidget {
  Q_OBJECT
 public:
  explicit Funnel(Look& look, QWidget* parent = nullptr);
  void setSteps(const std::vector<explanation::FunnelStep>& steps, std::int64_t wanted);
  [[nodiscard]] int steps() const { return static_cast<int>(m_steps.size()); }
  [[nodiscard]] int stepAt(const QPoint& point) const;
  /// "−7,984" before this step, empty when it takes nothing.
  [[nodiscard]] QString lossBefore(int step) const { return m_steps[static_cast<std::size_t>(step)].loss; }
  [[nodiscard]] QString stepText(int step) const;
  [[nodiscard]] QRect barRect(int step) const;
  [[nodiscard]] QSize sizeHint() const override { return {480, 112}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {200, 112}; }

 Q_SIGNALS:
  void stepChosen(int step);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Step {
    QString id;
    QString title;
    QString mark;
    QString value;
    QString caption;
    QString loss;  ///< between the step before and this one
    std::int64_t count = 0;
    bool unknown = false;
    bool takes = false;  ///< counts what is taken away (in use, tainted), not what is left
    double height = 0;
  };
  [[nodiscard]] double left(int step) const;
  [[nodiscard]] QColor colorOf(const Step& step) const;
  void paintStep(QPainter& painter, int index) const;
  void describe();

  Look& m_look;
  std::vector<Step> m_steps;
  std::int64_t m_wanted = 1;
  int m_current = 0;
  int m_hovered = -1;
};

}  // namespace claimscope::ui
