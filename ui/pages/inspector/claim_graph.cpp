// ClaimGraph: what belongs together, and where it stands. Pure; any thread.
#include "ui/pages/inspector/claim_graph.h"

#include <algorithm>
#include <map>

#include "ui/base/object_kinds.h"
#include "ui/pages/inspector/content_parts.h"
#include "ui/pages/inspector/graph_boxes.h"
#include "ui/pages/inspector/workload_graph.h"
#include "ui/tables/request_text.h"

namespace claimscope::ui {
namespace {

using cluster::ClaimView;
using cluster::Snapshot;

constexpr std::size_t kFewDevices = 4;
constexpr std::size_t kFewPods = 3;
constexpr std::size_t kFewRequests = 4;

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
    m_namespace = object->meta.namespaceName;
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
  void addTemplate(const ResourceClaim& claim) {
    if (const Text name = graph::templateOfClaim(m_snapshot, claim); !name.empty()) {
      m_template = add(graph::templateBox(m_snapshot, claim.meta.namespaceName, name));
    }
  }

  void addClaim(const ClaimView& claim, const ResourceClaim& object, const ObjectRef& centre) {
    GraphBox box = graph::claimBox(m_snapshot, claim, object);
    box.centre = *box.link == centre;
    m_claim = add(std::move(box));
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
                   plain(request.name.view()), std::move(text)};
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
      const Index at = add(graph::moreBox(tell("Request"), requests.size() - shown));
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
        const Index at = add(graph::deviceBox(all[index]));
        m_devices.back().push_back(at);
        if (m_devices.back().size() <= 2) {  // the second row hangs below the first
          connect(request, at, m_devices.back().size() == 1 ? tell("allocated") : QString(), true);
        }
      }
      return;
    }
    const Index at = add(graph::devicesBox(*m_snapshot.inventory, devices));
    m_devices.back().push_back(at);
    connect(request, at, tell("allocated"), true);
  }

  void addPods(const ClaimView& claim, const ObjectRef& centre, std::optional<cluster::Slot> onlyPod) {
    if (!claim.owner.empty()) {
      m_owner = add(graph::ownerBox(m_snapshot, claim.ownerKind, m_namespace, claim.ownerName));
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
      GraphBox box = graph::podBox(*pod);
      box.centre = *box.link == centre;
      const Index at = add(std::move(box));
      m_pods.push_back(at);
      if (m_owner && shown == 1) {
        connect(*m_owner, at, tell("runs"));
      }
    }
    const std::size_t rest = onlyPod || claim.pods.size() <= kFewPods ? 0 : claim.pods.size() - kFewPods;
    if (rest > 0) {
      m_pods.push_back(add(graph::moreBox(QStringLiteral("Pods"), rest)));
    }
    if (!m_pods.empty()) {
      connect(m_pods.front(), *m_claim, {}, true);
    }
  }

  void addNode(const ClaimView& claim) {
    if (claim.node.empty()) {
      return;
    }
    m_node = add(graph::nodeBox(m_snapshot, claim.node));
  }

  GraphBox& box(Index index) { return m_graph.boxes[index]; }

  /// One below the other from `top`; gives the bottom.
  int put(Index index, int x, int top, int width) {
    box(index).rect = QRect(x, top, width, graph::heightOf(box(index)));
    return box(index).rect.bottom() + 1;
  }

  void place() {
    const bool right = m_owner.has_value() || !m_pods.empty();
    const int left = right ? (m_width - graph::kBetween) * 55 / 100 : m_width;
    const int other = m_width - left - graph::kBetween;
    const int x = left + graph::kBetween;
    int top = 0;
    if (m_template) {
      top = put(*m_template, 0, 0, left) + graph::kGap;
    } else if (m_owner) {
      top = graph::heightOf(box(*m_owner)) + graph::kGap;
    }
    int bottom = put(*m_claim, 0, top, left);
    // The first pod stands beside the claim, so that the arrow between them runs sideways.
    int podTop = top;
    if (m_owner) {
      put(*m_owner, x, std::max(0, top - graph::kGap - graph::heightOf(box(*m_owner))), other);
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
      requestsBottom = std::max(requestsBottom, put(m_requests[i], at, bottom + graph::kGap, each));
    }
    devicesBottom = requestsBottom;
    for (std::size_t i = 0; i < m_requests.size(); ++i) {
      const auto count = static_cast<int>(m_devices[i].size());
      const int at = static_cast<int>(i) * (each + 6);
      // Two in a row where there is room; the second row hangs below the first.
      const int perRow = std::min(2, std::max(1, count));
      const int wide = (each - 6 * (perRow - 1)) / perRow;
      int rowTop = requestsBottom + graph::kGap;
      for (int k = 0; k < count; ++k) {
        const Index device = m_devices[i][static_cast<std::size_t>(k)];
        const int rowBottom = put(device, at + (k % perRow) * (wide + 6), rowTop, wide);
        devicesBottom = std::max(devicesBottom, rowBottom);
        rowTop = k % perRow == perRow - 1 ? rowBottom + 8 : rowTop;
      }
    }
    bottom = std::max(devicesBottom, podTop - 8);
    if (m_node) {
      bottom = put(*m_node, 0, bottom + graph::kGap, m_width);
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
      arrow.points = to.top() > from.bottom() ? graph::downwards(from, to) : graph::leftwards(from, to);
    }
  }

  const Snapshot& m_snapshot;
  int m_width;
  Text m_namespace;
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
  return isWorkload(object.kind) ? workloadGraph(snapshot, object, width) : ClaimGraph{};
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
