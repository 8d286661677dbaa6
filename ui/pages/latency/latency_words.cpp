#include "ui/pages/latency/latency_words.h"

#include <QStringList>

#include "ui/base/format.h"
#include "ui/base/tell.h"
#include "ui/charts/duration_scale.h"
#include "ui/charts/stage_words.h"

namespace claimscope::ui {
namespace {

using latency::Stage;

/// What one does while a stage lasts.
QString stageTime(Stage stage) {
  switch (stage) {
    case Stage::created:
      return tell("waiting for claims to be created");
    case Stage::allocated:
      return tell("waiting for allocation");
    case Stage::scheduled:
      return tell("waiting for binding");
    case Stage::prepared:
      return tell("prepare, sandbox and network");
    case Stage::started:
      break;
  }
  return tell("image pulls and container start");
}

QString beforeWords(const latency::Report& report) {
  if (!report.before || report.before->samples == 0) {
    return {};
  }
  QStringList parts;
  for (std::size_t i = 1; i < latency::kPercentiles.size(); ++i) {
    parts += tell("p%1 %2").arg(latency::kPercentiles[i]).arg(quantileText(report.before->at[i]));
  }
  return tell("The %1 before: %2.").arg(windowText(report.question.windowMs), parts.join(QStringLiteral(", ")));
}

}  // namespace

QString windowText(std::int64_t windowMs) {
  constexpr std::int64_t kHour = 3'600'000;
  return windowMs < kHour ? tell("%1 min").arg(windowMs / 60'000) : tell("%1 h").arg(windowMs / kHour);
}

QString objectiveText(const latency::Objective& objective) {
  return tell("p%1 < %2").arg(objective.percentile).arg(plainDuration(objective.ms));
}

QString worstShareWords(const latency::Report& report) {
  return report.worstStage ? tell("%1 % %2").arg(report.worstShare).arg(stageTime(*report.worstStage)) : QString();
}

LatencyVerdict latencyVerdict(const latency::Report& report, const latency::Lives& lives) {
  LatencyVerdict out;
  const latency::Objective& objective = report.question.objective;
  const QString name = tell("p%1").arg(objective.percentile);
  const QString limit = plainDuration(objective.ms);
  if (report.claims == 0) {
    out.mark = Mark::unknown;
    out.sentence =
        report.leftOut > 0 ? tell("No claim of the last %1 is dated.") : tell("No claim asked for devices in the last %1.");
    out.sentence = out.sentence.arg(windowText(report.question.windowMs));
    out.evidence = report.leftOut > 0 ? tell("%1 left out: nothing says when they were allocated.")
                                            .arg(counted(report.leftOut, tell("claim"), tell("claims")))
                                      : QString();
    return out;
  }
  const latency::Quantile& value = report.all.at[percentileIndex(objective.percentile)];
  if (report.passedObjective) {
    out.mark = Mark::critical;
    out.sentence = *report.passedObjective <= report.from
                       ? tell("%1 has been over the %2 objective for all of the last %3.")
                             .arg(name, limit, windowText(report.question.windowMs))
                       : tell("%1 passed the %2 objective at %3.").arg(name, limit, clockMinute(*report.passedObjective));
  } else if (report.objectiveMissed) {
    out.mark = Mark::warning;
    out.sentence = tell("%1 is %2, over the %3 objective; it holds again now.").arg(name, quantileText(value), limit);
  } else if (value.bound == Bound::atMost && value.ms > objective.ms) {
    out.mark = Mark::notice;
    out.sentence = tell("%1 is at most %2: whether it is under %3 cannot be told.").arg(name, durationText(value.ms), limit);
  } else {
    out.mark = Mark::ok;
    out.sentence = tell("%1 is %2, within the %3 objective.").arg(name, quantileText(value), limit);
  }
  QStringList parts;
  if (report.worstStage) {
    const QString where = report.worstGroup.empty() ? QString() : tell(" in %1").arg(plain(report.worstGroup));
    parts += tell("%1 % of the p95 is %2%3.").arg(report.worstShare).arg(stageTime(*report.worstStage), where);
  }
  if (!lives.podsKnown) {
    parts += tell("Pods are hidden: stages after allocation are unknown.");
  } else if (const QString before = beforeWords(report); !before.isEmpty()) {
    parts += before;
  }
  out.evidence = parts.join(QLatin1Char(' '));
  return out;
}

QString latencySubtitle(const latency::Report& report, const latency::Lives& lives) {
  QStringList parts;
  const QString claims = number(Count{report.claims, report.bound});
  parts += tell("%1 in %2")
               .arg(report.claims == 1 ? tell("%1 claim").arg(claims) : tell("%1 claims").arg(claims),
                    windowText(report.question.windowMs));
  if (report.open > 0) {
    parts += tell("%1 still waiting").arg(number(report.open));
  }
  if (report.leftOut > 0) {
    parts += tell("not dated: %1, left out").arg(number(report.leftOut));
  }
  if (lives.since.isSet() && lives.since > report.from) {
    parts += tell("what is gone is known since %1").arg(clockMinute(lives.since));
  }
  return parts.join(QStringLiteral(" · "));
}

QString datingNote(const latency::Report& report, const latency::Lives& lives, const GanttBars& bars) {
  using latency::Evidence;
  const auto by = [&](Evidence evidence) { return bars.allocatedBy[static_cast<std::size_t>(evidence)]; };
  QStringList parts;
  if (by(Evidence::field) == 0 && by(Evidence::managedField) > 0) {
    parts += tell("This server writes no allocationTimestamp: allocation is dated by managedFields of the scheduler, at most.");
  } else if (by(Evidence::field) == 0 && by(Evidence::watch) > 0 && bars.undated > 0) {
    parts += tell("Nothing in the objects dates allocation: only what the watch saw is counted.");
  } else if (lives.watchedSince.isSet()) {
    parts += tell("Watch time where seen live, else object fields at 1 s.");
  } else {
    parts += tell("Times of the objects themselves, whole seconds.");
  }
  parts += lives.podsKnown ? tell("Prepare is at most: it includes volumes, sandbox and network.")
                           : tell("Pods are hidden: stages after allocation are unknown.");
  if (lives.overflowed > 0) {
    parts += tell("%1 that ended were dropped: too many.").arg(number(lives.overflowed));
  }
  if (report.teardown.samples > 0) {
    parts += tell("Release after the last pod: p95 %1.").arg(quantileText(report.teardown.at[1]));
  }
  return parts.join(QLatin1Char(' '));
}

QString areaWords(const latency::Report& report) {
  QStringList parts;
  QString claims = counted(report.claims, tell("claim"), tell("claims"));
  if (report.open > 0) {
    claims += tell(", %1 still waiting").arg(number(report.open));
  }
  parts += claims;
  for (std::size_t i = 0; i < latency::kPercentiles.size(); ++i) {
    parts += tell("p%1 %2").arg(latency::kPercentiles[i]).arg(quantileText(report.all.at[i]));
  }
  return parts.join(QStringLiteral(" · "));
}

}  // namespace claimscope::ui
