// RelatedEvents: who is asked about, and events as rows. GUI thread.
#include "ui/pages/inspector/related_events.h"

#include <algorithm>

#include "model/cluster/workloads.h"
#include "ui/base/object_kinds.h"
#include "ui/pages/inspector/content_parts.h"
#include "ui/tables/workload_use.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kMostPods = 24;  ///< of a workload: those that wait come first

void addSubject(std::vector<EventSubject>& out, const ObjectRef& ref, const Uid& uid) {
  EventSubject subject{Text(apiKindOf(ref.kind)), Text(ref.namespaceName), Text(ref.name), uid, ref};
  if (!subject.kind.empty() && std::find(out.begin(), out.end(), subject) == out.end()) {
    out.push_back(std::move(subject));
  }
}

void addPods(std::vector<EventSubject>& out, const cluster::Snapshot& snapshot, const cluster::ClaimView& claim) {
  for (const cluster::Slot slot : claim.pods) {
    if (const Pod* pod = snapshot.of<Pod>().at(slot)) {
      addSubject(out, refOf("pod", pod->meta), pod->meta.uid);
    }
  }
}

}  // namespace

std::vector<EventSubject> eventSubjects(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  std::vector<EventSubject> out;
  const cluster::Inventory& inventory = *snapshot.inventory;
  if (object.kind == "claim") {
    addSubject(out, object, {});
    if (const cluster::ClaimIndex index = findClaim(snapshot, object); index != cluster::kNone) {
      addPods(out, snapshot, inventory.claims[index]);
    }
  } else if (object.kind == "pod") {
    const cluster::Slot slot = snapshot.of<Pod>().slotOf(Text(object.namespaceName), Text(object.name));
    const Pod* pod = snapshot.of<Pod>().at(slot);
    addSubject(out, object, pod == nullptr ? Uid() : pod->meta.uid);
    for (const cluster::ClaimIndex index : inventory.claimsOfPod(slot)) {
      addSubject(out, refOf(snapshot, inventory.claims[index]), {});
    }
  } else if (isWorkload(object.kind)) {
    const OwnerName name = ownerName(object);
    const auto status = cluster::workloadStatus(snapshot, name.kind, Text(object.namespaceName), Text(name.name));
    addSubject(out, object, status ? status->meta->uid : Uid());
    const WorkloadUse use = useOf(snapshot, object);
    for (std::size_t i = 0; i < std::min(use.pods.size(), kMostPods); ++i) {
      const Pod* pod = snapshot.of<Pod>().at(use.pods[i]);
      addSubject(out, refOf("pod", pod->meta), pod->meta.uid);
    }
  } else if (object.kind == "device") {
    if (const cluster::DeviceIndex index = findDevice(snapshot, object); index != cluster::kNone) {
      const cluster::DeviceView& device = inventory.devices[index];
      for (const cluster::ClaimIndex claim : device.claims) {
        addSubject(out, refOf(snapshot, inventory.claims[claim]), {});
        addPods(out, snapshot, inventory.claims[claim]);
      }
    }
  } else {
    addSubject(out, object, {});
  }
  return out;
}

const EventSubject* RelatedEvents::subjectOf(const Event& event) const {
  const auto found = std::find_if(m_subjects.begin(), m_subjects.end(), [&](const EventSubject& subject) {
    return event.objectName == subject.name && event.objectKind == subject.kind &&
           (subject.namespaceName.empty() || event.objectNamespace == subject.namespaceName) &&
           (subject.uid == Uid() || event.objectUid == Uid() || event.objectUid == subject.uid);
  });
  return found == m_subjects.end() ? nullptr : &*found;
}

