// claimscope manual: manual page, command reference and completion scripts, for packages and ./dev; hidden from --help.
#include "app/commands/manual.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands/completion.h"

namespace claimscope::app {
namespace {

struct Wishes {
  std::string form = "man";
  ManualOptions manual;
};

int run(const CLI::App& program, const Wishes& wishes) {
  const CommandFacts facts = describe(program);
  std::string text;
  if (wishes.form == "man") {
    text = manualPage(facts, wishes.manual);
  } else if (wishes.form == "markdown") {
    text = manualMarkdown(facts, wishes.manual);
  } else {
    text = completionScript(wishes.form, wishes.manual.program);
  }
  fmt::print("{}", text);
  return 0;
}

}  // namespace

Command registerManual(CLI::App& parent, CommonOptions&) {
  auto wishes = std::make_shared<Wishes>();
  wishes->manual.version = CLAIMSCOPE_VERSION;
  CLI::App* app = addCommand(parent, "manual", "The manual page, the command reference, or a shell's completion script");
  app->group("");
  app->add_option("FORM", wishes->form, "what to print")->check(CLI::IsMember({"man", "markdown", "bash", "zsh", "fish"}));
  app->add_option("--program", wishes->manual.program, "the name it is called by")->type_name("NAME");
  app->add_option("--date", wishes->manual.date, "of the release, for the manual page")->type_name("DATE");
  return {app, [&parent, wishes] { return run(parent, *wishes); }};
}

}  // namespace claimscope::app
