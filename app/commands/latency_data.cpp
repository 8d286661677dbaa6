// `latency` for programs: JSON and CSV. Any thread.
#include <algorithm>

#include "app/commands/latency.h"

namespace claimscope::app {
namespace {

using latency::Distribution;
using latency::Evidence;
using latency::kPercentiles;
using latency::kStages;
using latency::Life;
using latency::Moment;
using latency::Quantile;
using latency::Report;
using latency::Span;
using latency::Stage;

Json timeJson(Time time) {
  return time.isSet() ? Json(formatTime(time)) : Json(nullptr);
}

Json durationJson(std::int64_t ms, Bound bound) {
  return {{"ms", bound == Bound::unknown ? Json(nullptr) : Json(ms)}, {"bound", boundWord(bound)}};
}

Json distributionJson(const Distribution& distribution) {
  Json out = {{"samples", distribution.samples}, {"open", distribution.open}};
  for (std::size_t i = 0; i < kPercentiles.size(); ++i) {
    out["p" + std::to_string(kPercentiles[i])] = durationJson(distribution.at[i].ms, distribution.at[i].bound);
  }
  return out;
}

Json stagesJson(const std::array<Distribution, kStages>& stages) {
  Json out = Json::object();
  for (std::size_t i = 0; i < kStages; ++i) {
    out[std::string(stageWord(static_cast<Stage>(i)))] = distributionJson(stages[i]);
  }
  return out;
}

Json beforeJson(const std::optional<Distribution>& before) {
  return before ? distributionJson(*before) : Json(nullptr);
}

bool inWindow(const LatencyAnswer& answer, const Life& life) {
  const std::string& only = answer.report.question.namespaceFilter;
  if (!only.empty() && life.namespaceName.view() != only) {
    return false;
  }
  const Span whole = wholeOf(life, answer.lives.now);
  return !whole.known() || whole.open || whole.to > answer.report.from;
}

/// How many moments of each stage are known from what.
Json evidenceJson(const LatencyAnswer& answer) {
  constexpr std::array<Evidence, 3> kKinds{Evidence::watch, Evidence::field, Evidence::managedField};
  Json out = Json::object();
  for (std::size_t i = 0; i < kStages; ++i) {
    Json& stage = out[std::string(stageWord(static_cast<Stage>(i)))];
    for (const Evidence kind : kKinds) {
      stage[std::string(evidenceWord(kind))] =
          std::count_if(answer.lives.lives.begin(), answer.lives.lives.end(),
                        [&](const Life& life) { return life.reached[i].evidence == kind && inWindow(answer, life); });
    }
  }
  return out;
}

Json groupJson(const latency::Group& group) {
  return {{"key", group.key},
          {"name", group.name},
          {"detail", group.detail},
          {"claims", group.claims},
          {"overObjective", group.overObjective},
          {"whole", distributionJson(group.whole)},
          {"stages", stagesJson(group.stages)},
          {"before", beforeJson(group.before)}};
}

Json outlierJson(const LatencyAnswer& answer, const latency::Outlier& outlier) {
  const Life& life = answer.lives.lives[outlier.life];
  return {{"namespace", life.namespaceName.view()},
          {"name", life.name.view()},
          {"uid", life.uid.str()},
          {"pod", life.pod.view()},
          {"deviceClass", life.deviceClass.view()},
          {"driver", life.driver.view()},
          {"node", life.node.view()},
          {"took", durationJson(outlier.whole.ms(), outlier.bound)},
          {"open", outlier.whole.open},
          {"stage", stageWord(outlier.stage)}};
}

Json seriesJson(const Report& report) {
  Json out = Json::array();
  for (const latency::Point& point : report.series) {
    Json entry = {{"from", timeJson(point.from)}, {"claims", point.claims}, {"open", point.open}};
    for (std::size_t i = 0; i < kPercentiles.size(); ++i) {
      entry["p" + std::to_string(kPercentiles[i])] = durationJson(point.at[i].ms, point.at[i].bound);
    }
    out.push_back(std::move(entry));
  }
  return out;
}

/// RFC 4180; what a spreadsheet would run becomes text.
class CsvLine {
 public:
  void text(std::string_view value) {
    std::string cell;
    if (!value.empty() && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos) {
      cell = "'";
    }
    cell += value;
    add(cell);
  }
  void moment(const Moment& moment) {
    add(moment.known() ? formatTime(moment.at) : std::string());
    add(moment.known() ? std::string(evidenceWord(moment.evidence)) : std::string());
  }
  void span(const Span& span) {
    add(span.known() ? std::to_string(span.ms()) : std::string());
    add(span.known() ? std::string(boundWord(span.bound)) : std::string());
  }
  void flag(bool value) { add(value ? "true" : "false"); }
  void add(const std::string& cell) {
    m_line += m_any ? "," : "";
    m_any = true;
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
      m_line += cell;
      return;
    }
    m_line += '"';
    for (const char c : cell) {
      m_line += c == '"' ? "\"\"" : std::string(1, c);
    }
    m_line += '"';
  }
  [[nodiscard]] std::string line() const { return m_line + "\r\n"; }

