#include "model/explanation/classic.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/allocation/node_fit.h"
#include "model/base/words.h"
#include "model/explanation/node_reasons.h"

namespace claimscope::explanation {

using cluster::DeviceIndex;
using cluster::DeviceState;
using cluster::DeviceView;
using cluster::Snapshot;

namespace {

class Classic {
 public:
  Classic(const ExplanationContext& context, const Subject& subject, const SchedulerMessage& said)
      : m_context(context), m_subject(subject), m_said(said), m_snapshot(context.snapshot()) {
    for (const ResourceClaim* claim : subject.toAllocate) {
      if (claim->classic != nullptr && (m_claim == nullptr || claim == subject.focus)) {
        m_claim = claim;
      }
    }
  }

  ClassicAnswer run() {
    m_out.cause.since = m_subject.pod != nullptr ? m_subject.pod->meta.created : m_claim->meta.created;
    m_class = m_snapshot.of<ResourceClass>().find({}, m_claim->classic->resourceClassName);
    requestEvidence();
    if (removed() || classMissing() || parametersMissing()) {
      return std::move(m_out);
    }
    countNodes();
    describeRequest();
    m_out.unknowns.push_back({"What driver " + m_class->driverName.str() + " decides",
                              "classic DRA leaves the choice to the driver",
                              "Its parameters are not evaluated here: free devices may not be what it wants."});
    if (!deallocating() && !withoutConsumer() && !byContext() && !byNodeFilter()) {
      byCounts();
    }
    return std::move(m_out);
  }

 private:
  void set(Verdict verdict, std::string_view id, std::string held, std::string summary, std::string_view rung = "allocation") {
    Cause& cause = m_out.cause;
    cause.verdict = verdict;
    cause.reason = id;
    cause.rung = rung;
    cause.held = std::move(held);
    cause.summary = std::move(summary);
  }

  void evidence(std::string object, std::string field, std::string value, std::string rule, std::string command = {}) {
    m_out.cause.evidence.push_back(
        {std::move(object), std::move(field), std::move(value), std::move(rule), "", {}, std::move(command)});
  }

  void requestEvidence() {
    const ClassicClaim& classic = *m_claim->classic;
    const std::string object = "ResourceClaim " + qualifiedName(m_claim->meta);
    const std::string command = m_subject.hypothetical ? "" : kubectlGet("resourceclaim", m_claim->meta);
    evidence(object, "spec.resourceClassName", classic.resourceClassName.str(), "The class names the driver that allocates",
             command);
    evidence(object, "spec.allocationMode",
             classic.allocationMode.empty() ? "WaitForFirstConsumer" : classic.allocationMode.str(),
             "Immediate is allocated at once, WaitForFirstConsumer when a pod comes", command);
    if (!classic.parametersName.empty()) {
      evidence(object, "spec.parametersRef",
               (classic.parametersKind.empty() ? "ConfigMap" : classic.parametersKind.str()) + " " + classic.parametersName.str(),
               "What is asked stands in an object that only the driver reads", command);
    }
  }

  /// A manifest of classic DRA on a server that has left it behind.
  bool removed() {
    const bool served = m_snapshot.source(Kind::ResourceClass).status.state != SourceState::notServed &&
                        (m_snapshot.server.minor == 0 || m_snapshot.server.minor < 32);
    if (!m_subject.hypothetical || served) {
      return false;
    }
    set(Verdict::blockedBefore, reason::kDraNotServed, "the API version is gone",
        fmt::format("This server does not serve classic claims: ResourceClass and allocationMode went with 1.32, it is 1.{}.",
                    m_snapshot.server.minor),
        "created");
    m_out.cause.fixes.push_back({"modernise", "Write it as a claim of resource.k8s.io/v1 with a DeviceClass",
                                 "The scheduler then allocates it by itself.", "", "claimscope modernise -f <file>", "", false});
    evidence("API group resource.k8s.io", "kinds", "no ResourceClass", "Classic DRA ended with 1.31",
             "kubectl api-resources --api-group=resource.k8s.io");
    return true;
  }

