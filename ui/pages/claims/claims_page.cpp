// ClaimsPage: filter, tabs and table of claims. GUI thread.
#include "ui/pages/claims/claims_page.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/tables/filter_alternatives.h"
#include "ui/tables/kept_table.h"

namespace claimscope::ui {

ClaimsPage::ClaimsPage(Look& look, QWidget* parent)
    : Page(look, parent),
      m_columns(std::make_shared<const std::vector<Column>>(claimColumns(m_grouping))),
      m_filter(new FilterBar(look, tr("Find, or filter: class=gpu held=allocation wants>=4"), this)),
      m_tabs(new StateTabs(look, this)),
      m_panel(new TablePanel(look, m_model, true, true, this)),
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
  m_panel->view().setCellPadding(6);
  m_panel->view().setAccessibleName(tr("Claims"));
  m_panel->addFootKey(QStringLiteral("E"), tr("explain"));
  m_panel->addFootKey(QStringLiteral("Space"), tr("inspect"));
  m_panel->addFootKey(QStringLiteral("Ctrl C"), tr("copy rows"));

  auto* tools = new QHBoxLayout(m_tools);
  tools->setContentsMargins(0, 0, 0, 0);
  tools->setSpacing(8);
  auto* group = new ChoiceButton(look, tr("Group by"), {tr("nothing"), tr("Class"), tr("Namespace"), tr("Held at")}, m_tools);
  group->setCurrent(static_cast<int>(m_grouping));
  tools->addWidget(group);
  tools->addWidget(m_columnsButton);

  connect(group, &ChoiceButton::chosen, this, [this](int index) { setGrouping(static_cast<ClaimGrouping>(index)); });
  connect(m_columnsButton, &ColumnsButton::toggled, this, [this](const QString& id) {
    if (!m_toggled.remove(id)) {
      m_toggled.insert(id);
    }
    setGrouping(m_grouping);
  });
  connect(m_filter, &FilterBar::filterChanged, this, [this] {
    if (m_rows) {
      m_model.setAccepts(accepts(m_rows));
      showStory();
    }
  });
  connect(m_filter, &FilterBar::left, this, [this] { m_panel->view().setFocus(Qt::OtherFocusReason); });
  connect(m_tabs, &StateTabs::currentChanged, this, [this] {
    if (m_rows) {
      m_model.setAccepts(accepts(m_rows));
      showStory();
    }
  });
  connect(&m_panel->view(), &TableView::objectSelected, this, [this](const std::optional<ObjectRef>& object) {
    m_selection = object;
    Q_EMIT selected(object);
  });
  connect(&m_panel->view(), &TableView::objectActivated, this, [this](const ObjectRef& object) {
    const Row row = m_rows ? m_rows->find(object) : kNoRow;
    const bool held = row != kNoRow && m_facts->facts[row].band == 0;
    Q_EMIT open(held ? QStringLiteral("explanation") : QStringLiteral("topology"), object, {});
  });
}

void ClaimsPage::setGrouping(ClaimGrouping grouping) {
  m_grouping = grouping;
  std::vector<Column> columns = claimColumns(grouping);
  for (Column& column : columns) {
    column.shown = column.shown != m_toggled.contains(column.id);
  }
  m_columns = std::make_shared<const std::vector<Column>>(std::move(columns));
  m_facts.reset();
  if (m_view.snapshot) {
    rebuild();
  }
}

void ClaimsPage::setView(const View& view) {
  const bool sameRows = m_facts && m_view.snapshot && view.snapshot->inventory == m_view.snapshot->inventory &&
                        view.namespaceFilter == m_view.namespaceFilter;
  const bool sameFindings = m_severity && view.diagnosis == m_view.diagnosis;
  m_view = view;
  if (!sameFindings) {
    m_severity = std::make_shared<const SeverityByObject>(severities(*view.diagnosis));
  }
  if (sameRows) {
    m_rows = std::make_shared<const ClaimRows>(m_view, m_facts, m_severity, m_columns, m_grouping != ClaimGrouping::none);
    m_model.swapSource(m_rows);
    showStory();
  } else {
    m_facts.reset();
    rebuild();
  }
}

void ClaimsPage::rebuild() {
  m_facts = claimFacts(*m_view.snapshot, m_grouping, m_view.namespaceFilter);
  m_rows = std::make_shared<const ClaimRows>(m_view, m_facts, m_severity, m_columns, m_grouping != ClaimGrouping::none);
  m_columnsButton->setColumns(*m_columns);
  if (m_model.source() == nullptr) {
    m_model.setSource(m_rows, accepts(m_rows));
    m_model.setDefaultSort({{ClaimRows::kAge, true}});
  } else {
    m_model.setSource(m_rows, accepts(m_rows));
  }
  if (m_selection && !m_panel->view().currentObject()) {
    m_panel->view().select(m_selection);
  }
  showCounts();
  showStory();
}

