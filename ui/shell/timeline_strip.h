// TimelineStrip: how much changed and what was found over the last hour, with LIVE, pause and a cursor to look back. GUI thread.
#pragma once

#include <QTimer>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/base/controls.h"
#include "ui/base/past_view.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// The axis ends at the newest snapshot's time, also while an earlier moment is on screen: nothing here asks what time it is.
class TimelineStrip final : public QWidget {
  Q_OBJECT
 public:
  explicit TimelineStrip(Look& look, QWidget* parent = nullptr);

  /// The newest moment. `live`: contact is fresh; the badge says so only then.
  void setView(const View& view, bool live);
  void setPaused(bool paused);
  /// The moment on screen, or where the person wants to go; nullopt: now.
  void setCursor(std::optional<Time> moment);
  [[nodiscard]] std::optional<Time> cursor() const { return m_cursor; }
  /// "14 changes, 09:32:10" at a point of the strip; empty outside.
  [[nodiscard]] QString textAt(const QPoint& point) const;
  /// Changes in the hour that is shown.
  [[nodiscard]] std::uint64_t changesShown() const;
  /// "1,204 changes", "≥84 changes" while the hour has not been watched from its beginning.
  [[nodiscard]] QString changesInWords() const;
  /// Where a time lies, for tests.
  [[nodiscard]] double xOf(Time time) const;
  [[nodiscard]] QSize sizeHint() const override { return {800, 56}; }

 Q_SIGNALS:
  void pauseToggled();
  /// A click on a finding's shape.
  void findingChosen(const QString& id);
  /// The person clicked or drags: at most thirty times a second.
  void travelRequested(claimscope::Time moment);
  /// They dragged to the end.
  void liveRequested();
  /// To the change before (-1) or after (1).
  void stepRequested(int direction);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Incident {
    QString id;
    QString title;
    diagnosis::Severity severity;
    Time since;
    Time until;  ///< not set: it lasts
  };
  [[nodiscard]] QRect axis() const;
  [[nodiscard]] Time timeAt(int x) const;
  [[nodiscard]] const Incident* incidentAt(const QPoint& point) const;
  [[nodiscard]] bool hasPast() const;
  [[nodiscard]] Time oldest() const;
  /// Sums of a density in columns of 4 px.
  [[nodiscard]] std::vector<std::uint64_t> columnsOf(const cluster::ChangeDensity& density) const;
  void takeIncidents(const View& view);
  void paintClock(QPainter& painter) const;
  void paintNoRecord(QPainter& painter) const;
  void paintDensity(QPainter& painter) const;
  void paintTicks(QPainter& painter) const;
  void paintIncidents(QPainter& painter) const;
  void paintCursor(QPainter& painter) const;
  void dragTo(int x);
  void ask();
  void retitle();

  Look& m_look;
  cluster::ChangeDensity m_density;
  cluster::ChangeDensity m_created;  ///< of the time before it was watched
  std::vector<Incident> m_incidents;
  PastViewPtr m_past;
  std::shared_ptr<const std::vector<diagnosis::FindingSpan>> m_spans;  ///< those the incidents were made of
  Time m_now;
  std::optional<Time> m_cursor;
  std::optional<Time> m_wish;  ///< where the drag is and nobody has been told yet
  bool m_dragging = false;
  bool m_live = false;
  bool m_paused = false;
  bool m_still = false;  ///< files and recordings: there is nothing to wait for
  QTimer m_pace;
  Chip* m_badge;
  Button* m_pause;
  Button* m_goLive;
  Button* m_back;
  Button* m_on;
};

}  // namespace claimscope::ui
