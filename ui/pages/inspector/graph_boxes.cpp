// What each kind of box says. Pure; any thread.
#include "ui/pages/inspector/graph_boxes.h"

#include <QStringList>
#include <algorithm>

#include "ui/base/object_kinds.h"
#include "ui/pages/inspector/content_parts.h"
#include "ui/tables/request_text.h"
#include "ui/tables/workload_use.h"

namespace claimscope::ui::graph {
namespace {

using cluster::Snapshot;

QString ageOf(const Snapshot& snapshot, Time created) {
  return created.isSet() ? shortAge(std::max<std::int64_t>(0, snapshot.time - created)) : QString();
}

}  // namespace

int heightOf(const GraphBox& box) {
  return 2 * kPad + kLine * (box.detail.isEmpty() ? 2 : 3);
}

GraphBox templateBox(const Snapshot& snapshot, const Text& namespaceName, const Text& name) {
  const auto* object = snapshot.of<ResourceClaimTemplate>().find(namespaceName, name);
  GraphBox box{QStringLiteral("ResourceClaimTemplate"),
               object == nullptr ? tell("not seen") : ageOf(snapshot, object->meta.created), plain(name.view())};
  if (object != nullptr) {
    box.link = refOf("template", object->meta);
  }
  return box;
}

GraphBox claimBox(const Snapshot& snapshot, const cluster::ClaimView& claim, const ResourceClaim& object) {
  const ClaimShape shape = claimShape(claim.state);
  const auto users = static_cast<std::int64_t>(object.reservedFor.size());
  QString detail = plain(claim.state);
  if (waits(claim)) {
    detail = tell("%1, held at %2").arg(detail, plain(claim.heldAt));
  } else if (users > 1) {
    detail = tell("%1 by %2 pods").arg(detail, number(users));
  }
  return {QStringLiteral("ResourceClaim"),
          ageOf(snapshot, object.meta.created),
          plain(object.meta.name.view()),
          detail,
          refOf("claim", object.meta),
          shape.state,
          shape.mark};
}

GraphBox podBox(const Pod& pod) {
  const std::string word = pod.statusWord();
  const bool well = word == "Running" || word == "Completed" || word == "Succeeded";
  GraphBox box{QStringLiteral("Pod"), plain(word), plain(pod.meta.name.view()), {}, refOf("pod", pod.meta)};
  box.mark = well ? std::optional<Mark>() : word == "Pending" ? std::optional(Mark::pending) : std::optional(Mark::warning);
  return box;
}

GraphBox nodeBox(const Snapshot& snapshot, const Text& name) {
  const cluster::NodeIndex index = snapshot.inventory->findNode(name);
  GraphBox box{tell("Node"), {}, plain(name.view()), {}, ObjectRef{"node", {}, name.str()}};
  if (index != cluster::kNone) {
    const cluster::NodeView& node = snapshot.inventory->nodes[index];
    const Node* object = snapshot.of<Node>().at(node.slot);
    const bool ready = object != nullptr && object->ready() == "True";
    box.state =
        object == nullptr
            ? plain(node.instanceType.view())
            : QStringList{plain(node.instanceType.view()), ready ? tell("Ready") : tell("Not ready")}.join(QStringLiteral(" · "));
    box.mark = object != nullptr && !ready ? std::optional(Mark::warning) : std::nullopt;
  }
  return box;
}

GraphBox ownerBox(const Snapshot& snapshot, const Text& kind, const Text& namespaceName, const Text& name) {
  GraphBox box{plain(kind.view()), {}, plain(name.view()), {}, ownerRef(kind, namespaceName, name)};
  const auto status = cluster::workloadStatus(snapshot, kind.view(), namespaceName, name);
  if (status) {
    const WorkloadWord word = wordOf(*status);
    const bool counts = !status->activeOnly && !status->ended() && !status->suspended;
    box.state = counts ? number(status->ready) + QLatin1Char('/') + number(status->desired) : word.text;
    box.mark = word.mark == Mark::ok || word.mark == Mark::stays ? std::nullopt : std::optional(word.mark);
  }
  return box;
}

GraphBox deviceBox(const cluster::DeviceView& device) {
  GraphBox box{stateShortName(device.state), {}, plain(device.name.view()), {}, refOf(device)};
  box.shape = device.state;
  return box;
}

GraphBox devicesBox(const cluster::Inventory& inventory, const std::vector<cluster::DeviceIndex>& devices) {
  const cluster::DeviceView& first = inventory.devices[devices.front()];
  if (devices.size() == 1) {
    return deviceBox(first);
  }
  const bool alike = std::all_of(devices.begin(), devices.end(),
                                 [&](cluster::DeviceIndex index) { return inventory.devices[index].state == first.state; });
  GraphBox box = deviceBox(first);
  box.kind = alike ? stateShortName(first.state) : tell("several states");
  box.state = QStringLiteral("×") + number(static_cast<std::int64_t>(devices.size()));
  box.name += QStringLiteral(" …");
  box.shape = alike ? box.shape : std::nullopt;
  return box;
}

GraphBox moreBox(const QString& kind, std::size_t count) {
  return {kind, {}, tell("%1 more").arg(number(static_cast<std::int64_t>(count)))};
}

Text templateOfClaim(const Snapshot& snapshot, const ResourceClaim& claim) {
  const OwnerReference* owner = claim.meta.controller();
  const Pod* pod =
      owner == nullptr || !(owner->kind == "Pod") ? nullptr : snapshot.of<Pod>().find(claim.meta.namespaceName, owner->name);
  return pod == nullptr ? Text() : templateOf(*pod, claim.meta);
}

std::vector<QPoint> downwards(const QRect& from, const QRect& to) {
  const int x = (std::max(from.left(), to.left()) + std::min(from.right(), to.right())) / 2;
  return {{x, from.bottom() + 1}, {x, to.top() - 1}};
}

std::vector<QPoint> leftwards(const QRect& from, const QRect& to) {
  const int y =
      std::min(from.top() + 2 * kPad + kLine, (std::max(from.top(), to.top()) + std::min(from.bottom(), to.bottom())) / 2);
  return {{from.left() - 1, y}, {to.right() + 1, y}};
}

}  // namespace claimscope::ui::graph
