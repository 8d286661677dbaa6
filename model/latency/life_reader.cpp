// The rules of dra.md 2.4 for one claim. One thread.
#include "model/latency/life_reader.h"

#include <algorithm>

#include "model/cluster/workloads.h"
#include "model/latency/clocks.h"

namespace claimscope::latency {

using cluster::ClaimRecord;
using cluster::ClaimView;
using cluster::History;
using cluster::PodRecord;

namespace {

const Text& podKind() {
  static const Text kPod("Pod");
  return kPod;
}
const Text& podsResource() {
  static const Text kPods("pods");
  return kPods;
}

/// Made by the scheduler once it has found devices, so the wait before is not for the claim.
bool isExtendedResource(const ResourceClaim& claim) {
  return !claim.meta.annotations().empty() &&
         hasLabel(claim.meta.annotations(), "resource.kubernetes.io/extended-resource-claim");
}

const OwnerReference* owningPod(const ResourceClaim& claim) {
  const OwnerReference* owner = claim.meta.controller();
  return owner != nullptr && owner->kind == podKind() ? owner : nullptr;
}

/// The first moment that is set.
Time firstOf(Time a, Time b) {
  return !a.isSet() ? b : !b.isSet() ? a : std::min(a, b);
}

/// When a pod needs its devices no more, as the watch told it.
Time endOf(const PodRecord& record) {
  return firstOf(firstOf(record.finished, record.deleting), record.noticed ? Time() : record.gone);
}

}  // namespace

Text classOf(const ResourceClaim& claim, const ResourceClaim* allocated) {
  if (claim.spec.requests.empty()) {
    return claim.classic.has_value() ? claim.classic->resourceClassName : Text();
  }
  const DeviceRequest& request = claim.spec.requests.front();
  if (request.exactly) {
    return request.exactly->deviceClassName;
  }
  if (allocated != nullptr) {
    for (const DeviceAllocation& result : allocated->allocation->results) {
      const std::string_view taken = result.request.view();
      const std::size_t slash = taken.find('/');
      if (slash != std::string_view::npos && taken.substr(0, slash) == request.name.view()) {
        for (const DeviceRequestBody& alternative : request.firstAvailable) {
          if (alternative.name == taken.substr(slash + 1)) {
            return alternative.deviceClassName;
          }
        }
      }
    }
  }
  return request.firstAvailable.empty() ? Text() : request.firstAvailable.front().deviceClassName;
}

LifeReader::LifeReader(const cluster::Snapshot& snapshot, bool podsComplete)
    : m_snapshot(snapshot),
      m_podsComplete(podsComplete),
      m_history(snapshot.history != nullptr ? *snapshot.history : m_none),
      m_claims(m_history.claims),
      m_pods(m_history.pods) {
  std::vector<std::int64_t> samples;
  const auto compare = [&](const auto& records) {
    for (const auto& record : records) {
      if (record.seen.isSet() && record.created.isSet()) {
        samples.push_back(record.seen - record.created);
      }
    }
  };
  compare(m_history.claims);
  compare(m_history.pods);
  m_aheadMs = clockAhead(samples);
}

void LifeReader::prefetch(const ClaimView* far, const ClaimView* mid, const ClaimView* near) const {
  const auto podOf = [this](const ClaimView& view) {
    return view.pods.empty() ? nullptr : m_snapshot.of<Pod>().at(view.pods.front());
  };
  const auto bring = [](const auto* object) {
    constexpr std::size_t kLine = 64;
    for (std::size_t at = 0; object != nullptr && at < sizeof *object; at += kLine) {
      __builtin_prefetch(reinterpret_cast<const char*>(object) + at);
    }
  };
  if (far != nullptr) {
    bring(m_snapshot.of<ResourceClaim>().at(far->slot));
    bring(podOf(*far));
  }
  if (near != nullptr) {
    if (const ResourceClaim* claim = m_snapshot.of<ResourceClaim>().at(near->slot)) {
      m_claims.prefetchRecord(claim->meta.uid);
    }
    if (const Pod* pod = podOf(*near)) {
      m_pods.prefetchRecord(pod->meta.uid);
    }
  }
  if (mid != nullptr) {
    // Each text that a life takes over counts one more that holds it: that is written where its bytes are.
    const auto take = [](const Text& text) {
      if (!text.empty()) {
        __builtin_prefetch(text.view().data(), 1);
      }
    };
    if (const ResourceClaim* claim = m_snapshot.of<ResourceClaim>().at(mid->slot)) {
      m_claims.prefetch(claim->meta.uid);
      take(claim->meta.name);
    }
    if (const Pod* pod = podOf(*mid)) {
      m_pods.prefetch(pod->meta.uid);
      take(pod->meta.name);
      take(pod->nodeName);
    }
    take(mid->ownerName);
  }
}

LifeReader::PodRef LifeReader::recorded(const Pod* pod) const {
  return {pod, pod == nullptr ? nullptr : m_pods.find(pod->meta.uid)};
}

LifeReader::PodRef LifeReader::podOf(const Text& namespaceName, const Text& name, const Uid& uid) const {
  const Pod* pod = m_snapshot.of<Pod>().find(namespaceName, name);
  if (pod != nullptr && (uid.empty() || pod->meta.uid == uid)) {
    return recorded(pod);
  }
  const PodRecord* record = m_pods.find(uid);
  return {record != nullptr ? record->object.get() : nullptr, record};
}

LifeReader::PodRef LifeReader::firstConsumer(const Sources& from) const {
  const ResourceClaim& claim = *from.claim;
  // A template's claim is for one pod only, and mostly that is the first of its pods.
  const OwnerReference* owner = owningPod(claim);
  const Pod* front = from.view == nullptr || from.view->pods.empty() ? nullptr : m_snapshot.of<Pod>().at(from.view->pods.front());
  if (owner != nullptr) {
    return front != nullptr && front->meta.uid == owner->uid ? recorded(front)
                                                             : podOf(claim.meta.namespaceName, owner->name, owner->uid);
  }
  const ResourceClaim& holder = from.allocated != nullptr ? *from.allocated : claim;
  if (from.allocated != nullptr && from.record != nullptr && !from.record->consumer.empty()) {
    for (const ClaimConsumer& consumer : holder.reservedFor) {
      if (consumer.uid == from.record->consumer) {
        return podOf(claim.meta.namespaceName, consumer.name, consumer.uid);
      }
    }
    const PodRecord* record = m_pods.find(from.record->consumer);
    return {record != nullptr ? record->object.get() : nullptr, record};
  }
  for (const ClaimConsumer& consumer : holder.reservedFor) {
    if (consumer.resource == podsResource() && consumer.apiGroup.empty()) {
      return front != nullptr && front->meta.uid == consumer.uid ? recorded(front)
                                                                 : podOf(claim.meta.namespaceName, consumer.name, consumer.uid);
    }
  }
  // Nobody has it yet, or a group of pods has: the pod that asked first.
  const Pod* oldest = nullptr;
  if (from.view != nullptr && (from.allocated == nullptr || !holder.reservedFor.empty())) {
    for (const cluster::Slot slot : from.view->pods) {
      const Pod* pod = m_snapshot.of<Pod>().at(slot);
      if (pod != nullptr && !pod->finished() && (oldest == nullptr || pod->meta.created < oldest->meta.created)) {
        oldest = pod;
      }
    }
  }
  return oldest == nullptr && from.allocated == nullptr ? askedFor(claim, from.view == nullptr) : recorded(oldest);
}

LifeReader::PodRef LifeReader::askedFor(const ResourceClaim& claim, bool claimGone) const {
  const auto note = [](Askers& askers, const Pod& pod) {
    for (const PodClaimEntry& entry : pod.spec->claims) {
      if (!entry.claimName.empty()) {
        askers[entry.claimName].push_back(&pod);
      }
    }
  };
  if (!m_goneAskers) {
    m_goneAskers.emplace();
    for (const PodRecord& record : m_history.pods) {
      if (record.object != nullptr) {
        note(*m_goneAskers, *record.object);
      }
    }
  }
  if (claimGone && !m_askers) {
    m_askers.emplace();
    m_snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) { note(*m_askers, pod); });
  }
  const Pod* oldest = nullptr;
  const auto look = [&](const Askers& askers) {
    const auto found = askers.find(claim.meta.name);
    if (found != askers.end()) {
      for (const Pod* pod : found->second) {
        if (pod->meta.namespaceName == claim.meta.namespaceName &&
            (oldest == nullptr || pod->meta.created < oldest->meta.created)) {
          oldest = pod;
        }
      }
    }
  };
  look(*m_goneAskers);
  if (claimGone) {
    look(*m_askers);
  }
  return recorded(oldest);
}

