#include "ui/pages/actions/action_words.h"

#include <QObject>
#include <algorithm>
#include <array>

#include "ui/base/format.h"
#include "ui/base/model_words.h"

namespace claimscope::ui {
namespace {

struct ActionLook {
  std::string_view id;
  const char* icon;
  const char* execute;
};

/// Actions that have an icon and a verb of their own; others show the bolt and say Execute.
constexpr std::array<ActionLook, 11> kLooks = {{
    {"drain_node", "node", QT_TRANSLATE_NOOP("QObject", "Execute drain")},
    {"cordon_node", "lock", QT_TRANSLATE_NOOP("QObject", "Cordon node")},
    {"uncordon_node", "unlock", QT_TRANSLATE_NOOP("QObject", "Uncordon node")},
    {"drain_device", "devices", QT_TRANSLATE_NOOP("QObject", "Drain devices")},
    {"taint_device", "tag", QT_TRANSLATE_NOOP("QObject", "Taint devices")},
    {"preallocate", "hold", QT_TRANSLATE_NOOP("QObject", "Preallocate")},
    {"hand_over", "step", QT_TRANSLATE_NOOP("QObject", "Hand over")},
    {"release_reservation", "unlock", QT_TRANSLATE_NOOP("QObject", "Release")},
    {"renew_reservation", "refresh", QT_TRANSLATE_NOOP("QObject", "Renew")},
    {"release_claim", "claims", QT_TRANSLATE_NOOP("QObject", "Release claim")},
    {"restart_driver", "refresh", QT_TRANSLATE_NOOP("QObject", "Restart driver")},
}};

const ActionLook* lookOf(const std::string& action) {
  const auto* found = std::find_if(kLooks.begin(), kLooks.end(), [&](const ActionLook& look) { return look.id == action; });
  return found == kLooks.end() ? nullptr : found;
}

QString stepTitle(const actions::ActionPlan& plan, const std::string& id) {
  const actions::Step* step = plan.findStep(id);
  return said(step == nullptr || step->title.empty() ? std::string_view(id) : std::string_view(step->title));
}

}  // namespace

Mark markOf(actions::Mark mark) {
  switch (mark) {
    case actions::Mark::good:
      return Mark::ok;
    case actions::Mark::warning:
      return Mark::warning;
    case actions::Mark::blocked:
      return Mark::critical;
    case actions::Mark::stays:
      return Mark::stays;
    case actions::Mark::neutral:
      break;
  }
  return Mark::notConfigured;
}

Ink inkOf(actions::Mark mark) {
  switch (mark) {
    case actions::Mark::good:
      return Ink::ok;
    case actions::Mark::warning:
      return Ink::warning;
    case actions::Mark::blocked:
      return Ink::critical;
    case actions::Mark::stays:
    case actions::Mark::neutral:
      break;
  }
  return Ink::muted;
}

StateWords planWords(const PlanRecord& record) {
  using State = actions::PlanState;
  switch (record.progress.state) {
    case State::draft:
      return {QObject::tr("Planned"), Mark::notConfigured, Ink::muted};
    case State::ready:
      return {QObject::tr("Rehearsed"), Mark::notConfigured, Ink::muted};
    case State::executing:
      return record.elsewhere ? StateWords{QObject::tr("Executing in another program"), Mark::running, Ink::accent}
                              : StateWords{QObject::tr("Executing"), Mark::running, Ink::accent};
    case State::paused:
      return {QObject::tr("Paused"), Mark::pending, Ink::pending};
    case State::verifying:
      return {QObject::tr("Verifying"), Mark::running, Ink::accent};
    case State::succeeded:
      return {QObject::tr("Done"), Mark::ok, Ink::ok};
    case State::failed:
      return {QObject::tr("Failed"), Mark::critical, Ink::critical};
    case State::timedOut:
      return {QObject::tr("Timed out"), Mark::critical, Ink::critical};
    case State::cancelled:
      return {QObject::tr("Aborted"), Mark::warning, Ink::warning};
    case State::interrupted:
      break;
  }
  return {QObject::tr("Interrupted"), Mark::warning, Ink::warning};
}

bool takesPod(const actions::Step& step) {
  return step.call.verb == actions::Verb::evict ||
         (step.call.verb == actions::Verb::remove && step.call.target.resource.resource == "pods");
}

StateWords stepWords(const actions::ActionPlan& /*plan*/, const actions::Step& step, const actions::StepProgress& progress,
                     Time now) {
  using State = actions::StepState;
  const bool pod = takesPod(step);
  switch (progress.state) {
    case State::waiting:
      return {QObject::tr("Queued"), Mark::pending, Ink::pending};
    case State::calling:
      return {QObject::tr("Sent"), Mark::running, Ink::accent};
    case State::refused: {
      const std::int64_t left = progress.nextTry.isSet() && now.isSet() ? std::max<std::int64_t>(0, progress.nextTry - now) : 0;
      const QString status = progress.status == 0 ? QObject::tr("Refused") : QString::number(progress.status);
      return {left > 0 ? QObject::tr("%1, retry in %2").arg(status, age((left + 999) / 1000 * 1000))
                       : QObject::tr("%1, retry now").arg(status),
              Mark::pending, Ink::pending};
    }
    case State::leaving:
      return {pod ? QObject::tr("Terminating") : QObject::tr("Waiting"), Mark::running, Ink::accent};
    case State::done:
      return {pod ? QObject::tr("Gone") : QObject::tr("Done"), Mark::ok, Ink::ok};
    case State::failed:
      return {QObject::tr("Failed"), Mark::critical, Ink::critical};
    case State::skipped:
      break;
  }
  return {QObject::tr("Not sent"), Mark::stays, Ink::muted};
}

QString doneWords(const actions::ActionPlan& plan, const actions::Progress& progress) {
  int pods = 0;
  int gone = 0;
  int done = 0;
  for (std::size_t i = 0; i < progress.steps.size(); ++i) {
    const bool ended = progress.steps[i].state == actions::StepState::done;
    done += ended ? 1 : 0;
    const actions::Step* step = plan.findStep(progress.steps[i].step);
    if (step != nullptr && takesPod(*step)) {
      ++pods;
      gone += ended ? 1 : 0;
    }
  }
  if (pods > 0) {
    return QObject::tr("%1 of %2 gone").arg(number(gone), counted(pods, QObject::tr("pod"), QObject::tr("pods")));
  }
  const auto all = static_cast<std::int64_t>(plan.steps.size());
  return QObject::tr("%1 of %2 done").arg(number(done), counted(all, QObject::tr("step"), QObject::tr("steps")));
}

double doneShare(const actions::Progress& progress) {
  if (progress.steps.empty()) {
    return progress.state == actions::PlanState::succeeded ? 1 : 0;
  }
  double done = 0;
  for (const actions::StepProgress& step : progress.steps) {
    done += step.state == actions::StepState::done ? 1 : step.state == actions::StepState::leaving ? 0.5 : 0;
  }
  return done / static_cast<double>(progress.steps.size());
}

QString actionTitle(const std::string& action) {
  const actions::Action* known = actions::findAction(action);
  if (action == "undo") {
    return QObject::tr("Undo");  // made from another plan, so no action of its own
  }
  return known == nullptr ? plain(action) : said(known->title);
}

QString actionIcon(const std::string& action) {
  const ActionLook* look = lookOf(action);
  return QString::fromLatin1(look == nullptr ? "actions" : look->icon);
}

QString executeText(const std::string& action) {
  const ActionLook* look = lookOf(action);
  return look == nullptr ? QObject::tr("Execute") : QObject::tr(look->execute);
}

QString minutes(std::int64_t ms) {
  const std::int64_t seconds = std::max<std::int64_t>(0, ms) / 1000;
  return seconds >= 3600 ? QStringLiteral("%1:%2:%3")
                               .arg(seconds / 3600)
                               .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
                               .arg(seconds % 60, 2, 10, QLatin1Char('0'))
                         : QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

EntryWords entryWords(const actions::ActionPlan& plan, const actions::JournalEntry& entry) {
  const QString step = entry.step.empty() ? QString() : stepTitle(plan, entry.step);
  const QString detail = said(entry.detail);
  const std::string& event = entry.event;
  const auto about = [&](const QString& words) { return step.isEmpty() ? words : step; };
  const auto with = [&](const QString& words) { return detail.isEmpty() ? words : words + QStringLiteral(": ") + detail; };
  if (event == "planned") {
    return {QObject::tr("Plan %1 written").arg(plain(plan.id)), detail, Mark::notice};
  }
  if (event == "confirmed" || event == "resumed") {
    const QString who = entry.who.empty() ? QObject::tr("somebody") : plain(entry.who);
    return {event == "confirmed" ? QObject::tr("Confirmed by %1").arg(who) : QObject::tr("Resumed by %1").arg(who), detail,
            Mark::notice};
  }
  if (event == "calling") {
    return {about(QObject::tr("Sent")), with(QObject::tr("sent")), Mark::notConfigured};
  }
  if (event == "answered") {
    const bool bad = entry.status >= 400 || entry.status == 0;
    const QString status = entry.status == 0 ? QObject::tr("no answer") : QString::number(entry.status);
    return {about(QObject::tr("Answered")), with(status), !bad ? Mark::ok : entry.status == 429 ? Mark::pending : Mark::warning};
  }
  if (event == "waiting") {
    return {about(QObject::tr("Waiting")), detail.isEmpty() ? QObject::tr("waits") : detail, Mark::pending};
  }
  if (event == "done") {
    return {about(QObject::tr("Done")), detail.isEmpty() ? QObject::tr("done") : detail, Mark::ok};
  }
  if (event == "failed") {
    return {about(QObject::tr("Failed")), detail.isEmpty() ? QObject::tr("failed") : detail, Mark::critical};
  }
  if (event == "skipped") {
    return {about(QObject::tr("Not sent")), with(QObject::tr("not sent")), Mark::stays};
  }
  if (event == "paused" || event == "continued" || event == "cancelled") {
    const QString words = event == "paused"      ? QObject::tr("Paused")
                          : event == "continued" ? QObject::tr("Continued")
                                                 : QObject::tr("Aborted");
    return {words, detail, event == "cancelled" ? Mark::warning : Mark::notice};
  }
  if (event == "verified") {
    return {QObject::tr("Verified"), detail, Mark::ok};
  }
  if (event == "ended") {
    const bool good = entry.detail.find("succeeded") != std::string::npos;
    return {QObject::tr("Ended"), detail, good ? Mark::ok : Mark::warning};
  }
  if (event == "began") {
    return {QObject::tr("Began"), detail, Mark::notice};
  }
  return {step.isEmpty() ? plain(event) : step, detail, Mark::notice};
}

QString objectName(const diagnosis::ObjectRef& object) {
  if (object.kind == "node" || object.kind == "class") {
    return plain(object.name);
  }
  return object.namespaceName.empty() || object.kind == "device"
             ? plain(object.name)
             : plain(object.namespaceName) + QLatin1Char('/') + plain(object.name);
}

QString objectsName(const std::vector<diagnosis::ObjectRef>& objects) {
  if (objects.empty()) {
    return {};
  }
  if (objects.size() == 1) {
    return objectName(objects.front());
  }
  return QObject::tr("%1 and %2 more").arg(objectName(objects.front()), number(static_cast<std::int64_t>(objects.size()) - 1));
}

std::string confirmedBy(const PlanRecord& record) {
  const auto found = std::find_if(record.entries.begin(), record.entries.end(),
                                  [](const actions::JournalEntry& entry) { return entry.event == "confirmed"; });
  return found == record.entries.end() ? std::string() : found->who;
}

}  // namespace claimscope::ui
