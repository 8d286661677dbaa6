// MainWindow: what is asked of claim latency, and its objective. GUI thread.
#include "ui/pages/dashboard/dashboard_page.h"
#include "ui/pages/latency/latency_page.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/shell/main_window.h"

namespace claimscope::ui {

void MainWindow::connectLatency() {
  connect(m_latency, &LatencyPage::objectiveChosen, this, [this](const latency::Objective& objective) {
    setObjective(objective);
    Q_EMIT objectiveChosen(objective);
  });
  connect(m_latency, &LatencyPage::saveRequested, this, &MainWindow::saveRequested);
}

/// What the page in sight wants to know, in the namespace of the window.
void MainWindow::askLatency() {
  const Page* current = page(m_current);
  std::optional<latency::Question> question = current == nullptr ? std::nullopt : current->latencyQuestion();
  if (question) {
    question->namespaceFilter = m_namespaceName;
  }
  Q_EMIT latencyRequested(question, m_paused && question ? m_view.snapshot : nullptr);
}

void MainWindow::setAskMetrics(const AskMetrics& ask) {
  m_latency->setAsk(ask);
  m_dashboard->setAsk(ask);
}

void MainWindow::setObjective(const latency::Objective& objective) {
  m_latency->setObjective(objective);
  static_cast<OverviewPage*>(page(QStringLiteral("overview")))->setObjective(objective);
}

}  // namespace claimscope::ui
