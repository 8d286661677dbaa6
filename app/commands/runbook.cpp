// claimscope runbook: what to do step by step, written for this cluster.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>

#include "app/commands/command.h"
#include "app/commands/listing.h"
#include "model/base/words.h"
#include "model/base/yaml.h"
#include "model/runbooks/runbook.h"

namespace claimscope::app {
namespace {

using runbooks::Runbook;
using runbooks::RunbookInfo;
using runbooks::Step;

struct RunbookOptions {
  std::string name;
  std::string folder;
  bool list = false;
};

Json runbookJson(const Runbook& runbook) {
  Json steps = Json::array();
  for (const Step& step : runbook.steps) {
    steps.push_back({{"title", step.title},
                     {"text", step.text},
                     {"commands", step.commands},
                     {"expected", step.expected},
                     {"rollback", step.rollback.empty() ? Json(nullptr) : Json(step.rollback)}});
  }
  return {{"id", runbook.id},       {"title", runbook.title}, {"summary", runbook.summary}, {"cluster", runbook.cluster},
          {"needs", runbook.needs}, {"steps", steps},         {"notes", runbook.notes}};
}

void printDocument(const Json& document, const std::string& output) {
  const std::string text = document.dump(output == "json" ? 2 : -1, ' ', false, Json::error_handler_t::replace);
  fmt::print("{}\n", output == "json" ? text : yaml::fromJson(text));
}

int listRunbooks(const CommonOptions& options) {
  Listing listing;
  listing.columns = {{"RUNBOOK"}, {"TITLE"}, {"DOES"}};
  for (const RunbookInfo& info : runbooks::allRunbooks()) {
    listing.rows.push_back({std::string(info.id), std::string(info.title), std::string(info.summary)});
    listing.items.push_back({{"id", info.id}, {"title", info.title}, {"summary", info.summary}});
  }
  if (options.output == "json" || options.output == "yaml") {
    printDocument({{"runbooks", listing.items}}, options.output);
  } else {
    fmt::print("{}", options.output == "md" ? renderMarkdown(listing, true) : renderTable(listing, true));
  }
  return 0;
}

int unknownRunbook(const std::string& name) {
  std::string near;
  std::size_t best = 8;
  for (const RunbookInfo& info : runbooks::allRunbooks()) {
    const std::size_t distance = words::editDistance(name, info.id, 8);
    if (distance < best) {
      best = distance;
      near = std::string(info.id);
    }
  }
  return reportError({ErrorCode::usage,
                      "there is no runbook \"" + name + "\"",
                      near.empty() ? "claimscope runbook --list names them" : "Did you mean " + near + "?",
                      {},
                      0});
}

/// One file a runbook; names what was written.
int writeAll(const std::string& folder, const cluster::Snapshot& snapshot) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  for (const RunbookInfo& info : runbooks::allRunbooks()) {
    const Runbook runbook = runbooks::runbookFor(info.id, snapshot);
    const std::filesystem::path path = std::filesystem::path(folder) / runbooks::runbookFile(runbook);
    std::ofstream out(path, std::ios::binary);
    out << runbooks::runbookMarkdown(runbook);
    out.close();
    if (!out) {
      return reportError(
          {ErrorCode::invalidInput, path.string() + " cannot be written", "Name a folder that you may write", {}, 0});
    }
    fmt::print("{}\n", path.string());
  }
  return 0;
}

int runRunbook(const RunbookOptions& flags, const CommonOptions& options) {
  if (flags.list || (flags.name.empty() && flags.folder.empty())) {
    return listRunbooks(options);
  }
  const auto& all = runbooks::allRunbooks();
  const bool known =
      flags.name.empty() || std::any_of(all.begin(), all.end(), [&](const RunbookInfo& info) { return info.id == flags.name; });
  if (!known) {
    return unknownRunbook(flags.name);
  }
  auto loaded = loadCluster(options, everyKind());
  if (!loaded) {
    return loaded.error();
  }
  if (!flags.folder.empty()) {
    const int status = writeAll(flags.folder, *loaded->snapshot);
    return status != 0 ? status : loaded->problems;
  }
  const Runbook runbook = runbooks::runbookFor(flags.name, *loaded->snapshot);
  if (options.output == "json" || options.output == "yaml") {
    printDocument(runbookJson(runbook), options.output);
  } else {
    fmt::print("{}", runbooks::runbookMarkdown(runbook));
  }
  return loaded->problems;
}

}  // namespace

Command registerRunbook(CLI::App& parent, CommonOptions& options) {
  auto flags = std::make_shared<RunbookOptions>();
  CLI::App* app =
      addCommand(parent, "runbook", "Prints a runbook that is written for this cluster, as Markdown; --list names them");
  app->add_option("NAME", flags->name, "one of those that --list names");
  app->add_flag("--list", flags->list, "lists the runbooks");
  app->add_option("--write", flags->folder, "writes all of them into a folder, one file each")->type_name("FOLDER");
  return {app, [flags, &options] { return runRunbook(*flags, options); }};
}

}  // namespace claimscope::app
