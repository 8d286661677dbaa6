// The page of pods: status, node, owner, claims with their state, why it waits. GUI thread.
#include <algorithm>
#include <utility>

#include "model/cluster/history.h"
#include "model/diagnosis/wait_reason.h"
#include "ui/base/model_words.h"
#include "ui/base/tell.h"
#include "ui/pages/objects/fact_kind.h"
#include "ui/pages/objects/kinds.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

struct PodFact : SlotFact<Pod> {
  Text word;  ///< what kubectl prints under STATUS; empty for Running, which most are
  std::int32_t restarts = 0;
};

enum PodTab : std::uint32_t { kPendingTab = 1, kRunningTab = 2, kFinishedTab = 4, kTroubleTab = 8 };

/// Nothing but "Running" can be printed: saves 150,000 walks through conditions.
bool plainlyRunning(const Pod& pod) {
  return pod.phase == "Running" && pod.rare->reason.empty() && !pod.meta.deleted().isSet() &&
         std::all_of(pod.containerStatuses.begin(), pod.containerStatuses.end(),
                     [](const ContainerStatus& status) { return status.ready && status.state == "running"; }) &&
         std::all_of(
             pod.rare->initContainerStatuses.begin(), pod.rare->initContainerStatuses.end(),
             [](const ContainerStatus& status) { return status.state == "terminated" ? status.exitCode == 0 : status.started; });
}

void judge(PodFact& fact, const Pod& pod) {
  fact.restarts = 0;
  for (const ContainerStatus& status : pod.containerStatuses) {
    fact.restarts += status.restarts;
  }
  fact.word = Text();
  fact.tabs = kRunningTab;
  if (plainlyRunning(pod)) {
    return;
  }
  fact.word = Text(pod.statusWord());
  const bool fine = fact.word == "Running" || fact.word == "Pending" || fact.word == "ContainerCreating" ||
                    fact.word == "PodInitializing" || fact.word == "SchedulingGated" || fact.word == "Completed" ||
                    fact.word == "Succeeded" || fact.word == "Terminating" || fact.word.view().starts_with("Init:");
  fact.tabs = pod.finished() ? kFinishedTab : pod.phase == "Pending" ? kPendingTab : kRunningTab;
  fact.tabs |= fine ? 0U : kTroubleTab;
}

std::string_view wordOf(const PodFact& fact) {
  return fact.word.empty() ? std::string_view("Running") : fact.word.view();
}

const cluster::MissingClaim* missingOf(const RowMoment& moment, const PodFact& fact) {
  const cluster::Inventory& inventory = moment.inventory();
  if (fact.slot < inventory.podOpen.size() && inventory.podOpen[fact.slot] != 0) {
    for (const cluster::MissingClaim& missing : inventory.missing) {
      if (missing.pod == fact.slot) {
        return &missing;
      }
    }
  }
  return nullptr;
}

/// The claim that tells most: one that is held, else the first.
const cluster::ClaimView* tellingClaim(const RowMoment& moment, const PodFact& fact) {
  const cluster::ClaimView* telling = nullptr;
  for (const cluster::ClaimIndex index : moment.inventory().claimsOfPod(fact.slot)) {
    const cluster::ClaimView& claim = moment.inventory().claims[index];
    if (telling == nullptr || (waits(claim) && !waits(*telling))) {
      telling = &claim;
    }
  }
  return telling;
}

Cell claimsCell(const RowMoment& moment, const PodFact& fact) {
  if (missingOf(moment, fact) != nullptr) {
    return markCell(tell("no claim yet"), Mark::notConfigured);
  }
  const cluster::ClaimView* claim = tellingClaim(moment, fact);
  if (claim == nullptr) {
    const bool asks = cluster::asksForClaims(*fact.object);
    return asks ? unknownCell(tell("It asks for claims that are not to be seen.")) : dashCell();
  }
  const std::size_t all = moment.inventory().claimsOfPod(fact.slot).size();
  Cell cell = wordCell(plain(claim->state), Ink::primary);
  if (all > 1) {
    const auto alike =
        std::count_if(moment.inventory().claimsOfPod(fact.slot).begin(), moment.inventory().claimsOfPod(fact.slot).end(),
                      [&](cluster::ClaimIndex index) { return moment.inventory().claims[index].state == claim->state.view(); });
    cell.text = static_cast<std::size_t>(alike) == all
                    ? number(static_cast<std::int64_t>(all)) + QStringLiteral(" × ") + cell.text
                    : number(static_cast<std::int64_t>(alike)) + QStringLiteral(" / ") + number(static_cast<std::int64_t>(all)) +
                          QLatin1Char(' ') + cell.text;
  }
  const ClaimShape shape = claimShape(claim->state);
  cell.state = shape.state;
  cell.mark = shape.mark;
  return cell;
}

