// claimscope allocate: the allocator alone, on cases out of a file or on a pod of the cluster.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>

#include "app/commands/allocate_cases.h"
#include "app/commands/allocate_pod.h"
#include "app/commands/command.h"

namespace claimscope::app {
namespace {

int runCases(const std::string& path) {
  if (path == "-") {
    const Status done = answerCases(std::cin, std::cout, "standard input");
    return done ? 0 : reportError(done.error());
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return reportError({ErrorCode::invalidInput, path + " cannot be opened", "Check the path of --cases", {}, 0});
  }
  const Status done = answerCases(file, std::cout, path);
  return done ? 0 : reportError(done.error());
}

}  // namespace

Command registerAllocate(CLI::App& parent, CommonOptions& options) {
  struct Flags {
    std::string cases;
    std::string pod;
    std::string node;
  };
  auto flags = std::make_shared<Flags>();
  CLI::App* app = addCommand(parent, "allocate", "Where a pod's claims would be placed now; or answers to cases out of a file");
  app->add_option("pod", flags->pod, "the pod whose claims to place")->type_name("NS/POD");
  app->add_option("--node", flags->node, "only this node")->type_name("NAME");
  app->add_option("--cases", flags->cases, "one JSON object a line: node, objects, claims, features; - reads standard input")
      ->type_name("FILE");
  return {app, [flags, &options] {
            if (flags->cases.empty() == flags->pod.empty()) {
              return reportError({ErrorCode::usage,
                                  "allocate needs a pod or --cases",
                                  "Write claimscope allocate NAMESPACE/POD, or claimscope allocate --cases FILE",
                                  {},
                                  0});
            }
            return flags->cases.empty() ? placePod(flags->pod, flags->node, options) : runCases(flags->cases);
          }};
}

}  // namespace claimscope::app
