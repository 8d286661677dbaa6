// openManifests: a file of manifests that the person chooses or drops, read and given to the page that modernises. GUI thread.
#pragma once

#include <QString>

#include "ui/shell/main_window.h"

namespace claimscope::app {

/// Asks which file when `path` is empty.
void openManifests(ui::MainWindow& window, const QString& path);
/// Reads it; what is wrong with it is said on the page.
void showManifests(ui::MainWindow& window, const QString& path);
/// What the page asks, worked out here and now.
[[nodiscard]] std::shared_ptr<const ui::ModerniseAnswer> answerModernise(const ui::ModerniseQuestion& question);

}  // namespace claimscope::app
