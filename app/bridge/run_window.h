// runWindow: the program with its window, until it is closed. Main thread.
#pragma once

#include "app/commands/command.h"

namespace claimscope::app {

/// The exit status. Without a kubeconfig and without flags it opens the demo cluster and says so.
[[nodiscard]] int runWindow(int argc, char** argv, const CommonOptions& options);
/// What `./dev run` does where no display is: the report on stdout and a picture of the Overview in the current folder.
[[nodiscard]] int runWithoutDisplay(int argc, char** argv, CommonOptions& options);
/// False when neither X nor Wayland is announced.
[[nodiscard]] bool haveDisplay(const std::map<std::string, std::string>& environment);

}  // namespace claimscope::app
