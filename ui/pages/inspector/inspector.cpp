// Inspector: header, tabs and what each of them shows. GUI thread.
#include "ui/pages/inspector/inspector.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPointer>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/inspector/graph_view.h"
#include "ui/pages/inspector/inspector_summary.h"
#include "ui/pages/inspector/object_history.h"
#include "ui/pages/inspector/yaml_view.h"
#include "ui/pages/objects/object_pages.h"
#include "ui/tables/table_model.h"

namespace claimscope::ui {

Inspector::Inspector(Look& look, FetchYaml fetch, QWidget* parent)
    : QFrame(parent), m_look(look), m_fetch(std::move(fetch)), m_asked(std::make_shared<std::uint64_t>(0)) {
  setMinimumWidth(280);
  setMaximumWidth(560);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(1, 0, 0, 0);
  layout->setSpacing(0);
  auto* header = new QVBoxLayout;
  header->setContentsMargins(16, 12, 12, 10);
  header->setSpacing(4);
  auto* top = new QHBoxLayout;
  m_kind = new PlainLabel(look, FontRole::captionStrong, Ink::muted, this);
  auto* close = new Button(look, QStringLiteral("x"), tr("Close (Esc)"), true, this);
  top->addWidget(m_kind, 1);
  top->addWidget(makeKey(look, QStringLiteral("Esc"), this));
  top->addWidget(close);
  header->addLayout(top);
  m_name = new PlainLabel(look, FontRole::monoStrong, Ink::primary, this);
  m_name->setWordWrap(true);
  m_name->setSelectable(true);
  header->addWidget(m_name);
  m_chips = new QHBoxLayout;
  m_chips->setSpacing(6);
  header->addLayout(m_chips);
  layout->addLayout(header);
  m_tabs = new TabLine(look, this, 16);
  m_tabs->setAccessibleName(tr("What is shown"));
  layout->addWidget(m_tabs);
  m_body = new QStackedWidget(this);
  auto* all = new QWidget(m_body);
  auto* column = new QVBoxLayout(all);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_lead = new InspectorSummary(look, all);
  m_graph = new GraphView(look, all);
  m_summary = new InspectorSummary(look, all);
  column->addWidget(m_lead);
  column->addWidget(m_graph);
  column->addWidget(m_summary, 1);
  follow(m_lead);
  follow(m_summary);
  connect(m_graph, &GraphView::linkActivated, this, [this](const ObjectRef& object) { Q_EMIT open({}, object, {}); });
  connect(m_graph, &GraphView::besideActivated, this, &Inspector::openBeside);
  addScroll(all);
  m_eventList = addList();
  m_yaml = new YamlView(look, m_body);
  m_body->addWidget(m_yaml);
  m_historyList = addList();
  layout->addWidget(m_body, 1);
  m_next = new QWidget(this);
  auto* next = new QVBoxLayout(m_next);
  next->setContentsMargins(0, 0, 0, 0);
  next->setSpacing(0);
  next->addWidget(makeLine(look, m_next));
  auto* buttons = new QHBoxLayout;
  buttons->setContentsMargins(16, 10, 16, 12);
  buttons->setSpacing(6);
  m_explain = new Button(look, ButtonStyle::normal, tr("Explain"), true, m_next);
  m_explain->setToolTip(tr("Why it is as it is (E)"));
  m_topology = new Button(look, ButtonStyle::normal, tr("Show in topology"), true, m_next);
  m_kubectl = new Button(look, ButtonStyle::normal, tr("Copy kubectl"), true, m_next);
  m_kubectl->setIconId(QStringLiteral("copy"));
  m_again = new Button(look, ButtonStyle::normal, tr("Fetch again"), true, m_next);
  buttons->addWidget(m_explain);
  buttons->addWidget(m_topology);
  buttons->addStretch(1);
  next->addLayout(buttons);
  // A row of its own: the narrowest inspector has no room for three in one.
  auto* commands = new QHBoxLayout;
  commands->setContentsMargins(16, 0, 16, 12);
  commands->setSpacing(6);
  commands->addWidget(m_kubectl);
  commands->addWidget(m_again);
  commands->addStretch(1);
  next->addLayout(commands);
  m_deeds = new QWidget(m_next);
  auto* deeds = new QHBoxLayout(m_deeds);
  deeds->setContentsMargins(16, 0, 16, 12);
  deeds->setSpacing(6);
  auto* act = m_act = new Button(look, ButtonStyle::normal, tr("Actions"), true, m_deeds);
  act->setTrailingIconId(QStringLiteral("chev"));
  act->setToolTip(tr("What can be done with it: each is rehearsed first (X)"));
  auto* troubleshoot = m_troubleshoot = new Button(look, ButtonStyle::normal, tr("Troubleshoot"), true, m_deeds);
  troubleshoot->setToolTip(tr("Runs the checks that look at it (Shift+E)"));
  deeds->addWidget(act);
  deeds->addWidget(troubleshoot);
  m_list = new Button(look, ButtonStyle::normal, tr("Show in list"), true, m_next);
  m_list->setToolTip(tr("Among the others of its kind"));
  commands->insertWidget(2, m_list);
  connect(m_list, &QAbstractButton::clicked, this, [this] {
    if (m_object) {
      Q_EMIT open(pageOfKind(m_object->kind), m_object, {});
    }
  });
  deeds->addStretch(1);
  next->addWidget(m_deeds);
  connect(act, &QAbstractButton::clicked, this,
          [this, act] { Q_EMIT actionsWanted(act->mapToGlobal(QPoint(0, act->height() + 2))); });
  connect(troubleshoot, &QAbstractButton::clicked, this, &Inspector::troubleshootWanted);
  layout->addWidget(m_next);

  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  connect(close, &QAbstractButton::clicked, this, &Inspector::closeRequested);
  connect(m_tabs, &TabLine::chosen, this, [this] { fillTab(); });
  connect(m_explain, &QAbstractButton::clicked, this, [this] { Q_EMIT open(QStringLiteral("explanation"), m_object, {}); });
  connect(m_topology, &QAbstractButton::clicked, this, [this] { Q_EMIT open(QStringLiteral("topology"), m_object, {}); });
  connect(m_kubectl, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_content.command); });
  connect(m_again, &QAbstractButton::clicked, this, [this] { fetchYaml(); });
  refresh();
}

