// quiet: two GPU and two CPU nodes on which all is well.
#include "model/simulation/eks.h"
#include "model/simulation/scenarios.h"

namespace claimscope::simulation {

using namespace parts;

void buildQuiet(Cluster& cluster) {
  cluster.contextName = "quiet";
  EksBuilder eks(cluster, 2, 2);
  eks.addMachines();
  eks.addPolicy();
  const Time created = cluster.now() + -2 * kDay;
  const auto training = gpuClaim("gpu-compute-class", 2, {R"(device.attributes["gpu.nvidia.com"].architecture == "Ampere")"});
  const auto inference = gpuClaim("gpu-compute-class", 1);
  const auto batch = cpuClaim(2);
  cluster.addTemplate("ml-workloads", "ml-training-claim", *training, created);
  cluster.addTemplate("ml-workloads", "inference-claim", *inference, created);
  cluster.addTemplate("batch", "batch-claim", *batch, created);
  eks.addJobPod("ml-workloads", "ml-training-job", "ml-training-job-0", "ml-training-claim", training,
                {eks.gpu(1, 0), eks.gpu(1, 1)}, {}, 3 * kHour);
  eks.addReplicas("Deployment", "ml-workloads", "inference-service", "inference-claim", inference,
                  {{eks.gpu(1, 2)}, {eks.gpu(2, 0)}}, kDay);
  eks.addReplicas("StatefulSet", "batch", "batch-processing", "batch-claim", batch,
                  {{eks.cpu(1, 0), eks.cpu(1, 1)}, {eks.cpu(2, 0), eks.cpu(2, 1)}}, 5 * kHour);
  cluster.store.add(ObjectKind::disruptionBudgets, documents::disruptionBudget("ml-workloads", "inference-pdb",
                                                                               R"({"app":"inference-service"})", 2, 2, created));
  planSmallChurn(cluster, eks.cpu(2, 7));
}

}  // namespace claimscope::simulation
