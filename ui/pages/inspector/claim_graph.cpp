// ClaimGraph: what belongs together, and where it stands. Pure; any thread.
#include "ui/pages/inspector/claim_graph.h"

#include <QStringList>
#include <algorithm>
#include <map>

#include "ui/pages/inspector/content_parts.h"
#include "ui/tables/request_text.h"

namespace claimscope::ui {
namespace {

using cluster::ClaimView;
using cluster::Snapshot;
using inspector::tell;

constexpr int kGap = 28;      ///< between boxes one above the other: room for an arrow and its word
constexpr int kBetween = 16;  ///< between the columns: room for an arrow
constexpr int kLine = 16;
constexpr int kPad = 5;
constexpr std::size_t kFewDevices = 4;
constexpr std::size_t kFewPods = 3;
constexpr std::size_t kFewRequests = 4;

int heightOf(const GraphBox& box) {
  return 2 * kPad + kLine * (box.detail.isEmpty() ? 2 : 3);
}

/// Collects the boxes of one claim, then gives each its place.
class Maker {
 public:
  Maker(const Snapshot& snapshot, int width) : m_snapshot(snapshot), m_width(width) {}

  ClaimGraph ofClaim(cluster::ClaimIndex index, const ObjectRef& centre, std::optional<cluster::Slot> onlyPod) {
    const ClaimView& claim = m_snapshot.inventory->claims[index];
    const ResourceClaim* object = m_snapshot.of<ResourceClaim>().at(claim.slot);
    if (object == nullptr) {
      return {};
    }
    addTemplate(*object);
    addClaim(claim, *object, centre);
    addRequests(claim, *object);
    addPods(claim, centre, onlyPod);
    addNode(claim);
    place();
    return std::move(m_graph);
  }

 private:
  using Index = std::size_t;

  Index add(GraphBox box) {
    m_graph.boxes.push_back(std::move(box));
    return m_graph.boxes.size() - 1;
  }
  void connect(Index from, Index to, const QString& words, bool binding = false) {
    m_graph.arrows.push_back({from, to, words, binding});
  }
  [[nodiscard]] QString ageOf(Time created) const {
    return created.isSet() ? shortAge(std::max<std::int64_t>(0, m_snapshot.time - created)) : QString();
  }

  void addTemplate(const ResourceClaim& claim) {
    const OwnerReference* owner = claim.meta.controller();
    if (owner == nullptr || !(owner->kind == "Pod")) {
      return;
    }
    const Pod* pod = m_snapshot.of<Pod>().find(claim.meta.namespaceName, owner->name);
    const Text name = pod == nullptr ? Text() : templateOf(*pod, claim.meta);
    if (name.empty()) {
      return;
    }
    const auto* object = m_snapshot.of<ResourceClaimTemplate>().find(claim.meta.namespaceName, name);
    GraphBox box{QStringLiteral("ResourceClaimTemplate"),
                 object == nullptr ? tell("not seen") : ageOf(object->meta.created),
                 plain(name.view()),
                 {},
                 {},
                 {},
                 {},
                 false,
                 {}};
    if (object != nullptr) {
      box.link = refOf("template", object->meta);
    }
    m_template = add(std::move(box));
  }

  void addClaim(const ClaimView& claim, const ResourceClaim& object, const ObjectRef& centre) {
    const ObjectRef ref = refOf("claim", object.meta);
    const ClaimShape shape = claimShape(claim.state);
    const auto users = static_cast<std::int64_t>(object.reservedFor.size());
    QString detail = plain(claim.state);
    if (waits(claim)) {
      detail = tell("%1, held at %2").arg(detail, plain(claim.heldAt));
    } else if (users > 1) {
      detail = tell("%1 by %2 pods").arg(detail, number(users));
    }
    m_claim = add({QStringLiteral("ResourceClaim"),
                   ageOf(object.meta.created),
                   plain(object.meta.name.view()),
                   detail,
                   ref,
                   shape.state,
                   shape.mark,
                   ref == centre,
                   {}});
    if (m_template) {
      connect(*m_template, *m_claim, tell("generated"));
    }
  }

