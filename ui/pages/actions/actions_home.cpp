#include "ui/pages/actions/actions_home.h"

#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/action_words.h"
#include "ui/pages/actions/plan_lines.h"
#include "ui/pages/actions/plan_rows.h"
#include "ui/pages/actions/wizard_side.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kJournalLines = 60;
constexpr int kRightWidth = 372;

QString retryWords(const PlanRecord& record, Time now) {
  Time next;
  for (const actions::StepProgress& step : record.progress.steps) {
    if (step.state == actions::StepState::refused && step.nextTry.isSet() && (!next.isSet() || step.nextTry < next)) {
      next = step.nextTry;
    }
  }
  return next.isSet() && now.isSet() ? ActionsHome::tr("next try in %1").arg(age(std::max<std::int64_t>(0, next - now)))
                                     : QString();
}

QString evidenceOf(const PlanRecord& record, Time now) {
  QStringList parts;
  for (const actions::JournalEntry& entry : record.entries) {
    if (entry.event == "confirmed") {
      parts << ActionsHome::tr("confirmed by %1 at %2")
                   .arg(entry.who.empty() ? ActionsHome::tr("somebody") : plain(entry.who), clockTime(entry.at));
      break;
    }
  }
  if (const QString retry = retryWords(record, now); !retry.isEmpty()) {
    parts << retry;
  }
  parts << ActionsHome::tr("nothing else changes a cluster from here");
  QString words = parts.join(QStringLiteral(" · "));
  words[0] = words[0].toUpper();
  return words;
}

}  // namespace

ActionsHome::ActionsHome(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_verdict(new VerdictBand(look, this)),
      m_tiles(new StartTiles(look)),
      m_arms(new ArmRows(look)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 0, 16, 12);
  column->setSpacing(12);
  column->addWidget(m_verdict);
  m_open = m_verdict->addButton(ButtonStyle::normal, tr("Open plan"));
  m_abort = m_verdict->addButton(ButtonStyle::dangerFilled, tr("Abort"));
  m_abort->setIconId(QStringLiteral("stop"));
  m_startPanel = new Panel(look, tr("Start a plan"), this);
  m_startPanel->setScope(tr("a rehearsal changes nothing"));
  m_tiles->setTiles(startTiles());
  m_startPanel->setBody(m_tiles);
  m_startPanel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  column->addWidget(m_startPanel);

  auto* row = new QHBoxLayout;
  row->setSpacing(12);
  m_planPanel = new Panel(look, tr("Plans"), this);
  m_filter = new Segmented(look, {tr("All"), tr("Mine"), tr("This context")}, true);
  m_filter->setAccessibleName(tr("Which plans"));
  m_planPanel->addTool(m_filter);
  m_planTable = new TablePanel(look, m_planModel, false, false);
  m_planTable->view().setAccessibleName(tr("Plans"));
  m_planPanel->setBody(m_planTable);
  row->addWidget(m_planPanel, 1);
  auto* right = new QVBoxLayout;
  right->setSpacing(12);
  auto* arm = new Panel(look, tr("Arm state"), this);
  arm->setScope(tr("one context at a time, 10 minutes"));
  arm->setBody(m_arms);
  arm->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  m_journalPanel = new Panel(look, tr("Journal"), this);
  m_journalPanel->setScope(tr("append-only, on this computer"));
  auto* file = new Button(look, ButtonStyle::link, tr("Open folder"), true);
  m_journalPanel->addTool(file);
  m_journal = new LineList(look, 24);
  m_journal->setAccessibleName(tr("Journal"));
  m_journalPanel->setBody(quietScroll(m_journal, m_journalPanel));
  m_reservationPanel = makeReservations();
  for (Panel* panel : {arm, m_reservationPanel, m_journalPanel}) {
    panel->setFixedWidth(kRightWidth);
  }
  right->addWidget(arm);
  right->addWidget(m_reservationPanel);
  right->addWidget(m_journalPanel, 1);
  row->addLayout(right);
  column->addLayout(row, 1);
  setFocusProxy(&m_planTable->view());

  connect(m_tiles, &StartTiles::chosen, this, &ActionsHome::startWanted);
  connect(m_arms, &ArmRows::armWanted, this, &ActionsHome::armWanted);
  connect(m_arms, &ArmRows::disarmWanted, this, &ActionsHome::disarmWanted);
  connect(file, &QAbstractButton::clicked, this, &ActionsHome::journalWanted);
  connect(m_open, &QAbstractButton::clicked, this, [this] { Q_EMIT planWanted(QString::fromStdString(m_inFront)); });
  connect(m_abort, &QAbstractButton::clicked, this, [this] { Q_EMIT abortWanted(QString::fromStdString(m_inFront)); });
  connect(m_filter, &Segmented::currentChanged, this,
          [this](int index) { m_planModel.setSource(planRows(m_actions, static_cast<PlanFilter>(index)), {}); });
  connect(&m_planTable->view(), &TableView::objectActivated, this,
          [this](const ObjectRef& plan) { Q_EMIT planWanted(QString::fromStdString(plan.name)); });
  connect(&m_planTable->view(), &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
    if (index.column() == offerColumn()) {
      offer(index.row());
    }
  });
}

