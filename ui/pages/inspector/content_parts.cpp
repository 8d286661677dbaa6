// Shared parts, the choice by kind, and which YAML belongs to an object. Pure; any thread.
#include "ui/pages/inspector/content_parts.h"

#include <algorithm>
#include <array>

#include "ui/base/model_words.h"
#include "ui/base/object_kinds.h"
#include "ui/base/tell.h"

namespace claimscope::ui {
namespace inspector {

InspectorRow& addRow(InspectorSection& section, const QString& label, const QString& value) {
  InspectorRow& row = section.rows.emplace_back();
  row.label = label;
  row.value = value;
  return row;
}

InspectorRow& addMono(InspectorSection& section, const QString& label, std::string_view value) {
  InspectorRow& row = addRow(section, label, plain(value));
  row.role = FontRole::mono;
  return row;
}

InspectorRow& addLink(InspectorSection& section, const QString& label, const QString& value, ObjectRef target) {
  InspectorRow& row = addRow(section, label, value);
  row.role = FontRole::mono;
  row.ink = Ink::accent;
  row.link = std::move(target);
  return row;
}

void addAge(InspectorSection& section, Time created, Time now) {
  if (created.isSet()) {
    addRow(section, tell("Age"), age(std::max<std::int64_t>(0, now - created)));
  }
}

void addOwner(InspectorSection& section, const OwnerReference& owner, const Text& namespaceName) {
  addLink(section, tell("Owner"), plain(owner.kind.view()) + QLatin1Char(' ') + plain(owner.name.view()),
          ownerRef(owner.kind, namespaceName, owner.name));
}

void addConsumers(InspectorSection& section, const cluster::Snapshot& snapshot, const cluster::ClaimView& claim) {
  if (!claim.owner.empty()) {
    OwnerReference owner;
    owner.kind = claim.ownerKind;
    owner.name = claim.ownerName;
    addOwner(section, owner, Text(refOf(snapshot, claim).namespaceName));
  }
  const std::size_t shown = std::min<std::size_t>(claim.pods.size(), 6);
  for (std::size_t i = 0; i < shown; ++i) {
    if (const Pod* pod = snapshot.of<Pod>().at(claim.pods[i])) {
      addLink(section, i == 0 ? tell("Pod") : QString(), plain(pod->meta.name.view()), refOf("pod", pod->meta));
    }
  }
  if (shown < claim.pods.size()) {
    addRow(section, {}, tell("and %1 more pods").arg(number(static_cast<std::int64_t>(claim.pods.size() - shown)))).ink =
        Ink::muted;
  }
}

void addMore(InspectorSection& section, std::size_t all) {
  if (all > kMost) {
    addRow(section, {}, tell("and %1 more").arg(number(static_cast<std::int64_t>(all - kMost)))).ink = Ink::muted;
  }
}

void addFindings(InspectorContent& content, const View& view, const ObjectRef& object) {
  InspectorSection section{tell("Findings"), {}, {}, {}};
  for (const diagnosis::Finding& finding : view.diagnosis->findings) {
    if (std::find(finding.objects.begin(), finding.objects.end(), object) != finding.objects.end()) {
      InspectorRow& row = addRow(section, {}, said(finding.title));
      row.mark = markOf(finding.severity);
      row.link = ObjectRef{"finding", {}, finding.id};
      if (section.rows.size() == 8) {
        break;
      }
    }
  }
  if (!section.rows.empty()) {
    content.sections.insert(content.sections.begin(), std::move(section));
  }
}

QString shellWord(std::string_view text) {
  // Names of a server obey DNS rules; anything else is quoted so that pasting it runs nothing.
  const bool tame = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
  });
  QString word = plain(text);
  return tame ? word : QLatin1Char('\'') + word.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

QString kubectlGet(std::string_view resource, std::string_view namespaceName, std::string_view name) {
  QString command = QStringLiteral("kubectl get ") + QString::fromUtf8(resource.data(), static_cast<qsizetype>(resource.size())) +
                    QLatin1Char(' ') + shellWord(name);
  if (!namespaceName.empty()) {
    command += QStringLiteral(" -n ") + shellWord(namespaceName);
  }
  return command + QStringLiteral(" -o yaml");
}

}  // namespace inspector

InspectorContent inspect(const View& view, const ObjectRef& object) {
  using Fill = void (*)(const View&, const ObjectRef&, InspectorContent&);
  static constexpr std::array<std::pair<std::string_view, Fill>, 13> kFills{{{"device", inspector::inspectDevice},
                                                                             {"pool", inspector::inspectPool},
                                                                             {"claim", inspector::inspectClaim},
                                                                             {"pod", inspector::inspectPod},
                                                                             {"node", inspector::inspectNode},
                                                                             {"class", inspector::inspectClass},
                                                                             {"group", inspector::inspectGroup},
                                                                             {"template", inspector::inspectTemplate},
                                                                             {"slice", inspector::inspectSlice},
                                                                             {"event", inspector::inspectEvent},
                                                                             {"quota", inspector::inspectQuota},
                                                                             {"taintrule", inspector::inspectTaintRule},
                                                                             {"finding", inspector::inspectFinding}}};
  InspectorContent content;
  content.kind = plain(object.kind);
  content.name = plain(object.name);
  const auto fill = std::find_if(kFills.begin(), kFills.end(), [&](const auto& entry) { return entry.first == object.kind; });
  if (fill != kFills.end()) {
    fill->second(view, object, content);
  } else if (isWorkload(object.kind)) {
    inspector::inspectWorkload(view, object, content);
  } else {
    content.gone = true;
  }
  if (content.gone) {
    content.sections.clear();
    InspectorSection section;
    inspector::addRow(section, {}, tell("Not in this view: deleted, filtered by RBAC, or not loaded yet.")).mark = Mark::unknown;
    content.sections.push_back(std::move(section));
  } else if (object.kind != "finding") {
    inspector::addFindings(content, view, object);
  }
  return content;
}

std::optional<ObjectRef> yamlObject(const View& view, const ObjectRef& object) {
  const cluster::Snapshot& snapshot = *view.snapshot;
  if (object.kind == "device") {
    const cluster::DeviceIndex index = findDevice(snapshot, object);
    const ResourceSlice* slice =
        index == cluster::kNone ? nullptr : snapshot.of<ResourceSlice>().at(snapshot.inventory->devices[index].slice);
    return slice != nullptr ? std::optional(refOf("slice", slice->meta)) : std::nullopt;
  }
  if (object.kind == "pool") {
    for (const cluster::PoolView& pool : snapshot.inventory->pools) {
      if (pool.driver == object.namespaceName && pool.name == object.name && !pool.devices.empty()) {
        return yamlObject(view, refOf(snapshot.inventory->devices[pool.devices.front()]));
      }
    }
    return std::nullopt;
  }
  if (object.kind == "finding" || object.kind == "group" || object.kind == "controller") {
    return std::nullopt;
  }
  return object;
}

}  // namespace claimscope::ui
