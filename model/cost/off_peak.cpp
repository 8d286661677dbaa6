#include "model/cost/off_peak.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace claimscope::cost {

using cluster::Snapshot;

namespace {

/// Job → what made it, where that is a CronJob.
std::unordered_map<std::string, std::string> cronJobs(const Snapshot& snapshot) {
  std::unordered_map<std::string, std::string> out;
  snapshot.of<Job>().forEach([&](cluster::Slot, const Job& job) {
    if (const OwnerReference* owner = job.meta.controller(); owner != nullptr && owner->kind == "CronJob") {
      out[job.meta.namespaceName.str() + "/" + job.meta.name.str()] = "CronJob/" + owner->name.str();
    }
  });
  return out;
}

struct Runs {
  OffPeak out;
  std::vector<std::int64_t> ended;
  std::int64_t longest = 0;
  double hours = 0;
};

}  // namespace

std::vector<OffPeak> offPeakOf(const Snapshot& snapshot, const Holdings& holdings, const Accelerators& accelerators,
                               const std::vector<Sum>& ratePerCard, std::size_t most) {
  const auto byJob = cronJobs(snapshot);
  std::map<std::pair<std::string, std::string>, Runs> found;
  for (const Holding& holding : holdings.all) {
    std::string owner = holding.owner;
    if (owner.rfind("Job/", 0) == 0) {
      const auto cron = byJob.find(holding.namespaceName + "/" + owner.substr(4));
      owner = cron == byJob.end() ? owner : cron->second;
    } else if (owner.rfind("CronJob/", 0) != 0) {
      continue;
    }
    Runs& runs = found[{holding.namespaceName, owner}];
    runs.out.namespaceName = holding.namespaceName;
    runs.out.owner = owner;
    ++runs.out.runs;
    double gpus = 0;
    Sum rate;
    for (const cluster::DeviceIndex device : holding.devices) {
      gpus += accelerators.share[device];
      Sum part = ratePerCard[accelerators.cardOf[device]];
      rate.add(part.value() * accelerators.share[device], part.bound());
    }
    const std::int64_t ms = std::max<std::int64_t>(0, holding.to - holding.from);
    runs.hours += gpus * static_cast<double>(ms);
    if (holding.claim == cluster::kNone) {
      runs.ended.push_back(ms);
      runs.out.gpus = runs.out.running == 0 ? gpus : runs.out.gpus;
    } else {
      runs.out.gpus = runs.out.running == 0 ? gpus : runs.out.gpus + gpus;
      runs.out.perHour = runs.out.running == 0 ? Sum() : runs.out.perHour;
      ++runs.out.running;
      runs.longest = std::max(runs.longest, ms);
    }
    if (holding.claim != cluster::kNone || runs.out.running == 0) {
      if (holding.claim == cluster::kNone) {
        runs.out.perHour = Sum();
      }
      runs.out.perHour.add(rate);
    }
  }
  std::vector<Runs> sorted;
  for (auto& [key, runs] : found) {
    sorted.push_back(std::move(runs));
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const Runs& a, const Runs& b) { return a.hours > b.hours; });
  std::vector<OffPeak> out;
  for (Runs& runs : sorted) {
    if (out.size() == most) {
      break;
    }
    if (runs.ended.empty()) {
      runs.out.medianMs = runs.longest;
      runs.out.medianBound = Bound::atLeast;
    } else {
      std::sort(runs.ended.begin(), runs.ended.end());
      runs.out.medianMs = runs.ended[(runs.ended.size() - 1) / 2];
    }
    out.push_back(std::move(runs.out));
  }
  return out;
}

}  // namespace claimscope::cost