  bool classMissing() {
    if (m_class != nullptr) {
      return false;
    }
    const std::string name = m_claim->classic->resourceClassName.str();
    if (m_snapshot.boundOf(Kind::ResourceClass) != Bound::exact) {
      set(Verdict::unknown, reason::kUnknown, "cannot be told",
          "ResourceClass " + name + " is not visible, so its driver is not known.");
      return true;
    }
    set(Verdict::blockedBefore, reason::kDeviceClassMissing, "class does not exist",
        "ResourceClass " + name + " does not exist.");
    evidence("ResourceClass " + name, "metadata.name", "not found", "Without its class a claim has no driver",
             "kubectl get resourceclass " + words::shellWord(name));
    m_out.cause.fixes.push_back({"create-class:" + name, "Create ResourceClass " + name,
                                 "The scheduler tries again as soon as it exists.", "",
                                 "kubectl apply -f <manifest of ResourceClass>", "", false});
    return true;
  }

  bool parametersMissing() {
    const ClassicClaim& classic = *m_claim->classic;
    std::string missing;
    if (classic.parametersKind == "ResourceClaimParameters" &&
        m_snapshot.boundOf(Kind::ResourceClaimParameters) == Bound::exact &&
        m_snapshot.of<ResourceClaimParameters>().find(m_claim->meta.namespaceName, classic.parametersName) == nullptr) {
      missing = "ResourceClaimParameters " + m_claim->meta.namespaceName.str() + "/" + classic.parametersName.str();
    } else if (m_class->parametersKind == "ResourceClassParameters" &&
               m_snapshot.boundOf(Kind::ResourceClassParameters) == Bound::exact &&
               m_snapshot.of<ResourceClassParameters>().find(m_class->parametersNamespace, m_class->parametersName) == nullptr) {
      missing = "ResourceClassParameters " + m_class->parametersNamespace.str() + "/" + m_class->parametersName.str();
    } else if (m_said.errorId == reason::kParametersMissing) {
      missing = "The parameters object";
    }
    if (missing.empty()) {
      if (!classic.parametersName.empty() && !(classic.parametersKind == "ResourceClaimParameters")) {
        m_out.unknowns.push_back(
            {"Parameters " + classic.parametersName.str(),
             "objects of kind " + (classic.parametersKind.empty() ? "ConfigMap" : classic.parametersKind.str()) + " are not read",
             "Whether they exist, and what they ask for, is known to the driver alone."});
      }
      return false;
    }
    set(Verdict::blockedBefore, reason::kParametersMissing, "parameters do not exist",
        missing + " does not exist, so the claim cannot be read.");
    evidence(missing, "metadata.name", "not found", "Claim and class point at objects with the driver's parameters");
    m_out.cause.fixes.push_back({"create-parameters", "Create " + missing, "The driver then knows what is asked.", "",
                                 "kubectl apply -f <manifest of the parameters>", "", false});
    return true;
  }

  bool deallocating() {
    if (!m_claim->classic->deallocationRequested) {
      return false;
    }
    set(Verdict::waitsForDevices, reason::kWaitsForDriver, "driver has to deallocate",
        "Driver " + m_class->driverName.str() + " has been asked to give its devices back and has not yet.");
    evidence("ResourceClaim " + qualifiedName(m_claim->meta), "status.deallocationRequested", "true",
             "The driver clears the allocation, then it is allocated again", kubectlGet("resourceclaim", m_claim->meta));
    return true;
  }

  [[nodiscard]] bool immediate() const { return m_claim->classic->allocationMode == "Immediate"; }

