// `latency` for people: sentences and columns. Any thread.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands/latency.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::app {
namespace {

using latency::Distribution;
using latency::kStages;
using latency::Quantile;
using latency::Report;
using latency::Stage;

std::string marked(std::int64_t ms, Bound bound) {
  switch (bound) {
    case Bound::exact:
      return latencyText(ms);
    case Bound::atLeast:
      return "≥ " + latencyText(ms);
    case Bound::atMost:
      return "≤ " + latencyText(ms);
    case Bound::unknown:
      break;
  }
  return {};
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

std::vector<std::string> headersOf(latency::GroupBy by) {
  switch (by) {
    case latency::GroupBy::classAndDriver:
      return {"CLASS", "DRIVER"};
    case latency::GroupBy::owner:
      return {"OWNER", "NAMESPACE"};
    default:
      break;
  }
  return {upper(byWord(by))};
}

/// What a person has to know about the bounds of the answer.
std::string howSure(const LatencyAnswer& answer) {
  std::string out;
  if (!answer.lives.podsKnown) {
    out += "Pods are hidden: what follows the allocation is not known.\n";
  }
  if (answer.report.bound == Bound::atLeast && answer.lives.podsKnown) {
    out += "Some claims or pods are hidden, stale or still loading: there may be more.\n";
  }
  if (answer.lives.clockAheadMs != 0) {
    out += fmt::format("Our clock is {} {} the server's; times are by the server's.\n",
                       latencyText(std::abs(answer.lives.clockAheadMs)), answer.lives.clockAheadMs > 0 ? "before" : "behind");
  }
  if (answer.lives.overflowed > 0) {
    out +=
        words::counted(answer.lives.overflowed, "object") + " that ended were dropped before their time: there were too many.\n";
  }
  return out;
}

std::string objectiveText(const LatencyAnswer& answer) {
  const Report& report = answer.report;
  const std::string name =
      fmt::format("p{} under {}", report.question.objective.percentile, latencyText(report.question.objective.ms));
  if (report.all.samples == 0) {
    return {};
  }
  if (!report.objectiveMissed) {
    return fmt::format("Objective {}: {}.\n", name,
                       report.objectiveMet ? "met" : "not decided, waits that go on can still miss it");
  }
  std::string out = fmt::format("Objective {}: missed", name);
  if (report.passedObjective) {
    out += ", without a break since " + formatTime(*report.passedObjective);
  }
  return out + ".\n";
}

}  // namespace

std::string latencyText(std::int64_t ms) {
  if (ms < 10'000) {
    return fmt::format("{:.2f} s", static_cast<double>(ms) / 1000.0);
  }
  return ms < 60'000 ? fmt::format("{:.1f} s", static_cast<double>(ms) / 1000.0) : words::duration(ms);
}

std::string quantileText(const Quantile& quantile) {
  return marked(quantile.ms, quantile.bound);
}

std::string latencySummary(const LatencyAnswer& answer) {
  const Report& report = answer.report;
  std::string out = fmt::format("{} in {}", words::counted(report.claims, "claim"),
                                words::duration(report.to.isSet() ? report.to - report.from : 0));
  if (report.open > 0) {
    out += fmt::format(", {} still waiting", words::number(report.open));
  }
  if (report.leftOut > 0) {
    out += fmt::format(", {} left out ({})", words::number(report.leftOut),
                       report.question.onlyWatched ? "not seen live" : "first seen allocated, nothing dates it");
  }
  out += ".\n";
  if (report.claims > 0) {
    out += fmt::format("From pod to containers: p50 {}, p95 {}, p99 {}.", quantileText(report.all.at[0]),
                       quantileText(report.all.at[1]), quantileText(report.all.at[2]));
    if (report.before && report.before->samples > 0) {
      out += fmt::format(" Before that p95 {}.", quantileText(report.before->at[1]));
    }
    out += "\n";
  }
  if (report.worstStage) {
    out += fmt::format("{} % of the p95 is the stage \"{}\"{}.\n", report.worstShare, stageWord(*report.worstStage),
                       report.worstGroup.empty() ? "" : " in " + words::oneLine(log::redact(report.worstGroup)));
  }
  if (report.byField > 0) {
    out += fmt::format("{} dated by stored times only: whole seconds.\n", words::counted(report.byField, "claim"));
  }
  if (report.teardown.samples > 0) {
    out += fmt::format("Teardown: p95 {} of {}.\n", quantileText(report.teardown.at[1]),
                       words::counted(report.teardown.samples, "claim"));
  }
  return out + objectiveText(answer) + howSure(answer);
}

Listing groupListing(const Report& report) {
  Listing out;
  out.kind = "latency";
  const std::vector<std::string> headers = headersOf(report.question.by);
  for (const std::string& header : headers) {
    out.columns.push_back({header});
  }
  for (const char* header : {"CLAIMS", "OPEN", "P50", "P95", "P99"}) {
    out.columns.push_back({header});
  }
  for (std::size_t i = 0; i < kStages; ++i) {
    out.columns.push_back({upper(std::string(stageWord(static_cast<Stage>(i))))});
  }
  out.columns.push_back({"P95 BEFORE", true});
  out.columns.push_back({"OBJECTIVE", true});
  for (const latency::Group& group : report.groups) {
    std::vector<std::string> row = {words::oneLine(group.name)};
    if (headers.size() > 1) {
      row.push_back(words::oneLine(group.detail));
    }
    row.push_back(words::number(group.claims));
    row.push_back(group.whole.open > 0 ? words::number(group.whole.open) : std::string());
    for (const Quantile& quantile : group.whole.at) {
      row.push_back(quantileText(quantile));
    }
    for (const Distribution& stage : group.stages) {
      row.push_back(quantileText(stage.at[1]));
    }
    row.push_back(group.before ? quantileText(group.before->at[1]) : std::string());
    row.push_back(group.overObjective ? "missed" : "");
    out.rows.push_back(std::move(row));
  }
  return out;
}

Listing outlierListing(const LatencyAnswer& answer, std::size_t most) {
  Listing out;
  out.kind = "outliers";
  out.columns = {{"NAMESPACE"}, {"CLAIM"}, {"TOOK"}, {"STAGE"}, {"CLASS", true}, {"NODE", true}, {"POD", true}};
  for (const latency::Outlier& outlier : answer.report.outliers) {
    if (out.rows.size() == most) {
      break;
    }
    const latency::Life& life = answer.lives.lives[outlier.life];
    out.rows.push_back({words::oneLine(life.namespaceName.view()),
                        life.name.empty() ? "(of pod " + words::oneLine(life.pod.view()) + ")" : words::oneLine(life.name.view()),
                        marked(outlier.whole.ms(), outlier.bound), std::string(stageWord(outlier.stage)),
                        words::oneLine(life.deviceClass.view()), words::oneLine(life.node.view()),
                        words::oneLine(life.pod.view())});
  }
  return out;
}

}  // namespace claimscope::app
