#include "model/actions/execution.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "model/actions/answer_meaning.h"
#include "model/actions/headline.h"
#include "model/actions/kept_ready.h"
#include "model/actions/object_check.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

constexpr int kMostConflicts = 5;
constexpr int kMostFailures = 6;  // of answers that never came: 1, 2, 4, 8, 16 s apart

}  // namespace

class Execution::Impl : public std::enable_shared_from_this<Execution::Impl> {
 public:
  Impl(ActionPlan plan, Parts parts) : m_plan(std::move(plan)), m_parts(std::move(parts)) {
    m_progress = progressOf(m_plan, m_parts.journal->entries(), true);
    m_run.resize(m_plan.steps.size());
    m_resumed = m_progress.begun.isSet();
    for (StepProgress& step : m_progress.steps) {
      // Sent and never answered, or failed when the process was cut off: asked again. Every call may be repeated.
      if (step.state != StepState::done && step.state != StepState::leaving) {
        step.state = StepState::waiting;
        step.tries = 0;
      }
    }
  }

  Status start(const cluster::Snapshot& snapshot, const std::string& who) {
    if (m_plan.blocked()) {
      return fail(ErrorCode::usage, m_plan.title + " is blocked: " + m_plan.blockers.front().title,
                  m_plan.blockers.front().detail);
    }
    if (snapshot.server.origin == Origin::files || snapshot.server.origin == Origin::recording) {
      return fail(ErrorCode::usage, "files cannot be changed: there is no server behind them");
    }
    if (snapshot.server.context != m_plan.context || snapshot.server.address != m_plan.server) {
      return fail(ErrorCode::usage,
                  fmt::format("the plan {} was made for {} at {}, this is {} at {}", m_plan.id, m_plan.context, m_plan.server,
                              snapshot.server.context, snapshot.server.address),
                  "Rehearse it on this cluster");
    }
    const Namespace* system = snapshot.of<Namespace>().find({}, Text("kube-system"));
    if (!m_plan.clusterUid.empty() && system != nullptr && system->meta.uid.str() != m_plan.clusterUid) {
      return fail(ErrorCode::usage, "another cluster answers at " + m_plan.server + " than the plan was made for",
                  "Rehearse it again");
    }
    if (isOver(m_progress.state) && m_progress.state != PlanState::interrupted) {
      return fail(ErrorCode::usage, fmt::format("the plan {} is over: {}", m_plan.id, planStateWord(m_progress.state)),
                  "Rehearse a new one");
    }
    m_begun = now();
    m_progress.state = PlanState::executing;
    m_progress.begun = m_progress.begun.isSet() ? m_progress.begun : m_begun;
    if (!note({0, {}, m_resumed ? "resumed" : "confirmed", "", 0, "", who})) {
      return fail(ErrorCode::internal, m_progress.error);
    }
    return {};
  }

  bool pump(const cluster::Snapshot& snapshot) {
    if (isOver(m_progress.state)) {
      return false;
    }
    takeAnswers();
    if (m_progress.state == PlanState::verifying) {
      verify(snapshot);
    } else {
      lookAtLeaving(snapshot);
      if (m_plan.timeoutMs > 0 && now() - m_begun > m_plan.timeoutMs) {
        giveUp();
      }
      retryRefused(snapshot);
      beginSteps(snapshot);
      endWhenDone(snapshot);
    }
    m_progress.headline = headlineOf(m_plan, m_progress, now());
    return !isOver(m_progress.state);
  }

  void pause() {
    if (m_progress.state == PlanState::executing && note({0, {}, "paused", "", 0, "", ""})) {
      m_progress.state = PlanState::paused;
    }
  }
  void resume() {
    if (m_progress.state == PlanState::paused && note({0, {}, "continued", "", 0, "", ""})) {
      m_progress.state = PlanState::executing;
    }
  }
  void cancel() {
    if (!isOver(m_progress.state) && m_stop == Stop::no && note({0, {}, "cancelled", "", 0, "by a person", ""})) {
      m_stop = Stop::cancelled;
      if (m_progress.state == PlanState::paused || m_progress.state == PlanState::verifying) {
        m_progress.state = PlanState::executing;
      }
      skipWaiting("cancelled");
    }
  }

  const ActionPlan m_plan;
  Parts m_parts;
  Progress m_progress;

 private:
  enum class Stop { no, cancelled, failed, timedOut, journal };
  enum class Phase { idle, reading, calling };
  struct Run {
    Phase phase = Phase::idle;
    int conflicts = 0;
    int failures = 0;
    Time leavingSince;
  };
  struct Inbox {
    std::size_t step;
    Phase phase;
    ApiAnswer answer;
  };

