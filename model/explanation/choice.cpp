#include "model/explanation/choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/base/words.h"
#include "model/explanation/choice_words.h"
#include "model/explanation/label.h"

namespace claimscope::explanation {
namespace {

using Nodes = std::vector<const NodeAnswer*>;

class Chooser {
 public:
  Chooser(const ExplanationContext& context, const Subject& subject, const std::vector<Census>& census, const NodeAnswers& nodes,
          const SchedulerMessage& said)
      : m_context(context), m_subject(subject), m_census(census), m_nodes(nodes), m_said(said) {}

  Chosen run() {
    m_out.cause.since = subjectSince();
    choose();
    if (m_out.cause.verdict == Verdict::unknown && m_out.cause.reason != reason::kUnknown) {
      m_out.cause.verdict = verdict();
    }
    describeCause({m_context, m_subject, m_census, m_nodes, m_said}, m_out);
    return std::move(m_out);
  }

 private:
  void set(std::string_view id, Verdict verdict = Verdict::unknown) {
    m_out.cause.reason = id;
    m_out.cause.verdict = verdict;
  }

  [[nodiscard]] Time subjectSince() const {
    return m_subject.focus != nullptr && m_subject.pod == nullptr ? m_subject.focus->meta.created
           : m_subject.pod != nullptr                             ? m_subject.pod->meta.created
                                                                  : Time{};
  }

  void choose() {
    if (beforeNodes() || byNodesOfPod()) {
      return;
    }
    byDevices();
  }

  /// What holds whatever the node: classes, shapes, limits, selectors.
  bool beforeNodes() {
    const cluster::Snapshot& snapshot = m_context.snapshot();
    for (std::size_t i = 0; i < m_census.size(); ++i) {
      const Census& census = m_census[i];
      m_out.census = i;
      if (census.deviceClass == nullptr) {
        const bool sure = snapshot.boundOf(Kind::DeviceClass) == Bound::exact;
        set(sure ? reason::kDeviceClassMissing : reason::kUnknown, sure ? Verdict::blockedBefore : Verdict::unknown);
        return true;
      }
      if (!census.bad.empty()) {
        set(reason::kSelectorInvalid, Verdict::canNeverFit);
        return true;
      }
      if (census.body->mode == CountMode::unsupported) {
        set(reason::kUnsupportedRequest, Verdict::unknown);
        return true;
      }
    }
    m_out.census = 0;
    for (const ResourceClaim* claim : m_subject.toAllocate) {
      std::int64_t least = 0;
      for (const DeviceRequest& request : claim->spec.requests) {
        if (!request.exactly && request.firstAvailable.empty()) {
          set(reason::kUnsupportedRequest, Verdict::unknown);
          return true;
        }
        least += leastOf(request);
      }
      if (least > 32) {
        set(reason::kTooManyDevicesForClaim, Verdict::canNeverFit);
        return true;
      }
    }
    return false;
  }

  static std::int64_t leastOf(const DeviceRequest& request) {
    const auto count = [](const DeviceRequestBody& body) { return body.mode == CountMode::all ? 1 : body.count; };
    std::int64_t least = request.exactly ? count(*request.exactly) : count(request.firstAvailable.front());
    for (const DeviceRequestBody& body : request.firstAvailable) {
      least = std::min(least, count(body));
    }
    return least;
  }

  /// Errors that end the attempt, a place now, and nodes that refuse the pod whatever their devices.
  bool byNodesOfPod() {
    if (m_nodes.fatal != nullptr) {
      m_out.nodes = {m_nodes.fatal};
      m_out.census = m_nodes.fatal->census;
      set(m_nodes.fatal->deviceReason);
      for (std::size_t i = 0; i < m_census.size(); ++i) {
        if (m_out.cause.reason == reason::kSelectorRuntimeError && m_census[i].total.errors() > 0) {
          m_out.census = i;
          break;
        }
      }
      return true;
    }
    if (m_nodes.fitting != nullptr) {
      m_out.nodes = {m_nodes.fitting};
      const bool error = m_said.kind == SchedulerMessage::Kind::error &&
                         (m_said.errorId == reason::kSchedulerTimeout || m_said.errorId == reason::kSchedulerError ||
                          m_said.errorId == reason::kAllocationInFlight || m_said.errorId == reason::kReservedForFull);
      set(m_subject.pod == nullptr && !m_subject.hypothetical ? reason::kNoConsumerPod
          : error                                             ? m_said.errorId
                                                              : reason::kFits,
          Verdict::canFit);
      return true;
    }
    for (const NodeAnswer& node : m_nodes.all) {
      if (node.relevant) {
        m_relevant.push_back(&node);
      }
    }
    if (m_relevant.empty()) {
      for (const NodeAnswer& node : m_nodes.all) {
        m_out.nodes.push_back(&node);
      }
      set(m_nodes.all.empty() ? reason::kUnknown : reason::kNodeSelectorMismatch,
          m_nodes.all.empty() ? Verdict::unknown : Verdict::canNeverFit);
      return true;
    }
    return pinned();
  }