  void addRequests(const ClaimView& claim, const ResourceClaim& object) {
    std::map<Text, std::vector<cluster::DeviceIndex>> byRequest;
    const auto& results = object.allocation == nullptr ? List<DeviceAllocation>() : object.allocation->results;
    for (std::size_t i = 0; i < std::min(results.size(), claim.devices.size()); ++i) {
      const std::string_view whole = results[i].request.view();
      byRequest[Text(whole.substr(0, whole.find('/')))].push_back(claim.devices[i]);
    }
    std::vector<const DeviceRequest*> requests;
    for (const DeviceRequest& request : object.spec.requests) {
      requests.push_back(&request);
    }
    const std::size_t shown = std::min(requests.size(), kFewRequests);
    for (std::size_t i = 0; i < shown; ++i) {
      const DeviceRequest& request = *requests[i];
      const auto found = byRequest.find(request.name);
      const std::size_t got = found == byRequest.end() ? 0 : found->second.size();
      QString text = request.exactly ? requestText(*request.exactly)
                     : request.firstAvailable.empty()
                         ? QString()
                         : tell("first of %1").arg(number(static_cast<std::int64_t>(request.firstAvailable.size())));
      GraphBox box{tell("Request"),
                   got == 0 ? QString() : counted(static_cast<std::int64_t>(got), tell("device"), tell("devices")),
                   plain(request.name.view()),
                   std::move(text),
                   {},
                   {},
                   {},
                   false,
                   {}};
      if (request.exactly) {
        box.link = ObjectRef{"class", {}, request.exactly->deviceClassName.str()};
      }
      const Index at = add(std::move(box));
      m_requests.push_back(at);
      connect(*m_claim, at, i == 0 ? tell("asks") : QString());
      m_devices.emplace_back();
      if (found != byRequest.end()) {
        addDevices(at, found->second, shown);
      }
    }
    if (requests.size() > shown) {
      const Index at = add({tell("Request"),
                            {},
                            tell("%1 more").arg(number(static_cast<std::int64_t>(requests.size() - shown))),
                            {},
                            {},
                            {},
                            {},
                            false,
                            {}});
      m_requests.push_back(at);
      m_devices.emplace_back();
      connect(*m_claim, at, {});
    }
  }

  /// Up to four boxes of their own; more become one with their number.
  void addDevices(Index request, const std::vector<cluster::DeviceIndex>& devices, std::size_t requests) {
    const auto& all = m_snapshot.inventory->devices;
    const std::size_t few = requests > 1 ? 1 : kFewDevices;
    if (devices.size() <= few) {
      for (const cluster::DeviceIndex index : devices) {
        const cluster::DeviceView& device = all[index];
        const Index at =
            add({stateShortName(device.state), {}, plain(device.name.view()), {}, refOf(device), device.state, {}, false, {}});
        m_devices.back().push_back(at);
        if (m_devices.back().size() <= 2) {  // the second row hangs below the first
          connect(request, at, m_devices.back().size() == 1 ? tell("allocated") : QString(), true);
        }
      }
      return;
    }
    const cluster::DeviceView& first = all[devices.front()];
    const bool alike =
        std::all_of(devices.begin(), devices.end(), [&](cluster::DeviceIndex index) { return all[index].state == first.state; });
    const Index at = add({alike ? stateShortName(first.state) : tell("several states"),
                          QStringLiteral("×") + number(static_cast<std::int64_t>(devices.size())),
                          plain(first.name.view()) + QStringLiteral(" …"),
                          {},
                          refOf(first),
                          alike ? std::optional(first.state) : std::nullopt,
                          {},
                          false,
                          {}});
    m_devices.back().push_back(at);
    connect(request, at, tell("allocated"), true);
  }

