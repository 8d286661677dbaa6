// GPU nodes: whether they are kept for GPU work by a taint, and who else is on them.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "model/diagnosis/words.h"
#include "model/diagnosis/workflows/gpu_signs.h"
#include "model/posture/posture.h"

namespace claimscope::posture {
namespace {

using diagnosis::Severity;

struct Group {
  NodeGroupRow row;
  std::vector<std::string> bare;    ///< nodes without a taint that keeps others away
  std::vector<std::string> guests;  ///< "ns/pod"
  std::int64_t guestMilliCpu = 0;
  std::string label;  ///< "key=value" that names the group, for a command; empty: none
};

bool isAcceleratorDriver(std::string_view driver) {
  for (const std::string_view word : {"gpu", "nvidia", "amd.com", "npu", "tpu", "neuron", "habana"}) {
    if (driver.find(word) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

/// Taints that come and go with the node's state keep nobody away for good.
bool keepsAway(const Taint& taint) {
  return (taint.effect == "NoSchedule" || taint.effect == "NoExecute") && !taint.key.view().starts_with("node.kubernetes.io/") &&
         !taint.key.view().starts_with("node.cloudprovider.kubernetes.io/");
}

bool toleratesAll(const Pod& pod) {
  return std::any_of(pod.spec->tolerations.begin(), pod.spec->tolerations.end(),
                     [](const Toleration& one) { return one.key.empty() && one.op == "Exists" && one.effect.empty(); });
}

bool asksGpu(const Pod& pod) {
  return !pod.spec->claims.empty() || !pod.rare->extendedResourceClaim.empty() ||
         std::any_of(pod.spec->containers.begin(), pod.spec->containers.end(), [](const Container& container) {
           const auto gpu = [](const auto& one) {
             return diagnosis::isGpuResource(one.first.view()) ||
                    one.first.view().starts_with("deviceclass.resource.kubernetes.io/");
           };
           return std::any_of(container.requests.begin(), container.requests.end(), gpu) ||
                  std::any_of(container.limits.begin(), container.limits.end(), gpu);
         });
}

/// Belongs to the node itself: DaemonSets, and pods of the kubelet's own files.
bool belongs(const Pod& pod) {
  const OwnerReference* owner = pod.meta.controller();
  return owner != nullptr && (owner->kind == "DaemonSet" || owner->kind == "Node");
}

std::string groupLabel(const Metadata& node) {
  for (const char* key : {"eks.amazonaws.com/nodegroup", "karpenter.sh/nodepool", "cloud.google.com/gke-nodepool",
                          "kubernetes.azure.com/agentpool", "alpha.eksctl.io/nodegroup-name", "node-type"}) {
    if (const Text value = labelValue(node.labels, key); !value.empty()) {
      return std::string(key) + "=" + value.str();
    }
  }
  return {};
}

std::string coresText(std::int64_t milli) {
  return milli % 1000 == 0 ? words::number(milli / 1000) : words::number(milli / 1000) + "." + std::to_string(milli % 1000 / 100);
}

Item nodeItem(const char* rule, const std::string& group, Severity severity) {
  Item item;
  item.rule = rule;
  item.id = std::string(rule) + ":" + group;
  item.area = Area::nodes;
  item.severity = severity;
  return item;
}

void tellBare(const Context& context, const Group& group) {
  if (group.bare.empty()) {
    return;
  }
  Item item = nodeItem("node-untainted", group.row.group, Severity::warning);
  item.title = words::cut(
      words::counted(static_cast<std::int64_t>(group.bare.size()), "GPU node") + " of " + group.row.group + " without a taint",
      diagnosis::kTitleLength);
  item.detail = "Any pod may be scheduled there and keep GPU work out: " + words::listed(group.bare);
  item.fix = "Taint the node group with NoSchedule, which moves nobody; first give drivers and GPU work the toleration";
  const bool all = static_cast<std::int64_t>(group.bare.size()) == group.row.nodes && !group.label.empty();
  item.command = all ? "kubectl taint nodes -l " + words::shellWord(group.label) + " nvidia.com/gpu=true:NoSchedule"
                     : "kubectl taint nodes " + words::shellWord(group.bare.front()) + " nvidia.com/gpu=true:NoSchedule";
  item.yaml =
      "# of the node group, so that new nodes have it too (eksctl managedNodeGroups, Karpenter NodePool spec.template.spec)\n"
      "taints:\n- key: nvidia.com/gpu\n  value: \"true\"\n  effect: NoSchedule\n"
      "# of workloads that use its GPUs\n"
      "tolerations:\n- key: nvidia.com/gpu\n  operator: Equal\n  value: \"true\"\n  effect: NoSchedule\n";
  for (const std::string& node : group.bare) {
    if (item.evidence.size() < diagnosis::kMaxEvidence) {
      item.evidence.push_back({"Node " + node, "spec.taints", "none that keeps pods away"});
    }
    if (item.objects.size() < diagnosis::kMaxObjects) {
      item.objects.push_back({"node", {}, node});
    }
  }
  context.add(std::move(item));
}

void tellGuests(const Context& context, const Group& group) {
  if (group.guests.empty()) {
    return;
  }
  Item item = nodeItem("node-guests", group.row.group, Severity::notice);
  item.title = words::cut(words::counted(static_cast<std::int64_t>(group.guests.size()), "pod") + " on GPU nodes of " +
                              group.row.group + " without a claim or GPU request",
                          diagnosis::kTitleLength);
  item.detail = "They ask for " + coresText(group.guestMilliCpu) + " CPU of expensive machines: " + words::listed(group.guests);
  item.fix = "Move them to CPU nodes with a node selector, or leave out their toleration";
  for (const std::string& pod : group.guests) {
    const std::size_t slash = pod.find('/');
    if (item.objects.size() < diagnosis::kMaxObjects) {
      item.objects.push_back({"pod", pod.substr(0, slash), pod.substr(slash + 1)});
    }
  }
  item.command = "kubectl get pods -A -o wide";
  context.add(std::move(item));
}

}  // namespace

void assessNodes(const Context& context) {
  const cluster::Snapshot& snapshot = context.snapshot;
  const cluster::Inventory& inventory = *snapshot.inventory;
  std::map<std::string, Group> groups;
  std::unordered_map<Text, Group*> groupOfNode;
  for (const cluster::NodeView& view : inventory.nodes) {
    const Node* node = snapshot.of<Node>().at(view.slot);
    if (node == nullptr) {
      continue;
    }
    const bool devices = std::any_of(view.devices.begin(), view.devices.end(), [&](cluster::DeviceIndex device) {
      return isAcceleratorDriver(inventory.devices[device].driver.view());
    });
    if (!devices && !diagnosis::gpuSigns(*node).any()) {
      continue;
    }
    Group& group = groups[view.group.str()];
    groupOfNode.emplace(view.name, &group);
    group.row.group = view.group.str();
    group.label = groupLabel(node->meta);
    ++group.row.nodes;
    if (std::none_of(node->taints.begin(), node->taints.end(), keepsAway)) {
      ++group.row.untainted;
      group.bare.push_back(view.name.str());
    }
  }
  std::vector<std::string> tolerant;
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    if (pod.finished() || belongs(pod) || asksGpu(pod)) {
      return;
    }
    const std::string name = pod.meta.namespaceName.str() + "/" + pod.meta.name.str();
    if (toleratesAll(pod)) {
      tolerant.push_back(name);
    }
    const auto at = pod.nodeName.empty() ? groupOfNode.end() : groupOfNode.find(pod.nodeName);
    if (at != groupOfNode.end()) {
      ++at->second->row.guests;
      at->second->guests.push_back(name);
      for (const Container& container : pod.spec->containers) {
        for (const auto& [resource, amount] : container.requests) {
          if (resource == "cpu" && !container.init) {
            at->second->guestMilliCpu += static_cast<std::int64_t>(amount.approximate() * 1000 + 0.5);
          }
        }
      }
    }
  });
  for (const auto& [name, group] : groups) {
    tellBare(context, group);
    tellGuests(context, group);
    context.report.nodeGroups.push_back(group.row);
  }
  if (!tolerant.empty() && !groups.empty()) {
    Item item = nodeItem("node-tolerated", "cluster", Severity::notice);
    item.title =
        words::cut(words::counted(static_cast<std::int64_t>(tolerant.size()), "pod") + " without GPU work tolerates every taint",
                   diagnosis::kTitleLength);
    if (tolerant.size() > 1) {
      item.title =
          words::cut(words::counted(static_cast<std::int64_t>(tolerant.size()), "pod") + " without GPU work tolerate every taint",
                     diagnosis::kTitleLength);
    }
    item.detail = "No taint keeps them from GPU nodes: " + words::listed(tolerant);
    item.fix = "Name the keys they tolerate instead of operator Exists alone";
    item.command = "kubectl get pods -A -o yaml";
    for (const std::string& pod : tolerant) {
      const std::size_t slash = pod.find('/');
      if (item.objects.size() < diagnosis::kMaxObjects) {
        item.objects.push_back({"pod", pod.substr(0, slash), pod.substr(slash + 1)});
      }
    }
    context.add(std::move(item));
  }
  if (snapshot.boundOf(Kind::Node) != Bound::exact) {
    context.unknown(Area::nodes, "node-untainted", "Nodes", survey::Outcome::forbidden, {},
                    "whether GPU nodes are tainted is not known", "kubectl get nodes");
  }
}

}  // namespace claimscope::posture
