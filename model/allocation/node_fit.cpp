#include "model/allocation/node_fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace claimscope::allocation {

namespace {

using Kind = NodeRefusal::Kind;
constexpr std::string_view kUnschedulable = "node.kubernetes.io/unschedulable";

bool tolerated(const Pod& pod, const Taint& taint) {
  return std::any_of(pod.spec->tolerations.begin(), pod.spec->tolerations.end(),
                     [&](const Toleration& toleration) { return tolerates(toleration, taint); });
}

std::string labelText(const Text& key, const Text& value) {
  return key.str() + "=" + value.str();
}

void checkSelector(const Pod& pod, const Node& node, std::vector<NodeRefusal>& out) {
  for (const auto& [key, value] : pod.spec->nodeSelector) {
    if (hasLabel(node.meta.labels, key.view()) && labelValue(node.meta.labels, key.view()) == value) {
      continue;
    }
    const std::string has = hasLabel(node.meta.labels, key.view())
                                ? "has " + labelText(key, labelValue(node.meta.labels, key.view()))
                                : "has no label " + key.str();
    out.push_back({Kind::selectorMismatch, fmt::format("nodeSelector {}, node {}", labelText(key, value), has)});
  }
  if (pod.spec->requiredNodeAffinity && !matches(*pod.spec->requiredNodeAffinity, node.meta)) {
    out.push_back({Kind::selectorMismatch, "required node affinity"});
  }
}

void checkTaints(const Pod& pod, const Node& node, std::vector<NodeRefusal>& out) {
  if (node.unschedulable && !tolerated(pod, Taint{Text(kUnschedulable), {}, Text("NoSchedule"), {}})) {
    out.push_back({Kind::unschedulable, "cordoned"});
  }
  for (const Taint& taint : node.taints) {
    if ((!(taint.effect == "NoSchedule") && !(taint.effect == "NoExecute")) || tolerated(pod, taint) ||
        (node.unschedulable && taint.key == kUnschedulable)) {
      continue;
    }
    const std::string value = taint.value.empty() ? std::string() : "=" + taint.value.str();
    out.push_back({Kind::taint, fmt::format("taint {}{}:{}", taint.key.view(), value, taint.effect.view())});
  }
}

/// The same port of the same address, or of every address (framework.HostPortInfo CheckConflict).
bool conflicts(const HostPort& a, const HostPort& b) {
  return a.port == b.port && a.protocol == b.protocol &&
         (a.address == b.address || a.address == "0.0.0.0" || b.address == "0.0.0.0");
}

/// Resources the scheduler counts: the three every node has, and those with a domain or a known prefix (IsScalarResourceName).
bool isCounted(std::string_view name) {
  return name == "cpu" || name == "memory" || name == "ephemeral-storage" || name.find('/') != std::string_view::npos ||
         name.starts_with("hugepages-") || name.starts_with("attachable-volumes-");
}

const Quantity* find(const ResourceList& list, const Text& name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.first == name; });
  return found == list.end() ? nullptr : &found->second;
}

void checkResources(const Pod& pod, const Node& node, const std::vector<const Pod*>& others, std::span<const Text> servedByClaims,
                    std::vector<NodeRefusal>& out) {
  if (node.allocatable.empty()) {
    return;  // not reported is not zero
  }
  static const Text kPods("pods");
  if (const Quantity* allowed = find(node.allocatable, kPods);
      allowed != nullptr && static_cast<std::int64_t>(others.size()) >= allowed->value()) {
    out.push_back({Kind::podCount, fmt::format("Too many pods: {} of {}", others.size(), allowed->value())});
  }
  std::unordered_map<Text, Quantity::Nano> used;
  for (const Pod* other : others) {
    for (const auto& [name, amount] : podRequests(*other)) {
      used[name] += amount.nano();
    }
  }
  for (const auto& [name, amount] : podRequests(pod)) {
    if (amount.nano() <= 0 || !isCounted(name.view())) {
      continue;
    }
    const Quantity* allocatable = find(node.allocatable, name);
    if (allocatable == nullptr && std::find(servedByClaims.begin(), servedByClaims.end(), name) != servedByClaims.end()) {
      continue;
    }
    const Quantity::Nano free = (allocatable == nullptr ? 0 : allocatable->nano()) - used[name];
    if (amount.nano() > free) {
      const Quantity left = Quantity::ofNano(std::max<Quantity::Nano>(free, 0),
                                             allocatable == nullptr ? Quantity::Format::decimalSI : allocatable->format());
      out.push_back({Kind::resources, fmt::format("Insufficient {}: asks {}, free {}", name.view(), amount.text(), left.text())});
    }
  }
}

}  // namespace

void checkPorts(const Pod& pod, std::span<const Pod* const> others, std::vector<NodeRefusal>& out) {
  if (!pod.spec->placement || pod.spec->placement->hostPorts.empty()) {
    return;
  }
  for (const HostPort& port : pod.spec->placement->hostPorts) {
    for (const Pod* other : others) {
      if (other->spec->placement &&
          std::any_of(other->spec->placement->hostPorts.begin(), other->spec->placement->hostPorts.end(),
                      [&](const HostPort& taken) { return conflicts(port, taken); })) {
        out.push_back({Kind::hostPort, fmt::format("host port {}/{} is taken by {}/{}", port.port, port.protocol.view(),
                                                   other->meta.namespaceName.view(), other->meta.name.view())});
        break;
      }
    }
  }
}

std::vector<NodeRefusal> nodeFit(const Pod& pod, const Node& node, std::span<const Pod* const> podsOnNode,
                                 std::span<const Text> servedByClaims, const PodRules* rules) {
  std::vector<NodeRefusal> out;
  if (!pod.nodeName.empty() && !(pod.nodeName == node.meta.name)) {
    out.push_back({Kind::nodeName, "spec.nodeName is " + pod.nodeName.str()});
  }
  checkSelector(pod, node, out);
  checkTaints(pod, node, out);
  std::vector<const Pod*> others(podsOnNode.begin(), podsOnNode.end());
  std::erase_if(others, [&](const Pod* other) {
    return other == &pod || (!pod.meta.uid.empty() && other->meta.uid == pod.meta.uid) || other->finished();
  });
  checkPorts(pod, others, out);
  checkResources(pod, node, others, servedByClaims, out);
  if (rules != nullptr) {
    rules->judge(node, out, nullptr);
  }
  return out;
}

std::vector<std::string> unjudgedRules(const Pod& pod, const Node& node, const PodRules* rules) {
  std::vector<std::string> out;
  if (rules != nullptr) {
    std::vector<NodeRefusal> refusals;
    rules->judge(node, refusals, &out);
  } else if (pod.spec->placement) {
    const auto say = [&](bool asked, const char* words) {
      if (asked) {
        out.emplace_back(words);
      }
    };
    say(!pod.spec->placement->affinity.empty(), "pod affinity");
    say(!pod.spec->placement->antiAffinity.empty(), "pod anti-affinity");
    say(!pod.spec->placement->spread.empty(), "topology spread");
  }
  if (pod.spec->volumeClaim) {
    out.emplace_back("a volume");
  }
  return out;
}

}  // namespace claimscope::allocation