  bool withoutConsumer() {
    if (immediate()) {
      const bool none = m_most < m_wanted;
      set(Verdict::waitsForDevices, reason::kWaitsForDriver, "driver has not allocated it",
          "Driver " + m_class->driverName.str() + " has not allocated it, though Immediate claims need no pod" +
              (m_published && none ? ": no node has " + words::counted(m_wanted, "free device") + "." : "."));
      return true;
    }
    if (m_subject.pod != nullptr || m_subject.hypothetical) {
      return false;
    }
    set(m_published && m_most >= m_wanted ? Verdict::canFit : Verdict::waitsForDevices, reason::kNoConsumerPod,
        "no pod asks for it", "No pod asks for " + qualifiedName(m_claim->meta) + ": the driver allocates it with its first pod.",
        "scheduler");
    return true;
  }

  /// Entry of the pod that means this claim, as the context names it.
  [[nodiscard]] Text entryName() const {
    for (const PodClaimEntry& entry : m_subject.pod->spec->claims) {
      const auto status =
          std::find_if(m_subject.pod->claimStatuses.begin(), m_subject.pod->claimStatuses.end(),
                       [&](const PodClaimStatus& s) { return s.name == entry.name && s.claimName == m_claim->meta.name; });
      if (entry.claimName == m_claim->meta.name || status != m_subject.pod->claimStatuses.end() ||
          m_claim->meta.name.str() == m_subject.pod->meta.name.str() + "-" + entry.name.str()) {
        return entry.name;
      }
    }
    return {};
  }

  bool byContext() {
    if (m_subject.pod == nullptr || m_subject.hypothetical) {
      return false;
    }
    const auto* context = m_snapshot.of<PodSchedulingContext>().find(m_subject.pod->meta.namespaceName, m_subject.pod->meta.name);
    const std::string driver = m_class->driverName.str();
    if (context == nullptr) {
      return false;
    }
    const Text entry = entryName();
    const auto said = std::find_if(context->unsuitableNodes.begin(), context->unsuitableNodes.end(),
                                   [&](const auto& one) { return one.first == entry; });
    const std::string object = "PodSchedulingContext " + qualifiedName(context->meta);
    const std::string command = kubectlGet("podschedulingcontext", context->meta);
    std::vector<std::string> potential;
    for (const Text& node : context->potentialNodes) {
      potential.push_back(node.str());
    }
    evidence(object, "spec.potentialNodes", words::listed(potential, 5), "Nodes that pass every other filter of the scheduler",
             command);
    if (said == context->unsuitableNodes.end()) {
      set(Verdict::unknown, reason::kWaitsForDriver, "driver has said nothing",
          "Driver " + driver + " has not said yet which of " +
              words::counted(static_cast<std::int64_t>(potential.size()), "node") + " suit.");
      return true;
    }
    std::vector<std::string> unsuitable;
    for (const Text& node : said->second) {
      unsuitable.push_back(node.str());
    }
    evidence(object, "status.resourceClaims[].unsuitableNodes", words::listed(unsuitable, 5),
             "Nodes the driver refuses for this claim", command);
    const bool all = !context->potentialNodes.empty() &&
                     std::all_of(context->potentialNodes.begin(), context->potentialNodes.end(), [&](const Text& node) {
                       return std::find(said->second.begin(), said->second.end(), node) != said->second.end();
                     });
    if (all) {
      set(m_published && m_mostMatching < m_wanted ? Verdict::canNeverFit : Verdict::waitsForDevices, reason::kUnsuitableNodes,
          "driver refuses every node",
          fmt::format("Driver {} finds {} unsuitable: {}.", driver,
                      words::counted(static_cast<std::int64_t>(unsuitable.size()), "potential node", "potential nodes"),
                      words::listed(unsuitable, 4)));
      if (m_published) {
        m_out.cause.detail = fmt::format("It wants {} on one node; at most {} of {} are free together.", m_wanted, m_most,
                                         words::counted(m_mostMatching, "device"));
      }
      m_out.cause.fixes.push_back({"ask-driver", "Look in the log of driver " + driver + " why",
                                   "Only the driver knows what it refuses.", "",
                                   "kubectl get pods -A | grep -i dra  # <find the driver and its log>", "", false});
      return true;
    }
    if (!context->selectedNode.empty()) {
      evidence(object, "spec.selectedNode", context->selectedNode.str(),
               "The driver allocates on this node or calls it unsuitable", command);
      set(Verdict::waitsForDevices, reason::kWaitsForDriver, "driver allocates",
          "Driver " + driver + " has to allocate on " + context->selectedNode.str() + " and has not yet.");
      return true;
    }
    return false;
  }

