// Commands: what `claimscope` does without a window. One thread.
#pragma once

#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/source/live.h"
#include "app/source/source.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace claimscope::app {

/// Flags that every command shares (cli.md).
struct CommonOptions {
  SourceOptions source;
  std::string language;  ///< of the window: "system", "en" or "ko"; empty: as it was chosen there
  std::string output = "table";
  std::string timeout = "30s";
  bool noColor = false;
  int verbose = 0;
};

/// Adds the source and common flags to a command.
void addCommonFlags(CLI::App& app, CommonOptions& options);

/// A command below another. CLI11 is all in its headers: made here, it is compiled here and not with every command.
[[nodiscard]] CLI::App* addCommand(CLI::App& parent, const std::string& name, const std::string& help);

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
[[nodiscard]] Command registerDiagnose(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerLint(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerExplain(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerDashboard(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerAccess(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerMetrics(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerActions(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerTaint(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerPreallocate(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerRelease(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerReservations(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerRestartDriver(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerDrain(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerCordon(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerUncordon(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerPosture(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerControlPlane(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerRunbook(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerMigration(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerMigrate(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerLatency(CLI::App& parent, CommonOptions& options);
[[nodiscard]] Command registerExporter(CLI::App& parent, CommonOptions& options);

/// What is wrong with a command line (without the program's name); empty: it would be carried out. Nothing is.
[[nodiscard]] std::string commandLineProblem(std::vector<std::string> words);

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
/// What a command that asks about time wants besides the moment.
struct Watching {
  std::int64_t forMs = 0;  ///< watch so long before the snapshot is taken; a demo runs at its speed meanwhile
  bool past = false;       ///< a demo tells of what is gone
};
[[nodiscard]] tl::expected<Loaded, int> loadCluster(const CommonOptions& options, const std::vector<Kind>& kinds,
                                                    const Watching& watching = {});

/// A source that is asked questions and loads nothing, with the time it has for answers; or the exit status after the error has
/// been printed.
struct Asked {
  std::unique_ptr<Source> source;
  std::int64_t timeoutMs = 0;
};
[[nodiscard]] tl::expected<Asked, int> openToAsk(const CommonOptions& options);

/// Keeps the objects of a snapshot until the process has ended: taking 300,000 apart one by one right before is work for nobody.
void keepUntilExit(cluster::SnapshotPtr snapshot);

/// Every kind that Claimscope decodes, for commands that show the whole picture.
[[nodiscard]] std::vector<Kind> everyKind();

/// The process environment as a map, for SourceOptions.
[[nodiscard]] std::map<std::string, std::string> environmentMap();

}  // namespace claimscope::app
