#include "ui/pages/migration/migration_page.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QVBoxLayout>
#include <algorithm>

#include "model/base/yaml.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/tables/source_story.h"

namespace claimscope::ui {
namespace {

constexpr std::int64_t kEveryMs = 2'000;
constexpr int kCard = 420;
constexpr int kNarrowCard = 356;
constexpr int kWide = 1240;
constexpr std::size_t kNext = 8;

/// Classes and templates of every workload, as files are applied.
QByteArray allManifests(const cluster::Snapshot& snapshot, const migration::Bench& bench) {
  using migration::OrderedJson;
  std::string out;
  const auto add = [&out](const OrderedJson& object) {
    out += (out.empty() ? "" : "---\n") + yaml::fromJson(object.dump(-1, ' ', false, OrderedJson::error_handler_t::replace));
    out += out.ends_with('\n') ? "" : "\n";
  };
  for (const migration::ProposedClass& one : bench.classes) {
    if (!one.exists && one.problem.empty()) {
      add(migration::classManifest(migration::devicesApi(snapshot, Kind::DeviceClass), one));
    }
  }
  for (const migration::Entry& entry : bench.entries) {
    if (entry.proposal.problem.empty() && !entry.proposal.templateExists) {
      add(migration::templateManifest(migration::devicesApi(snapshot, Kind::ResourceClaimTemplate), entry.workload,
                                      entry.proposal));
    }
  }
  return QByteArray::fromStdString(out);
}

}  // namespace

MigrationPage::MigrationPage(Look& look, QWidget* parent)
    : Page(look, parent),
      m_tools(new QWidget),
      m_group(new ChoiceButton(look, tr("Group by"), {tr("nothing"), tr("Phase"), tr("Verdict"), tr("Pool")}, m_tools)),
      m_manifests(new Button(look, ButtonStyle::normal, tr("All manifests"), false, m_tools)),
      m_verdict(new VerdictBand(look, this)),
      m_next(m_verdict->addButton(ButtonStyle::primary, tr("Plan next %1").arg(kNext))),
      m_nodes(m_verdict->addButton(ButtonStyle::normal, tr("Hand over nodes"))),
      m_phases(new Panel(look, tr("Phases"), this)),
      m_board(new PhaseBoard(look, this)),
      m_groups(new PlainLabel(look, FontRole::small, Ink::muted, this)),
      m_workloads(new Panel(look, tr("Workloads"), this)),
      m_which(new Segmented(look, {tr("All"), tr("Fits"), tr("Change"), tr("No fit")}, true, this)),
      m_panel(new TablePanel(look, m_model, false, true, this)),
      m_owned(new PlainLabel(look, FontRole::caption, Ink::muted, this)),
      m_card(new WorkloadCard(look, this)) {
  m_tools->setParent(this);
  m_tools->hide();
  auto* tools = new QHBoxLayout(m_tools);
  tools->setContentsMargins(0, 0, 0, 0);
  tools->setSpacing(8);
  auto* modernise = new Button(look, ButtonStyle::link, tr("Modernise"), true, m_tools);
  modernise->setToolTip(tr("Old DRA manifests for a server of today"));
  connect(modernise, &QAbstractButton::clicked, this, [this] { Q_EMIT open(QStringLiteral("modernise"), {}, {}); });
  tools->addWidget(modernise);
  tools->addWidget(m_group);
  tools->addWidget(m_manifests);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 0, 16, 12);
  layout->setSpacing(12);
  layout->addWidget(m_verdict);
  m_phases->setScope(tr("a workload moves right only when the step before is proven"));
  m_phases->addTool(m_groups);
  m_phases->setBody(m_board);
  m_phases->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  layout->addWidget(m_phases);
  auto* body = new QWidget(this);
  auto* rows = new QVBoxLayout(body);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(m_panel, 1);
  m_owned->setContentsMargins(12, 4, 12, 6);
  rows->addWidget(m_owned);
  m_which->setAccessibleName(tr("Which workloads"));
  m_workloads->addTool(m_which);
  m_workloads->setBody(body);
  m_panel->view().setCellPadding(6);
  m_panel->view().setAccessibleName(tr("Workloads"));
  auto* lower = new QHBoxLayout;
  lower->setSpacing(12);
  lower->addWidget(m_workloads, 1);
  lower->addWidget(m_card);
  layout->addLayout(lower, 1);

