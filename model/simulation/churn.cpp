#include "model/simulation/churn.h"

#include "model/simulation/eks.h"
#include "model/simulation/parts.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

constexpr std::int64_t kSmallChurnMs = 30'000;

void smallChurn(Cluster& cluster, DeviceId device, std::uint32_t number) {
  if (!cluster.hardware.devices[device].taken) {
    ShortJob what;
    what.namespaceName = "batch";
    what.name = "report-" + std::to_string(number);
    what.entry = byTemplate("cpu", "report-claim", cpuClaim(1));
    what.devices = {device};
    what.runMs = 9000;
    runShortJob(cluster, what);
  }
  cluster.schedule.after(kSmallChurnMs, [&cluster, device, number] { smallChurn(cluster, device, number + 1); });
}

}  // namespace

void runShortJob(Cluster& cluster, const ShortJob& what) {
  PodShape pods = what.gpu
                      ? gpuPodShape(what.namespaceName, what.name, "pytorch/pytorch:2.1.0-cuda12.1-cudnn8-runtime", {what.entry})
                      : podShape(what.namespaceName, what.name, "public.ecr.aws/docker/library/python:3.12-slim", {what.entry});
  pods.restartPolicy = Text("Never");
  documents::Controller controller = job(what.name, cluster.now());
  const Workload workload = cluster.addWorkload(controller, std::move(pods));
  PodPlan plan{workload.shape, workload.owner, what.name + "-" + cluster.random.suffix(), cluster.now(), {}, {what.devices}, {}};
  plan.node = cluster.hardware.nodes[cluster.hardware.devices[what.devices.front()].node].name;
  plan.allocateMs = cluster.random.between(200, 2500);
  plan.prepareMs = cluster.random.between(800, 2500);
  plan.startMs = cluster.random.between(800, 3000);
  cluster.runPod(plan, what.runMs);
  const std::int64_t ended = 300 + plan.allocateMs + 50 + plan.prepareMs + plan.startMs + what.runMs;
  const std::string key = what.namespaceName + "/" + what.name;
  cluster.schedule.after(ended + 200, [&cluster, key, controller, shape = workload.shape]() mutable {
    controller.ready = 0;
    controller.succeeded = 1;
    controller.finished = cluster.now();
    cluster.store.update<PlainObject>(ObjectKind::jobs, key, [&](PlainObject& changed) {
      changed.body = documents::controllerBody(controller, *shape, cluster.context());
    });
  });
  cluster.schedule.after(ended + 1600, [&cluster, key] { cluster.store.remove(ObjectKind::jobs, key); });
}

void planSmallChurn(Cluster& cluster, DeviceId device) {
  cluster.addTemplate("batch", "report-claim", *cpuClaim(1), cluster.now() + -20 * kDay);
  cluster.schedule.after(5000, [&cluster, device] { smallChurn(cluster, device, 1); });
}

}  // namespace claimscope::simulation
