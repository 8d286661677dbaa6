// Latency regression: claims that take longer than they did: which stage, which class or node, and what holds that stage up.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "model/diagnosis/workflows/flow.h"
#include "model/diagnosis/workflows/registry.h"
#include "model/latency/lives.h"
#include "model/latency/samples.h"

namespace claimscope::diagnosis {
namespace {

using latency::kStages;
using latency::Life;
using latency::Stage;

constexpr std::string_view kLatencyRegressionTitle = "Claims got slower";
/// What is compared: the newest window with the three before it, so that one busy quarter of an hour does not become the rule.
constexpr std::int64_t kWindowMs = 15 * kMinuteMs;
constexpr std::int64_t kBeforeMs = 45 * kMinuteMs;
constexpr std::size_t kFewest = 5;
/// Slower means by half, and by more than the second that stored times are rounded to.
constexpr double kFactor = 1.5;
constexpr std::int64_t kLeastMs = 1500;
constexpr std::int64_t kObjectiveMs = 30'000;

struct Side {
  latency::Samples whole;
  std::array<latency::Samples, kStages> stages;
};

/// A life belongs to the window in which its last known stage ended; one that still waits to the newest.
void add(Side& side, const Life& life, Time now) {
  side.whole.add(wholeOf(life, now));
  const auto spans = stagesOf(life, now);
  for (std::size_t i = 0; i < kStages; ++i) {
    side.stages[i].add(spans[i]);
  }
}

std::string stageTitle(Stage stage) {
  switch (stage) {
    case Stage::created:
      return "Claims are made later";
    case Stage::allocated:
      return "Allocation takes longer";
    case Stage::scheduled:
      return "Binding takes longer";
    case Stage::prepared:
      return "Preparing devices takes longer";
    case Stage::started:
      break;
  }
  return "Containers start later";
}

std::string stageNext(Stage stage) {
  switch (stage) {
    case Stage::created:
      return "The claim controller of kube-controller-manager is behind: look at its load and at quotas.";
    case Stage::allocated:
      return "Claims wait for devices or for the scheduler: run the workflow claims_pending.";
    case Stage::scheduled:
      return "Binding conditions of devices take their time: the driver has to set them.";
    case Stage::prepared:
      return "Kubelets or drivers are slower, or volumes and the network before them: run the workflow prepare_failures, read "
             "the "
             "driver's log.";
    case Stage::started:
      break;
  }
  return "Images are pulled or containers are slow to start; this is after DRA.";
}

/// How a stage is measured: `atMost` is what every sample of the stage says of itself, so that it tells nothing of one alone. The
/// end of the preparation is when the sandbox is ready too: 25 s that were 2 s before are slower, whichever part of it is.
struct Measure {
  bool alwaysAtMost = false;
};

Measure measureOf(Stage stage) {
  return {stage == Stage::prepared};
}

std::string p95(const latency::Distribution& distribution, Measure measure) {
  const latency::Quantile& value = distribution.at[1];
  const std::string ms = value.ms < 10'000 ? fmt::format("{:.1f} s", static_cast<double>(value.ms) / 1000.0) : duration(value.ms);
  return (value.bound == Bound::atLeast                           ? "at least "
          : value.bound == Bound::atMost && !measure.alwaysAtMost ? "at most "
                                                                  : "") +
         ms;
}

bool slower(const latency::Distribution& now, const latency::Distribution& before, Measure measure) {
  const std::int64_t a = now.at[1].ms;
  const std::int64_t b = before.at[1].ms;
  return static_cast<double>(a) > kFactor * static_cast<double>(b) && a - b >= kLeastMs &&
         (now.at[1].bound != Bound::atMost || measure.alwaysAtMost);
}

void compare(Step& step, latency::Samples& now, latency::Samples& before, const std::string& what, const std::string& next,
             bool whole, Measure measure = {}) {
  const latency::Distribution a = now.distribution();
  const latency::Distribution b = before.distribution();
  step.evidence(what + ", last 15 min", "p95",
                a.samples > 0 ? p95(a, measure) + " of " + counted(a.samples, "claim") : "no claim");
  step.evidence(what + ", 45 min before", "p95",
                b.samples > 0 ? p95(b, measure) + " of " + counted(b.samples, "claim") : "no claim");
  if (a.samples < static_cast<std::int64_t>(kFewest) || b.samples < static_cast<std::int64_t>(kFewest)) {
    step.unknown("too few claims to compare " + what + ": " + number(a.samples) + " now, " + number(b.samples) + " before, " +
                 std::to_string(kFewest) + " are needed");
    return;
  }
  const std::string numbers = "p95 " + p95(a, measure) + " now, " + p95(b, measure) + " before" +
                              (measure.alwaysAtMost ? ", with volumes, sandbox and network" : "");
  if (!slower(a, b, measure)) {
    step.ruledOut(numbers + ".");
  } else if (whole) {
    step.effect("Claims take longer: " + numbers);
  } else {
    step.proven(what + " takes longer: " + numbers, next);
  }
}

void lookAtObjective(Flow& flow, latency::Samples& now) {
  Step& step = flow.step("objective", "The objective is missed");
  step.looked("p99 of the last 15 min against 30 s").command("claimscope latency --since 15m --objective 30s");
  const latency::Objective objective{99, kObjectiveMs};
  const latency::Distribution all = now.distribution();
  if (all.samples == 0) {
    step.unknown("no claim ended its wait in the last 15 min");
    return;
  }
  step.evidence("claims", "over 30 s",
                number(static_cast<std::int64_t>(now.surelyAbove(kObjectiveMs))) + " of " + number(all.samples));
  if (all.samples < static_cast<std::int64_t>(kFewest)) {
    step.unknown("too few claims for a percentile: " + number(all.samples) + ", " + std::to_string(kFewest) + " are needed");
  } else if (now.misses(objective)) {
    step.effect("p99 is over 30 s: " + number(static_cast<std::int64_t>(now.surelyAbove(kObjectiveMs))) + " of " +
                counted(all.samples, "claim") + " took longer");
  } else if (now.meets(objective)) {
    step.ruledOut("p99 is under 30 s.");
  } else {
    step.unknown("claims that still wait will decide");
  }
}

/// What else changed: drivers that were lost, pods of drivers that restarted, devices that ran out.
void lookAtCauses(Flow& flow) {
  Step& step = flow.step("devices", "Claims wait because devices ran out");
  step.looked("claims that wait and devices that are free").command("claimscope get pools");
  const Demand* worst = nullptr;
  for (const Demand& demand : flow.examination.demands) {
    worst = demand.nothingFree() && worst == nullptr ? &demand : worst;
  }
  if (worst != nullptr) {
    step.evidence("class " + worst->className.str(), "free", "0 of " + number(worst->candidates));
    step.proven("No " + worst->name + " is free, and " +
                    counted(static_cast<std::int64_t>(worst->claims.size()), "claim waits", "claims wait"),
                "Run the workflow claims_pending.");
  } else {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceClaim, Kind::ResourceSlice});
    hidden.empty() ? step.ruledOut("No kind of device that is asked for has run out.") : step.unknown(hidden);
  }
  Step& drivers = flow.step("drivers", "A driver does not answer");
  drivers.looked("drivers that claims need").command("claimscope diagnose driver_unhealthy");
  if (!flow.examination.lost.empty()) {
    const LostDriver& lost = flow.examination.lost.front();
    drivers.proven("Driver " + lost.driver.str() + " does not answer" + (lost.node.empty() ? "" : " on " + lost.node.str()),
                   "Run the workflow driver_unhealthy.");
  } else {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceSlice, Kind::Event});
    hidden.empty() ? drivers.ruledOut("Those that claims need publish and are registered.") : drivers.unknown(hidden);
  }
}

