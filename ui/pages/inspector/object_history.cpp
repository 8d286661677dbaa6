// Moments of claims and pods as rows. Pure; any thread.
#include "ui/pages/inspector/object_history.h"

#include <algorithm>

#include "model/cluster/history.h"
#include "ui/pages/inspector/content_parts.h"

namespace claimscope::ui {
namespace {

struct PastMoment {
  Time at;
  QString what;
  bool field = false;  ///< a field of the object says it: whole seconds
  std::optional<ObjectRef> link;
};

class Collector {
 public:
  void add(Time at, const QString& what, bool field, const std::optional<ObjectRef>& link = std::nullopt) {
    if (at.isSet()) {
      m_moments.push_back({at, what, field, link});
    }
  }
  /// The watch's time where it told, else the field's.
  void either(Time watch, Time field, const QString& what, const std::optional<ObjectRef>& link = std::nullopt) {
    add(watch.isSet() ? watch : field, what, !watch.isSet(), link);
  }
  [[nodiscard]] std::vector<PastMoment> take() {
    std::stable_sort(m_moments.begin(), m_moments.end(), [](const PastMoment& a, const PastMoment& b) { return a.at < b.at; });
    return std::move(m_moments);
  }

 private:
  std::vector<PastMoment> m_moments;
};

template <class Records>
auto recordOf(const Records& records, const Uid& uid) -> const typename Records::value_type* {
  for (const auto& record : records) {
    if (record.uid == uid) {
      return &record;
    }
  }
  return nullptr;
}

void addClaim(Collector& out, const cluster::Snapshot& snapshot, const ResourceClaim& claim, const QString& name,
              const std::optional<ObjectRef>& link) {
  const cluster::ClaimRecord* record = snapshot.history == nullptr ? nullptr : recordOf(snapshot.history->claims, claim.meta.uid);
  out.add(claim.meta.created, tell("%1 created").arg(name), true, link);
  const Time stamped = claim.allocation == nullptr ? Time() : claim.allocation->allocationTimestamp;
  const QString devices = claim.allocation == nullptr ? QString()
                                                      : counted(static_cast<std::int64_t>(claim.allocation->results.size()),
                                                                tell("device"), tell("devices"));
  out.either(record == nullptr ? Time() : record->allocated, stamped.isSet() ? stamped : claim.schedulerWrote,
             devices.isEmpty() ? tell("%1 allocated").arg(name) : tell("%1 allocated: %2").arg(name, devices), link);
  if (record != nullptr) {
    if (record->reserved.isSet() && record->reserved != record->allocated) {
      out.add(record->reserved, tell("%1 reserved for a pod").arg(name), false, link);
    }
    out.add(record->unreserved, tell("%1 no longer reserved").arg(name), false, link);
    out.add(record->released, tell("%1 released its devices").arg(name), false, link);
    out.add(record->gone, record->noticed ? tell("%1 noticed as deleted").arg(name) : tell("%1 deleted").arg(name), false);
  }
  out.either(record == nullptr ? Time() : record->deleting, claim.meta.deleted(), tell("%1 marked for deletion").arg(name), link);
}

void addPod(Collector& out, const cluster::Snapshot& snapshot, const Pod& pod, const QString& name,
            const std::optional<ObjectRef>& link) {
  const cluster::PodRecord* record = snapshot.history == nullptr ? nullptr : recordOf(snapshot.history->pods, pod.meta.uid);
  out.add(pod.meta.created, tell("%1 created").arg(name), true, link);
  const PodCondition* scheduled = cluster::trueCondition(pod, cluster::podScheduledType());
  out.either(
      record == nullptr ? Time() : record->scheduled, scheduled == nullptr ? Time() : pod.at(scheduled->lastTransition),
      pod.nodeName.empty() ? tell("%1 scheduled").arg(name) : tell("%1 scheduled to %2").arg(name, plain(pod.nodeName.view())),
      link);
  const PodCondition* ready = cluster::trueCondition(pod, cluster::readyToStartType());
  out.either(record == nullptr ? Time() : record->ready, ready == nullptr ? Time() : pod.at(ready->lastTransition),
             tell("%1 prepared: devices, volumes and network").arg(name), link);
  const Time started = cluster::startedField(pod);
  out.either(record == nullptr ? Time() : record->started, started,
             cluster::restarted(pod) ? tell("%1 started again").arg(name) : tell("%1 started").arg(name), link);
  if (record != nullptr) {
    out.add(record->finished, tell("%1 finished").arg(name), false, link);
    out.add(record->gone, record->noticed ? tell("%1 noticed as deleted").arg(name) : tell("%1 deleted").arg(name), false);
  }
  out.either(record == nullptr ? Time() : record->deleting, pod.meta.deleted(), tell("%1 is to end by then").arg(name), link);
}

}  // namespace

ObjectHistory historyOf(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  ObjectHistory out;
  Collector moments;
  constexpr std::size_t kFewPods = 4;
  if (object.kind == "claim") {
    const cluster::ClaimIndex index = findClaim(snapshot, object);
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().find(Text(object.namespaceName), Text(object.name));
    if (index == cluster::kNone || claim == nullptr) {
      return out;
    }
    addClaim(moments, snapshot, *claim, tell("Claim"), {});
    const auto& pods = snapshot.inventory->claims[index].pods;
    for (std::size_t i = 0; i < std::min(pods.size(), kFewPods); ++i) {
      if (const Pod* pod = snapshot.of<Pod>().at(pods[i])) {
        addPod(moments, snapshot, *pod, pods.size() == 1 ? tell("Pod") : plain(pod->meta.name.view()), refOf("pod", pod->meta));
      }
    }
  } else if (object.kind == "pod") {
    const cluster::Slot slot = snapshot.of<Pod>().slotOf(Text(object.namespaceName), Text(object.name));
    const Pod* pod = snapshot.of<Pod>().at(slot);
    if (pod == nullptr) {
      return out;
    }
    addPod(moments, snapshot, *pod, tell("Pod"), {});
    const auto& claims = snapshot.inventory->claimsOfPod(slot);
    for (std::size_t i = 0; i < std::min(claims.size(), kFewPods); ++i) {
      if (const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[claims[i]].slot)) {
        addClaim(moments, snapshot, *claim, claims.size() == 1 ? tell("Claim") : plain(claim->meta.name.view()),
                 refOf("claim", claim->meta));
      }
    }
  } else {
    return out;
  }
  const std::vector<PastMoment> past = moments.take();
  out.moments = past.size();
  InspectorSection section;
  Time last;
  for (const PastMoment& moment : past) {
    const bool today = snapshot.time - moment.at < 24 * 3'600'000;
    InspectorRow& row = inspector::addRow(section, today ? clockTime(moment.at) : fullTime(moment.at).left(10), moment.what);
    row.link = moment.link;
    row.ink = moment.link ? Ink::accent : Ink::primary;
    if (last.isSet() && moment.at - last >= 1'000) {
      inspector::addRow(section, {}, tell("%1 later").arg(age(moment.at - last))).ink = Ink::muted;
    }
    last = moment.at;
  }
  if (last.isSet()) {
    inspector::addRow(section, clockTime(snapshot.time),
                      tell("now, %1 later").arg(age(std::max<std::int64_t>(0, snapshot.time - last))))
        .ink = Ink::muted;
  }
  out.sections.push_back(std::move(section));
  InspectorSection source;
  const bool watched = snapshot.history != nullptr && snapshot.history->claimsSince.isSet();
  inspector::addRow(source, {},
                    watched ? tell("Watched since %1. What was before comes from the objects' own fields, to the second.")
                                  .arg(clockTime(snapshot.history->claimsSince))
                            : tell("Nothing was watched: times come from the objects' own fields, to the second."))
      .ink = Ink::muted;
  out.sections.push_back(std::move(source));
  return out;
}

}  // namespace claimscope::ui
