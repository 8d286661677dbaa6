// The page of workloads: what makes pods, with the claims and devices of these pods; controllers that are not watched too, as far
// as their pods name them. GUI thread.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "ui/base/object_kinds.h"
#include "ui/base/tell.h"
#include "ui/pages/objects/fact_kind.h"
#include "ui/pages/objects/kinds.h"
#include "ui/tables/object_texts.h"
#include "ui/tables/request_text.h"
#include "ui/tables/workload_use.h"

namespace claimscope::ui {
namespace {

struct WorkloadFact : RowFact {
  Text kind;  ///< "Deployment"
  Text namespaceName;
  Text name;
  cluster::WorkloadStatus status;  ///< meta is null: the object is not seen
  Text deviceClass;                ///< the first it asks for
  std::int64_t pods = 0;           ///< with claims, or that wait for one to be made
  std::int64_t claims = 0;
  std::int64_t waiting = 0;  ///< claims that somebody waits for, and those that were not made
  std::int64_t devices = 0;
  Time since;  ///< when the oldest of those that wait was created

  [[nodiscard]] bool isShort() const { return status.meta != nullptr && status.isShort(); }
};

enum WorkloadTab : std::uint32_t { kWaitingTab = 1, kHoldingTab = 2, kShortTab = 4, kIdleTab = 8 };

Cell statusCell(const WorkloadFact& fact) {
  const cluster::WorkloadStatus& status = fact.status;
  if (status.meta == nullptr) {
    return fact.kind == "Pod"
               ? wordCell(tell("made by nobody"), Ink::muted)
               : unknownCell(cluster::workloadKind(fact.kind.view()) ? tell("It is not seen: deleted, hidden or not loaded yet.")
                                                                     : tell("Objects of this kind are not watched."));
  }
  const WorkloadWord word = wordOf(status);
  return markCell(word.text, word.mark, status.isShort() || status.gaveUp ? Ink::primary : Ink::secondary);
}

/// What the templates it names ask for; the first of its claims where the object is not seen.
QString asksText(const cluster::Snapshot& snapshot, const WorkloadFact& fact) {
  if (fact.status.templateClaims == nullptr) {
    return plain(fact.deviceClass.view());
  }
  QStringList parts;
  for (const Text& name : *fact.status.templateClaims) {
    const auto* form = snapshot.of<ResourceClaimTemplate>().find(fact.namespaceName, name);
    const auto* claim = form == nullptr ? snapshot.of<ResourceClaim>().find(fact.namespaceName, name) : nullptr;
    parts << (form != nullptr    ? requestsText(form->spec, form->classic.get())
              : claim != nullptr ? requestsText(claim->spec, claim->classic.get())
                                 : plain(name.view()));
  }
  return parts.join(QStringLiteral(", "));
}

using WorkloadField = Field<WorkloadFact>;
using M = const RowMoment&;
using W = const WorkloadFact&;

ObjectRef refOf(const WorkloadFact& fact) {
  return ownerRef(fact.kind, fact.namespaceName, fact.name);
}

std::vector<WorkloadField> workloadFields() {
  return {
      WorkloadField{fieldColumn("name", tell("Workload"), 200), FieldUse::find,
                    [](M m, W f) {
                      Cell cell = nameCell(f.name.view(), Ink::primary);
                      cell.role = FontRole::mono;
                      cell.mark = m.severity->markOf(refOf(f));
                      return cell;
                    },
                    [](M, W f) { return textKey(f.name.view()); }},
      WorkloadField{fieldColumn("kind", tell("Kind"), 96), FieldUse::find, [](M, W f) { return wordCell(plain(f.kind.view())); },
                    [](M, W f) { return textKey(f.kind.view()); }},
      WorkloadField{fieldColumn("namespace", tell("Namespace"), 108), FieldUse::find,
                    [](M, W f) { return wordCell(plain(f.namespaceName.view())); },
                    [](M, W f) { return textKey(f.namespaceName.view()); }},
      WorkloadField{fieldColumn("status", tell("Status"), 118), FieldUse::shown, [](M, W f) { return statusCell(f); },
                    [](M, W f) {
                      return SortKey{f.status.meta == nullptr, static_cast<double>(f.status.ready - f.status.desired), {}};
                    }},
      WorkloadField{stretched(fieldColumn("asks", tell("Asks for"), 200)), FieldUse::shown,
                    [](M m, W f) {
                      Cell cell = wordCell(asksText(m.snapshot(), f), Ink::primary);
                      cell.role = FontRole::monoSmall;
                      return cell;
                    },
                    nullptr},
      WorkloadField{hiddenAtFirst(fieldColumn("class", tell("Device class"), 130)), FieldUse::find,
                    [](M, W f) { return nameCell(f.deviceClass.view()); }, [](M, W f) { return textKey(f.deviceClass.view()); }},
      WorkloadField{rightColumn("pods", tell("Pods"), 54), FieldUse::number,
                    [](M m, W f) { return fewCell(f.pods, printedBound(m.snapshot(), Kind::Pod), Ink::secondary); },
                    [](M, W f) { return numberKey(static_cast<double>(f.pods)); }}};
}

std::vector<WorkloadField> claimFields() {
  return {
      WorkloadField{rightColumn("claims", tell("Claims"), 60), FieldUse::number,
                    [](M m, W f) { return fewCell(f.claims, printedBound(m.snapshot(), Kind::ResourceClaim), Ink::secondary); },
                    [](M, W f) { return numberKey(static_cast<double>(f.claims)); }},
      WorkloadField{rightColumn("waiting", tell("Waiting"), 62), FieldUse::number,
                    [](M m, W f) {
                      Cell cell = fewCell(f.waiting, printedBound(m.snapshot(), Kind::ResourceClaim), Ink::warning);
                      cell.tooltip = f.waiting > 0 ? tell("Claims that are held, and those that were not made.") : QString();
                      return cell;
                    },
                    [](M, W f) { return numberKey(static_cast<double>(f.waiting)); }},
      WorkloadField{rightColumn("since", tell("Waits for"), 86), FieldUse::shown,
                    [](M m, W f) { return f.since.isSet() ? ageCell(f.since, m.now()) : dashCell(); },
                    [](M, W f) { return ageKey(f.since); }},
      WorkloadField{rightColumn("devices", tell("Devices"), 62), FieldUse::number,
                    [](M m, W f) { return fewCell(f.devices, printedBound(m.snapshot(), Kind::ResourceClaim)); },
                    [](M, W f) { return numberKey(static_cast<double>(f.devices)); }},
      WorkloadField{rightColumn("age", tell("Age"), 86), FieldUse::shown, [](M m, W f) { return ageCell(f.created, m.now()); },
                    [](M, W f) { return ageKey(f.created); }}};
}

FactShape<WorkloadFact> workloadShape() {
  FactShape<WorkloadFact> shape;
  for (auto* part : {workloadFields, claimFields}) {
    for (WorkloadField& field : part()) {
      shape.fields.push_back(std::move(field));
    }
  }
  shape.object = [](M, W f) { return refOf(f); };
  shape.find = [](M, const std::vector<WorkloadFact>& facts, const ObjectRef& object) {
    const auto found = std::find_if(facts.begin(), facts.end(), [&](W fact) {
      return fact.name == ownerName(object).name && fact.namespaceName == object.namespaceName && refOf(fact) == object;
    });
    return found == facts.end() ? kNoRow : static_cast<Row>(found - facts.begin());
  };
  shape.telling = kWaitingTab | kShortTab;
  shape.tabs = {tell("with waiting claims"), tell("holding devices"), tell("short of pods"), tell("without claims now")};
  return shape;
}

/// Collects the facts of one moment.
class Collector {
 public:
  Collector(const cluster::Snapshot& snapshot, const std::string& namespaceFilter)
      : m_snapshot(snapshot), m_only(namespaceFilter), m_seen(snapshot.of<Pod>().slotEnd(), false) {}

