#include "app/bridge/open_documentation.h"

#include <QDir>
#include <QFileInfo>

namespace claimscope::app {

QString documentationPath(const QString& programFolder) {
  for (const char* place :
       {"../share/doc/claimscope/html/index.html", "../share/doc/claimscope/README.md", "../installer/html/index.html"}) {
    const QString path = QDir::cleanPath(programFolder + QLatin1Char('/') + QLatin1String(place));
    if (QFileInfo(path).isFile()) {
      return path;
    }
  }
  return {};
}

void openDocumentation(ui::MainWindow& window, const QString& programFolder, const std::function<bool(const QUrl&)>& open) {
  const QString path = documentationPath(programFolder);
  if (path.isEmpty()) {
    window.setNotice(QObject::tr("The documentation is not installed beside the program. It is in docs/ of the source."));
  } else if (!open(QUrl::fromLocalFile(path))) {
    window.setNotice(QObject::tr("Nothing here opens web pages. The documentation is %1").arg(path));
  }
}

}  // namespace claimscope::app
