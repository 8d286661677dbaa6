#include "model/simulation/scenarios.h"

namespace claimscope::simulation {

const std::vector<Scenario>& allScenarios() {
  static const std::vector<Scenario> all = {
      {"eks-hybrid",
       "12 nodes of the EKS hybrid guide on 1.36; a claim nothing can satisfy, a tainted GPU and a driver that stops", false,
       buildEks},
      {"eks-classic", "the same cluster on 1.30 with classic DRA (v1alpha2: ResourceClass and parameters)", true, buildEks},
      {"fleet", "5,000 nodes, 40,000 devices, 7,306 claims; no H200 is free, a driver is gone and a pool is incomplete", false,
       buildFleet},
      {"quiet", "two GPU and two CPU nodes, everything allocated and well", false, buildQuiet},
      {"device-plugin",
       "200 nodes on 1.36 whose GPUs a device plugin hands out; a DRA driver serves the first of them, Helm and Argo CD own some "
       "workloads",
       false, buildDevicePlugin},
      {"extreme", "5,000 nodes, 40,000 devices, 100,000 claims and 150,000 pods with heavy churn", false, buildExtreme},
  };
  return all;
}

}  // namespace claimscope::simulation
