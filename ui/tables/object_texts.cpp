// Objects in words and references. Pure; any thread.
#include "ui/tables/object_texts.h"

#include <QStringList>
#include <algorithm>
#include <array>
#include <tuple>
#include <variant>

#include "ui/base/format.h"
#include "ui/base/tell.h"

namespace claimscope::ui {
namespace {

QString scalarText(std::int64_t value) {
  return QString::number(value);
}
QString scalarText(bool value) {
  return value ? QStringLiteral("true") : QStringLiteral("false");
}
QString scalarText(const Text& value) {
  return plain(value.view());
}
QString scalarText(const Version& value) {
  return plain(value.text.view());
}

template <class T>
QString scalarText(const List<T>& values) {
  QStringList parts;
  for (const auto& value : values) {
    parts << scalarText(static_cast<const T&>(value));
  }
  return parts.join(QStringLiteral(", "));
}

QString scalarText(const List<bool>& values) {
  QStringList parts;
  for (const bool value : values) {
    parts << scalarText(value);
  }
  return parts.join(QStringLiteral(", "));
}

}  // namespace

ObjectRef refOf(const cluster::DeviceView& device) {
  return {"device", device.driver.str(), device.pool.str() + "/" + device.name.str()};
}

ObjectRef refOf(const cluster::Snapshot& snapshot, const cluster::ClaimView& claim) {
  const ResourceClaim* object = snapshot.of<ResourceClaim>().at(claim.slot);
  return object != nullptr ? refOf("claim", object->meta) : ObjectRef{"claim", {}, {}};
}

ObjectRef refOf(std::string kind, const Metadata& meta) {
  return {std::move(kind), meta.namespaceName.str(), meta.name.str()};
}

cluster::DeviceIndex findDevice(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  const std::size_t slash = object.name.rfind('/');  // a device's name has no slash, a pool's may
  if (object.kind != "device" || slash == std::string::npos) {
    return cluster::kNone;
  }
  return snapshot.inventory->findDevice(Text(object.namespaceName), Text(std::string_view(object.name).substr(0, slash)),
                                        Text(std::string_view(object.name).substr(slash + 1)));
}

cluster::ClaimIndex findClaim(const cluster::Snapshot& snapshot, const ObjectRef& object) {
  if (object.kind != "claim") {
    return cluster::kNone;
  }
  const cluster::Slot slot = snapshot.of<ResourceClaim>().slotOf(Text(object.namespaceName), Text(object.name));
  return slot == cluster::kNoSlot ? cluster::kNone : snapshot.inventory->findClaim(slot);
}

QString attributeText(const AttributeValue& value) {
  return std::visit([](const auto& v) { return scalarText(v); }, value);
}

QString attributeType(const AttributeValue& value) {
  static constexpr std::array<const char*, 8> kTypes{"int",      "bool",      "string",      "version",
                                                     "int list", "bool list", "string list", "version list"};
  return QString::fromLatin1(kTypes[value.index()]);
}

std::string_view withoutDomain(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

ClaimLatency claimLatency(const ResourceClaim& claim, Time now) {
  if (!claim.meta.created.isSet()) {
    return {};
  }
  if (claim.allocation == nullptr) {
    return {std::max<std::int64_t>(0, now - claim.meta.created), Bound::atLeast};
  }
  const bool stamped = claim.allocation->allocationTimestamp.isSet();
  const Time at = stamped ? claim.allocation->allocationTimestamp : claim.schedulerWrote;
  if (!at.isSet() || at < claim.meta.created) {
    return {};
  }
  return {at - claim.meta.created, stamped ? Bound::exact : Bound::atMost};
}

QString seconds(std::int64_t ms) {
  constexpr std::int64_t kHour = 3'600'000;
  return ms < kHour ? tell("%1 s").arg(number(ms / 1000)) : age(ms);
}

bool waits(const cluster::ClaimView& claim) {
  return !claim.heldAt.empty() && claim.heldAt != "release" && claim.heldAt != "consumer";
}

ClaimShape claimShape(std::string_view stateWord) {
  if (stateWord == "pending") {
    return {std::nullopt, Mark::pending};
  }
  if (stateWord == "allocated") {
    return {cluster::DeviceState::reservedNotUsed, std::nullopt};
  }
  if (stateWord == "allocated,reserved") {
    return {cluster::DeviceState::inUse, std::nullopt};
  }
  return {std::nullopt, stateWord.find("allocated") != std::string_view::npos ? Mark::warning : Mark::notConfigured};
}

std::vector<const cluster::GroupView*> groupOrder(const cluster::Inventory& inventory) {
  std::vector<const cluster::GroupView*> out;
  for (const cluster::GroupView& group : inventory.groups) {
    if (group.counts.total() > 0) {
      out.push_back(&group);
    }
  }
  const auto rank = [](const cluster::GroupView* group) {
    return std::tuple(group->nodes.empty(), group->counts.total(), group->name.view());
  };
  std::sort(out.begin(), out.end(), [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
  return out;
}

QString countedBound(std::int64_t value, Bound bound, const QString& one, const QString& many) {
  return countOf(number(Count{value, bound}), value == 1 && bound == Bound::exact ? one : many);
}

QString boundMark(Bound bound) {
  switch (bound) {
    case Bound::exact:
      return {};
    case Bound::atLeast:
      return QStringLiteral("≥");
    case Bound::atMost:
      return QStringLiteral("≤");
    case Bound::unknown:
      break;
  }
  return QStringLiteral("?");
}

QString stateSummary(const cluster::StateCounts& counts) {
  using cluster::DeviceState;
  QStringList parts;
  parts << tell("%1 free").arg(number(Count{counts.of(DeviceState::free), counts.freeBound}));
  const auto add = [&](DeviceState state, const char* words, Bound bound) {
    if (counts.of(state) != 0) {
      parts << tell(words).arg(number(Count{counts.of(state), bound}));
    }
  };
  add(DeviceState::inUse, QT_TR_NOOP("%1 in use"), counts.inUseBound);
  add(DeviceState::reservedNotUsed, QT_TR_NOOP("%1 reserved"), counts.inUseBound);
  add(DeviceState::tainted, QT_TR_NOOP("%1 tainted"), counts.taintedBound);
  add(DeviceState::unhealthy, QT_TR_NOOP("%1 unhealthy"), Bound::exact);
  add(DeviceState::unknown, QT_TR_NOOP("%1 unknown"), Bound::exact);
  add(DeviceState::staleGeneration, QT_TR_NOOP("%1 stale"), Bound::exact);
  return parts.join(QStringLiteral(" · "));
}

}  // namespace claimscope::ui