void Inspector::setView(const View& view) {
  m_view = view;
  refresh();
}

/// One page of the body, which scrolls.
void Inspector::addScroll(QWidget* content) {
  auto* scroll = new QScrollArea(m_body);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->viewport()->setAutoFillBackground(false);
  scroll->setWidget(content);
  content->setAutoFillBackground(false);  // setWidget() has switched it on
  m_body->addWidget(scroll);
}

void Inspector::follow(InspectorSummary* list) {
  connect(list, &InspectorSummary::linkActivated, this, [this](const ObjectRef& object) { Q_EMIT open({}, object, {}); });
  connect(list, &InspectorSummary::besideActivated, this, &Inspector::openBeside);
}

InspectorSummary* Inspector::addList() {
  auto* list = new InspectorSummary(m_look, m_body);
  follow(list);
  addScroll(list);
  return list;
}

/// The graph stands below what is said first: findings, and how the object is.
void Inspector::showSummary() {
  m_graph->setObject(m_view.snapshot, m_content.gone ? std::nullopt : m_object);
  const auto& sections = m_content.sections;
  std::size_t lead = 0;
  if (!m_graph->graph().empty()) {
    lead = std::min<std::size_t>(sections.size(), sections.empty() || sections.front().title.isEmpty() ? 1 : 2);
  }
  const auto split = sections.begin() + static_cast<std::ptrdiff_t>(lead);
  m_lead->setSections({sections.begin(), split});
  m_lead->setVisible(lead > 0);
  m_summary->setSections({split, sections.end()});
}

void Inspector::setObject(const std::optional<ObjectRef>& object) {
  if (m_object == object) {
    return;
  }
  m_object = object;
  m_yamlOf.reset();
  ++*m_asked;
  refresh();
}

void Inspector::showYaml() {
  showTab(QStringLiteral("yaml"));
}

void Inspector::showTab(const QString& tab) {
  const auto& tabs = m_tabs->tabs();
  const bool has = std::any_of(tabs.begin(), tabs.end(), [&](const TabLine::Tab& entry) { return entry.id == tab; });
  m_tabs->setCurrent(has ? tab : QStringLiteral("summary"));
  fillTab();
}

QString Inspector::yamlText() const {
  return m_yaml->text();
}

