// MainWindow: what the page of old manifests asks for. GUI thread.
#include "ui/pages/modernise/modernise_page.h"
#include "ui/shell/main_window.h"

namespace claimscope::ui {

void MainWindow::connectModernise() {
  connect(m_modernise, &ModernisePage::openRequested, this, [this] { Q_EMIT manifestsRequested({}); });
  connect(m_modernise, &ModernisePage::dropped, this, &MainWindow::manifestsRequested);
  connect(m_modernise, &ModernisePage::saveRequested, this, &MainWindow::saveRequested);
}

void MainWindow::setAskModernise(AskModernise ask) {
  m_modernise->setAsk(std::move(ask));
}

void MainWindow::setAskStored(AskStored ask) {
  m_modernise->setAskStored(std::move(ask));
}

}  // namespace claimscope::ui
