#include "ui/pages/actions/plan_view.h"

#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/action_words.h"
#include "ui/pages/actions/forecast_rows.h"

namespace claimscope::ui {
namespace {

QString counts(std::size_t count, const QString& one, const QString& many) {
  return counted(static_cast<std::int64_t>(count), one, many);
}

/// Refused by the server, in the words of the first step that was.
QString refusal(const actions::ActionPlan& plan, const actions::Previewed& preview) {
  for (const actions::StepPreview& step : preview.steps) {
    if (step.result == actions::StepPreview::Result::refused) {
      const actions::Step* of = plan.findStep(step.step);
      const QString title = of == nullptr ? plain(step.step) : said(of->title);
      return step.detail.empty() ? PlanView::tr("the server refuses: %1").arg(title)
                                 : PlanView::tr("the server refuses %1: %2").arg(title, said(step.detail));
    }
  }
  return PlanView::tr("the server refuses a step");
}

/// The middle of a long name left out.
QString middleCut(const QString& text, qsizetype length) {
  return text.size() <= length ? text : text.left(length / 2) + QChar(0x2026) + text.right(length / 2 - 1);
}

}  // namespace

PlanView::PlanView(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_verdict(new VerdictBand(look, this)),
      m_again(m_verdict->addButton(ButtonStyle::primary, tr("Forecast again"))),
      m_cause(m_verdict->addButton(ButtonStyle::normal, QString())),
      m_side(new WizardSide(look, this)),
      m_body(new QStackedWidget(this)),
      m_select(new QWidget),
      m_waysPanel(new Panel(look, tr("Choose how to hold"), m_select)),
      m_ways(new WayCards(look)),
      m_picker(new ObjectPicker(look, m_select)),
      m_review(new ReviewView(look)),
      m_loading(new Skeleton(look, 40, 26)),
      m_errorPanel(new Panel(look, tr("It cannot be planned"))),
      m_foot(new ActionFoot(look, this)) {
  auto* column = new QVBoxLayout(this);
  // The scroll bar of the right column stands in the margin of the page.
  constexpr int kScrollRoom = 12;
  column->setContentsMargins(16, 0, 16 - kScrollRoom, 12);
  column->setSpacing(12);
  const auto inset = [](QWidget* inner, QWidget* holder) {
    auto* box = new QHBoxLayout(holder);
    box->setContentsMargins(0, 0, kScrollRoom, 0);
    box->addWidget(inner);
    return holder;
  };
  m_again->hide();
  m_again->setToolTip(tr("The controller counts once a rule: this rehearses a new rule in the place of the old one."));
  m_cause->hide();
  column->addWidget(inset(m_verdict, new QWidget(this)));
  auto* row = new QHBoxLayout;
  row->setSpacing(12);
  row->addWidget(m_side);
  m_loading->setMinimumHeight(0);
  auto* select = new QVBoxLayout(m_select);
  select->setContentsMargins(0, 0, 0, 0);
  select->setSpacing(12);
  m_waysPanel->setScope(tr("Kubernetes has no call that allocates without a pod; each way has its price"));
  m_waysPanel->setBody(m_ways);
  m_waysPanel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  m_waysPanel->hide();
  select->addWidget(m_waysPanel);
  select->addWidget(m_picker, 1);
  m_body->addWidget(m_review);
  for (QWidget* page : std::initializer_list<QWidget*>{m_select, m_loading, m_errorPanel}) {
    m_body->addWidget(inset(page, new QWidget));
  }
  row->addWidget(m_body, 1);
  column->addLayout(row, 1);
  column->addWidget(inset(m_foot, new QWidget(this)));
  connect(m_picker, &ObjectPicker::chosenChanged, this, [this] {
    if (m_choosing) {
      m_request.objects = m_picker->chosen();
      showSelect();
    }
  });
  connect(m_ways, &WayCards::chosen, this, [this](const QString& way) { m_side->options().set("way", way.toStdString()); });
  connect(m_again, &QAbstractButton::clicked, this, [this] {
    actions::ActionRequest again = request();
    again.options["stage"] = "rehearse";
    Q_EMIT rehearseWanted(again);
  });
  connect(m_cause, &QAbstractButton::clicked, this, [this] {
    if (m_actions.forecast != nullptr && m_actions.forecast->cause) {
      Q_EMIT objectWanted(*m_actions.forecast->cause);
    }
  });
  connect(m_picker, &ObjectPicker::accepted, this, [this] { main(); });
  connect(&m_side->options(), &OptionForm::changed, this, [this] {
    m_request.options = m_side->options().values();
    if (!m_choosing) {
      Q_EMIT rehearseWanted(request());
    }
  });
  connect(m_review, &ReviewView::optionWanted, this,
          [this](const QString& option) { m_side->options().set(option.toStdString(), "true"); });
  connect(m_review, &ReviewView::nodeWanted, this,
          [this](const QString& node) { m_side->options().set("node", node.toStdString()); });
  connect(m_review, &ReviewView::requestWanted, this, &PlanView::rehearseWanted);
  connect(m_review, &ReviewView::objectWanted, this, [this](const ObjectRef& object) { Q_EMIT objectWanted(object); });
  connect(m_review, &ReviewView::objectActivated, this, &PlanView::objectWanted);
  connect(m_review, &ReviewView::objectSelected, this, &PlanView::objectSelected);
  connect(m_foot, &ActionFoot::armWanted, this, &PlanView::armWanted);
  connect(m_foot, &ActionFoot::disarmWanted, this, &PlanView::disarmWanted);
  connect(m_foot, &ActionFoot::backWanted, this, [this] { back(); });
  connect(m_foot, &ActionFoot::secondWanted, this, [this] { second(); });
  connect(m_foot, &ActionFoot::mainWanted, this, [this] { main(); });
  connect(m_foot, &ActionFoot::confirmChanged, this, [this] { showFoot(); });
}

void PlanView::choose(const std::string& action, const std::vector<ObjectRef>& objects,
                      const std::map<std::string, std::string>& options) {
  m_choosing = true;
  m_fresh = true;
  m_starting = false;
  m_action = action;
  m_request = {action, objects, options, {}};
}

actions::ActionRequest PlanView::request() const {
  actions::ActionRequest request = m_request;
  request.action = m_action;
  return request;
}

void PlanView::setBody(QWidget* body) {
  QWidget* page = body == m_review ? body : body->parentWidget();
  if (m_body->currentWidget() != page) {
    m_body->setCurrentWidget(page);
  }
}

void PlanView::setView(const View& view, const ActionsView& actions) {
  m_view = view;
  m_actions = actions;
  if (!m_choosing && actions.rehearsal != nullptr) {
    m_action = actions.rehearsal->request.action;
    m_request = actions.rehearsal->request;
  }
  m_foot->setArmed(actions);
  m_side->target().setFacts(targetFacts(*view.snapshot, m_request.objects));
  m_side->options().setAction(actions::findAction(m_action), m_request.options);
  m_side->options().setReadOnly(m_starting);
  if (m_choosing) {
    const actions::Action* action = actions::findAction(m_action);
    m_picker->setView(view, action == nullptr ? std::string() : std::string(action->objectKind),
                      action != nullptr && action->several);
    showWays();
    if (m_fresh) {
      m_fresh = false;
      m_picker->setChosen(m_request.objects);
    }
    showSelect();
  } else {
    showPlan();
  }
}

/// Of the action that holds devices in advance; what is chosen is its option "way".
void PlanView::showWays() {
  const bool holds = m_action == "preallocate";
  m_waysPanel->setVisible(holds);
  if (holds) {
    m_ways->setOffers(actions::waysOffered(*m_view.snapshot));
    const auto way = m_request.options.find("way");
    m_ways->setChosen(way == m_request.options.end() ? "placeholder" : way->second);
  }
}

void PlanView::showSelect() {
  const actions::Action* action = actions::findAction(m_action);
  const QString what = action == nullptr ? plain(m_action) : said(action->title);
  m_side->target().setFacts(targetFacts(*m_view.snapshot, m_request.objects));
  m_verdict->setVerdict(Mark::notice,
                        m_request.objects.empty() ? tr("%1: choose what it is done to.").arg(what)
                                                  : tr("%1: %2.").arg(what, objectsName(m_request.objects)),
                        action == nullptr ? QString() : tr("%1. A rehearsal changes nothing.").arg(said(action->summary)));
  setBody(m_select);
  showForecastButtons();
  showSteps();
  showFoot();
}

void PlanView::showPlan() {
  const Rehearsal* rehearsal = m_actions.rehearsal.get();
  if (rehearsal == nullptr) {
    return;
  }
  const QString what = actionTitle(m_action) + QStringLiteral(": ") + objectsName(m_request.objects);
  if (rehearsal->error) {
    m_verdict->setVerdict(Mark::critical, said(rehearsal->error->message), said(rehearsal->error->fix));
    const QString text = plain(rehearsal->error->text());
    if (text != m_errorText || m_errorPanel->body() == nullptr) {
      m_errorText = text;
      m_errorPanel->setBody(makeErrorNote(m_look, *rehearsal->error));
    }
    setBody(m_errorPanel);
  } else if (rehearsal->plan == nullptr) {
    m_verdict->setVerdict(Mark::running, tr("%1 is being rehearsed.").arg(what), tr("Nothing is changed."));
    setBody(m_loading);
  } else {
    showVerdict(*rehearsal);
    m_review->setRehearsal(*rehearsal, *m_view.snapshot);
    m_review->setForecast(m_actions.forecast, m_actions.now);
    m_review->setFitting(rehearsal->undo ? nullptr : m_actions.fitting, m_actions.now);
    setBody(m_review);
  }
  showForecastButtons();
  showSteps();
  showFoot();
}

void PlanView::showVerdict(const Rehearsal& rehearsal) {
  const actions::ActionPlan& plan = *rehearsal.plan;
  const actions::Previewed* preview = rehearsal.preview.get();
  const actions::ForecastComparison* forecast = m_actions.forecast.get();
  const bool denied = preview != nullptr && !preview->allAllowed;
  const bool refused = preview != nullptr && !preview->nothingRefused;
  const Mark mark = plan.blocked()          ? Mark::critical
                    : denied || refused     ? Mark::critical
                    : plan.warnings.empty() ? Mark::ok
                                            : Mark::warning;
  QString sentence = said(plan.headline.empty() ? plan.title : plan.headline);
  QStringList evidence;
  // Two counts that differ are what a person has to know first.
  if (forecast != nullptr && forecast->state == actions::ForecastState::answered && !plan.blocked()) {
    if (forecast->differences > 0) {
      evidence << sentence;
      sentence = said(forecast->headline);
    } else {
      evidence << said(forecast->headline);
    }
  }
  if (!plan.subline.empty()) {
    evidence << said(plan.subline);
  }
  if (preview != nullptr) {
    evidence << tr("rehearsed with server dry run at %1, nothing was changed").arg(clockTime(preview->at));
  } else if (rehearsal.asking) {
    evidence << tr("the server is asked what it would do");
  } else if (!rehearsal.note.isEmpty()) {
    evidence << rehearsal.note;
  }
  m_verdict->setVerdict(mark, sentence, evidence.join(QStringLiteral(" · ")));
}

void PlanView::showForecastButtons() {
  const actions::ForecastComparison* forecast = m_choosing ? nullptr : m_actions.forecast.get();
  const bool planned = m_actions.rehearsal != nullptr && m_actions.rehearsal->plan != nullptr;
  const bool answered =
      forecast != nullptr && planned && !forecast->agrees() &&
      (forecast->state == actions::ForecastState::answered || forecast->state == actions::ForecastState::silent);
  m_again->setVisible(answered && m_request.options["stage"] != "rehearse");
  m_cause->setVisible(answered && forecast->cause.has_value());
  if (answered && forecast->cause) {
    m_cause->setText(tr("Open %1").arg(middleCut(claimscope::ui::objectName(*forecast->cause), 30)));
  }
}

void PlanView::showSteps() {
  using State = WizardStep::State;
  const Rehearsal* rehearsal = m_choosing ? nullptr : m_actions.rehearsal.get();
  const bool planned = rehearsal != nullptr && rehearsal->plan != nullptr && !rehearsal->asking;
  const bool failed = rehearsal != nullptr && rehearsal->error.has_value();
  QString rehearsed;
  QString review;
  if (rehearsal != nullptr && rehearsal->preview != nullptr) {
    rehearsed = tr("dry run %1").arg(clockTime(rehearsal->preview->at));
  } else if (planned && rehearsal->plan->madeAt.isSet()) {
    rehearsed = tr("planned %1").arg(clockTime(rehearsal->plan->madeAt));
  } else if (rehearsal != nullptr && !failed) {
    rehearsed = tr("under way");
  }
  if (planned) {
    const actions::ActionPlan& plan = *rehearsal->plan;
    review = plan.blocked()          ? counts(plan.blockers.size(), tr("blocker"), tr("blockers"))
             : plan.warnings.empty() ? counts(plan.steps.size(), tr("step"), tr("steps"))
                                     : counts(plan.warnings.size(), tr("warning"), tr("warnings"));
  }
  const bool compares = planned && m_actions.forecast != nullptr;
  m_side->steps().setSteps({{tr("Select"), objectsName(m_request.objects), m_choosing ? State::current : State::done},
                            {tr("Rehearse"), rehearsed,
                             m_choosing ? State::open
                             : failed   ? State::failed
                             : planned  ? State::done
                                        : State::current},
                            {compares ? tr("Compare") : tr("Review"), compares ? forecastStateName(*m_actions.forecast) : review,
                             planned && !m_starting ? State::current
                             : planned              ? State::done
                                                    : State::open},
                            {tr("Execute"), m_starting ? tr("begins") : QString(), m_starting ? State::current : State::open},
                            {tr("Verify"), {}, State::open}});
}

QString PlanView::objectionTo(const actions::ActionPlan& plan, Mark& mark) const {
  const Rehearsal& rehearsal = *m_actions.rehearsal;
  QStringList reasons;
  mark = Mark::critical;
  if (plan.blocked()) {
    reasons << counts(plan.blockers.size(), tr("blocker"), tr("blockers"));
  }
  if (rehearsal.preview != nullptr && !rehearsal.preview->allAllowed) {
    const auto denied = std::count_if(rehearsal.preview->needs.begin(), rehearsal.preview->needs.end(),
                                      [](const actions::NeedAnswer& answer) { return answer.permission != Permission::allowed; });
    reasons << counts(static_cast<std::size_t>(denied), tr("permission is missing"), tr("permissions are missing"));
  } else if (rehearsal.preview != nullptr && !rehearsal.preview->nothingRefused) {
    reasons << refusal(plan, *rehearsal.preview);
  }
  if (reasons.isEmpty()) {
    mark = Mark::notice;
  }
  if (!m_actions.canWrite) {
    reasons << (m_actions.cannotBecause.isEmpty() ? tr("this source cannot be changed") : m_actions.cannotBecause);
  } else if (rehearsal.asking) {
    reasons << tr("the server has not answered yet");
  } else if (rehearsal.preview == nullptr) {
    reasons << tr("the server was not asked");
  }
  if (m_actions.canWrite && !m_actions.armed()) {
    reasons << tr("this context is read-only");
  }
  if (reasons.isEmpty()) {
    return {};
  }
  const QString last = reasons.takeLast();
  return reasons.isEmpty() ? tr("Execute is off: %1.").arg(last)
                           : tr("Execute is off: %1, and %2.").arg(reasons.join(QStringLiteral(", ")), last);
}

void PlanView::showFoot() {
  if (m_choosing) {
    m_foot->setConfirm({});
    const bool any = !m_request.objects.empty();
    m_foot->setReason(std::nullopt, any ? tr("Nothing is changed before Execute.") : tr("Choose at least one."));
    m_foot->setButtons({tr("Cancel")}, {}, {tr("Rehearse"), any}, false);
    return;
  }
  const Rehearsal* rehearsal = m_actions.rehearsal.get();
  const actions::ActionPlan* plan = rehearsal == nullptr ? nullptr : rehearsal->plan.get();
  if (plan == nullptr) {
    m_foot->setConfirm({});
    m_foot->setReason(std::nullopt, {});
    m_foot->setButtons({tr("Back")}, {tr("Rehearse again"), rehearsal != nullptr && rehearsal->error.has_value()}, {}, false);
    return;
  }
  if (m_starting) {
    m_foot->setConfirm({});
    m_foot->setReason(std::nullopt, tr("The journal is being begun."));
    m_foot->setButtons({}, {}, {executeText(m_action), false}, false);
    return;
  }
  Mark mark = Mark::notice;
  const QString objection = objectionTo(*plan, mark);
  const bool mustRead = objection.isEmpty() && !plan->warnings.empty();
  m_foot->setConfirm(mustRead
                         ? (plan->warnings.size() == 1
                                ? tr("I have read the warning")
                                : tr("I have read the %1 warnings").arg(number(static_cast<std::int64_t>(plan->warnings.size()))))
                         : QString());
  if (!objection.isEmpty()) {
    m_foot->setReason(mark, objection);
  } else if (m_actions.trouble) {
    m_foot->setReason(Mark::critical, plain(m_actions.trouble->text()));
  } else {
    m_foot->setReason(std::nullopt, mustRead ? QString() : said(plan->undo));
  }
  m_foot->setButtons({tr("Back")}, {tr("Rehearse again"), !rehearsal->asking},
                     {executeText(m_action), objection.isEmpty() && m_foot->confirmed()}, objection.isEmpty());
}

void PlanView::back() {
  if (m_choosing || m_actions.rehearsal == nullptr) {
    Q_EMIT leaveWanted();
    return;
  }
  choose(m_action, m_request.objects, m_request.options);
  setView(m_view, m_actions);
  focusFirst();
}

void PlanView::second() {
  if (!m_choosing) {
    Q_EMIT rehearseWanted(request());
  }
}

void PlanView::main() {
  if (m_choosing) {
    if (!m_request.objects.empty()) {
      m_request.options = m_side->options().values();
      Q_EMIT rehearseWanted(request());
    }
    return;
  }
  if (m_actions.rehearsal != nullptr && m_actions.rehearsal->plan != nullptr) {
    Q_EMIT executeWanted(QString::fromStdString(m_actions.rehearsal->plan->id));
  }
}

void PlanView::focusFirst() {
  if (m_choosing) {
    m_picker->focusFind();
  } else {
    m_review->table().setFocus(Qt::OtherFocusReason);
  }
}

}  // namespace claimscope::ui