  [[nodiscard]] Time now() const { return m_parts.clock->now(); }

  /// Writes a line; a journal that cannot be written ends everything.
  bool note(JournalEntry entry) {
    entry.at = now();
    if (const Status status = m_parts.journal->write(std::move(entry)); !status) {
      m_stop = Stop::journal;
      m_progress.state = PlanState::failed;
      m_progress.error = "the journal cannot be written: " + status.error().text();
      m_progress.ended = now();
      return false;
    }
    return true;
  }
  void setStep(std::size_t index, StepState state, std::string detail) {
    StepProgress& step = m_progress.steps[index];
    step.state = state;
    step.detail = std::move(detail);
    step.since = now();
    if (state == StepState::done || state == StepState::failed || state == StepState::skipped) {
      step.ended = step.since;
    }
  }
  bool noteStep(std::size_t index, std::string event, int status, std::string detail) {
    return note({0, {}, std::move(event), m_plan.steps[index].id, status, std::move(detail), ""});
  }

  void send(std::size_t index, Phase phase, ApiCall call) {
    m_run[index].phase = phase;
    ++m_inFlight;
    m_parts.writer->send(std::move(call), [self = shared_from_this(), index, phase](ApiAnswer answer) {
      {
        const std::lock_guard lock(self->m_inboxMutex);
        self->m_inbox.push_back({index, phase, std::move(answer)});
      }
      if (self->m_parts.wake) {
        self->m_parts.wake();
      }
    });
  }

  void takeAnswers() {
    while (true) {
      std::optional<Inbox> next;
      {
        const std::lock_guard lock(m_inboxMutex);
        if (m_inbox.empty()) {
          return;
        }
        next = std::move(m_inbox.front());
        m_inbox.pop_front();
      }
      --m_inFlight;
      m_run[next->step].phase = Phase::idle;
      next->phase == Phase::reading ? onRead(next->step, next->answer) : onAnswer(next->step, next->answer);
    }
  }

  /// Looks at the target first where that decides something; else calls at once.
  void begin(std::size_t index) {
    const Step& step = m_plan.steps[index];
    StepProgress& progress = m_progress.steps[index];
    progress.begun = progress.begun.isSet() ? progress.begun : now();
    const bool looks = !step.call.target.uid.empty() && (step.call.verb == Verb::patch || !step.guards.empty());
    setStep(index, StepState::calling, looks ? "reads it once more" : "");
    looks ? send(index, Phase::reading, readOf(step.call.target)) : call(index, {});
  }

  void onRead(std::size_t index, const ApiAnswer& answer) {
    const Step& step = m_plan.steps[index];
    if (m_stop != Stop::no) {
      setStep(index, StepState::skipped, "not sent");
      return;
    }
    if (answer.error) {
      if (answer.status == 404 && step.call.verb != Verb::patch) {
        taken(index, answer.status, "it was gone already");
      } else if (answer.status == 0 || answer.status >= 500 || answer.status == 429) {
        tryLater(index, answer, answer.error->message, false);
      } else {
        failStep(index, answer.status, answer.error->message);
      }
      return;
    }
    const ObjectCheck check = checkObject(step, answer.body);
    if (!check.moved.empty()) {
      failStep(index, answer.status, check.moved);
    } else if (check.alreadySo) {
      taken(index, answer.status, "it is so already, nothing was sent");
    } else {
      call(index, check.resourceVersion);
    }
  }

  void call(std::size_t index, const std::string& resourceVersion) {
    const Step& step = m_plan.steps[index];
    CallOptions options{false, {}, m_plan.id};
    if (step.call.verb == Verb::patch) {
      options.resourceVersion = resourceVersion;
    } else if (step.exactVersion) {
      options.resourceVersion = step.call.target.resourceVersion;
    }
    ++m_progress.steps[index].tries;
    // The intent is on disk before anything leaves: after a crash it is known that this may have happened.
    if (!noteStep(index, "calling", 0, fmt::format("try {}", m_progress.steps[index].tries))) {
      return;
    }
    m_progress.steps[index].detail.clear();
    send(index, Phase::calling, requestOf(step.call, options));
  }

