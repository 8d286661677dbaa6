#include "model/topology/grouping.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace claimscope::topology {
namespace {

std::string_view labelOf(const cluster::Snapshot& snapshot, const cluster::NodeView& view, std::string_view key) {
  const Node* node = snapshot.of<Node>().at(view.slot);
  if (node != nullptr) {
    for (const auto& [name, value] : node->meta.labels) {
      if (name == key) {
        return value.view();
      }
    }
  }
  return {};
}

std::string_view orElse(std::string_view name, std::string_view none) {
  return name.empty() ? none : name;
}

/// A label may be there and say nothing: that is another answer than not being there.
std::string_view labelGroup(const cluster::Snapshot& snapshot, const cluster::NodeView& view, const Text& key) {
  const Node* node = snapshot.of<Node>().at(view.slot);
  if (node != nullptr) {
    for (const auto& [name, value] : node->meta.labels) {
      if (name == key) {
        return orElse(value.view(), "(empty value)");
      }
    }
  }
  return "(no such label)";
}

}  // namespace

std::string_view rackOf(const cluster::Snapshot& snapshot, const cluster::NodeView& node) {
  for (const std::string_view key : {"topology.kubernetes.io/rack", "topology.k8s.aws/network-node-layer-3",
                                     "cloud.google.com/gce-topology-subblock", "rack"}) {
    if (const std::string_view rack = labelOf(snapshot, node, key); !rack.empty()) {
      return rack;
    }
  }
  return {};
}

std::string_view groupNameOf(const cluster::Snapshot& snapshot, const cluster::NodeView& node, const Grouping& grouping) {
  switch (grouping.by) {
    case GroupBy::nodeGroup:
      return node.group.view();
    case GroupBy::zone:
      return orElse(node.zone.view(), "(no zone)");
    case GroupBy::instanceType:
      return orElse(node.instanceType.view(), "(no instance type)");
    case GroupBy::driver:
      return node.devices.empty() ? std::string_view("(no driver)")
                                  : snapshot.inventory->devices[node.devices.front()].driver.view();
    case GroupBy::rack:
      return orElse(rackOf(snapshot, node), "(no rack)");
    case GroupBy::label:
      return labelGroup(snapshot, node, grouping.label);
  }
  return {};
}

std::vector<LabelChoice> labelChoices(const cluster::Snapshot& snapshot) {
  struct Seen {
    std::size_t nodes = 0;
    std::unordered_set<Text> values;
  };
  std::unordered_map<Text, Seen> seen;
  for (const cluster::NodeView& view : snapshot.inventory->nodes) {
    if (const Node* node = snapshot.of<Node>().at(view.slot)) {
      for (const auto& [key, value] : node->meta.labels) {
        Seen& entry = seen[key];
        ++entry.nodes;
        entry.values.insert(value);
      }
    }
  }
  std::vector<LabelChoice> out;
  out.reserve(seen.size());
  for (const auto& [key, entry] : seen) {
    out.push_back({key, entry.nodes, entry.values.size()});
  }
  std::sort(out.begin(), out.end(), [](const LabelChoice& a, const LabelChoice& b) { return a.key < b.key; });
  return out;
}

}  // namespace claimscope::topology
