// Commands: what `claimscope` does without a window. One thread.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/source/live.h"
#include "app/source/source.h"

namespace claimscope::app {

/// Flags that every command shares (cli.md).
struct CommonOptions {
  SourceOptions source;
  std::string output = "table";
  std::string timeout = "30s";
  bool noColor = false;
  int verbose = 0;
};

/// Adds the source and common flags to a command.
void addCommonFlags(CLI::App& app, CommonOptions& options);

/// One command: its flags are registered once, `run` does the work and gives the exit status.
struct Command {
  CLI::App* app = nullptr;
  std::function<int()> run;
};
using Registrar = std::function<Command(CLI::App& parent, CommonOptions& options)>;

[[nodiscard]] Command registerGet(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerConnection(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerSync(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerAllocate(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerCel(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerReport(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerExplain(CLI::App& parent, CommonOptions& options);

/// Parses and runs. `extra` are commands of the caller (the window adds `shot`). Without a command: nullopt, and `options` holds
/// the source flags for the window.
[[nodiscard]] std::optional<int> runCommand(int argc, char** argv, CommonOptions& options, const std::vector<Registrar>& extra);

/// Prints "claimscope: …" to stderr, redacted, and gives the exit status of cli.md.
int reportError(const Error& error);

/// A loaded cluster, or the exit status after the error has been printed.
struct Loaded {
  std::unique_ptr<Live> live;
  cluster::SnapshotPtr snapshot;
  int problems = 0;  ///< exit status for what could not be read although the rest was; 0 when all was read
};
[[nodiscard]] tl::expected<Loaded, int> loadCluster(const CommonOptions& options, const std::vector<Kind>& kinds);

/// Every kind that Claimscope decodes, for commands that show the whole picture.
[[nodiscard]] std::vector<Kind> everyKind();

/// The process environment as a map, for SourceOptions.
[[nodiscard]] std::map<std::string, std::string> environmentMap();

}  // namespace claimscope::app
