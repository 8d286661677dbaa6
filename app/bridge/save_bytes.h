// saveBytes: a file that the window gives away, written where the person says. GUI thread.
#pragma once

#include <QByteArray>
#include <QString>

#include "ui/shell/main_window.h"

namespace claimscope::app {

/// Asks for the place and writes; what goes wrong is said in the window's notice line.
void saveBytes(ui::MainWindow& window, const QString& name, const QByteArray& bytes);
/// The whole file or nothing; empty when it is written, else why not.
[[nodiscard]] QString writeWhole(const QString& path, const QByteArray& bytes);

}  // namespace claimscope::app
