// What holds a waiting claim, by conditions and events alone; pods whose claims do not exist.
#include <algorithm>

#include "model/base/access_words.h"
#include "model/cluster/joins.h"

namespace claimscope::cluster {
namespace {

constexpr std::size_t kMaxWhy = 160;

/// The beginning of a message that may be long, cut between characters.
std::string shortened(std::string_view message) {
  std::size_t end = std::min(message.size(), kMaxWhy);
  while (end > 0 && end < message.size() && (static_cast<unsigned char>(message[end]) & 0xc0U) == 0x80U) {
    --end;
  }
  return std::string(message.substr(0, end));
}

/// "0/12 nodes are available: 4 cannot allocate all claims, 8 …. preemption: …" → the part between, without what PostFilter
/// plugins add behind it (dra.md 2.2).
std::string schedulerReason(std::string_view message) {
  constexpr std::string_view kStart = "nodes are available: ";
  const std::size_t start = message.find(kStart);
  if (start != std::string_view::npos) {
    message.remove_prefix(start + kStart.size());
    for (const std::string_view suffix :
         {" preemption:", " still not schedulable", " no new claims to deallocate", " deallocation of ResourceClaim"}) {
      message = message.substr(0, message.find(suffix));
    }
    while (!message.empty() && (message.back() == '.' || message.back() == ' ' || message.back() == ',')) {
      message.remove_suffix(1);
    }
  }
  return shortened(message);
}

/// The conditions that the devices of an allocation must reach before the pod is bound.
std::string bindingConditions(const Allocation& allocation) {
  std::vector<Text> names;
  for (const DeviceAllocation& result : allocation.results) {
    for (const Text& name : result.bindingConditions) {
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
      }
    }
  }
  std::string out;
  for (const Text& name : names) {
    out += (out.empty() ? "" : ", ") + name.str();
  }
  return out;
}

void keepNewest(const Event*& kept, const Event& event) {
  if (kept == nullptr || kept->last < event.last || (kept->last == event.last && kept->meta.name < event.meta.name)) {
    kept = &event;
  }
}

constexpr std::string_view kPrepare = "FailedPrepareDynamicResources";
constexpr std::string_view kCreation = "FailedResourceClaimCreation";
constexpr std::string_view kBinding = "BindingConditionsPending";

}  // namespace

bool WaitingJoin::matters(const Event& event) {
  return event.reason == kPrepare || event.reason == kCreation || event.reason == kBinding;
}

WaitingJoin::WaitingJoin(const Snapshot& snapshot, Inventory& out) : m_snapshot(snapshot), m_out(out) {
  const Text prepare(kPrepare);
  const Text creation(kCreation);
  const Text binding(kBinding);
  for (const Slot slot : m_out.telling) {
    const Event& event = *m_snapshot.of<Event>().at(slot);
    const auto eventsOfObject = [&]() -> PodEvents& {
      return m_events[{event.objectNamespace, event.objectName, event.objectUid}];
    };
    if (event.reason == prepare) {
      keepNewest(eventsOfObject().prepare, event);
    } else if (event.reason == creation) {
      keepNewest(eventsOfObject().creation, event);
    } else if (event.reason == binding) {
      keepNewest(eventsOfObject().binding, event);
    }
  }
}

void WaitingJoin::collectTelling(const Snapshot& snapshot, Inventory& out) {
  out.telling.clear();
  snapshot.of<Event>().forEach([&](Slot slot, const Event& event) {
    if (matters(event)) {
      out.telling.push_back(slot);
    }
  });
}

void WaitingJoin::updateTelling(const Snapshot& before, const Snapshot& now, Inventory& out) {
  std::vector<Slot> gone;
  std::vector<Slot> come;
  now.of<Event>().forEachChangedSince(before.revision, [&](Slot slot, const Event* event) {
    gone.push_back(slot);
    if (event != nullptr && matters(*event)) {
      come.push_back(slot);
    }
  });
  std::vector<Slot> kept;
  std::set_difference(out.telling.begin(), out.telling.end(), gone.begin(), gone.end(), std::back_inserter(kept));
  out.telling.clear();
  std::merge(kept.begin(), kept.end(), come.begin(), come.end(), std::back_inserter(out.telling));
}

WaitingJoin::PodEvents WaitingJoin::eventsOf(const Pod& pod) const {
  const auto found = m_events.find({pod.meta.namespaceName, pod.meta.name, pod.meta.uid});
  return found == m_events.end() ? PodEvents{} : found->second;
}

void WaitingJoin::explain(ClaimIndex index) {
  ClaimView& view = m_out.claims.edit(index);
  const ResourceClaim& claim = *m_snapshot.of<ResourceClaim>().at(view.slot);
  view.heldAt.clear();
  view.why.clear();
  if (claim.meta.deleted().isSet()) {
    view.heldAt = "release";
    view.why = claim.reservedFor.empty() ? "waits for its finalizer"
                                         : "still reserved by " + std::to_string(claim.reservedFor.size()) +
                                               (claim.reservedFor.size() == 1 ? " consumer" : " consumers");
  } else if (claim.allocation == nullptr) {
    explainPending(view);
  } else {
    explainAllocated(view, claim);
  }
}

