// LintWorld: what the rules of the linter look at: objects to judge, and what surrounds them. Built once, then immutable; any
// thread.
#pragma once

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/diagnosis/finding.h"

namespace claimscope::diagnosis {

inline constexpr std::size_t kNoSource = std::numeric_limits<std::size_t>::max();

/// One object that is judged: what a problem is located at.
struct LintSource {
  ObjectRef object;
  std::string apiVersion;
  std::string kindName;   ///< as written: "ResourceClaimTemplate"
  std::string json = {};  ///< as written, of manifests; empty for objects of a cluster
  Time since = {};        ///< created
};

template <class T>
struct LintEntry {
  Box<T> object;
  std::size_t source = kNoSource;  ///< kNoSource: it only surrounds what is judged
  [[nodiscard]] bool judged() const { return source != kNoSource; }
};

/// A pod, or what a workload makes pods from.
struct LintPod {
  Box<Pod> pod;
  std::size_t source = kNoSource;
  std::string owner = {};      ///< "Deployment ml/inference"; of a pod its own name
  std::string ownerKind = {};  ///< "Deployment", "Job", "Pod"
  std::int64_t replicas = 1;   ///< pods at a time
  std::string path = {};       ///< to the pod in its object: "spec.template."
  [[nodiscard]] bool judged() const { return source != kNoSource; }
};

/// A claim's spec, of a claim or a template.
struct LintSpec {
  const DeviceClaimSpec* spec = nullptr;
  const Metadata* meta = nullptr;
  std::string kind;  ///< "ResourceClaim", "ResourceClaimTemplate"
  std::string path;  ///< "spec.devices" or "spec.spec.devices"
  std::size_t source = kNoSource;
};

struct LintWorld {
  std::vector<LintSource> sources;
  std::vector<LintEntry<ResourceClaim>> claims;
  std::vector<LintEntry<ResourceClaimTemplate>> templates;
  std::vector<LintEntry<DeviceClass>> classes;
  std::vector<LintEntry<ResourceSlice>> slices;
  std::vector<LintEntry<DeviceTaintRule>> taintRules;
  std::vector<LintEntry<ResourceQuota>> quotas;
  std::vector<LintEntry<Namespace>> namespaces;
  std::vector<LintPod> pods;
  int minor = 0;                               ///< of the server; 0: not known
  bool manifests = false;                      ///< what is judged is not stored anywhere yet
  const cluster::Snapshot* cluster = nullptr;  ///< that surrounds it, or is judged itself; null: manifests alone
  /// Absence of one of this kind means that there is none.
  [[nodiscard]] bool knows(Kind kind) const;

  [[nodiscard]] const DeviceClass* findClass(const Text& name) const;
  [[nodiscard]] const ResourceClaim* findClaim(const Text& namespaceName, const Text& name) const;
  [[nodiscard]] const ResourceClaimTemplate* findTemplate(const Text& namespaceName, const Text& name) const;
  [[nodiscard]] const Namespace* findNamespace(const Text& name) const;
  /// Claims and templates that are judged; those that a controller made from a template are judged as the template.
  [[nodiscard]] std::vector<LintSpec> specs() const;
  /// Something that makes pods in this namespace is to be seen, so that "nobody names it" means something.
  [[nodiscard]] bool seesPodsIn(const Text& namespaceName) const;
};

/// Adds what a cluster has: judged, or as surroundings. The snapshot must outlive the world.
void addCluster(LintWorld& world, const cluster::Snapshot& snapshot, bool judged);

}  // namespace claimscope::diagnosis