std::int64_t devicesOf(const RowMoment& moment, const PodFact& fact) {
  std::int64_t devices = 0;
  for (const cluster::ClaimIndex index : moment.inventory().claimsOfPod(fact.slot)) {
    devices += static_cast<std::int64_t>(moment.inventory().claims[index].devices.size());
  }
  return devices;
}

/// What the API says of a pod that does not run and whose claims are there.
std::string_view toldOf(const Pod& pod) {
  for (const ContainerStatus& status : pod.containerStatuses) {
    if (status.state == "waiting" && !status.message.empty()) {
      return status.message.view();
    }
  }
  if (const PodCondition* scheduled = pod.condition("PodScheduled"); scheduled != nullptr && !(scheduled->status == "True")) {
    return scheduled->message.view();
  }
  return pod.rare->message.view();
}

/// Why it does not run: worked out for its claim where that can be, and what the API says.
struct Why {
  std::string_view words;
  std::string_view told;
};
Why whyOf(const RowMoment& moment, const PodFact& fact) {
  const Pod& pod = *fact.object;
  if (pod.finished() || fact.word.empty()) {
    return {};
  }
  if (const cluster::MissingClaim* missing = missingOf(moment, fact)) {
    return {diagnosis::waitReasonOf(*moment.view.diagnosis, pod.meta.uid, missing->why), missing->why};
  }
  const cluster::ClaimView* claim = tellingClaim(moment, fact);
  const bool waiting = claim != nullptr && waits(*claim);
  const std::string_view told = waiting && !claim->why.empty() ? claim->why.view() : toldOf(pod);
  const ResourceClaim* object = waiting ? moment.snapshot().of<ResourceClaim>().at(claim->slot) : nullptr;
  return {object == nullptr ? told : diagnosis::waitReasonOf(*moment.view.diagnosis, object->meta.uid, told), told};
}

Cell whyCell(const RowMoment& moment, const PodFact& fact) {
  const Why why = whyOf(moment, fact);
  if (why.words == why.told) {
    return wordCell(plain(why.told));
  }
  Cell cell = wordCell(said(why.words));
  if (!why.told.empty()) {
    cell.tooltip = cell.text + QLatin1Char('\n') + plain(why.told);
  }
  return cell;
}

std::string_view ownerOf(const RowMoment& moment, const PodFact& fact) {
  const cluster::ClaimView* claim = tellingClaim(moment, fact);
  if (claim != nullptr && !claim->owner.empty()) {
    return claim->owner.view();
  }
  const OwnerReference* owner = fact.object->meta.controller();
  return owner == nullptr ? std::string_view() : owner->name.view();
}

Cell readyCell(const RowMoment&, const PodFact& fact) {
  const auto all = static_cast<std::int64_t>(std::count_if(
      fact.object->spec->containers.begin(), fact.object->spec->containers.end(), [](const Container& c) { return !c.init; }));
  const auto ready =
      static_cast<std::int64_t>(std::count_if(fact.object->containerStatuses.begin(), fact.object->containerStatuses.end(),
                                              [](const ContainerStatus& status) { return status.ready; }));
  Cell cell = wordCell(number(ready) + QLatin1Char('/') + number(all),
                       ready < all && (fact.tabs & kRunningTab) != 0 ? Ink::warning : Ink::secondary);
  cell.role = FontRole::monoSmall;
  return cell;
}

using PodField = Field<PodFact>;
using M = const RowMoment&;
using P = const PodFact&;