void LifeReader::readBegin(const Sources& from, Life& out) const {
  const ResourceClaim& claim = *from.claim;
  const Moment claimMade = choose(claim.meta.created, from.record != nullptr ? server(from.record->seen) : Time());
  out.begun = claimMade;
  const Pod* pod = from.pod.pod;
  if (pod == nullptr) {
    // Without a pod nobody waits for a claim of its own name: since when one did is not known.
    out.begun = owningPod(claim) != nullptr ? claimMade : Moment();
    return;
  }
  const Moment podMade = choose(pod->meta.created, from.pod.record != nullptr ? server(from.pod.record->seen) : Time());
  const OwnerReference* owner = owningPod(claim);
  if (owner == nullptr || !(owner->uid == pod->meta.uid)) {
    out.begun = podMade.at > claimMade.at ? podMade : claimMade;
    return;
  }
  out.begun = podMade;
  if (!isExtendedResource(claim)) {
    out.reached[static_cast<std::size_t>(Stage::created)] = claimMade;
  }
}

void LifeReader::readAllocation(const Sources& from, Life& out) const {
  if (from.allocated == nullptr) {
    return;
  }
  Time field = from.allocated->allocation->allocationTimestamp;
  Evidence evidence = Evidence::field;
  if (!field.isSet() && from.record != nullptr) {
    field = from.record->field;
  }
  if (!field.isSet() && from.allocated->reservedFor.size() <= 1) {
    field = from.allocated->schedulerWrote;  // each further consumer is one more write of the scheduler
    evidence = Evidence::managedField;
  }
  const Time told = from.record != nullptr ? from.record->allocated : Time();
  out.firstSeenAllocated = !told.isSet();
  Moment& allocated = out.reached[static_cast<std::size_t>(Stage::allocated)];
  allocated = choose(field, server(told), evidence);
  out.allocationUndated = !allocated.known();
}