  /// Claims of the pod that are allocated already leave only some nodes.
  bool pinned() {
    Nodes near;
    bool away = false;
    for (const NodeAnswer* node : m_relevant) {
      away = away || node->pinnedAway;
      if (!node->pinnedAway) {
        near.push_back(node);
      }
    }
    if (!away) {
      return false;
    }
    const bool devicesThere = std::any_of(near.begin(), near.end(), [](const NodeAnswer* node) { return node->devicesFit; });
    if (near.empty() || devicesThere || m_census.empty()) {
      m_out.nodes = near.empty() ? m_relevant : near;
      set(reason::kClaimPinnedToOtherNode, Verdict::waitsForDevices);
      return true;
    }
    m_relevant = std::move(near);
    return false;
  }

  void byDevices() {
    Nodes refusing;  // devices are there, the node is not to be had
    Nodes willing;
    for (const NodeAnswer* node : m_relevant) {
      (node->podFits ? willing : refusing).push_back(node);
    }
    const auto depthOf = [](const Nodes& nodes) {
      int depth = -1;
      for (const NodeAnswer* node : nodes) {
        depth = std::max(depth, node->devicesFit ? 4 : node->depth);
      }
      return depth;
    };
    const int willingDepth = depthOf(willing);
    const int refusingDepth = depthOf(refusing);
    const bool couldWilling = std::any_of(willing.begin(), willing.end(), [](const NodeAnswer* node) { return node->couldFit; });
    if (refusingDepth == 4 || (refusingDepth == 3 && willingDepth < 3)) {
      Nodes there;
      for (const NodeAnswer* node : refusing) {
        if ((node->devicesFit ? 4 : node->depth) == refusingDepth) {
          there.push_back(node);
        }
      }
      m_out.nodes = there;
      if (couldWilling) {
        for (const NodeAnswer* node : willing) {
          if (node->couldFit) {
            m_out.nodes.push_back(node);
          }
        }
        set(reason::kMixedPerNode, Verdict::waitsForDevices);
        return;
      }
      const std::string_view id = same(there, [](const NodeAnswer& node) { return node.nodeReason; });
      set(id.empty() ? reason::kMixedPerNode : id, Verdict::waitsForDevices);
      return;
    }
    Nodes candidates = willing.empty() ? refusing : willing;
    const int depth = willing.empty() ? refusingDepth : willingDepth;
    std::erase_if(candidates, [&](const NodeAnswer* node) { return (node->devicesFit ? 4 : node->depth) != depth; });
    if (depth < 3) {
      withoutMatch(candidates, depth);
      return;
    }
    if (std::any_of(candidates.begin(), candidates.end(), [](const NodeAnswer* node) { return node->couldFit; })) {
      std::erase_if(candidates, [](const NodeAnswer* node) { return !node->couldFit; });
    }
    m_out.nodes = candidates;
    m_out.census = candidates.empty() ? 0 : candidates.front()->census;
    set(deviceReasonOf(candidates));
  }

  template <class Read>
  static std::string_view same(const Nodes& nodes, Read read) {
    std::string_view id;
    for (const NodeAnswer* node : nodes) {
      if (!id.empty() && read(*node) != id) {
        return {};
      }
      id = read(*node);
    }
    return id;
  }

  static std::string_view deviceReasonOf(const Nodes& nodes) {
    std::set<std::string_view> ids;
    for (const NodeAnswer* node : nodes) {
      ids.insert(node->deviceReason);
    }
    // All in use here and too few free there is one story: too few are free.
    if (ids.size() == 2 && ids.count(reason::kNotEnoughDevices) == 1) {
      ids.erase(reason::kAllMatchingDevicesInUse);
    }
    return ids.size() == 1 ? *ids.begin() : reason::kMixedPerNode;
  }

  /// No usable node has a device that the selectors take.
  void withoutMatch(const Nodes& candidates, int depth) {
    m_out.nodes = candidates;
    m_out.census = candidates.empty() ? 0 : candidates.front()->census;
    const Census& census = m_census[m_out.census];
    if (same(candidates, [](const NodeAnswer& node) { return node.deviceReason; }) == reason::kNoAlternativeFits &&
        !matchesElsewhere(census)) {
      set(reason::kNoAlternativeFits);
      return;
    }
    if (m_context.snapshot().boundOf(Kind::ResourceSlice) != Bound::exact && census.total.matching() == 0) {
      set(reason::kUnknown, Verdict::unknown);
      return;
    }
    if (census.total.matching() > census.total.of(Fate::notOnNode)) {
      const bool lost =
          std::any_of(candidates.begin(), candidates.end(), [&](const NodeAnswer* node) { return lostSlices(*node, census); });
      set(lost && depth == 0 ? reason::kNodeHasNoSlices : reason::kDevicesOnOtherNodes, Verdict::canNeverFit);
      return;
    }
    if (!census.staleMatching.empty()) {
      set(reason::kPoolStaleGeneration, Verdict::waitsForDevices);
      return;
    }
    if (census.total.errors() > 0 && census.total.passClass() == census.total.of(Fate::selectorError) &&
        census.total.of(Fate::selectorError) > 0) {
      set(reason::kSelectorRuntimeError, Verdict::canNeverFit);
    } else if (census.total.passClass() > 0) {
      set(reason::kNoDeviceMatchesRequest, Verdict::canNeverFit);
    } else if (noSlicesOfDriver(census)) {
      set(reason::kDriverHasNoSlices, Verdict::canNeverFit);
    } else {
      set(reason::kNoDeviceMatchesClass, Verdict::canNeverFit);
    }
  }