  connect(m_group, &ChoiceButton::chosen, this, [this](int index) {
    m_grouping = static_cast<MigrationGrouping>(index);
    showRows();
  });
  connect(m_which, &Segmented::currentChanged, this, [this] {
    m_model.setAccepts(accepts());
    showStory();
  });
  connect(&m_panel->view(), &TableView::objectSelected, this, [this](const std::optional<ObjectRef>& object) {
    m_chosen = object ? object->name : std::string();
    showCard();
  });
  connect(m_next, &Button::clicked, this, &MigrationPage::planNext);
  connect(m_nodes, &Button::clicked, this, &MigrationPage::planNodes);
  connect(m_manifests, &Button::clicked, this, [this] {
    if (m_bench != nullptr) {
      Q_EMIT saveRequested(QStringLiteral("claims.yaml"), allManifests(*m_benchOf, *m_bench));
    }
  });
  connect(m_card, &WorkloadCard::requestWanted, this, &MigrationPage::requestWanted);
  connect(m_card, &WorkloadCard::saveRequested, this, &MigrationPage::saveRequested);
  setFocusProxy(&m_panel->view());
  showVerdict();
}

void MigrationPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  m_card->setFixedWidth(width() >= kWide ? kCard : kNarrowCard);
}

void MigrationPage::setView(const View& view) {
  const bool other = m_view.snapshot != nullptr && view.snapshot->server.context != m_source;
  const bool otherNamespace = view.namespaceFilter != m_view.namespaceFilter;
  m_view = view;
  if (other) {
    m_bench = nullptr;
    m_benchOf = nullptr;
    m_rows = nullptr;
    m_chosen.clear();
    m_asking = false;
  }
  m_source = view.snapshot->server.context;
  ask();
  if (m_bench == nullptr) {
    show();
  } else {
    if (otherNamespace) {
      m_model.setAccepts(accepts());
    }
    showStory();
    showCard();
  }
}

void MigrationPage::ask() {
  const bool same = m_benchOf != nullptr && m_benchOf->revision == m_view.snapshot->revision;
  const std::int64_t since = m_benchOf == nullptr ? kEveryMs : m_view.snapshot->time - m_benchOf->time;
  // An answer that never came (its source was opened anew) is not waited for.
  const bool waiting = m_asking && m_view.snapshot->time - m_askedAt < 5 * kEveryMs && m_view.snapshot->time >= m_askedAt;
  if (!m_ask || waiting || same || (since >= 0 && since < kEveryMs)) {
    return;
  }
  m_asking = true;
  m_askedAt = m_view.snapshot->time;
  m_ask(m_view.snapshot, [self = QPointer<MigrationPage>(this), of = m_view.snapshot](const BenchPtr& bench) {
    if (self != nullptr) {
      self->take(of, bench);
    }
  });
}

void MigrationPage::take(const cluster::SnapshotPtr& of, const BenchPtr& bench) {
  m_asking = false;
  if (bench == nullptr || of->server.context != m_source) {
    return;
  }
  m_bench = bench;
  m_benchOf = of;
  show();
}

void MigrationPage::show() {
  showVerdict();
  m_board->setBench(m_bench);
  QStringList groups;
  if (m_bench != nullptr) {
    for (const migration::GroupUse& group : m_bench->fleet.groups) {
      groups << (group.labelled == 0
                     ? tr("%1 not started").arg(plain(group.group.view()))
                     : tr("%1 %2 of %3").arg(plain(group.group.view()), number(group.handedOver), number(group.nodes)));
    }
  }
  m_groups->setText(groups.isEmpty() ? QString() : tr("node groups: %1").arg(groups.join(QStringLiteral(", "))));
  showRows();
}