void LifeReader::readPod(const PodRef& from, Life& out) const {
  const Pod& pod = *from.pod;
  static const PodRecord kNothing;
  const PodRecord& told = from.record != nullptr ? *from.record : kNothing;
  const auto set = [&](Stage stage, Time field, Time watched) {
    out.reached[static_cast<std::size_t>(stage)] = choose(field, server(watched));
  };
  if (const PodCondition* scheduled = cluster::trueCondition(pod, cluster::podScheduledType())) {
    set(Stage::scheduled, pod.at(scheduled->lastTransition), told.scheduled);
  } else {
    set(Stage::scheduled, {}, told.scheduled);
  }
  if (told.ready.isSet()) {
    set(Stage::prepared, told.readyField, told.ready);
  } else if (const PodCondition* ready = cluster::trueCondition(pod, cluster::readyToStartType())) {
    set(Stage::prepared, pod.at(ready->lastTransition), {});
  }
  if (told.started.isSet()) {
    set(Stage::started, told.startedField, told.started);
  } else if (cluster::allStarted(pod)) {
    set(Stage::started, cluster::startedField(pod), {});
    out.restarted = cluster::restarted(pod);
  }
}

void LifeReader::readEnd(const Sources& from, Life& out) const {
  const Pod* pod = from.pod.pod;
  const bool podEnds = pod == nullptr || pod->finished() || pod->meta.deleted().isSet() ||
                       (from.pod.record != nullptr && from.pod.record->gone.isSet());
  const bool claimEnds = out.gone || from.claim->meta.deleted().isSet();
  // A pod that cannot be seen goes on to wait for its claim, but what comes after that cannot be seen.
  const bool waitsUnseen = pod == nullptr && from.allocated == nullptr && !m_podsComplete;
  out.ended =
      claimEnds || (podEnds && !waitsUnseen) || (pod != nullptr && cluster::allStarted(*pod) && !out.at(Stage::started).known());
  if (!out.ended || out.at(Stage::started).known()) {
    return;
  }
  if (from.pod.record != nullptr) {
    out.endedAt = server(endOf(*from.pod.record));
  }
  if (from.record != nullptr) {
    const Time left = server(firstOf(from.record->deleting, from.record->noticed ? Time() : from.record->gone));
    out.endedAt = firstOf(out.endedAt, left);
  }
  if (!out.endedAt.isSet() && from.claim->meta.deleted().isSet() && from.allocated == nullptr) {
    out.endedAt = from.claim->meta.deleted();
  }
}

