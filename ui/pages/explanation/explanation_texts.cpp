#include "ui/pages/explanation/explanation_texts.h"

#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/tell.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

bool holds(const explanation::Explanation& explanation) {
  return std::any_of(explanation.ladder.begin(), explanation.ladder.end(),
                     [](const explanation::Rung& rung) { return rung.state == explanation::RungState::holds; });
}

}  // namespace

Mark markOf(const explanation::Explanation& explanation) {
  switch (explanation.verdict) {
    case explanation::Verdict::allocated:
      return holds(explanation) ? Mark::warning : Mark::ok;
    case explanation::Verdict::canFit:
      return Mark::notice;
    case explanation::Verdict::waitsForDevices:
    case explanation::Verdict::canNeverFit:
    case explanation::Verdict::blockedBefore:
      return Mark::critical;
    case explanation::Verdict::unknown:
      break;
  }
  return Mark::unknown;
}

QString sureMark(Bound bound) {
  return bound == Bound::exact ? QStringLiteral("=") : boundMark(bound);
}

QString sureValue(Count count) {
  return count.bound == Bound::unknown ? QString() : number(count.value);
}

QString sureNumber(Count count) {
  return sureMark(count.bound) + sureValue(count);
}

QString lossText(std::int64_t lost) {
  const QChar minus(0x2212);
  if (lost < 10'000) {
    return minus + number(lost);
  }
  return lost < 10'000'000 ? minus + number(lost / 1000) + QLatin1Char('k') : minus + number(lost / 1'000'000) + QLatin1Char('M');
}

QString devicesText(Count count) {
  return countedBound(count.value, count.bound, tell("device"), tell("devices"));
}

StateChip stateChip(const explanation::Explanation& explanation, Time now) {
  StateChip chip;
  const QString word = plain(explanation.state);
  const QString since = explanation.since.isSet() ? age(std::max<std::int64_t>(0, now - explanation.since)) : QString();
  if (explanation.kind == "claim") {
    const ClaimShape shape = claimShape(explanation.state);
    chip.state = shape.state;
    chip.mark = shape.mark;
    if (explanation.state == "pending") {
      chip.text = since.isEmpty() ? tell("Pending") : tell("Pending %1").arg(since);
      chip.tone = ChipTone::pending;
      return chip;
    }
    chip.text = word;
    chip.tone = explanation.state == "allocated,reserved" ? ChipTone::inUse : ChipTone::normal;
    return chip;
  }
  const bool waits = explanation.verdict != explanation::Verdict::allocated;
  chip.mark = waits ? Mark::pending : Mark::ok;
  chip.tone = waits ? ChipTone::pending : ChipTone::ok;
  chip.text = waits && !since.isEmpty() ? word + QLatin1Char(' ') + since : word;
  return chip;
}

AgreementChip agreementChip(const explanation::SchedulerSays& says) {
  using Agreement = explanation::SchedulerSays::Agreement;
  AgreementChip chip;
  const QString message = plain(says.message);
  const QString note = said(says.note);
  QStringList lines;
  if (!message.isEmpty()) {
    lines << (says.time.isSet() ? tell("The scheduler, %1:").arg(clockTime(says.time)) : tell("The scheduler:")) << message;
  }
  if (!note.isEmpty()) {
    lines << note;
  }
  chip.tooltip = lines.join(QLatin1Char('\n'));
  switch (says.agreement) {
    case Agreement::agrees:
      chip.text = tell("agrees with the scheduler");
      chip.tone = ChipTone::ok;
      chip.mark = Mark::ok;
      break;
    case Agreement::differs:
      chip.text = tell("differs from the scheduler");
      chip.tone = ChipTone::warning;
      chip.mark = Mark::warning;
      break;
    case Agreement::stale:
      chip.text = tell("the scheduler's message is older");
      chip.tone = ChipTone::unknown;
      chip.mark = Mark::unknown;
      break;
    case Agreement::nothingSaid:
      break;
  }
  return chip;
}

QString detailLine(const View& view, const explanation::Explanation& explanation) {
  QStringList parts;
  if (!explanation.detail.empty()) {
    parts << said(explanation.detail);
  }
  QString computed = tell("computed");
  const std::int64_t old = explanation.computedFrom.isSet() ? view.snapshot->time - explanation.computedFrom : 0;
  if (old > 0) {
    computed += QLatin1Char(' ') + tell("%1 ago").arg(age(old, true));
  }
  computed += QLatin1Char(' ') + tell("at revision %1").arg(number(static_cast<std::int64_t>(explanation.revision)));
  if (view.explanationMs >= 0) {
    const auto ms = static_cast<std::int64_t>(view.explanationMs + 0.5);
    computed += QLatin1Char(' ') + (ms < 1 ? tell("in less than 1 ms") : tell("in %1 ms").arg(number(ms)));
  }
  return (parts << computed).join(QStringLiteral(" · "));
}

bool answers(const explanation::Explanation& explanation, const ObjectRef& object) {
  return explanation.kind == object.kind && explanation.object == object.namespaceName + "/" + object.name;
}

ObjectRef objectOf(const std::string& kind, const std::string& fullName) {
  const std::size_t slash = fullName.find('/');
  return slash == std::string::npos ? ObjectRef{kind, {}, fullName}
                                    : ObjectRef{kind, fullName.substr(0, slash), fullName.substr(slash + 1)};
}

}  // namespace claimscope::ui
