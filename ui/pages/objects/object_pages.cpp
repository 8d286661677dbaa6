// The list of pages under Objects. GUI thread.
#include "ui/pages/objects/object_pages.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/objects/kinds.h"

namespace claimscope::ui {

const std::vector<ObjectPageEntry>& objectPages() {
  static const std::vector<ObjectPageEntry> kPages{
      {"nodes", "node", QT_TRANSLATE_NOOP("Objects", "Nodes"), Kind::Node, makeNodeKind},
      {"pods", "pod", QT_TRANSLATE_NOOP("Objects", "Pods"), Kind::Pod, makePodKind},
      {"classes", "class", QT_TRANSLATE_NOOP("Objects", "Classes"), Kind::DeviceClass, makeClassKind},
      {"templates", "template", QT_TRANSLATE_NOOP("Objects", "Templates"), Kind::ResourceClaimTemplate, makeTemplateKind},
      {"slices", "slice", QT_TRANSLATE_NOOP("Objects", "Slices"), Kind::ResourceSlice, makeSliceKind},
      {"events", "event", QT_TRANSLATE_NOOP("Objects", "Events"), Kind::Event, makeEventKind},
      {"quotas", "quota", QT_TRANSLATE_NOOP("Objects", "Quotas"), Kind::ResourceQuota, makeQuotaKind},
      {"taintrules", "taintrule", QT_TRANSLATE_NOOP("Objects", "Taint rules"), Kind::DeviceTaintRule, makeTaintRuleKind}};
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
  const auto found = std::find_if(pages.begin(), pages.end(), [&](const ObjectPageEntry& page) { return page.object == kind; });
  return found == pages.end() ? QString() : QString::fromLatin1(found->id);
}

std::vector<TabLine::Tab> objectTabs(const cluster::Snapshot* snapshot) {
  std::vector<TabLine::Tab> tabs;
  for (const ObjectPageEntry& page : objectPages()) {
    TabLine::Tab tab{QString::fromLatin1(page.id), QCoreApplication::translate("Objects", page.title), {}};
    if (snapshot != nullptr) {
      const std::size_t size =
          visitKind(page.kind, [&](auto type) { return snapshot->of<typename decltype(type)::type>().size(); });
      const bool served = snapshot->source(page.kind).status.state != SourceState::notServed;
      tab.count =
          served ? number(Count{static_cast<std::int64_t>(size), printedBound(*snapshot, page.kind)}) : QStringLiteral("–");
    }
    tabs.push_back(std::move(tab));
  }
  return tabs;
}

}  // namespace claimscope::ui
