// Changes of nodes and of where the pod may run: uncordon, taints, labels, one node more.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "model/allocation/node_fit.h"
#include "model/base/words.h"
#include "model/explanation/fixes.h"
#include "model/explanation/node_reasons.h"
#include "model/explanation/yield.h"

namespace claimscope::explanation {
namespace {

constexpr std::size_t kMostRefusingNodes = 3;

class NodeFixes {
 public:
  NodeFixes(const FixFacts& facts, RankedFixes& out) : m_facts(facts), m_out(out) {}

  void add() {
    std::size_t refusing = 0;
    std::size_t elsewhere = 0;
    for (const NodeAnswer& node : m_facts.facts.nodes.all) {
      if (node.entry->madeUp || node.pinnedAway) {
        continue;
      }
      if (node.relevant && !node.podFits && refusing < kMostRefusingNodes && devicesFit(node)) {
        refusing += openNode(node) ? 1U : 0U;
      } else if (!node.relevant && elsewhere < 1 && onlySelector(node) && worthAsking(node) && devicesFit(node)) {
        elsewhere += labelNode(node) ? 1U : 0U;
      }
    }
    const std::string_view id = m_facts.chosen.cause.reason;
    if (m_facts.chosen.cause.verdict == Verdict::waitsForDevices &&
        (id == reason::kAllMatchingDevicesInUse || id == reason::kNotEnoughDevices || id == reason::kCountersExhausted ||
         id == reason::kCapacityExceeded || id == reason::kAllModeNeedsEveryDevice || id == reason::kConstraintUnsatisfiable ||
         id == reason::kMixedPerNode)) {
      oneMore();
    }
  }

 private:
  [[nodiscard]] bool devicesFit(const NodeAnswer& node) const {
    return m_facts.facts.census.empty() || node.devicesFit || !m_facts.trial.fitsOn({&node}, allocation::WhatIf{}).empty();
  }

  /// Cheap test before the allocator is asked of thousands of excluded nodes.
  [[nodiscard]] bool worthAsking(const NodeAnswer& node) const {
    return std::all_of(m_facts.facts.census.begin(), m_facts.facts.census.end(), [&](const Census& census) {
      return census.request->firstAvailable.size() > 1 ||
             static_cast<std::int64_t>(census.at(*node.entry).of(Fate::free)) >= census.wanted();
    });
  }

  static bool onlySelector(const NodeAnswer& node) {
    return std::all_of(node.reasons.begin(), node.reasons.end(), [](const NodeReason& reason) {
      return !isNodeReason(reason.id) || reason.id == reason::kNodeSelectorMismatch;
    });
  }

  /// Cordon, taints and, where one pod's end is enough, resources.
  bool openNode(const NodeAnswer& node) {
    const Node& object = *node.entry->node;
    const std::string name = object.meta.name.str();
    std::vector<const Taint*> taints;
    bool cordoned = false;
    for (const NodeReason& reason : node.reasons) {
      if (reason.id == reason::kInsufficientNodeResources || isByOtherPods(reason.id)) {
        return insufficient(node, reason);
      }
      cordoned = cordoned || reason.detail == "cordoned";
    }
    for (const Taint& taint : object.taints) {
      const bool keepsOut = taint.effect == "NoSchedule" || taint.effect == "NoExecute";
      const bool tolerated =
          m_facts.subject().pod != nullptr &&
          std::any_of(m_facts.subject().pod->spec->tolerations.begin(), m_facts.subject().pod->spec->tolerations.end(),
                      [&](const Toleration& toleration) { return tolerates(toleration, taint); });
      if (keepsOut && !tolerated && !(cordoned && taint.key == "node.kubernetes.io/unschedulable")) {
        taints.push_back(&taint);
      }
    }
    Fix fix;
    fix.node = name;
    fix.verified = true;
    fix.effect = "Its devices are free; the pod then runs there.";
    if (cordoned && taints.empty()) {
      fix.id = "uncordon:" + name;
      fix.text = "Uncordon " + name;
      fix.sideEffect = "Other pods may come to the node too.";
      fix.command = "kubectl uncordon " + words::shellWord(name);
      m_out.push_back({std::move(fix), 2});
      return true;
    }
    if (taints.empty() || cordoned) {
      return false;
    }
    tolerate(fix, taints);
    removeTaints(fix, name, taints);
    return true;
  }

