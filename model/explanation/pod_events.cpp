#include "model/explanation/pod_events.h"

namespace claimscope::explanation {
namespace {

void keepNewest(const Event*& kept, const Event& event) {
  if (kept == nullptr || kept->last < event.last || (kept->last == event.last && kept->meta.name < event.meta.name)) {
    kept = &event;
  }
}

}  // namespace

PodEvents eventsOf(const cluster::Snapshot& snapshot, const Pod& pod) {
  PodEvents out;
  const auto slotFor = [&](const Event& event) -> const Event** {
    return event.reason == "FailedResourceClaimCreation"     ? &out.creation
           : event.reason == "FailedPrepareDynamicResources" ? &out.prepare
           : event.reason == "BindingConditionsPending"      ? &out.binding
           : event.reason == "FailedScheduling"              ? &out.scheduling
           : event.reason == "DeviceTaintManagerEviction"    ? &out.eviction
                                                             : nullptr;
  };
  snapshot.of<Event>().forEach([&](cluster::Slot, const Event& event) {
    const bool about = event.objectName == pod.meta.name && event.objectNamespace == pod.meta.namespaceName &&
                       (event.objectUid.empty() || event.objectUid == pod.meta.uid);
    if (const Event** slot = about ? slotFor(event) : nullptr; slot != nullptr) {
      keepNewest(*slot, event);
    }
  });
  return out;
}

const Event* warningAbout(const cluster::Snapshot& snapshot, std::string_view kind, const Metadata& object) {
  const Event* out = nullptr;
  snapshot.of<Event>().forEach([&](cluster::Slot, const Event& event) {
    if (event.type == "Warning" && event.objectKind == kind && event.objectName == object.name &&
        event.objectNamespace == object.namespaceName) {
      keepNewest(out, event);
    }
  });
  return out;
}

}  // namespace claimscope::explanation
