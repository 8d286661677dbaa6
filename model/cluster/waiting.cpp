// What holds a waiting claim, by conditions and events alone; pods whose claims do not exist.
#include <algorithm>

#include "model/cluster/derive.h"

namespace claimscope::cluster {
namespace {

constexpr std::size_t kMaxWhy = 160;

/// "0/12 nodes are available: 4 cannot allocate all claims, 8 …. preemption: …" → the part between.
std::string schedulerReason(std::string_view message) {
  const std::size_t colon = message.find("nodes are available: ");
  if (colon != std::string_view::npos) {
    message.remove_prefix(colon + std::string_view("nodes are available: ").size());
    const std::size_t preemption = message.find(" preemption:");
    message = message.substr(0, preemption);
    while (!message.empty() && (message.back() == '.' || message.back() == ' ')) {
      message.remove_suffix(1);
    }
  }
  return std::string(message.substr(0, kMaxWhy));
}

class Waiting {
 public:
  Waiting(const Snapshot& snapshot, Inventory& out) : m_snapshot(snapshot), m_out(out) {}

  void build() {
    indexEvents();
    for (ClaimView& view : m_out.claims) {
      explain(view, *m_snapshot.of<ResourceClaim>().at(view.slot));
    }
    findMissing();
  }

 private:
  struct PodEvents {
    const Event* prepare = nullptr;    ///< FailedPrepareDynamicResources
    const Event* creation = nullptr;   ///< FailedResourceClaimCreation
    const Event* binding = nullptr;    ///< BindingConditionsPending
  };

  static void keepNewest(const Event*& kept, const Event& event) {
    if (kept == nullptr || kept->last < event.last) {
      kept = &event;
    }
  }

  void indexEvents() {
    const Text prepare("FailedPrepareDynamicResources");
    const Text creation("FailedResourceClaimCreation");
    const Text binding("BindingConditionsPending");
    m_snapshot.of<Event>().forEach([&](Slot, const Event& event) {
      if (event.reason == prepare) {
        keepNewest(m_events[event.objectUid].prepare, event);
      } else if (event.reason == creation) {
        keepNewest(m_events[event.objectUid].creation, event);
      } else if (event.reason == binding) {
        keepNewest(m_events[event.objectUid].binding, event);
      }
    });
  }

  [[nodiscard]] PodEvents eventsOf(const Pod& pod) const {
    const auto found = m_events.find(pod.meta.uid);
    return found == m_events.end() ? PodEvents{} : found->second;
  }

  void explain(ClaimView& view, const ResourceClaim& claim) const {
    if (claim.meta.deleted.isSet()) {
      view.heldAt = "release";
      view.why = claim.reservedFor.empty() ? "waits for its finalizer" : "still reserved by " + std::to_string(claim.reservedFor.size()) + (claim.reservedFor.size() == 1 ? " consumer" : " consumers");
      return;
    }
    if (claim.allocation == nullptr) {
      explainPending(view);
      return;
    }
    for (const Slot slot : view.pods) {
      const Pod& pod = *m_snapshot.of<Pod>().at(slot);
      if (pod.finished() || !(pod.phase == "Pending")) {
        continue;
      }
      const PodEvents events = eventsOf(pod);
      if (events.prepare != nullptr) {
        view.heldAt = "prepare";
        view.why = events.prepare->message.substr(0, kMaxWhy);
        return;
      }
      const bool conditions = std::any_of(claim.allocation->results.begin(), claim.allocation->results.end(),
                                          [](const DeviceAllocation& r) { return !r.bindingConditions.empty(); });
      if (pod.nodeName.empty() && (conditions || events.binding != nullptr)) {
        view.heldAt = "binding";
        view.why = events.binding != nullptr ? events.binding->message.substr(0, kMaxWhy) : "waits for the binding conditions of its devices";
        return;
      }
    }
    if (claim.reservedFor.empty()) {
      view.why = "reserved by no pod";
    }
  }

  void explainPending(ClaimView& view) const {
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
    if (!waiting->schedulingGates.empty()) {
      view.heldAt = "scheduling gates";
      view.why = "gate " + waiting->schedulingGates.front().str();
      return;
    }
    view.heldAt = "allocation";
    if (const Condition* scheduled = waiting->condition("PodScheduled")) {
      if (!(scheduled->status == "True")) {
        view.why = schedulerReason(scheduled->message.view());
        if (scheduled->reason == "SchedulerError") {
          view.why = "scheduler error: " + view.why;
        }
      }
    }
  }

  void findMissing() {
    m_snapshot.of<Pod>().forEach([&](Slot slot, const Pod& pod) {
      if (pod.claims.empty() || pod.finished() || pod.meta.deleted.isSet()) {
        return;
      }
      for (const PodClaimEntry& entry : pod.claims) {
        addMissing(slot, pod, entry);
      }
    });
  }

  void addMissing(Slot slot, const Pod& pod, const PodClaimEntry& entry) {
    const Table<ResourceClaim>& claims = m_snapshot.of<ResourceClaim>();
    // While claims are hidden or still loading, absence proves nothing.
    if (m_snapshot.boundOf(Kind::ResourceClaim) != Bound::exact) {
      return;
    }
    MissingClaim missing;
    missing.pod = slot;
    missing.entry = entry.name;
    if (!entry.claimName.empty()) {
      if (claims.find(pod.meta.namespaceName, entry.claimName) != nullptr) {
        return;
      }
      missing.claimName = entry.claimName;
      missing.heldAt = "creation";
      missing.why = "ResourceClaim " + entry.claimName.str() + " does not exist";
    } else {
      const auto status = std::find_if(pod.claimStatuses.begin(), pod.claimStatuses.end(),
                                       [&](const PodClaimStatus& s) { return s.name == entry.name; });
      // An entry without a claim name says that the claim is not needed (dra.md 1.5).
      if (status != pod.claimStatuses.end() || (m_snapshot.server.minor != 0 && m_snapshot.server.minor <= 27)) {
        return;
      }
      missing.templateName = entry.templateName;
      missing.heldAt = "creation";
      const PodEvents events = eventsOf(pod);
      if (events.creation != nullptr) {
        missing.why = events.creation->message.substr(0, kMaxWhy);
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

  const Snapshot& m_snapshot;
  Inventory& m_out;
  std::unordered_map<Uid, PodEvents> m_events;
};

}  // namespace

void deriveWaiting(const Snapshot& snapshot, Inventory& out) { Waiting(snapshot, out).build(); }

}  // namespace claimscope::cluster
