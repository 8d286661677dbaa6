// ObjectsPage: tabs, filter and table of one kind. GUI thread.
#include "ui/pages/objects/objects_page.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/objects/object_pages.h"
#include "ui/tables/filter_alternatives.h"

namespace claimscope::ui {

ObjectsPage::ObjectsPage(Look& look, const QString& id, QWidget* parent)
    : Page(look, parent),
      m_id(id),
      m_kind(objectPage(id)->make()),
      m_kinds(new TabLine(look, this)),
      m_filter(new FilterBar(look, m_kind->words().placeholder, this)),
      m_tabs(new StateTabs(look, this)),
      m_panel(new TablePanel(look, m_model, true, true, this)),
      m_tools(new QWidget),
      m_columnsButton(new ColumnsButton(look, m_tools)) {
  m_tools->setParent(this);
  m_tools->hide();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 0, 16, 12);
  layout->setSpacing(12);
  m_kinds->setAccessibleName(tr("Kinds of objects"));
  m_kinds->setTabs(objectTabs(nullptr));
  m_kinds->setCurrent(id);
  layout->addWidget(m_kinds);
  auto* top = new QHBoxLayout;
  top->setSpacing(8);
  top->addWidget(m_filter, 1);
  top->addWidget(m_tabs);
  layout->addLayout(top);
  layout->addWidget(m_panel, 1);
  m_panel->view().setCellPadding(6);
  m_panel->view().setAccessibleName(m_kind->words().title);
  m_panel->addFootKey(QStringLiteral("Space"), tr("inspect"));
  m_panel->addFootKey(QStringLiteral("Ctrl C"), tr("copy rows"));
  makeTools();

  connect(m_kinds, &TabLine::chosen, this, [this](const QString& page) {
    m_kinds->setCurrent(m_id);  // the other page shows itself as the current one
    Q_EMIT open(page, std::nullopt, {});
  });
  connect(m_filter, &FilterBar::filterChanged, this, [this] { applyFilter(); });
  connect(m_filter, &FilterBar::left, this, [this] { m_panel->view().setFocus(Qt::OtherFocusReason); });
  connect(m_tabs, &StateTabs::currentChanged, this, [this] { applyFilter(); });
  connect(&m_panel->view(), &TableView::objectSelected, this, [this](const std::optional<ObjectRef>& object) {
    m_selection = object;
    Q_EMIT selected(object);
  });
  connect(&m_panel->view(), &TableView::objectActivated, this, [this](const ObjectRef& object) {
    if (object.kind == "node" || object.kind == "pod") {
      Q_EMIT open(QStringLiteral("topology"), object, {});
    } else if (object.kind == "class") {
      Q_EMIT open(QStringLiteral("claims"), std::nullopt,
                  FilterTerm{QStringLiteral("class"), FilterOperator::equal, QString::fromStdString(object.name)}.str());
    } else {
      Q_EMIT selected(object);
    }
  });
}

void ObjectsPage::makeTools() {
  auto* tools = new QHBoxLayout(m_tools);
  tools->setContentsMargins(0, 0, 0, 0);
  tools->setSpacing(8);
  if (const QStringList scopes = m_kind->scopes(); scopes.size() == 2) {
    m_scope = new Segmented(m_look, scopes, false, m_tools);
    m_scope->setAccessibleName(tr("Which objects"));
    tools->addWidget(m_scope);
    connect(m_scope, &Segmented::currentChanged, this, [this](int index) { setEverything(index == 1); });
  }
  if (const QStringList ids = m_kind->groupings(); !ids.isEmpty()) {
    QStringList words{tr("nothing")};
    const std::vector<Column> columns = m_kind->columns();
    for (const QString& id : ids) {
      const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return column.id == id; });
      words << (found == columns.end() ? id : found->title);
    }
    auto* group = new ChoiceButton(m_look, tr("Group by"), words, m_tools);
    tools->addWidget(group);
    connect(group, &ChoiceButton::chosen, this, [this](int index) {
      m_options.grouping = index - 1;
      rebuild(true);
    });
  }
  tools->addWidget(m_columnsButton);
  connect(m_columnsButton, &ColumnsButton::toggled, this, [this](const QString& id) {
    if (!m_toggled.remove(id)) {
      m_toggled.insert(id);
    }
    rebuild(true);
  });
}

void ObjectsPage::setEverything(bool everything) {
  if (m_options.everything != everything) {
    m_options.everything = everything;
    m_scope->setCurrent(everything ? 1 : 0);
    rebuild(false);
  }
}

void ObjectsPage::setView(const View& view) {
  if (!m_severity || view.diagnosis != m_view.diagnosis) {
    m_severity = std::make_shared<const ObjectSeverity>(*view.diagnosis);
  }
  m_view = view;
  m_kinds->setTabs(objectTabs(view.snapshot.get()));
  rebuild(false);
}

