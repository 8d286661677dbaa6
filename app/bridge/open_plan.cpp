#include "app/bridge/open_plan.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

#include "model/actions/plan_json.h"

namespace claimscope::app {
namespace {

constexpr qint64 kMostBytes = 16 * 1024 * 1024;

}  // namespace

Result<actions::ActionRequest> readPlanFile(const QString& path) {
  QFile file(path);
  const std::string name = QFileInfo(path).fileName().toStdString();
  if (!file.open(QIODevice::ReadOnly)) {
    return fail(ErrorCode::invalidInput, name + ": " + file.errorString().toStdString(), "Choose another file");
  }
  const QByteArray bytes = file.read(kMostBytes + 1);
  if (bytes.size() > kMostBytes) {
    return fail(ErrorCode::tooLarge, name + " is larger than 16 MB", "A saved plan is smaller");
  }
  const Result<actions::ActionPlan> plan = actions::planFromJson({bytes.constData(), static_cast<std::size_t>(bytes.size())});
  if (!plan) {
    return fail(plan.error().within(name));
  }
  return plan->request;
}

void openPlan(ui::MainWindow& window) {
  const QString folderKey = QStringLiteral("planFolder");
  const QString folder = QSettings().value(folderKey, QDir::homePath()).toString();
  auto* dialog = new QFileDialog(&window, QObject::tr("Open a saved plan"), folder, QObject::tr("Plans (*.json);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  QObject::connect(dialog, &QFileDialog::fileSelected, &window, [&window, folderKey](const QString& path) {
    QSettings().setValue(folderKey, QFileInfo(path).absolutePath());
    const Result<actions::ActionRequest> request = readPlanFile(path);
    if (request) {
      window.rehearse(*request);
    } else {
      window.setNotice(QString::fromStdString(request.error().text()));
    }
  });
  dialog->open();
}

}  // namespace claimscope::app
