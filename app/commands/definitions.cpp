#include "app/commands/definitions.h"

#include <CLI/CLI.hpp>
#include "model/base/words.h"

namespace claimscope::app {
namespace {

/// CLI11 appends "{a,b}" of IsMember to the name of a type; that is the only place that tells what is allowed.
std::vector<std::string> choicesIn(const std::string& type) {
  std::vector<std::string> out;
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}', open);
  if (open == std::string::npos || close == std::string::npos) {
    return out;
  }
  std::string one;
  for (std::size_t i = open + 1; i <= close; ++i) {
    if (type[i] == ',' || i == close) {
      out.push_back(std::move(one));
      one.clear();
    } else {
      one += type[i];
    }
  }
  return out;
}

/// CLI11 calls a number INT or FLOAT and any other text TEXT: a reader wants to know what it stands for, and there is nothing to
/// say.
std::string plainType(std::string type) {
  type = type.substr(0, type.find(':'));
  if (type == "INT" || type == "UINT" || type == "FLOAT") {
    return "N";
  }
  return type.empty() || type.front() == '{' ? "TEXT" : type;
}

OptionFacts factsOf(const CLI::Option& option) {
  OptionFacts facts;
  if (option.get_positional()) {
    facts.names.push_back(option.get_name(true));
  } else {
    for (const std::string& name : option.get_snames()) {
      facts.names.push_back("-" + name);
    }
    for (const std::string& name : option.get_lnames()) {
      facts.names.push_back("--" + name);
    }
  }
  facts.help = option.get_description();
  facts.required = option.get_required();
  facts.repeatable = option.get_expected_max() > 1 && facts.help.find("repeatable") == std::string::npos;
  const std::string type = option.get_type_name();
  if (!type.empty()) {  // a flag has no type; its size tells nothing, since --flag=false is allowed
    facts.choices = choicesIn(type);
    facts.value = facts.choices.empty() ? plainType(type) : words::joined(facts.choices, "|");
    facts.valueOptional = !option.get_positional() && option.get_expected_min() == 0;
  }
  return facts;
}

}  // namespace

CommandFacts describe(const CLI::App& app) {
  CommandFacts facts;
  facts.name = app.get_name();
  facts.help = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty() || option == app.get_help_ptr()) {
      continue;
    }
    (option->get_positional() ? facts.positionals : facts.options).push_back(factsOf(*option));
  }
  for (const CLI::App* command : app.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); })) {
    facts.commands.push_back(describe(*command));
  }
  return facts;
}

std::string spelled(const OptionFacts& option) {
  std::string out = words::joined(option.names);
  if (!option.value.empty() && !option.names.empty() && option.names.front().starts_with('-')) {
    out += option.valueOptional ? " [" + option.value + "]" : " " + option.value;
  }
  return out;
}

}  // namespace claimscope::app