  void addPods(const ClaimView& claim, const ObjectRef& centre, std::optional<cluster::Slot> onlyPod) {
    if (!claim.owner.empty()) {
      m_owner = add({plain(claim.ownerKind.view()), {}, plain(claim.ownerName.view()), {}, {}, {}, {}, false, {}});
    }
    std::size_t shown = 0;
    for (const cluster::Slot slot : claim.pods) {
      const Pod* pod = m_snapshot.of<Pod>().at(slot);
      if (pod == nullptr || (onlyPod && slot != *onlyPod)) {
        continue;
      }
      if (++shown > kFewPods) {
        break;
      }
      const ObjectRef ref = refOf("pod", pod->meta);
      const std::string word = pod->statusWord();
      const bool well = word == "Running" || word == "Completed" || word == "Succeeded";
      const Index at = add({QStringLiteral("Pod"),
                            plain(word),
                            plain(pod->meta.name.view()),
                            {},
                            ref,
                            {},
                            well                ? std::optional<Mark>()
                            : word == "Pending" ? std::optional(Mark::pending)
                                                : std::optional(Mark::warning),
                            ref == centre,
                            {}});
      m_pods.push_back(at);
      if (m_owner && shown == 1) {
        connect(*m_owner, at, tell("runs"));
      }
    }
    const std::size_t rest = onlyPod || claim.pods.size() <= kFewPods ? 0 : claim.pods.size() - kFewPods;
    if (rest > 0) {
      m_pods.push_back(add(
          {QStringLiteral("Pods"), {}, tell("%1 more").arg(number(static_cast<std::int64_t>(rest))), {}, {}, {}, {}, false, {}}));
    }
    if (!m_pods.empty()) {
      connect(m_pods.front(), *m_claim, {}, true);
    }
  }

  void addNode(const ClaimView& claim) {
    if (claim.node.empty()) {
      return;
    }
    const cluster::NodeIndex index = m_snapshot.inventory->findNode(claim.node);
    GraphBox box{tell("Node"), {}, plain(claim.node.view()), {}, ObjectRef{"node", {}, claim.node.str()}, {}, {}, false, {}};
    if (index != cluster::kNone) {
      const cluster::NodeView& node = m_snapshot.inventory->nodes[index];
      const Node* object = m_snapshot.of<Node>().at(node.slot);
      const bool ready = object != nullptr && object->ready() == "True";
      box.state = object == nullptr
                      ? plain(node.instanceType.view())
                      : QStringList{plain(node.instanceType.view()), ready ? tell("Ready") : tell("Not ready")}.join(
                            QStringLiteral(" · "));
      box.mark = object != nullptr && !ready ? std::optional(Mark::warning) : std::nullopt;
    }
    m_node = add(std::move(box));
  }

  GraphBox& box(Index index) { return m_graph.boxes[index]; }

  /// One below the other from `top`; gives the bottom.
  int put(Index index, int x, int top, int width) {
    box(index).rect = QRect(x, top, width, heightOf(box(index)));
    return box(index).rect.bottom() + 1;
  }

  void place() {
    const bool right = m_owner.has_value() || !m_pods.empty();
    const int left = right ? (m_width - kBetween) * 55 / 100 : m_width;
    const int other = m_width - left - kBetween;
    const int x = left + kBetween;
    int top = 0;
    if (m_template) {
      top = put(*m_template, 0, 0, left) + kGap;
    } else if (m_owner) {
      top = heightOf(box(*m_owner)) + kGap;
    }
    int bottom = put(*m_claim, 0, top, left);
    // The first pod stands beside the claim, so that the arrow between them runs sideways.
    int podTop = top;
    if (m_owner) {
      put(*m_owner, x, std::max(0, top - kGap - heightOf(box(*m_owner))), other);
    }
    for (const Index pod : m_pods) {
      podTop = put(pod, x, podTop, other) + 8;
    }
    const auto columns = static_cast<int>(std::max<std::size_t>(1, m_requests.size()));
    const int each = (left - 6 * (columns - 1)) / columns;
    int requestsBottom = bottom;
    int devicesBottom = bottom;
    for (std::size_t i = 0; i < m_requests.size(); ++i) {
      const int at = static_cast<int>(i) * (each + 6);
      requestsBottom = std::max(requestsBottom, put(m_requests[i], at, bottom + kGap, each));
    }
    devicesBottom = requestsBottom;
    for (std::size_t i = 0; i < m_requests.size(); ++i) {
      const auto count = static_cast<int>(m_devices[i].size());
      const int at = static_cast<int>(i) * (each + 6);
      // Two in a row where there is room; the second row hangs below the first.
      const int perRow = std::min(2, std::max(1, count));
      const int wide = (each - 6 * (perRow - 1)) / perRow;
      int rowTop = requestsBottom + kGap;
      for (int k = 0; k < count; ++k) {
        const Index device = m_devices[i][static_cast<std::size_t>(k)];
        const int rowBottom = put(device, at + (k % perRow) * (wide + 6), rowTop, wide);
        devicesBottom = std::max(devicesBottom, rowBottom);
        rowTop = k % perRow == perRow - 1 ? rowBottom + 8 : rowTop;
      }
    }
    bottom = std::max(devicesBottom, podTop - 8);
    if (m_node) {
      bottom = put(*m_node, 0, bottom + kGap, m_width);
      connectNode();
    }
    m_graph.height = bottom + 1;
    route();
  }