  void tolerate(Fix fix, const std::vector<const Taint*>& taints) {
    const Pod* pod = m_facts.subject().pod;
    if (pod == nullptr || m_facts.subject().hypothetical || pod->meta.controller() != nullptr) {
      return;  // a controller's pods are made from its template
    }
    std::string operations;
    for (const Taint* taint : taints) {
      operations +=
          (operations.empty() ? "" : ",") +
          fmt::format(R"({{"op":"add","path":"/spec/tolerations/-","value":{{"key":"{}","operator":"Exists","effect":"{}"}}}})",
                      taint->key.view(), taint->effect.view());
    }
    fix.id = "tolerate-node:" + fix.node;
    fix.text = "Let the pod tolerate taint " + taints.front()->key.str() + " of " + fix.node;
    fix.sideEffect = "It may then run on every node with that taint.";
    fix.command =
        kubectl(pod->meta.namespaceName, "patch", "pod", pod->meta.name.view()) + " --type=json -p " +
        words::shellWord(
            "[" + (pod->spec->tolerations.empty() ? R"({"op":"add","path":"/spec/tolerations","value":[]},)" : std::string()) +
            operations + "]");
    m_out.push_back({std::move(fix), 3});
  }

  void removeTaints(Fix fix, const std::string& name, const std::vector<const Taint*>& taints) {
    fix.id = "untaint:" + name;
    fix.text = "Remove taint " + taints.front()->key.str() + " from " + name;
    fix.sideEffect = "Other pods may come to the node too.";
    fix.command = "kubectl taint node " + words::shellWord(name);
    for (const Taint* taint : taints) {
      fix.command += " " + words::shellWord(taint->key.str() + ":" + taint->effect.str() + "-");
    }
    m_out.push_back({std::move(fix), 4});
  }

  /// False where nothing is offered: pods that are missing cannot be made to leave.
  bool insufficient(const NodeAnswer& node, const NodeReason& reason) {
    Fix fix;
    const std::string name = node.entry->node->meta.name.str();
    fix.id = "room:" + name;
    fix.effect = "Its devices are free; the pod then runs there.";
    fix.node = name;
    if (const Pod* pod = enoughAlone(node)) {
      HolderFacts holder;
      holder.pods = {pod};
      const Yield yield = yieldOf(m_facts.context().snapshot(), holder);
      fix.text = yield.text;
      fix.effect = "Makes room on " + name + " (" + reason.detail + "). " + fix.effect;
      fix.sideEffect = yield.sideEffect;
      fix.command = yield.command;
      fix.verified = true;
    } else if (isByOtherPods(reason.id)) {
      return false;
    } else {
      fix.text = "Make room on " + name + ": " + reason.detail;
      // No pod alone is enough: a person has to choose.
      fix.command = "kubectl get pods -A --field-selector spec.nodeName=" + words::shellWord(name) + "  # <choose what to stop>";
    }
    m_out.push_back({std::move(fix), 5});
    return true;
  }

  /// The pod of the node that yields first, lowest priority and then youngest, of those without which the subject's pod fits.
  [[nodiscard]] const Pod* enoughAlone(const NodeAnswer& node) const {
    const Pod* waits = m_facts.subject().pod;
    if (waits == nullptr || node.entry->index == cluster::kNone) {
      return nullptr;
    }
    const std::span<const Pod* const> there = m_facts.context().podsOn(node.entry->index);
    const Pod* best = nullptr;
    std::vector<const Pod*> others;
    const Node& object = *node.entry->node;
    allocation::Placement placement(m_facts.context().topology());
    for (const Pod* pod : there) {
      const OwnerReference* owner = pod->meta.controller();
      const bool staysWithNode = owner != nullptr && (owner->kind == "DaemonSet" || owner->kind == "Node");
      const bool later =
          best != nullptr && (pod->spec->priority != best->spec->priority ? pod->spec->priority > best->spec->priority
                                                                          : pod->meta.created <= best->meta.created);
      if (staysWithNode || later || pod->spec->priority > waits->spec->priority) {
        continue;
      }
      others.clear();
      std::copy_if(there.begin(), there.end(), std::back_inserter(others), [&](const Pod* other) { return other != pod; });
      placement.remove(*pod);
      const allocation::PodRules& rules = placement.rulesOf(*waits);
      if (allocation::nodeFit(*waits, object, others, m_facts.context().servedByClaims(), &rules).empty()) {
        best = pod;
      }
      placement.add(*pod, object);
    }
    return best;
  }

  bool labelNode(const NodeAnswer& node) {
    const Pod* pod = m_facts.subject().pod;
    const Node& object = *node.entry->node;
    if (pod == nullptr || (!pod->nodeName.empty() && !(pod->nodeName == object.meta.name))) {
      return false;
    }
    std::string labels;
    std::vector<std::string> names;
    bool overwrites = false;
    for (const auto& [key, value] : pod->spec->nodeSelector) {
      if (!(labelValue(object.meta.labels, key.view()) == value) || !hasLabel(object.meta.labels, key.view())) {
        if (key == "kubernetes.io/hostname") {
          return false;
        }
        overwrites = overwrites || hasLabel(object.meta.labels, key.view());
        labels += " " + words::shellWord(key.str() + "=" + value.str());
        names.push_back(key.str() + "=" + value.str());
      }
    }
    if (labels.empty() || (pod->spec->requiredNodeAffinity && !matches(*pod->spec->requiredNodeAffinity, object.meta))) {
      return false;
    }
    Fix fix;
    fix.node = object.meta.name.str();
    fix.id = "label-node:" + fix.node;
    fix.text = "Label " + fix.node + " " + words::listed(names);
    fix.effect = "It has free devices, and the pod may then run there.";
    fix.sideEffect = overwrites ? "The label has another value now: whatever selects by it sees the node move."
                                : "Other pods with that selector may come too.";
    fix.command = "kubectl label node " + words::shellWord(fix.node) + labels + (overwrites ? " --overwrite" : "");
    fix.verified = true;
    m_out.push_back({std::move(fix), 3});
    return true;
  }

