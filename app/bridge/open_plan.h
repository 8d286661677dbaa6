// openPlan: a plan that was saved is rehearsed anew: its request, on what is in sight now. GUI thread.
#pragma once

#include <QString>

#include "model/actions/plan.h"
#include "model/base/result.h"
#include "ui/shell/main_window.h"

namespace claimscope::app {

/// Asks for the file and shows the rehearsal; what is wrong with it is said in the window's notice line.
void openPlan(ui::MainWindow& window);
/// The request of a saved plan. At most 16 MB.
[[nodiscard]] Result<actions::ActionRequest> readPlanFile(const QString& path);

}  // namespace claimscope::app
