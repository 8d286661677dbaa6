// Modernise, as a command: how it is registered. One thread.
#pragma once

#include "app/commands/command.h"

namespace claimscope::app {

[[nodiscard]] Command registerModernise(CLI::App& parent, CommonOptions& options);

}  // namespace claimscope::app
