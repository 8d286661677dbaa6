#include <fmt/format.h>

#include "app/commands/manual.h"

namespace claimscope::app {
namespace {

/// Inside a table: a bar would end the cell, and < begins HTML.
std::string cell(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') {
      out += "\\|";
    } else if (c == '<') {
      out += "&lt;";
    } else {
      out += c == '\n' ? ' ' : c;
    }
  }
  return out;
}

std::string optionTable(const CommandFacts& command) {
  if (command.positionals.empty() && command.options.empty()) {
    return {};
  }
  std::string out = "\n| | |\n|---|---|\n";
  for (const std::vector<OptionFacts>* list : {&command.positionals, &command.options}) {
    for (const OptionFacts& option : *list) {
      const bool choices = list == &command.positionals && !option.choices.empty();
      out += fmt::format("| `{}` | {}{}{} |\n", cell(spelled(option)), cell(sentence(option.help)),
                         choices ? " One of: " + cell(option.value) + "." : "", option.repeatable ? " Repeatable." : "");
    }
  }
  return out;
}

std::string entries(const char* title, const std::vector<ManualEntry>& list) {
  std::string out = fmt::format("\n## {}\n\n| | |\n|---|---|\n", title);
  for (const ManualEntry& entry : list) {
    out += fmt::format("| `{}` | {} |\n", entry.name, cell(std::string(entry.text)));
  }
  return out;
}

std::string commandSection(const std::string& program, const CommandFacts& command, const std::string& level) {
  std::string out = fmt::format("\n{} {}\n\n    {} {}\n\n{}\n{}", level, command.name, program, synopsis(command),
                                sentence(command.help), optionTable(command));
  for (const CommandFacts& below : command.commands) {
    out += commandSection(program + " " + command.name, below, level + "#");
  }
  return out;
}

}  // namespace

std::string manualMarkdown(const CommandFacts& program, const ManualOptions& options) {
  std::string out = fmt::format(
      "# Commands\n\nWritten by `./dev manual` out of the definitions of the commands: change those, not this page. `claimscope "
      "COMMAND "
      "--help` prints\nthe same, `man claimscope` too. `claimscope-cli` and `kubectl claimscope` have every command but "
      "`shot`.\n\n"
      "    {0}                  the window\n    {0} COMMAND …        an answer on the terminal\n\n",
      options.program);
  out += "| command | |\n|---|---|\n";
  for (const CommandFacts& command : program.commands) {
    out += fmt::format("| [{0}](#{0}) | {1} |\n", command.name, cell(sentence(command.help)));
  }
  out += "\n## Examples\n\n| | |\n|---|---|\n";
  for (const ManualEntry& example : manualExamples()) {
    out += fmt::format("| `{} {}` | {} |\n", options.program, example.name, example.text);
  }
  out += "\n## Options of every command\n\nWhere the data comes from, and how the answer looks.\n" +
         optionTable({{}, {}, {}, program.options, {}});
  for (const CommandFacts& command : program.commands) {
    out += commandSection(options.program, command, "##");
  }
  return out + entries("Exit status", manualExitStatus()) + entries("Environment", manualEnvironment()) +
         entries("Files", manualFiles());
}

}  // namespace claimscope::app
