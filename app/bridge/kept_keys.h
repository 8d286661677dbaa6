// Kept keys: what a person changed of the keys, between runs. GUI thread.
#pragma once

#include "ui/shell/commands.h"

namespace claimscope::app {

/// As shipped where nothing is kept, or what is kept cannot be read.
[[nodiscard]] ui::KeyChoices keptKeys();
void keepKeys(const ui::KeyChoices& choices);

}  // namespace claimscope::app