void LifeReader::readTeardown(const Sources& from, Life& out) const {
  if (from.record == nullptr || from.allocated == nullptr) {
    return;
  }
  const ClaimRecord& record = *from.record;
  if (record.released.isSet()) {
    out.released = {server(record.released), Evidence::watch};
  }
  // The controller takes the last pod off the list and the allocation away in one write, so the list tells nothing of how long
  // that took: it begins when the pod had ended.
  Time ended;
  bool all = !from.allocated->reservedFor.empty();
  if (all) {
    for (const ClaimConsumer& consumer : from.allocated->reservedFor) {
      const PodRecord* pod = m_pods.find(consumer.uid);
      const Time end = pod != nullptr ? endOf(*pod) : Time();
      all = all && end.isSet();
      ended = std::max(ended, end);
    }
  }
  Time left = all ? ended : Time();
  if (record.unreserved.isSet() && !(record.unreserved == record.released)) {
    left = firstOf(left, record.unreserved);
  }
  if (left.isSet()) {
    out.unreserved = {server(left), Evidence::watch};
  }
}

Text LifeReader::poolOf(const Text& node) const {
  if (node.empty()) {
    return {};
  }
  const auto [at, isNew] = m_poolOf.try_emplace(node);
  if (isNew) {
    const cluster::NodeIndex index = m_snapshot.inventory->findNode(node);
    at->second = index == cluster::kNone ? Text() : m_snapshot.inventory->nodes[index].group;
  }
  return at->second;
}

void LifeReader::readOwner(const Metadata& of, Life& out) const {
  const OwnerReference* owner = cluster::topController(m_snapshot, of);
  if (owner == nullptr) {
    return;
  }
  out.ownerKind = owner->kind;
  out.ownerName = owner->name;
}

void LifeReader::readWords(const Sources& from, Life& out) const {
  const ResourceClaim& claim = *from.claim;
  out.uid = claim.meta.uid;
  out.namespaceName = claim.meta.namespaceName;
  out.name = claim.meta.name;
  out.deviceClass = classOf(claim, from.allocated);
  if (from.allocated != nullptr && !from.allocated->allocation->results.empty()) {
    out.driver = from.allocated->allocation->results.front().driver;
  }
  const Pod* pod = from.pod.pod;
  if (pod != nullptr) {
    out.pod = pod->meta.name;
    out.node = pod->nodeName;
  }
  if (out.node.empty() && from.view != nullptr) {
    out.node = from.view->node;
  }
  out.nodePool = poolOf(out.node);
  if (from.view != nullptr && !from.view->ownerKind.empty()) {
    out.ownerKind = from.view->ownerKind;
    out.ownerName = from.view->ownerName;
  } else if (pod != nullptr) {
    readOwner(pod->meta, out);
    if (out.ownerKind.empty()) {
      out.ownerKind = podKind();
      out.ownerName = pod->meta.name;
    }
  }
}

