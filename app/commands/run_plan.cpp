#include "app/commands/run_plan.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <fstream>
#include <future>
#include <mutex>

#include "app/commands/plan_text.h"
#include "model/actions/arming.h"
#include "model/actions/plan_json.h"
#include "model/base/json_tree.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using actions::ActionPlan;
using actions::Execution;
using actions::PlanState;

constexpr std::int64_t kPreviewMs = 60'000;
constexpr std::int64_t kBeatMs = 100;

std::atomic<int> interrupts{0};

/// Ctrl-C ends a plan between steps; a second one leaves at once (the journal then tells where it was).
class InterruptWatch {
 public:
  InterruptWatch() {
    interrupts = 0;
    struct sigaction action = {};
    action.sa_handler = [](int) {
      if (++interrupts > 1) {
        ::_exit(130);
      }
    };
    ::sigaction(SIGINT, &action, &m_before);
  }
  ~InterruptWatch() { ::sigaction(SIGINT, &m_before, nullptr); }
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

 private:
  struct sigaction m_before = {};
};

std::string whoAmI() {
  const struct passwd* user = ::getpwuid(::getuid());
  char host[256] = {};
  ::gethostname(host, sizeof(host) - 1);
  return fmt::format("{}@{}", user != nullptr ? user->pw_name : "uid " + std::to_string(::getuid()), host);
}

Status save(const ActionPlan& plan, const std::string& path) {
  std::ofstream file(path, std::ios::trunc);
  file << actions::planJson(plan).dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
  file.close();
  return file ? Status() : fail(ErrorCode::usage, "cannot write the plan to " + path, "Check the folder and its permissions");
}

std::optional<actions::Previewed> askServer(Live& live, const ActionPlan& plan,
                                            const std::shared_ptr<actions::ApiWriter>& writer) {
  const auto promise = std::make_shared<std::promise<actions::Previewed>>();
  std::future<actions::Previewed> future = promise->get_future();
  actions::preview(plan, writer, live.source().clock(),
                   [promise](actions::Previewed previewed) { promise->set_value(std::move(previewed)); });
  if (future.wait_for(std::chrono::milliseconds(kPreviewMs)) != std::future_status::ready) {
    return std::nullopt;
  }
  return future.get();
}

void printPlan(const CommonOptions& options, const ActionPlan& plan, const RunFlags& flags) {
  if (flags.print) {
    flags.print(plan);
  } else if (options.output == "json") {
    fmt::print("{}\n", actions::planJson(plan).dump(2, ' ', false, Json::error_handler_t::replace));
  } else if (options.output == "md") {
    fmt::print("{}", planMarkdown(plan));
  } else {
    fmt::print("{}", planText(plan));
  }
}

/// Why nothing may be carried out, none when it may.
std::optional<Error> refusalOf(const ActionPlan& plan, const RunFlags& flags, Time now) {
  if (plan.blocked()) {
    return Error{
        ErrorCode::usage, plan.title + " is blocked: " + plan.blockers.front().title, plan.blockers.front().detail, {}, 0};
  }
  if (flags.arm.empty()) {
    return Error{ErrorCode::usage,
                 "Claimscope is read-only: nothing is carried out without --arm",
                 "Name the context that may be changed: --arm " + words::shellWord(plan.context),
                 {},
                 0};
  }
  const auto armed = actions::arm(plan.context, flags.arm, now);
  return armed ? std::nullopt : std::optional<Error>(armed.error());
}

void sayNews(const ActionPlan& plan, const std::vector<actions::JournalEntry>& entries, std::size_t& said) {
  for (; said < entries.size(); ++said) {
    const actions::JournalEntry& entry = entries[said];
    const actions::Step* step = plan.findStep(entry.step);
    fmt::print(stderr, "{} {:9} {}{}{}\n", formatTime(Time{entry.at.ms / 1000 * 1000}), entry.event,
               words::oneLine(step != nullptr ? step->title : entry.step),
               entry.status == 0 ? "" : fmt::format(" [{}]", entry.status),
               entry.detail.empty() ? "" : ": " + words::oneLine(entry.detail));
  }
}

int carryOut(const CommonOptions& options, Loaded& loaded, Execution& execution,
             const std::shared_ptr<std::condition_variable>& woken, const std::optional<actions::Previewed>& previewed) {
  const cluster::SnapshotPtr first = loaded.live->latest();
  if (const Status started = execution.start(*first, whoAmI()); !started) {
    return reportError(started.error());
  }
  const InterruptWatch watch;
  std::mutex mutex;
  std::size_t said = execution.entries().empty() ? 0 : execution.entries().size() - 1;
  bool cancelled = false;
  while (execution.pump(*loaded.live->latest())) {
    sayNews(execution.plan(), execution.entries(), said);
    if (interrupts > 0 && !cancelled) {
      cancelled = true;
      fmt::print(stderr, "cancelled: nothing more is sent; what the server has been told goes on. Again to leave at once\n");
      execution.cancel();
    }
    std::unique_lock lock(mutex);
    woken->wait_for(lock, std::chrono::milliseconds(kBeatMs));
  }
  sayNews(execution.plan(), execution.entries(), said);
  const actions::Progress progress = execution.progress();
  if (options.output == "json") {
    Json out = {{"plan", actions::planJson(execution.plan())}};
    if (previewed) {
      out["preview"] = previewJson(*previewed);
    }
    out["progress"] = progressJson(progress);
    out["journal"] = execution.journalPath();
    fmt::print("{}\n", out.dump(2, ' ', false, Json::error_handler_t::replace));
  } else {
    fmt::print("{}\nJournal: {}\n", progressText(execution.plan(), progress), execution.journalPath());
  }
  if (progress.state != PlanState::succeeded && progress.undoPossible) {
    fmt::print(stderr, "claimscope actions undo {} takes back what can be taken back\n", execution.plan().id);
  }
  return progress.state == PlanState::succeeded ? 0 : 1;
}

}  // namespace

