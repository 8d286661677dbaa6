// Control plane: versions, feature gates, components, scheduler profiles and skew, as far as they can be seen. Pure; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/diagnosis/finding.h"
#include "model/survey/facts.h"

namespace claimscope::control_plane {

/// One version of resource.k8s.io.
struct ServedRow {
  std::string version;
  survey::Outcome outcome = survey::Outcome::notAsked;
  std::vector<std::string> kinds;  ///< plurals
};

enum class GateState : std::uint8_t { on, off, unknown };
/// "on", "off", "unknown".
[[nodiscard]] std::string_view gateStateWord(GateState state);

struct GateRow {
  std::string name;
  GateState state = GateState::unknown;
  std::string stage;  ///< "alpha", "beta", "GA", "locked", "not in 1.34"; empty: version not known
  bool defaultOn = false;
  std::string evidence;  ///< what proves it, or why it is not known
  std::string gives;     ///< what it is for
};

enum class Answers : std::uint8_t {
  yes,
  late,        ///< its last sign is older than it should be
  no,          ///< it ought to be there and shows no sign of life
  unknown,     ///< nothing that could tell may be read
  notVisible,  ///< run by a provider, who shows nothing of it
};
/// "yes", "late", "no", "unknown", "notVisible".
[[nodiscard]] std::string_view answersWord(Answers answers);

struct ComponentRow {
  std::string name;  ///< "kube-scheduler", "driver gpu.nvidia.com"
  Answers answers = Answers::unknown;
  std::string version;
  std::string holder;       ///< of its lease
  std::int64_t ageMs = -1;  ///< since the last renewal; below 0: none
  std::string evidence;
  std::string hides;  ///< what is not known, or does not happen, without it
};

struct LeaseRow {
  std::string name;  ///< "kube-system/kube-scheduler"
  std::string holder;
  std::int64_t ageMs = -1;
  bool expired = false;
};

struct ProfileRow {
  std::string schedulerName;
  std::string from;       ///< "ConfigMap kube-system/scheduler-config, config.yaml", or "assumed"
  std::int64_t pods = 0;  ///< that ask for it and have not ended
  std::int64_t withClaims = 0;
  std::int64_t bound = 0;  ///< of those pods
};

struct SkewRow {
  std::string component;  ///< "kubelet", "kube-scheduler"
  std::string version;    ///< "v1.35.2"
  std::int64_t count = 0;
  std::string words;  ///< "within three minor versions of the API server"
  bool fits = true;
};

/// Something that is wrong, or that is as a person should know.
struct Problem {
  std::string id;    ///< "scheduler-config:kube-system/scheduler-config:profiles[0]…"
  std::string rule;  ///< "scheduler-config"
  diagnosis::Severity severity = diagnosis::Severity::warning;
  std::string title;
  std::string detail;
  std::string fix;
  std::string yaml;
  std::string command;
  std::vector<diagnosis::Evidence> evidence = {};
};

struct Report {
  std::string gitVersion;
  int minor = 0;
  std::string provider;  ///< "Amazon EKS", "Google GKE", "Azure AKS"; empty: none that hides its control plane
  std::vector<ServedRow> served;
  std::vector<GateRow> gates;
  std::vector<ComponentRow> components;
  std::vector<LeaseRow> leases;
  std::vector<ProfileRow> profiles;
  bool profilesKnown = false;  ///< some KubeSchedulerConfiguration could be read
  std::vector<SkewRow> skew;
  std::vector<Problem> problems;      ///< worst first
  std::vector<std::string> unknowns;  ///< one sentence each
  std::string verdict;
  std::string verdictDetail;
  Time asOf;
};
using ReportPtr = std::shared_ptr<const Report>;

[[nodiscard]] Report examine(const cluster::Snapshot& snapshot, const survey::Facts& facts);

// One file each.
struct Context {
  const cluster::Snapshot& snapshot;
  const survey::Facts& facts;
  Report& report;
};
void examineGates(const Context& context);
void examineComponents(const Context& context);
void examineScheduling(const Context& context);
void examineSkew(const Context& context);

/// The provider that runs the control plane, by version suffix and node labels; empty where nobody hides it.
[[nodiscard]] std::string providerOf(const cluster::Snapshot& snapshot);
/// Minor of "v1.36.1-eks-12"; 0 when there is none.
[[nodiscard]] int minorOf(std::string_view version);

}  // namespace claimscope::control_plane