  std::vector<WorkloadFact> collect(bool everything) {
    for (const Kind kind : cluster::workloadKinds()) {
      visitKind(kind, [&](auto type) { addObjects<typename decltype(type)::type>(everything); });
    }
    std::vector<WorkloadName> owners;
    for (const cluster::ClaimView& claim : m_snapshot.inventory->claims) {
      const ResourceClaim* object = m_snapshot.of<ResourceClaim>().at(claim.slot);
      if (object == nullptr || !wanted(object->meta.namespaceName)) {
        continue;
      }
      workloadsOf(m_snapshot, claim, owners);
      for (const WorkloadName& owner : owners) {
        addClaim(claim, *object, owner);
      }
    }
    for (const cluster::MissingClaim& missing : m_snapshot.inventory->missing) {
      const Pod* pod = m_snapshot.of<Pod>().at(missing.pod);
      if (pod != nullptr && wanted(pod->meta.namespaceName)) {
        WorkloadFact& fact = factOf(pod->meta.namespaceName, workloadOf(m_snapshot, *pod));
        ++fact.waiting;
        waitsSince(fact, pod->meta.created);
        countPod(fact, missing.pod);
      }
    }
    return std::move(m_facts);
  }

 private:
  [[nodiscard]] bool wanted(const Text& namespaceName) const { return m_only.empty() || namespaceName == m_only; }