std::vector<PodField> identityFields() {
  return {
      PodField{fieldColumn("name", tell("Pod"), 200), FieldUse::find,
               [](M m, P f) {
                 Cell cell = nameCell(f.object->meta.name.view(), Ink::primary);
                 cell.role = FontRole::mono;
                 cell.mark = m.severity->markOf(refOf("pod", f.object->meta));
                 return cell;
               },
               [](M, P f) { return textKey(f.object->meta.name.view()); }},
      PodField{fieldColumn("namespace", tell("Namespace"), 108), FieldUse::find,
               [](M, P f) { return wordCell(plain(f.object->meta.namespaceName.view())); },
               [](M, P f) { return textKey(f.object->meta.namespaceName.view()); }},
      PodField{fieldColumn("status", tell("Status"), 134), FieldUse::find,
               [](M, P f) {
                 const bool trouble = (f.tabs & kTroubleTab) != 0;
                 return markCell(plain(wordOf(f)),
                                 trouble                                                            ? Mark::warning
                                 : (f.tabs & kPendingTab) != 0                                      ? Mark::pending
                                 : (f.tabs & kFinishedTab) != 0 || f.object->meta.deleted().isSet() ? Mark::stays
                                                                                                    : Mark::ok,
                                 trouble ? Ink::primary : Ink::secondary);
               },
               [](M, P f) { return textKey(wordOf(f)); }},
      PodField{rightColumn("ready", tell("Ready"), 48), FieldUse::shown, readyCell, nullptr},
      PodField{fieldColumn("node", tell("Node"), 112), FieldUse::find, [](M, P f) { return nameCell(f.object->nodeName.view()); },
               [](M, P f) { return textKey(f.object->nodeName.view()); }},
      PodField{fieldColumn("owner", tell("Owner"), 136), FieldUse::find,
               [](M m, P f) { return nameCell(ownerOf(m, f), Ink::secondary); },
               [](M m, P f) { return textKey(ownerOf(m, f)); }}};
}

std::vector<PodField> claimFields() {
  return {
      PodField{fieldColumn("claims", tell("Claims"), 142), FieldUse::text, claimsCell,
               [](M m, P f) {
                 if (missingOf(m, f) != nullptr) {
                   return textKey("no claim yet");
                 }
                 const cluster::ClaimView* claim = tellingClaim(m, f);
                 return textKey(claim == nullptr ? std::string_view() : claim->state.view());
               }},
      PodField{rightColumn("devices", tell("Devices"), 58), FieldUse::number, [](M m, P f) { return fewCell(devicesOf(m, f)); },
               [](M m, P f) { return numberKey(static_cast<double>(devicesOf(m, f))); }},
      PodField{stretched(fieldColumn("why", tell("Why it waits"), 150)), FieldUse::find, whyCell,
               [](M m, P f) { return textKey(whyOf(m, f).words); }},
      PodField{rightColumn("restarts", tell("Restarts"), 58), FieldUse::number,
               [](M, P f) { return fewCell(f.restarts, Bound::exact, Ink::warning); },
               [](M, P f) { return numberKey(f.restarts); }},
      PodField{hiddenAtFirst(rightColumn("priority", tell("Priority"), 70)), FieldUse::number,
               [](M, P f) { return fewCell(f.object->spec->priority, Bound::exact, Ink::secondary); },
               [](M, P f) { return numberKey(f.object->spec->priority); }},
      PodField{hiddenAtFirst(fieldColumn("scheduler", tell("Scheduler"), 120)), FieldUse::text,
               [](M, P f) { return wordCell(plain(f.object->spec->schedulerName.view())); },
               [](M, P f) { return textKey(f.object->spec->schedulerName.view()); }},
      PodField{rightColumn("age", tell("Age"), 86), FieldUse::shown, [](M m, P f) { return ageCell(f.created, m.now()); },
               [](M, P f) { return ageKey(f.created); }}};
}

FactShape<PodFact> podShape() {
  FactShape<PodFact> shape;
  for (auto* part : {identityFields, claimFields}) {
    for (PodField& field : part()) {
      shape.fields.push_back(std::move(field));
    }
  }
  shape.telling = kPendingTab | kTroubleTab;
  shape.oldestFirst = true;
  shape.object = [](M, P f) { return refOf("pod", f.object->meta); };
  shape.find = [](M m, const std::vector<PodFact>&, const ObjectRef& object) {
    return object.kind == "pod" ? slotRow<Pod>(m.snapshot(), object) : kNoRow;
  };
  shape.tabs = {tell("pending"), tell("running"), tell("finished"), tell("in trouble")};
  return shape;
}

