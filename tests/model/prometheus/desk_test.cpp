// The desk in virtual time: what it asks when, within which budget, and what it keeps when the server is ill.
#include <QtTest>
#include <algorithm>

#include "tests/model/prometheus/scripted_prometheus.h"

using namespace claimscope;
using namespace claimscope::prometheus;
using kit::DeskRig;

namespace {

FetchAnswer refusal(int status, const std::string& body = {}, std::optional<std::int64_t> retryAfterMs = std::nullopt) {
  FetchAnswer answer;
  answer.status = status;
  answer.body = body;
  answer.retryAfterMs = retryAfterMs;
  return answer;
}

/// The most calls within any minute.
std::size_t busiestMinute(const std::vector<kit::ScriptedPrometheus::Call>& calls) {
  std::size_t most = 0;
  for (std::size_t first = 0; first < calls.size(); ++first) {
    std::size_t last = first;
    while (last < calls.size() && calls[last].atMs - calls[first].atMs < 60'000) {
      ++last;
    }
    most = std::max(most, last - first);
  }
  return most;
}

}  // namespace

class DeskTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void whatIsThereIsAskedAndWhatIsNotIsNot() {
    DeskRig rig;
    rig.start();
    rig.time.run(5'000);
    QCOMPARE(rig.now().state, State::live);
    QCOMPARE(rig.now().version, std::string("3.1.0"));
    QVERIFY(rig.desk->settled());
    QVERIFY(rig.now().answer("prepareSeconds") != nullptr);
    QCOMPARE(rig.now().answer("prepareSeconds")->series.at(0).samples.at(0).value, 0.25);
    QVERIFY(rig.now().answer("gpuBusy") != nullptr);
    QVERIFY(rig.now().answer("claims") == nullptr);
    QCOMPARE(rig.server->asked("resourceclaim_controller_resource_claims)"), std::size_t{0});
    QCOMPARE(rig.located, 1);
  }

