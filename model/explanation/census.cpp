#include "model/explanation/census.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace claimscope::explanation {

using allocation::Allocator;
using allocation::DeviceRef;
using allocation::PoolAtNode;
using allocation::Refusal;
using cluster::DeviceIndex;
using cluster::DeviceState;
using cluster::DeviceView;

namespace {

Fate fateOf(Refusal refusal) {
  switch (refusal) {
    case Refusal::none:
      return Fate::free;
    case Refusal::inUse:
      return Fate::inUse;
    case Refusal::classSelectorFalse:
      return Fate::classFalse;
    case Refusal::classSelectorError:
      return Fate::classError;
    case Refusal::selectorFalse:
      return Fate::selectorFalse;
    case Refusal::selectorError:
      return Fate::selectorError;
    case Refusal::notOnNode:
      return Fate::notOnNode;
    case Refusal::notSelectable:
      return Fate::notSelectable;
    case Refusal::capacityNameUnknown:
      return Fate::capacityName;
    case Refusal::capacityNotAllowed:
      return Fate::capacityNotAllowed;
    case Refusal::capacityExhausted:
      return Fate::capacity;
    case Refusal::countersExhausted:
      return Fate::counters;
    case Refusal::tainted:
      return Fate::tainted;
    case Refusal::poolIncomplete:
    case Refusal::poolInvalid:
    case Refusal::poolReplaced:
      break;
  }
  return Fate::poolUnusable;
}

class Taker {
 public:
  Taker(const ExplanationContext& context, Census& out) : m_context(context), m_out(out) {}

  void take() {
    compile();
    std::vector<const cel::Selector*> selectors;
    for (const auto& selector : m_class) {
      selectors.push_back(selector.get());
    }
    for (const auto& selector : m_request) {
      selectors.push_back(selector.get());
    }
    m_out.groups = groupDevices(m_context.snapshot(), selectors);
    judgeGroups();
    m_out.details.emplace_back();
    const std::size_t devices = m_context.inventory().devices.size();
    m_out.fate.assign(devices, Fate::absent);
    m_out.detailOf.assign(devices, 0);
    settle();
    judgeSpecial();
    count();
  }

 private:
  void compile() {
    const Allocator& allocator = m_context.allocator();
    m_out.deviceClass = allocator.findClass(m_out.body->deviceClassName);
    const auto add = [&](const List<Text>& expressions, bool fromClass) {
      auto& list = fromClass ? m_class : m_request;
      for (std::size_t n = 0; n < expressions.size(); ++n) {
        std::shared_ptr<const cel::Selector> selector = allocator.selector(expressions[n]);
        if (selector == nullptr) {
          cel::Environment environment;
          environment.minor = allocator.world().features.minor;
          const auto compiled = cel::Selector::compile(expressions[n].view(), environment);
          m_out.bad.push_back({expressions[n], compiled ? cel::CompileError{} : compiled.error(), fromClass});
          continue;
        }
        for (std::size_t t = 0; t < selector->terms().size(); ++t) {
          m_out.terms.push_back({selector, t, n, fromClass});
        }
        list.push_back(std::move(selector));
      }
    };
    if (m_out.deviceClass != nullptr) {
      add(m_out.deviceClass->selectors, true);
    }
    add(m_out.body->selectors, false);
  }

  /// By the selectors alone, in upstream's order: class first, then request.
  void judgeGroups() {
    m_out.groupFate.reserve(m_out.groups.representatives.size());
    for (const DeviceIndex index : m_out.groups.representatives) {
      const DeviceView& view = m_context.inventory().devices[index];
      const ResourceSlice& slice = *m_context.snapshot().of<ResourceSlice>().at(view.slice);
      const cel::Device device = allocation::celDevice(slice, slice.devices[view.indexInSlice]);
      std::string error;
      Fate fate =
          m_out.deviceClass == nullptr ? Fate::classFalse : ask(m_class, device, Fate::classFalse, Fate::classError, error);
      fate = fate == Fate::free ? ask(m_request, device, Fate::selectorFalse, Fate::selectorError, error) : fate;
      // A selector that does not compile refuses everything; it is told apart by `bad`.
      if (fate == Fate::free && !m_out.bad.empty()) {
        fate = m_out.bad.front().fromClass ? Fate::classError : Fate::selectorError;
      }
      answerTerms(device);
      m_out.groupFate.push_back(fate);
      m_out.groupError.push_back(std::move(error));
    }
  }

  void answerTerms(const cel::Device& device) {
    std::string& answers = m_out.answers.emplace_back();
    std::vector<std::string>& errors = m_out.answerErrors.emplace_back();
    for (std::size_t t = 0; t < m_out.terms.size(); ++t) {
      cel::Evaluation evaluation = m_out.terms[t].selector->evaluateTerm(m_out.terms[t].term, device);
      answers += evaluation.outcome == cel::Outcome::match ? '1' : evaluation.outcome == cel::Outcome::noMatch ? '0' : 'e';
      if (evaluation.outcome == cel::Outcome::runtimeError) {
        errors.resize(m_out.terms.size());
        errors[t] = std::move(evaluation.error);
      }
    }
  }