  bool byNodeFilter() {
    if (!m_class->suitableNodes || m_usable > 0 || m_excludedByClass == 0) {
      return false;
    }
    set(Verdict::canNeverFit, reason::kNodeSelectorMismatch, "the class's node filter leaves none",
        "ResourceClass " + m_class->meta.name.str() +
            " lets only nodes of its suitableNodes be used, and none of them takes the pod.");
    evidence("ResourceClass " + m_class->meta.name.str(), "suitableNodes",
             words::counted(m_excludedByClass, "node") + " excluded", "The scheduler leaves other nodes out",
             kubectlGet("resourceclass", m_class->meta));
    return true;
  }

  void byCounts() {
    const std::string driver = m_class->driverName.str();
    if (!m_published) {
      set(Verdict::unknown, reason::kWaitsForDriver, "driver decides",
          "Driver " + driver + " has not allocated it and publishes no devices to count.");
      return;
    }
    if (m_mostMatching < m_wanted) {
      set(Verdict::canNeverFit, reason::kNotEnoughDevices, "no node has so many",
          fmt::format("It wants {} of driver {} on one node, and no usable node has more than {}.",
                      words::counted(m_wanted, "device"), driver, m_mostMatching));
    } else if (m_most < m_wanted) {
      set(Verdict::waitsForDevices, m_most == 0 ? reason::kAllMatchingDevicesInUse : reason::kNotEnoughDevices,
          "too few are free",
          fmt::format("It wants {} of driver {} on one node; at most {} free.", words::counted(m_wanted, "device"), driver,
                      m_most == 1 ? std::string("1 is") : words::number(m_most) + " are"));
    } else {
      set(Verdict::unknown, reason::kWaitsForDriver, "driver decides",
          fmt::format("Driver {} has not allocated it although {} has {} free: its parameters may ask for more.", driver,
                      m_bestNode, words::counted(m_most, "device")));
    }
  }

  /// Devices of the driver on nodes that the class and the pod let through.
  void countNodes() {
    m_wanted = m_subject.focusIndex != cluster::kNone && m_claim == m_subject.focus
                   ? m_subject.inventory().claims[m_subject.focusIndex].wanted
                   : wantedByParameters();
    m_wanted = std::max<std::int64_t>(1, m_wanted);
    const cluster::Inventory& inventory = m_context.inventory();
    allocation::Placement placement(m_context.topology());
    for (const ExplanationContext::NodeEntry& entry : m_context.nodes()) {
      NodeExplanation node;
      node.name = entry.node->meta.name.str();
      if (m_class->suitableNodes && !matches(*m_class->suitableNodes, entry.node->meta)) {
        ++m_excludedByClass;
        node.relevant = false;
        node.reasons.push_back({std::string(reason::kNodeSelectorMismatch), 1, "excluded by suitableNodes of the class"});
      }
      if (m_subject.pod != nullptr && !entry.madeUp) {
        const allocation::PodRules& rules = placement.rulesOf(*m_subject.pod);
        for (const allocation::NodeRefusal& refusal : allocation::nodeFit(
                 *m_subject.pod, *entry.node, m_context.podsOn(entry.index), m_context.servedByClaims(), &rules)) {
          const std::string_view id = reasonOf(refusal.kind);
          node.relevant = node.relevant && id != reason::kNodeSelectorMismatch;
          node.reasons.push_back({std::string(id), 1, refusal.detail});
        }
      }
      std::int64_t free = 0;
      std::int64_t all = 0;
      for (const DeviceIndex i : entry.index == cluster::kNone ? List<DeviceIndex>{} : inventory.nodes[entry.index].devices) {
        const DeviceView& device = inventory.devices[i];
        if (device.driver == m_class->driverName && device.slice != cluster::kNoSlot) {
          ++all;
          free += device.state == DeviceState::free ? 1 : 0;
        }
      }
      m_published = m_published || all > 0;
      m_devices += all;
      m_free += free;
      if (node.reasons.empty()) {
        ++m_usable;
        m_mostMatching = std::max(m_mostMatching, all);
        if (free > m_most) {
          m_most = free;
          m_bestNode = node.name;
        }
        if (all == 0) {
          node.reasons.push_back({std::string(reason::kNodeHasNoSlices), 1, "no devices of " + m_class->driverName.str()});
        } else if (free < m_wanted) {
          node.reasons.push_back(
              {std::string(all < m_wanted || free > 0 ? reason::kNotEnoughDevices : reason::kAllMatchingDevicesInUse),
               m_wanted - free, fmt::format("wants {}, {} of {} free", m_wanted, free, all)});
        } else {
          node.reasons.push_back(
              {std::string(reason::kWaitsForDriver), 1, fmt::format("{} of {} free, the driver decides", free, all)});
        }
      }
      m_out.nodes.push_back(std::move(node));
    }
    std::stable_partition(m_out.nodes.begin(), m_out.nodes.end(), [](const NodeExplanation& node) { return node.relevant; });
  }

