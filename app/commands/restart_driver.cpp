// claimscope restart-driver: deletes a DRA driver's pod on a node and waits until its successor publishes again.
#include <CLI/CLI.hpp>

#include "app/commands/action_flags.h"

namespace claimscope::app {
namespace {

struct RestartOptions {
  std::string node;
  FlagValues values;
  RunFlags run;
};

int runRestart(const RestartOptions& restart, const CommonOptions& options) {
  auto loaded = loadCluster(options, kindsOfPlans());
  if (!loaded) {
    return loaded.error();
  }
  return planAndRun(options, *loaded,
                    {"restart_driver", {{"node", "", restart.node}}, optionsOf("restart_driver", restart.values), {}},
                    restart.run);
}

}  // namespace

Command registerRestartDriver(CLI::App& parent, CommonOptions& options) {
  auto restart = std::make_shared<RestartOptions>();
  CLI::App* app = addCommand(parent, "restart-driver", "Restarts a DRA driver on one node; running pods keep their devices");
  app->add_option("NODE", restart->node, "the node")->required();
  addActionFlags(*app, "restart_driver", restart->values);
  addRunFlags(*app, restart->run);
  return {app, [restart, &options] { return runRestart(*restart, options); }};
}

}  // namespace claimscope::app
