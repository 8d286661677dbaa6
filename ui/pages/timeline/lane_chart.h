// LaneChart: findings, numbers and changes of the last hour in lanes, with two cursors. GUI thread.
#pragma once

#include <QTimer>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/base/past_view.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

/// Something this program did, or is doing.
struct ActionMark {
  Time at;
  QString title;
  friend bool operator==(const ActionMark&, const ActionMark&) = default;
};

/// The axis ends at the newest moment. A click or a drag moves B, with Shift or at its handle A.
class LaneChart final : public QWidget {
  Q_OBJECT
 public:
  explicit LaneChart(Look& look, QWidget* parent = nullptr);

  void setPast(PastViewPtr past);
  void setActions(std::vector<ActionMark> actions);
  /// B not set: it stands at the newest moment and moves on.
  void setCursors(Time a, std::optional<Time> b);
  /// How much time is shown, from the newest moment back.
  void setSpan(std::int64_t ms);
  [[nodiscard]] std::int64_t span() const { return m_spanMs; }
  [[nodiscard]] double xOf(Time time) const;
  /// What a tooltip says there; empty outside.
  [[nodiscard]] QString textAt(const QPoint& point) const;
  /// Number beside a lane's title: "741", "max 23".
  [[nodiscard]] QString sideText(int lane) const;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

  /// Lanes from the top; those of changes are cluster::ChangeLane, the last two of them together.
  enum LaneIndex { kFindings, kWaiting, kFree, kDevices, kClaims, kNodes, kPods, kOther, kActions, kLanes };

 Q_SIGNALS:
  void aMoved(claimscope::Time moment);
  /// At most thirty times a second.
  void bMoved(claimscope::Time moment);
  void liveRequested();
  /// To the change before (-1) or after (1).
  void stepRequested(int direction);
  void spanChanged(qint64 ms);
  void findingChosen(const QString& id);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  enum class Drag { none, a, b };
  /// A finding where it is drawn.
  struct Bar {
    const diagnosis::FindingSpan* span;
    QRectF rect;
  };
  [[nodiscard]] QRect area() const;
  [[nodiscard]] QRect laneRect(int lane) const;
  [[nodiscard]] Time timeAt(int x) const;
  [[nodiscard]] Time b() const;
  [[nodiscard]] std::vector<Bar> bars() const;
  [[nodiscard]] std::optional<Drag> handleAt(const QPoint& point) const;
  [[nodiscard]] cluster::LaneBucket sumOf(const cluster::LaneBucket& bucket, int lane) const;
  void dragTo(int x);
  void ask();
  void stepSpan(int direction);
  void moveA(int direction);
  void paintAxis(QPainter& painter) const;
  void paintTitles(QPainter& painter) const;
  void paintNoRecord(QPainter& painter) const;
  void paintFindings(QPainter& painter) const;
  void paintSeries(QPainter& painter, int lane) const;
  void paintMarks(QPainter& painter, int lane) const;
  void paintActions(QPainter& painter) const;
  void paintCursors(QPainter& painter) const;
  void paintHandle(QPainter& painter, double x, const QString& text, bool left) const;

  Look& m_look;
  PastViewPtr m_past;
  std::vector<ActionMark> m_actions;
  Time m_a;
  std::optional<Time> m_b;
  std::int64_t m_spanMs = 3'600'000;
  Drag m_drag = Drag::none;
  std::optional<Time> m_wish;
  QTimer m_pace;
};

}  // namespace claimscope::ui
