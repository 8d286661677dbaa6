#include "model/cluster/snapshot.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace claimscope::cluster {
namespace {

/// From when on a lost source's numbers are no longer claimed to be the truth (design: above 120 s).
constexpr std::int64_t kLostMs = 120'000;

void appendDevices(const Inventory& inventory, std::vector<std::string>& lines) {
  for (const DeviceView& device : inventory.devices) {
    lines.push_back(fmt::format("device {}/{}/{} node={} state={} base={} admin={} blocked={} claims={} taints={}",
                                device.driver.view(), device.pool.view(), device.name.view(), device.node.view(),
                                deviceStateWord(device.state), deviceStateWord(device.base), device.adminAccess, device.blocked,
                                device.claims.size(), device.taints.size()));
  }
  for (const PoolView& pool : inventory.pools) {
    lines.push_back(fmt::format("pool {}/{} generation={} slices={}/{} complete={} stale={} devices={} invalid={}",
                                pool.driver.view(), pool.name.view(), pool.generation, pool.seenSlices, pool.expectedSlices,
                                pool.complete, pool.staleSlices, pool.devices.size(), pool.invalid));
  }
}

void appendClaims(const Snapshot& snapshot, std::vector<std::string>& lines) {
  const Inventory& inventory = *snapshot.inventory;
  for (const ClaimView& claim : inventory.claims) {
    const Metadata& meta = snapshot.of<ResourceClaim>().at(claim.slot)->meta;
    std::string devices;
    for (const DeviceIndex i : claim.devices) {
      const DeviceView& device = inventory.devices[i];
      devices += fmt::format(" {}/{}/{}", device.driver.view(), device.pool.view(), device.name.view());
    }
    std::string pods;
    for (const Slot slot : claim.pods) {
      pods += " " + snapshot.of<Pod>().at(slot)->meta.name.str();
    }
    lines.push_back(fmt::format("claim {}/{} state={} owner={} held={} devices=[{} ] pods=[{} ]", meta.namespaceName.view(),
                                meta.name.view(), claim.state.view(), claim.owner.view(), claim.heldAt.view(), devices, pods));
  }
  for (const MissingClaim& missing : inventory.missing) {
    const Metadata& meta = snapshot.of<Pod>().at(missing.pod)->meta;
    lines.push_back(fmt::format("missing {}/{} entry={} held={}", meta.namespaceName.view(), meta.name.view(),
                                missing.entry.view(), missing.heldAt));
  }
}

}  // namespace

const Device* Snapshot::published(const DeviceView& device) const {
  const ResourceSlice* slice = of<ResourceSlice>().at(device.slice);
  return slice == nullptr || device.indexInSlice >= slice->devices.size() ? nullptr : &slice->devices[device.indexInSlice];
}

Bound Snapshot::boundOf(Kind kind) const {
  const SourceStatus& status = source(kind).status;
  switch (status.state) {
    case SourceState::live:
    case SourceState::polling:
    case SourceState::complete:
      // A live kind with an error is one whose rest is hidden: only one namespace may be read.
      return source(kind).skipped > 0 || status.error ? Bound::atLeast : Bound::exact;
    case SourceState::loading:
      return Bound::atLeast;
    case SourceState::stale:
      return ageMs(kind).value_or(kLostMs) < kLostMs ? Bound::exact : Bound::unknown;
    case SourceState::waiting:
    case SourceState::forbidden:
    case SourceState::notServed:
    case SourceState::failed:
      break;
  }
  return Bound::unknown;
}

std::optional<std::int64_t> Snapshot::ageMs(Kind kind) const {
  const Time contact = source(kind).status.lastContact;
  if (!contact.isSet()) {
    return std::nullopt;
  }
  return std::max<std::int64_t>(0, time - contact);
}

std::string canonicalDump(const Snapshot& snapshot) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    visitKind(static_cast<Kind>(i), [&]<class T>(std::type_identity<T>) {
      snapshot.of<T>().forEach([&](Slot, const T& object) {
        lines.push_back(fmt::format("object {} {}/{} {} {}", kindRequest(kKindOf<T>).resource, object.meta.namespaceName.view(),
                                    object.meta.name.view(), object.meta.uid.str(), object.meta.resourceVersion.str()));
      });
    });
  }
  appendDevices(*snapshot.inventory, lines);
  appendClaims(snapshot, lines);
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) {
    out += line + "\n";
  }
  return out;
}

std::string digestLines(const Snapshot& snapshot, Kind kind) {
  std::vector<std::string> lines;
  visitKind(kind, [&]<class T>(std::type_identity<T>) {
    lines.reserve(snapshot.of<T>().size());
    snapshot.of<T>().forEach(
        [&](Slot, const T& object) { lines.push_back(object.meta.uid.str() + " " + object.meta.resourceVersion.str() + "\n"); });
  });
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) {
    out += line;
  }
  return out;
}

}  // namespace claimscope::cluster
