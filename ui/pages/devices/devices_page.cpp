// DevicesPage: filter, tabs and table of devices. GUI thread.
#include "ui/pages/devices/devices_page.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "ui/base/format.h"
#include "ui/tables/filter_alternatives.h"
#include "ui/tables/kept_table.h"
#include "ui/tables/table_copy.h"

namespace claimscope::ui {
namespace {

using cluster::DeviceState;

/// The state of each segment after "All".
constexpr std::array<DeviceState, 6> kTabs{DeviceState::free,    DeviceState::inUse,     DeviceState::reservedNotUsed,
                                           DeviceState::tainted, DeviceState::unhealthy, DeviceState::unknown};

bool inTab(DeviceState state, DeviceState tab) {
  return state == tab || (tab == DeviceState::unknown && state == DeviceState::staleGeneration);
}

}  // namespace

DevicesPage::DevicesPage(Look& look, QWidget* parent)
    : Page(look, parent),
      m_filter(new FilterBar(look, tr("Find, or filter: driver=gpu.nvidia.com memory>=10Gi"), this)),
      m_tabs(new StateTabs(look, this)),
      m_panel(new TablePanel(look, m_model, true, true, this)),
      m_room(new RoomPanel(look, this)),
      m_tools(new QWidget),
      m_columnsButton(new ColumnsButton(look, m_tools)) {
  m_tools->setParent(this);
  m_tools->hide();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 0, 16, 12);
  layout->setSpacing(12);
  auto* top = new QHBoxLayout;
  top->setSpacing(8);
  top->addWidget(m_filter, 1);
  top->addWidget(m_tabs);
  layout->addLayout(top);
  layout->addWidget(m_panel, 1);
  layout->addWidget(m_room);
  m_panel->view().setAccessibleName(tr("Devices"));
  m_panel->addFootKey(QStringLiteral("Space"), tr("inspect"));
  m_panel->addFootKey(QStringLiteral("Ctrl C"), tr("copy rows"));
  m_panel->addFootKey(QStringLiteral("Enter"), tr("show in topology"));

  auto* tools = new QHBoxLayout(m_tools);
  tools->setContentsMargins(0, 0, 0, 0);
  tools->setSpacing(8);
  auto* group =
      new ChoiceButton(look, tr("Group by"), {tr("nothing"), tr("Node group"), tr("Pool"), tr("Node"), tr("Driver")}, m_tools);
  group->setCurrent(static_cast<int>(m_grouping));
  tools->addWidget(group);
  tools->addWidget(m_columnsButton);
  addCopyMenu(m_tools);

  std::vector<StateTab> tabs{{tr("All"), {}, {}, {}}};
  for (const DeviceState state : kTabs) {
    tabs.push_back({stateShortName(state), {}, state, {}});
  }
  m_tabs->setTabs(std::move(tabs));

  connect(group, &ChoiceButton::chosen, this, [this](int index) { setGrouping(static_cast<DeviceGrouping>(index)); });
  connect(m_columnsButton, &ColumnsButton::toggled, this, [this](const QString& id) {
    if (!m_toggled.remove(id)) {
      m_toggled.insert(id);
    }
    setGrouping(m_grouping);
  });
  connect(m_filter, &FilterBar::filterChanged, this, [this] { applyFilter(); });
  connect(m_filter, &FilterBar::left, this, [this] { m_panel->view().setFocus(Qt::OtherFocusReason); });
  connect(m_tabs, &StateTabs::currentChanged, this, [this] { applyFilter(); });
  connect(&m_panel->view(), &TableView::objectSelected, this, [this](const std::optional<ObjectRef>& object) {
    m_selection = object;
    showRoom();
    Q_EMIT selected(object);
  });
  connect(&m_panel->view(), &TableView::objectActivated, this,
          [this](const ObjectRef& object) { Q_EMIT open(QStringLiteral("topology"), object, {}); });
}

void DevicesPage::applyFilter() {
  if (m_rows) {
    m_model.setAccepts(accepts(m_rows));
    showStory();
  }
}

void DevicesPage::setGrouping(DeviceGrouping grouping) {
  m_grouping = grouping;
  m_columns.reset();
  m_groups.reset();
  m_norms.reset();
  if (m_view.snapshot) {
    rebuild();
  }
}

