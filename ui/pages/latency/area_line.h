// AreaLine: the statistics of what was chosen in the Gantt chart, in a line below it. GUI thread.
#pragma once

#include <QWidget>

#include "model/latency/report.h"
#include "ui/base/controls.h"

namespace claimscope::ui {

class AreaLine final : public QWidget {
  Q_OBJECT
 public:
  explicit AreaLine(Look& look, QWidget* parent = nullptr);
  void setReport(latency::ReportPtr report, std::size_t percentile);
  /// "42 claims · p50 0.9 s · p95 6.2 s · p99 31 s".
  [[nodiscard]] QString words() const;
  [[nodiscard]] const latency::ReportPtr& report() const { return m_report; }

 Q_SIGNALS:
  void cleared();

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] QString stageWords() const;
  Look& m_look;
  latency::ReportPtr m_report;
  std::size_t m_percentile = 1;
  Button* m_clear;
};

}  // namespace claimscope::ui
