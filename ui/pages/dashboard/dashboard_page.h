// DashboardPage: a Grafana dashboard drawn natively, each panel with what is wrong with its queries. GUI thread.
#pragma once

#include <QScrollArea>
#include <memory>

#include "ui/base/panels.h"
#include "ui/pages/dashboard/panel_grid.h"
#include "ui/pages/page.h"

namespace claimscope::ui {

/// Before a file is opened it shows the dashboard of the EKS guide. Only panels in sight are asked for.
class DashboardPage final : public Page {
  Q_OBJECT
 public:
  explicit DashboardPage(Look& look, QWidget* parent = nullptr);
  void setAsk(AskMetrics ask) { m_ask = std::move(ask); }
  /// A dashboard that was read; `file` is where from, for the header.
  void setDashboard(const dashboard::Dashboard& board, const QString& file);
  /// The file that was chosen is none.
  void setProblem(const Error& error);
  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>& /*object*/) override {}
  [[nodiscard]] QString subtitle() const override { return m_subtitle; }
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  [[nodiscard]] bool wantsInspector() const override { return false; }
  /// Of what the charts show; the dashboard's own at first.
  void setRange(std::int64_t rangeMs);

  [[nodiscard]] PanelGrid& grid() { return *m_grid; }
  [[nodiscard]] VerdictBand& verdict() { return *m_verdict; }
  [[nodiscard]] QString problem() const { return m_problem; }

 Q_SIGNALS:
  /// The person wants to choose a file.
  void openRequested();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void judge();
  void showVerdict();
  void refresh();

  AskMetrics m_ask;
  View m_view;
  std::shared_ptr<const dashboard::Dashboard> m_board;
  std::int64_t m_rangeMs = 0;
  QString m_file;
  QString m_subtitle;
  QString m_problem;
  std::string m_judgedBy;  ///< what the verdicts depend on
  std::string m_source;    ///< address of the server that answered
  QWidget* m_tools;
  Segmented* m_range;
  VerdictBand* m_verdict;
  QScrollArea* m_scroll;
  PanelGrid* m_grid;
};

}  // namespace claimscope::ui
