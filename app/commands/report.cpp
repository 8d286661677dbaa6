// claimscope report: the Overview without a window, as Markdown or one JSON document.
#include "app/commands/report.h"

#include <fmt/format.h>

#include "app/commands/command.h"
#include "model/base/yaml.h"
#include "model/diagnosis/disagreement.h"

namespace claimscope::app {
namespace {

int runReport(const CommonOptions& options) {
  auto loaded = loadCluster(options, everyKind());
  if (!loaded) {
    return loaded.error();
  }
  const diagnosis::Diagnosis diagnosis =
      diagnosis::diagnose(*loaded->snapshot, diagnosis::schedulerDisagreements(*loaded->snapshot));
  if (options.output == "json" || options.output == "yaml") {
    const std::string text = reportJson(*loaded->snapshot, diagnosis)
                                 .dump(options.output == "json" ? 2 : -1, ' ', false, Json::error_handler_t::replace);
    fmt::print("{}\n", options.output == "json" ? text : yaml::fromJson(text));
  } else {
    fmt::print("{}", reportMarkdown(*loaded->snapshot, diagnosis));
  }
  // Findings are what a report is for: it is done and printed whatever they say (cli.md); only a source that failed is a failure.
  return loaded->problems;
}

}  // namespace

Command registerReport(CLI::App& parent, CommonOptions& options) {
  CLI::App* app = parent.add_subcommand("report", "Prints the Overview: verdict, findings with evidence, pools, pending claims");
  return {app, [&options] { return runReport(options); }};
}

}  // namespace claimscope::app
