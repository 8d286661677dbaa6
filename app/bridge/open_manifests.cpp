#include "app/bridge/open_manifests.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

#include "ui/pages/modernise/modernise_page.h"

namespace claimscope::app {
namespace {

/// What a text field still scrolls; the command line takes 64 MiB.
constexpr qint64 kMostManifestBytes = 4'000'000;

}  // namespace

void openManifests(ui::MainWindow& window, const QString& path) {
  if (!path.isEmpty()) {
    showManifests(window, path);
    return;
  }
  const QString folderKey = QStringLiteral("manifestFolder");
  const QString folder = QSettings().value(folderKey, QDir::homePath()).toString();
  auto* dialog = new QFileDialog(&window, QObject::tr("Open manifests"), folder,
                                 QObject::tr("Manifests (*.yaml *.yml *.json *.md);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  QObject::connect(dialog, &QFileDialog::fileSelected, &window, [&window, folderKey](const QString& chosen) {
    QSettings().setValue(folderKey, QFileInfo(chosen).absolutePath());
    showManifests(window, chosen);
  });
  dialog->open();
}

void showManifests(ui::MainWindow& window, const QString& path) {
  QFile file(path);
  const QString name = QFileInfo(path).fileName();
  if (!file.open(QIODevice::ReadOnly)) {
    window.modernisePage().setProblem({ErrorCode::invalidInput, name.toStdString() + ": " + file.errorString().toStdString(),
                                       "Choose another file", std::nullopt, 0});
    return;
  }
  const QByteArray bytes = file.read(kMostManifestBytes + 1);
  if (bytes.size() > kMostManifestBytes) {
    window.modernisePage().setProblem({ErrorCode::tooLarge, name.toStdString() + " is larger than 4 MB",
                                       "Use claimscope modernise -f, which takes 64 MiB", std::nullopt, 0});
    return;
  }
  window.modernisePage().setManifests(name, QString::fromUtf8(bytes));
}

std::shared_ptr<const ui::ModerniseAnswer> answerModernise(const ui::ModerniseQuestion& question) {
  return std::make_shared<const ui::ModerniseAnswer>(
      ui::ModerniseAnswer{modernise::modernise(question.request), question.number});
}

}  // namespace claimscope::app
