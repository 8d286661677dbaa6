// claimscope release: gives back what a claim holds although nothing uses it.
#include <CLI/CLI.hpp>

#include "app/commands/action_flags.h"

namespace claimscope::app {
namespace {

struct ReleaseOptions {
  std::string claim;
  std::string namespaceName;
  FlagValues values;
  RunFlags run;
};

int runRelease(const ReleaseOptions& release, const CommonOptions& options) {
  auto loaded = loadCluster(options, kindsOfPlans());
  if (!loaded) {
    return loaded.error();
  }
  const auto [namespaceName, name] = splitQualified(release.claim, release.namespaceName);
  return planAndRun(options, *loaded,
                    {"release_claim", {{"claim", namespaceName, name}}, optionsOf("release_claim", release.values), {}},
                    release.run);
}

}  // namespace

Command registerRelease(CLI::App& parent, CommonOptions& options) {
  auto release = std::make_shared<ReleaseOptions>();
  CLI::App* app = addCommand(parent, "release", "Releases a claim that nothing uses, or says why it has to wait");
  app->add_option("CLAIM", release->claim, "NAMESPACE/NAME, or a name in --namespace")->required();
  addNamespaceFlag(*app, release->namespaceName);
  addActionFlags(*app, "release_claim", release->values);
  addRunFlags(*app, release->run);
  return {app, [release, &options] { return runRelease(*release, options); }};
}

}  // namespace claimscope::app
