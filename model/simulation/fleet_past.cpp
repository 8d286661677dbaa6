// The hour before the pictures, and a quieter one before that: thousands of short jobs, and what held some of them.
#include <algorithm>
#include <array>

#include "model/simulation/fleet.h"
#include "model/simulation/past.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

/// One of the classes of the fleet and how its jobs are.
struct Family {
  const char* className;
  const char* entry;
  std::uint32_t lastHour;  ///< jobs in it
  std::uint32_t before;    ///< and in the hour before
  std::array<const char*, 6> names;
};

constexpr std::array<Family, 4> kFamilies{{
    {"gpu-compute-class", "gpu", 2890, 560, {"finetune-a", "finetune-c", "eval-a", "batch-infer", "render-gpu", "llm-eval"}},
    {"mig-1g.10gb", "gpu", 800, 150, {"vision-44", "vision-45", "inference", "embed", "rerank", "vision-46"}},
    {"cpu-compute-class", "cpu", 280, 60, {"etl-cpu-0", "etl-cpu-1", "tokenize", "shard", "index", "dedup"}},
    {"rdma-nic", "nic", 77, 20, {"rdma-train-1", "rdma-train-2", "allreduce", "ring-test", "halo", "exchange"}},
}};
/// Since then the scheduler finds devices for some only after many tries.
constexpr std::int64_t kIncidentMs = 390'000;

/// Mostly low, now and then high, rarely `worst`: parts of a thousand.
std::int64_t draw(Random& random, std::array<std::int64_t, 2> usual, std::int64_t permille, std::array<std::int64_t, 2> slow,
                  std::int64_t rare = 0, std::array<std::int64_t, 2> worst = {0, 0}) {
  const auto rank = static_cast<std::int64_t>(random.below(1000));
  const std::array<std::int64_t, 2>& range = rank < rare ? worst : rank < rare + permille ? slow : usual;
  return random.between(range[0], range[1]);
}

void stagesOf(Random& random, std::string_view className, bool incident, PastJob& job) {
  job.claimMs = random.between(45, 140);
  job.runMs = random.between(4000, 55'000);
  job.teardownMs = draw(random, {250, 1100}, 60, {1500, 6000}, 4, {25'000, 40'000});
  if (className == "gpu-compute-class") {
    job.allocateMs = incident ? draw(random, {300, 1300}, 190, {2500, 9000}, 90, {27'000, 86'000})
                              : draw(random, {180, 620}, 85, {1800, 5600}, 4, {9000, 17'000});
    job.bindMs = draw(random, {25, 110}, 50, {180, 520});
    job.prepareMs = draw(random, {80, 240}, 60, {380, 760}, 2, {40'000, 52'000});
    job.startMs = draw(random, {60, 200}, 60, {260, 620}, 2, {42'000, 56'000});
  } else if (className == "mig-1g.10gb") {
    job.allocateMs = draw(random, {260, 800}, 90, {1600, 3800});
    job.bindMs = draw(random, {40, 160}, 70, {250, 600});
    job.prepareMs = draw(random, {160, 420}, 90, {1100, 2100}, 8, {45'000, 61'500});  // the card changes its MIG mode
    job.startMs = draw(random, {80, 220}, 70, {280, 620});
  } else if (className == "cpu-compute-class") {
    job.allocateMs = draw(random, {90, 240}, 60, {300, 700});
    job.bindMs = draw(random, {30, 90}, 60, {120, 300});
    job.prepareMs = draw(random, {20, 60}, 60, {80, 180});
    job.startMs = draw(random, {60, 180}, 90, {240, 640});
  } else {
    job.allocateMs = draw(random, {150, 420}, 80, {600, 1200});
    job.bindMs = draw(random, {500, 1500}, 90, {2400, 4200}, 13, {86'000, 89'000});  // waits for FabricReady
    job.prepareMs = draw(random, {120, 320}, 80, {500, 900});
    job.startMs = draw(random, {80, 260}, 70, {300, 700});
  }
}

/// Devices of this class, whoever had them: a job that is gone held them for a while.
std::vector<DeviceId> devicesFor(const Cluster& cluster, std::string_view className) {
  const auto wanted = className == "gpu-compute-class"   ? DeviceModel::Type::gpu
                      : className == "mig-1g.10gb"       ? DeviceModel::Type::mig
                      : className == "cpu-compute-class" ? DeviceModel::Type::cpu
                                                         : DeviceModel::Type::nic;
  std::vector<DeviceId> out;
  for (DeviceId id = 0; id < cluster.hardware.devices.size(); ++id) {
    const DeviceInfo& device = cluster.hardware.devices[id];
    if (device.offered && cluster.hardware.models[device.model].type == wanted) {
      out.push_back(id);
    }
  }
  return out;
}

}  // namespace

std::vector<PastLine> fleetPast(const Cluster& cluster) {
  PastWriter past(cluster);
  Random& random = past.random();
  const std::vector<std::string> teams = {"ml-workloads", "research", "media", "data", "batch", "vision", "speech", "ranking"};
  for (const Family& family : kFamilies) {
    const std::vector<DeviceId> devices = devicesFor(cluster, family.className);
    auto claim = std::make_shared<ClaimShape>();
    claim->className = Text(family.className);
    claim->request = Text(family.entry);
    claim->bandwidth = std::string_view(family.className) == "rdma-nic" ? "10G" : "";
    for (std::uint32_t i = 0; i < family.lastHour + family.before && !devices.empty(); ++i) {
      const bool last = i < family.lastHour;
      const std::int64_t ago = last ? random.between(1500, kHour) : random.between(kHour, 2 * kHour);
      PastJob job;
      const std::size_t name = random.below(family.names.size());
      job.namespaceName = teams[(name + random.below(3)) % teams.size()];
      job.name = std::string(family.names[name]) + "-" + std::to_string(random.below(900) + 100);
      job.entry = family.entry;
      job.claim = claim;
      job.devices = {devices[random.below(devices.size())]};
      job.image = "registry.example.com/ml/worker:2026.11";
      job.created = past.end() + -ago;
      stagesOf(random, family.className, last && ago < kIncidentMs, job);
      past.add(std::move(job));
    }
  }
  return past.lines();
}

}  // namespace claimscope::simulation