void MigrationPage::showVerdict() {
  const bool some = m_bench != nullptr && !m_bench->entries.empty();
  m_manifests->setEnabled(some);
  m_next->setEnabled(some);
  m_nodes->setEnabled(some);
  QString subtitle = tr("from device plugins to claims");
  if (m_bench == nullptr) {
    m_verdict->setVerdict(Mark::unknown, tr("Whether workloads can move is not known yet"),
                          tr("It is worked out from nodes, pods and slices."));
  } else {
    const Mark mark = !some                                                                                    ? Mark::ok
                      : m_bench->phases.back().proven.value == m_bench->phases.back().of                       ? Mark::ok
                      : m_bench->readiness.worst() == migration::Ready::no || m_bench->bound == Bound::unknown ? Mark::warning
                                                                                                               : Mark::notice;
    const std::string& blind = m_bench->blind;
    QString evidence = tr("Each verdict is a simulated allocation against today's free devices, at most.");
    if (!blind.empty()) {
      evidence = said(blind) + QStringLiteral(". ") + tr("Counts are bounds.");
    } else if (!m_bench->doubled.empty()) {
      evidence = tr("On %1 both the device plugin and claims are served: a device there may be handed out twice.")
                     .arg(counted(static_cast<std::int64_t>(m_bench->doubled.size()), tr("node"), tr("nodes")));
    } else if (some) {
      evidence += QLatin1Char(' ') + tr("Nodes serve either the device plugin or the DRA driver, never both.");
    }
    m_verdict->setVerdict(mark, said(migration::verdictText(*m_bench)), evidence);
    QStringList resources;
    for (const migration::ResourceUse& use : m_bench->fleet.resources) {
      resources << plain(use.resource.view());
    }
    if (some) {
      subtitle = tr("from static %1 to ResourceClaims · %2 ask for %3")
                     .arg(resources.size() > 2 ? tr("%1 and %2 more").arg(resources.front(), number(resources.size() - 1))
                                               : resources.join(QStringLiteral(", ")),
                          countOf(number(Count{static_cast<std::int64_t>(m_bench->entries.size()), m_bench->bound}),
                                  m_bench->entries.size() == 1 ? tr("workload") : tr("workloads")),
                          counted(m_bench->devicesAsked, tr("device"), tr("devices")));
    }
  }
  if (subtitle != m_subtitle) {
    m_subtitle = subtitle;
    Q_EMIT subtitleChanged();
  }
}

TableModel::Accepts MigrationPage::accepts() const {
  const int which = m_which->current();
  const std::string space = m_view.namespaceFilter;
  return [bench = m_bench, which, space](Row row) {
    const migration::Entry& entry = bench->entries[row];
    return (which == 0 || static_cast<int>(entry.fit) == which - 1) &&
           (space.empty() || entry.workload.namespaceName.view() == space);
  };
}

void MigrationPage::showRows() {
  if (m_bench == nullptr) {
    m_model.setSource(std::make_shared<const SimpleRows>("workload", std::vector<Column>{}, std::vector<SimpleRows::Line>{}),
                      nullptr);
    m_workloads->setScope({});
    m_owned->setText(QString());
    showStory();
    showCard();
    return;
  }
  m_rows = migrationRows(*m_bench, m_grouping);
  m_model.setSource(m_rows, accepts());
  m_workloads->setScope(number(Count{static_cast<std::int64_t>(m_bench->entries.size()), m_bench->bound}));
  m_which->setChoices({tr("All"), tr("Fits %1").arg(number(m_bench->fits)), tr("Change %1").arg(number(m_bench->change)),
                       tr("No fit %1").arg(number(m_bench->noFit))});
  QStringList owners;
  if (m_bench->helmReleases > 0) {
    owners << counted(m_bench->helmReleases, tr("Helm release"), tr("Helm releases"));
  }
  if (m_bench->argoApps > 0) {
    owners << counted(m_bench->argoApps, tr("Argo app"), tr("Argo apps"));
  }
  m_owned->setText(owners.isEmpty() ? QString() : tr("owned by %1: patch there, or it comes back").arg(owners.join(tr(" and "))));
  m_owned->setVisible(!owners.isEmpty());
  if (chosen() == nullptr && !m_bench->entries.empty()) {
    m_chosen = workloadId(m_bench->entries.front().workload);
  }
  m_panel->view().select(ObjectRef{"workload", {}, m_chosen});
  showStory();
  showCard();
}

