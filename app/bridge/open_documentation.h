// openDocumentation: the installed pages in whatever the desktop shows pages with. GUI thread.
#pragma once

#include <QString>
#include <QUrl>
#include <functional>

#include "ui/shell/main_window.h"

namespace claimscope::app {

/// The first page: installed beside the program (…/bin and …/share/doc), else in the build tree it runs from; empty: neither.
[[nodiscard]] QString documentationPath(const QString& programFolder);
/// Hands the page to the desktop; what goes wrong is said in the window's notice line. `open` is false when nothing opens it.
void openDocumentation(ui::MainWindow& window, const QString& programFolder, const std::function<bool(const QUrl&)>& open);

}  // namespace claimscope::app
