// Blocks of pods below a workload: at the left of each what it holds, joined to the template by a rail at the left edge and to
// the workload by one at the right edge, so that no arrow crosses another.
#include "ui/pages/inspector/workload_graph.h"

#include <QStringList>
#include <algorithm>
#include <map>
#include <set>

#include "model/cluster/workloads.h"
#include "ui/base/object_kinds.h"
#include "ui/pages/inspector/content_parts.h"
#include "ui/pages/inspector/graph_boxes.h"
#include "ui/tables/request_text.h"
#include "ui/tables/workload_use.h"

namespace claimscope::ui {
namespace {

using cluster::Snapshot;

constexpr int kRail = 12;   ///< left and right of the blocks
constexpr int kApart = 14;  ///< between blocks
constexpr int kBelow = 8;   ///< between claims of one pod
constexpr std::size_t kFewPods = 3;
constexpr std::size_t kFewBlocks = 4;
constexpr std::size_t kFewClaims = 3;
constexpr std::size_t kFewTemplates = 3;

QString times(std::size_t count) {
  return QStringLiteral("×") + number(static_cast<std::int64_t>(count));
}

/// What one pod shows of one claim it asks for.
struct Share {
  cluster::ClaimIndex claim = cluster::kNone;
  const cluster::MissingClaim* missing = nullptr;
};

/// Pods that are drawn as one.
struct Block {
  std::vector<cluster::Slot> pods;
  std::vector<std::vector<Share>> shares;  ///< by claim of a pod, then by pod
  bool shared = false;                     ///< all of them use the same claim
};

class WorkloadMaker {
 public:
  WorkloadMaker(const Snapshot& snapshot, int width) : m_snapshot(snapshot), m_width(width) {}

  ClaimGraph of(const ObjectRef& workload) {
    const OwnerName name = ownerName(workload);
    m_space = Text(workload.namespaceName);
    const WorkloadUse use = useOf(m_snapshot, workload);
    const auto status = cluster::workloadStatus(m_snapshot, name.kind, m_space, Text(name.name));
    readTemplates(status ? status->templateClaims : nullptr, use);
    if (use.claims.empty() && use.missing.empty() && m_names.empty()) {
      return {};
    }
    m_left = (m_width - graph::kBetween) * 55 / 100;
    const int top = std::max(placeTemplates(), placeOwners(workload, status ? status->meta : nullptr));
    connectTemplates();
    placeBlocks(blocksOf(use), top + graph::kGap);
    return std::move(m_graph);
  }

 private:
  using Index = std::size_t;

  Index add(GraphBox box) {
    m_graph.boxes.push_back(std::move(box));
    return m_graph.boxes.size() - 1;
  }
  const QRect& rectOf(Index index) const { return m_graph.boxes[index].rect; }
  /// Gives the bottom.
  int put(Index index, int x, int top, int width) {
    GraphBox& box = m_graph.boxes[index];
    box.rect = QRect(x, top, width, graph::heightOf(box));
    m_graph.height = std::max(m_graph.height, top + box.rect.height() + 1);
    return top + box.rect.height();
  }
  void arrow(Index from, Index to, const QString& words, bool binding, std::vector<QPoint> points) {
    m_graph.arrows.push_back({from, to, words, binding, std::move(points)});
  }
  [[nodiscard]] int rightColumn() const { return m_left + graph::kBetween; }

  /// What the pod template names; where it is not seen, what the claims were made from.
  void readTemplates(const List<Text>* named, const WorkloadUse& use) {
    const auto note = [this](const Text& name) {
      if (!name.empty() && std::find(m_names.begin(), m_names.end(), name) == m_names.end()) {
        m_names.push_back(name);
      }
    };
    if (named != nullptr) {
      for (const Text& name : *named) {
        if (m_snapshot.of<ResourceClaim>().find(m_space, name) == nullptr) {  // a claim of that name is drawn with its pods
          note(name);
        }
      }
      return;
    }
    for (const cluster::ClaimIndex index : use.claims) {
      if (const ResourceClaim* claim = m_snapshot.of<ResourceClaim>().at(m_snapshot.inventory->claims[index].slot)) {
        note(graph::templateOfClaim(m_snapshot, *claim));
      }
    }
    for (const cluster::MissingClaim* missing : use.missing) {
      note(missing->templateName);
    }
  }

  int placeTemplates() {
    int top = 0;
    const std::size_t shown = std::min(m_names.size(), kFewTemplates);
    for (std::size_t i = 0; i < shown; ++i) {
      m_templates.push_back(add(graph::templateBox(m_snapshot, m_space, m_names[i])));
      top = put(m_templates.back(), 0, top, m_left) + kBelow;
    }
    if (m_names.size() > shown) {
      top = put(add(graph::moreBox(QStringLiteral("ResourceClaimTemplates"), m_names.size() - shown)), 0, top, m_left) + kBelow;
    }
    return top - kBelow;
  }

