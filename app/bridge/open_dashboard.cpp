#include "app/bridge/open_dashboard.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

#include "ui/pages/dashboard/dashboard_page.h"

namespace claimscope::app {

void openDashboard(ui::MainWindow& window) {
  const QString folderKey = QStringLiteral("dashboardFolder");
  const QString folder = QSettings().value(folderKey, QDir::homePath()).toString();
  auto* dialog = new QFileDialog(&window, QObject::tr("Open a Grafana dashboard"), folder,
                                 QObject::tr("Dashboards (*.json);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  QObject::connect(dialog, &QFileDialog::fileSelected, &window, [&window, folderKey](const QString& path) {
    QSettings().setValue(folderKey, QFileInfo(path).absolutePath());
    showDashboard(window, path);
  });
  dialog->open();
}

void showDashboard(ui::MainWindow& window, const QString& path) {
  QFile file(path);
  const std::string name = QFileInfo(path).fileName().toStdString();
  if (!file.open(QIODevice::ReadOnly)) {
    window.dashboardPage().setProblem(
        {ErrorCode::invalidInput, name + ": " + file.errorString().toStdString(), "Choose another file", {}, 0});
    return;
  }
  const QByteArray bytes = file.read(static_cast<qint64>(dashboard::kMaxBytes) + 1);
  const auto read = dashboard::readDashboard({bytes.constData(), static_cast<std::size_t>(bytes.size())}, name);
  if (read) {
    window.dashboardPage().setDashboard(*read, QFileInfo(path).fileName());
  } else {
    window.dashboardPage().setProblem(read.error());
  }
}

}  // namespace claimscope::app
