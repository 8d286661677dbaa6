// The series of a claimscope exporter in the cluster: the four names of the guide, out of the objects that are there.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "model/simulation/metrics/shapes.h"

namespace claimscope::simulation::metrics {

namespace {

Labels withJob(Labels labels) {
  labels.emplace("job", "claimscope-exporter");
  labels.emplace("instance", "10.0.3.21:9417");
  return labels;
}

const char* typeOf(DeviceModel::Type type) {
  switch (type) {
    case DeviceModel::Type::cpu:
      return "cpu";
    case DeviceModel::Type::nic:
      return "nic";
    case DeviceModel::Type::accelerator:
      return "accelerator";
    case DeviceModel::Type::gpu:
    case DeviceModel::Type::mig:
      break;
  }
  return "gpu";
}

std::vector<const ClaimObject*> claimsOf(const Cluster& cluster) {
  std::vector<const ClaimObject*> out;
  for (const auto& [key, object] : cluster.store.objects(ObjectKind::claims)) {
    out.push_back(static_cast<const ClaimObject*>(object.get()));
  }
  return out;
}

using LabelsOfClaim = std::pair<std::string, std::string>;  // driver, class

/// How long the claims of each driver and class took to be allocated, in seconds.
std::map<LabelsOfClaim, std::vector<double>> allocationTimes(const Cluster& cluster) {
  std::map<LabelsOfClaim, std::vector<double>> out;
  for (const ClaimObject* claim : claimsOf(cluster)) {
    if (claim->allocated() && claim->allocatedAt.isSet()) {
      const std::string driver = textOf(cluster.hardware.devices[claim->devices.front()].driver);
      out[{driver, textOf(claim->shape->className)}].push_back(
          static_cast<double>(std::max<std::int64_t>(0, claim->allocatedAt - claim->created)) / 1000);
    }
  }
  return out;
}

/// A week of claims like those that are there: a histogram keeps none of them.
Distribution distributionOf(std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  constexpr double kAtLeast = 0.4;  // stored times have whole seconds
  const double median = std::max(kAtLeast, seconds[seconds.size() / 2]);
  return {0.002 * static_cast<double>(seconds.size()), median, 0.7, 0.1, 2, 13};
}

void allocationHistogram(std::vector<Family>& out) {
  const std::string name = "dra_allocation_duration_seconds";
  const auto each = [](const Cluster& cluster, const auto& emit) {
    std::uint64_t seed = 17;
    for (const auto& [labels, seconds] : allocationTimes(cluster)) {
      emit(withJob({{"driver", labels.first}, {"device_class", labels.second}}), distributionOf(seconds), seed++);
    }
  };
  out.push_back({name + "_bucket", [each](const Cluster& cluster, const Emit& emit) {
                   each(cluster, [&](const Labels& labels, const Distribution& of, std::uint64_t seed) {
                     emitBuckets(Context(cluster), labels, of, seed, emit);
                   });
                 }});
  for (const auto& [ending, isSum] : {std::pair("_count", false), std::pair("_sum", true)}) {
    out.push_back({name + ending, [each, isSum = isSum](const Cluster& cluster, const Emit& emit) {
                     each(cluster, [&](const Labels& labels, const Distribution& of, std::uint64_t seed) {
                       emit({labels, counter(Context(cluster), of.perSecond * (isSum ? of.median * 1.3 : 1), seed)});
                     });
                   }});
  }
}

/// The share of each kind of hardware that claims hold, since each of them was allocated.
Family utilization() {
  return {"dra_resource_utilization_ratio", [](const Cluster& cluster, const Emit& emit) {
            const Hardware& hardware = cluster.hardware;
            std::map<std::string, double> published;
            for (const DeviceInfo& device : hardware.devices) {
              published[typeOf(hardware.models[device.model].type)] += device.offered || device.taken ? 1 : 0;
            }
            // A device that several claims share, or look at as administrators, is held once: since the first of them.
            std::map<DeviceId, std::int64_t> since;
            for (const ClaimObject* claim : claimsOf(cluster)) {
              for (const DeviceId id : claim->shape->adminAccess ? std::vector<DeviceId>() : claim->devices) {
                const auto [at, isNew] = since.emplace(id, claim->allocatedAt.ms);
                at->second = std::min(at->second, claim->allocatedAt.ms);
              }
            }
            std::map<std::string, std::vector<std::int64_t>> held;
            for (const auto& [id, ms] : since) {
              held[typeOf(hardware.models[hardware.devices[id].model].type)].push_back(ms);
            }
            for (const auto& [type, count] : published) {
              if (count > 0) {
                emit({withJob({{"resource_type", type}}),
                      [taken = createdSince(held[type]), count = count](std::int64_t ms) -> std::optional<double> {
                        return std::min(1.0, taken(ms).value_or(0) / count);
                      }});
              }
            }
          }};
}

/// Claims that are not allocated, since each of them was created.
Family pending() {
  return {"dra_pending_claims_total", [](const Cluster& cluster, const Emit& emit) {
            std::vector<std::int64_t> times;
            for (const ClaimObject* claim : claimsOf(cluster)) {
              if (!claim->allocated()) {
                times.push_back(claim->created.ms);
              }
            }
            emit({withJob({}), createdSince(std::move(times))});
          }};
}

Family errors() {
  return {"dra_allocation_errors_total", [](const Cluster& cluster, const Emit& emit) {
            constexpr std::array kReasons = {std::pair("FailedScheduling", 0.02), std::pair("BindingConditionFailed", 0.0),
                                             std::pair("ClaimCreationFailed", 0.0), std::pair("QuotaExceeded", 0.004),
                                             std::pair("PrepareFailed", 0.001)};
            std::uint64_t seed = 41;
            for (const auto& [reason, perSecond] : kReasons) {
              emit({withJob({{"reason", reason}}), counter(Context(cluster), perSecond, seed++)});
            }
          }};
}

}  // namespace

void exporterFamilies(std::vector<Family>& out) {
  allocationHistogram(out);
  out.push_back(utilization());
  out.push_back(pending());
  out.push_back(errors());
}

}  // namespace claimscope::simulation::metrics
