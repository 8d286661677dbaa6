// Content of nodes, device classes and findings. Pure; any thread.
#include <algorithm>

#include "ui/base/model_words.h"
#include "ui/pages/inspector/content_parts.h"

namespace claimscope::ui::inspector {
namespace {

using cluster::Snapshot;

/// What the Node object itself says; the inventory also knows nodes that only slices name.
void addNodeFacts(InspectorContent& content, InspectorSection& section, const Node& node, const Snapshot& snapshot) {
  const Text ready = node.ready();
  const bool well = ready == "True";
  content.chips.insert(content.chips.begin(), {well               ? tell("Ready")
                                               : ready.empty()    ? tell("Ready not reported")
                                               : ready == "False" ? tell("Not ready")
                                                                  : tell("Ready unknown"),
                                               {},
                                               well               ? Mark::ok
                                               : ready == "False" ? Mark::critical
                                                                  : Mark::unknown});
  if (node.unschedulable) {
    content.chips.push_back({tell("cordoned"), {}, Mark::warning});
  }
  addMono(section, tell("Kubelet"), node.kubeletVersion.view());
  for (const Taint& taint : node.taints) {
    InspectorRow& row = addRow(section, tell("Taint"), plain(taint.key.view()) + QLatin1Char(':') + plain(taint.effect.view()));
    row.role = FontRole::mono;
    row.ink = Ink::warning;
  }
  for (const auto& [name, quantity] : node.allocatable) {
    if (name == "cpu" || name == "memory" || name == "pods") {
      addRow(section, plain(name.view()), tell("%1 allocatable").arg(plain(formatQuantity(quantity))));
    }
  }
  for (const Condition& condition : node.conditions) {
    const bool expected = condition.type == "Ready" ? condition.status == "True" : condition.status == "False";
    if (!expected) {
      addRow(section, plain(condition.type.view()),
             plain(condition.status.view()) + QStringLiteral(" ") + plain(condition.message.view()))
          .ink = Ink::warning;
    }
  }
  addAge(section, node.meta.created, snapshot.time);
}

void addDevicesOf(InspectorContent& content, const Snapshot& snapshot, const cluster::NodeView& node) {
  InspectorSection devices{tell("Devices"), number(static_cast<std::int64_t>(node.devices.size())), {}, {}};
  for (std::size_t i = 0; i < std::min(node.devices.size(), kMost); ++i) {
    const cluster::DeviceView& device = snapshot.inventory->devices[node.devices[i]];
    InspectorRow& row = addLink(devices, stateShortName(device.state), plain(device.name.view()), refOf(device));
    row.state = device.state;
  }
  addMore(devices, node.devices.size());
  if (!devices.rows.empty()) {
    content.sections.push_back(std::move(devices));
  }
  InspectorSection pods{tell("Pods with claims"), number(static_cast<std::int64_t>(node.podsWithClaims.size())), {}, {}};
  for (std::size_t i = 0; i < std::min(node.podsWithClaims.size(), kMost); ++i) {
    if (const Pod* pod = snapshot.of<Pod>().at(node.podsWithClaims[i])) {
      addLink(pods, plain(pod->meta.namespaceName.view()), plain(pod->meta.name.view()), refOf("pod", pod->meta));
    }
  }
  addMore(pods, node.podsWithClaims.size());
  if (!pods.rows.empty()) {
    content.sections.push_back(std::move(pods));
  }
}

}  // namespace

void inspectNode(const View& view, const ObjectRef& object, InspectorContent& content) {
  const Snapshot& snapshot = *view.snapshot;
  content.kind = tell("Node");
  const cluster::NodeIndex index = snapshot.inventory->findNode(Text(object.name));
  if (index == cluster::kNone) {
    content.gone = true;
    return;
  }
  const cluster::NodeView& derived = snapshot.inventory->nodes[index];
  InspectorSection section;
  if (!derived.group.empty()) {
    addMono(section, tell("Node group"), groupName(derived.group.view()).toStdString());
  }
  if (!derived.zone.empty()) {
    addMono(section, tell("Zone"), derived.zone.view());
  }
  if (!derived.instanceType.empty()) {
    addMono(section, tell("Type"), derived.instanceType.view());
  }
  if (const Node* node = snapshot.of<Node>().at(derived.slot)) {
    addNodeFacts(content, section, *node, snapshot);
    content.hasYaml = true;
    content.command = kubectlGet("nodes", {}, object.name);
  } else {
    const bool hidden = snapshot.boundOf(Kind::Node) == Bound::unknown;
    addRow(section, {},
           hidden ? tell("Nodes are hidden; a ResourceSlice names this one.")
                  : tell("A ResourceSlice names it, but there is no such Node."))
        .mark = Mark::unknown;
  }
  content.sections.push_back(std::move(section));
  addDevicesOf(content, snapshot, derived);
  content.inTopology = true;
}

void inspectClass(const View& view, const ObjectRef& object, InspectorContent& content) {
  const Snapshot& snapshot = *view.snapshot;
  content.kind = tell("Device class");
  const DeviceClass* found = snapshot.of<DeviceClass>().find(Text(), Text(object.name));
  if (found == nullptr) {
    content.gone = true;
    return;
  }
  InspectorSection section;
  std::int64_t asking = 0;
  std::int64_t waiting = 0;
  const Text name(object.name);
  for (const cluster::ClaimView& claim : snapshot.inventory->claims) {
    if (std::find(claim.classes.begin(), claim.classes.end(), name) != claim.classes.end()) {
      ++asking;
      waiting += waits(claim) ? 1 : 0;
    }
  }
  addRow(section, tell("Claims"), number(Count{asking, snapshot.inventory->claimBound}));
  addRow(section, tell("Waiting"), number(Count{waiting, snapshot.inventory->claimBound})).ink =
      waiting > 0 ? Ink::warning : Ink::primary;
  if (!found->extendedResourceName.empty()) {
    addMono(section, tell("Extended"), found->extendedResourceName.view());
  }
  addAge(section, found->meta.created, snapshot.time);
  content.sections.push_back(std::move(section));
  for (const Text& selector : found->selectors) {
    content.sections.push_back({tell("Selector"), {}, {}, plainLines(selector.view())});
  }
  content.command = kubectlGet("deviceclasses", {}, object.name);
  content.hasYaml = true;
}

void inspectFinding(const View& view, const ObjectRef& object, InspectorContent& content) {
  const auto& findings = view.diagnosis->findings;
  const auto finding =
      std::find_if(findings.begin(), findings.end(), [&](const diagnosis::Finding& f) { return f.id == object.name; });
  content.kind = tell("Finding");
  if (finding == findings.end()) {
    content.gone = true;
    return;
  }
  content.name = said(finding->title);
  content.chips.push_back({severityName(finding->severity), {}, markOf(finding->severity)});
  InspectorSection section;
  addRow(section, {}, said(finding->detail));
  addMono(section, tell("Check"), finding->check);
  if (finding->since.isSet()) {
    addRow(
        section, tell("Since"),
        tell("%1, %2 ago").arg(clockTime(finding->since), age(std::max<std::int64_t>(0, view.snapshot->time - finding->since))));
  }
  content.sections.push_back(std::move(section));
  InspectorSection objects{tell("Objects"), number(static_cast<std::int64_t>(finding->objects.size())), {}, {}};
  for (std::size_t i = 0; i < std::min(finding->objects.size(), kMost); ++i) {
    const ObjectRef& named = finding->objects[i];
    const bool inNamespace = named.kind == "claim" || named.kind == "pod";
    addLink(objects, plain(named.kind),
            inNamespace ? plain(named.namespaceName) + QLatin1Char('/') + plain(named.name) : plain(named.name), named);
  }
  addMore(objects, finding->objects.size());
  if (!objects.rows.empty()) {
    content.sections.push_back(std::move(objects));
  }
  InspectorSection evidence{tell("Evidence"), {}, {}, {}};
  for (const diagnosis::Evidence& entry : finding->evidence) {
    addMono(evidence, plain(entry.object), entry.field + " = " + entry.value);
  }
  if (!evidence.rows.empty()) {
    content.sections.push_back(std::move(evidence));
  }
  if (!finding->command.empty()) {
    content.sections.push_back({tell("Command"), {}, {}, plainLines(finding->command)});
  }
  content.command = plain(finding->command);
}

}  // namespace claimscope::ui::inspector
