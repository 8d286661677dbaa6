// Content of devices, pools and node groups. Pure; any thread.
#include <algorithm>
#include <cmath>

#include "ui/pages/inspector/content_parts.h"
#include "ui/pages/inspector/device_health.h"

namespace claimscope::ui::inspector {
namespace {

using cluster::DeviceView;
using cluster::Snapshot;

void addHolders(InspectorContent& content, const Snapshot& snapshot, const DeviceView& device) {
  InspectorSection section{tell("Claim"), {}, {}, {}};
  const cluster::Inventory& inventory = *snapshot.inventory;
  const std::size_t shown = std::min<std::size_t>(device.claims.size(), 4);
  for (std::size_t i = 0; i < shown; ++i) {
    const cluster::ClaimView& claim = inventory.claims[device.claims[i]];
    const ObjectRef ref = refOf(snapshot, claim);
    addLink(section, tell("Claim"), plain(ref.namespaceName) + QLatin1Char('/') + plain(ref.name), ref);
    addConsumers(section, snapshot, claim);
  }
  if (device.claims.size() > shown) {
    addRow(section, {}, tell("and %1 more claims").arg(number(static_cast<std::int64_t>(device.claims.size() - shown)))).ink =
        Ink::muted;
  }
  if (device.claims.empty()) {
    const bool sure = inventory.claimBound == Bound::exact;
    addRow(section, {}, sure ? tell("No claim holds it.") : tell("No claim that is visible holds it.")).ink = Ink::muted;
  }
  content.sections.push_back(std::move(section));
}

void addHealth(InspectorSection& section, const Snapshot& snapshot, const DeviceView& device) {
  InspectorRow& state = addRow(section, tell("State"), stateName(device.state));
  state.state = device.state;
  if (!device.healthDetail.empty()) {
    addRow(section, tell("Health"), plain(device.healthDetail)).ink = Ink::critical;
  }
  if (device.blocked) {
    addRow(section, {}, tell("Its counters are used up by a sibling partition.")).ink = Ink::warning;
  }
  const bool rulesHidden = snapshot.boundOf(Kind::DeviceTaintRule) == Bound::unknown &&
                           snapshot.source(Kind::DeviceTaintRule).status.state != SourceState::notServed;
  for (const cluster::EffectiveTaint& effective : device.taints) {
    const Taint& taint = effective.taint;
    QString text = plain(taint.key.view());
    if (!taint.value.empty()) {
      text += QLatin1Char('=') + plain(taint.value.view());
    }
    text += QLatin1Char(':') + plain(taint.effect.view());
    if (taint.timeAdded.isSet()) {
      text += tell(", since %1").arg(shortAge(std::max<std::int64_t>(0, snapshot.time - taint.timeAdded)));
    }
    InspectorRow& row = addRow(section, tell("Taint"), text);
    row.role = FontRole::mono;
    row.ink = Ink::warning;
    addRow(section, {}, effective.rule.empty() ? tell("by its slice") : tell("by rule ") + plain(effective.rule.view())).ink =
        Ink::muted;
  }
  if (rulesHidden) {
    addRow(section, tell("Taint"),
           tell("rules are hidden: at least %1").arg(number(static_cast<std::int64_t>(device.taints.size()))))
        .ink = Ink::unknown;
  }
}

/// What dcgm-exporter says of it: a second source, with how it was joined.
void addUse(InspectorContent& content, const View& view, cluster::DeviceIndex index) {
  if (view.use == nullptr || !view.use->available) {
    return;
  }
  const DeviceView& device = view.snapshot->inventory->devices[index];
  const utilisation::DeviceUse* use = view.use->of(index);
  InspectorSection section{tell("Use"), tell("second source"), {}, {}};
  if (use == nullptr || !use->known()) {
    if (device.claims.empty()) {
      return;
    }
    addRow(section, tell("Busy"), tell("unknown: no samples of it")).ink = Ink::muted;
    content.sections.push_back(std::move(section));
    return;
  }
  QString busy = plain(utilisation::percentText(*use->busyPercent));
  if (use->peakPercent) {
    busy += tell(", peak of 3 h %1%2")
                .arg(use->peakBound == Bound::exact ? QString() : QStringLiteral("≥"),
                     plain(utilisation::percentText(*use->peakPercent)));
  }
  addRow(section, tell("Busy"), use->sharedBy > 1 ? QStringLiteral("≤") + busy : busy);
  for (const cluster::ClaimIndex claim : device.claims) {
    if (const utilisation::IdleAllocation* idle = view.use->idleOf(claim)) {
      InspectorRow& row = addRow(section, tell("Idle"), plain(utilisation::idleText(*idle)));
      row.mark = Mark::notice;
      break;
    }
  }
  if (use->memoryUsedMiB) {
    const QString used = number(static_cast<std::int64_t>(*use->memoryUsedMiB));
    addRow(section, tell("Memory"),
           use->memoryTotalMiB ? tell("%1 of %2 MiB").arg(used, number(static_cast<std::int64_t>(*use->memoryTotalMiB)))
                               : tell("%1 MiB").arg(used));
  }
  if (use->temperature) {
    addRow(section, tell("Temperature"), tell("%1 °C").arg(std::lround(*use->temperature)));
  }
  if (use->powerWatts) {
    addRow(section, tell("Power"), tell("%1 W").arg(std::lround(*use->powerWatts)));
  }
  if (use->xid) {
    InspectorRow& row = addRow(section, tell("Health"), tell("last error XID %1").arg(*use->xid));
    row.ink = Ink::warning;
    row.mark = Mark::warning;
  }
  if (use->doubled) {
    addRow(section, tell("UUID"), tell("another device publishes the same")).ink = Ink::warning;
  }
  if (use->sharedBy > 1) {
    addRow(section, {}, tell("%1 instances of its MIG profile cannot be told apart").arg(use->sharedBy)).ink = Ink::muted;
  }
  addRow(section, {},
         tell("%1 at %2, joined by %3")
             .arg(view.use->stale ? tell("stale, as of dcgm-exporter") : tell("dcgm-exporter"), clockTime(use->at),
                  plain(utilisation::joinWord(use->join))))
      .ink = Ink::muted;
  content.sections.push_back(std::move(section));
}

void addAttributes(InspectorContent& content, const Device& device) {
  InspectorSection section{tell("Attributes"), number(static_cast<std::int64_t>(device.attributes.size())), {}, {}};
  for (const DeviceAttribute& attribute : device.attributes) {
    const QString value = attributeText(attribute.value);
    const bool text = std::holds_alternative<Text>(attribute.value);
    InspectorRow& row =
        addRow(section, plain(withoutDomain(attribute.name.view())),
               text ? QLatin1Char('"') + value + QLatin1Char('"') : value + QStringLiteral(" ") + attributeType(attribute.value));
    row.role = FontRole::mono;
  }
  if (!section.rows.empty()) {
    content.sections.push_back(std::move(section));
  }
  InspectorSection capacity{tell("Capacity"), {}, {}, {}};
  for (const DeviceCapacity& entry : device.capacity) {
    addMono(capacity, plain(withoutDomain(entry.name.view())), entry.value.text());
  }
  if (!capacity.rows.empty()) {
    content.sections.push_back(std::move(capacity));
  }
  if (device.extras && !device.extras->consumes.empty()) {
    InspectorSection counters{tell("Consumes counters"), {}, {}, {}};
    for (const CounterConsumption& set : device.extras->consumes) {
      for (const auto& [name, value] : set.counters) {
        addMono(counters, plain(set.counterSet.view()) + QLatin1Char(' ') + plain(name.view()), value.text());
      }
    }
    content.sections.push_back(std::move(counters));
  }
}

void addDeviceList(InspectorContent& content, const Snapshot& snapshot, const std::vector<cluster::DeviceIndex>& devices) {
  InspectorSection section{tell("Devices"), number(static_cast<std::int64_t>(devices.size())), {}, {}};
  for (std::size_t i = 0; i < std::min(devices.size(), kMost); ++i) {
    const DeviceView& device = snapshot.inventory->devices[devices[i]];
    addLink(section, plain(device.name.view()), stateShortName(device.state), refOf(device)).state = device.state;
    section.rows.back().role = FontRole::small;
    section.rows.back().ink = Ink::primary;
  }
  addMore(section, devices.size());
  content.sections.push_back(std::move(section));
}

}  // namespace

void inspectDevice(const View& view, const ObjectRef& object, InspectorContent& content) {
  const Snapshot& snapshot = *view.snapshot;
  content.kind = tell("Device");
  const cluster::DeviceIndex index = findDevice(snapshot, object);
  if (index == cluster::kNone) {
    content.gone = true;
    return;
  }
  const DeviceView& device = snapshot.inventory->devices[index];
  content.name = plain(device.name.view());
  content.chips.push_back({stateShortName(device.state), device.state, {}});
  if (device.adminAccess) {
    content.chips.push_back({tell("admin access"), {}, {}});
  }
  InspectorSection section;
  addHealth(section, snapshot, device);
  addMono(section, tell("Driver"), device.driver.view());
  addLink(section, tell("Pool"), plain(device.pool.view()), {"pool", device.driver.str(), device.pool.str()});
  if (!device.node.empty()) {
    addLink(section, tell("Node"), plain(device.node.view()), {"node", {}, device.node.str()});
  }
  if (device.multiple) {
    addRow(section, tell("Shared"), tell("by several claims"));
  }
  content.sections.push_back(std::move(section));
  addHealthSources(content, view, index);
  addHolders(content, snapshot, device);
  addCard(content, view, index);
  addShares(content, view, index);
  addUse(content, view, index);
  if (const Device* published = snapshot.published(device)) {
    addAttributes(content, *published);
  } else {
    InspectorSection lost{tell("Attributes"), {}, {}, {}};
    addRow(lost, {}, tell("No ResourceSlice publishes it; only a claim's allocation names it.")).mark = Mark::unknown;
    content.sections.push_back(std::move(lost));
  }
  if (const auto yaml = yamlObject(view, object)) {
    content.hasYaml = true;
    content.command = kubectlGet("resourceslices", {}, yaml->name);
  }
  content.inTopology = true;
}

void inspectPool(const View& view, const ObjectRef& object, InspectorContent& content) {
  const Snapshot& snapshot = *view.snapshot;
  content.kind = tell("Resource pool");
  const auto& pools = snapshot.inventory->pools;
  const auto pool = std::find_if(pools.begin(), pools.end(), [&](const cluster::PoolView& p) {
    return p.driver == object.namespaceName && p.name == object.name;
  });
  if (pool == pools.end()) {
    content.gone = true;
    return;
  }
  content.chips.push_back(
      {pool->complete ? tell("complete") : tell("incomplete"), {}, pool->complete ? Mark::ok : Mark::warning});
  InspectorSection section;
  addMono(section, tell("Driver"), pool->driver.view());
  addRow(section, tell("Generation"), number(pool->generation));
  addRow(section, tell("Slices"), tell("%1 of %2").arg(number(pool->seenSlices), number(pool->expectedSlices)));
  if (pool->staleSlices > 0) {
    addRow(section, tell("Old slices"), tell("%1 of older generations").arg(number(static_cast<std::int64_t>(pool->staleSlices))))
        .ink = Ink::warning;
  }
  if (!pool->invalid.empty()) {
    addRow(section, tell("Invalid"), plain(pool->invalid)).ink = Ink::critical;
  }
  if (!pool->node.empty()) {
    addLink(section, tell("Node"), plain(pool->node.view()), {"node", {}, pool->node.str()});
  }
  if (pool->newestSlice.isSet()) {
    addRow(section, tell("Newest slice"), tell("%1 ago").arg(age(std::max<std::int64_t>(0, snapshot.time - pool->newestSlice))));
  }
  content.sections.push_back(std::move(section));
  addDeviceList(content, snapshot, pool->devices);
  content.command = QStringLiteral("kubectl get resourceslices --field-selector spec.driver=") + shellWord(pool->driver.view());
  content.hasYaml = !pool->devices.empty();
}

void inspectGroup(const View& view, const ObjectRef& object, InspectorContent& content) {
  const auto& groups = view.snapshot->inventory->groups;
  content.kind = tell("Node group");
  const auto group =
      std::find_if(groups.begin(), groups.end(), [&](const cluster::GroupView& g) { return g.name == object.name; });
  if (group == groups.end()) {
    content.gone = true;
    return;
  }
  InspectorSection section;
  addRow(section, tell("Nodes"), number(static_cast<std::int64_t>(group->nodes.size())));
  addRow(section, tell("Devices"), number(group->counts.total()));
  addRow(section, tell("States"), stateSummary(group->counts));
  if (!group->instanceTypes.empty()) {
    addMono(section, tell("Type"), group->instanceTypes.view());
  }
  if (!group->product.empty()) {
    addMono(section, tell("Product"), group->product.view());
  }
  content.sections.push_back(std::move(section));
}

}  // namespace claimscope::ui::inspector
