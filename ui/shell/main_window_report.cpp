// MainWindow: the incident report, and logs of drivers: what is asked of the composition root. GUI thread.
#include "ui/base/format.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/pages/troubleshoot/troubleshoot_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/report_sheet.h"

namespace claimscope::ui {

void MainWindow::connectReport() {
  connect(static_cast<OverviewPage*>(page(QStringLiteral("overview"))), &OverviewPage::reportWanted, this,
          &MainWindow::openReport);
  connect(m_troubleshoot, &TroubleshootPage::reportWanted, this, &MainWindow::openReport);
  addCommand({QStringLiteral("report"), tr("Incident report"), tr("Cluster"), QStringLiteral("Ctrl+R"), [this] { openReport(); },
              [this] { return m_view.snapshot != nullptr; }, QStringLiteral("doc")});
}

void MainWindow::setAskPodLog(AskPodLog ask) {
  m_troubleshoot->setAskPodLog(std::move(ask));
}

void MainWindow::openReport() {
  if (m_view.snapshot == nullptr || m_reportSheet != nullptr) {
    return;
  }
  m_reportSheet = new ReportSheet(m_look, this);
  connect(m_reportSheet, &ReportSheet::wanted, this, [this](const ReportWish& wish) {
    m_reportSheet->setBusy(true);
    Q_EMIT reportRequested(wish);
  });
  m_reportSheet->open();
  m_reportSheet->save().setFocus(Qt::PopupFocusReason);
}

void MainWindow::reportAnswered(const QString& problem) {
  if (m_reportSheet == nullptr) {
    return;
  }
  if (problem.isEmpty()) {
    m_reportSheet->accept();
  } else {
    m_reportSheet->setProblem(plain(problem));
  }
}

}  // namespace claimscope::ui
