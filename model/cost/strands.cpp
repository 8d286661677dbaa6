#include "model/cost/strands.h"

#include <algorithm>
#include <array>
#include <map>

#include "model/allocation/node_fit.h"

namespace claimscope::cost {

using allocation::NodeRefusal;
using allocation::Outcome;
using cluster::DeviceIndex;
using cluster::DeviceState;
using cluster::DeviceView;
using cluster::kNone;
using cluster::NodeIndex;
using explanation::ExplanationContext;

namespace {

constexpr std::array<std::string_view, kWhys> kIds = {"nodeNotReady", "nodeCordoned", "nodeUnknown", "poolIncomplete", "counters",
                                                      "noClaim",      "nodeTaint",    "nodeRoom",    "leftover"};
constexpr std::array<std::string_view, kWhys> kWords = {
    "on nodes that are not Ready",
    "on cordoned nodes",
    "on nodes that nobody knows",
    "in incomplete pools",
    "whose shared counters are used up",
    "that no claim asks for",
    "behind a taint or selector of the node",
    "on nodes without free CPU or memory",
    "left alone: fewer than any claim takes",
};
constexpr std::int64_t kMostSteps = 200'000;
constexpr std::int64_t kMostOfOneClaim = 32;

bool isFree(const DeviceView& device) {
  return device.state == DeviceState::free;
}

class StrandFinder {
 public:
  StrandFinder(const ExplanationContext& context, const Accelerators& accelerators, const Shapes& shapes, std::int64_t budget)
      : m_context(context), m_inventory(context.inventory()), m_shapes(shapes), m_budget(budget) {
    m_out.usable.assign(m_inventory.devices.size(), 0);
    m_out.shapes = static_cast<std::int64_t>(shapes.shapes.size());
    m_out.shapesLeftOut = shapes.leftOut;
    m_free.resize(m_inventory.nodes.size());
    for (DeviceIndex i = 0; i < m_inventory.devices.size(); ++i) {
      const DeviceView& device = m_inventory.devices[i];
      if (!accelerators.is(i) || !mayStrand(device)) {
        continue;
      }
      if (device.nodeIndex == kNone) {
        m_shared.push_back(i);
      } else {
        m_free[device.nodeIndex].push_back(i);
      }
    }
  }

  Strands find() {
    for (NodeIndex node = 0; node < m_free.size(); ++node) {
      if (!m_free[node].empty()) {
        judge(node);
      }
    }
    for (const DeviceIndex device : m_shared) {
      m_out.usable[device] = 1;  // of no one node: whichever node reaches it may take it
    }
    m_out.bound = m_out.nodesLeftOut > 0 ? Bound::atLeast : Bound::exact;
    if (m_shapes.bound != Bound::exact) {
      m_out.bound = combine(m_out.bound, Bound::atMost);
    }
    return std::move(m_out);
  }

 private:
  /// Free by its own state, or kept from use only because its pool is not whole.
  [[nodiscard]] bool mayStrand(const DeviceView& device) const {
    const bool incomplete = device.state == DeviceState::unknown && device.claims.empty() && device.poolIndex != kNone &&
                            !m_inventory.pools[device.poolIndex].complete;
    return isFree(device) || incomplete;
  }
  void strand(DeviceIndex device, Why why) { m_out.strands.push_back({device, why}); }
  void strandAll(const std::vector<DeviceIndex>& devices, Why why) {
    for (const DeviceIndex device : devices) {
      strand(device, why);
    }
  }

  void judge(NodeIndex index) {
    std::vector<DeviceIndex> open;
    for (const DeviceIndex i : m_free[index]) {
      const DeviceView& device = m_inventory.devices[i];
      if (!isFree(device)) {
        strand(i, Why::poolIncomplete);
      } else {
        open.push_back(i);
      }
    }
    const ExplanationContext::NodeEntry* entry = m_context.entryOf(index);
    if (open.empty()) {
      return;
    }
    if (entry == nullptr) {
      strandAll(open, Why::nodeUnknown);
      return;
    }
    const Node& node = *entry->node;
    if (!entry->madeUp && node.unschedulable) {
      strandAll(open, Why::nodeCordoned);
      return;
    }
    if (!entry->madeUp && (node.ready() == "False" || node.ready() == "Unknown")) {
      strandAll(open, Why::nodeNotReady);
      return;
    }
    std::erase_if(open, [&](DeviceIndex i) {
      const bool blocked = m_inventory.devices[i].blocked;
      if (blocked) {
        strand(i, Why::counters);
      }
      return blocked;
    });
    if (open.empty()) {
      return;
    }
    if (m_budget <= 0) {
      ++m_out.nodesLeftOut;
      for (const DeviceIndex i : open) {
        m_out.usable[i] = 1;
      }
      return;
    }
    tryShapes(*entry, open);
  }