class PodKind final : public FactKind<PodFact> {
 public:
  PodKind()
      : FactKind(podShape()),
        m_words{tell("Pods"),
                tell("Find, or filter: node=gpu-1 status=Pending devices>=1"),
                tell("Who uses a claim is unknown, and so is what runs on a node."),
                tell("No pod asks for claims"),
                tell("The list of pods is complete: none of them has a ResourceClaim."),
                tell("No pod matches"),
                tell("Pods have no \"%1\".")} {}

  [[nodiscard]] const ObjectWords& words() const override { return m_words; }
  [[nodiscard]] QStringList scopes() const override { return {tell("With claims"), tell("All pods")}; }
  [[nodiscard]] QStringList groupings() const override {
    return {QStringLiteral("namespace"), QStringLiteral("owner"), QStringLiteral("node"), QStringLiteral("status")};
  }
  /// As the server lists them: by namespace and name, without sorting 150,000.
  [[nodiscard]] std::vector<SortColumn> defaultSort() const override { return {}; }
  [[nodiscard]] std::vector<StateTab> tabs(const ObjectRows& rows, Bound bound) const override {
    const auto count = [&](std::size_t tab) { return number(Count{rows.inTab(tab), bound}); };
    return {{tell("Pending"), count(1), {}, Mark::pending},
            {tell("Running"), count(2), {}, Mark::ok},
            {tell("Finished"), count(3), {}, Mark::stays},
            {tell("In trouble"), count(4), {}, Mark::warning}};
  }
  [[nodiscard]] QString subtitle(const View& view, const ObjectRows& rows) const override {
    const Bound bound = printedBound(*view.snapshot, Kind::Pod);
    const auto all = static_cast<std::int64_t>(view.snapshot->of<Pod>().size());
    QStringList parts{rows.presentRows() == all
                          ? countedBound(all, bound, tell("pod"), tell("pods"))
                          : tell("%1 of %2 pods").arg(number(Count{rows.presentRows(), bound}), number(Count{all, bound}))};
    if (rows.inTab(1) > 0) {
      parts << tell("%1 pending").arg(number(Count{rows.inTab(1), bound}));
    }
    if (rows.inTab(4) > 0) {
      parts << tell("%1 in trouble").arg(number(Count{rows.inTab(4), bound}));
    }
    return parts.join(QStringLiteral(" · "));
  }

 protected:
  [[nodiscard]] std::string refKind() const override { return "pod"; }
  [[nodiscard]] Dependencies dependsOn(const View& view) const override {
    return {addressOf(view.snapshot->inventory.get()), view.snapshot->of<Pod>().changed(),
            static_cast<std::uint64_t>(view.snapshot->of<Pod>().slotEnd())};
  }

  void build(const RowMoment& moment, const ObjectOptions& options, FactSet<PodFact>& set) override {
    const cluster::Snapshot& snapshot = moment.snapshot();
    const auto& pods = snapshot.of<Pod>();
    const Text only(moment.view.namespaceFilter);
    const auto take = [&](PodFact& fact, cluster::Slot slot, const Pod* pod) {
      fact = PodFact{};
      fact.slot = slot;
      fact.object = pod;
      fact.present = pod != nullptr && (options.everything || cluster::asksForClaims(*pod)) &&
                     (only.empty() || pod->meta.namespaceName == only);
      if (fact.present) {
        fact.identity = mixIdentity(mixIdentity(11, pod->meta.namespaceName.hash()), pod->meta.name.hash());
        fact.created = pod->meta.created;
        judge(fact, *pod);
      }
    };
    // What has not changed is the same object in both moments, whichever source or time they are of.
    if (before() != nullptr && m_everything == options.everything && m_namespace == moment.view.namespaceFilter) {
      set.facts = before()->facts;
    }
    set.facts.resize(pods.slotEnd());
    for (cluster::Slot slot = 0; slot < pods.slotEnd(); ++slot) {
      if (const Pod* pod = pods.at(slot); pod != set.facts[slot].object) {
        take(set.facts[slot], slot, pod);
      }
    }
    m_everything = options.everything;
    m_namespace = moment.view.namespaceFilter;
  }

 private:
  ObjectWords m_words;
  bool m_everything = false;
  std::string m_namespace;
};

}  // namespace

std::unique_ptr<ObjectKind> makePodKind() {
  return std::make_unique<PodKind>();
}

}  // namespace claimscope::ui
