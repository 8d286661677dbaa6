#include "ui/pages/actions/review_view.h"

#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/actions/forecast_view.h"
#include "ui/pages/actions/hold_view.h"
#include "ui/pages/actions/plan_lines.h"
#include "ui/pages/actions/target_card.h"
#include "ui/pages/actions/wizard_side.h"
#include "ui/pages/explanation/settling.h"

namespace claimscope::ui {
namespace {

constexpr int kRightWidth = 300;
constexpr int kScrollRoom = 12;  ///< right of it, in the margin of the page
constexpr std::size_t kMostHolders = 24;
constexpr int kBlockersShown = 4;
constexpr int kYamlLines = 24;
constexpr int kBlockerHeight = 44;

void asTallAsNeeded(QWidget* panel) {
  panel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

/// A widget with air around it, as the body of a panel.
QWidget* padded(QWidget* inner, int across, int along) {
  auto* body = new QWidget;
  auto* box = new QVBoxLayout(body);
  box->setContentsMargins(across, along, across, along);
  box->setSpacing(0);
  box->addWidget(inner);
  return body;
}

}  // namespace

ReviewView::ReviewView(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(12);
  row->addWidget(makeMiddle(), 1);
  row->addWidget(makeRight());
  for (const NoticeList* list : {m_blockers, m_warnings}) {
    connect(list, &NoticeList::optionWanted, this, &ReviewView::optionWanted);
    connect(list, &NoticeList::requestWanted, this, &ReviewView::requestWanted);
    connect(list, &NoticeList::objectWanted, this, &ReviewView::objectWanted);
  }
  connect(m_filter, &Segmented::currentChanged, this, [this](int index) {
    const auto at = static_cast<std::size_t>(index);
    showVerdict(at < m_counts.size() ? m_counts[at].verdict : std::string());
  });
  connect(&m_table->view(), &TableView::objectSelected, this,
          [this](const std::optional<ObjectRef>& row_) { Q_EMIT objectSelected(objectOf(row_)); });
  connect(&m_table->view(), &TableView::objectActivated, this, [this](const ObjectRef& row_) {
    if (const std::optional<ObjectRef> object = objectOf(row_)) {
      Q_EMIT objectActivated(*object);
    }
  });
}

QWidget* ReviewView::makeMiddle() {
  auto* middle = new QWidget(this);
  auto* column = new QVBoxLayout(middle);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(12);
  m_blockersPanel = new Panel(m_look, tr("Blockers first"), middle);
  m_blockers = new NoticeList(m_look, true);
  m_blockersScroll = quietScroll(m_blockers, m_blockersPanel);
  m_blockersPanel->setBody(m_blockersScroll);
  asTallAsNeeded(m_blockersPanel);
  column->addWidget(m_blockersPanel);
  m_tablePanel = new Panel(m_look, QString(), middle);
  m_tablePanel->setMinimumHeight(150);
  m_table = new TablePanel(m_look, m_model, false, false);
  m_filter = new Segmented(m_look, {tr("All")}, true);
  m_filter->setAccessibleName(tr("Verdict"));
  m_tablePanel->addTool(m_filter);
  m_tablePanel->setBody(m_table);
  column->addWidget(m_tablePanel, 1);
  m_holdersPanel = new Panel(m_look, tr("Device holders"), middle);
  m_holders = new HolderGrid(m_look);
  m_holdersPanel->setBody(m_holders);
  asTallAsNeeded(m_holdersPanel);
  column->addWidget(m_holdersPanel);
  m_forecast = new ForecastView(m_look, middle);
  m_forecast->hide();
  column->addWidget(m_forecast, 1);
  m_hold = new HoldView(m_look, middle);
  m_hold->hide();
  column->addWidget(m_hold, 1);
  connect(m_hold, &HoldView::nodeWanted, this, &ReviewView::nodeWanted);
  connect(m_forecast, &ForecastView::objectSelected, this, &ReviewView::objectSelected);
  connect(m_forecast, &ForecastView::objectActivated, this, &ReviewView::objectActivated);
  return middle;
}

QWidget* ReviewView::makeRight() {
  auto* content = new Settling;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(12);
  content->setFixedWidth(kRightWidth);
  m_yaml = new YamlBox(m_look, tr("Preview"), content);
  m_yaml->hide();
  column->addWidget(m_yaml);
  m_warningsPanel = new Panel(m_look, tr("Warnings"), content);
  m_warnings = new NoticeList(m_look, false);
  m_warningsPanel->setBody(m_warnings);
  m_commandsPanel = new Panel(m_look, tr("Commands"), content);
  m_commandsPanel->setScope(tr("for Execute"));
  m_commands = new CommandBox(m_look);
  m_commandsPanel->setBody(padded(m_commands, 12, 10));
  m_permissionsPanel = new Panel(m_look, tr("Permissions"), content);
  auto* body = new QWidget;
  auto* box = new QVBoxLayout(body);
  box->setContentsMargins(0, 0, 0, 0);
  box->setSpacing(0);
  m_permissions = new LineList(m_look, 20, 0, body);
  m_permissions->setAccessibleName(tr("Permissions"));
  box->addWidget(m_permissions);
  m_roleBox = new QWidget(body);
  auto* role = new QVBoxLayout(m_roleBox);
  role->setContentsMargins(12, 2, 12, 10);
  role->setSpacing(6);
  auto* ask = new PlainLabel(m_look, FontRole::small, Ink::secondary, tr("To ask an administrator for:"), m_roleBox);
  role->addWidget(ask);
  m_role = new CommandBox(m_look, m_roleBox);
  role->addWidget(m_role);
  box->addWidget(m_roleBox);
  m_permissionsPanel->setBody(body);
  m_changesPanel = new Panel(m_look, tr("Server dry run"), content);
  m_changes = new LineList(m_look, 20);
  m_changes->setAccessibleName(tr("What the server would change"));
  m_changesPanel->setBody(m_changes);
  for (Panel* panel : {m_warningsPanel, m_commandsPanel, m_permissionsPanel, m_changesPanel}) {
    asTallAsNeeded(panel);
    column->addWidget(panel);
  }
  column->addStretch(1);
  QScrollArea* scroll = quietScroll(content, this);
  scroll->setFixedWidth(kRightWidth + kScrollRoom);
  scroll->setWidgetResizable(true);
  return scroll;
}

std::optional<ObjectRef> ReviewView::objectOf(const std::optional<ObjectRef>& row) const {
  if (!row || m_plan == nullptr) {
    return std::nullopt;
  }
  const auto at = static_cast<std::size_t>(std::strtoul(row->name.c_str(), nullptr, 10));
  return at < m_plan->affected.size() ? std::optional(m_plan->affected[at].object) : std::nullopt;
}

void ReviewView::setRehearsal(const Rehearsal& rehearsal, const cluster::Snapshot& snapshot) {
  if (rehearsal.plan == nullptr) {
    return;
  }
  if (rehearsal.plan != m_plan) {
    m_plan = rehearsal.plan;
    showPlan(*m_plan);
    m_preview = nullptr;
    m_asking = !rehearsal.asking;  // the other one, so that it is shown below
  }
  if (rehearsal.preview != m_preview || rehearsal.asking != m_asking) {
    m_preview = rehearsal.preview;
    m_asking = rehearsal.asking;
    showServer(rehearsal);
  }
  const std::vector<cluster::DeviceIndex> devices = targetDevices(snapshot, m_plan->request.objects);
  m_holders->setCells(holderCells(snapshot, devices, kMostHolders));
  m_holdersPanel->setVisible(!devices.empty() && m_forecast->isHidden());
  m_holdersPanel->setScope(devices.size() > kMostHolders
                               ? tr("%1 of %2 devices").arg(kMostHolders).arg(number(static_cast<std::int64_t>(devices.size())))
                               : tr("from claim allocations"));
}

void ReviewView::setForecast(const std::shared_ptr<const actions::ForecastComparison>& forecast, Time now) {
  const bool shown = forecast != nullptr;
  m_forecast->setVisible(shown);
  m_tablePanel->setVisible(!shown && m_hold->isHidden());
  if (shown) {
    m_holdersPanel->hide();
    m_forecast->setForecast(forecast, m_plan, now);
  }
}

void ReviewView::setFitting(const std::shared_ptr<const actions::FittingNodes>& fitting, Time now) {
  const bool shown = m_plan != nullptr && m_plan->request.action == "preallocate";
  m_hold->setVisible(shown);
  m_tablePanel->setVisible(!shown && m_forecast->isHidden());
  m_yaml->setVisible(shown);
  if (!shown) {
    return;
  }
  const actions::HoldPreview preview = actions::holdPreview(*m_plan);
  m_hold->setHold(m_plan, preview, fitting, now);
  const auto objects = static_cast<std::int64_t>(preview.objects);
  m_yaml->setYaml(claimscope::ui::counted(objects, tr("object"), tr("objects")), QString::fromStdString(preview.yaml));
  m_yaml->fitLines(kYamlLines);
  m_yaml->setVisible(objects > 0);
}

void ReviewView::showPlan(const actions::ActionPlan& plan) {
  m_blockers->setNotices(plan.blockers);
  m_blockersPanel->setVisible(!plan.blockers.empty());
  const auto blockers = static_cast<std::int64_t>(plan.blockers.size());
  m_blockersPanel->setScope(tr("%1 to clear before Execute").arg(number(blockers)));
  const int rows = std::min(static_cast<int>(plan.blockers.size()), kBlockersShown);
  m_blockersScroll->setFixedHeight(rows * kBlockerHeight + (plan.blockers.size() > kBlockersShown ? kBlockerHeight / 2 : 0));

  m_counts = verdictCounts(plan);
  if (m_counts.size() > 5) {
    m_counts.resize(5);
  }
  QStringList choices;
  for (const VerdictCount& count : m_counts) {
    choices << tr("%1 %2").arg(verdictName(count.verdict), number(count.count));
  }
  m_filter->setChoices(choices);
  m_filter->setCurrent(0);
  m_filter->setVisible(m_counts.size() > 2);
  m_tablePanel->setTitle(affectedTitle(plan));
  m_tablePanel->setScope(plan.affected.empty() ? QString() : number(static_cast<std::int64_t>(plan.affected.size())));
  m_table->view().setAccessibleName(affectedTitle(plan));
  m_model.setSource(affectedRows(plan), {});
  m_table->setStory({}, {tr("Nothing else is touched"), tr("The plan changes only what it names."), {}, {}});

  m_warnings->setNotices(plan.warnings);
  m_warningsPanel->setVisible(!plan.warnings.empty());
  m_warningsPanel->setScope(number(static_cast<std::int64_t>(plan.warnings.size())));
  QStringList commands;
  for (const std::string& line : actions::kubectlLines(plan)) {
    commands << QString::fromStdString(line);
  }
  m_commands->setCommand(commands.join(QLatin1Char('\n')));
  m_commandsPanel->setVisible(!commands.isEmpty());
}

void ReviewView::showServer(const Rehearsal& rehearsal) {
  const actions::Previewed* preview = rehearsal.preview.get();
  std::vector<TextLine> permissions = permissionLines(*rehearsal.plan, preview);
  const bool none = permissions.empty();
  m_permissions->setLines(std::move(permissions));
  m_permissionsPanel->setVisible(!none);
  m_permissionsPanel->setScope(preview != nullptr ? tr("checked on the server")
                               : rehearsal.asking ? tr("the server is asked")
                                                  : tr("not asked"));
  const QString role = preview == nullptr ? QString() : QString::fromStdString(preview->roleYaml);
  m_roleBox->setVisible(!role.isEmpty());
  if (!role.isEmpty()) {
    m_role->setCommand(role);
  }
  std::vector<TextLine> changes = preview == nullptr ? std::vector<TextLine>() : changeLines(*rehearsal.plan, *preview);
  if (preview == nullptr && !rehearsal.asking && !rehearsal.note.isEmpty()) {
    TextLine line;
    line.text = rehearsal.note;
    line.ink = Ink::muted;
    changes.push_back(line);
  }
  m_changesPanel->setVisible(!changes.empty());
  m_changesPanel->setScope(preview == nullptr ? QString() : clockTime(preview->at));
  m_changes->setLines(std::move(changes));
}

void ReviewView::showVerdict(const std::string& verdict) {
  if (verdict.empty() || m_plan == nullptr) {
    m_model.setAccepts({});
    return;
  }
  m_model.setAccepts([plan = m_plan, verdict](Row row) { return plan->affected[row].verdict == verdict; });
}

}  // namespace claimscope::ui