  void theBudgetHoldsInEveryMinute() {
    DeskRig rig;
    rig.options.budgetPerMinute = 20;
    for (const char* name :
         {"DCGM_FI_DEV_FB_USED", "DCGM_FI_DEV_FB_FREE", "DCGM_FI_DEV_GPU_TEMP", "DCGM_FI_DEV_POWER_USAGE",
          "scheduler_pending_pods", "resourceclaim_controller_resource_claims", "dra_resource_claims_in_use"}) {
      rig.server->present[name] = 1;
    }
    rig.start();
    for (int i = 0; i < 60; ++i) {
      rig.desk->ask({"up + " + std::to_string(i), {}, {}, 0}, [](const AnswerPtr&) {});
    }
    rig.time.run(600'000);
    QVERIFY2(busiestMinute(rig.server->calls) <= 20, qPrintable(QString::number(busiestMinute(rig.server->calls))));
    QVERIFY(rig.server->calls.size() > 150);
    QVERIFY(rig.desk->settled());
  }

  void aPersonsQuestionComesFirstAndIsAskedOnce() {
    DeskRig rig;
    rig.start();
    rig.time.run(5'000);
    int answered = 0;
    for (int i = 0; i < 5; ++i) {
      rig.desk->ask({"rate(x[5m])", Time{1'000'000}, Time{2'000'000}, 15'000}, [&](const AnswerPtr& answer) {
        QVERIFY(!answer->error);
        ++answered;
      });
    }
    rig.time.run(1'000);
    QCOMPARE(answered, 5);
    QCOMPARE(rig.server->asked("rate(x[5m])"), std::size_t{1});
    QCOMPARE(rig.server->calls.back().path, std::string("/api/v1/query_range"));
    rig.desk->ask({"rate(x[5m])", Time{1'000'000}, Time{2'000'000}, 15'000}, [&](const AnswerPtr&) { ++answered; });
    QCOMPARE(answered, 6);  // at once: it is fresh
    QCOMPARE(rig.server->asked("rate(x[5m])"), std::size_t{1});
  }

  void longQueriesArePosted() {
    DeskRig rig;
    rig.start();
    rig.time.run(5'000);
    rig.desk->ask({"sum(" + std::string(4'000, 'x') + ")", {}, {}, 0}, [](const AnswerPtr&) {});
    rig.time.run(100);
    QVERIFY(rig.server->calls.back().post);
  }

  void whenItFailsTheLastAnswersStayAndItIsAskedLessAndLess() {
    DeskRig rig;
    rig.start();
    rig.time.run(60'000);
    const Time good = rig.now().lastContact;
    rig.server->reply = [](const auto&) { return refusal(503, "starting"); };
    const std::size_t before = rig.server->calls.size();
    rig.time.run(120'000);
    QCOMPARE(rig.now().state, State::stale);
    QVERIFY(rig.now().error);
    QVERIFY(rig.now().lastContact - good < 60'000);
    const Answer& kept = *rig.now().answer("prepareSeconds");
    QVERIFY(kept.answered.isSet() && !kept.series.empty());
    const std::size_t tries = rig.server->calls.size() - before;
    QVERIFY2(tries >= 3 && tries <= 14, qPrintable(QString::number(tries)));
    rig.server->reply = nullptr;
    rig.time.run(300'000);
    QCOMPARE(rig.now().state, State::live);
    QVERIFY(!rig.now().error);
    QVERIFY(!rig.now().answer("prepareSeconds")->error);
  }

  void retryAfterIsKept() {
    DeskRig rig;
    rig.start();
    rig.time.run(60'000);
    rig.server->reply = [](const auto&) { return refusal(429, {}, 90'000); };
    rig.time.run(20'000);
    const std::size_t before = rig.server->calls.size();
    rig.time.run(60'000);
    QCOMPARE(rig.server->calls.size(), before);
    QCOMPARE(rig.now().error->code, ErrorCode::throttled);
  }

  void aServerThatSaysNothingIsGivenUpInTime() {
    DeskRig rig;
    rig.server->delayMs = -1;
    rig.start();
    rig.time.run(10'000);
    QCOMPARE(rig.now().state, State::searching);
    rig.time.run(30'000);
    QCOMPARE(rig.now().state, State::failed);
    QCOMPARE(rig.now().error->code, ErrorCode::unreachable);
    QVERIFY(
        std::any_of(rig.server->calls.begin(), rig.server->calls.end(), [](const auto& call) { return call.givenUp->load(); }));
    QVERIFY(rig.desk->settled());
  }

  void oneSlowQueryDoesNotHoldTheOthers() {
    DeskRig rig;
    rig.start();
    rig.time.run(5'000);
    rig.server->delayMs = -1;
    rig.desk->ask({"slow", {}, {}, 0}, [](const AnswerPtr&) {});
    rig.server->delayMs = 5;
    bool answered = false;
    rig.desk->ask({"quick", {}, {}, 0}, [&](const AnswerPtr& answer) { answered = !answer->error; });
    rig.time.run(100);
    QVERIFY(answered);
  }

  void aRefusedQueryIsNoIllnessOfTheServer() {
    DeskRig rig;
    rig.options.own.push_back({"mine", "sum(", "", "mine", 4, true});
    rig.server->reply = [](const auto& call) {
      return call.query == "sum("
                 ? refusal(400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:5: parse error\"}")
                 : FetchAnswer{};
    };
    rig.start();
    rig.time.run(120'000);
    QCOMPARE(rig.now().state, State::live);
    const Answer* mine = rig.now().answer("mine");
    QVERIFY(mine != nullptr && mine->error);
    QCOMPARE(mine->error->message, std::string("1:5: parse error"));
    QVERIFY(mine->series.empty() && !mine->absent());
    QCOMPARE(rig.server->asked("sum("), rig.server->asked("sum(") > 0 ? rig.server->asked("sum(") : std::size_t{1});
    QCOMPARE(static_cast<int>(std::count_if(rig.server->calls.begin(), rig.server->calls.end(),
                                            [](const auto& call) { return call.query == "sum("; })),
             1);
    QVERIFY(rig.now().mapping("mine") != nullptr);
  }

  void refusedCredentialsAreForbidden() {
    DeskRig rig;
    rig.server->reply = [](const auto&) { return refusal(401, "no"); };
    rig.start();
    rig.time.run(1'000);
    QCOMPARE(rig.now().state, State::forbidden);
    QCOMPARE(rig.now().error->code, ErrorCode::unauthenticated);
  }

  void noServerIsNotConfiguredAndNoError() {
    DeskRig rig;
    rig.place = {};
    rig.start();
    QCOMPARE(rig.now().state, State::notConfigured);
    QVERIFY(!rig.now().error && rig.desk->settled());
    AnswerPtr given;
    rig.desk->ask({"up", {}, {}, 0}, [&](const AnswerPtr& answer) { given = answer; });
    QVERIFY(given != nullptr && given->error && given->error->code == ErrorCode::notFound);
    rig.time.run(700'000);
    QVERIFY2(rig.located >= 2 && rig.located <= 4, "it is looked for again, seldom");
  }

  void aFoundServerThatIsGoneIsLookedForAgainAndNotForgotten() {
    DeskRig rig;
    rig.start();
    rig.time.run(60'000);
    rig.place = {};
    rig.server->reply = [](const auto&) { return refusal(502, "gone"); };
    rig.time.run(900'000);
    QVERIFY(rig.located >= 2);
    QCOMPARE(rig.now().state, State::stale);
    QVERIFY(rig.now().answer("prepareSeconds") != nullptr);
    QCOMPARE(rig.now().address, std::string("http://prom.example"));
  }

  void namesThatAppearAreFoundAndAnswersOfNamesThatGoAreDropped() {
    DeskRig rig;
    rig.start();
    rig.time.run(10'000);
    QVERIFY(rig.now().mapping("pendingClaims")->series == 0);
    rig.server->present = {{"dra_pending_claims_total", 3}};
    rig.time.run(400'000);
    QVERIFY(rig.now().mapping("pendingClaims")->exact);
    QVERIFY(rig.now().answer("pendingClaims") != nullptr);
    QVERIFY(rig.now().answer("gpuBusy") == nullptr);
  }

  void afterStopNobodyIsCalled() {
    DeskRig rig;
    rig.start();
    rig.time.run(5'000);
    rig.desk->stop();
    const std::size_t told = rig.told.size();
    const std::size_t calls = rig.server->calls.size();
    bool answered = false;
    rig.desk->ask({"up", {}, {}, 0}, [&](const AnswerPtr&) { answered = true; });
    rig.time.run(100'000);
    QCOMPARE(rig.told.size(), told);
    QCOMPARE(rig.server->calls.size(), calls);
    QVERIFY(!answered);
  }
};

QTEST_APPLESS_MAIN(DeskTest)
#include "desk_test.moc"