void Inspector::refresh() {
  InspectorContent content;
  if (m_object && m_view.snapshot) {
    content = inspect(m_view, *m_object);
  } else {
    content.kind = tr("Inspector");
    content.name = tr("Nothing is selected");
  }
  m_kind->setText(content.kind.toUpper());
  m_name->setText(content.name);
  const bool chips = content.chips != m_content.chips;
  m_content = std::move(content);
  if (chips) {
    showChips();
  }
  showSummary();
  showTabs();
  m_explain->setVisible(m_content.explains);
  m_topology->setVisible(m_content.inTopology);
  m_kubectl->setVisible(!m_content.command.isEmpty());
  const bool deeds = m_object && !m_content.gone && m_view.snapshot &&
                     (m_object->kind == "node" || m_object->kind == "device" || m_object->kind == "claim" ||
                      m_object->kind == "pod" || m_object->kind == "finding");
  m_act->setVisible(deeds);
  m_troubleshoot->setVisible(deeds);
  const bool listed = m_object && !m_content.gone && !pageOfKind(m_object->kind).isEmpty();
  m_list->setVisible(listed);
  m_deeds->setVisible(deeds || listed);
  m_next->setVisible(deeds || listed || m_content.inTopology || !m_content.command.isEmpty());
}

void Inspector::showChips() {
  while (QLayoutItem* item = m_chips->takeAt(0)) {
    if (item->widget() != nullptr) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    delete item;
  }
  for (const InspectorChip& content : m_content.chips) {
    auto* chip = new Chip(m_look, this);
    chip->setTexts(content.text);
    chip->setState(content.state);
    chip->setMark(content.mark);
    chip->setFocusPolicy(Qt::NoFocus);
    m_chips->addWidget(chip);
  }
  m_chips->addStretch(1);
}

void Inspector::showTabs() {
  const bool real = m_object && m_view.snapshot && !m_content.gone && m_object->kind != "finding";
  m_events.update(m_view, real ? m_object : std::nullopt);
  std::vector<TabLine::Tab> tabs{{QStringLiteral("summary"), tr("Summary"), {}}};
  const bool events = real && !eventSubjects(*m_view.snapshot, *m_object).empty() && m_object->kind != "event" &&
                      m_object->kind != "quota" && m_object->kind != "group" && m_object->kind != "pool";
  if (events) {
    tabs.push_back({QStringLiteral("events"), tr("Events"),
                    number(Count{static_cast<std::int64_t>(m_events.count()), printedBound(*m_view.snapshot, Kind::Event)})});
  }
  if (m_content.hasYaml) {
    tabs.push_back({QStringLiteral("yaml"), tr("YAML"), {}});
  }
  if (real && (m_object->kind == "claim" || m_object->kind == "pod")) {
    const ObjectHistory history = historyOf(*m_view.snapshot, *m_object);
    m_historyList->setSections(history.sections);
    tabs.push_back({QStringLiteral("history"), tr("History"), number(static_cast<std::int64_t>(history.moments))});
  }
  m_tabs->setTabs(std::move(tabs));
  showTab(m_tabs->current());
}

/// What the tab in sight says; the others are filled when they come into sight.
void Inspector::fillTab() {
  const QString tab = m_tabs->current();
  const bool yaml = tab == QLatin1String("yaml");
  m_body->setCurrentIndex(tab == QLatin1String("events") ? 1 : yaml ? 2 : tab == QLatin1String("history") ? 3 : 0);
  m_again->setVisible(yaml);
  if (tab == QLatin1String("events")) {
    m_eventList->setSections(m_events.sections());
  } else if (yaml && !m_yamlOf) {
    fetchYaml();
  }
}

void Inspector::fetchYaml() {
  m_yamlOf = m_object && m_view.snapshot ? yamlObject(m_view, *m_object) : std::nullopt;
  if (!m_yamlOf || !m_fetch) {
    yamlArrived(false, tr("There is no API object of this name."));
    return;
  }
  const std::uint64_t number = ++*m_asked;
  m_yaml->setLoading();
  const QPointer<Inspector> self(this);
  m_fetch(*m_yamlOf, [self, number, asked = m_asked](bool ok, const QString& text) {
    if (self != nullptr && *asked == number) {
      self->yamlArrived(ok, text);
    }
  });
}

void Inspector::yamlArrived(bool ok, const QString& text) {
  if (ok) {
    m_yaml->setText(text);
  } else {
    m_yaml->setProblem(text);
  }
}

void Inspector::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    Q_EMIT closeRequested();
  } else {
    QFrame::keyPressEvent(event);
  }
}

void Inspector::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.fillRect(rect(), theme.bg.panel);
  painter.fillRect(0, 0, theme.lineWidth, height(), theme.border.subtle);
}

}  // namespace claimscope::ui