  [[nodiscard]] std::int64_t wantedByParameters() const {
    std::int64_t count = 0;
    if (m_claim->classic->parametersKind == "ResourceClaimParameters") {
      const auto* parameters =
          m_snapshot.of<ResourceClaimParameters>().find(m_claim->meta.namespaceName, m_claim->classic->parametersName);
      for (const auto& [driver, selectors] :
           parameters == nullptr ? List<std::pair<Text, List<Text>>>{} : parameters->driverRequests) {
        count += static_cast<std::int64_t>(selectors.size());
      }
    }
    return count;
  }

  void describeRequest() {
    const cluster::Inventory& inventory = m_context.inventory();
    RequestExplanation request;
    request.name = m_claim->classic->parametersName.empty() ? m_claim->meta.name.str() : m_claim->classic->parametersName.str();
    request.deviceClass = m_claim->classic->resourceClassName.str();
    request.wanted = m_wanted;
    request.fits = m_most >= m_wanted;
    request.funnel.push_back({"seen", "Devices seen", {inventory.counts.total(), inventory.deviceBound}, "all drivers"});
    request.funnel.push_back({"passClass", "Of the driver", {m_devices, inventory.deviceBound}, m_class->driverName.str()});
    request.funnel.push_back(
        {"free", "Free", {m_free, combine(inventory.freeBound, Bound::atMost)}, words::counted(m_wanted, "wanted", "wanted")});
    m_out.requests.push_back(std::move(request));
  }

  const ExplanationContext& m_context;
  const Subject& m_subject;
  const SchedulerMessage& m_said;
  const Snapshot& m_snapshot;
  const ResourceClaim* m_claim = nullptr;
  const ResourceClass* m_class = nullptr;
  std::int64_t m_wanted = 1;
  std::int64_t m_most = 0;          ///< free on one usable node
  std::int64_t m_mostMatching = 0;  ///< published on one usable node
  std::int64_t m_devices = 0;
  std::int64_t m_free = 0;
  std::int64_t m_usable = 0;
  std::int64_t m_excludedByClass = 0;
  bool m_published = false;
  std::string m_bestNode;
  ClassicAnswer m_out;
};

}  // namespace

bool isClassic(const Subject& subject) {
  return std::any_of(subject.toAllocate.begin(), subject.toAllocate.end(),
                     [](const ResourceClaim* claim) { return claim->classic != nullptr; });
}

ClassicAnswer explainClassic(const ExplanationContext& context, const Subject& subject, const SchedulerMessage& said) {
  return Classic(context, subject, said).run();
}

}  // namespace claimscope::explanation
