// Manual: the command reference as Markdown and as a manual page, out of the definitions of the commands. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/commands/command.h"
#include "app/commands/definitions.h"

namespace claimscope::app {

struct ManualOptions {
  std::string program = "claimscope";
  std::string version;
  std::string date;  ///< "2026-11-26", of the release: a build on another day gives the same bytes
};

/// What is not in the definitions: a name and what it means.
struct ManualEntry {
  std::string_view name;
  std::string_view text;
};
[[nodiscard]] const std::vector<ManualEntry>& manualExamples();
[[nodiscard]] const std::vector<ManualEntry>& manualEnvironment();
[[nodiscard]] const std::vector<ManualEntry>& manualFiles();
[[nodiscard]] const std::vector<ManualEntry>& manualExitStatus();

/// docs/commands.md.
[[nodiscard]] std::string manualMarkdown(const CommandFacts& program, const ManualOptions& options);
/// man(7) of section 1, everything on one page.
[[nodiscard]] std::string manualPage(const CommandFacts& program, const ManualOptions& options);

/// The command that packages and ./dev call; hidden from --help.
[[nodiscard]] Command registerManual(CLI::App& parent, CommonOptions& options);

/// "get KIND [NAME]".
[[nodiscard]] std::string synopsis(const CommandFacts& command);
/// "Prints nodes.": as a sentence.
[[nodiscard]] std::string sentence(const std::string& help);

}  // namespace claimscope::app
