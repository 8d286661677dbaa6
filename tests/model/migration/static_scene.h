// StaticScene: nodes with device plugins and drivers, workloads that ask for extended resources; written as JSON. Test thread.
#pragma once

#include <string>
#include <vector>

#include "tests/model/diagnosis/scene.h"

namespace claimscope::migration {

using diagnosis::Scene;

/// A node of 8 CPUs; `plugin` GPUs of nvidia.com/gpu are allocatable (below 0: the resource is not named), `labels` more of them.
inline void addNode(Scene& scene, const std::string& name, int plugin, const std::string& labels = {},
                    const std::string& spec = {}) {
  const std::string gpus = plugin < 0 ? "" : ",'nvidia.com/gpu':'" + std::to_string(plugin) + "'";
  const std::string amounts = "{'cpu':'8','memory':'32Gi','pods':'110'" + gpus + "}";
  scene.add(Kind::Node,
            "{" +
                Scene::meta(name, "'labels':{'eks.amazonaws.com/nodegroup':'gpu'" + (labels.empty() ? "" : "," + labels) + "}") +
                ",'spec':{" + spec + "},'status':{'capacity':" + amounts + ",'allocatable':" + amounts +
                ",'conditions':[{'type':'Ready','status':'True'}]}}");
}
inline const std::string kLabelled = "'migration-phase':'dra'";

/// A slice of gpu.nvidia.com with devices "gpu-0" …
inline void addSlice(Scene& scene, const std::string& node, int devices) {
  std::string list;
  for (int i = 0; i < devices; ++i) {
    list += std::string(i == 0 ? "" : ",") + "{'name':'gpu-" + std::to_string(i) + "','attributes':{'type':{'string':'gpu'}}}";
  }
  scene.add(Kind::ResourceSlice, "{" + Scene::meta(node + "-slice") + ",'spec':{'driver':'gpu.nvidia.com','nodeName':'" + node +
                                     "','pool':{'name':'" + node + "','generation':1,'resourceSliceCount':1},'devices':[" + list +
                                     "]}}");
}

/// What a container asks; `more` are fields of the container.
inline std::string container(const std::string& name, int gpus, const std::string& resource = "nvidia.com/gpu") {
  const std::string amount = "{'" + resource + "':'" + std::to_string(gpus) + "'}";
  return "{'name':'" + name + "','image':'x','resources':{'limits':" + amount + ",'requests':" + amount + "}}";
}

struct Asked {
  std::string kind = "Deployment";
  std::string name = "web";
  int pods = 1;
  std::string containers = container("main", 1);
  std::string annotations = {};
  std::string labels = {};
  std::string spec = {};  ///< fields of the pod's spec
  std::string initContainers = {};
  std::string strategy = {};
};

/// The workload and its pods, which run on `nodes` one after the other ("": waits).
inline void addWorkload(Scene& scene, const Asked& asked, const std::vector<std::string>& nodes) {
  const std::string pod = "'containers':[" + asked.containers + "]" +
                          (asked.initContainers.empty() ? "" : ",'initContainers':[" + asked.initContainers + "]") +
                          (asked.spec.empty() ? "" : "," + asked.spec);
  const std::string metaMore = Scene::inNamespace(
      "ml", "'generation':1" + (asked.annotations.empty() ? "" : ",'annotations':{" + asked.annotations + "}") +
                (asked.labels.empty() ? "" : ",'labels':{" + asked.labels + "}"));
  const std::string count = std::to_string(asked.pods);
  const std::string selector = "'selector':{'matchLabels':{'app':'" + asked.name + "'}}";
  const std::string form = "'template':{'metadata':{'labels':{'app':'" + asked.name + "'}},'spec':{" + pod + "}}";
  const Kind kind = asked.kind == "StatefulSet" ? Kind::StatefulSet
                    : asked.kind == "DaemonSet" ? Kind::DaemonSet
                    : asked.kind == "Job"       ? Kind::Job
                                                : Kind::Deployment;
  std::string owner = asked.kind;
  std::string ownerName = asked.name;
  if (asked.kind == "DaemonSet") {
    scene.add(kind, "{" + Scene::meta(asked.name, metaMore) + ",'spec':{" + selector + "," + form +
                        "},'status':{'observedGeneration':1,'desiredNumberScheduled':" + count + ",'numberReady':" + count +
                        ",'updatedNumberScheduled':" + count + ",'numberAvailable':" + count + "}}");
  } else if (asked.kind == "Job") {
    scene.add(kind, "{" + Scene::meta(asked.name, metaMore) + ",'spec':{'parallelism':" + count + ",'completions':" + count +
                        "," + selector + "," + form + "},'status':{'active':" + count + "}}");
  } else if (asked.kind != "Pod") {
    scene.add(kind, "{" + Scene::meta(asked.name, metaMore) + ",'spec':{'replicas':" + count + "," + asked.strategy + selector +
                        "," + form + "},'status':{'observedGeneration':1,'replicas':" + count + ",'updatedReplicas':" + count +
                        ",'readyReplicas':" + count + ",'availableReplicas':" + count + "}}");
  }
  if (asked.kind == "Deployment") {
    owner = "ReplicaSet";
    ownerName = asked.name + "-abc";
    scene.add(Kind::ReplicaSet,
              "{" +
                  Scene::meta(ownerName,
                              Scene::inNamespace("ml", "'ownerReferences':[{'apiVersion':'apps/v1','kind':'Deployment','name':'" +
                                                           asked.name + "','uid':'uid-" + asked.name + "','controller':true}]")) +
                  ",'spec':{'replicas':" + count + "," + selector + "}}");
  }
  int index = 0;
  for (const std::string& node : nodes) {
    const std::string name = asked.name + "-" + std::to_string(index++);
    const std::string owners = asked.kind == "Pod"
                                   ? ""
                                   : ",'ownerReferences':[{'apiVersion':'apps/v1','kind':'" + owner + "','name':'" + ownerName +
                                         "','uid':'uid-" + ownerName + "','controller':true}]";
    scene.add(Kind::Pod, "{" + Scene::meta(name, Scene::inNamespace("ml", "'labels':{'app':'" + asked.name + "'}" + owners)) +
                             ",'spec':{" + pod + (node.empty() ? "" : ",'nodeName':'" + node + "'") + "},'status':{'phase':'" +
                             (node.empty() ? "Pending" : "Running") + "','conditions':[{'type':'Ready','status':'" +
                             (node.empty() ? "False" : "True") + "'}]}}");
  }
}

/// The class of NVIDIA's own chart.
inline void addClass(Scene& scene, const std::string& more = {}) {
  scene.add(Kind::DeviceClass, "{" + Scene::meta("gpu.nvidia.com") +
                                   ",'spec':{'selectors':[{'cel':{'expression':'device.driver == \\\"gpu.nvidia.com\\\"'}}]" +
                                   more + "}}");
}

}  // namespace claimscope::migration