void DevicesPage::setView(const View& view) {
  const bool hadUse = hasUse();
  const bool sameRows =
      m_rows && m_view.snapshot && view.snapshot->inventory == m_view.snapshot->inventory && view.use == m_view.use;
  m_view = view;
  if (hadUse != hasUse()) {
    m_columns.reset();
  }
  if (!sameRows) {
    m_groups.reset();
    rebuild();
    return;
  }
  m_rows = std::make_shared<const DeviceRows>(m_view.snapshot, m_groups, m_fields, m_columns, m_grouping, m_view.use, m_norms);
  m_model.swapSource(m_rows);
  showStory();
}

void DevicesPage::learn() {
  const cluster::Revision slices = m_view.snapshot->of<ResourceSlice>().changed();
  if (!m_fields || m_learnedAt != slices) {
    m_learnedAt = slices;
    auto fields = learnFields(*m_view.snapshot);
    const bool same = m_fields && std::equal(fields.begin(), fields.end(), m_fields->begin(), m_fields->end(),
                                             [](const LearnedField& a, const LearnedField& b) {
                                               return a.name == b.name && a.capacity == b.capacity && a.type == b.type;
                                             });
    if (!same) {
      m_fields = std::make_shared<const std::vector<LearnedField>>(std::move(fields));
      m_columns.reset();
    }
  }
  if (!m_columns) {
    std::vector<Column> columns = deviceColumns(*m_fields, m_grouping, hasUse(), hasShares(*m_view.snapshot->inventory));
    for (Column& column : columns) {
      column.shown = column.shown != m_toggled.contains(column.id);
    }
    m_columns = std::make_shared<const std::vector<Column>>(std::move(columns));
    m_columnsButton->setColumns(*m_columns);
  }
}

void DevicesPage::rebuild() {
  learn();
  if (!m_groups) {
    m_groups = deviceGroups(*m_view.snapshot->inventory, m_grouping);
  }
  // What is usual depends on slices and groups; the groups of a new moment are the same while the slices are.
  if (!m_norms || m_normsOf != m_learnedAt) {
    m_norms = std::make_shared<const FieldNorms>();
    m_normsOf = m_learnedAt;
  }
  m_rows = std::make_shared<const DeviceRows>(m_view.snapshot, m_groups, m_fields, m_columns, m_grouping, m_view.use, m_norms);
  m_model.setSource(m_rows, accepts(m_rows));
  if (m_selection && !m_panel->view().currentObject()) {
    m_panel->view().select(m_selection);
  }
  showCounts();
  showStory();
  showRoom();
}

/// Of the node group of what is selected.
void DevicesPage::showRoom() {
  const cluster::Inventory& inventory = *m_view.snapshot->inventory;
  m_room->setVisible(!inventory.devices.empty());
  m_room->setSnapshot(m_view.snapshot);
  const Row row = m_selection && m_rows ? m_rows->find(*m_selection) : kNoRow;
  if (row != kNoRow && inventory.devices[row].nodeIndex != cluster::kNone) {
    m_room->setGroup(inventory.nodes[inventory.devices[row].nodeIndex].group);
  }
}

void DevicesPage::addCopyMenu(QWidget* tools) {
  auto* button = new Button(m_look, ButtonStyle::normal, tr("Copy"), false, tools);
  button->setIconId(QStringLiteral("export"));
  button->setTrailingIconId(QStringLiteral("chev"));
  button->setToolTip(tr("The selected rows, or all that pass the filter"));
  tools->layout()->addWidget(button);
  connect(button, &QAbstractButton::clicked, this, [this, button] {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // One selected row is what the inspector shows, not what somebody chose to copy.
    fillCopyMenu(
        *menu, m_panel->view(), [this](const QString& name, const QByteArray& bytes) { Q_EMIT saveRequested(name, bytes); }, 2);
    menu->popup(button->mapToGlobal(QPoint(0, button->height() + 2)));
  });
}

