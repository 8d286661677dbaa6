// A cluster with GPUs and what a Prometheus says of them, by hand. Test thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/utilisation/utilisation.h"
#include "tests/model/diagnosis/scene.h"

namespace claimscope::utilisation {

inline const Time kNow = *parseTime("2026-11-24T10:00:00Z");

/// A slice of gpu.nvidia.com on a node; `devices` are the insides of the devices list.
inline void addSlice(diagnosis::Scene& scene, const std::string& node, const std::string& devices) {
  scene.add(Kind::ResourceSlice, "{" + diagnosis::Scene::meta(node + "-slice") +
                                     ",'spec':{'driver':'gpu.nvidia.com','nodeName':'" + node + "','pool':{'name':'" + node +
                                     "','generation':1,'resourceSliceCount':1},'devices':[" + devices + "]}}");
}
inline std::string device(const std::string& name, const std::string& attributes) {
  return "{'name':'" + name + "','attributes':{" + attributes + "}}";
}
inline std::string text(const std::string& name, const std::string& value) {
  return "'" + name + "':{'string':'" + value + "'}";
}

/// A claim in namespace ml that holds devices of gpu.nvidia.com.
inline void addClaim(diagnosis::Scene& scene, const std::string& name, const std::string& pool,
                     const std::vector<std::string>& devices, const std::string& allocatedAt = "2026-11-24T05:00:00Z",
                     const std::string& more = {}) {
  std::string results;
  for (const std::string& one : devices) {
    results += std::string(results.empty() ? "" : ",") + "{'request':'r','driver':'gpu.nvidia.com','pool':'" + pool +
               "','device':'" + one + "'" + more + "}";
  }
  scene.claim(name,
              "'allocation':{'allocationTimestamp':'" + allocatedAt + "','devices':{'results':[" + results + "]}}," +
                  diagnosis::Scene::reserved({name + "-pod"}),
              diagnosis::Scene::request("gpu", static_cast<int>(devices.size())), allocatedAt);
  scene.pod(name + "-pod", name, pool, "'phase':'Running'");
}

/// Answers of the catalogue, each a list of labels with a value of now.
class Said {
 public:
  Said& value(const std::string& id, prometheus::Labels labels, double value) {
    m_series[id].push_back({std::move(labels), {{kNow, value}}});
    return *this;
  }
  [[nodiscard]] prometheus::Metrics metrics(prometheus::State state = prometheus::State::live) const {
    prometheus::Metrics out;
    out.state = state;
    for (const auto& [id, series] : m_series) {
      auto answer = std::make_shared<prometheus::Answer>();
      answer->series = series;
      answer->answered = kNow;
      out.answers[id] = answer;
    }
    return out;
  }

 private:
  std::map<std::string, std::vector<prometheus::Series>> m_series;
};

inline const DeviceUse* useOf(const Utilisation& use, const cluster::Snapshot& snapshot, const std::string& pool,
                              const std::string& name) {
  return use.of(snapshot.inventory->findDevice(Text("gpu.nvidia.com"), Text(pool), Text(name)));
}

}  // namespace claimscope::utilisation
