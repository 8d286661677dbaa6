// Parts that the contents of several kinds share. Pure; any thread.
#pragma once

#include "ui/base/format.h"
#include "ui/base/tell.h"
#include "ui/pages/inspector/inspector_content.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui::inspector {

/// Rows in the order they are read; each returns the row so that it can be refined.
InspectorRow& addRow(InspectorSection& section, const QString& label, const QString& value);
InspectorRow& addMono(InspectorSection& section, const QString& label, std::string_view value);
InspectorRow& addLink(InspectorSection& section, const QString& label, const QString& value, ObjectRef target);
/// "Age: 2 h 14 m" when the time is known.
void addAge(InspectorSection& section, Time created, Time now);
/// "Owner: Job ml-training-job", a link.
void addOwner(InspectorSection& section, const OwnerReference& owner, const Text& namespaceName);
/// The same and its pods; nothing when none is known.
void addConsumers(InspectorSection& section, const cluster::Snapshot& snapshot, const cluster::ClaimView& claim);
/// The findings that name an object, worst first.
void addFindings(InspectorContent& content, const View& view, const ObjectRef& object);
/// First `most` entries, then one muted line that says how many there are besides.
inline constexpr std::size_t kMost = 24;
void addMore(InspectorSection& section, std::size_t all);
/// A word that a shell takes as it is, quoted where it must be.
[[nodiscard]] QString shellWord(std::string_view text);
[[nodiscard]] QString kubectlGet(std::string_view resource, std::string_view namespaceName, std::string_view name);

void inspectDevice(const View& view, const ObjectRef& object, InspectorContent& content);
void inspectPool(const View& view, const ObjectRef& object, InspectorContent& content);
void inspectClaim(const View& view, const ObjectRef& object, InspectorContent& content);
void inspectPod(const View& view, const ObjectRef& object, InspectorContent& content);
void inspectNode(const View& view, const ObjectRef& object, InspectorContent& content);
void inspectClass(const View& view, const ObjectRef& object, InspectorContent& content);
void inspectGroup(const View& view, const ObjectRef& object, InspectorContent& content);
void inspectTemplate(const View& view, const ObjectRef& object, InspectorContent& content);
void inspectSlice(const View& view, const ObjectRef& object, InspectorContent& content);
void inspectEvent(const View& view, const ObjectRef& object, InspectorContent& content);
void inspectQuota(const View& view, const ObjectRef& object, InspectorContent& content);
void inspectTaintRule(const View& view, const ObjectRef& object, InspectorContent& content);
void inspectWorkload(const View& view, const ObjectRef& object, InspectorContent& content);
void inspectFinding(const View& view, const ObjectRef& object, InspectorContent& content);

}  // namespace claimscope::ui::inspector
