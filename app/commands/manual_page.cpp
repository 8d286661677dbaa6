#include <fmt/format.h>

#include "app/commands/manual.h"

namespace claimscope::app {
namespace {

/// Text of troff: a hyphen that can be copied, no escapes, no requests.
std::string troff(std::string_view text) {
  std::string out;
  bool first = true;
  for (const char c : text) {
    if (first && (c == '.' || c == '\'')) {
      out += "\\&";
    }
    first = c == '\n';
    switch (c) {
      case '\\':
        out += "\\e";
        break;
      case '-':
        out += "\\-";
        break;
      case '\'':
        out += "\\(aq";
        break;
      case '`':
        out += "\\(ga";
        break;
      case '^':
        out += "\\(ha";
        break;
      case '~':
        out += "\\(ti";
        break;
      case '\n':
        out += ' ';
        first = false;
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string bold(std::string_view text) {
  return "\\fB" + troff(text) + "\\fR";
}

std::string optionEntry(const OptionFacts& option) {
  std::string names;
  for (const std::string& name : option.names) {
    names += (names.empty() ? "" : ", ") + bold(name);
  }
  const bool named = option.names.front().starts_with('-');
  if (named && !option.value.empty()) {
    names += (option.valueOptional ? " [\\fI" : " \\fI") + troff(option.value) + (option.valueOptional ? "\\fR]" : "\\fR");
  }
  std::string help = troff(sentence(option.help));
  if (!named && !option.choices.empty()) {
    help += " One of: " + troff(option.value) + ".";
  }
  if (help.empty()) {
    help = "\\&";
  }
  return ".TP\n" + names + "\n" + help + (option.repeatable ? " Repeatable." : "") + "\n";
}

std::string options(const CommandFacts& command) {
  std::string out;
  for (const std::vector<OptionFacts>* list : {&command.positionals, &command.options}) {
    for (const OptionFacts& option : *list) {
      out += optionEntry(option);
    }
  }
  return out;
}

std::string entries(const char* title, const std::vector<ManualEntry>& list) {
  std::string out = fmt::format(".SH {}\n", title);
  for (const ManualEntry& entry : list) {
    out += ".TP\n" + bold(entry.name) + "\n" + troff(entry.text) + "\n";
  }
  return out;
}

std::string commandSection(const std::string& program, const CommandFacts& command) {
  std::string out =
      ".SS \"" + troff(program + " " + synopsis(command)) + "\"\n" + troff(sentence(command.help)) + "\n" + options(command);
  for (const CommandFacts& below : command.commands) {
    out += commandSection(program + " " + command.name, below);
  }
  return out;
}

std::string upper(std::string text) {
  for (char& c : text) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return text;
}

}  // namespace

std::string manualPage(const CommandFacts& program, const ManualOptions& options_) {
  const std::string name = options_.program;
  const bool window = name == "claimscope";
  std::string out = fmt::format(
      ".\\\" Written by the program itself, out of the definitions of its commands.\n"
      ".TH \"{}\" \"1\" \"{}\" \"claimscope {}\" \"User Commands\"\n",
      troff(upper(name)), options_.date, options_.version);
  out += ".SH NAME\n" + troff(name) + " \\- the state of Kubernetes Dynamic Resource Allocation\n";
  out += ".SH SYNOPSIS\n" + bold(name) + (window ? " [\\fIOPTION\\fR]...\n.br\n" + bold(name) : std::string()) +
         " \\fICOMMAND\\fR [\\fIOPTION\\fR]...\n";
  out += ".SH DESCRIPTION\n";
  out += troff(
      window
          ? "Shows node pools, devices, the claims that bind them to pods, and what is wrong with any of it. Without a command "
            "it opens the window; with one it prints the answer. claimscope-cli is the same program without a window."
          : "Prints node pools, devices, the claims that bind them to pods, and what is wrong with any of it. It is claimscope "
            "without the window, for servers and containers; as kubectl-claimscope it is \"kubectl claimscope\".");
  out += "\n.PP\n" +
         troff(
             "It reads the current context of the kubeconfig by kubectl's rules. It changes nothing unless a command is told "
             "to by --execute, with --arm and the name of the context.") +
         "\n";
  out += ".SH EXAMPLES\n";
  for (const ManualEntry& example : manualExamples()) {
    out += ".TP\n" + bold(name + " " + std::string(example.name)) + "\n" + troff(example.text) + "\n";
  }
  out += ".SH OPTIONS\nOf every command:\n" + options({{}, {}, {}, program.options, {}});
  out += ".SH COMMANDS\n";
  for (const CommandFacts& command : program.commands) {
    out += commandSection(name, command);
  }
  out +=
      entries("EXIT STATUS", manualExitStatus()) + entries("ENVIRONMENT", manualEnvironment()) + entries("FILES", manualFiles());
  out += ".SH SEE ALSO\n" + std::string(window ? ".BR claimscope\\-cli (1),\n" : ".BR claimscope (1),\n") +
         ".BR kubectl (1)\n.PP\n" +
         troff("The documentation, from the first start on: /usr/share/doc/claimscope/html/index.html, or F1 in the window.") +
         "\n";
  return out;
}

}  // namespace claimscope::app