  void tryShapes(const ExplanationContext::NodeEntry& entry, const std::vector<DeviceIndex>& open) {
    m_left = static_cast<std::int64_t>(open.size());
    std::vector<Why> kept(m_shapes.shapes.size(), Why::leftover);  // what kept each shape from more
    for (std::size_t i = 0; i < m_shapes.shapes.size() && m_left > 0 && m_budget > 0; ++i) {
      kept[i] = pack(entry, m_shapes.shapes[i], open);
    }
    for (const DeviceIndex device : open) {
      if (m_out.usable[device] == 0) {
        strand(device, reasonOf(entry, device, kept));
      }
    }
  }

  /// Of the shapes that ask for such a device, the one that came nearest to taking it says why.
  [[nodiscard]] Why reasonOf(const ExplanationContext::NodeEntry& entry, DeviceIndex index, const std::vector<Why>& kept) const {
    const DeviceView& device = m_inventory.devices[index];
    Why out = Why::noClaim;
    for (const allocation::PoolAtNode& pool : m_context.allocator().poolsAt(*entry.node)) {
      if (!(pool.driver == device.driver) || !(pool.name == device.pool)) {
        continue;
      }
      for (const allocation::DeviceRef& ref : pool.devices) {
        if (!(ref.device().name == device.name)) {
          continue;
        }
        for (std::size_t i = 0; i < kept.size(); ++i) {
          if (kept[i] > out && wants(entry, m_shapes.shapes[i], pool, ref)) {
            out = kept[i];
          }
        }
      }
    }
    return out;
  }

  [[nodiscard]] bool wants(const ExplanationContext::NodeEntry& entry, const Shape& shape, const allocation::PoolAtNode& pool,
                           const allocation::DeviceRef& device) const {
    const auto asks = [&](const DeviceRequestBody& body) {
      const allocation::Allocator::Verdict verdict = m_context.allocator().judge(*entry.node, pool, device, body);
      return verdict.passClass && verdict.passSelectors;
    };
    return std::any_of(shape.claim->spec.requests.begin(), shape.claim->spec.requests.end(), [&](const DeviceRequest& request) {
      return request.exactly ? asks(*request.exactly)
                             : std::any_of(request.firstAvailable.begin(), request.firstAvailable.end(), asks);
    });
  }

  /// Copies of a pod that still find room, or why there is none.
  [[nodiscard]] std::int64_t copiesThatFit(const ExplanationContext::NodeEntry& entry, const Shape& shape, Why& why) {
    if (shape.pod == nullptr || entry.madeUp) {
      return kMostOfOneClaim;
    }
    Pod next = *shape.pod;
    next.nodeName = {};
    next.meta.uid = {};
    const allocation::PodRules& rules = m_placement.rulesOf(next);
    const std::vector<NodeRefusal> refusals =
        allocation::nodeFit(next, *entry.node, m_context.podsOn(entry.index), m_context.servedByClaims(), &rules);
    bool room = false;
    for (const NodeRefusal& refusal : refusals) {
      const bool ofRoom =
          refusal.kind == NodeRefusal::Kind::resources || refusal.kind == NodeRefusal::Kind::podCount || refusal.byOtherPods();
      room = room || ofRoom;
      if (!ofRoom) {
        why = Why::nodeTaint;
        return 0;
      }
    }
    if (room) {
      why = Why::nodeRoom;
      return 0;
    }
    const std::int64_t copies = roomFor(*entry.node, entry.index, next);
    return next.spec->placement ? std::min(copies, copiesTogether(*entry.node, next, copies)) : copies;
  }

  /// Copies of one pod that bear each other on one node: affinity, spreading and host ports may let only one come.
  [[nodiscard]] std::int64_t copiesTogether(const Node& node, const Pod& pod, std::int64_t most) {
    std::vector<Pod> copies(static_cast<std::size_t>(std::min<std::int64_t>(most, kMostOfOneClaim)), pod);
    std::vector<const Pod*> there;
    allocation::Placement placement(m_context.topology());
    std::int64_t out = 0;
    for (const Pod& copy : copies) {
      const std::vector<NodeRefusal> refusals = allocation::nodeFit(pod, node, there, {}, &placement.rulesOf(pod));
      if (std::any_of(refusals.begin(), refusals.end(), [](const NodeRefusal& refusal) { return refusal.byOtherPods(); })) {
        break;
      }
      placement.add(copy, node);
      there.push_back(&copy);
      ++out;
    }
    return out;
  }

