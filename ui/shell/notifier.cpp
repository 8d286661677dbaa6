#include "ui/shell/notifier.h"

#include <QObject>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/explanation/pending_order.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

const Metadata* metaOf(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  if (object.kind == "claim") {
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().find(Text(object.namespaceName), Text(object.name));
    return claim == nullptr ? nullptr : &claim->meta;
  }
  if (object.kind == "pod") {
    const Pod* pod = snapshot.of<Pod>().find(Text(object.namespaceName), Text(object.name));
    return pod == nullptr ? nullptr : &pod->meta;
  }
  return nullptr;
}

QString nameOf(const ObjectRef& object) {
  return plain(object.namespaceName) + QLatin1Char('/') + plain(object.name);
}

/// "4 devices on gpu-h100-0001"; empty where nothing is known.
QString placeOf(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  const cluster::ClaimIndex index = findClaim(snapshot, object);
  if (index == cluster::kNone) {
    return {};
  }
  const cluster::ClaimView& claim = snapshot.inventory->claims[index];
  const QString devices = counted(static_cast<std::int64_t>(claim.devices.size()), QObject::tr("device"), QObject::tr("devices"));
  return claim.node.empty() ? devices : QObject::tr("%1 on %2").arg(devices, plain(claim.node.view()));
}

}  // namespace

bool Notifier::watch(const View& view, const ObjectRef& object) {
  const Metadata* meta = view.snapshot == nullptr ? nullptr : metaOf(*view.snapshot, object);
  if (meta == nullptr || m_watched.size() >= kMostWatched) {
    return false;
  }
  unwatch(object);
  m_watched.push_back({object, meta->uid, isAllocated(*view.snapshot, object)});
  return true;
}

void Notifier::unwatch(const ObjectRef& object) {
  std::erase_if(m_watched, [&](const Watched& watched) { return watched.object == object; });
}

bool Notifier::watches(const ObjectRef& object) const {
  return std::any_of(m_watched.begin(), m_watched.end(), [&](const Watched& watched) { return watched.object == object; });
}

void Notifier::clear() {
  m_watched.clear();
  m_critical.clear();
  m_begun = false;
}

std::vector<Notification> Notifier::look(const View& view) {
  std::vector<Notification> out;
  const cluster::Snapshot& snapshot = *view.snapshot;
  std::erase_if(m_watched, [&](const Watched& watched) {
    const Metadata* meta = metaOf(snapshot, watched.object);
    const bool gone = meta == nullptr || !(meta->uid == watched.uid);
    if (gone) {
      if (!snapshot.firstSyncDone) {
        return false;  // not read yet
      }
      out.push_back({snapshot.time, Mark::warning,
                     watched.allocated ? QObject::tr("%1 was deleted").arg(nameOf(watched.object))
                                       : QObject::tr("%1 was deleted before it was allocated").arg(nameOf(watched.object)),
                     meta == nullptr ? QString() : QObject::tr("Another one of this name was made since."),
                     meta == nullptr ? std::nullopt : std::optional(watched.object)});
      return true;
    }
    const bool allocated = isAllocated(snapshot, watched.object);
    if (allocated == watched.allocated) {
      return false;
    }
    if (allocated) {
      const std::int64_t took = meta->created.isSet() ? snapshot.time - meta->created : -1;
      const QString place = placeOf(snapshot, watched.object);
      out.push_back({snapshot.time, Mark::ok, QObject::tr("%1 is allocated").arg(nameOf(watched.object)),
                     took < 0          ? place
                     : place.isEmpty() ? QObject::tr("after %1").arg(age(took))
                                       : QObject::tr("%1, after %2").arg(place, age(took)),
                     watched.object});
    } else {
      out.push_back({snapshot.time, Mark::notice, QObject::tr("%1 is released").arg(nameOf(watched.object)),
                     QObject::tr("Its devices are free again."), watched.object});
    }
    return true;
  });
  lookAtFindings(view, out);
  return out;
}

void Notifier::lookAtFindings(const View& view, std::vector<Notification>& out) {
  if (!view.snapshot->firstSyncDone || view.diagnosis == nullptr) {
    return;
  }
  std::set<std::string, std::less<>> now;
  for (const diagnosis::Finding& finding : view.diagnosis->findings) {
    if (finding.severity != diagnosis::Severity::critical) {
      continue;
    }
    now.insert(finding.id);
    if (m_begun && m_critical.count(finding.id) == 0) {
      out.push_back({view.snapshot->time, Mark::critical, plain(finding.title), plain(finding.detail),
                     ObjectRef{"finding", {}, finding.id}});
    }
  }
  m_critical = std::move(now);
  m_begun = true;
}

}  // namespace claimscope::ui
