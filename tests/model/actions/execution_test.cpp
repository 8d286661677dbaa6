// Execution: a plan carried out against a scripted server: order, guards, budgets, crashes, cancelling. One thread.
#include <QtTest>

#include "model/actions/action.h"
#include "model/actions/execution.h"
#include "model/actions/preview.h"
#include "tests/kit/temporary_folder.h"
#include "tests/model/actions/fake_server.h"

using namespace claimscope;
using namespace claimscope::actions;

namespace {

struct Rig {
  explicit Rig(int pods = 3) {
    for (int i = 0; i < pods; ++i) {
      server->pods["p" + std::to_string(i)] = "uid-p" + std::to_string(i);
    }
    plan = drainLike(*server);
  }
  void begin() {
    auto journal = JournalWriter::begin(folder.path().string(), plan, clock.now());
    QVERIFY2(journal.has_value(), journal ? "" : journal.error().message.c_str());
    path = (*journal)->path();
    execution = std::make_unique<Execution>(plan, Execution::Parts{server, std::move(*journal), &clock, {}});
    const Status started = execution->start(*snapshot(), "kim@laptop");
    QVERIFY2(started.has_value(), started ? "" : started.error().message.c_str());
  }
  void reopen() {
    execution.reset();
    auto journal = JournalWriter::reopen(path, clock.now());
    QVERIFY2(journal.has_value(), journal ? "" : journal.error().message.c_str());
    execution = std::make_unique<Execution>(plan, Execution::Parts{server, std::move(*journal), &clock, {}});
    const Status started = execution->start(*snapshot(), "kim@laptop");
    QVERIFY2(started.has_value(), started ? "" : started.error().message.c_str());
  }
  [[nodiscard]] cluster::SnapshotPtr snapshot() const { return server->snapshot(formatTime(clock.now())); }
  /// Pumps in steps of 250 ms until it is over or a time has passed.
  void run(std::int64_t forMs = 60'000) {
    for (std::int64_t spent = 0; spent < forMs && execution->pump(*snapshot()); spent += 250) {
      clock.advance(250);
    }
  }
  [[nodiscard]] StepState stateOf(const std::string& step) const {
    for (const StepProgress& progress : execution->progress().steps) {
      if (progress.step == step) {
        return progress.state;
      }
    }
    return StepState::waiting;
  }

  ManualClock clock{*parseTime("2026-11-24T10:00:00Z")};
  kit::TemporaryFolder folder;
  std::shared_ptr<FakeServer> server = std::make_shared<FakeServer>();
  ActionPlan plan;
  std::string path;
  std::unique_ptr<Execution> execution;
};

std::string wordOf(PlanState state) {
  return std::string(planStateWord(state));
}

}  // namespace

class ExecutionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyStepInOrderAndOnlyThese() {
    Rig rig;
    rig.begin();
    rig.run();
    const Progress progress = rig.execution->progress();
    QCOMPARE(wordOf(progress.state), std::string("succeeded"));
    QVERIFY(rig.server->cordoned);
    QVERIFY(rig.server->pods.empty());
    QCOMPARE(rig.server->count("POST", "/eviction"), std::size_t{3});
    QCOMPARE(rig.server->mutations(), std::size_t{4});
    // Nothing is evicted before the node takes no more pods, and every eviction names the uid.
    QCOMPARE(rig.server->calls[0].method, std::string("GET"));
    QCOMPARE(rig.server->calls[1].method, std::string("PATCH"));
    QVERIFY(rig.server->calls[1].body.find("\"resourceVersion\":\"7\"") != std::string::npos);
    QVERIFY(rig.server->calls[2].body.find("\"uid\":\"uid-p0\"") != std::string::npos);
    QVERIFY(progress.undoPossible);
    QVERIFY2(progress.headline.find("3 of 3 pods gone") != std::string::npos, progress.headline.c_str());
  }

  void aBudgetIsWaitedFor() {
    Rig rig;
    rig.server->budgetRefusals["p1"] = 3;
    rig.begin();
    rig.run(2'000);
    QCOMPARE(std::string(stepStateWord(rig.stateOf("evict:ml/p1"))), std::string("refused"));
    QVERIFY(rig.execution->progress().headline.find("1 waits for a budget") != std::string::npos);
    rig.run();
    QCOMPARE(wordOf(rig.execution->progress().state), std::string("succeeded"));
    QCOMPARE(rig.server->count("POST", "/p1/eviction"), std::size_t{4});
    QCOMPARE(rig.execution->progress().steps[2].tries, 4);
  }

  void onlySoManyOfAWorkloadGoAtATime() {
    Rig rig(4);
    rig.plan.steps.erase(rig.plan.steps.begin());  // no cordon: pods alone
    for (Step& step : rig.plan.steps) {
      step.after.clear();
      step.keeps = KeptReady{{"statefulset", "ml", "set"}, "uid-set", 3};
    }
    rig.plan.verify.clear();
    seal(rig.plan);
    rig.begin();
    rig.run(5'000);
    // One is gone, nobody has made another: the rest stays, and says why.
    QCOMPARE(rig.server->mutations(), std::size_t{1});
    QCOMPARE(rig.execution->progress().steps[1].detail, std::string("ml/set would have 2 pods Ready, 3 are to stay"));
    QVERIFY2(rig.execution->progress().headline.find("3 wait until others are Ready") != std::string::npos,
             rig.execution->progress().headline.c_str());
    // Another comes and is not Ready yet, then is: one more goes, no two.
    rig.server->pods["q0"] = "uid-q0";
    rig.server->notReady = {"q0"};
    rig.run(5'000);
    QCOMPARE(rig.server->mutations(), std::size_t{1});
    rig.server->notReady.clear();
    rig.run(5'000);
    QCOMPARE(rig.server->mutations(), std::size_t{2});
    // One that serves nobody may go at any time, and one that went by itself is not asked for.
    rig.server->notReady = {"p2"};
    rig.server->pods.erase("p3");
    rig.run(5'000);
    QCOMPARE(rig.server->mutations(), std::size_t{3});
    QCOMPARE(wordOf(rig.execution->progress().state), std::string("succeeded"));
    QCOMPARE(rig.execution->progress().steps[3].detail, std::string("gone without our doing"));
  }

  void podsOnTheirWayOutAreCountedAsGone() {
    Rig rig(4);
    rig.plan.steps.erase(rig.plan.steps.begin());
    for (Step& step : rig.plan.steps) {
      step.after.clear();
      step.keeps = KeptReady{{"statefulset", "ml", "set"}, "uid-set", 2};
    }
    rig.plan.verify.clear();
    seal(rig.plan);
    rig.server->leave = false;  // evicted, and the watch says nothing of it for a while
    rig.begin();
    rig.run(5'000);
    QCOMPARE(rig.server->mutations(), std::size_t{2});
  }

  void theTimeoutEndsWaitingForABudget() {
    Rig rig;
    rig.server->budgetRefusals["p1"] = 1'000'000;
    rig.plan.timeoutMs = 30'000;
    seal(rig.plan);
    rig.begin();
    rig.run(120'000);
    QCOMPARE(wordOf(rig.execution->progress().state), std::string("timedOut"));
    QCOMPARE(rig.server->count("POST", "/p1/eviction"), std::size_t{6});  // every 5 s as kubectl
    QCOMPARE(std::string(stepStateWord(rig.stateOf("evict:ml/p1"))), std::string("skipped"));
    QVERIFY(rig.server->cordoned);
  }

  void anotherPodOfTheSameNameIsLeftAlone() {
    Rig rig;
    rig.begin();
    rig.server->pods["p0"] = "uid-recreated";  // between rehearsal and eviction
    rig.run(5'000);
    QCOMPARE(std::string(stepStateWord(rig.stateOf("evict:ml/p0"))), std::string("done"));
    QCOMPARE(rig.server->pods.at("p0"), std::string("uid-recreated"));
  }

  void aNodeThatMovedRefuses() {
    Rig rig;
    rig.begin();
    rig.server->nodeUid = "uid-other";
    rig.run();
    QCOMPARE(wordOf(rig.execution->progress().state), std::string("failed"));
    QCOMPARE(rig.server->mutations(), std::size_t{0});
    QVERIFY2(rig.execution->progress().error.find("another object") != std::string::npos,
             rig.execution->progress().error.c_str());
  }

  void aConflictIsLookedAtAgain() {
    Rig rig;
    rig.server->conflicts = 2;
    rig.begin();
    rig.run();
    QCOMPARE(wordOf(rig.execution->progress().state), std::string("succeeded"));
    QCOMPARE(rig.server->count("PATCH"), std::size_t{3});
  }

  void severalBudgetsFailThatPodAlone() {
    Rig rig;
    rig.server->scripted["/api/v1/namespaces/ml/pods/p1/eviction"] = {
        500, R"({"message":"This pod has more than one PodDisruptionBudget, which the eviction subresource does not support."})",
        Error{ErrorCode::serverError, "HTTP 500", "", {}, 500}};
    rig.begin();
    rig.run();
    QCOMPARE(wordOf(rig.execution->progress().state), std::string("failed"));
    QCOMPARE(rig.server->count("POST", "/p1/eviction"), std::size_t{1});
    QCOMPARE(std::string(stepStateWord(rig.stateOf("evict:ml/p2"))), std::string("done"));
    QVERIFY(rig.execution->progress().undoPossible);
  }

  void aServerThatDoesNotAnswerIsAskedAgain() {
    Rig rig;
    rig.server->scripted["/api/v1/namespaces/ml/pods/p1/eviction"] = {0, "", Error{ErrorCode::unreachable, "reset", "", {}, 0}};
    rig.begin();
    rig.run(4'000);
    QCOMPARE(std::string(stepStateWord(rig.stateOf("evict:ml/p1"))), std::string("refused"));
    rig.server->scripted.clear();
    rig.run();
    QCOMPARE(wordOf(rig.execution->progress().state), std::string("succeeded"));
  }

  void cancelSendsNothingMore() {
    Rig rig(40);
    rig.plan.parallel = 2;
    seal(rig.plan);
    rig.server->leave = false;
    rig.begin();
    rig.run(3'000);
    const std::size_t sent = rig.server->count("POST", "/eviction");
    QCOMPARE(sent, std::size_t{2});
    rig.execution->cancel();
    rig.run();
    QCOMPARE(wordOf(rig.execution->progress().state), std::string("cancelled"));
    QCOMPARE(rig.server->count("POST", "/eviction"), sent);
    QVERIFY(rig.execution->progress().undoPossible);
  }

  void pauseBeginsNothing() {
    Rig rig;
    rig.begin();
    rig.execution->pause();
    rig.run(5'000);
    QCOMPARE(rig.server->mutations(), std::size_t{0});
    rig.execution->resume();
    rig.run();
    QCOMPARE(wordOf(rig.execution->progress().state), std::string("succeeded"));
  }

  void whatCannotBeStarted() {
    Rig rig;
    auto journal = JournalWriter::begin(rig.folder.path().string(), rig.plan, rig.clock.now());
    rig.plan.blockers.push_back({Mark::blocked, "PDB x allows 0 disruptions", "wait"});
    Execution blocked(rig.plan, {rig.server, std::move(*journal), &rig.clock, {}});
    QVERIFY(!blocked.start(*rig.snapshot(), "kim"));
    rig.plan.blockers.clear();
    rig.plan.context = "other";
    auto second = JournalWriter::begin(rig.folder.path().string(), rig.plan, rig.clock.now());
    Execution elsewhere(rig.plan, {rig.server, std::move(*second), &rig.clock, {}});
    const Status refused = elsewhere.start(*rig.snapshot(), "kim");
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.find("was made for other") != std::string::npos, refused.error().message.c_str());
    QVERIFY(rig.server->calls.empty());
  }

  /// The process dies after any number of requests; the journal tells what may have happened and resuming finishes, each pod
  /// evicted once.
  void everyCrashCanBeResumed() {
    for (std::size_t i = 0; i < 20; ++i) {
      Rig rig(8);
      rig.plan.parallel = 3;
      seal(rig.plan);
      rig.server->deadAfter = i / 2;
      rig.server->lastArrives = i % 2 == 1;
      rig.begin();
      rig.run(2'000);
      rig.execution.reset();
      const auto file = readJournal(rig.path);
      QVERIFY2(file.has_value(), file ? "" : file.error().message.c_str());
      QVERIFY(!file->locked);
      QCOMPARE(wordOf(file->progress.state), std::string("interrupted"));
      for (const StepProgress& step : file->progress.steps) {
        const bool gone = step.step.rfind("evict:ml/", 0) == 0 && rig.server->pods.count(step.step.substr(9)) == 0;
        QVERIFY2(!gone || step.state != StepState::waiting, "a pod is gone that the journal knows nothing of");
      }
      rig.server->deadAfter = SIZE_MAX;
      rig.reopen();
      rig.run();
      QCOMPARE(wordOf(rig.execution->progress().state), std::string("succeeded"));
      QVERIFY(rig.server->pods.empty());
    }
  }

  void undoTakesBackTheCordon() {
    Rig rig;
    rig.begin();
    rig.run();
    std::vector<std::string> done;
    for (const StepProgress& step : rig.execution->progress().steps) {
      done.push_back(step.step);
    }
    const auto undo = undoPlan(rig.plan, done, rig.clock.now());
    QVERIFY(undo.has_value());
    QCOMPARE(undo->steps.size(), std::size_t{1});
    QCOMPARE(undo->steps[0].call.kubectl, std::string("kubectl uncordon n1"));
    rig.plan = *undo;
    rig.begin();
    rig.run();
    QCOMPARE(wordOf(rig.execution->progress().state), std::string("succeeded"));
    QVERIFY(!rig.server->cordoned);
  }

  void previewChangesNothing() {
    Rig rig;
    rig.server->budgetRefusals["p1"] = 1;
    Previewed out;
    preview(rig.plan, rig.server, rig.clock, [&](Previewed previewed) { out = std::move(previewed); });
    QCOMPARE(rig.server->mutations(), std::size_t{0});
    QVERIFY(out.ready());
    QCOMPARE(out.needs.size(), std::size_t{2});
    QCOMPARE(out.steps.size(), std::size_t{4});
    QCOMPARE(out.steps[0].changes.size(), std::size_t{1});
    QCOMPARE(out.steps[0].changes[0].pointer, std::string("/spec/unschedulable"));
    QVERIFY(out.steps[2].result == StepPreview::Result::waits);
    QVERIFY(out.steps[2].detail.find("disruption budget") != std::string::npos);
    for (const ApiCall& call : rig.server->calls) {
      QVERIFY(call.path.find("/eviction") == std::string::npos || call.body.find("\"dryRun\":[\"All\"]") != std::string::npos);
    }
  }

  void previewNamesWhatIsMissing() {
    Rig rig;
    rig.server->denied = {"create pods/eviction"};
    Previewed out;
    preview(rig.plan, rig.server, rig.clock, [&](Previewed previewed) { out = std::move(previewed); });
    QVERIFY(!out.ready());
    QVERIFY(out.needs[1].permission == Permission::denied);
    QCOMPARE(rig.server->count("POST", "/eviction"), std::size_t{0});
    QVERIFY2(out.roleYaml.find("resources: [\"pods/eviction\"]") != std::string::npos, out.roleYaml.c_str());
    QVERIFY(out.roleYaml.find("name: \"kim\"") != std::string::npos);
    QVERIFY(out.roleYaml.find("kind: Role\n") != std::string::npos);
    QVERIFY(out.roleYaml.find("nodes") == std::string::npos);  // that one is allowed
  }
};

QTEST_MAIN(ExecutionTest)
#include "execution_test.moc"