/// Terms whose key the rows do not know are left out; showStory says so.
TableModel::Accepts ClaimsPage::accepts(const std::shared_ptr<const ClaimRows>& rows) const {
  FilterAlternatives<std::string> filter(m_filter->filter(), [](const QString& key) {
    return ClaimRows::knowsKey(key) ? std::optional(key.toStdString()) : std::nullopt;
  });
  const auto tab = static_cast<ClaimTab>(std::max(0, m_tabs->current()));
  const Text only(m_view.namespaceFilter);
  if (filter.empty() && tab == ClaimTab::all && only.empty()) {
    return {};
  }
  return [rows = rows.get(), filter = std::move(filter), tab, only](Row row) {
    return (tab == ClaimTab::all || rows->facts().facts[row].tab == tab) && (only.empty() || rows->namespaceOf(row) == only) &&
           filter.accept(*rows, row);
  };
}

QString ClaimsPage::unknownKey() const {
  for (const FilterTerm& term : m_filter->filter().terms) {
    if (!ClaimRows::knowsKey(term.key)) {
      return term.key;
    }
  }
  return {};
}

void ClaimsPage::setSelection(const std::optional<ObjectRef>& object) {
  m_selection = object;
  m_panel->view().select(object);
}

void ClaimsPage::setFilter(const QString& filter) {
  Filter wanted = parseFilter(filter == QLatin1String("waits") ? QStringLiteral("waits=yes") : filter);
  int tab = 0;
  // One state word is a segment; several stay chips.
  const auto isState = [](const FilterTerm& term) {
    return term.key == QLatin1String("state") && term.op == FilterOperator::equal;
  };
  if (std::count_if(wanted.terms.begin(), wanted.terms.end(), isState) == 1) {
    const auto term = std::find_if(wanted.terms.begin(), wanted.terms.end(), isState);
    const QStringList words{QString(),
                            QStringLiteral("pending"),
                            QStringLiteral("allocated"),
                            QStringLiteral("allocated,reserved"),
                            QStringLiteral("deleted"),
                            QStringLiteral("no claim yet")};
    if (const auto index = words.indexOf(term->value); index > 0) {
      tab = static_cast<int>(index);
      wanted.terms.erase(term);
    }
  }
  m_tabs->setCurrent(tab);
  m_filter->setFilter(wanted);
}

QStringList ClaimsPage::keep() const {
  return keptTable(*m_filter, *m_tabs, static_cast<int>(m_grouping), m_toggled);
}

void ClaimsPage::restore(const QStringList& kept) {
  restoreTable(kept, *m_filter, *m_tabs, m_tools->findChild<ChoiceButton*>(), static_cast<int>(m_grouping), m_toggled);
}

void ClaimsPage::showCounts() {
  const Bound bound = printedBound(*m_view.snapshot, Kind::ResourceClaim);
  const auto count = [&](ClaimTab tab) { return number(Count{m_facts->tabs[static_cast<std::size_t>(tab)], bound}); };
  using cluster::DeviceState;
  m_tabs->setTabs({{tr("All"), count(ClaimTab::all), {}, {}},
                   {QStringLiteral("pending"), count(ClaimTab::pending), {}, Mark::pending},
                   {QStringLiteral("allocated"), count(ClaimTab::allocated), DeviceState::reservedNotUsed, {}},
                   {QStringLiteral("allocated,reserved"), count(ClaimTab::reserved), DeviceState::inUse, {}},
                   {QStringLiteral("deleted,…"), count(ClaimTab::deleted), {}, {}},
                   {tr("no claim yet"), bound == Bound::exact ? count(ClaimTab::missing) : QStringLiteral("?"), {}, {}}});
  const std::int64_t claims = m_facts->tabs[0] - m_facts->tabs[static_cast<std::size_t>(ClaimTab::missing)];
  QStringList parts{tr("%1 claims").arg(number(Count{claims, bound})),
                    counted(m_facts->namespaces, tr("namespace"), tr("namespaces")),
                    m_facts->waiting == 0 && bound == Bound::exact ? tr("none waits")
                                                                   : tr("%1 wait").arg(number(Count{m_facts->waiting, bound}))};
  const QString text = parts.join(QStringLiteral(" · "));
  if (text != m_subtitle) {
    m_subtitle = text;
    Q_EMIT subtitleChanged();
  }
}

void ClaimsPage::showStory() {
  const bool any = m_facts->tabs[0] > 0;
  const SourceStory story =
      storyOf(*m_view.snapshot, Kind::ResourceClaim, tr("Counts of claims are unknown, and who holds a device too."), any);
  EmptyWords words;
  if (any) {
    words = {tr("No claim matches"), tr("%1 are hidden by the filter.").arg(counted(m_facts->tabs[0], tr("claim"), tr("claims"))),
             tr("Clear the filter"), [this] { setFilter({}); }};
  } else {
    words = {tr("No claim exists"),
             m_view.namespaceFilter.empty()
                 ? tr("0 ResourceClaims. The list is complete.")
                 : tr("0 ResourceClaims in %1. The list is complete.").arg(plain(m_view.namespaceFilter)),
             {},
             {}};
  }
  m_panel->setStory(story, words);
  if (const QString key = unknownKey(); !key.isEmpty()) {
    m_filter->setCount(tr("Claims have no \"%1\".").arg(plain(key)), true);
  } else {
    const auto all = static_cast<std::int64_t>(m_facts->tabs[0]);
    const auto accepted = static_cast<std::int64_t>(m_model.acceptedRows());
    m_filter->setCount(accepted == all ? QString() : tr("%1 of %2").arg(number(accepted), number(all)));
  }
}

}  // namespace claimscope::ui