  /// The topmost ones: what a Deployment or a CronJob makes is counted to it.
  template <class T>
  void addObjects(bool everything) {
    const bool counted = cluster::countsToMaker(kindRequest(kKindOf<T>).kind);
    if constexpr (requires(const T& object) { object.templateClaims; }) {
      m_snapshot.of<T>().forEach([&](cluster::Slot, const T& object) {
        if (!wanted(object.meta.namespaceName) || (counted && object.meta.controller() != nullptr) ||
            (!everything && object.templateClaims.empty())) {
          return;
        }
        factOf(object.meta.namespaceName, {Text(kindRequest(kKindOf<T>).kind), object.meta.name});
      });
    }
  }

  WorkloadFact& factOf(const Text& namespaceName, const WorkloadName& name) {
    const auto [found, isNew] = m_index.try_emplace(Key{namespaceName, name}, m_facts.size());
    if (isNew) {
      WorkloadFact& fact = m_facts.emplace_back();
      fact.present = true;
      fact.kind = name.kind;
      fact.namespaceName = namespaceName;
      fact.name = name.name;
      fact.identity = mixIdentity(mixIdentity(mixIdentity(23, namespaceName.hash()), name.kind.hash()), name.name.hash());
      if (const auto status = cluster::workloadStatus(m_snapshot, name.kind.view(), namespaceName, name.name)) {
        fact.status = *status;
        fact.created = status->meta->created;
        readClass(fact);
      } else if (const Pod* pod = name.kind == "Pod" ? m_snapshot.of<Pod>().find(namespaceName, name.name) : nullptr) {
        fact.created = pod->meta.created;
      }
    }
    return m_facts[found->second];
  }

  void readClass(WorkloadFact& fact) const {
    for (const Text& name : *fact.status.templateClaims) {
      if (const auto* form = m_snapshot.of<ResourceClaimTemplate>().find(fact.namespaceName, name)) {
        fact.deviceClass = Text(firstClass(form->spec, form->classic.get()));
        return;
      }
    }
  }

  void addClaim(const cluster::ClaimView& claim, const ResourceClaim& object, const WorkloadName& owner) {
    WorkloadFact& fact = factOf(object.meta.namespaceName, owner);
    ++fact.claims;
    fact.devices += static_cast<std::int64_t>(claim.devices.size());
    if (fact.deviceClass.empty() && !claim.classes.empty()) {
      fact.deviceClass = claim.classes.front();
    }
    if (waits(claim)) {
      ++fact.waiting;
      waitsSince(fact, object.meta.created);
    }
    for (const cluster::Slot slot : claim.pods) {
      const Pod* pod = claim.pods.size() == 1 ? nullptr : m_snapshot.of<Pod>().at(slot);
      if (pod == nullptr || workloadOf(m_snapshot, *pod) == owner) {
        countPod(fact, slot);
      }
    }
  }

