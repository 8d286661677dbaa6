#include "ui/pages/actions/plan_rows.h"

#include <QObject>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/action_words.h"
#include "ui/pages/actions/cells.h"

namespace claimscope::ui {
namespace {

Cell smallCell(const QString& words, Ink ink = Ink::secondary, FontRole role = FontRole::small) {
  return wordsCell(words, ink, role);
}

constexpr std::int64_t kDayMs = 24 * 3'600'000LL;
constexpr std::size_t kMostFinished = 2000;

/// "09:43:02" on the same day, "yesterday", "3 days ago".
QString startedWords(Time at, Time now) {
  if (!at.isSet()) {
    return {};
  }
  const std::int64_t days = now.isSet() ? now.ms / kDayMs - at.ms / kDayMs : 0;
  return days <= 0 ? clockTime(at) : days == 1 ? QObject::tr("yesterday") : QObject::tr("%1 days ago").arg(number(days));
}

bool isOpen(const PlanRecord& record) {
  return !actions::isOver(record.progress.state) || record.resumable;
}

QString offerText(PlanOffer offer) {
  switch (offer) {
    case PlanOffer::open:
      return QObject::tr("Open");
    case PlanOffer::review:
      return QObject::tr("Review");
    case PlanOffer::resume:
      return QObject::tr("Resume");
    case PlanOffer::undo:
      return QObject::tr("Undo");
    case PlanOffer::report:
      break;
  }
  return QObject::tr("Report");
}

QString resultWords(const PlanRecord& record, const StateWords& state) {
  using State = actions::PlanState;
  const QString done = doneWords(*record.plan, record.progress);
  switch (record.progress.state) {
    case State::executing:
    case State::succeeded:
      return done;
    case State::cancelled:
      return QObject::tr("aborted, %1").arg(done);
    case State::interrupted:
      return QObject::tr("interrupted, %1").arg(done);
    case State::paused:
      return QObject::tr("paused, %1").arg(done);
    case State::verifying:
      return QObject::tr("verifying");
    case State::failed:
    case State::timedOut:
    case State::ready:
    case State::draft:
      break;
  }
  return state.text.toLower();
}

QString detailWords(const PlanRecord& record, Time now) {
  const actions::Progress& progress = record.progress;
  if (!progress.error.empty()) {
    return plain(progress.error);
  }
  if (progress.begun.isSet() && progress.ended.isSet()) {
    return QObject::tr("took %1").arg(age(std::max<std::int64_t>(0, progress.ended - progress.begun)));
  }
  if (record.elsewhere) {
    return QObject::tr("by another program");
  }
  if (progress.begun.isSet() && now.isSet() && !actions::isOver(progress.state)) {
    const QString gone = minutes(now - progress.begun);
    return record.plan->timeoutMs > 0 ? QObject::tr("%1 of %2").arg(gone, minutes(record.plan->timeoutMs)) : gone;
  }
  return {};
}

SimpleRows::Line lineOf(const PlanRecord& record, Time now) {
  const StateWords state = planWords(record);
  const bool bad = state.ink == Ink::critical || state.ink == Ink::warning;
  SimpleRows::Line line;
  line.id = record.plan->id;
  line.group = isOpen(record) ? 0 : 1;
  Cell title = smallCell(said(record.plan->title), Ink::primary, FontRole::bodyMedium);
  title.mark = state.mark;
  Cell context = smallCell(plain(record.plan->context), Ink::secondary, FontRole::monoSmall);
  context.elide = Qt::ElideMiddle;
  Cell bar;
  bar.part = doneShare(record.progress);
  bar.partInk = bad ? state.ink : record.progress.state == actions::PlanState::succeeded ? Ink::ok : Ink::accent;
  Cell started = smallCell(startedWords(record.progress.begun.isSet() ? record.progress.begun : record.plan->madeAt, now),
                           Ink::secondary, FontRole::mono);
  line.cells = {title,
                context,
                bar,
                smallCell(resultWords(record, state), bad ? state.ink : Ink::primary),
                smallCell(detailWords(record, now)),
                started,
                smallCell(offerText(offerOf(record)), Ink::accent)};
  return line;
}

SimpleRows::Line rehearsalLine(const Rehearsal& rehearsal, const ActionsView& view) {
  SimpleRows::Line line;
  line.id = kRehearsalRow;
  Cell title = smallCell(rehearsal.plan != nullptr
                             ? said(rehearsal.plan->title)
                             : actionTitle(rehearsal.request.action) + QLatin1Char(' ') + objectsName(rehearsal.request.objects),
                         Ink::primary, FontRole::bodyMedium);
  title.mark = Mark::notConfigured;
  Cell bar;
  bar.part = 0;
  const bool blocked = rehearsal.plan != nullptr && rehearsal.plan->blocked();
  const QString result = rehearsal.error                                 ? QObject::tr("cannot be planned")
                         : rehearsal.plan == nullptr || rehearsal.asking ? QObject::tr("being rehearsed")
                         : blocked ? counted(static_cast<std::int64_t>(rehearsal.plan->blockers.size()), QObject::tr("blocker"),
                                             QObject::tr("blockers"))
                                   : QObject::tr("rehearsed");
  line.cells = {title,
                smallCell(plain(view.context), Ink::secondary, FontRole::monoSmall),
                bar,
                smallCell(result, blocked || rehearsal.error ? Ink::warning : Ink::primary),
                smallCell(rehearsal.plan != nullptr ? plain(rehearsal.plan->subline) : QString()),
                smallCell(rehearsal.plan != nullptr ? startedWords(rehearsal.plan->madeAt, view.now) : QString(), Ink::secondary,
                          FontRole::mono),
                smallCell(offerText(PlanOffer::review), Ink::accent)};
  return line;
}

}  // namespace

PlanOffer offerOf(const PlanRecord& record) {
  if (record.resumable) {
    return PlanOffer::resume;
  }
  if (!actions::isOver(record.progress.state)) {
    return PlanOffer::open;
  }
  const bool halfDone = record.progress.state != actions::PlanState::succeeded;
  return halfDone && record.progress.undoPossible ? PlanOffer::undo : PlanOffer::report;
}

int offerColumn() {
  return 6;
}

std::shared_ptr<const SimpleRows> planRows(const ActionsView& view, PlanFilter filter) {
  std::vector<SimpleRows::Line> open;
  std::vector<SimpleRows::Line> finished;
  std::size_t left = 0;
  if (view.rehearsal != nullptr) {
    open.push_back(rehearsalLine(*view.rehearsal, view));
  }
  for (const std::shared_ptr<const PlanRecord>& record : view.plans) {
    if ((filter == PlanFilter::thisContext && record->plan->context != view.context) ||
        (filter == PlanFilter::mine && confirmedBy(*record) != view.who)) {
      continue;
    }
    if (isOpen(*record)) {
      open.push_back(lineOf(*record, view.now));
    } else if (finished.size() < kMostFinished) {
      finished.push_back(lineOf(*record, view.now));
    } else {
      ++left;
    }
  }
  const auto opened = static_cast<std::int64_t>(open.size());
  const auto ended = static_cast<std::int64_t>(finished.size());
  const QString endedWords =
      left > 0 ? QObject::tr("%1 of %2").arg(number(ended), number(ended + static_cast<std::int64_t>(left))) : number(ended);
  std::vector<RowGroup> groups = {{QObject::tr("Running and open"), number(opened), {}, 1},
                                  {QObject::tr("Finished"), endedWords, {}, 2}};
  std::vector<SimpleRows::Line> lines = std::move(open);
  lines.insert(lines.end(), std::make_move_iterator(finished.begin()), std::make_move_iterator(finished.end()));
  std::vector<Column> columns = {{QStringLiteral("plan"), QObject::tr("Plan"), QString(), 240, true},
                                 {QStringLiteral("context"), QObject::tr("Context"), QString(), 128},
                                 {QStringLiteral("progress"), QObject::tr("Progress"), QString(), 88},
                                 {QStringLiteral("result"), QObject::tr("Result"), QString(), 150},
                                 {QStringLiteral("detail"), QObject::tr("Detail"), QString(), 156},
                                 {QStringLiteral("started"), QObject::tr("Started"), QString(), 96, false, true},
                                 {QStringLiteral("offer"), QString(), QString(), 72}};
  return std::make_shared<const SimpleRows>("plan", std::move(columns), std::move(lines), std::move(groups));
}

}  // namespace claimscope::ui