void LifeReader::readAll(Sources& from, Life& out) const {
  from.pod = firstConsumer(from);
  readAllocation(from, out);
  // A pod that came long after the allocation only shares it; the one that it was made for is gone.
  if (from.pod.pod != nullptr && out.at(Stage::allocated).known() &&
      from.pod.pod->meta.created > out.at(Stage::allocated).at + kFieldMs) {
    from.pod = {};
  }
  readBegin(from, out);
  if (from.pod.pod != nullptr) {
    readPod(from.pod, out);
  }
  readEnd(from, out);
  readTeardown(from, out);
  readWords(from, out);
  putInOrder(out);
}

/// A claim of its own name that was released, and another pod asks for it.
bool LifeReader::waitsAgain(const ClaimView& view, const ClaimRecord& record) const {
  return std::any_of(view.pods.begin(), view.pods.end(), [&](cluster::Slot slot) {
    const Pod* pod = m_snapshot.of<Pod>().at(slot);
    return pod != nullptr && pod->nodeName.empty() && !pod->finished() && !(pod->meta.uid == record.consumer);
  });
}

bool LifeReader::read(const ClaimView& view, Life& out) const {
  Sources from;
  from.claim = m_snapshot.of<ResourceClaim>().at(view.slot);
  if (from.claim == nullptr) {
    return false;
  }
  from.view = &view;
  from.record = m_claims.find(from.claim->meta.uid);
  const ResourceClaim* kept = from.record != nullptr ? from.record->object.get() : nullptr;
  if (from.claim->allocation.has_value()) {
    from.allocated = from.claim;
  } else if (kept != nullptr && kept->allocation.has_value() && !waitsAgain(view, *from.record)) {
    from.allocated = kept;
  }
  readAll(from, out);
  return from.pod.pod != nullptr || from.allocated != nullptr || owningPod(*from.claim) != nullptr;
}

bool LifeReader::read(const ClaimRecord& record, Life& out) const {
  if (record.object == nullptr || !record.gone.isSet()) {
    return false;
  }
  Sources from;
  from.claim = record.object.get();
  from.record = &record;
  from.allocated = from.claim->allocation.has_value() ? from.claim : nullptr;
  out.gone = true;
  readAll(from, out);
  return from.pod.pod != nullptr || from.allocated != nullptr || owningPod(*from.claim) != nullptr;
}

bool LifeReader::read(const cluster::MissingClaim& missing, Life& out) const {
  const Pod* pod = m_snapshot.of<Pod>().at(missing.pod);
  if (pod == nullptr || missing.templateName.empty()) {
    return false;
  }
  const PodRef from = recorded(pod);
  out.uid = pod->meta.uid;
  out.namespaceName = pod->meta.namespaceName;
  out.pod = pod->meta.name;
  const ResourceClaimTemplate* made = m_snapshot.of<ResourceClaimTemplate>().find(pod->meta.namespaceName, missing.templateName);
  if (made != nullptr) {
    ResourceClaim claim;
    claim.spec = made->spec;
    claim.classic = made->classic;
    out.deviceClass = classOf(claim, nullptr);
  }
  readOwner(pod->meta, out);
  out.begun = choose(pod->meta.created, from.record != nullptr ? server(from.record->seen) : Time());
  out.ended = pod->finished() || pod->meta.deleted().isSet();
  out.endedAt = out.ended && from.record != nullptr ? server(endOf(*from.record)) : Time();
  return out.begun.known();
}

}  // namespace claimscope::latency