  void countPod(WorkloadFact& fact, cluster::Slot slot) {
    if (slot < m_seen.size() && !m_seen[slot]) {
      m_seen[slot] = true;
      ++fact.pods;
    }
  }
  static void waitsSince(WorkloadFact& fact, Time created) {
    if (created.isSet() && (!fact.since.isSet() || created < fact.since)) {
      fact.since = created;
    }
  }

  struct Key {
    Text space;
    WorkloadName workload;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept {
      return mixIdentity(mixIdentity(key.space.hash(), key.workload.kind.hash()), key.workload.name.hash());
    }
  };
  const cluster::Snapshot& m_snapshot;
  Text m_only;
  std::vector<bool> m_seen;  ///< pods, by slot
  std::vector<WorkloadFact> m_facts;
  std::unordered_map<Key, std::size_t, KeyHash> m_index;
};

class WorkloadKind final : public FactKind<WorkloadFact> {
 public:
  WorkloadKind()
      : FactKind(workloadShape()),
        m_words{tell("Workloads"),
                tell("Find, or filter: kind=Job waiting>=1 devices>=8"),
                tell("What stands behind pods is known by their names alone."),
                tell("No workload asks for claims"),
                tell("No pod template names a claim, and no pod with claims is seen. The lists are complete."),
                tell("No workload matches"),
                tell("Workloads have no \"%1\".")} {}

  [[nodiscard]] const ObjectWords& words() const override { return m_words; }
  [[nodiscard]] QStringList scopes() const override { return {tell("With claims"), tell("All workloads")}; }
  [[nodiscard]] QStringList groupings() const override {
    return {QStringLiteral("namespace"), QStringLiteral("kind"), QStringLiteral("class")};
  }
  /// Those that wait longest first.
  [[nodiscard]] std::vector<SortColumn> defaultSort() const override { return {{9, true}}; }
  [[nodiscard]] std::vector<StateTab> tabs(const ObjectRows& rows, Bound bound) const override {
    const auto count = [&](std::size_t tab) { return number(Count{rows.inTab(tab), bound}); };
    return {{tell("Waiting"), count(1), {}, Mark::pending},
            {tell("Holding devices"), count(2), {}, {}},
            {tell("Short of pods"), count(3), {}, Mark::warning},
            {tell("Without claims now"), count(4), {}, {}}};
  }
  [[nodiscard]] QString subtitle(const View& view, const ObjectRows& rows) const override {
    const Bound bound = printedBound(*view.snapshot, Kind::ResourceClaim);
    QStringList parts{countedBound(rows.presentRows(), bound, tell("workload"), tell("workloads"))};
    parts << (rows.inTab(1) > 0 ? tell("%1 wait for claims").arg(number(Count{rows.inTab(1), bound}))
                                : tell("none waits for a claim"));
    return parts.join(QStringLiteral(" · "));
  }

 protected:
  [[nodiscard]] std::string refKind() const override { return "deployment"; }
  [[nodiscard]] Dependencies dependsOn(const View& view) const override {
    const cluster::Snapshot& snapshot = *view.snapshot;
    Dependencies out{addressOf(snapshot.inventory.get()), snapshot.of<Pod>().changed(),
                     snapshot.of<ResourceClaimTemplate>().changed()};
    for (const Kind kind : cluster::workloadKinds()) {
      out.push_back(visitKind(kind, [&](auto type) { return snapshot.of<typename decltype(type)::type>().changed(); }));
    }
    return out;
  }
  void build(const RowMoment& moment, const ObjectOptions& options, FactSet<WorkloadFact>& set) override {
    set.facts = Collector(moment.snapshot(), moment.view.namespaceFilter).collect(options.everything);
    for (WorkloadFact& fact : set.facts) {
      fact.tabs = (fact.waiting > 0 ? kWaitingTab : 0U) | (fact.devices > 0 ? kHoldingTab : 0U) |
                  (fact.isShort() ? kShortTab : 0U) | (fact.claims == 0 && fact.waiting == 0 ? kIdleTab : 0U);
    }
  }

 private:
  ObjectWords m_words;
};

}  // namespace

std::unique_ptr<ObjectKind> makeWorkloadKind() {
  return std::make_unique<WorkloadKind>();
}

}  // namespace claimscope::ui