void WaitingJoin::explainAllocated(ClaimView& view, const ResourceClaim& claim) const {
  const std::string conditions = bindingConditions(*claim.allocation);
  for (const Slot slot : view.pods) {
    const Pod& pod = *m_snapshot.of<Pod>().at(slot);
    // A deleted pod stays until its claims are unprepared: it keeps what it holds (dra.md 2.1).
    if (pod.meta.deleted().isSet() && !pod.nodeName.empty() && !claim.reservedFor.empty()) {
      view.heldAt = "release";
      view.why = "pod " + pod.meta.name.str() + " is terminating";
      return;
    }
    if (pod.finished() || !(pod.phase == "Pending")) {
      continue;
    }
    const PodEvents events = eventsOf(pod);
    if (events.prepare != nullptr) {
      view.heldAt = "prepare";
      view.why = shortened(events.prepare->message);
      return;
    }
    if (pod.nodeName.empty() && (!conditions.empty() || events.binding != nullptr)) {
      view.heldAt = "binding";
      view.why = conditions.empty() ? shortened(events.binding->message) : "waits for " + conditions;
      return;
    }
  }
  if (claim.reservedFor.empty()) {
    view.why = "reserved by no pod";
  }
}

void WaitingJoin::explainPending(ClaimView& view) const {
  const Pod* waiting = nullptr;
  for (const Slot slot : view.pods) {
    const Pod* pod = m_snapshot.of<Pod>().at(slot);
    if (!pod->finished()) {
      waiting = pod;
      break;
    }
  }
  if (waiting == nullptr) {
    view.heldAt = "consumer";
    view.why = m_snapshot.boundOf(Kind::Pod) == Bound::exact ? "no pod asks for it" : "no pod is known that asks for it";
    return;
  }
  if (!waiting->spec->schedulingGates.empty()) {
    view.heldAt = "scheduling gates";
    view.why = "gate " + waiting->spec->schedulingGates.front().str();
    return;
  }
  view.heldAt = "allocation";
  if (const PodCondition* scheduled = waiting->condition("PodScheduled")) {
    if (!(scheduled->status == "True")) {
      view.why = schedulerReason(scheduled->message.view());
      if (scheduled->reason == "SchedulerError") {
        view.why = "scheduler error: " + view.why.str();
      }
    }
  }
}

/// Every claim of a namespace is known: the whole cluster is, or that namespace alone may be read.
bool WaitingJoin::absenceProves(const Text& namespaceName) const {
  const Source& claims = m_snapshot.source(Kind::ResourceClaim);
  const bool open = claims.status.state == SourceState::live || claims.status.state == SourceState::polling;
  return m_snapshot.boundOf(Kind::ResourceClaim) == Bound::exact ||
         (open && claims.skipped == 0 && claims.status.error && onlyNamespaceIn(*claims.status.error) == namespaceName.view());
}

void WaitingJoin::addMissing(Slot slot, const Pod& pod) {
  // While claims are hidden or still loading, absence proves nothing.
  if (pod.spec->claims.empty() || pod.finished() || pod.meta.deleted().isSet() || !absenceProves(pod.meta.namespaceName)) {
    return;
  }
  for (const PodClaimEntry& entry : pod.spec->claims) {
    addMissingEntry(slot, pod, entry);
  }
}

void WaitingJoin::addMissingEntry(Slot slot, const Pod& pod, const PodClaimEntry& entry) {
  const Table<ResourceClaim>& claims = m_snapshot.of<ResourceClaim>();
  MissingClaim missing;
  missing.pod = slot;
  missing.entry = entry.name;
  missing.templateName = entry.templateName;
  missing.heldAt = "creation";
  const auto status = std::find_if(pod.claimStatuses.begin(), pod.claimStatuses.end(),
                                   [&](const PodClaimStatus& s) { return s.name == entry.name; });
  const Text& named = !entry.claimName.empty()            ? entry.claimName
                      : status != pod.claimStatuses.end() ? status->claimName
                                                          : missing.claimName;
  if (!named.empty()) {
    if (claims.find(pod.meta.namespaceName, named) != nullptr) {
      return;
    }
    missing.claimName = named;
    missing.why = "ResourceClaim " + named.str() + " does not exist";
  } else {
    // An entry without a claim name says that the claim is not needed (dra.md 1.5).
    if (status != pod.claimStatuses.end() || (m_snapshot.server.minor != 0 && m_snapshot.server.minor <= 27)) {
      return;
    }
    const PodEvents events = eventsOf(pod);
    if (events.creation != nullptr) {
      missing.why = shortened(events.creation->message);
      if (events.creation->message.find("exceeded quota") != std::string::npos) {
        missing.heldAt = "quota";
      }
    } else if (m_snapshot.boundOf(Kind::ResourceClaimTemplate) == Bound::exact &&
               m_snapshot.of<ResourceClaimTemplate>().find(pod.meta.namespaceName, entry.templateName) == nullptr) {
      missing.why = "ResourceClaimTemplate " + entry.templateName.str() + " does not exist";
    } else {
      missing.why = "the claim controller has not created it";
    }
  }
  m_out.missing.push_back(std::move(missing));
}

void deriveWaiting(const Snapshot& snapshot, Inventory& out) {
  WaitingJoin::collectTelling(snapshot, out);
  WaitingJoin join(snapshot, out);
  for (ClaimIndex i = 0; i < out.claims.size(); ++i) {
    join.explain(i);
  }
  snapshot.of<Pod>().forEach([&](Slot slot, const Pod& pod) { join.addMissing(slot, pod); });
}

}  // namespace claimscope::cluster
