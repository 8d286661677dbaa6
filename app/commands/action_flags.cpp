#include "app/commands/action_flags.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

namespace claimscope::app {

void addActionFlags(CLI::App& app, std::string_view id, FlagValues& values, const std::set<std::string>& without) {
  const actions::Action* action = actions::findAction(id);
  for (const actions::OptionSpec& option : action == nullptr ? std::vector<actions::OptionSpec>{} : action->options) {
    if (without.count(option.name) != 0 || values.count(option.name) != 0) {
      continue;
    }
    std::string& value = values[option.name];
    const std::string flag = "--" + option.name;
    if (option.type == actions::OptionSpec::Type::flag) {
      app.add_flag_callback(
          flag, [&value] { value = "true"; }, option.help);
      continue;
    }
    std::string help = option.help;
    if (!option.standard.empty()) {
      help += " [" + option.standard + "]";
    }
    CLI::Option* added = app.add_option(flag, value, help);
    if (option.type == actions::OptionSpec::Type::choice) {
      added->check(CLI::IsMember(option.choices));
    } else if (option.type == actions::OptionSpec::Type::duration) {
      added->type_name("DUR");
    } else if (option.type == actions::OptionSpec::Type::number) {
      added->type_name("N");
    }
  }
}

FlagValues optionsOf(std::string_view id, const FlagValues& values) {
  FlagValues out;
  const actions::Action* action = actions::findAction(id);
  for (const actions::OptionSpec& option : action == nullptr ? std::vector<actions::OptionSpec>{} : action->options) {
    const auto found = values.find(option.name);
    if (found != values.end() && !found->second.empty()) {
      out.insert(*found);
    }
  }
  return out;
}

void addNamespaceFlag(CLI::App& app, std::string& value) {
  app.add_option("-n,--namespace", value, "namespace of what is named")->type_name("NS");
}

std::pair<std::string, std::string> splitQualified(const std::string& word, const std::string& namespaceName) {
  const std::size_t slash = word.find('/');
  if (slash != std::string::npos) {
    return {word.substr(0, slash), word.substr(slash + 1)};
  }
  return {namespaceName.empty() ? "default" : namespaceName, word};
}

int planAndRun(const CommonOptions& options, Loaded& loaded, const actions::ActionRequest& request, const RunFlags& flags) {
  const Result<actions::ActionPlan> plan = actions::planAction(*loaded.snapshot, request);
  return plan ? runPlan(options, loaded, *plan, flags) : reportError(plan.error());
}

}  // namespace claimscope::app
