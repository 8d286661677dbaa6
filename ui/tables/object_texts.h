// Objects of a snapshot in words and references: what several pages say in the same way. Pure; any thread.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "model/cluster/snapshot.h"
#include "ui/base/shapes.h"
#include "ui/base/view.h"

namespace claimscope::ui {

[[nodiscard]] ObjectRef refOf(const cluster::DeviceView& device);
[[nodiscard]] ObjectRef refOf(const cluster::Snapshot& snapshot, const cluster::ClaimView& claim);
[[nodiscard]] ObjectRef refOf(std::string kind, const Metadata& meta);
/// kNone when there is no such object. Device names are "pool/device".
[[nodiscard]] cluster::DeviceIndex findDevice(const cluster::Snapshot& snapshot, const ObjectRef& object);
[[nodiscard]] cluster::ClaimIndex findClaim(const cluster::Snapshot& snapshot, const ObjectRef& object);

/// "H100", "true", "570.124.6", "1, 2"; without quotes.
[[nodiscard]] QString attributeText(const AttributeValue& value);
/// "string", "int", "bool", "version", "string list" …
[[nodiscard]] QString attributeType(const AttributeValue& value);
/// The part after the domain: "gpu.nvidia.com/model" is "model".
[[nodiscard]] std::string_view withoutDomain(std::string_view name);

/// Creation to allocation; unknown when the API does not say when. The scheduler's field times are an upper bound, since a
/// later reservation moves them. Open claims: at least their age.
struct ClaimLatency {
  std::int64_t ms = 0;
  Bound bound = Bound::unknown;
};
[[nodiscard]] ClaimLatency claimLatency(const ResourceClaim& claim, Time now);
/// "2.1 s", "≥862 s" (the bound apart), "?" when unknown.
[[nodiscard]] QString seconds(std::int64_t ms);

/// Somebody waits for it: held, other than by its deletion or by having no consumer.
[[nodiscard]] bool waits(const cluster::ClaimView& claim);
/// The shape of kubectl's STATE word.
struct ClaimShape {
  std::optional<cluster::DeviceState> state;
  std::optional<Mark> mark;
};
[[nodiscard]] ClaimShape claimShape(std::string_view stateWord);

/// Node groups that have devices, smallest first, so that scarce hardware is read before the bulk; devices outside nodes last.
/// The order changes only when devices are added or removed.
[[nodiscard]] std::vector<const cluster::GroupView*> groupOrder(const cluster::Inventory& inventory);
/// "1 node", "≥4,000 claims", "? pods".
[[nodiscard]] QString countedBound(std::int64_t value, Bound bound, const QString& one, const QString& many);
/// "≥" and so on; empty for exact.
[[nodiscard]] QString boundMark(Bound bound);
/// "0 free · 14 in use · 2 reserved": states that occur, worst last, with their bounds.
[[nodiscard]] QString stateSummary(const cluster::StateCounts& counts);

}  // namespace claimscope::ui
