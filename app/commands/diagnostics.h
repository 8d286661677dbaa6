// claimscope diagnostics: registration. One thread.
#pragma once

#include "app/commands/command.h"

namespace claimscope::app {

[[nodiscard]] Command registerDiagnostics(CLI::App& parent, CommonOptions& options);

}  // namespace claimscope::app