  /// Some alternative of the request matches devices that the usable nodes do not have.
  bool matchesElsewhere(const Census& census) const {
    return std::any_of(m_census.begin(), m_census.end(), [&](const Census& other) {
      return other.request == census.request && other.total.matching() > other.total.of(Fate::notOnNode);
    });
  }

  /// Claims still hold devices on the node that no slice publishes any more: its driver went away (S10).
  bool lostSlices(const NodeAnswer& node, const Census& census) const {
    if (node.entry->index == cluster::kNone) {
      return false;
    }
    const cluster::Inventory& inventory = m_context.inventory();
    const auto& devices = inventory.nodes[node.entry->index].devices;
    const Text driver = census.matching.empty() ? Text() : inventory.devices[census.matching.front()].driver;
    return std::any_of(devices.begin(), devices.end(), [&](cluster::DeviceIndex i) {
      return inventory.devices[i].slice == cluster::kNoSlot && inventory.devices[i].driver == driver;
    });
  }

  bool noSlicesOfDriver(const Census& census) const {
    if (census.total.seen() == 0) {
      return true;
    }
    const std::vector<std::string> drivers = driversNamed(census);
    const auto published = [&](const std::string& driver) {
      return std::any_of(m_context.inventory().pools.begin(), m_context.inventory().pools.end(),
                         [&](const cluster::PoolView& pool) { return pool.driver == driver && pool.seenSlices > 0; });
    };
    return !drivers.empty() && std::none_of(drivers.begin(), drivers.end(), published);
  }

  Verdict verdict() const {
    const std::string_view id = m_out.cause.reason;
    if (id == reason::kPoolIncomplete || id == reason::kPoolInvalid || id == reason::kPoolStaleGeneration) {
      return Verdict::waitsForDevices;
    }
    const auto could = [](const NodeAnswer& node) { return node.relevant && !node.pinnedAway && node.couldFit; };
    if (std::any_of(m_nodes.all.begin(), m_nodes.all.end(), could)) {
      return Verdict::waitsForDevices;
    }
    return m_context.snapshot().boundOf(Kind::ResourceSlice) == Bound::exact ? Verdict::canNeverFit : Verdict::unknown;
  }

  const ExplanationContext& m_context;
  const Subject& m_subject;
  const std::vector<Census>& m_census;
  const NodeAnswers& m_nodes;
  const SchedulerMessage& m_said;
  Nodes m_relevant;
  Chosen m_out;
};

}  // namespace

Chosen chooseCause(const ExplanationContext& context, const Subject& subject, const std::vector<Census>& census,
                   const NodeAnswers& nodes, const SchedulerMessage& said) {
  return Chooser(context, subject, census, nodes, said).run();
}

std::string deviceNoun(const ExplanationContext& context, const Census& census) {
  Text product;
  Text driver;
  for (const cluster::DeviceIndex i : census.matching) {
    const cluster::DeviceView& view = context.inventory().devices[i];
    const Device* device = context.snapshot().published(view);
    const Text name = device == nullptr ? Text() : productOf(*device);
    if (name.empty() || (!product.empty() && !(name == product))) {
      return "device of class " + census.body->deviceClassName.str();
    }
    product = name;
    driver = view.driver;
  }
  return product.empty() ? "device of class " + census.body->deviceClassName.str()
                         : words::oneLine(productLabel(driver, product));
}

std::vector<std::string> driversNamed(const Census& census) {
  std::vector<std::string> out;
  for (const TermSource& source : census.terms) {
    const std::string& text = source.selector->terms()[source.term].text;
    std::string plain;
    for (const char c : text) {
      plain += c == ' ' || c == '\t' || c == '\n' ? "" : std::string(1, c);
    }
    constexpr std::string_view kLeft = "device.driver==";
    if (source.fromClass && plain.substr(0, kLeft.size()) == kLeft && plain.size() > kLeft.size() + 2) {
      out.push_back(plain.substr(kLeft.size() + 1, plain.size() - kLeft.size() - 2));
    }
  }
  return out;
}

}  // namespace claimscope::explanation
