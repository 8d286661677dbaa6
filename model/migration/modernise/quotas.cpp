// Quotas: keys that count claims and devices (kubernetes pkg/quota/v1/evaluator/core/resource_claims.go).
#include <fmt/format.h>

#include <algorithm>

#include "model/migration/modernise/bench.h"

namespace claimscope::modernise {
namespace {

/// "count/…" for names of resources without it; empty when the key is in order.
std::string countKey(std::string_view key) {
  for (const std::string_view resource : {"resourceclaims", "resourceclaimtemplates"}) {
    const std::string full = std::string(resource) + ".resource.k8s.io";
    if (key == full || key == resource || key == "count/" + std::string(resource)) {
      return "count/" + full;
    }
  }
  return {};
}

/// "requests.nvidia.com/gpu" and its like.
bool countsPlugin(std::string_view key) {
  for (const std::string_view resource : {"nvidia.com/gpu", "amd.com/gpu", "aws.amazon.com/neuron", "gpu.intel.com/i915"}) {
    if (key == "requests." + std::string(resource) || key == "limits." + std::string(resource)) {
      return true;
    }
  }
  return false;
}

/// Classes that claims of the namespace ask for first, then those that are named like it.
std::vector<std::string> classesFor(const Bench& bench, const std::string& namespaceName) {
  std::vector<std::string> out;
  const auto add = [&](const std::string& name) {
    if (std::find(out.begin(), out.end(), name) == out.end()) {
      out.push_back(name);
    }
  };
  for (const auto& [place, classes] : bench.classesOf) {
    if (place.find("/" + namespaceName + "/") != std::string::npos) {
      std::for_each(classes.begin(), classes.end(), add);
    }
  }
  for (const Object& object : bench.objects) {
    if ((object.kind == "DeviceClass" || object.kind == "ResourceClass") && object.name.find("gpu") != std::string::npos) {
      add(object.name);
    }
  }
  return out;
}

void pluginKey(Bench& bench, const Object& object, Node& hard, const std::string& key) {
  const std::vector<std::string> classes = classesFor(bench, object.namespaceName);
  std::vector<Option> options;
  for (const std::string& name : classes) {
    options.push_back({name, fmt::format("limit the devices of class {}", name)});
  }
  if (options.empty()) {
    bench.change(object, Weight::warning, "spec.hard", fmt::format("{} limits nothing that claims use", key),
                 "It counts what the device plugin gives out. Limit a class: <class>.deviceclass.resource.k8s.io/devices");
    return;
  }
  options.push_back({"keep", "only the device plugin's GPUs, as before"});
  const std::string name =
      bench.choose(object, key, fmt::format("Devices of which class does {} limit now?", key), std::move(options), true);
  if (name == "keep") {
    bench.change(object, Weight::warning, "spec.hard", fmt::format("{} limits nothing that claims use", key),
                 "It was chosen to stay");
    return;
  }
  const std::string newKey = name + ".deviceclass.resource.k8s.io/devices";
  const std::string old = bench.choose(object, key + "/old", fmt::format("Does {} stay as well?", key),
                                       {{"drop", "every GPU is given out by claims"},
                                        {"stay", "some pods still ask the device plugin: each way has the whole limit"}});
  if (hard.find(newKey) != nullptr) {
    bench.change(object, Weight::note, "spec.hard", fmt::format("{} is there already", newKey));
  } else if (old == "stay") {
    Node limit = *hard.find(key);
    limit.before.clear();
    limit.after.clear();
    hard.setAfter(key, newKey, std::move(limit));
  } else {
    hard.rename(key, newKey);
  }
  bench.change(
      object, Weight::changed, "spec.hard", fmt::format("{} becomes {}{}", key, newKey, old == "stay" ? ", and stays" : ""),
      "Devices of claims are counted by class; a request for all counts as 32, firstAvailable as its largest alternative");
}

}  // namespace

void convertQuotas(Bench& bench) {
  if (resourceVersion(bench.request.target).version.empty()) {
    return;
  }
  for (std::size_t i = 0; i < bench.objects.size(); ++i) {
    Object& object = bench.objects[i];
    Node* hard = object.kind == "ResourceQuota" ? object.node->at("spec.hard") : nullptr;
    if (hard == nullptr || !hard->isMap()) {
      continue;
    }
    std::vector<std::string> keys;
    for (const Entry& entry : hard->entries) {
      keys.push_back(entry.key);
    }
    for (const std::string& key : keys) {
      if (const std::string wanted = countKey(key); !wanted.empty()) {
        hard->find(wanted) == nullptr ? (void)hard->rename(key, wanted) : (void)hard->erase(key);
        bench.change(object, Weight::changed, "spec.hard", fmt::format("{} becomes {}", key, wanted),
                     "Objects outside the core group are counted as count/RESOURCE.GROUP; the server refuses the other key");
      } else if (countsPlugin(key)) {
        pluginKey(bench, object, *hard, key);
      }
    }
  }
}

}  // namespace claimscope::modernise
