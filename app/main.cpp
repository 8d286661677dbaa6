// claimscope: a command when one is named, else the window.
#include <exception>

#include "app/bridge/run_window.h"
#include "app/bridge/shot.h"
#include "app/bridge/windows.h"
#include "app/commands/command.h"

int main(int argc, char** argv) {
  using namespace claimscope;
  try {
    const app::WindowWishes wishes = app::takeWishes(argc, argv);
    app::CommonOptions options;
    if (const std::optional<int> status = app::runCommand(argc, argv, options, {app::shotRegistrar(argc, argv)})) {
      return *status;
    }
    return app::haveDisplay(options.source.environment) ? app::runWindow(argc, argv, options, wishes)
                                                        : app::runWithoutDisplay(argc, argv, options);
  } catch (const std::exception& error) {
    return app::reportError({ErrorCode::internal,
                             std::string("stopped by an unexpected error: ") + error.what(),
                             "Report it with the command line that led here",
                             {},
                             0});
  }
}
