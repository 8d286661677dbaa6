// The list of pages under Objects. GUI thread.
#include "ui/pages/objects/object_pages.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/object_kinds.h"
#include "ui/pages/objects/kinds.h"

namespace claimscope::ui {

const std::vector<ObjectPageEntry>& objectPages() {
  static const std::vector<ObjectPageEntry> kPages{
      {"nodes", "node", QT_TRANSLATE_NOOP("Objects", "Nodes"), {Kind::Node}, makeNodeKind},
      {"pods", "pod", QT_TRANSLATE_NOOP("Objects", "Pods"), {Kind::Pod}, makePodKind},
      {"workloads",
       "workload",
       QT_TRANSLATE_NOOP("Objects", "Workloads"),
       {Kind::Deployment, Kind::StatefulSet, Kind::DaemonSet, Kind::Job, Kind::CronJob, Kind::ReplicaSet},
       makeWorkloadKind},
      {"classes", "class", QT_TRANSLATE_NOOP("Objects", "Classes"), {Kind::DeviceClass}, makeClassKind},
      {"templates", "template", QT_TRANSLATE_NOOP("Objects", "Templates"), {Kind::ResourceClaimTemplate}, makeTemplateKind},
      {"slices", "slice", QT_TRANSLATE_NOOP("Objects", "Slices"), {Kind::ResourceSlice}, makeSliceKind},
      {"events", "event", QT_TRANSLATE_NOOP("Objects", "Events"), {Kind::Event}, makeEventKind},
      {"quotas", "quota", QT_TRANSLATE_NOOP("Objects", "Quotas"), {Kind::ResourceQuota}, makeQuotaKind},
      {"taintrules", "taintrule", QT_TRANSLATE_NOOP("Objects", "Taint rules"), {Kind::DeviceTaintRule}, makeTaintRuleKind}};
  return kPages;
}

const ObjectPageEntry* objectPage(const QString& id) {
  const auto& pages = objectPages();
  const auto found =
      std::find_if(pages.begin(), pages.end(), [&](const ObjectPageEntry& page) { return id == QLatin1String(page.id); });
  return found == pages.end() ? nullptr : &*found;
}

QString pageOfKind(std::string_view kind) {
  if (kind == "claim") {
    return QStringLiteral("claims");
  }
  if (kind == "device" || kind == "pool") {
    return QStringLiteral("devices");
  }
  const auto& pages = objectPages();
  const auto found = std::find_if(pages.begin(), pages.end(), [&](const ObjectPageEntry& page) { return page.lists(kind); });
  return found == pages.end() ? QString() : QString::fromLatin1(found->id);
}

bool ObjectPageEntry::lists(std::string_view kind) const {
  return object == kind || (object == "workload" && isWorkload(kind));
}

Bound ObjectPageEntry::boundIn(const cluster::Snapshot& snapshot) const {
  Bound bound = Bound::exact;
  for (const Kind kind : kinds) {
    bound = combine(bound, printedBound(snapshot, kind));
  }
  // Of several kinds the hidden ones only add to what is seen.
  return bound == Bound::unknown && kinds.size() > 1 ? Bound::atLeast : bound;
}

Kind ObjectPageEntry::tellingKind(const cluster::Snapshot& snapshot) const {
  const auto in = [&](std::initializer_list<SourceState> states) {
    return std::find_if(kinds.begin(), kinds.end(), [&](Kind kind) {
      const SourceState state = snapshot.source(kind).status.state;
      return std::find(states.begin(), states.end(), state) != states.end();
    });
  };
  for (const auto found : {in({SourceState::waiting, SourceState::loading}), in({SourceState::forbidden}),
                           in({SourceState::failed, SourceState::stale})}) {
    if (found != kinds.end()) {
      return *found;
    }
  }
  return kinds.front();
}

std::vector<TabLine::Tab> objectTabs(const cluster::Snapshot* snapshot) {
  std::vector<TabLine::Tab> tabs;
  for (const ObjectPageEntry& page : objectPages()) {
    TabLine::Tab tab{QString::fromLatin1(page.id), QCoreApplication::translate("Objects", page.title), {}};
    if (snapshot != nullptr) {
      std::size_t size = 0;
      for (const Kind kind : page.kinds) {
        // Those of Deployments are no workloads of their own.
        size += kind == Kind::ReplicaSet
                    ? 0
                    : visitKind(kind, [&](auto type) { return snapshot->of<typename decltype(type)::type>().size(); });
      }
      const bool served = std::any_of(page.kinds.begin(), page.kinds.end(),
                                      [&](Kind kind) { return snapshot->source(kind).status.state != SourceState::notServed; });
      tab.count = served ? number(Count{static_cast<std::int64_t>(size), page.boundIn(*snapshot)}) : QStringLiteral("–");
    }
    tabs.push_back(std::move(tab));
  }
  return tabs;
}

}  // namespace claimscope::ui
