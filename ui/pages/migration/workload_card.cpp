#include "ui/pages/migration/workload_card.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "model/base/yaml.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/panels.h"
#include "ui/pages/migration/card_lines.h"
#include "ui/pages/migration/migration_rows.h"

namespace claimscope::ui {
namespace {

constexpr int kCardPad = 14;
constexpr int kDiffLine = 16;

}  // namespace

WorkloadCard::WorkloadCard(Look& look, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_kind(new PlainLabel(look, FontRole::captionStrong, Ink::muted, this)),
      m_chip(new Chip(look, this)),
      m_name(new PlainLabel(look, FontRole::monoStrong, Ink::primary, this)),
      m_detail(new PlainLabel(look, FontRole::small, Ink::muted, this)),
      m_tabs(new TabLine(look, this, kCardPad)),
      m_scroll(new QScrollArea(this)),
      m_lines(new LineList(look, kDiffLine, 0, this)),
      m_dryRun(new PlainLabel(look, FontRole::small, Ink::secondary, this)),
      m_quota(new PlainLabel(look, FontRole::small, Ink::secondary, this)),
      m_rehearse(new Button(look, ButtonStyle::primary, tr("Rehearse"), true, this)),
      m_copy(new Button(look, ButtonStyle::normal, tr("Copy"), true, this)),
      m_save(new Button(look, ButtonStyle::normal, tr("Save as patch"), true, this)),
      m_undo(new Button(look, ButtonStyle::normal, tr("Undo plan"), true, this)) {
  m_name->setElide(Qt::ElideMiddle);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(1, 1, 1, 1);
  layout->setSpacing(0);
  auto* head = new QVBoxLayout;
  head->setContentsMargins(kCardPad, 10, kCardPad, 8);
  head->setSpacing(2);
  auto* first = new QHBoxLayout;
  first->addWidget(m_kind, 1);
  first->addWidget(m_chip);
  head->addLayout(first);
  head->addWidget(m_name);
  head->addWidget(m_detail);
  layout->addLayout(head);
  m_tabs->setTabs({{QStringLiteral("manifests"), tr("Manifests"), {}},
                   {QStringLiteral("fit"), tr("Fit"), {}},
                   {QStringLiteral("nodes"), tr("Nodes"), {}},
                   {QStringLiteral("steps"), tr("Steps"), {}}});
  m_tabs->setCurrent(QStringLiteral("manifests"));
  m_tabs->setAccessibleName(tr("Of the workload"));
  layout->addWidget(m_tabs);
  m_scroll->setWidget(m_lines);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_lines->setAccessibleName(tr("Manifests"));
  layout->addWidget(m_scroll, 1);
  layout->addWidget(makeLine(look, this));
  auto* foot = new QVBoxLayout;
  foot->setContentsMargins(kCardPad, 8, kCardPad, 10);
  foot->setSpacing(4);
  foot->addWidget(m_dryRun);
  foot->addWidget(m_quota);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(6);
  buttons->addWidget(m_rehearse);
  buttons->addWidget(m_copy);
  buttons->addWidget(m_save);
  buttons->addStretch(1);
  buttons->addWidget(m_undo);
  foot->addSpacing(4);
  foot->addLayout(buttons);
  layout->addLayout(foot);
  connect(m_tabs, &TabLine::chosen, this, [this](const QString& id) { setTab(id); });
  connect(m_rehearse, &Button::clicked, this, [this] { Q_EMIT requestWanted(request(false)); });
  connect(m_undo, &Button::clicked, this, [this] { Q_EMIT requestWanted(request(true)); });
  connect(m_copy, &Button::clicked, this, [this] { QGuiApplication::clipboard()->setText(patchText()); });
  connect(m_save, &Button::clicked, this, [this] {
    if (m_entry != nullptr) {
      Q_EMIT saveRequested(QStringLiteral("%1-claims.yaml").arg(plain(m_entry->workload.name.view())), manifestText());
    }
  });
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  setEntry(nullptr, nullptr, nullptr, nullptr);
}

void WorkloadCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(m_look.theme().border.subtle, m_look.theme().lineWidth));
  painter.setBrush(m_look.theme().bg.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

void WorkloadCard::setTab(const QString& id) {
  m_tabs->setCurrent(id);
  for (const TabLine::Tab& tab : m_tabs->tabs()) {
    if (tab.id == id) {
      m_lines->setAccessibleName(tab.text);
    }
  }
  fill();
}

void WorkloadCard::setEntry(const cluster::SnapshotPtr& snapshot, const BenchPtr& bench, const migration::Entry* entry,
                            const ActionsViewPtr& actions) {
  m_snapshot = snapshot;
  m_bench = bench;
  m_entry = entry;
  m_actions = actions;
  fill();
  fillFoot();
}

void WorkloadCard::fill() {
  const bool some = m_entry != nullptr;
  m_chip->setVisible(some);
  if (!some) {
    m_kind->setText(tr("WORKLOAD"));
    m_name->setText(tr("None is chosen"));
    m_detail->setText(QString());
    m_lines->setLines({});
    return;
  }
  const migration::Workload& workload = m_entry->workload;
  m_kind->setText(plain(workload.kindWord).toUpper());
  m_name->setText(plain(workload.qualifiedName()));
  QString detail =
      tr("%1 × %2").arg(counted(workload.desired, tr("pod"), tr("pods")),
                        counted(workload.perPod(), plain(workload.resource().view()), plain(workload.resource().view())));
  if (workload.onDelete) {
    detail += tr(" · OnDelete");
  }
  if (!workload.managedBy.empty()) {
    detail += tr(" · owned by %1").arg(plain(workload.managedBy));
  }
  m_detail->setText(detail);
  const bool moved = workload.asks.empty() || m_entry->servedByClass;
  m_chip->setTexts(moved ? tr("has moved") : m_entry->fit == migration::Fit::fits ? tr("would fit") : fitTitle(m_entry->fit));
  m_chip->setMark(fitMark(m_entry->fit));
  m_chip->setTone(m_entry->fit == migration::Fit::fits     ? ChipTone::ok
                  : m_entry->fit == migration::Fit::change ? ChipTone::warning
                                                           : ChipTone::critical);
  const QString& tab = m_tabs->current();
  m_lines->setLines(tab == QLatin1String("fit")     ? fitLines(*m_entry)
                    : tab == QLatin1String("nodes") ? nodeLines(*m_bench, *m_entry)
                    : tab == QLatin1String("steps") ? stepLines(*m_bench, *m_entry)
                                                    : diffLines(*m_snapshot, *m_bench, *m_entry));
}

void WorkloadCard::fillFoot() {
  const bool some = m_entry != nullptr;
  const bool moved = some && m_entry->workload.asks.empty();
  const bool patchable = some && m_entry->patchable();
  m_rehearse->setEnabled(patchable && !moved);
  m_rehearse->setAccessibleDescription(some && !patchable ? said(m_entry->why) : QString());
  m_copy->setEnabled(patchable);
  m_save->setEnabled(some && m_entry->proposal.problem.empty());
  m_undo->setEnabled(patchable && moved && !m_entry->workload.before.empty());
  m_undo->setAccessibleDescription(moved ? QString() : tr("It has not been moved."));
  // What the server said belongs to the plan that was rehearsed last, if that was about this workload.
  m_dryRun->setText(moved ? tr("Undo puts exactly the earlier template back") : tr("Server dry run: Rehearse asks for it"));
  m_dryRun->setInk(Ink::secondary);
  const Rehearsal* rehearsal = m_actions == nullptr ? nullptr : m_actions->rehearsal.get();
  if (some && rehearsal != nullptr && rehearsal->request.action == "migrate_workloads" && rehearsal->preview != nullptr &&
      rehearsal->plan != nullptr) {
    const diagnosis::ObjectRef object = request(false).objects.front();
    const auto& objects = rehearsal->request.objects;
    if (std::find(objects.begin(), objects.end(), object) != objects.end()) {
      const bool ok = rehearsal->preview->nothingRefused;
      m_dryRun->setText(
          ok ? tr("Server dry run accepts %1")
                   .arg(counted(static_cast<std::int64_t>(rehearsal->plan->steps.size()), tr("object"), tr("objects")))
             : tr("Server dry run refuses a step"));
      m_dryRun->setInk(ok ? Ink::ok : Ink::critical);
    }
  }
  if (!some || m_entry->quotas.empty()) {
    m_quota->setText(some ? tr("No quota speaks of its claims") : QString());
    m_quota->setInk(Ink::secondary);
    return;
  }
  const auto worst = std::min_element(m_entry->quotas.begin(), m_entry->quotas.end(),
                                      [](const migration::QuotaRoom& a, const migration::QuotaRoom& b) {
                                        return a.hard - a.used - a.adds < b.hard - b.used - b.adds;
                                      });
  const QString what = worst->resource.starts_with("count/") ? tr("claims") : tr("devices");
  m_quota->setText(tr("Quota %1: %2 of %3 %4, this adds %5")
                       .arg(plain(worst->quota), number(worst->used), number(worst->hard), what, number(worst->adds)));
  m_quota->setInk(worst->enough() ? Ink::ok : Ink::critical);
}

diagnosis::ActionRequest WorkloadCard::request(bool back) const {
  diagnosis::ActionRequest out{"migrate_workloads", {}, {}, {}};
  if (m_entry != nullptr) {
    out.objects.push_back({std::string(migration::workloadWord(m_entry->workload.kind)), m_entry->workload.namespaceName.str(),
                           m_entry->workload.name.str()});
  }
  if (back) {
    out.options["back"] = "true";
  }
  return out;
}

QString WorkloadCard::patchText() const {
  const Pod* form = m_entry == nullptr ? nullptr : migration::formOf(*m_snapshot, m_entry->workload);
  if (form == nullptr || !m_entry->patchable()) {
    return {};
  }
  return QString::fromStdString(migration::patchCommand(
      m_entry->workload,
      migration::workloadPatch(*form, m_entry->workload, m_entry->proposal, m_bench->pinNodes || m_entry->pinned)));
}

QByteArray WorkloadCard::manifestText() const {
  if (m_entry == nullptr) {
    return {};
  }
  using migration::OrderedJson;
  std::string out;
  const auto add = [&out](const OrderedJson& object) {
    out += (out.empty() ? "" : "---\n") + yaml::fromJson(object.dump(-1, ' ', false, OrderedJson::error_handler_t::replace));
    out += out.ends_with('\n') ? "" : "\n";
  };
  for (const migration::ProposedRequest& request : m_entry->proposal.requests) {
    const migration::ProposedClass* found = migration::classFor(m_bench->classes, request.resource);
    if (found != nullptr && !found->exists) {
      add(migration::classManifest(migration::devicesApi(*m_snapshot, Kind::DeviceClass), *found));
    }
  }
  add(migration::templateManifest(migration::devicesApi(*m_snapshot, Kind::ResourceClaimTemplate), m_entry->workload,
                                  m_entry->proposal));
  const Pod* form = migration::formOf(*m_snapshot, m_entry->workload);
  if (form != nullptr && m_entry->patchable()) {
    out += "# kubectl patch --type=strategic --patch-file of what follows\n";
    OrderedJson patch = {{"apiVersion", "apps/v1"}, {"kind", m_entry->workload.kindWord}};
    patch.update(migration::workloadPatch(*form, m_entry->workload, m_entry->proposal, m_bench->pinNodes || m_entry->pinned));
    add(patch);
  }
  return QByteArray::fromStdString(out);
}

}  // namespace claimscope::ui
