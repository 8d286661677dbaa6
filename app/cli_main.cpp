// claimscope-cli: the commands without Qt, for servers and containers.
#include <CLI/CLI.hpp>
#include <exception>

#include "app/commands/command.h"
#include "model/base/log.h"

int main(int argc, char** argv) {
  using namespace claimscope;
  try {
    app::CommonOptions options;
    const std::optional<int> status = app::runCommand(argc, argv, options, {});
    if (status) {
      return *status;
    }
    return app::reportError({ErrorCode::usage,
                             "claimscope-cli has no window",
                             "Give a command, for example: claimscope-cli get claims -A; --help lists them",
                             {},
                             0});
  } catch (const std::exception& error) {
    return app::reportError({ErrorCode::internal,
                             std::string("stopped by an unexpected error: ") + error.what(),
                             "Report it with the command line that led here",
                             {},
                             0});
  }
}