  [[nodiscard]] std::int64_t roomFor(const Node& node, NodeIndex index, const Pod& pod) {
    if (m_roomOf != index) {
      m_roomOf = index;
      m_used.clear();
      for (const Pod* other : m_context.podsOn(index)) {
        for (const auto& [name, amount] : allocation::podRequests(*other)) {
          m_used[name] += amount.nano();
        }
      }
    }
    std::int64_t out = kMostOfOneClaim;
    for (const auto& [name, amount] : allocation::podRequests(pod)) {
      const auto has =
          std::find_if(node.allocatable.begin(), node.allocatable.end(), [&](const auto& entry) { return entry.first == name; });
      if (amount.nano() > 0 && has != node.allocatable.end()) {
        const auto used = m_used.find(name);
        const Quantity::Nano left = has->second.nano() - (used == m_used.end() ? 0 : used->second);
        out = std::min(out, static_cast<std::int64_t>(left / amount.nano()));
      }
    }
    return std::max<std::int64_t>(0, out);
  }

  /// Takes what the shape alone can take, and says what kept it from more.
  [[nodiscard]] Why pack(const ExplanationContext::NodeEntry& entry, const Shape& shape, const std::vector<DeviceIndex>& open) {
    Why why = Why::leftover;
    const std::int64_t copies = copiesThatFit(entry, shape, why);
    if (copies == 0) {
      return why;
    }
    const auto most = std::min<std::int64_t>(copies, static_cast<std::int64_t>(open.size()) / shape.devices);
    if (most > 0 && shape.plain) {
      return packPlain(entry, shape, open, most, copies);
    }
    for (const DeviceIndex device : most > 0 ? allocateOn(entry, *shape.claim, open) : std::vector<DeviceIndex>()) {
      use(device);
    }
    return Why::leftover;
  }

  /// Several copies of a claim for n devices are one claim for so many more.
  [[nodiscard]] Why packPlain(const ExplanationContext::NodeEntry& entry, const Shape& shape,
                              const std::vector<DeviceIndex>& open, std::int64_t most, std::int64_t copies) {
    ResourceClaim many = *shape.claim;
    std::int64_t& count = many.spec.requests.front().exactly->count;
    const std::int64_t each = std::max<std::int64_t>(1, count);
    for (std::int64_t n = std::min(most, std::max<std::int64_t>(1, kMostOfOneClaim / each)); n > 0; --n) {
      count = each * n;
      const std::vector<DeviceIndex> taken = allocateOn(entry, many, open);
      for (const DeviceIndex device : taken) {
        use(device);
      }
      if (!taken.empty()) {
        return n == copies ? Why::nodeRoom : Why::leftover;
      }
    }
    return Why::leftover;
  }

  void use(DeviceIndex device) {
    if (m_out.usable[device] == 0) {
      m_out.usable[device] = 1;
      --m_left;
    }
  }

  /// Which of the open devices the claim would get now; none when it does not fit.
  [[nodiscard]] std::vector<DeviceIndex> allocateOn(const ExplanationContext::NodeEntry& entry, const ResourceClaim& claim,
                                                    const std::vector<DeviceIndex>& open) {
    --m_budget;
    allocation::WhatIf whatIf;
    whatIf.maxSteps = kMostSteps;
    const ResourceClaim* one = &claim;
    const Outcome outcome = m_context.allocator().allocate(*entry.node, {&one, 1}, whatIf);
    std::vector<DeviceIndex> out;
    if (outcome.kind == Outcome::Kind::allocated) {
      for (const DeviceAllocation& result : outcome.results.front().allocation.results) {
        const DeviceIndex device = m_inventory.findDevice(result.driver, result.pool, result.device);
        if (!result.adminAccess && std::find(open.begin(), open.end(), device) != open.end()) {
          out.push_back(device);
        }
      }
    }
    return out;
  }

  const ExplanationContext& m_context;
  allocation::Placement m_placement{m_context.topology()};
  const cluster::Inventory& m_inventory;
  const Shapes& m_shapes;
  std::int64_t m_budget;
  Strands m_out;
  std::vector<std::vector<DeviceIndex>> m_free;  ///< by node
  std::vector<DeviceIndex> m_shared;
  std::int64_t m_left = 0;
  NodeIndex m_roomOf = kNone;
  std::map<Text, Quantity::Nano> m_used;
};

}  // namespace

std::string_view whyId(Why why) {
  return kIds[static_cast<std::size_t>(why)];
}

std::string_view whyWords(Why why) {
  return kWords[static_cast<std::size_t>(why)];
}

Strands strandsOf(const ExplanationContext& context, const Accelerators& accelerators, const Shapes& shapes,
                  std::int64_t budget) {
  return StrandFinder(context, accelerators, shapes, budget).find();
}

}  // namespace claimscope::cost