  static Fate ask(const std::vector<std::shared_ptr<const cel::Selector>>& selectors, const cel::Device& device, Fate no,
                  Fate failed, std::string& error) {
    for (const auto& selector : selectors) {
      switch (selector->test(device)) {
        case cel::Outcome::match:
          break;
        case cel::Outcome::noMatch:
          return no;
        case cel::Outcome::runtimeError:
          error = selector->evaluate(device).error;
          return failed;
      }
    }
    return Fate::free;
  }

  /// Devices whose fate is plain: what the selectors refuse, whole devices in use, and devices that nothing special is about.
  void settle() {
    const cluster::Inventory& inventory = m_context.inventory();
    for (DeviceIndex i = 0; i < inventory.devices.size(); ++i) {
      const std::uint32_t group = m_out.groups.groupOf[i];
      if (group == kNoGroup) {
        continue;
      }
      const DeviceView& view = inventory.devices[i];
      const Fate bySelectors = m_out.groupFate[group];
      if (view.base == DeviceState::staleGeneration) {
        if (bySelectors == Fate::free) {
          m_out.staleMatching.push_back(i);
        }
        continue;
      }
      if (bySelectors != Fate::free) {
        m_out.fate[i] = bySelectors;
        continue;
      }
      m_out.matching.push_back(i);
      const cluster::PoolView& pool = inventory.pools[view.poolIndex];
      const bool skipped =
          (!pool.complete && !m_context.allocator().world().features.incompletePoolsForExactCount) || !pool.invalid.empty();
      if (skipped) {
        m_out.fate[i] = Fate::poolUnusable;  // upstream does not even look at its devices
      } else if (taken(view) && !m_out.body->adminAccess) {
        m_out.fate[i] = Fate::inUse;
      } else if (plain(view)) {
        m_out.fate[i] = Fate::free;
      } else {
        m_special[view.poolIndex].push_back(i);
      }
    }
  }

  /// Held whole by a claim without admin access.
  [[nodiscard]] bool taken(const DeviceView& view) const {
    if (view.claims.empty() || view.multiple) {
      return false;
    }
    if (!view.adminAccess) {
      return true;
    }
    for (const cluster::ClaimIndex claim : view.claims) {
      const ResourceClaim& holder = *m_context.snapshot().of<ResourceClaim>().at(m_context.inventory().claims[claim].slot);
      for (const DeviceAllocation& result : holder.allocation != nullptr ? holder.allocation->results : kNothing) {
        if (!result.adminAccess && result.device == view.name && result.pool == view.pool && result.driver == view.driver) {
          return true;
        }
      }
    }
    return false;
  }

  [[nodiscard]] bool plain(const DeviceView& view) const {
    const cluster::PoolView& pool = m_context.inventory().pools[view.poolIndex];
    if (!view.taints.empty() || view.multiple || view.adminAccess || !pool.complete || !pool.invalid.empty() ||
        pool.staleSlices > 0 || !m_out.body->capacity.empty()) {
      return false;
    }
    const Device* device = m_context.snapshot().published(view);
    return device != nullptr && device->extras == nullptr;
  }

  /// The rest, pool by pool, asked of the allocator on a node that reaches the pool.
  void judgeSpecial() {
    const Allocator& allocator = m_context.allocator();
    for (const auto& [poolIndex, devices] : m_special) {
      const cluster::PoolView& view = m_context.inventory().pools[poolIndex];
      std::map<std::pair<const ResourceSlice*, std::uint32_t>, DeviceIndex> open;
      for (const DeviceIndex i : devices) {
        const DeviceView& device = m_context.inventory().devices[i];
        open.emplace(std::pair(m_context.snapshot().of<ResourceSlice>().at(device.slice), device.indexInSlice), i);
        m_out.fate[i] = Fate::poolUnusable;  // until a node that reaches it says otherwise
      }
      const auto ask = [&](const ExplanationContext::NodeEntry& node) {
        for (const PoolAtNode& pool : allocator.poolsAt(*node.node)) {
          if (pool.name == view.name && pool.driver == view.driver) {
            judgePool(*node.node, pool, open);
          }
        }
      };
      // A pool of one node is asked there; others wherever some device is still without an answer.
      if (!view.node.empty()) {
        if (const auto* node = m_context.entryOf(m_context.inventory().findNode(view.node))) {
          ask(*node);
        }
        continue;
      }
      for (const ExplanationContext::NodeEntry& node : m_context.nodes()) {
        if (open.empty()) {
          break;
        }
        ask(node);
      }
    }
  }