  /// The workload, below it nothing but its pods; above it what made it.
  int placeOwners(const ObjectRef& workload, const Metadata* meta) {
    const int x = rightColumn();
    const int width = m_width - x;
    int top = 0;
    std::optional<Index> above;
    if (const OwnerReference* owner = meta == nullptr ? nullptr : meta->controller()) {
      above = add(graph::ownerBox(m_snapshot, owner->kind, m_space, owner->name));
      top = put(*above, x, 0, width) + graph::kGap;
    }
    const OwnerName name = ownerName(workload);
    GraphBox box = graph::ownerBox(m_snapshot, Text(name.kind), m_space, Text(name.name));
    box.centre = true;
    m_owner = add(std::move(box));
    const int bottom = put(m_owner, x, top, width);
    if (above) {
      arrow(*above, m_owner, tell("makes"), false, graph::downwards(rectOf(*above), rectOf(m_owner)));
    }
    return bottom;
  }

  /// From the workload over the gap between the columns to each template.
  void connectTemplates() {
    const int trunk = m_left + graph::kBetween / 2;
    const int from = rectOf(m_owner).center().y();
    for (const Index at : m_templates) {
      const QRect& rect = rectOf(at);
      const int y = rect.top() <= from && from <= rect.bottom() ? from : rect.center().y();
      std::vector<QPoint> points{{rectOf(m_owner).left() - 1, from}};
      if (y != from) {
        points.insert(points.end(), {{trunk, from}, {trunk, y}});
      }
      points.push_back({rect.right() + 1, y});
      arrow(m_owner, at, tell("asks for"), false, std::move(points));
    }
  }

  [[nodiscard]] std::vector<Share> sharesOf(cluster::Slot pod) const {
    std::vector<Share> out;
    for (const cluster::ClaimIndex index : m_snapshot.inventory->claimsOfPod(pod)) {
      out.push_back({index, nullptr});
    }
    if (const auto found = m_missing.find(pod); found != m_missing.end()) {
      for (const cluster::MissingClaim* missing : found->second) {
        out.push_back({cluster::kNone, missing});
      }
    }
    return out;
  }

  /// Equal for pods that differ in nothing an eye looks for: states of the pod, its claims and their devices.
  [[nodiscard]] std::string alikeKey(const Pod& pod, const std::vector<Share>& shares) const {
    std::string key = pod.statusWord();
    for (const Share& share : shares) {
      if (share.missing != nullptr) {
        key += "|-" + share.missing->heldAt;
        continue;
      }
      const cluster::ClaimView& claim = m_snapshot.inventory->claims[share.claim];
      key += '|';
      key += claim.state.view();
      key += claim.heldAt.view();
      std::set<char> states;
      for (const cluster::DeviceIndex device : claim.devices) {
        states.insert(static_cast<char>('a' + static_cast<int>(m_snapshot.inventory->devices[device].state)));
      }
      key.append(states.begin(), states.end());
    }
    return key;
  }

  std::vector<Block> blocksOf(const WorkloadUse& use) {
    for (const cluster::MissingClaim* missing : use.missing) {
      m_missing[missing->pod].push_back(missing);
    }
    std::vector<Block> blocks;
    std::map<std::string, std::size_t> byKey;
    for (const cluster::Slot slot : use.pods) {
      const Pod* pod = m_snapshot.of<Pod>().at(slot);
      std::vector<Share> shares = sharesOf(slot);
      const bool shared = shares.size() == 1 && shares.front().missing == nullptr &&
                          m_snapshot.inventory->claims[shares.front().claim].pods.size() > 1;
      // Pods of one claim stand beside it; of many, those in the same state only.
      std::string key = use.pods.size() <= kFewPods ? std::to_string(slot) : alikeKey(*pod, shares);
      if (shared) {
        key = (use.pods.size() <= kFewPods ? std::string("=") : pod->statusWord() + "=") + std::to_string(shares.front().claim);
      }
      const auto [found, isNew] = byKey.try_emplace(key, blocks.size());
      if (isNew) {
        blocks.emplace_back();
      }
      Block& block = blocks[found->second];
      block.shared = shared;
      block.pods.push_back(slot);
      block.shares.resize(std::max(block.shares.size(), shares.size()));
      for (std::size_t i = 0; i < shares.size(); ++i) {
        block.shares[i].push_back(shares[i]);
      }
    }
    return blocks;
  }

