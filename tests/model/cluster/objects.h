// Objects of a small cluster as JSON with single quotes. Test thread.
#pragma once

#include <string>
#include <string_view>

namespace claimscope::cluster::objects {

/// "'name':'x','uid':'u-x','resourceVersion':'1'" and what else is given.
inline std::string meta(const std::string& name, int version = 1, const std::string& more = {}, std::string uid = {}) {
  if (uid.empty()) {
    uid = "u-" + name;
  }
  return "'metadata':{'name':'" + name + "','uid':'" + uid + "','resourceVersion':'" + std::to_string(version) + "'" +
         (more.empty() ? "" : "," + more) + "}";
}
inline std::string inNamespace(const std::string& name, const std::string& more = {}) {
  return "'namespace':'" + name + "'" + (more.empty() ? "" : "," + more);
}

inline std::string node(const std::string& name, const std::string& group = "gpu-nodes", int version = 1) {
  return "{" +
         meta(name, version, "'labels':{'eks.amazonaws.com/nodegroup':'" + group + "','topology.kubernetes.io/zone':'z1'}") +
         ",'spec':{},'status':{}}";
}

/// `devices` is the inside of the list.
inline std::string slice(const std::string& name, const std::string& pool, const std::string& devices, int generation = 1,
                         int count = 1, const std::string& more = {}, int version = 1) {
  return "{" + meta(name, version) + ",'spec':{'driver':'gpu','nodeName':'" + pool + "','pool':{'name':'" + pool +
         "','generation':" + std::to_string(generation) + ",'resourceSliceCount':" + std::to_string(count) + "},'devices':[" +
         devices + "]" + more + "}}";
}
inline std::string device(const std::string& name, const std::string& more = {}) {
  return "{'name':'" + name + "'" + (more.empty() ? "" : "," + more) + "}";
}
inline std::string taints(const std::string& key, const std::string& effect) {
  return "'taints':[{'key':'" + key + "','effect':'" + effect + "','timeAdded':'2026-11-24T09:00:00Z'}]";
}

/// One entry of status.allocation.devices.results.
inline std::string result(const std::string& pool, const std::string& name, const std::string& more = {}) {
  return "{'request':'r','driver':'gpu','pool':'" + pool + "','device':'" + name + "'" + (more.empty() ? "" : "," + more) + "}";
}
inline std::string consumer(const std::string& pod, const std::string& uid = {}) {
  return "{'resource':'pods','name':'" + pod + "','uid':'" + (uid.empty() ? "u-" + pod : uid) + "'}";
}
/// A claim in namespace ml for one device of class gpu; no results: pending.
inline std::string claim(const std::string& name, const std::string& results = {}, const std::string& reservedFor = {},
                         const std::string& moreMeta = {}, int version = 1, const std::string& moreStatus = {}) {
  std::string status;
  if (!results.empty()) {
    status = "'allocation':{'devices':{'results':[" + results + "]}}";
  }
  if (!reservedFor.empty()) {
    status += std::string(status.empty() ? "" : ",") + "'reservedFor':[" + reservedFor + "]";
  }
  if (!moreStatus.empty()) {
    status += status.empty() ? moreStatus.substr(1) : moreStatus;  // it begins with a comma
  }
  return "{" + meta(name, version, inNamespace("ml", moreMeta)) +
         ",'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'gpu','allocationMode':'ExactCount','count':1}"
         "}]}}"
         ",'status':{" +
         status + "}}";
}

inline std::string owner(const std::string& kind, const std::string& name, const std::string& apiVersion = "apps/v1") {
  return "'ownerReferences':[{'apiVersion':'" + apiVersion + "','kind':'" + kind + "','name':'" + name + "','uid':'u-" + name +
         "','controller':true}]";
}
/// A pod in namespace ml. `entries` is the inside of spec.resourceClaims, `status` that of status.
inline std::string pod(const std::string& name, const std::string& entries, const std::string& status = "'phase':'Running'",
                       const std::string& moreMeta = {}, const std::string& node = {}, int version = 1,
                       const std::string& uid = {}, const std::string& moreSpec = {}) {
  return "{" + meta(name, version, inNamespace("ml", moreMeta), uid) + ",'spec':{'containers':[{'name':'c'}],'resourceClaims':[" +
         entries + "]" + (node.empty() ? "" : ",'nodeName':'" + node + "'") + moreSpec + "},'status':{" + status + "}}";
}
inline std::string named(const std::string& claim, const std::string& entry = "gpu") {
  return "{'name':'" + entry + "','resourceClaimName':'" + claim + "'}";
}
inline std::string templated(const std::string& templateName = "t", const std::string& entry = "gpu") {
  return "{'name':'" + entry + "','resourceClaimTemplateName':'" + templateName + "'}";
}
inline std::string statusOf(const std::string& claim, const std::string& entry = "gpu") {
  return "'resourceClaimStatuses':[{'name':'" + entry + "','resourceClaimName':'" + claim + "'}]";
}

inline std::string rule(const std::string& name, const std::string& selector, const std::string& effect = "NoSchedule") {
  return "{" + meta(name) + ",'spec':{" + (selector.empty() ? "" : "'deviceSelector':" + selector + ",") +
         "'taint':{'key':'example.com/repair','value':'x','effect':'" + effect + "'}}}";
}
inline std::string podEvent(const std::string& name, const std::string& podName, const std::string& reason,
                            const std::string& message) {
  return "{" + meta(name, 1, inNamespace("ml")) + ",'involvedObject':{'kind':'Pod','namespace':'ml','name':'" + podName +
         "','uid':'u-" + podName + "'},'reason':'" + reason + "','message':'" + message +
         "','type':'Warning','lastTimestamp':'2026-11-24T09:40:00Z'}";
}

}  // namespace claimscope::cluster::objects
