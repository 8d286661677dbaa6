// Two hours of the small cluster: a job every minute or so; the kubelet plugin of one node was slow for a while.
#include "model/simulation/past.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

constexpr std::int64_t kSlowFrom = 34 * kMinute;  // before the highlight
constexpr std::int64_t kSlowTo = 22 * kMinute;

/// Devices that are nobody's at the highlight: jobs before it may have had them.
std::vector<DeviceId> freeDevices(const Cluster& cluster, DeviceModel::Type type) {
  std::vector<DeviceId> out;
  for (DeviceId id = 0; id < cluster.hardware.devices.size(); ++id) {
    const DeviceInfo& device = cluster.hardware.devices[id];
    if (!device.taken && device.offered && cluster.hardware.models[device.model].type == type) {
      out.push_back(id);
    }
  }
  return out;
}

}  // namespace

std::vector<PastLine> eksPast(const Cluster& cluster) {
  PastWriter past(cluster);
  Random& random = past.random();
  const std::vector<DeviceId> gpus = freeDevices(cluster, DeviceModel::Type::gpu);
  const std::vector<DeviceId> sets = freeDevices(cluster, DeviceModel::Type::cpu);
  const auto gpu = gpuClaim("gpu-compute-class", 1);
  const auto cpu = cpuClaim(1);
  std::uint32_t number = 0;
  for (std::int64_t ago = 2 * kHour; ago > 3000; ago -= random.between(12'000, 70'000)) {
    const bool isGpu = random.below(3) > 0 && !gpus.empty();
    if (!isGpu && sets.empty()) {
      continue;
    }
    PastJob job;
    job.namespaceName = isGpu ? "research" : "batch";
    job.name = (isGpu ? "eval-" : "report-") + std::to_string(500 + ++number);
    job.entry = isGpu ? "gpu" : "cpu";
    job.claim = isGpu ? gpu : cpu;
    job.devices = {isGpu ? gpus[random.below(gpus.size())] : sets[random.below(sets.size())]};
    job.image = isGpu ? "pytorch/pytorch:2.1.0-cuda12.1-cudnn8-runtime" : "public.ecr.aws/docker/library/python:3.12-slim";
    job.created = past.end() + -ago;
    const bool slow = isGpu && ago < kSlowFrom && ago > kSlowTo;
    job.claimMs = random.between(30, 120);
    job.allocateMs = random.below(12) == 0 ? random.between(4000, 21'000) : random.between(180, 900);
    job.bindMs = random.between(25, 120);
    job.prepareMs = slow ? random.between(6000, 14'000) : random.between(isGpu ? 900 : 60, isGpu ? 2200 : 300);
    job.startMs = random.below(15) == 0 ? random.between(18'000, 34'000) : random.between(300, 1600);
    job.runMs = random.between(8000, 90'000);
    job.teardownMs = random.between(300, 2500);
    past.add(std::move(job));
  }
  return past.lines();
}

}  // namespace claimscope::simulation