  void placeBlocks(const std::vector<Block>& blocks, int top) {
    const std::size_t shown = blocks.size() <= kFewBlocks ? blocks.size() : kFewBlocks - 1;
    for (std::size_t i = 0; i < shown; ++i) {
      top = placeBlock(blocks[i], top) + kApart;
    }
    std::size_t rest = 0;
    for (std::size_t i = shown; i < blocks.size(); ++i) {
      rest += blocks[i].pods.size();
    }
    if (rest > 0) {
      const int x = rightColumn();
      const Index more = add(graph::moreBox(QStringLiteral("Pods"), rest));
      put(more, x, top, m_width - x - kRail);
      railRight(more);
    }
  }

  int placeBlock(const Block& block, int top) {
    const int x = rightColumn();
    const bool single = block.shares.size() == 1;
    std::vector<Index> claims;
    int left = top;
    for (std::size_t i = 0; i < std::min(block.shares.size(), kFewClaims); ++i) {
      claims.push_back(add(claimBoxOf(block.shares[i], !single)));
      left = put(claims.back(), kRail, left, m_left - kRail) + kBelow;
      railLeft(claims.back(), block.shares[i].front());
    }
    if (block.shares.size() > kFewClaims) {
      left = put(add(graph::moreBox(QStringLiteral("ResourceClaims"), block.shares.size() - kFewClaims)), kRail, left,
                 m_left - kRail) +
             kBelow;
    }
    int right = top;
    std::vector<Index> pods;
    for (GraphBox& box : podBoxesOf(block)) {
      pods.push_back(add(std::move(box)));
      right = put(pods.back(), x, right, m_width - x - kRail) + kBelow;
      railRight(pods.back());
    }
    connectClaims(pods, claims);
    const int below = std::max(single ? left : right, right) - kBelow + graph::kGap;
    std::optional<Index> devices;
    if (single) {
      devices = placeDevices(block.shares.front(), claims.front(), below);
      left = devices ? rectOf(*devices).bottom() + 1 + kBelow : left;
    }
    if (const std::optional<Index> node = nodeOf(block)) {
      right = put(*node, x, below, m_width - x - kRail) + kBelow;
      arrow(pods.back(), *node, tell("on"), false, graph::downwards(rectOf(pods.back()), rectOf(*node)));
      if (devices) {
        const int y = std::min(rectOf(*devices).center().y(), rectOf(*node).center().y());
        arrow(*devices, *node, {}, false, {{rectOf(*devices).right() + 1, y}, {x - 1, y}});
      }
    }
    return std::max(left, right) - kBelow;
  }

  /// The first pod to the first claim runs sideways; the others over the gap between the columns.
  void connectClaims(const std::vector<Index>& pods, const std::vector<Index>& claims) {
    if (claims.empty()) {
      return;
    }
    arrow(pods.front(), claims.front(), {}, true, graph::leftwards(rectOf(pods.front()), rectOf(claims.front())));
    const int trunk = m_left + graph::kBetween / 2;
    const QPoint from = m_graph.arrows.back().points.front();
    const QPoint to = m_graph.arrows.back().points.back();
    for (std::size_t i = 1; i < claims.size(); ++i) {
      const int y = rectOf(claims[i]).center().y();
      arrow(pods.front(), claims[i], {}, true, {from, {trunk, from.y()}, {trunk, y}, {rectOf(claims[i]).right() + 1, y}});
    }
    for (std::size_t i = 1; i < pods.size(); ++i) {
      const int y = rectOf(pods[i]).center().y();
      arrow(pods[i], claims.front(), {}, true, {{rectOf(pods[i]).left() - 1, y}, {trunk, y}, {trunk, to.y()}, to});
    }
  }

  /// Pods that share a claim each have a box while they are few; else one for all.
  [[nodiscard]] std::vector<GraphBox> podBoxesOf(const Block& block) const {
    std::vector<GraphBox> out;
    if (block.shared && block.pods.size() <= kFewPods) {
      for (const cluster::Slot slot : block.pods) {
        out.push_back(graph::podBox(*m_snapshot.of<Pod>().at(slot)));
      }
      return out;
    }
    GraphBox box = graph::podBox(*m_snapshot.of<Pod>().at(block.pods.front()));
    if (block.pods.size() > 1) {
      box.detail = box.state;
      box.kind = QStringLiteral("Pods");
      box.state = times(block.pods.size());
      box.name += QStringLiteral(" …");
    }
    out.push_back(std::move(box));
    return out;
  }

  /// Different claims, and the devices they hold.
  [[nodiscard]] std::pair<std::size_t, std::vector<cluster::DeviceIndex>> heldBy(const std::vector<Share>& shares) const {
    std::set<cluster::ClaimIndex> claims;
    std::vector<cluster::DeviceIndex> devices;
    for (const Share& share : shares) {
      if (share.claim != cluster::kNone && claims.insert(share.claim).second) {
        const auto& held = m_snapshot.inventory->claims[share.claim].devices;
        devices.insert(devices.end(), held.begin(), held.end());
      }
    }
    return {claims.size(), std::move(devices)};
  }