 private:
  std::string m_line;
  bool m_any = false;
};

std::string csvHeader() {
  std::string out = "namespace,claim,uid,deviceClass,driver,node,nodePool,pod,ownerKind,ownerName,begun,begunEvidence";
  for (std::size_t i = 0; i < kStages; ++i) {
    const std::string stage(stageWord(static_cast<Stage>(i)));
    out += "," + stage + "," + stage + "Evidence";
  }
  out += ",unreserved,unreservedEvidence,released,releasedEvidence,wholeMs,wholeBound";
  for (std::size_t i = 0; i < kStages; ++i) {
    const std::string stage(stageWord(static_cast<Stage>(i)));
    out += "," + stage + "Ms," + stage + "Bound";
  }
  return out + ",firstSeenAllocated,allocationUndated,restarted,gone,ended,endedAt\r\n";
}

}  // namespace

Json latencyJson(const LatencyAnswer& answer) {
  const Report& report = answer.report;
  const latency::Lives& lives = answer.lives;
  Json out;
  out["from"] = timeJson(report.from);
  out["to"] = timeJson(report.to);
  out["windowMs"] = report.question.windowMs;
  out["by"] = byWord(report.question.by);
  out["namespace"] = report.question.namespaceFilter;
  out["seen"] = report.question.onlyWatched ? "live" : "any";
  out["bound"] = boundWord(report.bound);
  out["watchedSince"] = timeJson(lives.watchedSince);
  out["historySince"] = timeJson(lives.since);
  out["clockAheadMs"] = lives.clockAheadMs;
  out["podsKnown"] = lives.podsKnown;
  out["claims"] = report.claims;
  out["open"] = report.open;
  out["leftOut"] = report.leftOut;
  out["byField"] = report.byField;
  out["overflowed"] = lives.overflowed;
  out["whole"] = distributionJson(report.all);
  out["before"] = beforeJson(report.before);
  out["stages"] = stagesJson(report.stages);
  out["teardown"] = distributionJson(report.teardown);
  out["evidence"] = evidenceJson(answer);
  out["objective"] = {{"percentile", report.question.objective.percentile},
                      {"ms", report.question.objective.ms},
                      {"given", answer.objectiveGiven},
                      {"missed", report.objectiveMissed},
                      {"met", report.objectiveMet},
                      {"missedSince", report.passedObjective ? timeJson(*report.passedObjective) : Json(nullptr)}};
  out["worst"] =
      report.worstStage
          ? Json({{"stage", stageWord(*report.worstStage)}, {"sharePercent", report.worstShare}, {"group", report.worstGroup}})
          : Json(nullptr);
  out["groups"] = Json::array();
  for (const latency::Group& group : report.groups) {
    out["groups"].push_back(groupJson(group));
  }
  out["series"] = seriesJson(report);
  out["abovePercentile"] = report.abovePercentile;
  out["outliers"] = Json::array();
  for (const latency::Outlier& outlier : report.outliers) {
    out["outliers"].push_back(outlierJson(answer, outlier));
  }
  out["sources"] = sourcesJson(*answer.snapshot, {Kind::ResourceClaim, Kind::Pod});
  return out;
}

std::string latencyCsv(const LatencyAnswer& answer) {
  std::string out = csvHeader();
  for (const Life& life : answer.lives.lives) {
    if (!inWindow(answer, life)) {
      continue;
    }
    CsvLine line;
    for (const Text& text : {life.namespaceName, life.name}) {
      line.text(text.view());
    }
    line.text(life.uid.str());
    for (const Text& text : {life.deviceClass, life.driver, life.node, life.nodePool, life.pod, life.ownerKind, life.ownerName}) {
      line.text(text.view());
    }
    line.moment(life.begun);
    for (const Moment& moment : life.reached) {
      line.moment(moment);
    }
    line.moment(life.unreserved);
    line.moment(life.released);
    line.span(wholeOf(life, answer.lives.now));
    for (const Span& span : stagesOf(life, answer.lives.now)) {
      line.span(span);
    }
    line.flag(life.firstSeenAllocated);
    line.flag(life.allocationUndated);
    line.flag(life.restarted);
    line.flag(life.gone);
    line.flag(life.ended);
    line.add(formatTime(life.endedAt));
    out += line.line();
  }
  return out;
}

}  // namespace claimscope::app
