// The page of costs in the window: how it is reached, what it asks, its prices and plans. GUI thread.
#pragma once

#include <QString>

#include "ui/base/theme.h"

namespace claimscope::ui {

class CostPage;
class MainWindow;

/// Once, when every page is there.
void connectCost(MainWindow& window, Look& look);
[[nodiscard]] CostPage& costPageOf(const MainWindow& window);
/// Prices of instance types that the person has set, as they were written; empty: the built-in list. What cannot be read is said
/// in Settings, and the list stands.
void setPrices(MainWindow& window, const QString& text);

}  // namespace claimscope::ui
