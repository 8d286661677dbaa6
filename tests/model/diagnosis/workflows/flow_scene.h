// FlowScene: a scene with what workflows look at besides claims: drivers' DaemonSets and pods, labels, quotas. Test thread.
#pragma once

#include "model/diagnosis/workflow.h"
#include "tests/model/diagnosis/scene.h"

namespace claimscope::diagnosis {

class FlowScene : public Scene {
 public:
  using Scene::Scene;

  /// DaemonSet and pods of gpu.example.com in kube-system, one pod a node.
  FlowScene& driver(const std::vector<std::string>& nodes, const std::string& containerState = "'running':{}", int restarts = 0) {
    const std::string count = std::to_string(nodes.size());
    add(Kind::DaemonSet, "{" + meta("gpu-dra-driver", inNamespace("kube-system")) +
                             ",'spec':{'selector':{'matchLabels':{'app':'gpu-dra-driver'}}},'status':{'desiredNumberScheduled':" +
                             count + ",'numberReady':" + count + "}}");
    for (const std::string& node : nodes) {
      driverPod(node, containerState, restarts);
    }
    return *this;
  }
  FlowScene& driverPod(const std::string& node, const std::string& containerState = "'running':{}", int restarts = 0) {
    const bool runs = containerState.find("running") != std::string::npos;
    add(Kind::Pod, "{" +
                       meta("gpu-dra-driver-" + node,
                            inNamespace("kube-system",
                                        "'labels':{'app':'gpu-dra-driver'},'ownerReferences':[{'apiVersion':'apps/v1','kind':"
                                        "'DaemonSet','name':'gpu-dra-driver','uid':'u-ds','controller':true}]")) +
                       ",'spec':{'nodeName':'" + node +
                       "','containers':[{'name':'plugin','image':'example/gpu-dra-driver:v1'}]},'status':{'phase':'" +
                       "Running','containerStatuses':[{'name':'plugin','ready':" + (runs ? "true" : "false") +
                       ",'restartCount':" + std::to_string(restarts) + ",'state':{" + containerState + "}}]}}");
    return *this;
  }
  FlowScene& labelled(const std::string& name, const std::string& labels, const std::string& status = {},
                      const std::string& spec = {}) {
    add(Kind::Node, "{" + meta(name, "'labels':{" + labels + "}") + ",'spec':{" + spec + "},'status':{" +
                        (status.empty() ? "" : status + ",") +
                        "'conditions':[{'type':'Ready','status':'True','lastTransitionTime':'2026-11-24T09:30:00Z'}]}}");
    return *this;
  }
  FlowScene& nodeEvent(const std::string& node, const std::string& reason, const std::string& message,
                       const std::string& type = "Normal") {
    add(Kind::Event, "{" + meta(node + "-" + reason, inNamespace("default")) + ",'type':'" + type + "','reason':'" + reason +
                         "','message':'" + message + "','involvedObject':{'kind':'Node','name':'" + node +
                         "'},'firstTimestamp':'2026-11-24T09:50:00Z','lastTimestamp':"
                         "'2026-11-24T09:50:00Z','count':1}");
    return *this;
  }
  FlowScene& quota(const std::string& name, const std::string& resource, int hard, int used) {
    add(Kind::ResourceQuota, "{" + meta(name, inNamespace("ml")) + ",'spec':{'hard':{'" + resource + "':'" +
                                 std::to_string(hard) + "'}},'status':{'hard':{'" + resource + "':'" + std::to_string(hard) +
                                 "'},'used':{'" + resource + "':'" + std::to_string(used) + "'}}}");
    return *this;
  }
};

/// Runs a workflow; a failure to run ends the test.
inline WorkflowResult runWorkflow(FlowScene& scene, std::string_view id, const std::optional<ObjectRef>& object = std::nullopt) {
  const Workflow* workflow = findWorkflow(id);
  if (workflow == nullptr) {
    throw std::runtime_error("there is no workflow " + std::string(id));
  }
  const cluster::SnapshotPtr snapshot = scene.snapshot();
  Result<WorkflowResult> result = workflow->run(*snapshot, object, nullptr);
  if (!result) {
    throw std::runtime_error(result.error().text());
  }
  return *result;
}

inline const WorkflowStep* stepOf(const WorkflowResult& result, std::string_view id) {
  for (const WorkflowStep& step : result.steps) {
    if (step.id == id) {
      return &step;
    }
  }
  return nullptr;
}

/// "proven" …, or "absent".
inline std::string verdictOf(const WorkflowResult& result, std::string_view id) {
  const WorkflowStep* step = stepOf(result, id);
  return step == nullptr ? "absent" : std::string(stepVerdictWord(step->verdict));
}

/// Every step in one line each, for messages of failures.
inline std::string dump(const WorkflowResult& result) {
  std::string out = std::string(stepVerdictWord(result.outcome)) + ": " + result.verdict + " | " + result.detail + "\n";
  for (const WorkflowStep& step : result.steps) {
    out += "  " + step.id + " " + std::string(stepVerdictWord(step.verdict)) + ": " + step.found + "\n";
  }
  return out;
}

}  // namespace claimscope::diagnosis