Panel* ActionsHome::makeReservations() {
  auto* panel = new Panel(m_look, tr("Reservations"), this);
  m_reservationTable = new TablePanel(m_look, m_reservationModel, false, false);
  m_reservationTable->view().setAccessibleName(tr("Reservations"));
  m_reservationTable->view().setCellPadding(6);
  panel->setBody(m_reservationTable);
  if (actions::findAction("preallocate") != nullptr) {
    auto* preallocate = new Button(m_look, ButtonStyle::link, tr("Preallocate"), true);
    panel->addTool(preallocate);
    connect(preallocate, &QAbstractButton::clicked, this, [this] { Q_EMIT startWanted(QStringLiteral("preallocate")); });
  }
  connect(&m_reservationTable->view(), &TableView::objectActivated, this,
          [this](const ObjectRef&) { release(m_reservationTable->view().currentIndex().row()); });
  connect(&m_reservationTable->view(), &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
    if (index.column() == releaseColumn()) {
      release(index.row());
    }
  });
  return panel;
}

void ActionsHome::release(int row) {
  const std::optional<ObjectRef> object = m_reservationModel.objectAt(row);
  const std::size_t at = object ? std::strtoul(object->name.c_str(), nullptr, 10) : m_reservations.size();
  if (at < m_reservations.size()) {
    Q_EMIT requestWanted(releaseOf(m_reservations[at], *m_reservationsOf));
  }
}

void ActionsHome::showReservations(const View& view) {
  if (view.snapshot == nullptr) {
    return;
  }
  // Looked for when objects have changed; expiries run on with each moment.
  if (m_reservationsOf == nullptr || m_reservationsOf->inventory != view.snapshot->inventory ||
      m_reservationsOf->of<DeviceTaintRule>().changed() != view.snapshot->of<DeviceTaintRule>().changed()) {
    m_reservations = actions::reservationsOf(*view.snapshot);
    m_reservationsOf = view.snapshot;  // the reservations point into its objects
  }
  m_reservationModel.setSource(reservationRows(m_reservations, *m_reservationsOf, view.snapshot->time), {});
  m_reservationTable->setStory({}, {tr("Nothing is held in advance"), {}, {}, {}});
  std::size_t devices = 0;
  for (const actions::Reservation& reservation : m_reservations) {
    devices += reservation.devices.size();
  }
  m_reservationPanel->setScope(m_reservations.empty()
                                   ? QString()
                                   : tr("%1 held").arg(counted(static_cast<std::int64_t>(devices), tr("device"), tr("devices"))));
  const int rows = std::clamp(static_cast<int>(m_reservations.size()), 3, 6);
  m_reservationPanel->setFixedHeight(34 + 26 + rows * 26 + 6);
}