void ObjectsPage::rebuild(bool columns) {
  if (columns || !m_columns) {
    std::vector<Column> chosen = m_kind->columns();
    const QString grouped = m_options.grouping >= 0 ? m_kind->groupings().at(m_options.grouping) : QString();
    for (Column& column : chosen) {
      column.shown = (column.shown && column.id != grouped) != m_toggled.contains(column.id);
    }
    m_columns = std::make_shared<const std::vector<Column>>(std::move(chosen));
    m_columnsButton->setColumns(*m_columns);
  }
  if (!m_view.snapshot) {
    return;
  }
  const ObjectKind::Answer answer = m_kind->rows(m_view, m_severity, m_options, m_columns);
  const bool first = m_rows == nullptr;
  m_rows = answer.rows;
  if (answer.sameFacts && !columns && !first) {
    m_model.swapSource(m_rows);
  } else {
    m_model.setSource(m_rows, accepts());
    if (first) {
      m_model.setDefaultSort(m_kind->defaultSort());
    }
    if (m_selection && !m_panel->view().currentObject()) {
      m_panel->view().select(m_selection);
    }
  }
  showCounts();
  showStory();
}

void ObjectsPage::applyFilter() {
  if (m_rows) {
    m_model.setAccepts(accepts());
    showStory();
  }
}

TableModel::Accepts ObjectsPage::accepts() const {
  FilterAlternatives<int> filter(m_filter->filter(), [this](const QString& key) { return known(m_rows->keyOf(key)); });
  const int tab = m_tabs->current();
  const std::uint32_t wanted = tab > 0 ? 1U << static_cast<unsigned>(tab - 1) : 0;
  return [rows = m_rows.get(), filter = std::move(filter), wanted](Row row) {
    return rows->present(row) && (wanted == 0 || (rows->tabsOf(row) & wanted) != 0) && filter.accept(*rows, row);
  };
}

QString ObjectsPage::unknownKey() const {
  for (const FilterTerm& term : m_filter->filter().terms) {
    if (m_rows->keyOf(term.key) < 0) {
      return term.key;
    }
  }
  return {};
}

void ObjectsPage::setSelection(const std::optional<ObjectRef>& object) {
  m_selection = object;
  if (object && m_rows && m_scope != nullptr && !m_options.everything && m_rows->find(*object) == kNoRow &&
      objectPage(m_id)->lists(object->kind)) {
    setEverything(true);  // what was asked for is among what is left out
  }
  m_panel->view().select(object);
}

void ObjectsPage::setFilter(const QString& filter) {
  Filter wanted = parseFilter(filter);
  int tab = 0;
  const auto term =
      std::find_if(wanted.terms.begin(), wanted.terms.end(), [](const FilterTerm& t) { return t.key == QLatin1String("tab"); });
  if (term != wanted.terms.end()) {
    tab = term->value.toInt();
    wanted.terms.erase(term);
  }
  m_tabs->setCurrent(std::clamp(tab, 0, std::max(0, static_cast<int>(m_tabs->tabs().size()) - 1)));
  m_filter->setFilter(wanted);
}

QStringList ObjectsPage::keep() const {
  return {m_filter->filter().str(), QString::number(std::max(0, m_tabs->current())),
          m_options.everything ? QStringLiteral("all") : QString()};
}

void ObjectsPage::restore(const QStringList& kept) {
  if (m_scope != nullptr) {
    m_options.everything = kept.size() == 3 && !kept[2].isEmpty();
    m_scope->setCurrent(m_options.everything ? 1 : 0);
  }
  m_tabs->setCurrent(kept.size() == 3 ? kept[1].toInt() : 0);
  m_filter->setFilter(kept.size() == 3 ? parseFilter(kept[0]) : Filter());
}

void ObjectsPage::showCounts() {
  const Bound bound = objectPage(m_id)->boundIn(*m_view.snapshot);
  std::vector<StateTab> tabs{{tr("All"), number(Count{m_rows->presentRows(), bound}), {}, {}}};
  for (StateTab& tab : m_kind->tabs(*m_rows, bound)) {
    tabs.push_back(std::move(tab));
  }
  m_tabs->setTabs(std::move(tabs));
  if (QString text = m_kind->subtitle(m_view, *m_rows); text != m_subtitle) {
    m_subtitle = std::move(text);
    Q_EMIT subtitleChanged();
  }
}

void ObjectsPage::showStory() {
  const ObjectWords& words = m_kind->words();
  const std::int64_t all = m_rows->presentRows();
  const SourceStory story = storyOf(*m_view.snapshot, objectPage(m_id)->tellingKind(*m_view.snapshot), words.hidden, all > 0);
  EmptyWords empty;
  if (all > 0) {
    empty = {words.noMatch, tr("The filter hides %1.").arg(number(all)), tr("Clear the filter"), [this] { setFilter({}); }};
  } else {
    empty = {
        words.emptyTitle,
        m_view.namespaceFilter.empty() ? words.emptyDetail : tr("Nothing in namespace %1.").arg(plain(m_view.namespaceFilter)),
        {},
        {}};
  }
  if (all == 0 && m_scope != nullptr && !m_options.everything) {
    empty.action = m_kind->scopes().at(1);
    empty.onAction = [this] { setEverything(true); };
  }
  m_panel->setStory(story, empty);
  if (const QString key = unknownKey(); !key.isEmpty()) {
    m_filter->setCount(words.noKey.arg(plain(key)), true);
    return;
  }
  const auto accepted = static_cast<std::int64_t>(m_model.acceptedRows());
  m_filter->setCount(accepted == all ? QString() : tr("%1 of %2").arg(number(accepted), number(all)));
}

}  // namespace claimscope::ui
