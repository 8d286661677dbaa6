// claimscope cel: evaluates DRA selectors, of case files or against the devices of a cluster.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <memory>

#include "app/commands/cel_cases.h"
#include "app/commands/command.h"

namespace claimscope::app {
namespace {

struct CelOptions {
  std::string cases;
  std::string expression;
};

int runFile(const std::string& path) {
  if (path == "-") {
    std::ios::sync_with_stdio(false);
    return runCelCases(std::cin, std::cout, {});
  }
  std::ifstream file(path);
  if (!file) {
    return reportError(
        {ErrorCode::invalidInput, path + ": cannot be read", "Give a file of cases, or - for standard input", {}, 0});
  }
  return runCelCases(file, std::cout, {});
}

int runCel(const CelOptions& cel, const CommonOptions& options) {
  static_cast<void>(options);
  if (cel.cases.empty()) {
    return reportError({ErrorCode::usage, "there is nothing to evaluate", "Give an expression, or --cases FILE", {}, 0});
  }
  return runFile(cel.cases);
}

}  // namespace

Command registerCel(CLI::App& parent, CommonOptions& options) {
  auto cel = std::make_shared<CelOptions>();
  CLI::App* app = parent.add_subcommand("cel", "Evaluates a DRA selector against the devices of a cluster, or cases from a file");
  app->add_option("EXPRESSION", cel->expression, "which devices does it match");
  app->add_option("--cases", cel->cases, "one JSON object a line: id, expression, device; - is standard input")
      ->type_name("FILE");
  return {app, [cel, &options] { return runCel(*cel, options); }};
}

}  // namespace claimscope::app
