// Content of claims and pods. Pure; any thread.
#include <algorithm>

#include "ui/base/model_words.h"
#include "ui/pages/inspector/content_parts.h"

namespace claimscope::ui::inspector {
namespace {

using cluster::ClaimView;
using cluster::DeviceView;
using cluster::Snapshot;

QString wantedText(const ClaimView& claim) {
  return claim.wantsAll ? tell("all that match, %1 now").arg(number(claim.wanted))
                        : counted(claim.wanted, tell("device"), tell("devices"));
}

void addBody(InspectorSection& section, const QString& label, const DeviceRequestBody& body) {
  QString count = number(body.count);
  if (body.mode == CountMode::all) {
    count = tell("all");
  } else if (body.mode == CountMode::unsupported) {
    count = tell("mode not known");
  }
  addLink(section, label, count + QStringLiteral(" × ") + plain(body.deviceClassName.view()),
          {"class", {}, body.deviceClassName.str()});
  if (body.adminAccess) {
    addRow(section, {}, tell("with admin access")).ink = Ink::secondary;
  }
  for (const Text& selector : body.selectors) {
    // In the box, where long expressions wrap anywhere and can be copied whole; CEL comments say whose they are.
    section.code += (section.code.isEmpty() ? QString() : QStringLiteral("\n")) + QStringLiteral("// ") + label +
                    QLatin1Char('\n') + plainLines(selector.view());
  }
  for (const auto& [name, quantity] : body.capacity) {
    addRow(section, {}, plain(name.view()) + QStringLiteral(" ") + plain(quantity.text())).ink = Ink::secondary;
  }
}

void addRequests(InspectorContent& content, const ResourceClaim& claim) {
  InspectorSection section{tell("Requests"), number(static_cast<std::int64_t>(claim.spec.requests.size())), {}, {}};
  for (const DeviceRequest& request : claim.spec.requests) {
    const QString name = plain(request.name.view());
    if (request.exactly) {
      addBody(section, name, *request.exactly);
    }
    for (const DeviceRequestBody& body : request.firstAvailable) {
      addBody(section, name + QLatin1Char('/') + plain(body.name.view()), body);
    }
  }
  for (const DeviceConstraint& constraint : claim.spec.constraints) {
    const bool match = !constraint.matchAttribute.empty();
    addMono(section, match ? tell("Same") : tell("Distinct"),
            match ? constraint.matchAttribute.view() : constraint.distinctAttribute.view());
  }
  if (claim.classic) {
    const ClassicClaim& classic = *claim.classic;
    addMono(section, tell("Classic class"), classic.resourceClassName.view());
    addMono(section, tell("Mode"), classic.allocationMode.view());
    if (!classic.parametersName.empty()) {
      addRow(section, tell("Parameters"),
             plain(classic.parametersKind.view()) + QLatin1Char(' ') + plain(classic.parametersName.view()));
    }
    if (classic.opaqueAllocation) {
      addRow(section, {}, tell("Only the driver knows the devices.")).mark = Mark::unknown;
    }
  }
  if (!section.rows.empty()) {
    content.sections.push_back(std::move(section));
  }
}

void addDevices(InspectorContent& content, const Snapshot& snapshot, const ClaimView& claim) {
  InspectorSection section{tell("Devices"), number(static_cast<std::int64_t>(claim.devices.size())), {}, {}};
  for (std::size_t i = 0; i < std::min(claim.devices.size(), kMost); ++i) {
    const DeviceView& device = snapshot.inventory->devices[claim.devices[i]];
    const QString where = device.node.empty() ? plain(device.pool.view()) : plain(device.node.view());
    addLink(section, plain(device.name.view()), where, refOf(device)).state = device.state;
  }
  addMore(section, claim.devices.size());
  if (!claim.devices.empty()) {
    content.sections.push_back(std::move(section));
  }
}

QString latencyText(const ClaimLatency& latency) {
  if (latency.bound == Bound::unknown) {
    return tell("? the server does not say when it was allocated");
  }
  const bool belowResolution = latency.ms == 0 && latency.bound != Bound::atLeast;  // the API counts whole seconds
  const QString value = belowResolution ? QStringLiteral("<1 s") : boundMark(latency.bound) + seconds(latency.ms);
  return latency.bound == Bound::atLeast ? tell("%1, still open").arg(value) : tell("%1 from creation to allocation").arg(value);
}

}  // namespace

void inspectClaim(const View& view, const ObjectRef& object, InspectorContent& content) {
  const Snapshot& snapshot = *view.snapshot;
  content.kind = tell("Resource claim");
  const cluster::ClaimIndex index = findClaim(snapshot, object);
  const ResourceClaim* claim = snapshot.of<ResourceClaim>().find(Text(object.namespaceName), Text(object.name));
  if (index == cluster::kNone || claim == nullptr) {
    content.gone = true;
    return;
  }
  const ClaimView& derived = snapshot.inventory->claims[index];
  const ClaimShape shape = claimShape(derived.state);
  content.chips.push_back({plain(derived.state), shape.state, shape.mark});
  content.chips.push_back({plain(object.namespaceName), {}, {}});
  InspectorSection section;
  if (!derived.heldAt.empty()) {
    addRow(section, tell("Held at"), plain(derived.heldAt)).ink = waits(derived) ? Ink::warning : Ink::primary;
  }
  if (!derived.why.empty()) {
    addRow(section, tell("Why"), said(derived.why));
  }
  addRow(section, tell("Wanted"), wantedText(derived));
  if (!derived.node.empty()) {
    addLink(section, tell("Pinned to"), plain(derived.node.view()), {"node", {}, derived.node.str()});
  }
  addRow(section, tell("Reserved for"),
         counted(static_cast<std::int64_t>(claim->reservedFor.size()), tell("consumer"), tell("consumers")));
  addConsumers(section, snapshot, derived);
  if (const OwnerReference* owner = claim->meta.controller(); owner != nullptr && derived.owner.empty()) {
    addOwner(section, *owner, claim->meta.namespaceName);
  }
  addAge(section, claim->meta.created, snapshot.time);
  const ClaimLatency latency = claimLatency(*claim, snapshot.time);
  addRow(section, tell("Latency"), latencyText(latency)).ink = latency.bound == Bound::unknown ? Ink::unknown : Ink::primary;
  if (claim->meta.deleted().isSet()) {
    addRow(section, tell("Deleted"), tell("%1 ago").arg(age(std::max<std::int64_t>(0, snapshot.time - claim->meta.deleted()))))
        .ink = Ink::warning;
  }
  content.sections.push_back(std::move(section));
  addRequests(content, *claim);
  addDevices(content, snapshot, derived);
  content.explains = true;
  content.command = kubectlGet("resourceclaims", object.namespaceName, object.name);
  content.hasYaml = true;
  content.inTopology = true;
}

void inspectPod(const View& view, const ObjectRef& object, InspectorContent& content) {
  const Snapshot& snapshot = *view.snapshot;
  content.kind = tell("Pod");
  const cluster::Slot slot = snapshot.of<Pod>().slotOf(Text(object.namespaceName), Text(object.name));
  const Pod* pod = snapshot.of<Pod>().at(slot);
  if (pod == nullptr) {
    content.gone = true;
    return;
  }
  const std::string word = pod->statusWord();
  const bool well = word == "Running" || word == "Completed" || word == "Succeeded";
  content.chips.push_back({plain(word), {}, word == "Pending" ? Mark::pending : well ? Mark::ok : Mark::warning});
  content.chips.push_back({plain(object.namespaceName), {}, {}});
  InspectorSection section;
  if (!pod->nodeName.empty()) {
    addLink(section, tell("Node"), plain(pod->nodeName.view()), {"node", {}, pod->nodeName.str()});
  }
  if (const OwnerReference* owner = pod->meta.controller()) {
    addOwner(section, *owner, pod->meta.namespaceName);
  }
  for (const Text& gate : pod->spec->schedulingGates) {
    addMono(section, tell("Gate"), gate.view());
  }
  if (const PodCondition* scheduled = pod->condition("PodScheduled"); scheduled != nullptr && !(scheduled->status == "True")) {
    addRow(section, tell("Not scheduled"), plain(scheduled->message.view())).ink = Ink::warning;
  }
  if (!pod->rare->message.empty()) {
    addRow(section, tell("Message"), plain(pod->rare->message.view()));
  }
  addAge(section, pod->meta.created, snapshot.time);
  content.sections.push_back(std::move(section));
  InspectorSection claims{tell("Claims"), number(static_cast<std::int64_t>(pod->spec->claims.size())), {}, {}};
  for (const cluster::ClaimIndex index : snapshot.inventory->claimsOfPod(slot)) {
    const ClaimView& claim = snapshot.inventory->claims[index];
    const ObjectRef ref = refOf(snapshot, claim);
    InspectorRow& row = addLink(claims, plain(claim.state), plain(ref.name), ref);
    const ClaimShape shape = claimShape(claim.state);
    row.state = shape.state;
    row.mark = shape.mark;
  }
  for (const cluster::MissingClaim& missing : snapshot.inventory->missing) {
    if (missing.pod == slot) {
      addRow(claims, plain(missing.entry.view()), tell("no claim yet: %1").arg(said(missing.why))).mark = Mark::notConfigured;
    }
  }
  if (!claims.rows.empty()) {
    content.sections.push_back(std::move(claims));
  }
  InspectorSection health{tell("Device health"), {}, {}, {}};
  for (const DeviceHealth& device : pod->rare->deviceHealth) {
    InspectorRow& row = addRow(health, plain(device.health.view()), plain(device.deviceId.view()));
    row.role = FontRole::mono;
    row.mark = device.health == "Healthy" ? Mark::ok : device.health == "Unhealthy" ? Mark::critical : Mark::unknown;
    if (!device.message.empty()) {
      addRow(health, {}, plain(device.message.view())).ink = Ink::secondary;
    }
  }
  if (!health.rows.empty()) {
    content.sections.push_back(std::move(health));
  }
  content.explains = !pod->spec->claims.empty();
  content.command = kubectlGet("pods", object.namespaceName, object.name);
  content.hasYaml = true;
  content.inTopology = true;
}

}  // namespace claimscope::ui::inspector
