// Questions: what posture and the control plane page ask of a server, by what the cluster has. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/survey/survey.h"

namespace claimscope::survey {

/// Which halves are wanted: a command asks only for its own.
struct Wanted {
  bool posture = true;
  bool controlPlane = true;
};

/// Namespaces with claims or pods that ask for one, sorted.
[[nodiscard]] std::vector<Text> claimNamespaces(const cluster::Snapshot& snapshot);
/// "namespace/name" of the DaemonSet that serves a driver, by its own name or that of its pods; empty when none looks like it.
[[nodiscard]] std::string driverSetNameOf(const cluster::Snapshot& snapshot, const Text& driver);
/// "namespace/name" of DaemonSets that serve DRA drivers, sorted, by judgement of names (diagnosis/workflows/driver_pods.h).
[[nodiscard]] std::vector<std::string> driverSetNames(const cluster::Snapshot& snapshot);
/// Everything to ask: lists, documents and one review; about 20 requests where every list is one page.
[[nodiscard]] std::vector<Question> questionsFor(const cluster::Snapshot& snapshot, const Wanted& wanted = {});

/// Versions of resource.k8s.io, newest first.
[[nodiscard]] const std::vector<std::string>& draVersions();
/// The ClusterRole that lets one ask all of it, as YAML; bind it to oneself.
[[nodiscard]] std::string roleToAsk();

}  // namespace claimscope::survey