  void onAnswer(std::size_t index, const ApiAnswer& answer) {
    const Step& step = m_plan.steps[index];
    m_progress.steps[index].status = answer.status;
    const AnswerMeaning meaning = meaningOf(step, answer);
    switch (meaning.kind) {
      case AnswerMeaning::Kind::taken:
        taken(index, answer.status, meaning.detail);
        break;
      case AnswerMeaning::Kind::goneBefore:
        taken(index, answer.status, "it was gone already");
        break;
      case AnswerMeaning::Kind::ending:
        taken(index, answer.status, "its namespace is being deleted: " + meaning.detail);
        break;
      case AnswerMeaning::Kind::exists:
        m_run[index].conflicts = kMostConflicts;
        lookWhoseItIs(index, meaning.detail);
        break;
      case AnswerMeaning::Kind::conflict:
        if (++m_run[index].conflicts >= kMostConflicts) {
          failStep(index, answer.status, meaning.detail);
        } else if (m_stop == Stop::no) {
          begin(index);
        } else {
          setStep(index, StepState::skipped, "not sent again");
        }
        break;
      case AnswerMeaning::Kind::budget:
        if (step.waitsForBudget || m_run[index].failures < kMostFailures) {
          tryLater(index, answer, meaning.detail, step.waitsForBudget);
        } else {
          failStep(index, answer.status, meaning.detail);
        }
        break;
      case AnswerMeaning::Kind::again:
        tryLater(index, answer, meaning.detail, false);
        break;
      case AnswerMeaning::Kind::failed:
        failStep(index, answer.status, meaning.detail);
        break;
    }
  }

  /// Something of this name is there: ours from an earlier try, or another's.
  void lookWhoseItIs(std::size_t index, std::string detail) {
    ++m_inFlight;
    m_run[index].phase = Phase::reading;
    m_parts.writer->send(readOf(m_plan.steps[index].call.target),
                         [self = shared_from_this(), index, detail = std::move(detail)](const ApiAnswer& answer) {
                           ApiAnswer meant;
                           const bool ours = !answer.error && madeByPlan(answer.body, self->m_plan.id);
                           meant.status = ours ? 201 : 422;
                           if (!ours) {
                             meant.error = Error{ErrorCode::invalidInput, detail, "", {}, 409};
                           }
                           {
                             const std::lock_guard lock(self->m_inboxMutex);
                             self->m_inbox.push_back({index, Phase::calling, std::move(meant)});
                           }
                           if (self->m_parts.wake) {
                             self->m_parts.wake();
                           }
                         });
  }

  void taken(std::size_t index, int status, const std::string& detail) {
    m_run[index].failures = 0;
    if (!noteStep(index, "answered", status, detail)) {
      return;
    }
    if (!m_plan.steps[index].until) {
      finishStep(index, detail);
      return;
    }
    setStep(index, StepState::leaving, detail);
    m_run[index].leavingSince = now();
  }
  void finishStep(std::size_t index, const std::string& detail) {
    setStep(index, StepState::done, detail);
    (void)noteStep(index, "done", 0, detail);
  }
  void failStep(std::size_t index, int status, const std::string& detail) {
    m_progress.steps[index].status = status;
    setStep(index, StepState::failed, detail);
    if (!noteStep(index, "failed", status, detail)) {
      return;
    }
    if (m_plan.steps[index].essential && m_stop == Stop::no) {
      m_stop = Stop::failed;
      m_progress.error = m_plan.steps[index].title + ": " + detail;
      skipWaiting("a step before it failed");
    }
  }
  void tryLater(std::size_t index, const ApiAnswer& answer, const std::string& detail, bool budget) {
    if (m_stop != Stop::no) {
      setStep(index, StepState::skipped, "not tried again: " + detail);
      (void)noteStep(index, "skipped", answer.status, detail);
      return;
    }
    if (!budget && ++m_run[index].failures >= kMostFailures) {
      failStep(index, answer.status, detail);
      return;
    }
    const std::int64_t asked = answer.error ? answer.error->retryAfterMs.value_or(0) : 0;
    const std::int64_t wait =
        budget ? m_plan.retryMs : std::max<std::int64_t>(asked, std::int64_t{1000} << (m_run[index].failures - 1));
    setStep(index, StepState::refused, detail);
    m_progress.steps[index].nextTry = now() + wait;
    (void)noteStep(index, "waiting", answer.status, detail);
  }

