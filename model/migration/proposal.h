// Proposal: the DeviceClasses, ResourceClaimTemplates and patches that turn requests for extended resources into claims. Pure;
// any thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/migration/workloads.h"

namespace claimscope::migration {

/// A class that stands for an extended resource: one that exists, or one to create.
struct ProposedClass {
  Text resource;
  std::string name;
  std::string driver;                  ///< whose devices it takes; empty: its own selectors say
  std::vector<std::string> selectors;  ///< CEL, ANDed
  std::string extendedResourceName;    ///< set where the server takes it: pods may then go on asking for the resource
  bool exists = false;
  std::string problem;      ///< why there is none: no driver of this hardware is known or seen
  Box<DeviceClass> object;  ///< as the allocator reads it; null with a problem
};

/// One request of the claim, and the containers that use it.
struct ProposedRequest {
  std::string name;
  Text resource;
  std::string className;
  std::int64_t count = 1;
  std::vector<std::string> selectors;  ///< beyond the class: the MIG profile of a class that has them all
  std::vector<Text> containers;
};

struct WorkloadProposal {
  std::string templateName;
  std::string entryName;        ///< pod.spec.resourceClaims[].name
  bool templateExists = false;  ///< with exactly this spec
  std::vector<ProposedRequest> requests;
  std::vector<Text> classes;  ///< of the requests, in order, no repeats
  DeviceClaimSpec spec;       ///< of the template
  std::string problem;        ///< why there is no proposal; few words
};

/// The class for each resource that workloads ask for, in the order of the names.
[[nodiscard]] std::vector<ProposedClass> proposedClasses(const cluster::Snapshot& snapshot,
                                                         const std::vector<Workload>& workloads);
[[nodiscard]] const ProposedClass* classFor(const std::vector<ProposedClass>& classes, const Text& resource);
/// From what the workload asks, or asked before it was moved.
[[nodiscard]] WorkloadProposal proposalFor(const cluster::Snapshot& snapshot, const Workload& workload,
                                           const std::vector<ProposedClass>& classes);

/// True where a server takes DeviceClass.spec.extendedResourceName and acts on it (DRAExtendedResource is on from 1.36).
[[nodiscard]] bool servesExtendedResources(const ServerInfo& server);

}  // namespace claimscope::migration