  /// A clone of a node that would fit when empty, with the slices that only it has.
  void oneMore() {
    const cluster::Snapshot& snapshot = m_facts.context().snapshot();
    for (const NodeAnswer* node : m_facts.chosen.nodes) {
      if (!node->couldFit || node->entry->madeUp || node->entry->index == cluster::kNone) {
        continue;
      }
      const Node& original = *node->entry->node;
      Node clone = original;
      clone.meta.name = Text(original.meta.name.str() + "-more");
      for (auto& [key, value] : clone.meta.labels) {
        value = key == "kubernetes.io/hostname" ? clone.meta.name : value;
      }
      clone.unschedulable = false;
      std::vector<ResourceSlice> slices;
      std::set<cluster::Slot> done;
      for (const cluster::DeviceIndex i : m_facts.context().inventory().nodes[node->entry->index].devices) {
        const cluster::DeviceView& device = m_facts.context().inventory().devices[i];
        const ResourceSlice* slice = snapshot.of<ResourceSlice>().at(device.slice);
        if (slice != nullptr && slice->nodeName == original.meta.name && done.insert(device.slice).second) {
          copySlices(*slice, original.meta.name, clone.meta.name, done, slices);
        }
      }
      if (slices.empty()) {
        return;  // its devices are not its own: another node brings none
      }
      allocation::WhatIf whatIf;
      for (const ResourceSlice& slice : slices) {
        whatIf.extraSlices.push_back(&slice);
      }
      if (m_facts.context().allocator().allocate(clone, m_facts.subject().toAllocate, whatIf).kind !=
          allocation::Outcome::Kind::allocated) {
        return;
      }
      write(original);
      return;
    }
  }

  void copySlices(const ResourceSlice& first, const Text& from, const Text& to, std::set<cluster::Slot>& done,
                  std::vector<ResourceSlice>& out) const {
    // All slices of the pool, those with counters only among them.
    m_facts.context().snapshot().of<ResourceSlice>().forEach([&](cluster::Slot slot, const ResourceSlice& slice) {
      if (slice.driver == first.driver && slice.poolName == first.poolName && slice.poolGeneration == first.poolGeneration &&
          slice.nodeName == from) {
        done.insert(slot);
        ResourceSlice copy = slice;
        copy.meta.name = Text(slice.meta.name.str() + "-more");
        copy.poolName = to;
        copy.nodeName = to;
        for (Device& device : copy.devices) {
          device.taints.clear();
        }
        out.push_back(std::move(copy));
      }
    });
  }

  void write(const Node& original) {
    static constexpr std::string_view kGroups[] = {"eks.amazonaws.com/nodegroup",    "karpenter.sh/nodepool",
                                                   "cloud.google.com/gke-nodepool",  "kubernetes.azure.com/agentpool",
                                                   "alpha.eksctl.io/nodegroup-name", "node-type"};
    std::string group;
    std::string command =
        "kubectl get node " + words::shellWord(original.meta.name.view()) + " --show-labels  # <add a node of this group>";
    for (const std::string_view key : kGroups) {
      if (hasLabel(original.meta.labels, key)) {
        group = labelValue(original.meta.labels, key).str();
        command = "kubectl get nodes -l " + words::shellWord(std::string(key) + "=" + group) + "  # <add a node to this group>";
        break;
      }
    }
    Fix fix;
    fix.id = "add-node:" + original.meta.name.str();
    fix.text = group.empty() ? "Add a node like " + original.meta.name.str()
                             : "Add a node to group " + group + ", like " + original.meta.name.str();
    fix.effect = "An empty node of this kind takes the claim.";
    fix.sideEffect = "Costs a node.";
    fix.node = "a node like " + original.meta.name.str();
    fix.command = std::move(command);
    fix.verified = true;
    m_out.push_back({std::move(fix), 8});
  }

  const FixFacts& m_facts;
  RankedFixes& m_out;
};

}  // namespace

void addNodeFixes(const FixFacts& facts, RankedFixes& out) {
  NodeFixes(facts, out).add();
}

}  // namespace claimscope::explanation
