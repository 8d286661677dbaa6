// Scene: a small cluster written as JSON in a test and read by the real decoders. Test thread.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "model/base/clock.h"
#include "model/base/executor.h"
#include "model/cluster/store.h"
#include "model/diagnosis/finding.h"
#include "tests/kit/json_text.h"

namespace claimscope::diagnosis {

class Scene {
 public:
  explicit Scene(int minor = 36) {
    m_server.minor = minor;
    m_server.gitVersion = "v1." + std::to_string(minor) + ".2";
    m_server.context = "test";
    // Kinds of classic DRA are not served beside the modern ones.
    for (const Kind kind :
         {Kind::ResourceClass, Kind::ResourceClassParameters, Kind::ResourceClaimParameters, Kind::PodSchedulingContext}) {
      m_states[kind] = SourceState::notServed;
    }
  }

  /// JSON with single quotes.
  Scene& add(Kind kind, const std::string& json) {
    m_objects[kind].push_back(kit::jsonText(json));
    return *this;
  }
  Scene& state(Kind kind, SourceState state) {
    m_states[kind] = state;
    return *this;
  }
  Scene& version(Kind kind, const std::string& version) {
    m_versions[kind] = version;
    return *this;
  }
  Scene& origin(Origin origin) {
    m_server.origin = origin;
    return *this;
  }

  /// What time it is; 10:00 when nothing else is said.
  Scene& at(const std::string& time) {
    m_now = time;
    return *this;
  }

  [[nodiscard]] cluster::SnapshotPtr snapshot() {
    ManualClock clock(*parseTime(m_now));
    InlineExecutor executor;
    cluster::Store store(clock, executor);
    store.serverFound(m_server);
    for (std::size_t i = 0; i < kKindCount; ++i) {
      load(store, static_cast<Kind>(i), clock.now());
    }
    store.flush();
    return store.latest();
  }
  [[nodiscard]] Diagnosis diagnosis() { return diagnose(*snapshot()); }

  // The objects most tests need.

  static std::string meta(const std::string& name, const std::string& more = {},
                          const std::string& created = "2026-11-24T09:00:00Z") {
    return "'metadata':{'name':'" + name + "','uid':'uid-" + name + "','creationTimestamp':'" + created + "'" +
           (more.empty() ? "" : "," + more) + "}";
  }
  static std::string inNamespace(const std::string& namespaceName, const std::string& more = {}) {
    return "'namespace':'" + namespaceName + "'" + (more.empty() ? "" : "," + more);
  }
  Scene& node(const std::string& name, const std::string& spec = {}, const std::string& ready = "True") {
    return add(Kind::Node, "{" + meta(name, "'labels':{'node-type':'gpu'}") + ",'spec':{" + spec +
                               "},'status':{'conditions':[{'type':'Ready','status':'" + ready +
                               "','lastTransitionTime':'2026-11-24T09:30:00Z','message':'kubelet stopped posting'}]}}");
  }
  /// One slice of gpu.example.com on a node, its pool named like the node, devices "gpu-0" … with `extra` fields each.
  Scene& slice(const std::string& node, int devices, const std::string& extra = {}, int generation = 1, int sliceCount = 1,
               const std::string& suffix = {}) {
    std::string list;
    for (int i = 0; i < devices; ++i) {
      list += std::string(i == 0 ? "" : ",") + "{'name':'gpu-" + std::to_string(i) + suffix +
              "','attributes':{'productName':{'string':'EXAMPLE X100'},'type':{'string':'gpu'}}" +
              (extra.empty() ? "" : "," + extra) + "}";
    }
    return add(Kind::ResourceSlice, "{" + meta(node + "-slice-" + std::to_string(generation) + suffix) +
                                        ",'spec':{'driver':'gpu.example.com','nodeName':'" + node + "','pool':{'name':'" + node +
                                        "','generation':" + std::to_string(generation) +
                                        ",'resourceSliceCount':" + std::to_string(sliceCount) + "},'devices':[" + list + "]}}");
  }
  Scene& deviceClass(const std::string& name = "gpu",
                     const std::string& expression = "device.driver == \\\"gpu.example.com\\\"") {
    return add(Kind::DeviceClass, "{" + meta(name) + ",'spec':{'selectors':[{'cel':{'expression':'" + expression + "'}}]}}");
  }
  static std::string request(const std::string& className = "gpu", int count = 1, const std::string& more = {}) {
    return "'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'" + className +
           "','allocationMode':'ExactCount','count':" + std::to_string(count) + more + "}}]}}";
  }
  /// A claim in namespace "ml"; `status` is the inside of status.
  Scene& claim(const std::string& name, const std::string& status = {}, const std::string& spec = request(),
               const std::string& created = "2026-11-24T09:40:00Z", const std::string& metaMore = {}) {
    return add(Kind::ResourceClaim,
               "{" + meta(name, inNamespace("ml", metaMore), created) + "," + spec + ",'status':{" + status + "}}");
  }
  static std::string allocated(const std::string& node, const std::vector<std::string>& devices, const std::string& more = {}) {
    std::string results;
    for (const std::string& device : devices) {
      results += std::string(results.empty() ? "" : ",") + "{'request':'r','driver':'gpu.example.com','pool':'" + node +
                 "','device':'" + device + "'" + more + "}";
    }
    return "'allocation':{'allocationTimestamp':'2026-11-24T09:41:00Z','devices':{'results':[" + results +
           "]},'nodeSelector':{'nodeSelectorTerms':[{'matchFields':[{'key':'metadata.name','operator':'In','values':['" + node +
           "']}]}]}}";
  }
  static std::string reserved(const std::vector<std::string>& pods) {
    std::string list;
    for (const std::string& pod : pods) {
      list += std::string(list.empty() ? "" : ",") + "{'resource':'pods','name':'" + pod + "','uid':'uid-" + pod + "'}";
    }
    return "'reservedFor':[" + list + "]";
  }
  /// A pod in namespace "ml" that names the claim.
  Scene& pod(const std::string& name, const std::string& claim, const std::string& node = {},
             const std::string& status = "'phase':'Pending'", const std::string& metaMore = {},
             const std::string& created = "2026-11-24T09:40:00Z") {
    return add(Kind::Pod, "{" + meta(name, inNamespace("ml", metaMore), created) + ",'spec':{" +
                              (node.empty() ? "" : "'nodeName':'" + node + "',") +
                              "'containers':[{'name':'c','resources':{'claims':[{'name':'gpu'}]}}],'resourceClaims':[{'name':'"
                              "gpu','resourceClaimName':'" +
                              claim + "'}]},'status':{" + status + "}}");
  }
  Scene& event(const std::string& pod, const std::string& reason, const std::string& message,
               const std::string& first = "2026-11-24T09:50:00Z") {
    return add(Kind::Event, "{" + meta(pod + "-" + reason, inNamespace("ml")) + ",'type':'Warning','reason':'" + reason +
                                "','message':'" + message + "','involvedObject':{'kind':'Pod','namespace':'ml','name':'" + pod +
                                "','uid':'uid-" + pod + "'},'firstTimestamp':'" + first +
                                "','lastTimestamp':'2026-11-24T09:59:50Z','count':3}");
  }