Result<WorkflowResult> runLatencyRegression(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object,
                                            const utilisation::Utilisation* use) {
  Flow flow(snapshot, object, use);
  const latency::Lives lives = latency::livesOf(snapshot, {kWindowMs + kBeforeMs, {}});
  Side now;
  Side before;
  for (const Life& life : lives.lives) {
    const latency::Span whole = wholeOf(life, lives.now);
    if (!whole.known() || life.allocationUndated) {
      continue;
    }
    const std::int64_t age = lives.now - whole.to;
    if (whole.open || age <= kWindowMs) {
      add(now, life, lives.now);
    } else if (age <= kWindowMs + kBeforeMs) {
      add(before, life, lives.now);
    }
  }
  Step& whole = flow.step("whole", "Claims take longer than before");
  whole.looked("claims that ended their wait in the last 15 min, and in the 45 min before")
      .command("claimscope latency --since 1h");
  compare(whole, now.whole, before.whole, "the whole wait", "", true);
  lookAtObjective(flow, now.whole);
  for (std::size_t i = 0; i < kStages; ++i) {
    const auto stage = static_cast<Stage>(i);
    Step& step = flow.step("stage:" + std::string(stageWord(stage)), stageTitle(stage));
    step.looked("stage " + std::string(stageWord(stage)) + " of the same claims")
        .command("claimscope latency --since 1h -o wide");
    compare(step, now.stages[i], before.stages[i], "stage " + std::string(stageWord(stage)), stageNext(stage), false,
            measureOf(stage));
  }
  if (flow.anythingProven()) {
    lookAtCauses(flow);
  }
  return flow.finish("latency_regression", kLatencyRegressionTitle, "Claims are not slower than before");
}

}  // namespace

Workflow latencyRegressionWorkflow() {
  return {"latency_regression",
          kLatencyRegressionTitle,
          "The whole wait, the objective, each of five stages, devices that ran out, drivers",
          {},
          false,
          {"claims_waiting"},
          runLatencyRegression};
}

}  // namespace claimscope::diagnosis
