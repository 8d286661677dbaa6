// claimscope allocate: the allocator alone, on cases out of a file or on a pod of the cluster.
#include <fmt/format.h>

#include <fstream>

#include "app/commands/allocate_cases.h"
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

Command registerAllocate(CLI::App& parent, CommonOptions&) {
  struct Flags {
    std::string cases;
  };
  auto flags = std::make_shared<Flags>();
  CLI::App* app = parent.add_subcommand("allocate", "What the scheduler's allocator would give: to cases out of a file");
  app->add_option("--cases", flags->cases, "one JSON object a line: node, objects, claims, features; - reads standard input")
      ->type_name("FILE")
      ->required();
  return {app, [flags] { return runCases(flags->cases); }};
}

}  // namespace claimscope::app