  void lookAtLeaving(const cluster::Snapshot& snapshot) {
    for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
      StepProgress& progress = m_progress.steps[i];
      if (progress.state != StepState::leaving) {
        continue;
      }
      const Expectation& until = *m_plan.steps[i].until;
      const Outlook outlook = look(snapshot, until);
      // A fact that was so before the call proves nothing until the picture is newer than the answer.
      const bool fresh = until.kind == Expectation::Kind::podGone || until.kind == Expectation::Kind::claimGone ||
                         !m_run[i].leavingSince.isSet() || snapshot.time > m_run[i].leavingSince;
      progress.detail = outlook.detail;
      if (outlook.state == Outlook::State::met && fresh) {
        finishStep(i, outlook.detail);
      } else if (outlook.state == Outlook::State::never) {
        failStep(i, 0, outlook.detail);
      } else if (until.deadlineMs > 0 && m_run[i].leavingSince.isSet() && now() - m_run[i].leavingSince > until.deadlineMs) {
        failStep(i, 0, fmt::format("not so after {}: {}", words::duration(until.deadlineMs), outlook.detail));
      } else if (!m_run[i].leavingSince.isSet()) {
        m_run[i].leavingSince = now();
      }
    }
  }

  void retryRefused(const cluster::Snapshot& snapshot) {
    for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
      StepProgress& progress = m_progress.steps[i];
      if (progress.state != StepState::refused || m_stop != Stop::no) {
        continue;
      }
      if (const auto& until = m_plan.steps[i].until;
          until && until->kind == Expectation::Kind::podGone && look(snapshot, *until).state == Outlook::State::met) {
        finishStep(i, "gone without our doing");
      } else if (m_progress.state == PlanState::executing && now() >= progress.nextTry) {
        begin(i);
      }
    }
  }

  /// What workloads can spare in one snapshot, counted when the first step asks.
  struct Spare {
    std::optional<ReadyPods> ready;
    std::set<std::string> leaving;  ///< uids of pods that we have asked away, whether or not the snapshot knows
  };
  bool maySpare(std::size_t index, const cluster::Snapshot& snapshot, Spare& spare) {
    const Step& step = m_plan.steps[index];
    if (!step.keeps) {
      return true;
    }
    if (const auto& until = step.until; until && look(snapshot, *until).state == Outlook::State::met) {
      finishStep(index, "gone without our doing");
      return false;
    }
    if (!spare.ready) {
      std::set<Text> namespaces;
      for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
        if (const Step& one = m_plan.steps[i]; one.keeps) {
          namespaces.emplace(one.keeps->workload.namespaceName);
          const StepState state = m_progress.steps[i].state;
          if (state == StepState::calling || state == StepState::leaving || state == StepState::refused) {
            spare.leaving.insert(one.call.target.uid);
          }
        }
      }
      spare.ready.emplace(snapshot, namespaces);
    }
    std::string& detail = m_progress.steps[index].detail;
    detail = spare.ready->holdsBack(*step.keeps, step.call.target.uid, spare.leaving);
    if (detail.empty()) {
      spare.leaving.insert(step.call.target.uid);
    }
    return detail.empty();
  }

  [[nodiscard]] bool mayBegin(const Step& step) const {
    return std::all_of(step.after.begin(), step.after.end(), [&](const std::string& before) {
      const auto found = std::find_if(m_progress.steps.begin(), m_progress.steps.end(),
                                      [&](const StepProgress& progress) { return progress.step == before; });
      return found != m_progress.steps.end() && found->state == StepState::done;
    });
  }
  /// A step before it has ended without being done: it will never be its turn.
  [[nodiscard]] bool neverBegins(const Step& step) const {
    return std::any_of(step.after.begin(), step.after.end(), [&](const std::string& before) {
      const auto found = std::find_if(m_progress.steps.begin(), m_progress.steps.end(),
                                      [&](const StepProgress& progress) { return progress.step == before; });
      return found == m_progress.steps.end() || found->state == StepState::failed || found->state == StepState::skipped;
    });
  }

  void beginSteps(const cluster::Snapshot& snapshot) {
    if (m_progress.state != PlanState::executing || m_stop != Stop::no) {
      return;
    }
    Spare spare;
    for (std::size_t i = 0; i < m_plan.steps.size() && m_stop == Stop::no; ++i) {
      if (m_progress.steps[i].state != StepState::waiting) {
        continue;
      }
      const std::size_t busy = m_progress.count(StepState::calling) + m_progress.count(StepState::leaving);
      if (m_plan.parallel > 0 && busy >= m_plan.parallel) {
        return;
      }
      if (neverBegins(m_plan.steps[i])) {
        setStep(i, StepState::skipped, "a step before it failed");
        (void)noteStep(i, "skipped", 0, "a step before it failed");
      } else if (mayBegin(m_plan.steps[i]) && maySpare(i, snapshot, spare)) {
        begin(i);
      }
    }
  }

  void skipWaiting(const std::string& why) {
    for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
      const StepState state = m_progress.steps[i].state;
      if (state == StepState::waiting || state == StepState::refused) {
        setStep(i, StepState::skipped, why);
        (void)noteStep(i, "skipped", 0, why);
      }
    }
  }
  void giveUp() {
    if (m_stop == Stop::no) {
      m_stop = Stop::timedOut;
      m_progress.error = "not done after " + words::duration(m_plan.timeoutMs);
      skipWaiting("the time was up");
    }
    for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
      if (m_progress.steps[i].state == StepState::leaving) {
        failStep(i, 0, "the time was up: " + m_progress.steps[i].detail);
      }
    }
  }

  void endWhenDone(const cluster::Snapshot& snapshot) {
    const bool open = std::any_of(m_progress.steps.begin(), m_progress.steps.end(), [&](const StepProgress& step) {
      return step.state == StepState::calling || (m_stop == Stop::no && step.state != StepState::done &&
                                                  step.state != StepState::failed && step.state != StepState::skipped);
    });
    // Cancelled: what the server has been told goes on without us; it is looked at no longer than it takes to be answered.
    if (open || m_inFlight > 0 || isOver(m_progress.state)) {
      return;
    }
    if (m_stop == Stop::cancelled) {
      end(PlanState::cancelled);
    } else if (m_stop == Stop::timedOut) {
      end(PlanState::timedOut);
    } else if (m_stop != Stop::no || m_progress.count(StepState::failed) > 0) {
      if (m_progress.error.empty()) {
        m_progress.error = words::counted(static_cast<std::int64_t>(m_progress.count(StepState::failed)), "step") + " failed";
      }
      end(PlanState::failed);
    } else {
      m_progress.state = PlanState::verifying;
      m_verifyingSince = now();
      m_progress.checks.clear();
      for (const Expectation& expectation : m_plan.verify) {
        m_progress.checks.push_back({expectation, {}, {}});
      }
      verify(snapshot);
    }
  }

  void verify(const cluster::Snapshot& snapshot) {
    bool all = true;
    std::string open;
    for (CheckProgress& check : m_progress.checks) {
      check.outlook = look(snapshot, check.expectation);
      const bool met = check.outlook.state == Outlook::State::met;
      check.metAt = met ? (check.metAt.isSet() ? check.metAt : now()) : Time();
      if (!met && all) {
        open = (check.expectation.text.empty() ? std::string(expectationWord(check.expectation.kind)) : check.expectation.text) +
               ": " + check.outlook.detail;
      }
      all = all && met;
    }
    if (all) {
      if (m_plan.verify.empty() || note({0, {}, "verified", "", 0, "", ""})) {
        end(PlanState::succeeded);
      }
    } else if (now() - m_verifyingSince > m_plan.verifyMs) {
      m_progress.error = "done, but not as expected: " + open;
      end(PlanState::timedOut);
    }
  }

  void end(PlanState state) {
    m_progress.undoPossible = std::any_of(m_plan.steps.begin(), m_plan.steps.end(), [&](const Step& step) {
      const auto index = static_cast<std::size_t>(&step - m_plan.steps.data());
      return step.inverse && m_progress.steps[index].state == StepState::done;
    });
    if (note({0,
              {},
              "ended",
              "",
              0,
              std::string(planStateWord(state)) + (m_progress.error.empty() ? "" : ": " + m_progress.error),
              ""})) {
      m_progress.state = state;
      m_progress.ended = now();
    }
  }

  std::vector<Run> m_run;
  bool m_resumed = false;
  Time m_begun;  ///< by this process: a timeout counts from here
  Time m_verifyingSince;
  Stop m_stop = Stop::no;
  std::size_t m_inFlight = 0;
  std::mutex m_inboxMutex;
  std::deque<Inbox> m_inbox;
};

Execution::Execution(ActionPlan plan, Parts parts) : m_impl(std::make_shared<Impl>(std::move(plan), std::move(parts))) {}
Execution::~Execution() = default;

Status Execution::start(const cluster::Snapshot& snapshot, const std::string& who) {
  return m_impl->start(snapshot, who);
}
bool Execution::pump(const cluster::Snapshot& snapshot) {
  return m_impl->pump(snapshot);
}
void Execution::pause() {
  m_impl->pause();
}
void Execution::resume() {
  m_impl->resume();
}
void Execution::cancel() {
  m_impl->cancel();
}
const ActionPlan& Execution::plan() const {
  return m_impl->m_plan;
}
Progress Execution::progress() const {
  return m_impl->m_progress;
}
const std::vector<JournalEntry>& Execution::entries() const {
  return m_impl->m_parts.journal->entries();
}
const std::string& Execution::journalPath() const {
  return m_impl->m_parts.journal->path();
}

}  // namespace claimscope::actions
