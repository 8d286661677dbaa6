#include "app/bridge/save_bytes.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>

namespace claimscope::app {

QString writeWhole(const QString& path, const QByteArray& bytes) {
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
    return file.errorString();
  }
  return {};
}

void saveBytes(ui::MainWindow& window, const QString& name, const QByteArray& bytes) {
  const QString folderKey = QStringLiteral("saveFolder");
  const QString folder = QSettings().value(folderKey, QDir::homePath()).toString();
  auto* dialog = new QFileDialog(&window, QObject::tr("Save %1").arg(name), folder);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->selectFile(name);
  dialog->setDefaultSuffix(QFileInfo(name).suffix());
  QObject::connect(dialog, &QFileDialog::fileSelected, &window, [&window, bytes, folderKey](const QString& path) {
    QSettings().setValue(folderKey, QFileInfo(path).absolutePath());
    const QString problem = writeWhole(path, bytes);
    window.setNotice(problem.isEmpty() ? QObject::tr("Saved %1").arg(path)
                                       : QObject::tr("%1 is not written: %2").arg(path, problem));
  });
  dialog->open();
}

}  // namespace claimscope::app