TableModel::Accepts DevicesPage::accepts(const std::shared_ptr<const DeviceRows>& rows) const {
  FilterAlternatives<int> filter(m_filter->filter(), [&](const QString& key) { return known(rows->keyOf(key)); });
  const int tab = m_tabs->current();
  if (filter.empty() && tab <= 0) {
    return {};
  }
  return [rows = rows.get(), filter = std::move(filter), tab](Row row) {
    return (tab <= 0 || inTab(rows->state(row), kTabs[static_cast<std::size_t>(tab - 1)])) && filter.accept(*rows, row);
  };
}

void DevicesPage::setSelection(const std::optional<ObjectRef>& object) {
  m_selection = object;
  m_panel->view().select(object);
  if (m_view.snapshot) {
    showRoom();
  }
}

void DevicesPage::setFilter(const QString& filter) {
  Filter wanted = parseFilter(filter);
  int tab = 0;
  // One state is a segment; several stay chips.
  const auto isState = [](const FilterTerm& term) {
    return term.key == QLatin1String("state") && term.op == FilterOperator::equal;
  };
  if (std::count_if(wanted.terms.begin(), wanted.terms.end(), isState) == 1) {
    const auto term = std::find_if(wanted.terms.begin(), wanted.terms.end(), isState);
    const std::string word = term->value.toStdString();
    const auto* found =
        std::find_if(kTabs.begin(), kTabs.end(), [&](DeviceState s) { return cluster::deviceStateWord(s) == word; });
    if (found != kTabs.end()) {
      tab = static_cast<int>(found - kTabs.begin()) + 1;
      wanted.terms.erase(term);
    }
  }
  m_tabs->setCurrent(tab);
  m_filter->setFilter(wanted);
}

QStringList DevicesPage::keep() const {
  return keptTable(*m_filter, *m_tabs, static_cast<int>(m_grouping), m_toggled);
}

void DevicesPage::restore(const QStringList& kept) {
  restoreTable(kept, *m_filter, *m_tabs, m_tools->findChild<ChoiceButton*>(), static_cast<int>(m_grouping), m_toggled);
}

void DevicesPage::showCounts() {
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  const cluster::Inventory& inventory = *snapshot.inventory;
  std::set<std::string_view> drivers;
  for (const cluster::PoolView& pool : inventory.pools) {
    drivers.insert(pool.driver.view());
  }
  const auto devices = static_cast<std::int64_t>(inventory.devices.size());
  const auto slices = static_cast<std::int64_t>(snapshot.of<ResourceSlice>().size());
  const Bound bound = printedBound(snapshot, Kind::ResourceSlice);
  const QString text = QStringList{countedBound(devices, bound, tr("device"), tr("devices")),
                                   countedBound(slices, bound, tr("slice"), tr("slices")),
                                   counted(static_cast<std::int64_t>(drivers.size()), tr("driver"), tr("drivers"))}
                           .join(QStringLiteral(" · "));
  if (text != m_subtitle) {
    m_subtitle = text;
    Q_EMIT subtitleChanged();
  }
}

void DevicesPage::showStory() {
  const auto all = static_cast<std::int64_t>(m_rows->size());
  const SourceStory story = storyOf(
      *m_view.snapshot, Kind::ResourceSlice,
      all > 0 ? tr("Only devices that claims name are shown.") : tr("Devices are unknown until this is allowed."), all > 0);
  EmptyWords words;
  if (all > 0) {
    words = {tr("No device matches"), tr("%1 are hidden by the filter.").arg(counted(all, tr("device"), tr("devices"))),
             tr("Clear the filter"), [this] { setFilter({}); }};
  } else {
    words = {
        tr("No device is published"), tr("0 ResourceSlices. The list is complete: no DRA driver publishes devices."), {}, {}};
  }
  m_panel->setStory(story, words);
  for (const FilterTerm& term : m_filter->filter().terms) {
    if (m_rows->keyOf(term.key) < 0) {
      m_filter->setCount(tr("No device has \"%1\".").arg(plain(term.key)), true);
      return;
    }
  }
  const auto accepted = static_cast<std::int64_t>(m_model.acceptedRows());
  m_filter->setCount(accepted == all ? QString() : tr("%1 of %2").arg(number(accepted), number(all)));
}

}  // namespace claimscope::ui
