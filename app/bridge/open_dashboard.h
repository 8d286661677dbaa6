// openDashboard: a Grafana file that the person chooses, read and given to the window. GUI thread.
#pragma once

#include <QString>

#include "ui/shell/main_window.h"

namespace claimscope::app {

/// Asks which file.
void openDashboard(ui::MainWindow& window);
/// Reads it; what is wrong with it is said on the page.
void showDashboard(ui::MainWindow& window, const QString& path);

}  // namespace claimscope::app