  void connectNode() {
    std::vector<Index> last;
    for (std::size_t i = 0; i < m_devices.size(); ++i) {
      // Of two rows only the lower one stands above the node without another box between.
      const std::size_t count = m_devices[i].size();
      for (std::size_t k = count > 2 ? count - (count % 2 == 0 ? 2 : 1) : 0; k < count; ++k) {
        last.push_back(m_devices[i][k]);
      }
    }
    for (const Index device : last) {
      connect(device, *m_node, {});
    }
    if (last.empty()) {
      connect(m_requests.empty() ? *m_claim : m_requests.front(), *m_node, {});
    }
    if (!m_pods.empty()) {
      connect(m_pods.back(), *m_node, tell("on"));
    }
  }

  /// Straight down where one stands below the other, else sideways; down and sideways arrows have columns of their own.
  void route() {
    for (GraphArrow& arrow : m_graph.arrows) {
      const QRect from = box(arrow.from).rect;
      const QRect to = box(arrow.to).rect;
      if (to.top() > from.bottom()) {
        const int low = std::max(from.left(), to.left());
        const int high = std::min(from.right(), to.right());
        const int x = (low + high) / 2;
        arrow.points = {{x, from.bottom() + 1}, {x, to.top() - 1}};
      } else {
        const int y =
            std::min(from.top() + 2 * kPad + kLine, (std::max(from.top(), to.top()) + std::min(from.bottom(), to.bottom())) / 2);
        arrow.points = {{from.left() - 1, y}, {to.right() + 1, y}};
      }
    }
  }

  const Snapshot& m_snapshot;
  int m_width;
  ClaimGraph m_graph;
  std::optional<Index> m_template;
  std::optional<Index> m_claim;
  std::optional<Index> m_owner;
  std::optional<Index> m_node;
  std::vector<Index> m_requests;
  std::vector<std::vector<Index>> m_devices;  ///< by request
  std::vector<Index> m_pods;
};

}  // namespace

ClaimGraph claimGraph(const Snapshot& snapshot, const ObjectRef& object, int width) {
  if (object.kind == "claim") {
    const cluster::ClaimIndex index = findClaim(snapshot, object);
    return index == cluster::kNone ? ClaimGraph{} : Maker(snapshot, width).ofClaim(index, object, std::nullopt);
  }
  if (object.kind == "pod") {
    const cluster::Slot slot = snapshot.of<Pod>().slotOf(Text(object.namespaceName), Text(object.name));
    const auto& claims = snapshot.inventory->claimsOfPod(slot);
    return slot == cluster::kNoSlot || claims.empty() ? ClaimGraph{}
                                                      : Maker(snapshot, width).ofClaim(claims.front(), object, slot);
  }
  return {};
}

QString graphWords(const ClaimGraph& graph) {
  QStringList parts;
  const auto name = [&](std::size_t index) { return graph.boxes[index].kind + QLatin1Char(' ') + graph.boxes[index].name; };
  for (const GraphArrow& arrow : graph.arrows) {
    parts << name(arrow.from) + QStringLiteral(" → ") + name(arrow.to);
  }
  return parts.join(QStringLiteral("; "));
}

}  // namespace claimscope::ui