void ActionsHome::offer(int row) {
  const std::optional<ObjectRef> object = m_planModel.objectAt(row);
  if (!object) {
    return;
  }
  const QString id = QString::fromStdString(object->name);
  const auto found =
      std::find_if(m_actions.plans.begin(), m_actions.plans.end(),
                   [&](const std::shared_ptr<const PlanRecord>& record) { return record->plan->id == object->name; });
  if (found != m_actions.plans.end() && offerOf(**found) == PlanOffer::undo) {
    Q_EMIT undoWanted(id);
  } else {
    Q_EMIT planWanted(id);  // a plan is resumed where it can be looked at first
  }
}

void ActionsHome::showVerdict(const ActionsView& actions) {
  std::vector<const PlanRecord*> running;
  const PlanRecord* interrupted = nullptr;
  for (const std::shared_ptr<const PlanRecord>& record : actions.plans) {
    if (record->running && !actions::isOver(record->progress.state)) {
      running.push_back(record.get());
    } else if (interrupted == nullptr && record->resumable) {
      interrupted = record.get();
    }
  }
  m_inFront = !running.empty() ? running.front()->plan->id : interrupted != nullptr ? interrupted->plan->id : std::string();
  m_open->setVisible(!m_inFront.empty());
  m_abort->setVisible(!running.empty());
  if (!running.empty()) {
    const PlanRecord& first = *running.front();
    const QString about = first.progress.headline.empty()
                              ? said(first.plan->title) + QStringLiteral(": ") + doneWords(*first.plan, first.progress)
                              : said(first.progress.headline);
    m_open->setText(tr("Open plan"));
    m_verdict->setVerdict(planWords(first).mark,
                          running.size() == 1
                              ? tr("1 plan runs. %1").arg(about)
                              : tr("%1 plans run. %2").arg(number(static_cast<std::int64_t>(running.size())), about),
                          evidenceOf(first, actions.now));
  } else if (interrupted != nullptr) {
    m_open->setText(tr("Look and resume"));
    m_verdict->setVerdict(Mark::warning,
                          tr("%1 ended in the middle: %2.")
                              .arg(said(interrupted->plan->title), doneWords(*interrupted->plan, interrupted->progress)),
                          tr("The journal says what was sent. Resume goes on from there; nothing runs now."));
  } else if (actions.trouble) {
    m_verdict->setVerdict(Mark::critical, said(actions.trouble->message), said(actions.trouble->fix));
  } else {
    const QString armed = actions.armed() ? tr("%1 is armed for %2; a plan starts only when it is confirmed.")
                                                .arg(plain(actions.context), minutes(actions.armedMs))
                                          : tr("Every context is read-only. A rehearsal changes nothing.");
    m_verdict->setVerdict(actions.armed() ? Mark::warning : Mark::ok, tr("Nothing runs."), armed);
  }
  m_open->updateGeometry();
}

void ActionsHome::setView(const View& view, const ActionsView& actions) {
  m_actions = actions;
  showReservations(view);
  showVerdict(actions);
  m_planModel.setSource(planRows(actions, static_cast<PlanFilter>(m_filter->current())), {});
  SourceStory story;
  const bool none = actions.plans.empty() && actions.rehearsal == nullptr;
  if (none && !actions.unreadable.empty()) {
    story.show = SourceStory::Show::failed;
    story.title = plain(actions.unreadable.front().message);
    story.detail = plain(actions.unreadable.front().fix);
  } else if (!actions.unreadable.empty()) {
    story.bannerTitle = counted(static_cast<std::int64_t>(actions.unreadable.size()), tr("journal cannot be read"),
                                tr("journals cannot be read"));
    story.bannerDetail = plain(actions.unreadable.front().text());
  }
  m_planTable->setStory(
      story, {none ? tr("No plan yet") : tr("No plan of this choice"),
              none ? tr("Start one above, or from a node, a device, a claim or a finding.") : tr("All shows the others."),
              {},
              {}});
  m_arms->setView(actions);
  std::vector<TextLine> lines = journalLines(actions.plans, kJournalLines);
  if (lines.empty()) {
    TextLine nothing;
    nothing.text = tr("Nothing was carried out from this computer yet.");
    nothing.ink = Ink::muted;
    lines.push_back(nothing);
  }
  m_journal->setLines(std::move(lines));
}

}  // namespace claimscope::ui
