// Definitions: what CLI11 knows of the commands and their options, as plain values for manual pages and completion. Values; any
// thread.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace claimscope::app {

struct OptionFacts {
  std::vector<std::string> names;    ///< "-o", "--output", short ones first; a positional has one: "KIND"
  std::string value;                 ///< "PATH", "dark|light"; empty: a flag
  std::string help;                  ///< begins with a small letter unless it begins with a name
  std::vector<std::string> choices;  ///< all that it may be; empty: anything
  bool required = false;
  bool repeatable = false;     ///< and the help does not say so itself
  bool valueOptional = false;  ///< stands alone too, as --demo does
};

struct CommandFacts {
  std::string name;
  std::string help;
  std::vector<OptionFacts> positionals;
  std::vector<OptionFacts> options;    ///< without --help, in the order of the help
  std::vector<CommandFacts> commands;  ///< without hidden ones
};

/// Everything below `app`. What is hidden from --help is hidden here.
[[nodiscard]] CommandFacts describe(const CLI::App& app);

/// "-o, --output TEXT", for manuals.
[[nodiscard]] std::string spelled(const OptionFacts& option);

}  // namespace claimscope::app