void RelatedEvents::update(const View& view, const std::optional<ObjectRef>& object) {
  const cluster::SnapshotPtr before = std::exchange(m_view, view).snapshot;
  if (!object || view.snapshot == nullptr) {
    m_object = object;
    m_found.clear();
    m_subjects.clear();
    return;
  }
  const auto& events = view.snapshot->of<Event>();
  std::vector<EventSubject> subjects = eventSubjects(*view.snapshot, *object);
  const bool same = before != nullptr && object == m_object && subjects == m_subjects;
  m_object = object;
  m_subjects = std::move(subjects);
  if (!same) {
    m_found.clear();
    events.forEach([&](cluster::Slot slot, const Event& event) {
      if (subjectOf(event) != nullptr) {
        m_found.insert(slot);
      }
    });
    return;
  }
  const auto& old = before->of<Event>();
  if (old.changed() == events.changed() && before->revision == view.snapshot->revision) {
    return;
  }
  for (cluster::Slot slot = 0; slot < std::max(old.slotEnd(), events.slotEnd()); ++slot) {
    const Event* event = events.at(slot);
    if (event != old.at(slot)) {
      if (event != nullptr && subjectOf(*event) != nullptr) {
        m_found.insert(slot);
      } else {
        m_found.erase(slot);
      }
    }
  }
}

std::vector<InspectorSection> RelatedEvents::sections() const {
  std::vector<InspectorSection> out;
  if (m_view.snapshot == nullptr || !m_object) {
    return out;
  }
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  InspectorSection head;
  if (m_object->kind == "claim") {
    inspector::addRow(head, {}, tell("Claims have no events of their own; these are of its pods.")).ink = Ink::muted;
  } else if (m_object->kind == "device") {
    inspector::addRow(head, {}, tell("Devices have no events; these are of the pods that use it.")).ink = Ink::muted;
  }
  if (isWorkload(m_object->kind) && m_subjects.size() > kMostPods) {
    inspector::addRow(head, {},
                      tell("Of the workload and %1 of its pods with claims.").arg(number(static_cast<std::int64_t>(kMostPods))))
        .ink = Ink::muted;
  }
  const SourceState state = snapshot.source(Kind::Event).status.state;
  if (state == SourceState::forbidden) {
    inspector::addRow(head, {}, tell("You may not list events: there may be some.")).mark = Mark::unknown;
  } else if (m_found.empty()) {
    inspector::addRow(head, {}, tell("No event is kept. The API server drops them after an hour or so.")).mark = Mark::unknown;
  }
  if (!head.rows.empty()) {
    out.push_back(std::move(head));
  }
  std::vector<const Event*> events;
  for (const cluster::Slot slot : m_found) {
    if (const Event* event = snapshot.of<Event>().at(slot)) {
      events.push_back(event);
    }
  }
  std::sort(events.begin(), events.end(), [](const Event* a, const Event* b) {
    return a->last != b->last ? b->last < a->last : a->meta.name.view() < b->meta.name.view();
  });
  for (std::size_t i = 0; i < std::min(events.size(), kMost); ++i) {
    const Event& event = *events[i];
    InspectorSection section;
    section.title = plain(event.reason.view());
    section.scope = tell("%1 ago").arg(age(std::max<std::int64_t>(0, snapshot.time - event.last)));
    inspector::addRow(section, {}, plain(event.message.view())).mark = event.type == "Warning" ? Mark::warning : Mark::notice;
    const EventSubject* subject = subjectOf(event);
    if (subject != nullptr && subject->ref != *m_object) {
      inspector::addLink(section, {}, plain(event.objectName.view()), subject->ref);
    }
    QString where = plain(event.source.view());
    if (event.count > 1) {
      where =
          tell("%1 times in %2, by %3").arg(number(event.count), age(std::max<std::int64_t>(0, event.last - event.first)), where);
    }
    inspector::addRow(section, {}, where).ink = Ink::muted;
    out.push_back(std::move(section));
  }
  if (events.size() > kMost) {
    InspectorSection more;
    inspector::addRow(more, {}, tell("and %1 older").arg(number(static_cast<std::int64_t>(events.size() - kMost)))).ink =
        Ink::muted;
    out.push_back(std::move(more));
  }
  return out;
}

}  // namespace claimscope::ui
