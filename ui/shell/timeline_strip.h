// TimelineStrip: how much changed and what was found over the last hour, with LIVE and pause. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/base/controls.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// The axis ends at the snapshot's time: nothing here asks what time it is.
class TimelineStrip final : public QWidget {
  Q_OBJECT
 public:
  explicit TimelineStrip(Look& look, QWidget* parent = nullptr);

  /// `live`: contact is fresh; the badge says so only then.
  void setView(const View& view, bool live);
  void setPaused(bool paused);
  /// "14 changes, 09:32:10" at a point of the strip; empty outside.
  [[nodiscard]] QString textAt(const QPoint& point) const;
  /// Changes in the hour that is shown.
  [[nodiscard]] std::uint64_t changesShown() const;
  [[nodiscard]] QSize sizeHint() const override { return {800, 56}; }

 Q_SIGNALS:
  void pauseToggled();
  /// A click on a finding's shape.
  void findingChosen(const QString& id);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Incident {
    QString id;
    QString title;
    diagnosis::Severity severity;
    Time since;
  };
  [[nodiscard]] QRect axis() const;
  [[nodiscard]] double xOf(Time time) const;
  [[nodiscard]] const Incident* incidentAt(const QPoint& point) const;
  /// Sums of a density in columns of 4 px.
  [[nodiscard]] std::vector<std::uint64_t> columnsOf(const cluster::ChangeDensity& density) const;
  void paintDensity(QPainter& painter) const;
  void paintIncidents(QPainter& painter) const;
  void retitle();

  Look& m_look;
  cluster::ChangeDensity m_density;
  cluster::ChangeDensity m_created;  ///< of the time before it was watched
  std::vector<Incident> m_incidents;
  Time m_now;
  bool m_live = false;
  bool m_paused = false;
  bool m_still = false;  ///< files and recordings: there is nothing to wait for
  Chip* m_badge;
  Button* m_pause;
};

}  // namespace claimscope::ui
