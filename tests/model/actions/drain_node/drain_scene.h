// DrainScene: two nodes with GPUs and pods that a drain has to judge. Test thread.
#pragma once

#include <algorithm>
#include <string>

#include "model/actions/action.h"
#include "tests/model/diagnosis/scene.h"

namespace claimscope::actions {

class DrainScene : public diagnosis::Scene {
 public:
  DrainScene() : Scene(37) { deviceClass(); }

  DrainScene& node(const std::string& name, const std::string& spec = {}, const std::string& ready = "True") {
    Scene::node(name, spec, ready);
    return *this;
  }
  DrainScene& slice(const std::string& node, int devices) {
    Scene::slice(node, devices);
    return *this;
  }

  static std::string owner(const std::string& kind, const std::string& name, const std::string& apiVersion = "apps/v1") {
    return "'ownerReferences':[{'apiVersion':'" + apiVersion + "','kind':'" + kind + "','name':'" + name + "','uid':'uid-" +
           name + "','controller':true}]";
  }
  static std::string running(bool ready = true) {
    return std::string("'phase':'Running','conditions':[{'type':'Ready','status':'") + (ready ? "True" : "False") + "'}]";
  }
  /// A pod of a ReplicaSet on a node; `metaMore` replaces its owner, `spec` comes first in its spec.
  DrainScene& on(const std::string& node, const std::string& name, const std::string& spec = {},
                 const std::string& metaMore = owner("ReplicaSet", "web"), const std::string& status = running()) {
    add(Kind::Pod, "{" +
                       meta(name, inNamespace("ml", "'labels':{'app':'web','pod':'" + name + "'}" +
                                                        (metaMore.empty() ? "" : "," + metaMore))) +
                       ",'spec':{" + (spec.empty() ? "" : spec + ",") + "'nodeName':'" + node +
                       "','containers':[{'name':'c','image':'x'}]},'status':{" + status + "}}");
    return *this;
  }
  /// A pod with a claim that was made for it from the template "t", allocated on its node.
  DrainScene& withTemplate(const std::string& node, const std::string& name, const std::string& device,
                           const std::string& set = "train") {
    const std::string claim = name + "-gpu";
    add(Kind::Pod,
        "{" + meta(name, inNamespace("ml", "'labels':{'app':'train'}," + owner("StatefulSet", set))) + ",'spec':{'nodeName':'" +
            node + "','containers':[{'name':'c'}],'resourceClaims':[{'name':'gpu','resourceClaimTemplateName':'t'}]},'status':{" +
            running() + ",'resourceClaimStatuses':[{'name':'gpu','resourceClaimName':'" + claim + "'}]}}");
    this->claim(
        claim, allocated(node, {device}) + "," + reserved({name}), request(), "2026-11-24T09:40:00Z",
        "'ownerReferences':[{'apiVersion':'v1','kind':'Pod','name':'" + name + "','uid':'uid-" + name + "','controller':true}]");
    return *this;
  }
  DrainScene& claimTemplate(const std::string& name = "t") {
    add(Kind::ResourceClaimTemplate, "{" + meta(name, inNamespace("ml")) + ",'spec':{" + request() + "}}");
    return *this;
  }
  DrainScene& daemonSet(const std::string& name) {
    add(Kind::DaemonSet, "{" + meta(name, inNamespace("ml")) + ",'spec':{'selector':{}},'status':{}}");
    return *this;
  }
  DrainScene& budget(const std::string& name, const std::string& status,
                     const std::string& spec = "'minAvailable':1,'selector':{'matchLabels':{'app':'web'}}") {
    add(Kind::PodDisruptionBudget, "{" + meta(name, inNamespace("ml", "'generation':1")) + ",'spec':{" + spec +
                                       "},'status':{'observedGeneration':1" + (status.empty() ? "" : "," + status) + "}}");
    return *this;
  }

  /// Options as "force,timeout=15m"; flags that are not named are off, as for kubectl.
  ActionPlan drain(const std::string& options = {}, const std::vector<std::string>& nodes = {"n1"}) {
    const Result<ActionPlan> plan = tryDrain(options, nodes);
    if (!plan) {
      throw std::runtime_error(plan.error().text());
    }
    return *plan;
  }
  Result<ActionPlan> tryDrain(const std::string& options, const std::vector<std::string>& nodes = {"n1"}) {
    ActionRequest request;
    request.action = "drain_node";
    for (const std::string& node : nodes) {
      request.objects.push_back({"node", "", node});
    }
    request.options["ignore-daemonsets"] = "false";
    for (std::size_t from = 0; from < options.size();) {
      const std::size_t end = std::min(options.find(';', from), options.size());
      const std::string one = options.substr(from, end - from);
      const std::size_t equals = one.find('=');
      request.options[one.substr(0, equals)] = equals == std::string::npos ? "true" : one.substr(equals + 1);
      from = end + 1;
    }
    m_snapshot = snapshot();
    return planAction(*m_snapshot, request);
  }

 private:
  cluster::SnapshotPtr m_snapshot;
};

inline const Affected& podOf(const ActionPlan& plan, const std::string& name) {
  const auto found =
      std::find_if(plan.affected.begin(), plan.affected.end(), [&](const Affected& one) { return one.object.name == name; });
  if (found == plan.affected.end()) {
    throw std::runtime_error("the plan has no pod " + name);
  }
  return *found;
}

inline const AffectedClaim& claimOf(const ActionPlan& plan, const std::string& name) {
  const auto found =
      std::find_if(plan.claims.begin(), plan.claims.end(), [&](const AffectedClaim& one) { return one.name == "ml/" + name; });
  if (found == plan.claims.end()) {
    throw std::runtime_error("the plan has no claim " + name);
  }
  return *found;
}

/// "evict NoController": what the filters decided.
inline std::string decided(const ActionPlan& plan, const std::string& name) {
  const Affected& pod = podOf(plan, name);
  return pod.verdict + (pod.reason.empty() ? "" : " " + pod.reason);
}

inline bool has(const std::vector<Notice>& notices, const std::string& words) {
  return std::any_of(notices.begin(), notices.end(),
                     [&](const Notice& notice) { return (notice.title + " " + notice.detail).find(words) != std::string::npos; });
}

}  // namespace claimscope::actions
