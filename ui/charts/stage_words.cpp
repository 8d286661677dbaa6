#include "ui/charts/stage_words.h"

#include "ui/base/format.h"
#include "ui/base/tell.h"
#include "ui/charts/duration_scale.h"

namespace claimscope::ui {
namespace {

using latency::Evidence;
using latency::Stage;

QString momentName(Stage stage) {
  switch (stage) {
    case Stage::created:
      return tell("claim created");
    case Stage::allocated:
      return tell("allocated");
    case Stage::scheduled:
      return tell("PodScheduled");
    case Stage::prepared:
      return tell("PodReadyToStartContainers");
    case Stage::started:
      break;
  }
  return tell("containers started");
}

}  // namespace

QString stageName(Stage stage) {
  switch (stage) {
    case Stage::created:
      return tell("claim created");
    case Stage::allocated:
      return tell("allocated");
    case Stage::scheduled:
      return tell("scheduled");
    case Stage::prepared:
      return tell("prepared");
    case Stage::started:
      break;
  }
  return tell("started");
}

QString stageVerb(Stage stage) {
  switch (stage) {
    case Stage::created:
      return tell("create");
    case Stage::allocated:
      return tell("allocate");
    case Stage::scheduled:
      return tell("bind");
    case Stage::prepared:
      return tell("prepare");
    case Stage::started:
      break;
  }
  return tell("start");
}

QString stageWait(Stage stage) {
  switch (stage) {
    case Stage::created:
      return tell("waits for its claim");
    case Stage::allocated:
      return tell("waits for allocation");
    case Stage::scheduled:
      return tell("waits for binding");
    case Stage::prepared:
      return tell("waits for prepare");
    case Stage::started:
      break;
  }
  return tell("waits for start");
}

QColor stageColor(const Theme& theme, Stage stage) {
  return theme.stage[static_cast<std::size_t>(stage)];
}

QString momentText(const latency::Moment& moment) {
  switch (moment.evidence) {
    case Evidence::field:
      return tell("%1 by a timestamp of the object, whole seconds").arg(clockTime(moment.at));
    case Evidence::managedField:
      return tell("%1 by managedFields of the scheduler, whole seconds").arg(clockTime(moment.at));
    case Evidence::watch:
      return tell("%1.%2 by the watch")
          .arg(clockTime(moment.at))
          .arg((moment.at.ms % 1000 + 1000) % 1000, 3, 10, QLatin1Char('0'));
    case Evidence::none:
      break;
  }
  return tell("not known");
}

QStringList lifeLines(const latency::Life& life, Time now) {
  const auto named = [](const char* pattern, const Text& value) { return tell(pattern).arg(plain(value.view())); };
  QStringList lines;
  lines += plain(life.namespaceName.view()) + QLatin1Char('/') + plain(life.name.view());
  QStringList home;
  if (!life.deviceClass.empty()) {
    home += plain(life.deviceClass.view());
  }
  if (!life.node.empty()) {
    home += named("on %1", life.node);
  }
  if (!life.pod.empty()) {
    home += named("pod %1", life.pod);
  }
  if (!home.isEmpty()) {
    lines += home.join(QStringLiteral(" · "));
  }
  lines += tell("begun %1").arg(momentText(life.begun));
  const auto spans = latency::stagesOf(life, now);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const latency::Span& span = spans[i];
    if (span.open) {
      lines += tell("%1 for ≥%2, still").arg(stageWait(stageAt(i)), durationText(span.ms()));
    } else if (life.at(stageAt(i)).known()) {
      const QString took = span.known() ? tell(", took %1%2").arg(markOf(span.bound), durationText(span.ms())) : QString();
      lines += momentName(stageAt(i)) + QLatin1Char(' ') + momentText(life.at(stageAt(i))) + took;
    }
  }
  if (life.allocationUndated) {
    lines += tell("allocated; nothing says when");
  }
  if (life.released.known()) {
    lines += tell("released %1").arg(momentText(life.released));
  }
  return lines;
}

}  // namespace claimscope::ui
