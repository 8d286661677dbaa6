// Prices that a person has set, kept in the settings of the program. GUI thread.
#pragma once

#include <QString>

namespace claimscope::app {

/// The text as it was written; empty: the built-in list. Whether it is usable is judged by who reads it.
[[nodiscard]] QString keptPrices();
void keepPrices(const QString& text);

}  // namespace claimscope::app
