// MainWindow: how the dashboard is reached: from the latency page, the palette, a file. GUI thread.
#include <QLayout>

#include "ui/pages/dashboard/dashboard_page.h"
#include "ui/pages/latency/latency_page.h"
#include "ui/shell/main_window.h"

namespace claimscope::ui {

void MainWindow::connectDashboard() {
  connect(m_dashboard, &DashboardPage::openRequested, this, &MainWindow::dashboardRequested);
  QWidget* tools = m_latency->headerTools();
  auto* link = new Button(m_look, ButtonStyle::link, tr("Dashboard"), true, tools);
  link->setToolTip(tr("Panels of a Grafana dashboard, with what is wrong with their queries"));
  connect(link, &Button::clicked, this, [this] { openPage(QStringLiteral("dashboard")); });
  if (auto* row = qobject_cast<QBoxLayout*>(tools == nullptr ? nullptr : tools->layout())) {
    row->insertWidget(0, link);
  }
}

}  // namespace claimscope::ui
