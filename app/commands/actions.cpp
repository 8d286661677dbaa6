// claimscope actions: plans that were carried out or are under way, from the journal; resume, undo, and run of a saved plan.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iterator>

#include "app/commands/command.h"
#include "app/commands/plan_text.h"
#include "app/commands/run_plan.h"
#include "model/actions/plan_json.h"
#include "model/base/json_tree.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using actions::JournalFile;

struct ActionsOptions {
  std::string what = "list";
  std::string plan;
  RunFlags flags;
};

Json entryJson(const actions::JournalEntry& entry) {
  return {{"number", entry.number}, {"at", formatTime(entry.at)}, {"event", entry.event}, {"step", entry.step},
          {"status", entry.status}, {"detail", entry.detail},     {"who", entry.who}};
}

Json fileJson(const JournalFile& file, bool whole) {
  Json out = {{"id", file.plan.id},
              {"title", file.plan.title},
              {"context", file.plan.context},
              {"state", actions::planStateWord(file.progress.state)},
              {"headline", file.progress.headline},
              {"begun", formatTime(file.progress.begun)},
              {"ended", formatTime(file.progress.ended)},
              {"running", file.locked},
              {"torn", file.torn},
              {"path", file.path}};
  if (whole) {
    out["plan"] = actions::planJson(file.plan);
    out["progress"] = progressJson(file.progress);
    out["entries"] = Json::array();
    for (const actions::JournalEntry& entry : file.entries) {
      out["entries"].push_back(entryJson(entry));
    }
  }
  return out;
}

int list(const CommonOptions& options) {
  const actions::JournalList journals = actions::readJournals(journalFolderOf(options));
  Listing listing;
  listing.columns = {{"PLAN"}, {"STATE"}, {"TITLE"}, {"CONTEXT"}, {"BEGUN"}, {"RESULT"}};
  listing.items = Json::array();
  for (const JournalFile& file : journals.files) {
    const std::string result = file.progress.error.empty() ? file.progress.headline : file.progress.error;
    listing.rows.push_back({file.plan.id, std::string(actions::planStateWord(file.progress.state)), file.plan.title,
                            file.plan.context, formatTime(file.progress.begun), result});
    listing.items.push_back(fileJson(file, false));
  }
  if (options.output == "json") {
    const Json out = {{"kind", "actions"}, {"items", listing.items}};
    fmt::print("{}\n", out.dump(2, ' ', false, Json::error_handler_t::replace));
  } else if (listing.rows.empty()) {
    fmt::print("No plan has been carried out from this computer.\n");
  } else {
    fmt::print("{}", options.output == "md" ? renderMarkdown(listing, false) : renderTable(listing, false));
  }
  int status = 0;
  for (const Error& error : journals.unreadable) {
    status = reportError(error);
  }
  return status;
}

int show(const CommonOptions& options, const JournalFile& file) {
  if (options.output == "json") {
    fmt::print("{}\n", fileJson(file, true).dump(2, ' ', false, Json::error_handler_t::replace));
    return 0;
  }
  fmt::print("{}", progressText(file.plan, file.progress));
  fmt::print("\nJournal {}{}\n", file.path, file.torn ? " (its last line was cut short)" : "");
  for (const actions::JournalEntry& entry : file.entries) {
    fmt::print("  {:24} {:10} {}{}{}{}\n", formatTime(entry.at), entry.event, words::oneLine(entry.step),
               entry.status == 0 ? "" : fmt::format(" [{}]", entry.status),
               entry.detail.empty() ? "" : " " + words::oneLine(entry.detail),
               entry.who.empty() ? "" : " (" + words::oneLine(entry.who) + ")");
  }
  return 0;
}

int undo(const CommonOptions& options, Loaded& loaded, const JournalFile& file, const RunFlags& flags) {
  std::vector<std::string> done;
  for (const actions::StepProgress& step : file.progress.steps) {
    // What was sent and not answered may have happened: its undo finds out (a patch that changes nothing is not sent).
    if (step.state == actions::StepState::done || step.state == actions::StepState::leaving ||
        step.state == actions::StepState::calling) {
      done.push_back(step.step);
    }
  }
  const auto plan = actions::undoPlan(file.plan, done, loaded.live->source().clock().now());
  if (!plan) {
    return reportError({ErrorCode::usage, "nothing of \"" + file.plan.title + "\" can be taken back", file.plan.undo, {}, 0});
  }
  return runPlan(options, loaded, *plan, flags);
}

/// A plan that was saved, here or by a colleague: looked at and asked about again, and carried out if it still holds.
int runSaved(const CommonOptions& options, const ActionsOptions& wanted) {
  std::ifstream file(wanted.plan, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file) {
    return reportError({ErrorCode::usage, "cannot read the plan " + wanted.plan, "Give a file that --save has written", {}, 0});
  }
  const auto plan = actions::planFromJson(text);
  if (!plan) {
    return reportError(plan.error().within(wanted.plan));
  }
  auto loaded = loadCluster(options, kindsOfPlans());
  return loaded ? runPlan(options, *loaded, *plan, wanted.flags) : loaded.error();
}

int run(const CommonOptions& options, const ActionsOptions& wanted) {
  if (wanted.what == "list") {
    return list(options);
  }
  if (wanted.what == "run") {
    return runSaved(options, wanted);
  }
  const auto file = actions::findJournal(journalFolderOf(options), wanted.plan);
  if (!file) {
    return reportError(file.error());
  }
  if (wanted.what == "show") {
    return show(options, *file);
  }
  auto loaded = loadCluster(options, kindsOfPlans());
  if (!loaded) {
    return loaded.error();
  }
  return wanted.what == "resume" ? resumePlan(options, *loaded, file->path, wanted.flags)
                                 : undo(options, *loaded, *file, wanted.flags);
}

}  // namespace

Command registerActions(CLI::App& parent, CommonOptions& options) {
  CLI::App* app =
      addCommand(parent, "actions", "Plans of the journal: list, show, resume after a crash, undo; or run a saved one");
  const auto wanted = std::make_shared<ActionsOptions>();
  app->add_option("what", wanted->what, "list, show, resume, undo or run")
      ->check(CLI::IsMember({"list", "show", "resume", "undo", "run"}));
  app->add_option("plan", wanted->plan, "Id of a plan, or how it begins; a file for run");
  addRunFlags(*app, wanted->flags);
  return {app, [wanted, &options] { return run(options, *wanted); }};
}

}  // namespace claimscope::app
