// Content of the controllers that make pods, watched or not. Pure; any thread.
#include <algorithm>
#include <type_traits>

#include "ui/base/model_words.h"
#include "ui/base/object_kinds.h"
#include "ui/pages/inspector/content_parts.h"
#include "ui/tables/request_text.h"
#include "ui/tables/workload_use.h"

namespace claimscope::ui::inspector {
namespace {

using cluster::Snapshot;
using cluster::WorkloadStatus;

QString ofText(std::int64_t part, std::int64_t whole) {
  return tell("%1 of %2").arg(number(part), number(whole));
}

void addReplicas(InspectorSection& section, const Snapshot& snapshot, std::string_view kind, const Text& space,
                 const Text& name) {
  const auto shared = [&](const auto* object) {
    addRow(section, tell("Updated"), ofText(object->updated, object->desired));
    addRow(section, tell("Available"), ofText(object->available, object->desired)).ink =
        object->available < object->desired ? Ink::warning : Ink::primary;
    if constexpr (requires { object->strategy; }) {
      if (!object->strategy.empty()) {
        addMono(section, tell("Strategy"), object->strategy.view());
      }
    }
  };
  if (kind == "Deployment") {
    shared(snapshot.of<Deployment>().find(space, name));
  } else if (kind == "StatefulSet") {
    shared(snapshot.of<StatefulSet>().find(space, name));
  } else if (kind == "DaemonSet") {
    shared(snapshot.of<DaemonSet>().find(space, name));
  } else if (kind == "ReplicaSet") {
    shared(snapshot.of<ReplicaSet>().find(space, name));
  } else if (kind == "Job") {
    const Job& job = *snapshot.of<Job>().find(space, name);
    addRow(section, tell("Succeeded"), ofText(job.succeeded, job.completions));
    addRow(section, tell("Parallelism"), number(job.parallelism));
    if (job.failed > 0) {
      addRow(section, tell("Failed"), number(job.failed)).ink = Ink::warning;
    }
  } else if (kind == "CronJob") {
    const CronJob& cron = *snapshot.of<CronJob>().find(space, name);
    addMono(section, tell("Schedule"), cron.schedule.view());
    addMono(section, tell("Time zone"), cron.timeZone.empty() ? std::string_view("–") : cron.timeZone.view());
    addRow(section, tell("Last run"),
           cron.lastSchedule.isSet() ? tell("%1 ago").arg(age(std::max<std::int64_t>(0, snapshot.time - cron.lastSchedule)))
                                     : tell("never"));
  }
}

void addAsks(InspectorContent& content, const Snapshot& snapshot, const WorkloadStatus& status) {
  InspectorSection section{tell("Asks for"), number(static_cast<std::int64_t>(status.templateClaims->size())), {}, {}};
  const Text& space = status.meta->namespaceName;
  for (const Text& name : *status.templateClaims) {
    if (const auto* form = snapshot.of<ResourceClaimTemplate>().find(space, name)) {
      addLink(section, tell("Template"), plain(name.view()), refOf("template", form->meta));
      addRow(section, {}, requestsText(form->spec, form->classic.get())).role = FontRole::monoSmall;
    } else if (const auto* claim = snapshot.of<ResourceClaim>().find(space, name)) {
      addLink(section, tell("Claim"), plain(name.view()), refOf("claim", claim->meta));
      addRow(section, {}, requestsText(claim->spec, claim->classic.get())).role = FontRole::monoSmall;
    } else {
      addRow(section, tell("Not seen"), plain(name.view())).mark = Mark::unknown;
    }
  }
  if (section.rows.empty()) {
    addRow(section, {}, tell("Its pod template names no claims.")).ink = Ink::muted;
  }
  content.sections.push_back(std::move(section));
}

/// ReplicaSets that still have pods, Jobs of a CronJob: what it made that makes pods itself.
template <class T>
void addMade(InspectorContent& content, const Snapshot& snapshot, const char* noun, const QString& title, const Metadata& maker) {
  InspectorSection section{title, {}, {}, {}};
  std::size_t all = 0;
  snapshot.of<T>().forEach([&](cluster::Slot, const T& object) {
    const OwnerReference* owner = object.meta.controller();
    if (owner == nullptr || !(owner->uid == maker.uid) || !(object.meta.namespaceName == maker.namespaceName)) {
      return;
    }
    const auto status = cluster::workloadStatus(snapshot, apiKindOf(noun), object.meta.namespaceName, object.meta.name);
    if (!std::is_same_v<T, Job> && status->desired == 0 && status->ready == 0) {
      return;  // of an older template
    }
    if (++all <= kMost) {
      addLink(section, wordOf(*status).text, plain(object.meta.name.view()), refOf(noun, object.meta));
    }
  });
  section.scope = number(static_cast<std::int64_t>(all));
  addMore(section, all);
  if (all > 0) {
    content.sections.push_back(std::move(section));
  }
}

void addUse(InspectorContent& content, const Snapshot& snapshot, const WorkloadUse& use) {
  InspectorSection unmade{tell("Claims not made"), number(static_cast<std::int64_t>(use.missing.size())), {}, {}};
  for (std::size_t i = 0; i < std::min(use.missing.size(), kMost); ++i) {
    const Pod* pod = snapshot.of<Pod>().at(use.missing[i]->pod);
    InspectorRow& row =
        addLink(unmade, plain(use.missing[i]->entry.view()), plain(pod->meta.name.view()), refOf("pod", pod->meta));
    row.mark = Mark::notConfigured;
    addRow(unmade, {}, said(use.missing[i]->why)).ink = Ink::secondary;
  }
  addMore(unmade, use.missing.size());
  InspectorSection claims{
      tell("Claims"),
      number(Count{static_cast<std::int64_t>(use.claims.size()), printedBound(snapshot, Kind::ResourceClaim)}),
      {},
      {}};
  for (std::size_t i = 0; i < std::min(use.claims.size(), kMost); ++i) {
    const cluster::ClaimView& claim = snapshot.inventory->claims[use.claims[i]];
    const ObjectRef ref = refOf(snapshot, claim);
    InspectorRow& row = addLink(claims, plain(claim.state), plain(ref.name), ref);
    row.state = claimShape(claim.state).state;
    row.mark = claimShape(claim.state).mark;
  }
  addMore(claims, use.claims.size());
  InspectorSection pods{tell("Pods with claims"),
                        number(Count{static_cast<std::int64_t>(use.pods.size()), printedBound(snapshot, Kind::Pod)}),
                        {},
                        {}};
  for (std::size_t i = 0; i < std::min(use.pods.size(), kMost); ++i) {
    const Pod* pod = snapshot.of<Pod>().at(use.pods[i]);
    addLink(pods, plain(pod->statusWord()), plain(pod->meta.name.view()), refOf("pod", pod->meta));
  }
  addMore(pods, use.pods.size());
  for (InspectorSection* section : {&unmade, &claims, &pods}) {
    if (section->rows.empty() && section != &unmade) {
      addRow(*section, {}, tell("none")).ink = Ink::muted;
    }
    if (!section->rows.empty()) {
      content.sections.push_back(std::move(*section));
    }
  }
}

}  // namespace

void inspectWorkload(const View& view, const ObjectRef& object, InspectorContent& content) {
  const Snapshot& snapshot = *view.snapshot;
  const OwnerName called = ownerName(object);
  const Text space(object.namespaceName);
  const Text name(called.name);
  content.kind = plain(called.kind);
  content.name = plain(called.name);
  const auto status = cluster::workloadStatus(snapshot, called.kind, space, name);
  const WorkloadUse use = useOf(snapshot, object);
  if (!status && use.claims.empty() && use.missing.empty()) {
    content.gone = true;
    return;
  }
  InspectorSection section;
  if (status) {
    const WorkloadWord word = wordOf(*status);
    content.chips.push_back({word.text, {}, word.mark});
    if (const OwnerReference* owner = status->meta->controller()) {
      addLink(section, tell("Made by"), plain(owner->kind.view()) + QLatin1Char(' ') + plain(owner->name.view()),
              ownerRef(owner->kind, space, owner->name));
    }
    addReplicas(section, snapshot, called.kind, space, name);
    addAge(section, status->meta->created, snapshot.time);
    content.hasYaml = true;
    content.command =
        kubectlGet(QString::fromLatin1(called.kind.data(), static_cast<qsizetype>(called.kind.size())).toLower().toStdString(),
                   object.namespaceName, called.name);
  } else {
    addRow(section, {},
           cluster::workloadKind(called.kind) ? tell("Not seen: deleted, hidden or not loaded yet. Its pods name it.")
                                              : tell("Objects of this kind are not watched. Its pods name it."))
        .mark = Mark::unknown;
  }
  content.chips.push_back({plain(object.namespaceName), {}, {}});
  content.sections.push_back(std::move(section));
  if (status) {
    addAsks(content, snapshot, *status);
    if (called.kind == "Deployment") {
      addMade<ReplicaSet>(content, snapshot, "replicaset", tell("ReplicaSets with pods"), *status->meta);
    } else if (called.kind == "CronJob") {
      addMade<Job>(content, snapshot, "job", tell("Jobs"), *status->meta);
    }
  }
  addUse(content, snapshot, use);
}

}  // namespace claimscope::ui::inspector