void addRunFlags(CLI::App& app, RunFlags& flags) {
  app.add_flag("--plan", flags.planOnly, "Only rehearse on what is known; send nothing at all");
  app.add_flag("--execute", flags.execute, "Carry it out, after permissions and a dry run on the server");
  app.add_option("--arm", flags.arm, "The name of the context that may be changed; nothing is without it")->type_name("CONTEXT");
  app.add_option("--save", flags.saveTo, "Write the plan to a file")->type_name("FILE");
}

std::string journalFolderOf(const CommonOptions& options) {
  const auto value = [&](const char* name) {
    const auto found = options.source.environment.find(name);
    return found == options.source.environment.end() ? std::string() : found->second;
  };
  return actions::journalFolder(value("XDG_STATE_HOME"), value("HOME"));
}

std::vector<Kind> kindsOfPlans() {
  return everyKind();
}

int runPlan(const CommonOptions& options, Loaded& loaded, const ActionPlan& plan, const RunFlags& flags) {
  if (!flags.saveTo.empty()) {
    if (const Status saved = save(plan, flags.saveTo); !saved) {
      return reportError(saved.error());
    }
  }
  const bool quiet = flags.execute && options.output == "json";
  if (!quiet) {
    printPlan(options, plan, flags);
  }
  const std::shared_ptr<actions::ApiWriter> writer = loaded.live->source().writer();
  if (flags.planOnly || (writer == nullptr && !flags.execute)) {
    return plan.blocked() ? 1 : loaded.problems;
  }
  if (writer == nullptr) {
    return reportError({ErrorCode::usage,
                        "there is no server that could be changed behind " + loaded.live->source().description(),
                        "Use --kubeconfig or --context",
                        {},
                        0});
  }
  const Time now = loaded.live->source().clock().now();
  if (flags.execute) {
    if (const auto refused = refusalOf(plan, flags, now)) {
      return reportError(*refused);
    }
  }
  const auto previewed = askServer(*loaded.live, plan, writer);
  if (!previewed) {
    return reportError({ErrorCode::unreachable, "the server has not answered the rehearsal in time", "Try again", {}, 0});
  }
  const bool table = options.output != "json" && options.output != "md";
  if (table) {
    fmt::print("{}", previewText(plan, *previewed));
  }
  if (!flags.execute || !previewed->ready()) {
    if (flags.execute && !previewed->ready()) {
      return reportError({previewed->allAllowed ? ErrorCode::usage : ErrorCode::forbidden,
                          previewed->allAllowed ? "the server refuses a step of the plan; nothing was sent"
                                                : "permissions are missing; nothing was sent",
                          table ? "" : "Run it without --execute to see which",
                          {},
                          0});
    }
    return plan.blocked() || !previewed->ready() ? 1 : loaded.problems;
  }
  auto journal = actions::JournalWriter::begin(journalFolderOf(options), plan, now);
  if (!journal) {
    return reportError(journal.error());
  }
  const auto woken = std::make_shared<std::condition_variable>();
  Execution execution(plan, {writer, std::move(*journal), &loaded.live->source().clock(), [woken] { woken->notify_all(); }});
  return carryOut(options, loaded, execution, woken, previewed);
}

int resumePlan(const CommonOptions& options, Loaded& loaded, const std::string& path, const RunFlags& flags) {
  const auto file = actions::readJournal(path);
  if (!file) {
    return reportError(file.error());
  }
  const Time now = loaded.live->source().clock().now();
  if (const auto refused = refusalOf(file->plan, flags, now)) {
    return reportError(*refused);
  }
  const std::shared_ptr<actions::ApiWriter> writer = loaded.live->source().writer();
  if (writer == nullptr) {
    return reportError({ErrorCode::usage, "there is no server behind " + loaded.live->source().description(), "", {}, 0});
  }
  auto journal = actions::JournalWriter::reopen(path, now);
  if (!journal) {
    return reportError(journal.error());
  }
  const auto woken = std::make_shared<std::condition_variable>();
  Execution execution(file->plan,
                      {writer, std::move(*journal), &loaded.live->source().clock(), [woken] { woken->notify_all(); }});
  return carryOut(options, loaded, execution, woken, std::nullopt);
}

}  // namespace claimscope::app