  [[nodiscard]] GraphBox claimBoxOf(const std::vector<Share>& shares, bool withDevices) const {
    const Share& first = shares.front();
    if (first.missing != nullptr) {
      return missingBox(*first.missing, shares.size());
    }
    const cluster::ClaimView& claim = m_snapshot.inventory->claims[first.claim];
    const ResourceClaim* object = m_snapshot.of<ResourceClaim>().at(claim.slot);
    if (object == nullptr) {
      return {};
    }
    GraphBox box = graph::claimBox(m_snapshot, claim, *object);
    const auto [claims, devices] = heldBy(shares);
    if (claims > 1) {
      box.kind = QStringLiteral("ResourceClaims");
      box.state = times(claims);
      box.name += QStringLiteral(" …");
    }
    if (withDevices && !devices.empty()) {
      const GraphBox held = graph::devicesBox(*m_snapshot.inventory, devices);
      box.detail = QStringList{held.name, held.kind, held.state}.join(QLatin1Char(' ')).trimmed();
    }
    return box;
  }

  [[nodiscard]] GraphBox missingBox(const cluster::MissingClaim& missing, std::size_t count) const {
    GraphBox box{tell("No claim yet"), count > 1 ? times(count) : QString(),
                 plain(missing.claimName.empty() ? missing.entry.view() : missing.claimName.view()),
                 tell("held at %1").arg(plain(missing.heldAt))};
    box.mark = Mark::notConfigured;
    if (const Pod* pod = m_snapshot.of<Pod>().at(missing.pod)) {
      box.link = refOf("pod", pod->meta);
    }
    return box;
  }

  std::optional<Index> placeDevices(const std::vector<Share>& shares, Index claim, int top) {
    const std::vector<cluster::DeviceIndex> devices = heldBy(shares).second;
    if (devices.empty()) {
      return std::nullopt;
    }
    const Index at = add(graph::devicesBox(*m_snapshot.inventory, devices));
    put(at, kRail, top, m_left - kRail);
    arrow(claim, at, tell("allocated"), true, graph::downwards(rectOf(claim), rectOf(at)));
    return at;
  }

  [[nodiscard]] std::optional<Index> nodeOf(const Block& block) {
    std::vector<Text> names;
    for (const cluster::Slot slot : block.pods) {
      const Pod* pod = m_snapshot.of<Pod>().at(slot);
      if (!pod->nodeName.empty() && std::find(names.begin(), names.end(), pod->nodeName) == names.end()) {
        names.push_back(pod->nodeName);
      }
    }
    if (names.empty()) {
      return std::nullopt;
    }
    GraphBox box = graph::nodeBox(m_snapshot, names.front());
    if (names.size() > 1) {
      box.kind = tell("Nodes");
      box.state = times(names.size());
      box.name += QStringLiteral(" …");
      box.mark = std::nullopt;
    }
    return add(std::move(box));
  }

  /// From below the workload along the right edge into a box.
  void railRight(Index to) {
    const int x = m_width - kRail / 2;
    const int y = rectOf(to).top() + graph::kPad + graph::kLine / 2;
    arrow(m_owner, to, {}, false, {{x, rectOf(m_owner).bottom() + 1}, {x, y}, {rectOf(to).right() + 1, y}});
  }
  /// The same at the left for what the one template generated; with several of them each claim would need a rail of its own.
  void railLeft(Index to, const Share& share) {
    const ResourceClaim* claim = share.claim == cluster::kNone
                                     ? nullptr
                                     : m_snapshot.of<ResourceClaim>().at(m_snapshot.inventory->claims[share.claim].slot);
    if (m_names.size() != 1 || claim == nullptr || !(graph::templateOfClaim(m_snapshot, *claim) == m_names.front())) {
      return;
    }
    const Index from = m_templates.front();
    const int x = kRail / 2;
    const int y = rectOf(to).top() + graph::kPad + graph::kLine / 2;
    arrow(from, to, {}, false, {{x, rectOf(from).bottom() + 1}, {x, y}, {rectOf(to).left() - 1, y}});
  }

  const Snapshot& m_snapshot;
  int m_width;
  int m_left = 0;
  Text m_space;
  ClaimGraph m_graph;
  std::vector<Text> m_names;  ///< of templates
  std::vector<Index> m_templates;
  Index m_owner = 0;
  std::map<cluster::Slot, std::vector<const cluster::MissingClaim*>> m_missing;
};

}  // namespace

ClaimGraph workloadGraph(const Snapshot& snapshot, const ObjectRef& workload, int width) {
  return WorkloadMaker(snapshot, width).of(workload);
}

}  // namespace claimscope::ui