 private:
  void load(cluster::Store& store, Kind kind, Time now) {
    const KindRequest& wanted = kindRequest(kind);
    const auto chosen = m_versions.find(kind);
    SourceStatus status;
    status.resource = {wanted.group, chosen == m_versions.end() ? wanted.versions.front() : chosen->second, wanted.resource,
                       wanted.kind, wanted.namespaced};
    status.lastContact = now;
    const auto state = m_states.find(kind);
    status.state = state == m_states.end() ? SourceState::live : state->second;
    if (status.state == SourceState::forbidden || status.state == SourceState::failed) {
      status.error = Error{ErrorCode::forbidden, wanted.resource + " is forbidden: User \"kim\" cannot list it", "", {}, 403};
    }
    if (status.state == SourceState::stale) {
      status.lastContact = now + -600'000;
    }
    if (status.state == SourceState::live || status.state == SourceState::complete || status.state == SourceState::stale) {
      std::string json = "{\"kind\":\"" + wanted.kind + "List\",\"apiVersion\":\"" + status.resource.apiVersion() +
                         "\",\"metadata\":{\"resourceVersion\":\"9\"},\"items\":[";
      for (const std::string& object : m_objects[kind]) {
        json += (json.back() == '[' ? "" : ",") + object;
      }
      json += "]}";
      store.listStarted(status.resource);
      const Result<ListInfo> page = store.listPage(status.resource, json);
      if (!page) {
        throw std::runtime_error(page.error().text());
      }
      store.listFinished(status.resource, "9");
    }
    store.sourceChanged(status);
  }

  std::string m_now = "2026-11-24T10:00:00Z";
  ServerInfo m_server;
  std::map<Kind, std::vector<std::string>> m_objects;
  std::map<Kind, SourceState> m_states;
  std::map<Kind, std::string> m_versions;
};

/// Findings of one check.
inline std::vector<Finding> of(const Diagnosis& diagnosis, std::string_view check) {
  std::vector<Finding> out;
  for (const Finding& finding : diagnosis.findings) {
    if (finding.check == check) {
      out.push_back(finding);
    }
  }
  return out;
}

/// Of the first one; "(none)".
[[nodiscard]] inline std::string titleOf(const std::vector<Finding>& findings) {
  return findings.empty() ? std::string("(none)") : findings.front().title;
}

}  // namespace claimscope::diagnosis
