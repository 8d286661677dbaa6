#include "ui/base/assets.h"

#include <QFile>

#include "resources/assets.h"

namespace claimscope::ui {

QByteArray asset(const QString& path) {
  claimscopeRegisterAssets();
  QFile file(path);
  // Only what is compiled in: a path on a disk would be I/O of the window.
  if (!path.startsWith(QLatin1String(":/")) || !file.open(QIODevice::ReadOnly)) {
    qFatal("%s is not compiled into the program; add it to resources/assets.qrc", qPrintable(path));
  }
  return file.readAll();
}

}  // namespace claimscope::ui
