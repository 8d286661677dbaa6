// PlacementScene: a few nodes, namespaces and pods in rows, and what each node says of the next pod. Test thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/allocation/node_fit.h"
#include "model/allocation/placement.h"
#include "tests/kit/decoded.h"
#include "tests/kit/json_text.h"

namespace claimscope::allocation {

inline std::string podText(const std::string& name, const std::string& labels, const std::string& spec,
                           const std::string& meta = "'namespace':'ml'") {
  return "{'metadata':{'name':'" + name + "','uid':'" + name + "','labels':{" + labels + "}," + meta + "},'spec':{" + spec + "}}";
}

/// {'topologyKey':KEY,'labelSelector':SELECTOR MORE}
inline std::string term(const std::string& key, const std::string& selector, const std::string& more = "") {
  return "{'topologyKey':'" + key + "','labelSelector':" + selector + (more.empty() ? "" : "," + more) + "}";
}
inline std::string affinity(const std::string& terms) {
  return "'podAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[" + terms + "]}";
}
inline std::string antiAffinity(const std::string& terms) {
  return "'podAntiAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[" + terms + "]}";
}
inline std::string rules(const std::string& terms) {
  return "'affinity':{" + terms + "}";
}
inline std::string spread(const std::string& constraints) {
  return "'topologySpreadConstraints':[" + constraints + "]";
}
inline std::string over(const std::string& key, int skew, const std::string& selector = "{'matchLabels':{'app':'a'}}",
                        const std::string& more = "") {
  return "{'topologyKey':'" + key + "','maxSkew':" + std::to_string(skew) +
         ",'whenUnsatisfiable':'DoNotSchedule','labelSelector':" + selector + (more.empty() ? "" : "," + more) + "}";
}
inline const std::string kApp = "{'matchLabels':{'app':'a'}}";
inline const std::string kHost = "kubernetes.io/hostname";
inline const std::string kZone = "topology.kubernetes.io/zone";

class PlacementScene {
 public:
  PlacementScene& node(const std::string& name, const std::string& zone, const std::string& spec = "",
                       const std::string& labels = "") {
    m_nodes.push_back(
        kit::decoded<Node>("v1", kit::jsonText("{'metadata':{'name':'" + name + "','labels':{'kubernetes.io/hostname':'" + name +
                                               "'" + (zone.empty() ? "" : ",'topology.kubernetes.io/zone':'" + zone + "'") +
                                               (labels.empty() ? "" : "," + labels) + "}},'spec':{" + spec + "},'status':{}}")));
    return *this;
  }
  PlacementScene& space(const std::string& name, const std::string& labels = "") {
    m_spaces[name] =
        kit::decoded<Namespace>("v1", kit::jsonText("{'metadata':{'name':'" + name + "','labels':{" + labels + "}}}"));
    return *this;
  }
  PlacementScene& pod(const std::string& node, const std::string& name, const std::string& labels = "'app':'a'",
                      const std::string& spec = "", const std::string& meta = "'namespace':'ml'") {
    m_pods.push_back(make(name, labels, "'nodeName':'" + node + "'" + (spec.empty() ? "" : "," + spec), meta));
    return *this;
  }
  static Box<Pod> make(const std::string& name, const std::string& labels, const std::string& spec,
                       const std::string& meta = "'namespace':'ml'") {
    return kit::decoded<Pod>("v1", kit::jsonText(podText(name, labels, spec, meta)));
  }
  PlacementScene& hideNamespaces() {
    m_namespacesComplete = false;
    return *this;
  }
  PlacementScene& hideSome() {
    m_complete = false;
    return *this;
  }

  [[nodiscard]] const PodTopology& topology() {
    if (m_topology == nullptr) {
      PodTopology::World world;
      m_podsOn.resize(m_nodes.size());
      for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        for (const auto& one : m_pods) {
          if (one->nodeName == m_nodes[i]->meta.name) {
            m_podsOn[i].push_back(one.get());
          }
        }
        world.places.push_back({m_nodes[i].get(), m_podsOn[i]});
      }
      world.namespaceOf = [this](const Text& name) -> const Namespace* {
        const auto found = m_spaces.find(name.str());
        return found == m_spaces.end() ? nullptr : found->second.get();
      };
      world.namespacesComplete = m_namespacesComplete;
      world.complete = m_complete;
      m_topology = std::make_unique<const PodTopology>(std::move(world));
    }
    return *m_topology;
  }
  [[nodiscard]] const Node& at(std::size_t node) const { return *m_nodes[node]; }
  [[nodiscard]] const Pod& running(const std::string& name) const {
    for (const auto& one : m_pods) {
      if (one->meta.name == name) {
        return *one;
      }
    }
    throw std::runtime_error("no pod " + name);
  }

  /// The nodes that take the pod: "n1 n3", with "?" behind one where hidden rules decide.
  [[nodiscard]] std::string takers(Placement& placement, const Pod& asked) const {
    std::string out;
    for (const auto& one : m_nodes) {
      const PodRules& of = placement.rulesOf(asked);
      if (nodeFit(asked, *one, placement.podsOn(*one), {}, &of).empty()) {
        out += (out.empty() ? "" : " ") + one->meta.name.str() + (unjudgedRules(asked, *one, &of).empty() ? "" : "?");
      }
    }
    return out;
  }
  [[nodiscard]] std::string takers(const Pod& asked) {
    Placement placement(topology());
    return takers(placement, asked);
  }
  /// What the node says against it.
  [[nodiscard]] std::string said(const Pod& asked, std::size_t node) {
    Placement placement(topology());
    std::string out;
    for (const NodeRefusal& refusal : nodeFit(asked, at(node), placement.podsOn(at(node)), {}, &placement.rulesOf(asked))) {
      out += (out.empty() ? "" : "; ") + refusal.detail;
    }
    return out;
  }

 private:
  std::vector<Box<Node>> m_nodes;
  std::vector<Box<Pod>> m_pods;
  std::map<std::string, Box<Namespace>> m_spaces;
  std::vector<std::vector<const Pod*>> m_podsOn;
  bool m_namespacesComplete = true;
  bool m_complete = true;
  std::unique_ptr<const PodTopology> m_topology;
};

}  // namespace claimscope::allocation