  void judgePool(const Node& node, const PoolAtNode& pool,
                 std::map<std::pair<const ResourceSlice*, std::uint32_t>, DeviceIndex>& open) {
    for (const DeviceRef& ref : pool.devices) {
      const auto found = open.find({ref.slice, ref.indexInSlice});
      if (found == open.end()) {
        continue;
      }
      Allocator::Verdict verdict = m_context.allocator().judge(node, pool, ref, *m_out.body);
      if (verdict.refusal == Refusal::notOnNode) {
        m_out.fate[found->second] = Fate::notOnNode;
        continue;  // another node may reach it
      }
      m_out.fate[found->second] = fateOf(verdict.refusal);
      m_out.detailOf[found->second] = detailIndex(std::move(verdict.detail));
      open.erase(found);
    }
  }

  std::uint32_t detailIndex(std::string detail) {
    const auto [entry, isNew] = m_details.try_emplace(detail, static_cast<std::uint32_t>(m_out.details.size()));
    if (isNew && !detail.empty()) {
      m_out.details.push_back(std::move(detail));
    } else if (isNew) {
      entry->second = 0;
    }
    return entry->second;
  }

  void count() {
    const cluster::Inventory& inventory = m_context.inventory();
    m_out.byNode.resize(inventory.nodes.size());
    m_out.staleByNode.resize(inventory.nodes.size());
    for (const DeviceIndex i : m_out.staleMatching) {
      if (inventory.devices[i].nodeIndex != cluster::kNone) {
        ++m_out.staleByNode[inventory.devices[i].nodeIndex];
      }
    }
    std::map<const NodeSelector*, Tally> shared;
    for (DeviceIndex i = 0; i < inventory.devices.size(); ++i) {
      const Fate fate = m_out.fate[i];
      if (fate == Fate::absent) {
        continue;
      }
      m_out.total.add(fate);
      const DeviceView& view = inventory.devices[i];
      if (view.nodeIndex != cluster::kNone) {
        m_out.byNode[view.nodeIndex].add(fate);
      } else {
        shared[nodesOf(view)].add(fate);
      }
    }
    for (const auto& [nodes, tally] : shared) {
      m_out.shared.push_back({nodes, tally});
    }
  }

  [[nodiscard]] const NodeSelector* nodesOf(const DeviceView& view) const {
    const ResourceSlice& slice = *m_context.snapshot().of<ResourceSlice>().at(view.slice);
    const DeviceExtras* extras = slice.devices[view.indexInSlice].extras.get();
    if (slice.perDeviceNodeSelection) {
      return extras != nullptr && extras->nodeSelector ? &*extras->nodeSelector : nullptr;
    }
    return slice.nodeSelector ? &*slice.nodeSelector : nullptr;
  }

  inline static const List<DeviceAllocation> kNothing;
  const ExplanationContext& m_context;
  Census& m_out;
  std::vector<std::shared_ptr<const cel::Selector>> m_class;
  std::vector<std::shared_ptr<const cel::Selector>> m_request;
  std::map<cluster::PoolIndex, std::vector<DeviceIndex>> m_special;
  std::unordered_map<std::string, std::uint32_t> m_details;
};

}  // namespace

std::uint32_t Tally::seen() const {
  std::uint32_t sum = 0;
  for (const std::uint32_t count : by) {
    sum += count;
  }
  return sum;
}

std::uint32_t Tally::passClass() const {
  return seen() - of(Fate::absent) - of(Fate::classFalse) - of(Fate::classError);
}

std::uint32_t Tally::matching() const {
  return passClass() - of(Fate::selectorFalse) - of(Fate::selectorError);
}

Tally Census::at(const ExplanationContext::NodeEntry& node) const {
  Tally out;
  if (node.index != cluster::kNone) {
    out += byNode[node.index];
  }
  for (const SharedDevices& devices : shared) {
    if (devices.nodes == nullptr || matches(*devices.nodes, node.node->meta)) {
      out += devices.tally;
    }
  }
  return out;
}

std::vector<Census> takeCensus(const ExplanationContext& context, const std::vector<const ResourceClaim*>& claims) {
  std::vector<Census> out;
  for (const ResourceClaim* claim : claims) {
    for (const DeviceRequest& request : claim->spec.requests) {
      const auto add = [&](const DeviceRequestBody& body, std::string name) {
        Census census;
        census.claim = claim;
        census.request = &request;
        census.body = &body;
        census.name = std::move(name);
        Taker(context, census).take();
        out.push_back(std::move(census));
      };
      if (request.exactly) {
        add(*request.exactly, request.name.str());
      }
      for (const DeviceRequestBody& body : request.firstAvailable) {
        add(body, request.name.str() + "/" + body.name.str());
      }
    }
  }
  return out;
}

}  // namespace claimscope::explanation