void MigrationPage::showStory() {
  if (m_view.snapshot == nullptr) {
    return;
  }
  const bool some = m_bench != nullptr && !m_bench->entries.empty();
  SourceStory story = storyOf(*m_view.snapshot, Kind::Pod, tr("Workloads are at least."), some);
  if (m_bench == nullptr && story.show == SourceStory::Show::empty) {
    story.show = SourceStory::Show::loading;
  }
  EmptyWords empty;
  if (some) {
    empty = {tr("No workload is like that"),
             tr("The filter hides %1.").arg(number(static_cast<std::int64_t>(m_bench->entries.size()))), tr("Show all"), [this] {
               m_which->setCurrent(0);
               m_model.setAccepts(accepts());
               showStory();
             }};
  } else {
    empty = {tr("No workload asks a device plugin for devices"), tr("Nothing is to be moved."), {}, {}};
    if (m_bench != nullptr && story.show == SourceStory::Show::rows) {
      story.show = SourceStory::Show::empty;
    }
  }
  m_panel->setStory(story, empty);
}

const migration::Entry* MigrationPage::chosen() const {
  if (m_bench == nullptr) {
    return nullptr;
  }
  const auto found = std::find_if(m_bench->entries.begin(), m_bench->entries.end(),
                                  [this](const migration::Entry& entry) { return workloadId(entry.workload) == m_chosen; });
  return found == m_bench->entries.end() ? nullptr : &*found;
}

void MigrationPage::showCard() {
  m_card->setEntry(m_benchOf, m_bench, chosen(), m_view.actions);
}

void MigrationPage::setSelection(const std::optional<ObjectRef>& object) {
  if (!object || object->kind != "workload") {
    return;
  }
  const std::string before = m_chosen;
  m_chosen = object->namespaceName.empty() ? object->name : object->namespaceName + "/" + object->name;
  if (m_bench != nullptr && chosen() == nullptr) {
    m_chosen = before;  // it is no subject of the bench
  }
  m_panel->view().select(ObjectRef{"workload", {}, m_chosen});
  showCard();
}

void MigrationPage::setFilter(const QString& filter) {
  const QStringList words{QString(), QStringLiteral("verdict=fits"), QStringLiteral("verdict=change"),
                          QStringLiteral("verdict=noFit")};
  const auto index = static_cast<int>(words.indexOf(filter));
  m_which->setCurrent(index > 0 ? index : 0);
  if (m_bench != nullptr) {
    m_model.setAccepts(accepts());
    showStory();
  }
}

QString MigrationPage::filterText() const {
  constexpr const char* kWords[] = {"", "verdict=fits", "verdict=change", "verdict=noFit"};
  return QString::fromLatin1(kWords[std::clamp(m_which->current(), 0, 3)]);
}

QStringList MigrationPage::keep() const {
  return {QString::number(m_which->current()), QString::number(static_cast<int>(m_grouping)), QString::fromStdString(m_chosen)};
}

void MigrationPage::restore(const QStringList& kept) {
  const bool whole = kept.size() == 3;
  m_which->setCurrent(whole ? std::clamp(kept[0].toInt(), 0, 3) : 0);
  m_grouping = static_cast<MigrationGrouping>(whole ? std::clamp(kept[1].toInt(), 0, 3) : 0);
  m_group->setCurrent(static_cast<int>(m_grouping));
  m_chosen = whole ? kept[2].toStdString() : std::string();
  if (m_bench != nullptr) {
    showRows();
  }
}

void MigrationPage::planNext() {
  if (m_bench == nullptr) {
    return;
  }
  diagnosis::ActionRequest request{"migrate_workloads", {}, {}, {}};
  for (const migration::Entry* entry : migration::nextEntries(*m_benchOf, *m_bench, kNext)) {
    request.objects.push_back({std::string(migration::workloadWord(entry->workload.kind)), entry->workload.namespaceName.str(),
                               entry->workload.name.str()});
  }
  if (request.objects.empty()) {
    planNodes();  // nothing has room on nodes that are handed over: that is the step before
    return;
  }
  Q_EMIT requestWanted(request);
}

void MigrationPage::planNodes() {
  if (m_bench == nullptr) {
    return;
  }
  diagnosis::ActionRequest request{"migrate_nodes", {}, {}, {}};
  for (const Text& node : migration::nextNodes(*m_bench, kNext)) {
    request.objects.push_back({"node", {}, node.str()});
  }
  if (!request.objects.empty()) {
    Q_EMIT requestWanted(request);
  }
}

}  // namespace claimscope::ui
