// ActionsView: what the pages of guided actions and workflows are given, and what they ask for. GUI thread.
#pragma once

#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/actions/action.h"
#include "model/actions/arming.h"
#include "model/actions/fitting_nodes.h"
#include "model/actions/forecast_comparison.h"
#include "model/actions/journal.h"
#include "model/actions/preview.h"
#include "model/actions/progress.h"
#include "model/diagnosis/workflow.h"

namespace claimscope::ui {

/// A plan in some stage, with what the server said to it.
struct Rehearsal {
  std::uint64_t number = 0;  ///< counts up with every question, so that a late answer is known as such
  actions::ActionRequest request;
  std::shared_ptr<const actions::ActionPlan> plan;  ///< null while it is computed, and where `error` says why there is none
  std::optional<Error> error;
  std::shared_ptr<const actions::Previewed> preview;  ///< null until the server has answered; sources without a server have none
  bool asking = false;                                ///< the server is being asked
  bool undo = false;                                  ///< of a plan that was carried out: its request is that plan's
  QString note;                                       ///< why there is no preview: "A demo has no server to ask"
};

/// A plan that is carried out, or was.
struct PlanRecord {
  std::shared_ptr<const actions::ActionPlan> plan;
  actions::Progress progress;
  std::vector<actions::JournalEntry> entries;  ///< newest last
  std::string path;                            ///< of the journal
  bool running = false;                        ///< by this window
  bool elsewhere = false;                      ///< another process holds its journal and carries it out
  bool resumable = false;
};

/// A context as the arm state lists it.
struct ArmChoice {
  std::string context;
  bool connected = false;
};

struct ActionsView {
  actions::Arming arming;
  std::int64_t armedMs = 0;  ///< how long it lasts yet, for the context in sight; 0: read-only
  std::string context;       ///< of the source in sight
  bool canWrite = false;     ///< a live API server; `cannotBecause` says why not
  QString cannotBecause;
  std::string who;                                              ///< who would confirm here: the user of this computer
  Time now;                                                     ///< by the clock of the source in sight
  std::vector<ArmChoice> contexts;                              ///< besides the one in sight
  std::shared_ptr<const Rehearsal> rehearsal;                   ///< null: none is asked for
  std::shared_ptr<const actions::ForecastComparison> forecast;  ///< of a rehearsed drain of devices, live; null: none
  std::shared_ptr<const actions::FittingNodes> fitting;         ///< of a rehearsed reservation; null: not looked for, or not yet
  std::vector<std::shared_ptr<const PlanRecord>> plans;         ///< running first, then newest first
  std::vector<Error> unreadable;                                ///< journals that could not be read
  std::optional<Error> trouble;                                 ///< why the newest wish was not carried out
  std::shared_ptr<const diagnosis::WorkflowResult> workflow;    ///< of the workflow that is open; null: none
  std::optional<Error> workflowError;                           ///< why it could not run
  [[nodiscard]] bool armed() const { return armedMs > 0; }
};
using ActionsViewPtr = std::shared_ptr<const ActionsView>;

/// What the pages ask the composition root for. All return at once; answers come with the next ActionsView.
struct ActionsDesk {
  std::function<void(const actions::ActionRequest&)> rehearse;  ///< plan and ask the server, again too
  std::function<void()> forgetRehearsal;
  std::function<std::optional<Error>(const std::string& typed)> arm;  ///< an error says what is wrong with the name
  std::function<void()> disarm;
  std::function<std::optional<Error>(const std::string& planId)> execute;  ///< the rehearsed plan, confirmed by the person
  std::function<void(const std::string& planId)> pause;
  std::function<void(const std::string& planId)> goOn;
  std::function<void(const std::string& planId)> cancel;
  std::function<std::optional<Error>(const std::string& planId)> resumeFromJournal;
  std::function<void(const std::string& planId)> rehearseUndo;  ///< the undo plan becomes the rehearsal
  std::function<void(const std::string& workflow, const std::optional<diagnosis::ObjectRef>&)> runWorkflow;
  std::function<void()> forgetWorkflow;
  std::function<void(const std::string& planId)> savePlan;     ///< opens a file dialog
  std::function<void()> openPlan;                              ///< a saved plan's request is rehearsed anew
  std::function<void(const std::string& planId)> showJournal;  ///< the file itself, in the desktop's viewer; empty: the folder
  std::function<void()> readJournals;                          ///< again, since other programs write them too
};

}  // namespace claimscope::ui
